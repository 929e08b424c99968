#include "models/storage/attachmentrepository.h"

#include "models/domain/redaction.h"
#include "models/storage/database.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QIODevice>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}
} // namespace

Result<AttachmentId> AttachmentRepository::insert(const AttachmentValues &v, qint64 size, const QString &sha256,
                                                  QIODevice &data)
{
    auto s = m_db.prepare(
        u"INSERT INTO attachment (uuid, incident_id, entry_id, message_id, name, media_type, size, sha256, "
        "from_production, production_approval, transfer_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(v.incident.value)
        .bindId(v.entry.value)
        .bindId(v.message.value)
        .bind(v.name)
        .bind(v.mediaType);
    auto id = s.bind(size).bind(sha256).bind(v.fromProduction).bind(v.productionApproval).bindId(v.transfer).insert();
    if (!id)
        return tl::unexpected(id.error());
    if (!data.seek(0))
        return failure(ErrorKind::Invalid, tr("The file cannot be read a second time."));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 total = 0;
    for (int n = 0;; ++n) {
        const QByteArray chunk = data.read(kChunkBytes);
        if (chunk.isEmpty())
            break;
        hash.addData(chunk);
        total += chunk.size();
        auto c =
            m_db.prepare(u"INSERT INTO attachment_chunk (incident_id, attachment_id, n, data) VALUES (?, ?, ?, ?)"_s);
        if (auto ok = c.bind(v.incident.value).bind(*id).bind(n).bind(chunk).exec(); !ok)
            return tl::unexpected(ok.error());
    }
    if (total != size || QString::fromLatin1(hash.result().toHex()) != sha256)
        return failure(ErrorKind::Invalid, tr("The file changed while it was read. Nothing was kept; add it again."));
    return AttachmentId{*id};
}

Result<QList<Attachment>> AttachmentRepository::ofEntry(IncidentId incident, EntryId entry)
{
    auto s = m_db.prepare(
        u"SELECT a.id, a.entry_id, a.name, a.media_type, a.size, a.sha256, a.instant_ms, p.name FROM attachment a "
        "LEFT JOIN person p ON p.id = a.person_id WHERE a.incident_id = ? AND a.entry_id = ? ORDER BY a.id"_s);
    if (auto ok = s.bind(incident.value).bind(entry.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Attachment> rows;
    while (s.next())
        rows.append({AttachmentId{s.int64(0)}, EntryId{s.int64(1)},
                     s.text(2).isEmpty() ? tr("(redacted file)") : s.text(2), s.text(3), s.int64(4), s.text(5),
                     s.int64(6), s.text(7)});
    return rows;
}

/** "" or what took its content away (P12.2). */
Result<QString> AttachmentRepository::redactedBecause(AttachmentId id)
{
    auto s = m_db.prepare(u"SELECT q.ground, l.name, m.name FROM redaction_trace t JOIN attachment_chunk c ON c.id = "
                          "t.row_id JOIN redaction x ON x.id = t.redaction_id JOIN redaction_request q ON q.id = x.id "
                          "LEFT JOIN person l ON l.id = x.legal_id LEFT JOIN person m ON m.id = x.manager_id WHERE "
                          "t.table_name = 'attachment_chunk' AND c.attachment_id = ? LIMIT 1"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return QString();
    return redactedText(fromCode<RedactionGround>(s.text(0)).value_or(RedactionGround::CustomerData), s.text(1),
                        s.text(2));
}

Result<void> AttachmentRepository::read(AttachmentId id, const std::function<Result<void>(const QByteArray &)> &chunk)
{
    auto head = m_db.prepare(u"SELECT sha256 FROM attachment WHERE id = ?"_s);
    if (auto ok = head.bind(id.value).exec(); !ok)
        return ok;
    if (!head.next())
        return failure(ErrorKind::NotFound, tr("There is no such file."));
    const QString expected = head.text(0);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    auto s = m_db.prepare(u"SELECT data FROM attachment_chunk WHERE attachment_id = ? ORDER BY n"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return ok;
    while (s.next()) {
        const QByteArray data = s.blob(0);
        hash.addData(data);
        if (auto ok = chunk(data); !ok)
            return ok;
    }
    if (QString::fromLatin1(hash.result().toHex()) != expected) {
        auto why = redactedBecause(id);
        if (!why)
            return tl::unexpected(why.error());
        if (!why->isEmpty())
            return failure(ErrorKind::Refused, tr("The content of this file is gone. %1.").arg(*why));
        return failure(ErrorKind::Damaged, tr("This file is not what was recorded: its SHA-256 differs."));
    }
    return {};
}

} // namespace tocsin
