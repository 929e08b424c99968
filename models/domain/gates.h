#pragma once

#include "models/domain/classification.h"
#include "models/domain/notice.h"
#include "models/domain/obligation.h"

namespace tocsin {

/** Something that keeps an incident from being closed (P1.7): what, and the page that mends it. */
struct Missing
{
    QString code;  ///< stable: "obligations", "impacts", "postmortem" ...
    QString text;  ///< one plain sentence
    QString where; ///< tab of the incident page: "assessment", "notices", "postmortem", "overview"
    friend bool operator==(const Missing &, const Missing &) = default;
};

/** What the closing gate looks at (P1.7). Counts are of things that are still open. */
struct CloseFacts
{
    bool closeStageReached = false;
    bool alreadyClosed = false;
    bool ended = false; ///< P1.8: an ended incident needs no closing
    ImpactFindings findings;
    Outcome outcome = Outcome::NotClassified;
    QList<ObligationFacts> obligations;
    int openNotKnownItems = 0; ///< P9.5
    int owedCorrections = 0;   ///< P7.8: told, and not affected
    int owedToOthers = 0;      ///< P6.5: authorities and others told of what was rescinded
    bool rescissionPending = false;
    int openMeasures = 0; ///< corrective measures without owner or due date
    int undecidedTransfers = 0;
    int unreturnedTransfers = 0;
    int unsettledMessages = 0; ///< queued, failed without a decision, or unsure
    int openAttestations = 0;  ///< P13.5
    bool postmortemFinished = false;
    qint64 nowMs = 0;
};

/** What one party was told: a text that reached it (P9.5). */
struct ToldContent
{
    Audience audience = Audience::Customers;
    qint64 party = 0; ///< the subscription of a customer; 0 for the other audiences
    NoticePhase phase = NoticePhase::First;
    QMap<QString, ContentMark> content;
};

/**
 * Items said to be not known yet and not answered to everybody they were said to, in the order of the notices. A final
 * notice that still does not know declares the item final; so does legal (`finals`, by audience and code).
 */
[[nodiscard]] int openNotKnownItems(const QList<ToldContent> &told, const QSet<std::pair<int, QString>> &finals = {});

/** Everything that is missing, in the order a person would mend it; empty means it may be closed. */
[[nodiscard]] QList<Missing> missingForClose(const CloseFacts &facts);

} // namespace tocsin
