#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/error.h"

#include <QString>

namespace tocsin {

/** How a message to one recipient stands (P9.7, P9.8). */
enum class MessageState {
    Waiting,   ///< made; nobody has begun to send it
    Sending,   ///< claimed: some workstation is giving it to the server
    Retrying,  ///< refused for now; tried again by itself
    Failed,    ///< refused for good, or too often: a person corrects, retries or calls it back
    Unsure,    ///< the server may have it: a person decides, it is never sent again by itself
    Sent,      ///< accepted by the server, or written for a person to carry
    Reached,   ///< it arrived, or nothing says that it did not
    Returned,  ///< it came back, or the recipient was not reached
    Cancelled, ///< called back before it left
    Replaced,  ///< another message, to a corrected address, took its place
};
template<> std::span<const EnumEntry<MessageState>> enumTable<MessageState>();

/** What is recorded of one message; its state follows from it and from the time. */
struct MessageFacts
{
    QString means;    ///< of the last attempt: "smtp", "file", ...; "" for none
    QString result;   ///< of the last attempt; "" for none yet
    QString decision; ///< of a person on the last attempt: "arrived", "again"
    QString end;      ///< "cancelled", "replaced"
    qint64 attemptMs = 0;
    qint64 resultMs = 0;
    qint64 leaseMs = 0;     ///< how long a claim holds
    int temporaries = 0;    ///< attempts in a row that were refused for now, since a person last decided
    bool delivered = false; ///< a delivery is recorded, whichever
    bool reached = false;   ///< the last one says that it arrived
    friend bool operator==(const MessageFacts &, const MessageFacts &) = default;
};

[[nodiscard]] MessageState messageState(const MessageFacts &facts, qint64 nowMs);
/** When it may be tried again by itself; 0 for what is not. */
[[nodiscard]] qint64 nextTryMs(const MessageFacts &facts);
/** True for what may be claimed now; that it was ordered, and is not held, is another matter. */
[[nodiscard]] bool mayBeClaimed(const MessageFacts &facts, qint64 nowMs);
/** True while something is going to happen to it, or has to: its notice is not through. */
[[nodiscard]] bool isUndecided(MessageState state);

/** That a notice leaves by mail, and whether it waits. */
struct SendOrder
{
    int number = 0; ///< orders so far; 0: it was never ordered to leave by mail
    bool paused = false;
    bool attachLetter = true;
    QString reason;
    QString byName;
    qint64 atMs = 0;
    [[nodiscard]] bool byMail() const { return number > 0; }
    [[nodiscard]] bool runs() const { return number > 0 && !paused; }
};

} // namespace tocsin
