#include "ui/incident/questionbanner.h"

#include "ui/common/banner.h"
#include "ui/common/timetext.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

QuestionBanner::QuestionBanner(QWidget *parent)
    : QWidget(parent)
    , m_banner(new Banner(Banner::Kind::Warning))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 16, 8);
    layout->addWidget(m_banner);
    m_banner->setObjectName(u"incidentQuestion"_s);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    hide();
}

void QuestionBanner::showIncident(const IncidentDetails &details, const ActContext &context, qint64 nowMs)
{
    m_details = details;
    m_context = context;
    m_asked = details.incident.asksWhyNotDeclared(nowMs);
    m_banner->clearActions();
    if (details.incident.isRescissionPending() && details.rescission)
        showPending(nowMs);
    else if (m_asked)
        showAsked(nowMs);
    setVisible(m_asked || details.incident.isRescissionPending());
}

void QuestionBanner::follow(qint64 nowMs)
{
    if (m_asked != m_details.incident.asksWhyNotDeclared(nowMs))
        showIncident(m_details, m_context, nowMs);
}

void QuestionBanner::offer(Act act, const QString &label)
{
    if (whyNot(act, m_details.incident, m_context).isEmpty())
        m_banner->addAction(label, this, [this, act] { Q_EMIT actRequested(act); });
}

void QuestionBanner::showPending(qint64 nowMs)
{
    const Rescission &r = *m_details.rescission;
    m_banner->setText(
        tr("Rescission asked for by %1, %2. It waits for legal.").arg(r.byName, TimeText().brief(r.atMs, nowMs)),
        tr("The clocks run; sending is held. %1").arg(r.reason.simplified()));
    offer(Act::CosignRescission, tr("Decide…"));
    offer(Act::TakeBackRescission, tr("Take back…"));
}

void QuestionBanner::showAsked(qint64 nowMs)
{
    const Incident &i = m_details.incident;
    // An answer that is due again says what was said then; one that has none says what to do.
    const bool again = !m_details.delays.isEmpty() && m_details.delays.first().reviewMs == i.whyNotDeclaredMs;
    m_banner->setText(tr("Why is it not declared? Awareness counts from %1.").arg(TimeText().brief(i.awareMs, nowMs)),
                      again ? tr("Asked again. The last answer: %1").arg(m_details.delays.first().reason.simplified())
                            : tr("More than 24 hours have passed. Declare it, or say why not."));
    offer(Act::AnswerDelay, tr("Answer…"));
    offer(Act::Declare, tr("Declare…"));
}

} // namespace tocsin
