#include "ui/shell/mainwindow.h"

#include "models/domain/incident.h"
#include "models/services/serverlogin.h"
#include "ui/board/filterbar.h"
#include "ui/common/banner.h"
#include "ui/common/clockticker.h"
#include "ui/shell/alertdesk.h"
#include "ui/shell/newincidentpanel.h"
#include "ui/shell/openerrorpage.h"
#include "ui/shell/rail.h"
#include "ui/shell/statusline.h"
#include "ui/shell/topbar.h"
#include "ui/shell/welcomepage.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStackedWidget>
#include <utility>

namespace tocsin {

namespace {
constexpr int kRememberAfterMs = 500;
}

using namespace Qt::StringLiterals;

namespace {

/** What a draft's name says: where it goes on, and in words what it is. */
struct DraftPlace
{
    QString tab;
    QString what;
};

DraftPlace placeOf(const QString &name)
{
    const QString kind = (name.startsWith("act/"_L1) ? name.mid(4) : name).section(u'/', 0, 0);
    if (kind.startsWith("entry"_L1) || kind.startsWith("strike"_L1))
        return {u"timeline"_s, MainWindow::tr("timeline entry")};
    if (kind.startsWith("notice"_L1) || kind.startsWith("new-notice"_L1))
        return {u"notices"_s, MainWindow::tr("notice")};
    if (kind.startsWith("classif"_L1))
        return {u"classification"_s, MainWindow::tr("classification")};
    if (kind.startsWith("assess"_L1))
        return {u"assessment"_s, MainWindow::tr("assessment")};
    if (kind.startsWith("postmortem"_L1))
        return {u"postmortem"_s, MainWindow::tr("post-mortem")};
    if (kind == "responsibility"_L1)
        return {u"overview"_s, MainWindow::tr("whose part it is")};
    if (kind == "hand-over"_L1)
        return {u"overview"_s, MainWindow::tr("hand-over to the customer")};
    if (kind == "tuning"_L1)
        return {u"overview"_s, MainWindow::tr("remark on tuning")};
    if (kind == "restrict"_L1)
        return {u"overview"_s, MainWindow::tr("restriction")};
    if (kind.contains("scope"_L1))
        return {u"customers"_s, MainWindow::tr("affected customers")};
    return {u"overview"_s, MainWindow::tr("form")};
}

} // namespace

QString MainWindow::startPath() const
{
    return m_options.database.isEmpty() ? m_preferences.lastDatabase() : m_options.database;
}

void MainWindow::start()
{
    if (startPath().isEmpty())
        welcome();
}

void MainWindow::openDatabase(const QString &path)
{
    m_login.reset();
    if (ServerLogin::isAddress(path)) {
        const auto login = ServerLogin::parse(path);
        if (login)
            connectTo(*login);
        else
            onOpenFailed(login.error(), {});
        return;
    }
    open({path, false, false, m_options.login, {}, {}});
}

void MainWindow::createDatabase(const QString &path, const QString &personName)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    open({path, true, false, m_options.login, personName, {}});
}

void MainWindow::open(const OpenRequest &request)
{
    if (m_welcome)
        m_welcome->setBusy(tr("Opening %1 …").arg(QDir::toNativeSeparators(request.path)));
    beginOpening(request);
}

void MainWindow::beginOpening(const OpenRequest &request)
{
    m_beingMade = request.create ? std::optional(request) : std::nullopt;
    m_workspace.open(request);
    m_firstCards.ask(FilterBar::fromText(m_preferences.filter(u"board"_s, request.login), {}));
}

void MainWindow::connectWorkspace()
{
    connect(&m_workspace, &Workspace::opened, this, &MainWindow::onOpened);
    connect(&m_workspace, &Workspace::openFailed, this, &MainWindow::onOpenFailed);
    connect(&m_workspace, &Workspace::lost, this, &MainWindow::showLost);
    connect(&m_workspace, &Workspace::recovered, this, [this] {
        m_lostBanner->hide();
        m_status->showLost(false);
        say(m_workspace.status().isShared ? tr("The server is back; everything is read again")
                                          : tr("The database is back"));
    });
    m_rememberTimer.setSingleShot(true);
    connect(&m_rememberTimer, &QTimer::timeout, this, &MainWindow::rememberDatabase);
    connect(&m_clockFeed, &ClockFeed::failed, this, &MainWindow::showError);
    connect(m_ticker, &ClockTicker::clockJumped, this, [this](qint64 ms) {
        // The jump is known within a tick; "59 min" for an hour would look like another fault.
        const qint64 known = std::abs(ms);
        const qint64 size = known < kMinuteMs ? known : (known + kMinuteMs / 2) / kMinuteMs * kMinuteMs;
        m_status->showClock(ms < 0 ? tr("Clock set back by %1").arg(spanWords(size))
                                   : tr("Clock set ahead by %1").arg(spanWords(size)));
        m_errorBanner->show(Banner::Kind::Warning,
                            ms < 0 ? tr("This machine's clock was set back by %1.").arg(spanWords(size))
                                   : tr("This machine's clock was set ahead by %1.").arg(spanWords(size)),
                            tr("Every deadline is shown against the new time. Check that the time is right."));
    });
    connect(m_ticker, &ClockTicker::slept, this, [this](qint64 ms) {
        m_status->showClock(tr("Slept for %1; all clocks are right again").arg(spanWords(ms)));
    });
}

void MainWindow::onOpened(const DatabaseStatus &status)
{
    if (m_newPanel)
        m_newPanel->hide();
    for (Banner *banner : {m_lostBanner, m_weakBanner, m_clockBanner, m_readOnlyBanner, m_draftBanner, m_errorBanner})
        banner->hide();
    m_status->showLost(false);
    keepPassword();
    showWeakness(status);
    m_pages->clearPages();
    m_history.clear();
    m_place = {};
    // Writing the settings takes a lock and a file; the board is painted first.
    rememberDatabase(); // one that was opened just before
    m_unremembered = status.path;
    m_rememberTimer.start(kRememberAfterMs);
    m_status->showDatabase(status);
    m_status->showZone(m_preferences.showsUtc(), m_clock.nowMs());
    showPerson();
    m_top->setNewIncidentEnabled(status.readOnly ? tr("This database is open for reading only.") : QString());
    if (!status.movedTo.isEmpty())
        m_readOnlyBanner->show(Banner::Kind::Warning, tr("This database was moved to %1.").arg(status.movedTo),
                               tr("Work goes on there. This file stays as it was then, for reading only."));
    else if (status.readOnly)
        m_readOnlyBanner->show(Banner::Kind::Info, tr("This database is open for reading only."),
                               tr("Everything can be looked at, nothing can be recorded: the file or its folder may "
                                  "not be written."));
    m_title = tr("%1 – Tocsin").arg(status.isDemo ? tr("Demo") : status.name);
    refreshTitle(m_clock.nowMs());
    m_states->setCurrentWidget(m_shell);
    showPage(u"board"_s);
    m_alertDesk->start();
    m_clockFeed.start();
    offerDrafts();
}

void MainWindow::rememberDatabase()
{
    m_rememberTimer.stop();
    if (const QString path = std::exchange(m_unremembered, {}); !path.isEmpty())
        m_preferences.rememberDatabase(path);
}

void MainWindow::onOpenFailed(const Error &error, const QString &path)
{
    if (askForPassword(error))
        return;
    if (!m_openError) {
        m_openError = new OpenErrorPage;
        m_states->addWidget(m_openError);
        connect(m_openError, &OpenErrorPage::tryAgainAsked, this, [this](const QString &again) {
            if (m_beingMade && m_beingMade->path == again)
                createDatabase(again, QString(m_beingMade->personName)); // which replaces what it is read from
            else
                openDatabase(again);
        });
        connect(m_openError, &OpenErrorPage::readOnlyAsked, this, [this](const QString &again) {
            open({again, false, true, m_options.login, {}, {}});
        });
        connect(m_openError, &OpenErrorPage::otherAsked, this, &MainWindow::welcome);
        connect(m_openError, &OpenErrorPage::connectionAsked, this, [this](const QString &address) {
            const auto login = ServerLogin::parse(address);
            askForServer(login ? std::optional(*login) : std::nullopt);
        });
    }
    m_openError->showError(error, path);
    m_states->setCurrentWidget(m_openError);
}

void MainWindow::welcome()
{
    if (!m_welcome) {
        m_welcome = new WelcomePage(m_options.personName);
        m_states->addWidget(m_welcome);
        connect(m_welcome, &WelcomePage::createAsked, this, &MainWindow::createDatabase);
        connect(m_welcome, &WelcomePage::openAsked, this, &MainWindow::openDatabase);
        connect(m_welcome, &WelcomePage::demoAsked, this, &MainWindow::openDemo);
        connect(m_welcome, &WelcomePage::serverAsked, this, [this] { askForServer({}); });
    }
    m_welcome->setIdle();
    m_welcome->setRecent(m_preferences.recentDatabases());
    m_states->setCurrentWidget(m_welcome);
}

void MainWindow::openDemo()
{
    const QString path = m_options.database.isEmpty() ? Preferences::demoDatabasePath() : m_options.database;
    if (QFileInfo::exists(path)) {
        openDatabase(path);
        return;
    }
    welcome();
    m_welcome->setBusy(tr("Making the demo: forty incidents are being told …"));
    QDir().mkpath(QFileInfo(path).absolutePath());
    m_options.makeDemo(path, this, [this, path](const QString &error) {
        if (error.isEmpty())
            openDatabase(path);
        else
            m_welcome->showProblem(tr("The demo could not be made."), error);
    });
}

void MainWindow::chooseDatabase()
{
    auto *dialog = new QFileDialog(this, tr("Open a database"), QFileInfo(m_workspace.status().path).path(),
                                   tr("Tocsin databases (*.tocsin);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openDatabase);
    dialog->open();
}

void MainWindow::offerDrafts()
{
    if (m_workspace.status().readOnly)
        return; // nothing could come of them
    m_workspace.run<QList<Draft>>(
        this, [](Services &s) { return s.drafts.all(); },
        [this](const Result<QList<Draft>> &drafts) {
            if (!drafts || drafts->isEmpty())
                return;
            const auto latest = std::max_element(drafts->begin(), drafts->end(), [](const Draft &a, const Draft &b) {
                return a.updatedMs < b.updatedMs;
            });
            offerDraft(*latest, static_cast<int>(drafts->size()) - 1);
        });
}

void MainWindow::offerDraft(const Draft &draft, int more)
{
    const QString rest = more == 0   ? QString()
                         : more == 1 ? tr("One more is kept.")
                                     : tr("%1 more are kept.").arg(more);
    if (!draft.incident.isValid()) {
        const bool isNew = draft.name == "new-incident"_L1; // else of a directory
        const bool isService = draft.name.startsWith("service/"_L1);
        m_draftBanner->show(Banner::Kind::Info,
                            isNew       ? tr("You have unsent text from before: a new incident.")
                            : isService ? tr("You have unsent text from before: a form of the services.")
                                        : tr("You have unsent text from before: a form of the customers."),
                            rest);
        m_draftBanner->addAction(tr("Continue"), this, [this, isNew, isService] {
            m_draftBanner->hide();
            if (isNew)
                newIncident();
            else
                showPage(isService ? u"services"_s : u"customers"_s);
        });
        return;
    }
    const DraftPlace place = placeOf(draft.name);
    m_workspace.run<Incident>(
        this, [id = draft.incident](Services &s) { return s.incidents.byId(id); },
        [this, place, rest](const Result<Incident> &incident) {
            if (!incident)
                return;
            m_draftBanner->show(Banner::Kind::Info,
                                tr("You have unsent text from before: %1, %2.").arg(incident->reference(), place.what),
                                rest);
            m_draftBanner->addAction(tr("Continue"), this, [this, id = incident->id, tab = place.tab] {
                m_draftBanner->hide();
                openIncident(id, tab);
            });
        });
}

} // namespace tocsin
