#include "tests/storage/roleworld.h"

namespace tocsin::test {

/** Runs of the classification wizard (P5.5). */
QList<GateCase> classificationGateCases()
{
    return {
        {"begin a second run", "r", "conflict",
         "INSERT INTO classification_run (uuid, incident_id, rule_version) VALUES (gen_random_uuid()::text, {B}, '1')"},
        {"begin a run of what has ended", "r", "has ended",
         "INSERT INTO classification_run (uuid, incident_id, rule_version) VALUES (gen_random_uuid()::text, {Z}, '1')"},
        {"answer without having seen the answer", "r", "conflict",
         "INSERT INTO run_answer (uuid, incident_id, run_id, fact, answers, note, seen_answer) VALUES "
         "(gen_random_uuid()::text, {B}, {W}, 'practice', 'yes', '', 0)"},
        {"answer nothing", "r", "choose an answer",
         "INSERT INTO run_answer (uuid, incident_id, run_id, fact, answers, note, seen_answer) VALUES "
         "(gen_random_uuid()::text, {B}, {W}, 'access', ' ', '', 0)"},
        {"answer in a run of another incident", "r", "is not of this incident",
         "INSERT INTO run_answer (uuid, incident_id, run_id, fact, answers, note, seen_answer) VALUES "
         "(gen_random_uuid()::text, {F}, {W}, 'access', 'none', '', 0)"},
        {"cite for another's answer", "r", "who answers cites",
         "INSERT INTO run_citation (uuid, incident_id, answer_id, entry_id) VALUES (gen_random_uuid()::text, {B}, "
         "{W.a}, {B.e})"},
        {"nobody by name took part", "r", "say who took part",
         "INSERT INTO run_participant (uuid, incident_id, run_id, name, took_part) VALUES (gen_random_uuid()::text, "
         "{B}, "
         "{W}, ' ', 1)"},
        {"finish a run that nobody took part in", "r", "say who took part",
         "INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, participants, "
         "rule_version) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'security_incident', 'no', 'r', 'p', ''); "
         "INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
         "rule_version, reasons, chosen, personal_data, chosen_reason) VALUES (gen_random_uuid()::text, {B}, {W}, "
         "(SELECT max(id) FROM classification WHERE incident_id = {B}), "
         "NULL, 'security_incident', 'r', '1', '', 'security_incident', 'no', '')"},
        {"finish a run that somebody left", "r", "say who took part",
         "INSERT INTO run_participant (uuid, incident_id, run_id, name, took_part) VALUES (gen_random_uuid()::text, "
         "{B}, "
         "{W}, 'Sam', 1); "
         "INSERT INTO run_participant (uuid, incident_id, run_id, name, took_part) VALUES (gen_random_uuid()::text, "
         "{B}, "
         "{W}, 'Sam', 0); "
         "INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, participants, "
         "rule_version) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'security_incident', 'no', 'r', 'p', ''); "
         "INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
         "rule_version, reasons, chosen, personal_data, chosen_reason) VALUES (gen_random_uuid()::text, {B}, {W}, "
         "(SELECT max(id) FROM classification WHERE incident_id = {B}), "
         "NULL, 'security_incident', 'r', '1', '', 'security_incident', 'no', '')"},
        {"finish a run with another's classification", "r", "is another",
         "INSERT INTO run_participant (uuid, incident_id, run_id, name, took_part) VALUES (gen_random_uuid()::text, "
         "{B}, "
         "{W}, 'Sam', 1); "
         "INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
         "rule_version, reasons, chosen, personal_data, chosen_reason) VALUES (gen_random_uuid()::text, {B}, {W}, "
         "(SELECT max(id) FROM classification WHERE incident_id = {B}), "
         "NULL, 'security_incident', 'r', '1', '', 'security_incident', 'no', '')"},
        {"choose otherwise without a reason", "r", "why another outcome",
         "INSERT INTO run_participant (uuid, incident_id, run_id, name, took_part) VALUES (gen_random_uuid()::text, "
         "{B}, "
         "{W}, 'Sam', 1); "
         "INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, participants, "
         "rule_version) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'security_incident', 'no', 'r', 'p', ''); "
         "INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
         "rule_version, reasons, chosen, personal_data, chosen_reason, counted) VALUES (gen_random_uuid()::text, {B}, "
         "{W}, "
         "(SELECT max(id) FROM classification WHERE incident_id = {B}), "
         "NULL, 'not_classified', 'r', '1', '', 'security_incident', 'no', '', 'practice')"},
        {"finish a run with an answer that nothing shows", "r", "or says why it cites none",
         "INSERT INTO run_participant (uuid, incident_id, run_id, name, took_part) VALUES (gen_random_uuid()::text, "
         "{B}, {W}, 'Sam', 1); INSERT INTO run_answer (uuid, incident_id, run_id, fact, answers, note, seen_answer) "
         "VALUES (gen_random_uuid()::text, {B}, {W}, 'access', 'none', ' ', 0); "
         "INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, participants, "
         "rule_version) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'security_incident', 'no', 'r', 'p', ''); "
         "INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
         "rule_version, reasons, chosen, personal_data, chosen_reason, counted) VALUES (gen_random_uuid()::text, {B}, "
         "{W}, (SELECT max(id) FROM classification WHERE incident_id = {B}), NULL, 'security_incident', 'r', '1', '', "
         "'security_incident', 'no', '', 'practice access')"},
        {"finish a run by no answer at all", "r", "or says why it cites none",
         "INSERT INTO run_participant (uuid, incident_id, run_id, name, took_part) VALUES (gen_random_uuid()::text, "
         "{B}, {W}, 'Sam', 1); "
         "INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, participants, "
         "rule_version) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'security_incident', 'no', 'r', 'p', ''); "
         "INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
         "rule_version, reasons, chosen, personal_data, chosen_reason, counted) VALUES (gen_random_uuid()::text, {B}, "
         "{W}, (SELECT max(id) FROM classification WHERE incident_id = {B}), NULL, 'security_incident', 'r', '1', '', "
         "'security_incident', 'no', '', ' ')"},
        {"set a run aside without a reason", "r", "why the run is set aside",
         "INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
         "rule_version, reasons, chosen, personal_data, chosen_reason) VALUES (gen_random_uuid()::text, {B}, {W}, "
         "NULL, "
         "NULL, 'not_classified', 'r', '1', '', 'not_classified', 'not_known', ' ')"},
        {"answer in a run that is finished", "r", "conflict",
         "INSERT INTO run_finish (uuid, incident_id, run_id, classification_id, ending_id, proposed, rule_code, "
         "rule_version, reasons, chosen, personal_data, chosen_reason) VALUES (gen_random_uuid()::text, {B}, {W}, "
         "NULL, "
         "NULL, 'not_classified', 'r', '1', '', 'not_classified', 'not_known', 'By mistake.')"
         "; "
         "INSERT INTO run_answer (uuid, incident_id, run_id, fact, answers, note, seen_answer) VALUES "
         "(gen_random_uuid()::text, {B}, {W}, 'access', 'none', '', 0)"},
    };
}

} // namespace tocsin::test
