#include "ui/incident/withdrawpanel.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/obligationtext.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString reasonDefinition(WithdrawalReason reason)
{
    switch (reason) {
    case WithdrawalReason::Rescinded:
        return WithdrawPanel::tr("The declaration that started it no longer stands.");
    case WithdrawalReason::OutOfScope:
        return WithdrawPanel::tr("It turned out that this addressee is not affected.");
    case WithdrawalReason::RiskUnlikely:
        return WithdrawPanel::tr("A risk to people is unlikely, so no notice is owed.");
    case WithdrawalReason::Article34Ground:
        return WithdrawPanel::tr("A ground of Art. 34(3) GDPR holds.");
    case WithdrawalReason::OtherPartysDuty:
        return WithdrawPanel::tr("Somebody else owes this notice.");
    }
    return {};
}

} // namespace

WithdrawPanel::WithdrawPanel(const UiContext &ui, const IncidentDetails &details, const Obligation &obligation,
                             QWidget *parent)
    : ActPanel(ui, u"act/withdraw-%1"_s.arg(obligation.id.value), details, parent)
    , m_obligation(obligation)
    , m_reason(new ChoiceGroup(tr("Legal's reason")))
    , m_legal(new AttestationForm(ui, Role::Legal))
{
    setTexts(
        tr("Withdraw a duty"),
        tr("%1: its clock stops for good and no notice is owed any more. Legal decides this, and you write down what "
           "legal said.")
            .arg(obligationTitle(obligation)),
        tr("It stays in sight as withdrawn, with the reason and the one who decided."));
    setPrimary(tr("Withdraw the duty"), true);
    m_reason->setObjectName(u"withdrawReason"_s);
    for (const auto &e : enumTable<WithdrawalReason>())
        m_reason->addChoice(codeOf(e.value), nameOf(e.value), reasonDefinition(e.value));
    draft().watch(u"reason"_s, m_reason);
    connect(m_reason, &ChoiceGroup::valueChanged, this, &WithdrawPanel::updateButton);
    addRow(tr("Legal's reason"), m_reason, u"kind"_s);
    addText(tr("&In words"), m_words, u"reason"_s, u"words"_s);
    m_legal->watch(draft(), u"legal"_s);
    addRow(tr("Decided by &legal"), m_legal, u"attestedBy"_s);
    finish();
}

void WithdrawPanel::refresh()
{
    for (const Obligation &o : details().obligations)
        if (o.id == m_obligation.id)
            m_obligation = o;
}

QString WithdrawPanel::whyDisabled() const
{
    const auto state = obligationState(m_obligation.facts, nowMs());
    if (!isOpen(state))
        return tr("This duty is settled: %1.").arg(nameOf(state).toLower());
    const QString right = whyNoRight(Right::Send, incident(), context());
    if (!right.isEmpty())
        return right;
    return m_reason->value().isValid() && !m_reason->value().toString().isEmpty() ? QString()
                                                                                  : tr("Choose legal's reason.");
}

void WithdrawPanel::submit()
{
    const QString words = m_words->toPlainText().trimmed();
    const auto reason = fromCode<WithdrawalReason>(m_reason->value().toString());
    if (!reason)
        return;
    if (words.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say in words why it is withdrawn."), {}, u"reason"_s});
        return;
    }
    if (const QString missing = m_legal->missing(); !missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, u"attestedBy"_s});
        return;
    }
    run([o = m_obligation, r = *reason, words,
         legal = m_legal->value()](Services &s) { return s.declarations.withdraw(o, r, words, legal); },
        tr("Withdrawn: %1").arg(obligationTitle(m_obligation)));
}

} // namespace tocsin
