#include "models/services/assessmentservice.h"

#include "models/rules/rulebook.h"
#include "models/services/dutyservice.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/decisionrepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/riskrepository.h"

#include <QCoreApplication>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString sentence(const Incident &before, const AssessmentRow &row, const QString &overrideEnded)
{
    const QString to = severityText(row.severity, row.provisional);
    QString text = !before.severity ? tr("Severity assessed: %1, %2.").arg(to, nameOf(row.priority))
                   : *before.severity == row.severity && before.provisional == row.provisional
                       ? tr("Assessed again: severity stays %1, %2.").arg(to, nameOf(row.priority))
                       : tr("Severity %1 → %2, %3.")
                             .arg(severityText(*before.severity, before.provisional), to, nameOf(row.priority));
    if (row.overridden)
        text += u' ' + tr("Set by hand: %1").arg(row.overrideReason);
    else if (!row.reasons.isEmpty())
        text += u' ' + tr("Because %1.").arg(row.reasons);
    if (row.priorityOverridden)
        text += u' ' + tr("Priority set by hand: %1").arg(row.priorityReason);
    if (!row.finding.isEmpty())
        text += u' ' + row.finding;
    return overrideEnded.isEmpty() ? text : text + u' ' + overrideEnded;
}

/** What was derived when the override of the newest row was set: rows are newest first (P4.4). */
template<class E>
E derivedWhenSet(const QList<AssessmentRow> &rows, bool AssessmentRow::*byHand, E AssessmentRow::*value,
                 E AssessmentRow::*derived)
{
    qsizetype at = 0;
    while (at + 1 < rows.size() && rows.at(at + 1).*byHand && rows.at(at + 1).*value == rows.first().*value)
        ++at;
    return rows.at(at).*derived;
}

/** True if the newest assessment has this value by hand and the derived one has passed it now (P4.4). */
template<class E>
bool hasEnded(const QList<AssessmentRow> &rows, E chosen, E derivedNow, bool AssessmentRow::*byHand,
              E AssessmentRow::*value, E AssessmentRow::*derived)
{
    return !rows.isEmpty() && rows.first().*byHand && rows.first().*value == chosen &&
           overridePassed(chosen, derivedWhenSet(rows, byHand, value, derived), derivedNow);
}

} // namespace

bool overrideEnds(const QList<AssessmentRow> &earlier, Severity chosen, Severity derivedNow)
{
    return hasEnded(earlier, chosen, derivedNow, &AssessmentRow::overridden, &AssessmentRow::severity,
                    &AssessmentRow::derivedSeverity);
}

bool overrideEnds(const QList<AssessmentRow> &earlier, Priority chosen, Priority derivedNow)
{
    return hasEnded(earlier, chosen, derivedNow, &AssessmentRow::priorityOverridden, &AssessmentRow::priority,
                    &AssessmentRow::derivedPriority);
}

namespace {

/** Severity and priority of a new assessment: derived, or by hand with a reason; says which override ended (P4.4). */
Result<QString> applyOverrides(AssessmentRow &row, const AssessmentInput &in, const QList<AssessmentRow> &earlier,
                               bool declared)
{
    QStringList ended;
    std::optional<Severity> severity = in.overrideSeverity;
    if (severity && overrideEnds(earlier, *severity, row.derivedSeverity)) {
        severity.reset();
        ended << tr("The severity set by hand ended: the derived one has passed it.");
    }
    if (severity)
        if (auto ok = checkOverride(*severity, in.overrideReason, in.findings, declared); !ok)
            return tl::unexpected(ok.error());
    row.overridden = severity.has_value();
    row.overrideReason = row.overridden ? in.overrideReason : QString();
    row.severity = effectiveSeverity(row.derivedSeverity, severity, declared);
    row.derivedPriority = derivePriority(row.severity, in.findings);
    std::optional<Priority> priority = in.overridePriority;
    if (priority && overrideEnds(earlier, *priority, row.derivedPriority)) {
        priority.reset();
        ended << tr("The priority set by hand ended: the derived one has passed it.");
    }
    if (priority)
        if (auto ok = checkPriorityOverride(in.priorityReason); !ok)
            return tl::unexpected(ok.error());
    row.priorityOverridden = priority.has_value();
    row.priorityReason = row.priorityOverridden ? in.priorityReason : QString();
    row.priority = priority.value_or(row.derivedPriority);
    return ended.join(u' ');
}

} // namespace

Result<void> AssessmentService::assess(IncidentId id, int seenVersion, const AssessmentInput &in)
{
    return m_session.act(Right::Assess, id, seenVersion, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        const DerivedSeverity derived = deriveSeverity(in.findings);
        DecisionRepository decisions(m_session.database());
        auto earlier = decisions.assessments(id, 1);
        // Only a value given by hand asks what the derived one was when it was given.
        if (earlier && !earlier->isEmpty() && (earlier->first().overridden || earlier->first().priorityOverridden))
            earlier = decisions.assessments(id);
        if (!earlier)
            return tl::unexpected(earlier.error());
        AssessmentRow row;
        row.findings = in.findings;
        row.derivedSeverity = derived.severity;
        row.finding = in.finding.trimmed();
        row.reasons = derived.severityReasons.join(QStringLiteral("; "));
        // One that the declaration ended is over: giving the same value again sets it anew.
        if (!earlier->isEmpty()) {
            earlier->first().overridden &= i.overridden;
            earlier->first().priorityOverridden &= i.priorityOverridden;
        }
        auto ended = applyOverrides(row, in, *earlier, i.isDeclared());
        if (!ended)
            return tl::unexpected(ended.error());
        row.provisional = derived.provisional && !row.overridden;
        if (auto ok = decisions.insertAssessment(id, i.version, row, m_session.rules().version()); !ok)
            return ok;
        if (auto noted = m_session.note(id, EntryKind::Assessment, sentence(i, row, *ended)); !noted)
            return tl::unexpected(noted.error());
        if (i.trackOpen || in.findings.customerDataRisk.value_or(CustomerDataRisk::None) < CustomerDataRisk::Suspected)
            return {};
        const QString why = tr("Customer-data risk is %1.").arg(nameOf(*in.findings.customerDataRisk).toLower());
        if (auto ok = IncidentRepository(m_session.database()).insertTrackOpening(id, i.version + 1, why); !ok)
            return ok;
        auto noted = m_session.note(id, EntryKind::Decision, tr("Notification track opened. %1").arg(why));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<QList<AssessmentRow>> AssessmentService::history(IncidentId id)
{
    return DecisionRepository(m_session.database()).assessments(id);
}

Result<void> AssessmentService::classify(IncidentId id, int seenVersion, const ClassificationInput &in)
{
    return m_session.act(Right::Classify, id, seenVersion, [&](const Incident &i) -> Result<void> {
        const Outcome outcome = i.isDeclared() ? Outcome::CustomerReportable : in.outcome;
        if (auto ok = checkClassification(outcome, i.isDeclared(), i.isDone(), in.reason); !ok)
            return ok;
        if (in.participants.trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("Say who took part in the decision."), {},
                           QStringLiteral("participants"));
        auto legal = RiskRepository(m_session.database()).decisions(id);
        if (!legal)
            return tl::unexpected(legal.error());
        if (!legal->isEmpty() && legal->first().content.personalData != in.personalData)
            return failure(ErrorKind::Refused,
                           tr("Legal decided whether personal data is involved: %1. Legal decides it anew.")
                               .arg(nameOf(legal->first().content.personalData).toLower()),
                           {}, QStringLiteral("personalData"));
        const ClassificationValues values{outcome, in.personalData, in.reason.trimmed(), in.participants.trimmed(), 0,
                                          {}};
        if (auto ok = DecisionRepository(m_session.database())
                          .insertClassification(id, i.version, values, m_session.rules().version());
            !ok)
            return ok;
        auto noted = m_session.note(
            id, EntryKind::Classification,
            tr("Classified: %1; personal data: %2. %3 Decided by %4.")
                .arg(nameOf(outcome), nameOf(in.personalData).toLower(), values.reason, values.participants));
        if (!noted)
            return tl::unexpected(noted.error());
        auto proposed = DutyService(m_session).proposeWithin(id);
        return proposed ? Result<void>() : tl::unexpected(proposed.error());
    });
}

Result<QList<ClassificationRow>> AssessmentService::classifications(IncidentId id)
{
    auto rows = DecisionRepository(m_session.database()).classifications(id);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<ClassificationRow> list;
    for (const ClassificationValues &v : std::as_const(*rows))
        list.append({v.atMs, v.byName, v.outcome, v.personalData, v.reason, v.participants});
    return list;
}

} // namespace tocsin
