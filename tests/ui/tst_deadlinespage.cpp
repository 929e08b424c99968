#include "models/exchange/icalendar.h"
#include "tests/ui/incidentfixture.h"
#include "ui/board/deadlineaxis.h"
#include "ui/board/deadlineexport.h"
#include "ui/board/deadlinespage.h"
#include "ui/board/deadlineview.h"

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = IncidentFixture::kNow;

ClockRow row(qint64 id, qint64 number, qint64 leftMs)
{
    ClockRow r;
    r.obligation.id = ObligationId{id};
    r.obligation.version = 1;
    r.obligation.incident = r.incident.id = IncidentId{number};
    r.obligation.customerName = u"Customer %1"_s.arg(id);
    r.obligation.facts.triggerMs = kNow + leftMs - kCommitmentMs;
    r.obligation.facts.deadlineMs = kNow + leftMs;
    r.incident.number = number;
    r.incident.title = u"Case %1"_s.arg(number);
    r.incident.version = 1;
    return r;
}

QList<ClockRow> some()
{
    ClockRow without = row(4, 9, 0);
    without.obligation.facts.deadlineMs = 0;
    without.obligation.facts.triggerMs = kNow - 30 * kHourMs;
    ClockRow exercise = row(5, 5, kHourMs);
    exercise.incident.exercise = true;
    return {row(1, 7, -2 * kHourMs), row(2, 7, 3 * kHourMs), row(3, 8, 50 * kHourMs), without, exercise};
}

} // namespace

/** The axis and the list of the Deadlines page (P7.1, P7.3). */
class TestDeadlinesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void lanes_data();
    void lanes();
    void overdueLiesLeftOfNow();
    void nearOnesAreOneMark();
    void ticksAcrossSummerTime_data();
    void ticksAcrossSummerTime();
    void chosenOnOneIsChosenOnTheOther();
    void keys();
    void zoomAndDrag();
    void nowStaysWhileTimePasses();
    void emptyAndNarrowed();
    void howTheLawCounts();
    void foundLater();
    void thousandsCanBeMoved();
    void toolsTakeTwoLines();
    void exports();
    void everythingHasAName();

private:
    void show(const QList<ClockRow> &rows = some());
    [[nodiscard]] DeadlineAxis *axis() { return m_page->findChild<DeadlineAxis *>(); }
    [[nodiscard]] DeadlineView *view() { return m_page->findChild<DeadlineView *>(); }
    [[nodiscard]] QPushButton *button(const QString &name) { return m_page->findChild<QPushButton *>(name); }

    std::unique_ptr<IncidentFixture> m_fixture;
    std::unique_ptr<ClockListModel> m_clocks;
    ICalendar m_calendar;
    std::unique_ptr<DeadlinesPage> m_page;
    QList<IncidentId> m_opened;
};

void TestDeadlinesPage::init()
{
    m_fixture = std::make_unique<IncidentFixture>();
    QVERIFY(m_fixture->open());
    m_clocks = std::make_unique<ClockListModel>(m_fixture->clock);
    m_opened.clear();
}

void TestDeadlinesPage::cleanup()
{
    m_page.reset();
    m_clocks.reset();
    m_fixture.reset();
}

void TestDeadlinesPage::show(const QList<ClockRow> &rows)
{
    m_clocks->assign(rows);
    UiContext ui = m_fixture->ui();
    ui.openIncident = [this](IncidentId id, const QString &) { m_opened << id; };
    m_page = std::make_unique<DeadlinesPage>(ui, *m_clocks, &m_calendar);
    m_page->resize(1100, 640);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestDeadlinesPage::lanes_data()
{
    QTest::addColumn<AxisLanes>("by");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("urgency") << AxisLanes::Urgency
                             << QStringList{u"overdue 1"_s, u"under 8 hours 1"_s, u"over 24 hours 1"_s,
                                            u"without undue delay 1"_s};
    QTest::newRow("incident") << AxisLanes::Incident << QStringList{u"INC-0007 2"_s, u"INC-0008 1"_s, u"INC-0009 1"_s};
}

void TestDeadlinesPage::lanes()
{
    QFETCH(AxisLanes, by);
    QFETCH(QStringList, titles);
    show();
    axis()->setLanes(by);
    QStringList got;
    for (const AxisLane &lane : axis()->laneList())
        got << lane.title + u' ' + QString::number(lane.rows.size());
    QCOMPARE(got, titles); // exercises are apart
}

void TestDeadlinesPage::overdueLiesLeftOfNow()
{
    show();
    const int now = axis()->scale().xOf(kNow);
    QVERIFY(axis()->markPosition(ObligationId{1}).x() < now);
    QVERIFY(axis()->markPosition(ObligationId{2}).x() > now);
    QCOMPARE(axis()->markPosition(ObligationId{4}).x(), now); // without a number: it counts up, at now
    m_fixture->clock.advance(4 * kHourMs);
    m_fixture->ticker.tickNow();
    QVERIFY(axis()->markPosition(ObligationId{2}).x() < axis()->scale().xOf(m_fixture->clock.nowMs()));
    QCOMPARE(axis()->laneList().first().title, u"overdue"_s);
    QCOMPARE(axis()->laneList().first().rows.size(), 2);
}

void TestDeadlinesPage::nearOnesAreOneMark()
{
    QList<ClockRow> rows;
    for (int i = 0; i < 9; ++i)
        rows << row(i + 1, i + 1, 10 * kHourMs + i * kMinuteMs);
    rows << row(20, 20, 40 * kHourMs) << row(21, 21, 900 * kHourMs);
    AxisScale scale{kNow, static_cast<double>(kHourMs) / 20, 0, 1000};
    AxisLane lane{{}, {}, ClockBand::None, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}};
    const AxisMarks marks = axisMarks(lane, rows, scale, kNow, 20);
    QCOMPARE(marks.marks.size(), 2);
    QCOMPARE(marks.marks.first().count, 9);
    QCOMPARE(marks.marks.first().urgent, 0);
    QCOMPARE(marks.marks.last().count, 1);
    QCOMPARE(marks.before, 0);
    QCOMPARE(marks.after, 1);
}

void TestDeadlinesPage::ticksAcrossSummerTime_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("from");
    QTest::addColumn<int>("hours");
    QTest::newRow("Berlin, forward") << QByteArray("Europe/Berlin") << u"2026-03-28T12:00:00Z"_s << 48;
    QTest::newRow("Berlin, back") << QByteArray("Europe/Berlin") << u"2026-10-24T12:00:00Z"_s << 48;
    QTest::newRow("Lord Howe, half an hour") << QByteArray("Australia/Lord_Howe") << u"2026-04-04T00:00:00Z"_s << 48;
    QTest::newRow("Kolkata") << QByteArray("Asia/Kolkata") << u"2026-01-01T00:00:00Z"_s << 48;
    QTest::newRow("Beirut, no midnight") << QByteArray("Asia/Beirut") << u"2026-03-28T00:00:00Z"_s << 48;
    QTest::newRow("weeks") << QByteArray("Europe/Berlin") << u"2026-03-01T00:00:00Z"_s << 24 * 60;
}

void TestDeadlinesPage::ticksAcrossSummerTime()
{
    QFETCH(QByteArray, zone);
    QFETCH(QString, from);
    QFETCH(int, hours);
    const QTimeZone z(zone);
    QVERIFY(z.isValid());
    AxisScale scale{QDateTime::fromString(from, Qt::ISODate).toMSecsSinceEpoch(), hours * 3600.0, 0, 1000};
    const QList<AxisTick> ticks = axisTicks(scale, z, 90);
    QVERIFY2(ticks.size() >= 3 && ticks.size() <= 12, qPrintable(QString::number(ticks.size())));
    for (qsizetype i = 0; i < ticks.size(); ++i) {
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(ticks.at(i).ms, z);
        QVERIFY(i == 0 || ticks.at(i).ms > ticks.at(i - 1).ms);
        if (ticks.at(i).day)
            QCOMPARE(at, at.date().startOfDay(z));
    }
    QVERIFY(std::any_of(ticks.begin(), ticks.end(), [](const AxisTick &t) { return t.day; }));
}

void TestDeadlinesPage::chosenOnOneIsChosenOnTheOther()
{
    show();
    view()->setCurrentIndex(view()->model()->index(1, 0));
    QVERIFY(view()->chosen().isValid());
    QCOMPARE(axis()->chosen(), view()->chosen());
    const QPoint mark = axis()->markPosition(ObligationId{3});
    QTest::mouseClick(axis()->viewport(), Qt::LeftButton, {}, mark);
    QCOMPARE(axis()->chosen(), ObligationId{3});
    QCOMPARE(view()->chosen(), ObligationId{3});
    QVERIFY(axis()->accessibleDescription().contains(u"INC-0008"_s));
    view()->sortByColumn(ClockListModel::IncidentColumn, Qt::DescendingOrder);
    QCOMPARE(view()->chosen(), ObligationId{3}); // sorting keeps it
    QTest::mouseDClick(axis()->viewport(), Qt::LeftButton, {}, mark);
    QCOMPARE(m_opened, QList<IncidentId>{IncidentId{8}});
}

void TestDeadlinesPage::keys()
{
    show();
    axis()->setFocus();
    QTest::keyClick(axis(), Qt::Key_Right); // the first still to come: what counts up stands at now
    QCOMPARE(axis()->chosen(), ObligationId{4});
    QTest::keyClick(axis(), Qt::Key_Right);
    QCOMPARE(axis()->chosen(), ObligationId{2});
    QTest::keyClick(axis(), Qt::Key_Left);
    QTest::keyClick(axis(), Qt::Key_Left);
    QCOMPARE(axis()->chosen(), ObligationId{1});
    QTest::keyClick(axis(), Qt::Key_Left); // the end
    QCOMPARE(axis()->chosen(), ObligationId{1});
    QTest::keyClick(axis(), Qt::Key_Down);
    QCOMPARE(axis()->chosen(), ObligationId{2});
    QTest::keyClick(axis(), Qt::Key_Up);
    QCOMPARE(axis()->chosen(), ObligationId{1});
    QTest::keyClick(axis(), Qt::Key_Return);
    QCOMPARE(m_opened, QList<IncidentId>{IncidentId{7}});
    const qint64 from = axis()->scale().fromMs;
    QTest::keyClick(axis(), Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(axis()->scale().fromMs > from);
    QTest::keyClick(axis(), Qt::Key_Home);
    QCOMPARE(axis()->scale().fromMs, from);
}

void TestDeadlinesPage::zoomAndDrag()
{
    show();
    button(u"span-hours"_s)->click();
    const double hours = axis()->scale().msPerPixel;
    button(u"span-weeks"_s)->click();
    QVERIFY(axis()->scale().msPerPixel > 30 * hours);
    QTest::keyClick(axis(), Qt::Key_Plus);
    QVERIFY(!button(u"span-weeks"_s)->isChecked()); // none of the three holds
    const AxisScale before = axis()->scale();
    const QPoint at(500, axis()->viewport()->height() - 4);
    QTest::mousePress(axis()->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseMove(axis()->viewport(), at + QPoint(50, 0));
    QTest::mouseMove(axis()->viewport(), at + QPoint(100, 0));
    QTest::mouseRelease(axis()->viewport(), Qt::LeftButton, {}, at + QPoint(100, 0));
    QCOMPARE(axis()->scale().fromMs, before.fromMs - static_cast<qint64>(100 * before.msPerPixel));
    button(u"axis-now"_s)->click();
    QCOMPARE(axis()->scale().fromMs, before.fromMs);
}

void TestDeadlinesPage::nowStaysWhileTimePasses()
{
    show();
    const int x = axis()->scale().xOf(kNow);
    m_fixture->clock.advance(6 * kHourMs);
    m_fixture->ticker.tickNow();
    QCOMPARE(axis()->scale().xOf(m_fixture->clock.nowMs()), x);
    m_fixture->clock.jump(-6 * kHourMs); // P7.4
    m_fixture->ticker.tickNow();
    QCOMPARE(axis()->scale().xOf(m_fixture->clock.nowMs()), x);
}

void TestDeadlinesPage::emptyAndNarrowed()
{
    show({});
    QVERIFY(!axis()->isVisible());
    QVERIFY(!button(u"deadline-export-open"_s)->isEnabled());
    m_clocks->assign(some());
    QVERIFY(axis()->isVisible());
    button(u"deadline-exercises"_s)->click();
    QCOMPARE(view()->model()->rowCount(), 1);
    QCOMPARE(axis()->laneList().size(), 1);
    button(u"deadline-mine"_s)->click();
    QVERIFY(!axis()->isVisible()); // nothing fits
    button(u"deadline-clear"_s)->click();
    QCOMPARE(view()->model()->rowCount(), 4);
}

/** P7.6: the end by Regulation 1182/71 and the disputed reading stand beside the clock, and move nothing. */
void TestDeadlinesPage::howTheLawCounts()
{
    show();
    const auto *note = m_page->findChild<QWidget *>(u"deadline-note"_s);
    const auto *text = m_page->findChild<QLabel *>(u"deadline-note-text"_s);
    QVERIFY(!note->isVisible()); // commitments alone: nothing to say
    QVERIFY(view()->isColumnHidden(ClockListModel::Beside));
    QList<ClockRow> rows = some();
    rows[2].obligation.duty = DutyKind::Statute;
    rows[2].obligation.citation = u"GDPR Art. 33(1)"_s;
    rows[2].info.regulationEndMs = rows[2].obligation.facts.deadlineMs + 40 * kMinuteMs;
    rows[2].info.twoWorkingDaysMs = rows[2].info.regulationEndMs + kDayMs;
    rows[1].info.counted = DayCount::Weekdays;
    const qint64 deadline = rows[2].obligation.facts.deadlineMs;
    m_clocks->assign(rows);
    QVERIFY(note->isVisible());
    m_page->resize(1400, 700);
    QTRY_VERIFY(!view()->isColumnHidden(ClockListModel::Beside));
    QTest::mouseClick(axis()->viewport(), Qt::LeftButton, {}, axis()->markPosition(ObligationId{3}));
    const TimeText time;
    QVERIFY2(text->text().contains(time.full(deadline + 40 * kMinuteMs)) && text->text().contains(u"40 min later"_s),
             qPrintable(text->text()));
    QVERIFY(text->text().contains(u"disputed"_s) && text->text().contains(u"moves no clock"_s));
    const QModelIndex chosen = view()->currentIndex();
    QVERIFY(chosen.siblingAtColumn(ClockListModel::Beside).data().toString().startsWith(u"1182/71: "_s));
    for (const ClockRow &r : m_clocks->rows())
        QVERIFY(r.obligation.id != ObligationId{3} || r.obligation.facts.deadlineMs == deadline);
    QTest::mouseClick(axis()->viewport(), Qt::LeftButton, {}, axis()->markPosition(ObligationId{2}));
    QCOMPARE(text->text(), u"Counted by weekdays, check with counsel."_s);
    QTest::mouseClick(axis()->viewport(), Qt::LeftButton, {}, axis()->markPosition(ObligationId{1}));
    QVERIFY(text->text().contains(u"Elapsed time alone counts"_s));
    m_clocks->assign(some());
    QVERIFY(!note->isVisible());
    QVERIFY(view()->isColumnHidden(ClockListModel::Beside));
}

/** P7.8: the hours since the first declaration beside the clock of a customer found later, and in the note. */
void TestDeadlinesPage::foundLater()
{
    show();
    const auto *note = m_page->findChild<QWidget *>(u"deadline-note"_s);
    QVERIFY(!note->isVisible());
    QList<ClockRow> rows = some();
    rows[2].incident.version = rows[2].obligation.version = 2;
    rows[2].incident.declarationId = rows[2].obligation.declarationId = 9;
    rows[2].incident.declaredMs = rows[2].obligation.facts.triggerMs - 26 * kHourMs;
    m_clocks->assign(rows);
    QVERIFY(note->isVisible());
    m_page->resize(1400, 700);
    QTRY_VERIFY(!view()->isColumnHidden(ClockListModel::Beside));
    QTest::mouseClick(axis()->viewport(), Qt::LeftButton, {}, axis()->markPosition(ObligationId{3}));
    const QString text = m_page->findChild<QLabel *>(u"deadline-note-text"_s)->text();
    QVERIFY2(text.contains(u"Found 26 h"_s) && text.contains(TimeText().full(rows[2].incident.declaredMs)),
             qPrintable(text));
    const QString cell = view()->currentIndex().siblingAtColumn(ClockListModel::Beside).data().toString();
    QCOMPARE(cell, u"found later, 48 h since the declaration"_s);
}

void TestDeadlinesPage::thousandsCanBeMoved()
{
    QList<ClockRow> rows;
    for (int i = 0; i < 2000; ++i)
        rows << row(i + 1, i % 700 + 1, (i - 200) * 20 * kMinuteMs);
    show(rows);
    for (const AxisLanes by : {AxisLanes::Urgency, AxisLanes::Incident}) {
        axis()->setLanes(by);
        // Those of urgency are all in sight.
        QCOMPARE(axis()->verticalScrollBar()->maximum() > 0, by == AxisLanes::Incident);
        const QImage before = axis()->grab().toImage();
        QTest::keyClick(axis(), Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(axis()->grab().toImage() != before);
    }
}

/** The filter does not fold into a column beside the lanes: they go beneath it as soon as one line is too short. */
void TestDeadlinesPage::toolsTakeTwoLines()
{
    show();
    m_page->resize(1400, 640);
    const auto *filter = m_page->findChild<QWidget *>(u"deadline-exercises"_s);
    const auto *lanes = m_page->findChild<QWidget *>(u"lanes-urgency"_s);
    const auto top = [this](const QWidget *w) { return w->mapTo(m_page.get(), QPoint()).y(); };
    QTRY_COMPARE(top(filter), top(lanes));
    m_page->resize(900, 640);
    QTRY_VERIFY(top(filter) + filter->height() <= top(lanes));
    QCOMPARE(top(filter), top(m_page->findChild<QWidget *>(u"deadline-mine"_s)));
    m_page->resize(1400, 640);
    QTRY_COMPARE(top(filter), top(lanes));
}

void TestDeadlinesPage::exports()
{
    show();
    button(u"deadline-export-open"_s)->click();
    auto *panel = m_page->findChild<DeadlineExport *>();
    QVERIFY(panel && panel->isVisible());
    const QString path = m_fixture->folder.filePath(u"deadlines.ics"_s);
    panel->writeTo(path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QCOMPARE(bytes.count("BEGIN:VEVENT"), 3); // one has no number, one is an exercise
    QVERIFY(!bytes.contains("Case"));
    QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
    const QByteArray pdf = deadlinesPdf({some(), kNow, TimeText(QTimeZone::utc()), u"Team"_s, false});
    QVERIFY(pdf.startsWith("%PDF"));
    QList<ClockRow> many;
    for (int i = 0; i < 200; ++i)
        many << row(i + 1, i + 1, i * kHourMs);
    const QByteArray long_ = deadlinesPdf({many, kNow, TimeText(QTimeZone::utc()), u"Team"_s, true});
    QVERIFY(long_.count("/Type /Page\n") + long_.count("/Type /Page ") >= 10 || long_.size() > 2 * pdf.size());
    QTest::keyClick(panel, Qt::Key_Escape);
    QVERIFY(!panel->isVisible());
    QVERIFY(button(u"deadline-export-open"_s)->hasFocus());
}

void TestDeadlinesPage::everythingHasAName()
{
    show();
    button(u"deadline-export-open"_s)->click();
    const QList<QWidget *> widgets = m_page->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        const QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(!reader->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
    const QModelIndex due = view()->model()->index(0, ClockListModel::Due);
    QVERIFY(due.data(Qt::AccessibleTextRole).toString().contains(u"overdue since"_s));
}

QTEST_MAIN(TestDeadlinesPage)
#include "tst_deadlinespage.moc"
