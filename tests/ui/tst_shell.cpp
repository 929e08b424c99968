#include "ui/shell/mainwindow.h"

#include "tests/ui/incidentfixture.h"
#include "ui/common/banner.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/newincidentpanel.h"
#include "ui/shell/openerrorpage.h"
#include "ui/shell/welcomepage.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;

Q_DECLARE_METATYPE(tocsin::ErrorKind)

/** The whole window as a person uses it, on databases in a folder of the test's own. */
class TestShell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startsWithANewDatabase();
    void recordsAnIncidentByKeyboard();
    void keepsWhatWasTyped();
    void offersWhatTheDraftIsOf();
    void findsByReference();
    void saysWhichTroubleItIs_data();
    void saysWhichTroubleItIs();
    void triesAgainToMakeIt();
    void leavesAForeignFileAlone();
    void readsInstants_data();
    void readsInstants();
    void everyPageHasNames();
    void saysWhereAMovedDatabaseWent();
    void openMenusStandInTheTree();
    void tabReachesWhatStandsOnTop();
    void enterPressesButtons();
    void theKeysGoBackToWhereTheyWere();

private:
    void openWindow(const QString &database = {});
    [[nodiscard]] QString path() const { return m_folder->filePath(u"team.tocsin"_s); }
    template<class W> [[nodiscard]] W *child(const QString &name) const { return m_window->findChild<W *>(name); }
    void createDatabase();

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock{IncidentFixture::kNow};
    std::unique_ptr<RuleBook> m_rules;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

void TestShell::initTestCase()
{
    applyTheme(*qApp, Theme::Mode::Light);
    m_rules = std::make_unique<RuleBook>(RuleBook::load().value());
}

void TestShell::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
    QCoreApplication::setOrganizationName(m_folder->path().section(u'/', -1));
    m_clock.set(IncidentFixture::kNow);
}

void TestShell::cleanup()
{
    m_window.reset();
    m_workspace.reset();
    m_folder.reset();
}

void TestShell::openWindow(const QString &database)
{
    m_window.reset();
    m_workspace = std::make_unique<Workspace>(m_clock, *m_rules, [] { return std::unique_ptr<Renderer>(); });
    WindowOptions options;
    options.login = u"mira"_s;
    options.personName = u"Mira Kahn"_s;
    options.database = database;
    m_window = std::make_unique<MainWindow>(*m_workspace, m_clock, options);
    m_window->start();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestShell::createDatabase()
{
    openWindow();
    QSignalSpy usable(m_window.get(), &MainWindow::usable);
    m_window->createDatabase(path(), u"Mira Kahn"_s);
    QTRY_COMPARE_WITH_TIMEOUT(usable.count(), 1, 20000);
}

void TestShell::startsWithANewDatabase()
{
    openWindow();
    auto *field = child<QLineEdit>(u"welcome-path"_s);
    QVERIFY(field && field->isVisible());
    QVERIFY2(!field->text().isEmpty(), "it says where the data will be");
    QCOMPARE(child<QLineEdit>(u"welcome-name"_s)->maxLength(), 200); // what a person's name may have
    field->setText(path());
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isOpen(), 20000);
    QTRY_VERIFY(child<QWidget>(u"board-page"_s));
    QVERIFY(QFile::exists(path()));
    QCOMPARE(m_workspace->status().person.name, u"Mira Kahn"_s);
    openWindow(); // the next time it is opened by itself
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isOpen(), 20000);
    QCOMPARE(m_workspace->status().path, path());
}

void TestShell::recordsAnIncidentByKeyboard()
{
    createDatabase();
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    auto *title = child<QLineEdit>(u"new-title"_s);
    QTRY_VERIFY(title->hasFocus());
    QTest::keyClick(title, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY2(title->isVisible(), "nothing is recorded without a title");
    const auto *seen = child<QPlainTextEdit>(u"new-seen"_s);
    QVERIFY2(seen->parentWidget()->rect().contains(seen->geometry()), "the text is cut at the edge of its row");
    QTest::keyClicks(title, u"Objects of others in a listing"_s);
    auto *source = child<QComboBox>(u"new-source"_s);
    source->setFocus();
    QTest::keyClicks(source, u"Customer report"_s);
    QTest::keyClicks(child<QLineEdit>(u"new-detected"_s), u"-15m"_s);
    QTest::keyClicks(child<QLineEdit>(u"new-reporter"_s), u"Support desk"_s);
    QTest::keyClicks(child<QPlainTextEdit>(u"new-seen"_s), u"Two customers saw it."_s);
    QTest::keyClick(title, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!child<QWidget>(u"new-incident-panel"_s)->isVisible(), 20000);

    std::optional<Result<Incident>> incident;
    m_workspace->run<Incident>(
        this, [](Services &s) { return s.incidents.byNumber(1); },
        [&](Result<Incident> r) { incident = std::move(r); });
    QTRY_VERIFY(incident);
    QVERIFY(incident->has_value());
    QCOMPARE((*incident)->source, DetectionSource::CustomerReport);
    QCOMPARE((*incident)->detectedMs, IncidentFixture::kNow - 15 * kMinuteMs);
    QCOMPARE((*incident)->managerName, u"Mira Kahn"_s);
    // The page of the new incident has taken the board's place, in the window that has the keys.
    QTRY_VERIFY(!child<QWidget>(u"board-page"_s)->isVisible());
    m_window->activateWindow(); // without a window manager a tool tip may have taken it
    QTRY_VERIFY(m_window->isActiveWindow());
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier); // back
    QTRY_VERIFY(child<QWidget>(u"board-page"_s)->isVisible());
}

void TestShell::keepsWhatWasTyped()
{
    createDatabase();
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    auto *title = child<QLineEdit>(u"new-title"_s);
    QTRY_VERIFY(title->hasFocus());
    QTest::keyClicks(title, u"Half a title"_s);
    std::optional<Result<Draft>> draft;
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                 m_workspace->run<Draft>(
                                     this, [](Services &s) { return s.drafts.load(u"new-incident"_s); },
                                     [&](Result<Draft> r) { draft = std::move(r); });
                                 return draft && draft->has_value();
                             }()),
                             20000);
    openWindow(path());
    const auto offered = [this]() -> Banner * {
        const QList<Banner *> banners = m_window->findChildren<Banner *>();
        for (Banner *banner : banners) {
            if (banner->isVisible() && banner->text().contains(u"unsent text"_s))
                return banner;
        }
        return nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(offered(), 20000);
    QTest::mouseClick(offered()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLineEdit>(u"new-title"_s), 20000); // made when it is asked for
    QTRY_COMPARE_WITH_TIMEOUT(child<QLineEdit>(u"new-title"_s)->text(), u"Half a title"_s, 20000);
}

void TestShell::offersWhatTheDraftIsOf()
{
    createDatabase();
    bool saved = false;
    m_workspace->run<KeptIn>(
        this,
        [](Services &s) {
            return s.drafts.save({u"customer/0"_s, {}, u"{}"_s, IncidentFixture::kNow});
        },
        [&saved](const Result<KeptIn> &r) { saved = r.has_value(); });
    QTRY_VERIFY(saved);
    openWindow(path());
    const auto banner = [this]() -> Banner * {
        for (Banner *each : m_window->findChildren<Banner *>())
            if (each->isVisible() && each->text().contains(u"a form of the customers"_s))
                return each;
        return nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(banner(), 20000);
    QTest::mouseClick(banner()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(child<QWidget>(u"customersEmpty"_s) && child<QWidget>(u"customersEmpty"_s)->isVisible());
}

void TestShell::findsByReference()
{
    createDatabase();
    std::optional<Result<IncidentId>> id;
    m_workspace->run<IncidentId>(
        this,
        [](Services &s) {
            NewIncident n;
            n.title = u"Objects of others in a listing"_s;
            n.reportedBy = u"Support"_s;
            n.detectedMs = IncidentFixture::kNow - kMinuteMs;
            return s.incidents.record(n);
        },
        [&](Result<IncidentId> r) { id = std::move(r); });
    QTRY_VERIFY(id && id->has_value());
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *field = child<QLineEdit>(u"palette-field"_s);
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"inc 1"_s);
    auto *list = child<QListWidget>(u"palette-list"_s);
    QTRY_VERIFY(list->count() > 0 && list->item(0)->text().contains(u"Objects of others"_s));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(!field->isVisible());
    QTRY_VERIFY(child<QPushButton>(u"back"_s)->isVisible());
}

void TestShell::saysWhichTroubleItIs_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("readingHelps");
    QTest::newRow("not found") << ErrorKind::NotFound << u"not there"_s << false;
    QTest::newRow("foreign") << ErrorKind::Foreign << u"not a Tocsin database"_s << false;
    QTest::newRow("newer") << ErrorKind::Newer << u"newer"_s << false;
    QTest::newRow("damaged") << ErrorKind::Damaged << u"damaged"_s << false;
    QTest::newRow("locked") << ErrorKind::Locked << u"Another program"_s << true;
    QTest::newRow("read only") << ErrorKind::ReadOnly << u"cannot be written"_s << true;
    QTest::newRow("full") << ErrorKind::Full << u"no space"_s << true;
    QTest::newRow("denied") << ErrorKind::Denied << u"no access to this file"_s << false;
}

void TestShell::saysWhichTroubleItIs()
{
    QFETCH(ErrorKind, kind);
    QFETCH(QString, word);
    OpenErrorPage page;
    page.showError({kind, u"What happened."_s, u"for the log"_s, {}}, u"x.tocsin"_s);
    page.show();
    QVERIFY2(page.accessibleName().contains(word), qPrintable(page.accessibleName()));
    QTEST(page.findChild<QPushButton *>(u"open-read-only"_s)->isVisible(), "readingHelps");
    for (const QLabel *label : page.findChildren<QLabel *>()) // a file has no people to be added to before it opens
        QVERIFY2(!label->text().contains(u"add you"_s), qPrintable(label->text()));
    QSignalSpy again(&page, &OpenErrorPage::tryAgainAsked);
    QTest::mouseClick(page.findChild<QPushButton *>(u"open-again"_s), Qt::LeftButton);
    QCOMPARE(again.value(0).value(0).toString(), u"x.tocsin"_s);
    const auto saysTries = [&page] {
        const QList<QLabel *> labels = page.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [](const QLabel *l) { return l->isVisible() && l->text() == u"Tried 2 times."_s; });
    };
    QVERIFY(!saysTries());
    page.showError({kind, u"What happened."_s, {}, {}}, u"x.tocsin"_s);
    QVERIFY(saysTries());
    page.hide(); // something else was done meanwhile
    page.showError({kind, u"What happened."_s, {}, {}}, u"x.tocsin"_s);
    page.show();
    QVERIFY(!saysTries());
}

void TestShell::triesAgainToMakeIt()
{
    openWindow();
    QFile inTheWay(m_folder->filePath(u"team"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QSignalSpy usable(m_window.get(), &MainWindow::usable);
    m_window->createDatabase(inTheWay.fileName() + u"/first.tocsin"_s, u"Mira Kahn"_s);
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(u"open-again"_s) && child<QPushButton>(u"open-again"_s)->isVisible(),
                             20000);
    QVERIFY(inTheWay.remove()); // what had to be done is done
    QTest::mouseClick(child<QPushButton>(u"open-again"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(usable.count(), 1, 20000);
    QCOMPARE(m_workspace->status().person.name, u"Mira Kahn"_s);
}

void TestShell::leavesAForeignFileAlone()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is a letter, not a database\n");
    file.close();
    openWindow(path());
    QTRY_VERIFY_WITH_TIMEOUT(child<OpenErrorPage>(u"open-error-page"_s), 20000);
    QTRY_COMPARE(child<OpenErrorPage>(u"open-error-page"_s)->kind(), ErrorKind::Foreign);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("this is a letter, not a database\n"));
    QTest::mouseClick(child<QPushButton>(u"open-other"_s), Qt::LeftButton);
    QTRY_VERIFY(child<WelcomePage>(u"welcome-page"_s)->isVisible());
}

void TestShell::readsInstants_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("agoMs");
    QTest::newRow("nothing is now") << QString() << qint64{0};
    QTest::newRow("now") << u"now"_s << qint64{0};
    QTest::newRow("minutes ago") << u"-15m"_s << 15 * kMinuteMs;
    QTest::newRow("hours ago") << u"-2h"_s << 2 * kHourMs;
    QTest::newRow("nonsense") << u"soon"_s << qint64{-1};
    QTest::newRow("a time and words") << u"10:42 something"_s << qint64{-1};
}

void TestShell::readsInstants()
{
    QFETCH(QString, typed);
    QFETCH(qint64, agoMs);
    QString remark;
    const qint64 at = NewIncidentPanel::readInstant(typed, IncidentFixture::kNow, &remark);
    QCOMPARE(at, agoMs < 0 ? 0 : IncidentFixture::kNow - agoMs);
    QCOMPARE(remark.isEmpty(), agoMs >= 0);
}

void TestShell::tabReachesWhatStandsOnTop()
{
    createDatabase();
    m_workspace->run<IncidentId>(
        this,
        [](Services &s) {
            NewIncident incident;
            incident.title = u"Objects of others in a listing"_s;
            incident.source = DetectionSource::CustomerReport;
            incident.detectedMs = IncidentFixture::kNow - kHourMs;
            incident.reportedBy = u"Birch Clinic"_s;
            return s.incidents.record(incident);
        },
        [](const Result<IncidentId> &id) { QVERIFY(id); });
    m_window->showPage(u"board"_s);
    auto *cards = child<QAbstractItemView>(u"column-detect"_s);
    QTRY_VERIFY(cards && cards->model()->rowCount() == 1);
    auto *filter = child<QWidget>(u"filter-text"_s);
    QTRY_VERIFY(filter && filter->isVisible());
    const auto *mine = child<QWidget>(u"filter-mine"_s);
    const auto rowOf = [this](const QWidget *w) { return w->mapTo(m_window.get(), QPoint()).y(); };
    for (const int width : {1280, 960}) { // beside the search, or below it where they would be pressed
        m_window->resize(width, 720);
        QTRY_COMPARE(rowOf(filter) > rowOf(child<QWidget>(u"search"_s)), width == 960);
        QTRY_VERIFY(mine->x() >= filter->geometry().right());
    }
    m_window->resize(1280, 720);
    child<QWidget>(u"search"_s)->setFocus(Qt::TabFocusReason);
    QStringList there;
    for (int i = 0; i < 40 && there.count(u"search"_s) < 2; ++i) {
        there << QApplication::focusWidget()->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    const auto at = there.indexOf(u"filter-text"_s);
    QCOMPARE(there.value(at + 1), u"filter-mine"_s); // as they stand, from left to right
    QVERIFY2(at > 0 && there.indexOf(u"new-incident"_s) > at && there.indexOf(u"menu"_s) > at,
             qPrintable(there.join(u' ')));
    QStringList back;
    for (int i = 0; i < 40 && back.count(u"search"_s) < 2; ++i) {
        back << QApplication::focusWidget()->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    }
    QCOMPARE(QSet<QString>(back.cbegin(), back.cend()), QSet<QString>(there.cbegin(), there.cend()));
}

void TestShell::enterPressesButtons()
{
    createDatabase();
    auto *record = child<QPushButton>(u"new-incident"_s);
    record->setFocus();
    QTest::keyClick(record, Qt::Key_Return);
    const auto panel = [this] { return child<NewIncidentPanel>(u"new-incident-panel"_s); }; // made when it is asked for
    QTRY_VERIFY(panel() && panel()->isVisible());
    auto *exercise = child<QCheckBox>(u"new-exercise"_s);
    exercise->setFocus();
    QTest::keyClick(exercise, Qt::Key_Return);
    QVERIFY2(!exercise->isChecked(), "Enter answers no question of a form");
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    auto *menu = child<QMenu>(u"main-menu"_s);
    QTRY_VERIFY(menu->isVisible());
    QCOMPARE(menu->activeAction(), menu->actions().value(0));
    menu->close();
    QTest::keyClick(panel(), Qt::Key_Escape);
    QTRY_VERIFY(!panel()->isVisible());
}

void TestShell::theKeysGoBackToWhereTheyWere()
{
    createDatabase();
    m_window->showPage(u"record"_s);
    auto *words = child<QWidget>(u"recordText"_s);
    QTRY_VERIFY(words && words->isVisible());
    words->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    auto *title = child<QWidget>(u"new-title"_s);
    QTRY_VERIFY(title->hasFocus());
    QTest::keyClick(title, Qt::Key_Escape);
    QTRY_VERIFY(words->hasFocus());
}

/** From the window down, as assistive technology reads it, and back up again. */
void TestShell::openMenusStandInTheTree()
{
    createDatabase();
    QAccessibleInterface *window = QAccessible::queryAccessibleInterface(m_window.get());
    const int before = window->childCount();
    QTest::mouseClick(child<QPushButton>(u"menu"_s), Qt::LeftButton);
    QTRY_COMPARE(window->childCount(), before + 1);
    QAccessibleInterface *menu = window->child(before);
    QVERIFY(menu);
    QCOMPARE(menu->role(), QAccessible::PopupMenu);
    QCOMPARE(menu->text(QAccessible::Name), u"Menu"_s);
    QCOMPARE(menu->parent(), window);
    QCOMPARE(window->indexOfChild(menu), before);
    QAccessibleInterface *help = nullptr;
    QAccessibleInterface *look = nullptr;
    for (int i = 0; i < menu->childCount(); ++i) {
        QAccessibleInterface *item = menu->child(i);
        QCOMPARE(menu->indexOfChild(item), i);
        QCOMPARE(item->parent(), menu);
        if (item->text(QAccessible::Name) == u"Help"_s)
            help = item;
        if (item->text(QAccessible::Name) == u"Appearance"_s)
            look = item;
    }
    QVERIFY(help && look);
    QCOMPARE(help->text(QAccessible::Accelerator), u"F1"_s);
    QCOMPARE(look->childCount(), 1);
    QCOMPARE(look->child(0)->parent(), look);
    look->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QTRY_VERIFY(!look->child(0)->state().invisible);
    QVERIFY(look->child(0)->child(0)->state().checked);
    help->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QTRY_COMPARE(window->childCount(), before);
    QTRY_VERIFY(child<QWidget>(u"help-page"_s) && child<QWidget>(u"help-page"_s)->isVisible());
}

void TestShell::everyPageHasNames()
{
    createDatabase();
    for (const QString &key :
         {u"board"_s, u"incidents"_s, u"deadlines"_s, u"customers"_s, u"record"_s, u"people"_s, u"help"_s}) {
        m_window->showPage(key);
        QTRY_COMPARE(m_workspace->pending(), 0);
        const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
                continue;
            const QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            QVERIFY2(!reader->text(QAccessible::Name).isEmpty(),
                     qPrintable(key + u": "_s + QLatin1StringView(widget->metaObject()->className())));
        }
    }
}

void TestShell::saysWhereAMovedDatabaseWent()
{
    createDatabase();
    bool marked = false;
    m_workspace->run<void>(
        m_window.get(), [](Services &s) { return s.record.setPurpose(u"moved to postgresql://db.example.org/team"_s); },
        [&marked](const Result<void> &done) { marked = done.has_value(); });
    QTRY_VERIFY(marked);
    openWindow(path());
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isOpen(), 20000);
    QVERIFY(m_workspace->status().readOnly);
    QCOMPARE(m_workspace->status().movedTo, u"postgresql://db.example.org/team"_s);
    const auto banners = m_window->findChildren<Banner *>();
    QVERIFY(std::any_of(banners.begin(), banners.end(), [](const Banner *banner) {
        return banner->isVisible() && banner->text().contains(u"postgresql://db.example.org/team"_s);
    }));
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
