#include "models/items/timelinemodel.h"
#include "tests/items/timelinefixture.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QPersistentModelIndex>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** The timeline's rows against a real database: which are read, when, and what moves when others write. */
class TestTimelineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void emptyThenFirstEntry();
    void smallIsWholeAtOnce();
    void rowsReadAloud();
    void largeOpensAtItsEndAndGrowsInFront();
    void largeFromItsStart();
    void everyRowIsRight();
    void memoryIsBounded();
    void scrolledPastIsNotRead();
    void entryInTheMiddleIsOneInsertion();
    void entryInAPageNotRead();
    void strikeAndMarkChangeOneRow();
    void markMovesRowsIntoAFilter();
    void textFilterFollows();
    void importWhileOpen();
    void locateFindsRows();
    void manyInsertionsSplitPages();
    void queriesDropOldAnswers();
    void closedDatabaseIsToldOnce();

private:
    [[nodiscard]] QString textAt(int row) const { return model->index(row).data().toString(); }
    [[nodiscard]] bool isOrdered() const;
    void show(const TimelineFilter &filter = {}, TimelineModel::From from = TimelineModel::From::End);
    void look(int first, int last);

    std::unique_ptr<TimelineFixture> f;
    std::unique_ptr<TimelineModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

void TestTimelineModel::init()
{
    f = std::make_unique<TimelineFixture>();
    QVERIFY(f->open());
    model = std::make_unique<TimelineModel>(*f->workspace);
    tester =
        std::make_unique<QAbstractItemModelTester>(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    model->setZone(QTimeZone::utc());
    connect(model.get(), &TimelineModel::failed, this,
            [](const Error &e) { qInfo() << "failed:" << e.userText << e.detail; });
}

void TestTimelineModel::cleanup()
{
    tester.reset();
    model.reset();
    f.reset();
}

void TestTimelineModel::show(const TimelineFilter &filter, TimelineModel::From from)
{
    model->setQuery(f->incident, filter, from);
    QTRY_VERIFY_WITH_TIMEOUT(model->isComplete(), 20000);
    f->settle();
}

void TestTimelineModel::look(int first, int last)
{
    model->setVisibleRows(first, last);
    QTRY_VERIFY(model->rowAt(first) != nullptr && model->rowAt(last) != nullptr);
    f->settle();
}

bool TestTimelineModel::isOrdered() const
{
    EntryKey before;
    for (int row = 0; row < model->rowCount(); ++row) {
        const TimelineRow *now = model->rowAt(row);
        if (now == nullptr)
            continue;
        if (!(now->key() > before))
            return false;
        before = now->key();
    }
    return true;
}

void TestTimelineModel::emptyThenFirstEntry()
{
    TimelineFilter nothing;
    nothing.kinds = {EntryKind::Communication};
    show(nothing);
    QCOMPARE(model->rowCount(), 0);
    QSignalSpy inserted(model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
    QVERIFY(f->add(TimelineFixture::kStart, u"told the customer"_s, EntryKind::Communication).isValid());
    QTRY_COMPARE(model->rowCount(), 1);
    QCOMPARE(textAt(0), u"told the customer"_s);
    QVERIFY(f->add(TimelineFixture::kStart, u"a note does not match"_s).isValid());
    f->settle();
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(reset.size(), 0);
}

void TestTimelineModel::smallIsWholeAtOnce()
{
    for (int i = 0; i < 5; ++i)
        QVERIFY(f->add(TimelineFixture::kStart - i * kMinuteMs, u"note %1"_s.arg(i)).isValid());
    model->setQuery(f->incident, {});
    QVERIFY(model->isOpening());
    QTRY_VERIFY(model->isComplete());
    const int rows = model->rowCount();
    QVERIFY(rows >= 5);
    QCOMPARE(textAt(rows - 1), u"note 0"_s);
    QCOMPARE(textAt(rows - 5), u"note 4"_s);
    QVERIFY(isOrdered());
}

void TestTimelineModel::rowsReadAloud()
{
    const qint64 at = TimelineFixture::kStart - 10 * kMinuteMs;
    f->add(at, u"Copied the log <b>whole</b>"_s, EntryKind::Evidence, true, u"storage log"_s);
    const EntryId wrong = f->add(at + kMinuteMs, u"About 40 subscriptions"_s);
    f->clock.advance(kMinuteMs);
    QVERIFY(f->ask<bool>(
        [wrong](Services &s) { return s.timeline.strike(wrong, u"one region alone"_s).map([] { return true; }); }));
    f->add(at + 2 * kMinuteMs, u"Zwei Zeilen\nund «Zeichen»"_s, EntryKind::Consultation);
    show();
    QString dump;
    for (int row = std::max(0, model->rowCount() - 3); row < model->rowCount(); ++row)
        for (const int role :
             {int(Qt::AccessibleTextRole), int(Qt::ToolTipRole), int(TimelineModel::KindRole),
              int(TimelineModel::KeyEventRole), int(TimelineModel::StruckRole), int(TimelineModel::AtRole)})
            dump += QString::fromLatin1(model->roleNames().value(role, "tooltip")) + u": "_s +
                    model->index(row).data(role).toString() + u'\n';
    QFile golden(qEnvironmentVariable("TOCSIN_SOURCE_DIR") + u"/tests/items/data/timelinerows.txt"_s);
    if (qEnvironmentVariableIsSet("TOCSIN_WRITE_GOLDEN")) {
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(dump.toUtf8());
        golden.close();
    }
    QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.fileName()));
    QCOMPARE(dump, QString::fromUtf8(golden.readAll()));
}

void TestTimelineModel::largeOpensAtItsEndAndGrowsInFront()
{
    QVERIFY(f->addMany(5000));
    QSignalSpy inserted(model.get(), &QAbstractItemModel::rowsInserted);
    model->setQuery(f->incident, {});
    QPersistentModelIndex last;
    connect(model.get(), &TimelineModel::stateChanged, &inserted, [&] {
        if (!last.isValid() && model->rowCount() == TimelinePages::kStep)
            last = model->index(model->rowCount() - 1);
    });
    QTRY_VERIFY(model->isComplete());
    QVERIFY(model->rowCount() >= 5000);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(inserted.at(1).at(1).toInt(), 0);
    QCOMPARE(last.row(), model->rowCount() - 1);
    QCOMPARE(textAt(last.row()), u"entry 4999"_s);
    // The rows that were shown are still there, without a moment as placeholders.
    for (int row = model->rowCount() - TimelinePages::kStep; row < model->rowCount(); ++row)
        QVERIFY(model->rowAt(row) != nullptr);
}

void TestTimelineModel::largeFromItsStart()
{
    QVERIFY(f->addMany(3000));
    TimelineFilter range;
    range.fromMs = TimelineFixture::kStart - 2000 * kSecondMs;
    range.toMs = TimelineFixture::kStart - 1000 * kSecondMs;
    show(range, TimelineModel::From::Start);
    QCOMPARE(model->rowCount(), 1000);
    QCOMPARE(textAt(0), u"entry 1000"_s);
    look(990, 999);
    QCOMPARE(textAt(999), u"entry 1999"_s);
}

void TestTimelineModel::everyRowIsRight()
{
    QVERIFY(f->addMany(3000));
    show();
    const int before = model->rowCount() - 3000; // what the program wrote about the incident
    QStringList seen;
    for (int row = 0; row < model->rowCount(); row += 100)
        look(row, std::min(row + 99, model->rowCount() - 1));
    QVERIFY(isOrdered());
    look(0, 300);
    for (int row = before; row < 300; ++row)
        if (textAt(row).startsWith(u"entry "_s))
            seen << textAt(row);
    QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), seen.size());
    QVERIFY(seen.size() >= 299 - before);
}

void TestTimelineModel::memoryIsBounded()
{
    QVERIFY(f->addMany(30000));
    show();
    for (int row = 0; row < model->rowCount(); row += TimelinePages::kStep)
        look(row, std::min(row + 20, model->rowCount() - 1));
    int atHand = 0;
    for (int row = 0; row < model->rowCount(); row += TimelinePages::kStep)
        atHand += model->rowAt(row) != nullptr ? 1 : 0;
    QVERIFY2(atHand <= TimelinePages::kMostPages, qPrintable(QString::number(atHand)));
    QVERIFY(atHand > 8);
}

void TestTimelineModel::scrolledPastIsNotRead()
{
    QVERIFY(f->addMany(20000));
    show();
    const int before = model->pagesRead();
    // A thumb dragged over everything within one turn of the event loop.
    for (int row = 0; row < 19000; row += 500)
        model->setVisibleRows(row, row + 12);
    QTRY_VERIFY(model->rowAt(18500) != nullptr);
    f->settle();
    QVERIFY2(model->pagesRead() - before <= 4, qPrintable(QString::number(model->pagesRead() - before)));
    QVERIFY(model->data(model->index(4000), TimelineModel::PlaceholderRole).toBool());
    QTRY_VERIFY(!model->data(model->index(4000), TimelineModel::PlaceholderRole).toBool());
}

void TestTimelineModel::entryInTheMiddleIsOneInsertion()
{
    QVERIFY(f->addMany(2000));
    show();
    look(1000, 1010);
    const QPersistentModelIndex above(model->index(1004));
    const QPersistentModelIndex below(model->index(1005));
    const qint64 at = model->index(1004).data(TimelineModel::AtRole).toLongLong() + 500;
    const QString belowText = textAt(1005);
    QSignalSpy inserted(model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
    QSignalSpy arrived(model.get(), &TimelineModel::entriesArrived);
    QVERIFY(f->add(at, u"in between"_s).isValid());
    QTRY_COMPARE(arrived.size(), 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 1005);
    QCOMPARE(inserted.first().at(2).toInt(), 1005);
    QCOMPARE(removed.size(), 0);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(textAt(1005), u"in between"_s);
    QCOMPARE(above.row(), 1004);
    QCOMPARE(below.row(), 1006);
    QCOMPARE(below.data().toString(), belowText);
}

void TestTimelineModel::entryInAPageNotRead()
{
    QVERIFY(f->addMany(20000));
    show();
    look(15000, 15010);
    const int rows = model->rowCount();
    const QString seen = textAt(15005);
    const QPersistentModelIndex persistent(model->index(15005));
    QSignalSpy inserted(model.get(), &QAbstractItemModel::rowsInserted);
    const qint64 at = TimelineFixture::kStart - 15000 * kSecondMs + 1; // just behind entry 5000
    QVERIFY(f->add(at, u"far away"_s).isValid());
    QTRY_COMPARE(model->rowCount(), rows + 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(persistent.row(), 15006);
    QCOMPARE(textAt(15006), seen);
    const int row = inserted.first().at(1).toInt();
    look(row - 1, row + 1);
    QCOMPARE(textAt(row), u"far away"_s);
    QCOMPARE(textAt(row - 1), u"entry 5000"_s);
    QCOMPARE(textAt(row + 1), u"entry 5001"_s);
}

void TestTimelineModel::strikeAndMarkChangeOneRow()
{
    QVERIFY(f->addMany(1000));
    show();
    look(500, 510);
    const EntryId id{model->index(505).data(TimelineModel::IdRole).toLongLong()};
    QSignalSpy changed(model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(model.get(), &QAbstractItemModel::rowsRemoved);
    QVERIFY(
        f->ask<bool>([id](Services &s) { return s.timeline.strike(id, u"wrong host"_s).map([] { return true; }); }));
    QTRY_VERIFY(model->index(505).data(TimelineModel::StruckRole).toBool());
    f->settle();
    QVERIFY(!changed.isEmpty());
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 505);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 505);
    QVERIFY(f->ask<bool>([id](Services &s) { return s.timeline.mark(id, true).map([] { return true; }); }));
    QTRY_VERIFY(model->index(505).data(TimelineModel::KeyEventRole).toBool());
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(removed.size(), 0);
    // Struck while it was off the screen: seen when it is looked at again.
    const EntryId other{model->index(507).data(TimelineModel::IdRole).toLongLong()};
    look(10, 20);
    QVERIFY(
        f->ask<bool>([other](Services &s) { return s.timeline.strike(other, u"again"_s).map([] { return true; }); }));
    f->settle();
    look(500, 510);
    QTRY_VERIFY(model->index(507).data(TimelineModel::StruckRole).toBool());
}

void TestTimelineModel::markMovesRowsIntoAFilter()
{
    QVERIFY(f->addMany(500));
    TimelineFilter keys;
    keys.keyEventsOnly = true;
    show(keys);
    QCOMPARE(model->rowCount(), 5);
    model->setVisibleRows(0, 4);
    f->settle();
    const auto plain = f->ask<QList<TimelineEntry>>([this](Services &s) {
        return s.timeline.after(f->incident, {}, {TimelineFixture::kStart - 250 * kSecondMs, 0}, 2);
    });
    QVERIFY(plain);
    const EntryId id = plain->last().id;
    QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
    QVERIFY(f->ask<bool>([id](Services &s) { return s.timeline.mark(id, true).map([] { return true; }); }));
    QTRY_COMPARE(model->rowCount(), 6);
    QVERIFY(isOrdered());
    QVERIFY(f->ask<bool>([id](Services &s) { return s.timeline.mark(id, false).map([] { return true; }); }));
    QTRY_COMPARE(model->rowCount(), 5);
    QCOMPARE(reset.size(), 0);
}

void TestTimelineModel::textFilterFollows()
{
    QVERIFY(f->addMany(2000));
    TimelineFilter words;
    words.text = u"1234"_s;
    show(words);
    QCOMPARE(model->rowCount(), 1);
    QVERIFY(f->add(TimelineFixture::kStart, u"host 1234 again"_s).isValid());
    QTRY_COMPARE(model->rowCount(), 2);
    QCOMPARE(textAt(1), u"host 1234 again"_s);
}

void TestTimelineModel::importWhileOpen()
{
    QVERIFY(f->addMany(1000));
    show();
    const int rows = model->rowCount();
    QVERIFY(f->addMany(3000, 2 * kSecondMs));
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), rows + 3000, 20000);
    f->settle();
    for (int row = 0; row < model->rowCount(); row += 200)
        look(row, std::min(row + 199, model->rowCount() - 1));
    QVERIFY(isOrdered());
}

void TestTimelineModel::locateFindsRows()
{
    QVERIFY(f->addMany(5000));
    show();
    int row = -2;
    model->locate({TimelineFixture::kStart - 2500 * kSecondMs, 0}, [&row](int found) { row = found; });
    QTRY_VERIFY(row >= 0);
    look(row, row);
    QCOMPARE(textAt(row), u"entry 2500"_s);
    row = -2;
    model->locate({TimelineFixture::kStart + kDayMs, 0}, [&row](int found) { row = found; });
    QTRY_COMPARE(row, model->rowCount() - 1);
    row = -2;
    model->locate({1, 0}, [&row](int found) { row = found; });
    QTRY_COMPARE(row, 0);
}

void TestTimelineModel::manyInsertionsSplitPages()
{
    QVERIFY(f->addMany(300));
    show();
    look(model->rowCount() - 10, model->rowCount() - 1);
    QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
    const int rows = model->rowCount();
    for (int i = 0; i < 600; ++i) {
        NewEntry e;
        e.atMs = TimelineFixture::kStart - 1;
        e.text = u"late %1"_s.arg(i);
        f->workspace->run<EntryId>(
            model.get(), [this, e](Services &s) { return s.timeline.add(f->incident, e); },
            [](const Result<EntryId> &) {});
        if (i % 100 == 99)
            f->settle();
    }
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), rows + 600, 60000);
    f->settle();
    look(model->rowCount() - 600, model->rowCount() - 1);
    QVERIFY(isOrdered());
    QCOMPARE(textAt(model->rowCount() - 1), u"late 599"_s);
    QCOMPARE(reset.size(), 0);
}

void TestTimelineModel::queriesDropOldAnswers()
{
    QVERIFY(f->addMany(2000));
    TimelineFilter evidence;
    evidence.kinds = {EntryKind::Evidence};
    for (int i = 0; i < 5; ++i) {
        model->setQuery(f->incident, {});
        model->setQuery(f->incident, evidence);
    }
    QTRY_VERIFY(model->isComplete());
    f->settle();
    QCOMPARE(model->rowCount(), 200);
    for (int row = 0; row < 200; ++row)
        QCOMPARE(model->index(row).data(TimelineModel::KindRole).toString(), u"evidence"_s);
}

void TestTimelineModel::closedDatabaseIsToldOnce()
{
    f->workspace->close();
    QSignalSpy failed(model.get(), &TimelineModel::failed);
    model->setQuery(f->incident, {});
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!failed.first().first().value<Error>().userText.isEmpty());
    QCOMPARE(model->rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestTimelineModel)
#include "tst_timelinemodel.moc"
