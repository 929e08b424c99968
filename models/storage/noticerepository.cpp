#include "models/storage/noticerepository.h"

#include "models/storage/database.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

QString contentJson(const QMap<QString, ContentMark> &content)
{
    QJsonObject o;
    for (auto it = content.begin(); it != content.end(); ++it)
        o.insert(it.key(), codeOf(it.value()));
    return QString::fromUtf8(QJsonDocument(o).toJson(QJsonDocument::Compact));
}

QMap<QString, ContentMark> contentFromJson(const QString &json)
{
    QMap<QString, ContentMark> content;
    const QJsonObject o = QJsonDocument::fromJson(json.toUtf8()).object();
    for (auto it = o.begin(); it != o.end(); ++it)
        if (const auto mark = fromCode<ContentMark>(it.value().toString()))
            content.insert(it.key(), *mark);
    return content;
}

QString noticeTextSha256(const NoticeDraft &d)
{
    const QByteArray subject = d.subject.toUtf8(), body = d.body.toUtf8();
    return QString::fromLatin1(sha256Hex(QByteArray::number(subject.size()) + '\n' + subject + '\n' +
                                         QByteArray::number(body.size()) + '\n' + body + '\n' +
                                         contentJson(d.content).toUtf8()));
}

Result<QList<Notice>> NoticeRepository::list(const QString &where, qint64 value)
{
    auto s =
        m_db.prepare(u"SELECT n.id, n.version, n.incident_id, n.audience, n.phase, n.number, n.state, n.text_id, "
                     u"n.approved_text_id, "
                     "n.updated_ms, t.subject, (SELECT count(*) FROM message m WHERE m.notice_id = n.id), "
                     "(SELECT count(*) FROM message m WHERE m.notice_id = n.id AND "
                     "(SELECT d.reached FROM delivery d WHERE d.message_id = m.id ORDER BY d.id DESC LIMIT 1) = 1) "
                     "FROM notice n LEFT JOIN notice_text t ON t.id = n.text_id "_s +
                     where);
    if (auto ok = s.bind(value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Notice> rows;
    while (s.next()) {
        Notice n;
        n.id = NoticeId{s.int64(0)};
        n.version = s.integer(1);
        n.incident = IncidentId{s.int64(2)};
        n.audience = fromCode<Audience>(s.text(3)).value_or(Audience::Internal);
        n.phase = fromCode<NoticePhase>(s.text(4)).value_or(NoticePhase::First);
        n.number = s.integer(5);
        n.state = fromCode<NoticeState>(s.text(6)).value_or(NoticeState::Draft);
        n.text = NoticeTextId{s.int64(7)};
        n.approvedText = NoticeTextId{s.int64(8)};
        n.updatedMs = s.int64(9);
        n.subject = s.text(10);
        n.messages = s.integer(11);
        n.reached = s.integer(12);
        rows.append(n);
    }
    return rows;
}

Result<QList<Notice>> NoticeRepository::ofIncident(IncidentId id)
{
    return list(u"WHERE n.incident_id = ? ORDER BY n.number"_s, id.value);
}

Result<Notice> NoticeRepository::byId(NoticeId id)
{
    auto rows = list(u"WHERE n.id = ?"_s, id.value);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorKind::NotFound, QCoreApplication::translate("tocsin::storage", "There is no such notice."));
    return rows->first();
}

Result<NoticeText> NoticeRepository::text(NoticeTextId id)
{
    auto s = m_db.prepare(
        u"SELECT t.id, t.subject, t.body, t.content, t.sha256, t.person_id, p.name, t.instant_ms FROM notice_text t "
        "LEFT JOIN person p ON p.id = t.person_id WHERE t.id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return failure(ErrorKind::NotFound, QCoreApplication::translate("tocsin::storage", "There is no such text."));
    return NoticeText{NoticeTextId{s.int64(0)},
                      {s.text(1), s.text(2), contentFromJson(s.text(3))},
                      s.text(4),
                      PersonId{s.int64(5)},
                      s.text(6),
                      s.int64(7)};
}

Result<QList<NoticeStepRow>> NoticeRepository::steps(NoticeId id)
{
    auto s = m_db.prepare(u"SELECT d.step, d.instant_ms, p.name, a.name, d.attested_words, d.remark, d.text_sha256 "
                          u"FROM notice_decision d "
                          "LEFT JOIN person p ON p.id = d.person_id LEFT JOIN person a ON a.id = d.attested_by "
                          "WHERE d.notice_id = ? ORDER BY d.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<NoticeStepRow> rows;
    while (s.next())
        rows.append({fromCode<NoticeStep>(s.text(0)).value_or(NoticeStep::Submit), s.int64(1), s.text(2), s.text(3),
                     s.text(4), s.text(5), s.text(6)});
    return rows;
}

Result<QList<MessageRow>> NoticeRepository::messages(NoticeId id)
{
    auto s = m_db.prepare(
        u"SELECT m.id, m.customer_id, c.name, m.recipient, m.address, r.result, r.reply, d.reached, d.means, d.at_ms, "
        u"d.proof, "
        "(SELECT id FROM attachment WHERE message_id = m.id AND media_type = 'message/rfc822'), "
        "(SELECT id FROM attachment WHERE message_id = m.id AND media_type = 'application/pdf') FROM message m "
        "LEFT JOIN customer c ON c.id = m.customer_id "
        "LEFT JOIN send_attempt t ON t.id = (SELECT id FROM send_attempt WHERE message_id = m.id ORDER BY n DESC LIMIT "
        "1) "
        "LEFT JOIN send_result r ON r.attempt_id = t.id "
        "LEFT JOIN delivery d ON d.id = (SELECT id FROM delivery WHERE message_id = m.id ORDER BY id DESC LIMIT 1) "
        "WHERE m.notice_id = ? ORDER BY c.name, m.recipient, m.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<MessageRow> rows;
    while (s.next())
        rows.append({MessageId{s.int64(0)}, CustomerId{s.int64(1)}, s.text(2), s.text(3), s.text(4), s.text(5),
                     s.text(6), s.boolean(7), s.text(8), s.int64(9), s.text(10), AttachmentId{s.int64(11)},
                     AttachmentId{s.int64(12)}});
    return rows;
}

Result<std::pair<NoticeId, CustomerId>> NoticeRepository::messageOwner(MessageId id)
{
    auto s = m_db.prepare(u"SELECT notice_id, customer_id FROM message WHERE id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::storage", "There is no such message."));
    return std::pair(NoticeId{s.int64(0)}, CustomerId{s.int64(1)});
}

Result<int> NoticeRepository::unreachedSubscriptions(IncidentId incident, CustomerId customer, qint64 sinceAtMostMs)
{
    auto s =
        m_db.prepare(u"SELECT count(*) FROM incident_scope x WHERE x.incident_id = ? AND x.customer_id = ? AND "
                     u"x.in_scope = 1 AND x.since_ms <= ? AND NOT EXISTS ("
                     "SELECT 1 FROM message m JOIN message_subscription b ON b.message_id = m.id JOIN notice n ON n.id "
                     "= m.notice_id "
                     "WHERE m.incident_id = x.incident_id AND b.subscription_id = x.subscription_id AND n.audience = "
                     "'customers' AND "
                     "(SELECT d.reached FROM delivery d WHERE d.message_id = m.id ORDER BY d.id DESC LIMIT 1) = 1)"_s);
    if (auto ok = s.bind(incident.value).bind(customer.value).bind(sinceAtMostMs).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.integer(0) : 0;
}

Result<qint64> NoticeRepository::lastFirstReachedMs(IncidentId incident, CustomerId customer)
{
    auto s = m_db.prepare(
        u"SELECT max(first_ms) FROM (SELECT min(d.at_ms) AS first_ms FROM incident_scope x "
        "JOIN message_subscription b ON b.subscription_id = x.subscription_id "
        "JOIN message m ON m.id = b.message_id AND m.incident_id = x.incident_id "
        "JOIN notice n ON n.id = m.notice_id AND n.audience = 'customers' "
        "JOIN delivery d ON d.message_id = m.id AND d.reached = 1 AND NOT EXISTS (SELECT 1 FROM delivery r "
        "WHERE r.message_id = d.message_id AND r.reached = 0 AND r.id > d.id) "
        "WHERE x.incident_id = ? AND x.in_scope = 1 AND (? = 0 OR x.customer_id = ?) "
        "GROUP BY x.subscription_id) AS firsts"_s);
    if (auto ok = s.bind(incident.value).bind(customer.value).bind(customer.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.int64(0) : 0;
}

Result<QString> NoticeRepository::approvedScopeSha256(NoticeId id)
{
    auto s = m_db.prepare(
        u"SELECT scope_sha256 FROM notice_decision WHERE notice_id = ? AND step = 'approve' ORDER BY id DESC LIMIT 1"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.text(0) : QString();
}

Result<qint64> NoticeRepository::messageMs(MessageId id)
{
    auto s = m_db.prepare(u"SELECT instant_ms FROM message WHERE id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.int64(0) : 0;
}

Result<int> NoticeRepository::unsettledMessages(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT count(*) FROM message m WHERE m.incident_id = ? AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id)"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.integer(0) : 0;
}

Result<QStringList> NoticeRepository::approvedContents(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT t.content FROM notice n JOIN notice_text t ON t.id = n.approved_text_id WHERE n.incident_id = ? ORDER BY n.number"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QStringList list;
    while (s.next())
        list << s.text(0);
    return list;
}

Result<NoticeId> NoticeRepository::insertStart(IncidentId incident, Audience audience, NoticePhase phase)
{
    auto s =
        m_db.prepare(u"INSERT INTO notice_start (uuid, incident_id, audience, phase, number) "
                     "VALUES (?, ?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM notice WHERE incident_id = ?))"_s);
    s.bind(newUuid()).bind(incident.value).bind(codeOf(audience)).bind(codeOf(phase)).bind(incident.value);
    return s.insert().map([](qint64 id) { return NoticeId{id}; });
}

Result<NoticeTextId> NoticeRepository::insertText(const Notice &seen, const NoticeDraft &draft)
{
    auto s = m_db.prepare(
        u"INSERT INTO notice_text (uuid, incident_id, notice_id, seen_version, subject, body, content, sha256) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(seen.incident.value)
        .bind(seen.id.value)
        .bind(seen.version)
        .bind(draft.subject)
        .bind(draft.body);
    return s.bind(contentJson(draft.content)).bind(noticeTextSha256(draft)).insert().map([](qint64 id) {
        return NoticeTextId{id};
    });
}

Result<void> NoticeRepository::insertDecision(const Notice &seen, NoticeStep step, NoticeState to,
                                              const QString &textSha256, const QString &remark, const Attestation &a,
                                              const QString &scopeSha256)
{
    auto s = m_db.prepare(
        u"INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
        u"text_sha256, "
        "scope_sha256, remark, attested_by, attested_ms, attested_how, attested_words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(seen.incident.value)
        .bind(seen.id.value)
        .bind(seen.version)
        .bind(codeOf(step))
        .bind(codeOf(to));
    s.bindId(seen.text.value)
        .bind(textSha256)
        .bind(scopeSha256)
        .bind(remark)
        .bindId(a.by.value)
        .bindId(a.atMs)
        .bind(a.how);
    return s.bind(a.words).exec();
}

Result<std::optional<MessageId>> NoticeRepository::insertMessage(const MessageValues &v)
{
    auto there =
        m_db.prepare(u"SELECT 1 FROM message WHERE text_id = ? AND coalesce(customer_id, 0) = ? AND address = ?"_s);
    if (auto ok = there.bind(v.text.value).bind(v.customer.value).bind(v.address).exec(); !ok)
        return tl::unexpected(ok.error());
    if (there.next())
        return std::optional<MessageId>();
    auto s = m_db.prepare(
        u"INSERT INTO message (uuid, incident_id, notice_id, text_id, customer_id, recipient, address, message_ref, "
        "eml_sha256, pdf_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(v.incident.value)
        .bind(v.notice.value)
        .bind(v.text.value)
        .bindId(v.customer.value)
        .bind(v.recipient);
    auto id = s.bind(v.address).bind(v.messageRef).bind(v.emlSha256).bind(v.pdfSha256).insert();
    if (!id)
        return tl::unexpected(id.error());
    for (const SubscriptionId subscription : v.subscriptions) {
        auto b = m_db.prepare(
            u"INSERT INTO message_subscription (incident_id, message_id, subscription_id) VALUES (?, ?, ?)"_s);
        if (auto ok = b.bind(v.incident.value).bind(*id).bind(subscription.value).exec(); !ok)
            return tl::unexpected(ok.error());
    }
    return std::optional(MessageId{*id});
}

Result<qint64> NoticeRepository::insertAttempt(IncidentId incident, MessageId message, const QString &means)
{
    auto s =
        m_db.prepare(u"INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) "
                     "VALUES (?, ?, ?, (SELECT coalesce(max(n), 0) + 1 FROM send_attempt WHERE message_id = ?), ?)"_s);
    return s.bind(newUuid()).bind(incident.value).bind(message.value).bind(message.value).bind(means).insert();
}

Result<void> NoticeRepository::insertResult(IncidentId incident, qint64 attempt, const QString &result,
                                            const QString &reply)
{
    auto s = m_db.prepare(
        u"INSERT INTO send_result (uuid, incident_id, attempt_id, result, reply) VALUES (?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(incident.value).bind(attempt).bind(result).bind(reply).exec();
}

Result<void> NoticeRepository::insertDelivery(IncidentId incident, MessageId message, const QString &means, qint64 atMs,
                                              bool reached, const QString &proof)
{
    auto s = m_db.prepare(
        u"INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid())
        .bind(incident.value)
        .bind(message.value)
        .bind(means)
        .bind(atMs)
        .bind(reached)
        .bind(proof)
        .exec();
}

} // namespace tocsin
