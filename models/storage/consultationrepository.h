#pragma once

#include "models/domain/consultation.h"

#include <QList>

namespace tocsin {

class Database;

/** Consultations with legal (P10.5). A server gives the text to who may read it alone; on a file the service decides.
 */
class ConsultationRepository
{
public:
    explicit ConsultationRepository(Database &database)
        : m_db(database)
    {
    }

    /** Newest first; withheld where the text did not come. */
    [[nodiscard]] Result<QList<Consultation>> ofIncident(IncidentId id);
    [[nodiscard]] Result<ConsultationId> insert(IncidentId id, const ConsultationInput &input);
    [[nodiscard]] Result<void> insertRelease(IncidentId id, ConsultationId consultation, const QString &reason);

private:
    Database &m_db;
};

} // namespace tocsin
