#include "models/services/assessmentservice.h"

#include "models/rules/rulebook.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/decisionrepository.h"
#include "models/storage/incidentrepository.h"

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
    if (!row.finding.isEmpty())
        text += u' ' + row.finding;
    return overrideEnded.isEmpty() ? text : text + u' ' + overrideEnded;
}

} // namespace

Result<void> AssessmentService::assess(IncidentId id, int seenVersion, const AssessmentInput &in)
{
    return m_session.act(Right::Assess, id, seenVersion, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        const bool declared = i.isDeclared();
        const DerivedSeverity derived = deriveSeverity(in.findings);
        AssessmentRow row;
        row.findings = in.findings;
        row.derivedSeverity = derived.severity;
        row.finding = in.finding.trimmed();
        row.reasons = derived.severityReasons.join(QStringLiteral("; "));
        std::optional<Severity> chosen = in.overrideSeverity;
        QString overrideEnded;
        DecisionRepository decisions(m_session.database());
        if (chosen) {
            if (auto ok = checkOverride(*chosen, in.overrideReason, in.findings, declared); !ok)
                return ok;
            auto earlier = decisions.assessments(id);
            if (!earlier)
                return tl::unexpected(earlier.error());
            const bool same =
                !earlier->isEmpty() && earlier->first().overridden && earlier->first().severity == *chosen;
            if (same && overridePassed(*chosen, earlier->first().derivedSeverity, derived.severity)) {
                chosen.reset();
                overrideEnded = tr("The severity set by hand ended: the derived one has passed it.");
            }
        }
        row.overridden = chosen.has_value();
        row.overrideReason = row.overridden ? in.overrideReason : QString();
        row.severity = effectiveSeverity(derived.severity, chosen, declared);
        row.priority = derivePriority(row.severity, in.findings);
        row.provisional = derived.provisional && !row.overridden;
        if (auto ok = decisions.insertAssessment(id, i.version, row, derived.priority, m_session.rules().version());
            !ok)
            return ok;
        if (auto noted = m_session.note(id, EntryKind::Assessment, sentence(i, row, overrideEnded)); !noted)
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
        return noted ? Result<void>() : tl::unexpected(noted.error());
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
