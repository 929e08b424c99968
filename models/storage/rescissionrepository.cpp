#include "models/storage/rescissionrepository.h"

#include "models/domain/duty.h"
#include "models/storage/awarenesssigns.h"
#include "models/storage/database.h"

#include <QHash>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** The last rescission of an incident; binds it once. */
const QString kRescinded =
    u"(SELECT max(instant_ms) FROM rescission_decision WHERE incident_id = ? AND decision = 'cosigned')"_s;

} // namespace

Result<QList<Rescission>> RescissionRepository::ofIncident(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT q.id, q.declaration_id, q.instant_ms, q.person_id, p.name, q.reason, d.decision, d.instant_ms, "
        "coalesce(a.name, b.name), d.words FROM rescission_request q LEFT JOIN person p ON p.id = q.person_id "
        "LEFT JOIN rescission_decision d ON d.request_id = q.id LEFT JOIN person a ON a.id = d.attested_by "
        "LEFT JOIN person b ON b.id = d.person_id WHERE q.incident_id = ? ORDER BY q.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Rescission> rows;
    while (s.next())
        rows.append({s.int64(0),
                     s.int64(1),
                     s.int64(2),
                     PersonId{s.int64(3)},
                     s.text(4),
                     s.text(5),
                     {},
                     fromCode<RescissionDecision>(s.text(6)),
                     s.int64(7),
                     s.text(8),
                     s.text(9)});
    auto c = m_db.prepare(u"SELECT request_id, entry_id FROM rescission_citation WHERE incident_id = ? ORDER BY id"_s);
    if (auto ok = c.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    while (c.next())
        for (Rescission &r : rows)
            if (r.id == c.int64(0))
                r.citations.append(EntryId{c.int64(1)});
    return rows;
}

Result<qint64> RescissionRepository::rescindedMs(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT "_s + kRescinded);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.int64(0) : 0;
}

Result<QList<qint64>> RescissionRepository::rescinded(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT declaration_id FROM rescission_decision WHERE incident_id = ? AND "
                          "decision = 'cosigned' ORDER BY id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<qint64> ids;
    while (s.next())
        ids.append(s.int64(0));
    return ids;
}

Result<Outcome> RescissionRepository::outcomeUndeclared(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT c.outcome FROM classification c WHERE c.incident_id = ? AND c.outcome <> 'crsi' AND c.seen_version > "
        "coalesce((SELECT max(e.seen_version) FROM ending e WHERE e.incident_id = c.incident_id), -1) "
        "ORDER BY c.seen_version DESC LIMIT 1"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? fromCode<Outcome>(s.text(0)).value_or(Outcome::NotClassified) : Outcome::NotClassified;
}

Result<qint64> RescissionRepository::insertRequest(const Incident &seen, const QString &reason,
                                                   const QList<EntryId> &citations)
{
    auto s = m_db.prepare(u"INSERT INTO rescission_request (uuid, incident_id, seen_version, declaration_id, reason) "
                          "VALUES (?, ?, ?, ?, ?)"_s);
    auto key = s.bind(newUuid()).bind(seen.id.value).bind(seen.version).bind(seen.declarationId).bind(reason).insert();
    if (!key)
        return key;
    for (const EntryId entry : citations) {
        auto c = m_db.prepare(
            u"INSERT INTO rescission_citation (uuid, incident_id, request_id, entry_id) VALUES (?, ?, ?, ?)"_s);
        if (auto ok = c.bind(newUuid()).bind(seen.id.value).bind(*key).bind(entry.value).exec(); !ok)
            return tl::unexpected(ok.error());
    }
    return key;
}

Result<void> RescissionRepository::insertDecision(const Incident &seen, RescissionDecision decision,
                                                  const QString &words, const UndeclaredValues &v,
                                                  const Attestation &legal)
{
    auto s = m_db.prepare(
        u"INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
        "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_by, attested_ms, "
        "attested_how, attested_words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(seen.id.value)
        .bind(seen.version)
        .bind(seen.rescissionId)
        .bind(seen.declarationId)
        .bind(codeOf(decision))
        .bind(words)
        .bind(codeOf(v.outcome));
    s.bindCode(v.severity ? codeOf(*v.severity) : QString()).bindCode(v.priority ? codeOf(*v.priority) : QString());
    s.bind(v.provisional).bind(v.overridden).bind(v.priorityOverridden);
    return s.bindId(legal.by.value).bindId(legal.atMs).bind(legal.how).bind(legal.words).exec();
}

namespace {

/** What reached somebody outside and was not taken back; binds the incident twice. */
const QString kTold =
    u"SELECT b.subscription_id, n.audience, m.recipient, n.phase, m.instant_ms FROM notice n JOIN message m ON "
    "m.notice_id = n.id LEFT JOIN message_subscription b ON b.message_id = m.id JOIN delivery d ON d.message_id = m.id "
    "AND d.reached = 1 WHERE n.incident_id = ? AND n.audience <> 'internal' AND NOT EXISTS (SELECT 1 FROM delivery x "
    "WHERE x.message_id = d.message_id AND x.reached = 0 AND x.id > d.id) "
    "UNION SELECT h.subscription_id, 'customers', '', n.phase, (SELECT max(q.instant_ms) FROM notice_decision q WHERE "
    "q.notice_id = n.id AND q.step = 'queue') FROM notice n JOIN hand_delivery h ON h.notice_id = n.id AND h.reached = "
    "1 WHERE n.incident_id = ? AND NOT EXISTS (SELECT 1 FROM hand_delivery x WHERE x.notice_id = h.notice_id AND "
    "x.subscription_id = h.subscription_id AND x.means = h.means AND x.reached = 0 AND x.id > h.id)"_s;

Result<QList<qint64>> instants(Database &db, const QString &sql, IncidentId id)
{
    auto s = db.prepare(sql);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<qint64> list;
    while (s.next())
        list << s.int64(0);
    return list;
}

} // namespace

Result<QList<ToldNotice>> RescissionRepository::owed(IncidentId id)
{
    auto rescinded = instants(
        m_db, u"SELECT instant_ms FROM rescission_decision WHERE incident_id = ? AND decision = 'cosigned'"_s, id);
    if (!rescinded)
        return tl::unexpected(rescinded.error());
    if (rescinded->isEmpty())
        return QList<ToldNotice>{};
    auto declared = instants(m_db, u"SELECT instant_ms FROM declaration WHERE incident_id = ?"_s, id);
    if (!declared)
        return tl::unexpected(declared.error());
    auto s = m_db.prepare(kTold);
    if (auto ok = s.bind(id.value).bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<ToldNotice> told;
    while (s.next())
        told.append({SubscriptionId{s.int64(0)}, fromCode<Audience>(s.text(1)).value_or(Audience::Customers), s.text(2),
                     s.text(3) == codeOf(NoticePhase::Correction), s.int64(4)});
    return owedCorrections(told, *rescinded, *declared);
}

Result<QSet<MessageId>> RescissionRepository::madeBeforeRescission(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT m.id FROM message m WHERE m.incident_id = ? AND m.instant_ms <= "_s + kRescinded);
    if (auto ok = s.bind(id.value).bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QSet<MessageId> ids;
    while (s.next())
        ids.insert(MessageId{s.int64(0)});
    return ids;
}

namespace {

bool confirmed(const Incident &i)
{
    return i.findings.customerDataRisk == CustomerDataRisk::Confirmed;
}

bool privacyBreach(const Incident &i)
{
    return i.outcome == Outcome::SecurityIncident && i.personalData == PersonalData::Yes;
}

bool mayBeAsked(const Incident &i, bool otherwiseAware)
{
    return !i.isDeclared() && !i.isDone() && (otherwiseAware || confirmed(i) || privacyBreach(i));
}

/** Of one incident, or in one go of every incident that has a row. */
Result<QHash<qint64, qint64>> pairs(Database &db, const QString &sql, const QString &column, const QString &group,
                                    const QList<Incident> &incidents)
{
    const bool one = incidents.size() == 1;
    auto s = db.prepare(one ? sql + u" AND "_s + column + u" = ?"_s + group : sql + group);
    if (one)
        s.bind(incidents.first().id.value);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QHash<qint64, qint64> found;
    while (s.next())
        found.insert(s.int64(0), s.int64(1));
    return found;
}

/** Awareness as legal recorded it last, by incident. */
Result<QHash<qint64, qint64>> recordedAwareness(Database &db, const QList<Incident> &incidents)
{
    return pairs(db,
                 u"SELECT a.incident_id, a.at_ms FROM awareness a WHERE a.seen_version = (SELECT "
                 "max(seen_version) FROM awareness WHERE incident_id = a.incident_id)"_s,
                 u"a.incident_id"_s, {}, incidents);
}

const QString kStandingDuplicate = u"l.kind = 'duplicate_of' AND NOT EXISTS (SELECT 1 FROM incident_unlink x WHERE "
                                   "x.link_id = l.id)"_s;

/** How many duplicates an incident has; those it can't be seen by are not among them. */
Result<QHash<qint64, qint64>> duplicateCounts(Database &db, const QList<Incident> &incidents)
{
    return pairs(db,
                 u"SELECT l.other_id, count(*) FROM incident_link l WHERE "_s + kStandingDuplicate + u" AND "_s +
                     db.dialect().visible(u"l.incident_id"_s),
                 u"l.other_id"_s, u" GROUP BY l.other_id"_s, incidents);
}

/** P1.10: the earliest awareness of the duplicates of these, and of their duplicates in turn; recorded or assumed. */
Result<QHash<qint64, qint64>> duplicatesAware(Database &db, const QList<qint64> &survivors)
{
    QHash<qint64, qint64> aware;
    if (survivors.isEmpty())
        return aware;
    const QString sql =
        u"WITH RECURSIVE d (survivor, id) AS (SELECT i.id, i.id FROM incident i WHERE i.id = ? UNION SELECT "
        "d.survivor, l.incident_id FROM d JOIN incident_link l ON l.other_id = d.id WHERE "_s +
        kStandingDuplicate + u" AND "_s + db.dialect().visible(u"l.incident_id"_s) +
        u") SELECT d.survivor, d.id, (SELECT at_ms FROM awareness WHERE incident_id = d.id ORDER BY seen_version DESC "
        "LIMIT 1) FROM d WHERE d.id <> d.survivor"_s;
    struct Row
    {
        qint64 survivor = 0, duplicate = 0, recordedMs = 0;
    };
    QList<Row> rows;
    QList<qint64> ids;
    for (const qint64 survivor : survivors) {
        auto s = db.prepare(sql);
        if (auto ok = s.bind(survivor).exec(); !ok)
            return tl::unexpected(ok.error());
        while (s.next()) {
            rows.append({s.int64(0), s.int64(1), s.int64(2)});
            ids.append(s.int64(1));
        }
    }
    const auto signs = awarenessSigns(db, ids);
    if (!signs)
        return tl::unexpected(signs.error());
    for (const Row &row : std::as_const(rows)) {
        const qint64 ms = row.recordedMs > 0 ? row.recordedMs : assumedAwareness(signs->value(row.duplicate)).atMs;
        qint64 &earliest = aware[row.survivor];
        if (ms > 0 && (earliest == 0 || ms < earliest))
            earliest = ms;
    }
    return aware;
}

} // namespace

Result<void> RescissionRepository::fillQuestions(QList<Incident> &incidents)
{
    auto recorded = recordedAwareness(m_db, incidents);
    auto duplicates = duplicateCounts(m_db, incidents);
    if (!recorded || !duplicates)
        return tl::unexpected(recorded ? duplicates.error() : recorded.error());
    QHash<qint64, qsizetype> place;
    QList<qint64> ids, survivors;
    for (qsizetype n = 0; n < incidents.size(); ++n) {
        incidents[n].whyNotDeclaredMs = incidents[n].awareMs = 0;
        const bool survives = duplicates->contains(incidents[n].id.value);
        if (!mayBeAsked(incidents[n], survives || recorded->contains(incidents[n].id.value)))
            continue;
        if (survives)
            survivors.append(incidents[n].id.value);
        place.insert(incidents[n].id.value, n);
        ids.append(incidents[n].id.value);
    }
    auto theirs = duplicatesAware(m_db, survivors);
    if (!theirs)
        return tl::unexpected(theirs.error());
    const auto signs = awarenessSigns(m_db, ids);
    if (!signs)
        return tl::unexpected(signs.error());
    constexpr qsizetype kChunk = 50; // few statement texts, so they stay prepared
    static const QString sql =
        u"SELECT i.id, (SELECT max(instant_ms) FROM rescission_decision WHERE incident_id = i.id AND "
        "decision = 'cosigned'), (SELECT review_ms FROM declaration_delay WHERE incident_id = i.id ORDER BY id DESC "
        "LIMIT 1) FROM incident i WHERE i.id IN ("_s +
        QStringList(kChunk, u"?"_s).join(u","_s) + u')';
    for (qsizetype from = 0; from < ids.size(); from += kChunk) {
        QList<qint64> chunk = ids.mid(from, kChunk);
        chunk.resize(kChunk, 0);
        auto s = m_db.prepare(sql);
        for (const qint64 id : std::as_const(chunk))
            s.bind(id);
        if (auto ok = s.exec(); !ok)
            return tl::unexpected(ok.error());
        while (s.next()) {
            Incident &i = incidents[place.value(s.int64(0))];
            DelayFacts f;
            // P7.6: as legal recorded it, else the earliest of what stands.
            f.awareMs = recorded->value(i.id.value, assumedAwareness(signs->value(i.id.value)).atMs);
            if (const qint64 ms = theirs->value(i.id.value); ms > 0 && (f.awareMs == 0 || ms < f.awareMs))
                f.awareMs = ms; // P1.10: the earliest of it and its duplicates
            f.rescindedMs = s.int64(1);
            f.reviewMs = s.int64(2);
            i.awareMs = f.awareMs;
            i.whyNotDeclaredMs = whyNotDeclaredMs(f);
        }
    }
    return {};
}

Result<void> RescissionRepository::insertDelay(IncidentId id, const DeclarationDelay &d)
{
    auto s = m_db.prepare(
        u"INSERT INTO declaration_delay (uuid, incident_id, aware_ms, reason, review_ms) VALUES (?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(id.value).bind(d.awareMs).bind(d.reason).bind(d.reviewMs).exec();
}

Result<QList<DeclarationDelay>> RescissionRepository::delays(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT d.instant_ms, p.name, d.aware_ms, d.reason, d.review_ms FROM declaration_delay d "
                          "LEFT JOIN person p ON p.id = d.person_id WHERE d.incident_id = ? ORDER BY d.id DESC"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<DeclarationDelay> rows;
    while (s.next())
        rows.append({s.int64(0), s.text(1), s.int64(2), s.text(3), s.int64(4)});
    return rows;
}

} // namespace tocsin
