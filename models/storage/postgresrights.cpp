#include "models/storage/postgresrights.h"

#include "models/domain/roles.h"
#include "models/domain/stage.h"
#include "models/storage/redactable.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** Which right a row needs; of one table's lines the first whose condition on the row `r` holds. */
struct ActRight
{
    const char *table;
    const char *when; ///< "" holds always
    Right right;
};

const QList<ActRight> &actRights()
{
    using enum Right;
    static const QList<ActRight> table = {
        {"bulk_act", "r ->> 'kind' = 'customers_import'", EditCustomers},
        {"bulk_act", "r ->> 'incident_id' IS NULL", AddIncident},
        {"bulk_act", "", AddEntry},
        {"person_version", "", KeepPeople},
        {"customer_version", "", EditCustomers},
        {"subscription_version", "", EditCustomers},
        {"contact_version", "", EditCustomers},
        {"service_version", "", KeepServices},
        {"provider_version", "", KeepTemplates},
        {"notice_template_version", "", KeepTemplates},
        {"template_approval", "r ->> 'attested_by' IS NOT NULL", KeepTemplates},
        {"template_approval", "", ApproveNotice},
        {"incident_record", "", AddIncident},
        {"stage_move",
         "tocsin_stage(r ->> 'to_stage') < tocsin_stage(r ->> 'from_stage') "
         "AND (r ->> 'from_stage', r ->> 'to_stage') <> ('stabilize', 'diagnose')",
         Reopen},
        {"stage_move", "r ->> 'kind' = 'reopening'", Reopen},
        {"stage_move", "", MoveStage},
        {"assessment", "", Assess},
        {"classification", "", Classify},
        {"classification_run", "", Classify},
        {"run_answer", "", Classify},
        {"run_citation", "", Classify},
        {"run_participant", "", Classify},
        {"run_finish", "", Classify},
        {"manager_change", "", TakeOver},
        {"track_opening", "", OpenTrack},
        {"restriction_change", "", Restrict},
        {"restriction_naming", "", Restrict},
        {"data_set_version", "", Classify},
        {"part_decision", "", SetDuties},
        {"people_score", "", Classify},
        {"breach_decision", "", SetDuties},
        {"containment", "r ->> 'kind' IN ('customer_risk', 'business_risk')", VerifyContainment},
        {"containment", "", RecordMitigation},
        {"declaration", "", Declare},
        {"declaration_citation", "", Declare},
        {"rescission_request", "", StartRescission},
        {"rescission_citation", "", StartRescission},
        {"rescission_decision", "r ->> 'decision' = 'taken_back' OR r ->> 'attested_by' IS NOT NULL", StartRescission},
        {"rescission_decision", "", CosignRescission},
        {"declaration_delay", "", Declare},
        {"ending", "r ->> 'kind' = 'referred'", HandOver},
        {"ending", "", Classify},
        {"service_impact", "", Assess},
        {"tuning_change", "", Classify},
        {"exercise_lead", "", AddIncident},
        {"exercise_lifting", "", AddEntry},
        {"closing", "", Close},
        {"reopening", "", Reopen},
        {"timeline_entry", "", AddEntry},
        {"entry_strike", "", AddEntry},
        {"entry_mark", "", AddEntry},
        {"incident_link", "", AddEntry},
        {"incident_unlink", "", AddEntry},
        {"situation_text", "", AddEntry},
        {"task_change", "", AddEntry},
        {"crew_change", "", AddEntry},
        {"outside_place", "", AddEntry},
        {"outside_removal", "", AddEntry},
        {"report_export", "", AddEntry},
        {"attachment", "r ->> 'message_id' IS NOT NULL", Send},
        {"attachment", "", AddEntry},
        {"attachment_chunk", "", AddEntry},
        {"scope_change",
         "r ->> 'in_scope' = '0' AND r ->> 'attested_by' IS NULL AND tocsin_is_declared(r ->> 'incident_id')",
         WithdrawObligation},
        {"scope_change", "", SetScope},
        {"scope_import", "", SetScope},
        {"addressee_change", "", DraftNotice},
        {"name_meant", "", DraftNotice},
        {"notice_recipient", "r ->> 'attested' = '1' OR tocsin_is_internal(r ->> 'notice_id')", Send},
        {"notice_recipient", "", ApproveNotice},
        // P9.5: legal alone moves what is due, or says that it will never be known.
        {"matter_change",
         "r ->> 'kind' = 'follow_up' AND r ->> 'matter_id' IS NOT NULL AND r ->> 'state' <> 'answered'", ApproveNotice},
        {"matter_change", "r ->> 'kind' = 'follow_up'", DraftNotice},
        {"matter_change", "", AddEntry},
        {"obligation_start", "r ->> 'taken_from' IS NOT NULL", Declare},
        {"obligation_start", "r ->> 'duty' = 'commitment'", Declare},
        {"obligation_start", "r ->> 'confirmed' = '0'", DraftNotice}, // who drafts may propose
        {"obligation_start", "", SetDuties},
        {"obligation_change", "r ->> 'reason_code' = 'taken_over'", TakeOver},
        {"obligation_change", "r ->> 'change' IN ('met', 'unmet')", RecordHandDelivery},
        {"obligation_change",
         "(r ->> 'exception_id' IS NOT NULL OR r ->> 'change' IN ('excepted', 'exception_ended')) AND "
         "tocsin_vote_attested(r ->> 'exception_id')",
         AskException},
        {"obligation_change", "r ->> 'exception_id' IS NOT NULL OR r ->> 'change' IN ('excepted', 'exception_ended')",
         VetException},
        {"obligation_change", "r ->> 'change' IN ('confirmed', 'recomputed')", SetDuties},
        {"obligation_change", "r ->> 'attested_by' IS NOT NULL", Send},
        {"obligation_change", "", WithdrawObligation},
        // What neither a rule nor a contract led to: legal added it. Taken over with its obligation, it was there.
        {"duty_origin",
         "r ->> 'rule' = '' AND r ->> 'term_id' IS NULL AND NOT EXISTS (SELECT 1 FROM obligation_start s "
         "WHERE s.id = (r ->> 'obligation_id')::bigint AND s.taken_from IS NOT NULL)",
         SetDuties},
        {"duty_origin", "", DraftNotice},
        {"awareness", "", SetAwareness},
        {"duty_facts", "", DraftNotice},
        {"customer_term_version", "", EditCustomers},
        {"notice_start", "", DraftNotice},
        {"notice_text", "", DraftNotice},
        {"notice_decision", "r ->> 'step' = 'submit'", DraftNotice},
        {"notice_decision", "r ->> 'step' IN ('mark_sent', 'mark_delivered', 'mark_failed')", RecordHandDelivery},
        {"notice_decision",
         "r ->> 'step' IN ('approve', 'return') AND r ->> 'attested_by' IS NULL AND NOT "
         "tocsin_is_internal(r ->> 'notice_id')",
         ApproveNotice},
        {"notice_decision", "", Send},
        {"message", "", Send},
        {"message_subscription", "", Send},
        // P9.7: the manager orders it; carrying it to the server is nobody's decision.
        {"send_attempt", "r ->> 'means' = 'smtp'", RecordHandDelivery},
        {"send_attempt", "", Send},
        {"send_result", "r ->> 'result' = 'written'", Send},
        {"send_result", "", RecordHandDelivery},
        {"mail_account_version", "", KeepMailAccount},
        {"message_text", "", Send},
        {"send_order", "", Send},
        {"message_end", "", Send},
        {"attempt_decision", "", ResolveUnsure},
        {"alert_mail", "", AddEntry},
        {"alert_result", "", AddEntry},
        {"delivery", "", RecordHandDelivery},
        {"hand_delivery", "", RecordHandDelivery},
        {"transfer_request", "", AddEntry},
        {"transfer_answer", "r ->> 'attested_by' IS NOT NULL", Send},
        {"transfer_answer", "", AnswerChecklist},
        {"transfer_decision", "r ->> 'decision' = 'withdrawn'", AddEntry},
        {"transfer_decision", "r ->> 'decision' <> 'revoked' AND tocsin_asked_by_manager(r ->> 'transfer_id')",
         TakeOver},
        {"transfer_decision", "r ->> 'decision' = 'revoked' AND tocsin_answer_disowned(r ->> 'transfer_id')",
         AnswerChecklist},
        {"transfer_decision", "", ApproveTransfer},
        {"transfer_remark", "", AddEntry},
        {"transfer_move", "", AddEntry},
        {"transfer_item", "", AddEntry},
        {"transfer_end", "", AddEntry},
        {"exception_request", "", AskException},
        {"exception_duty", "", AskException},
        {"exception_vote", "r ->> 'decision' = 'lapsed'", AddEntry},
        {"exception_vote", "r ->> 'decision' = 'taken_back' OR r ->> 'attested_by' IS NOT NULL", AskException},
        {"exception_vote", "", VetException},
        {"delay_ground", "", SetDuties},
        {"consultation", "", ReadConsultations},
        {"consultation_text", "", ReadConsultations},
        {"consultation_release", "", ReleaseBundle},
        {"request_remark", "", AddEntry},
        {"attestation_answer", "", AddEntry},
        {"bundle_release", "", ReleaseBundle},
        {"bundle_export", "", ExportBundle},
        {"postmortem_text", "", WritePostmortem},
        {"postmortem_decision", "r ->> 'step' = 'submit'", WritePostmortem},
        {"postmortem_decision", "r ->> 'step' = 'review'", ReviewPostmortem},
        {"postmortem_decision", "r ->> 'step' = 'return'", CommentPostmortem},
        {"postmortem_decision", "r ->> 'attested_by' IS NOT NULL", Send},
        {"postmortem_decision", "", ApprovePostmortem},
        {"postmortem_comment", "", CommentPostmortem},
        {"postmortem_comment_end", "r ->> 'outcome' = 'withdrawn'", CommentPostmortem},
        {"postmortem_comment_end", "", WritePostmortem},
        {"postmortem_question", "", WritePostmortem},
        {"postmortem_answer", "", AddEntry},
        {"postmortem_use", "", ReadPostmortem},
        {"postmortem_summary_text", "", WritePostmortem},
        {"postmortem_summary_check", "", WritePostmortem},
        {"postmortem_summary_decision", "r ->> 'step' = 'submit'", WritePostmortem},
        {"postmortem_summary_decision", "r ->> 'attested_by' IS NOT NULL", Send},
        {"postmortem_summary_decision", "", ApproveNotice},
        {"containment_citation", "", AddEntry},
        {"measure_change", "", AddEntry},
        {"legal_hold", "", LegalHold},
        {"redaction_request", "", RequestRedaction},
        {"redaction_place", "", RequestRedaction},
        {"redaction_decision", "r ->> 'decision' = 'taken_back'", RequestRedaction},
        {"redaction_decision", "", ConfirmRedaction},
        {"redaction_trace", "", ConfirmRedaction},
    };
    return table;
}

QList<ActRight> linesOf(const QString &table)
{
    QList<ActRight> lines;
    for (const ActRight &line : actRights())
        if (table == QLatin1StringView(line.table))
            lines << line;
    return lines;
}

QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"''"_s) + u'\'';
}

/** A function of pure values: no table is read, so everybody may ask it. */
QString pure(const QString &head, const QString &body)
{
    return u"CREATE FUNCTION %1 LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS "
           "$$\nBEGIN\n%2\nEND\n$$"_s.arg(head, body);
}

QString rightFunction()
{
    QString lines;
    for (const auto &e : enumTable<Right>())
        lines += u"  WHEN '%1' THEN roles := %2; holder := %3;\n"_s.arg(QLatin1StringView(e.code))
                     .arg(rolesWith(e.value).toInt())
                     .arg(needsHolder(e.value) ? u"TRUE"_s : u"FALSE"_s);
    return pure(u"tocsin_right(code TEXT, OUT roles BIGINT, OUT holder BOOLEAN)"_s,
                u"  CASE code\n"_s + lines + u"  ELSE roles := 0; holder := FALSE;\n  END CASE;"_s);
}

QString rightOfFunction()
{
    QString lines;
    for (const TableEntry &table : tableManifest()) {
        QString value;
        const auto rights = linesOf(QString::fromLatin1(table.name));
        for (const ActRight &line : rights)
            value += *line.when ? u" WHEN %1 THEN '%2'"_s.arg(QLatin1StringView(line.when), codeOf(line.right))
                                : u" ELSE '%1'"_s.arg(codeOf(line.right));
        if (rights.size() == 1)
            value.remove(u" ELSE "_s);
        if (!rights.isEmpty())
            lines += u"  WHEN '%1' THEN %2\n"_s.arg(QLatin1StringView(table.name),
                                                    rights.size() == 1 ? value : u"CASE%1 END"_s.arg(value));
    }
    // Some depend on what stands in the incident.
    return pure(u"tocsin_right_of(act TEXT, r JSON) RETURNS TEXT"_s, u"  RETURN CASE act\n"_s + lines + u"  END;"_s)
        .replace(u"IMMUTABLE"_s, u"STABLE SECURITY DEFINER"_s);
}

/** What may be redacted, and the heads that repeat it: the list of the program. */
QString redactableFunction()
{
    QStringList rows;
    for (const RedactableColumn &c : redactableColumns())
        rows << u"('%1', '%2', '%3', '%4', '%5')"_s.arg(QLatin1StringView(c.table), QLatin1StringView(c.column),
                                                        QLatin1StringView(c.head ? c.head : ""),
                                                        QLatin1StringView(c.head ? c.headColumn : ""), isItsHead(c));
    return pure(u"tocsin_redactable() RETURNS TABLE (act TEXT, act_column TEXT, head TEXT, head_column TEXT, its_head "
                "TEXT)"_s,
                u"  RETURN QUERY VALUES %1;"_s.arg(rows.join(u", "_s)));
}

/** A condition on the incident a row is of, which has a policy of its own. It is looked for only while one is hidden;
 * a list of those that are would be cheaper, and would tell which they are (P13.4). */
QString notHidden(const QString &sees)
{
    return u"CASE WHEN (SELECT tocsin_hides()) THEN %1 ELSE TRUE END"_s.arg(sees);
}

/** The rows a person may read, and add: incidents that are not hidden, post-mortems of who may read them (P11.3). */
QString visibleRows(const TableEntry &table, const QList<Column> &columns)
{
    const QString name = QString::fromLatin1(table.name), postmortem = u"tocsin_reads_postmortem(incident_id)"_s;
    const QString reads = u"(SELECT tocsin_reads())"_s, person = u"(SELECT tocsin_person()) <> 0"_s;
    const auto seen = [](const QString &incident) {
        return notHidden(u"(SELECT i.id FROM incident i WHERE i.id = %1) IS NOT NULL"_s.arg(incident));
    };
    const QString open = seen(u"incident_id"_s);
    const QString exercise = u"tocsin_sees_exercise(incident_id)"_s;
    if (name == u"audit" || name == u"person" || name == u"person_version" || name == u"service" ||
        name == u"service_version" || name == u"mail_account_version" || name == u"provider" ||
        name == u"provider_version" || name.startsWith(u"notice_template"_s) || name == u"template_approval")
        return person;
    if (name == u"draft")
        return u"person_id = (SELECT tocsin_person()) AND (incident_id IS NULL OR %1)"_s.arg(open);
    if (name == u"audit_content")
        return u"CASE WHEN incident_id IS NOT NULL THEN %1 AND %2 AND (table_name NOT LIKE 'postmortem%' OR %3) "
               "AND CASE WHEN table_name IN ('incident_link', 'incident_unlink') THEN %5 ELSE TRUE END "
               "AND (table_name <> 'consultation_text' OR tocsin_reads_consultation(incident_id, row_id)) "
               "AND (table_name <> 'exercise_lead' OR %6) AND CASE WHEN table_name IN ('redaction_trace', "
               "'redaction_place') THEN tocsin_reads_trace(incident_id, after_json::json ->> 'table_name', "
               "(after_json::json ->> 'row_id')::bigint) ELSE TRUE END WHEN table_name IN ('person', 'person_version', "
               "'service', "
               "'service_version', 'mail_account_version', 'provider', 'provider_version', 'notice_template', "
               "'notice_template_version', "
               "'template_approval', 'migration', 'database_info') THEN %4 ELSE %1 END"_s.arg(
                   reads, open, postmortem, person, seen(u"(after_json::json ->> 'other_id')::bigint"_s), exercise);
    if (name == u"incident")
        return reads + u" AND (restricted = 0 OR id = ANY ((SELECT tocsin_named())::bigint[]))"_s;
    if (name == u"incident_record")
        return reads + u" AND "_s + notHidden(u"tocsin_sees_record(id, uuid)"_s);
    // P11.2: who is asked for a contribution sees the question and their own answers alone.
    if (name == u"postmortem_question" || name == u"postmortem_answer")
        return u"%1 AND %2 AND (%3 = (SELECT tocsin_person()) OR %4)"_s.arg(
            reads, open, name == u"postmortem_answer" ? u"person_id"_s : u"asked_id"_s, postmortem);
    // P11.4: an approved summary is there for who drafts notices.
    if (name == u"postmortem_summary")
        return u"%1 AND %2 AND (state = 'approved' OR %3)"_s.arg(reads, open, postmortem);
    if (name == u"postmortem_summary_text")
        return u"%1 AND %2 AND (%3 OR EXISTS (SELECT 1 FROM postmortem_summary h WHERE h.summary_id = "
               "postmortem_summary_text.id AND h.state = 'approved'))"_s.arg(reads, open, postmortem);
    if (name.startsWith(u"postmortem"_s))
        return reads + u" AND "_s + open + u" AND "_s + postmortem;
    if (name == u"consultation_text") // P10.5
        return reads + u" AND "_s + open +
               u" AND (privileged = 0 OR tocsin_reads_consultations(incident_id) OR EXISTS (SELECT 1 FROM "
               "consultation_release r WHERE r.consultation_id = consultation_text.consultation_id))"_s;
    if (hasColumn(columns, "other_id"_L1)) // a link is there for who sees both ends
        return u"%1 AND %2 AND %3"_s.arg(reads, open, seen(u"other_id"_s));
    if (name == u"exercise_lead")
        return reads + u" AND "_s + open + u" AND "_s + exercise;
    if (name == u"redaction_trace" || name == u"redaction_place")
        return reads + u" AND "_s + open + u" AND tocsin_reads_trace(incident_id, table_name, row_id)"_s;
    if (name == u"bulk_act")
        return reads + u" AND (incident_id IS NULL OR "_s + open + u')';
    return hasColumn(columns, "incident_id"_L1) ? reads + u" AND "_s + open : reads;
}

/** Columns that refer to rows of an incident, and the tables of these. */
QStringList placesOf(const QString &table, const QList<Column> &columns)
{
    static const QList<std::pair<QString, QString>> known = {
        {u"entry_id"_s, u"timeline_entry"_s},
        {u"declaration_id"_s, u"declaration"_s},
        {u"attachment_id"_s, u"attachment"_s},
        {u"obligation_id"_s, u"obligation"_s},
        {u"notice_id"_s, u"notice"_s},
        {u"text_id"_s, u"notice_text"_s},
        {u"message_id"_s, u"message"_s},
        {u"attempt_id"_s, u"send_attempt"_s},
        {u"duplicate_of"_s, u"incident"_s},
        {u"data_set_id"_s, u"data_set"_s},
        {u"request_id"_s, u"rescission_request"_s},
        {u"score_id"_s, u"people_score"_s},
        {u"run_id"_s, u"classification_run"_s},
        {u"answer_id"_s, u"run_answer"_s},
        {u"classification_id"_s, u"classification"_s},
        {u"ending_id"_s, u"ending"_s},
        {u"former_id"_s, u"classification_run"_s},
        {u"other_id"_s, u"incident"_s},
        {u"task_id"_s, u"incident_task"_s},
        {u"place_id"_s, u"outside_place"_s},
        {u"tuning_id"_s, u"tuning_action"_s},
        {u"transfer_id"_s, u"transfer"_s},
        {u"move_id"_s, u"transfer_move"_s},
        {u"exception_id"_s, u"exception_request"_s},
        {u"renews_id"_s, u"exception_request"_s},
        {u"consultation_id"_s, u"consultation"_s},
        {u"release_id"_s, u"bundle_release"_s},
        {u"replacement_id"_s, u"message"_s},
        {u"mail_id"_s, u"alert_mail"_s},
        {u"matter_id"_s, u"matter"_s},
        {u"follows_id"_s, u"notice"_s},
        {u"comment_id"_s, u"postmortem_comment"_s},
        {u"question_id"_s, u"postmortem_question"_s},
        {u"measure_id"_s, u"measure"_s},
        {u"containment_id"_s, u"containment"_s},
        {u"summary_id"_s, u"postmortem_summary_text"_s},
    };
    QStringList arguments;
    for (const auto &[column, place] : known)
        if (hasColumn(columns, QLatin1StringView(column.toLatin1())))
            arguments << quoted(column)
                      << quoted(column == u"text_id" && table.startsWith(u"postmortem"_s) ? u"postmortem_text"_s
                                                                                          : place);
    return arguments;
}

/** Every column but the key: who could choose keys could take those of the next acts. A bulk act names its rows by it.
 */
QString insertable(const QString &table, const QList<Column> &columns)
{
    QStringList names;
    for (const Column &c : columns)
        if (c.name != u"id"_s || table == u"bulk_act"_s)
            names << c.name;
    return names.join(u", "_s);
}

/** Everybody sees who else is there, tells of nobody but themselves, and is heard of at once. */
QStringList presenceRights(const QString &visible, const QString &everybody)
{
    const QString own = u"person_id = (SELECT tocsin_person()) AND "_s + visible;
    return {u"GRANT INSERT, UPDATE, DELETE ON presence TO %1"_s.arg(everybody),
            u"CREATE POLICY sees ON presence FOR SELECT USING (%1)"_s.arg(visible),
            u"CREATE POLICY own ON presence USING (%1) WITH CHECK (%1)"_s.arg(own),
            u"CREATE TRIGGER told AFTER INSERT OR DELETE ON presence FOR EACH ROW "
            "EXECUTE FUNCTION tocsin_tell_presence()"_s,
            u"CREATE TRIGGER told_change AFTER UPDATE ON presence FOR EACH ROW "
            "WHEN (OLD.incident_id IS DISTINCT FROM NEW.incident_id) EXECUTE FUNCTION tocsin_tell_presence()"_s};
}

} // namespace

QStringList PostgresRights::groups()
{
    QStringList list;
    for (const auto &e : enumTable<Role>())
        list << u"tocsin_"_s + QLatin1StringView(e.code);
    return list;
}

QStringList PostgresRights::functions()
{
    QString bits, codes, names, stages;
    QStringList all;
    Roles every;
    for (const auto &e : enumTable<Role>()) {
        const QString bit = QString::number(static_cast<int>(e.value)), code = QString::fromLatin1(e.code);
        bits += u" WHEN '%1' THEN %2"_s.arg(code, bit);
        codes += u" WHEN mask & %1 <> 0 THEN '%2'"_s.arg(bit, code);
        names += u"%1CASE WHEN mask & %2 <> 0 THEN %3 END"_s.arg(names.isEmpty() ? QString() : u", "_s, bit,
                                                                 quoted(QString::fromLatin1(e.name)));
        all << quoted(code);
        every |= e.value;
    }
    for (const auto &e : enumTable<Stage>())
        stages += u" WHEN '%1' THEN %2"_s.arg(QLatin1StringView(e.code)).arg(static_cast<int>(e.value));
    return {
        pure(u"tocsin_role(code TEXT) RETURNS BIGINT"_s, u"  RETURN CASE code%1 ELSE 0 END;"_s.arg(bits)),
        pure(u"tocsin_role_code(mask BIGINT) RETURNS TEXT"_s, u"  RETURN CASE%1 END;"_s.arg(codes)),
        pure(u"tocsin_role_codes() RETURNS TEXT[]"_s, u"  RETURN ARRAY[%1];"_s.arg(all.join(u", "_s))),
        pure(u"tocsin_role_names(mask BIGINT) RETURNS TEXT"_s,
             u"  RETURN nullif(concat_ws(', ', %1), '');"_s.arg(names)),
        pure(u"tocsin_all_roles() RETURNS BIGINT"_s, u"  RETURN %1;"_s.arg(every.toInt())),
        pure(u"tocsin_stage(code TEXT) RETURNS INT"_s, u"  RETURN CASE code%1 END;"_s.arg(stages)),
        rightFunction(),
        rightOfFunction(),
        redactableFunction(),
    };
}

QStringList PostgresRights::ofTable(const TableEntry &table, const QList<Column> &columns)
{
    const QString name = QString::fromLatin1(table.name), everybody = groups().join(u", "_s);
    QStringList list = {u"GRANT SELECT ON %1 TO %2"_s.arg(name, everybody)};
    if (name == u"migration" || name == u"database_info")
        return list; // read before the program knows who is there, and nothing about an incident
    const QString visible = visibleRows(table, columns);
    list << u"ALTER TABLE %1 ENABLE ROW LEVEL SECURITY"_s.arg(name);
    if (name == u"presence")
        return list + presenceRights(visible, everybody);
    if (name == u"remnant") // told by the server itself; who owns the database cleans up
        return list << u"CREATE POLICY sees ON remnant FOR SELECT USING (%1)"_s.arg(visible);
    if (table.kind == TableClass::Working)
        return list << u"GRANT INSERT, UPDATE, DELETE ON %1 TO %2"_s.arg(name, everybody)
                    << u"CREATE POLICY own ON %1 USING (%2) WITH CHECK (%2)"_s.arg(name, visible);
    list << u"CREATE POLICY sees ON %1 FOR SELECT USING (%2)"_s.arg(name, visible);
    const auto rights = linesOf(name);
    if (rights.isEmpty())
        return list;
    Roles roles;
    for (const ActRight &line : rights)
        roles |= rolesWith(line.right);
    QStringList adders;
    for (const auto &e : enumTable<Role>())
        if (roles & e.value)
            adders << u"tocsin_"_s + QLatin1StringView(e.code);
    const bool ofIncident = hasColumn(columns, "incident_id"_L1);
    if (const QStringList places = placesOf(name, columns); !places.isEmpty())
        list << u"CREATE TRIGGER a_same_place BEFORE INSERT ON %1 FOR EACH ROW EXECUTE FUNCTION "
                "tocsin_check_place(%2)"_s.arg(name, places.join(u", "_s));
    // Who records an exercise names its leads, and need be none of them (P2.8).
    QString added = visible;
    if (name == u"exercise_lead")
        added.remove(u" AND tocsin_sees_exercise(incident_id)"_s);
    return list << u"GRANT INSERT (%1) ON %2 TO %3"_s.arg(insertable(name, columns), name, adders.join(u", "_s))
                << u"CREATE POLICY adds ON %1 FOR INSERT WITH CHECK (%2)"_s.arg(name, added)
                << u"CREATE TRIGGER a_right BEFORE INSERT ON %1 FOR EACH ROW EXECUTE FUNCTION "
                   "tocsin_check_right('%2', '%3')"_s.arg(name,
                                                          rights.size() == 1 ? codeOf(rights.first().right) : QString(),
                                                          ofIncident ? u"incident_id"_s : QString());
}

} // namespace tocsin
