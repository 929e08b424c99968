#include "models/storage/noticerepository.h"

#include "models/storage/database.h"
#include "models/storage/mailaccountrepository.h"
#include "models/storage/outboxrepository.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

QString contentJson(const NoticeDraft &draft)
{
    QJsonObject o;
    for (auto it = draft.content.begin(); it != draft.content.end(); ++it)
        o.insert(it.key(), codeOf(it.value()));
    // What the form says is a part of what legal approves, so it is in what is hashed.
    QJsonObject form;
    for (auto it = draft.form.begin(); it != draft.form.end(); ++it)
        if (!it.value().isEmpty())
            form.insert(it.key(), it.value());
    if (!form.isEmpty())
        o.insert(u"form"_s, form);
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

QMap<QString, QString> formFromJson(const QString &json)
{
    QMap<QString, QString> form;
    const QJsonObject o = QJsonDocument::fromJson(json.toUtf8()).object().value(u"form"_s).toObject();
    for (auto it = o.begin(); it != o.end(); ++it)
        form.insert(it.key(), it.value().toString());
    return form;
}

QString noticeTextSha256(const NoticeDraft &d)
{
    const QByteArray subject = d.subject.toUtf8(), body = d.body.toUtf8();
    return QString::fromLatin1(sha256Hex(QByteArray::number(subject.size()) + '\n' + subject + '\n' +
                                         QByteArray::number(body.size()) + '\n' + body + '\n' +
                                         contentJson(d).toUtf8()));
}

Result<QList<Notice>> NoticeRepository::list(const QString &where, qint64 value)
{
    auto s =
        m_db.prepare(u"SELECT n.id, n.version, n.incident_id, n.audience, n.phase, n.number, n.state, n.text_id, "
                     u"n.approved_text_id, "
                     "n.updated_ms, t.subject, (SELECT count(*) FROM message m WHERE m.notice_id = n.id), "
                     "(SELECT count(*) FROM message m WHERE m.notice_id = n.id AND "
                     "(SELECT d.reached FROM delivery d WHERE d.message_id = m.id ORDER BY d.id DESC LIMIT 1) = 1), "
                     "n.language, n.for_language, n.follows_id "
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
        n.language = s.text(13);
        n.forLanguage = s.boolean(14);
        n.follows = NoticeId{s.int64(15)};
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

namespace {

const QString kTextColumns = u"SELECT t.id, t.subject, t.body, t.content, t.sha256, t.person_id, p.name, t.instant_ms "
                             "FROM notice_text t LEFT JOIN person p ON p.id = t.person_id "_s;

NoticeText textOf(const Statement &s)
{
    return {NoticeTextId{s.int64(0)},
            {s.text(1), s.text(2), contentFromJson(s.text(3)), formFromJson(s.text(3))},
            s.text(4),
            PersonId{s.int64(5)},
            s.text(6),
            s.int64(7)};
}

} // namespace

Result<NoticeText> NoticeRepository::text(NoticeTextId id)
{
    auto s = m_db.prepare(kTextColumns + u"WHERE t.id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return failure(ErrorKind::NotFound, QCoreApplication::translate("tocsin::storage", "There is no such text."));
    return textOf(s);
}

Result<QList<NoticeText>> NoticeRepository::texts(NoticeId id)
{
    auto s = m_db.prepare(kTextColumns + u"WHERE t.notice_id = ? ORDER BY t.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<NoticeText> rows;
    while (s.next())
        rows.append(textOf(s));
    return rows;
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
        "(SELECT id FROM attachment WHERE message_id = m.id AND media_type = 'application/pdf'), m.message_ref, t.n, "
        "e.reason, "_s +
        factColumns() + u"FROM message m LEFT JOIN customer c ON c.id = m.customer_id "_s + factJoins() +
        u"WHERE m.notice_id = ? ORDER BY c.name, m.recipient, m.id"_s);
    auto account = MailAccountRepository(m_db).current();
    if (!account)
        return tl::unexpected(account.error());
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<MessageRow> rows;
    while (s.next())
        rows.append({MessageId{s.int64(0)}, CustomerId{s.int64(1)}, s.text(2), s.text(3), s.text(4), s.text(5),
                     s.text(6), s.boolean(7), s.text(8), s.int64(9), s.text(10), AttachmentId{s.int64(11)},
                     AttachmentId{s.int64(12)}, s.text(13), s.integer(14), s.text(15),
                     factsAt(s, 16, mailLeaseMs(*account))});
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

namespace {

/** What reached a subscription by message or by hand and was not taken back since; binds the incident twice. */
const QString kReached =
    u"(SELECT b.subscription_id, n.phase, n.number, m.text_id, d.at_ms FROM notice n JOIN message m ON m.notice_id = "
    u"n.id "
    "JOIN message_subscription b ON b.message_id = m.id JOIN delivery d ON d.message_id = m.id AND d.reached = 1 "
    "WHERE n.incident_id = ? AND n.audience = 'customers' AND NOT EXISTS (SELECT 1 FROM delivery r "
    "WHERE r.message_id = d.message_id AND r.reached = 0 AND r.id > d.id) UNION ALL "
    "SELECT h.subscription_id, n.phase, n.number, h.text_id, h.at_ms FROM notice n JOIN hand_delivery h "
    "ON h.notice_id = n.id AND h.reached = 1 WHERE n.incident_id = ? AND NOT EXISTS (SELECT 1 FROM hand_delivery r "
    "WHERE r.notice_id = h.notice_id AND r.subscription_id = h.subscription_id AND r.means = h.means "
    "AND r.reached = 0 AND r.id > h.id)) AS reached "_s;

} // namespace

Result<QHash<SubscriptionId, qint64>> NoticeRepository::firstReached(IncidentId incident, qint64 sinceMs)
{
    auto s = m_db.prepare(u"SELECT subscription_id, min(at_ms) FROM "_s + kReached +
                          u"WHERE at_ms >= ? GROUP BY subscription_id"_s);
    if (auto ok = s.bind(incident.value).bind(incident.value).bind(sinceMs).exec(); !ok)
        return tl::unexpected(ok.error());
    QHash<SubscriptionId, qint64> first;
    while (s.next())
        first.insert(SubscriptionId{s.int64(0)}, s.int64(1));
    return first;
}

Result<QHash<SubscriptionId, qint64>> NoticeRepository::lastCorrected(IncidentId incident)
{
    auto s = m_db.prepare(u"SELECT subscription_id, max(CASE WHEN phase = 'correction' THEN at_ms ELSE 0 END) FROM "_s +
                          kReached +
                          u"GROUP BY subscription_id HAVING min(CASE WHEN phase = 'correction' THEN 1 "
                          "ELSE 0 END) = 0"_s);
    if (auto ok = s.bind(incident.value).bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QHash<SubscriptionId, qint64> last;
    while (s.next())
        last.insert(SubscriptionId{s.int64(0)}, s.int64(1));
    return last;
}

Result<QHash<SubscriptionId, QSet<QString>>> NoticeRepository::failedMeans(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT b.subscription_id, d.means FROM notice n JOIN message m ON m.notice_id = n.id "
        "JOIN message_subscription b ON b.message_id = m.id JOIN delivery d ON d.message_id = m.id AND d.reached = 0 "
        "WHERE n.incident_id = ? AND n.audience = 'customers' UNION "
        "SELECT h.subscription_id, h.means FROM hand_delivery h WHERE h.incident_id = ? AND h.reached = 0"_s);
    if (auto ok = s.bind(incident.value).bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QHash<SubscriptionId, QSet<QString>> means;
    while (s.next())
        means[SubscriptionId{s.int64(0)}].insert(s.text(1));
    return means;
}

Result<QHash<QString, qint64>> NoticeRepository::firstReachedByName(IncidentId incident, Audience audience,
                                                                    qint64 sinceMs)
{
    auto s = m_db.prepare(
        u"SELECT m.recipient, min(d.at_ms) FROM notice n JOIN message m ON m.notice_id = n.id "
        "JOIN delivery d ON d.message_id = m.id AND d.reached = 1 WHERE n.incident_id = ? AND n.audience = ? AND "
        "d.at_ms >= ? AND NOT "
        "EXISTS (SELECT 1 FROM delivery r WHERE r.message_id = d.message_id AND r.reached = 0 AND r.id > d.id) "
        "GROUP BY m.recipient"_s);
    if (auto ok = s.bind(incident.value).bind(codeOf(audience)).bind(sinceMs).exec(); !ok)
        return tl::unexpected(ok.error());
    QHash<QString, qint64> first;
    while (s.next())
        first.insert(s.text(0), s.int64(1));
    return first;
}

Result<QList<ToldText>> NoticeRepository::toldTexts(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT DISTINCT number, text_id, phase, 'customers', subscription_id FROM "_s + kReached +
        u"UNION SELECT DISTINCT n.number, m.text_id, n.phase, n.audience, 0 FROM notice n JOIN message m ON "
        u"m.notice_id "
        "= n.id WHERE n.incident_id = ? AND n.audience <> 'customers' AND (SELECT d.reached FROM delivery d WHERE "
        "d.message_id = m.id ORDER BY d.id DESC LIMIT 1) = 1 ORDER BY 1, 2"_s);
    if (auto ok = s.bind(incident.value).bind(incident.value).bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<ToldText> rows;
    while (s.next())
        rows.append({NoticeTextId{s.int64(1)}, fromCode<NoticePhase>(s.text(2)).value_or(NoticePhase::First),
                     fromCode<Audience>(s.text(3)).value_or(Audience::Internal), SubscriptionId{s.int64(4)}});
    return rows;
}

Result<QSet<SubscriptionId>> NoticeRepository::messagedSubscriptions(NoticeId id)
{
    auto s = m_db.prepare(u"SELECT DISTINCT b.subscription_id FROM message m JOIN message_subscription b ON "
                          "b.message_id = m.id WHERE m.notice_id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QSet<SubscriptionId> list;
    while (s.next())
        list.insert(SubscriptionId{s.int64(0)});
    return list;
}

Result<QList<SubscriptionId>> NoticeRepository::subscriptionsOf(MessageId id)
{
    auto s = m_db.prepare(u"SELECT subscription_id FROM message_subscription WHERE message_id = ? ORDER BY id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<SubscriptionId> list;
    while (s.next())
        list << SubscriptionId{s.int64(0)};
    return list;
}

Result<QList<HandDelivery>> NoticeRepository::handDeliveries(NoticeId id)
{
    auto s =
        m_db.prepare(u"SELECT h.subscription_id, h.means, h.at_ms, h.reached, h.proof, p.name FROM hand_delivery h "
                     "LEFT JOIN person p ON p.id = h.person_id WHERE h.notice_id = ? ORDER BY h.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<HandDelivery> rows;
    while (s.next())
        rows.append({SubscriptionId{s.int64(0)}, s.text(1), s.int64(2), s.boolean(3), s.text(4), s.text(5)});
    return rows;
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

Result<QList<UnsettledMessage>> NoticeRepository::unsettledMessages(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT n.audience, n.phase, m.customer_id, m.recipient, m.instant_ms, CASE WHEN EXISTS (SELECT 1 FROM "
        "send_attempt a WHERE a.message_id = m.id) THEN 1 ELSE 0 END FROM message m JOIN notice n ON n.id = "
        "m.notice_id WHERE m.incident_id = ? AND NOT "
        "EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id) AND NOT EXISTS (SELECT 1 FROM message_end e "
        "WHERE e.message_id = m.id)"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<UnsettledMessage> list;
    while (s.next())
        list.append({fromCode<Audience>(s.text(0)).value_or(Audience::Customers),
                     fromCode<NoticePhase>(s.text(1)).value_or(NoticePhase::First), CustomerId{s.int64(2)}, s.text(3),
                     s.int64(4), s.integer(5) != 0});
    return list;
}

Result<qint64> NoticeRepository::queuedMs(NoticeId id)
{
    auto s = m_db.prepare(u"SELECT min(instant_ms) FROM notice_decision WHERE notice_id = ? AND step = 'queue'"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.int64(0) : 0;
}

Result<NoticeId> NoticeRepository::insertStart(IncidentId incident, const Notice &begun)
{
    auto s =
        m_db.prepare(u"INSERT INTO notice_start (uuid, incident_id, audience, phase, number, language, for_language, "
                     "follows_id) VALUES (?, ?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM notice WHERE "
                     "incident_id = ?), ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(codeOf(begun.audience)).bind(codeOf(begun.phase)).bind(incident.value);
    s.bind(begun.language).bind(begun.forLanguage).bindId(begun.follows.value);
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
    return s.bind(contentJson(draft)).bind(noticeTextSha256(draft)).insert().map([](qint64 id) {
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
    auto there = m_db.prepare(
        v.customer.isValid() ? u"SELECT 1 FROM message WHERE text_id = ? AND address = ? AND customer_id = ?"_s
                             : u"SELECT 1 FROM message WHERE text_id = ? AND address = ? AND customer_id IS NULL"_s);
    there.bind(v.text.value).bind(v.address);
    if (v.customer.isValid())
        there.bind(v.customer.value);
    if (auto ok = there.exec(); !ok)
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

Result<void> NoticeRepository::insertByHand(const Notice &notice, const HandDelivery &d)
{
    auto s = m_db.prepare(u"INSERT INTO hand_delivery (uuid, incident_id, notice_id, text_id, subscription_id, means, "
                          "at_ms, reached, proof) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(notice.incident.value).bind(notice.id.value).bind(notice.text.value);
    return s.bind(d.subscription.value).bind(d.means).bind(d.atMs).bind(d.reached).bind(d.proof).exec();
}

} // namespace tocsin
