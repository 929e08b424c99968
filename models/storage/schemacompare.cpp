#include "models/storage/schemacompare.h"

#include "models/storage/database.h"

#include <QMap>
#include <QTemporaryDir>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

Result<QMap<QString, QString>> objects(Database &db)
{
    auto s = db.prepare(
        u"SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@'"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QMap<QString, QString> map;
    while (s.next())
        map.insert(s.text(0), s.text(1));
    return map;
}

} // namespace

Result<QList<std::pair<QString, QString>>> compareSchema(Database &db)
{
    QTemporaryDir folder;
    auto fresh = Database::open(folder.filePath(u"schema.tocsin"_s), OpenMode::Create, db.clock());
    if (!fresh)
        return tl::unexpected(fresh.error());
    auto expected = objects(**fresh);
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
