#include "ui/incident/delaypanel.h"

#include "models/services/rescissionservice.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

DelayPanel::DelayPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/delay"_s, details, parent)
    , m_review(new InstantEdit(tr("When it is looked at again")))
{
    const Incident &i = incident();
    setTexts(
        tr("Why it is not declared"),
        tr("Awareness counts from %1, and no declaration followed within 24 hours. Say why; at the instant below it "
           "is asked again. Statutory clocks run on meanwhile.")
            .arg(TimeText().full(i.awareMs)),
        tr("Your answer stands in the record and in the timeline, for everybody who reads the incident."));
    setPrimary(tr("Answer"));
    addText(tr("&Reason"), m_reason, u"reason"_s, u"delayReason"_s, 4);
    m_review->setObjectName(u"delayReview"_s);
    m_review->setLatest(nowMs() + kDayMs - kMinuteMs);
    m_review->setMs(nowMs() + 8 * kHourMs);
    draft().watch(u"review"_s, m_review);
    addRow(tr("Looked at &again"), m_review, u"review"_s)->setHelp(tr("At most 24 hours from now."));
    finish();
}

QString DelayPanel::whyDisabled() const
{
    return whyNot(Act::AnswerDelay, incident(), context());
}

void DelayPanel::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    if (const auto allowed = checkDelayAnswer(incident(), reason, m_review->ms(), nowMs()); !allowed) {
        showError(allowed.error());
        return;
    }
    run([id = incident().id, reason,
         review = m_review->ms()](Services &s) { return s.rescissions.answerDelay(id, reason, review); },
        tr("Answered; asked again %1").arg(TimeText().brief(m_review->ms(), nowMs())));
}

} // namespace tocsin
