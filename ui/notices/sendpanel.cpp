#include "ui/notices/sendpanel.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/counted.h"
#include "ui/incident/formdraft.h"
#include "ui/notices/noticetext.h"

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
    m_folder->setObjectName(u"sendFolder"_s);
    m_folder->setText(QFileInfo(ui.workspace->status().path).dir().filePath(u"notices"_s));
    draft().watch(u"folder"_s, m_folder);
    connect(m_folder, &QLineEdit::textChanged, this, &SendPanel::updateButton);
    FormRow *row = addRow(tr("&Folder to write to"), m_folder, u"folder"_s);
    row->setHelp(tr("It is made if it is not there. Each message and letter is also kept in the database."));
    auto *choose = new QPushButton(tr("Choose a folder…"));
    choose->setObjectName(u"sendChooseFolder"_s);
    choose->setAccessibleName(tr("Choose the folder to write to"));
    // Queued: a dialog must not keep a screen reader's call waiting.
    connect(choose, &QPushButton::clicked, this, &SendPanel::chooseFolder, Qt::QueuedConnection);
    addWidget(choose);
    auto *after =
        wrappedLabel(tr("Then a person takes the files from there, sends them, and records each delivery here. "
                        "A duty is met when somebody was reached for each affected subscription."),
                     TextStyle::SmallMuted);
    addWidget(after);
    updateTexts();
    finish();
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
    addRow(tr("&E-mail address"), m_address, u"address"_s);
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
    const int count = toCustomers ? messageCount(noticeDetails().scope) : 1;
    const QStringList unreachable = toCustomers ? unreachableNames(noticeDetails().scope) : QStringList();
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
                          : counted(count, tr("Write %1 message"), tr("Write %1 messages")));
    m_unreachable->setVisible(!unreachable.isEmpty());
    m_unreachable->setText(counted(unreachable.size(),
                                   tr("%1 subscription has neither a security contact nor an administrator and is told "
                                      "by telephone, post or portal after this: "),
                                   tr("%1 subscriptions have neither a security contact nor an administrator and are "
                                      "told by telephone, post or portal after this: ")) +
                           unreachable.mid(0, 12).join(tr("; ")) + (unreachable.size() > 12 ? u" …"_s : u"."_s));
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
    if (!QDir::isAbsolutePath(folder)) {
        showError({ErrorKind::Invalid, tr("Give the whole path of the folder."), {}, u"folder"_s});
        return;
    }
    const QString recipient = m_recipient ? m_recipient->text().trimmed() : QString();
    const QString address = m_address ? m_address->text().trimmed() : QString();
    if (m_recipient && recipient.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Name the addressee."), {}, u"recipient"_s});
        return;
    }
    if (m_address && !address.contains(u'@')) {
        showError({ErrorKind::Invalid, tr("Give the e-mail address it goes to."), {}, u"address"_s});
        return;
    }
    run(
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
