#include "models/storage/audiencerepository.h"

#include "models/storage/database.h"
#include "models/storage/mailaccountrepository.h"
#include "models/storage/outboxrepository.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<NamedAddressee>> AudienceRepository::addressees(NoticeId notice)
{
    auto s = m_db.prepare(u"SELECT a.kind, a.customer_id, a.name, a.address, a.country, a.language, a.added, a.reason, "
                          "p.name, a.instant_ms FROM addressee_change a LEFT JOIN person p ON p.id = a.person_id "
                          "WHERE a.notice_id = ? ORDER BY a.id"_s);
    if (auto ok = s.bind(notice.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<NamedAddressee> rows;
    while (s.next())
        rows.append({fromCode<AddresseeKind>(s.text(0)).value_or(AddresseeKind::Contact), CustomerId{s.int64(1)},
                     s.text(2), s.text(3), s.text(4), s.text(5), s.boolean(6), s.text(7), s.text(8), s.int64(9)});
    return rows;
}

Result<void> AudienceRepository::insertAddressee(const Notice &notice, const NamedAddressee &a, qint64 bulkId)
{
    auto s = m_db.prepare(u"INSERT INTO addressee_change (uuid, incident_id, notice_id, customer_id, kind, name, "
                          "address, country, language, added, reason, bulk_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                          "?, ?)"_s);
    s.bind(newUuid()).bind(notice.incident.value).bind(notice.id.value).bindId(a.customer.value).bind(codeOf(a.kind));
    s.bind(a.name.trimmed()).bind(a.address.trimmed()).bind(a.country).bind(a.language).bind(a.added);
    return s.bind(a.reason.trimmed()).bindId(bulkId).exec();
}

Result<QList<ForeignName>> AudienceRepository::namesMeant(NoticeId notice)
{
    auto s = m_db.prepare(u"SELECT m.place, m.words, m.line, m.meant, m.reason, p.name, m.instant_ms FROM name_meant m "
                          "LEFT JOIN person p ON p.id = m.person_id WHERE m.notice_id = ? ORDER BY m.id"_s);
    if (auto ok = s.bind(notice.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<ForeignName> rows;
    while (s.next())
        rows.append(
            {s.text(0), s.text(1), s.text(2), {}, {}, s.boolean(3) ? s.text(4) : QString(), s.text(5), s.int64(6)});
    return rows;
}

Result<void> AudienceRepository::insertMeant(const Notice &notice, const ForeignName &name, bool meant,
                                             const QString &reason)
{
    auto s = m_db.prepare(u"INSERT INTO name_meant (uuid, incident_id, notice_id, place, words, line, meant, reason) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(notice.incident.value).bind(notice.id.value).bind(name.place).bind(name.words);
    return s.bind(name.line).bind(meant).bind(reason.trimmed()).exec();
}

Result<qint64> AudienceRepository::approvedMs(NoticeId notice)
{
    auto s = m_db.prepare(u"SELECT max(instant_ms) FROM notice_decision WHERE notice_id = ? AND step = 'approve'"_s);
    if (auto ok = s.bind(notice.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.int64(0) : 0;
}

Result<QList<FrozenRecipient>> AudienceRepository::frozen(NoticeTextId text)
{
    auto s = m_db.prepare(u"SELECT r.customer_id, r.subscription_id, r.contact_id, r.name, r.address, r.rule, "
                          "coalesce(c.email, r.address), coalesce(c.active, 1) FROM notice_recipient r LEFT JOIN "
                          "contact c ON c.id = r.contact_id WHERE r.text_id = ? ORDER BY r.id"_s);
    if (auto ok = s.bind(text.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<FrozenRecipient> rows;
    while (s.next())
        rows.append({CustomerId{s.int64(0)}, SubscriptionId{s.int64(1)}, s.int64(2), s.text(3), s.text(4), s.text(5),
                     s.text(6), s.boolean(7)});
    return rows;
}

Result<void> AudienceRepository::insertFrozen(const Notice &notice, const FrozenRecipient &r, bool attested,
                                              qint64 bulkId)
{
    auto s = m_db.prepare(u"INSERT INTO notice_recipient (uuid, incident_id, notice_id, text_id, customer_id, "
                          "subscription_id, contact_id, name, address, rule, attested, bulk_id) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(notice.incident.value).bind(notice.id.value).bind(notice.text.value);
    s.bindId(r.customer.value).bindId(r.subscription.value).bindId(r.contact);
    return s.bind(r.name).bind(r.address).bind(r.rule).bind(attested).bindId(bulkId).exec();
}

Result<QList<ScopeImport>> AudienceRepository::imports(IncidentId incident)
{
    auto s = m_db.prepare(u"SELECT i.kind, i.source_name, i.source_sha256, i.attachment_id, i.row_count, i.matched, "
                          "i.not_matched, i.unmatched, p.name, i.instant_ms FROM scope_import i LEFT JOIN person p ON "
                          "p.id = i.person_id WHERE i.incident_id = ? ORDER BY i.id"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<ScopeImport> rows;
    while (s.next()) {
        ScopeImport i{s.text(0),    s.text(1),    s.text(2),    AttachmentId{s.int64(3)},
                      s.integer(4), s.integer(5), s.integer(6), {},
                      s.text(8),    s.int64(9)};
        const QJsonArray lines = QJsonDocument::fromJson(s.text(7).toUtf8()).array();
        for (const QJsonValue &line : lines)
            i.unmatched << line.toString();
        rows.append(i);
    }
    return rows;
}

Result<void> AudienceRepository::insertImport(IncidentId incident, const ScopeImport &i)
{
    const QString unmatched =
        QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(i.unmatched)).toJson(QJsonDocument::Compact));
    auto s = m_db.prepare(u"INSERT INTO scope_import (uuid, incident_id, kind, source_name, source_sha256, "
                          "attachment_id, row_count, matched, not_matched, unmatched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
                          "?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(i.kind).bind(i.sourceName).bind(i.sha256);
    return s.bindId(i.attachment.value).bind(i.rows).bind(i.matched).bind(i.notMatched).bind(unmatched).exec();
}

Result<QHash<CustomerId, QList<Contact>>> AudienceRepository::contactsOf(IncidentId incident)
{
    auto s = m_db.prepare(u"SELECT id, version, customer_id, subscription_id, name, email, phone, kind, active FROM "
                          "contact WHERE customer_id IN (SELECT customer_id FROM incident_scope WHERE incident_id = ?) "
                          "ORDER BY name, id"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QHash<CustomerId, QList<Contact>> rows;
    while (s.next())
        rows[CustomerId{s.int64(2)}].append({s.int64(0), s.integer(1), CustomerId{s.int64(2)},
                                             SubscriptionId{s.int64(3)}, s.text(4), s.text(5), s.text(6), s.text(7),
                                             s.boolean(8)});
    return rows;
}

Result<QList<SubscriptionMessage>> AudienceRepository::subscriptionMessages(IncidentId incident)
{
    auto account = MailAccountRepository(m_db).current();
    if (!account)
        return tl::unexpected(account.error());
    const qint64 lease = mailLeaseMs(*account);
    auto s = m_db.prepare(u"SELECT b.subscription_id, m.notice_id, m.address, coalesce(d.proof, r.reply), "_s +
                          factColumns() + u"FROM message m JOIN message_subscription b ON b.message_id = m.id "_s +
                          factJoins() + u"WHERE m.incident_id = ? ORDER BY m.id, b.id"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<SubscriptionMessage> rows;
    while (s.next())
        rows.append({SubscriptionId{s.int64(0)}, NoticeId{s.int64(1)}, s.text(2), s.text(3), factsAt(s, 4, lease)});
    return rows;
}

Result<QList<SentMessage>> AudienceRepository::sentMessages(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT m.id, m.notice_id, m.customer_id, c.name, m.address, m.message_ref, (SELECT d.reached FROM delivery d "
        "WHERE d.message_id = m.id ORDER BY d.id DESC LIMIT 1) FROM message m LEFT JOIN customer c ON c.id = "
        "m.customer_id WHERE m.incident_id = ? ORDER BY m.id"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<SentMessage> rows;
    while (s.next())
        rows.append({MessageId{s.int64(0)}, NoticeId{s.int64(1)}, CustomerId{s.int64(2)}, s.text(3), s.text(4),
                     s.text(5), !s.isNull(6) && !s.boolean(6)});
    return rows;
}

Result<QList<Matter>> AudienceRepository::listMatters(const QString &where, qint64 value)
{
    auto s = m_db.prepare(
        u"SELECT m.id, m.version, m.incident_id, m.notice_id, m.kind, m.item, m.customer_id, c.name, "
        "m.who, m.at_ms, m.reference, m.words, m.owner_id, m.owner_name, m.due_ms, m.state, "
        "m.answer, m.since_ms, n.number, n.audience FROM matter m LEFT JOIN customer c ON c.id = m.customer_id "
        "JOIN notice n ON n.id = m.notice_id "_s +
        where);
    if (value > 0)
        s.bind(value);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Matter> rows;
    while (s.next()) {
        Matter m;
        m.id = MatterId{s.int64(0)};
        m.version = s.integer(1);
        m.incident = IncidentId{s.int64(2)};
        m.notice = NoticeId{s.int64(3)};
        m.kind = fromCode<MatterKind>(s.text(4)).value_or(MatterKind::Reply);
        m.item = s.text(5);
        m.customer = CustomerId{s.int64(6)};
        m.customerName = s.text(7);
        m.who = s.text(8);
        m.atMs = s.int64(9);
        m.reference = s.text(10);
        m.words = s.text(11);
        m.owner = PersonId{s.int64(12)};
        m.ownerName = s.text(13);
        m.dueMs = s.int64(14);
        m.state = fromCode<MatterState>(s.text(15)).value_or(MatterState::Noted);
        m.answer = s.text(16);
        m.sinceMs = s.int64(17);
        m.noticeNumber = s.integer(18);
        m.audience = fromCode<Audience>(s.text(19)).value_or(Audience::Customers);
        rows.append(m);
    }
    return rows;
}

Result<QList<Matter>> AudienceRepository::matters(IncidentId incident)
{
    return listMatters(u"WHERE m.incident_id = ? ORDER BY CASE m.state WHEN 'open' THEN 0 ELSE 1 END, m.due_ms, "
                       "m.at_ms DESC, m.id"_s,
                       incident.value);
}

Result<Matter> AudienceRepository::matter(MatterId id)
{
    auto rows = listMatters(u"WHERE m.id = ?"_s, id.value);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorKind::NotFound, QCoreApplication::translate("tocsin::storage", "There is no such answer."));
    return rows->first();
}

Result<QList<Matter>> AudienceRepository::dueMatters(bool exercises)
{
    return listMatters(u"JOIN incident i ON i.id = m.incident_id WHERE m.state = 'open' AND m.due_ms IS NOT NULL "_s +
                           (exercises ? QString() : u"AND i.exercise = 0 "_s) + u"ORDER BY m.due_ms, m.id"_s,
                       0);
}

Result<MatterId> AudienceRepository::insertMatter(const Matter &m)
{
    auto s = m_db.prepare(u"INSERT INTO matter_change (uuid, incident_id, matter_id, seen_version, notice_id, kind, "
                          "item, customer_id, who, at_ms, reference, words, owner_id, owner_name, due_ms, state, "
                          "answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(m.incident.value).bindId(m.id.value).bind(m.version).bind(m.notice.value);
    s.bind(codeOf(m.kind)).bind(m.item).bindId(m.customer.value).bind(m.who.trimmed()).bind(m.atMs);
    s.bind(m.reference.trimmed()).bind(m.words.trimmed()).bindId(m.owner.value).bind(m.ownerName.trimmed());
    return s.bindId(m.dueMs).bind(codeOf(m.state)).bind(m.answer.trimmed()).insert().map([](qint64 id) {
        return MatterId{id};
    });
}

} // namespace tocsin
