#include "models/mail/mailmessage.h"
#include "models/mail/mailworker.h"
#include "models/mail/smtptransport.h"
#include "tests/support/scriptserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

const QString kPassword = u"only for tests"_s;

MailAccount accountOf(const ScriptServer &server, const QString &port, MailSecurity security = MailSecurity::StartTls)
{
    MailAccount a;
    a.host = u"localhost"_s;
    a.port = server.port(port);
    a.security = security;
    a.login = u"tocsin"_s;
    a.senderAddress = u"notices@provider.example"_s;
    a.authority = server.authority();
    a.timeoutS = 2;
    return a;
}

QByteArray mail(const QString &id, const QString &to, qsizetype size = 200)
{
    MailMessage m;
    m.fromAddress = u"notices@provider.example"_s;
    m.to = to;
    m.subject = u"Notice"_s;
    m.messageId = id;
    m.dateMs = 1795319045000;
    m.text = u".\r\n.hidden\r\n"_s + QString(size, u'x') + u"\n.\n"_s;
    return *makeMailMessage(m);
}

} // namespace

Q_DECLARE_METATYPE(tocsin::MailOutcome)
Q_DECLARE_METATYPE(tocsin::MailFault)

/** P9.8: what Postfix takes, and what it cannot do when asked, against a scripted server; its faults are in
 * tst_mailfaults. */
class TestSmtp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void postfixTakes_data();
    void postfixTakes();
    void replies_data();
    void replies();
    void noMailServer_data();
    void noMailServer();
    void senderIsRefusedAtOnce();
    void injection();
    void answersNeverSteerATerminal();
    void oneConnectionForMany();
    void stopBeforeBeginning();
    void stopNow();
    void lapsedClaimIsNotBegun();
    void troubleAnswersTheRest();

private:
    QString nextId() { return u"m%1@tests.example"_s.arg(++m_count); }
    int m_count = 0;
};

void TestSmtp::initTestCase()
{
    QCOMPARE(ScriptServer::postfix().problem(), QString());
    QCOMPARE(ScriptServer::faults().problem(), QString());
}

void TestSmtp::postfixTakes_data()
{
    QTest::addColumn<QString>("port");
    QTest::addColumn<bool>("tls");
    QTest::newRow("STARTTLS") << u"port"_s << false;
    QTest::newRow("TLS") << u"tls"_s << true;
}

void TestSmtp::postfixTakes()
{
    QFETCH(QString, port);
    QFETCH(bool, tls);
    ScriptServer &server = ScriptServer::postfix();
    SmtpTransport transport(accountOf(server, port, tls ? MailSecurity::Tls : MailSecurity::StartTls), kPassword);
    for (int i = 0; i < 3; ++i) {
        const QString id = nextId();
        const MailReply reply =
            transport.send(u"notices@provider.example"_s, u"a@customer.example"_s, mail(id, u"a@customer.example"_s));
        QCOMPARE(reply.outcome, MailOutcome::Accepted);
        QCOMPARE(reply.code, 250);
        QVERIFY2(reply.text.contains(u"queued as"_s), qPrintable(reply.text));
        QTRY_COMPARE_WITH_TIMEOUT(server.taken(id), 1, 20'000);
    }
    bool whole = false;
    for (const QByteArray &taken : server.inbox())
        whole = whole || (taken.contains("\n.\n.hidden") && taken.contains("To: a@customer.example"));
    QVERIFY(whole); // lines that begin with a dot arrive as they were
}

void TestSmtp::replies_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<MailOutcome>("outcome");
    QTest::addColumn<MailFault>("fault");
    QTest::addColumn<int>("taken");
    using enum MailOutcome;
    const auto row = [](const char *to, MailOutcome outcome, MailFault fault, int taken) {
        QTest::newRow(to) << QString::fromLatin1(to) << outcome << fault << taken;
    };
    row("ok", Accepted, MailFault::None, 1);
    row("slow", Accepted, MailFault::None, 1);
    row("lines", Permanent, MailFault::Recipient, 0);
    row("full", Temporary, MailFault::Content, 0);
    row("drop_rcpt", Temporary, MailFault::Dropped, 0);
    row("hang_dot", Unknown, MailFault::Silent, 1);
}

void TestSmtp::replies()
{
    QFETCH(QString, to);
    QFETCH(MailOutcome, outcome);
    QFETCH(MailFault, fault);
    QFETCH(int, taken);
    ScriptServer &server = ScriptServer::faults();
    SmtpTransport transport(accountOf(server, u"good"_s), kPassword);
    const QString id = nextId(), address = to + u"@customer.example"_s;
    const MailReply reply = transport.send(u"notices@provider.example"_s, address, mail(id, address));
    QVERIFY2(reply.outcome == outcome && reply.fault == fault,
             qPrintable(codeOf(reply.outcome) + u' ' + codeOf(reply.fault) + u' ' + reply.text));
    QCOMPARE(server.taken(id), taken);
    // The next one finds the line in order, whatever this one met.
    const QString next = nextId();
    QCOMPARE(
        transport.send(u"notices@provider.example"_s, u"ok@customer.example"_s, mail(next, u"ok@customer.example"_s))
            .outcome,
        MailOutcome::Accepted);
    QCOMPARE(server.taken(next), 1);
}

void TestSmtp::noMailServer_data()
{
    QTest::addColumn<MailFault>("fault");
    QTest::newRow("silent") << MailFault::Silent;
    QTest::newRow("busy") << MailFault::Dropped;
    QTest::newRow("junk") << MailFault::Dropped;
}

/** What no Postfix says; what one says of an account is in tst_mailfaults. */
void TestSmtp::noMailServer()
{
    QFETCH(MailFault, fault);
    ScriptServer &server = ScriptServer::faults();
    const MailAccount a = accountOf(server, QString::fromLatin1(QTest::currentDataTag()));
    const QString id = nextId();
    SmtpTransport transport(a, kPassword), other(a, kPassword);
    for (const MailReply &reply :
         {transport.send(u"notices@provider.example"_s, u"ok@customer.example"_s, mail(id, u"ok@customer.example"_s)),
          other.probe()}) {
        QVERIFY2(reply.fault == fault,
                 qPrintable(codeOf(reply.outcome) + u' ' + codeOf(reply.fault) + u' ' + reply.text));
        QCOMPARE(reply.outcome, MailOutcome::NotBegun);
        QVERIFY(stopsSending(reply));
    }
    QCOMPARE(server.taken(id), 0);
}

/** At MAIL FROM; Postfix says it at RCPT TO. */
void TestSmtp::senderIsRefusedAtOnce()
{
    ScriptServer &server = ScriptServer::faults();
    SmtpTransport transport(accountOf(server, u"good"_s), kPassword);
    const MailReply reply = transport.send(u"nobody@provider.example"_s, u"ok@customer.example"_s,
                                           mail(nextId(), u"ok@customer.example"_s));
    QCOMPARE(reply.fault, MailFault::Sender);
    QCOMPARE(reply.outcome, MailOutcome::NotBegun);
}

void TestSmtp::injection()
{
    ScriptServer &server = ScriptServer::faults();
    SmtpTransport transport(accountOf(server, u"good"_s), kPassword);
    const qsizetype before = server.inbox().size();
    for (const QString &to : {u"ok@customer.example>\r\nRCPT TO:<evil@evil.example"_s, u"ok@customer.example\n"_s,
                              u"a@b.example,c@d.example"_s, QString(), u"<ok@customer.example>"_s}) {
        QCOMPARE(transport.send(u"notices@provider.example"_s, to, "x").outcome, MailOutcome::Permanent);
        QCOMPARE(transport.send(to, u"ok@customer.example"_s, "x").outcome, MailOutcome::Permanent);
    }
    QCOMPARE(server.inbox().size(), before);
}

void TestSmtp::answersNeverSteerATerminal()
{
    ScriptServer &server = ScriptServer::faults();
    SmtpTransport transport(accountOf(server, u"good"_s), kPassword);
    const MailReply reply = transport.send(u"notices@provider.example"_s, u"escape@customer.example"_s,
                                           mail(nextId(), u"escape@customer.example"_s));
    QCOMPARE(reply.outcome, MailOutcome::Permanent);
    for (const QChar c : reply.text)
        QVERIFY(c.isPrint());
}

void TestSmtp::oneConnectionForMany()
{
    ScriptServer &server = ScriptServer::faults();
    MailWorker worker(accountOf(server, u"good"_s), kPassword);
    std::atomic_int told = 0;
    worker.onAnswer([&told] { ++told; });
    QStringList ids;
    for (int i = 0; i < 20; ++i) {
        ids << nextId();
        worker.submit({i + 1, u"notices@provider.example"_s, u"ok@customer.example"_s,
                       mail(ids.last(), u"ok@customer.example"_s), 0});
    }
    QList<MailAnswer> answers;
    while (answers.size() < 20) {
        const auto some = worker.takeAnswers(20'000);
        QVERIFY(!some.isEmpty());
        answers += some;
    }
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(answers.at(i).attempt, i + 1); // in order
        QCOMPARE(answers.at(i).reply.outcome, MailOutcome::Accepted);
        QCOMPARE(server.taken(ids.at(i)), 1);
    }
    QTRY_COMPARE(told.load(), 20);
}

void TestSmtp::stopBeforeBeginning()
{
    ScriptServer &server = ScriptServer::faults();
    MailWorker worker(accountOf(server, u"good"_s), kPassword);
    const QString first = nextId(), second = nextId();
    worker.submit(
        {1, u"notices@provider.example"_s, u"slow@customer.example"_s, mail(first, u"slow@customer.example"_s), 0});
    worker.submit(
        {2, u"notices@provider.example"_s, u"ok@customer.example"_s, mail(second, u"ok@customer.example"_s), 0});
    QTRY_VERIFY(server.taken(first) >= 0);
    worker.stop(false);
    QList<MailAnswer> answers;
    while (answers.size() < 2)
        answers += worker.takeAnswers(20'000);
    // What was on its way is finished or was not begun; never unsure.
    QCOMPARE(server.taken(first), answers.at(0).reply.accepted() ? 1 : 0);
    QVERIFY(answers.at(0).reply.outcome != MailOutcome::Unknown);
    QCOMPARE(answers.at(1).reply.outcome, MailOutcome::NotBegun);
    QCOMPARE(answers.at(1).reply.fault, MailFault::Stopped);
    QCOMPARE(server.taken(second), 0);
}

void TestSmtp::stopNow()
{
    ScriptServer &server = ScriptServer::faults();
    MailAccount a = accountOf(server, u"good"_s);
    a.timeoutS = 60;
    QElapsedTimer whole;
    whole.start();
    auto kept = std::make_unique<MailWorker>(a, kPassword);
    MailWorker &worker = *kept;
    const QString id = nextId();
    worker.submit({1, u"notices@provider.example"_s, u"hang_dot@customer.example"_s,
                   mail(id, u"hang_dot@customer.example"_s), 0});
    QTRY_COMPARE_WITH_TIMEOUT(server.taken(id), 1, 20'000);
    QElapsedTimer timer;
    timer.start();
    worker.stop(true);
    const auto answers = worker.takeAnswers(20'000);
    QCOMPARE(answers.size(), 1);
    QVERIFY(timer.elapsed() < 30'000);                             // half of what the account would wait
    QCOMPARE(answers.first().reply.outcome, MailOutcome::Unknown); // the server has it, and nobody knows
    kept.reset();
    QVERIFY(whole.elapsed() < 50'000); // nor does the end of the program wait for such a server
}

void TestSmtp::lapsedClaimIsNotBegun()
{
    ScriptServer &server = ScriptServer::faults();
    MailWorker worker(accountOf(server, u"good"_s), kPassword);
    const QString id = nextId();
    worker.submit(
        {1, u"notices@provider.example"_s, u"slow@customer.example"_s, mail(nextId(), u"slow@customer.example"_s), 0});
    worker.submit({2, u"notices@provider.example"_s, u"ok@customer.example"_s, mail(id, u"ok@customer.example"_s), 1});
    QList<MailAnswer> answers;
    while (answers.size() < 2)
        answers += worker.takeAnswers(20'000);
    QCOMPARE(answers.at(1).reply.outcome, MailOutcome::NotBegun);
    QCOMPARE(server.taken(id), 0);
}

void TestSmtp::troubleAnswersTheRest()
{
    ScriptServer &server = ScriptServer::faults();
    MailWorker worker(accountOf(server, u"good"_s), u"wrong"_s);
    for (int i = 0; i < 3; ++i)
        worker.submit({i + 1, u"notices@provider.example"_s, u"ok@customer.example"_s,
                       mail(nextId(), u"ok@customer.example"_s), 0});
    QList<MailAnswer> answers;
    while (answers.size() < 3)
        answers += worker.takeAnswers(20'000);
    for (const MailAnswer &answer : std::as_const(answers)) {
        QCOMPARE(answer.reply.outcome, MailOutcome::NotBegun);
        QCOMPARE(answer.reply.fault, MailFault::Login); // asked once, not three times: accounts lock themselves
    }
}

QTEST_GUILESS_MAIN(TestSmtp)
#include "tst_smtp.moc"
