#include "models/services/classificationservice.h"

#include "models/rules/rulebook.h"
#include "models/services/assessmentservice.h"
#include "models/services/session.h"
#include "models/services/timelineservice.h"
#include "models/storage/classificationrepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString namesOf(const QList<RunParticipant> &people)
{
    QStringList names;
    for (const RunParticipant &p : people)
        names << p.name;
    return names.join(u", "_s);
}

/** What a person reads in the record: the rule's words, the facts in words, the run and the rules it was judged by. */
QString reasonOf(const OutcomeRule &rule, const ClassificationVerdict &verdict, const ClassificationRun &run,
                 const QString &ruleVersion, const QString &chosenReason)
{
    QString text = rule.text;
    if (!verdict.facts.isEmpty())
        text += u' ' + verdict.reasons() + u'.';
    text += u' ' + tr("(Run %1, rule “%2”, rules %3.)").arg(QString::number(run.number), rule.name, ruleVersion);
    return chosenReason.isEmpty() ? text : text + u' ' + tr("Chosen otherwise: %1").arg(chosenReason);
}

Result<void> checkFinish(const ClassificationRules &rules, const Incident &i, const ClassificationRun &run,
                         const ClassificationVerdict &v, const FinishInput &in)
{
    if (!v.isAnswered())
        return failure(ErrorKind::Refused, tr("Not every question is answered. “Not known yet” is an answer too."));
    QStringList bare;
    for (const QString &fact : groundless(v, run))
        bare << rules.question(fact)->name;
    if (!bare.isEmpty())
        return failure(ErrorKind::Invalid,
                       tr("Cite an entry, or say in writing why none shows it: %1.").arg(bare.join(tr(", "))), {},
                       u"evidence"_s);
    if (run.participants.isEmpty())
        return failure(ErrorKind::Invalid, tr("Say who took part in the decision."), {}, u"participants"_s);
    if (i.isDeclared() && in.chosen != Outcome::CustomerReportable)
        return failure(ErrorKind::Refused,
                       tr("While a declaration stands the outcome stays CRSI; it may only be rescinded."));
    if (!i.isDeclared() && in.chosen == Outcome::CustomerReportable)
        return failure(ErrorKind::Refused, tr("A CRSI comes by declaration alone."));
    if (in.chosen == Outcome::Duplicate)
        return failure(ErrorKind::Refused, tr("A duplicate is ended from the incident's menu."));
    if (in.chosen != outcomeToChoose(v.outcome, i.isDeclared()) && in.reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why another outcome was chosen than the facts propose."), {},
                       u"chosenReason"_s);
    return {};
}

} // namespace

ClassificationFacts factsOf(const ClassificationRun &run, const Incident &incident)
{
    ClassificationFacts facts;
    for (const RunAnswer &a : run.answers)
        facts.insert(a.fact, a.answers);
    facts.insert(u"exercise"_s, {incident.exercise ? u"yes"_s : u"no"_s});
    return facts;
}

Outcome outcomeToChoose(Outcome proposed, bool declared)
{
    if (declared)
        return Outcome::CustomerReportable;
    return proposed == Outcome::CustomerReportable ? Outcome::SecurityIncident : proposed;
}

std::optional<Ending> endingFor(Outcome outcome)
{
    for (const auto &e : enumTable<Ending>())
        if (outcomeOf(e.value) == outcome)
            return e.value;
    return std::nullopt;
}

bool proposesRescission(Outcome proposed, bool declared)
{
    return declared && proposed != Outcome::CustomerReportable && proposed != Outcome::NotClassified;
}

Result<QList<ClassificationRun>> ClassificationService::runs(IncidentId id)
{
    auto incident = IncidentRepository(m_session.database()).byId(id); // not found where it is hidden (P13.4)
    if (!incident)
        return tl::unexpected(incident.error());
    return ClassificationRepository(m_session.database()).runs(id);
}

Result<ClassificationRun> ClassificationService::open(IncidentId id, RunId run)
{
    auto all = ClassificationRepository(m_session.database()).runs(id);
    if (!all)
        return tl::unexpected(all.error());
    const auto it = std::find_if(all->begin(), all->end(), [run](const ClassificationRun &r) { return r.id == run; });
    if (it == all->end())
        return failure(ErrorKind::NotFound, tr("There is no such run."));
    if (!it->isOpen())
        return failure(ErrorKind::Conflict, tr("%1 has finished this run meanwhile.").arg(it->finish->byName));
    return *it;
}

Result<RunId> ClassificationService::begin(IncidentId id)
{
    Result<RunId> begun = RunId{};
    auto done = m_session.act(Right::Classify, id, 0, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        ClassificationRepository repository(m_session.database());
        auto all = repository.runs(id);
        if (!all)
            return tl::unexpected(all.error());
        RunId former;
        for (const ClassificationRun &r : std::as_const(*all)) {
            if (r.isOpen()) {
                begun = r.id;
                return {};
            }
            if (!former.isValid() && !r.finish->setAside)
                former = r.id;
        }
        begun = repository.insertRun(id, former, m_session.rules().version());
        return begun ? Result<void>() : tl::unexpected(begun.error());
    });
    return done ? begun : tl::unexpected(done.error());
}

Result<void> ClassificationService::answer(IncidentId id, RunId run, const AnswerInput &in)
{
    return m_session.act(Right::Classify, id, 0, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        const FactQuestion *question = m_session.rules().classification().question(in.fact);
        if (!question || question->given)
            return failure(ErrorKind::Invalid, tr("There is no such question."));
        if (!isAnswer(*question, in.answers))
            return failure(ErrorKind::Invalid, tr("Choose an answer."), {}, u"answer"_s);
        auto now = open(id, run);
        if (!now)
            return tl::unexpected(now.error());
        const RunAnswer *before = now->answer(in.fact);
        if ((before ? before->id : 0) != in.seen)
            return failure(ErrorKind::Conflict,
                           tr("%1 has answered this meanwhile.").arg(before ? before->byName : QString()));
        for (const EntryId e : in.evidence)
            if (const auto entry = TimelineService(m_session).entry(e);
                !entry || entry->incident != id || entry->struck)
                return failure(ErrorKind::Invalid, tr("A cited entry is not of this incident, or was struck through."),
                               {}, u"evidence"_s);
        RunAnswer answer;
        answer.fact = in.fact;
        answer.note = in.note.trimmed();
        for (const FactAnswer &a : question->answers)
            if (in.answers.contains(a.code))
                answer.answers << a.code;
        for (const EntryId e : in.evidence)
            if (!answer.evidence.contains(e))
                answer.evidence << e;
        return ClassificationRepository(m_session.database()).insertAnswer(id, run, answer, in.seen);
    });
}

Result<void> ClassificationService::setParticipant(IncidentId id, RunId run, const RunParticipant &who, bool tookPart)
{
    return m_session.act(Right::Classify, id, 0, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        const RunParticipant named{who.person, who.name.simplified()};
        if (named.name.isEmpty())
            return failure(ErrorKind::Invalid, tr("Give a name."), {}, u"participants"_s);
        auto now = open(id, run);
        if (!now)
            return tl::unexpected(now.error());
        if (now->participants.contains(named) == tookPart)
            return {};
        return ClassificationRepository(m_session.database()).insertParticipant(id, run, named, tookPart);
    });
}

Result<void> ClassificationService::finish(IncidentId id, RunId run, int seenVersion, const FinishInput &in)
{
    const Right right = in.chosen == Outcome::Referred ? Right::HandOver : Right::Classify;
    return m_session.act(right, id, seenVersion, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        auto now = open(id, run);
        if (!now)
            return tl::unexpected(now.error());
        const ClassificationVerdict verdict = judge(m_session.rules().classification(), factsOf(*now, i));
        if (auto ok = checkFinish(m_session.rules().classification(), i, *now, verdict, in); !ok)
            return ok;
        return keep(i, *now, verdict, in);
    });
}

Result<void> ClassificationService::keep(const Incident &i, const ClassificationRun &run,
                                         const ClassificationVerdict &verdict, const FinishInput &in)
{
    const OutcomeRule &rule = *m_session.rules().classification().rule(verdict.rule);
    const QString version = m_session.rules().version();
    const bool rescind = proposesRescission(verdict.outcome, i.isDeclared());
    QString otherwise = in.reason.trimmed();
    if (otherwise.isEmpty() && i.isDeclared() && verdict.outcome != Outcome::CustomerReportable)
        otherwise = tr("A declaration stands.");
    ClassificationRepository repository(m_session.database());
    RunFinishValues values;
    values.finish = {0,
                     {},
                     false,
                     false,
                     verdict.outcome,
                     verdict.rule,
                     version,
                     verdict.reasons(),
                     in.chosen,
                     verdict.personalData,
                     otherwise,
                     verdict.asked};
    if (const auto kind = endingFor(in.chosen)) {
        EndingInput ending = in.ending;
        ending.kind = *kind;
        if (ending.reason.trimmed().isEmpty())
            ending.reason = reasonOf(rule, verdict, run, version, otherwise);
        if (auto ok = IncidentService(m_session).end(i.id, i.version, ending); !ok)
            return ok;
        auto key = repository.lastEnding(i.id);
        if (!key)
            return tl::unexpected(key.error());
        values.ending = *key;
        return repository.insertFinish(i.id, run.id, values);
    }
    const ClassificationInput classification{
        in.chosen, verdict.personalData, reasonOf(rule, verdict, run, version, otherwise), namesOf(run.participants)};
    if (auto ok = AssessmentService(m_session).classify(i.id, i.version, classification); !ok)
        return ok;
    auto key = repository.lastClassification(i.id);
    if (!key)
        return tl::unexpected(key.error());
    values.classification = *key;
    if (auto ok = repository.insertFinish(i.id, run.id, values); !ok || !rescind)
        return ok;
    auto noted = m_session.note(i.id, EntryKind::Decision,
                                tr("Run %1 finds: %2. While a declaration stands this proposes to rescind it.")
                                    .arg(QString::number(run.number), nameOf(verdict.outcome)),
                                true);
    return noted ? Result<void>() : tl::unexpected(noted.error());
}

Result<void> ClassificationService::setAside(IncidentId id, RunId run, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why the run is set aside."), {}, u"reason"_s);
    return m_session.act(Right::Classify, id, 0, [&](const Incident &i) -> Result<void> {
        auto now = open(id, run);
        if (!now)
            return tl::unexpected(now.error());
        const ClassificationVerdict v = judge(m_session.rules().classification(), factsOf(*now, i));
        RunFinishValues values;
        values.finish = {0,
                         {},
                         true,
                         false,
                         v.outcome,
                         v.rule,
                         m_session.rules().version(),
                         v.reasons(),
                         v.outcome,
                         v.personalData,
                         reason.trimmed(),
                         {}};
        return ClassificationRepository(m_session.database()).insertFinish(id, run, values);
    });
}

} // namespace tocsin
