#include "tests/items/timelinefixture.h"
#include "ui/common/clockticker.h"
#include "ui/timeline/entryedit.h"
#include "ui/timeline/timelinelist.h"
#include "ui/timeline/timelinetab.h"

#include <QLineEdit>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** What is typed on a timeline, in one window or two, until it is in the record (DESIGN 17). */
class TestTimelineDrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void reasonOfAStrikeComesBack();
    void twoWindowsHaveALineEach();

private:
    [[nodiscard]] std::unique_ptr<TimelineTab> window();
    [[nodiscard]] static EntryEdit *line(const std::unique_ptr<TimelineTab> &tab)
    {
        return tab->findChild<EntryEdit *>(u"entryText"_s);
    }
    void type(const std::unique_ptr<TimelineTab> &tab, const QString &text)
    {
        f->clock.advance(kSecondMs);
        line(tab)->setFocus();
        QTest::keyClicks(line(tab), text);
        QTRY_VERIFY(kept().contains(text));
    }
    /** Everything that is kept, newest first. */
    [[nodiscard]] QString kept()
    {
        QStringList payloads;
        const auto drafts = f->ask<QList<Draft>>([](Services &s) { return s.drafts.all(); });
        for (const Draft &d : drafts.value_or(QList<Draft>()))
            payloads << d.name + d.payload;
        return payloads.join(u'\n');
    }

    QTemporaryDir m_home;
    std::unique_ptr<TimelineFixture> f;
    std::unique_ptr<ClockTicker> ticker;
};

void TestTimelineDrafts::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit()); // drafts go there while a database is away
}

void TestTimelineDrafts::init()
{
    f = std::make_unique<TimelineFixture>();
    QVERIFY(f->open());
    ticker = std::make_unique<ClockTicker>(f->clock);
}

void TestTimelineDrafts::cleanup()
{
    ticker.reset();
    f.reset();
}

std::unique_ptr<TimelineTab> TestTimelineDrafts::window()
{
    UiContext ui;
    ui.workspace = f->workspace.get();
    ui.ticker = ticker.get();
    ui.say = [](const QString &) {};
    ui.showError = [](const Error &) {};
    auto tab = std::make_unique<TimelineTab>(ui);
    tab->resize(1160, 640);
    tab->show();
    (void)QTest::qWaitForWindowActive(tab.get());
    if (const auto details = f->ask<IncidentDetails>([this](Services &s) { return s.incidents.details(f->incident); }))
        tab->showIncident(*details);
    (void)QTest::qWaitFor([&] { return tab->model()->isComplete(); });
    f->settle();
    return tab;
}

void TestTimelineDrafts::reasonOfAStrikeComesBack()
{
    auto tab = window();
    type(tab, u"about 40 subscriptions"_s);
    QTest::keyClick(line(tab), Qt::Key_Return);
    const auto last = [&] { return tab->model()->rowCount() - 1; };
    QTRY_COMPARE(tab->model()->index(last()).data().toString(), u"about 40 subscriptions"_s);
    QTRY_COMPARE(tab->list()->currentIndex().row(), last());
    tab->list()->setFocus();
    QTest::keyClick(tab->list(), Qt::Key_S);
    const auto reason = [&] { return tab->findChild<QLineEdit *>(u"strikeReason"_s); };
    QTRY_VERIFY(reason()->hasFocus());
    QTest::keyClicks(reason(), u"one region"_s);
    QTRY_VERIFY(kept().startsWith("strike/"_L1));
    tab.reset();
    tab = window();
    tab->list()->setFocus();
    QTest::keyClick(tab->list(), Qt::Key_End);
    QTRY_COMPARE(tab->list()->currentIndex().row(), last());
    QTest::keyClick(tab->list(), Qt::Key_Return);
    QTRY_COMPARE(reason()->text(), u"one region"_s);
    QTRY_VERIFY(reason()->isVisible());
    QTest::keyClick(reason(), Qt::Key_Return);
    QTRY_VERIFY(tab->model()->index(last()).data(TimelineModel::StruckRole).toBool());
    QCOMPARE(kept(), QString());
}

void TestTimelineDrafts::twoWindowsHaveALineEach()
{
    auto main = window();
    type(main, u"proxy log"_s);
    auto own = window();
    QCOMPARE(line(own)->toPlainText(), QString());
    type(own, u"mail gateway"_s);
    main->activateWindow();
    (void)QTest::qWaitForWindowActive(main.get());
    type(main, u" of the night"_s);
    QVERIFY(kept().contains("proxy log of the night"_L1) && kept().contains("mail gateway"_L1));
    // Both windows go; the one that opens next has the newest, and the other one after it.
    main.reset();
    own.reset();
    own = window();
    QTRY_COMPARE(line(own)->toPlainText(), u"proxy log of the night"_s);
    QTest::keyClick(line(own), Qt::Key_Return);
    QTRY_COMPARE(line(own)->toPlainText(), u"mail gateway"_s);
    QVERIFY(!kept().contains("proxy log"_L1));
    QTest::keyClick(line(own), Qt::Key_Return);
    QTRY_COMPARE(kept(), QString());
    QCOMPARE(line(own)->toPlainText(), QString());
}

QTEST_MAIN(TestTimelineDrafts)
#include "tst_timelinedrafts.moc"
