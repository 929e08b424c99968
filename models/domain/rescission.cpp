#include "models/domain/rescission.h"

#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

Result<void> invalid(const QString &text, const char *field)
{
    return failure(ErrorKind::Invalid, text, {}, QString::fromLatin1(field));
}

} // namespace

template<> std::span<const EnumEntry<RescissionDecision>> enumTable<RescissionDecision>()
{
    using enum RescissionDecision;
    static constexpr EnumEntry<RescissionDecision> table[] = {
        {Cosigned, "cosigned", QT_TRANSLATE_NOOP("tocsin::domain", "co-signed")},
        {Refused, "refused", QT_TRANSLATE_NOOP("tocsin::domain", "refused")},
        {TakenBack, "taken_back", QT_TRANSLATE_NOOP("tocsin::domain", "taken back")},
    };
    return table;
}

Result<void> checkRescission(const RescissionFacts &f)
{
    if (f.ended)
        return failure(ErrorKind::Refused, tr("This incident has ended. Reopen it before rescinding."));
    if (!f.declared)
        return failure(ErrorKind::Refused, tr("No declaration stands that could be rescinded."));
    if (f.pending)
        return failure(ErrorKind::Refused, tr("Its rescission is asked for already and waits for legal."));
    if (f.reason.trimmed().isEmpty())
        return invalid(tr("Say why the declaration is taken back."), "reason");
    if (f.citedEntries < 1)
        return invalid(tr("Cite at least one timeline entry."), "citations");
    return {};
}

Result<void> checkRescissionDecision(const RescissionDecisionFacts &f)
{
    if (!f.pending)
        return failure(ErrorKind::Refused, tr("No rescission waits for a decision."));
    if (f.decision != RescissionDecision::TakenBack && f.samePerson)
        return failure(ErrorKind::Refused, tr("Who asks for a rescission and who co-signs it are two people."), {},
                       QStringLiteral("attestedBy"));
    if (f.words.trimmed().isEmpty())
        return invalid(f.decision == RescissionDecision::TakenBack ? tr("Say why the request is taken back.")
                                                                   : tr("Give legal's decision in words."),
                       "words");
    return {};
}

UndeclaredValues undeclaredValues(const Incident &i, Outcome outcome, const AssessmentRow *last)
{
    UndeclaredValues v;
    v.outcome = outcome;
    if (!last)
        return v;
    v.overridden = i.overridden;
    v.severity = i.overridden ? i.severity : std::optional(last->derivedSeverity);
    v.provisional = !v.overridden && !last->findings.allKnown();
    const Priority derived = derivePriority(*v.severity, last->findings);
    const Priority before = derivePriority(i.severity.value_or(Severity::High), last->findings);
    v.priorityOverridden = i.priorityOverridden && !overridePassed(i.priority, before, derived);
    v.priority = v.priorityOverridden ? i.priority : derived;
    return v;
}

qint64 whyNotDeclaredMs(const DelayFacts &f)
{
    if (f.declared || f.done || f.awareMs <= 0)
        return 0;
    const qint64 since = std::max(f.awareMs, f.rescindedMs);
    return f.reviewMs > since ? f.reviewMs : since + 24 * kHourMs;
}

Result<void> checkDelayAnswer(const Incident &i, const QString &reason, qint64 reviewMs, qint64 nowMs)
{
    if (i.isDeclared())
        return failure(ErrorKind::Refused, tr("A declaration stands: nothing is asked any more."));
    if (i.isDone())
        return failure(ErrorKind::Refused, tr("This incident has ended."));
    if (i.whyNotDeclaredMs == 0)
        return failure(ErrorKind::Refused, tr("No awareness stands, so nothing is asked."));
    if (!i.asksWhyNotDeclared(nowMs))
        return failure(ErrorKind::Refused, tr("Nothing is asked now: 24 hours have not passed, or it is answered."));
    if (reason.trimmed().isEmpty())
        return invalid(tr("Say why it is not declared."), "reason");
    if (reviewMs <= nowMs || reviewMs > nowMs + 24 * kHourMs)
        return invalid(tr("The review lies at most 24 hours ahead."), "review");
    return {};
}

} // namespace tocsin
