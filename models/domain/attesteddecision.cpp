#include "models/domain/attesteddecision.h"

namespace tocsin {

template<> std::span<const EnumEntry<AttestedAct>> enumTable<AttestedAct>()
{
    using enum AttestedAct; // the code is the table
    static constexpr EnumEntry<AttestedAct> table[] = {
        {Exception, "exception_vote", QT_TRANSLATE_NOOP("tocsin::domain", "Decision on an exception")},
        {Checklist, "transfer_answer", QT_TRANSLATE_NOOP("tocsin::domain", "Answers to a transfer's checklist")},
        {Notice, "notice_decision", QT_TRANSLATE_NOOP("tocsin::domain", "Decision on a notice")},
        {Rescission, "rescission_decision", QT_TRANSLATE_NOOP("tocsin::domain", "Decision on a rescission")},
        {Obligation, "obligation_change", QT_TRANSLATE_NOOP("tocsin::domain", "Decision on an obligation")},
        {Scope, "scope_change", QT_TRANSLATE_NOOP("tocsin::domain", "Taking a customer out")},
        {Postmortem, "postmortem_decision", QT_TRANSLATE_NOOP("tocsin::domain", "Approval of the post-mortem")},
        {Summary, "postmortem_summary_decision",
         QT_TRANSLATE_NOOP("tocsin::domain", "Approval of the summary for notices")},
    };
    return table;
}

template<> std::span<const EnumEntry<AttestationAnswer>> enumTable<AttestationAnswer>()
{
    static constexpr EnumEntry<AttestationAnswer> table[] = {
        {AttestationAnswer::Open, "open", QT_TRANSLATE_NOOP("tocsin::domain", "not confirmed")},
        {AttestationAnswer::Confirmed, "confirmed", QT_TRANSLATE_NOOP("tocsin::domain", "confirmed")},
        {AttestationAnswer::Disowned, "disowned", QT_TRANSLATE_NOOP("tocsin::domain", "disowned")},
    };
    return table;
}

} // namespace tocsin
