#include "ui/notices/messagepanel.h"

#include "models/services/outboxdesk.h"
#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/counted.h"
#include "ui/incident/formdraft.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

MessagePanel::MessagePanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                           MessageId message, QWidget *parent)
    : NoticePanel(ui, u"act/message/%1"_s.arg(message.value), details, notice, parent)
    , m_id(message)
    , m_facts(wrappedLabel({}, TextStyle::Small))
{
    m_facts->setObjectName(u"messageFacts"_s);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    addWidget(m_facts);
    m_begunFor = state();
    if (m_id.isValid())
        addChoices();
    FormRow *reason = addText(tr("&Reason"), m_reason, u"reason"_s, u"reason"_s);
    reason->setHelp(m_begunFor == MessageState::Unsure && m_id.isValid()
                        ? tr("How you know: the server's log, the Message-ID in their mailbox, a call.")
                        : tr("It stands in the record beside the message."));
    updateTexts();
    finish();
}

const MessageRow *MessagePanel::message() const
{
    const auto &rows = noticeDetails().messages;
    const auto row = std::find_if(rows.begin(), rows.end(), [this](const MessageRow &m) { return m.id == m_id; });
    return row == rows.end() ? nullptr : &*row;
}

MessageState MessagePanel::state() const
{
    const MessageRow *m = message();
    return m ? messageState(m->facts, nowMs()) : MessageState::Waiting;
}

QString MessagePanel::what() const
{
    return m_what ? m_what->value().toString() : u"cancel"_s;
}

void MessagePanel::addChoices()
{
    m_what = new ChoiceGroup(tr("What becomes of it"));
    m_what->setObjectName(u"messageWhat"_s);
    if (m_begunFor == MessageState::Unsure) {
        m_what->addChoice(u"arrived"_s, tr("It arrived"),
                          tr("Nothing is sent again; the recipient counts as reached."));
        m_what->addChoice(
            u"again"_s, tr("It did not arrive"),
            tr("It is sent again, with the same Message-ID. If it was there after all, they get it twice."));
    } else {
        if (m_begunFor == MessageState::Failed || m_begunFor == MessageState::Retrying)
            m_what->addChoice(u"retry"_s, tr("Send once more"), tr("To the same address, as soon as possible."));
        m_what->addChoice(u"correct"_s, tr("Correct the address"),
                          tr("The same text goes to another address of this recipient, without a new review."));
        if (m_begunFor != MessageState::Returned)
            m_what->addChoice(u"cancel"_s, tr("Call it back"),
                              tr("It never leaves. The duty stays open until they are told in another way."));
    }
    draft().watch(u"what"_s, m_what);
    connect(m_what, &ChoiceGroup::valueChanged, this, &MessagePanel::updateTexts);
    addRow(tr("&What becomes of it"), m_what, u"what"_s);
    m_address = new QLineEdit;
    m_address->setObjectName(u"messageAddress"_s);
    draft().watch(u"address"_s, m_address);
    m_addressRow = addRow(tr("New &address"), m_address, u"address"_s);
}

void MessagePanel::refreshNotice()
{
    updateTexts();
}

void MessagePanel::updateTexts()
{
    const MessageRow *m = message();
    if (!m) {
        const auto &rows = noticeDetails().messages;
        const auto rest = std::count_if(rows.begin(), rows.end(), [this](const MessageRow &row) {
            const MessageState s = messageState(row.facts, nowMs());
            return s == MessageState::Waiting || s == MessageState::Retrying || s == MessageState::Failed;
        });
        setTexts(
            tr("Call back the rest"),
            counted(rest, tr("Calls back %1 message that has not left."),
                    tr("Calls back %1 messages that have not left.")),
            tr("What has left, is on its way or is unsure stays as it is. The duties to these recipients stay open."));
        setPrimary(counted(rest, tr("Call back %1 message"), tr("Call back %1 messages")), true);
        m_facts->hide();
        return;
    }
    QStringList lines{u"%1 · %2"_s.arg(m->customerName.isEmpty() ? m->recipient : m->customerName, m->address),
                      tr("Message-ID: <%1>").arg(m->messageRef)};
    if (m->attempts > 0)
        lines << tr("Attempt %1 at %2").arg(m->attempts).arg(TimeText().both(m->facts.attemptMs));
    if (!m->reply.isEmpty())
        lines << tr("The answer: %1").arg(m->reply);
    m_facts->setText(lines.join(u'\n'));
    const QString choice = what();
    setTexts(state() == MessageState::Unsure ? tr("Unsure message") : tr("Message to %1").arg(m->recipient),
             state() == MessageState::Unsure
                 ? tr("It was given to the mail server and no answer came, or the program ended before the answer. The "
                      "server may have it. It is never sent again by itself.")
                 : tr("It has not arrived. Decide what becomes of it."),
             tr("The decision stands in the record with your name."));
    setPrimary(choice == u"arrived"   ? tr("Record that it arrived")
               : choice == u"again"   ? tr("Send it again")
               : choice == u"retry"   ? tr("Send once more")
               : choice == u"correct" ? tr("Send to the new address")
               : choice == u"cancel"  ? tr("Call it back")
                                      : tr("Decide"),
               choice == u"cancel");
    m_addressRow->setVisible(choice == u"correct");
    updateButton();
}

QString MessagePanel::whyDisabled() const
{
    const bool unsure = m_id.isValid() && m_begunFor == MessageState::Unsure;
    if (const QString why =
            whyNoRight(unsure || what() == u"retry" ? Right::ResolveUnsure : Right::Send, incident(), context());
        !why.isEmpty())
        return why;
    if (m_id.isValid() && state() != m_begunFor)
        return tr("It has changed meanwhile. Close this and look at it again.");
    return what().isEmpty() ? tr("Choose what becomes of it.") : QString();
}

void MessagePanel::submit()
{
    const QString choice = what(), reason = m_reason->toPlainText().trimmed();
    const QString address = m_address ? m_address->text().trimmed() : QString();
    // What is sent again leaves at once, if this window sends at all.
    if (m_ui.outbox && choice != u"arrived" && choice != u"cancel")
        connect(this, &ActPanel::done, m_ui.outbox, [desk = m_ui.outbox] { desk->start(); });
    run(
        [notice = notice().id, id = m_id, choice, reason, address](Services &s) -> Result<void> {
            if (choice == u"arrived" || choice == u"again")
                return s.outbox.decide(id, choice == u"arrived", reason);
            if (choice == u"retry")
                return s.outbox.retry(id, reason);
            if (choice == u"correct")
                return s.outbox.correct(id, address, reason);
            auto called = s.outbox.cancel(notice, id.isValid() ? QList<MessageId>{id} : QList<MessageId>(), reason);
            return called ? Result<void>() : tl::unexpected(called.error());
        },
        choice == u"arrived"  ? tr("Recorded that it arrived")
        : choice == u"cancel" ? tr("Called back")
                              : tr("It is sent again"));
}

} // namespace tocsin
