#include "tests/storage/populated.h"
#include "tests/support/fakealerts.h"
#include "tests/support/fakesecrets.h"
#include "ui/common/banner.h"
#include "ui/common/clockticker.h"
#include "ui/notices/legalpanel.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/openerrorpage.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;
using namespace tocsin::test;

namespace {
constexpr int kPatience = 40000;
}

/** The window and a shared database: logging in, what goes wrong with it, and a server that goes away. */
class TestConnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void logsInAndKeepsThePassword();
    void usesTheKeptPassword();
    void saysThatNothingCanBeKept();
    void pastedAddressFillsTheFields();
    void missingFieldsAreNamed();
    void saysWhichTroubleItIs_data();
    void saysWhichTroubleItIs();
    void weakConnectionIsNamedAllTheTime();
    void legalDecidesByLogIn_data();
    void legalDecidesByLogIn();
    void whatNobodyConfirmedAlarms();
    void lossHasItsTime(); // the team's own connections are gone with it
    void wrongClockIsTold();

private:
    void openWindow(const QString &database = {});
    [[nodiscard]] QString address() const { return ServerLogin::parse(team->server->address(u"mira"_s))->address(); }
    [[nodiscard]] QString password() const { return ServerLogin::parse(team->server->address(u"mira"_s))->password; }
    template<class W> [[nodiscard]] W *child(const char16_t *name) const
    {
        return m_window->findChild<W *>(QString::fromUtf16(name));
    }
    void type(const char16_t *name, const QString &text)
    {
        auto *field = child<QLineEdit>(name);
        QVERIFY(field);
        field->clear();
        QTest::keyClicks(field, text);
    }
    void press(const char16_t *name)
    {
        auto *button = child<QPushButton>(name);
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /** Whether a sentence can be read anywhere in the window. */
    [[nodiscard]] bool reads(const QString &words) const
    {
        const auto labels = m_window->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&words](const QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    }
    [[nodiscard]] bool isOpen() const { return m_workspace->isOpen(); }

    std::unique_ptr<Team> team;
    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    FakeSecrets m_secrets;
    FakeAlerts m_alerts;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

void TestConnect::initTestCase()
{
    applyTheme(*qApp, Theme::Mode::Light);
    qputenv("TOCSIN_TEST_ENGINE", "postgresql");
    team = std::make_unique<Team>();
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
    QVERIFY(team->record(u"Already there"_s).isValid());
}

void TestConnect::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
    QCoreApplication::setOrganizationName(m_folder->path().section(u'/', -1));
    m_clock.set(team->clock.nowMs());
    m_secrets.kept.clear();
    m_secrets.problem.clear();
    m_alerts.shown.clear();
}

void TestConnect::cleanup()
{
    (void)PostgresServer::shared().start();
    m_window.reset();
    m_workspace.reset();
}

void TestConnect::openWindow(const QString &database)
{
    m_window.reset();
    m_workspace = std::make_unique<Workspace>(m_clock, *team->rules, [] { return std::make_unique<PlainRenderer>(); });
    WindowOptions options;
    options.login = u"mira"_s;
    options.personName = u"Mira Kahn"_s;
    options.database = database;
    options.secrets = &m_secrets;
    options.alerts = &m_alerts;
    m_window = std::make_unique<MainWindow>(*m_workspace, m_workspace->clock(), std::move(options));
    m_window->start();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestConnect::logsInAndKeepsThePassword()
{
    openWindow();
    press(u"welcome-server");
    QTRY_VERIFY(child<QLineEdit>(u"connect-host") && child<QLineEdit>(u"connect-host")->isVisible());
    const ServerLogin login = *ServerLogin::parse(address());
    type(u"connect-address", address()); // other parameters come along
    QTRY_COMPARE(child<QLineEdit>(u"connect-host")->text(), login.host);
    QCOMPARE(child<QSpinBox>(u"connect-port")->value(), login.port);
    type(u"connect-password", u"not hers"_s);
    press(u"connect-go");
    QTRY_VERIFY_WITH_TIMEOUT(reads(u"The server does not let you in."_s), kPatience);
    QVERIFY(m_secrets.kept.isEmpty()); // a wrong one is not kept
    QTRY_VERIFY(child<QLineEdit>(u"connect-password")->hasFocus());
    type(u"connect-password", password());
    press(u"connect-go");
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), kPatience);
    QTRY_COMPARE(m_secrets.kept.value(login.secretKey()), password());
    QVERIFY(m_window->windowTitle().startsWith(team->server->name()));
    QVERIFY(reads(u"%1 on localhost:%2"_s.arg(team->server->name()).arg(login.port)));
    QVERIFY(!child<Banner>(u"weak-banner")->isVisible());
    m_window.reset(); // what is remembered is written at the latest now
    const QStringList recent = Preferences().recentDatabases();
    QCOMPARE(recent, QStringList{address()});
    QVERIFY(!recent.first().contains(password()));
}

void TestConnect::usesTheKeptPassword()
{
    m_secrets.kept.insert(ServerLogin::parse(address())->secretKey(), password());
    openWindow(address());
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), kPatience);
    m_window.reset();
    m_secrets.kept.clear(); // and it is asked for where none is kept
    openWindow(address());
    QTRY_VERIFY_WITH_TIMEOUT(reads(u"The server asks for the password of mira."_s), kPatience);
    type(u"connect-password", password());
    child<QCheckBox>(u"connect-keep")->setChecked(false);
    press(u"connect-go");
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), kPatience);
    QVERIFY(m_secrets.kept.isEmpty()); // they did not want it
}

void TestConnect::saysThatNothingCanBeKept()
{
    m_secrets.problem = u"This desktop has no keychain."_s;
    openWindow(address());
    QTRY_VERIFY_WITH_TIMEOUT(reads(u"The server asks for the password of mira."_s), kPatience);
    QVERIFY(reads(u"This desktop has no keychain. So the password is asked for each time."_s));
    QVERIFY(!child<QCheckBox>(u"connect-keep")->isEnabled());
    type(u"connect-password", password());
    press(u"connect-go");
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), kPatience);
}

void TestConnect::pastedAddressFillsTheFields()
{
    openWindow();
    press(u"welcome-server");
    QTRY_VERIFY(child<QLineEdit>(u"connect-address"));
    type(u"connect-address", u"postgresql://ada:hers@db.example.org:5433/team?sslrootcert=%2Fetc%2Fca.crt"_s);
    QCOMPARE(child<QLineEdit>(u"connect-host")->text(), u"db.example.org"_s);
    QCOMPARE(child<QSpinBox>(u"connect-port")->value(), 5433);
    QCOMPARE(child<QLineEdit>(u"connect-database")->text(), u"team"_s);
    QCOMPARE(child<QLineEdit>(u"connect-user")->text(), u"ada"_s);
    QCOMPARE(child<QLineEdit>(u"connect-password")->text(), u"hers"_s);
    QCOMPARE(child<QLineEdit>(u"connect-password")->echoMode(), QLineEdit::Password);
    QCOMPARE(child<QLineEdit>(u"connect-authority")->text(), u"/etc/ca.crt"_s);
}

void TestConnect::missingFieldsAreNamed()
{
    openWindow();
    press(u"welcome-server");
    QTRY_VERIFY(child<QPushButton>(u"connect-go"));
    press(u"connect-go");
    QTRY_VERIFY(reads(u"Say which server"_s));
    type(u"connect-host", u"db.example.org"_s);
    press(u"connect-go");
    QTRY_VERIFY(reads(u"Say which database"_s));
    type(u"connect-database", u"team"_s);
    type(u"connect-user", u"ada"_s);
    type(u"connect-authority", u"/nowhere/ca.crt"_s);
    press(u"connect-go");
    QTRY_VERIFY(reads(u"This file is not there"_s));
    press(u"connect-back");
    QTRY_VERIFY(child<QPushButton>(u"welcome-server")->isVisible());
}

void TestConnect::saysWhichTroubleItIs_data()
{
    QTest::addColumn<std::function<QString()>>("make");
    QTest::addColumn<QString>("title");
    using Make = std::function<QString()>;
    const auto with = [this](const std::function<void(ServerLogin &)> &change) {
        return Make([this, change] {
            ServerLogin login = *ServerLogin::parse(address());
            m_secrets.kept.insert(login.secretKey(), password());
            change(login);
            m_secrets.kept.insert(login.secretKey(), password());
            return login.address();
        });
    };
    QTest::newRow("unreachable") << with([](ServerLogin &l) { l.port = 1; }) << u"The server cannot be reached"_s;
    QTest::newRow("not trusted") << with([](ServerLogin &l) { l.caFile = PostgresServer::shared().otherCaFile(); })
                                 << u"The server has not proved who it is"_s;
    QTest::newRow("another name") << with([](ServerLogin &l) {
        l.host = u"127.0.0.2"_s;
        l.others.clear();
    }) << u"The server cannot be reached"_s;
    QTest::newRow("no such database") << with([](ServerLogin &l) { l.database = u"nowhere"_s; })
                                      << u"There is no such database on the server"_s;
    QTest::newRow("not Tocsin's") << with([](ServerLogin &l) {
        (void)PostgresServer::shared().createDatabase(u"other_things"_s);
        l.database = u"other_things"_s;
    }) << u"This is not a Tocsin database"_s;
    QTest::newRow("not understood") << Make([] { return u"postgresql://ada:secret@[db/team"_s; })
                                    << u"This is no address of a shared database"_s;
}

void TestConnect::saysWhichTroubleItIs()
{
    QFETCH(std::function<QString()>, make);
    QFETCH(QString, title);
    const QString asked = make();
    openWindow(asked);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<OpenErrorPage *>(), kPatience);
    QTRY_VERIFY2(reads(title), qPrintable(m_window->findChild<OpenErrorPage *>()->accessibleName()));
    QVERIFY(reads(u"What can be done"_s));
    QVERIFY(!reads(password()));
    QVERIFY(!reads(u"secret"_s));
    QVERIFY(!reads(u"file"_s) || title.contains("proved"_L1)); // it is none
    press(u"open-connection");
    QTRY_VERIFY(child<QLineEdit>(u"connect-host")->isVisible());
}

void TestConnect::weakConnectionIsNamedAllTheTime()
{
    ServerLogin login = *ServerLogin::parse(address());
    m_secrets.kept.insert(login.secretKey(), password());
    for (auto &[key, value] : login.others)
        if (key == "sslmode"_L1)
            value = u"require"_s;
    openWindow(login.address());
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), kPatience);
    auto *banner = child<Banner>(u"weak-banner");
    QTRY_VERIFY(banner->isVisible());
    QVERIFY2(banner->text().contains("has not proved who it is"_L1), qPrintable(banner->text()));
    QVERIFY(child<QWidget>(u"status-weak")->isVisible());
    m_window->showPage(u"incidents"_s);
    QVERIFY(banner->isVisible());
}

void TestConnect::lossHasItsTime()
{
    m_secrets.kept.insert(ServerLogin::parse(address())->secretKey(), password());
    openWindow(address());
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), kPatience);
    QTRY_VERIFY(reads(u"Detect"_s));
    QVERIFY(PostgresServer::shared().stop());
    auto *banner = child<Banner>(u"lost-banner");
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kPatience);
    QVERIFY2(banner->text().startsWith("The server is out of reach since "_L1), qPrintable(banner->text()));
    QVERIFY(child<QWidget>(u"status-lost")->isVisible());
    QVERIFY(reads(u"Detect"_s)); // what was read is there
    QVERIFY(PostgresServer::shared().start());
    QTRY_VERIFY_WITH_TIMEOUT(!banner->isVisible(), kPatience);
    QVERIFY(!child<QWidget>(u"status-lost")->isVisible());
}

void TestConnect::wrongClockIsTold()
{
    m_secrets.kept.insert(ServerLogin::parse(address())->secretKey(), password());
    openWindow(address());
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), kPatience);
    auto *banner = child<Banner>(u"clock-banner");
    auto *ticker = m_window->findChild<ClockTicker *>();
    ticker->tickNow();
    QVERIFY(!banner->isVisible());
    m_clock.jump(2 * kSecondMs);
    ticker->tickNow();
    QVERIFY(!banner->isVisible()); // P7.4: over two seconds
    m_clock.jump(kSecondMs);
    ticker->tickNow();
    QVERIFY(banner->isVisible());
    QVERIFY2(banner->text().contains("ahead of the server's"_L1), qPrintable(banner->text()));
    QVERIFY(child<QLabel>(u"status-difference")->text().contains("ahead of the server"_L1));
    m_clock.jump(-3 * kSecondMs);
    ticker->tickNow();
    QVERIFY(!banner->isVisible());
    QVERIFY(!child<QLabel>(u"status-difference")->isVisible());
}

void TestConnect::legalDecidesByLogIn_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("author");
    QTest::addColumn<QString>("primary"); // empty: not this person's, and the panel says why
    QTest::newRow("legal") << u"ada"_s << u"mira"_s << u"Approve"_s;
    QTest::newRow("legal, who wrote it") << u"ada"_s << u"ada"_s << QString();
    QTest::newRow("the holder writes legal's word down") << u"mira"_s << u"mira"_s << u"Record the approval"_s;
    QTest::newRow("executive") << u"eve"_s << u"mira"_s << QString();
}

/** P9.7, P13.5: on a server legal approves and returns by log-in, not by what somebody writes down for them. */
void TestConnect::legalDecidesByLogIn()
{
    QFETCH(QString, login);
    QFETCH(QString, author);
    QFETCH(QString, primary);
    team->actAs(team->mira);
    const IncidentId id = team->diagnosed(u"A notice"_s);
    const QString own = login + u'-' + author;
    QVERIFY(team->services->customers.setScope(id, team->customer(own, own, own + u"@x.example"_s), u"log"_s));
    QVERIFY(team->declare(id));
    team->actAs(author == u"ada" ? team->ada : team->mira);
    NoticeDraft text{u"Incident"_s, u"What customers need to know."_s, {}};
    for (const ContentItem &item : team->rules->requiredContent(Audience::Customers))
        text.content.insert(item.code, ContentMark::Given);
    const auto notice = team->services->notices.start(id, Audience::Customers, NoticePhase::First, text);
    QVERIFY(notice && team->services->notices.submit(*notice, 0));
    team->actAs(team->mira);
    Workspace workspace(m_clock, *team->rules, [] { return std::make_unique<PlainRenderer>(); });
    workspace.open({team->server->address(login), false, false, {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(workspace.isOpen(), kPatience);
    UiContext ui;
    ui.workspace = &workspace;
    const auto panel = [&](LegalPanel::Decision decision) {
        return std::make_unique<LegalPanel>(ui, decision, *team->services->incidents.details(id),
                                            *team->services->notices.details(*notice));
    };
    const auto show = [](LegalPanel &p) {
        p.resize(440, 800);
        p.show();
        return p.findChild<QPushButton *>(u"panelPrimary"_s);
    };
    auto approve = panel(LegalPanel::Decision::Approve);
    auto *button = show(*approve);
    auto *form = approve->findChild<QWidget *>(u"attest-legal"_s);
    QCOMPARE(form->isVisible(), primary != u"Approve");
    QCOMPARE(button->isEnabled(), !primary.isEmpty());
    if (primary.isEmpty()) {
        QVERIFY(approve->findChild<QLabel *>(u"panelWhyNot"_s)->isVisible());
        return;
    }
    QCOMPARE(button->text(), primary);
    if (primary != u"Approve")
        return; // its form has a test of its own
    const auto state = [&] { return team->services->notices.details(*notice)->notice.state; };
    auto back = panel(LegalPanel::Decision::Return);
    QVERIFY(show(*back));
    back->findChild<QPlainTextEdit *>(u"remark"_s)->setPlainText(u"Name the service."_s);
    back->findChild<QPushButton *>(u"panelPrimary"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(state(), NoticeState::Draft, kPatience);
    QVERIFY(team->services->notices.submit(*notice, 0));
    approve = panel(LegalPanel::Decision::Approve);
    show(*approve)->click();
    QTRY_COMPARE_WITH_TIMEOUT(state(), NoticeState::Approved, kPatience);
    QVERIFY(team->services->attestations.ofIncident(id)->isEmpty()); // nothing was written down for her
}

/** P13.5: told to who decided and to who holds the incident, until it is confirmed. */
void TestConnect::whatNobodyConfirmedAlarms()
{
    team->actAs(team->mira);
    const IncidentId id = team->record(u"By telephone"_s);
    NoticeDraft text{u"Incident"_s, u"What colleagues need to know."_s, {}};
    for (const ContentItem &item : team->rules->requiredContent(Audience::Internal))
        text.content.insert(item.code, ContentMark::Given);
    const auto notice = team->services->notices.start(id, Audience::Internal, NoticePhase::First, text);
    QVERIFY(notice && team->services->notices.submit(*notice, 0) &&
            team->services->notices.approve(*notice, 0, team->said(team->ada)));
    m_secrets.kept.insert(ServerLogin::parse(address())->secretKey(), password());
    m_clock.set(team->clock.nowMs());
    openWindow(address());
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), kPatience);
    auto *banner = child<Banner>(u"attested-banner");
    const auto isShown = [&] {
        m_window->findChild<ClockTicker *>()->tickNow();
        return banner->isVisible();
    };
    QVERIFY(!isShown());
    m_window.reset();
    team->clock.advance(kDayMs + kMinuteMs);
    m_clock.set(team->clock.nowMs());
    openWindow(address());
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), kPatience);
    banner = child<Banner>(u"attested-banner");
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), kPatience);
    QVERIFY2(banner->text().contains(u"not confirmed within 24 hours"_s), qPrintable(banner->text()));
    QVERIFY(reads(u"Ada Ruiz has to confirm or disown it"_s));
    QCOMPARE(m_alerts.shown.size(), 1);
    QVERIFY(m_alerts.shown.first().title.contains(u"not confirmed"_s));
    const auto list = *team->services->attestations.ofIncident(id);
    team->actAs(team->ada);
    QVERIFY(team->services->attestations.answer(list.last(), AttestationAnswer::Confirmed, {}));
    team->actAs(team->mira);
    QTRY_VERIFY_WITH_TIMEOUT(!isShown(), kPatience);
}

QTEST_MAIN(TestConnect)
#include "tst_connect.moc"
