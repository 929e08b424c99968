#pragma once

#include "models/domain/assessment.h"

namespace tocsin {

/** Outcome (P5.1). CustomerReportable comes by declaration alone (P6). */
enum class Outcome {
    NotClassified,
    FalsePositive,
    NoDataCompromise,
    Referred,
    Duplicate,
    ExerciseEnded,
    SecurityIncident,
    CustomerReportable,
};
template<> std::span<const EnumEntry<Outcome>> enumTable<Outcome>();

/** Whether personal data is involved (P5.1). */
enum class PersonalData { NotKnown, No, Yes };
template<> std::span<const EnumEntry<PersonalData>> enumTable<PersonalData>();

/** Endings from any stage while no declaration stands (P1.8). */
enum class Ending { FalsePositive, NoDataCompromise, Referred, Duplicate, ExerciseEnded };
template<> std::span<const EnumEntry<Ending>> enumTable<Ending>();

/** The ground of a declaration (P6.1). */
enum class DeclarationGround { AccessOccurred, AccessVeryLikely, LegalOrContractual };
template<> std::span<const EnumEntry<DeclarationGround>> enumTable<DeclarationGround>();

[[nodiscard]] Outcome outcomeOf(Ending ending);

/** "CRSI · privacy breach" (P5.1): how outcome and personal data read together. */
[[nodiscard]] QString classificationText(Outcome outcome, PersonalData personalData);

/** Data breach (P1.7): every CRSI, and every security incident with an information impact other than none. */
[[nodiscard]] bool isDataBreach(Outcome outcome, const ImpactFindings &findings);

/** What an ending needs (P1.8, P5.2). Empty texts are missing. */
struct EndingFacts
{
    Ending kind = Ending::FalsePositive;
    bool declared = false;
    bool rescissionPending = false; ///< asked for, and legal has not decided (P6.5)
    bool ended = false;
    bool closed = false;
    bool exercise = false;
    QString reason;
    QString rootCause;    ///< false positive
    QString tuningAction; ///< false positive: what, with owner and due ...
    bool tuningHasOwner = false;
    bool tuningHasDue = false;
    QString noTuningReason;     ///< ... or why none is needed
    QString referredTo;         ///< referred: whom
    QString referredSaid;       ///< referred: what was said
    bool survivorGiven = false; ///< duplicate: the link
    int obligationsLeft = 0;    ///< duplicate: open or proposed, which the survivor takes over first (P1.10)
    int dutiesOpen = 0;         ///< any other: confirmed, and neither met nor withdrawn
    ImpactFindings findings;    ///< no data compromised: they may not say otherwise
    PersonalData personalData = PersonalData::NotKnown;
    bool legalDecided = false; ///< whether Art. 33/34 is owed (P5.6)
};
[[nodiscard]] Result<void> checkEnding(const EndingFacts &facts);

/** What a classification by a person may choose: outcomes that are no ending and no declaration. */
[[nodiscard]] Result<void> checkClassification(Outcome chosen, bool declared, bool ended, const QString &reason);

/** What a declaration needs (P6.1-4). */
struct DeclarationFacts
{
    bool assessStageReached = false; ///< allowed from Assess on
    bool alreadyDeclared = false;
    bool ended = false;
    bool closed = false;
    int citedEntries = 0;
    bool statementSigned = false;
    QString consultedWho;
    qint64 consultedMs = 0;
    qint64 instantMs = 0; ///< as claimed
    qint64 nowMs = 0;     ///< the database's clock
    QString earlierReason;
    qint64 rescindedMs = 0; ///< an earlier declaration was taken back then (P6.5)
};
[[nodiscard]] Result<void> checkDeclaration(const DeclarationFacts &facts);

} // namespace tocsin
