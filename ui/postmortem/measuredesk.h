#pragma once

#include "models/domain/measure.h"
#include "models/services/alerts.h"

#include <QDate>
#include <QObject>

namespace tocsin {

class Workspace;

/**
 * Reminds whoever is at the keyboard of their own measures: those that are overdue and those of the coming week, in the
 * rail at all times, and once a day as a message (P1.7).
 */
class MeasureDesk : public QObject
{
    Q_OBJECT

public:
    /** `workspace` must outlive it. */
    explicit MeasureDesk(Workspace &workspace, QObject *parent = nullptr);

    void tick(qint64 nowMs);
    /** Own measures that are overdue or due within a week. */
    [[nodiscard]] int count() const { return static_cast<int>(m_near.size()); }
    [[nodiscard]] int overdue() const { return m_overdue; }
    /** Counts and references alone, no content. Empty without any. */
    [[nodiscard]] static DesktopAlert alertText(const QList<Measure> &near, qint64 nowMs);

Q_SIGNALS:
    void changed(int count, bool urgent);
    /** The first time on a day that there is any. */
    void reminds(const tocsin::DesktopAlert &alert);

private:
    void look(qint64 nowMs);
    void take(const QList<Measure> &mine, qint64 nowMs);

    Workspace &m_workspace;
    QList<Measure> m_near;
    int m_overdue = 0;
    qint64 m_lookedMs = 0;
    qint64 m_nextMs = 0;
    QDate m_reminded; ///< the day of the last message
    bool m_looking = false;
};

} // namespace tocsin
