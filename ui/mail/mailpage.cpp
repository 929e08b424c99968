#include "ui/mail/mailpage.h"

#include "models/services/outboxdesk.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/scrollform.h"
#include "ui/incident/formdraft.h"
#include "ui/theme/icons.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kWidestForm = 720;
constexpr qint64 kLongestFile = 64 * 1024;

} // namespace

MailPage::MailPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_draft(new FormDraft(ui, this))
    , m_banner(new Banner(Banner::Kind::Info, this))
    , m_state(wrappedLabel({}, TextStyle::Body, this))
    , m_host(new QLineEdit)
    , m_security(new QComboBox)
    , m_port(new QSpinBox)
    , m_login(new QLineEdit)
    , m_authority(new QPlainTextEdit)
    , m_load(new QPushButton(icon(u"folder"), tr("Load from a file…")))
    , m_timeout(new QSpinBox)
    , m_rate(new QSpinBox)
    , m_senderName(new QLineEdit)
    , m_senderAddress(new QLineEdit)
    , m_password(new QLineEdit)
    , m_keep(new QPushButton(tr("Keep in the keychain")))
    , m_test(new QPushButton(icon(u"check-circle"), tr("Test the connection")))
    , m_discard(new QPushButton(tr("Discard changes")))
    , m_save(new QPushButton(tr("Save the account")))
    , m_whyNot(wrappedLabel({}, TextStyle::SmallMuted, this))
{
    setObjectName(u"mail-page"_s);
    build();
    m_draft->watch(u"host"_s, m_host);
    m_draft->watch(u"security"_s, m_security);
    m_draft->watch(u"login"_s, m_login);
    m_draft->watch(u"authority"_s, m_authority);
    m_draft->watch(u"senderName"_s, m_senderName);
    m_draft->watch(u"senderAddress"_s, m_senderAddress);
    for (const auto &[key, box] : {std::pair(u"port"_s, m_port), {u"timeout"_s, m_timeout}, {u"rate"_s, m_rate}}) {
        m_draft->watch(
            key, [box = box] { return QJsonValue(box->value()); },
            [box = box](const QJsonValue &value) { box->setValue(value.toInt()); });
        connect(box, &QSpinBox::valueChanged, m_draft, &FormDraft::touch);
    }
    for (QLineEdit *field : {m_host, m_login, m_senderName, m_senderAddress, m_password})
        connect(field, &QLineEdit::textChanged, this, &MailPage::refresh);
    connect(m_authority, &QPlainTextEdit::textChanged, this, &MailPage::refresh);
    for (QSpinBox *box : {m_port, m_timeout, m_rate})
        connect(box, &QSpinBox::valueChanged, this, &MailPage::refresh);
    connect(m_security, &QComboBox::activated, this, [this] {
        m_port->setValue(usualPort(typed().security));
        refresh();
    });
    connect(m_draft, &FormDraft::restored, this, &MailPage::refresh);
    connect(m_ui.workspace, &Workspace::closed, this, [this] { m_known = false; });
    refresh();
}

MailPage::~MailPage()
{
    m_draft->flush(); // while the fields are there
}

void MailPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    m_banner->setObjectName(u"mailBanner"_s);
    m_banner->setClosable(true);
    m_banner->hide();
    auto *answer = new QVBoxLayout; // it does not scroll: the test is at the other end of the form
    answer->setContentsMargins(16, 0, 16, 0);
    answer->addWidget(m_banner);
    layout->addLayout(answer);
    auto *scroll = new QScrollArea(this);
    plainScroll(scroll);
    auto *content = new QWidget(scroll);
    auto *outer = new QVBoxLayout(content);
    outer->setContentsMargins(16, 8, 16, 16);
    outer->setSpacing(16);
    outer->addWidget(m_state);
    auto *server = new Card(tr("Server"), content), *sender = new Card(tr("Sender"), content),
         *password = new Card(tr("Password and test"), content);
    buildServer(server);
    buildSender(sender);
    buildPassword(password);
    for (Card *card : {server, sender, password}) {
        card->setMaximumWidth(kWidestForm);
        outer->addWidget(card);
    }
    outer->addStretch(1);
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);
    keepRightEdge(scroll, outer);
    layout->addWidget(lineBelow(scroll));
    auto *acts = new QWidget(this);
    acts->setMaximumWidth(kWidestForm + 32); // ends where the form ends
    auto *foot = new QHBoxLayout(acts);
    foot->setContentsMargins(16, 12, 16, 12);
    foot->setSpacing(8);
    m_whyNot->setObjectName(u"mailWhyNot"_s);
    foot->addWidget(m_whyNot, 1);
    m_discard->setObjectName(u"mailDiscard"_s);
    m_save->setObjectName(u"mailSave"_s);
    m_save->setProperty("primary", true);
    for (QPushButton *button : {m_discard, m_save}) {
        button->setAccessibleName(button->text());
        foot->addWidget(button);
    }
    layout->addWidget(acts);
    connect(m_save, &QPushButton::clicked, this, &MailPage::save);
    connect(m_discard, &QPushButton::clicked, this, [this] {
        fill(m_account);
        m_draft->discard();
        refresh();
    });
}

QWidget *MailPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 16, 16, 8);
    layout->setSpacing(4);
    layout->addWidget(new Label(tr("Mail"), TextStyle::Title, head));
    layout->addWidget(
        wrappedLabel(tr("The account that notices and alerts leave by. It is the same for everybody who works "
                        "with this database; the password is in nobody's file, but in each person's keychain, "
                        "or asked for each time."),
                     TextStyle::SmallMuted, head));
    return head;
}

FormRow *MailPage::addRow(Card *card, const QString &label, QWidget *field, const QString &name)
{
    field->setObjectName(u"mail-"_s + name);
    auto *row = new FormRow(label, field, card);
    row->setFieldName(name);
    card->body()->addWidget(row);
    return row;
}

void MailPage::buildServer(Card *card)
{
    for (const auto &e : enumTable<MailSecurity>())
        m_security->addItem(nameOf(e.value), QString::fromLatin1(e.code));
    m_port->setRange(1, 65535);
    m_port->setValue(usualPort(MailSecurity::StartTls));
    m_timeout->setRange(2, 600);
    m_timeout->setValue(60);
    m_timeout->setSuffix(tr(" s"));
    m_rate->setRange(0, 100'000);
    m_rate->setSpecialValueText(tr("no limit"));
    addRow(card, tr("&Server"), m_host, u"host"_s)
        ->setHelp(tr("Such as mail.example.org. Its certificate must be for this name."));
    addRow(card, tr("&Encryption"), m_security, u"security"_s)
        ->setHelp(tr("Nothing leaves without, and the certificate is always checked."));
    addRow(card, tr("&Port"), m_port, u"port"_s);
    FormRow *login = addRow(card, tr("&User"), m_login, u"login"_s);
    login->setOptional(true);
    login->setHelp(tr("Empty for a server that asks for none."));
    m_authority->setTabChangesFocus(true);
    m_authority->setFixedHeight(4 * m_authority->fontMetrics().lineSpacing() + 18);
    FormRow *authority = addRow(card, tr("Certificate &authority"), m_authority, u"authority"_s);
    authority->setOptional(true);
    authority->setHelp(tr("In PEM form, of an organisation that has its own. Empty: those this system trusts."));
    m_load->setObjectName(u"mailLoadAuthority"_s);
    m_load->setAccessibleName(tr("Load the certificate authority from a file"));
    // Queued: a dialog must not keep a screen reader's call waiting.
    connect(m_load, &QPushButton::clicked, this, &MailPage::chooseAuthority, Qt::QueuedConnection);
    card->body()->addWidget(m_load, 0, Qt::AlignLeft);
    addRow(card, tr("&Wait for an answer"), m_timeout, u"timeoutS"_s)
        ->setHelp(tr("After three times that long without one, a message that was on its way is unsure."));
    addRow(card, tr("Messages a &minute"), m_rate, u"perMinute"_s)
        ->setHelp(tr("At most, of all workstations together, if the server has a limit."));
}

void MailPage::buildSender(Card *card)
{
    addRow(card, tr("&Name"), m_senderName, u"senderName"_s)->setOptional(true);
    addRow(card, tr("A&ddress"), m_senderAddress, u"senderAddress"_s)
        ->setHelp(tr("Notices come from here, and what comes back goes here: let somebody read it."));
}

void MailPage::buildPassword(Card *card)
{
    m_password->setEchoMode(QLineEdit::Password);
    addRow(card, tr("Pass&word"), m_password, u"password"_s)
        ->setHelp(tr("Yours, for this server and user. Empty: the one in your keychain is tried."));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_test->setObjectName(u"mailTest"_s);
    m_keep->setObjectName(u"mailKeep"_s);
    for (QPushButton *button : {m_test, m_keep}) {
        button->setAccessibleName(button->text());
        row->addWidget(button);
    }
    row->addStretch(1);
    card->body()->addLayout(row);
    card->body()->addWidget(wrappedLabel(
        tr("The test connects, checks the certificate and logs in. No message is sent."), TextStyle::SmallMuted, card));
    connect(m_test, &QPushButton::clicked, this, &MailPage::test);
    connect(m_keep, &QPushButton::clicked, this, &MailPage::keepPassword);
}

void MailPage::activate()
{
    read();
    m_host->setFocus(Qt::OtherFocusReason);
}

void MailPage::read()
{
    if (!m_ui.workspace->isOpen())
        return;
    m_ui.workspace->run<MailAccount>(
        this, [](Services &s) { return s.outbox.account(); },
        [this](const Result<MailAccount> &account) {
            if (!account) {
                m_banner->show(Banner::Kind::Error, account.error().userText);
                return;
            }
            const bool changed = m_known && isChanged();
            m_account = *account;
            if (!m_known)
                m_draft->open(u"mail"_s, {});
            if (!changed)
                fill(*account);
            m_known = true;
            refresh();
        });
}

void MailPage::fill(const MailAccount &a)
{
    const FormDraft::Pause pause(*m_draft);
    m_host->setText(a.host);
    m_security->setCurrentIndex(m_security->findData(codeOf(a.security)));
    m_port->setValue(a.port);
    m_login->setText(a.login);
    m_authority->setPlainText(a.authority);
    m_timeout->setValue(a.timeoutS);
    m_rate->setValue(a.perMinute);
    m_senderName->setText(a.senderName);
    m_senderAddress->setText(a.senderAddress);
}

MailAccount MailPage::typed() const
{
    MailAccount a = m_account;
    a.host = m_host->text().trimmed();
    a.security = fromCode<MailSecurity>(m_security->currentData().toString()).value_or(MailSecurity::StartTls);
    a.port = m_port->value();
    a.login = m_login->text().trimmed();
    a.authority = m_authority->toPlainText().trimmed();
    a.timeoutS = m_timeout->value();
    a.perMinute = m_rate->value();
    a.senderName = m_senderName->text().trimmed();
    a.senderAddress = m_senderAddress->text().trimmed();
    if (!a.authority.isEmpty())
        a.authority += u'\n';
    return a;
}

bool MailPage::isChanged() const
{
    MailAccount before = m_account;
    before.authority = before.authority.trimmed();
    if (!before.authority.isEmpty())
        before.authority += u'\n';
    return typed() != before;
}

void MailPage::refresh()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    QString whyNot = status.readOnly ? tr("This database can only be read.") : QString();
    if (whyNot.isEmpty() && !mayDo(status.person.roles, Right::KeepMailAccount, false))
        whyNot = tr("Changing it needs the role %1. You may keep your password and test.")
                     .arg(roleNames(rolesWith(Right::KeepMailAccount)));
    const bool mayChange = whyNot.isEmpty();
    for (QLineEdit *field : {m_host, m_login, m_senderName, m_senderAddress})
        field->setReadOnly(!mayChange);
    m_authority->setReadOnly(!mayChange);
    for (QWidget *field : QList<QWidget *>{m_security, m_port, m_timeout, m_rate, m_load})
        field->setEnabled(mayChange);
    m_state->setText(!m_known ? tr("Reading the account…")
                     : m_account.isSet()
                         ? QString()
                         : tr("No mail account is set up: notices can be written into a folder, and nothing "
                              "leaves from here. Fill in the server and the sender, test it, and save."));
    m_state->setVisible(!m_state->text().isEmpty());
    const bool changed = m_known && isChanged();
    m_save->setEnabled(mayChange && changed && !m_busy);
    m_discard->setEnabled(changed && !m_busy);
    m_whyNot->setText(whyNot);
    const bool canSend = m_ui.outbox && m_ui.outbox->canSend();
    m_test->setEnabled(canSend && !m_testing && !m_host->text().trimmed().isEmpty());
    m_test->setText(m_testing ? tr("Testing…") : tr("Test the connection"));
    m_keep->setEnabled(m_ui.outbox && !m_password->text().isEmpty() && !m_login->text().trimmed().isEmpty());
}

void MailPage::save()
{
    clearFieldErrors(this);
    m_banner->hide();
    const MailAccount account = typed();
    m_busy = true;
    refresh();
    m_draft->act<void>(
        this, [account](Services &s) { return s.outbox.saveAccount(account); },
        [this](const Result<void> &done) {
            m_busy = false;
            if (!done) {
                const Error &error = done.error();
                if (error.kind == ErrorKind::Conflict)
                    m_banner->show(Banner::Kind::Warning, tr("Somebody else changed the account meanwhile."),
                                   tr("What you typed stays; save again to put it in the place of theirs."));
                else if (!showFieldError(this, error.field, error.userText))
                    m_banner->show(Banner::Kind::Error, error.userText);
                read();
                refresh();
                return;
            }
            m_account = typed(); // with the version it has now: read() follows
            read();
            m_banner->show(Banner::Kind::Success, tr("Saved."),
                           tr("Test the connection, so that nobody has to find out at night."));
            refresh();
        });
}

void MailPage::test()
{
    clearFieldErrors(this);
    m_banner->hide();
    MailAccount account = typed();
    if (auto ok = checkMailAccount(account); !ok && ok.error().field != u"senderAddress") {
        if (!showFieldError(this, ok.error().field, ok.error().userText))
            m_banner->show(Banner::Kind::Error, ok.error().userText);
        return;
    }
    m_testing = true;
    refresh();
    m_ui.outbox->test(account, m_password->text(), this, [this](const MailReply &reply) {
        m_testing = false;
        refresh();
        tell(reply);
    });
}

void MailPage::tell(const MailReply &reply)
{
    if (reply.accepted()) {
        m_banner->show(Banner::Kind::Success,
                       tr("It works: connected, encrypted, the certificate is trusted, logged in."),
                       tr("Nothing was sent."));
        return;
    }
    m_banner->show(Banner::Kind::Error, explain(reply));
    const QString field = reply.fault == MailFault::Unreachable   ? u"host"_s
                          : reply.fault == MailFault::NoTls       ? u"security"_s
                          : reply.fault == MailFault::Certificate ? u"authority"_s
                          : reply.fault == MailFault::Login       ? u"password"_s
                                                                  : QString();
    if (!field.isEmpty())
        (void)showFieldError(this, field, nameOf(reply.fault));
}

void MailPage::keepPassword()
{
    m_ui.outbox->keepPassword(typed(), m_password->text(), this, [this](const Result<void> &kept) {
        if (kept) {
            m_password->clear();
            m_banner->show(Banner::Kind::Success, tr("The password is in your keychain."));
        } else {
            m_banner->show(Banner::Kind::Warning, kept.error().userText, tr("The password is asked for each time."));
        }
    });
}

void MailPage::chooseAuthority()
{
    auto *dialog = new QFileDialog(this, tr("Certificate authority"));
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            m_banner->show(Banner::Kind::Error, file.errorString());
        else
            m_authority->setPlainText(QString::fromLatin1(file.read(kLongestFile)));
    });
    dialog->open();
}

} // namespace tocsin
