#pragma once

#include "models/domain/clock.h"
#include "models/domain/incident.h"
#include "models/domain/person.h"
#include "models/domain/timeline.h"

#include <functional>

namespace tocsin {

class Database;
class RuleBook;

/**
 * What every use case works with: the database, the clock, the rules, and who acts. Lives on the storage thread.
 * One method of a service is one thing a person does and one transaction.
 */
class Session
{
public:
    Session(Database &database, const RuleBook &rules);

    /** Why rows ended early since the last call; then what a read gave is not all there is. */
    [[nodiscard]] std::optional<Error> takeReadError() const;
    [[nodiscard]] Database &database() const { return m_database; }
    [[nodiscard]] const Clock &clock() const;
    [[nodiscard]] qint64 nowMs() const { return clock().nowMs(); }
    [[nodiscard]] const RuleBook &rules() const { return m_rules; }

    [[nodiscard]] const Person &actor() const { return m_actor; }
    void setActor(const Person &person);

    /** Denied unless the actor has the right; on an incident, `manager` is who holds it (P13.1). */
    [[nodiscard]] Result<void> require(Right right, PersonId manager = {}) const;

    /**
     * Runs `work` in one write transaction as the actor, in the role that gives the right. The incident is read fresh
     * inside the transaction; if its version is not `seenVersion` (and that is not 0), the answer is Conflict.
     */
    [[nodiscard]] Result<void> act(Right right, IncidentId incident, int seenVersion,
                                   const std::function<Result<void>(const Incident &)> &work);
    /** The same where the right that it needs depends on how the incident stands. */
    [[nodiscard]] Result<void> act(const std::function<Right(const Incident &)> &right, IncidentId incident,
                                   int seenVersion, const std::function<Result<void>(const Incident &)> &work);
    /** The same for acts that belong to no incident. */
    [[nodiscard]] Result<void> act(Right right, const std::function<Result<void>()> &work);
    /** Several acts as one transaction, for what is told or imported in one go: all of it is kept, or nothing. */
    [[nodiscard]] Result<void> together(const std::function<Result<void>()> &work);
    /** From now on `work` is the last thing in the transaction of each act, which fails with it; {} ends that. */
    void setAlongside(std::function<Result<void>()> work) { m_alongside = std::move(work); }

    /** Adds the program's own line about an act to the timeline, within the act's transaction. */
    [[nodiscard]] Result<EntryId> note(IncidentId incident, EntryKind kind, const QString &text, bool keyEvent = false);

private:
    [[nodiscard]] Result<void> ended(Result<void> work) const;

    Database &m_database;
    const RuleBook &m_rules;
    Person m_actor;
    std::function<Result<void>()> m_alongside;
};

} // namespace tocsin
