#pragma once

#include "models/domain/situationreport.h"
#include "models/domain/working.h"

namespace tocsin {

class Renderer;
class Session;

/** Everything a team working an incident sees beside its head (P1.10, P1.11). */
struct WorkingView
{
    Situation situation;
    QList<Task> tasks;      ///< open ones first
    QList<CrewChange> crew; ///< who has which duty now
    QList<CrewChange> crewHistory;
    QList<OutsidePlace> places;
    QList<IncidentLink> links;
    QList<Incident> duplicates; ///< those that this one goes on for
    EarliestInstant detected;   ///< of it and of its duplicates
    EarliestInstant declared;
};

/** How a report leaves. */
enum class ReportFormat { Markdown, Pdf };
template<> std::span<const EnumEntry<ReportFormat>> enumTable<ReportFormat>();

/** Situation, tasks, duties, calls and references, and the report for executives (P1.11). */
class TeamService
{
public:
    TeamService(Session &session, Renderer *renderer)
        : m_session(session)
        , m_renderer(renderer)
    {
    }

    [[nodiscard]] Result<WorkingView> working(IncidentId id);
    /** Every version of the situation, the first first. */
    [[nodiscard]] Result<QList<Situation>> situations(IncidentId id);
    /** A new version; a Conflict if somebody saved another since `seenVersion`. */
    [[nodiscard]] Result<void> saveSituation(IncidentId id, int seenVersion, const Situation &situation);

    [[nodiscard]] Result<void> addTask(IncidentId id, const Task &task);
    /** Text, owner, day, state; its version is the one that was seen. */
    [[nodiscard]] Result<void> changeTask(const Task &task);
    /** Open tasks of who acts, in all open incidents. */
    [[nodiscard]] Result<QList<Task>> myTasks(int limit = 50);

    [[nodiscard]] Result<void> changeCrew(IncidentId id, const CrewChange &change);

    [[nodiscard]] Result<void> addPlace(IncidentId id, const OutsidePlace &place);
    [[nodiscard]] Result<void> removePlace(IncidentId id, PlaceId place, const QString &reason);

    /** As it is now; nothing is kept of it. */
    [[nodiscard]] Result<SituationReport> report(IncidentId id);
    /** Writes this text, which was seen, to a file, and that it left to the record. */
    [[nodiscard]] Result<void> exportReport(IncidentId id, const QString &markdown, ReportFormat format,
                                            const QString &path);
    /** Somebody took the text along: that stands in the record too. */
    [[nodiscard]] Result<void> noteCopied(IncidentId id, const QString &markdown);

private:
    Session &m_session;
    Renderer *m_renderer;
};

} // namespace tocsin
