#include "ui/shell/mainwindow.h"

#include "models/services/secrets.h"
#include "models/services/serverlogin.h"
#include "ui/common/banner.h"
#include "ui/common/timetext.h"
#include "ui/shell/connectpage.h"
#include "ui/shell/statusline.h"

#include <QStackedWidget>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 kClockDifferenceMs = 2 * kSecondMs; // P7.4
}

ConnectPage *MainWindow::connectPage()
{
    if (m_connect)
        return m_connect;
    m_connect = new ConnectPage;
    m_states->addWidget(m_connect);
    connect(m_connect, &ConnectPage::connectAsked, this, [this](const ServerLogin &login, bool keep) {
        m_login = login;
        m_keepPassword = keep && !login.password.isEmpty();
        openServer(login.password);
    });
    connect(m_connect, &ConnectPage::backAsked, this, [this] {
        m_login.reset();
        ++m_connecting;
        m_workspace.close();
        welcome();
    });
    if (!m_options.secrets)
        m_connect->setNoKeychain(tr("There is no keychain here."));
    return m_connect;
}

void MainWindow::askForServer(const std::optional<ServerLogin> &login)
{
    ConnectPage *page = connectPage();
    page->setIdle();
    if (login)
        page->showLogin(*login);
    m_states->setCurrentWidget(page);
    page->focusFirst();
}

void MainWindow::connectTo(const ServerLogin &login)
{
    m_login = login;
    m_keepPassword = false;
    ConnectPage *page = connectPage();
    page->showLogin(login);
    page->setBusy(tr("Connecting to %1 …").arg(login.shown()));
    m_states->setCurrentWidget(page);
    if (!m_options.secrets || !login.password.isEmpty()) {
        openServer(login.password);
        return;
    }
    m_options.secrets->read(login.secretKey(), this, [this, asked = ++m_connecting](const Result<QString> &password) {
        if (asked != m_connecting)
            return;
        connectPage()->setNoKeychain(password ? QString() : password.error().userText);
        openServer(password.value_or(QString()));
    });
}

void MainWindow::openServer(const QString &password)
{
    ++m_connecting;
    m_login->password = password;
    ConnectPage *page = connectPage();
    page->setBusy(tr("Connecting to %1 …").arg(m_login->shown()));
    m_states->setCurrentWidget(page);
    beginOpening({m_login->address(), false, false, m_options.login, {}, password});
}

bool MainWindow::askForPassword(const Error &error)
{
    if (!m_login || error.field != "password"_L1)
        return false;
    ServerLogin login = *m_login;
    const bool hadOne = !std::exchange(login.password, {}).isEmpty();
    askForServer(login);
    if (hadOne)
        connectPage()->showProblem(
            Banner::Kind::Error, tr("The server does not let you in."),
            tr("Log-in or password is not right, or %1 may not use this database. Type the password again, or ask "
               "whoever keeps the database.")
                .arg(login.user));
    else
        connectPage()->showProblem(Banner::Kind::Info, tr("The server asks for the password of %1.").arg(login.user),
                                   tr("It is asked for once if it is kept in the keychain."));
    return true;
}

void MainWindow::keepPassword()
{
    if (m_options.secrets && m_login && m_keepPassword)
        m_options.secrets->write(m_login->secretKey(), m_login->password, this, [this](const Result<void> &kept) {
            if (kept)
                return;
            connectPage()->setNoKeychain(kept.error().userText);
            m_errorBanner->show(Banner::Kind::Warning, tr("The password could not be kept."),
                                tr("%1 It will be asked for next time.").arg(kept.error().userText));
        });
    m_keepPassword = false;
    m_login.reset(); // and the password with it
}

void MainWindow::showWeakness(const DatabaseStatus &status)
{
    if (status.weakness.isEmpty()) {
        m_weakBanner->hide();
        return;
    }
    m_weakBanner->show(Banner::Kind::Warning,
                       tr("This connection is weaker than it should be. %1").arg(status.weakness),
                       tr("Enter no secrets until whoever keeps the server has set up encryption and a certificate "
                          "this machine trusts."));
}

void MainWindow::showLost(const Error &error)
{
    m_lostError = error;
    m_lostMs = m_workspace.lastReadMs();
    m_status->showLost(true);
    m_lostBanner->clearActions();
    m_lostBanner->setKind(Banner::Kind::Error);
    tellLost(m_clock.nowMs());
    m_lostBanner->show();
}

void MainWindow::tellLost(qint64 nowMs)
{
    const TimeText time;
    const bool shared = m_workspace.status().isShared;
    m_lostBanner->setText(
        shared ? tr("The server is out of reach since %1.").arg(time.time(m_lostMs))
               : tr("The database is out of reach since %1.").arg(time.time(m_lostMs)),
        m_lostError.userText + u' ' +
            tr("What is on screen is of that time, %1 ago, and can be read; nothing can be recorded. What you type is "
               "kept on this computer. It is tried again by itself.")
                .arg(spanWords(std::max<qint64>(0, nowMs - m_lostMs) / kSecondMs * kSecondMs)));
}

void MainWindow::followServer(qint64 nowMs)
{
    if (m_workspace.isLost() && nowMs / kMinuteMs != (nowMs - kSecondMs) / kMinuteMs)
        tellLost(nowMs);
    const qint64 difference = m_workspace.isOpen() ? m_workspace.clockDifferenceMs() : 0;
    const bool differs = std::abs(difference) > kClockDifferenceMs;
    const QString span = spanWords(std::abs(difference) / kSecondMs * kSecondMs);
    m_status->showDifference(!differs         ? QString()
                             : difference > 0 ? tr("This clock is %1 ahead of the server").arg(span)
                                              : tr("This clock is %1 behind the server").arg(span));
    if (differs == m_clockBanner->isVisibleTo(m_clockBanner->parentWidget()))
        return;
    if (differs)
        m_clockBanner->show(Banner::Kind::Warning,
                            difference > 0 ? tr("This computer's clock is %1 ahead of the server's.").arg(span)
                                           : tr("This computer's clock is %1 behind the server's.").arg(span),
                            tr("Every clock here shows the server's time, which counts. Set this computer's clock "
                               "right: mails and files that it writes have the wrong time."));
    else
        m_clockBanner->hide();
}

} // namespace tocsin
