#pragma once

#include "models/domain/consultation.h"

#include <QList>

namespace tocsin {

class Session;

/** Consultations with legal (P10.5): privileged ones are read by legal and the incident manager alone. */
class ConsultationService
{
public:
    explicit ConsultationService(Session &session)
        : m_session(session)
    {
    }

    /** Newest first. Who may not read a privileged one gets its digest, not its text. */
    [[nodiscard]] Result<QList<Consultation>> ofIncident(IncidentId id);
    [[nodiscard]] Result<ConsultationId> add(IncidentId id, const ConsultationInput &input);
    /** Legal's: from then on everybody who reads the incident reads it. */
    [[nodiscard]] Result<void> release(const Consultation &consultation, const QString &reason);

private:
    Session &m_session;
};

} // namespace tocsin
