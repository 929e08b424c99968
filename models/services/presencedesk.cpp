#include "models/services/presencedesk.h"

#include "models/services/workspace.h"

#include <QUuid>

namespace tocsin {

namespace {
constexpr int kBeatMs = 15'000; ///< one may be lost, and one late
}

PresenceDesk::PresenceDesk(Workspace &workspace)
    : m_workspace(workspace)
{
    m_timer.setInterval(kBeatMs);
    connect(&m_timer, &QTimer::timeout, this, &PresenceDesk::beat);
    connect(&workspace, &Workspace::recovered, this, &PresenceDesk::beat);
    connect(&workspace, &Workspace::closed, this, &PresenceDesk::forget);
}

void PresenceDesk::show(QObject *page, IncidentId incident)
{
    if (!m_workspace.isOpen() || !m_workspace.status().isShared)
        return;
    const bool isNew = !m_windows.contains(page);
    if (isNew && !incident.isValid())
        return;
    Window &window = m_windows[page];
    if (isNew) {
        window.uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
        connect(page, &QObject::destroyed, this, [this, page] { show(page, {}); });
    } else if (window.incident == incident) {
        return;
    }
    window.incident = incident;
    tell(window);
    if (!incident.isValid()) {
        disconnect(page, nullptr, this, nullptr);
        m_windows.remove(page);
    }
    m_timer.start();
    refresh();
}

void PresenceDesk::tell(const Window &window)
{
    if (m_workspace.status().readOnly)
        return;
    // What fails is told again at the next beat.
    m_workspace.run<void>(this, [window](Services &s) { return s.presence.show(window.uuid, window.incident); }, {});
}

void PresenceDesk::leave()
{
    for (const Window &window : std::as_const(m_windows))
        tell({window.uuid, {}});
}

void PresenceDesk::beat()
{
    for (const Window &window : std::as_const(m_windows))
        tell(window);
    refresh();
}

void PresenceDesk::refresh()
{
    if (!m_workspace.isOpen() || !m_workspace.status().isShared || m_windows.isEmpty())
        return;
    m_again = m_reading;
    if (std::exchange(m_reading, true))
        return;
    m_workspace.run<QList<Present>>(
        this, [](Services &s) { return s.presence.others(); },
        [this](const Result<QList<Present>> &others) {
            m_reading = false;
            if (others && *others != m_others) {
                m_others = *others;
                Q_EMIT changed();
            }
            if (std::exchange(m_again, false))
                refresh();
        });
}

QStringList PresenceDesk::others(IncidentId incident) const
{
    QStringList names;
    for (const Present &p : m_others)
        if (p.incident == incident && !names.contains(p.name))
            names << p.name;
    return names;
}

void PresenceDesk::forget()
{
    m_timer.stop();
    for (auto it = m_windows.cbegin(); it != m_windows.cend(); ++it)
        disconnect(it.key(), nullptr, this, nullptr);
    m_windows.clear();
    m_others.clear();
    m_reading = m_again = false;
}

} // namespace tocsin
