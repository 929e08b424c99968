#include "ui/shell/alertdesk.h"

#include "models/services/workspace.h"

#include <algorithm>

namespace tocsin {

namespace {

/** How long what is written on disk may keep an alert waiting: a database that does not answer must not silence it. */
constexpr int kPatienceMs = 2000;

} // namespace

AlertDesk::AlertDesk(Workspace &workspace, ClockListModel &clocks, Alerts *alerts, AlertPolicy policy, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_clocks(clocks)
    , m_alerts(alerts)
    , m_policy(policy)
{
    connect(&clocks, &ClockListModel::assigned, this, &AlertDesk::plan);
    connect(&workspace, &Workspace::closed, this, [this] {
        ++m_run;
        m_ready = false;
        m_shown.clear();
        refreshWaiting();
        if (m_alerts)
            m_alerts->withdraw();
    });
}

void AlertDesk::start()
{
    const int run = ++m_run;
    m_ready = false;
    m_shown.clear();
    m_startMs = m_workspace.clock().nowMs();
    m_store.emplace(m_workspace.status().uuid, m_workspace.status().person.id);
    m_workspace.run<ShownAlerts>(
        this, [store = *m_store](Services &) -> Result<ShownAlerts> { return store.load(); },
        [this, run](const Result<ShownAlerts> &kept) {
            if (run != m_run)
                return;
            m_shown = kept.value_or(ShownAlerts());
            m_ready = true;
            plan();
        });
}

void AlertDesk::tick(qint64 nowMs)
{
    // Also after a clock that was set back: then other levels lie ahead.
    if (m_ready && ((m_nextMs > 0 && nowMs >= m_nextMs) || nowMs < m_plannedMs))
        plan();
}

void AlertDesk::plan()
{
    if (!m_ready)
        return;
    m_plannedMs = m_workspace.clock().nowMs();
    QList<AlertSubject> subjects;
    const auto &rows = m_clocks.rows();
    subjects.reserve(rows.size());
    for (const ClockRow &row : rows)
        subjects.append({row.obligation.id, row.obligation.facts, row.incident.exercise, row.info.attentionEveryMs});
    AlertPlan planned = planAlerts(subjects, m_plannedMs, m_shown, m_policy);
    const ShownAlerts before = std::exchange(m_shown, planned.shown);
    m_nextMs = planned.nextMs;
    if (!planned.due.isEmpty())
        claim(planned.due, before);
    refreshWaiting();
}

void AlertDesk::claim(const QList<DueAlert> &due, const ShownAlerts &before)
{
    const int run = m_run;
    auto answered = std::make_shared<bool>(false);
    const auto answer = [this, run, answered](const QList<DueAlert> &left) {
        if (std::exchange(*answered, true) || run != m_run)
            return;
        tell(left);
    };
    QTimer::singleShot(kPatienceMs, this, [answer, due] { answer(due); });
    m_workspace.run<QList<DueAlert>>(
        this,
        [store = *m_store, due, before, now = m_shown, since = m_startMs](Services &) {
            return store.claim(due, before, now, since);
        },
        [answer, due](const Result<QList<DueAlert>> &left) { answer(left.value_or(due)); });
}

QList<AlertRow> AlertDesk::rowsOf(const QList<DueAlert> &due) const
{
    QHash<ObligationId, AlertLevel> levels;
    for (const DueAlert &alert : due)
        levels.insert(alert.id, alert.level);
    QList<AlertRow> rows;
    for (const ClockRow &row : m_clocks.rows())
        if (levels.contains(row.obligation.id))
            rows.append({row, levels.value(row.obligation.id)});
    return rows;
}

void AlertDesk::tell(const QList<DueAlert> &due)
{
    const QList<AlertRow> rows = rowsOf(due);
    if (rows.isEmpty())
        return;
    const DesktopAlert alert = alertText(rows);
    if (m_alerts)
        m_alerts->show(
            alert, this,
            [this, alert](const Result<void> &shown) {
                if (!shown)
                    Q_EMIT untold(alert.title, alert.text); // the window tells the same in any case
            },
            [this, id = rows.first().row.incident.id] { Q_EMIT pressed(id); });
    Q_EMIT told(alert.urgent);
}

void AlertDesk::refreshWaiting()
{
    QList<DueAlert> open;
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it)
        if (!it->acknowledged && it->thisRun)
            open.append({it.key(), it->level});
    const QList<AlertRow> rows = m_ready ? rowsOf(open) : QList<AlertRow>();
    const auto same = [](const AlertRow &a, const AlertRow &b) {
        return a.row.obligation.id == b.row.obligation.id && a.level == b.level;
    };
    if (std::equal(rows.begin(), rows.end(), m_waiting.begin(), m_waiting.end(), same))
        return;
    m_waiting = rows;
    if (rows.isEmpty() && m_alerts)
        m_alerts->withdraw();
    Q_EMIT waitingChanged();
}

void AlertDesk::acknowledge()
{
    for (const AlertRow &row : std::as_const(m_waiting))
        if (const auto at = m_shown.find(row.row.obligation.id); at != m_shown.end())
            at->acknowledged = true;
    save();
    refreshWaiting();
}

void AlertDesk::save()
{
    m_workspace.run<void>(
        this, [store = *m_store, shown = m_shown](Services &) { return store.save(shown); },
        [](const Result<void> &) {}); // then it is told again after a restart, which is the safe side
}

} // namespace tocsin
