#include "ui/postmortem/measuredesk.h"

#include "models/services/services.h"
#include "models/services/workspace.h"

#include <QDateTime>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qint64 kLookEveryMs = 10 * kMinuteMs;
constexpr qsizetype kNamed = 3;

QDate dayOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).date();
}

} // namespace

MeasureDesk::MeasureDesk(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&workspace, &Workspace::opened, this, [this] {
        m_nextMs = 0;
        m_looking = false;
        m_reminded = {};
        m_near.clear();
        m_overdue = 0;
        Q_EMIT changed(0, false);
    });
    connect(&workspace, &Workspace::changed, this, [this] { m_nextMs = 0; });
}

void MeasureDesk::tick(qint64 nowMs)
{
    if (!m_workspace.isOpen() || m_looking)
        return;
    if (nowMs >= m_nextMs || nowMs < m_lookedMs) // also after a clock that was set back
        look(nowMs);
}

void MeasureDesk::look(qint64 nowMs)
{
    m_looking = true;
    m_lookedMs = nowMs;
    m_nextMs = nowMs + kLookEveryMs;
    m_workspace.run<QList<Measure>>(
        this, [](Services &s) { return s.measures.mine(); },
        [this, nowMs](const Result<QList<Measure>> &mine) {
            m_looking = false;
            if (mine)
                take(*mine, nowMs);
        });
}

void MeasureDesk::take(const QList<Measure> &mine, qint64 nowMs)
{
    QList<Measure> near;
    int overdue = 0;
    for (const Measure &m : mine) {
        const MeasureDue due = measureDue(m, nowMs);
        overdue += due == MeasureDue::Overdue ? 1 : 0;
        if (due == MeasureDue::Overdue || due == MeasureDue::Soon)
            near.append(m);
    }
    const bool same = near.size() == m_near.size() && overdue == m_overdue;
    m_near = near;
    m_overdue = overdue;
    if (!same)
        Q_EMIT changed(count(), overdue > 0);
    if (!m_near.isEmpty() && dayOf(nowMs) != m_reminded) {
        m_reminded = dayOf(nowMs);
        Q_EMIT reminds(alertText(m_near, nowMs));
    }
}

DesktopAlert MeasureDesk::alertText(const QList<Measure> &near, qint64 nowMs)
{
    DesktopAlert alert;
    if (near.isEmpty())
        return alert;
    const auto overdue =
        std::count_if(near.begin(), near.end(), [nowMs](const Measure &m) { return m.isOverdue(nowMs); });
    alert.action = tr("Open");
    alert.title = overdue == 0   ? tr("Measures of yours are due within a week: %1").arg(near.size())
                  : overdue == 1 ? tr("A measure of yours is overdue")
                                 : tr("%1 measures of yours are overdue").arg(overdue);
    QStringList lines;
    for (const Measure &m : near.first(std::min(kNamed, near.size())))
        lines << (m.isOverdue(nowMs) ? tr("%1: overdue since %2") : tr("%1: due %2"))
                     .arg(m.incidentReference, dayOf(m.dueMs).toString(Qt::ISODate));
    if (near.size() > kNamed)
        lines << tr("and %1 more").arg(near.size() - kNamed);
    alert.text = lines.join(u'\n');
    return alert;
}

} // namespace tocsin
