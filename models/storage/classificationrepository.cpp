#include "models/storage/classificationrepository.h"

#include "models/storage/database.h"

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

ClassificationRun *runOf(QList<ClassificationRun> &runs, qint64 id)
{
    const auto it =
        std::find_if(runs.begin(), runs.end(), [id](const ClassificationRun &r) { return r.id.value == id; });
    return it == runs.end() ? nullptr : &*it;
}

} // namespace

Result<QList<ClassificationRun>> ClassificationRepository::runs(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT r.id, r.former_id, r.rule_version, r.instant_ms, coalesce(p.name, '') "
                          "FROM classification_run r LEFT JOIN person p ON p.id = r.person_id "
                          "WHERE r.incident_id = ? ORDER BY r.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<ClassificationRun> runs;
    while (s.next()) {
        ClassificationRun r;
        r.id = RunId{s.int64(0)};
        r.incident = id;
        r.number = static_cast<int>(runs.size()) + 1;
        r.former = RunId{s.int64(1)};
        r.ruleVersion = s.text(2);
        r.startedMs = s.int64(3);
        r.startedBy = s.text(4);
        runs.append(r);
    }
    for (auto read : {&ClassificationRepository::readAnswers, &ClassificationRepository::readParticipants,
                      &ClassificationRepository::readFinishes})
        if (auto ok = (this->*read)(id, runs); !ok)
            return tl::unexpected(ok.error());
    std::reverse(runs.begin(), runs.end());
    return runs;
}

Result<void> ClassificationRepository::readAnswers(IncidentId id, QList<ClassificationRun> &runs)
{
    QHash<qint64, QList<EntryId>> cited;
    auto c = m_db.prepare(u"SELECT answer_id, entry_id FROM run_citation WHERE incident_id = ? ORDER BY id"_s);
    if (auto ok = c.bind(id.value).exec(); !ok)
        return ok;
    while (c.next())
        cited[c.int64(0)].append(EntryId{c.int64(1)});
    auto s = m_db.prepare(u"SELECT a.id, a.run_id, a.fact, a.answers, a.note, a.instant_ms, a.person_id, "
                          "coalesce(p.name, '') FROM run_answer a LEFT JOIN person p ON p.id = a.person_id "
                          "WHERE a.incident_id = ? ORDER BY a.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return ok;
    while (s.next()) {
        ClassificationRun *run = runOf(runs, s.int64(1));
        if (!run)
            continue;
        const RunAnswer answer{s.int64(0),
                               s.text(2),
                               s.text(3).split(u' ', Qt::SkipEmptyParts),
                               s.text(4),
                               cited.value(s.int64(0)),
                               s.int64(5),
                               PersonId{s.int64(6)},
                               s.text(7)};
        const auto before = std::find_if(run->answers.begin(), run->answers.end(),
                                         [&answer](const RunAnswer &a) { return a.fact == answer.fact; });
        if (before == run->answers.end()) {
            run->answers.append(answer);
        } else {
            run->earlier.append(*before);
            *before = answer;
        }
    }
    return {};
}

Result<void> ClassificationRepository::readParticipants(IncidentId id, QList<ClassificationRun> &runs)
{
    auto s = m_db.prepare(u"SELECT run_id, subject_id, name, took_part FROM run_participant WHERE incident_id = ? "
                          "ORDER BY id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return ok;
    while (s.next()) {
        ClassificationRun *run = runOf(runs, s.int64(0));
        if (!run)
            continue;
        const RunParticipant who{PersonId{s.int64(1)}, s.text(2)};
        run->participants.removeAll(who);
        if (s.boolean(3))
            run->participants.append(who);
    }
    return {};
}

Result<void> ClassificationRepository::readFinishes(IncidentId id, QList<ClassificationRun> &runs)
{
    auto s = m_db.prepare(
        u"SELECT f.run_id, f.instant_ms, coalesce(p.name, ''), f.classification_id, f.ending_id, f.proposed, "
        "f.rule_code, f.rule_version, f.reasons, f.chosen, f.personal_data, f.chosen_reason, f.counted FROM run_finish "
        "f "
        "LEFT JOIN person p ON p.id = f.person_id WHERE f.incident_id = ? ORDER BY f.id"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return ok;
    while (s.next()) {
        ClassificationRun *run = runOf(runs, s.int64(0));
        if (!run)
            continue;
        run->finish = RunFinish{s.int64(1),
                                s.text(2),
                                s.isNull(3) && s.isNull(4),
                                !s.isNull(4),
                                fromCode<Outcome>(s.text(5)).value_or(Outcome::NotClassified),
                                s.text(6),
                                s.text(7),
                                s.text(8),
                                fromCode<Outcome>(s.text(9)).value_or(Outcome::NotClassified),
                                fromCode<PersonalData>(s.text(10)).value_or(PersonalData::NotKnown),
                                s.text(11),
                                s.text(12).split(u' ', Qt::SkipEmptyParts)};
    }
    return {};
}

Result<RunId> ClassificationRepository::insertRun(IncidentId id, RunId former, const QString &ruleVersion)
{
    auto s = m_db.prepare(
        u"INSERT INTO classification_run (uuid, incident_id, former_id, rule_version) VALUES (?, ?, ?, ?)"_s);
    auto key = s.bind(newUuid()).bind(id.value).bindId(former.value).bind(ruleVersion).insert();
    return key ? Result<RunId>(RunId{*key}) : tl::unexpected(key.error());
}

Result<void> ClassificationRepository::insertAnswer(IncidentId id, RunId run, const RunAnswer &answer, qint64 seen)
{
    auto s = m_db.prepare(u"INSERT INTO run_answer (uuid, incident_id, run_id, fact, answers, note, seen_answer) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(run.value).bind(answer.fact).bind(answer.answers.join(u' '));
    auto key = s.bind(answer.note).bind(seen).insert();
    if (!key)
        return tl::unexpected(key.error());
    for (const EntryId entry : answer.evidence) {
        auto c =
            m_db.prepare(u"INSERT INTO run_citation (uuid, incident_id, answer_id, entry_id) VALUES (?, ?, ?, ?)"_s);
        if (auto ok = c.bind(newUuid()).bind(id.value).bind(*key).bind(entry.value).exec(); !ok)
            return ok;
    }
    return {};
}

Result<void> ClassificationRepository::insertParticipant(IncidentId id, RunId run, const RunParticipant &who,
                                                         bool tookPart)
{
    auto s = m_db.prepare(u"INSERT INTO run_participant (uuid, incident_id, run_id, subject_id, name, took_part) "
                          "VALUES (?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(id.value).bind(run.value).bindId(who.person.value);
    return s.bind(who.name).bind(tookPart).exec();
}

Result<void> ClassificationRepository::insertFinish(IncidentId id, RunId run, const RunFinishValues &v)
{
    auto s = m_db.prepare(
        u"INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
        "rule_version, reasons, chosen, personal_data, chosen_reason, counted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, "
        "?)"_s);
    s.bind(newUuid()).bind(id.value).bind(run.value).bindId(v.classification).bindId(v.ending);
    s.bind(codeOf(v.finish.proposed)).bind(v.finish.rule).bind(v.finish.ruleVersion).bind(v.finish.reasons);
    s.bind(codeOf(v.finish.chosen)).bind(codeOf(v.finish.personalData)).bind(v.finish.chosenReason);
    return s.bind(v.finish.counted.join(u' ')).exec();
}

Result<qint64> ClassificationRepository::last(const QString &table, IncidentId id)
{
    auto s = m_db.prepare(u"SELECT max(id) FROM "_s + table + u" WHERE incident_id = ?"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.int64(0) : 0;
}

Result<qint64> ClassificationRepository::lastClassification(IncidentId id)
{
    return last(u"classification"_s, id);
}

Result<qint64> ClassificationRepository::lastEnding(IncidentId id)
{
    return last(u"ending"_s, id);
}

} // namespace tocsin
