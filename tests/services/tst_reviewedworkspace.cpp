#include "models/services/anchorstore.h"
#include "models/services/workspace.h"
#include "tests/storage/populated.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** What a review found about opening twice in a row, and about what is kept outside while nobody works. */
class TestReviewedWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void lastOneOpenedCounts_data();
    void lastOneOpenedCounts();
    void closedWhileOpening();
    void anchorOfAnIdleHead();

private:
    [[nodiscard]] static OpenRequest request(const Team &t) { return {t.file, false, false, u"mira"_s, {}}; }
    /** The last link that is kept outside of the first database. */
    [[nodiscard]] qint64 kept() const
    {
        const auto anchors = AnchorStore().read(team->services->record.head()->databaseUuid);
        return anchors && !anchors->isEmpty() ? anchors->last().seq : 0;
    }
    [[nodiscard]] qint64 head() const { return team->services->record.head()->seq; }
    void poll()
    {
        w->pollChanges();
        QTRY_COMPARE(w->pending(), 0);
    }

    QTemporaryDir home;
    std::unique_ptr<Team> team, other;
    std::unique_ptr<Workspace> w;
};

void TestReviewedWorkspace::init()
{
    qputenv("XDG_DATA_HOME", home.path().toLocal8Bit()); // anchors go there
    team = std::make_unique<Team>();
    other = std::make_unique<Team>();
    team->clock.advance(kHourMs); // a machine that has run for a while
    w = std::make_unique<Workspace>(team->clock, *team->rules, [] { return std::make_unique<PlainRenderer>(); });
}

void TestReviewedWorkspace::cleanup()
{
    w.reset();
    other.reset();
    team.reset();
}

void TestReviewedWorkspace::lastOneOpenedCounts_data()
{
    QTest::addColumn<bool>("openBefore");
    QTest::addColumn<bool>("fails"); // the first of the two cannot be opened
    QTest::newRow("nothing open") << false << false;
    QTest::newRow("another open") << true << false;
    QTest::newRow("nothing open, the first fails") << false << true;
    QTest::newRow("another open, the first fails") << true << true;
}

void TestReviewedWorkspace::lastOneOpenedCounts()
{
    QFETCH(bool, openBefore);
    QFETCH(bool, fails);
    QSignalSpy opened(w.get(), &Workspace::opened);
    QSignalSpy failed(w.get(), &Workspace::openFailed);
    if (openBefore) {
        w->open(request(*team));
        QTRY_COMPARE(opened.count(), 1);
        opened.clear();
    }
    OpenRequest first = request(*team);
    if (fails)
        first.path = team->path(u"none.tocsin"_s);
    w->open(first);
    w->open(request(*other));
    QTRY_VERIFY(w->isOpen());
    QTRY_COMPARE(w->pending(), 0);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(failed.count(), 0);
    // What is shown and kept of an address is without the password in it.
    const QString shown = QString(other->file).remove(QRegularExpression(u":[^:@/]+(?=@)"_s));
    QCOMPARE(opened.first().first().value<DatabaseStatus>().path, shown);
    QCOMPARE(w->status().path, shown);
    QString uuid;
    w->run<Anchor>(
        this, [](Services &s) { return s.record.head(); },
        [&uuid](Result<Anchor> r) { uuid = r ? r->databaseUuid : r.error().userText; });
    QTRY_VERIFY(!uuid.isEmpty());
    QCOMPARE(uuid, other->services->record.head()->databaseUuid); // and the jobs work on that one
}

void TestReviewedWorkspace::closedWhileOpening()
{
    QSignalSpy opened(w.get(), &Workspace::opened);
    w->open(request(*team));
    w->close();
    QTRY_COMPARE(w->pending(), 0);
    QCOMPARE(opened.count(), 0);
    QVERIFY(!w->isOpen());
    w->open(request(*team));
    QTRY_COMPARE(opened.count(), 1);
}

/** DESIGN 4: what was done within a minute of the last anchor is kept outside too, when nothing is done after it. */
void TestReviewedWorkspace::anchorOfAnIdleHead()
{
    QSignalSpy opened(w.get(), &Workspace::opened);
    w->open(request(*team));
    QTRY_COMPARE(opened.count(), 1);
    QTRY_COMPARE(w->pending(), 0);
    const qint64 before = head();
    QCOMPARE(kept(), before); // at once on opening
    (void)team->record(u"Unknown sign-ins"_s);
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
    QVERIFY(head() > before);
    poll(); // the change is seen, and told
    QCOMPARE(kept(), before);
    team->clock.advance(kMinuteMs / 2);
    poll();
    QCOMPARE(kept(), before); // not at each look
    team->clock.advance(kMinuteMs / 2 + 1);
    poll(); // nothing is new any more
    QCOMPARE(kept(), head());
}

QTEST_GUILESS_MAIN(TestReviewedWorkspace)
#include "tst_reviewedworkspace.moc"
