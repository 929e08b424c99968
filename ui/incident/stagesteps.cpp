#include "ui/incident/stagesteps.h"

#include "models/domain/obligation.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::StageSteps", text);
}

struct Stay
{
    int times = 0;
    qint64 firstMs = 0;
    qint64 spentMs = 0;
};

Stay stayIn(Stage stage, const QList<StageVisit> &visits, qint64 nowMs)
{
    Stay stay;
    for (const StageVisit &v : visits) {
        if (v.stage != stage)
            continue;
        stay.firstMs = stay.times == 0 ? v.fromMs : std::min(stay.firstMs, v.fromMs);
        stay.spentMs += (v.toMs > 0 ? v.toMs : nowMs) - v.fromMs;
        ++stay.times;
    }
    return stay;
}

QString sinceText(StageStep::State state, const Incident &i, const Stay &stay, const TimeText &time, qint64 nowMs)
{
    const QString again = stay.times > 1 ? u" · ⇄ %1"_s.arg(stay.times - 1) : QString();
    switch (state) {
    case StageStep::State::Current:
        return (i.isDone() ? tr("from %1") : tr("since %1")).arg(time.brief(i.stageSinceMs, nowMs)) + again;
    case StageStep::State::Passed:
        return stay.times > 0 ? time.brief(stay.firstMs, nowMs) + again : QString();
    case StageStep::State::Left:
        return tr("%1, %2").arg(stay.times == 1 ? tr("once") : tr("%1 times").arg(stay.times), spanWords(stay.spentMs));
    case StageStep::State::Ahead:
        break;
    }
    return {};
}

} // namespace

StageStep stageStep(Stage stage, const Incident &i, const QList<StageVisit> &visits, const ActContext &context,
                    const TimeText &time, qint64 nowMs)
{
    const Stay stay = stayIn(stage, visits, nowMs);
    StageStep step;
    if (stage == i.stage)
        step.state = StageStep::State::Current;
    else if (stage < i.stage)
        step.state = StageStep::State::Passed;
    else
        step.state = stay.times > 0 ? StageStep::State::Left : StageStep::State::Ahead;
    step.since = sinceText(step.state, i, stay, time, nowMs);
    if (stage == i.stage) {
        step.tooltip = i.isDone() ? tr("Where it ended.") : tr("It is here.");
        return step;
    }
    const QString why = whyNotMove(i, stage, context);
    step.canMove = why.isEmpty();
    step.tooltip = why.isEmpty() ? tr("Move to %1…").arg(nameOf(stage)) : why;
    return step;
}

} // namespace tocsin
