#include "ui/incident/delaygroundpanel.h"

#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/obligationtext.h"

#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

DelayGroundPanel::DelayGroundPanel(const UiContext &ui, const IncidentDetails &details, const Obligation &obligation,
                                   QWidget *parent)
    : ActPanel(ui, u"act/delay-ground-%1"_s.arg(obligation.id.value), details, parent)
    , m_obligation(obligation)
    , m_known(wrappedLabel({}, TextStyle::Small))
    , m_kind(new ChoiceGroup(tr("What the law has")))
    , m_authority(new QLineEdit)
    , m_reference(new QLineEdit)
    , m_until(new InstantEdit(tr("Delayed until")))
    , m_legal(new AttestationForm(ui, Role::Legal))
{
    setTexts(
        tr("A statutory duty has no exception"),
        tr("%1: its clock runs on whatever is written here. %2")
            .arg(obligationTitle(obligation), instead(obligation.addressee)),
        tr("It stands in the incident and the record. The reasons go into the notice, which says why it is late."));
    setPrimary(tr("Record it"));
    m_known->setObjectName(u"delayKnown"_s);
    m_known->hide();
    addWidget(m_known);
    m_kind->setObjectName(u"delayKind"_s);
    m_kind->addChoice(codeOf(DelayKind::Reasons), nameOf(DelayKind::Reasons),
                      tr("Why the notice could not be given in time, in words that the addressee may read."));
    m_kind->addChoice(codeOf(DelayKind::Authority), nameOf(DelayKind::Authority),
                      tr("Which authority, under which reference, until when."));
    m_kind->setValue(codeOf(DelayKind::Reasons));
    draft().watch(u"kind"_s, m_kind);
    addRow(tr("What the law has"), m_kind, u"kind"_s);
    addText(tr("&In words"), m_reason, u"reason"_s, u"delayReason"_s);
    m_authority->setObjectName(u"delayAuthority"_s);
    draft().watch(u"authority"_s, m_authority);
    m_ofAuthority << addRow(tr("&Authority"), m_authority, u"authority"_s);
    m_reference->setObjectName(u"delayReference"_s);
    draft().watch(u"reference"_s, m_reference);
    m_ofAuthority << addRow(tr("Refere&nce"), m_reference, u"reference"_s);
    m_until->setObjectName(u"delayUntil"_s);
    m_until->setLatest(nowMs() + 366 * kDayMs);
    m_until->setMs(nowMs() + kDayMs);
    draft().watch(u"until"_s, m_until);
    m_ofAuthority << addRow(tr("&Until"), m_until, u"until"_s);
    m_legal->watch(draft(), u"legal"_s);
    addRow(tr("Decided by &legal"), m_legal, u"attestedBy"_s)->setVisible(!isOwn());
    connect(m_kind, &ChoiceGroup::valueChanged, this, &DelayGroundPanel::follow);
    follow();
    readKnown();
    finish();
}

bool DelayGroundPanel::isOwn() const
{
    return mayDo(context().person.roles, Right::SetDuties, false) || m_ui.workspace->status().isShared;
}

void DelayGroundPanel::follow()
{
    for (FormRow *row : std::as_const(m_ofAuthority))
        row->setVisible(m_kind->value().toString() == codeOf(DelayKind::Authority));
}

void DelayGroundPanel::readKnown()
{
    m_ui.workspace->run<QList<DelayGround>>(
        this, [id = incident().id](Services &s) { return s.exceptions.delays(id); },
        [this](const Result<QList<DelayGround>> &list) {
            QStringList lines;
            for (const DelayGround &g : list.value_or(QList<DelayGround>{}))
                if (g.obligation == m_obligation.id)
                    lines << (g.kind == DelayKind::Authority
                                  ? tr("%1: %2, %3, until %4. %5")
                                        .arg(g.byName, g.authority, g.reference, TimeText().full(g.untilMs), g.reason)
                                  : tr("%1: %2").arg(g.byName, g.reason));
            m_known->setText(tr("Recorded so far:\n%1").arg(lines.join(u'\n')));
            m_known->setVisible(!lines.isEmpty());
        });
}

QString DelayGroundPanel::whyDisabled() const
{
    return isOwn() && mayDo(context().person.roles, Right::SetDuties, false) && !context().readOnly
               ? QString()
               : whyNoRight(m_ui.workspace->status().isShared ? Right::SetDuties : Right::Send, incident(), context());
}

void DelayGroundPanel::submit()
{
    DelayGround g;
    g.obligation = m_obligation.id;
    g.kind = fromCode<DelayKind>(m_kind->value().toString()).value_or(DelayKind::Reasons);
    g.reason = m_reason->toPlainText().trimmed();
    g.authority = m_authority->text().trimmed();
    g.reference = m_reference->text().trimmed();
    g.untilMs = m_until->ms();
    if (const auto ok = checkDelay(g, m_obligation, nowMs()); !ok) {
        showError(ok.error());
        return;
    }
    if (const QString missing = isOwn() ? QString() : m_legal->missing(); !missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, u"attestedBy"_s});
        return;
    }
    run([id = incident().id, g, legal = isOwn() ? Attestation{} : m_legal->value()](
            Services &s) { return s.exceptions.recordDelay(id, g, legal); },
        tr("Recorded: %1").arg(nameOf(g.kind)));
}

} // namespace tocsin
