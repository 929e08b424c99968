#pragma once

#include "models/domain/error.h"
#include "models/domain/notice.h"
#include "models/domain/person.h"

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
    [[nodiscard]] Result<void> insertText(IncidentId incident, int seenVersion, const QString &body);
    [[nodiscard]] Result<void> insertDecision(IncidentId incident, const Postmortem &seen, const QString &step,
                                              PostmortemState to, const Attestation &attested);

private:
    Database &m_db;
};

} // namespace tocsin
