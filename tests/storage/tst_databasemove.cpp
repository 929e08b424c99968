#include "models/storage/databasemove.h"

#include "models/storage/manifest.h"
#include "models/storage/remnants.h"
#include "models/storage/verifier.h"
#include "tests/storage/populated.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>
#include <QUrl>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

const QString kPassword = u"only-for-tests"_s;
/** What a database has that nobody has used yet, of everything that a move makes. */
const QString kLeft =
    u"SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace) "
    "+ (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace) "
    "+ (SELECT count(*) FROM pg_type WHERE typnamespace = 'public'::regnamespace) "
    "+ (SELECT count(*) FROM pg_policy) + (SELECT count(*) FROM pg_largeobject_metadata) "
    "+ (SELECT count(*) FROM pg_database WHERE datname = current_database() AND datacl IS NOT NULL)"_s;

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256)
                                          : QByteArray();
}

QString told(const Error &error)
{
    return error.userText + u' ' + error.detail;
}

template<class T> QString told(const Result<T> &result)
{
    return result ? QString() : told(result.error());
}

} // namespace

/** From one to many: a local database moves to a real server, whole and proved, or not at all. */
class TestDatabaseMove : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everythingArrives();
    void workGoesOnThere();
    void theFileIsForReadingFromThen();
    void aDatabaseThatIsUsedIsRefused();
    void stopping_data();
    void stopping();
    void aRowTheServerRefuses();
    void aRecordThatDoesNotVerify();
    void logInsThatCannotBe();
    void theServerIsKilled();
    void theMarkWasLost();

private:
    [[nodiscard]] QString copied();
    [[nodiscard]] QString made();
    [[nodiscard]] static QString ownerAddress(const QString &database);
    [[nodiscard]] static QString address(const QString &database, const QString &login);
    [[nodiscard]] static qint64 left(const QString &database);
    [[nodiscard]] Result<MoveReport> move(const QString &path, const QString &database,
                                          const QMap<QString, QString> &logIns = {},
                                          DatabaseMove::Progress progress = {});
    [[nodiscard]] QString findings(Database &db, const QList<Anchor> &anchors);
    void isUntouched(const QString &path, const QByteArray &bytes, const QString &database);

    Team team;
    QString m_file;
    QList<Anchor> m_anchors; ///< kept while the record grew
    QMap<QString, qint64> m_rows;
    QString m_there; ///< the database of the first move
    int m_count = 0;
};

void TestDatabaseMove::initTestCase()
{
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    m_anchors << *team.services->record.head();
    populate(team, true);
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    QVERIFY(Remnants(*team.db).clean()); // else it is the opening that changes the file
    m_anchors << *team.services->record.head();
    for (const TableEntry &t : tableManifest())
        m_rows[QString::fromLatin1(t.name)] =
            team.db->scalar(u"SELECT count(*) FROM "_s + QString::fromLatin1(t.name)).toLongLong();
    QVERIFY2(team.db->run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s), "into one file");
    team.close();
    m_file = team.file;
    PostgresServer &server = PostgresServer::shared();
    QVERIFY2(server.problem().isEmpty(), qPrintable(server.problem()));
    for (const char *login : {"mira", "ada.ruiz", "olga"})
        QVERIFY2(server.createLogin(QString::fromLatin1(login), kPassword), qPrintable(server.problem()));
}

QString TestDatabaseMove::copied()
{
    const QString path = team.path(u"c%1.tocsin"_s.arg(++m_count));
    return QFile::copy(m_file, path) ? path : QString();
}

QString TestDatabaseMove::made()
{
    const QString name = u"moved_%1"_s.arg(++m_count);
    return PostgresServer::shared().createDatabase(name) ? name : QString();
}

QString TestDatabaseMove::ownerAddress(const QString &database)
{
    const PostgresServer &server = PostgresServer::shared();
    return u"postgresql:///"_s + database + u"?user=postgres&port="_s + QString::number(server.port()) + u"&host="_s +
           QString::fromLatin1(QUrl::toPercentEncoding(server.place() + u"/socket"_s));
}

QString TestDatabaseMove::address(const QString &database, const QString &login)
{
    const PostgresServer &server = PostgresServer::shared();
    return u"postgresql://"_s + login + u':' + kPassword + u"@localhost:"_s + QString::number(server.port()) + u'/' +
           database + u"?hostaddr=127.0.0.1&sslrootcert="_s +
           QString::fromLatin1(QUrl::toPercentEncoding(server.caFile()));
}

qint64 TestDatabaseMove::left(const QString &database)
{
    const PgAnswer answer = PostgresServer::shared().asSuperuser(database, kLeft);
    return answer.ok ? answer.value.toLongLong() : -1;
}

Result<MoveReport> TestDatabaseMove::move(const QString &path, const QString &database,
                                          const QMap<QString, QString> &logIns, DatabaseMove::Progress progress)
{
    auto source = Database::open(path, OpenMode::Existing, team.clock);
    auto target = Database::open(ownerAddress(database), OpenMode::Bare, team.clock);
    if (!source || !target)
        return tl::unexpected(source ? target.error() : source.error());
    return DatabaseMove(**source, **target, std::move(progress)).run(logIns, u"postgresql://server/"_s + database);
}

QString TestDatabaseMove::findings(Database &db, const QList<Anchor> &anchors)
{
    QList<VerifierAnchor> known;
    for (const Anchor &a : anchors)
        known.append({a.seq, a.hash});
    const auto report = Verifier(db, {}).run(known);
    if (!report)
        return told(report.error());
    QString text = report->heldAnchors.size() == anchors.size() ? QString() : u"an anchor is lost\n"_s;
    for (const VerifierFinding &f : report->findings)
        text += u"%1 %2 %3: %4\n"_s.arg(f.check, f.table).arg(f.rowId).arg(f.text);
    return text;
}

/** After a failure: nothing is left there, and here everything is as it was and can be worked with. */
void TestDatabaseMove::isUntouched(const QString &path, const QByteArray &bytes, const QString &database)
{
    QCOMPARE(left(database), 0);
    QCOMPARE(bytesOf(path), bytes);
    auto source = Database::open(path, OpenMode::Existing, team.clock);
    QVERIFY2(source, qPrintable(told(source)));
    QVERIFY(!(*source)->isReadOnly());
    QCOMPARE((*source)->movedTo(), QString());
    QCOMPARE((*source)->scalar(u"SELECT count(*) FROM audit"_s).toLongLong(), m_rows[u"audit"_s]);
    Services services(**source, *team.rules, nullptr);
    services.session.setActor(*services.people.byLogin(u"mira"_s));
    NewIncident n;
    n.title = u"Still at work here"_s;
    n.reportedBy = u"Somebody"_s;
    n.detectedMs = team.clock.nowMs();
    const auto id = services.incidents.record(n);
    QVERIFY2(id, qPrintable(told(id)));
}

void TestDatabaseMove::everythingArrives()
{
    m_there = made();
    const QString path = copied();
    qint64 last = -1;
    bool grows = true;
    const auto report = move(path, m_there, {{u"ada"_s, u"ada.ruiz"_s}}, [&](qint64 done, qint64 total) {
        grows = grows && done >= last && done <= total;
        last = done;
        return true;
    });
    QVERIFY2(report, qPrintable(told(report)));
    QVERIFY(grows);
    QVERIFY(!report->wasComplete);
    for (auto it = m_rows.begin(); it != m_rows.end(); ++it)
        if (it.key() != u"draft" && it.key() != u"presence")
            QCOMPARE(std::pair(it.key(), report->rows.value(it.key())), std::pair(it.key(), it.value()));
    QVERIFY2(m_rows[u"draft"_s] > 0, "a draft stays behind");
    QVERIFY(!report->rows.contains(u"draft"_s));
    QCOMPARE(report->entries, m_anchors.last().seq);
    QCOMPARE(report->lastHash, m_anchors.last().hash);
    QCOMPARE(report->lastHashThere, m_anchors.last().hash);
    QVERIFY2(report->withoutLogIn.contains(u"Eve Lind (eve)"_s), qPrintable(report->withoutLogIn.join(u", "_s)));
    QVERIFY(report->withoutLogIn.filter(u"Mira"_s).isEmpty() && report->withoutLogIn.filter(u"Ada"_s).isEmpty());

    // Every row, value by value, as the server itself has it.
    auto here = Database::open(m_file, OpenMode::ReadOnly, team.clock);
    auto there = Database::open(ownerAddress(m_there), OpenMode::Bare, team.clock);
    QVERIFY(here && there);
    for (const TableEntry &t : tableManifest()) {
        if (t.kind == TableClass::Working || QByteArray(t.name) == "person")
            continue; // a person has the new log-in
        const QString key = t.kind == TableClass::Record ? u"seq"_s : u"id"_s;
        const QString sql = u"SELECT * FROM %1 ORDER BY %2"_s.arg(QString::fromLatin1(t.name), key);
        auto a = (*here)->prepare(sql), b = (*there)->prepare(sql);
        QVERIFY(a.exec() && b.exec());
        for (int row = 1; a.next(); ++row) {
            QVERIFY2(b.next(), t.name);
            for (int c = 0; c < a.columnCount(); ++c)
                QVERIFY2(a.value(c) == b.value(c),
                         qPrintable(u"%1 %2 %3"_s.arg(QString::fromLatin1(t.name)).arg(row).arg(c)));
        }
    }
}

void TestDatabaseMove::workGoesOnThere()
{
    auto db = Database::open(address(m_there, u"mira"_s), OpenMode::Existing, team.clock);
    QVERIFY2(db, qPrintable(told(db)));
    QCOMPARE(findings(**db, m_anchors), QString());
    Services services(**db, *team.rules, nullptr);
    const auto mira = services.people.whoLoggedIn();
    QVERIFY2(mira, qPrintable(told(mira)));
    QCOMPARE(mira->name, u"Mira Kahn"_s);
    services.session.setActor(*mira);

    const auto hits = services.search.search(u"zolc"_s);
    QVERIFY2(hits && !hits->isEmpty(), "search finds what was written before the move");

    const qint64 number = (*db)->scalar(u"SELECT max(number) FROM incident"_s).toLongLong();
    const qint64 key = (*db)->scalar(u"SELECT max(id) FROM incident_record"_s).toLongLong();
    NewIncident n;
    n.title = u"The first one on the server"_s;
    n.reportedBy = u"Somebody"_s;
    n.detectedMs = (*db)->clock().nowMs() - 1000;
    const auto id = services.incidents.record(n);
    QVERIFY2(id, qPrintable(told(id)));
    QCOMPARE(id->value, key + 1);
    QCOMPARE(qint64{services.incidents.byId(*id)->number}, number + 1);
    const auto entry = services.timeline.add(*id, {EntryKind::Note, n.detectedMs, u"Seen here first"_s, {}, false});
    QVERIFY2(entry, qPrintable(told(entry)));

    Person olga;
    olga.name = u"Olga Brandt"_s;
    olga.login = u"olga"_s;
    olga.roles = Role::Auditor;
    const auto added = services.people.add(olga);
    QVERIFY2(added, qPrintable(told(added)));
    m_anchors << *services.record.head();
    QVERIFY(m_anchors.last().seq > m_anchors.at(1).seq + 4);
    QCOMPARE(m_anchors.last().databaseUuid, m_anchors.first().databaseUuid);

    auto auditor = Database::open(address(m_there, u"olga"_s), OpenMode::Examine, team.clock);
    QVERIFY2(auditor, qPrintable(told(auditor)));
    QCOMPARE(findings(**auditor, m_anchors), QString());
    m_anchors.removeLast();
    // Who was told another log-in has it, and no rights under the old name.
    auto ada = Database::open(address(m_there, u"ada.ruiz"_s), OpenMode::Existing, team.clock);
    QVERIFY2(ada, qPrintable(told(ada)));
    QCOMPARE(Services(**ada, *team.rules, nullptr).people.whoLoggedIn()->name, u"Ada Ruiz"_s);
}

void TestDatabaseMove::theFileIsForReadingFromThen()
{
    const QString path = copied();
    auto window = Database::open(path, OpenMode::Existing, team.clock); // at work meanwhile
    QVERIFY(window);
    const QString first = made(), second = made();
    const auto report = move(path, first);
    QVERIFY2(report, qPrintable(told(report)));
    auto db = Database::open(path, OpenMode::Existing, team.clock);
    QVERIFY(db);
    QVERIFY((*db)->isReadOnly());
    QCOMPARE((*db)->movedTo(), u"postgresql://server/"_s + first);
    QCOMPARE(findings(**db, m_anchors), QString());
    for (Database *open : {db->get(), window->get()}) {
        const auto done = open->write([] { return Result<void>(); });
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::ReadOnly);
        QVERIFY2(done.error().userText.contains(u"postgresql://server/"_s + first), qPrintable(done.error().userText));
    }
    const auto again = move(path, second);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::Refused);
    QVERIFY2(again.error().userText.contains(first), qPrintable(again.error().userText));
    QCOMPARE(left(second), 0);
}

void TestDatabaseMove::aDatabaseThatIsUsedIsRefused()
{
    const QString path = copied();
    const QByteArray bytes = bytesOf(path);
    const auto again = move(path, m_there); // the same record, gone on with since
    QVERIFY(again && again->wasComplete);
    const QString other = made(), fresh = copied();
    QVERIFY(PostgresServer::shared().asSuperuser(other, u"CREATE TABLE theirs (x INT)"_s).ok);
    const qint64 before = left(other);
    const auto done = move(fresh, other);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Refused);
    QCOMPARE(left(other), before);
    isUntouched(fresh, bytes, made());
}

void TestDatabaseMove::stopping_data()
{
    QTest::addColumn<int>("percent");
    const bool all = qEnvironmentVariableIsSet("TOCSIN_LONG");
    for (const int percent : all ? QList<int>{0, 10, 30, 49, 60, 99} : QList<int>{0, 49, 99})
        QTest::addRow("%d %%", percent) << percent;
}

void TestDatabaseMove::stopping()
{
    QFETCH(int, percent);
    const QString path = copied(), database = made();
    const QByteArray bytes = bytesOf(path);
    const auto done =
        move(path, database, {}, [percent](qint64 n, qint64 total) { return n * 100 < total * percent || total <= 1; });
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Canceled);
    isUntouched(path, bytes, database);
}

void TestDatabaseMove::aRowTheServerRefuses()
{
    const QString path = copied(), database = made();
    QCOMPARE(tamper(path, u"UPDATE entry_strike SET entry_id = 77777"_s), QString());
    const QByteArray bytes = bytesOf(path);
    const auto done = move(path, database);
    QVERIFY(!done);
    QVERIFY2(done.error().kind == ErrorKind::Invalid || done.error().kind == ErrorKind::Conflict,
             qPrintable(told(done)));
    isUntouched(path, bytes, database);
}

void TestDatabaseMove::aRecordThatDoesNotVerify()
{
    const QString path = copied(), database = made();
    QCOMPARE(tamper(path, u"UPDATE audit_content SET role = 'legal' WHERE seq = 20"_s), QString());
    const QByteArray bytes = bytesOf(path);
    const auto done = move(path, database);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Damaged);
    QVERIFY2(done.error().userText.contains(u"20"_s), qPrintable(told(done)));
    isUntouched(path, bytes, database);
}

void TestDatabaseMove::logInsThatCannotBe()
{
    const QString path = copied(), database = made();
    const QByteArray bytes = bytesOf(path);
    const QList<QMap<QString, QString>> wrong = {{{u"nobody"_s, u"mira"_s}},
                                                 {{u"mira"_s, u"olga"_s}, {u"ada"_s, u"olga"_s}},
                                                 {{u"mira"_s, QString()}},
                                                 {{u"mira"_s, u"ada"_s}}};
    for (const auto &logIns : wrong) {
        const auto done = move(path, database, logIns);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Invalid);
    }
    isUntouched(path, bytes, database);
}

void TestDatabaseMove::theServerIsKilled()
{
    const QString path = copied(), database = made();
    const QByteArray bytes = bytesOf(path);
    PostgresServer &server = PostgresServer::shared();
    bool killed = false;
    const auto done = move(path, database, {}, [&](qint64 n, qint64 total) {
        if (!killed && n * 100 > total * 40)
            killed = server.kill();
        return true;
    });
    QVERIFY(killed);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Offline);
    QVERIFY2(server.start(), qPrintable(server.problem()));
    isUntouched(path, bytes, database);
    const QString again = copied();
    const auto second = move(again, database);
    QVERIFY2(second, qPrintable(told(second)));
}

/** Killed between the server's commit and the file's: the same command sees it and marks the file. */
void TestDatabaseMove::theMarkWasLost()
{
    const QString path = copied(), database = made(), before = copied();
    QVERIFY(move(path, database));
    const auto again = move(before, database);
    QVERIFY2(again, qPrintable(told(again)));
    QVERIFY(again->wasComplete);
    QCOMPARE(again->entries, m_anchors.last().seq);
    auto db = Database::open(before, OpenMode::Existing, team.clock);
    QVERIFY(db && (*db)->isReadOnly());
    auto there = Database::open(ownerAddress(database), OpenMode::ReadOnly, team.clock);
    QVERIFY(there);
    QCOMPARE(findings(**there, m_anchors), QString());
}

QTEST_GUILESS_MAIN(TestDatabaseMove)

#include "tst_databasemove.moc"
