#pragma once

#include <QHashFunctions>
#include <QMetaType>
#include <QtGlobal>

namespace tocsin {

/** A database key that cannot be mixed up with another kind's. 0 is "none". */
template<class Tag> struct Id
{
    qint64 value = 0;

    [[nodiscard]] bool isValid() const { return value > 0; }
    friend bool operator==(Id a, Id b) = default;
    friend auto operator<=>(Id a, Id b) = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using PersonId = Id<struct PersonTag>;
using IncidentId = Id<struct IncidentTag>;
using EntryId = Id<struct EntryTag>;
using AttachmentId = Id<struct AttachmentTag>;
using CustomerId = Id<struct CustomerTag>;
using SubscriptionId = Id<struct SubscriptionTag>;
using ObligationId = Id<struct ObligationTag>;
using NoticeId = Id<struct NoticeTag>;
using NoticeTextId = Id<struct NoticeTextTag>;
using MessageId = Id<struct MessageTag>;
using MatterId = Id<struct MatterTag>;
using PostmortemTextId = Id<struct PostmortemTextTag>;
using CommentId = Id<struct CommentTag>;
using QuestionId = Id<struct QuestionTag>;
using MeasureId = Id<struct MeasureTag>;

} // namespace tocsin

Q_DECLARE_METATYPE(tocsin::IncidentId)
Q_DECLARE_METATYPE(tocsin::EntryId)
