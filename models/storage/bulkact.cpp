#include "models/storage/bulkact.h"

#include "models/storage/database.h"
#include "models/storage/manifest.h"
#include "models/storage/rowtext.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<std::pair<qint64, QByteArray>> bulkDigest(Database &db, qint64 bulkId, const QStringList &tables)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 count = 0;
    for (const QString &name : tables) {
        const TableEntry *table = tableEntry(name);
        if (!table || !table->bulk || table->kind == TableClass::Head)
            return failure(ErrorKind::Damaged,
                           QCoreApplication::translate("tocsin::storage", "A bulk act names the table %1.").arg(name));
        auto columns = tableColumns(db, name);
        if (!columns)
            return tl::unexpected(columns.error());
        auto rows = db.prepare(u"SELECT "_s + rowColumns(db, u"t"_s, *columns) + u" FROM "_s + name +
                               u" t WHERE t.bulk_id = ? ORDER BY t.id"_s);
        if (auto ok = rows.bind(bulkId).stream().exec(); !ok)
            return tl::unexpected(ok.error());
        hash.addData(name.toUtf8() + '\n');
        while (rows.next()) {
            hash.addData(rowText(rows, 0, *columns));
            hash.addData(QByteArrayView("\n"));
            ++count;
        }
    }
    return std::pair(count, hash.result().toHex());
}

Result<qint64> BulkAct::open()
{
    auto s = m_db.prepare(u"SELECT coalesce(max(id), 0) + 1 FROM bulk_act"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    (void)s.next();
    m_id = s.int64(0);
    m_db.context().openBulkId = m_id;
    return m_id;
}

Result<qint64> BulkAct::finish(IncidentId incident, const QString &kind, const QStringList &tables,
                               const QString &sourceName, const QString &sourceSha256)
{
    auto digest = bulkDigest(m_db, m_id, tables);
    if (!digest)
        return tl::unexpected(digest.error());
    auto s = m_db.prepare(
        u"INSERT INTO bulk_act (id, uuid, incident_id, kind, table_names, source_name, source_sha256, row_count, "
        "rows_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(m_id)
        .bind(newUuid())
        .bindId(incident.value)
        .bind(kind)
        .bind(tables.join(u' '))
        .bind(sourceName)
        .bind(sourceSha256);
    auto done = s.bind(digest->first).bind(QString::fromLatin1(digest->second)).exec();
    m_db.context().openBulkId = 0;
    if (!done)
        return tl::unexpected(done.error());
    return digest->first;
}

} // namespace tocsin
