#include "models/domain/noticestate.h"

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}
} // namespace

template<> std::span<const EnumEntry<Audience>> enumTable<Audience>()
{
    static constexpr EnumEntry<Audience> table[] = {
        {Audience::Customers, "customers", QT_TRANSLATE_NOOP("tocsin::domain", "Customers")},
        {Audience::Authority, "authority", QT_TRANSLATE_NOOP("tocsin::domain", "Authority")},
        {Audience::DataSubjects, "data_subjects", QT_TRANSLATE_NOOP("tocsin::domain", "Data subjects")},
        {Audience::Internal, "internal", QT_TRANSLATE_NOOP("tocsin::domain", "Internal")},
    };
    return table;
}

template<> std::span<const EnumEntry<NoticePhase>> enumTable<NoticePhase>()
{
    static constexpr EnumEntry<NoticePhase> table[] = {
        {NoticePhase::First, "first", QT_TRANSLATE_NOOP("tocsin::domain", "First notice")},
        {NoticePhase::Further, "further", QT_TRANSLATE_NOOP("tocsin::domain", "Further notice")},
        {NoticePhase::Final, "final", QT_TRANSLATE_NOOP("tocsin::domain", "Final notice")},
        {NoticePhase::Correction, "correction", QT_TRANSLATE_NOOP("tocsin::domain", "Correction")},
    };
    return table;
}

template<> std::span<const EnumEntry<NoticeState>> enumTable<NoticeState>()
{
    using enum NoticeState;
    static constexpr EnumEntry<NoticeState> table[] = {
        {Draft, "draft", QT_TRANSLATE_NOOP("tocsin::domain", "Draft")},
        {LegalReview, "legal_review", QT_TRANSLATE_NOOP("tocsin::domain", "Legal review")},
        {Approved, "approved", QT_TRANSLATE_NOOP("tocsin::domain", "Approved")},
        {Queued, "queued", QT_TRANSLATE_NOOP("tocsin::domain", "Queued")},
        {Sent, "sent", QT_TRANSLATE_NOOP("tocsin::domain", "Sent")},
        {Delivered, "delivered", QT_TRANSLATE_NOOP("tocsin::domain", "Delivered")},
        {Failed, "failed", QT_TRANSLATE_NOOP("tocsin::domain", "Failed")},
    };
    return table;
}

template<> std::span<const EnumEntry<NoticeStep>> enumTable<NoticeStep>()
{
    using enum NoticeStep;
    static constexpr EnumEntry<NoticeStep> table[] = {
        {Submit, "submit", QT_TRANSLATE_NOOP("tocsin::domain", "submitted to legal")},
        {Return, "return", QT_TRANSLATE_NOOP("tocsin::domain", "returned to the author")},
        {Approve, "approve", QT_TRANSLATE_NOOP("tocsin::domain", "approved")},
        {Revise, "revise", QT_TRANSLATE_NOOP("tocsin::domain", "revised")},
        {Queue, "queue", QT_TRANSLATE_NOOP("tocsin::domain", "queued for sending")},
        {MarkSent, "mark_sent", QT_TRANSLATE_NOOP("tocsin::domain", "sent")},
        {MarkDelivered, "mark_delivered", QT_TRANSLATE_NOOP("tocsin::domain", "delivered")},
        {MarkFailed, "mark_failed", QT_TRANSLATE_NOOP("tocsin::domain", "failed")},
    };
    return table;
}

std::optional<NoticeState> afterStep(NoticeState state, NoticeStep step)
{
    using enum NoticeState;
    struct Row
    {
        NoticeState from;
        NoticeStep step;
        NoticeState to;
    };
    static constexpr Row table[] = {
        {Draft, NoticeStep::Submit, LegalReview},     {Draft, NoticeStep::Revise, Draft},
        {LegalReview, NoticeStep::Return, Draft},     {LegalReview, NoticeStep::Revise, Draft},
        {LegalReview, NoticeStep::Approve, Approved}, {Approved, NoticeStep::Revise, Draft},
        {Approved, NoticeStep::Return, Draft},        {Approved, NoticeStep::Queue, Queued},
        {Queued, NoticeStep::MarkSent, Sent},         {Queued, NoticeStep::MarkFailed, Failed},
        {Sent, NoticeStep::MarkDelivered, Delivered}, {Sent, NoticeStep::MarkFailed, Failed},
        {Failed, NoticeStep::Queue, Queued},          {Delivered, NoticeStep::MarkFailed, Failed},
        {Failed, NoticeStep::MarkSent, Sent},
    };
    for (const Row &row : table)
        if (row.from == state && row.step == step)
            return row.to;
    return std::nullopt;
}

Result<void> checkSend(const SendFacts &f)
{
    if (f.state != NoticeState::Approved && f.state != NoticeState::Failed)
        return failure(ErrorKind::Refused, tr("Only an approved notice can be sent."));
    if (!f.textIsApproved)
        return failure(ErrorKind::Refused, tr("The text differs from the one that legal approved."));
    if (f.audience != Audience::Internal && !f.declared && !f.dutyRecorded && !f.correctsRescinded)
        return failure(ErrorKind::Refused, f.audience == Audience::Customers
                                               ? tr("A customer notice cannot leave before the incident is declared.")
                                               : tr("Before the declaration this notice needs awareness and a duty to "
                                                    "its addressee that legal recorded."));
    if (f.obligationExcepted)
        return failure(ErrorKind::Refused, tr("An exception is in force: sending is held until it ends."));
    if (f.rescissionPending && f.audience != Audience::Internal)
        return failure(ErrorKind::Refused, tr("A rescission is asked for: sending is held until legal has decided."));
    if (f.recipients < 1 && f.byHand < 1)
        return failure(ErrorKind::Refused, tr("Nobody would receive this notice: nobody is affected."));
    return {};
}

Result<void> checkApproval(const ApprovalFacts &f)
{
    if (f.state != NoticeState::LegalReview)
        return failure(ErrorKind::Refused, tr("Only a notice in legal review can be approved."));
    if (f.approverIsAuthor)
        return failure(ErrorKind::Refused, tr("The author of a version cannot approve it."));
    if (!f.missingContent.isEmpty())
        return failure(ErrorKind::Refused, tr("Required content is missing: %1.").arg(f.missingContent.join(tr("; "))),
                       {}, QStringLiteral("content"));
    if (!f.unfilledPlaceholders.isEmpty())
        return failure(ErrorKind::Refused,
                       tr("Placeholders are not filled: %1.").arg(f.unfilledPlaceholders.join(tr(", "))), {},
                       QStringLiteral("body"));
    if (!f.namesOfOthers.isEmpty())
        return failure(ErrorKind::Refused,
                       tr("It names another customer, or what is another customer's. %1")
                           .arg(f.namesOfOthers.mid(0, 5).join(tr("; "))),
                       {}, QStringLiteral("body"));
    return {};
}

} // namespace tocsin
