#include "tests/storage/roleworld.h"

namespace tocsin::test {

const QList<GateCase> &gateCases()
{
    static const QList<GateCase> cases = {
        {"restrict without an executive", "h", "an executive is always named",
         "INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, reason) "
         "SELECT gen_random_uuid()::text, {B}, p.id, 0, 1, 0, 'r' FROM person p WHERE p.id IN ({p.h}, {p.l}, {p.r}); "
         "INSERT INTO restriction_change (uuid, incident_id, seen_version, restricted, kind, reason, environment) "
         "VALUES (gen_random_uuid()::text, {B}, {B.v}, 1, 'insider', 'r', '')"},
        {"restrict without legal", "h", "somebody from legal is always named",
         "INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, reason) "
         "SELECT gen_random_uuid()::text, {B}, p.id, 0, 1, 0, 'r' FROM person p WHERE p.id IN ({p.h}, {p.e}); INSERT "
         "INTO restriction_change (uuid, incident_id, seen_version, restricted, kind, reason, environment) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 1, 'insider', 'r', '')"},
        {"restrict without its manager", "h", "who holds the incident is named",
         "INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, reason) "
         "SELECT gen_random_uuid()::text, {B}, p.id, 0, 1, 0, 'r' FROM person p WHERE p.id IN ({p.l}, {p.e}); INSERT "
         "INTO restriction_change (uuid, incident_id, seen_version, restricted, kind, reason, environment) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 1, 'insider', 'r', '')"},
        {"restrict without oneself", "l", "who restricts an incident is named",
         "INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, reason) "
         "SELECT "
         "gen_random_uuid()::text, {B}, p.id, 0, CASE p.id WHEN {p.l} THEN 0 ELSE 1 END, CASE p.id WHEN {p.l} THEN 1 "
         "ELSE 0 END, 'r' FROM person p WHERE p.id IN ({p.h}, {p.e}, {p.l}) OR p.roles & 4 <> 0; INSERT INTO "
         "restriction_change (uuid, incident_id, seen_version, restricted, kind, reason, environment) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 1, 'insider', 'r', '')"},
        {"lift what is not restricted", "h", "this incident is not restricted",
         "INSERT INTO restriction_change (uuid, incident_id, seen_version, restricted, kind, reason, environment) "
         "VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 0, '', 'r', '')"},
        {"name who is named", "h", "this is so already",
         "INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, reason) "
         "VALUES "
         "(gen_random_uuid()::text, {B}, {p.r}, 0, 0, 0, 'r')"},
        {"name who reads nothing", "h", "has no role that reads incidents",
         "INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, reason) "
         "VALUES "
         "(gen_random_uuid()::text, {B}, {p.k}, 0, 1, 0, 'r')"},
        {"name the suspected", "h", "who is under suspicion is not named",
         "INSERT INTO restriction_naming (uuid, incident_id, subject_id, seen_version, named, suspected, reason) "
         "VALUES "
         "(gen_random_uuid()::text, {B}, {p.r}, 0, 1, 1, 'r')"},
        {"data set without people", "r", "whose it is",
         "INSERT INTO data_set_version (uuid, incident_id, name, kinds, people, people_known, people_count, "
         "records_known, records_count, proposed_part, affected, reason) VALUES (gen_random_uuid()::text, {B},"
         " 'n', 'k', ' ', 'not_known', 0, 'exact', 3, 'processor', 1, 'r')"},
        {"data set without a number", "r", "that it is not known",
         "INSERT INTO data_set_version (uuid, incident_id, name, kinds, people, people_known, people_count, "
         "records_known, records_count, proposed_part, affected, reason) VALUES (gen_random_uuid()::text, {B},"
         " 'n', 'k', 'p', 'not_known', 0, 'not_known', 3, 'processor', 1, 'r')"},
        {"data set of another incident", "r", "of another incident",
         "INSERT INTO data_set_version (uuid, incident_id, subject_id, seen_version, name, kinds, people, "
         "people_known, people_count, records_known, records_count, proposed_part, affected, reason) VALUES "
         "(gen_random_uuid()::text, {F}, {DS}, {DS.v}, 'n', 'k', 'p', 'not_known', 0, 'exact', 3, 'processor',"
         " 1, 'r')"},
        {"stale data set", "r", "conflict",
         "INSERT INTO data_set_version (uuid, incident_id, subject_id, seen_version, name, kinds, people, "
         "people_known, people_count, records_known, records_count, proposed_part, affected, reason) VALUES "
         "(gen_random_uuid()::text, {B}, {DS}, 0, 'n', 'k', 'p', 'not_known', 0, 'exact', 3, 'processor', 1, "
         "'r')"},
        {"data set of what has ended", "r", "ended",
         "INSERT INTO data_set_version (uuid, incident_id, name, kinds, people, people_known, people_count, "
         "records_known, records_count, proposed_part, affected, reason) VALUES (gen_random_uuid()::text, {Z},"
         " 'n', 'k', 'p', 'not_known', 0, 'exact', 3, 'processor', 1, 'r')"},
        {"part without a reason", "l", "legal's reason",
         "INSERT INTO part_decision (uuid, incident_id, data_set_id, seen_version, part, reason, attested_how,"
         " attested_words) VALUES (gen_random_uuid()::text, {B}, {DS}, {DS.v}, 'joint', ' ', '', '')"},
        {"part, attested", "l", "own log-in",
         "INSERT INTO part_decision (uuid, incident_id, data_set_id, seen_version, part, reason, attested_how,"
         " attested_words, attested_by, attested_ms) VALUES (gen_random_uuid()::text, {B}, {DS}, {DS.v}, "
         "'joint', 'r', '', '', {p.l}, {now})"},
        {"part of another incident", "l", "not of this incident",
         "INSERT INTO part_decision (uuid, incident_id, data_set_id, seen_version, part, reason, attested_how,"
         " attested_words) VALUES (gen_random_uuid()::text, {F}, {DS}, {DS.v}, 'joint', 'r', '', '')"},
        {"score of another band", "r", "band",
         "INSERT INTO people_score (uuid, incident_id, answers, dpc, identification, confidentiality, "
         "integrity, availability, intent, score, band, many_people, unintelligible, remark, rule_version) "
         "VALUES (gen_random_uuid()::text, {B}, '{}', 2, 4, 0, 0, 0, 0, 8, 'low', 0, 0, '', '')"},
        {"decision, attested", "l", "own log-in",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words, attested_by, attested_ms) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', "
         "'high_risk', 'owed', 'article_34_3', 'risk_removed', '', 'f', 'e', 'm', 'r', '', '', '', {p.l}, "
         "{now})"},
        {"decision without reasons", "l", "reasons in words",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'high_risk', 'owed', "
         "'article_34_3', 'risk_removed', '', 'f', 'e', 'm', ' ', '', '', '')"},
        {"decision without facts", "l", "facts, effects and measures",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'high_risk', 'owed', "
         "'article_34_3', 'risk_removed', '', ' ', 'e', 'm', 'r', '', '', '')"},
        {"a risk and nobody told", "l", "the authority is told",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'high_risk', 'risk_unlikely', "
         "'article_34_3', 'risk_removed', '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"no risk and the authority told", "l", "the authority is told",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'unlikely', 'owed', "
         "'no_high_risk', NULL, '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"a high risk and nobody told", "l", "the people are told",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'high_risk', 'owed', "
         "'no_high_risk', NULL, '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"a risk and a ground", "l", "the people are told",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'risk', 'owed', 'article_34_3', "
         "'risk_removed', '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"Art. 34(3) without its ground", "l", "name the ground",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'high_risk', 'owed', "
         "'article_34_3', NULL, '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"a ground without Art. 34(3)", "l", "name the ground",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'high_risk', 'owed', 'owed', "
         "'risk_removed', '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"ground (c) without a reference", "l", "public communication",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'high_risk', 'owed', "
         "'article_34_3', 'disproportionate', '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"somebody else's duty, as controller", "l", "handled for them",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'yes', 'high_risk', 'others_duty', "
         "'article_34_3', 'risk_removed', '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"a duty without personal data", "l", "without personal data",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'no', 'high_risk', 'owed', "
         "'article_34_3', 'risk_removed', '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"stale decision", "l", "conflict",
         "INSERT INTO breach_decision (uuid, incident_id, seen_version, personal_data, risk, authority, "
         "subjects, ground, public_reference, facts, effects, measures, reason, rule_version, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {B}, 1, 'yes', 'high_risk', 'owed', 'article_34_3',"
         " 'risk_removed', '', 'f', 'e', 'm', 'r', '', '', '')"},
        {"classify against legal", "r", "legal decided",
         "INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, "
         "participants, rule_version) VALUES (gen_random_uuid()::text, {L}, {L.v}, 'security_incident', 'no', "
         "'r', 'p', '')"},
        {"strike an entry of another incident", "h", "is not of this incident",
         "INSERT INTO entry_strike (uuid, incident_id, entry_id, reason) VALUES (gen_random_uuid()::text, {B}, {D.e}, "
         "'r')"},
        {"stale version", "r", "conflict",
         "INSERT INTO stage_move (uuid, incident_id, seen_version, from_stage, to_stage, kind, reason) VALUES "
         "(gen_random_uuid()::text, {B}, 1, 'diagnose', 'stabilize', 'alternation', 'r')"},
        {"skip a stage", "r", "skipped",
         "INSERT INTO stage_move (uuid, incident_id, seen_version, from_stage, to_stage, kind, reason) VALUES "
         "(gen_random_uuid()::text, {F}, {F.v}, 'detect', 'diagnose', 'forward', 'r')"},
        {"kind of a move", "h", "another kind",
         "INSERT INTO stage_move (uuid, incident_id, seen_version, from_stage, to_stage, kind, reason) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'diagnose', 'assess', 'forward', 'r')"},
        {"close out uncontained", "r", "contained",
         "INSERT INTO stage_move (uuid, incident_id, seen_version, from_stage, to_stage, kind, reason) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'diagnose', 'stabilize', 'alternation', 'r'); INSERT INTO stage_move "
         "(uuid, incident_id, seen_version, from_stage, to_stage, kind, reason) VALUES (gen_random_uuid()::text, {B}, "
         "{B.v} + 1, 'stabilize', 'close_out', 'forward', 'r')"},
        {"escalate unassessed", "r", "assess",
         "INSERT INTO stage_move (uuid, incident_id, seen_version, from_stage, to_stage, kind, reason) VALUES "
         "(gen_random_uuid()::text, {F}, {F.v}, 'detect', 'assess', 'forward', 'r'); INSERT INTO stage_move (uuid, "
         "incident_id, seen_version, from_stage, to_stage, kind, reason) VALUES (gen_random_uuid()::text, {F}, {F.v} + "
         "1, 'assess', 'diagnose', 'forward', 'r')"},
        {"give to another", "m", "taken over",
         "INSERT INTO manager_change (uuid, incident_id, seen_version, manager_id, reason) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, {p.h}, 'r')"},
        {"CRSI by classifying", "r", "declaration alone",
         "INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, participants, "
         "rule_version) VALUES (gen_random_uuid()::text, {B}, {B.v}, 'crsi', 'no', 'r', 'p', '')"},
        {"classify away a declaration", "r", "stays CRSI",
         "INSERT INTO classification (uuid, incident_id, seen_version, outcome, personal_data, reason, participants, "
         "rule_version) VALUES (gen_random_uuid()::text, {D}, {D.v}, 'security_incident', 'no', 'r', 'p', '')"},
        {"severity below", "r", "stays high",
         "INSERT INTO assessment (uuid, incident_id, seen_version, functional, information, recoverability, data_risk, "
         "derived_severity, derived_priority, provisional, severity, priority, overridden, override_reason, reasons, "
         "finding, rule_version) VALUES (gen_random_uuid()::text, {D}, {D.v}, 'low', 'none', 'regular', 'confirmed', "
         "'high', 'p1', 0, 'low', 'p1', 0, '', '', '', '')"},
        {"declare in Detect", "h", "from the stage Assess",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {F}, {F.v}, 'access_occurred', 's', 'Lena', {now}, {now}, '', '', '', '', 'high', "
         "'p1')"},
        {"declare twice", "h", "stands already",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {D}, {D.v}, 'access_occurred', 's', 'Lena', {now}, {now}, '', '', '', '', 'high', "
         "'p1')"},
        {"declare what has ended", "h", "ended",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {Z}, {Z.v}, 'access_occurred', 's', 'Lena', {now}, {now}, '', '', '', '', 'high', "
         "'p1')"},
        {"declare without a citation", "h", "cite",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'access_occurred', 's', 'Lena', {now}, {now}, '', '', '', '', 'high', "
         "'p1'); INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, "
         "trigger_ms, deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {B}, "
         "'commitment', 'customer', {fir}, (SELECT max(id) FROM declaration WHERE incident_id = {B}), {now}, {now} + "
         "259200000, 1, 'c', '')"},
        {"declare without a clock", "h", "clock of 72 hours",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'access_occurred', 's', 'Lena', {now}, {now}, '', '', '', '', 'high', "
         "'p1'); INSERT INTO declaration_citation (uuid, incident_id, declaration_id, entry_id) VALUES "
         "(gen_random_uuid()::text, {B}, (SELECT max(id) FROM declaration WHERE incident_id = {B}), {B.e})"},
        {"cite another incident", "h", "not of this incident",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'access_occurred', 's', 'Lena', {now}, {now}, '', '', '', '', 'high', "
         "'p1'); INSERT INTO declaration_citation (uuid, incident_id, declaration_id, entry_id) VALUES "
         "(gen_random_uuid()::text, {B}, (SELECT max(id) FROM declaration WHERE incident_id = {B}), {D.e})"},
        {"declare for the future", "h", "in the future",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'access_occurred', 's', 'Lena', {now}, {now} + 3000, '', '', '', '', "
         "'high', 'p1')"},
        {"declare earlier without a reason", "h", "earlier instant",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'access_occurred', 's', 'Lena', {now}, {now} - 3000, '', '', '', '', "
         "'high', 'p1')"},
        {"declare below high", "h", "high severity",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'access_occurred', 's', 'Lena', {now}, {now}, '', '', '', '', "
         "'medium', 'p1')"},
        {"declare without the statement", "h", "statement",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'access_occurred', ' ', 'Lena', {now}, {now}, '', '', '', '', 'high', "
         "'p1')"},
        {"declare without legal", "h", "consultation",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'access_occurred', 's', '', {now}, {now}, '', '', '', '', 'high', "
         "'p1')"},
        {"ground of a declaration", "h", "ground",
         "INSERT INTO declaration (uuid, incident_id, seen_version, ground, statement, consulted_who, consulted_ms, "
         "effective_ms, earlier_reason, customer_impact, resources_accessed, repair_steps, severity, priority) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, 'x', 's', 'Lena', {now}, {now}, '', '', '', '', 'high', 'p1')"},
        {"71 hours", "h", "72 hours",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {D}, 'commitment', "
         "'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {D}), {now}, {now} + 259199999, 1, 'c', "
         "'')"},
        {"clock from another instant", "h", "clock starts",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {D}, 'commitment', "
         "'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {D}), {now} - 3000, {now} + 259197000, 1, "
         "'c', '')"},
        {"commitment without a declaration", "h", "declaration that stands",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {B}, 'commitment', "
         "'customer', {fir}, NULL, {now}, {now} + 259200000, 1, 'c', '')"},
        {"the same clock twice", "h", "running already",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {D}, 'commitment', "
         "'customer', {gum}, (SELECT declaration_id FROM incident WHERE id = {D}), {now}, {now} + 259200000, 1, 'c', "
         "'')"},
        {"scope without a clock", "h", "clock of 72 hours",
         "INSERT INTO scope_change (uuid, incident_id, customer_id, subscription_id, in_scope, accessed, certainty, "
         "reason, seen_version) VALUES (gen_random_uuid()::text, {D}, {fir}, {fir.s}, 1, 'a', 'c', 'r', 0)"},
        {"another's subscription", "h", "customer",
         "INSERT INTO scope_change (uuid, incident_id, customer_id, subscription_id, in_scope, accessed, certainty, "
         "reason, seen_version) VALUES (gen_random_uuid()::text, {B}, {fir}, {birch.s}, 1, 'a', 'c', 'r', 1)"},
        {"out what is not in", "h", "not in scope",
         "INSERT INTO scope_change (uuid, incident_id, customer_id, subscription_id, in_scope, accessed, certainty, "
         "reason, seen_version) VALUES (gen_random_uuid()::text, {B}, {fir}, {fir.s}, 0, 'a', 'c', 'r', 0)"},
        {"withdraw what is excepted", "l", "exception is in force",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {D}, {O.xen}, "
         "{O.xen.v}, 'withdrawn', {now}, 'out_of_scope', 'r', '', '', '')"},
        {"withdraw without a reason", "l", "reason",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {D}, "
         "{O.birch}, {O.birch.v}, 'withdrawn', {now}, 'because', 'r', '', '', '')"},
        {"withdraw attested by no lawyer", "h", "role",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {D}, {O.birch}, {O.birch.v}, 'withdrawn', {now}, 'out_of_scope', 'r', 'by "
         "telephone', 'Agreed.', '', {p.e}, {now})"},
        {"withdraw attested in the future", "h", "future",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {D}, {O.birch}, {O.birch.v}, 'withdrawn', {now}, 'out_of_scope', 'r', 'by "
         "telephone', 'Agreed.', '', {p.l}, {now} + 3000)"},
        {"met without a delivery", "r", "reached",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {D}, "
         "{O.birch}, {O.birch.v}, 'met', {now}, '', 'r', '', '', '')"},
        {"met after a return", "r", "reached",
         "INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {D}, {M5}, 'mail', {now}, 1, 'p'); INSERT INTO delivery (uuid, incident_id, "
         "message_id, means, at_ms, reached, proof) VALUES (gen_random_uuid()::text, {D}, {M5}, 'mail', {now}, 0, "
         "'p'); INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, "
         "reason_code, reason, attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, "
         "{D}, {O.birch}, {O.birch.v}, 'met', {now}, '', 'r', '', '', '')"},
        {"met at another instant", "r", "last of them",
         "INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {D}, {M5}, 'mail', {now}, 1, 'p'); INSERT INTO obligation_change (uuid, "
         "incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, attested_how, attested_words, "
         "second_attested_words) VALUES (gen_random_uuid()::text, {D}, {O.birch}, {O.birch.v}, 'met', {now} - 5, '', "
         "'r', '', '', '')"},
        {"not deliverable after one means", "l", "two different means",
         "INSERT INTO hand_delivery (uuid, incident_id, notice_id, text_id, subscription_id, means, at_ms, reached, "
         "proof) VALUES (gen_random_uuid()::text, {D}, {N5}, {N5.t}, {gum.s}, 'telephone', {now}, 0, 'p'); INSERT INTO "
         "obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, "
         "attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {D}, {O.gum}, "
         "{O.gum.v}, 'not_deliverable', {now}, '', 'r', '', '', '')"},
        {"approve what is not in review", "l", "does not follow",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N1}, "
         "{N1.v}, 'approve', 'approved', {N1.t}, '{N1.s}', '', 'r', '', '')"},
        {"approve another text", "l", "current",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N2}, "
         "{N2.v}, 'approve', 'approved', {N2.t}, 'x', '', 'r', '', '')"},
        {"approve attested by no lawyer", "h", "role",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {D}, {N2}, {N2.v}, 'approve', 'approved', {N2.t}, '{N2.s}', '', 'r', 'by "
         "telephone', 'Agreed.', {p.e}, {now})"},
        {"approve attested by oneself", "h", "yourself",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {D}, {N2}, {N2.v}, 'approve', 'approved', {N2.t}, '{N2.s}', '', 'r', 'by "
         "telephone', 'Agreed.', {p.h}, {now})"},
        {"approve an own text", "l", "author",
         "INSERT INTO notice_text (uuid, incident_id, notice_id, seen_version, subject, body, content, sha256) VALUES "
         "(gen_random_uuid()::text, {D}, {N1}, {N1.v}, 's', 'b', '{}', tocsin_sha256(E'1\\ns\\n1\\nb\\n{}')); INSERT "
         "INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, text_sha256, "
         "scope_sha256, remark, attested_how, attested_words) SELECT gen_random_uuid()::text, {D}, {N1}, version, "
         "'submit', 'legal_review', text_id, tocsin_sha256(E'1\\ns\\n1\\nb\\n{}'), '', '', '', '' FROM notice WHERE id "
         "= {N1}; INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) SELECT gen_random_uuid()::text, {D}, {N1}, "
         "version, 'approve', 'approved', text_id, tocsin_sha256(E'1\\ns\\n1\\nb\\n{}'), '', '', '', '' FROM notice "
         "WHERE id = {N1}"},
        {"approve what says too little", "l", "required content is missing",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N1}, "
         "{N1.v}, 'submit', 'legal_review', {N1.t}, '{N1.s}', '', '', '', ''); INSERT INTO notice_decision (uuid, "
         "incident_id, notice_id, seen_version, step, to_state, text_id, text_sha256, scope_sha256, remark, "
         "attested_how, attested_words) SELECT gen_random_uuid()::text, {D}, {N1}, version, 'approve', 'approved', "
         "{N1.t}, '{N1.s}', '', '', '', '' FROM notice WHERE id = {N1}"},
        {"content that is no object", "r", "object of marks",
         "INSERT INTO notice_text (uuid, incident_id, notice_id, seen_version, subject, body, content, sha256) VALUES "
         "(gen_random_uuid()::text, {D}, {N1}, {N1.v}, 's', 'b', '[]', tocsin_sha256(E'1\\ns\\n1\\nb\\n[]'))"},
        {"hash of another text", "r", "hash",
         "INSERT INTO notice_text (uuid, incident_id, notice_id, seen_version, subject, body, content, sha256) VALUES "
         "(gen_random_uuid()::text, {D}, {N1}, {N1.v}, 's', 'b', '{}', 'x')"},
        {"revise what was sent", "r", "not revised",
         "INSERT INTO notice_text (uuid, incident_id, notice_id, seen_version, subject, body, content, sha256) VALUES "
         "(gen_random_uuid()::text, {D}, {N5}, {N5.v}, 's', 'b', '{}', tocsin_sha256(E'1\\ns\\n1\\nb\\n{}'))"},
        {"queue a draft", "h", "does not follow",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N1}, "
         "{N1.v}, 'queue', 'queued', {N1.t}, '{N1.s}', '', 'r', '', '')"},
        {"jump to sent", "h", "does not follow",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N3}, "
         "{N3.v}, 'queue', 'sent', {N3.t}, '{N3.s}', '', 'r', '', '')"},
        {"message of what is not queued", "h", "queued",
         "INSERT INTO message (uuid, incident_id, notice_id, text_id, customer_id, recipient, address, message_ref, "
         "eml_sha256, pdf_sha256) VALUES (gen_random_uuid()::text, {D}, {N3}, {N3.t}, {birch}, 'c', 'c@birch.example', "
         "'new', '', '')"},
        {"message of another text", "h", "legal approved",
         "INSERT INTO message (uuid, incident_id, notice_id, text_id, customer_id, recipient, address, message_ref, "
         "eml_sha256, pdf_sha256) VALUES (gen_random_uuid()::text, {D}, {N4}, {N3.t}, {birch}, 'c', 'c@birch.example', "
         "'new', '', '')"},
        {"customer notice to nobody", "h", "customer",
         "INSERT INTO message (uuid, incident_id, notice_id, text_id, customer_id, recipient, address, message_ref, "
         "eml_sha256, pdf_sha256) VALUES (gen_random_uuid()::text, {D}, {N4}, {N4.t}, NULL, 'c', 'c@birch.example', "
         "'new', '', '')"},
        {"subscription of another customer", "h", "alone",
         "INSERT INTO message_subscription (incident_id, message_id, subscription_id) VALUES ({D}, {M4}, {gum.s})"},
        {"sent without a result", "h", "not every message",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N4}, "
         "{N4.v}, 'mark_sent', 'sent', {N4.t}, '{N4.s}', '', 'r', '', '')"},
        {"delivered without a delivery", "r", "not every recipient",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N5}, "
         "{N5.v}, 'mark_delivered', 'delivered', {N5.t}, '{N5.s}', '', 'r', '', '')"},
        {"delivered while somebody was not told by hand", "r", "told by hand",
         "INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {D}, {M5}, 'mail', {now}, 1, 'p'); INSERT INTO notice_decision (uuid, incident_id, "
         "notice_id, seen_version, step, to_state, text_id, text_sha256, scope_sha256, remark, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {D}, {N5}, {N5.v}, 'mark_delivered', 'delivered', {N5.t}, "
         "'{N5.s}', '', 'r', '', '')"},
        {"delivered while a call reached nobody", "r", "told by hand",
         "INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {D}, {M5}, 'mail', {now}, 1, 'p'); INSERT INTO hand_delivery (uuid, incident_id, "
         "notice_id, text_id, subscription_id, means, at_ms, reached, proof) VALUES (gen_random_uuid()::text, {D}, "
         "{N5}, "
         "{N5.t}, {gum.s}, 'post', {now}, 1, 'p'), (gen_random_uuid()::text, {D}, {N5}, {N5.t}, {gum.s}, 'post', "
         "{now}, "
         "0, 'p'); INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N5}, "
         "{N5.v}, 'mark_delivered', 'delivered', {N5.t}, '{N5.s}', '', 'r', '', '')"},
        {"delivery in the future", "r", "future",
         "INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {D}, {M5}, 'mail', {now} + 3000, 1, 'p')"},
        {"delivery without proof", "r", "proof",
         "INSERT INTO delivery (uuid, incident_id, message_id, means, at_ms, reached, proof) VALUES "
         "(gen_random_uuid()::text, {D}, {M5}, 'mail', {now}, 1, '')"},
        {"tell by hand before it was sent", "r", "has sent",
         "INSERT INTO hand_delivery (uuid, incident_id, notice_id, text_id, subscription_id, means, at_ms, reached, "
         "proof) VALUES (gen_random_uuid()::text, {D}, {N3}, {N3.t}, {gum.s}, 'telephone', {now}, 1, 'p')"},
        {"tell by hand who has a message", "r", "message was made",
         "INSERT INTO hand_delivery (uuid, incident_id, notice_id, text_id, subscription_id, means, at_ms, reached, "
         "proof) VALUES (gen_random_uuid()::text, {D}, {N5}, {N5.t}, {birch.s}, 'telephone', {now}, 1, 'p')"},
        {"approve an unsubmitted post-mortem", "l", "does not follow",
         "INSERT INTO postmortem_decision (uuid, incident_id, seen_version, step, to_state, text_id, text_sha256, "
         "remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {PD.v}, 'approve', 'approved', "
         "{PD}, '{PD.s}', '', '', '')"},
        {"approve another post-mortem", "l", "current",
         "INSERT INTO postmortem_decision (uuid, incident_id, seen_version, step, to_state, text_id, text_sha256, "
         "remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {B}, {PB.v}, 'approve', 'approved', "
         "{PB}, 'x', '', '', '')"},
        {"post-mortem attested by an author", "h", "role",
         "INSERT INTO postmortem_decision (uuid, incident_id, seen_version, step, to_state, text_id, text_sha256, "
         "remark, attested_how, attested_words, attested_by, attested_ms) VALUES (gen_random_uuid()::text, {B}, "
         "{PB.v}, 'approve', 'approved', {PB}, '{PB.s}', '', 'by telephone', 'Agreed.', {p.p}, {now})"},
        {"disown an approval that nobody disowned", "l", "only what was disowned",
         "INSERT INTO postmortem_decision (uuid, incident_id, seen_version, step, to_state, text_id, text_sha256, "
         "remark, attested_how, attested_words) SELECT gen_random_uuid()::text, m.incident_id, m.version, 'disown', "
         "'in_review', m.text_id, t.sha256, '', '', '' FROM postmortem m JOIN postmortem_text t ON t.id = m.text_id "
         "WHERE m.state = 'approved' LIMIT 1"},
        {"hash of another post-mortem", "p", "hash",
         "INSERT INTO postmortem_text (uuid, incident_id, seen_version, body, sha256) VALUES (gen_random_uuid()::text, "
         "{D}, {PD.v}, 'b', 'x')"},
        {"close before its time", "h", "Close & Post-mortem",
         "INSERT INTO closing (uuid, incident_id, seen_version, summary) VALUES (gen_random_uuid()::text, {B}, {B.v}, "
         "'s')"},
        {"close without an obligation met", "h", "neither met",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {C}, 'commitment', "
         "'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {C}), {now}, {now} + 259200000, 1, 'c', "
         "''); INSERT INTO closing (uuid, incident_id, seen_version, summary) VALUES (gen_random_uuid()::text, {C}, "
         "{C.v}, 's')"},
        {"close what has ended", "h", "already ended",
         "INSERT INTO closing (uuid, incident_id, seen_version, summary) VALUES (gen_random_uuid()::text, {Z}, {Z.v}, "
         "'s')"},
        {"reopen what is open", "h", "open",
         "INSERT INTO reopening (uuid, incident_id, seen_version, to_stage, reason) VALUES (gen_random_uuid()::text, "
         "{B}, {B.v}, 'detect', 'r')"},
        {"rescind what is not declared", "h", "not of this incident",
         "INSERT INTO rescission_request (uuid, incident_id, seen_version, declaration_id, reason) VALUES "
         "(gen_random_uuid()::text, {B}, {B.v}, {R.d}, 'r')"},
        {"rescind without a reason", "h", "taken back",
         "INSERT INTO rescission_request (uuid, incident_id, seen_version, declaration_id, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {D.v}, {D.d}, ' ')"},
        {"rescind without a citation", "h", "cite at least one",
         "INSERT INTO rescission_request (uuid, incident_id, seen_version, declaration_id, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {D.v}, {D.d}, 'r')"},
        {"rescind by another incident's entry", "h", "not of this incident",
         "INSERT INTO rescission_request (uuid, incident_id, seen_version, declaration_id, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {D.v}, {D.d}, 'r'); INSERT INTO rescission_citation (uuid, incident_id, "
         "request_id, entry_id) VALUES (gen_random_uuid()::text, {D}, (SELECT max(id) FROM rescission_request WHERE "
         "incident_id = {D}), {B.e})"},
        {"rescind twice", "h", "asked for already",
         "INSERT INTO rescission_request (uuid, incident_id, seen_version, declaration_id, reason) VALUES "
         "(gen_random_uuid()::text, {R}, {R.v}, {R.d}, 'r')"},
        {"co-sign one's own request", "h", "cannot be yourself",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words, attested_by, attested_ms) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, "
         "'cosigned', 'w', 'not_classified', 'high', 'p1', 0, 0, 0, 'by telephone', 'Agreed.', {p.h}, {now})"},
        {"co-sign by who is not legal", "h", "hold the role",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words, attested_by, attested_ms) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, "
         "'cosigned', 'w', 'not_classified', 'high', 'p1', 0, 0, 0, 'by telephone', 'Agreed.', {p.e}, {now})"},
        {"co-sign without words", "l", "in words",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'cosigned', ' ', "
         "'not_classified', 'high', 'p1', 0, 0, 0, '', '')"},
        {"take back by somebody else's word", "h", "takes a request back",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words, attested_by, attested_ms) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, "
         "'taken_back', 'w', 'not_classified', 'high', 'p1', 0, 0, 0, 'by telephone', 'Agreed.', {p.l}, {now})"},
        {"co-sign into another outcome", "l", "classified last",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'cosigned', 'w', 'crsi', 'high', "
         "'p1', 0, 0, 0, '', '')"},
        {"co-sign into another severity", "l", "assessed last",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'cosigned', 'w', "
         "'not_classified', 'low', 'p1', 0, 0, 0, '', '')"},
        {"co-sign into another priority", "l", "derived of it",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'cosigned', 'w', "
         "'not_classified', 'high', 'p4', 0, 0, 0, '', '')"},
        {"co-sign and set by hand", "l", "nothing by hand",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'cosigned', 'w', "
         "'not_classified', 'high', 'p1', 0, 1, 0, '', '')"},
        {"co-sign as provisional", "l", "stays provisional",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'cosigned', 'w', "
         "'not_classified', 'high', 'p1', 1, 0, 0, '', '')"},
        {"co-sign and leave the clock running", "l", "withdrawn with it",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'cosigned', 'w', "
         "'not_classified', 'high', 'p1', 0, 0, 0, '', '')"},
        {"decide what is decided", "h", "is decided",
         "INSERT INTO rescission_decision (uuid, incident_id, seen_version, request_id, declaration_id, decision, "
         "words, outcome, severity, priority, provisional, overridden, priority_overridden, attested_how, "
         "attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, {R.q}, {R.d}, 'taken_back', 'w', "
         "'not_classified', 'high', 'p1', 0, 0, 0, '', ''); INSERT INTO rescission_decision (uuid, incident_id, "
         "seen_version, request_id, declaration_id, decision, words, outcome, severity, priority, provisional, "
         "overridden, priority_overridden, attested_how, attested_words) VALUES (gen_random_uuid()::text, {R}, {R.v}, "
         "{R.q}, {R.d}, 'taken_back', 'w', 'not_classified', 'high', 'p1', 0, 0, 0, '', '')"},
        {"withdraw as rescinded", "l", "declaration of this incident was rescinded",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {D}, "
         "{O.birch}, {O.birch.v}, 'withdrawn', {now}, 'rescinded', 'r', '', '', '')"},
        {"send while a rescission is asked for", "h", "sending is held",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {R}, {N6}, "
         "{N6.v}, 'queue', 'queued', {N6.t}, '{N6.s}', '', '', '', '')"},
        {"end while a rescission is asked for", "h", "waits for legal",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {R}, {R.v}, 'duplicate', '', "
         "'', '', '', '', '', '')"},
        {"close while a rescission is asked for", "h", "waits for legal",
         "INSERT INTO closing (uuid, incident_id, seen_version, summary) VALUES (gen_random_uuid()::text, {R}, {R.v}, "
         "'s')"},
        {"say nothing on why nothing is declared", "h", "why it is not declared",
         "INSERT INTO declaration_delay (uuid, incident_id, aware_ms, reason, review_ms) VALUES "
         "(gen_random_uuid()::text, {B}, {now}, ' ', {now} + 3600000)"},
        {"look again after more than a day", "h", "24 hours ahead",
         "INSERT INTO declaration_delay (uuid, incident_id, aware_ms, reason, review_ms) VALUES "
         "(gen_random_uuid()::text, {B}, {now}, 'r', {now} + 86500000)"},
        {"say why what is declared is not", "h", "stands already",
         "INSERT INTO declaration_delay (uuid, incident_id, aware_ms, reason, review_ms) VALUES "
         "(gen_random_uuid()::text, {D}, {now}, 'r', {now} + 3600000)"},
        {"end what is declared", "r", "declaration stands",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {D}, {D.v}, 'false_positive', "
         "'r', 'r', '', '', 'r', 'x', 'y')"},
        {"append to a file", "r", "whole",
         "INSERT INTO attachment (uuid, incident_id, name, media_type, size, sha256, from_production, "
         "production_approval) VALUES (gen_random_uuid()::text, {D}, 'f', 't', 1, '', 'no', ''); INSERT INTO "
         "attachment_chunk (incident_id, attachment_id, n, data) VALUES ({D}, (SELECT max(id) FROM attachment WHERE "
         "incident_id = {D}), 0, '\\x78'); INSERT INTO attachment_chunk (incident_id, attachment_id, n, data) VALUES "
         "({D}, (SELECT max(id) FROM attachment WHERE incident_id = {D}), 1, '\\x78')"},
        {"role that is none", "k", "no such role",
         "INSERT INTO person_version (uuid, name, email, login, roles, active) VALUES (gen_random_uuid()::text, 'n', "
         "'', 'nobody-yet', 1024, 1)"},
    };
    static const QList<GateCase> all = cases + audienceGateCases() + workingGateCases() + classificationGateCases() +
                                       closingGateCases() + dutyGateCases();
    return all;
}

} // namespace tocsin::test
