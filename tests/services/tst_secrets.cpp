#include "app/platform/keychainsecrets.h"
#include "tests/support/fakesecrets.h"

#include <QPointer>
#include <QTest>
#include <memory>

using namespace Qt::StringLiterals;
using namespace tocsin;
using namespace tocsin::test;

/**
 * What every keychain does. The real one is tried where a Secret Service answers, with TOCSIN_TEST_KEYCHAIN=answers; on
 * a desktop without one it has to say so.
 */
class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keeps_data();
    void keeps();
    void saysWhyItDoesNot_data();
    void saysWhyItDoesNot();
    void answersNobodyWhoIsGone();

private:
    template<class T>
    [[nodiscard]] static Result<T>
    await(const std::function<void(QObject *, std::function<void(const Result<T> &)>)> &ask)
    {
        QObject context;
        std::optional<Result<T>> answer;
        ask(&context, [&answer](const Result<T> &r) { answer = r; });
        if (answer) // an answer before the question has returned would surprise whoever asks
            return failure(ErrorKind::Internal, u"answered at once"_s);
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
            return failure(ErrorKind::Internal, u"no answer"_s);
        return *answer;
    }
    [[nodiscard]] static Result<QString> read(Secrets &s, const QString &key)
    {
        return await<QString>([&](QObject *c, auto done) { s.read(key, c, std::move(done)); });
    }
    [[nodiscard]] static Result<void> write(Secrets &s, const QString &key, const QString &secret)
    {
        return await<void>([&](QObject *c, auto done) { s.write(key, secret, c, std::move(done)); });
    }
    [[nodiscard]] static Result<void> remove(Secrets &s, const QString &key)
    {
        return await<void>([&](QObject *c, auto done) { s.remove(key, c, std::move(done)); });
    }
    [[nodiscard]] static std::unique_ptr<Secrets> make(const QString &which)
    {
        if (which == "keychain"_L1)
            return std::make_unique<KeychainSecrets>(u"Tocsin tests"_s);
        auto fake = std::make_unique<FakeSecrets>();
        if (which == "fake without"_L1)
            fake->problem = u"There is no keychain."_s;
        return fake;
    }
    [[nodiscard]] static bool answers() { return qgetenv("TOCSIN_TEST_KEYCHAIN") == "answers"; }
};

void TestSecrets::keeps_data()
{
    QTest::addColumn<QString>("which");
    QTest::newRow("fake") << u"fake"_s;
    if (answers())
        QTest::newRow("keychain") << u"keychain"_s;
}

void TestSecrets::keeps()
{
    QFETCH(QString, which);
    const auto secrets = make(which);
    const QString ada = u"ada@db.example.org:5432/team"_s, eve = u"eve@db.example.org:5432/team"_s;
    QVERIFY(remove(*secrets, ada));
    QVERIFY(remove(*secrets, eve)); // also when there is none
    QCOMPARE(read(*secrets, ada).value_or(u"an error"_s), QString());
    const auto first = write(*secrets, ada, u"geheim ßあ 'quote'"_s);
    QVERIFY2(first, first ? "" : qPrintable(first.error().userText + first.error().detail));
    QVERIFY(write(*secrets, eve, u"another"_s));
    QCOMPARE(read(*secrets, ada).value_or(QString()), u"geheim ßあ 'quote'"_s);
    QCOMPARE(read(*secrets, eve).value_or(QString()), u"another"_s);
    QVERIFY(write(*secrets, ada, u"changed"_s));
    QCOMPARE(read(*secrets, ada).value_or(QString()), u"changed"_s);
    QVERIFY(remove(*secrets, ada));
    QCOMPARE(read(*secrets, ada).value_or(u"an error"_s), QString());
    QCOMPARE(read(*secrets, eve).value_or(QString()), u"another"_s);
    QVERIFY(remove(*secrets, eve));
}

void TestSecrets::saysWhyItDoesNot_data()
{
    QTest::addColumn<QString>("which");
    QTest::newRow("fake") << u"fake without"_s;
    if (!answers())
        QTest::newRow("keychain") << u"keychain"_s;
}

void TestSecrets::saysWhyItDoesNot()
{
    QFETCH(QString, which);
    const auto secrets = make(which);
    for (const Result<void> &done : {write(*secrets, u"a"_s, u"b"_s), remove(*secrets, u"a"_s)}) {
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Offline);
        QVERIFY(!done.error().userText.isEmpty());
    }
    const auto found = read(*secrets, u"a"_s);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Offline);
}

void TestSecrets::answersNobodyWhoIsGone()
{
    FakeSecrets secrets;
    bool answered = false;
    auto context = std::make_unique<QObject>();
    secrets.read(u"a"_s, context.get(), [&answered](const Result<QString> &) { answered = true; });
    context.reset();
    QObject later;
    bool reached = false;
    secrets.read(u"a"_s, &later, [&reached](const Result<QString> &) { reached = true; });
    QTRY_VERIFY(reached);
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
