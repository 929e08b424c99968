#include "models/storage/riskrepository.h"

#include "models/domain/incident.h"
#include "models/storage/database.h"
#include "models/storage/exercisemark.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

template<class E> QString codeOrNothing(const std::optional<E> &value)
{
    return value ? codeOf(*value) : QString();
}

void bindAttested(Statement &s, const Attestation &a)
{
    s.bindId(a.by.value).bindId(a.atMs).bind(a.how).bind(a.words);
}

const QString kDecision =
    u"d.id, d.incident_id, d.personal_data, d.risk, d.authority, d.subjects, d.ground, d.public_reference, d.facts, "
    "d.effects, d.measures, d.reason, d.score_id, d.instant_ms, d.person_id, p.name, d.attested_by, d.attested_ms, "
    "d.attested_how, d.attested_words, q.name"_s;
const QString kDecisionPeople =
    u" LEFT JOIN person p ON p.id = d.person_id LEFT JOIN person q ON q.id = d.attested_by "_s;

/** From column `c` on, in the order of kDecision. */
BreachDecision readDecision(const Statement &s, int c)
{
    BreachDecision d;
    d.id = s.int64(c);
    d.incident = IncidentId{s.int64(c + 1)};
    d.content.personalData = fromCode<PersonalData>(s.text(c + 2)).value_or(PersonalData::NotKnown);
    d.content.risk = fromCode<RiskToPeople>(s.text(c + 3));
    d.content.authority = fromCode<AuthorityDuty>(s.text(c + 4));
    d.content.subjects = fromCode<SubjectsDuty>(s.text(c + 5));
    d.content.ground = fromCode<SubjectsGround>(s.text(c + 6));
    d.content.publicReference = s.text(c + 7);
    d.content.facts = s.text(c + 8);
    d.content.effects = s.text(c + 9);
    d.content.measures = s.text(c + 10);
    d.content.reason = s.text(c + 11);
    d.content.scoreId = s.int64(c + 12);
    d.atMs = s.int64(c + 13);
    d.by = PersonId{s.int64(c + 14)};
    d.byName = s.text(c + 15);
    d.attested = {PersonId{s.int64(c + 16)}, s.int64(c + 17), s.text(c + 18), s.text(c + 19)};
    d.attestedName = s.text(c + 20);
    return d;
}

/** When the first notice reached this audience, unless it came back. */
QString toldMs(const QString &audience)
{
    return u"(SELECT min(v.at_ms) FROM notice n JOIN message m ON m.notice_id = n.id JOIN delivery v ON v.message_id = "
           "m.id AND v.reached = 1 WHERE n.incident_id = i.id AND n.audience = '%1' AND NOT EXISTS (SELECT 1 FROM "
           "delivery r WHERE r.message_id = v.message_id AND r.reached = 0 AND r.id > v.id))"_s.arg(audience);
}

} // namespace

Result<DataSetId> RiskRepository::insertDataSet(IncidentId id, const DataSet &seen, const DataSetInput &in)
{
    auto s =
        m_db.prepare(u"INSERT INTO data_set_version (uuid, incident_id, subject_id, seen_version, name, kinds, people, "
                     "people_known, people_count, records_known, records_count, proposed_part, affected, reason) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bindId(seen.id.value).bindId(seen.version);
    s.bind(in.name.trimmed()).bind(in.kinds.trimmed()).bind(in.people.trimmed());
    s.bind(codeOf(in.peopleCount.known)).bind(in.peopleCount.count);
    s.bind(codeOf(in.recordCount.known)).bind(in.recordCount.count);
    s.bind(codeOf(in.proposedPart)).bind(in.affected).bind(in.reason.trimmed());
    return s.insert().map([&seen](qint64 key) { return seen.id.isValid() ? seen.id : DataSetId{key}; });
}

Result<void> RiskRepository::insertPart(const DataSet &seen, ProviderPart part, const QString &reason,
                                        const Attestation &attested)
{
    auto s = m_db.prepare(u"INSERT INTO part_decision (uuid, incident_id, data_set_id, seen_version, part, reason, "
                          "attested_by, attested_ms, attested_how, attested_words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
                          "?)"_s);
    s.bind(newUuid()).bind(seen.incident.value).bind(seen.id.value).bind(seen.version).bind(codeOf(part)).bind(reason);
    bindAttested(s, attested);
    return s.exec();
}

Result<QList<DataSet>> RiskRepository::dataSets(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT h.id, h.version, h.name, h.kinds, h.people, h.people_known, h.people_count, h.records_known, "
        "h.records_count, h.proposed_part, h.affected, h.reason, h.part, d.reason, coalesce(q.name, p.name), "
        "d.instant_ms FROM data_set h LEFT JOIN part_decision d ON d.id = (SELECT max(x.id) FROM part_decision x WHERE "
        "x.data_set_id = h.id)"_s +
        kDecisionPeople + u"WHERE h.incident_id = ? ORDER BY h.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<DataSet> rows;
    while (s.next()) {
        DataSet r;
        r.id = DataSetId{s.int64(0)};
        r.version = s.integer(1);
        r.incident = id;
        r.content.name = s.text(2);
        r.content.kinds = s.text(3);
        r.content.people = s.text(4);
        r.content.peopleCount = {fromCode<CountKnown>(s.text(5)).value_or(CountKnown::NotKnown), s.int64(6)};
        r.content.recordCount = {fromCode<CountKnown>(s.text(7)).value_or(CountKnown::NotKnown), s.int64(8)};
        r.content.proposedPart = fromCode<ProviderPart>(s.text(9)).value_or(ProviderPart::NotKnown);
        r.content.affected = s.boolean(10);
        r.content.reason = s.text(11);
        r.part = fromCode<ProviderPart>(s.text(12));
        r.partReason = s.text(13);
        r.partBy = s.text(14);
        r.partMs = s.int64(15);
        rows.append(r);
    }
    return rows;
}

Result<QList<DataSetChange>> RiskRepository::changes(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT coalesce(v.subject_id, v.id), v.instant_ms, p.name, v.name, CASE WHEN v.subject_id IS NULL THEN 0 "
        "ELSE 1 END AS kind, v.affected, v.proposed_part, v.reason FROM data_set_version v LEFT JOIN person p ON p.id "
        "= v.person_id WHERE v.incident_id = ? UNION ALL SELECT d.data_set_id, d.instant_ms, coalesce(q.name, p.name), "
        "h.name, 2, h.affected, d.part, d.reason FROM part_decision d JOIN data_set h ON h.id = d.data_set_id"_s +
        kDecisionPeople + u"WHERE d.incident_id = ? ORDER BY 2 DESC, 5 DESC"_s);
    if (auto ok = s.bind(id.value).bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<DataSetChange> rows;
    while (s.next()) {
        const QString part = nameOf(fromCode<ProviderPart>(s.text(6)).value_or(ProviderPart::NotKnown)).toLower();
        const QString what = s.integer(4) == 2 ? tr("%1: legal decided, %2")
                             : !s.boolean(5)   ? tr("%1: not affected after all")
                             : s.integer(4)    ? tr("%1: changed, proposed %2")
                                               : tr("%1: entered, proposed %2");
        const QString name = s.text(3);
        rows.append({DataSetId{s.int64(0)}, s.int64(1), s.text(2), name,
                     what.contains(u"%2"_s) ? what.arg(name, part) : what.arg(name), s.text(7)});
    }
    return rows;
}

Result<void> RiskRepository::insertScore(IncidentId id, const ScoreRow &r)
{
    auto s = m_db.prepare(
        u"INSERT INTO people_score (uuid, incident_id, answers, dpc, identification, confidentiality, integrity, "
        "availability, intent, score, band, many_people, unintelligible, remark, rule_version) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(answersCode(r.answers)).bind(r.score.dpc).bind(r.score.eiQuarters);
    s.bind(r.score.confidentiality).bind(r.score.integrity).bind(r.score.availability).bind(r.score.intent);
    s.bind(r.score.seQuarters()).bind(codeOf(r.score.band)).bind(r.answers.manyPeople).bind(r.answers.unintelligible);
    return s.bind(r.remark).bind(r.ruleVersion).exec();
}

Result<QList<ScoreRow>> RiskRepository::scores(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT s.id, s.instant_ms, p.name, s.answers, s.dpc, s.identification, s.confidentiality, s.integrity, "
        "s.availability, s.intent, s.band, s.remark, s.rule_version FROM people_score s LEFT JOIN person p ON p.id = "
        "s.person_id WHERE s.incident_id = ? ORDER BY s.id DESC"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<ScoreRow> rows;
    while (s.next()) {
        ScoreRow r;
        r.id = s.int64(0);
        r.atMs = s.int64(1);
        r.byName = s.text(2);
        r.answers = answersFromCode(s.text(3)).value_or(EnisaAnswers{});
        r.score = {s.integer(4), s.integer(5), s.integer(6), s.integer(7),
                   s.integer(8), s.integer(9), true,         fromCode<RiskBand>(s.text(10)).value_or(RiskBand::Low)};
        r.remark = s.text(11);
        r.ruleVersion = s.text(12);
        rows.append(r);
    }
    return rows;
}

Result<void> RiskRepository::insertDecision(IncidentId id, int seenVersion, const BreachDecisionInput &in,
                                            const QString &ruleVersion, const Attestation &attested)
{
    auto s = m_db.prepare(
        u"INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, subjects, "
        "ground, public_reference, facts, effects, measures, reason, score_id, rule_version, attested_by, attested_ms, "
        "attested_how, attested_words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(seenVersion).bind(codeOf(in.personalData));
    s.bindCode(codeOrNothing(in.risk)).bindCode(codeOrNothing(in.authority)).bindCode(codeOrNothing(in.subjects));
    s.bindCode(codeOrNothing(in.ground)).bind(in.publicReference.trimmed());
    s.bind(in.facts.trimmed()).bind(in.effects.trimmed()).bind(in.measures.trimmed()).bind(in.reason.trimmed());
    s.bindId(in.scoreId).bind(ruleVersion);
    bindAttested(s, attested);
    return s.exec();
}

Result<QList<BreachDecision>> RiskRepository::decisions(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT "_s + kDecision + u" FROM breach_decision d"_s + kDecisionPeople +
                          u"WHERE d.incident_id = ? ORDER BY d.id DESC"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<BreachDecision> rows;
    while (s.next())
        rows.append(readDecision(s, 0));
    return rows;
}

Result<QList<RegisterRow>> RiskRepository::breaches(const RegisterQuery &query)
{
    auto s = m_db.prepare(
        u"SELECT i.id, i.number, i.title, i.detected_ms, i.outcome, i.restricted, "_s + exerciseMark() +
        u", CASE WHEN i.ended_ms IS "
        "NULL AND i.closed_ms IS NULL THEN 0 ELSE 1 END, i.description, (SELECT s.score FROM people_score s WHERE "
        "s.incident_id = i.id ORDER BY s.id DESC LIMIT 1), "_s +
        toldMs(u"authority"_s) + u", "_s + toldMs(u"data_subjects"_s) +
        u", (SELECT count(*) FROM data_set h WHERE h.incident_id = i.id AND h.affected = 1), (SELECT "
        "CAST(coalesce(sum(h.people_count), 0) AS BIGINT) FROM data_set h WHERE h.incident_id = i.id AND h.affected = "
        "1), "_s +
        kDecision +
        u" FROM incident i LEFT JOIN breach_decision d ON d.id = (SELECT max(x.id) FROM breach_decision x WHERE "
        "x.incident_id = i.id)"_s +
        kDecisionPeople +
        u"WHERE i.personal_data = 'yes' AND (i.outcome NOT IN ('false_positive', 'referred', 'duplicate', "
        u"'exercise_ended') OR "
        "d.id IS NOT NULL) AND "_s +
        exerciseMark() + u" = ? AND "_s + m_db.dialect().visible(u"i.id"_s) +
        u" ORDER BY i.detected_ms DESC, i.id DESC"_s);
    if (auto ok = s.bind(query.exercises).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<RegisterRow> rows;
    while (s.next()) {
        RegisterRow r;
        r.incident = IncidentId{s.int64(0)};
        r.reference = incidentReference(s.int64(1));
        r.title = s.text(2);
        r.detectedMs = s.int64(3);
        r.outcome = fromCode<Outcome>(s.text(4)).value_or(Outcome::NotClassified);
        r.restricted = s.boolean(5);
        r.exercise = s.boolean(6);
        r.done = s.boolean(7);
        r.seen = s.text(8);
        if (!s.isNull(9))
            r.scoreQuarters = s.integer(9);
        r.authorityToldMs = s.int64(10);
        r.subjectsToldMs = s.int64(11);
        r.dataSets = s.integer(12);
        r.people = s.int64(13);
        if (!s.isNull(14))
            r.decision = readDecision(s, 14);
        rows.append(r);
    }
    return rows;
}

} // namespace tocsin
