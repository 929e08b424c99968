#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/error.h"

#include <QStringList>

namespace tocsin {

/** Whom a notice is for (P9.1). */
enum class Audience { Customers, Authority, DataSubjects, Internal };
template<> std::span<const EnumEntry<Audience>> enumTable<Audience>();

/** Phase of a notice (P9.5). */
enum class NoticePhase { First, Further, Final, Correction };
template<> std::span<const EnumEntry<NoticePhase>> enumTable<NoticePhase>();

/** State of a notice and of its messages (P9.7). */
enum class NoticeState { Draft, LegalReview, Approved, Queued, Sent, Delivered, Failed };
template<> std::span<const EnumEntry<NoticeState>> enumTable<NoticeState>();

/** What happens to a notice. */
enum class NoticeStep {
    Submit,   ///< draft to legal review
    Return,   ///< legal sends it back with a remark
    Approve,  ///< legal approves one text, frozen with its hash
    Revise,   ///< a change makes a new version and a new review
    Queue,    ///< the incident manager sends
    MarkSent, ///< every message left
    MarkDelivered,
    MarkFailed, ///< also a bounce after delivery that leaves nobody reached (P9.2)
};
template<> std::span<const EnumEntry<NoticeStep>> enumTable<NoticeStep>();

/** The state a step leads to; nothing if the step is not possible in that state. */
[[nodiscard]] std::optional<NoticeState> afterStep(NoticeState state, NoticeStep step);

/** What sending needs (P9.6, P9.7). */
struct SendFacts
{
    NoticeState state = NoticeState::Draft;
    Audience audience = Audience::Customers;
    bool declared = false;           ///< a declaration stands
    bool dutyRecorded = false;       ///< legal has recorded awareness and a statutory or contractual duty (P9.6)
    bool textIsApproved = false;     ///< the hash of the text is the approved one
    bool obligationExcepted = false; ///< P8.4: held
    bool rescissionPending = false;  ///< P6.5: held from the first act to the second
    bool correctsRescinded = false;  ///< P6.5: the correction that is owed after a rescission
    int recipients = 0;
    int byHand = 0; ///< subscriptions without a contact, to be told by other means
};
[[nodiscard]] Result<void> checkSend(const SendFacts &facts);

/** What approving needs (P9.4, P9.7). */
struct ApprovalFacts
{
    NoticeState state = NoticeState::LegalReview;
    bool approverIsAuthor = false;
    QStringList missingContent; ///< names of required items neither given nor said to be not known yet
    QStringList unfilledPlaceholders;
    QStringList namesOfOthers = {}; ///< where it names another customer, or what is theirs (P9.3)
};
[[nodiscard]] Result<void> checkApproval(const ApprovalFacts &facts);

} // namespace tocsin
