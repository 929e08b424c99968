#pragma once

#include "models/domain/incident.h"

namespace tocsin {

using LinkId = Id<struct LinkTag>;
using TaskId = Id<struct TaskTag>;
using PlaceId = Id<struct PlaceTag>;

/** How one incident belongs to another (P1.10). */
enum class LinkKind { Related, CausedBy, PartOf, DuplicateOf };
template<> std::span<const EnumEntry<LinkKind>> enumTable<LinkKind>();

/** How a link reads from one of its ends: "Caused by" from the first, "Cause of" from the other. */
[[nodiscard]] QString linkText(LinkKind kind, bool fromOther);

/** A link as one of its two incidents shows it. */
struct IncidentLink
{
    LinkId id;
    LinkKind kind = LinkKind::Related;
    bool fromOther = false; ///< the other one was linked to this
    QString reason;
    QString byName;
    qint64 atMs = 0;
    Incident other; ///< its head as it stands

    [[nodiscard]] bool isDuplicate() const { return kind == LinkKind::DuplicateOf && fromOther; }
    [[nodiscard]] bool isSurvivor() const { return kind == LinkKind::DuplicateOf && !fromOther; }
};

/** What a new link looks at. */
struct LinkFacts
{
    LinkKind kind = LinkKind::Related;
    bool otherGiven = false;
    bool itself = false;
    bool exists = false;             ///< the same link is there
    bool isDuplicateAlready = false; ///< of another incident
    bool goesRound = false;          ///< the other one is a duplicate of this, directly or by others
};
[[nodiscard]] Result<void> checkLink(const LinkFacts &facts);

/** What taking a link back looks at. */
struct UnlinkFacts
{
    LinkKind kind = LinkKind::Related;
    bool endedAsDuplicate = false;
    bool obligationsTaken = false;
    QString reason;
};
[[nodiscard]] Result<void> checkUnlink(const UnlinkFacts &facts);

/** What the survivor of duplicates goes by (P1.10): the earliest instant of them all, and whose it is. */
struct EarliestInstant
{
    qint64 atMs = 0;
    QString reference; ///< of the duplicate it comes from; empty: its own
};
[[nodiscard]] EarliestInstant earliestOf(qint64 ownMs, const QList<QPair<QString, qint64>> &ofDuplicates);

/** What taking over obligations looks at (P1.10). */
struct TakeOverFacts
{
    bool isDuplicate = false; ///< the other one is linked as a duplicate of this
    bool survivorDone = false;
    bool survivorDeclared = false;
    bool survivorTrackOpen = false;
    bool duplicateDeclared = false;
    QList<ObligationFacts> obligations; ///< of the duplicate
    QString reason;
    qint64 nowMs = 0;
};
[[nodiscard]] Result<void> checkTakeOver(const TakeOverFacts &facts);
/** Whether an obligation is still to be taken over before a duplicate may end. */
[[nodiscard]] bool isToBeTaken(const ObligationFacts &facts);

/** What we know, what we don't, what is next (P1.11). Each is Markdown; each saving is a version. */
struct Situation
{
    int version = 0; ///< 0: nothing was written yet
    QString known;
    QString unknown;
    QString next;
    QString byName;
    qint64 atMs = 0;
    [[nodiscard]] bool saysSame(const Situation &o) const
    {
        return known == o.known && unknown == o.unknown && next == o.next;
    }
};
[[nodiscard]] Result<void> checkSituation(const Situation &situation);

enum class TaskState { Open, Done, Dropped };
template<> std::span<const EnumEntry<TaskState>> enumTable<TaskState>();

/** Something to be done, by a person of this database or somebody by name. */
struct Task
{
    TaskId id;
    int version = 0;
    IncidentId incident;
    QString what;
    PersonId owner;
    QString ownerName; ///< of the person, or as typed; empty: nobody yet
    qint64 dueMs = 0;  ///< 0: no day
    TaskState state = TaskState::Open;
    QString reason; ///< why it was dropped or is open again
    qint64 sinceMs = 0;
    QString incidentReference; ///< filled where tasks of several incidents stand together
    [[nodiscard]] bool isOverdue(qint64 nowMs) const { return state == TaskState::Open && dueMs > 0 && dueMs < nowMs; }
};
/** Whether this may be kept after `before`; a new task has none. */
[[nodiscard]] Result<void> checkTask(const Task &task, const std::optional<Task> &before);
/** Open ones first, the overdue and the earliest due before the others; then what is done, the latest first. */
[[nodiscard]] bool taskComesBefore(const Task &a, const Task &b);

/** Who does what while the incident is worked (P1.11). */
enum class CrewDuty { Scribe, Communications, ServiceEngineer, LegalAdviser };
template<> std::span<const EnumEntry<CrewDuty>> enumTable<CrewDuty>();

/** One line of the history of duties: somebody was given one, or it was taken off. */
struct CrewChange
{
    CrewDuty duty = CrewDuty::Scribe;
    PersonId holder;
    QString holderName;
    bool assigned = true;
    QString reason;
    QString byName;
    qint64 atMs = 0;
    [[nodiscard]] bool isSameHolder(const CrewChange &o) const
    {
        return duty == o.duty &&
               (holder.isValid() ? holder == o.holder
                                 : !o.holder.isValid() && holderName.compare(o.holderName, Qt::CaseInsensitive) == 0);
    }
};
/** Who has which duty now, in the order of the duties, of a history in the order of its acts. */
[[nodiscard]] QList<CrewChange> crewNow(const QList<CrewChange> &history);
[[nodiscard]] Result<void> checkCrew(const CrewChange &change, const QList<CrewChange> &now);

/** A call to join or a ticket elsewhere. */
enum class PlaceKind { Call, Reference };
template<> std::span<const EnumEntry<PlaceKind>> enumTable<PlaceKind>();

/** Call details and outside references (P1.11). Nothing of them is opened by itself. */
struct OutsidePlace
{
    PlaceId id;
    PlaceKind kind = PlaceKind::Reference;
    QString name;      ///< the system, or what the call is for
    QString reference; ///< a ticket, a telephone number with its code
    QString link;      ///< https or mailto; may be empty
    QString byName;
    qint64 atMs = 0;
};
[[nodiscard]] Result<void> checkPlace(const OutsidePlace &place);
/** Only these are ever opened, and only when a person says so: https with a host, mailto with an address. */
[[nodiscard]] bool isSafeLink(const QString &link);

} // namespace tocsin
