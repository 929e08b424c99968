#include "ui/shell/lapsedesk.h"

#include "models/items/clocklistmodel.h"
#include "models/services/workspace.h"

#include <algorithm>

namespace tocsin {

namespace {
constexpr qint64 kLapseEveryMs = 10 * kMinuteMs; // for what no clock shows: exercises, and duties that are met
}

LapseDesk::LapseDesk(Workspace &workspace, const ClockListModel &clocks, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_clocks(clocks)
{
    connect(&workspace, &Workspace::opened, this, [this] {
        m_lookedMs = 0;
        m_looking = false;
    });
}

void LapseDesk::tick(qint64 nowMs)
{
    if (!m_workspace.isOpen() || m_workspace.status().readOnly || m_looking)
        return;
    const bool passed = std::any_of(m_clocks.rows().begin(), m_clocks.rows().end(), [&](const ClockRow &row) {
        const qint64 until = row.obligation.facts.exceptedUntilMs;
        return until > m_lookedMs && until <= nowMs;
    });
    if (m_lookedMs == 0 || passed || nowMs >= m_lookedMs + kLapseEveryMs || nowMs < m_lookedMs)
        look(nowMs);
}

void LapseDesk::look(qint64 nowMs)
{
    m_looking = true;
    m_lookedMs = nowMs;
    m_workspace.run<int>(
        this, [](Services &s) { return s.exceptions.recordLapses(); },
        [this](const Result<int> &count) {
            m_looking = false;
            if (count && *count > 0)
                Q_EMIT lapsed(*count);
        });
}

} // namespace tocsin
