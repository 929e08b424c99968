#include "ui/classification/rundesk.h"

#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/incident/acts.h"

namespace tocsin {

using namespace Qt::StringLiterals;

RunDesk::RunDesk(const UiContext &ui, QObject *parent)
    : QObject(parent)
    , m_ui(ui)
{
}

void RunDesk::showIncident(const IncidentDetails &details)
{
    if (details.incident.id != m_details.incident.id) {
        m_runs.clear();
        m_read = false;
    }
    m_details = details;
    read();
}

void RunDesk::read()
{
    m_ui.workspace->run<QList<ClassificationRun>>(
        this, [id = incident().id](Services &s) { return s.classifications.runs(id); },
        [this, id = incident().id](const Result<QList<ClassificationRun>> &runs) {
            if (id != incident().id)
                return;
            m_failure = runs ? QString() : runs.error().userText;
            if (runs) {
                m_runs = *runs;
                m_read = true;
            }
            Q_EMIT changed();
        });
}

const ClassificationRules &RunDesk::rules() const
{
    return m_ui.workspace->rules().classification();
}

const ClassificationRun *RunDesk::current() const
{
    return m_runs.isEmpty() || !m_runs.first().isOpen() ? nullptr : &m_runs.first();
}

const ClassificationRun *RunDesk::former() const
{
    for (const ClassificationRun &r : m_runs)
        if (!r.isOpen() && !r.finish->setAside)
            return &r;
    return nullptr;
}

ClassificationFacts RunDesk::facts() const
{
    const ClassificationRun *run = current();
    return factsOf(run ? *run : ClassificationRun(), incident());
}

ClassificationVerdict RunDesk::verdict() const
{
    return judge(rules(), facts());
}

QString RunDesk::whyNot() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    const ActContext context{status.person, status.readOnly};
    if (!context.readOnly && incident().isDone())
        return tr("This incident has ended. Reopen it first.");
    return whyNoRight(Right::Classify, incident(), context);
}

void RunDesk::act(std::function<Result<void>(Services &)> job, Done done)
{
    struct Answer
    {
        Result<void> done;
        Result<QList<ClassificationRun>> runs;
    };
    m_ui.workspace->run<Answer>(
        this,
        [job = std::move(job), id = incident().id](Services &s) -> Result<Answer> {
            Result<void> result = job(s);
            return Answer{std::move(result), s.classifications.runs(id)};
        },
        [this, id = incident().id, done = std::move(done)](const Result<Answer> &answer) {
            // Answers come in the order of the jobs, so this is the newest state there is.
            if (answer && answer->runs && id == incident().id) {
                m_runs = *answer->runs;
                m_read = true;
            }
            Q_EMIT changed();
            if (done)
                done(answer ? answer->done : Result<void>(tl::unexpected(answer.error())));
        });
}

void RunDesk::begin(Done done)
{
    act(
        [id = incident().id](Services &s) {
            const auto begun = s.classifications.begin(id);
            return begun ? Result<void>() : tl::unexpected(begun.error());
        },
        std::move(done));
}

void RunDesk::answer(const AnswerInput &input, Done done)
{
    const ClassificationRun *run = current();
    act([id = incident().id, run = run ? run->id : RunId(),
         input](Services &s) { return s.classifications.answer(id, run, input); },
        std::move(done));
}

void RunDesk::setParticipant(const RunParticipant &who, bool tookPart, Done done)
{
    const ClassificationRun *run = current();
    act([id = incident().id, run = run ? run->id : RunId(), who,
         tookPart](Services &s) { return s.classifications.setParticipant(id, run, who, tookPart); },
        std::move(done));
}

void RunDesk::setAside(const QString &reason, Done done)
{
    const ClassificationRun *run = current();
    act([id = incident().id, run = run ? run->id : RunId(),
         reason](Services &s) { return s.classifications.setAside(id, run, reason); },
        std::move(done));
}

std::function<Result<void>(Services &)> RunDesk::finishing(const FinishInput &input) const
{
    const ClassificationRun *run = current();
    return [id = incident().id, version = incident().version, run = run ? run->id : RunId(), input](Services &s) {
        return s.classifications.finish(id, run, version, input);
    };
}

QString answerNames(const FactQuestion &question, const QStringList &codes)
{
    QStringList names;
    for (const FactAnswer &a : question.answers)
        if (codes.contains(a.code))
            names << a.name;
    return names.join(u", "_s);
}

QString progressText(const ClassificationVerdict &verdict)
{
    const qsizetype at = verdict.next.isEmpty() ? verdict.asked.size() : verdict.asked.indexOf(verdict.next);
    return RunDesk::tr("%1 of %2 answered").arg(at).arg(verdict.asked.size());
}

QString proposalText(Outcome outcome)
{
    return outcome == Outcome::CustomerReportable ? RunDesk::tr("Security incident") : nameOf(outcome);
}

} // namespace tocsin
