#include "models/domain/obligation.h"

#include <tuple>

namespace tocsin {

template<> std::span<const EnumEntry<Addressee>> enumTable<Addressee>()
{
    static constexpr EnumEntry<Addressee> table[] = {
        {Addressee::Customer, "customer", QT_TRANSLATE_NOOP("tocsin::domain", "Customer")},
        {Addressee::Authority, "authority", QT_TRANSLATE_NOOP("tocsin::domain", "Authority")},
        {Addressee::DataSubjects, "data_subjects", QT_TRANSLATE_NOOP("tocsin::domain", "Data subjects")},
    };
    return table;
}

template<> std::span<const EnumEntry<DutyKind>> enumTable<DutyKind>()
{
    static constexpr EnumEntry<DutyKind> table[] = {
        {DutyKind::Commitment, "commitment", QT_TRANSLATE_NOOP("tocsin::domain", "Commitment, 72 hours")},
        {DutyKind::Statute, "statute", QT_TRANSLATE_NOOP("tocsin::domain", "Statute")},
        {DutyKind::Contract, "contract", QT_TRANSLATE_NOOP("tocsin::domain", "Contract")},
    };
    return table;
}

template<> std::span<const EnumEntry<ObligationState>> enumTable<ObligationState>()
{
    using enum ObligationState;
    static constexpr EnumEntry<ObligationState> table[] = {
        {Proposed, "proposed", QT_TRANSLATE_NOOP("tocsin::domain", "proposed")},
        {Running, "running", QT_TRANSLATE_NOOP("tocsin::domain", "running")},
        {Overdue, "overdue", QT_TRANSLATE_NOOP("tocsin::domain", "overdue")},
        {Excepted, "excepted", QT_TRANSLATE_NOOP("tocsin::domain", "excepted")},
        {Met, "met", QT_TRANSLATE_NOOP("tocsin::domain", "met")},
        {MetLate, "met_late", QT_TRANSLATE_NOOP("tocsin::domain", "met late")},
        {Withdrawn, "withdrawn", QT_TRANSLATE_NOOP("tocsin::domain", "withdrawn")},
    };
    return table;
}

template<> std::span<const EnumEntry<WithdrawalReason>> enumTable<WithdrawalReason>()
{
    using enum WithdrawalReason;
    static constexpr EnumEntry<WithdrawalReason> table[] = {
        {Rescinded, "rescinded", QT_TRANSLATE_NOOP("tocsin::domain", "The declaration was rescinded")},
        {OutOfScope, "out_of_scope", QT_TRANSLATE_NOOP("tocsin::domain", "Out of scope")},
        {RiskUnlikely, "risk_unlikely", QT_TRANSLATE_NOOP("tocsin::domain", "A risk to people is unlikely")},
        {Article34Ground, "article_34_3", QT_TRANSLATE_NOOP("tocsin::domain", "A ground of Art. 34(3) GDPR")},
        {OtherPartysDuty, "other_party", QT_TRANSLATE_NOOP("tocsin::domain", "Somebody else's duty")},
    };
    return table;
}

template<> std::span<const EnumEntry<ClockBand>> enumTable<ClockBand>()
{
    using enum ClockBand;
    static constexpr EnumEntry<ClockBand> table[] = {
        {None, "none", QT_TRANSLATE_NOOP("tocsin::domain", "no clock")},
        {Over24h, "over_24h", QT_TRANSLATE_NOOP("tocsin::domain", "running")},
        {Under24h, "under_24h", QT_TRANSLATE_NOOP("tocsin::domain", "under 24 hours")},
        {Under8h, "under_8h", QT_TRANSLATE_NOOP("tocsin::domain", "under 8 hours")},
        {Under1h, "under_1h", QT_TRANSLATE_NOOP("tocsin::domain", "under 1 hour")},
        {Overdue, "overdue", QT_TRANSLATE_NOOP("tocsin::domain", "overdue")},
        {CountingUp, "counting_up", QT_TRANSLATE_NOOP("tocsin::domain", "without undue delay")},
        {Excepted, "excepted", QT_TRANSLATE_NOOP("tocsin::domain", "excepted")},
        {Met, "met", QT_TRANSLATE_NOOP("tocsin::domain", "met")},
        {MetLate, "met_late", QT_TRANSLATE_NOOP("tocsin::domain", "met late")},
        {Withdrawn, "withdrawn", QT_TRANSLATE_NOOP("tocsin::domain", "withdrawn")},
        {Proposed, "proposed", QT_TRANSLATE_NOOP("tocsin::domain", "proposed")},
        {Undeliverable, "undeliverable", QT_TRANSLATE_NOOP("tocsin::domain", "not deliverable")},
    };
    return table;
}

ObligationState obligationState(const ObligationFacts &f, qint64 nowMs)
{
    if (f.withdrawnMs > 0)
        return ObligationState::Withdrawn;
    if (!f.confirmed)
        return ObligationState::Proposed;
    if (f.metMs > 0) // at the very deadline is still in time
        return f.deadlineMs > 0 && f.metMs > f.deadlineMs ? ObligationState::MetLate : ObligationState::Met;
    if (f.exceptedUntilMs > nowMs)
        return ObligationState::Excepted;
    if (f.deadlineMs > 0 && nowMs > f.deadlineMs)
        return ObligationState::Overdue;
    return ObligationState::Running;
}

bool isOpen(ObligationState state)
{
    return state == ObligationState::Running || state == ObligationState::Overdue || state == ObligationState::Excepted;
}

namespace {

bool isUndeliverable(const ObligationFacts &f, ObligationState state)
{
    return f.undeliverableMs > 0 && (state == ObligationState::Running || state == ObligationState::Overdue);
}

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

} // namespace

bool isOpen(const ObligationFacts &f, qint64 nowMs)
{
    const ObligationState state = obligationState(f, nowMs);
    return isOpen(state) && !isUndeliverable(f, state);
}

bool isProposedWithEnd(const ObligationFacts &f)
{
    return !f.confirmed && f.withdrawnMs == 0 && f.wouldEndMs > 0;
}

qint64 endMs(const ObligationFacts &f)
{
    return isProposedWithEnd(f) ? f.wouldEndMs : f.deadlineMs;
}

Result<void> checkUndeliverable(const UndeliverableFacts &f)
{
    if (!f.open)
        return failure(ErrorKind::Refused, tr("This obligation is settled already."));
    if (f.excepted)
        return failure(ErrorKind::Refused, tr("While an exception is in force, nothing has to be delivered."));
    if (f.unreached < 1)
        return failure(ErrorKind::Refused, tr("No affected subscription is left that was not reached."));
    if (f.leastMeans < 2)
        return failure(ErrorKind::Refused,
                       tr("Two different means have to be recorded first, for each subscription that was not reached: "
                          "an e-mail that came back, a call that nobody took, a letter that returned."));
    if (f.words.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Give legal's reason in words."), {}, QStringLiteral("reason"));
    return {};
}

namespace {

QString hms(qint64 seconds)
{
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600, 2, 10, QLatin1Char('0'))
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

ClockReading runningReading(const ObligationFacts &f, qint64 nowMs)
{
    if (f.deadlineMs == 0) {
        const qint64 since = qMax<qint64>(0, nowMs - f.triggerMs);
        return {ClockBand::CountingUp, elapsedDigits(since), since, f.triggerMs};
    }
    const qint64 left = f.deadlineMs - nowMs;
    ClockBand band = ClockBand::Over24h;
    if (left < kHourMs)
        band = ClockBand::Under1h;
    else if (left < 8 * kHourMs)
        band = ClockBand::Under8h;
    else if (left < 24 * kHourMs)
        band = ClockBand::Under24h;
    return {band, remainingDigits(left), left, f.deadlineMs};
}

/** Marked, so that nobody takes it for a clock that runs. */
ClockReading proposedReading(const ObligationFacts &f, qint64 nowMs)
{
    if (!isProposedWithEnd(f))
        return {ClockBand::Proposed, nameOf(ClockBand::Proposed), 0, 0};
    const qint64 left = f.wouldEndMs - nowMs;
    const QString digits = left >= 0 ? remainingDigits(left) : elapsedDigits(-left);
    return {ClockBand::Proposed, QStringLiteral("? ") + digits, qAbs(left), f.wouldEndMs};
}

} // namespace

QString remainingDigits(qint64 spanMs)
{
    return hms((qMax<qint64>(0, spanMs) + 999) / 1000);
}

QString elapsedDigits(qint64 spanMs)
{
    return QLatin1Char('+') + hms(qMax<qint64>(0, spanMs) / 1000);
}

QString spanWords(qint64 spanMs)
{
    const qint64 s = qAbs(spanMs) / 1000;
    if (s < 60)
        return QStringLiteral("%1 s").arg(s);
    if (s < 3600)
        return QStringLiteral("%1 min").arg(s / 60);
    if (s < 48 * 3600)
        return s / 60 % 60 == 0 ? QStringLiteral("%1 h").arg(s / 3600)
                                : QStringLiteral("%1 h %2 min").arg(s / 3600).arg(s / 60 % 60);
    const qint64 h = s / 3600;
    return h % 24 == 0 ? QStringLiteral("%1 d").arg(h / 24) : QStringLiteral("%1 d %2 h").arg(h / 24).arg(h % 24);
}

ClockReading readClock(const ObligationFacts &f, qint64 nowMs)
{
    const ObligationState state = obligationState(f, nowMs);
    if (isUndeliverable(f, state))
        return {ClockBand::Undeliverable, nameOf(ClockBand::Undeliverable), 0, f.undeliverableMs};
    switch (state) {
    case ObligationState::Withdrawn:
        return {ClockBand::Withdrawn, nameOf(ClockBand::Withdrawn), 0, f.withdrawnMs};
    case ObligationState::Proposed:
        return proposedReading(f, nowMs);
    case ObligationState::Met:
        return {ClockBand::Met, nameOf(ClockBand::Met), f.deadlineMs > 0 ? f.deadlineMs - f.metMs : 0, f.metMs};
    case ObligationState::MetLate:
        return {ClockBand::MetLate, nameOf(ClockBand::MetLate), f.metMs - f.deadlineMs, f.metMs};
    case ObligationState::Excepted:
        return {ClockBand::Excepted, nameOf(ClockBand::Excepted), f.exceptedUntilMs - nowMs, f.exceptedUntilMs};
    case ObligationState::Overdue:
        return {ClockBand::Overdue, elapsedDigits(nowMs - f.deadlineMs), nowMs - f.deadlineMs, f.deadlineMs};
    case ObligationState::Running:
        return runningReading(f, nowMs);
    }
    return {};
}

namespace {

/** Smaller is more urgent: rank of the state, then the instant that decides within it. */
std::tuple<int, qint64> urgency(const ObligationFacts &f, qint64 nowMs)
{
    const ObligationState state = obligationState(f, nowMs);
    if (isUndeliverable(f, state))
        return {6, -f.undeliverableMs};
    switch (state) {
    case ObligationState::Overdue:
        return {0, f.deadlineMs};
    case ObligationState::Running:
        return f.deadlineMs > 0 ? std::tuple(2, f.deadlineMs) : std::tuple(3, f.triggerMs);
    case ObligationState::Excepted:
        return {4, f.exceptedUntilMs};
    case ObligationState::Proposed: // with an end among the clocks it would be one of, behind what is overdue
        return isProposedWithEnd(f) ? std::tuple(f.wouldEndMs < nowMs ? 1 : 2, f.wouldEndMs) : std::tuple(5, qint64(0));
    case ObligationState::MetLate:
        return {6, -f.metMs};
    case ObligationState::Met:
        return {7, -f.metMs};
    case ObligationState::Withdrawn:
        return {8, -f.withdrawnMs};
    }
    return {9, 0};
}

} // namespace

bool moreUrgent(const ObligationFacts &a, const ObligationFacts &b, qint64 nowMs)
{
    return urgency(a, nowMs) < urgency(b, nowMs);
}

qsizetype mostUrgent(const QList<ObligationFacts> &obligations, qint64 nowMs)
{
    qsizetype best = -1;
    for (qsizetype i = 0; i < obligations.size(); ++i)
        if (best < 0 || moreUrgent(obligations[i], obligations[best], nowMs))
            best = i;
    return best;
}

} // namespace tocsin
