#include "models/domain/auditkind.h"

namespace tocsin {

namespace {

struct Rule
{
    const char *prefix;
    AuditKind kind;
};
// The longest that fits counts: notice_template is a setting, notice_text is not.
constexpr Rule kRules[] = {
    {"incident", AuditKind::Incident},
    {"stage_", AuditKind::Incident},
    {"manager_", AuditKind::Incident},
    {"track_", AuditKind::Incident},
    {"containment", AuditKind::Incident},
    {"ending", AuditKind::Incident},
    {"closing", AuditKind::Incident},
    {"reopening", AuditKind::Incident},
    {"restriction_", AuditKind::Incident},
    {"exercise_", AuditKind::Incident},
    {"attestation_", AuditKind::Incident},
    {"assessment", AuditKind::Assessment},
    {"classification", AuditKind::Assessment},
    {"run_", AuditKind::Assessment},
    {"data_set", AuditKind::Assessment},
    {"part_", AuditKind::Assessment},
    {"people_score", AuditKind::Assessment},
    {"breach_", AuditKind::Assessment},
    {"service_impact", AuditKind::Assessment},
    {"incident_service", AuditKind::Assessment},
    {"declaration", AuditKind::Declaration},
    {"rescission_", AuditKind::Declaration},
    {"obligation", AuditKind::Declaration},
    {"duty_", AuditKind::Declaration},
    {"awareness", AuditKind::Declaration},
    {"exception_", AuditKind::Declaration},
    {"deadline_", AuditKind::Declaration},
    {"delay_", AuditKind::Declaration},
    {"timeline_", AuditKind::Timeline},
    {"entry_", AuditKind::Timeline},
    {"attachment", AuditKind::Timeline},
    {"customer", AuditKind::Customers},
    {"subscription", AuditKind::Customers},
    {"contact", AuditKind::Customers},
    {"scope_", AuditKind::Customers},
    {"incident_scope", AuditKind::Customers},
    {"notice", AuditKind::Notices},
    {"addressee_", AuditKind::Notices},
    {"name_meant", AuditKind::Notices},
    {"matter", AuditKind::Notices},
    {"message", AuditKind::Notices},
    {"send_", AuditKind::Notices},
    {"delivery", AuditKind::Notices},
    {"hand_delivery", AuditKind::Notices},
    {"attempt_", AuditKind::Notices},
    {"alert_", AuditKind::Notices},
    {"transfer", AuditKind::Transfers},
    {"consultation", AuditKind::Transfers},
    {"request_", AuditKind::Transfers},
    {"postmortem", AuditKind::Postmortem},
    {"measure", AuditKind::Postmortem},
    {"redaction", AuditKind::Redactions},
    {"legal_hold", AuditKind::Redactions},
    {"situation_", AuditKind::Team},
    {"task_", AuditKind::Team},
    {"incident_task", AuditKind::Team},
    {"crew_", AuditKind::Team},
    {"outside_", AuditKind::Team},
    {"report_", AuditKind::Exports},
    {"bundle_", AuditKind::Exports},
    {"bulk_", AuditKind::Exports},
    {"person", AuditKind::Settings},
    {"provider", AuditKind::Settings},
    {"notice_template", AuditKind::Settings},
    {"template_", AuditKind::Settings},
    {"service", AuditKind::Settings},
    {"mail_", AuditKind::Settings},
    {"tuning_", AuditKind::Settings},
    {"migration", AuditKind::Settings},
    {"database_", AuditKind::Settings},
};

} // namespace

template<> std::span<const EnumEntry<AuditKind>> enumTable<AuditKind>()
{
    using enum AuditKind;
    static constexpr EnumEntry<AuditKind> table[] = {
        {Incident, "incident", QT_TRANSLATE_NOOP("tocsin::domain", "Incidents and stages")},
        {Assessment, "assessment", QT_TRANSLATE_NOOP("tocsin::domain", "Assessment, classification, risk")},
        {Declaration, "declaration", QT_TRANSLATE_NOOP("tocsin::domain", "Declaration and clocks")},
        {Timeline, "timeline", QT_TRANSLATE_NOOP("tocsin::domain", "Timeline and files")},
        {Customers, "customers", QT_TRANSLATE_NOOP("tocsin::domain", "Customers and scope")},
        {Notices, "notices", QT_TRANSLATE_NOOP("tocsin::domain", "Notices and answers")},
        {Transfers, "transfers", QT_TRANSLATE_NOOP("tocsin::domain", "Transfers and consultations")},
        {Postmortem, "postmortem", QT_TRANSLATE_NOOP("tocsin::domain", "Post-mortem and actions")},
        {Redactions, "redactions", QT_TRANSLATE_NOOP("tocsin::domain", "Holds and redactions")},
        {Team, "team", QT_TRANSLATE_NOOP("tocsin::domain", "Situation, tasks, duties")},
        {Exports, "exports", QT_TRANSLATE_NOOP("tocsin::domain", "Imports, bundles, reports")},
        {Settings, "settings", QT_TRANSLATE_NOOP("tocsin::domain", "People and settings")},
        {Other, "other", QT_TRANSLATE_NOOP("tocsin::domain", "Everything else")},
    };
    return table;
}

AuditKind auditKindOf(QStringView table)
{
    qsizetype longest = 0;
    AuditKind kind = AuditKind::Other;
    for (const Rule &rule : kRules) {
        const QLatin1StringView prefix(rule.prefix);
        if (prefix.size() > longest && table.startsWith(prefix)) {
            longest = prefix.size();
            kind = rule.kind;
        }
    }
    return kind;
}

} // namespace tocsin
