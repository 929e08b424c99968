#include "models/storage/manifest.h"

namespace tocsin {

const QList<TableEntry> &tableManifest()
{
    using enum TableClass;
    static const QList<TableEntry> tables = {
        {"audit", Record, false, false},
        {"audit_content", Record},
        {"migration", Reference, false, false},
        {"database_info", Reference, false, false},
        {"bulk_act", Act},
        {"person_version", Reference, false, false},
        {"person", Head, false, false},
        {"customer_version", Reference, false, false},
        {"customer", Head, false, false},
        {"subscription_version", Reference, false, false},
        {"subscription", Head, false, false},
        {"contact_version", Reference, false, false},
        {"contact", Head, false, false},
        {"service_version", Reference, false, false},
        {"service", Head, false, false},
        {"incident_record", Act, true},
        {"incident", Head, true},
        {"stage_move", Act},
        {"assessment", Act},
        {"classification", Act},
        {"manager_change", Act},
        {"track_opening", Act},
        {"containment", Act},
        {"declaration", Act},
        {"ending", Act},
        {"closing", Act},
        {"reopening", Act},
        {"restriction_change", Act},
        {"restriction_naming", Act},
        {"incident_named", Head},
        {"data_set_version", Act},
        {"data_set", Head},
        {"part_decision", Act},
        {"people_score", Act},
        {"breach_decision", Act},
        {"service_impact", Act},
        {"incident_service", Head},
        {"tuning_action", Head},
        {"tuning_change", Act},
        {"exercise_lead", Act},
        {"exercise_lifting", Act},
        {"timeline_entry", Act, true},
        {"entry_strike", Act},
        {"entry_mark", Act},
        {"declaration_citation", Act},
        {"rescission_request", Act},
        {"rescission_citation", Act},
        {"rescission_decision", Act},
        {"declaration_delay", Act},
        {"attachment", Act},
        {"attachment_chunk", Act},
        {"scope_change", Act},
        {"incident_scope", Head},
        {"obligation_start", Act},
        {"obligation", Head},
        {"obligation_change", Act},
        {"notice_start", Act},
        {"notice", Head},
        {"notice_text", Act},
        {"notice_decision", Act},
        {"message", Act},
        {"message_subscription", Act},
        {"send_attempt", Act},
        {"send_result", Act},
        {"delivery", Act},
        {"hand_delivery", Act},
        {"incident_link", Act},
        {"incident_unlink", Act},
        {"situation_text", Act},
        {"task_change", Act},
        {"incident_task", Head},
        {"crew_change", Act},
        {"outside_place", Act},
        {"outside_removal", Act},
        {"report_export", Act},
        {"transfer_request", Act},
        {"transfer", Head},
        {"transfer_answer", Act},
        {"transfer_decision", Act},
        {"transfer_remark", Act},
        {"transfer_move", Act},
        {"transfer_item", Act},
        {"transfer_end", Act},
        {"postmortem", Head},
        {"postmortem_text", Act},
        {"postmortem_decision", Act},
        {"draft", Working},
        {"presence", Working},
    };
    return tables;
}

const TableEntry *tableEntry(const QString &name)
{
    for (const TableEntry &t : tableManifest())
        if (name == QLatin1StringView(t.name))
            return &t;
    return nullptr;
}

} // namespace tocsin
