#pragma once

#include "models/domain/measure.h"

namespace tocsin {

class Session;

/** Measures with owner and due date, followed over all incidents until done (P1.7, P11.1). */
class MeasureService
{
public:
    explicit MeasureService(Session &session)
        : m_session(session)
    {
    }

    /** In the order of measureComesBefore(). */
    [[nodiscard]] Result<QList<Measure>> ofIncident(IncidentId incident);
    [[nodiscard]] Result<QList<Measure>> all(bool exercises = false);
    /** Open ones of who acts. */
    [[nodiscard]] Result<QList<Measure>> mine();

    [[nodiscard]] Result<void> add(IncidentId incident, const Measure &measure);
    /** Text, owner, day, state; its version is the one that was seen. Goes on after the incident was closed. */
    [[nodiscard]] Result<void> change(const Measure &measure);

private:
    Session &m_session;
};

} // namespace tocsin
