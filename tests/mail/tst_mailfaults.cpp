#include "models/mail/mailmessage.h"
#include "models/mail/mailworker.h"
#include "models/mail/smtptransport.h"
#include "models/services/outboxsender.h"
#include "models/storage/sqlfunctions.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"
#include "tests/support/delayproxy.h"
#include "tests/support/scriptserver.h"

#include <QDirIterator>
#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

using Fault = DelayProxy::Fault;
using States = QList<MessageState>;

const QString kPassword = u"only for tests"_s;
constexpr qint64 kWithinData = 100'000; ///< bytes of the client's: past the handshake, the log-in and what is small
constexpr qsizetype kSome = 300'000;
constexpr qsizetype kMore = 12'000'000; ///< than all buffers between here and Postfix hold

/** Real messages; how large they are their subject says, which names the subscription. */
class MailRenderer : public PlainRenderer
{
public:
    Result<RenderedNotice> render(const NoticeDocument &d) override
    {
        MailMessage m;
        m.fromAddress = d.senderAddress;
        m.to = d.recipients.first();
        m.subject = d.subject;
        m.messageId = d.messageId;
        m.dateMs = d.dateMs;
        const qsizetype size = d.subject.contains(u"Big"_s) ? kMore : d.subject.contains(u"Some"_s) ? kSome : 200;
        m.text = d.bodyMarkdown + u'\n' + QString(size, u'x');
        auto eml = makeMailMessage(m);
        if (!eml)
            return tl::unexpected(eml.error());
        return RenderedNotice{*eml, {}, QString::fromLatin1(sha256Hex(*eml)), {}};
    }
};

/** How the way to the server, or the account, is not as it should be. */
struct Way
{
    QString port = u"port"_s;
    QString account = {};            ///< what is wrong with it
    std::optional<Fault> fault = {}; ///< once the client said so much that only a large message can be under way
};

} // namespace

Q_DECLARE_METATYPE(Way)
Q_DECLARE_METATYPE(tocsin::MailFault)

/** P9.8: every fault with Debian's Postfix, from the order to what a person reads; the proxy before it looks at no
 * byte. */
class TestMailFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void accounts_data();
    void accounts();
    void probes_data();
    void probes();
    void messages_data();
    void messages();
    void laterIsTakenOnALaterTry();
    void cleanupTestCase();

private:
    static void accountRows();
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] MailAccount accountOf(const Way &way);
    void begin(const Way &way, const QStringList &addresses);
    void spoil(const Way &way);
    void freeTheWay();
    [[nodiscard]] SendingEnd carry();
    [[nodiscard]] QList<MessageRow> rows() { return s().notices.details(notice)->messages; }
    [[nodiscard]] States states();
    /** How often the server has each of them, in the order of the addresses. */
    [[nodiscard]] QList<int> taken();
    /** All that the server took is in the maildir. */
    [[nodiscard]] bool isThrough() const;

    ScriptServer &server = ScriptServer::postfix();
    std::unique_ptr<DelayProxy> proxy;
    std::unique_ptr<Team> team;
    MailRenderer renderer;
    NoticeId notice;
    QString password;
    int customers = 0;
};

void TestMailFaults::initTestCase()
{
    QCOMPARE(server.problem(), QString());
    proxy = std::make_unique<DelayProxy>(quint16(server.port(u"port"_s)));
    team = std::make_unique<Team>();
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
    const Person mira = team->services->session.actor();
    team->services = std::make_unique<Services>(*team->db, *team->rules, &renderer);
    team->services->session.setActor(mira);
}

void TestMailFaults::cleanup()
{
    freeTheWay();
    if (notice.isValid()) // what is still to be tried does not leave in the next test
        (void)s().outbox.cancel(notice, {}, u"The end of the test"_s);
    const QString inbox = server.place() + u"/inbox/new"_s;
    for (const QString &name : QDir(inbox).entryList(QDir::Files))
        QFile::remove(inbox + u'/' + name);
}

void TestMailFaults::freeTheWay()
{
    proxy->cut();
    proxy->thaw();
    proxy->accept();
}

void TestMailFaults::cleanupTestCase()
{
    QCOMPARE(team->findings(), QString());
    QCOMPARE(team->problems, QStringList());
    team.reset();
}

MailAccount TestMailFaults::accountOf(const Way &way)
{
    MailAccount a = s().outbox.account().value_or(MailAccount());
    a.host = way.account == u"host"_s ? u"mail.invalid"_s : u"localhost"_s;
    a.port = way.port == u"proxy"_s ? proxy->port() : way.port == u"nothing"_s ? 1 : server.port(way.port);
    a.security = way.account == u"TLS"_s ? MailSecurity::Tls : MailSecurity::StartTls;
    a.login = way.account == u"user"_s ? u"nobody"_s : u"tocsin"_s;
    a.senderName = u"Exemplar Cloud"_s;
    a.senderAddress = way.account == u"sender"_s ? u"nobody@provider.example"_s : u"notices@provider.example"_s;
    a.authority = way.account == u"no authority"_s ? QString() : server.authority(way.account == u"other authority"_s);
    a.timeoutS = 2;
    return a;
}

/** A notice that is ordered to leave by mail to these addresses, a customer each. */
void TestMailFaults::begin(const Way &way, const QStringList &addresses)
{
    password = way.account == u"password"_s ? u"wrong"_s : kPassword;
    OK(s().outbox.saveAccount(accountOf(way)));
    const IncidentId incident = team->diagnosed(u"Unknown sign-ins"_s);
    for (const QString &address : addresses) {
        const QString name = u"%1 %2"_s.arg(++customers, 4, 10, QChar(u'0')).arg(address.section(u'@', 0, 0));
        OK(s().customers.setScope(incident, team->customer(name, name, address), u"Log"_s));
    }
    OK(team->declare(incident));
    notice = team->approvedNotice(incident);
    OK(s().outbox.order(notice, 0, false));
    QVERIFY(notice.isValid());
    QStringList ordered;
    for (const MessageRow &m : rows())
        ordered << m.address;
    QCOMPARE(ordered, addresses);
    spoil(way);
}

SendingEnd TestMailFaults::carry()
{
    MailAccount account = *s().outbox.account();
    account.timeoutS = 1; // less than an account may have
    MailWorker worker(account, password);
    auto end = sendOutbox(s().outbox, worker, account, [](const OutboxTotals &) { return true; });
    if (!end)
        qWarning("%s", qPrintable(end.error().userText + end.error().detail));
    return end.value_or(SendingEnd());
}

States TestMailFaults::states()
{
    States list;
    for (const MessageRow &m : rows())
        list << messageState(m.facts, team->clock.nowMs());
    return list;
}

bool TestMailFaults::isThrough() const
{
    for (const QString &name : {u"incoming"_s, u"active"_s, u"deferred"_s, u"maildrop"_s})
        if (QDirIterator(server.place() + u"/queue/"_s + name, QDir::Files, QDirIterator::Subdirectories).hasNext())
            return false;
    return true;
}

QList<int> TestMailFaults::taken()
{
    QList<int> list;
    for (const MessageRow &m : rows())
        list << server.taken(m.messageRef);
    return list;
}

void TestMailFaults::accountRows()
{
    QTest::addColumn<Way>("way");
    QTest::addColumn<MailFault>("fault");
    QTest::addColumn<QString>("advice");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const Way &way, MailFault fault, const char *advice, const char *said) {
        QTest::newRow(name) << way << fault << QString::fromLatin1(advice) << QString::fromLatin1(said);
    };
    constexpr auto kNoTls = "offers no encryption on this port. Nothing was sent. Check the port and the choice of";
    constexpr auto kCertificate =
        "certificate is not trusted. Nothing was sent. Check the server's name; if your organisation";
    constexpr auto kLogin = "refused the user name or the password. Nothing was sent. Enter the password again.";
    constexpr auto kAway = "cannot be reached. Check its name and port, and the network.";
    using enum MailFault;
    row("refuses TLS", {u"plain"_s, {}}, NoTls, kNoTls, "STARTTLS");
    row("TLS where STARTTLS is spoken", {u"port"_s, u"TLS"_s}, NoTls, kNoTls, "");
    row("certificate of nobody", {u"untrusted"_s, {}}, Certificate, kCertificate, "certificate");
    row("certificate that expired", {u"expired"_s, {}}, Certificate, kCertificate, "expired");
    row("certificate of another host", {u"wrong_name"_s, {}}, Certificate, kCertificate, "localhost");
    row("authority of somebody else", {u"port"_s, u"other authority"_s}, Certificate, kCertificate, "certificate");
    row("only the system's authorities", {u"port"_s, u"no authority"_s}, Certificate, kCertificate, "certificate");
    row("bad password", {u"port"_s, u"password"_s}, Login, kLogin, "authentication fail");
    row("no such user", {u"port"_s, u"user"_s}, Login, kLogin, "authentication fail");
    row("drops from the beginning", {u"proxy"_s, u"cut"_s}, Dropped,
        "broke. Nothing more was sent. See whether the server runs", "");
    row("nobody listens", {u"nothing"_s, {}}, Unreachable, kAway, "");
    row("no such host", {u"port"_s, u"host"_s}, Unreachable, kAway, "");
}

void TestMailFaults::spoil(const Way &way)
{
    if (way.account == u"frozen"_s)
        proxy->freeze();
    if (way.account == u"cut"_s)
        proxy->breakAfter(1, Fault::Cut);
    if (way.fault)
        proxy->breakAfter(kWithinData, *way.fault);
}

void TestMailFaults::accounts_data()
{
    accountRows();
    constexpr auto kSilent =
        "did not answer in time. Nothing more was sent. See whether the server runs, and check its "
        "port and the choice of STARTTLS or TLS";
    for (const auto &[port, account] : {std::pair(u"tls"_s, QString()), std::pair(u"proxy"_s, u"frozen"_s)})
        QTest::newRow(account.isEmpty() ? "STARTTLS where TLS is spoken" : "hangs from the beginning")
            << Way{port, account} << MailFault::Silent << QString::fromLatin1(kSilent) << QString();
    QTest::newRow("refused sender") << Way{u"port"_s, u"sender"_s} << MailFault::Sender
                                    << u"does not take messages from this sender. Check the sender's address"_s
                                    << u"not owned by user tocsin"_s;
}

/** What is wrong with the account stops all, says what it is, and costs no recipient anything. */
void TestMailFaults::accounts()
{
    QFETCH(Way, way);
    QFETCH(MailFault, fault);
    QFETCH(QString, advice);
    QFETCH(QString, said);
    begin(way, {u"one@customer.example"_s, u"two@customer.example"_s});
    const SendingEnd end = carry();
    QVERIFY(end.trouble);
    const QString sentence = explain(*end.trouble);
    QVERIFY2(end.trouble->fault == fault && sentence.contains(advice) && sentence.contains(said), qPrintable(sentence));
    QVERIFY(!sentence.contains(kPassword));
    QCOMPARE(states(), States(2, MessageState::Waiting));
    QVERIFY(isThrough());
    QCOMPARE(taken(), QList<int>({0, 0}));
    // A person sees to it, and nothing has to be decided.
    freeTheWay();
    password = kPassword;
    OK(s().outbox.saveAccount(accountOf({})));
    QVERIFY(!carry().trouble);
    QCOMPARE(states(), States(2, MessageState::Reached));
    QTRY_COMPARE_WITH_TIMEOUT(taken(), QList<int>({1, 1}), 20'000);
}

void TestMailFaults::probes_data()
{
    accountRows(); // a probe names no sender
    for (const auto &[port, account] : {std::pair(u"port"_s, QString()), std::pair(u"tls"_s, u"TLS"_s)})
        QTest::newRow(qPrintable(u"good, "_s + port))
            << Way{port, account} << MailFault::None << QString() << QString();
}

/** The same is said by the test of an account, which sends nothing. */
void TestMailFaults::probes()
{
    QFETCH(Way, way);
    QFETCH(MailFault, fault);
    QFETCH(QString, advice);
    QFETCH(QString, said);
    MailAccount account = accountOf(way);
    account.timeoutS = 1;
    spoil(way);
    SmtpTransport transport(account, way.account == u"password"_s ? u"wrong"_s : kPassword);
    const MailReply reply = transport.probe();
    const QString sentence = explain(reply);
    QVERIFY2(reply.fault == fault && sentence.contains(advice) && sentence.contains(said), qPrintable(sentence));
    QCOMPARE(reply.accepted(), fault == MailFault::None);
    QVERIFY(isThrough());
    QVERIFY(server.inbox().isEmpty());
}

void TestMailFaults::messages_data()
{
    QTest::addColumn<Way>("way");
    QTest::addColumn<QStringList>("to");
    QTest::addColumn<States>("after");
    QTest::addColumn<QString>("reply"); // to the second
    QTest::addColumn<QString>("trouble");
    QTest::addColumn<QList<int>>("arrived");
    using enum MessageState;
    const auto row = [](const char *name, const Way &way, const QStringList &to, const States &after, const char *reply,
                        const char *trouble, const QList<int> &arrived) {
        QStringList addresses;
        for (const QString &one : to)
            addresses << (one.contains(u'@') ? one : one + u"@customer.example"_s);
        QTest::newRow(name) << way << addresses << after << QString::fromLatin1(reply) << QString::fromLatin1(trouble)
                            << arrived;
    };
    const QString a = u"a"_s, b = u"b"_s, c = u"c"_s;
    row("5xx for one of many", {}, {a, u"x@refused.example"_s, b, c}, {Reached, Failed, Reached, Reached},
        "no such mailbox", "", {1, 0, 1, 1});
    row("4xx for one of many", {}, {a, u"x@later.example"_s, b}, {Reached, Retrying, Reached}, "mailbox busy", "",
        {1, 0, 1});
    row("5xx after the message", {}, {a, u"Unwanted"_s, b}, {Reached, Failed, Reached}, "not this content", "",
        {1, 0, 1});
    row("421 and gone", {}, {a, u"x@leaves.example"_s, b}, {Reached, Retrying, Reached}, "closing down", "", {1, 0, 1});
    row("hangs at one recipient", {}, {a, u"x@hangs.example"_s, b}, {Reached, Retrying, Waiting}, "No answer",
        "did not answer in time", {1, 0, 0});
    // On a connection that nothing was sent on before; else the message is begun once more at once.
    row("drops in the middle of DATA", {u"proxy"_s, {}, Fault::Cut}, {u"Big"_s, b}, {Retrying, Reached}, "", "",
        {0, 1});
    row("drops in the middle of a run", {u"proxy"_s, {}, Fault::Cut}, {a, u"Big"_s, b, c},
        {Reached, Reached, Reached, Reached}, "queued as", "", {1, 1, 1, 1});
    row("gone in the middle of a run", {u"proxy"_s, {}, Fault::Leave}, {a, u"Big"_s, b, c},
        {Reached, Waiting, Waiting, Waiting}, "Server not reached", "cannot be reached", {1, 0, 0, 0});
    row("hangs in the middle of DATA", {u"proxy"_s, {}, Fault::Stall}, {a, u"Big"_s, b}, {Reached, Retrying, Waiting},
        "No answer", "did not answer in time", {1, 0, 0});
    row("drops before the answer", {u"proxy"_s, {}, Fault::CutAtAnswer}, {a, u"Some"_s, b}, {Reached, Unsure, Reached},
        "Connection broken", "", {1, 1, 1});
    row("loses the end and hangs", {u"proxy"_s, {}, Fault::Swallow}, {a, u"Some"_s, b}, {Reached, Unsure, Waiting},
        "No answer", "did not answer in time", {1, 0, 0});
}

/** What happens to one message happens to that one alone; what the server may have is unsure, and nothing else is. */
void TestMailFaults::messages()
{
    QFETCH(Way, way);
    QFETCH(QStringList, to);
    QFETCH(States, after);
    QFETCH(QString, reply);
    QFETCH(QString, trouble);
    QFETCH(QList<int>, arrived);
    using enum MessageState;
    begin(way, to);
    if (QTest::currentTestFailed())
        return;
    const SendingEnd end = carry();
    QCOMPARE(states(), after);
    const QString sentence = end.trouble ? explain(*end.trouble) : QString();
    QVERIFY2(trouble.isEmpty() ? sentence.isEmpty() : sentence.contains(trouble), qPrintable(sentence));
    const QList<MessageRow> list = rows();
    QVERIFY2(list.at(1).reply.contains(reply), qPrintable(list.at(1).reply));
    freeTheWay();
    QTRY_VERIFY_WITH_TIMEOUT(isThrough(), 20'000);
    QCOMPARE(taken(), arrived);
    // What waits leaves when the way is free again, and nobody gets it twice.
    QVERIFY(!carry().trouble);
    QTRY_VERIFY_WITH_TIMEOUT(isThrough(), 20'000);
    States later = after;
    for (qsizetype i = 0; i < after.size(); ++i)
        if (after.at(i) == Waiting) {
            later[i] = Reached;
            arrived[i] = 1;
        }
    QCOMPARE(states(), later);
    QCOMPARE(taken(), arrived);
    // What is unsure leaves by a person's word alone.
    for (qsizetype i = 0; i < after.size(); ++i)
        if (after.at(i) == Unsure) {
            OK(s().outbox.decide(list.at(i).id, arrived.at(i) == 1, u"The server's log."_s));
            later[i] = Reached;
            arrived[i] = 1;
        }
    QVERIFY(!carry().trouble);
    QCOMPARE(states(), later);
    QTRY_COMPARE_WITH_TIMEOUT(taken(), arrived, 20'000);
}

void TestMailFaults::laterIsTakenOnALaterTry()
{
    begin({}, {u"a@customer.example"_s, u"slow@greylisted.example"_s, u"b@customer.example"_s});
    QVERIFY(!carry().trouble);
    using enum MessageState;
    QCOMPARE(states(), States({Reached, Retrying, Reached}));
    QVERIFY(rows().at(1).reply.contains(u"greylisted, come back later"_s));
    QVERIFY(!carry().trouble); // too early: the server is not asked
    QCOMPARE(rows().at(1).attempts, 1);
    team->clock.advance(backOffMs(1));
    QVERIFY(!carry().trouble);
    QCOMPARE(states(), States(3, Reached));
    QCOMPARE(rows().at(1).attempts, 2);
    QTRY_COMPARE_WITH_TIMEOUT(taken(), QList<int>({1, 1, 1}), 20'000);
}

QTEST_GUILESS_MAIN(TestMailFaults)
#include "tst_mailfaults.moc"
