#include "models/storage/schemacompare.h"

#include "models/storage/database.h"
#include "models/storage/migrator.h"

#include <QCoreApplication>
#include <QMap>
#include <QTemporaryDir>
#include <mutex>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

Result<QMap<QString, QString>> objects(Database &db)
{
    auto s =
        db.prepare(u"SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema WHERE "_s +
                   kOwnSchemaObjects);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QMap<QString, QString> map;
    while (s.next())
        map.insert(s.text(0), s.text(1));
    return map;
}

/** The schema as this version makes it; it cannot change while the program runs. */
Result<QMap<QString, QString>> expectedObjects(const Clock &clock)
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

} // namespace

Result<QList<std::pair<QString, QString>>> compareSchema(Database &db)
{
    auto expected = expectedObjects(db.clock());
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

} // namespace tocsin
