#pragma once

#include "models/domain/alertplan.h"
#include "models/items/clocklistmodel.h"
#include "models/items/firstcards.h"
#include "models/services/mailer.h"
#include "models/services/serverlogin.h"
#include "models/services/workspace.h"
#include "ui/common/machinelocale.h"
#include "ui/common/uicontext.h"
#include "ui/shell/pageset.h"
#include "ui/shell/preferences.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QStackedWidget;

namespace tocsin {

enum class Act;

class AlertDesk;
class AttestationDesk;
class MeasureDesk;
struct DesktopAlert;
class Alerts;
class Banner;
class CalendarWriter;
class ImportFiles;
class ClockTicker;
class CommandPalette;
class ConnectPage;
class NewIncidentPanel;
class OpenErrorPage;
class OutboxDesk;
class Rail;
class Secrets;
class StatusLine;
class TopBar;
class LapseDesk;
class TrayDesk;
class WelcomePage;

/** What the composition root gives the window besides the workspace. */
struct WindowOptions
{
    /** Makes the demo database in a process of its own, then calls back with an empty text or what went wrong. */
    std::function<void(const QString &path, QObject *context, std::function<void(const QString &error)>)> makeDemo;
    /** The account this program runs under, and its person's name for a new database. */
    QString login;
    QString personName;
    /** What the command line asked for; without it the last database is opened. */
    QString database;
    /** Where passwords are kept; null: nowhere, they are asked for each time. */
    Secrets *secrets = nullptr;
    /** Opens lines to mail servers; null: this window sends nothing. */
    MakeMailer makeMailer{};
    /** Messages on the desktop; null: the window alone tells of deadlines. */
    Alerts *alerts = nullptr;
    /** How often deadlines are told again. */
    AlertPolicy alertPolicy{};
    /** Writes calendars; null: none is offered. */
    CalendarWriter *calendar = nullptr;
    /** Reads the files people bring; null: nothing is imported. */
    const ImportFiles *files = nullptr;
};

/** The window: rail, top bar, pages, status line; welcome and trouble in their place while no database is open. */
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    MainWindow(Workspace &workspace, const Clock &clock, WindowOptions options);
    ~MainWindow() override;

    /** Makes the demo or welcomes, if there is no database that is being opened already. */
    void start();
    /** Registers a page; it is made when it is first shown. */
    void addPage(const QString &key, const QString &title, const QString &iconName, PageSet::Factory factory,
                 std::function<void(QWidget *)> activate = {});
    void showPage(const QString &key);
    void openIncident(IncidentId id, const QString &tab);
    void openDatabase(const QString &path);
    void createDatabase(const QString &path, const QString &personName);

Q_SIGNALS:
    /** The first cards of the board are on screen. */
    void usable();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    // mainwindow.cpp: what the window is made of
    void makeLayout();
    QWidget *makeShell();
    NewIncidentPanel *newPanel();
    void makePages();
    // mainwindowopen.cpp: databases
    void connectWorkspace();
    [[nodiscard]] QString startPath() const;
    void open(const OpenRequest &request);
    /** A file or a server: with each one its first cards are asked for, else those of the last would be shown. */
    void beginOpening(const OpenRequest &request);
    void onOpened(const DatabaseStatus &status);
    void rememberDatabase();
    void onOpenFailed(const Error &error, const QString &path);
    void welcome();
    void openDemo();
    // mainwindowserver.cpp: shared databases
    ConnectPage *connectPage();
    void askForServer(const std::optional<ServerLogin> &login);
    void connectTo(const ServerLogin &login);
    void openServer(const QString &password);
    [[nodiscard]] bool askForPassword(const Error &error);
    void keepPassword();
    void showWeakness(const DatabaseStatus &status);
    void showLost(const Error &error);
    void tellLost(qint64 nowMs);
    void followServer(qint64 nowMs);
    // mainwindowopen.cpp again
    void offerDrafts();
    void offerDraft(const Draft &draft, int more);
    void chooseDatabase();
    // mainwindowclocks.cpp: alerts, tray, title, and what the clock's zone and the locale change
    void makeAlerts();
    void followClocks(qint64 nowMs);
    void showAlerts();
    void showUnconfirmed(bool fresh);
    /** Own measures that come due, once a day (P1.7). */
    void remindOfMeasures(const DesktopAlert &alert);
    void refreshTitle(qint64 nowMs);
    void bringToFront();
    void renewPages();
    // mainwindowmenu.cpp: menu, keys and commands
    void makeMenu();
    void makeShortcuts();
    void fillCommands();
    void beginOnIncident(Act act);
    void classifyIncident();
    void setTheme(Theme::Mode mode);
    void setUtc(bool utc);

    void back();
    void rememberPlace();
    void openInWindow(IncidentId id);
    void newIncident();
    void closeNewIncident();
    void showTools();
    void showPerson();
    void refreshBadges();
    void say(const QString &text);
    void showError(const Error &error);

    struct Place
    {
        QString page;
        IncidentId incident;
        QString tab;
    };

    Workspace &m_workspace;
    const Clock &m_clock;
    WindowOptions m_options;
    Preferences m_preferences;
    QTimer m_rememberTimer; ///< until the opened database is written into the settings
    UiContext m_ui;
    ClockTicker *m_ticker;
    MachineLocale m_machineLocale;
    ClockListModel m_clocks;
    ClockFeed m_clockFeed;
    FirstCards m_firstCards;
    QStackedWidget *m_states;
    QWidget *m_shell = nullptr;
    WelcomePage *m_welcome = nullptr;
    OpenErrorPage *m_openError = nullptr;
    std::optional<OpenRequest> m_beingMade; ///< the last database asked for, where it was a new one
    ConnectPage *m_connect = nullptr;
    Rail *m_rail = nullptr;
    TopBar *m_top = nullptr;
    PageSet *m_pages = nullptr;
    NewIncidentPanel *m_newPanel = nullptr; ///< made when it is first needed
    QHBoxLayout *m_middle = nullptr;        ///< the pages and the panel beside them
    QPointer<QWidget> m_beforeNew;          ///< where the keys were when the panel opened
    StatusLine *m_status = nullptr;
    CommandPalette *m_palette = nullptr;
    AlertDesk *m_alertDesk = nullptr;
    OutboxDesk *m_outbox = nullptr;
    TrayDesk *m_tray = nullptr;
    LapseDesk *m_lapses = nullptr;
    AttestationDesk *m_attestations = nullptr;
    MeasureDesk *m_measures = nullptr;
    QString m_title;   ///< of the window, without a clock
    int m_waiting = 0; ///< decisions that wait for the person
    Banner *m_alertBanner = nullptr;
    Banner *m_attestedBanner = nullptr;
    Banner *m_lostBanner = nullptr;
    Banner *m_weakBanner = nullptr;
    Banner *m_clockBanner = nullptr;
    Banner *m_readOnlyBanner = nullptr;
    Banner *m_draftBanner = nullptr;
    Banner *m_errorBanner = nullptr;
    std::function<void(IncidentId, const QString &)> m_showIncident; ///< of the incident page, once it is made
    QList<Place> m_history;
    Place m_place;
    QString m_unremembered;
    std::optional<ServerLogin> m_login; ///< that is being opened
    bool m_keepPassword = false;
    int m_connecting = 0; ///< the keychain's answer to an earlier one is not wanted any more
    Error m_lostError;
    qint64 m_lostMs = 0; ///< what is on screen is of then
};

} // namespace tocsin
