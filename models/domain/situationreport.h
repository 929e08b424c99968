#pragma once

#include "models/domain/working.h"

namespace tocsin {

/** What a situation report for executives is made of (P1.11). Nothing privileged and nothing of the post-mortem goes in
 * here at all. */
struct ReportInput
{
    Incident incident;
    QList<Obligation> obligations;
    Situation situation;
    QList<Task> tasks;
    QStringList measures;         ///< what was done to contain it, the first first
    int noticesAwaitingLegal = 0; ///< how many, never what they say
    QStringList customerNames;    ///< of customers and subscriptions that could stand in any of the texts
    QString byName;               ///< who makes it
    qint64 nowMs = 0;
};

/** A report as a person sees it before it leaves. */
struct SituationReport
{
    QString markdown;
    int namesLeftOut = 0; ///< places where a customer or a subscription was named
};

/** Reference, severity, stage, clocks, situation, containment, next steps, open decisions; no single customer. */
[[nodiscard]] SituationReport situationReport(const ReportInput &input);

} // namespace tocsin
