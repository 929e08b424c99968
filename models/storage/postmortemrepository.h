#pragma once

#include "models/domain/postmortem.h"

#include <QList>

namespace tocsin {

class Database;

/** Post-mortems, in tables of their own because they are confidential (P11.3, DESIGN 10). */
class PostmortemRepository
{
public:
    explicit PostmortemRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<std::optional<Postmortem>> of(IncidentId incident);
    /** Everybody who wrote a version: none of them may approve it (P11.2). */
    [[nodiscard]] Result<QList<PersonId>> authors(IncidentId incident);
    [[nodiscard]] Result<void> insertText(IncidentId incident, int seenVersion, const QString &body,
                                          const QString &remark);
    [[nodiscard]] Result<void> insertDecision(IncidentId incident, const Postmortem &seen, const QString &step,
                                              PostmortemState to, const Attestation &attested,
                                              const QString &remark = {});
    /** Every text, the last first. */
    [[nodiscard]] Result<QList<PostmortemVersion>> versions(IncidentId incident);
    [[nodiscard]] Result<QString> body(IncidentId incident, PostmortemTextId text);
    /** Those begun, of incidents that are seen; and data breaches that have none. */
    [[nodiscard]] Result<QList<PostmortemLine>> lines(bool exercises);
    [[nodiscard]] Result<void> insertUse(IncidentId incident, PostmortemTextId text, PostmortemUse kind,
                                         const QString &fileName, const QString &sha256);
    /** The last first. */
    [[nodiscard]] Result<QList<PostmortemUseLine>> uses(IncidentId incident, int limit);

private:
    Database &m_db;
};

} // namespace tocsin
