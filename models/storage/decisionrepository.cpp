#include "models/storage/decisionrepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

template<class E> QString codeOrNothing(const std::optional<E> &value)
{
    return value ? codeOf(*value) : QString();
}

} // namespace

Result<void> DecisionRepository::insertAssessment(IncidentId id, int seenVersion, const AssessmentRow &r,
                                                  const QString &ruleVersion)
{
    auto s = m_db.prepare(
        u"INSERT INTO assessment (uuid, incident_id, seen_version, functional, information, recoverability, data_risk, "
        "derived_severity, derived_priority, provisional, severity, priority, overridden, override_reason, reasons, "
        "finding, rule_version, priority_overridden, priority_reason) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    const auto &f = r.findings;
    s.bind(newUuid()).bind(id.value).bind(seenVersion).bindCode(codeOrNothing(f.functional));
    s.bindCode(f.information ? informationCode(*f.information) : QString());
    s.bindCode(codeOrNothing(f.recoverability)).bindCode(codeOrNothing(f.customerDataRisk));
    s.bind(codeOf(r.derivedSeverity))
        .bind(codeOf(r.derivedPriority))
        .bind(r.provisional)
        .bind(codeOf(r.severity))
        .bind(codeOf(r.priority));
    s.bind(r.overridden).bind(r.overrideReason).bind(r.reasons).bind(r.finding).bind(ruleVersion);
    return s.bind(r.priorityOverridden).bind(r.priorityReason).exec();
}

Result<QList<AssessmentRow>> DecisionRepository::assessments(IncidentId id, int most)
{
    auto s = m_db.prepare(
        u"SELECT a.id, a.instant_ms, p.name, a.functional, a.information, a.recoverability, a.data_risk, "
        "a.derived_severity, a.severity, a.priority, a.provisional, a.overridden, a.override_reason, a.reasons, "
        "a.finding, a.derived_priority, a.priority_overridden, a.priority_reason FROM assessment a LEFT JOIN person p ON p.id = a.person_id WHERE a.incident_id = ? ORDER BY a.id DESC LIMIT ?"_s);
    if (auto ok = s.bind(id.value).bind(most).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<AssessmentRow> rows;
    while (s.next()) {
        AssessmentRow r;
        r.id = s.int64(0);
        r.atMs = s.int64(1);
        r.byName = s.text(2);
        r.findings = {fromCode<FunctionalImpact>(s.text(3)), informationFromCode(s.text(4)),
                      fromCode<Recoverability>(s.text(5)), fromCode<CustomerDataRisk>(s.text(6))};
        r.derivedSeverity = fromCode<Severity>(s.text(7)).value_or(Severity::Low);
        r.severity = fromCode<Severity>(s.text(8)).value_or(Severity::Low);
        r.priority = fromCode<Priority>(s.text(9)).value_or(Priority::P4);
        r.provisional = s.boolean(10);
        r.overridden = s.boolean(11);
        r.overrideReason = s.text(12);
        r.reasons = s.text(13);
        r.finding = s.text(14);
        r.derivedPriority = fromCode<Priority>(s.text(15)).value_or(Priority::P4);
        r.priorityOverridden = s.boolean(16);
        r.priorityReason = s.text(17);
        rows.append(r);
    }
    return rows;
}

Result<void> DecisionRepository::insertClassification(IncidentId id, int seenVersion, const ClassificationValues &v,
                                                      const QString &ruleVersion)
{
    auto s = m_db.prepare(
        u"INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, participants, "
        "rule_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid())
        .bind(id.value)
        .bind(seenVersion)
        .bind(codeOf(v.outcome))
        .bind(codeOf(v.personalData))
        .bind(v.reason)
        .bind(v.participants)
        .bind(ruleVersion)
        .exec();
}

Result<QList<ClassificationValues>> DecisionRepository::classifications(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT c.outcome, c.personal_data, c.reason, c.participants, c.instant_ms, p.name FROM classification c "
        "LEFT JOIN person p ON p.id = c.person_id WHERE c.incident_id = ? ORDER BY c.id DESC"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<ClassificationValues> rows;
    while (s.next())
        rows.append({fromCode<Outcome>(s.text(0)).value_or(Outcome::NotClassified),
                     fromCode<PersonalData>(s.text(1)).value_or(PersonalData::NotKnown), s.text(2), s.text(3),
                     s.int64(4), s.text(5)});
    return rows;
}

Result<qint64> DecisionRepository::insertDeclaration(IncidentId id, int seenVersion, const Declaration &d,
                                                     Severity severity, Priority priority)
{
    auto s = m_db.prepare(
        u"INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
        "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(id.value)
        .bind(seenVersion)
        .bind(codeOf(d.ground))
        .bind(d.statement)
        .bind(d.consultedWho)
        .bind(d.consultedMs);
    s.bind(d.effectiveMs).bind(d.earlierReason).bind(d.customerImpact).bind(d.resourcesAccessed).bind(d.repairSteps);
    auto key = s.bind(codeOf(severity)).bind(codeOf(priority)).insert();
    if (!key)
        return key;
    for (const EntryId entry : d.citations) {
        auto c = m_db.prepare(
            u"INSERT INTO declaration_citation (uuid, incident_id, declaration_id, entry_id) VALUES (?, ?, ?, ?)"_s);
        if (auto ok = c.bind(newUuid()).bind(id.value).bind(*key).bind(entry.value).exec(); !ok)
            return tl::unexpected(ok.error());
    }
    return key;
}

Result<std::optional<Declaration>> DecisionRepository::declaration(qint64 id)
{
    auto s = m_db.prepare(
        u"SELECT d.id, d.instant_ms, p.name, d.ground, d.statement, d.consulted_who, d.consulted_ms, d.effective_ms, "
        "d.earlier_reason, d.customer_impact, d.resources_accessed, d.repair_steps FROM declaration d "
        "LEFT JOIN person p ON p.id = d.person_id WHERE d.id = ?"_s);
    if (auto ok = s.bind(id).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return std::optional<Declaration>();
    Declaration d{s.int64(0), s.int64(1),
                  s.text(2),  fromCode<DeclarationGround>(s.text(3)).value_or(DeclarationGround::AccessOccurred),
                  s.text(4),  s.text(5),
                  s.int64(6), s.int64(7),
                  s.text(8),  s.text(9),
                  s.text(10), s.text(11),
                  {}};
    auto c = m_db.prepare(u"SELECT entry_id FROM declaration_citation WHERE declaration_id = ? ORDER BY id"_s);
    if (auto ok = c.bind(id).exec(); !ok)
        return tl::unexpected(ok.error());
    while (c.next())
        d.citations.append(EntryId{c.int64(0)});
    return std::optional(d);
}

Result<void> DecisionRepository::insertEnding(IncidentId id, int seenVersion, const EndingValues &v)
{
    auto s = m_db.prepare(
        u"INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
        "tuning_due_ms, no_tuning_reason, referred_to, referred_said, duplicate_of, referred_ms, referred_engagement, "
        "referred_nevertheless) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid())
        .bind(id.value)
        .bind(seenVersion)
        .bind(codeOf(v.kind))
        .bind(v.reason)
        .bind(v.rootCause)
        .bind(v.tuningAction);
    s.bind(v.tuningOwner).bindId(v.tuningDueMs).bind(v.noTuningReason).bind(v.referredTo).bind(v.referredSaid);
    s.bindId(v.duplicateOf.value).bindId(v.referredMs);
    return s.bind(v.referredEngagement).bind(v.referredNevertheless).exec();
}

Result<std::optional<EndingValues>> DecisionRepository::ending(IncidentId id)
{
    auto s = m_db.prepare(
        u"SELECT kind, reason, root_cause, tuning_action, tuning_owner, no_tuning_reason, referred_to, referred_said, "
        "tuning_due_ms, duplicate_of, referred_ms, referred_engagement, referred_nevertheless FROM ending WHERE incident_id = ? ORDER BY id DESC LIMIT 1"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    if (!s.next())
        return std::optional<EndingValues>();
    return std::optional(EndingValues{fromCode<Ending>(s.text(0)).value_or(Ending::NoDataCompromise), s.text(1),
                                      s.text(2), s.text(3), s.text(4), s.text(5), s.text(6), s.text(7), s.int64(8),
                                      IncidentId{s.int64(9)}, s.int64(10), s.text(11), s.text(12)});
}

} // namespace tocsin
