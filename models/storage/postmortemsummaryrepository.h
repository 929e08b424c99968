#pragma once

#include "models/domain/postmortemsummary.h"

#include <QList>
#include <optional>

namespace tocsin {

class Database;

/** Summaries of post-mortems for notices, with what their authors said of words in them (P11.4). */
class PostmortemSummaryRepository
{
public:
    explicit PostmortemSummaryRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<std::optional<PostmortemSummary>> of(IncidentId incident);
    /** The text that legal approved, if it stands: for whoever sees the incident. */
    [[nodiscard]] Result<std::optional<QString>> approvedBody(IncidentId incident);
    [[nodiscard]] Result<QList<PersonId>> authors(IncidentId incident);
    [[nodiscard]] Result<void> insertText(IncidentId incident, int seenVersion, PostmortemTextId of,
                                          const QString &body);
    [[nodiscard]] Result<void> insertCheck(IncidentId incident, SummaryTextId text, const SummaryLeak &leak);
    [[nodiscard]] Result<void> insertDecision(IncidentId incident, const PostmortemSummary &seen, const QString &step,
                                              PostmortemState to, const Attestation &attested, const QString &remark);

private:
    [[nodiscard]] Result<void> readChecks(IncidentId incident, PostmortemSummary &summary);

    Database &m_db;
};

} // namespace tocsin
