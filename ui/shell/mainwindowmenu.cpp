#include "ui/shell/mainwindow.h"

#include "ui/board/boardpage.h"
#include "ui/board/deadlinespage.h"
#include "ui/board/incidentspage.h"
#include "ui/incident/incidentpage.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/enterpresses.h"
#include "ui/shell/helppage.h"
#include "ui/shell/rail.h"
#include "ui/shell/statusline.h"
#include "ui/shell/topbar.h"
#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QShortcut>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QAction *addChoice(QMenu *menu, QActionGroup *group, const QString &text, bool checked)
{
    QAction *action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(checked);
    group->addAction(action);
    return action;
}

} // namespace

void MainWindow::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->setAccessibleName(tr("Menu"));
    menu->setObjectName(u"main-menu"_s);
    connect(menu->addAction(icon(u"folder"), tr("Open database…")), &QAction::triggered, this,
            &MainWindow::chooseDatabase, Qt::QueuedConnection);
    connect(menu->addAction(icon(u"users"), tr("Open a shared database…")), &QAction::triggered, this,
            [this] { askForServer({}); });
    connect(menu->addAction(icon(u"database"), tr("Start page: new database, demo")), &QAction::triggered, this,
            &MainWindow::welcome);
    menu->addSeparator();
    QMenu *look = menu->addMenu(tr("Appearance"));
    auto *modes = new QActionGroup(this);
    const Theme::Mode mode = m_preferences.themeMode();
    const auto addMode = [&](const QString &text, Theme::Mode value) {
        connect(addChoice(look, modes, text, mode == value), &QAction::triggered, this,
                [this, value] { setTheme(value); });
    };
    addMode(tr("Like the desktop"), Theme::Mode::System);
    addMode(tr("Light"), Theme::Mode::Light);
    addMode(tr("Dark"), Theme::Mode::Dark);
    QMenu *times = menu->addMenu(tr("Times"));
    auto *zones = new QActionGroup(this);
    connect(addChoice(times, zones, tr("Local"), !m_preferences.showsUtc()), &QAction::triggered, this,
            [this] { setUtc(false); });
    connect(addChoice(times, zones, tr("UTC"), m_preferences.showsUtc()), &QAction::triggered, this,
            [this] { setUtc(true); });
    connect(menu->addAction(icon(u"send"), tr("Mail account…")), &QAction::triggered, this,
            [this] { showPage(u"mail"_s); });
    menu->addSeparator();
    connect(menu->addAction(icon(u"help"), tr("Help\tF1")), &QAction::triggered, this, [this] { showPage(u"help"_s); });
    connect(menu->addAction(tr("Keys\tF2")), &QAction::triggered, this, [this] {
        showPage(u"help"_s);
        if (auto *help = qobject_cast<HelpPage *>(m_pages->page(u"help"_s)))
            help->showPage(u"keys"_s);
    });
    menu->addSeparator();
    connect(menu->addAction(tr("Quit\tCtrl+Q")), &QAction::triggered, this, &QWidget::close);
    m_top->setMenu(menu);
    fillCommands();
}

void MainWindow::makeShortcuts()
{
    qApp->installEventFilter(new EnterPresses(this));
    const auto bind = [this](const QKeySequence &keys, auto run) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    bind(QKeySequence(Qt::CTRL | Qt::Key_K), [this] {
        if (m_workspace.isOpen())
            m_palette->open();
    });
    bind(QKeySequence(Qt::CTRL | Qt::Key_N), [this] { newIncident(); });
    bind(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { back(); });
    bind(Qt::Key_F1, [this] { showPage(u"help"_s); });
    bind(Qt::Key_F2, [this] {
        showPage(u"help"_s);
        if (auto *help = qobject_cast<HelpPage *>(m_pages->page(u"help"_s)))
            help->showPage(u"keys"_s);
    });
    bind(Qt::Key_F10, [this] { m_top->openMenu(); });
    bind(QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); });
    const QStringList keys{u"board"_s,  u"incidents"_s, u"deadlines"_s, u"customers"_s, u"record"_s,
                           u"people"_s, u"sources"_s,   u"services"_s,  u"approvals"_s};
    for (int i = 0; i < keys.size(); ++i)
        bind(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), [this, key = keys.at(i)] { showPage(key); });
}

void MainWindow::fillCommands()
{
    QList<PaletteCommand> commands{{tr("New incident"), u"plus"_s, u"Ctrl+N"_s, [this] { newIncident(); }}};
    const struct
    {
        const char16_t *key;
        const char16_t *iconName;
        const char16_t *keys;
    } places[] = {{u"board", u"board", u"Ctrl+1"},         {u"incidents", u"incidents", u"Ctrl+2"},
                  {u"deadlines", u"deadlines", u"Ctrl+3"}, {u"customers", u"customers", u"Ctrl+4"},
                  {u"figures", u"figures", u""},           {u"record", u"record", u"Ctrl+5"},
                  {u"people", u"users", u"Ctrl+6"},        {u"sources", u"sources", u"Ctrl+7"},
                  {u"services", u"database", u"Ctrl+8"},   {u"mail", u"send", u""},
                  {u"approvals", u"approvals", u"Ctrl+9"}, {u"templates", u"notices", u""}};
    for (const auto &place : places) {
        const QString key = QString::fromUtf16(place.key);
        if (m_pages->contains(key))
            commands << PaletteCommand{tr("Go to %1").arg(m_pages->title(key)), QString::fromUtf16(place.iconName),
                                       QString::fromUtf16(place.keys), [this, key] { showPage(key); }};
    }
    commands << PaletteCommand{tr("Appearance: light"), u"sun"_s, {}, [this] { setTheme(Theme::Mode::Light); }}
             << PaletteCommand{tr("Appearance: dark"), u"moon"_s, {}, [this] { setTheme(Theme::Mode::Dark); }}
             << PaletteCommand{tr("Show times in UTC"), u"clock"_s, {}, [this] { setUtc(true); }}
             << PaletteCommand{tr("Show times in local time"), u"clock"_s, {}, [this] { setUtc(false); }}
             << PaletteCommand{tr("Classify this incident…"), u"flag"_s, {}, [this] { classifyIncident(); }}
             << PaletteCommand{tr("Restrict who sees this incident…"),
                               u"lock"_s,
                               {},
                               [this] { beginOnIncident(Act::Restrict); }}
             << PaletteCommand{tr("Situation report of this incident…"),
                               u"export"_s,
                               {},
                               [this] { beginOnIncident(Act::Report); }}
             << PaletteCommand{tr("Write the situation of this incident…"),
                               u"edit"_s,
                               {},
                               [this] { beginOnIncident(Act::WriteSituation); }}
             << PaletteCommand{tr("Set a task in this incident…"),
                               u"check"_s,
                               {},
                               [this] { beginOnIncident(Act::AddTask); }}
             << PaletteCommand{tr("Link this incident with another…"),
                               u"attach"_s,
                               {},
                               [this] { beginOnIncident(Act::LinkIncident); }}
             << PaletteCommand{tr("Give a duty in this incident…"),
                               u"user"_s,
                               {},
                               [this] { beginOnIncident(Act::GiveDuty); }}
             << PaletteCommand{tr("Add a call or reference to this incident…"),
                               u"external"_s,
                               {},
                               [this] { beginOnIncident(Act::AddPlace); }}
             << PaletteCommand{tr("Open database…"), u"folder"_s, {}, [this] { chooseDatabase(); }}
             << PaletteCommand{tr("Open a shared database…"), u"users"_s, {}, [this] { askForServer({}); }}
             << PaletteCommand{tr("Help"), u"help"_s, u"F1"_s, [this] { showPage(u"help"_s); }};
    m_palette->setCommands(std::move(commands));
}

/** An act on the incident that is open. */
void MainWindow::beginOnIncident(Act act)
{
    auto *page = findChild<IncidentPage *>();
    if (page && page->isVisible())
        page->beginAct(act);
    else
        m_ui.say(tr("Open the incident first."));
}

void MainWindow::classifyIncident()
{
    auto *page = findChild<IncidentPage *>();
    if (page && page->isVisible())
        openIncident(page->incident(), u"classification"_s);
    else
        m_ui.say(tr("Open the incident first."));
}

void MainWindow::setTheme(Theme::Mode mode)
{
    m_preferences.setThemeMode(mode);
    applyTheme(*qApp, mode);
    showPerson();
}

void MainWindow::setUtc(bool utc)
{
    m_preferences.setShowsUtc(utc);
    applyTimeZone(utc);
    m_status->showZone(utc, m_clock.nowMs());
    renewPages();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Slash) {
        QWidget *page = m_pages->currentWidget();
        if (auto *board = qobject_cast<BoardPage *>(page))
            return board->focusFilter();
        if (auto *incidents = qobject_cast<IncidentsPage *>(page))
            return incidents->focusFilter();
        if (auto *deadlines = qobject_cast<DeadlinesPage *>(page))
            return deadlines->focusFilter();
    }
    QWidget::keyPressEvent(event);
}

} // namespace tocsin
