#pragma once

#include "models/domain/classification.h"
#include "models/domain/person.h"

#include <QList>

namespace tocsin {

using TransferId = Id<struct TransferTag>;
using TransferMoveId = Id<struct TransferMoveTag>;

/** What is asked for (P10.3), or what was found to have left without an approval (a breach of procedure). */
enum class TransferKind { Single, Standing, Breach };
template<> std::span<const EnumEntry<TransferKind>> enumTable<TransferKind>();

/** Where a request stands; an approval that ended by itself is one by the clock alone: see isExpired(). */
enum class TransferState { Asked, Blocked, Answered, Approved, Refused, Revoked, Withdrawn, Breach, Noted };
template<> std::span<const EnumEntry<TransferState>> enumTable<TransferState>();

enum class ChecklistAnswer { Yes, No, NotApplicable };
template<> std::span<const EnumEntry<ChecklistAnswer>> enumTable<ChecklistAnswer>();

/** What legal's answers come to. Noted: legal has seen a breach of procedure. */
enum class ChecklistVerdict { Go, Stop, Noted };
template<> std::span<const EnumEntry<ChecklistVerdict>> enumTable<ChecklistVerdict>();

enum class TransferDecision { Approved, Refused, Revoked, Withdrawn };
template<> std::span<const EnumEntry<TransferDecision>> enumTable<TransferDecision>();

enum class TransferRemarkKind { Question, Answer };
template<> std::span<const EnumEntry<TransferRemarkKind>> enumTable<TransferRemarkKind>();

enum class TransferOutcome { Returned, Destroyed, Kept };
template<> std::span<const EnumEntry<TransferOutcome>> enumTable<TransferOutcome>();

/** One line of a checklist as a request keeps it. */
struct TransferQuestion
{
    QString code;
    QString question;
    friend bool operator==(const TransferQuestion &, const TransferQuestion &) = default;
};

/** The list a request is asked under, as it was then (P10.2). */
struct TransferChecklist
{
    QString list;    ///< code
    QString version; ///< "4"
    QString name;
    QList<TransferQuestion> items;
    friend bool operator==(const TransferChecklist &, const TransferChecklist &) = default;
};
[[nodiscard]] QString questionsJson(const QList<TransferQuestion> &items);
[[nodiscard]] QList<TransferQuestion> questionsFromJson(const QString &json);

/** What a person asks for (P10.2). For a breach only what is known of it, and how it was found. */
struct TransferInput
{
    TransferKind kind = TransferKind::Single;
    QString title;
    QString dataKind;    ///< code of resources/rules/transfers.json
    QString environment; ///< code of the same
    QString what;
    QString amount;
    QString whose;
    PersonalData personal = PersonalData::NotKnown;
    QString source;
    QString destination;
    QString purpose;
    QString handlers;
    QString protection;
    QString destruction;
    qint64 keepUntilMs = 0;
    QString found;      ///< of a breach: how it was found
    PersonId requester; ///< who asks; none is who is at the keyboard
    friend bool operator==(const TransferInput &, const TransferInput &) = default;
};
[[nodiscard]] Result<void> checkTransfer(const TransferInput &input, qint64 nowMs);

/** Legal's answer to one item. */
struct ChecklistLine
{
    QString code;
    ChecklistAnswer answer = ChecklistAnswer::Yes;
    QString remark;
    friend bool operator==(const ChecklistLine &, const ChecklistLine &) = default;
};
[[nodiscard]] QString linesJson(const QList<ChecklistLine> &lines);
[[nodiscard]] QList<ChecklistLine> linesFromJson(const QString &json);

/** Legal's answers; `goAhead` says why an item answered "no" does not block. */
struct ChecklistInput
{
    ChecklistVerdict verdict = ChecklistVerdict::Go;
    QList<ChecklistLine> lines;
    QString goAhead;
    QString remark;
};
[[nodiscard]] Result<void> checkChecklist(const ChecklistInput &input, const QList<TransferQuestion> &asked);

struct TransferAnswer
{
    qint64 atMs = 0;
    ChecklistInput content;
    PersonId legal; ///< whose answers these are
    QString legalName;
    QString enteredBy; ///< empty: by log-in
    Attestation attested;
};

/** The manager's decision in writing. */
struct TransferDecisionInput
{
    TransferDecision decision = TransferDecision::Approved;
    QString words;
    QString conditions;
    qint64 validUntilMs = 0; ///< of an approval
};
struct TransferDecisionRow
{
    qint64 atMs = 0;
    PersonId by;
    QString byName;
    TransferDecisionInput content;
};

struct TransferRemark
{
    qint64 atMs = 0;
    PersonId by;
    QString byName;
    TransferRemarkKind kind = TransferRemarkKind::Question;
    QString text;
};

/** One thing that left, by its digest. */
struct TransferItem
{
    QString name; ///< as it is called on the disk it left on; never a path
    qint64 size = 0;
    QString sha256;
    friend bool operator==(const TransferItem &, const TransferItem &) = default;
};
/** Most items of one move: the record holds an entry for each. */
constexpr qsizetype kMostTransferItems = 1000;
/** Empty, or why it cannot be the name of an item: a path, bytes that are no text, too long. */
[[nodiscard]] QString itemNameProblem(const QString &name);
/** The lines `sha256sum -c` reads, names escaped as GNU does. */
[[nodiscard]] QByteArray sha256List(const QList<TransferItem> &items);

struct TransferMoveInput
{
    qint64 atMs = 0;
    QString carrier;
    QString how;
    QList<TransferItem> items;
};
[[nodiscard]] Result<void> checkMove(const TransferMoveInput &input, qint64 nowMs);

struct TransferEndInput
{
    TransferOutcome outcome = TransferOutcome::Destroyed;
    qint64 atMs = 0;
    QString byWhom;
    QString how;
    QString witness;
    QString owner;      ///< of what is kept
    qint64 untilMs = 0; ///< of what is kept
};
[[nodiscard]] Result<void> checkEnd(const TransferEndInput &input, qint64 movedMs, qint64 nowMs);

struct TransferEndRow
{
    qint64 atMs = 0; ///< when it was recorded
    QString byName;
    TransferEndInput content;
};

/** What left at one time, and what became of it. */
struct TransferMove
{
    TransferMoveId id;
    qint64 recordedMs = 0;
    QString byName;
    TransferMoveInput content;
    qint64 totalBytes = 0;
    QString listSha256;
    QList<TransferEndRow> ends; ///< oldest first

    [[nodiscard]] bool isOut() const { return ends.isEmpty(); }
    [[nodiscard]] bool isGone() const
    {
        return !ends.isEmpty() && ends.last().content.outcome != TransferOutcome::Kept;
    }
};

/** A request as lists show it. */
struct Transfer
{
    TransferId id;
    int version = 0;
    IncidentId incident;
    int number = 0;
    TransferInput content;
    TransferState state = TransferState::Asked;
    qint64 askedMs = 0;
    qint64 sinceMs = 0; ///< in this state
    QString requesterName;
    PersonId enterer;
    QString enteredBy; ///< empty: who asked was at the keyboard
    PersonId legal;
    QString legalName;
    PersonId manager;
    QString managerName;
    qint64 approvedMs = 0;
    qint64 validUntilMs = 0;
    bool askedBack = false;
    int moves = 0;
    int openMoves = 0;
    TransferChecklist checklist; ///< as it was when asked
};

/** All of one request, for its page and for the chain of custody. */
struct TransferDetails
{
    Transfer transfer;
    QString incidentReference;
    QString incidentTitle;
    QString environmentName;
    QString dataKindName;
    PersonId holder;                      ///< who holds the incident
    QString newerList;                    ///< "Customer data, version 5" if the list changed since it was asked
    QList<TransferAnswer> answers;        ///< oldest first
    QList<TransferDecisionRow> decisions; ///< oldest first
    QList<TransferRemark> remarks;        ///< oldest first
    QList<TransferMove> moves;            ///< oldest first
};

/** What somebody wrote, as the end of a sentence that others follow. */
[[nodiscard]] QString asSentence(const QString &text);

/** Whose turn it is. */
enum class TransferTurn { Legal, Manager, Requester, Handlers, Nobody };
template<> std::span<const EnumEntry<TransferTurn>> enumTable<TransferTurn>();

/** True for an approval whose end is past. */
[[nodiscard]] bool isExpired(const Transfer &transfer, qint64 nowMs);
/** True for an approval of one transfer (P10.3) under which it was recorded: only a standing one holds for several. */
[[nodiscard]] bool isUsed(const Transfer &transfer);
/** True if something may leave under it now (P10.3). */
[[nodiscard]] bool isInForce(const Transfer &transfer, qint64 nowMs);
/** Empty, or why nothing may be recorded under it now: what left without an approval in force is a breach (P10.1). */
[[nodiscard]] QString noApproval(const Transfer &transfer, qint64 nowMs);
/** True while somebody has to answer or decide: it blocks closing (P1.7). */
[[nodiscard]] bool isUndecided(TransferState state);
/** Whose turn it is; a question back does not take it from who decides, and is shown beside it. */
[[nodiscard]] TransferTurn turnOf(const Transfer &transfer, qint64 nowMs);
/** "waits for legal", "approved until 20 Dec": the state in words. */
[[nodiscard]] QString transferStateText(const Transfer &transfer, qint64 nowMs);

/** The facts that say whether somebody may do something to a transfer: the table of P10 and P13. */
struct TransferActor
{
    PersonId person;
    Roles roles;
    bool holdsIncident = false;
};
/** Empty, or why this person may not: the role, or that requester, reviewer and manager are three people (P10.3). */
[[nodiscard]] QString mayNotAnswer(const Transfer &transfer, PersonId legal);
[[nodiscard]] QString mayNotDecide(const Transfer &transfer, const TransferActor &actor, bool requesterHolds,
                                   TransferDecision decision);
/** The right a decision needs: another holder of the role decides on the request of who holds the incident. */
[[nodiscard]] Right decisionRight(TransferDecision decision, bool requesterHolds);
/** Whether the transfer waits for this person: to answer, to decide, or to answer a question. */
[[nodiscard]] bool waitsFor(const Transfer &transfer, const TransferActor &actor, bool requesterHolds, qint64 nowMs);

} // namespace tocsin

Q_DECLARE_METATYPE(tocsin::TransferId)
Q_DECLARE_METATYPE(tocsin::TransferMoveId)
