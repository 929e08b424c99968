#include "ui/transfers/decisionform.h"

#include "models/services/workspace.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr qint64 kOfferedMs = 7 * kDayMs;
}

DecisionForm::DecisionForm(const UiContext &ui, QWidget *parent)
    : TransferForm(ui, u"transfer/decide"_s, parent)
    , m_decided(wrappedLabel({}))
    , m_form(new QWidget)
    , m_words(new QPlainTextEdit)
    , m_until(new InstantEdit(tr("Valid until")))
    , m_conditions(new QLineEdit)
    , m_why(wrappedLabel({}, TextStyle::SmallMuted))
    , m_ask(new QPushButton(tr("Ask bac&k")))
{
    setObjectName(u"decisionForm"_s);
    build();
    draft().watch(u"words"_s, m_words);
    draft().watch(u"until"_s, m_until);
    draft().watch(u"conditions"_s, m_conditions);
}

void DecisionForm::build()
{
    m_decided->setObjectName(u"transferDecided"_s);
    m_decided->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(m_decided);
    auto *layout = new QVBoxLayout(m_form);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    m_words->setObjectName(u"decisionWords"_s);
    m_words->setTabChangesFocus(true);
    m_words->setFixedHeight(3 * m_words->fontMetrics().lineSpacing() + 18);
    layout->addWidget(new FormRow(tr("&In your own words"), m_words));
    auto *fields = new QHBoxLayout;
    fields->setSpacing(16);
    m_untilRow = new FormRow(tr("Valid &until"), m_until);
    m_conditions->setObjectName(u"decisionConditions"_s);
    m_conditions->setMaxLength(1000);
    m_conditionsRow = new FormRow(tr("Condi&tions"), m_conditions);
    m_conditionsRow->setOptional(true);
    fields->addWidget(m_untilRow);
    fields->addWidget(m_conditionsRow, 1);
    layout->addLayout(fields);
    body()->addWidget(m_form);
    m_why->setObjectName(u"decisionWhy"_s);
    body()->addWidget(m_why);
    auto *row = new FlowLayout;
    row->setAlignment(Qt::AlignRight);
    m_ask->setObjectName(u"decisionAskBack"_s);
    m_ask->setAccessibleName(tr("Ask back about the transfer"));
    connect(m_ask, &QPushButton::clicked, this, &DecisionForm::askBackRequested);
    row->addWidget(m_ask);
    for (const auto &[decision, text, name] :
         {std::tuple{TransferDecision::Withdrawn, tr("Take it &back…"), tr("Take the request back")},
          {TransferDecision::Revoked, tr("Re&voke…"), tr("Revoke the approval")},
          {TransferDecision::Refused, tr("&Refuse…"), tr("Refuse the transfer")},
          {TransferDecision::Approved, tr("&Approve in writing"), tr("Approve the transfer in writing")}}) {
        auto *button = new QPushButton(text);
        button->setObjectName(u"decision-"_s + codeOf(decision));
        button->setAccessibleName(name);
        button->setProperty("primary", decision == TransferDecision::Approved);
        button->setProperty("danger", decision == TransferDecision::Revoked);
        connect(button, &QPushButton::clicked, this, [this, d = decision] { decide(d); });
        m_buttons.insert(static_cast<int>(decision), button);
        row->addWidget(button);
    }
    body()->addLayout(row);
}

QString DecisionForm::whyNot(TransferDecision decision) const
{
    if (isReadOnly())
        return tr("This database can only be read.");
    if (const QString no = mayNotDecide(transfer(), actor(), requesterHolds(), decision); !no.isEmpty())
        return no;
    if (decision != TransferDecision::Approved)
        return {};
    return transfer().state == TransferState::Asked     ? tr("Legal has not answered the checklist yet.")
           : transfer().state == TransferState::Blocked ? tr("Legal has blocked it.")
                                                        : QString();
}

bool DecisionForm::offers(TransferDecision decision) const
{
    const QPushButton *b = m_buttons.value(static_cast<int>(decision));
    return b && !b->isHidden() && b->isEnabled();
}

void DecisionForm::fill(bool fresh)
{
    if (fresh) {
        m_words->clear();
        m_conditions->clear();
        m_until->setLatest(nowMs() + 366 * kDayMs);
        m_until->setMs(std::min(nowMs() + kOfferedMs, std::max(transfer().content.keepUntilMs, nowMs() + kHourMs)));
    }
    const TransferState s = transfer().state;
    const bool breach = transfer().content.kind == TransferKind::Breach;
    const bool undecided = isUndecided(s) && !breach;
    const bool approved = s == TransferState::Approved && !isExpired(transfer(), nowMs());
    setVisible(!breach);
    const bool mine = undecided && whyNot(TransferDecision::Approved).isEmpty();
    setTitle(mine ? tr("Your written decision") : tr("Written decision of the incident manager"));
    setNote(undecided || approved ? tr("Stands in the incident and the record, word for word") : QString());
    setHighlighted(mine);
    showDecided();
    const bool asker = mayNotDecide(transfer(), actor(), false, TransferDecision::Withdrawn).isEmpty();
    const auto show = [this](TransferDecision d, bool shown) {
        QPushButton *b = m_buttons.value(static_cast<int>(d));
        b->setVisible(shown);
        allow(b, whyNot(d));
    };
    show(TransferDecision::Approved, undecided);
    show(TransferDecision::Refused, undecided);
    show(TransferDecision::Withdrawn, undecided && asker);
    show(TransferDecision::Revoked, approved);
    m_ask->setVisible(undecided);
    allow(m_ask, isReadOnly() ? tr("This database can only be read.")
                 : mayDo(actor().roles, Right::AddEntry, false)
                     ? QString()
                     : tr("This needs the role: %1.").arg(roleNames(rolesWith(Right::AddEntry))));
    bool any = false;
    for (const auto d : {TransferDecision::Approved, TransferDecision::Refused, TransferDecision::Withdrawn,
                         TransferDecision::Revoked})
        any = any || offers(d);
    m_form->setVisible(any);
    m_untilRow->setVisible(mine);
    m_conditionsRow->setVisible(mine);
    const QString why = undecided  ? whyNot(TransferDecision::Approved)
                        : approved ? whyNot(TransferDecision::Revoked)
                                   : QString();
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
}

void DecisionForm::showDecided()
{
    QStringList texts;
    for (const TransferDecisionRow &d : details().decisions) {
        QString text =
            tr("%1, %2: %3. “%4”").arg(d.byName, TimeText().full(d.atMs), nameOf(d.content.decision), d.content.words);
        if (!d.content.conditions.isEmpty())
            text += u' ' + tr("Conditions: %1.").arg(d.content.conditions);
        if (d.content.validUntilMs > 0)
            text += u' ' + tr("Valid until %1.").arg(TimeText().full(d.content.validUntilMs));
        texts << text;
    }
    m_decided->setText(texts.join(u'\n'));
    m_decided->setVisible(!texts.isEmpty());
}

void DecisionForm::decide(TransferDecision decision)
{
    if (!offers(decision) || isBusy())
        return;
    clearError();
    const TransferDecisionInput in{decision, m_words->toPlainText().trimmed(),
                                   decision == TransferDecision::Approved ? m_conditions->text().trimmed() : QString(),
                                   decision == TransferDecision::Approved ? m_until->ms() : 0};
    if (in.words.isEmpty()) {
        showError(decision == TransferDecision::Approved
                      ? tr("Approve in writing: your own words stand in the incident and the record.")
                      : tr("Say why, in your own words."),
                  m_words);
        return;
    }
    run([seen = transfer(), in](Services &s) { return s.transfers.decide(seen, in); },
        tr("Transfer %1 is %2").arg(transfer().number).arg(nameOf(decision)));
}

} // namespace tocsin
