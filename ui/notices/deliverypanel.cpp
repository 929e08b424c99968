#include "ui/notices/deliverypanel.h"

#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/incident/counted.h"
#include "ui/incident/formdraft.h"
#include "ui/notices/noticetext.h"

#include <QComboBox>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

DeliveryPanel::DeliveryPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                             const QList<MessageId> &chosen, QWidget *parent)
    : NoticePanel(ui, u"act/notice-delivery"_s, details, notice, parent)
    , m_chosen(chosen)
    , m_who(wrappedLabel({}, TextStyle::Small))
    , m_reached(new ChoiceGroup(tr("Was the recipient reached")))
    , m_means(new QComboBox)
    , m_at(new InstantEdit(tr("When")))
{
    m_who->setObjectName(u"deliveryWho"_s);
    addWidget(m_who);
    m_reached->setObjectName(u"deliveryReached"_s);
    m_reached->addChoice(u"yes"_s, tr("Reached"), tr("It arrived, and there is proof."));
    m_reached->addChoice(u"no"_s, tr("Not reached"), tr("It came back, or nobody answered. The duty stays open."));
    m_reached->setValue(u"yes"_s);
    draft().watch(u"reached"_s, m_reached);
    addRow(tr("&Outcome"), m_reached, u"reached"_s);
    m_means->setObjectName(u"deliveryMeans"_s);
    for (const QString &means : {u"mail"_s, u"telephone"_s, u"post"_s, u"portal"_s}) {
        QString name = meansName(means);
        name[0] = name.at(0).toUpper();
        m_means->addItem(name, means);
    }
    if (noticeDetails().order.byMail()) // what the server took is recorded already
        m_means->setCurrentIndex(m_means->findData(u"telephone"_s));
    draft().watch(u"means"_s, m_means);
    addRow(tr("&Means"), m_means, u"means"_s);
    m_at->setObjectName(u"deliveryAt"_s);
    m_at->setMs(nowMs());
    m_at->setLatest(nowMs());
    draft().watch(u"at"_s, m_at);
    addRow(tr("&When"), m_at, u"at"_s);
    FormRow *proof = addText(tr("&Proof"), m_proof, u"proof"_s, u"proof"_s);
    proof->setHelp(tr("The server's reply, who answered and what they said, a tracking number."));
    updateTexts();
    finish();
}

bool DeliveryPanel::isOpen(const MessageRow &m) const
{
    if (!m.means.isEmpty() || !m.facts.end.isEmpty())
        return false;
    if (!noticeDetails().order.byMail())
        return true;
    const MessageState state = messageState(m.facts, nowMs()); // of what leaves by itself nobody knows anything yet
    return state == MessageState::Failed || state == MessageState::Retrying || state == MessageState::Sent;
}

QList<MessageRow> DeliveryPanel::messages() const
{
    QList<MessageRow> rows;
    for (const MessageRow &m : noticeDetails().messages)
        if (m_chosen.isEmpty() ? isOpen(m) : m_chosen.contains(m.id) && m.facts.end != u"replaced")
            rows << m;
    return rows;
}

void DeliveryPanel::choose(const QList<MessageId> &chosen)
{
    m_chosen = chosen;
    updateTexts();
    updateButton();
}

void DeliveryPanel::refreshNotice()
{
    updateTexts();
}

void DeliveryPanel::updateTexts()
{
    const auto rows = messages();
    setTexts(
        tr("Record delivery"),
        m_chosen.isEmpty() ? counted(rows.size(),
                                     tr("For the %1 message without a recorded delivery. Choose rows in the "
                                        "table to record others."),
                                     tr("For all %1 messages without a recorded delivery. Choose rows in the table to "
                                        "record single ones."))
                           : counted(rows.size(), tr("For the %1 message chosen in the table."),
                                     tr("For the %1 messages chosen in the table.")),
        tr("A customer's duty is met when somebody was reached for each of its affected subscriptions; its clock stops "
           "at the instant given here."));
    setPrimary(counted(rows.size(), tr("Record %1 delivery"), tr("Record %1 deliveries")));
    QStringList names;
    for (const MessageRow &m : rows)
        names << u"%1 · %2"_s.arg(m.customerName, m.recipient);
    m_who->setText(names.mid(0, 8).join(u'\n') +
                   (names.size() > 8 ? u'\n' + tr("and %1 more").arg(names.size() - 8) : QString()));
    m_who->setVisible(!names.isEmpty());
}

QString DeliveryPanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::RecordHandDelivery, incident(), context()); !why.isEmpty())
        return why;
    if (noticeDetails().messages.isEmpty())
        return tr("No message has been made yet.");
    return messages().isEmpty()
               ? tr("Every message has a recorded delivery. Choose rows in the table to record another.")
               : QString();
}

void DeliveryPanel::submit()
{
    DeliveryInput input;
    input.means = m_means->currentData().toString();
    input.atMs = std::min(m_at->ms(), nowMs());
    input.proof = m_proof->toPlainText().trimmed();
    input.reached = m_reached->value().toString() == u"yes";
    if (input.proof.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say what proves it."), {}, u"proof"_s});
        return;
    }
    QList<MessageId> ids;
    for (const MessageRow &m : messages())
        ids << m.id;
    run(
        [ids, input](Services &s) {
            return s.session.together([&]() -> Result<void> {
                for (const MessageId id : ids)
                    if (auto ok = s.notices.recordDelivery(id, input); !ok)
                        return ok;
                return {};
            });
        },
        counted(ids.size(), tr("%1 delivery recorded"), tr("%1 deliveries recorded")));
}

} // namespace tocsin
