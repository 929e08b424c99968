#include "models/exchange/bundlecheck.h"
#include "models/exchange/bundlekey.h"
#include "models/exchange/stampcarrier.h"
#include "models/exchange/timestamp.h"
#include "models/exchange/zipbundle.h"
#include "tests/services/expect.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P11.5: time stamps of an authority, by a server of the test's own that does everything an answer can be wrong in. */
class TestTimestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void addresses_data();
    void addresses();
    void answers_data();
    void answers();
    void systemsCertificatesAreNotEnough();
    void nobodyListens();
    void canBeStopped();
    void isKeptWithTheBundle();
    void noBundleWithoutTheStamp();
    void spoiltOnesAreNamed_data();
    void spoiltOnesAreNamed();
    void openSslAgrees();
    void noCertificates();

private:
    [[nodiscard]] QString url(const QString &path) const { return u"https://127.0.0.1:%1/%2"_s.arg(port).arg(path); }
    [[nodiscard]] QByteArray file(const QString &name) const;
    [[nodiscard]] Result<StampInfo> ask(const QString &path, const StampLimits &limits = {}) const;
    /** A small whole bundle. */
    [[nodiscard]] Result<BundleSeal> make(const QString &name, const StampServer &stamp) const;
    [[nodiscard]] QByteArray script(const QString &bundle) const;
    [[nodiscard]] QByteArray python(const QStringList &arguments) const;

    QTemporaryDir folder;
    QProcess server;
    int port = 0;
    QByteArray ca, key;
};

QByteArray TestTimestamp::file(const QString &name) const
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestTimestamp::initTestCase()
{
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(u"python3"_s,
                 {qEnvironmentVariable("TOCSIN_SOURCE_DIR") + u"/tests/support/tsa_server.py"_s, folder.path()});
    QVERIFY(server.waitForStarted() && server.waitForReadyRead(60000));
    port = server.readLine().trimmed().toInt();
    QVERIFY(port > 0);
    ca = file(u"ca.pem"_s);
    key = *makeBundleKey();
}

void TestTimestamp::cleanupTestCase()
{
    server.closeWriteChannel();
    QVERIFY(server.waitForFinished(5000));
}

Result<StampInfo> TestTimestamp::ask(const QString &path, const StampLimits &limits) const
{
    const auto question = stampQuestion("a manifest");
    if (!question)
        return tl::unexpected(question.error());
    const auto answer = carryStamp(url(path), *question, ca, {}, limits);
    return answer ? answeredStamp(*answer, *question, ca) : tl::unexpected(answer.error());
}

void TestTimestamp::addresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("good");
    QTest::newRow("https") << u"https://tsa.example.org/rfc3161"_s << true;
    for (const char *bad : {"", "tsa.example.org", "http://tsa.example.org/", "file:///etc/passwd", "https://",
                            "https://user:secret@tsa.example.org/", "https://a b/"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << false;
}

void TestTimestamp::addresses()
{
    QFETCH(QString, address);
    QFETCH(bool, good);
    const auto said = checkStampUrl(address);
    QCOMPARE(said.has_value(), good);
    if (!good)
        QCOMPARE(said.error().field, u"stamp"_s);
}

void TestTimestamp::answers_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence"); // "": a stamp
    const auto row = [](const char *path, const QString &sentence) {
        QTest::newRow(path) << QString::fromLatin1(path) << sentence;
    };
    row("ok", {});
    row("refused", u"The time-stamp authority refused: "_s);
    row("nonce", u"does not answer this question"_s);
    row("other", u"is of something else than this bundle"_s);
    row("expired", u"is not trusted: certificate has expired"_s);
    row("stranger", u"is not trusted: unable to get local issuer certificate"_s);
    row("altered", u"is not signed by its authority, or was changed"_s);
    row("garbage", u"is no time stamp"_s);
    row("page", u"is no time stamp"_s);
    row("huge", u"more than a time stamp can be"_s);
    row("redirect", u"sends on to another address, which is not followed"_s);
    row("missing", u"answers 503 instead of a time stamp"_s);
    row("hang", u"did not answer within 0.3 seconds"_s);
}

void TestTimestamp::answers()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    StampLimits limits;
    if (path == u"hang")
        limits.timeMs = 300;
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const auto stamp = ask(path, limits);
    if (sentence.isEmpty()) {
        QVERIFY2(stamp, qPrintable(stamp ? QString() : stamp.error().userText + stamp.error().detail));
        QVERIFY2(qAbs(stamp->atMs - before) < 60000, qPrintable(QString::number(stamp->atMs - before)));
        QVERIFY2(stamp->authority.contains(u"Prüfstelle"_s) && !stamp->serial.isEmpty(), qPrintable(stamp->authority));
        return;
    }
    QVERIFY(!stamp);
    QVERIFY2(stamp.error().userText.contains(sentence), qPrintable(stamp.error().userText + stamp.error().detail));
    QCOMPARE(stamp.error().field, u"stamp"_s);
}

void TestTimestamp::systemsCertificatesAreNotEnough()
{
    const auto question = stampQuestion("a manifest");
    const auto answer = carryStamp(url(u"ok"_s), *question, {}, {});
    QVERIFY(!answer);
    QVERIFY2(answer.error().userText.contains(u"The time-stamp server 127.0.0.1 is not trusted"_s),
             qPrintable(answer.error().userText));
    const auto good = carryStamp(url(u"ok"_s), *question, ca, {});
    OK(good);
    const auto unknown = answeredStamp(*good, *question, {});
    QVERIFY(!unknown && unknown.error().userText.contains(u"is not trusted"_s));
}

void TestTimestamp::nobodyListens()
{
    const auto answer = carryStamp(u"https://127.0.0.1:1/"_s, *stampQuestion("x"), ca, {});
    REFUSED(answer, ErrorKind::Offline);
    QVERIFY2(answer.error().userText.startsWith(u"The time-stamp server 127.0.0.1 cannot be reached: "_s),
             qPrintable(answer.error().userText));
}

void TestTimestamp::canBeStopped()
{
    int asked = 0;
    REFUSED(carryStamp(url(u"hang"_s), *stampQuestion("x"), ca, [&] { return ++asked < 3; }), ErrorKind::Canceled);
}

Result<BundleSeal> TestTimestamp::make(const QString &name, const StampServer &stamp) const
{
    ZipBundler bundler;
    auto bundle = bundler.begin(folder.filePath(name), key, stamp);
    if (!bundle)
        return tl::unexpected(bundle.error());
    const QByteArray told = stamp.url.isEmpty() ? "null" : '"' + stamp.url.toLatin1() + '"';
    for (const auto &[part, bytes] :
         {std::pair(u"bundle.json"_s,
                    QByteArray("{\"bundle\": \"" + name.toLatin1() + "\", \"timeStampServer\": " + told + "}")),
          std::pair(u"record/chain.csv"_s, QByteArray("seq,instant_ms,table,row_id,digest,prev_hash,hash\n"))}) {
        if (auto ok = (*bundle)->begin(part); !ok)
            return tl::unexpected(ok.error());
        if (auto ok = (*bundle)->write(bytes); !ok)
            return tl::unexpected(ok.error());
    }
    auto seal = (*bundle)->finish({});
    if (seal)
        if (auto ok = (*bundle)->commit(); !ok)
            return tl::unexpected(ok.error());
    return seal;
}

QByteArray TestTimestamp::python(const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(u"python3"_s, arguments);
    if (!process.waitForFinished(30000))
        return "it did not end";
    return process.readAllStandardOutput() + process.readAllStandardError();
}

QByteArray TestTimestamp::script(const QString &bundle) const
{
    return python({qEnvironmentVariable("TOCSIN_SOURCE_DIR") + u"/resources/bundle/check.py"_s, bundle});
}

void TestTimestamp::isKeptWithTheBundle()
{
    const auto seal = make(u"stamped.zip"_s, {url(u"ok"_s), ca});
    OK(seal);
    QVERIFY(seal->stampedMs > 0 && seal->stampedBy.contains(u"Prüfstelle"_s));
    const QString path = folder.filePath(u"stamped.zip"_s);
    const auto report = checkBundle(path, {}, {});
    OK(report);
    QCOMPARE(report->findings, QStringList());
    QCOMPARE(report->stampedMs, seal->stampedMs);
    QCOMPARE(report->stampedBy, seal->stampedBy);
    const QByteArray said = script(path);
    QVERIFY2(said.startsWith("Time-stamped at ") && said.endsWith(" GMT.\nThe bundle is whole.\n"), said);
    // With the certificate that the recipient has, and with one of somebody else.
    QVERIFY(checkBundle(path, {{}, ca}, {})->whole());
    QCOMPARE(checkBundle(path, {{}, file(u"stranger-ca.pem"_s)}, {})->findings,
             QStringList{u"time stamp: MANIFEST.tsr does not fit MANIFEST.sha256 and the authority"_s});
    REFUSED(checkBundle(path, {{}, "no certificate"}, {}), ErrorKind::Invalid);
    OK(make(u"plain.zip"_s, {}));
    QCOMPARE(checkBundle(folder.filePath(u"plain.zip"_s), {}, {})->stampedMs, 0);
    QCOMPARE(script(folder.filePath(u"plain.zip"_s)), QByteArray("The bundle is whole.\n"));
}

void TestTimestamp::noBundleWithoutTheStamp()
{
    for (const QString &path : {u"refused"_s, u"garbage"_s}) {
        const auto seal = make(u"none.zip"_s, {url(path), ca});
        QVERIFY(!seal);
        QCOMPARE(seal.error().field, u"stamp"_s);
    }
    for (const StampServer &wrong : {StampServer{u"http://127.0.0.1/"_s, {}}, StampServer{url(u"ok"_s), "no PEM"}}) {
        const auto seal = make(u"none.zip"_s, wrong);
        REFUSED(seal, ErrorKind::Invalid);
        QCOMPARE(seal.error().field, u"stamp"_s);
    }
    QCOMPARE(QDir(folder.path()).entryList({u"none.zip*"_s}), QStringList());
}

void TestTimestamp::spoiltOnesAreNamed_data()
{
    QTest::addColumn<QString>("how"); // Python: `files` is a list of [name, bytes]
    QTest::addColumn<QString>("finding");
    const auto row = [](const char *name, const char *how, const char *finding) {
        QTest::newRow(name) << QString::fromLatin1(how) << QString::fromLatin1(finding);
    };
    const char *unfit = "time stamp: MANIFEST.tsr does not fit MANIFEST.sha256 and the authority";
    row("a bit of it", "tsr[1][-8] ^= 1", unfit);
    row("its time", "at = tsr[1].index(b'20', 60); tsr[1][at + 3] ^= 1", unfit);
    row("cut", "del tsr[1][-40:]", unfit);
    row("empty", "del tsr[1][:]", unfit);
    row("more at its end", "tsr[1] += b'x'", unfit);
    row("gone", "files.remove(tsr)", "missing: MANIFEST.tsr");
    row("of another bundle", "tsr[1][:] = other.read('MANIFEST.tsr')", unfit);
    row("the certificate", "pem[1][100] ^= 1", "changed: tsa.pem");
    row("the certificate gone", "files.remove(pem)", "missing: tsa.pem");
    row("twice", "files.append(tsr)", "twice: MANIFEST.tsr");
}

/** Both find it, in the same words. */
void TestTimestamp::spoiltOnesAreNamed()
{
    QFETCH(QString, how);
    QFETCH(QString, finding);
    if (!QFile::exists(folder.filePath(u"other.zip"_s)))
        OK(make(u"other.zip"_s, {url(u"ok"_s), ca}));
    const QString spoil =
        u"import zipfile, warnings\nwarnings.simplefilter('ignore')\n"
        "source, other = zipfile.ZipFile('stamped.zip'), zipfile.ZipFile('other.zip')\n"
        "files = [[name, bytearray(source.read(name))] for name in source.namelist()]\n"
        "tsr = next(f for f in files if f[0] == 'MANIFEST.tsr')\npem = next(f for f in files if f[0] == 'tsa.pem')\n"
        "%1\nwith zipfile.ZipFile('spoilt.zip', 'w') as out:\n    for name, data in files:\n"
        "        out.writestr(name, bytes(data))\n"_s.arg(how);
    QCOMPARE(python({u"-c"_s, spoil}), QByteArray());
    const auto report = checkBundle(folder.filePath(u"spoilt.zip"_s), {}, {});
    OK(report);
    QCOMPARE(report->findings, QStringList{finding});
    QCOMPARE(script(folder.filePath(u"spoilt.zip"_s)), finding.toUtf8() + '\n');
}

/** As the README says. */
void TestTimestamp::openSslAgrees()
{
    QCOMPARE(python({u"-m"_s, u"zipfile"_s, u"-e"_s, u"stamped.zip"_s, u"unpacked"_s}), QByteArray());
    QProcess process;
    process.setWorkingDirectory(folder.filePath(u"unpacked"_s));
    process.start(u"openssl"_s, {u"ts"_s, u"-verify"_s, u"-data"_s, u"MANIFEST.sha256"_s, u"-in"_s, u"MANIFEST.tsr"_s,
                                 u"-CAfile"_s, u"tsa.pem"_s});
    QVERIFY(process.waitForFinished(10000));
    const QByteArray said = process.readAllStandardOutput();
    QVERIFY2(process.exitCode() == 0 && said.contains("Verification: OK"), said);
}

void TestTimestamp::noCertificates()
{
    OK(checkCertificates(ca));
    OK(checkCertificates(ca + file(u"stranger-ca.pem"_s)));
    for (const QByteArray &bad : {QByteArray("x"), key})
        REFUSED(checkCertificates(bad), ErrorKind::Invalid);
}

QTEST_GUILESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
