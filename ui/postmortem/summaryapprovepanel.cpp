#include "ui/postmortem/summaryapprovepanel.h"

#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"

using namespace Qt::StringLiterals;

namespace tocsin {

SummaryApprovePanel::SummaryApprovePanel(const UiContext &ui, const IncidentDetails &details,
                                         const PostmortemSummary &summary, bool own, QWidget *parent)
    : ActPanel(ui, u"act/summary-approve"_s, details, parent)
    , m_summary(summary)
    , m_own(own)
{
    setTexts(own ? tr("Approve the summary") : tr("Record legal's approval"),
             tr("Whoever drafts a notice about this incident may put these words in. The notice itself is approved as "
                "any other. No author of the summary, %1 among them, can approve it.")
                 .arg(summary.authorName),
             tr("The timeline says that legal approved a summary, and nothing of what it says."));
    setPrimary(own ? tr("Approve") : tr("Record the approval"));
    QStringList stay;
    for (const SummaryLeak &leak : summary.mayStay)
        stay << tr("“%1” may stay, says %2: %3").arg(leak.words, leak.byName, leak.reason);
    if (!stay.isEmpty()) {
        auto *said = wrappedLabel(stay.join(u'\n'), TextStyle::SmallMuted, this);
        said->setObjectName(u"summaryStays"_s);
        addWidget(said);
    }
    if (!own) {
        m_legal = new AttestationForm(ui, Role::Legal);
        m_legal->watch(draft(), u"legal"_s);
        addRow(tr("&Decided by legal"), m_legal, u"legal"_s);
    }
    finish();
}

QString SummaryApprovePanel::whyDisabled() const
{
    if (const QString why = whyNoRight(m_own ? Right::ApproveNotice : Right::Send, incident(), context());
        !why.isEmpty())
        return why;
    return m_summary.state == PostmortemState::InReview ? QString() : tr("It is not in review.");
}

void SummaryApprovePanel::submit()
{
    Attestation attestation;
    if (!m_own) {
        if (const QString missing = m_legal->missing(); !missing.isEmpty()) {
            showError({ErrorKind::Invalid, missing, {}, u"legal"_s});
            return;
        }
        attestation = m_legal->value();
        if (attestation.by == m_summary.author) {
            showError({ErrorKind::Invalid, tr("An author cannot approve it."), {}, u"legal"_s});
            return;
        }
    }
    run([id = incident().id, version = m_summary.version,
         attestation](Services &s) { return s.summaries.approve(id, version, attestation); },
        tr("Summary approved"));
}

} // namespace tocsin
