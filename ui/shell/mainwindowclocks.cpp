#include "ui/shell/mainwindow.h"

#include "ui/common/banner.h"
#include "ui/common/clockticker.h"
#include "ui/common/timetext.h"
#include "ui/postmortem/measuredesk.h"
#include "ui/shell/alertdesk.h"
#include "ui/shell/attestationdesk.h"
#include "ui/shell/incidentwindow.h"
#include "ui/shell/lapsedesk.h"
#include "ui/shell/rail.h"
#include "ui/shell/statusline.h"
#include "ui/shell/traydesk.h"

#include <QApplication>
#include <QLocale>

namespace tocsin {

using namespace Qt::StringLiterals;

void MainWindow::makeAlerts()
{
    m_alertDesk = new AlertDesk(m_workspace, m_clocks, m_options.alerts, m_options.alertPolicy, this);
    m_tray = new TrayDesk(m_clocks, this);
    m_lapses = new LapseDesk(m_workspace, m_clocks, this);
    connect(m_lapses, &LapseDesk::lapsed, this, [this](int count) {
        QApplication::alert(this);
        if (m_ui.say)
            m_ui.say(count == 1 ? tr("An exception lapsed at its review: the original deadline applies")
                                : tr("%1 exceptions lapsed at their review: the original deadlines apply").arg(count));
    });
    m_attestations = new AttestationDesk(m_workspace, this);
    connect(m_attestations, &AttestationDesk::changed, this, &MainWindow::showUnconfirmed);
    m_measures = new MeasureDesk(m_workspace, this);
    connect(m_measures, &MeasureDesk::changed, this,
            [this](int count, bool urgent) { m_rail->setBadge(u"actions"_s, count, urgent); });
    connect(m_measures, &MeasureDesk::reminds, this, &MainWindow::remindOfMeasures);
    connect(m_alertDesk, &AlertDesk::waitingChanged, this, &MainWindow::showAlerts);
    connect(m_alertDesk, &AlertDesk::told, this, [this](bool urgent) {
        if (urgent)
            QApplication::alert(this); // the window's entry in the desktop's bar asks for attention
    });
    connect(m_alertDesk, &AlertDesk::untold, m_tray,
            [this](const QString &title, const QString &text) { m_tray->showMessage(title, text); });
    connect(m_alertDesk, &AlertDesk::pressed, this, [this](IncidentId id) {
        bringToFront();
        openIncident(id, u"notices"_s);
    });
    connect(m_tray, &TrayDesk::windowAsked, this, &MainWindow::bringToFront);
    connect(m_tray, &TrayDesk::incidentAsked, this, [this](IncidentId id) {
        bringToFront();
        openIncident(id, u"notices"_s);
    });
    connect(m_tray, &TrayDesk::approvalsAsked, this, [this] {
        bringToFront();
        showPage(u"approvals"_s);
    });
    connect(m_tray, &TrayDesk::quitAsked, this, &QWidget::close);
    connect(&m_clocks, &ClockListModel::assigned, this, [this] { refreshTitle(m_clock.nowMs()); });
}

void MainWindow::bringToFront()
{
    if (isMinimized())
        showNormal();
    show();
    raise();
    activateWindow();
}

void MainWindow::followClocks(qint64 nowMs)
{
    m_alertDesk->tick(nowMs);
    m_lapses->tick(nowMs);
    m_attestations->tick(nowMs);
    m_measures->tick(nowMs);
    m_tray->refresh(nowMs);
    refreshTitle(nowMs);
    const bool elsewhere = TimeText::refreshSystemZone();
    const auto locale = m_machineLocale.changed();
    if (!elsewhere && !locale)
        return;
    // The machine is in another zone, or its hours are told otherwise: what is left stays as it is, the words for when
    // change.
    if (locale)
        QLocale::setDefault(*locale);
    m_status->showZone(m_preferences.showsUtc(), nowMs);
    renewPages();
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows)
        if (auto *incident = qobject_cast<IncidentWindow *>(window))
            incident->renew();
    QStringList said;
    if (elsewhere)
        said << tr("The time zone is %1 now").arg(TimeText().offset(nowMs));
    if (locale)
        said << tr("Times read as in %1 now: %2")
                    .arg(QLocale::territoryToString(locale->territory()), TimeText().shortTime(nowMs));
    m_status->showClock(said.join(u" · "_s));
}

void MainWindow::renewPages()
{
    if (!m_workspace.isOpen())
        return;
    // Pages are made anew with the new words for times; what was typed is kept as drafts.
    const Place place = m_place;
    m_pages->clearPages();
    m_place = {};
    if (place.page == "incident"_L1)
        openIncident(place.incident, place.tab);
    else
        showPage(place.page.isEmpty() ? u"board"_s : place.page);
}

void MainWindow::refreshTitle(qint64 nowMs)
{
    const ClockRow *row = mostUrgentRow(m_clocks, nowMs);
    const QString clock = row ? clockTitle(*row, nowMs) : QString();
    QString title = clock.isEmpty() || m_title.isEmpty() ? m_title : clock + u" – "_s + m_title;
    if (m_waiting > 0 && !title.isEmpty()) // so that it shows in the desktop's bar
        title.prepend(u"(%1) "_s.arg(m_waiting));
    if (!title.isEmpty() && title != windowTitle())
        setWindowTitle(title);
}

void MainWindow::showAlerts()
{
    const QList<AlertRow> &waiting = m_alertDesk->waiting();
    if (waiting.isEmpty()) {
        m_alertBanner->hide();
        return;
    }
    const DesktopAlert alert = alertText(waiting);
    m_alertBanner->show(alert.urgent ? Banner::Kind::Error : Banner::Kind::Warning, alert.title, alert.text);
    const Incident &first = waiting.first().row.incident;
    m_alertBanner->addAction(tr("Open %1").arg(first.reference()), this,
                             [this, id = first.id] { openIncident(id, u"notices"_s); });
    if (waiting.size() > 1)
        m_alertBanner->addAction(tr("Deadlines"), this, [this] { showPage(u"deadlines"_s); });
    m_alertBanner->addAction(tr("Seen"), this, [this] { m_alertDesk->acknowledge(); });
}

void MainWindow::showUnconfirmed(bool fresh)
{
    const QList<AttestedDecision> &open = m_attestations->unconfirmed();
    if (open.isEmpty()) {
        m_attestedBanner->hide();
        return;
    }
    const DesktopAlert alert = AttestationDesk::alertText(open);
    m_attestedBanner->show(Banner::Kind::Warning, alert.title, alert.text);
    m_attestedBanner->addAction(tr("Approvals"), this, [this] { showPage(u"approvals"_s); });
    m_attestedBanner->addAction(tr("Seen"), this, [this] { m_attestations->acknowledge(); });
    if (!fresh)
        return;
    QApplication::alert(this);
    // A message of deadlines stays: the desktop shows one at a time, and this one stands in the window.
    if (!m_options.alerts || !m_alertDesk->waiting().isEmpty())
        return;
    m_options.alerts->show(
        alert, this,
        [this, alert](const Result<void> &shown) {
            if (!shown)
                m_tray->showMessage(alert.title, alert.text);
        },
        [this] {
            bringToFront();
            showPage(u"approvals"_s);
        });
}

void MainWindow::remindOfMeasures(const DesktopAlert &alert)
{
    if (m_ui.say)
        m_ui.say(alert.title);
    // A message of deadlines stays: the desktop shows one at a time, and the rail has the count.
    if (!m_options.alerts || !m_alertDesk->waiting().isEmpty())
        return;
    m_options.alerts->show(
        alert, this,
        [this, alert](const Result<void> &shown) {
            if (!shown)
                m_tray->showMessage(alert.title, alert.text);
        },
        [this] {
            bringToFront();
            showPage(u"actions"_s);
        });
}

} // namespace tocsin
