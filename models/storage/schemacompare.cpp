#include "models/storage/schemacompare.h"

#include "models/storage/database.h"
#include "models/storage/migrator.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <mutex>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

Result<QMap<QString, QString>> objects(Database &db)
{
    auto s = db.prepare(db.dialect().schemaObjects());
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QMap<QString, QString> map;
    while (s.next())
        map.insert(s.text(0), QString::fromLatin1(sha256Hex(s.text(1).toUtf8())));
    return map;
}

/** The schema of a file as this version makes it; it cannot change while the program runs. */
Result<QMap<QString, QString>> freshObjects(const Clock &clock)
{
    static std::mutex mutex;
    static QMap<QString, QString> known;
    const std::lock_guard lock(mutex);
    if (known.isEmpty()) {
        QTemporaryDir folder;
        auto fresh = Database::open(folder.filePath(u"schema.tocsin"_s), OpenMode::Create, clock);
        if (!fresh)
            return tl::unexpected(fresh.error());
        auto made = objects(**fresh);
        if (!made)
            return made;
        known = *made;
    }
    return known;
}

/** The schema of a shared database: who verifies may not make one, so this version carries the list with it. */
QMap<QString, QString> listedObjects(int version)
{
    QFile file(
        u":/sql/%1/schema.postgresql.txt"_s.arg(QString::fromLatin1(Migrator::migrations().at(version - 1).name)));
    QMap<QString, QString> map;
    if (file.open(QIODevice::ReadOnly))
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts))
            map.insert(line.mid(65), line.left(64));
    return map;
}

} // namespace

Result<QList<std::pair<QString, QString>>> compareSchema(Database &db)
{
    auto expected = db.isShared() ? Result<QMap<QString, QString>>(listedObjects(Migrator::newestVersion()))
                                  : freshObjects(db.clock());
    auto found = objects(db);
    if (!expected || !found)
        return tl::unexpected(expected ? found.error() : expected.error());
    const auto tr = [](const char *text) { return QCoreApplication::translate("tocsin::storage", text); };
    QList<std::pair<QString, QString>> list;
    for (auto it = expected->begin(); it != expected->end(); ++it) {
        if (!found->contains(it.key()))
            list.append({it.key(), tr("The %1 is missing.").arg(it.key())});
        else if (found->value(it.key()) != it.value())
            list.append({it.key(), tr("The %1 was changed.").arg(it.key())});
    }
    for (auto it = found->begin(); it != found->end(); ++it)
        if (!expected->contains(it.key()))
            list.append({it.key(), tr("The %1 was added.").arg(it.key())});
    return list;
}

Result<QByteArray> schemaList(Database &db)
{
    auto found = objects(db);
    if (!found)
        return tl::unexpected(found.error());
    QByteArray list;
    for (auto it = found->begin(); it != found->end(); ++it)
        list.append(it.value().toUtf8()).append(' ').append(it.key().toUtf8()).append('\n');
    return list;
}

} // namespace tocsin
