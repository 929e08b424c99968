#include "ui/board/boardpage.h"

#include "models/items/boardfeed.h"
#include "models/items/clocklistmodel.h"
#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/board/columnview.h"
#include "ui/board/deadlineview.h"
#include "ui/board/filterbar.h"
#include "ui/common/banner.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPaintEvent>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

/** Gathers what a widget was asked to paint. */
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget *widget) { widget->installEventFilter(this); }
    QRegion painted;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

/** The board as a person uses it, on a real database. */
class TestBoardPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Mode::Light); }
    void init();
    void cleanup();
    void saysHowToBegin();
    void movesByKey();
    void reasonOfAMoveComesBack();
    void refusesAndShowsTheWay();
    void doneIsReopenedFirst();
    void cancelsByEscape();
    void movesByDrop();
    void walksByArrows();
    void reachesTheLastOfMany();
    void opensByEnter();
    void filtersByWords();
    void keepsAFilterAsText();
    void tickPaintsClocksAlone();
    void everythingHasAName();

private:
    void show();
    [[nodiscard]] ColumnView *column(Stage stage) const
    {
        return m_page->findChild<ColumnView *>(u"column-"_s + codeOf(stage));
    }
    void moveTo(IncidentId id, Stage stage)
    {
        QVERIFY(m_fixture->ask<void>([=](Services &s) { return s.incidents.move(id, 0, stage, u"As told"_s); }));
    }
    [[nodiscard]] QLineEdit *reason() const { return m_page->findChild<QLineEdit *>(u"move-reason"_s); }

    std::unique_ptr<IncidentFixture> m_fixture;
    std::unique_ptr<ClockListModel> m_clocks;
    std::unique_ptr<BoardPage> m_page;
    IncidentId m_opened;
    QString m_openedTab;
};

void TestBoardPage::init()
{
    m_fixture = std::make_unique<IncidentFixture>();
    QVERIFY(m_fixture->open());
    m_clocks = std::make_unique<ClockListModel>(m_fixture->clock);
    m_opened = {};
    m_openedTab.clear();
}

void TestBoardPage::cleanup()
{
    m_page.reset();
    m_clocks.reset();
    m_fixture.reset();
}

void TestBoardPage::show()
{
    UiContext ui = m_fixture->ui();
    ui.openIncident = [this](IncidentId id, const QString &tab) {
        m_opened = id;
        m_openedTab = tab;
    };
    m_page = std::make_unique<BoardPage>(ui, *m_clocks);
    m_page->resize(1280, 720);
    QSignalSpy painted(m_page.get(), &BoardPage::painted);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->restoreFilter({});
    QTRY_COMPARE(painted.count(), 1);
    m_fixture->settle();
}

void TestBoardPage::saysHowToBegin()
{
    show();
    QSignalSpy asked(m_page.get(), &BoardPage::newIncidentAsked);
    const QList<QPushButton *> buttons = m_page->findChildren<QPushButton *>();
    const auto begin = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->isVisible() && button->property("primary").toBool();
    });
    QVERIFY(begin != buttons.end());
    QTest::mouseClick(*begin, Qt::LeftButton);
    QTRY_COMPARE(asked.count(), 1);
}

void TestBoardPage::movesByKey()
{
    const IncidentId id = m_fixture->record(u"Objects of others in a listing"_s);
    show();
    column(Stage::Detect)->setFocus(Qt::TabFocusReason);
    QTest::keyClick(column(Stage::Detect), Qt::Key_Right, Qt::AltModifier);
    QVERIFY(reason()->isVisible());
    QTRY_VERIFY(reason()->hasFocus());
    QTest::keyClick(reason(), Qt::Key_Return);
    QVERIFY2(reason()->isVisible(), "no move without a reason");
    QTest::keyClicks(reason(), u"Seen by two customers"_s);
    QTest::keyClick(reason(), Qt::Key_Return);
    QTRY_COMPARE(m_fixture->incident(id).stage, Stage::Assess);
    QTRY_COMPARE(m_page->model().find(id).parent(), m_page->model().stageIndex(Stage::Assess));
    QVERIFY(!reason()->isVisible());
    QTRY_VERIFY2(column(Stage::Assess)->hasFocus(), "the focus follows the card");
}

void TestBoardPage::reasonOfAMoveComesBack()
{
    const IncidentId id = m_fixture->record(u"Objects of others in a listing"_s);
    const auto kept = [&] {
        return m_fixture->ask<Draft>([id](Services &s) { return s.drafts.load(u"act/move/%1"_s.arg(id.value)); });
    };
    const auto ask = [this] {
        column(Stage::Detect)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(column(Stage::Detect), Qt::Key_Right, Qt::AltModifier);
        QTRY_VERIFY(reason()->hasFocus());
    };
    show();
    ask();
    m_fixture->settle();
    QTest::keyClicks(reason(), u"Seen by two"_s);
    QTRY_VERIFY(kept());
    show(); // as after a crash
    ask();
    QTRY_COMPARE(reason()->text(), u"Seen by two"_s);
    QTest::keyClick(reason(), Qt::Key_Escape);
    QVERIFY2(kept(), "not moved, but not lost either");
    ask();
    QTRY_COMPARE(reason()->text(), u"Seen by two"_s);
    QTest::keyClick(reason(), Qt::Key_Return);
    QTRY_COMPARE(m_fixture->incident(id).stage, Stage::Assess);
    QVERIFY(!kept());
}

void TestBoardPage::refusesAndShowsTheWay()
{
    const IncidentId id = m_fixture->record(u"Objects of others in a listing"_s);
    moveTo(id, Stage::Assess);
    show();
    m_page->askMove(id, Stage::Diagnose); // P1.3: not assessed
    QVERIFY(!reason()->isVisible());
    auto *banner = m_page->findChild<Banner *>();
    QVERIFY(banner->isVisible());
    QVERIFY2(banner->text().contains(u"Assess impact"_s), qPrintable(banner->text()));
    QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(m_opened, id);
    QCOMPARE(m_openedTab, u"assessment"_s);
    m_page->askMove(id, Stage::CloseOut); // P1.6: no stage is skipped
    QVERIFY(banner->isVisible());
    QCOMPARE(m_fixture->incident(id).stage, Stage::Assess);
}

void TestBoardPage::doneIsReopenedFirst()
{
    const IncidentId id = m_fixture->record(u"Twice the same alert"_s);
    moveTo(id, Stage::Assess);
    EndingInput ending;
    ending.kind = Ending::FalsePositive;
    ending.rootCause = ending.noTuningReason = u"A nightly export"_s;
    QVERIFY(m_fixture->ask<void>([=](Services &s) { return s.incidents.end(id, 0, ending); }));
    show();
    ColumnView *last = column(Stage::CloseOut);
    last->setFocus(Qt::TabFocusReason);
    QCOMPARE(last->currentCard()->id, id);
    QTest::keyClick(last, Qt::Key_Left, Qt::AltModifier);
    QVERIFY2(!reason()->isVisible(), "no reason is asked for what will be refused");
    auto *banner = m_page->findChild<Banner *>();
    QVERIFY(banner->isVisible());
    QVERIFY2(banner->text().contains(u"ended. Reopen it"_s), qPrintable(banner->text()));
    shoot(*m_page, u"board-reopen"_s);
    QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(m_opened, id);
    QCOMPARE(m_openedTab, u"overview/reopen"_s);
    m_opened = {};
    QTest::keyClick(last, Qt::Key_M);
    auto *menu = last->findChild<QMenu *>();
    QVERIFY(menu);
    QStringList offered;
    for (const QAction *action : menu->actions())
        offered << action->text().section(u'\t', 0, 0);
    QCOMPARE(offered, QStringList({u"Open"_s, u"Open in own window"_s, {}, u"Reopen…"_s}));
    menu->actions().last()->trigger();
    QCOMPARE(m_opened, id);
}

void TestBoardPage::cancelsByEscape()
{
    const IncidentId id = m_fixture->record(u"Objects of others in a listing"_s);
    show();
    m_page->askMove(id, Stage::Assess);
    QTest::keyClicks(reason(), u"Perhaps"_s);
    QTest::keyClick(reason(), Qt::Key_Escape);
    QVERIFY(!reason()->isVisible());
    QCOMPARE(m_fixture->incident(id).stage, Stage::Detect);
}

void TestBoardPage::movesByDrop()
{
    const IncidentId id = m_fixture->record(u"Objects of others in a listing"_s);
    show();
    QMimeData mime;
    mime.setData(u"application/x-tocsin-incident"_s, QByteArray::number(id.value));
    QWidget *target = column(Stage::Assess)->viewport();
    QDragEnterEvent enter({10, 10}, Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::MoveAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &drop);
    QVERIFY(reason()->isVisible());
}

void TestBoardPage::walksByArrows()
{
    const IncidentId left = m_fixture->record(u"One"_s);
    m_fixture->clock.advance(kMinuteMs);
    const IncidentId right = m_fixture->record(u"Two"_s);
    moveTo(right, Stage::Assess);
    show();
    column(Stage::Detect)->setFocus(Qt::TabFocusReason);
    QCOMPARE(column(Stage::Detect)->currentCard()->id, left);
    QTest::keyClick(column(Stage::Detect), Qt::Key_Right);
    QVERIFY(column(Stage::Assess)->hasFocus());
    QCOMPARE(column(Stage::Assess)->currentCard()->id, right);
    QTest::keyClick(column(Stage::Assess), Qt::Key_Right);
    QVERIFY2(column(Stage::Assess)->hasFocus(), "empty columns are passed over, and there is nothing beyond");
    QTest::keyClick(column(Stage::Assess), Qt::Key_Left);
    QVERIFY(column(Stage::Detect)->hasFocus());
}

void TestBoardPage::reachesTheLastOfMany()
{
    constexpr int kMany = 2 * BoardFeed::kPage + 50;
    const auto recorded = m_fixture->ask<IncidentId>([now = m_fixture->clock.nowMs()](Services &s) {
        Result<IncidentId> first = IncidentId{};
        for (int i = 0; i < kMany && first; ++i) {
            NewIncident n;
            n.title = u"Sign %1"_s.arg(i);
            n.reportedBy = u"Sam Roth"_s;
            n.detectedMs = now - kMinuteMs;
            const auto id = s.incidents.record(n);
            if (!id || i == 0)
                first = id;
        }
        return first;
    });
    QVERIFY2(recorded, qPrintable(recorded ? QString() : recorded.error().userText));
    show();
    ColumnView *detect = column(Stage::Detect);
    QTRY_COMPARE(detect->model()->rowCount(), BoardFeed::kPage);
    detect->setFocus(Qt::TabFocusReason);
    for (const int reached : {2 * BoardFeed::kPage, kMany}) {
        QTest::keyClick(detect, Qt::Key_End);
        QTRY_COMPARE(detect->model()->rowCount(), reached);
        QVERIFY2(detect->visualRect(detect->currentIndex()).intersects(detect->viewport()->rect()),
                 "the card somebody stands on stays in sight");
    }
    QTest::keyClick(detect, Qt::Key_End);
    m_fixture->settle();
    QCOMPARE(detect->model()->rowCount(), kMany);
    QTest::keyClick(detect, Qt::Key_Return);
    QCOMPARE(m_opened, *recorded); // the oldest stands last
}

void TestBoardPage::opensByEnter()
{
    const IncidentId id = m_fixture->record(u"One"_s);
    show();
    QSignalSpy window(m_page.get(), &BoardPage::openedInWindow);
    column(Stage::Detect)->setFocus(Qt::TabFocusReason);
    QTest::keyClick(column(Stage::Detect), Qt::Key_Return);
    QCOMPARE(m_opened, id);
    QTest::keyClick(column(Stage::Detect), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(window.count(), 1);
}

void TestBoardPage::filtersByWords()
{
    QVERIFY(m_fixture->record(u"Bucket listing"_s).isValid());
    const IncidentId other = m_fixture->record(u"Stolen laptop"_s);
    show();
    m_page->tools()->setParent(m_page.get());
    m_page->tools()->show();
    QTest::keyClick(m_page.get(), Qt::Key_Slash);
    auto *field = m_page->findChild<QLineEdit *>(u"filter-text"_s);
    QTest::keyClicks(field, u"laptop"_s);
    QTRY_COMPARE(m_page->model().rowCount(m_page->model().stageIndex(Stage::Detect)), 1);
    QVERIFY(m_page->model().find(other).isValid());
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    QVERIFY2(std::none_of(labels.cbegin(), labels.cend(),
                          [](const QLabel *l) { return l->isVisible() && l->text().startsWith(u"Nothing waits"_s); }),
             "a filtered board does not say that nothing is there");
    QTest::keyClicks(field, u" nowhere"_s);
    QTRY_VERIFY(m_page->model().isEmpty());
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_COMPARE(m_page->model().rowCount(m_page->model().stageIndex(Stage::Detect)), 2);
}

void TestBoardPage::keepsAFilterAsText()
{
    IncidentFilter filter;
    filter.manager = PersonId{3};
    filter.severities = {Severity::High, Severity::Critical};
    filter.includeNotAssessed = false;
    filter.sources = {DetectionSource::CustomerReport};
    QVERIFY(FilterBar::fromText(FilterBar::toText(filter, true), PersonId{3}) == filter);
    QVERIFY(FilterBar::fromText(u"no such thing"_s, PersonId{3}) == IncidentFilter{});
}

void TestBoardPage::tickPaintsClocksAlone()
{
    QList<ClockRow> rows;
    for (int i = 1; i <= 30; ++i) {
        ClockRow row;
        row.obligation.id = ObligationId{i};
        row.obligation.facts.triggerMs = IncidentFixture::kNow;
        row.obligation.facts.deadlineMs = IncidentFixture::kNow + kCommitmentMs + i;
        row.incident.number = i;
        rows << row;
    }
    m_clocks->assign(rows);
    ClockFilterModel shown(*m_clocks, m_fixture->clock);
    DeadlineView view(shown, m_fixture->clock);
    view.resize(1200, 600);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.tick(m_fixture->clock.nowMs());
    QCoreApplication::processEvents();
    PaintWatch watch(view.viewport());
    m_fixture->clock.advance(kSecondMs);
    view.tick(m_fixture->clock.nowMs());
    QTRY_VERIFY(!watch.painted.isEmpty());
    QVERIFY2(watch.painted.boundingRect().width() < 120, "one column of digits and nothing else");
}

void TestBoardPage::everythingHasAName()
{
    QVERIFY(m_fixture->record(u"One"_s).isValid());
    show();
    const QList<QWidget *> widgets = m_page->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        const QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(!reader->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

QTEST_MAIN(TestBoardPage)
#include "tst_boardpage.moc"
