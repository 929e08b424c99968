#include "models/domain/redaction.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestReason = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

} // namespace

template<> std::span<const EnumEntry<RedactionGround>> enumTable<RedactionGround>()
{
    using enum RedactionGround;
    static constexpr EnumEntry<RedactionGround> table[] = {
        {CustomerData, "customer_data", QT_TRANSLATE_NOOP("tocsin::domain", "customer data pasted by mistake")},
        {Unlawful, "unlawful", QT_TRANSLATE_NOOP("tocsin::domain", "unlawful content")},
        {Erasure, "erasure", QT_TRANSLATE_NOOP("tocsin::domain", "upheld erasure claim")},
        {Retention, "retention", QT_TRANSLATE_NOOP("tocsin::domain", "end of retention")},
    };
    return table;
}

template<> std::span<const EnumEntry<RedactionState>> enumTable<RedactionState>()
{
    using enum RedactionState;
    static constexpr EnumEntry<RedactionState> table[] = {
        {Asked, "asked", QT_TRANSLATE_NOOP("tocsin::domain", "asked for")},
        {Done, "done", QT_TRANSLATE_NOOP("tocsin::domain", "redacted")},
        {Refused, "refused", QT_TRANSLATE_NOOP("tocsin::domain", "refused")},
        {TakenBack, "taken_back", QT_TRANSLATE_NOOP("tocsin::domain", "taken back")},
    };
    return table;
}

template<> std::span<const EnumEntry<RedactionDecision>> enumTable<RedactionDecision>()
{
    using enum RedactionDecision;
    static constexpr EnumEntry<RedactionDecision> table[] = {
        {Confirmed, "confirmed", QT_TRANSLATE_NOOP("tocsin::domain", "confirmed")},
        {Refused, "refused", QT_TRANSLATE_NOOP("tocsin::domain", "refused")},
        {TakenBack, "taken_back", QT_TRANSLATE_NOOP("tocsin::domain", "taken back")},
    };
    return table;
}

template<> std::span<const EnumEntry<RedactionCapacity>> enumTable<RedactionCapacity>()
{
    using enum RedactionCapacity;
    static constexpr EnumEntry<RedactionCapacity> table[] = {
        {Legal, "legal", QT_TRANSLATE_NOOP("tocsin::domain", "legal")},
        {Manager, "manager", QT_TRANSLATE_NOOP("tocsin::domain", "the incident manager")},
    };
    return table;
}

RedactionCapacity otherOf(RedactionCapacity capacity)
{
    return capacity == RedactionCapacity::Legal ? RedactionCapacity::Manager : RedactionCapacity::Legal;
}

QList<RedactionCapacity> redactionCapacities(Roles roles, bool holdsIncident)
{
    QList<RedactionCapacity> list;
    if (roles & Role::Legal)
        list << RedactionCapacity::Legal;
    if ((roles & Role::IncidentManager) && holdsIncident)
        list << RedactionCapacity::Manager;
    return list;
}

QString mayNotDecide(const Redaction &redaction, PersonId person, Roles roles, bool holdsIncident,
                     RedactionDecision decision)
{
    if (redaction.state != RedactionState::Asked)
        return tr("This request is decided.");
    if (decision == RedactionDecision::TakenBack)
        return redaction.requester == person ? QString() : tr("Only who asked for it takes it back.");
    if (redaction.requester == person)
        return tr("Who asks for a redaction does not decide on it: it takes two people.");
    if (redactionCapacities(roles, holdsIncident).contains(otherOf(redaction.asked)))
        return {};
    return redaction.asked == RedactionCapacity::Legal
               ? tr("Legal asked for this: the incident manager who holds the incident decides.")
               : tr("The incident manager asked for this: legal decides.");
}

QString redactedText(RedactionGround ground, const QString &legal, const QString &manager)
{
    return tr("Redacted: %1, by %2 and %3").arg(nameOf(ground), legal, manager);
}

Result<void> checkRedactionReason(const QString &reason)
{
    const QString text = reason.trimmed();
    if (text.isEmpty())
        return failure(ErrorKind::Invalid, tr("Give the reason in words."), {}, u"reason"_s);
    if (text.size() > kLongestReason)
        return failure(ErrorKind::Invalid, tr("The reason is longer than 2,000 characters."), {}, u"reason"_s);
    return {};
}

} // namespace tocsin
