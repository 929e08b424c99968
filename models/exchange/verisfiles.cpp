#include "models/exchange/verisfiles.h"

#include "models/exchange/verisparser.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSet>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

VerisImportFile notLookedAt(const QString &path, VerisImportFile::Outcome outcome, const QString &reason)
{
    VerisImportFile file;
    file.path = path;
    file.outcome = outcome;
    file.reason = reason;
    return file;
}

/** Of a folder that cannot be listed, or whose files cannot be looked at, nothing would be said otherwise. */
bool isClosedFolder(const QFileInfo &info)
{
    return info.isDir() && !(info.isReadable() && info.isExecutable());
}

} // namespace

QStringList verisFilesBelow(const QStringList &paths, QList<VerisImportFile> &others)
{
    QStringList found;
    for (const QString &path : paths) {
        const QFileInfo info(path);
        if (info.isSymLink() || !info.isDir()) {
            found << path; // named by the person: looked at, or refused with its reason
            continue;
        }
        const auto closed = [&others](const QString &folder) {
            others << notLookedAt(folder, VerisImportFile::Outcome::Refused, u"is a folder that cannot be read"_s);
        };
        if (isClosedFolder(info)) {
            closed(path);
            continue;
        }
        QStringList inside;
        QDirIterator it(path, QDir::Files | QDir::System | QDir::Hidden | QDir::Dirs | QDir::NoDotAndDotDot,
                        QDirIterator::Subdirectories);
        while (it.hasNext())
            inside << it.next();
        inside.sort();
        for (const QString &file : inside) {
            const QFileInfo one(file);
            if (one.isSymLink())
                others << notLookedAt(file, VerisImportFile::Outcome::PassedOver,
                                      u"is a link; links are not followed"_s);
            else if (one.isFile() && one.suffix().compare("json"_L1, Qt::CaseInsensitive) == 0)
                found << file;
            else if (isClosedFolder(one))
                closed(file);
            else if (!one.isDir())
                others << notLookedAt(file, VerisImportFile::Outcome::PassedOver, u"is no regular .json file"_s);
        }
    }
    QSet<QString> seen;
    found.removeIf([&](const QString &file) {
        const QString clean = QFileInfo(file).absoluteFilePath();
        if (seen.contains(clean))
            return true;
        seen.insert(clean);
        return false;
    });
    return found;
}

Result<QByteArray> readVerisFile(const QString &path)
{
    const QFileInfo info(path);
    if (info.isSymLink())
        return failure(ErrorKind::Invalid, u"is a link; links are not followed"_s);
    if (!info.exists())
        return failure(ErrorKind::NotFound, u"is not there"_s);
    if (!info.isFile())
        return failure(ErrorKind::Invalid, u"is not a regular file"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Invalid, u"cannot be read: "_s + file.errorString());
    const QByteArray bytes = file.read(kVerisMaxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorKind::Invalid, u"cannot be read: "_s + file.errorString());
    return bytes;
}

} // namespace tocsin
