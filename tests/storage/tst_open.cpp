#include "models/storage/backup.h"
#include "models/storage/filecheck.h"
#include "tests/storage/populated.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>
#include <functional>

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** What cannot be opened is said in words, and not one byte of it is changed. */
class TestOpen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refused_data();
    void refused();
    void createNeverOverwrites();
    void createWhereNobodyMay();
    void readOnlyFile();
    void damagedPageIsFound();
    void lockedByAnother();
    void fileMayNotGrow();
    void copiedWhileOthersWrite();
    void copiedFromWhatCannotBeRead();
    void foldsForSearch_data();
    void foldsForSearch();
    void everyInputIsSafe_data();
    void everyInputIsSafe();

private:
    [[nodiscard]] static QByteArray bytesOf(const QString &path);
    [[nodiscard]] static QByteArray image(const QString &folder);
    Team team;
};

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

void overwrite(const QString &path, qint64 at, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(at) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

QByteArray noise(qsizetype n)
{
    QByteArray bytes(n, 0);
    QRandomGenerator random(7);
    for (char &c : bytes)
        c = static_cast<char>(random.bounded(256));
    return bytes;
}

} // namespace

QByteArray TestOpen::bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/** Names and contents of everything in a folder. */
QByteArray TestOpen::image(const QString &folder)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QStringList files;
    for (QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();)
        files << it.next();
    files.sort();
    for (const QString &f : files)
        hash.addData(f.toUtf8() + '\0' + bytesOf(f) + '\0');
    return hash.result().toHex();
}

void TestOpen::initTestCase()
{
    const IncidentId id = team.record(u"Zażółć gęślą jaźń in Straße 5"_s);
    QVERIFY(id.isValid());
    for (const QString &text : {u"Æther œuvre naïve Łódź"_s, u"token-4711 revoked (twice)"_s, u"日本語 logs 🔥"_s})
        QVERIFY(team.services->timeline.add(id, {EntryKind::Note, team.clock.nowMs(), text, {}, false}));
    QVERIFY2(team.reopen(), qPrintable(team.problems.join(u'\n')));
}

void TestOpen::refused_data()
{
    QTest::addColumn<std::function<void(const QString &)>>("make");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("word");
    using Make = std::function<void(const QString &)>;
    const QString base = team.path(u"base.tocsin"_s);
    QVERIFY(team.services->record.backup(base, {}));
    const auto changed = [base](const std::function<void(const QString &)> &change) {
        return Make([base, change](const QString &path) {
            QFile::copy(base, path);
            change(path);
        });
    };
    QTest::newRow("missing") << Make([](const QString &) {}) << ErrorKind::NotFound << u"no file"_s;
    QTest::newRow("folder") << Make([](const QString &p) { QDir().mkpath(p); }) << ErrorKind::Foreign
                            << u"not a file"_s;
    QTest::newRow("empty") << Make([](const QString &p) { write(p, {}); }) << ErrorKind::Foreign << u"not a Tocsin"_s;
    QTest::newRow("header only") << Make([](const QString &p) { write(p, "SQLite format 3"); }) << ErrorKind::Foreign
                                 << u"not a Tocsin"_s;
    QTest::newRow("text") << Make([](const QString &p) { write(p, QByteArray(5000, 'x')); }) << ErrorKind::Foreign
                          << u"not a Tocsin"_s;
    QTest::newRow("random bytes") << Make([](const QString &p) { write(p, noise(20000)); }) << ErrorKind::Foreign
                                  << u"not a Tocsin"_s;
    QTest::newRow("another application") << Make([](const QString &p) { (void)tamper(p, u"CREATE TABLE t (x)"_s); })
                                         << ErrorKind::Foreign << u"another program"_s;
    QTest::newRow("truncated") << changed([](const QString &p) { QFile::resize(p, 4096); }) << ErrorKind::Damaged
                               << u"damaged"_s;
    QTest::newRow("random after the header")
        << changed([](const QString &p) { overwrite(p, 100, noise(3996)); }) << ErrorKind::Damaged << u"damaged"_s;
    QTest::newRow("newer") << changed([](const QString &p) { (void)tamper(p, u"PRAGMA user_version = 99"_s); })
                           << ErrorKind::Newer << u"newer version"_s;
    QTest::newRow("never completed") << changed([](const QString &p) { (void)tamper(p, u"PRAGMA user_version = 0"_s); })
                                     << ErrorKind::Damaged << u"never completed"_s;
    QTest::newRow("schema changed") << changed([](const QString &p) {
        (void)tamper(p, u"DROP TRIGGER closing_no_update"_s);
    }) << ErrorKind::Damaged << u"structure"_s;
}

void TestOpen::refused()
{
    QFETCH(std::function<void(const QString &)>, make);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, word);
    const QString folder = team.path(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(QDir().mkpath(folder));
    const QString path = folder + u"/x.tocsin"_s;
    make(path);
    const QByteArray before = image(folder);
    for (const OpenMode mode : {OpenMode::Existing, OpenMode::ReadOnly}) {
        auto db = Database::open(path, mode, team.clock);
        QVERIFY(!db);
        QVERIFY2(db.error().kind == kind, qPrintable(db.error().userText + db.error().detail));
        QVERIFY2(db.error().userText.contains(word), qPrintable(db.error().userText));
        QCOMPARE(image(folder), before);
    }
}

void TestOpen::createNeverOverwrites()
{
    const QByteArray before = bytesOf(team.path(u"base.tocsin"_s));
    auto db = Database::open(team.path(u"base.tocsin"_s), OpenMode::Create, team.clock);
    QVERIFY(!db);
    QCOMPARE(db.error().kind, ErrorKind::Conflict);
    QCOMPARE(bytesOf(team.path(u"base.tocsin"_s)), before);
}

void TestOpen::createWhereNobodyMay()
{
    auto db = Database::open(team.path(u"no/such/folder/a.tocsin"_s), OpenMode::Create, team.clock);
    QVERIFY(!db);
    QVERIFY(db.error().kind == ErrorKind::Denied || db.error().kind == ErrorKind::NotFound);
    QVERIFY(!QFile::exists(team.path(u"no"_s)));
}

/** Read-only by its mode (root writes past modes: there the mode of opening is asked for). */
void TestOpen::readOnlyFile()
{
    const QString folder = team.path(u"ro"_s);
    QVERIFY(QDir().mkpath(folder));
    const QString path = folder + u"/x.tocsin"_s;
    QVERIFY(QFile::copy(team.path(u"base.tocsin"_s), path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    const QByteArray before = bytesOf(path);
    auto db = Database::open(path, ::geteuid() == 0 ? OpenMode::ReadOnly : OpenMode::Existing, team.clock);
    QVERIFY2(db, db ? "" : qPrintable(db.error().userText + db.error().detail));
    QVERIFY((*db)->isReadOnly());
    QCOMPARE((*db)->write([] { return Result<void>(); }).error().kind, ErrorKind::ReadOnly);
    db->reset();
    QCOMPARE(bytesOf(path), before);
}

void TestOpen::damagedPageIsFound()
{
    const QString path = team.path(u"page.tocsin"_s);
    QVERIFY(QFile::copy(team.path(u"base.tocsin"_s), path));
    auto base = Database::open(path, OpenMode::ReadOnly, team.clock);
    QVERIFY(base);
    const qint64 page =
        (*base)->scalar(u"SELECT rootpage FROM sqlite_schema WHERE name = 'timeline_entry'"_s).toLongLong();
    const int size = (*base)->scalar(u"PRAGMA page_size"_s).toInt();
    base->reset();
    overwrite(path, (page - 1) * size, noise(size));
    auto db = Database::open(path, OpenMode::Examine, team.clock);
    QVERIFY(db);
    RuleBook rules = *team.rules;
    Services services(**db, rules, nullptr);
    auto report = services.record.verify({}, {});
    QVERIFY(report);
    QVERIFY(!report->clean());
    QVERIFY(std::any_of(report->findings.begin(), report->findings.end(),
                        [](const Finding &f) { return f.check == u"integrity"; }));
}

void TestOpen::lockedByAnother()
{
    const QString path = team.path(u"held.tocsin"_s);
    QVERIFY(QFile::copy(team.path(u"base.tocsin"_s), path));
    QProcess shell;
    shell.start(u"sqlite3"_s, {u"-batch"_s, path});
    QVERIFY(shell.waitForStarted());
    shell.write("PRAGMA locking_mode = EXCLUSIVE;\nBEGIN EXCLUSIVE;\nSELECT 'held';\n");
    QByteArray said;
    while (!said.contains("held") && shell.waitForReadyRead(5000))
        said += shell.readAll();
    QVERIFY2(said.contains("held"), said.constData());
    const auto db = Database::open(path, OpenMode::Existing, team.clock);
    QVERIFY(!db);
    QCOMPARE(db.error().kind, ErrorKind::Locked);
    shell.kill();
    QVERIFY(shell.waitForFinished());
    QVERIFY(Database::open(path, OpenMode::Existing, team.clock));
}

/** A copy is one point in time, whatever another connection commits meanwhile. */
void TestOpen::copiedWhileOthersWrite()
{
    const QString path = team.path(u"busy.tocsin"_s), copy = team.path(u"busy-copy.tocsin"_s);
    QVERIFY(QFile::copy(team.path(u"base.tocsin"_s), path));
    auto db = Database::open(path, OpenMode::Existing, team.clock);
    auto other = Database::open(path, OpenMode::Existing, team.clock);
    QVERIFY(db && other);
    Services writer(**other, *team.rules, nullptr);
    writer.session.setActor(team.services->session.actor());
    const auto add = [&](qsizetype length) {
        return writer.timeline.add(IncidentId{1},
                                   {EntryKind::Note, team.clock.nowMs(), QString(length, u'x'), {}, false});
    };
    for (int i = 0; i < 300; ++i)
        QVERIFY(add(20000)); // several steps of the copy
    const auto entries = [](Database &d) { return d.scalar(u"SELECT count(*) FROM audit"_s).toLongLong(); };
    const qint64 before = entries(**other);
    int steps = 0;
    QVERIFY(copyDatabase(**db, copy, [&](qint64, qint64) {
        ++steps;
        return add(10).has_value();
    }));
    QVERIFY2(steps > 1, qPrintable(QString::number(steps)));
    QCOMPARE(entries(**other), before + steps);
    auto taken = Database::open(copy, OpenMode::Existing, team.clock);
    QVERIFY(taken);
    QCOMPARE(entries(**taken), before);
    Services reader(**taken, *team.rules, nullptr);
    const auto report = reader.record.verify({}, {});
    QVERIFY(report && report->clean());
}

/** The disk of the source fails, not the one of the copy: nobody is told to make room. */
void TestOpen::copiedFromWhatCannotBeRead()
{
    const QString path = team.path(u"faulty.tocsin"_s), copy = team.path(u"faulty-copy.tocsin"_s);
    QVERIFY(QFile::copy(team.path(u"busy-copy.tocsin"_s), path)); // several steps
    auto db = Database::open(path, OpenMode::ReadOnly, team.clock);
    QVERIFY(db);
    int replaced = 0;
    const auto done = copyDatabase(**db, copy, [&](qint64, qint64) {
        const QFileInfoList handles = QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files | QDir::System);
        for (const QFileInfo &one : handles)
            if (one.symLinkTarget() == path) { // what stands there now can be written, and not read
                const int blind = ::open(path.toUtf8().constData(), O_WRONLY | O_CLOEXEC);
                replaced += ::dup2(blind, one.fileName().toInt()) >= 0 ? 1 : 0;
                ::close(blind);
            }
        return true;
    });
    QVERIFY(replaced > 0);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Internal);
    QCOMPARE(done.error().userText, u"The database file could not be read. The copy was removed."_s);
    QVERIFY(!QFile::exists(copy));
}

/** The kernel refuses to let a file grow (a disk that is really full: tests/cli/test_faults.py). */
void TestOpen::fileMayNotGrow()
{
    const QString path = team.path(u"full.tocsin"_s);
    QVERIFY(QFile::copy(team.path(u"base.tocsin"_s), path));
    auto db = Database::open(path, OpenMode::Existing, team.clock);
    QVERIFY(db);
    Services services(**db, *team.rules, nullptr);
    services.session.setActor(team.services->session.actor());
    const auto add = [&] {
        return services.timeline.add(IncidentId{1},
                                     {EntryKind::Note, team.clock.nowMs(), QString(20000, u'x'), {}, false});
    };
    QVERIFY(add());
    const qint64 entries = (*db)->scalar(u"SELECT count(*) FROM audit"_s).toLongLong();
    rlimit old{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    const auto handler = ::signal(SIGXFSZ, SIG_IGN);
    rlimit small = old;
    small.rlim_cur = static_cast<rlim_t>(QFile(path + u"-wal"_s).size());
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    auto refused = add();
    for (int i = 0; refused && i < 200; ++i)
        refused = add();
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);
    ::signal(SIGXFSZ, handler);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Offline);
    QVERIFY(refused.error().userText.contains(u"Nothing was changed"));
    QVERIFY(!(*db)->inTransaction());
    QVERIFY((*db)->scalar(u"SELECT count(*) FROM audit"_s).toLongLong() >= entries);
    QVERIFY(add()); // space again: work goes on
    auto report = services.record.verify({}, {});
    QVERIFY(report && report->clean());
}

void TestOpen::foldsForSearch_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("atLeast");
    for (const QString &typed : {u"zazolc"_s, u"ZAŻÓŁĆ"_s, u"gesla"_s, u"jazn"_s, u"strasse"_s, u"STRASSE"_s,
                                 u"straße"_s, u"aether"_s, u"oeuvre"_s, u"naive"_s, u"lodz"_s, u"ŁÓDŹ"_s, u"lo"_s,
                                 u"token-4711"_s, u"4711 revo"_s, u"日本語"_s, u"(twice)"_s, u"INC-0001"_s})
        QTest::addRow("%s", qPrintable(typed)) << typed << 1;
    for (const QString &typed : {u"odz"_s, u"nothing of it"_s, u"revoked absent"_s})
        QTest::addRow("not %s", qPrintable(typed)) << typed << 0;
}

void TestOpen::foldsForSearch()
{
    QFETCH(QString, typed);
    QFETCH(int, atLeast);
    auto hits = team.services->search.search(typed);
    QVERIFY2(hits, hits ? "" : qPrintable(hits.error().detail));
    QCOMPARE(qMin<qsizetype>(hits->size(), 1), qsizetype{atLeast});
}

void TestOpen::everyInputIsSafe_data()
{
    QTest::addColumn<QString>("typed");
    int n = 0;
    for (const QString &typed : {u""_s,
                                 u" "_s,
                                 u"\""_s,
                                 u"\"\""_s,
                                 u"'"_s,
                                 u"*"_s,
                                 u"a*b"_s,
                                 u"NEAR(a, b)"_s,
                                 u"a AND OR NOT b"_s,
                                 u"^a"_s,
                                 u"-a"_s,
                                 u"text:token"_s,
                                 u"{a b}:c"_s,
                                 u"a + b"_s,
                                 u"()"_s,
                                 u"("_s,
                                 u"🔥"_s,
                                 u"'; DROP TABLE audit; --"_s,
                                 u"%_"_s,
                                 QString(u'a').repeated(5000),
                                 QString(QChar(u'\0')),
                                 u"a"_s + QChar(u'\0') + u"b"_s,
                                 QString(QChar(0xd800)),
                                 u"\u0301"_s,
                                 u"\\"_s})
        QTest::addRow("input %d", ++n) << typed;
}

void TestOpen::everyInputIsSafe()
{
    QFETCH(QString, typed);
    auto hits = team.services->search.search(typed);
    QVERIFY2(hits, hits ? "" : qPrintable(hits.error().detail));
    IncidentFilter f;
    f.text = typed;
    QVERIFY(team.services->incidents.page(f, {}));
    QVERIFY(team.services->incidents.board(f));
    QVERIFY(team.services->incidents.count(f));
}

QTEST_GUILESS_MAIN(TestOpen)
#include "tst_open.moc"
