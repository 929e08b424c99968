#include "ui/shell/mainwindow.h"

#include "models/services/outboxdesk.h"
#include "ui/board/boardpage.h"
#include "ui/board/deadlinespage.h"
#include "ui/board/incidentspage.h"
#include "ui/common/banner.h"
#include "ui/common/clockticker.h"
#include "ui/shell/bannerstack.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/helppage.h"
#include "ui/shell/incidentwindow.h"
#include "ui/shell/newincidentpanel.h"
#include "ui/shell/openerrorpage.h"
#include "ui/shell/rail.h"
#include "ui/shell/statusline.h"
#include "ui/shell/surfaces.h"
#include "ui/shell/topbar.h"
#include "ui/shell/traydesk.h"
#include "ui/shell/welcomepage.h"
#include "ui/theme/icons.h"
#include "ui/transfers/approvalcount.h"

#include <QApplication>
#include <QCloseEvent>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kIconAfterMs = 100;
constexpr int kLeastPages = 320;
} // namespace

MainWindow::MainWindow(Workspace &workspace, const Clock &clock, WindowOptions options)
    : m_workspace(workspace)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_ticker(new ClockTicker(clock, this))
    , m_clocks(clock)
    , m_clockFeed(workspace, m_clocks)
    , m_firstCards(workspace)
    , m_states(new QStackedWidget(this))
{
    setObjectName(u"main-window"_s);
    setWindowTitle(u"Tocsin"_s);
    // Drawing it loads a plugin of its own; nobody looks for it before the board.
    QTimer::singleShot(kIconAfterMs, this, [this] { setWindowIcon(applicationIcon()); });
    setMinimumSize(960, 600);
    // The frame and the desktop's bars need their room too: the status line must not lie below the screen.
    const QSize room = screen()->availableSize() - QSize(16, 48);
    resize(room.width() < minimumWidth() ? QSize(1440, 900) : QSize(1440, 900).boundedTo(room));
    restoreGeometry(m_preferences.geometry());
    m_ui.workspace = &workspace;
    m_ui.ticker = m_ticker;
    m_outbox = new OutboxDesk(workspace, m_options.secrets, m_options.makeMailer, this);
    m_ui.outbox = m_outbox;
    m_ui.files = m_options.files;
    m_ui.openIncident = [this](IncidentId id, const QString &tab) { openIncident(id, tab); };
    m_ui.say = [this](const QString &text) { say(text); };
    m_ui.showError = [this](const Error &error) { showError(error); };
    m_ui.secrets = m_options.secrets;
    connectWorkspace();
    if (const QString path = startPath(); !path.isEmpty())
        openDatabase(path); // on its own thread, while the window is being made
    makeLayout();
    makePages();
    makeAlerts();
    makeMenu();
    makeShortcuts();
}

MainWindow::~MainWindow()
{
    rememberDatabase();
    m_pages->clearPages(); // they use the models of this window
}

void MainWindow::makeLayout()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_states);
    m_shell = makeShell();
    m_states->addWidget(m_shell);
    m_palette = new CommandPalette(m_ui, this);
}

QWidget *MainWindow::makeShell()
{
    auto *shell = new QWidget;
    auto *columns = new QHBoxLayout(shell);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    m_rail = new Rail;
    columns->addWidget(m_rail);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    columns->addLayout(right, 1);
    m_top = new TopBar;
    right->addWidget(m_top);
    auto *banners = new BannerStack;
    right->addWidget(banners);
    for (Banner **banner : {&m_alertBanner, &m_attestedBanner, &m_lostBanner, &m_weakBanner, &m_clockBanner,
                            &m_readOnlyBanner, &m_draftBanner, &m_errorBanner}) {
        *banner = new Banner;
        (*banner)->hide();
        banners->add(*banner);
    }
    m_alertBanner->setObjectName(u"alert-banner"_s);
    m_attestedBanner->setObjectName(u"attested-banner"_s);
    m_draftBanner->setClosable(true);
    m_errorBanner->setClosable(true);
    m_errorBanner->setObjectName(u"error-banner"_s);
    m_lostBanner->setObjectName(u"lost-banner"_s);
    m_weakBanner->setObjectName(u"weak-banner"_s);
    m_clockBanner->setObjectName(u"clock-banner"_s);
    m_clockBanner->setClosable(true);
    m_middle = new QHBoxLayout;
    m_middle->setSpacing(0);
    m_pages = new PageSet;
    m_pages->setMinimumWidth(kLeastPages); // a page gives way before the panel beside it leaves the window
    m_middle->addWidget(m_pages, 1);
    right->addLayout(m_middle, 1);
    m_status = new StatusLine;
    right->addWidget(m_status);

    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
    connect(m_top, &TopBar::searchAsked, this, [this] { m_palette->open(); });
    connect(m_top, &TopBar::newIncidentAsked, this, &MainWindow::newIncident);
    connect(m_top, &TopBar::backAsked, this, &MainWindow::back);
    connect(&m_clocks, &ClockListModel::assigned, this, &MainWindow::refreshBadges);
    connect(m_ticker, &ClockTicker::tick, this, [this](qint64 nowMs) {
        m_status->showPending(m_workspace.pending());
        m_clocks.tick(nowMs);
        followServer(nowMs);
        followClocks(nowMs);
        if (nowMs / kMinuteMs != (nowMs - kSecondMs) / kMinuteMs)
            refreshBadges();
    });
    return shell;
}

NewIncidentPanel *MainWindow::newPanel()
{
    if (m_newPanel)
        return m_newPanel;
    m_newPanel = new NewIncidentPanel(m_ui, m_shell);
    m_newPanel->hide();
    m_middle->addWidget(m_newPanel);
    connect(m_newPanel, &NewIncidentPanel::closed, this, &MainWindow::closeNewIncident);
    connect(m_newPanel, &NewIncidentPanel::recorded, this, [this](IncidentId id) {
        m_newPanel->hide();
        openIncident(id, {});
    });
    return m_newPanel;
}

void MainWindow::makePages()
{
    addPage(u"board"_s, tr("Board"), u"board"_s, [this](QWidget *parent) {
        auto *page = new BoardPage(m_ui, m_clocks, parent);
        page->startWith(&m_firstCards);
        connect(page, &BoardPage::openedInWindow, this, &MainWindow::openInWindow);
        connect(page, &BoardPage::newIncidentAsked, this, &MainWindow::newIncident);
        connect(page, &BoardPage::painted, this, &MainWindow::usable);
        connect(page, &BoardPage::exercisesShown, &m_clockFeed, &ClockFeed::setExercises);
        connect(&m_clockFeed, &ClockFeed::exercisesChanged, page, &BoardPage::showExercises);
        connect(page, &BoardPage::filterChanged, this, [this](const QString &text) {
            m_preferences.setFilter(u"board"_s, m_workspace.status().person.login, text);
        });
        return page;
    });
    addPage(u"incidents"_s, tr("Incidents"), u"incidents"_s, [this](QWidget *parent) {
        auto *page = new IncidentsPage(m_ui, parent);
        connect(page, &IncidentsPage::openedInWindow, this, &MainWindow::openInWindow);
        page->start();
        return page;
    });
    addPage(u"deadlines"_s, tr("Deadlines"), u"deadlines"_s, [this](QWidget *parent) {
        auto *page = new DeadlinesPage(m_ui, m_clocks, m_options.calendar, parent);
        connect(page, &DeadlinesPage::exercisesShown, &m_clockFeed, &ClockFeed::setExercises);
        connect(&m_clockFeed, &ClockFeed::exercisesChanged, page, [page](bool shown) {
            if (!shown)
                page->hideExercises();
        });
        return page;
    });
    auto *waiting = new ApprovalCount(m_workspace, this);
    connect(waiting, &ApprovalCount::changed, this, [this](int count, bool urgent) {
        m_rail->setBadge(u"approvals"_s, count, urgent);
        m_waiting = count;
        m_tray->setWaiting(count);
        m_tray->refresh(m_clock.nowMs());
        refreshTitle(m_clock.nowMs());
    });
    for (const Surface &surface : otherSurfaces()) {
        const auto make = [this, make = surface.make](QWidget *parent) { return make(m_ui, parent); };
        if (surface.iconName.isEmpty()) // a setting: in the menu, not in the rail
            m_pages->add(surface.key, surface.title, make, surface.activate);
        else
            addPage(surface.key, surface.title, surface.iconName, make, surface.activate);
    }
    m_pages->add(u"incident"_s, {}, [this](QWidget *parent) {
        const IncidentView view = makeIncidentView(m_ui, parent);
        m_showIncident = view.open;
        return view.widget;
    });
    m_pages->add(u"help"_s, tr("Help"), [](QWidget *parent) { return new HelpPage(parent); });
}

void MainWindow::addPage(const QString &key, const QString &title, const QString &iconName, PageSet::Factory factory,
                         std::function<void(QWidget *)> activate)
{
    m_pages->add(key, title, std::move(factory), std::move(activate));
    m_rail->addPlace(key, title, iconName);
}

void MainWindow::showPage(const QString &key)
{
    if (!m_pages->contains(key) || !m_workspace.isOpen())
        return;
    if (m_place.page != key)
        rememberPlace();
    m_place = {key, {}, {}};
    const bool fresh = !m_pages->page(key);
    QWidget *page = m_pages->showPage(key);
    if (page->accessibleName().isEmpty())
        page->setAccessibleName(m_pages->title(key));
    m_rail->setCurrent(key);
    if (auto *board = qobject_cast<BoardPage *>(page); board && fresh)
        board->restoreFilter(m_preferences.filter(u"board"_s, m_workspace.status().person.login));
    showTools();
    page->setFocus(Qt::OtherFocusReason);
}

void MainWindow::rememberPlace()
{
    if (m_place.page.isEmpty())
        return;
    m_history << m_place;
    if (m_history.size() > 50)
        m_history.removeFirst();
}

void MainWindow::openIncident(IncidentId id, const QString &tab)
{
    if (!id.isValid() || !m_workspace.isOpen())
        return;
    if (m_place.page != "incident"_L1 || m_place.incident != id)
        rememberPlace();
    m_place = {u"incident"_s, id, tab};
    QWidget *page = m_pages->showPage(u"incident"_s);
    m_rail->setCurrent({});
    m_showIncident(id, tab);
    showTools();
    page->setFocus(Qt::OtherFocusReason);
    raise();
}

void MainWindow::openInWindow(IncidentId id)
{
    (new IncidentWindow(m_ui))->open(id, {});
}

void MainWindow::back()
{
    if (m_history.isEmpty())
        return;
    const Place place = m_history.takeLast();
    m_place = {}; // where one comes from is not remembered
    if (place.page == "incident"_L1)
        openIncident(place.incident, place.tab);
    else
        showPage(place.page);
}

void MainWindow::showTools()
{
    QWidget *tools = nullptr;
    QWidget *page = m_pages->currentWidget();
    if (auto *board = qobject_cast<BoardPage *>(page))
        tools = board->tools();
    else if (auto *incidents = qobject_cast<IncidentsPage *>(page))
        tools = incidents->tools();
    m_top->setTools(tools);
    m_top->setNewIncidentProminent(!(m_newPanel && m_newPanel->isVisible()) &&
                                   (tools || m_place.page == "deadlines"_L1));
    m_top->setBackVisible(m_place.page == "incident"_L1 || m_place.page == "help"_L1);
}

void MainWindow::showPerson()
{
    const Person &person = m_workspace.status().person;
    Roles missing;
    for (const auto &entry : enumTable<Role>())
        missing.setFlag(entry.value, !person.roles.testFlag(entry.value));
    m_rail->setPerson(person.name, missing ? roleNames(person.roles) : tr("Every role"));
}

void MainWindow::newIncident()
{
    if (!m_workspace.isOpen() || m_workspace.status().readOnly)
        return;
    if (!m_newPanel || !m_newPanel->isVisible())
        m_beforeNew = focusWidget();
    newPanel()->open();
    m_top->setNewIncidentProminent(false); // the panel has the prominent button now
}

void MainWindow::closeNewIncident()
{
    m_newPanel->hide();
    showTools();
    QWidget *page = m_pages->currentWidget();
    if (page && m_beforeNew && m_beforeNew->isVisible() && page->isAncestorOf(m_beforeNew))
        m_beforeNew->setFocus(Qt::OtherFocusReason);
    else if (page)
        page->setFocus(Qt::OtherFocusReason);
}

void MainWindow::refreshBadges()
{
    const int overdue = m_clocks.overdueCount();
    const int urgent = m_clocks.urgentCount();
    m_rail->setBadge(u"deadlines"_s, urgent, overdue > 0);
}

void MainWindow::say(const QString &text)
{
    m_errorBanner->hide();
    m_status->say(text, m_clock.nowMs());
}

void MainWindow::showError(const Error &error)
{
    if (error.kind == ErrorKind::Canceled)
        return;
    const QString detail = error.kind == ErrorKind::Conflict
                               ? tr("Somebody changed it meanwhile. What is shown is what stands now; decide again.")
                               : QString();
    m_errorBanner->show(Banner::Kind::Error, error.userText, detail);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_preferences.setGeometry(saveGeometry());
    rememberDatabase();
    QWidget::closeEvent(event);
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window != this && qobject_cast<IncidentWindow *>(window))
            window->close();
    }
}

void MainWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_ticker->tickNow(); // after sleep, at once
    if (event->type() == QEvent::LocaleChange)
        QTimer::singleShot(0, this, &MainWindow::renewPages); // not while every widget is being told
}

} // namespace tocsin
