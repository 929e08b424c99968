#include "ui/notices/sendpanel.h"

#include "models/domain/mailaddress.h"
#include "models/services/noticesending.h"
#include "models/services/outboxdesk.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/counted.h"
#include "ui/incident/formdraft.h"
#include "ui/notices/noticetext.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

SendPanel::SendPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice, QWidget *parent)
    : NoticePanel(ui, u"act/notice-send"_s, details, notice, parent)
    , m_folder(new QLineEdit)
    , m_unreachable(wrappedLabel({}, TextStyle::Error))
{
    m_unreachable->setObjectName(u"sendUnreachable"_s);
    addWidget(m_unreachable);
    if (notice.notice.audience != Audience::Customers)
        addAddressee();
    addWay();
    m_folder->setObjectName(u"sendFolder"_s);
    m_folder->setText(QFileInfo(ui.workspace->status().path).dir().filePath(u"notices"_s));
    draft().watch(u"folder"_s, m_folder);
    connect(m_folder, &QLineEdit::textChanged, this, &SendPanel::updateButton);
    m_folderRow = addRow(tr("&Folder to write to"), m_folder, u"folder"_s);
    m_folderRow->setHelp(tr("It is made if it is not there. Each message and letter is also kept in the database."));
    m_choose = new QPushButton(tr("Choose a folder…"));
    m_choose->setObjectName(u"sendChooseFolder"_s);
    m_choose->setAccessibleName(tr("Choose the folder to write to"));
    // Queued: a dialog must not keep a screen reader's call waiting.
    connect(m_choose, &QPushButton::clicked, this, &SendPanel::chooseFolder, Qt::QueuedConnection);
    addWidget(m_choose);
    m_after = wrappedLabel({}, TextStyle::SmallMuted);
    addWidget(m_after);
    updateTexts();
    finish();
    readAccount();
    readAudience();
}

void SendPanel::readAudience()
{
    m_ui.workspace->run<NoticeAudience>(
        this, [id = notice().id](Services &s) { return s.audience.of(id); },
        [this](const Result<NoticeAudience> &audience) {
            if (!audience)
                return showError(audience.error());
            takeAudience(*audience);
        });
}

void SendPanel::takeAudience(const NoticeAudience &audience)
{
    m_audienceKnown = true;
    m_named = m_recipient && !audience.recipients.isEmpty() && !(goesOn() && !noticeDetails().messages.isEmpty());
    if (m_recipient) {
        m_recipientRow->setVisible(!m_named);
        m_addressRow->setVisible(!m_named);
    }
    m_count = m_recipient && !m_named ? 1 : static_cast<int>(messagesFor(audience).size());
    m_withoutOne.clear();
    m_byHand.clear();
    if (m_named)
        for (const NoticeRecipient &r : messagesFor(audience))
            if (!isMailAddress(r.address))
                m_byHand << u"%1 (%2)"_s.arg(r.name, r.address);
    for (const ScopeRow &row : audience.targets)
        if (audience.unreachable.contains(row.subscription))
            m_withoutOne << u"%1 · %2"_s.arg(row.customerName, row.subscriptionName);
    updateTexts();
    updateButton();
}

void SendPanel::addWay()
{
    if (goesOn())
        return;
    m_way = new ChoiceGroup(tr("How it leaves"));
    m_way->setObjectName(u"sendWay"_s);
    fillWays();
    m_way->setValue(u"folder"_s);
    draft().watch(u"way"_s, m_way);
    connect(m_way, &ChoiceGroup::valueChanged, this, [this] {
        m_wayChosen = true;
        updateTexts();
        updateButton();
    });
    m_wayRow = addRow(tr("&How it leaves"), m_way, u"way"_s);
    m_letter = new QCheckBox(tr("Attach the letter as PDF"));
    m_letter->setObjectName(u"sendLetter"_s);
    m_letter->setChecked(true);
    draft().watch(u"letter"_s, m_letter);
    addWidget(m_letter);
    m_noAccount =
        wrappedLabel(tr("It cannot leave by mail from here: no mail account is set up. An administrator does that "
                        "under Mail account, in the menu."),
                     TextStyle::SmallMuted);
    m_noAccount->setObjectName(u"sendNoAccount"_s);
    addWidget(m_noAccount);
}

void SendPanel::fillWays()
{
    const QVariant before = m_way->value();
    m_way->clear();
    if (mayMail() && m_account.isSet())
        m_way->addChoice(u"mail"_s, tr("By the mail server"), tr("One message a recipient; every answer is kept."));
    m_way->addChoice(u"folder"_s, tr("Into a folder"), tr("A person carries the files on."));
    m_way->addChoice(u"dry"_s, tr("Dry run"), tr("Files to be looked at; nothing leaves."));
    m_way->setValue(before);
}

bool SendPanel::mayMail() const
{
    return !incident().exercise && m_ui.outbox && m_ui.outbox->canSend();
}

bool SendPanel::isDryRun() const
{
    return m_way && m_way->value().toString() == u"dry";
}

void SendPanel::readAccount()
{
    if (!m_way || !mayMail())
        return;
    m_ui.workspace->run<MailAccount>(
        this, [](Services &s) { return s.outbox.account(); },
        [this](const Result<MailAccount> &account) {
            m_account = account.value_or(MailAccount());
            fillWays();
            if (m_account.isSet() && !m_wayChosen && !draft().isTouched())
                m_way->setValue(u"mail"_s);
            updateTexts();
            updateButton();
        });
}

bool SendPanel::byMail() const
{
    return m_way && m_account.isSet() && m_way->value().toString() == u"mail";
}

void SendPanel::addAddressee()
{
    m_recipient = new QLineEdit;
    m_recipient->setObjectName(u"sendRecipient"_s);
    draft().watch(u"recipient"_s, m_recipient);
    m_recipientRow = addRow(tr("&Addressee"), m_recipient, u"recipient"_s);
    const QStringList owed = owedNames();
    if (!owed.isEmpty())
        m_recipient->setText(owed.first());
    connect(m_recipient, &QLineEdit::textChanged, this, &SendPanel::updateDuty);
    updateDuty();
    m_address = new QLineEdit;
    m_address->setObjectName(u"sendAddress"_s);
    draft().watch(u"address"_s, m_address);
    m_addressRow = addRow(tr("&E-mail address"), m_address, u"address"_s);
    fixAddressee();
}

QStringList SendPanel::owedNames() const
{
    const Addressee addressee =
        notice().audience == Audience::Authority ? Addressee::Authority : Addressee::DataSubjects;
    QStringList names;
    if (notice().audience == Audience::Internal)
        return names;
    for (const Obligation &o : details().obligations)
        if (o.addressee == addressee && !o.addresseeName.isEmpty() && isOpen(o.facts, nowMs()))
            names << o.addresseeName;
    return names;
}

void SendPanel::updateDuty()
{
    const QStringList owed = owedNames();
    const QString name = m_recipient->text().simplified();
    if (owed.isEmpty())
        m_recipientRow->setHelp(tr("The authority, desk or list, as it calls itself."));
    else if (owed.contains(name, Qt::CaseInsensitive))
        m_recipientRow->setHelp(tr("When it has arrived, it meets the duty to this addressee."));
    else
        m_recipientRow->setHelp(
            tr("It meets no duty under this name. Notice is owed to: %1.").arg(owed.join(tr("; "))));
}

bool SendPanel::goesOn() const
{
    return notice().state == NoticeState::Queued;
}

void SendPanel::fixAddressee()
{
    const QList<MessageRow> &messages = noticeDetails().messages;
    const bool fixed = goesOn() && !messages.isEmpty();
    if (!m_recipient)
        return;
    m_recipient->setReadOnly(fixed);
    m_address->setReadOnly(fixed);
    if (!fixed)
        return;
    m_recipient->setText(messages.first().recipient);
    m_address->setText(messages.first().address);
}

void SendPanel::updateTexts()
{
    const bool toCustomers = notice().audience == Audience::Customers;
    if (goesOn()) {
        m_after->setText(tr("Then a person takes the files from there, sends them, and records each delivery here."));
        const QList<MessageRow> &messages = noticeDetails().messages;
        const auto waiting = std::count_if(messages.begin(), messages.end(),
                                           [](const MessageRow &m) { return m.result != "written"_L1; });
        setTexts(
            tr("Continue sending"),
            counted(waiting,
                    tr("Writes %1 message that was made and not written: the sending was cut off, or an exception "
                       "held it. One that an exception still holds stays behind."),
                    tr("Writes %1 messages that were made and not written: the sending was cut off, or an exception "
                       "held them. Those that an exception still holds stay behind.")) +
                (incident().exercise ? u' ' + tr("This is an exercise: nothing may leave the folder.") : QString()),
            tr("The recipients see the text that legal approved and their own part alone. No message is made or "
               "written twice."));
        setPrimary(counted(waiting, tr("Write %1 message"), tr("Write %1 messages")));
        m_unreachable->hide();
        return;
    }
    const bool mail = byMail();
    m_noAccount->setVisible(mayMail() && !m_account.isSet());
    m_letter->setVisible(mail || isDryRun());
    m_folderRow->setVisible(!mail);
    m_choose->setVisible(!mail);
    m_folderRow->setHelp(isDryRun()
                             ? tr("It is made if it is not there. Delete the files once you have looked at them.")
                             : tr("It is made if it is not there. Each message and letter is also kept in the "
                                  "database."));
    if (isDryRun())
        return updateDryRunTexts();
    m_after->setText(mail
                         ? tr("It leaves from %1 by %2. A duty is met when the server took a message for each affected "
                              "subscription and none came back; what is refused or unsure waits here for a person.")
                               .arg(m_account.senderAddress, m_account.host)
                         : tr("Then a person takes the files from there, sends them, and records each delivery here. "
                              "A duty is met when somebody was reached for each affected subscription."));
    m_after->setVisible(!mail || m_account.isSet());
    const int count = m_audienceKnown ? m_count : toCustomers ? messageCount(noticeDetails().scope) : 1;
    const QStringList unreachable = m_audienceKnown ? m_withoutOne
                                    : toCustomers   ? unreachableNames(noticeDetails().scope)
                                                    : QStringList();
    setTexts(
        tr("Send"),
        count == 0
            ? tr("Makes no message, for nobody affected has a contact. It releases the approved text to be told.")
            : counted(count, tr("Makes %1 message, one a recipient, each as .eml and PDF with the approved text."),
                      tr("Makes %1 messages, one a recipient, each as .eml and PDF with the approved text.")) +
                  (incident().exercise ? u' ' + tr("This is an exercise: nothing may leave the folder.") : QString()),
        tr("The recipients see the text that legal approved and their own part alone. Nobody gets it twice: pressing "
           "again makes no second message."));
    setPrimary(count == 0 ? tr("Send without a message")
               : mail     ? counted(count, tr("Send %1 message"), tr("Send %1 messages"))
                          : counted(count, tr("Write %1 message"), tr("Write %1 messages")));
    showUnreachable(unreachable);
}

void SendPanel::updateDryRunTexts()
{
    const int count = m_audienceKnown ? m_count : 0;
    m_after->setText(tr("Open them with a mail program. Their subjects, and the pages of the letters, say that it is a "
                        "dry run; send it when they are as they should be."));
    m_after->setVisible(true);
    setTexts(tr("Dry run"),
             counted(count, tr("Writes %1 message as .eml, as it would leave now."),
                     tr("Writes %1 messages as .eml, each as it would leave now.")),
             tr("Nothing is sent or queued, no duty is met, and the notice stays as it is."));
    setPrimary(counted(count, tr("Write %1 message to look at"), tr("Write %1 messages to look at")));
    showUnreachable(m_withoutOne);
}

void SendPanel::showUnreachable(const QStringList &unreachable)
{
    m_unreachable->setVisible(!unreachable.isEmpty());
    m_unreachable->setText(counted(unreachable.size(),
                                   tr("%1 subscription has neither a security contact nor an administrator and is told "
                                      "by telephone, post or portal after this: "),
                                   tr("%1 subscriptions have neither a security contact nor an administrator and are "
                                      "told by telephone, post or portal after this: ")) +
                           unreachable.mid(0, 12).join(tr("; ")) + (unreachable.size() > 12 ? u" …"_s : u"."_s));
    if (m_byHand.isEmpty())
        return;
    m_unreachable->setVisible(true);
    m_unreachable->setText(tr("No mail can be sent to: %1. Take its letter there, and record the delivery here.")
                               .arg(m_byHand.mid(0, 12).join(tr("; "))));
}

void SendPanel::refreshNotice()
{
    fixAddressee();
    updateTexts();
}

QString SendPanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::Send, incident(), context()); !why.isEmpty())
        return why;
    if (!goesOn() && notice().state != NoticeState::Approved && notice().state != NoticeState::Failed)
        return tr("Only an approved notice can be sent.");
    if (m_recipient && !m_audienceKnown)
        return tr("Reading who gets it…");
    if (byMail())
        return {};
    return m_folder->text().trimmed().isEmpty() ? tr("Choose the folder to write to.") : QString();
}

void SendPanel::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder for the messages"), m_folder->text());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

void SendPanel::submit()
{
    const QString folder = m_folder->text().trimmed();
    if (!byMail() && !QDir::isAbsolutePath(folder)) {
        showError({ErrorKind::Invalid, tr("Give the whole path of the folder."), {}, u"folder"_s});
        return;
    }
    const bool typed = m_recipient && !m_named;
    const QString recipient = typed ? m_recipient->text().trimmed() : QString();
    const QString address = typed ? m_address->text().trimmed() : QString();
    if (typed && recipient.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Name the addressee."), {}, u"recipient"_s});
        return;
    }
    if (typed && !address.contains(u'@')) {
        showError({ErrorKind::Invalid, tr("Give the e-mail address it goes to."), {}, u"address"_s});
        return;
    }
    if (byMail()) {
        connect(this, &ActPanel::done, m_ui.outbox, [desk = m_ui.outbox] { desk->start(); });
        run(
            [id = notice().id, version = notice().version, letter = m_letter->isChecked(), recipient,
             address](Services &s) {
                return recipient.isEmpty() ? s.outbox.order(id, version, letter)
                                           : s.outbox.orderTo(id, version, letter, recipient, address);
            },
            tr("Ordered to leave by mail"));
        return;
    }
    if (isDryRun()) {
        runLong(
            [id = notice().id, folder, letter = m_letter->isChecked(), recipient, address,
             out = m_made](Services &s) -> Result<void> {
                auto made = s.notices.rehearse(id, folder, letter, recipient, address);
                if (!made)
                    return tl::unexpected(made.error());
                *out = *made;
                return {};
            },
            tr("Dry run written to %1").arg(folder));
        return;
    }
    runLong( // letters take their time, and what is typed elsewhere does not wait for them
        [id = notice().id, version = notice().version, folder, recipient, address,
         out = m_made](Services &s) -> Result<void> {
            auto made = recipient.isEmpty() ? s.notices.send(id, version, folder)
                                            : s.notices.sendTo(id, version, folder, recipient, address);
            if (!made)
                return tl::unexpected(made.error());
            *out = *made;
            return {};
        },
        tr("Written to %1").arg(folder));
}

} // namespace tocsin
