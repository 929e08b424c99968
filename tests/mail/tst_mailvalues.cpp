#include "models/domain/clock.h"
#include "models/domain/mailaccount.h"
#include "models/domain/mailreply.h"

#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** The account, what a person reads of a reply, and when a message is tried again. */
class TestMailValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void account_data();
    void account();
    void everyFaultIsExplained();
    void backOff();
    void leaseOutlivesEverything();
    void secretKey();
};

namespace {

MailAccount good()
{
    MailAccount a;
    a.host = u"mail.example.org"_s;
    a.login = u"notices"_s;
    a.senderName = u"Exemplar Cloud"_s;
    a.senderAddress = u"notices@example.org"_s;
    return a;
}

} // namespace

void TestMailValues::account_data()
{
    QTest::addColumn<MailAccount>("account");
    QTest::addColumn<QString>("field"); // empty: it is taken
    const auto row = [](const char *name, const QString &field, const std::function<void(MailAccount &)> &change) {
        MailAccount a = good();
        change(a);
        QTest::newRow(name) << a << field;
    };
    row("as it should be", {}, [](MailAccount &) {});
    row("no log-in", {}, [](MailAccount &a) { a.login.clear(); });
    row("an address as host", {}, [](MailAccount &a) { a.host = u"2001:db8::25"_s; });
    row("no host", u"host"_s, [](MailAccount &a) { a.host.clear(); });
    row("host with a path", u"host"_s, [](MailAccount &a) { a.host = u"mail.example/x"_s; });
    row("host with a user", u"host"_s, [](MailAccount &a) { a.host = u"a@mail.example"_s; });
    row("host with a line break", u"host"_s, [](MailAccount &a) { a.host = u"mail.example\n"_s; });
    row("port 0", u"port"_s, [](MailAccount &a) { a.port = 0; });
    row("port too high", u"port"_s, [](MailAccount &a) { a.port = 65536; });
    row("log-in with a line break", u"login"_s, [](MailAccount &a) { a.login = u"a\r\nb"_s; });
    row("sender with a line break", u"senderName"_s, [](MailAccount &a) { a.senderName = u"a\nBcc: b"_s; });
    row("sender encoded", u"senderName"_s, [](MailAccount &a) { a.senderName = u"=?utf-8?q?x?="_s; });
    row("no sender", u"senderAddress"_s, [](MailAccount &a) { a.senderAddress.clear(); });
    row("two senders", u"senderAddress"_s, [](MailAccount &a) { a.senderAddress = u"a@b.example, c@d.example"_s; });
    row("certificate that is none", u"authority"_s, [](MailAccount &a) { a.authority = u"hello"_s; });
    row("less than none a minute", u"perMinute"_s, [](MailAccount &a) { a.perMinute = -1; });
    row("no patience", u"timeoutS"_s, [](MailAccount &a) { a.timeoutS = 1; });
    row("endless patience", u"timeoutS"_s, [](MailAccount &a) { a.timeoutS = 601; });
}

void TestMailValues::account()
{
    QFETCH(MailAccount, account);
    QFETCH(QString, field);
    const auto checked = checkMailAccount(account);
    QCOMPARE(bool(checked), field.isEmpty());
    if (!checked)
        QCOMPARE(checked.error().field, field);
}

void TestMailValues::everyFaultIsExplained()
{
    for (const auto &e : enumTable<MailFault>()) {
        if (e.value == MailFault::None)
            continue;
        const QString text = explain({MailOutcome::NotBegun, e.value, 550, u"5.1.1 no such mailbox"_s});
        QVERIFY2(text.endsWith(u"It said: 5.1.1 no such mailbox"_s), qPrintable(text));
        QVERIFY2(text.size() > 40, e.code);
    }
    QVERIFY(explain({MailOutcome::Unknown, MailFault::Dropped, 0, {}}).contains(u"Message-ID"_s));
    QVERIFY(!stopsSending({MailOutcome::Permanent, MailFault::Recipient, 550, {}}));
    QVERIFY(!stopsSending({MailOutcome::Temporary, MailFault::Dropped, 0, {}}));
    QVERIFY(stopsSending({MailOutcome::NotBegun, MailFault::Certificate, 0, {}}));
}

void TestMailValues::backOff()
{
    qint64 sum = 0;
    for (int n = 1; n < mostAttempts(); ++n) {
        QVERIFY(backOffMs(n) >= (n > 1 ? backOffMs(n - 1) : kMinuteMs));
        sum += backOffMs(n);
    }
    QVERIFY(sum > 24 * kHourMs);
    QVERIFY(sum < 72 * kHourMs);
}

void TestMailValues::leaseOutlivesEverything()
{
    MailAccount a = good();
    // Begun within one time-out of the claim at the latest, it is over after two more.
    QCOMPARE(mailLeaseMs(a), 3000LL * a.timeoutS);
}

void TestMailValues::secretKey()
{
    MailAccount a = good();
    const QString key = mailSecretKey(a);
    a.senderName = u"Other"_s;
    QCOMPARE(mailSecretKey(a), key);
    a.login = u"other"_s;
    QVERIFY(mailSecretKey(a) != key);
}

QTEST_GUILESS_MAIN(TestMailValues)
#include "tst_mailvalues.moc"
