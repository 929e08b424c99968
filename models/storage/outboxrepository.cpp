#include "models/storage/outboxrepository.h"

#include "models/storage/database.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

QString messageTextSha256(const QString &subject, const QString &body)
{
    const QByteArray s = subject.toUtf8(), b = body.toUtf8();
    return QString::fromLatin1(
        sha256Hex(QByteArray::number(s.size()) + '\n' + s + '\n' + QByteArray::number(b.size()) + '\n' + b));
}

QString factColumns()
{
    return u"t.means, r.result, x.decision, e.kind, t.instant_ms, r.instant_ms, (SELECT count(*) FROM send_attempt ta "
           "JOIN send_result tr ON tr.attempt_id = ta.id WHERE ta.message_id = m.id AND tr.result = 'temporary' AND "
           "ta.id > coalesce((SELECT max(da.id) FROM send_attempt da JOIN attempt_decision dd ON dd.attempt_id = da.id "
           "WHERE da.message_id = m.id), 0)), d.id, d.reached "_s;
}

QString factJoins()
{
    return u"LEFT JOIN send_attempt t ON t.id = (SELECT id FROM send_attempt WHERE message_id = m.id ORDER BY n DESC "
           "LIMIT 1) LEFT JOIN send_result r ON r.attempt_id = t.id LEFT JOIN attempt_decision x ON x.attempt_id = "
           "t.id LEFT JOIN message_end e ON e.message_id = m.id LEFT JOIN delivery d ON d.id = (SELECT id FROM "
           "delivery WHERE message_id = m.id ORDER BY id DESC LIMIT 1) "_s;
}

MessageFacts factsAt(const Statement &s, int c, qint64 leaseMs)
{
    MessageFacts f;
    f.means = s.text(c);
    f.result = s.text(c + 1);
    f.decision = s.text(c + 2);
    f.end = s.text(c + 3);
    f.attemptMs = s.int64(c + 4);
    f.resultMs = s.int64(c + 5);
    f.temporaries = s.integer(c + 6);
    f.delivered = !s.isNull(c + 7);
    f.reached = s.boolean(c + 8);
    f.leaseMs = leaseMs;
    return f;
}

Result<void> OutboxRepository::lockClaims()
{
    if (!m_db.isShared())
        return {};
    auto s = m_db.prepare(u"SELECT pg_advisory_xact_lock(1952412531, 5)"_s);
    if (auto ok = s.exec(); !ok)
        return ok;
    (void)s.next();
    return {};
}

Result<QList<QueuedMessage>> OutboxRepository::queued(MessageId after, qint64 leaseMs, int limit)
{
    auto s = m_db.prepare(
        u"SELECT m.id, m.incident_id, m.notice_id, m.customer_id, m.recipient, m.address, m.message_ref, "
        "(SELECT o.attach_letter FROM send_order o WHERE o.notice_id = n.id AND o.kind = 'mail' ORDER BY o.id DESC "
        "LIMIT 1), "_s +
        factColumns() + u"FROM message m JOIN notice n ON n.id = m.notice_id "_s + factJoins() +
        u"WHERE m.id > ? AND n.state = 'queued' AND m.text_id = n.text_id AND e.id IS NULL AND d.id IS NULL AND "
        "(r.result IS NULL OR r.result NOT IN ('accepted', 'written')) AND coalesce((SELECT o.kind FROM send_order o "
        "WHERE o.notice_id = n.id ORDER BY o.id DESC LIMIT 1), 'pause') <> 'pause' AND "_s +
        m_db.dialect().visible(u"m.incident_id"_s) + u" ORDER BY m.id LIMIT ?"_s);
    if (auto ok = s.bind(after.value).bind(limit).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<QueuedMessage> rows;
    while (s.next())
        rows.append({MessageId{s.int64(0)}, IncidentId{s.int64(1)}, NoticeId{s.int64(2)}, CustomerId{s.int64(3)},
                     s.text(4), s.text(5), s.text(6), s.boolean(7), factsAt(s, 8, leaseMs)});
    return rows;
}

Result<int> OutboxRepository::attemptsBetween(qint64 afterMs, qint64 untilMs)
{
    auto s = m_db.prepare(
        u"SELECT count(*) FROM send_attempt WHERE means = 'smtp' AND instant_ms > ? AND instant_ms <= ?"_s);
    if (auto ok = s.bind(afterMs).bind(untilMs).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.integer(0) : 0;
}

Result<QString> OutboxRepository::holdStamp()
{
    QStringList parts;
    for (const QString &table : {u"obligation_start"_s, u"obligation_change"_s, u"rescission_request"_s,
                                 u"rescission_decision"_s, u"declaration"_s}) {
        auto s = m_db.prepare(u"SELECT max(id) FROM "_s + table);
        if (auto ok = s.exec(); !ok)
            return tl::unexpected(ok.error());
        parts << (s.next() ? QString::number(s.int64(0)) : QString());
    }
    return parts.join(u'/');
}

Result<AttemptRow> OutboxRepository::attempt(qint64 id)
{
    auto s =
        m_db.prepare(u"SELECT a.id, a.incident_id, m.notice_id, m.id, m.customer_id, d.id FROM send_attempt a JOIN "
                     "message m ON m.id = a.message_id LEFT JOIN attempt_decision d ON d.attempt_id = a.id "
                     "WHERE a.id = ?"_s);
    if (auto ok = s.bind(id).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "There is no such attempt."));
    return AttemptRow{
        s.int64(0),  IncidentId{s.int64(1)}, NoticeId{s.int64(2)}, MessageId{s.int64(3)}, CustomerId{s.int64(4)},
        !s.isNull(5)};
}

Result<qint64> OutboxRepository::lastAttempt(MessageId id)
{
    auto s = m_db.prepare(u"SELECT id FROM send_attempt WHERE message_id = ? ORDER BY n DESC LIMIT 1"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.int64(0) : 0;
}

Result<SendOrder> OutboxRepository::order(NoticeId id)
{
    auto s = m_db.prepare(
        u"SELECT o.seen_version + 1, o.kind, (SELECT a.attach_letter FROM send_order a WHERE a.notice_id = o.notice_id "
        "AND a.kind = 'mail' ORDER BY a.id DESC LIMIT 1), o.reason, p.name, o.instant_ms FROM send_order o LEFT JOIN "
        "person p ON p.id = o.person_id WHERE o.notice_id = ? ORDER BY o.id DESC LIMIT 1"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return SendOrder();
    return SendOrder{s.integer(0), s.text(1) == u"pause", s.boolean(2), s.text(3), s.text(4), s.int64(5)};
}

Result<QList<NoticeId>> OutboxRepository::ordered(bool open)
{
    return notices(open ? u"n.state IN ('queued', 'failed')"_s : u"1 = 1"_s);
}

Result<QList<NoticeId>> OutboxRepository::unfinished()
{
    return notices(u"n.state = 'queued'"_s);
}

Result<QList<NoticeId>> OutboxRepository::notices(const QString &where)
{
    auto s =
        m_db.prepare(u"SELECT n.id FROM notice n WHERE EXISTS (SELECT 1 FROM send_order o WHERE o.notice_id = n.id) "
                     "AND "_s +
                     where + u" AND "_s + m_db.dialect().visible(u"n.incident_id"_s) + u" ORDER BY n.id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<NoticeId> list;
    while (s.next())
        list << NoticeId{s.int64(0)};
    return list;
}

Result<std::optional<MessageText>> OutboxRepository::text(MessageId id)
{
    auto s =
        m_db.prepare(u"SELECT y.subject, y.body, y.sha256, y.sender_name, y.sender_address, y.customer_name, "
                     "y.subscriptions, y.reference, y.anchor, y.date_ms, m.incident_id, m.address, m.message_ref, "
                     "n.sha256, (SELECT id FROM attachment WHERE message_id = m.id AND media_type = "
                     "'message/rfc822'), (SELECT id FROM attachment WHERE message_id = m.id AND media_type = "
                     "'application/pdf'), (SELECT language FROM notice WHERE id = m.notice_id) FROM message_text y "
                     "JOIN message m ON m.id = y.message_id JOIN notice_text n ON n.id = m.text_id WHERE "
                     "y.message_id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return std::optional<MessageText>();
    return std::optional(MessageText{s.text(0), s.text(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6),
                                     s.text(7), s.text(8), s.int64(9), IncidentId{s.int64(10)}, s.text(11), s.text(12),
                                     s.text(13), AttachmentId{s.int64(14)}, AttachmentId{s.int64(15)}, s.text(16)});
}

Result<void> OutboxRepository::insertText(IncidentId incident, MessageId id, const MessageText &t)
{
    auto s = m_db.prepare(u"INSERT INTO message_text (incident_id, message_id, subject, body, sha256, sender_name, "
                          "sender_address, customer_name, subscriptions, reference, anchor, date_ms) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(incident.value).bind(id.value).bind(t.subject).bind(t.body).bind(t.sha256).bind(t.senderName);
    s.bind(t.senderAddress).bind(t.customerName).bind(t.subscriptions).bind(t.reference).bind(t.anchor);
    return s.bind(t.dateMs).exec();
}

Result<void> OutboxRepository::insertOrder(const Notice &notice, int seen, const QString &kind, bool attachLetter,
                                           const QString &reason)
{
    auto s = m_db.prepare(u"INSERT INTO send_order (uuid, incident_id, notice_id, seen_version, kind, attach_letter, "
                          "reason) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(notice.incident.value).bind(notice.id.value).bind(seen).bind(kind);
    return s.bind(attachLetter).bind(reason).exec();
}

Result<void> OutboxRepository::insertEnd(IncidentId incident, MessageId id, const QString &kind, MessageId replacement,
                                         const QString &reason)
{
    auto s = m_db.prepare(u"INSERT INTO message_end (uuid, incident_id, message_id, kind, replacement_id, reason) "
                          "VALUES (?, ?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid())
        .bind(incident.value)
        .bind(id.value)
        .bind(kind)
        .bindId(replacement.value)
        .bind(reason)
        .exec();
}

Result<void> OutboxRepository::insertDecision(IncidentId incident, qint64 attempt, bool arrived, const QString &reason)
{
    auto s = m_db.prepare(
        u"INSERT INTO attempt_decision (uuid, incident_id, attempt_id, decision, reason) VALUES (?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(attempt);
    return s.bind(arrived ? u"arrived"_s : u"again"_s).bind(reason).exec();
}

} // namespace tocsin
