#pragma once

#include <QObject>

namespace tocsin {

class ClockListModel;
class Workspace;

/**
 * Sees to it that no exception lapses silently (P8.4): at the start, and when a review passes, what lapsed is recorded
 * with what applies since, by whoever's program sees it first.
 */
class LapseDesk : public QObject
{
    Q_OBJECT

public:
    /** Both must outlive it. */
    LapseDesk(Workspace &workspace, const ClockListModel &clocks, QObject *parent = nullptr);

    void tick(qint64 nowMs);

Q_SIGNALS:
    /** So many lapsed just now, or while no program was open. */
    void lapsed(int count);

private:
    void look(qint64 nowMs);

    Workspace &m_workspace;
    const ClockListModel &m_clocks;
    qint64 m_lookedMs = 0; ///< 0: not since it was opened
    bool m_looking = false;
};

} // namespace tocsin
