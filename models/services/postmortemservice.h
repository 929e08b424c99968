#pragma once

#include "models/domain/error.h"
#include "models/domain/notice.h"
#include "models/domain/person.h"

namespace tocsin {

class Session;

/** The post-mortem of an incident (P11): one text here, approved by somebody else than its author. */
class PostmortemService
{
public:
    explicit PostmortemService(Session &session)
        : m_session(session)
    {
    }

    /** Nothing if none was begun. */
    [[nodiscard]] Result<std::optional<Postmortem>> of(IncidentId incident);
    /** The headings of P11.1, to begin with. */
    [[nodiscard]] static QString outline();
    /** A new version; an approved one is reopened by it. seenVersion 0 for the first. */
    [[nodiscard]] Result<void> save(IncidentId incident, int seenVersion, const QString &body);
    [[nodiscard]] Result<void> submit(IncidentId incident, int seenVersion);
    /** By the executive incident manager or legal, never by the author (P11.2); attested on a local database. */
    [[nodiscard]] Result<void> approve(IncidentId incident, int seenVersion, const Attestation &approver);

private:
    Session &m_session;
};

} // namespace tocsin
