#include "models/storage/obligationrepository.h"

#include "models/storage/database.h"
#include "models/storage/exercisemark.h"

#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<Obligation>> ObligationRepository::list(const QString &tail, const QList<qint64> &values)
{
    auto s = m_db.prepare(
        u"SELECT o.id, o.version, o.incident_id, o.duty, o.addressee, o.customer_id, c.name, o.citation, o.confirmed, "
        "o.trigger_ms, o.deadline_ms, o.met_ms, o.withdrawn_ms, o.excepted_until_ms, o.withdrawn_reason, "
        "o.addressee_name, o.undeliverable_ms, o.declaration_id "
        "FROM obligation o LEFT JOIN customer c ON c.id = o.customer_id "_s +
        tail);
    for (const qint64 v : values)
        s.bind(v);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Obligation> rows;
    while (s.next()) {
        Obligation o;
        o.id = ObligationId{s.int64(0)};
        o.version = s.integer(1);
        o.incident = IncidentId{s.int64(2)};
        o.duty = fromCode<DutyKind>(s.text(3)).value_or(DutyKind::Commitment);
        o.addressee = fromCode<Addressee>(s.text(4)).value_or(Addressee::Customer);
        o.customer = CustomerId{s.int64(5)};
        o.customerName = s.text(6);
        o.citation = s.text(7);
        o.facts.confirmed = s.boolean(8);
        o.facts.triggerMs = s.int64(9);
        o.facts.deadlineMs = s.int64(10);
        o.facts.metMs = s.int64(11);
        o.facts.withdrawnMs = s.int64(12);
        o.facts.exceptedUntilMs = s.int64(13);
        o.withdrawnReason = s.text(14);
        o.addresseeName = s.text(15);
        o.facts.undeliverableMs = s.int64(16);
        o.declarationId = s.int64(17);
        rows.append(o);
    }
    return rows;
}

Result<QList<Obligation>> ObligationRepository::ofIncident(IncidentId id)
{
    return list(u"WHERE o.incident_id = ? ORDER BY o.id"_s, {id.value});
}

Result<QList<Obligation>> ObligationRepository::ofCustomer(IncidentId id, CustomerId customer)
{
    return list(u"WHERE o.incident_id = ? AND o.customer_id = ? ORDER BY o.id"_s, {id.value, customer.value});
}

Result<QList<Obligation>> ObligationRepository::toAllCustomers(IncidentId id)
{
    return list(u"WHERE o.incident_id = ? AND o.addressee = 'customer' AND o.customer_id IS NULL ORDER BY o.id"_s,
                {id.value});
}

Result<QList<Obligation>> ObligationRepository::open(int limit, bool exercises)
{
    const QString apart =
        u"EXISTS (SELECT 1 FROM incident i WHERE i.id = o.incident_id AND "_s + exerciseMark() + u" = 0) AND "_s;
    return list(u"WHERE o.met_ms IS NULL AND o.withdrawn_ms IS NULL AND o.undeliverable_ms IS NULL AND "_s +
                    (exercises ? QString() : apart) + m_db.dialect().visible(u"o.incident_id"_s) +
                    u" ORDER BY o.deadline_ms, o.id LIMIT ?"_s,
                {limit});
}

Result<QList<Obligation>> ObligationRepository::settledSince(qint64 sinceMs, int limit)
{
    return list(u"WHERE (o.met_ms >= ? OR o.withdrawn_ms >= ? OR o.undeliverable_ms >= ?) AND "_s +
                    m_db.dialect().visible(u"o.incident_id"_s) +
                    u" ORDER BY COALESCE(o.withdrawn_ms, o.met_ms, o.undeliverable_ms) DESC, o.id LIMIT ?"_s,
                {sinceMs, sinceMs, sinceMs, limit});
}

Result<QList<Obligation>> ObligationRepository::ofIncidents(const QList<IncidentId> &ids)
{
    constexpr qsizetype kChunk = 100; // few statement texts, so they stay prepared
    QList<Obligation> all;
    for (qsizetype from = 0; from < ids.size(); from += kChunk) {
        QList<qint64> chunk(kChunk, 0);
        for (qsizetype n = from; n < qMin(from + kChunk, ids.size()); ++n)
            chunk[n - from] = ids.at(n).value;
        auto rows = list(u"WHERE o.incident_id IN ("_s + QStringList(kChunk, u"?"_s).join(u","_s) + u')', chunk);
        if (!rows)
            return rows;
        all += *rows;
    }
    return all;
}

Result<ObligationId> ObligationRepository::insertStart(const Obligation &o, qint64 declarationId,
                                                       const QString &ruleVersion)
{
    auto s = m_db.prepare(
        u"INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
        "deadline_ms, confirmed, citation, rule_version, addressee_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(o.incident.value)
        .bind(codeOf(o.duty))
        .bind(codeOf(o.addressee))
        .bindId(o.customer.value)
        .bindId(declarationId);
    s.bind(o.facts.triggerMs).bindId(o.facts.deadlineMs).bind(o.facts.confirmed).bind(o.citation).bind(ruleVersion);
    return s.bind(o.addresseeName).insert().map([](qint64 id) { return ObligationId{id}; });
}

Result<ObligationId> ObligationRepository::insertTaken(const Obligation &o, const Incident &survivor)
{
    auto s = m_db.prepare(
        u"INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
        "deadline_ms, confirmed, citation, rule_version, addressee_name, taken_from) "
        "SELECT ?, ?, o.duty, o.addressee, o.customer_id, ?, o.trigger_ms, o.deadline_ms, o.confirmed, o.citation, "
        "s.rule_version, o.addressee_name, o.id FROM obligation o JOIN obligation_start s ON s.id = o.id "
        "WHERE o.id = ?"_s);
    s.bind(newUuid()).bind(survivor.id.value).bindId(survivor.declarationId).bind(o.id.value);
    return s.insert().map([](qint64 id) { return ObligationId{id}; });
}

Result<QSet<ObligationId>> ObligationRepository::takenOver(IncidentId survivor)
{
    auto s = m_db.prepare(u"SELECT id FROM obligation_start WHERE incident_id = ? AND taken_from IS NOT NULL"_s);
    if (auto ok = s.bind(survivor.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QSet<ObligationId> ids;
    while (s.next())
        ids.insert(ObligationId{s.int64(0)});
    return ids;
}

Result<void> ObligationRepository::insertChange(const Obligation &seen, const ObligationChange &c)
{
    auto s = m_db.prepare(
        u"INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, until_ms, "
        "reason_code, reason, attested_by, attested_ms, attested_how, attested_words, second_attested_by, "
        "second_attested_words, exception_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(seen.incident.value)
        .bind(seen.id.value)
        .bind(seen.version)
        .bind(c.change)
        .bind(c.atMs)
        .bindId(c.untilMs);
    s.bind(c.reasonCode)
        .bind(c.reason)
        .bindId(c.attested.by.value)
        .bindId(c.attested.atMs)
        .bind(c.attested.how)
        .bind(c.attested.words);
    return s.bindId(c.secondAttested.by.value).bind(c.secondAttested.words).bindId(c.exceptionId).exec();
}

} // namespace tocsin
