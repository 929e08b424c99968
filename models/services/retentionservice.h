#pragma once

#include "models/rules/retentionrules.h"

namespace tocsin {

class Session;

/** An incident, and for how long it is kept. */
struct RetentionLine
{
    IncidentId incident;
    QString reference;
    QString title;
    bool exercise = false;
    RetentionPeriod period;
    bool held = false; ///< a legal hold stands: it is kept all the same
};

/** Periods of retention (P12.2): what is past its own is listed. Nothing is deleted by itself. */
class RetentionService
{
public:
    explicit RetentionService(Session &session)
        : m_session(session)
    {
    }

    /** Incidents past their period, the longest past first. */
    [[nodiscard]] Result<QList<RetentionLine>> past();
    /** How long this one is kept. */
    [[nodiscard]] Result<RetentionLine> ofIncident(IncidentId id);

private:
    Session &m_session;
};

} // namespace tocsin
