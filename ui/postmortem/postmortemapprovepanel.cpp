#include "ui/postmortem/postmortemapprovepanel.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"

using namespace Qt::StringLiterals;

namespace tocsin {

PostmortemApprovePanel::PostmortemApprovePanel(const UiContext &ui, const IncidentDetails &details,
                                               const Postmortem &postmortem, bool own, QWidget *parent)
    : ActPanel(ui, u"act/postmortem-approve"_s, details, parent)
    , m_postmortem(postmortem)
    , m_own(own)
{
    const QString what = tr("Freezes this text with its digest. A later change makes a new version and needs a new "
                            "review and approval. No author of it, %1 among them, can approve it.")
                             .arg(postmortem.authorName);
    const QString timeline = tr("The timeline says that it was approved, and nothing of what it says.");
    if (own) {
        setTexts(tr("Approve the post-mortem"), what, timeline);
        setPrimary(tr("Approve"));
    } else {
        setTexts(tr("Record the approval"), what,
                 tr("Who decided, when, how, and the words stand in the record.") + u' ' + timeline);
        setPrimary(tr("Record the approval"));
        addAttestation();
    }
    finish();
}

void PostmortemApprovePanel::addAttestation()
{
    m_role = new ChoiceGroup(tr("In which role"));
    m_executive = new AttestationForm(m_ui, Role::Executive);
    m_legal = new AttestationForm(m_ui, Role::Legal);
    m_role->setObjectName(u"approveRole"_s);
    m_role->addChoice(codeOf(Role::Executive), nameOf(Role::Executive));
    m_role->addChoice(codeOf(Role::Legal), nameOf(Role::Legal));
    m_role->setValue(codeOf(Role::Executive));
    draft().watch(u"role"_s, m_role);
    addRow(tr("Approved &as"), m_role, u"role"_s);
    m_executive->watch(draft(), u"executive"_s);
    m_legal->watch(draft(), u"legal"_s);
    m_executiveRow = addRow(tr("&Decided by"), m_executive, u"executive"_s);
    m_legalRow = addRow(tr("&Decided by legal"), m_legal, u"legal"_s);
    const auto show = [this] {
        m_executiveRow->setVisible(!byLegal());
        m_legalRow->setVisible(byLegal());
    };
    connect(m_role, &ChoiceGroup::valueChanged, this, show);
    connect(&draft(), &FormDraft::restored, this, show);
    show();
}

bool PostmortemApprovePanel::byLegal() const
{
    return m_role->value().toString() == codeOf(Role::Legal);
}

QString PostmortemApprovePanel::whyDisabled() const
{
    const Right right = m_own ? Right::ApprovePostmortem : Right::Send; // the manager enters what was decided
    if (const QString why = whyNoRight(right, incident(), context()); !why.isEmpty())
        return why;
    return m_postmortem.state == PostmortemState::InReview ? QString() : tr("It is not in review.");
}

void PostmortemApprovePanel::submit()
{
    if (m_own) {
        run([id = incident().id,
             version = m_postmortem.version](Services &s) { return s.postmortems.approve(id, version, {}); },
            tr("Post-mortem approved"));
        return;
    }
    const AttestationForm *form = byLegal() ? m_legal : m_executive;
    const QString field = byLegal() ? u"legal"_s : u"executive"_s;
    if (const QString missing = form->missing(); !missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, field});
        return;
    }
    const Attestation attestation = form->value();
    if (attestation.by == m_postmortem.author) {
        showError({ErrorKind::Invalid, tr("An author cannot approve it."), {}, field});
        return;
    }
    run([id = incident().id, version = m_postmortem.version,
         attestation](Services &s) { return s.postmortems.approve(id, version, attestation); },
        tr("Post-mortem approved"));
}

} // namespace tocsin
