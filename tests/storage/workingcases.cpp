#include "tests/storage/roleworld.h"

namespace tocsin::test {

const QList<GateCase> &workingGateCases()
{
    static const QList<GateCase> cases = {
        {"link with itself", "r", "with itself",
         "INSERT INTO incident_link (uuid, incident_id, other_id, kind, reason) VALUES (gen_random_uuid()::text, {F}, "
         "{F}, 'related', 'r')"},
        {"link twice", "r", "there already",
         "INSERT INTO incident_link (uuid, incident_id, other_id, kind, reason) VALUES (gen_random_uuid()::text, {C}, "
         "{D}, 'duplicate_of', 'r')"},
        {"duplicate of two", "r", "another incident already",
         "INSERT INTO incident_link (uuid, incident_id, other_id, kind, reason) VALUES (gen_random_uuid()::text, {C}, "
         "{B}, 'duplicate_of', 'r')"},
        {"duplicates that go round", "r", "may not go round",
         "INSERT INTO incident_link (uuid, incident_id, other_id, kind, reason) VALUES (gen_random_uuid()::text, {D}, "
         "{C}, 'duplicate_of', 'r')"},
        {"take back another link", "r", "of other incidents",
         "INSERT INTO incident_unlink (uuid, incident_id, other_id, link_id, reason) VALUES (gen_random_uuid()::text, "
         "{B}, {D}, {LK}, 'r')"},
        {"take a link back without a reason", "r", "do not belong together",
         "INSERT INTO incident_unlink (uuid, incident_id, other_id, link_id, reason) VALUES (gen_random_uuid()::text, "
         "{C}, {D}, {LK}, '')"},
        {"take the link of taken obligations back", "h", "the link stays",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {C}, 'commitment', "
         "'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {C}), {now}, {now} + 259200000, 1, 'c', "
         "''); INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, "
         "trigger_ms, deadline_ms, confirmed, citation, rule_version, taken_from) VALUES (gen_random_uuid()::text, "
         "{D}, 'commitment', 'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {D}), {now}, {now} + "
         "259200000, 1, 'c', '', (SELECT max(id) FROM obligation WHERE incident_id = {C})); INSERT INTO "
         "obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, "
         "attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {C}, (SELECT max(id) "
         "FROM obligation WHERE incident_id = {C}), 1, 'withdrawn', {now}, 'taken_over', 'r', '', '', ''); INSERT INTO "
         "incident_unlink (uuid, incident_id, other_id, link_id, reason) VALUES (gen_random_uuid()::text, {C}, {D}, "
         "{LK}, 'r')"},
        {"take the link of an ended duplicate back", "h", "reopen it first",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {C}, {C.v}, 'duplicate', '', "
         "'', '', '', '', '', ''); INSERT INTO incident_unlink (uuid, incident_id, other_id, link_id, reason) VALUES "
         "(gen_random_uuid()::text, {C}, {D}, {LK}, 'r')"},
        {"situation out of turn", "r", "conflict",
         "INSERT INTO situation_text (uuid, incident_id, seen_version, known, unknown, next) VALUES "
         "(gen_random_uuid()::text, {D}, 0, 'k', '', '')"},
        {"task without words", "r", "what is to be done",
         "INSERT INTO task_change (uuid, incident_id, task_id, seen_version, what, owner_name, state, reason) VALUES "
         "(gen_random_uuid()::text, {D}, NULL, 0, ' ', '', 'open', '')"},
        {"task that begins done", "r", "begins open",
         "INSERT INTO task_change (uuid, incident_id, task_id, seen_version, what, owner_name, state, reason) VALUES "
         "(gen_random_uuid()::text, {D}, NULL, 0, 'x', '', 'done', '')"},
        {"task of another version", "r", "conflict",
         "INSERT INTO task_change (uuid, incident_id, task_id, seen_version, what, owner_name, state, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {K}, 7, 'x', '', 'done', '')"},
        {"task dropped without a reason", "r", "why the task is dropped",
         "INSERT INTO task_change (uuid, incident_id, task_id, seen_version, what, owner_name, state, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {K}, 1, 'x', '', 'dropped', '')"},
        {"take over at another deadline", "h", "as it is",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {C}, 'commitment', "
         "'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {C}), {now}, {now} + 259200000, 1, 'c', "
         "''); INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, "
         "trigger_ms, deadline_ms, confirmed, citation, rule_version, taken_from) VALUES (gen_random_uuid()::text, "
         "{D}, 'commitment', 'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {D}), {now}, {now} + "
         "259200001, 1, 'c', '', (SELECT max(id) FROM obligation WHERE incident_id = {C}))"},
        {"take over what is no duplicate's", "h", "from a duplicate",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version, taken_from) VALUES (gen_random_uuid()::text, {B}, "
         "'commitment', 'customer', {birch}, NULL, {now}, {now} + 259200000, 1, 'c', '', {O.birch})"},
        {"take over and leave it running", "h", "is withdrawn where it came from",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {C}, 'commitment', "
         "'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {C}), {now}, {now} + 259200000, 1, 'c', "
         "''); INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, "
         "trigger_ms, deadline_ms, confirmed, citation, rule_version, taken_from) VALUES (gen_random_uuid()::text, "
         "{D}, 'commitment', 'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {D}), {now}, {now} + "
         "259200000, 1, 'c', '', (SELECT max(id) FROM obligation WHERE incident_id = {C}))"},
        {"take over and count it otherwise", "h", "counted as it was",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, trigger_ms, confirmed, citation, "
         "rule_version) VALUES (gen_random_uuid()::text, {C}, 'statute', 'authority', {now}, 0, 'c', ''); INSERT INTO "
         "duty_origin (uuid, incident_id, obligation_id, rule, regime, reason, starts_at, starts_when, period_value, "
         "period_unit, roll_over, zone, calendar, regulation, counsel, note, exceptable) VALUES "
         "(gen_random_uuid()::text, {C}, (SELECT max(id) FROM obligation WHERE incident_id = {C}), 'x', 'x', 'r', "
         "'awareness', '', 72, 'hours', 'none', '', '', 0, 0, '', 0); INSERT INTO obligation_start (uuid, incident_id, "
         "duty, addressee, declaration_id, trigger_ms, confirmed, citation, rule_version, taken_from) SELECT "
         "gen_random_uuid()::text, {D}, 'statute', 'authority', (SELECT declaration_id FROM incident WHERE id = {D}), "
         "o.trigger_ms, 0, 'c', '', o.id FROM obligation o WHERE o.id = (SELECT max(id) FROM obligation WHERE "
         "incident_id = {C}); INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, "
         "at_ms, reason_code, reason, attested_how, attested_words, second_attested_words) VALUES "
         "(gen_random_uuid()::text, {C}, (SELECT max(id) FROM obligation WHERE incident_id = {C}), 1, 'withdrawn', "
         "{now}, 'taken_over', 'r', '', '', '')"},
        {"withdraw as taken over what was not", "h", "takes it over first",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {D}, "
         "{O.birch}, {O.birch.v}, 'withdrawn', {now}, 'taken_over', 'r', '', '', '')"},
        {"end as a duplicate without a link", "r", "linked with the incident",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {F}, {F.v}, 'duplicate', '', "
         "'', '', '', '', '', '')"},
        {"end as a duplicate of another one", "h", "linked with the incident",
         "INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, tuning_owner, "
         "no_tuning_reason, referred_to, referred_said, duplicate_of) VALUES (gen_random_uuid()::text, {C}, {C.v}, "
         "'duplicate', '', '', '', '', '', '', '', {F})"},
        {"end as a duplicate with clocks running", "h", "takes the obligations over",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, customer_id, declaration_id, trigger_ms, "
         "deadline_ms, confirmed, citation, rule_version) VALUES (gen_random_uuid()::text, {C}, 'commitment', "
         "'customer', {fir}, (SELECT declaration_id FROM incident WHERE id = {C}), {now}, {now} + 259200000, 1, 'c', "
         "''); INSERT INTO ending (uuid, incident_id, seen_version, kind, reason, root_cause, tuning_action, "
         "tuning_owner, no_tuning_reason, referred_to, referred_said) VALUES (gen_random_uuid()::text, {C}, {C.v}, "
         "'duplicate', '', '', '', '', '', '', '')"},
    };
    return cases;
}

} // namespace tocsin::test
