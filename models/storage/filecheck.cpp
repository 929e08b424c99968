#include "models/storage/filecheck.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <cerrno>

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}
} // namespace

Result<void> checkFile(const QString &path)
{
    const QFileInfo info(path);
    const QString name = QDir::toNativeSeparators(path);
    if (!info.exists())
        return failure(ErrorKind::NotFound, tr("There is no file %1.").arg(name));
    if (!info.isFile())
        return failure(ErrorKind::Foreign, tr("%1 is not a file.").arg(name));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Denied, tr("%1 cannot be read: %2.").arg(name, file.errorString()));
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith(QByteArray("SQLite format 3\0", 16)))
        return failure(ErrorKind::Foreign, tr("%1 is not a Tocsin database.").arg(name));
    if (qFromBigEndian<qint32>(header.constData() + 68) != kApplicationId)
        return failure(ErrorKind::Foreign, tr("%1 is a database of another program, not of Tocsin.").arg(name));
    return {};
}

Result<void> prepareNewFile(const QString &path)
{
    const QString name = QDir::toNativeSeparators(path);
    if (QFileInfo::exists(path))
        return failure(ErrorKind::Conflict, tr("%1 exists already. Choose another name, or open it.").arg(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        const ErrorKind kind = errno == ENOSPC ? ErrorKind::Full : ErrorKind::Denied;
        return failure(kind, tr("%1 cannot be created: %2.").arg(name, file.errorString()));
    }
    // What is in it is as confidential as the incidents: nobody else on the machine reads it.
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

void removeMadeFile(const QString &path)
{
    for (const char *suffix : {"", "-journal", "-wal", "-shm"})
        QFile::remove(path + QLatin1StringView(suffix));
}

} // namespace tocsin
