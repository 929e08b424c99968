#include "models/domain/deadlineexception.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

tl::unexpected<Error> invalid(const QString &text, const char *field)
{
    return failure(ErrorKind::Invalid, text, {}, QString::fromLatin1(field));
}

Role roleOf(ExceptionCapacity capacity)
{
    return capacity == ExceptionCapacity::Legal       ? Role::Legal
           : capacity == ExceptionCapacity::Executive ? Role::Executive
                                                      : Role::IncidentManager;
}

} // namespace

template<> std::span<const EnumEntry<ExceptionKind>> enumTable<ExceptionKind>()
{
    static constexpr EnumEntry<ExceptionKind> table[] = {
        {ExceptionKind::Exception, "exception", QT_TRANSLATE_NOOP("tocsin::domain", "Exception")},
        {ExceptionKind::Withdrawal, "withdrawal",
         QT_TRANSLATE_NOOP("tocsin::domain", "Withdrawal of what is excepted")},
    };
    return table;
}

template<> std::span<const EnumEntry<ExceptionGround>> enumTable<ExceptionGround>()
{
    static constexpr EnumEntry<ExceptionGround> table[] = {
        {ExceptionGround::RiskToOthers, "risk_to_others",
         QT_TRANSLATE_NOOP("tocsin::domain", "Risk to other customers")},
        {ExceptionGround::Unusual, "unusual", QT_TRANSLATE_NOOP("tocsin::domain", "Unusual or extreme circumstances")},
    };
    return table;
}

template<> std::span<const EnumEntry<ExceptionState>> enumTable<ExceptionState>()
{
    using enum ExceptionState;
    static constexpr EnumEntry<ExceptionState> table[] = {
        {Asked, "asked", QT_TRANSLATE_NOOP("tocsin::domain", "asked for")},
        {InForce, "in_force", QT_TRANSLATE_NOOP("tocsin::domain", "in force")},
        {Refused, "refused", QT_TRANSLATE_NOOP("tocsin::domain", "refused")},
        {Revoked, "revoked", QT_TRANSLATE_NOOP("tocsin::domain", "revoked")},
        {TakenBack, "taken_back", QT_TRANSLATE_NOOP("tocsin::domain", "taken back")},
        {Lapsed, "lapsed", QT_TRANSLATE_NOOP("tocsin::domain", "lapsed at its review")},
        {Renewed, "renewed", QT_TRANSLATE_NOOP("tocsin::domain", "renewed by a later one")},
        {CarriedOut, "carried_out", QT_TRANSLATE_NOOP("tocsin::domain", "withdrawn by legal and the executive")},
    };
    return table;
}

template<> std::span<const EnumEntry<ExceptionDecision>> enumTable<ExceptionDecision>()
{
    using enum ExceptionDecision;
    static constexpr EnumEntry<ExceptionDecision> table[] = {
        {Approved, "approved", QT_TRANSLATE_NOOP("tocsin::domain", "approved")},
        {Refused, "refused", QT_TRANSLATE_NOOP("tocsin::domain", "refused")},
        {Revoked, "revoked", QT_TRANSLATE_NOOP("tocsin::domain", "revoked")},
        {TakenBack, "taken_back", QT_TRANSLATE_NOOP("tocsin::domain", "taken back")},
        {Lapsed, "lapsed", QT_TRANSLATE_NOOP("tocsin::domain", "lapsed")},
    };
    return table;
}

template<> std::span<const EnumEntry<ExceptionCapacity>> enumTable<ExceptionCapacity>()
{
    using enum ExceptionCapacity;
    static constexpr EnumEntry<ExceptionCapacity> table[] = {
        {Legal, "legal", QT_TRANSLATE_NOOP("tocsin::domain", "Legal")},
        {Executive, "executive", QT_TRANSLATE_NOOP("tocsin::domain", "Executive incident manager")},
        {Manager, "manager", QT_TRANSLATE_NOOP("tocsin::domain", "Incident manager")},
        {Program, "program", QT_TRANSLATE_NOOP("tocsin::domain", "The program")},
    };
    return table;
}

template<> std::span<const EnumEntry<DelayKind>> enumTable<DelayKind>()
{
    static constexpr EnumEntry<DelayKind> table[] = {
        {DelayKind::Reasons, "reasons", QT_TRANSLATE_NOOP("tocsin::domain", "Reasons for the delay")},
        {DelayKind::Authority, "authority",
         QT_TRANSLATE_NOOP("tocsin::domain", "A delay that an authority ordered or allowed")},
    };
    return table;
}

Result<void> checkAsk(const ExceptionAsk &ask, qint64 nowMs)
{
    if (ask.duties.isEmpty())
        return invalid(tr("Name the duties it is for."), "duties");
    if (ask.kind == ExceptionKind::Withdrawal) {
        const auto reason = fromCode<WithdrawalReason>(ask.ground);
        if (!reason || *reason == WithdrawalReason::Rescinded)
            return invalid(tr("Choose the reason."), "ground");
    } else if (!fromCode<ExceptionGround>(ask.ground)) {
        return invalid(tr("Choose the ground."), "ground");
    }
    if (ask.reasoning.trimmed().isEmpty())
        return invalid(tr("Give the reasoning."), "reasoning");
    if (ask.kind == ExceptionKind::Exception && (ask.reviewMs <= nowMs || ask.reviewMs > nowMs + kLongestReviewMs))
        return invalid(tr("The review lies at most 24 hours ahead."), "review");
    return {};
}

QString instead(Addressee addressee)
{
    return addressee == Addressee::DataSubjects
               ? tr("For the data subjects the law has: a ground of Art. 34(3) GDPR (unintelligible data, measures "
                    "that "
                    "took the high risk away, or a public communication instead), by which legal withdraws the duty; "
                    "or a delay that an authority ordered or allowed.")
               : tr("For an authority the law has: notify now and say more later; if it is late, the reasons for the "
                    "delay go with it (Art. 33(1) GDPR); or a delay that an authority ordered or allowed.");
}

QString whyNotExceptable(const Obligation &o, bool contractAllows, qint64 nowMs)
{
    if (o.duty == DutyKind::Statute)
        return tr("A statutory duty has no exception. %1").arg(instead(o.addressee));
    if (o.duty == DutyKind::Contract && !contractAllows)
        return tr("The contract allows no exception.");
    if (!isOpen(o.facts, nowMs))
        return tr("This obligation is settled already.");
    return {};
}

bool hasLapsed(const DeadlineException &x, qint64 nowMs)
{
    return x.state == ExceptionState::InForce && x.content.reviewMs <= nowMs;
}

QList<ExceptionCapacity> missingApprovals(const DeadlineException &x)
{
    QList<ExceptionCapacity> list;
    if (x.state != ExceptionState::Asked)
        return list;
    if (!x.legal.isValid())
        list << ExceptionCapacity::Legal;
    if (!x.executive.isValid())
        list << ExceptionCapacity::Executive;
    return list;
}

QString exceptionStateText(const DeadlineException &x, qint64 nowMs)
{
    if (hasLapsed(x, nowMs))
        return tr("lapsed at its review");
    if (x.state != ExceptionState::Asked)
        return nameOf(x.state);
    const QList<ExceptionCapacity> missing = missingApprovals(x);
    return missing.size() == 2                          ? tr("waits for legal and the executive")
           : missing.contains(ExceptionCapacity::Legal) ? tr("waits for legal")
                                                        : tr("waits for the executive");
}

QString mayNotVote(const DeadlineException &x, const Person &person, ExceptionCapacity capacity,
                   ExceptionDecision decision)
{
    if (decision == ExceptionDecision::Revoked) {
        if (x.state != ExceptionState::InForce)
            return tr("Only an exception in force can be revoked.");
    } else if (x.state != ExceptionState::Asked) {
        return tr("This request is decided.");
    }
    if (!(person.roles & roleOf(capacity)))
        return tr("%1 does not hold the role this needs: %2.")
            .arg(person.name.isEmpty() ? tr("This person") : person.name, nameOf(roleOf(capacity)));
    if (decision == ExceptionDecision::Revoked)
        return {}; // an exception only ever ends sooner by it
    if (person.id == x.requester)
        return tr("Who asks for an exception does not decide on it: requester, legal and the executive are three "
                  "people.");
    if (decision != ExceptionDecision::Approved)
        return {};
    if (person.id == x.legal || person.id == x.executive)
        return tr("Legal and the executive are two people.");
    if ((capacity == ExceptionCapacity::Legal ? x.legal : x.executive).isValid())
        return capacity == ExceptionCapacity::Legal ? tr("Legal has approved it already.")
                                                    : tr("The executive has approved it already.");
    return {};
}

std::optional<ExceptionCapacity> capacityFor(const DeadlineException &x, const Person &person,
                                             ExceptionDecision decision)
{
    for (const ExceptionCapacity capacity : {ExceptionCapacity::Legal, ExceptionCapacity::Executive})
        if (mayNotVote(x, person, capacity, decision).isEmpty())
            return capacity;
    return std::nullopt;
}

Result<void> checkDelay(const DelayGround &g, const Obligation &o, qint64 nowMs)
{
    if (o.duty != DutyKind::Statute)
        return failure(ErrorKind::Refused, tr("This is for the duties of a law. For the provider's own commitment an "
                                              "exception can be asked for."));
    if (g.reason.trimmed().isEmpty())
        return invalid(tr("Give legal's reason in words."), "reason");
    if (g.kind != DelayKind::Authority)
        return {};
    if (g.authority.trimmed().isEmpty())
        return invalid(tr("Name the authority."), "authority");
    if (g.reference.trimmed().isEmpty())
        return invalid(tr("Give the reference of its order or permission."), "reference");
    if (g.untilMs <= nowMs)
        return invalid(tr("Say until when; not in the past."), "until");
    return {};
}

} // namespace tocsin
