#include "ui/incident/exceptpanel.h"

#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/obligationtext.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr int kTitleWidth = 340; ///< a long name is shortened, not the panel
}

ExceptPanel::ExceptPanel(const UiContext &ui, const IncidentDetails &details, const Obligation &obligation,
                         ExceptionKind kind, QWidget *parent)
    : ActPanel(ui, u"act/%1-%2"_s.arg(codeOf(kind)).arg(obligation.id.value), details, parent)
    , m_obligation(obligation)
    , m_kind(kind)
    , m_ground(new ChoiceGroup(kind == ExceptionKind::Exception ? tr("Ground of the exception") : tr("Reason")))
    , m_decided(new QCheckBox(tr("Both have decided: write it down no&w")))
    , m_legal(new AttestationForm(ui, Role::Legal))
    , m_executive(new AttestationForm(ui, Role::Executive))
{
    const bool ends = kind == ExceptionKind::Withdrawal;
    setTexts(
        ends ? tr("Withdraw what is excepted") : tr("Ask for an exception to the 72 hours"),
        ends ? tr("%1: while it is excepted, legal alone cannot end it. Legal and the executive decide it together.")
                   .arg(obligationTitle(obligation))
             : tr("%1: once both have approved, its notice waits until the review at the latest. The original deadline "
                  "stays in sight; at the review it is renewed by both, or applies again.")
                   .arg(obligationTitle(obligation)),
        tr("Legal and the executive see it on their page Approvals and decide: two people, and neither is you. Until "
           "both have approved, nothing changes."));
    setPrimary(ends ? tr("Ask for the withdrawal") : tr("Ask for the exception"));
    addGrounds();
    addText(tr("&Reasoning"), m_reasoning, u"reasoning"_s, u"reasoning"_s);
    if (!ends) {
        m_review = new InstantEdit(tr("Review instant"));
        m_review->setObjectName(u"review"_s);
        // The field rounds up to a whole minute; the review lies 24 hours ahead at most (P8.3).
        m_review->setLatest(nowMs() + kDayMs - kMinuteMs);
        m_review->setMs(nowMs() + kDayMs - kMinuteMs);
        draft().watch(u"review"_s, m_review);
        addRow(tr("Re&view"), m_review, u"review"_s)->setHelp(tr("At most 24 hours from now."));
    }
    addDuties();
    m_decided->setObjectName(u"exceptDecided"_s);
    m_decided->setToolTip(tr("By telephone, by mail or in the room"));
    draft().watch(u"decided"_s, m_decided);
    addWidget(m_decided);
    m_legal->watch(draft(), u"legal"_s);
    m_legalRow = addRow(tr("Decided by &legal"), m_legal, u"legal"_s);
    m_executive->watch(draft(), u"executive"_s);
    m_executiveRow = addRow(tr("Decided by the &executive incident manager"), m_executive, u"attestedBy"_s);
    const auto follow = [this] {
        m_legalRow->setVisible(m_decided->isChecked());
        m_executiveRow->setVisible(m_decided->isChecked());
    };
    connect(m_decided, &QCheckBox::toggled, this, follow);
    follow();
    readRenewed();
    finish();
}

void ExceptPanel::addGrounds()
{
    m_ground->setObjectName(u"exceptGround"_s);
    if (m_kind == ExceptionKind::Exception) {
        m_ground->addChoice(codeOf(ExceptionGround::RiskToOthers), nameOf(ExceptionGround::RiskToOthers),
                            tr("Telling now could tip off an adversary before the hole is closed."));
        m_ground->addChoice(codeOf(ExceptionGround::Unusual), nameOf(ExceptionGround::Unusual),
                            tr("Say which, in the reasoning."));
    } else {
        for (const WithdrawalReason r : {WithdrawalReason::OutOfScope, WithdrawalReason::OtherPartysDuty})
            m_ground->addChoice(codeOf(r), nameOf(r), {});
    }
    draft().watch(u"ground"_s, m_ground);
    connect(m_ground, &ChoiceGroup::valueChanged, this, &ExceptPanel::updateButton);
    addRow(m_kind == ExceptionKind::Exception ? tr("Ground") : tr("Reason"), m_ground, u"ground"_s);
}

/** The request names its duties; those of a law are not among them (P8.2). */
void ExceptPanel::addDuties()
{
    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins({});
    column->setSpacing(4);
    for (const Obligation &o : details().obligations) {
        const auto state = obligationState(o.facts, nowMs());
        const bool fits = m_kind == ExceptionKind::Withdrawal ? state == ObligationState::Excepted : isOpen(state);
        if (o.id == m_obligation.id || o.duty != DutyKind::Commitment || !fits)
            continue;
        auto *box = new QCheckBox;
        const QString title = obligationTitle(o);
        box->setText(box->fontMetrics().elidedText(title, Qt::ElideRight, kTitleWidth).replace(u'&', u"&&"_s));
        box->setAccessibleName(title);
        box->setToolTip(title);
        box->setObjectName(u"exceptAlso-%1"_s.arg(o.id.value));
        draft().watch(u"also-%1"_s.arg(o.id.value), box);
        column->addWidget(box);
        m_others.insert(o.id, box);
    }
    if (m_others.isEmpty()) {
        delete list;
        return;
    }
    auto *row = addRow(tr("Also for"), list, u"duties"_s);
    row->setOptional(true);
}

/** An exception in force for this duty is renewed by the new one (P8.4). */
void ExceptPanel::readRenewed()
{
    if (m_kind != ExceptionKind::Exception)
        return;
    m_ui.workspace->run<QList<DeadlineException>>(
        this, [id = incident().id](Services &s) { return s.exceptions.ofIncident(id); },
        [this](const Result<QList<DeadlineException>> &list) {
            if (!list)
                return;
            for (const DeadlineException &x : *list)
                if (x.content.kind == ExceptionKind::Exception && x.content.duties.contains(m_obligation.id) &&
                    (x.state == ExceptionState::InForce || x.state == ExceptionState::Lapsed))
                    m_renews = x.id;
        });
}

void ExceptPanel::refresh()
{
    for (const Obligation &o : details().obligations)
        if (o.id == m_obligation.id)
            m_obligation = o;
}

QString ExceptPanel::whyDisabled() const
{
    if (const QString why = whyNotExceptable(m_obligation, true, nowMs()); !why.isEmpty())
        return why;
    const QString right = whyNoRight(Right::AskException, incident(), context());
    if (!right.isEmpty())
        return right;
    return !m_ground->value().toString().isEmpty() ? QString()
           : m_kind == ExceptionKind::Exception    ? tr("Choose the ground.")
                                                   : tr("Choose the reason.");
}

ExceptionAsk ExceptPanel::typed() const
{
    ExceptionAsk ask;
    ask.kind = m_kind;
    ask.ground = m_ground->value().toString();
    ask.reasoning = m_reasoning->toPlainText().trimmed();
    ask.reviewMs = m_review ? m_review->ms() : 0;
    ask.renews = m_renews;
    ask.duties = {m_obligation.id};
    for (auto it = m_others.begin(); it != m_others.end(); ++it)
        if (it.value()->isChecked())
            ask.duties.append(it.key());
    return ask;
}

void ExceptPanel::submit()
{
    const ExceptionAsk ask = typed();
    if (const auto ok = checkAsk(ask, nowMs()); !ok) {
        showError(ok.error());
        return;
    }
    const bool decided = m_decided->isChecked();
    if (decided)
        for (const auto &[form, field] : {std::pair(m_legal, u"legal"_s), std::pair(m_executive, u"attestedBy"_s)})
            if (const QString missing = form->missing(); !missing.isEmpty()) {
                showError({ErrorKind::Invalid, missing, {}, field});
                return;
            }
    const QList<std::pair<ExceptionCapacity, Attestation>> said =
        decided ? QList<std::pair<ExceptionCapacity, Attestation>>{{ExceptionCapacity::Legal, m_legal->value()},
                                                                   {ExceptionCapacity::Executive, m_executive->value()}}
                : QList<std::pair<ExceptionCapacity, Attestation>>{};
    run([id = incident().id, ask, said](Services &s) { return s.exceptions.askDecided(id, ask, said); },
        decided ? tr("In force: %1").arg(obligationTitle(m_obligation))
                : tr("Asked for. It waits for legal and the executive."));
}

} // namespace tocsin
