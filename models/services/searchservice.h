#pragma once

#include "models/domain/incident.h"

namespace tocsin {

class Session;

/** One hit of the search over everything. */
struct SearchHit
{
    enum class Kind { Incident, Entry } kind = Kind::Incident;
    IncidentId incident;
    EntryId entry;
    qint64 number = 0;
    QString title; ///< of the incident
    QString text;  ///< of the entry, shortened around the first word found
    qint64 atMs = 0;
};

/** Search in incidents and timelines, newest first; any input is safe. */
class SearchService
{
public:
    explicit SearchService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<QList<SearchHit>> search(const QString &typed, int limit = 50);

private:
    Session &m_session;
};

} // namespace tocsin
