#include "tests/storage/roleworld.h"

namespace tocsin::test {

/** Services, hand-over, tuning and exercises (P2.7, P2.8, P3). */
const QList<GateCase> &serviceGateCases()
{
    static const QList<GateCase> cases = {
        {"line of an act that was not done", "h", "written by its act alone",
         "INSERT INTO timeline_entry (uuid, incident_id, at_ms, kind, text, tags, key_event) VALUES "
         "(gen_random_uuid()::text, {B}, 1, 'declaration', 'Declared.', '', 1)"},
        {"line of an act, brought in with a file", "h", "written by its act alone",
         "INSERT INTO timeline_entry (uuid, incident_id, at_ms, kind, text, tags, key_event, bulk_id) VALUES "
         "(gen_random_uuid()::text, {D}, 1, 'closing', 't', '', 0, 1000); INSERT INTO bulk_act (id, uuid, "
         "incident_id, kind, table_names, source_name, source_sha256, row_count, rows_sha256) VALUES (1000, "
         "gen_random_uuid()::text, {D}, 'timeline_import', 'timeline_entry', 'f', '', 1, '')"},
        {"end something real as an exercise", "r", "only an exercise",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "tuning_due_ms, no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {F}, {F.v}, "
         "'exercise_ended', 'r', '', '', '', NULL, '', '', '')"},
        {"no data compromised, without a word", "r", "say why",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "tuning_due_ms, no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {F}, {F.v}, "
         "'no_data_compromise', ' ', '', '', '', NULL, '', '', '')"},
        {"a false positive without its root cause", "r", "root cause",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "tuning_due_ms, no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {F}, {F.v}, "
         "'false_positive', 'r', '', '', '', NULL, 'none needed', '', '')"},
        {"a false positive without tuning", "r", "tuning action",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "tuning_due_ms, no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {F}, {F.v}, "
         "'false_positive', 'r', 'c', '', '', NULL, '', '', '')"},
        {"a false positive with tuning by nobody", "r", "tuning action",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "tuning_due_ms, no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {F}, {F.v}, "
         "'false_positive', 'r', 'c', 't', '', {now}, '', '', '')"},
        {"a false positive with tuning at no time", "r", "tuning action",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "tuning_due_ms, no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {F}, {F.v}, "
         "'false_positive', 'r', 'c', 't', 'o', NULL, '', '', '')"},
        {"no data compromised, and data at risk", "r", "data was compromised",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "tuning_due_ms, no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {B}, {B.v}, "
         "'no_data_compromise', 'r', '', '', '', NULL, '', '', '')"},
        {"hand over without knowing whose it is", "h", "handed over nevertheless",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said, referred_ms) VALUES (gen_random_uuid()::text, {F}, {F.v}, "
         "'referred', '', '', '', '', '', 'x', 'y', {now})"},
        {"hand over what is both's", "h", "handed over nevertheless",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said, referred_ms) VALUES (gen_random_uuid()::text, {B}, {B.v}, "
         "'referred', '', '', '', '', '', 'x', 'y', {now})"},
        {"hand over in the future", "h", "not in the future",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said, referred_ms, referred_nevertheless) VALUES "
         "(gen_random_uuid()::text, {F}, {F.v}, 'referred', '', '', '', '', '', 'x', 'y', {now} + 60000, 'n')"},
        {"hand over without a word", "h", "what was said",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said, referred_ms, referred_nevertheless) VALUES "
         "(gen_random_uuid()::text, {F}, {F.v}, 'referred', '', '', '', '', '', 'x', ' ', {now}, 'n')"},
        {"hand over while a declaration stands", "h", "a declaration stands",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said, referred_ms, referred_nevertheless) VALUES "
         "(gen_random_uuid()::text, {D}, {D.v}, 'referred', '', '', '', '', '', 'x', 'y', {now}, 'n')"},
        {"a service without layers", "r", "name the layers",
         "INSERT INTO service_impact (uuid, incident_id, service_id, seen_version, affected, model, layers, "
         "responsible, reason, rule_version) VALUES (gen_random_uuid()::text, {F}, {S}, 0, 1, 'iaas', '', "
         "'customer', '', '')"},
        {"layers of somebody else", "r", "follows from the matrix",
         "INSERT INTO service_impact (uuid, incident_id, service_id, seen_version, affected, model, layers, "
         "responsible, reason, rule_version) VALUES (gen_random_uuid()::text, {F}, {S}, 0, 1, 'iaas', "
         "'data,servers', 'customer', '', '')"},
        {"a service seen otherwise", "r", "conflict",
         "INSERT INTO service_impact (uuid, incident_id, service_id, seen_version, affected, model, layers, "
         "responsible, reason, rule_version) VALUES (gen_random_uuid()::text, {B}, {S}, 0, 1, 'iaas', 'data', "
         "'customer', '', '')"},
        {"a service without a name", "k", "a service has a name",
         "INSERT INTO service_version (uuid, name, owner, on_call, model, active) VALUES (gen_random_uuid()::text, "
         "' ', 'o', '', 'saas', 1)"},
        {"drop tuning without a word", "r", "say why",
         "INSERT INTO tuning_change (uuid, incident_id, tuning_id, seen_version, state, remark) VALUES "
         "(gen_random_uuid()::text, {U}, {U.t}, {U.tv}, 'dropped', '')"},
        {"tuning done twice", "r", "so already",
         "INSERT INTO tuning_change (uuid, incident_id, tuning_id, seen_version, state, remark) VALUES "
         "(gen_random_uuid()::text, {U}, {U.t}, {U.tv}, 'done', ''); INSERT INTO tuning_change (uuid, incident_id, "
         "tuning_id, seen_version, state, remark) VALUES (gen_random_uuid()::text, {U}, {U.t}, {U.tv} + 1, 'done', "
         "'')"},
        {"an exercise later on", "h", "an exercise is one from the start",
         "INSERT INTO exercise_lead (uuid, incident_id, subject_id) VALUES (gen_random_uuid()::text, {F}, {p.h})"},
        {"an exercise of somebody else's incident", "r", "an exercise is one from the start",
         "INSERT INTO exercise_lead (uuid, incident_id, subject_id) VALUES (gen_random_uuid()::text, {F}, {p.r})"},
        {"led by who reads nothing", "h", "has no role that reads incidents",
         "INSERT INTO exercise_lead (uuid, incident_id, subject_id) VALUES (gen_random_uuid()::text, {F}, {p.k})"},
        {"lift what is no exercise", "h", "there is no mark to lift",
         "INSERT INTO exercise_lifting (uuid, incident_id, seen_version, cause, reason) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'declare', 'r')"},
        {"the folder of exercises for what is real", "h", "the folder of exercises is for exercises",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M4}, 2, 'exercise folder')"},
        {"delivered into that folder", "h", "the folder of exercises is for exercises",
         "INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {D}, {M5}, 'exercise folder', {now}, 1, 'p')"},
        {"told in that folder", "h", "the folder of exercises is for exercises",
         "INSERT INTO hand_delivery (uuid, incident_id, notice_id, text_id, subscription_id, means, at_ms, reached, "
         "proof) VALUES (gen_random_uuid()::text, {D}, {N5}, {N5.t}, {gum.s}, 'exercise folder', {now}, 1, 'p')"},
    };
    return cases;
}

} // namespace tocsin::test
