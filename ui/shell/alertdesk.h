#pragma once

#include "models/services/alertstore.h"
#include "ui/shell/alerttext.h"

#include <QTimer>

namespace tocsin {

class Workspace;

/**
 * Tells of deadlines (P7.5): on the desktop, and in the window for as long as it takes until somebody has seen it.
 * Looks at the clock at each tick, so that sleep, a restart and a changed clock bring what is due.
 */
class AlertDesk : public QObject
{
    Q_OBJECT

public:
    /** `clocks` and `alerts` must outlive it; null: this desktop has no messages, the window alone tells. */
    AlertDesk(Workspace &workspace, ClockListModel &clocks, Alerts *alerts, AlertPolicy policy,
              QObject *parent = nullptr);

    /** A database was opened and its clocks are about to be read: what was told before is read, too. */
    void start();
    void tick(qint64 nowMs);
    /** The person has seen what stands in the window; it is quiet until the next level. */
    void acknowledge();
    /** What waits for that, most urgent first. */
    [[nodiscard]] const QList<AlertRow> &waiting() const { return m_waiting; }

Q_SIGNALS:
    /** waiting() is another. */
    void waitingChanged();
    /** Something new was told; `urgent` at one hour and past the deadline. */
    void told(bool urgent);
    /** The desktop took no message: what it would have said. */
    void untold(const QString &title, const QString &text);
    /** Somebody pressed the message on the desktop. */
    void pressed(tocsin::IncidentId id);

private:
    void plan();
    void tell(const QList<DueAlert> &due);
    void claim(const QList<DueAlert> &due, const ShownAlerts &before);
    void save();
    void refreshWaiting();
    [[nodiscard]] QList<AlertRow> rowsOf(const QList<DueAlert> &due) const;

    Workspace &m_workspace;
    ClockListModel &m_clocks;
    Alerts *m_alerts;
    AlertPolicy m_policy;
    std::optional<AlertStore> m_store;
    ShownAlerts m_shown;
    QList<AlertRow> m_waiting;
    qint64 m_startMs = 0;
    qint64 m_nextMs = 0; ///< 0: nothing comes of time alone
    qint64 m_plannedMs = 0;
    bool m_ready = false; ///< what was told before is known
    int m_run = 0;        ///< an answer to an earlier one is of another database
};

} // namespace tocsin
