#include "ui/shell/connectpage.h"

#include "ui/common/card.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/shell/centredcolumn.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kConnectWidth = 620;

} // namespace

ConnectPage::ConnectPage(QWidget *parent)
    : QWidget(parent)
    , m_banner(new Banner(Banner::Kind::Info))
    , m_form(new QWidget)
    , m_address(new QLineEdit)
    , m_host(new QLineEdit)
    , m_port(new QSpinBox)
    , m_database(new QLineEdit)
    , m_user(new QLineEdit)
    , m_password(new QLineEdit)
    , m_keep(new QCheckBox(tr("&Keep the password in this desktop's keychain")))
    , m_noKeychain(wrappedLabel({}, TextStyle::SmallMuted))
    , m_caFile(new QLineEdit)
    , m_connect(new QPushButton(tr("Connect")))
    , m_back(new QPushButton(tr("Back")))
    , m_busy(new Label({}, TextStyle::Muted))
    , m_progress(new QProgressBar)
{
    setObjectName(u"connect-page"_s);
    setAccessibleName(tr("Open a shared database"));
    QVBoxLayout *layout = makeCentredColumn(this, kConnectWidth);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(10);
    layout->addWidget(new Label(tr("Open a shared database"), TextStyle::Title));
    layout->addWidget(wrappedLabel(
        tr("Your team's incidents are on a server. You log in as yourself, and everybody sees at once what the others "
           "do. Whoever keeps the database gives you these details. What travels is encrypted, and the server has to "
           "prove who it is."),
        TextStyle::Muted));
    m_banner->setObjectName(u"connect-banner"_s);
    m_banner->hide();
    layout->addWidget(m_banner);
    auto *card = new Card;
    card->setHighlighted(true);
    auto *fields = new QVBoxLayout(m_form);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->addWidget(card);
    makeFields(card);
    layout->addWidget(m_form);
    layout->addWidget(makeFoot());
    layout->addWidget(m_busy);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    layout->addWidget(m_progress);
    layout->addStretch(1);
    setIdle();
}

void ConnectPage::makeFields(Card *card)
{
    m_address->setObjectName(u"connect-address"_s);
    m_address->setPlaceholderText(u"postgresql://ada@db.example.org/team"_s);
    m_addressRow = new FormRow(tr("Paste an &address, which fills the fields below"), m_address);
    m_addressRow->setFieldName(u"address"_s);
    m_addressRow->setOptional(true);
    card->body()->addWidget(m_addressRow);
    card->body()->addWidget(makeServer());
    m_database->setObjectName(u"connect-database"_s);
    auto *database = new FormRow(tr("&Database"), m_database);
    database->setFieldName(u"database"_s);
    m_user->setObjectName(u"connect-user"_s);
    auto *user = new FormRow(tr("&Log-in"), m_user);
    user->setFieldName(u"user"_s);
    auto *names = new QHBoxLayout;
    names->setSpacing(12);
    names->addWidget(database, 1);
    names->addWidget(user, 1);
    card->body()->addLayout(names);
    m_password->setObjectName(u"connect-password"_s);
    m_password->setEchoMode(QLineEdit::Password);
    auto *password = new FormRow(tr("&Password"), m_password);
    password->setFieldName(u"password"_s);
    password->setHelp(tr("Leave it empty where a certificate or Kerberos logs you in."));
    card->body()->addWidget(password);
    m_keep->setObjectName(u"connect-keep"_s);
    m_keep->setAccessibleName(tr("Keep the password in this desktop's keychain"));
    m_keep->setChecked(true);
    card->body()->addWidget(m_keep);
    m_noKeychain->hide();
    card->body()->addWidget(m_noKeychain);
    card->body()->addWidget(makeAuthority());
    connect(m_address, &QLineEdit::textEdited, this, &ConnectPage::takeAddress);
    for (QLineEdit *field : {m_address, m_host, m_database, m_user, m_password, m_caFile})
        connect(field, &QLineEdit::returnPressed, this, &ConnectPage::submit, Qt::QueuedConnection);
}

QWidget *ConnectPage::makeServer()
{
    m_host->setObjectName(u"connect-host"_s);
    auto *host = new FormRow(tr("&Server"), m_host);
    host->setFieldName(u"host"_s);
    m_port->setObjectName(u"connect-port"_s);
    m_port->setRange(1, 65535);
    m_port->setValue(ServerLogin::kPort);
    m_port->setGroupSeparatorShown(false);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(host, 1);
    layout->addWidget(new FormRow(tr("P&ort"), m_port));
    return row;
}

QWidget *ConnectPage::makeAuthority()
{
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    m_caFile->setObjectName(u"connect-authority"_s);
    m_caFile->setAccessibleName(tr("Certificate of the authority"));
    layout->addWidget(m_caFile, 1);
    auto *choose = new QPushButton(icon(u"folder"), {});
    choose->setObjectName(u"connect-choose-authority"_s);
    choose->setAccessibleName(tr("Choose the certificate"));
    choose->setToolTip(tr("Choose the certificate"));
    connect(choose, &QPushButton::clicked, this, &ConnectPage::chooseAuthority, Qt::QueuedConnection);
    layout->addWidget(choose);
    line->setFocusProxy(m_caFile);
    line->setAccessibleName(tr("Authority")); // the field in it has the label's name
    auto *row = new FormRow(tr("&Certificate of the authority"), line);
    row->setFieldName(u"certificate"_s);
    row->setOptional(true);
    row->setHelp(tr("A file of your team, where its own authority signed the server's certificate."));
    return row;
}

QWidget *ConnectPage::makeFoot()
{
    auto *foot = new QWidget;
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    m_connect->setObjectName(u"connect-go"_s);
    m_connect->setAccessibleName(tr("Connect"));
    m_connect->setProperty("primary", true);
    connect(m_connect, &QPushButton::clicked, this, &ConnectPage::submit, Qt::QueuedConnection);
    layout->addWidget(m_connect);
    m_back->setObjectName(u"connect-back"_s);
    m_back->setAccessibleName(tr("Back"));
    connect(m_back, &QPushButton::clicked, this, &ConnectPage::backAsked, Qt::QueuedConnection);
    layout->addWidget(m_back);
    layout->addStretch(1);
    return foot;
}

void ConnectPage::showLogin(const ServerLogin &login)
{
    m_host->setText(login.host);
    m_port->setValue(login.port);
    m_database->setText(login.database);
    m_user->setText(login.user);
    m_password->setText(login.password);
    m_caFile->setText(login.caFile);
    m_others = login.others;
}

void ConnectPage::takeAddress(const QString &text)
{
    m_addressRow->setError({});
    if (text.trimmed().isEmpty())
        return;
    auto login = ServerLogin::parse(text);
    if (!login)
        return; // it may be half typed
    if (login->password.isEmpty())
        login->password = m_password->text();
    if (login->caFile.isEmpty())
        login->caFile = m_caFile->text();
    showLogin(*login);
}

void ConnectPage::setNoKeychain(const QString &why)
{
    m_keep->setEnabled(why.isEmpty());
    if (!why.isEmpty())
        m_keep->setChecked(false);
    m_noKeychain->setText(why.isEmpty() ? QString() : tr("%1 So the password is asked for each time.").arg(why));
    m_noKeychain->setVisible(!why.isEmpty());
}

void ConnectPage::showProblem(Banner::Kind kind, const QString &text, const QString &detail)
{
    m_banner->show(kind, text, detail);
}

void ConnectPage::setBusy(const QString &what)
{
    m_banner->hide();
    m_form->setEnabled(false);
    m_connect->setEnabled(false);
    m_back->setText(tr("Cancel"));
    m_back->setAccessibleName(m_back->text());
    m_busy->setText(what);
    m_busy->show();
    m_progress->show();
}

void ConnectPage::setIdle()
{
    m_form->setEnabled(true);
    m_connect->setEnabled(true);
    m_back->setText(tr("Back"));
    m_back->setAccessibleName(m_back->text());
    m_busy->hide();
    m_progress->hide();
}

void ConnectPage::focusFirst()
{
    for (QLineEdit *field : {m_host, m_database, m_user, m_password})
        if (field->text().isEmpty())
            return field->setFocus(Qt::OtherFocusReason);
    m_password->selectAll();
    m_password->setFocus(Qt::OtherFocusReason);
}

void ConnectPage::chooseAuthority()
{
    auto *dialog = new QFileDialog(this, tr("Certificate of the authority"), QFileInfo(m_caFile->text()).path(),
                                   tr("Certificates (*.crt *.pem *.cer);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_caFile, &QLineEdit::setText);
    dialog->open();
}

void ConnectPage::submit()
{
    if (!m_connect->isEnabled())
        return;
    clearFieldErrors(this);
    ServerLogin login;
    login.host = m_host->text().trimmed();
    login.port = m_port->value();
    login.database = m_database->text().trimmed();
    login.user = m_user->text().trimmed();
    login.password = m_password->text();
    login.caFile = m_caFile->text().trimmed();
    login.others = m_others;
    if (!m_address->text().trimmed().isEmpty() && login.host.isEmpty()) {
        if (const auto pasted = ServerLogin::parse(m_address->text()); !pasted) {
            showFieldError(this, u"address"_s, pasted.error().userText);
            return;
        }
    }
    if (login.host.isEmpty())
        showFieldError(this, u"host"_s, tr("Say which server: its name, like db.example.org."));
    else if (login.database.isEmpty())
        showFieldError(this, u"database"_s, tr("Say which database of the server."));
    else if (login.user.isEmpty())
        showFieldError(this, u"user"_s, tr("Say who you are to the server."));
    else if (!login.caFile.isEmpty() && !QFileInfo(login.caFile).isReadable())
        showFieldError(this, u"certificate"_s, tr("This file is not there, or may not be read."));
    else
        Q_EMIT connectAsked(login, m_keep->isEnabled() && m_keep->isChecked());
}

void ConnectPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().window);
}

} // namespace tocsin
