#include "ui/postmortem/postmortemapprovepanel.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"

using namespace Qt::StringLiterals;

namespace tocsin {

PostmortemApprovePanel::PostmortemApprovePanel(const UiContext &ui, const IncidentDetails &details,
                                               const Postmortem &postmortem, QWidget *parent)
    : ActPanel(ui, u"act/postmortem-approve"_s, details, parent)
    , m_postmortem(postmortem)
    , m_role(new ChoiceGroup(tr("In which role")))
    , m_executive(new AttestationForm(ui, Role::Executive))
    , m_legal(new AttestationForm(ui, Role::Legal))
{
    setTexts(
        tr("Record the approval"),
        tr("Freezes this text with its digest. A later change makes a new version and needs a new approval. The "
           "author, "
           "%1, cannot approve it.")
            .arg(postmortem.authorName),
        tr("On a local database this is how the second person is recorded: who decided, when, how, and the words. The "
           "timeline says that it was approved, and nothing of what it says."));
    setPrimary(tr("Record the approval"));
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
    finish();
}

bool PostmortemApprovePanel::byLegal() const
{
    return m_role->value().toString() == codeOf(Role::Legal);
}

void PostmortemApprovePanel::showPostmortem(const Postmortem &postmortem)
{
    m_postmortem = postmortem;
    updateButton();
}

QString PostmortemApprovePanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::Send, incident(), context()); !why.isEmpty())
        return why; // the incident manager enters what was decided
    return m_postmortem.state == PostmortemState::InReview ? QString() : tr("It is not in review.");
}

void PostmortemApprovePanel::submit()
{
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
