#pragma once

#include "models/domain/attesteddecision.h"
#include "models/services/alerts.h"

#include <QObject>
#include <QSet>

namespace tocsin {

class Workspace;

/**
 * Alarms about attested decisions that nobody confirmed within 24 hours (P13.5): who decided is told, and who holds the
 * incident. On a file attestation is final, and there is nothing to tell.
 */
class AttestationDesk : public QObject
{
    Q_OBJECT

public:
    /** `workspace` must outlive it. */
    explicit AttestationDesk(Workspace &workspace, QObject *parent = nullptr);

    void tick(qint64 nowMs);
    /** Somebody has seen it; it is quiet about these until the next start. */
    void acknowledge();
    /** Not confirmed in time, and not seen yet; the longest first. */
    [[nodiscard]] const QList<AttestedDecision> &unconfirmed() const { return m_unconfirmed; }

    /** References and names alone, no content (P7.5). */
    [[nodiscard]] static DesktopAlert alertText(const QList<AttestedDecision> &unconfirmed);

Q_SIGNALS:
    /** unconfirmed() is another; `fresh`: something came to it. */
    void changed(bool fresh);

private:
    void look(qint64 nowMs);
    void take(const QList<AttestedDecision> &open);

    using Key = std::pair<int, qint64>;
    [[nodiscard]] static Key keyOf(const AttestedDecision &d) { return {static_cast<int>(d.act), d.id}; }

    Workspace &m_workspace;
    QList<AttestedDecision> m_unconfirmed;
    QSet<Key> m_seen;
    qint64 m_lookedMs = 0;
    qint64 m_nextMs = 0; ///< 0: not since it was opened, or something changed
    bool m_looking = false;
};

} // namespace tocsin
