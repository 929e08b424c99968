#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"
#include "models/domain/person.h"

#include <QList>

namespace tocsin {

using RedactionId = Id<struct RedactionTag>;

/** Why content may not be kept (P12.2). */
enum class RedactionGround { CustomerData, Unlawful, Erasure, Retention };
template<> std::span<const EnumEntry<RedactionGround>> enumTable<RedactionGround>();

enum class RedactionState { Asked, Done, Refused, TakenBack };
template<> std::span<const EnumEntry<RedactionState>> enumTable<RedactionState>();

enum class RedactionDecision { Confirmed, Refused, TakenBack };
template<> std::span<const EnumEntry<RedactionDecision>> enumTable<RedactionDecision>();

/** As whom somebody asks or confirms; it takes one of each, and two people (P13.3). */
enum class RedactionCapacity { Legal, Manager };
template<> std::span<const EnumEntry<RedactionCapacity>> enumTable<RedactionCapacity>();

/** One value that goes: where it stands, and its digest. */
struct RedactionPlace
{
    QString table;
    qint64 row = 0;
    QString column;
    QString sha256;
    qint64 size = 0;
    QString what;        ///< in words: "An entry of the timeline"
    QString excerpt;     ///< its beginning, as long as it is there
    bool isCopy = false; ///< it repeats what is to go, elsewhere in the incident
};

/** A redaction that was asked for, and what became of it. */
struct Redaction
{
    RedactionId id;
    int version = 0;
    IncidentId incident;
    int number = 0;
    RedactionState state = RedactionState::Asked;
    RedactionGround ground = RedactionGround::CustomerData;
    QString reason;
    RedactionCapacity asked = RedactionCapacity::Legal;
    QString table; ///< of what was pointed at; the whole incident: "incident"
    qint64 row = 0;
    QString what;
    int places = 0;
    qint64 askedMs = 0;
    qint64 sinceMs = 0;
    PersonId requester;
    QString requesterName;
    PersonId legal; ///< who asked or confirmed as legal
    QString legalName;
    PersonId manager;
    QString managerName;
    QString words; ///< of the decision
};

/** What is asked for. */
struct RedactionAsk
{
    RedactionGround ground = RedactionGround::CustomerData;
    QString reason;
    RedactionCapacity capacity = RedactionCapacity::Legal;
    QString table; ///< "timeline_entry", "attachment" ... or "incident": every text of it
    qint64 row = 0;
};

struct RedactionDecisionInput
{
    RedactionDecision decision = RedactionDecision::Confirmed;
    QString words;
};

/** A legal hold placed or lifted. */
struct LegalHold
{
    bool placed = false;
    QString reason;
    QString byName;
    qint64 atMs = 0;
};

/** The one that decides on what the other asked for. */
[[nodiscard]] RedactionCapacity otherOf(RedactionCapacity capacity);

/** As whom somebody with these roles may ask, in an incident they hold or don't; legal first. */
[[nodiscard]] QList<RedactionCapacity> redactionCapacities(Roles roles, bool holdsIncident);

/** "" or why this person may not take this decision on the request. */
[[nodiscard]] QString mayNotDecide(const Redaction &redaction, PersonId person, Roles roles, bool holdsIncident,
                                   RedactionDecision decision);

/** "Redacted: reason, by X and Y": what stands where content was. */
[[nodiscard]] QString redactedText(RedactionGround ground, const QString &legal, const QString &manager);

/** The reason of a redaction or a hold: something, and at most 2,000 characters. */
[[nodiscard]] Result<void> checkRedactionReason(const QString &reason);

} // namespace tocsin
