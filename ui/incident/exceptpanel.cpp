#include "ui/incident/exceptpanel.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/instantedit.h"
#include "ui/incident/obligationtext.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

ExceptPanel::ExceptPanel(const UiContext &ui, const IncidentDetails &details, const Obligation &obligation,
                         QWidget *parent)
    : ActPanel(ui, u"act/except-%1"_s.arg(obligation.id.value), details, parent)
    , m_obligation(obligation)
    , m_ground(new ChoiceGroup(tr("Ground of the exception")))
    , m_review(new InstantEdit(tr("Review instant")))
    , m_legal(new AttestationForm(ui, Role::Legal))
    , m_executive(new AttestationForm(ui, Role::Executive))
{
    setTexts(
        tr("Except from the 72 hours"),
        tr("%1: its notice waits until the review at the latest. The original deadline stays in sight; at the review "
           "it is renewed by both, or applies again.")
            .arg(obligationTitle(obligation)),
        tr("In force only because legal and the executive both decided it: two people, and neither is you."));
    setPrimary(tr("Put the exception in force"));
    m_ground->setObjectName(u"exceptGround"_s);
    m_ground->addChoice(u"risk_to_others"_s, tr("Risk to other customers"),
                        tr("Telling now could tip off an adversary before the hole is closed."));
    m_ground->addChoice(u"unusual"_s, tr("Unusual or extreme circumstances"), tr("Say which, in the reasoning."));
    draft().watch(u"ground"_s, m_ground);
    connect(m_ground, &ChoiceGroup::valueChanged, this, &ExceptPanel::updateButton);
    addRow(tr("Ground"), m_ground, u"ground"_s);
    addText(tr("&Reasoning"), m_reasoning, u"reasoning"_s, u"reasoning"_s);
    m_review->setObjectName(u"review"_s);
    // The field rounds up to a whole minute; the review lies 24 hours ahead at most (P8.3).
    m_review->setLatest(nowMs() + kDayMs - kMinuteMs);
    m_review->setMs(nowMs() + kDayMs - kMinuteMs);
    draft().watch(u"review"_s, m_review);
    addRow(tr("Re&view"), m_review, u"review"_s)->setHelp(tr("At most 24 hours from now."));
    m_legal->watch(draft(), u"legal"_s);
    addRow(tr("Decided by &legal"), m_legal, u"legal"_s);
    m_executive->watch(draft(), u"executive"_s);
    addRow(tr("Decided by the &executive incident manager"), m_executive, u"attestedBy"_s);
    finish();
}

void ExceptPanel::refresh()
{
    for (const Obligation &o : details().obligations)
        if (o.id == m_obligation.id)
            m_obligation = o;
}

QString ExceptPanel::whyDisabled() const
{
    if (m_obligation.duty == DutyKind::Statute)
        return tr("A statutory duty has no exception; the law has its own ways.");
    const auto state = obligationState(m_obligation.facts, nowMs());
    if (!isOpen(m_obligation.facts, nowMs()))
        return tr("This duty is settled: %1.").arg(nameOf(state).toLower());
    const QString right = whyNoRight(Right::AskException, incident(), context());
    if (!right.isEmpty())
        return right;
    return m_ground->value().toString().isEmpty() ? tr("Choose the ground.") : QString();
}

void ExceptPanel::submit()
{
    ExceptionInput in;
    in.ground = m_ground->value().toString();
    in.reasoning = m_reasoning->toPlainText().trimmed();
    in.reviewMs = m_review->ms();
    in.legal = m_legal->value();
    in.executive = m_executive->value();
    const auto invalid = [this](const QString &text, const QString &field) {
        showError({ErrorKind::Invalid, text, {}, field});
    };
    if (in.reasoning.isEmpty())
        return invalid(tr("Give the reasoning."), u"reasoning"_s);
    if (in.reviewMs <= nowMs())
        return invalid(tr("The review has to lie ahead."), u"review"_s);
    if (const QString missing = m_legal->missing(); !missing.isEmpty())
        return invalid(missing, u"legal"_s);
    if (const QString missing = m_executive->missing(); !missing.isEmpty())
        return invalid(missing, u"attestedBy"_s);
    if (in.legal.by == in.executive.by)
        return invalid(tr("Two different people have to decide."), u"attestedBy"_s);
    run([o = m_obligation, in](Services &s) { return s.declarations.except(o, in); },
        tr("Excepted until the review: %1").arg(obligationTitle(m_obligation)));
}

} // namespace tocsin
