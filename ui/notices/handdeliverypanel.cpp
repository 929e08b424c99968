#include "ui/notices/handdeliverypanel.h"

#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"
#include "ui/notices/noticetext.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace tocsin {

HandDeliveryPanel::HandDeliveryPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                                     SubscriptionId chosen, QWidget *parent)
    : NoticePanel(ui, u"act/notice-by-hand"_s, details, notice, parent)
    , m_who(new QComboBox)
    , m_soFar(wrappedLabel({}, TextStyle::SmallMuted))
    , m_reached(new ChoiceGroup(tr("Was the customer reached")))
    , m_means(new QComboBox)
    , m_at(new InstantEdit(tr("When")))
{
    setTexts(
        tr("Told by other means"),
        tr("For a customer without a security contact and an administrator: somebody tells it the approved text by "
           "telephone, post or portal, and records here how that went."),
        tr("Reached, with proof, it meets the customer's duty from the instant given here. After two different means "
           "without success legal may record that it is not deliverable, on the Overview."));
    setPrimary(tr("Record it"));
    m_who->setObjectName(u"handWho"_s);
    addRow(tr("&Customer"), m_who, u"subscription"_s);
    m_soFar->setObjectName(u"handSoFar"_s);
    addWidget(m_soFar);
    m_reached->setObjectName(u"handReached"_s);
    m_reached->addChoice(u"yes"_s, tr("Reached"), tr("Somebody of the customer was told, and there is proof."));
    m_reached->addChoice(u"no"_s, tr("Not reached"), tr("Nobody answered, or it came back. The duty stays open."));
    m_reached->setValue(u"yes"_s);
    draft().watch(u"reached"_s, m_reached);
    addRow(tr("&Outcome"), m_reached, u"reached"_s);
    m_means->setObjectName(u"handMeans"_s);
    for (const auto &[code, name] : {std::pair(u"telephone"_s, tr("Telephone")), std::pair(u"post"_s, tr("Post")),
                                     std::pair(u"portal"_s, tr("Portal"))})
        m_means->addItem(name, code);
    draft().watch(u"means"_s, m_means);
    addRow(tr("&Means"), m_means, u"means"_s);
    m_at->setObjectName(u"handAt"_s);
    m_at->setMs(nowMs());
    m_at->setLatest(nowMs());
    draft().watch(u"at"_s, m_at);
    addRow(tr("&When"), m_at, u"at"_s);
    FormRow *proof = addText(tr("&Proof"), m_proof, u"proof"_s, u"proof"_s);
    proof->setHelp(tr("Who answered and what they said, the number that was called, a tracking number."));
    fillWho(chosen);
    connect(m_who, &QComboBox::currentIndexChanged, this, [this] {
        showSoFar();
        updateButton();
    });
    finish();
}

SubscriptionId HandDeliveryPanel::chosen() const
{
    return SubscriptionId{m_who->currentData().toLongLong()};
}

void HandDeliveryPanel::fillWho(SubscriptionId wanted)
{
    const QSignalBlocker quiet(m_who);
    m_who->clear();
    for (const bool told : {false, true}) // who is not told yet stands first
        for (const ScopeRow &row : noticeDetails().scope) {
            if (!isToldByHand(noticeDetails(), row))
                continue;
            const ByHand state = byHandState(noticeDetails(), row, details().obligations);
            if (state.told == told)
                m_who->addItem(u"%1 · %2 (%3)"_s.arg(row.customerName, row.subscriptionName, state.word),
                               row.subscription.value);
        }
    m_who->setCurrentIndex(std::max(0, m_who->findData(wanted.value)));
    showSoFar();
}

void HandDeliveryPanel::showSoFar()
{
    QStringList lines;
    for (const ScopeRow &row : noticeDetails().scope)
        if (row.subscription == chosen())
            lines = byHandState(noticeDetails(), row, details().obligations).lines;
    m_soFar->setText(lines.isEmpty() ? tr("Nothing is recorded for it yet.") : lines.join(u'\n'));
}

void HandDeliveryPanel::refreshNotice()
{
    fillWho(chosen());
}

QString HandDeliveryPanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::RecordHandDelivery, incident(), context()); !why.isEmpty())
        return why;
    return m_who->count() == 0 ? tr("Everybody this notice is for has a contact.") : QString();
}

void HandDeliveryPanel::submit()
{
    DeliveryInput input;
    input.means = m_means->currentData().toString();
    input.atMs = std::min(m_at->ms(), nowMs());
    input.proof = m_proof->toPlainText().trimmed();
    input.reached = m_reached->value().toString() == u"yes";
    if (input.proof.isEmpty()) {
        showError(
            {ErrorKind::Invalid, input.reached ? tr("Say what proves it.") : tr("Say what happened."), {}, u"proof"_s});
        return;
    }
    run([id = notice().id, who = chosen(), input](Services &s) { return s.notices.recordByHand(id, who, input); },
        tr("Recorded: %1").arg(m_who->currentText()));
}

} // namespace tocsin
