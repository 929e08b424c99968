#pragma once

#include "models/domain/duty.h"
#include "models/domain/person.h"

namespace tocsin {

class Session;

/** Awareness as it stands, with its history (P7.6). */
struct AwarenessView
{
    Awareness now;            ///< recorded by legal, or assumed; atMs 0: neither
    Awareness assumed;        ///< what it would be without legal's record
    QList<Awareness> history; ///< recorded ones, newest first
    QString ofDuplicate;      ///< reference of the duplicate it is the awareness of: the earliest counts (P1.10)
    qint64 detectedMs = 0;    ///< the earliest detection of it and its duplicates: nobody was aware before (P1.10)
    int laterClocks = 0;      ///< clocks that start later than now.atMs, until legal records awareness again
    [[nodiscard]] int version() const { return static_cast<int>(history.size()); }
};

/** What legal records. */
struct AwarenessInput
{
    qint64 atMs = 0;
    QString reason;
    Attestation legal; ///< on a local database; on a server legal logs in
};

/** When the provider became aware: where statutory clocks start (P7.6). */
class AwarenessService
{
public:
    explicit AwarenessService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<AwarenessView> of(IncidentId id);
    /** Legal's act; the clocks that start at awareness are set anew with it, their earlier ones stay in the record.
     *  Conflict if somebody else recorded one since (AwarenessView::version()). */
    [[nodiscard]] Result<void> record(IncidentId id, int seenVersion, const AwarenessInput &input);

private:
    /** Of the incident alone. */
    [[nodiscard]] Result<AwarenessView> ownOf(const Incident &incident);
    [[nodiscard]] Result<int> setClocks(const Incident &incident, qint64 awareMs, const AwarenessInput &input);

    Session &m_session;
};

} // namespace tocsin
