#pragma once

#include "models/domain/redaction.h"

namespace tocsin {

class Session;

/** How a redaction ended: what is gone from the rows may wait to be gone from the file's free pages too. */
struct RedactionOutcome
{
    bool carriedOut = false;
    bool cleaned = false;
    QString remains; ///< what may still hold it, and who removes it; empty: nothing
};

/**
 * Redaction (P12.2): content that may not be kept goes, when legal and the incident manager say so together. Asked for
 * by one of them, confirmed by the other; the record says who, why, and the digest of what went.
 */
class RedactionService
{
public:
    explicit RedactionService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<QList<Redaction>> ofIncident(IncidentId id);
    /** What would go with this row; refused for what is kept as it is. */
    [[nodiscard]] Result<QList<RedactionPlace>> preview(IncidentId id, const QString &table, qint64 row);
    /** What a request names, with what stands there now. */
    [[nodiscard]] Result<QList<RedactionPlace>> places(RedactionId id);
    [[nodiscard]] Result<RedactionId> request(IncidentId id, const RedactionAsk &ask);
    /** Confirmed or refused by the other one; on a file it may be attested (P13.5). Confirmed, it is carried out. */
    [[nodiscard]] Result<RedactionOutcome> decide(const Redaction &seen, const RedactionDecisionInput &input,
                                                  const Attestation &attested = {});
    [[nodiscard]] Result<void> takeBack(const Redaction &seen, const QString &words);
    /** Writes the file anew without what was redacted, if that is owed; says what remains. Not within an act. */
    [[nodiscard]] Result<RedactionOutcome> cleanUp();

private:
    [[nodiscard]] Result<void> refuseUnderHold(IncidentId id);
    [[nodiscard]] Result<void> insert(const Redaction &now, const RedactionDecisionInput &input,
                                      const Attestation &attested);

    Session &m_session;
};

} // namespace tocsin
