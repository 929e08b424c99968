#include "app/platform/desktopalerts.h"
#include "tests/support/fakealerts.h"

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QTest>
#include <QVariantMap>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kService = "org.freedesktop.Notifications";
constexpr auto kPath = "/org/freedesktop/Notifications";

} // namespace

/** The desktop's side of org.freedesktop.Notifications, on a connection of its own. */
class NotificationServer : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    NotificationServer()
        : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"server"_s))
    {
    }
    ~NotificationServer() override
    {
        m_bus.unregisterService(QString::fromLatin1(kService));
        QDBusConnection::disconnectFromBus(u"server"_s);
    }
    bool start()
    {
        return m_bus.registerObject(QString::fromLatin1(kPath), this,
                                    QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals) &&
               m_bus.registerService(QString::fromLatin1(kService));
    }

    QStringList titles;
    QStringList texts;
    QVariantMap hints;
    uint replaced = 0;
    uint closed = 0;
    uint last = 0;

public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &summary, const QString &body,
                const QStringList &, const QVariantMap &given, int)
    {
        titles << summary;
        texts << body;
        hints = given;
        replaced = replaces;
        last = replaces > 0 ? replaces : ++m_next;
        return last;
    }
    void CloseNotification(uint id) { closed = id; }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);

private:
    QDBusConnection m_bus;
    uint m_next = 40;
};

/** What every implementation of the port does; the real one needs a session bus (tests/support/with-bus.sh). */
class TestAlerts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contract_data();
    void contract();
    void withoutADesktop_data();
    void withoutADesktop();
    void whatTheDesktopGets();

private:
    [[nodiscard]] static bool hasBus() { return qgetenv("TOCSIN_TEST_BUS") == "yes"; }
};

void TestAlerts::contract_data()
{
    QTest::addColumn<bool>("real");
    QTest::newRow("fake") << false;
    if (hasBus())
        QTest::newRow("D-Bus") << true;
}

void TestAlerts::contract()
{
    QFETCH(bool, real);
    NotificationServer server;
    FakeAlerts fake;
    DesktopAlerts desktop;
    if (real)
        QVERIFY(server.start());
    Alerts &alerts = real ? static_cast<Alerts &>(desktop) : fake;
    int shown = 0;
    int pressed = 0;
    QObject context;
    const auto show = [&](const QString &title, QObject *by) {
        alerts.show(
            {title, u"text"_s, u"Open"_s, true}, by, [&](const Result<void> &r) { shown += r ? 1 : 100; },
            [&] { ++pressed; });
    };
    show(u"one"_s, &context);
    QCOMPARE(shown, 0); // the answer comes later
    QTRY_COMPARE(shown, 1);
    const auto press = [&] {
        if (real)
            Q_EMIT server.ActionInvoked(server.last, u"default"_s);
        else
            fake.press();
    };
    press();
    QTRY_COMPARE(pressed, 1);
    press(); // at most once
    QTest::qWait(real ? 50 : 0);
    QCOMPARE(pressed, 1);
    {
        QObject gone;
        show(u"two"_s, &gone);
    }
    show(u"three"_s, &context);
    QTRY_COMPARE(shown, 2); // who is gone gets no answer
    alerts.withdraw();
}

void TestAlerts::withoutADesktop_data()
{
    QTest::addColumn<bool>("real");
    QTest::newRow("fake") << false;
    QTest::newRow("D-Bus") << true; // no bus, or one on which nobody shows messages
}

void TestAlerts::withoutADesktop()
{
    QFETCH(bool, real);
    FakeAlerts fake;
    fake.problem = u"None here."_s;
    DesktopAlerts desktop;
    Alerts &alerts = real ? static_cast<Alerts &>(desktop) : fake;
    std::optional<Error> error;
    QObject context;
    alerts.show({u"one"_s, {}, {}, false}, &context,
                [&](const Result<void> &r) {
                    if (!r)
                        error = r.error();
                },
                {});
    QTRY_VERIFY(error.has_value());
    QCOMPARE(error->kind, ErrorKind::Offline);
    QVERIFY(!error->userText.isEmpty());
    alerts.withdraw();
}

void TestAlerts::whatTheDesktopGets()
{
    if (!hasBus())
        return; // the fake has no desktop
    NotificationServer server;
    QVERIFY(server.start());
    DesktopAlerts desktop;
    QObject context;
    int shown = 0;
    const auto count = [&shown](const Result<void> &r) { shown += r ? 1 : 100; };
    desktop.show({u"INC-0012: under 1 hour left"_s, u"a < b & c"_s, u"Open"_s, true}, &context, count, {});
    QTRY_COMPARE(shown, 1);
    QCOMPARE(server.titles, QStringList{u"INC-0012: under 1 hour left"_s});
    QCOMPARE(server.texts.first(), u"a &lt; b &amp; c"_s); // some desktops take it for markup
    QCOMPARE(server.hints.value(u"urgency"_s).toInt(), 2);
    QCOMPARE(server.hints.value(u"desktop-entry"_s).toString(), u"org.tocsin.Tocsin"_s);
    QCOMPARE(server.replaced, 0U);
    desktop.show({u"again"_s, {}, u"Open"_s, false}, &context, count, {});
    QTRY_COMPARE(shown, 2);
    QCOMPARE(server.replaced, server.last); // one message at a time
    QCOMPARE(server.hints.value(u"urgency"_s).toInt(), 1);
    desktop.withdraw();
    QTRY_COMPARE(server.closed, server.last);
}

QTEST_GUILESS_MAIN(TestAlerts)
#include "tst_alerts.moc"
