#include "tests/storage/roleworld.h"

namespace tocsin::test {

const QList<ActCase> &actCases()
{
    static const QList<ActCase> cases = {
        {"record an incident", "rmhlep",
         "INSERT INTO incident_record (uuid, number, title, description, source, source_detail, reported_by, "
         "detected_ms, exercise) VALUES (gen_random_uuid()::text, 0, 't', 'd', 's', '', 'b', {now}, 0)"},
        {"entry", "rmhlep",
         "INSERT INTO timeline_entry (uuid, incident_id, at_ms, kind, text, tags, key_event) VALUES "
         "(gen_random_uuid()::text, {D}, {now}, 'note', 'x', '', 0)"},
        {"strike", "rmhlep",
         "INSERT INTO entry_strike (uuid, incident_id, entry_id, reason) VALUES (gen_random_uuid()::text, {D}, {D.e}, "
         "'r')"},
        {"mark", "rmhlep",
         "INSERT INTO entry_mark (uuid, incident_id, entry_id, key_event) VALUES (gen_random_uuid()::text, {D}, {D.e}, "
         "1)"},
        {"evidence", "rmhlep",
         "INSERT INTO attachment (uuid, incident_id, name, media_type, size, sha256, from_production, "
         "production_approval) VALUES (gen_random_uuid()::text, {D}, 'f', 't', 1, '', 'no', ''); INSERT INTO "
         "attachment_chunk (incident_id, attachment_id, n, data) VALUES ({D}, (SELECT max(id) FROM attachment WHERE "
         "incident_id = {D}), 0, '\\x78')"},
        {"a message as file", "h",
         "INSERT INTO attachment (uuid, incident_id, name, media_type, size, sha256, from_production, "
         "production_approval, message_id) VALUES (gen_random_uuid()::text, {D}, 'f', 't', 1, '', 'no', '', {M4})"},
        {"bulk", "rmhlep",
         "INSERT INTO timeline_entry (uuid, incident_id, at_ms, kind, text, tags, key_event, bulk_id) VALUES "
         "(gen_random_uuid()::text, {D}, {now}, 'imported', 'x', '', 0, 900); INSERT INTO bulk_act (id, uuid, "
         "incident_id, kind, table_names, source_name, source_sha256, row_count, rows_sha256) VALUES (900, "
         "gen_random_uuid()::text, {D}, 'timeline_import', 'timeline_entry', 'f', '', 1, '')"},
        {"link", "rmhlep",
         "INSERT INTO incident_link (uuid, incident_id, other_id, kind, reason) VALUES (gen_random_uuid()::text, {F}, "
         "{D}, 'caused_by', 'r')"},
        {"take a link back", "rmhlep",
         "INSERT INTO incident_unlink (uuid, incident_id, other_id, link_id, reason) VALUES (gen_random_uuid()::text, "
         "{C}, {D}, {LK}, 'r')"},
        {"situation", "rmhlep",
         "INSERT INTO situation_text (uuid, incident_id, seen_version, known, unknown, next) VALUES "
         "(gen_random_uuid()::text, {D}, 1, 'k', '', '')"},
        {"task", "rmhlep",
         "INSERT INTO task_change (uuid, incident_id, task_id, seen_version, what, owner_name, state, reason) VALUES "
         "(gen_random_uuid()::text, {D}, NULL, 0, 'Rotate', '', 'open', '')"},
        {"task done", "rmhlep",
         "INSERT INTO task_change (uuid, incident_id, task_id, seen_version, what, owner_name, state, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {K}, 1, 'Rotate', '', 'done', '')"},
        {"duty", "rmhlep",
         "INSERT INTO crew_change (uuid, incident_id, duty, holder_name, assigned, reason) VALUES "
         "(gen_random_uuid()::text, {D}, 'scribe', 'n', 1, '')"},
        {"outside reference", "rmhlep",
         "INSERT INTO outside_place (uuid, incident_id, kind, name, reference, link) VALUES (gen_random_uuid()::text, "
         "{D}, 'call', 'n', 'r', '')"},
        {"take a reference away", "rmhlep",
         "INSERT INTO outside_removal (uuid, incident_id, place_id, reason) VALUES (gen_random_uuid()::text, {D}, {P}, "
         "'r')"},
        {"report exported", "rmhlep",
         "INSERT INTO report_export (uuid, incident_id, kind, format, file_name, sha256) VALUES "
         "(gen_random_uuid()::text, {D}, 'situation_report', 'pdf', 'f', '')"},
        {"take over obligations", "h",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {C}, 'commitment', "
         "'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {C}), {now}, {now} + 259200000, 1, 'c', "
         "''); INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, "
         "trigger_ms, deadline_ms, confirmed, citation, rule_version, taken_from) VALUES (gen_random_uuid()::text, "
         "{D}, 'commitment', 'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {D}), {now}, {now} + "
         "259200000, 1, 'c', '', (SELECT max(id) FROM obligation WHERE incident_id = {C})); INSERT INTO "
         "obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, "
         "attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {C}, (SELECT max(id) "
         "FROM obligation WHERE incident_id = {C}), 1, 'withdrawn', {now}, 'taken_over', 'r', '', '', '')"},
        {"end as duplicate", "rmh",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {C}, {C.v}, 'duplicate', '', "
         "'', '', '', '', '', '')"},
        {"move on", "rmh",
         "INSERT INTO stage_move (uuid, incident_id, seen_version, from_stage, to_stage, kind, reason) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'diagnose', 'stabilize', 'alternation', 'r')"},
        {"move back", "h",
         "INSERT INTO stage_move (uuid, incident_id, seen_version, from_stage, to_stage, kind, reason) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'diagnose', 'assess', 'reopening', 'r')"},
        {"assess", "rmh",
         "INSERT INTO assessment (uuid, incident_id, seen_version, functional, information, recoverability, data_risk, "
         "derived_severity, derived_priority, provisional, severity, priority, overridden, override_reason, reasons, "
         "finding, rule_version) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'low', 'none', 'regular', 'confirmed', "
         "'high', 'p1', 0, 'high', 'p1', 0, '', '', '', '')"},
        {"classify", "rmh",
         "INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, participants, "
         "rule_version) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'security_incident', 'no', 'r', 'p', '')"},
        {"begin a run of the wizard", "rmh",
         "INSERT INTO classification_run (uuid, incident_id, rule_version) VALUES (gen_random_uuid()::text, {F}, '1')"},
        {"answer in a run", "rmh",
         "INSERT INTO run_answer (uuid, incident_id, run_id, fact, answers, note, seen_answer) VALUES "
         "(gen_random_uuid()::text, {B}, {W}, 'access', 'unlawful', '', 0)"},
        {"cite for an answer", "rmh",
         "INSERT INTO run_answer (uuid, incident_id, run_id, fact, answers, note, seen_answer) VALUES "
         "(gen_random_uuid()::text, {B}, {W}, 'access', 'unlawful', '', 0); "
         "INSERT INTO run_citation (uuid, incident_id, answer_id, entry_id) VALUES (gen_random_uuid()::text, {B}, "
         "(SELECT max(id) FROM run_answer WHERE run_id = {W}), {B.e})"},
        {"say who took part in a run", "rmh",
         "INSERT INTO run_participant (uuid, incident_id, run_id, name, took_part) VALUES (gen_random_uuid()::text, "
         "{B}, "
         "{W}, 'Sam', 1)"},
        {"finish a run", "rmh",
         "INSERT INTO run_participant (uuid, incident_id, run_id, name, took_part) VALUES (gen_random_uuid()::text, "
         "{B}, "
         "{W}, 'Sam', 1); "
         "INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, participants, "
         "rule_version) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'security_incident', 'no', 'r', 'p', ''); "
         "INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
         "rule_version, reasons, chosen, personal_data, chosen_reason, counted) VALUES (gen_random_uuid()::text, {B}, "
         "{W}, "
         "(SELECT max(id) FROM classification WHERE incident_id = {B}), "
         "NULL, 'security_incident', 'r', '1', '', 'security_incident', 'no', '', 'practice')"},
        {"set a run aside", "rmh",
         "INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
         "rule_version, reasons, chosen, personal_data, chosen_reason) VALUES (gen_random_uuid()::text, {B}, {W}, "
         "NULL, "
         "NULL, 'not_classified', 'r', '1', '', 'not_classified', 'not_known', 'By mistake.')"},
        {"restrict", "hl",
         "INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, reason) "
         "SELECT gen_random_uuid()::text, {B}, p.id, 0, 1, 0, 'r' FROM person p WHERE p.id IN ({p.h}, {p.l}, {p.e}); "
         "INSERT INTO restriction_change (uuid, incident_id, seen_version, restricted, kind, reason, environment) "
         "VALUES (gen_random_uuid()::text, {B}, {B.v}, 1, 'insider', 'r', '')"},
        {"name a person", "hl",
         "INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, reason) "
         "VALUES "
         "(gen_random_uuid()::text, {B}, {p.r}, 0, 1, 0, 'r')"},
        {"name a data set", "rmh",
         "INSERT INTO data_set_version (uuid, incident_id, name, kinds, people, people_known, people_count, "
         "records_known, records_count, proposed_part, affected, reason) VALUES (gen_random_uuid()::text, {B},"
         " 'n', 'k', 'p', 'not_known', 0, 'exact', 3, 'processor', 1, 'r')"},
        {"change a data set", "rmh",
         "INSERT INTO data_set_version (uuid, incident_id, subject_id, seen_version, name, kinds, people, "
         "people_known, people_count, records_known, records_count, proposed_part, affected, reason) VALUES "
         "(gen_random_uuid()::text, {B}, {DS}, {DS.v}, 'n', 'k', 'p', 'not_known', 0, 'exact', 3, 'processor',"
         " 1, 'r')"},
        {"decide the part", "l",
         "INSERT INTO part_decision (uuid, incident_id, data_set_id, seen_version, part, reason, attested_how,"
         " attested_words) VALUES (gen_random_uuid()::text, {B}, {DS}, {DS.v}, 'joint', 'r', '', '')"},
        {"score the risk to people", "rmh",
         "INSERT INTO people_score (uuid, incident_id, answers, dpc, identification, confidentiality, "
         "integrity, availability, intent, score, band, many_people, unintelligible, remark, rule_version) "
         "VALUES (gen_random_uuid()::text, {B}, '{}', 2, 4, 0, 0, 0, 0, 8, 'medium', 0, 0, '', '')"},
        {"decide on Art. 33 and 34", "l",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'high_risk', 'owed', "
         "'article_34_3', 'risk_removed', '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"take over", "mh",
         "INSERT INTO manager_change (uuid, incident_id, seen_version, manager_id, reason) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, (SELECT tocsin_person()), 'r')"},
        {"open the track", "rmh",
         "INSERT INTO track_opening (uuid, incident_id, seen_version, reason) VALUES (gen_random_uuid()::text, {F}, "
         "{F.v}, 'r')"},
        {"emergency mitigation", "rmhlep",
         "INSERT INTO containment (uuid, incident_id, seen_version, kind, what, verified_by, at_ms) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'emergency', 'w', 'v', {now})"},
        {"verify containment", "h",
         "INSERT INTO containment (uuid, incident_id, seen_version, kind, what, verified_by, at_ms) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'customer_risk', 'w', 'v', {now})"},
        {"declare", "h",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'access_occurred', 's', 'Lena', {now}, {now}, '', '', '', '', 'high', "
         "'p1'); INSERT INTO declaration_citation (uuid, incident_id, declaration_id, entry_id) VALUES "
         "(gen_random_uuid()::text, {B}, (SELECT max(id) FROM declaration WHERE incident_id = {B}), {B.e}); INSERT "
         "INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {B}, 'commitment', "
         "'customer', {fir}, (SELECT max(id) FROM declaration WHERE incident_id = {B}), {now}, {now} + 259200000, 1, "
         "'c', '')"},
        {"ask for a rescission", "h",
         "INSERT INTO rescission_request (uuid, incident_id, seen_version, declaration_id, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {D.v}, {D.d}, 'r'); INSERT INTO rescission_citation (uuid, incident_id, "
         "request_id, entry_id) VALUES (gen_random_uuid()::text, {D}, (SELECT max(id) FROM rescission_request WHERE "
         "incident_id = {D}), {D.e})"},
        {"co-sign a rescission, by log-in", "l",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'cosigned', 'w', "
         "'not_classified', 'high', 'p1', 0, 0, 0, '', ''); INSERT INTO obligation_change (uuid, incident_id, "
         "obligation_id, seen_version, change, at_ms, reason_code, reason, attested_how, attested_words, "
         "second_attested_words) VALUES (gen_random_uuid()::text, {R}, {R.o}, 1, 'withdrawn', {now}, 'rescinded', 'r', "
         "'', '', '')"},
        {"co-sign a rescission, attested", "h",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words, attested_by, attested_ms) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, "
         "'cosigned', 'w', 'not_classified', 'high', 'p1', 0, 0, 0, 'by telephone', 'Agreed.', {p.l}, {now}); INSERT "
         "INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, "
         "attested_how, attested_words, second_attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {R}, {R.o}, 1, 'withdrawn', {now}, 'rescinded', 'r', 'by telephone', 'Agreed.', "
         "'', {p.l}, {now})"},
        {"refuse a rescission, by log-in", "l",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'refused', 'w', 'not_classified', "
         "'high', 'p1', 0, 0, 0, '', '')"},
        {"refuse a rescission, attested", "h",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words, attested_by, attested_ms) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, "
         "'refused', 'w', 'not_classified', 'high', 'p1', 0, 0, 0, 'by telephone', 'Agreed.', {p.l}, {now})"},
        {"take a rescission back", "h",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'taken_back', 'w', "
         "'not_classified', 'high', 'p1', 0, 0, 0, '', '')"},
        {"say why nothing is declared", "h",
         "INSERT INTO declaration_delay (uuid, incident_id, aware_ms, reason, review_ms) VALUES "
         "(gen_random_uuid()::text, {B}, {now}, 'r', {now} + 3600000)"},
        {"end", "rmh",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {F}, {F.v}, 'false_positive', "
         "'r', 'r', '', '', 'r', 'x', 'y')"},
        {"refer", "h",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said, referred_ms, referred_nevertheless) VALUES "
         "(gen_random_uuid()::text, {F}, {F.v}, 'referred', 'r', 'r', '', '', 'r', 'x', 'y', {now}, 'n')"},
        {"whose it is", "rmh",
         "INSERT INTO service_impact (uuid, incident_id, service_id, seen_version, affected, model, layers, "
         "responsible, reason, rule_version) VALUES (gen_random_uuid()::text, {F}, {S}, 0, 1, 'iaas', 'data', "
         "'customer', '', '')"},
        {"hand over what is the customer's alone", "h",
         "INSERT INTO service_impact (uuid, incident_id, service_id, seen_version, affected, model, layers, "
         "responsible, reason, rule_version) VALUES (gen_random_uuid()::text, {F}, {S}, 0, 1, 'iaas', 'data', "
         "'customer', '', ''); INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, "
         "tuning_action, tuning_owner, no_tuning_reason, referred_to, referred_said, referred_ms) VALUES "
         "(gen_random_uuid()::text, {F}, {F.v}, 'referred', '', '', '', '', '', 'x', 'y', {now})"},
        {"tuning done", "rmh",
         "INSERT INTO tuning_change (uuid, incident_id, tuning_id, seen_version, state, remark) VALUES "
         "(gen_random_uuid()::text, {U}, {U.t}, {U.tv}, 'done', '')"},
        {"an exercise that is not announced", "rmhlep",
         "INSERT INTO incident_record (uuid, number, title, description, source, source_detail, reported_by, "
         "detected_ms, exercise) VALUES (gen_random_uuid()::text, 0, 't', 'd', 's', '', 'b', {now}, 0); INSERT INTO "
         "exercise_lead (uuid, incident_id, subject_id) VALUES (gen_random_uuid()::text, (SELECT max(id) FROM "
         "incident_record), {p.e})"},
        {"lift the mark of an exercise", "rmp",
         "INSERT INTO exercise_lifting (uuid, incident_id, seen_version, cause, reason) VALUES "
         "(gen_random_uuid()::text, {X}, {X.v}, 'lead', 'r')"},
        {"have the mark lifted by declaring", "h",
         "INSERT INTO exercise_lifting (uuid, incident_id, seen_version, cause, reason) VALUES "
         "(gen_random_uuid()::text, {X}, {X.v}, 'declare', 'r')"},
        {"close", "h",
         "INSERT INTO closing (uuid, incident_id, seen_version, summary) VALUES (gen_random_uuid()::text, {C}, {C.v}, "
         "'s')"},
        {"reopen", "h",
         "INSERT INTO reopening (uuid, incident_id, seen_version, to_stage, reason) VALUES (gen_random_uuid()::text, "
         "{Z}, {Z.v}, 'detect', 'r')"},
        {"put in scope", "h",
         "INSERT INTO scope_change (uuid, incident_id, customer_id, subscription_id, in_scope, accessed, certainty, "
         "reason, seen_version) VALUES (gen_random_uuid()::text, {B}, {fir}, {fir.s}, 1, 'a', 'c', 'r', 0)"},
        {"put in scope late", "h",
         "INSERT INTO scope_change (uuid, incident_id, customer_id, subscription_id, in_scope, accessed, certainty, "
         "reason, seen_version) VALUES (gen_random_uuid()::text, {D}, {fir}, {fir.s}, 1, 'a', 'c', 'r', 0); INSERT "
         "INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {D}, 'commitment', "
         "'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {D}), {now}, {now} + 259200000, 1, 'c', "
         "'')"},
        {"take out late, by log-in", "l",
         "INSERT INTO scope_change (uuid, incident_id, customer_id, subscription_id, in_scope, accessed, certainty, "
         "reason, seen_version) VALUES (gen_random_uuid()::text, {D}, {gum}, {gum.s}, 0, 'a', 'c', 'r', 1)"},
        {"take out late, attested", "h",
         "INSERT INTO scope_change (uuid, incident_id, customer_id, subscription_id, in_scope, accessed, certainty, "
         "reason, seen_version, attested_by, attested_ms, attested_how, attested_words) VALUES "
         "(gen_random_uuid()::text, {D}, {gum}, {gum.s}, 0, 'a', 'c', 'r', 1, {p.l}, {now}, 'by telephone', "
         "'Agreed.')"},
        {"start a commitment", "h",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {D}, 'commitment', "
         "'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {D}), {now}, {now} + 259200000, 1, 'c', "
         "'')"},
        {"start a statutory duty", "l",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {D}, 'statute', "
         "'authority', NULL, NULL, {now}, NULL, 1, 'c', '')"},
        {"confirm a duty", "l",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {D}, {T}, 1, "
         "'confirmed', {now}, '', 'r', '', '', '')"},
        {"set a duty's clock", "l",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, until_ms, "
         "reason_code, reason, attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, "
         "{D}, {T}, 1, 'recomputed', {now}, {now} + 259200000, '', 'r', '', '', '')"},
        {"propose a duty", "rmhl",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, trigger_ms, confirmed, citation, "
         "rule_version) VALUES (gen_random_uuid()::text, {D}, 'statute', 'authority', {now}, 0, 'c', ''); INSERT INTO "
         "duty_origin (uuid, incident_id, obligation_id, rule, regime, reason, starts_at, starts_when, period_value, "
         "period_unit, roll_over, zone, calendar, regulation, counsel, note, exceptable) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM obligation WHERE incident_id = {D}), 'x', 'x', 'r', "
         "'awareness', '', 72, 'hours', 'none', '', '', 0, 0, '', 0)"},
        {"add a duty that no rule proposes", "l",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, addressee_name, trigger_ms, confirmed, "
         "citation, rule_version) VALUES (gen_random_uuid()::text, {D}, 'statute', 'authority', 'The ministry', {now}, "
         "0, 'c', ''); INSERT INTO duty_origin (uuid, incident_id, obligation_id, rule, regime, reason, starts_at, "
         "starts_when, period_value, period_unit, roll_over, zone, calendar, regulation, counsel, note, exceptable) "
         "VALUES (gen_random_uuid()::text, {D}, (SELECT max(id) FROM obligation WHERE incident_id = {D}), '', 'An "
         "order', 'r', 'awareness', '', 72, 'hours', 'none', '', '', 0, 0, '', 0)"},
        {"record awareness", "l",
         "INSERT INTO awareness (uuid, incident_id, seen_version, at_ms, reason) VALUES (gen_random_uuid()::text, {D}, "
         "0, {now}, 'r')"},
        {"note facts for duties", "rmhl",
         "INSERT INTO duty_facts (uuid, incident_id, seen_version, facts, reason) VALUES (gen_random_uuid()::text, "
         "{D}, 0, '{}', 'r')"},
        {"contract term", "rmhl",
         "INSERT INTO customer_term_version (uuid, customer_id, starts_at, period_value, period_unit, addressee, "
         "channel, language, source, exceptable, active) VALUES (gen_random_uuid()::text, {birch}, 'declaration', 24, "
         "'hours', 'a', 'mail', '', 's', 0, 1)"},
        {"withdraw, by log-in", "l",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {D}, "
         "{O.birch}, {O.birch.v}, 'withdrawn', {now}, 'out_of_scope', 'r', '', '', '')"},
        {"withdraw, attested", "h",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {D}, {O.birch}, {O.birch.v}, 'withdrawn', {now}, 'out_of_scope', 'r', 'by "
         "telephone', 'Agreed.', '', {p.l}, {now})"},
        {"met", "rmhlep",
         "INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {D}, {M5}, 'mail', {now}, 1, 'p'); INSERT INTO obligation_change (uuid, "
         "incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, attested_how, attested_words, "
         "second_attested_words) VALUES (gen_random_uuid()::text, {D}, {O.birch}, {O.birch.v}, 'met', {now}, '', 'r', "
         "'', '', '')"},
        {"not deliverable", "l",
         "INSERT INTO hand_delivery (uuid, incident_id, notice_id, text_id, subscription_id, means, at_ms, reached, "
         "proof) VALUES (gen_random_uuid()::text, {D}, {N5}, {N5.t}, {gum.s}, 'telephone', {now}, 0, 'p'); INSERT INTO "
         "hand_delivery (uuid, incident_id, notice_id, text_id, subscription_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {D}, {N5}, {N5.t}, {gum.s}, 'post', {now}, 0, 'p'); INSERT INTO obligation_change "
         "(uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, attested_how, "
         "attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {D}, {O.gum}, {O.gum.v}, "
         "'not_deliverable', {now}, '', 'r', '', '', '')"},
        {"begin a notice", "rmhl",
         "INSERT INTO notice_start (uuid, incident_id, audience, phase, number) VALUES (gen_random_uuid()::text, {D}, "
         "'customers', 'first', 99)"},
        {"write a notice", "rmhl",
         "INSERT INTO notice_text (uuid, incident_id, notice_id, seen_version, subject, body, content, sha256) VALUES "
         "(gen_random_uuid()::text, {D}, {N1}, {N1.v}, 's', 'b', '{}', tocsin_sha256(E'1\\ns\\n1\\nb\\n{}'))"},
        {"submit a notice", "rmhl",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N1}, "
         "{N1.v}, 'submit', 'legal_review', {N1.t}, '{N1.s}', '', 'r', '', '')"},
        {"return a notice", "l",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N2}, "
         "{N2.v}, 'return', 'draft', {N2.t}, '{N2.s}', '', 'r', '', '')"},
        {"approve a notice, by log-in", "l",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N2}, "
         "{N2.v}, 'approve', 'approved', {N2.t}, '{N2.s}', '', 'r', '', '')"},
        {"approve a notice, attested", "h",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {D}, {N2}, {N2.v}, 'approve', 'approved', {N2.t}, '{N2.s}', '', 'r', 'by "
         "telephone', 'Agreed.', {p.l}, {now})"},
        {"queue", "h",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N3}, "
         "{N3.v}, 'queue', 'queued', {N3.t}, '{N3.s}', '', 'r', '', '')"},
        {"make a message", "h",
         "INSERT INTO message (uuid, incident_id, notice_id, text_id, customer_id, recipient, address, message_ref, "
         "eml_sha256, pdf_sha256) VALUES (gen_random_uuid()::text, {D}, {N4}, {N4.t}, {birch}, 'c', 'c@birch.example', "
         "'new', '', '')"},
        {"name its subscription", "h",
         "INSERT INTO message (uuid, incident_id, notice_id, text_id, customer_id, recipient, address, message_ref, "
         "eml_sha256, pdf_sha256) VALUES (gen_random_uuid()::text, {D}, {N4}, {N4.t}, {birch}, 'c', 'c@birch.example', "
         "'new', '', ''); INSERT INTO message_subscription (incident_id, message_id, subscription_id) VALUES ({D}, "
         "(SELECT max(id) FROM message), {birch.s})"},
        {"send", "h",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M4}, 2, 'file')"},
        {"result of sending", "h",
         "INSERT INTO send_result (uuid, incident_id, attempt_id, result, reply) VALUES (gen_random_uuid()::text, {D}, "
         "{A4}, 'written', '')"},
        {"mark sent", "h",
         "INSERT INTO send_result (uuid, incident_id, attempt_id, result, reply) VALUES (gen_random_uuid()::text, {D}, "
         "{A4}, 'written', ''); INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, "
         "to_state, text_id, text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES "
         "(gen_random_uuid()::text, {D}, {N4}, {N4.v}, 'mark_sent', 'sent', {N4.t}, '{N4.s}', '', 'r', '', '')"},
        {"hand delivery of a message", "rmhlep",
         "INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {D}, {M5}, 'mail', {now}, 1, 'p')"},
        {"tell by hand", "rmhlep",
         "INSERT INTO hand_delivery (uuid, incident_id, notice_id, text_id, subscription_id, means, at_ms, reached, "
         "proof) VALUES (gen_random_uuid()::text, {D}, {N5}, {N5.t}, {gum.s}, 'telephone', {now}, 1, 'p')"},
        {"mark delivered", "rmhlep",
         "INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {NI}, {MA}, 'mail', {now}, 1, 'p'); INSERT INTO notice_decision (uuid, "
         "incident_id, "
         "notice_id, seen_version, step, to_state, text_id, text_sha256, scope_sha256, remark, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {NI}, {N9}, {N9.v}, 'mark_delivered', 'delivered', {N9.t}, "
         "'{N9.s}', '', 'r', '', '')"},
        {"write a post-mortem", "p",
         "INSERT INTO postmortem_text (uuid, incident_id, seen_version, body, sha256) VALUES (gen_random_uuid()::text, "
         "{D}, {PD.v}, 'b', tocsin_sha256('b'))"},
        {"submit a post-mortem", "p",
         "INSERT INTO postmortem_decision (uuid, incident_id, seen_version, step, to_state, text_id, text_sha256, "
         "remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {PD.v}, 'submit', 'in_review', "
         "{PD}, '{PD.s}', '', '', '')"},
        {"approve a post-mortem, by log-in", "le",
         "INSERT INTO postmortem_decision (uuid, incident_id, seen_version, step, to_state, text_id, text_sha256, "
         "remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {B}, {PB.v}, 'approve', 'approved', "
         "{PB}, '{PB.s}', '', '', '')"},
        {"approve a post-mortem, attested", "h",
         "INSERT INTO postmortem_decision (uuid, incident_id, seen_version, step, to_state, text_id, text_sha256, "
         "remark, attested_how, attested_words, attested_by, attested_ms) VALUES (gen_random_uuid()::text, {B}, "
         "{PB.v}, 'approve', 'approved', {PB}, '{PB.s}', '', 'by telephone', 'Agreed.', {p.l}, {now})"},
        {"customer", "rmhl",
         "INSERT INTO customer_version (uuid, name, sector, country, remark) VALUES (gen_random_uuid()::text, 'n', '', "
         "'', '')"},
        {"subscription", "rmhl",
         "INSERT INTO subscription_version (uuid, customer_id, name, kind) VALUES (gen_random_uuid()::text, {birch}, "
         "'n', 'k')"},
        {"contact", "rmhl",
         "INSERT INTO contact_version (uuid, customer_id, name, email, phone, kind, active, reason) VALUES "
         "(gen_random_uuid()::text, {birch}, 'n', '', '', 'security', 1, 'r')"},
        {"service", "k",
         "INSERT INTO service_version (uuid, name, owner, on_call, model, active) VALUES (gen_random_uuid()::text, "
         "'n', 'o', '', 'saas', 1)"},
        {"person", "k",
         "INSERT INTO person_version (uuid, name, email, login, roles, active) VALUES (gen_random_uuid()::text, 'n', "
         "'', 'nobody-yet', 4, 1)"},
        {"draft", "rmhlepak",
         "INSERT INTO draft (name, person_id, payload, updated_ms) VALUES ('d', tocsin_person(), '', 1); UPDATE draft "
         "SET payload = 'x' WHERE name = 'd'; DELETE FROM draft WHERE name = 'd'"},
        {"migration", "", "INSERT INTO migration (name, sha256) VALUES ('x', 'y')"},
        {"draft of somebody else", "",
         "INSERT INTO draft (name, person_id, payload, updated_ms) VALUES ('d', 9999, '', 1)"},
    };
    return cases;
}

} // namespace tocsin::test
