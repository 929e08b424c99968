#include "models/storage/redactable.h"

#include <QCoreApplication>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

const QList<RedactableColumn> &redactableColumns()
{
    static const QList<RedactableColumn> columns = {
        {"incident_record", "title", "incident", "title"},
        {"incident_record", "description", "incident", "description"},
        {"incident_record", "source_detail", "incident", "source_detail"},
        {"incident_record", "reported_by", "incident", "reported_by"},
        {"timeline_entry", "text"},
        {"timeline_entry", "tags"},
        {"entry_strike", "reason"},
        {"attachment", "name"},
        {"attachment_chunk", "data"},
        {"stage_move", "reason"},
        {"assessment", "override_reason"},
        {"assessment", "priority_reason"},
        {"assessment", "finding"},
        {"classification", "reason"},
        {"classification", "participants"},
        {"run_answer", "note"},
        {"run_participant", "name"},
        {"run_finish", "chosen_reason"},
        {"manager_change", "reason"},
        {"track_opening", "reason"},
        {"containment", "what"},
        {"containment", "verified_by"},
        {"declaration", "statement"},
        {"declaration", "consulted_who"},
        {"declaration", "earlier_reason"},
        {"declaration", "customer_impact"},
        {"declaration", "resources_accessed"},
        {"declaration", "repair_steps"},
        {"declaration_delay", "reason"},
        {"rescission_request", "reason"},
        {"rescission_decision", "words"},
        {"rescission_decision", "attested_how"},
        {"rescission_decision", "attested_words"},
        {"ending", "reason"},
        {"ending", "root_cause"},
        {"ending", "tuning_action", "tuning_action", "what"},
        {"ending", "no_tuning_reason"},
        {"ending", "referred_to"},
        {"ending", "referred_said"},
        {"ending", "referred_engagement"},
        {"tuning_change", "remark", "tuning_action", "remark", "tuning_id"},
        {"closing", "summary"},
        {"reopening", "reason"},
        {"restriction_change", "reason"},
        {"restriction_naming", "reason"},
        {"data_set_version", "name", "data_set", "name", "subject_id"},
        {"data_set_version", "people", "data_set", "people", "subject_id"},
        {"data_set_version", "reason", "data_set", "reason", "subject_id"},
        {"part_decision", "reason"},
        {"part_decision", "attested_how"},
        {"part_decision", "attested_words"},
        {"people_score", "remark"},
        {"breach_decision", "facts"},
        {"breach_decision", "effects"},
        {"breach_decision", "measures"},
        {"breach_decision", "reason"},
        {"breach_decision", "public_reference"},
        {"breach_decision", "attested_how"},
        {"breach_decision", "attested_words"},
        {"scope_change", "accessed", "incident_scope", "accessed", "subscription_id", "subscription_id"},
        {"scope_change", "reason"},
        {"scope_change", "attested_how"},
        {"scope_change", "attested_words"},
        {"obligation_change", "reason"},
        {"obligation_change", "attested_how"},
        {"obligation_change", "attested_words"},
        {"obligation_change", "second_attested_words"},
        {"duty_origin", "reason"},
        {"duty_facts", "reason"},
        {"awareness", "reason"},
        {"awareness", "attested_how"},
        {"awareness", "attested_words"},
        {"notice_text", "subject"},
        {"notice_text", "body"},
        {"notice_text", "content"},
        {"notice_decision", "remark"},
        {"notice_decision", "attested_how"},
        {"notice_decision", "attested_words"},
        {"name_meant", "words"},
        {"name_meant", "line"},
        {"name_meant", "reason"},
        {"message_text", "subject"},
        {"message_text", "body"},
        {"delivery", "proof"},
        {"hand_delivery", "proof"},
        {"send_result", "reply"},
        {"send_order", "reason"},
        {"message_end", "reason"},
        {"attempt_decision", "reason"},
        {"addressee_change", "reason"},
        {"scope_import", "unmatched"},
        {"matter_change", "who", "matter", "who", "matter_id"},
        {"matter_change", "reference", "matter", "reference", "matter_id"},
        {"matter_change", "words", "matter", "words", "matter_id"},
        {"matter_change", "answer", "matter", "answer", "matter_id"},
        {"situation_text", "known"},
        {"situation_text", "unknown"},
        {"situation_text", "next"},
        {"task_change", "what", "incident_task", "what", "task_id"},
        {"task_change", "reason", "incident_task", "reason", "task_id"},
        {"crew_change", "reason"},
        {"outside_place", "name"},
        {"outside_place", "reference"},
        {"outside_place", "link"},
        {"outside_removal", "reason"},
        {"service_impact", "reason"},
        {"exercise_lifting", "reason"},
        {"transfer_request", "title", "transfer", "title"},
        {"transfer_request", "what"},
        {"transfer_request", "amount"},
        {"transfer_request", "whose"},
        {"transfer_request", "source"},
        {"transfer_request", "destination"},
        {"transfer_request", "purpose"},
        {"transfer_request", "handlers"},
        {"transfer_request", "protection"},
        {"transfer_request", "destruction"},
        {"transfer_request", "found"},
        {"transfer_answer", "go_ahead"},
        {"transfer_answer", "remark"},
        {"transfer_answer", "items"},
        {"transfer_answer", "attested_how"},
        {"transfer_answer", "attested_words"},
        {"transfer_decision", "words"},
        {"transfer_decision", "conditions"},
        {"transfer_remark", "text"},
        {"transfer_move", "carrier"},
        {"transfer_move", "how"},
        {"transfer_item", "name"},
        {"transfer_end", "by_whom"},
        {"transfer_end", "how"},
        {"transfer_end", "witness"},
        {"transfer_end", "owner"},
        {"exception_request", "reasoning"},
        {"exception_vote", "words"},
        {"exception_vote", "attested_how"},
        {"exception_vote", "attested_words"},
        {"delay_ground", "reason"},
        {"delay_ground", "authority"},
        {"delay_ground", "reference"},
        {"delay_ground", "attested_how"},
        {"delay_ground", "attested_words"},
        {"consultation_text", "question"},
        {"consultation_text", "advice"},
        {"consultation_release", "reason"},
        {"request_remark", "text"},
        {"attestation_answer", "words"},
        {"postmortem_text", "body"},
        {"postmortem_text", "remark"},
        {"postmortem_decision", "remark"},
        {"postmortem_decision", "attested_how"},
        {"postmortem_decision", "attested_words"},
        {"postmortem_comment", "quote"},
        {"postmortem_comment", "remark"},
        {"postmortem_comment", "suggestion"},
        {"postmortem_comment_end", "remark"},
        {"postmortem_question", "question"},
        {"postmortem_answer", "answer"},
        {"postmortem_summary_text", "body"},
        {"postmortem_summary_check", "words"},
        {"postmortem_summary_check", "reason"},
        {"postmortem_summary_decision", "remark"},
        {"postmortem_summary_decision", "attested_how"},
        {"postmortem_summary_decision", "attested_words"},
        {"measure_change", "what", "measure", "what", "measure_id"},
        {"measure_change", "reason", "measure", "reason", "measure_id"},
    };
    return columns;
}

QString isItsHead(const RedactableColumn &c)
{
    const QLatin1StringView key(c.headKey), found(c.headFound);
    return found == "id"_L1 ? u"h.id = coalesce(t.%1, t.id)"_s.arg(key)
                            : u"h.incident_id = t.incident_id AND h.%1 = t.%2"_s.arg(found, key);
}

QStringList redactableTables()
{
    QStringList tables;
    for (const RedactableColumn &c : redactableColumns())
        if (const QString table = QString::fromLatin1(c.table); tables.isEmpty() || tables.last() != table)
            tables << table;
    return tables;
}

QStringList redactableColumnsOf(const QString &table)
{
    QStringList columns;
    for (const RedactableColumn &c : redactableColumns()) {
        if (table == QLatin1StringView(c.table))
            columns << QString::fromLatin1(c.column);
        else if (c.head && table == QLatin1StringView(c.head) && !columns.contains(QLatin1StringView(c.headColumn)))
            columns << QString::fromLatin1(c.headColumn);
    }
    return columns;
}

bool canBeRedacted(const QString &table)
{
    return table != u"attachment_chunk" && table != u"incident" && !redactableColumnsOf(table).isEmpty();
}

QString redactableName(const QString &table)
{
    struct Name
    {
        const char *start;
        const char *text;
    };
    static constexpr Name names[] = {
        {"incident_record", QT_TRANSLATE_NOOP("tocsin::storage", "The first report")},
        {"timeline_entry", QT_TRANSLATE_NOOP("tocsin::storage", "An entry of the timeline")},
        {"entry_strike", QT_TRANSLATE_NOOP("tocsin::storage", "The reason for striking an entry")},
        {"attachment", QT_TRANSLATE_NOOP("tocsin::storage", "A file")},
        {"assessment", QT_TRANSLATE_NOOP("tocsin::storage", "An assessment")},
        {"classification", QT_TRANSLATE_NOOP("tocsin::storage", "A classification")},
        {"run_", QT_TRANSLATE_NOOP("tocsin::storage", "A classification")},
        {"containment", QT_TRANSLATE_NOOP("tocsin::storage", "A containment")},
        {"declaration", QT_TRANSLATE_NOOP("tocsin::storage", "The declaration")},
        {"rescission", QT_TRANSLATE_NOOP("tocsin::storage", "A rescission")},
        {"ending", QT_TRANSLATE_NOOP("tocsin::storage", "The ending")},
        {"closing", QT_TRANSLATE_NOOP("tocsin::storage", "The closing")},
        {"data_set", QT_TRANSLATE_NOOP("tocsin::storage", "A data set")},
        {"incident_scope", QT_TRANSLATE_NOOP("tocsin::storage", "Who is affected")},
        {"scope_change", QT_TRANSLATE_NOOP("tocsin::storage", "Who is affected")},
        {"obligation_change", QT_TRANSLATE_NOOP("tocsin::storage", "A decision on an obligation")},
        {"attestation_answer", QT_TRANSLATE_NOOP("tocsin::storage", "The answer to an attested decision")},
        {"transfer_item", QT_TRANSLATE_NOOP("tocsin::storage", "An item of a transfer")},
        {"breach_decision", QT_TRANSLATE_NOOP("tocsin::storage", "The register of breaches")},
        {"notice_text", QT_TRANSLATE_NOOP("tocsin::storage", "The text of a notice")},
        {"notice_decision", QT_TRANSLATE_NOOP("tocsin::storage", "A remark on a notice")},
        {"message_text", QT_TRANSLATE_NOOP("tocsin::storage", "A letter as it was sent")},
        {"delivery", QT_TRANSLATE_NOOP("tocsin::storage", "The proof of a delivery")},
        {"hand_delivery", QT_TRANSLATE_NOOP("tocsin::storage", "The proof of a delivery")},
        {"matter", QT_TRANSLATE_NOOP("tocsin::storage", "An answer, a question or a follow-up")},
        {"situation_text", QT_TRANSLATE_NOOP("tocsin::storage", "The situation")},
        {"task_change", QT_TRANSLATE_NOOP("tocsin::storage", "A task")},
        {"incident_task", QT_TRANSLATE_NOOP("tocsin::storage", "A task")},
        {"outside", QT_TRANSLATE_NOOP("tocsin::storage", "An outside reference")},
        {"transfer", QT_TRANSLATE_NOOP("tocsin::storage", "A data transfer")},
        {"exception", QT_TRANSLATE_NOOP("tocsin::storage", "An exception")},
        {"consultation", QT_TRANSLATE_NOOP("tocsin::storage", "A consultation with legal")},
        {"postmortem", QT_TRANSLATE_NOOP("tocsin::storage", "The post-mortem")},
        {"measure", QT_TRANSLATE_NOOP("tocsin::storage", "A corrective measure")},
    };
    for (const Name &n : names)
        if (table.startsWith(QLatin1StringView(n.start)))
            return QCoreApplication::translate("tocsin::storage", n.text);
    return QCoreApplication::translate("tocsin::storage", "The reason of an act");
}

} // namespace tocsin
