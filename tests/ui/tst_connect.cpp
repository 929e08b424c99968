#include "tests/storage/populated.h"
#include "tests/support/fakesecrets.h"
#include "ui/common/banner.h"
#include "ui/common/clockticker.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/openerrorpage.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
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
    void lossHasItsTime();
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

QTEST_MAIN(TestConnect)
#include "tst_connect.moc"
