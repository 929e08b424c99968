#pragma once

#include "models/domain/customer.h"
#include "models/domain/incident.h"
#include "models/domain/notice.h"
#include "models/services/noticeservice.h"
#include "ui/theme/theme.h"

namespace tocsin {

struct ContentItem;

/** "Customers · First notice" */
[[nodiscard]] QString noticeKind(const Notice &notice);
/** What an audience is, for the choice of a new notice. */
[[nodiscard]] QString audienceHelp(Audience audience);
[[nodiscard]] QString phaseHelp(NoticePhase phase);
[[nodiscard]] Tone toneOf(NoticeState state);
/** "security contact", "administrator", "unreachable" (P9.2). */
[[nodiscard]] QString reachabilityName(Reachability reachability);
[[nodiscard]] Tone toneOf(Reachability reachability);
/** "reached 3 of 7", or what stands in its place before there are messages. */
[[nodiscard]] QString reachedText(const Notice &notice);
/** Required items that are neither given nor said to be not known yet, by name. */
[[nodiscard]] QStringList missingContent(const QList<ContentItem> &items, const QMap<QString, ContentMark> &marks);
/** The duties a notice to this audience meets. */
[[nodiscard]] QList<ObligationFacts> clocksFor(Audience audience, const QList<Obligation> &obligations);
/** Reached by nobody: named, each once. */
[[nodiscard]] QStringList unreachableNames(const QList<ScopeRow> &scope);
/** How a subscription without a contact stands in one notice (P9.2). */
struct ByHand
{
    bool told = false;
    bool undeliverable = false;
    QString word; ///< "by telephone", "tried: 2", "not deliverable", "unreachable"
    Tone tone = Tone::High;
    QStringList lines; ///< what was recorded, a line each
};
/** It has no contact and no message: it is told by telephone, post or portal. */
[[nodiscard]] bool isToldByHand(const NoticeDetails &notice, const ScopeRow &row);
[[nodiscard]] ByHand byHandState(const NoticeDetails &notice, const ScopeRow &row,
                                 const QList<Obligation> &obligations);
/** Messages that sending would make: one a recipient of each customer (P9.2). */
[[nodiscard]] int messageCount(const QList<ScopeRow> &scope);
/** Where an item of content stands in the text of a template: its field, or the words its paragraph begins with. */
[[nodiscard]] QStringList placesOf(const QString &contentCode);
/** Fields that stand open; those filled for each recipient at sending don't count (P9.6). */
[[nodiscard]] QStringList openFields(const NoticeDraft &draft);
/** "written", "accepted" ... of the last attempt, in words. */
[[nodiscard]] QString resultName(const QString &result);
[[nodiscard]] QString meansName(const QString &means);

} // namespace tocsin
