#include "models/domain/delivery.h"

#include "models/domain/mailreply.h"

namespace tocsin {

template<> std::span<const EnumEntry<MessageState>> enumTable<MessageState>()
{
    using enum MessageState;
    static constexpr EnumEntry<MessageState> table[] = {
        {Waiting, "waiting", QT_TRANSLATE_NOOP("tocsin::domain", "Waiting")},
        {Sending, "sending", QT_TRANSLATE_NOOP("tocsin::domain", "Sending")},
        {Retrying, "retrying", QT_TRANSLATE_NOOP("tocsin::domain", "Tried again")},
        {Failed, "failed", QT_TRANSLATE_NOOP("tocsin::domain", "Failed")},
        {Unsure, "unsure", QT_TRANSLATE_NOOP("tocsin::domain", "Unsure")},
        {Sent, "sent", QT_TRANSLATE_NOOP("tocsin::domain", "Sent")},
        {Reached, "reached", QT_TRANSLATE_NOOP("tocsin::domain", "Reached")},
        {Returned, "returned", QT_TRANSLATE_NOOP("tocsin::domain", "Not reached")},
        {Cancelled, "cancelled", QT_TRANSLATE_NOOP("tocsin::domain", "Called back")},
        {Replaced, "replaced", QT_TRANSLATE_NOOP("tocsin::domain", "Replaced")},
    };
    return table;
}

MessageState messageState(const MessageFacts &f, qint64 nowMs)
{
    using enum MessageState;
    if (f.end == u"replaced")
        return Replaced;
    if (f.delivered)
        return f.reached ? Reached : Returned;
    if (f.end == u"cancelled")
        return Cancelled;
    if (f.decision == u"arrived")
        return Reached;
    if (f.means.isEmpty() || f.decision == u"again" || f.result == u"not_begun")
        return Waiting;
    if (f.means != u"smtp")
        return f.result.isEmpty() ? Waiting : Sent; // a file that was not finished is written again
    if (f.result.isEmpty())
        return nowMs < f.attemptMs + f.leaseMs ? Sending : Unsure;
    if (f.result == u"accepted")
        return Sent;
    if (f.result == u"temporary")
        return f.temporaries < mostAttempts() ? Retrying : Failed;
    return f.result == u"unsure" ? Unsure : Failed;
}

qint64 nextTryMs(const MessageFacts &f)
{
    return messageState(f, 0) == MessageState::Retrying ? f.resultMs + backOffMs(f.temporaries) : 0;
}

bool mayBeClaimed(const MessageFacts &f, qint64 nowMs)
{
    const MessageState state = messageState(f, nowMs);
    if (state != MessageState::Retrying)
        return state == MessageState::Waiting;
    // An answer that lies further ahead than the wait itself is from before the clock was set back.
    return nowMs >= nextTryMs(f) || nowMs + backOffMs(f.temporaries) < f.resultMs;
}

bool isUndecided(MessageState state)
{
    return state == MessageState::Waiting || state == MessageState::Sending || state == MessageState::Retrying ||
           state == MessageState::Unsure;
}

} // namespace tocsin
