#include "ui/shell/attestationdesk.h"

#include "models/services/workspace.h"

#include <algorithm>

namespace tocsin {

namespace {

constexpr qint64 kLookEveryMs = 10 * kMinuteMs;
constexpr qsizetype kNamedDecisions = 3;

/** What is not confirmed, of the incidents this person holds or as this person's own decision. */
Result<QList<AttestedDecision>> openFor(Services &s, PersonId person)
{
    auto open = s.attestations.open(false);
    if (!open)
        return open;
    QList<AttestedDecision> mine;
    for (const AttestedDecision &d : std::as_const(*open)) {
        auto incident = d.by == person ? Result<Incident>(Incident{}) : s.incidents.byId(d.incident);
        if (!incident)
            return tl::unexpected(incident.error());
        if (d.by == person || incident->manager == person)
            mine.append(d);
    }
    return mine;
}

} // namespace

AttestationDesk::AttestationDesk(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&workspace, &Workspace::opened, this, [this] {
        m_seen.clear();
        m_nextMs = 0;
        m_looking = false;
        take({});
    });
    connect(&workspace, &Workspace::changed, this, [this] { m_nextMs = 0; });
}

void AttestationDesk::tick(qint64 nowMs)
{
    const DatabaseStatus &status = m_workspace.status();
    if (!m_workspace.isOpen() || !status.isShared || status.readOnly || m_looking)
        return;
    if (nowMs >= m_nextMs || nowMs < m_lookedMs) // also after a clock that was set back
        look(nowMs);
}

void AttestationDesk::look(qint64 nowMs)
{
    m_looking = true;
    m_lookedMs = nowMs;
    m_nextMs = nowMs + kLookEveryMs;
    m_workspace.run<QList<AttestedDecision>>(
        this, [person = m_workspace.status().person.id](Services &s) { return openFor(s, person); },
        [this](const Result<QList<AttestedDecision>> &open) {
            m_looking = false;
            if (open)
                take(*open);
        });
}

void AttestationDesk::take(const QList<AttestedDecision> &open)
{
    const qint64 now = m_workspace.clock().nowMs();
    QList<AttestedDecision> late;
    for (const AttestedDecision &d : open) {
        if (d.dueMs() > now)
            m_nextMs = std::min(m_nextMs, d.dueMs());
        else if (!m_seen.contains(keyOf(d)))
            late.append(d);
    }
    const auto has = [](const QList<AttestedDecision> &list, const AttestedDecision &d) {
        return std::any_of(list.begin(), list.end(), [&d](const AttestedDecision &x) { return keyOf(x) == keyOf(d); });
    };
    const bool fresh =
        std::any_of(late.begin(), late.end(), [&](const AttestedDecision &d) { return !has(m_unconfirmed, d); });
    const bool same = !fresh && late.size() == m_unconfirmed.size();
    m_unconfirmed = late;
    if (!same)
        Q_EMIT changed(fresh);
}

void AttestationDesk::acknowledge()
{
    for (const AttestedDecision &d : std::as_const(m_unconfirmed))
        m_seen.insert(keyOf(d));
    m_unconfirmed.clear();
    Q_EMIT changed(false);
}

DesktopAlert AttestationDesk::alertText(const QList<AttestedDecision> &unconfirmed)
{
    DesktopAlert alert;
    if (unconfirmed.isEmpty())
        return alert;
    alert.action = tr("Open");
    alert.title =
        unconfirmed.size() == 1
            ? tr("A decision that was written down is not confirmed within 24 hours")
            : tr("%1 decisions that were written down are not confirmed within 24 hours").arg(unconfirmed.size());
    QStringList lines;
    for (const AttestedDecision &d : unconfirmed.first(std::min(kNamedDecisions, unconfirmed.size())))
        lines << tr("%1: %2 has to confirm or disown it").arg(d.reference, d.byName);
    if (unconfirmed.size() > kNamedDecisions)
        lines << tr("and %1 more").arg(unconfirmed.size() - kNamedDecisions);
    alert.text = lines.join(u'\n');
    return alert;
}

} // namespace tocsin
