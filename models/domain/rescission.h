#pragma once

#include "models/domain/incident.h"
#include "models/domain/person.h"

namespace tocsin {

/** What became of a request to rescind a declaration (P6.5). */
enum class RescissionDecision { Cosigned, Refused, TakenBack };
template<> std::span<const EnumEntry<RescissionDecision>> enumTable<RescissionDecision>();

/** A request to rescind a declaration, and what was decided, as kept (P6.5). */
struct Rescission
{
    qint64 id = 0;
    qint64 declarationId = 0;
    qint64 atMs = 0; ///< asked for
    PersonId by;
    QString byName;
    QString reason;
    QList<EntryId> citations;
    std::optional<RescissionDecision> decision; ///< nothing: waits for legal
    qint64 decidedMs = 0;
    QString decidedByName; ///< who decided, also where somebody else wrote it down
    QString words;

    [[nodiscard]] bool isPending() const { return !decision; }
};

/** What the first act needs. */
struct RescissionFacts
{
    bool declared = false;
    bool pending = false;
    bool ended = false; ///< or closed
    int citedEntries = 0;
    QString reason;
};
[[nodiscard]] Result<void> checkRescission(const RescissionFacts &facts);

/** What the second act needs. */
struct RescissionDecisionFacts
{
    RescissionDecision decision = RescissionDecision::Refused;
    bool pending = false;
    bool samePerson = false; ///< who decides is who asked
    QString words;
};
[[nodiscard]] Result<void> checkRescissionDecision(const RescissionDecisionFacts &facts);

/** What stands when the declaration is gone (P6.5): derived anew from what was judged last. */
struct UndeclaredValues
{
    Outcome outcome = Outcome::NotClassified;
    std::optional<Severity> severity; ///< nothing: it was never assessed
    std::optional<Priority> priority;
    bool provisional = false;
    bool overridden = false;
    bool priorityOverridden = false;
};
/** `outcome`: what was classified last, but for CRSI; `last`: the newest assessment, or null. */
[[nodiscard]] UndeclaredValues undeclaredValues(const Incident &declared, Outcome outcome, const AssessmentRow *last);

/** The answer to why no declaration followed awareness (P6.3). */
struct DeclarationDelay
{
    qint64 atMs = 0;
    QString byName;
    qint64 awareMs = 0;
    QString reason;
    qint64 reviewMs = 0; ///< it is asked again then
};

/** What the question looks at (P6.3). Instants are ms UTC, 0 is "not". */
struct DelayFacts
{
    bool declared = false;
    bool done = false;
    qint64 awareMs = 0;     ///< recorded, or assumed (P7.6)
    qint64 rescindedMs = 0; ///< an earlier declaration was taken back
    qint64 reviewMs = 0;    ///< of the last answer since
};
/** From when on the product asks why no declaration followed; 0: it does not. */
[[nodiscard]] qint64 whyNotDeclaredMs(const DelayFacts &facts);
/** Whether an answer may stand: a reason, and a review at most 24 hours ahead. */
[[nodiscard]] Result<void> checkDelayAnswer(const Incident &incident, const QString &reason, qint64 reviewMs,
                                            qint64 nowMs);

} // namespace tocsin
