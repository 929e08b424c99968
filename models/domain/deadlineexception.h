#pragma once

#include "models/domain/incident.h"
#include "models/domain/person.h"

namespace tocsin {

using ExceptionId = Id<struct ExceptionTag>;

/** What legal and the executive decide together about duties: an exception, or the end of what is excepted (P8.5). */
enum class ExceptionKind { Exception, Withdrawal };
template<> std::span<const EnumEntry<ExceptionKind>> enumTable<ExceptionKind>();

/** The two grounds of P8.1. */
enum class ExceptionGround { RiskToOthers, Unusual };
template<> std::span<const EnumEntry<ExceptionGround>> enumTable<ExceptionGround>();

enum class ExceptionState { Asked, InForce, Refused, Revoked, TakenBack, Lapsed, Renewed, CarriedOut };
template<> std::span<const EnumEntry<ExceptionState>> enumTable<ExceptionState>();

enum class ExceptionDecision { Approved, Refused, Revoked, TakenBack, Lapsed };
template<> std::span<const EnumEntry<ExceptionDecision>> enumTable<ExceptionDecision>();

/** As whom somebody decides; nobody decides as two (P13.3). */
enum class ExceptionCapacity { Legal, Executive, Manager, Program };
template<> std::span<const EnumEntry<ExceptionCapacity>> enumTable<ExceptionCapacity>();

/** The review lies at most this far after the approval (P8.3). */
constexpr qint64 kLongestReviewMs = kDayMs;

/** What the incident manager asks for, for named duties. */
struct ExceptionAsk
{
    ExceptionKind kind = ExceptionKind::Exception;
    QString ground; ///< code of an ExceptionGround; of a withdrawal that of a WithdrawalReason
    QString reasoning;
    qint64 reviewMs = 0; ///< of an exception
    ExceptionId renews;
    QList<ObligationId> duties;
};
[[nodiscard]] Result<void> checkAsk(const ExceptionAsk &ask, qint64 nowMs);

/** A request and what became of it. */
struct DeadlineException
{
    ExceptionId id;
    int version = 0;
    IncidentId incident;
    int number = 0;
    ExceptionAsk content;
    ExceptionState state = ExceptionState::Asked;
    qint64 askedMs = 0;
    qint64 sinceMs = 0;
    qint64 inForceMs = 0;
    PersonId requester;
    QString requesterName;
    PersonId legal; ///< who approved; none: not yet
    QString legalName;
    PersonId executive;
    QString executiveName;
    bool askedBack = false; ///< the last word on it is a question
};

struct ExceptionVote
{
    qint64 atMs = 0;
    ExceptionDecision decision = ExceptionDecision::Approved;
    ExceptionCapacity capacity = ExceptionCapacity::Legal;
    QString words;
    PersonId by; ///< whose decision it is
    QString byName;
    QString enteredBy; ///< empty: by log-in
    Attestation attested;
};

struct ExceptionVoteInput
{
    ExceptionDecision decision = ExceptionDecision::Approved;
    ExceptionCapacity capacity = ExceptionCapacity::Legal;
    QString words;
};

/** A word on a request: a question back, or its answer. */
struct RequestRemark
{
    qint64 atMs = 0;
    PersonId by;
    QString byName;
    bool question = false;
    QString text;
};

/** All of one request, for where it is decided. */
struct ExceptionDetails
{
    DeadlineException exception;
    QString incidentReference;
    QString incidentTitle;
    PersonId holder;
    QString groundName;
    QList<Obligation> duties; ///< as they are now
    QList<ExceptionVote> votes;
    QList<RequestRemark> remarks;
};

/** P8.2, or that it is settled: why no exception can be asked for this duty. Empty: one can. */
[[nodiscard]] QString whyNotExceptable(const Obligation &obligation, bool contractAllows, qint64 nowMs);
/** What the law has instead, for its own duties: in words. */
[[nodiscard]] QString instead(Addressee addressee);

/** "waits for legal and the executive", "in force until its review", "its review passed". */
[[nodiscard]] QString exceptionStateText(const DeadlineException &exception, qint64 nowMs);
/** The capacities that have not approved yet; none once it is decided. */
[[nodiscard]] QList<ExceptionCapacity> missingApprovals(const DeadlineException &exception);
/** Empty, or why this person may not decide so in this capacity (P8.3, P13.3). */
[[nodiscard]] QString mayNotVote(const DeadlineException &exception, const Person &person, ExceptionCapacity capacity,
                                 ExceptionDecision decision);
/** As whom a person can decide so; none: not at all. */
[[nodiscard]] std::optional<ExceptionCapacity> capacityFor(const DeadlineException &exception, const Person &person,
                                                           ExceptionDecision decision);
/** True if its review passed and nobody has recorded that (P8.4). */
[[nodiscard]] bool hasLapsed(const DeadlineException &exception, qint64 nowMs);

/** What the law has instead of an exception (P8.2): why it is late, or who ordered or allowed the delay. */
enum class DelayKind { Reasons, Authority };
template<> std::span<const EnumEntry<DelayKind>> enumTable<DelayKind>();
struct DelayGround
{
    ObligationId obligation;
    DelayKind kind = DelayKind::Reasons;
    QString reason;
    QString authority;
    QString reference;
    qint64 untilMs = 0;
    qint64 atMs = 0; ///< when it was recorded
    QString byName;
};
[[nodiscard]] Result<void> checkDelay(const DelayGround &ground, const Obligation &obligation, qint64 nowMs);

} // namespace tocsin

Q_DECLARE_METATYPE(tocsin::ExceptionId)
