#include "models/storage/dutyrepository.h"

#include "models/storage/awarenesssigns.h"
#include "models/storage/database.h"
#include "models/storage/obligationrepository.h"

#include <QHash>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<Awareness>> DutyRepository::awareness(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT a.at_ms, a.reason, coalesce(p.name, ''), a.instant_ms, coalesce(l.name, '') FROM awareness a "
        "LEFT JOIN person p ON p.id = a.person_id LEFT JOIN person l ON l.id = a.attested_by "
        "WHERE a.incident_id = ? ORDER BY a.seen_version DESC"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Awareness> rows;
    while (s.next())
        rows.append({s.int64(0), true, s.text(1), s.text(2), s.int64(3), s.text(4)});
    return rows;
}

Result<void> DutyRepository::insertAwareness(IncidentId id, int seenVersion, qint64 atMs, const QString &reason,
                                             const Attestation &legal)
{
    auto s = m_db.prepare(u"INSERT INTO awareness (uuid, incident_id, seen_version, at_ms, reason, attested_by, "
                          "attested_ms, attested_how, attested_words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(seenVersion).bind(atMs).bind(reason);
    return s.bindId(legal.by.value).bindId(legal.atMs).bind(legal.how).bind(legal.words).exec();
}

Result<AwarenessSigns> DutyRepository::signs(IncidentId id)
{
    return awarenessSigns(m_db, {id.value}).map([&](const auto &found) { return found.value(id.value); });
}

Result<DutyRepository::FactsRow> DutyRepository::facts(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT f.seen_version + 1, f.facts, coalesce(p.name, ''), f.instant_ms FROM duty_facts f LEFT JOIN person p "
        "ON p.id = f.person_id WHERE f.incident_id = ? ORDER BY f.seen_version DESC LIMIT 1"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    FactsRow row;
    if (s.next())
        row = {s.integer(0), factsFromJson(s.text(1)), s.text(2), s.int64(3)};
    return row;
}

Result<void> DutyRepository::insertFacts(IncidentId id, int seenVersion, const DutyFactsByHand &facts,
                                         const QString &reason)
{
    auto s = m_db.prepare(
        u"INSERT INTO duty_facts (uuid, incident_id, seen_version, facts, reason) VALUES (?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(seenVersion).bind(toJson(facts)).bind(reason).exec();
}

Result<void> DutyRepository::insertOrigin(IncidentId id, const DutyOrigin &o)
{
    auto s = m_db.prepare(
        u"INSERT INTO duty_origin (uuid, incident_id, obligation_id, rule, regime, reason, starts_at, starts_when, "
        "period_value, period_unit, roll_over, zone, calendar, regulation, counsel, note, term_id, exceptable, "
        "cap_hours) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(o.obligation.value).bind(o.rule).bind(o.regime).bind(o.reason);
    s.bind(codeOf(o.startsAt)).bind(o.startsWhen).bind(o.period.value).bind(codeOf(o.period.unit));
    s.bind(codeOf(o.rollOver)).bind(o.zone).bind(o.calendar).bind(o.regulation).bind(o.counsel);
    return s.bind(o.note).bindId(o.term).bind(o.exceptable).bind(o.capHours).exec();
}

namespace {

const QString kOriginColumns =
    u"d.rule, d.regime, d.reason, d.starts_at, d.starts_when, d.period_value, d.period_unit, d.roll_over, d.zone, "
    "d.calendar, d.regulation, d.counsel, d.note, d.term_id, d.exceptable, d.cap_hours"_s;

/** From kOriginColumns, the first of them at this place. */
DutyOrigin readOrigin(const Statement &s, ObligationId id, int at)
{
    return {id,
            s.text(at),
            s.text(at + 1),
            s.text(at + 2),
            fromCode<StartsAt>(s.text(at + 3)).value_or(StartsAt::Declaration),
            s.text(at + 4),
            {s.integer(at + 5), fromCode<PeriodUnit>(s.text(at + 6)).value_or(PeriodUnit::WithoutUndueDelay)},
            s.integer(at + 15),
            fromCode<RollOver>(s.text(at + 7)).value_or(RollOver::None),
            s.text(at + 8),
            s.text(at + 9),
            s.boolean(at + 10),
            s.boolean(at + 11),
            s.text(at + 12),
            s.int64(at + 13),
            s.boolean(at + 14)};
}

} // namespace

Result<QHash<ObligationId, DutyOrigin>> DutyRepository::origins(const QList<ObligationId> &ids)
{
    constexpr qsizetype kChunk = 100; // few statement texts, so they stay prepared
    QHash<ObligationId, DutyOrigin> found;
    for (qsizetype from = 0; from < ids.size(); from += kChunk) {
        auto s = m_db.prepare(u"SELECT d.obligation_id, "_s + kOriginColumns +
                              u" FROM duty_origin d WHERE d.obligation_id IN ("_s +
                              QStringList(kChunk, u"?"_s).join(u","_s) + u')');
        for (qsizetype n = from; n < from + kChunk; ++n)
            s.bind(n < ids.size() ? ids.at(n).value : qint64{0});
        if (auto ok = s.exec(); !ok)
            return tl::unexpected(ok.error());
        while (s.next()) {
            const ObligationId id{s.int64(0)};
            found.insert(id, readOrigin(s, id, 1));
        }
    }
    return found;
}

Result<QList<Duty>> DutyRepository::duties(IncidentId id)
{
    const auto obligations = ObligationRepository(m_db).ofIncident(id);
    if (!obligations)
        return tl::unexpected(obligations.error());
    QList<Duty> duties;
    for (const Obligation &o : *obligations) {
        Duty d;
        d.obligation = o;
        duties.append(d);
    }
    if (auto ok = fillOrigins(id, duties); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = fillChanges(id, duties); !ok)
        return tl::unexpected(ok.error());
    return duties;
}

Result<void> DutyRepository::fillOrigins(IncidentId id, QList<Duty> &duties)
{
    auto s = m_db.prepare(
        u"SELECT s.id, s.trigger_ms, s.deadline_ms, "_s + kOriginColumns +
        u" FROM obligation_start s LEFT JOIN duty_origin d ON d.obligation_id = s.id WHERE s.incident_id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return ok;
    QHash<ObligationId, Duty> seen;
    while (s.next()) {
        Duty &d = seen[ObligationId{s.int64(0)}];
        d.firstTriggerMs = s.int64(1);
        d.firstDeadlineMs = s.int64(2);
        d.origin = readOrigin(s, ObligationId{s.int64(0)}, 3);
    }
    for (Duty &d : duties) {
        const Duty &found = seen[d.obligation.id];
        d.firstTriggerMs = found.firstTriggerMs;
        d.firstDeadlineMs = found.firstDeadlineMs;
        d.origin = found.origin;
    }
    return {};
}

Result<void> DutyRepository::fillChanges(IncidentId id, QList<Duty> &duties)
{
    // By the obligations, which have an index of their changes; an incident has none.
    auto s = m_db.prepare(u"SELECT obligation_id, change, reason, at_ms, until_ms, seen_version FROM obligation_change "
                          "WHERE obligation_id IN (SELECT id FROM obligation_start WHERE incident_id = ?) ORDER BY "
                          "seen_version"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return ok;
    struct Seen
    {
        QString reason;
        int clocks = 0; ///< how often the clock was set; the first time with the confirmation
        qint64 firstTriggerMs = 0, firstDeadlineMs = 0;
        bool atConfirmation = false;
    };
    QHash<ObligationId, Seen> changes;
    while (s.next()) {
        Seen &seen = changes[ObligationId{s.int64(0)}];
        if (!s.text(2).isEmpty())
            seen.reason = s.text(2);
        if (s.text(1) != u"recomputed")
            continue;
        if (++seen.clocks == 1) {
            seen.atConfirmation = s.integer(5) == 1;
            seen.firstTriggerMs = s.int64(3);
            seen.firstDeadlineMs = s.int64(4);
        }
    }
    for (Duty &d : duties) {
        const auto it = changes.constFind(d.obligation.id);
        if (it == changes.constEnd())
            continue;
        d.changedReason = it->reason;
        d.recomputed = it->clocks > (it->atConfirmation ? 1 : 0);
        if (it->atConfirmation) { // a proposal has no clock: the first is the one it was confirmed with
            d.firstTriggerMs = it->firstTriggerMs;
            d.firstDeadlineMs = it->firstDeadlineMs;
        }
    }
    return {};
}

Result<QList<CustomerTerm>> DutyRepository::terms(CustomerId customer)
{
    auto s =
        m_db.prepare(u"SELECT id, version, customer_id, starts_at, period_value, period_unit, addressee, channel, "
                     "language, source, exceptable, active FROM customer_term WHERE customer_id = ? ORDER BY id"_s);
    if (auto ok = s.bind(customer.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<CustomerTerm> rows;
    while (s.next())
        rows.append({s.int64(0),
                     s.integer(1),
                     CustomerId{s.int64(2)},
                     fromCode<StartsAt>(s.text(3)).value_or(StartsAt::Declaration),
                     {s.integer(4), fromCode<PeriodUnit>(s.text(5)).value_or(PeriodUnit::WithoutUndueDelay)},
                     s.text(6),
                     s.text(7),
                     s.text(8),
                     s.text(9),
                     s.boolean(10),
                     s.boolean(11)});
    return rows;
}

namespace {

void bindTerm(Statement &s, const CustomerTerm &t)
{
    s.bind(t.customer.value).bind(codeOf(t.trigger)).bind(t.period.value).bind(codeOf(t.period.unit));
    s.bind(t.addressee.trimmed()).bind(t.channel.trimmed()).bind(t.language.trimmed()).bind(t.source.trimmed());
    s.bind(t.exceptable).bind(t.active);
}

} // namespace

Result<qint64> DutyRepository::insert(const CustomerTerm &t)
{
    auto s = m_db.prepare(
        u"INSERT INTO customer_term_version (uuid, customer_id, starts_at, period_value, period_unit, addressee, "
        "channel, language, source, exceptable, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid());
    bindTerm(s, t);
    return s.insert();
}

Result<void> DutyRepository::change(const CustomerTerm &t)
{
    auto s = m_db.prepare(
        u"INSERT INTO customer_term_version (uuid, subject_id, seen_version, customer_id, starts_at, period_value, "
        "period_unit, addressee, channel, language, source, exceptable, active) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(t.id).bind(t.version);
    bindTerm(s, t);
    return s.exec();
}

} // namespace tocsin
