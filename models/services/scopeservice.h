#pragma once

#include "models/domain/scopefile.h"
#include "models/domain/timeline.h"
#include "models/domain/transfer.h"

namespace tocsin {

class Session;

/** Who is affected, many at once: by search, by a list, by logs of data flows (P9.3, P7.8). */
class ScopeService
{
public:
    explicit ScopeService(Session &session)
        : m_session(session)
    {
    }

    /** Subscriptions that all the words are found in, by customer, name or number; with how they stand in scope. */
    [[nodiscard]] Result<QList<ScopeRow>> search(IncidentId incident, const QString &words);
    /** What a file would put in scope, and what of it nobody is known by. */
    [[nodiscard]] Result<ScopeMatch> preview(IncidentId incident, const ScopeFile &file);
    /**
     * Does it: the file is kept as evidence with its hash, its rows are one act (DESIGN 5). A file from production
     * needs the approval it cites, and not sure keeps it out (P10.1).
     */
    [[nodiscard]] Result<ScopeImport> apply(IncidentId incident, const ScopeFile &file, FromProduction production,
                                            TransferId transfer, const QString &reason);
    /** Puts what a search found in scope, as one act. */
    [[nodiscard]] Result<ScopeImport> add(IncidentId incident, const QList<ScopeRow> &rows, const QString &words,
                                          const QString &reason);
    [[nodiscard]] Result<QList<ScopeImport>> imports(IncidentId incident);

private:
    [[nodiscard]] Result<ScopeMatch> match(IncidentId incident, const ScopeFile &file);

    Session &m_session;
};

} // namespace tocsin
