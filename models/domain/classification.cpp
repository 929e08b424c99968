#include "models/domain/classification.h"

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}
bool blank(const QString &s)
{
    return s.trimmed().isEmpty();
}
} // namespace

template<> std::span<const EnumEntry<Outcome>> enumTable<Outcome>()
{
    using enum Outcome;
    static constexpr EnumEntry<Outcome> table[] = {
        {NotClassified, "not_classified", QT_TRANSLATE_NOOP("tocsin::domain", "Not classified")},
        {FalsePositive, "false_positive", QT_TRANSLATE_NOOP("tocsin::domain", "False positive")},
        {NoDataCompromise, "no_data_compromise",
         QT_TRANSLATE_NOOP("tocsin::domain", "Real event, no data compromised")},
        {Referred, "referred", QT_TRANSLATE_NOOP("tocsin::domain", "Referred to the customer")},
        {Duplicate, "duplicate", QT_TRANSLATE_NOOP("tocsin::domain", "Duplicate")},
        {ExerciseEnded, "exercise_ended", QT_TRANSLATE_NOOP("tocsin::domain", "Exercise ended")},
        {SecurityIncident, "security_incident", QT_TRANSLATE_NOOP("tocsin::domain", "Security incident")},
        {CustomerReportable, "crsi", QT_TRANSLATE_NOOP("tocsin::domain", "CRSI")},
    };
    return table;
}

template<> std::span<const EnumEntry<PersonalData>> enumTable<PersonalData>()
{
    static constexpr EnumEntry<PersonalData> table[] = {
        {PersonalData::NotKnown, "not_known", QT_TRANSLATE_NOOP("tocsin::domain", "Not known yet")},
        {PersonalData::No, "no", QT_TRANSLATE_NOOP("tocsin::domain", "No")},
        {PersonalData::Yes, "yes", QT_TRANSLATE_NOOP("tocsin::domain", "Yes")},
    };
    return table;
}

template<> std::span<const EnumEntry<Ending>> enumTable<Ending>()
{
    using enum Ending;
    static constexpr EnumEntry<Ending> table[] = {
        {FalsePositive, "false_positive", QT_TRANSLATE_NOOP("tocsin::domain", "False positive")},
        {NoDataCompromise, "no_data_compromise",
         QT_TRANSLATE_NOOP("tocsin::domain", "Real event, no data compromised")},
        {Referred, "referred", QT_TRANSLATE_NOOP("tocsin::domain", "Referred to the customer")},
        {Duplicate, "duplicate", QT_TRANSLATE_NOOP("tocsin::domain", "Duplicate of another incident")},
        {ExerciseEnded, "exercise_ended", QT_TRANSLATE_NOOP("tocsin::domain", "Exercise ended")},
    };
    return table;
}

template<> std::span<const EnumEntry<DeclarationGround>> enumTable<DeclarationGround>()
{
    using enum DeclarationGround;
    static constexpr EnumEntry<DeclarationGround> table[] = {
        {AccessOccurred, "access_occurred",
         QT_TRANSLATE_NOOP("tocsin::domain", "Unauthorised access to customer data has occurred")},
        {AccessVeryLikely, "access_very_likely",
         QT_TRANSLATE_NOOP("tocsin::domain", "Unauthorised access to customer data has very likely occurred")},
        {LegalOrContractual, "legal_or_contractual",
         QT_TRANSLATE_NOOP("tocsin::domain", "A legal or contractual commitment requires notice")},
    };
    return table;
}

Outcome outcomeOf(Ending ending)
{
    switch (ending) {
    case Ending::FalsePositive:
        return Outcome::FalsePositive;
    case Ending::NoDataCompromise:
        return Outcome::NoDataCompromise;
    case Ending::Referred:
        return Outcome::Referred;
    case Ending::Duplicate:
        return Outcome::Duplicate;
    case Ending::ExerciseEnded:
        return Outcome::ExerciseEnded;
    }
    return Outcome::NotClassified;
}

QString classificationText(Outcome outcome, PersonalData personalData)
{
    const bool breach = personalData == PersonalData::Yes;
    if (outcome == Outcome::CustomerReportable)
        return breach ? tr("CRSI · privacy breach") : tr("CRSI");
    if (outcome == Outcome::SecurityIncident && breach)
        return tr("Privacy breach");
    return nameOf(outcome);
}

bool isDataBreach(Outcome outcome, const ImpactFindings &findings)
{
    if (outcome == Outcome::CustomerReportable)
        return true;
    return outcome == Outcome::SecurityIncident && findings.information &&
           *findings.information != InformationImpacts{};
}

namespace {

/** An assessment that says otherwise is mended first: two judgements of one incident do not stand side by side. */
Result<void> checkNoCompromise(const EndingFacts &f)
{
    const auto risk = f.findings.customerDataRisk;
    const bool touched = f.findings.information && *f.findings.information != InformationImpacts{};
    if (touched || risk == CustomerDataRisk::Imminent || risk == CustomerDataRisk::Confirmed)
        return failure(ErrorKind::Refused,
                       tr("The assessment says that data was or is about to be compromised. Assess it anew first."), {},
                       QStringLiteral("assessment"));
    if (f.personalData == PersonalData::Yes && !f.legalDecided)
        return failure(ErrorKind::Refused,
                       tr("Personal data is involved. Legal decides first what the law asks for (Risk to people)."), {},
                       QStringLiteral("personalData"));
    if (blank(f.reason))
        return failure(ErrorKind::Invalid, tr("Say why no data was compromised."), {}, QStringLiteral("reason"));
    return {};
}

} // namespace

Result<void> checkEnding(const EndingFacts &f)
{
    const auto missing = [](const char *text, const char *field) {
        return failure(ErrorKind::Invalid, tr(text), {}, QString::fromLatin1(field));
    };
    if (f.declared && f.kind != Ending::Duplicate)
        return failure(ErrorKind::Refused,
                       tr("A declaration stands. It has to be rescinded before the incident can end this way."));
    if (f.ended || f.closed)
        return failure(ErrorKind::Refused, tr("This incident has already ended."));
    if (f.rescissionPending)
        return failure(ErrorKind::Refused, tr("A rescission is asked for: legal decides it before the incident ends."));
    if (f.dutiesOpen > 0 && f.kind != Ending::Duplicate)
        return failure(ErrorKind::Refused,
                       tr("Duties to notify are open, and their clocks run. Each is met, or legal withdraws it, before "
                          "the incident ends this way."),
                       {}, QStringLiteral("obligations"));
    switch (f.kind) {
    case Ending::FalsePositive:
        if (blank(f.rootCause))
            return missing("Give the root cause: why normal practice met the detection criteria.", "rootCause");
        if (blank(f.tuningAction) && blank(f.noTuningReason))
            return missing("Name a tuning action on the detection source, or say why none is needed.", "tuning");
        if (!blank(f.tuningAction) && !(f.tuningHasOwner && f.tuningHasDue))
            return missing("The tuning action needs an owner and a due date.", "tuning");
        return {};
    case Ending::NoDataCompromise:
        return checkNoCompromise(f);
    case Ending::Referred:
        if (blank(f.referredTo))
            return missing("Say to whom it was handed over.", "referredTo");
        if (blank(f.referredSaid))
            return missing("Say what the customer was told.", "referredSaid");
        return {};
    case Ending::Duplicate:
        if (!f.survivorGiven)
            return missing("Choose the incident that goes on.", "duplicateOf");
        return f.obligationsLeft == 0
                   ? Result<void>()
                   : failure(ErrorKind::Refused,
                             tr("The incident that goes on has to take over the obligations of this one first."), {},
                             QStringLiteral("obligations"));
    case Ending::ExerciseEnded:
        if (!f.exercise)
            return failure(ErrorKind::Refused, tr("Only an exercise ends as an exercise."));
        return blank(f.reason) ? Result<void>(missing("Say how the exercise ended.", "reason")) : Result<void>();
    }
    return {};
}

Result<void> checkClassification(Outcome chosen, bool declared, bool ended, const QString &reason)
{
    if (ended)
        return failure(ErrorKind::Refused, tr("This incident has ended."));
    if (declared && chosen != Outcome::CustomerReportable)
        return failure(ErrorKind::Refused,
                       tr("While a declaration stands the outcome stays CRSI; it may only be rescinded."));
    if (!declared && chosen != Outcome::NotClassified && chosen != Outcome::SecurityIncident)
        return failure(ErrorKind::Refused, chosen == Outcome::CustomerReportable
                                               ? tr("A CRSI comes by declaration alone.")
                                               : tr("This outcome is reached by ending the incident."));
    if (blank(reason))
        return failure(ErrorKind::Invalid, tr("Say which facts led to this classification."), {},
                       QStringLiteral("reason"));
    return {};
}

Result<void> checkDeclaration(const DeclarationFacts &f)
{
    const auto missing = [](const char *text, const char *field) {
        return failure(ErrorKind::Invalid, tr(text), {}, QString::fromLatin1(field));
    };
    if (f.alreadyDeclared)
        return failure(ErrorKind::Refused, tr("A declaration already stands."));
    if (f.ended || f.closed)
        return failure(ErrorKind::Refused, tr("This incident has ended. Reopen it before declaring."));
    if (!f.assessStageReached)
        return failure(ErrorKind::Refused, tr("An incident can be declared from the stage Assess on."));
    if (f.citedEntries < 1)
        return missing("Cite at least one timeline entry.", "citations");
    if (!f.statementSigned)
        return missing("Sign the statement that the ground is met.", "statement");
    if (blank(f.consultedWho) || f.consultedMs <= 0)
        return missing("Name the consultation with legal: who, and when.", "consultation");
    if (f.consultedMs > f.nowMs)
        return missing("The consultation with legal cannot lie in the future.", "consultation");
    if (f.instantMs <= 0)
        return missing("Give the instant of the declaration.", "instant");
    if (f.instantMs > f.nowMs)
        return missing("The declaration cannot lie in the future.", "instant");
    if (f.instantMs < f.rescindedMs)
        return missing("An earlier declaration was rescinded: a new one counts from after that.", "instant");
    if (f.instantMs < f.nowMs && blank(f.earlierReason))
        return missing("Say why the declaration counts from an earlier instant.", "instant");
    return {};
}

} // namespace tocsin
