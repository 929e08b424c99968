#include "tests/storage/roleworld.h"

namespace tocsin::test {

/** Data transfers (P10): who may, straight in SQL. */
const QList<ActCase> &transferActCases()
{
    static const QList<ActCase> cases = {
        {"ask for a transfer", "rmhlep",
         "INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, "
         "amount, whose, personal, source, destination, purpose, handlers, protection, destruction, "
         "keep_until_ms, found, checklist, checklist_version, checklist_items, requester_id) VALUES "
         "(gen_random_uuid()::text, {TI}, (SELECT coalesce(max(number), 0) + 1 FROM transfer WHERE incident_id "
         "= {TI}), 'single', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', 's', 'd', 'p', 'h', 'p', 'd', "
         "{now} + 86400000, '', 'l', '1', '[{\"code\":\"a\",\"question\":\"A\"}]', (SELECT tocsin_person()))"},
        {"record a breach of procedure", "rmhlep",
         "INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, "
         "amount, whose, personal, source, destination, purpose, handlers, protection, destruction, "
         "keep_until_ms, found, checklist, checklist_version, checklist_items, requester_id) VALUES "
         "(gen_random_uuid()::text, {TI}, (SELECT coalesce(max(number), 0) + 1 FROM transfer WHERE incident_id "
         "= {TI}), 'breach', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', 's', 'd', 'p', 'h', 'p', 'd', "
         "NULL, 'f', 'l', '1', '[{\"code\":\"a\",\"question\":\"A\"}]', (SELECT tocsin_person())); INSERT "
         "INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, item_count, "
         "total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, (SELECT max(id) FROM transfer WHERE "
         "incident_id = {TI}), 1, {now}, 'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, "
         "n, name, size, sha256) VALUES ({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, "
         "'f', 1, repeat('a', 64))"},
        {"ask back about a transfer", "rmhlep",
         "INSERT INTO transfer_remark (uuid, incident_id, transfer_id, kind, text) VALUES "
         "(gen_random_uuid()::text, {TI}, {T1}, 'question', 'x')"},
        {"answer a checklist, by log-in", "l",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, "
         "'go', (SELECT json_agg(json_build_object('code', x ->> 'code', 'answer', 'yes', 'remark', "
         "''))::text FROM transfer_request r, json_array_elements(r.checklist_items::json) x WHERE r.id = "
         "{T1}), '', '', '', '')"},
        {"block a transfer", "l",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, "
         "'stop', (SELECT json_agg(json_build_object('code', x ->> 'code', 'answer', 'yes', 'remark', "
         "''))::text FROM transfer_request r, json_array_elements(r.checklist_items::json) x WHERE r.id = "
         "{T1}), '', 'r', '', '')"},
        {"answer a checklist, attested", "h",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {TI}, {T1}, {T1.v}, 'go', (SELECT json_agg(json_build_object('code', x ->> "
         "'code', 'answer', 'yes', 'remark', ''))::text FROM transfer_request r, "
         "json_array_elements(r.checklist_items::json) x WHERE r.id = {T1}), '', '', 'by telephone', "
         "'Agreed.', {p.l}, {now})"},
        {"see a breach of procedure", "l",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T8}, {T8.v}, "
         "'noted', '[]', '', 'r', '', '')"},
        {"approve a transfer", "h",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T2}, {T2.v}, 'approved', 'w', "
         "'', {now} + 3600000)"},
        {"refuse a transfer", "h",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T2}, {T2.v}, 'refused', 'w', '', "
         "NULL)"},
        {"revoke a transfer", "h",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, 'revoked', 'w', '', "
         "NULL)"},
        {"approve what the manager asked for", "m",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T4}, {T4.v}, 'approved', 'w', "
         "'', {now} + 3600000)"},
        {"refuse what the manager asked for", "m",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T4}, {T4.v}, 'refused', 'w', '', "
         "NULL)"},
        {"take a request back", "r",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, 'withdrawn', 'w', "
         "'', NULL)"},
        {"record what left", "rmhlep",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {now}, "
         "'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES "
         "({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, 'f', 1, repeat('a', 64))"},
        {"record that it is destroyed", "rmhlep",
         "INSERT INTO transfer_end (uuid, incident_id, transfer_id, seen_version, move_id, outcome, at_ms, "
         "by_whom, how, witness, owner, until_ms) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {T3.m}, "
         "'destroyed', {now}, 'b', 'h', '', '', NULL)"},
        {"record that it is kept", "rmhlep",
         "INSERT INTO transfer_end (uuid, incident_id, transfer_id, seen_version, move_id, outcome, at_ms, "
         "by_whom, how, witness, owner, until_ms) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {T3.m}, "
         "'kept', {now}, 'b', 'h', '', 'o', {now} + 86400000)"},
        {"a file from production", "rmhlep",
         "INSERT INTO attachment (uuid, incident_id, name, media_type, size, sha256, from_production, "
         "production_approval, transfer_id) VALUES (gen_random_uuid()::text, {TI}, 'f', 't', 1, repeat('b', "
         "64), 'yes', '', {T3}); INSERT INTO attachment_chunk (incident_id, attachment_id, n, data) VALUES "
         "({TI}, (SELECT max(id) FROM attachment WHERE incident_id = {TI}), 0, '\\x78')"},
        {"ask for a transfer in a secret exercise", "rmhlep",
         "INSERT INTO exercise_lifting (uuid, incident_id, seen_version, cause, reason) VALUES "
         "(gen_random_uuid()::text, {X}, {X.v}, 'transfer', 'r'); INSERT INTO transfer_request (uuid, "
         "incident_id, number, kind, title, data_kind, environment, what, amount, whose, personal, source, "
         "destination, purpose, handlers, protection, destruction, keep_until_ms, found, checklist, "
         "checklist_version, checklist_items, requester_id) VALUES (gen_random_uuid()::text, {X}, 1, "
         "'single', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', 's', 'd', 'p', 'h', 'p', 'd', {now} + "
         "86400000, '', 'l', '1', '[{\"code\":\"a\",\"question\":\"A\"}]', (SELECT tocsin_person()))"},
    };
    return cases;
}

/** The right role, the wrong moment. */
const QList<GateCase> &transferGateCases()
{
    static const QList<GateCase> cases = {
        {"ask for somebody else", "r", "logs in",
         "INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, "
         "amount, whose, personal, source, destination, purpose, handlers, protection, destruction, "
         "keep_until_ms, found, checklist, checklist_version, checklist_items, requester_id) VALUES "
         "(gen_random_uuid()::text, {TI}, (SELECT coalesce(max(number), 0) + 1 FROM transfer WHERE incident_id "
         "= {TI}), 'single', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', 's', 'd', 'p', 'h', 'p', 'd', "
         "{now} + 86400000, '', 'l', '1', '[{\"code\":\"a\",\"question\":\"A\"}]', {p.h})"},
        {"ask out of turn", "r", "one after the other",
         "INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, "
         "amount, whose, personal, source, destination, purpose, handlers, protection, destruction, "
         "keep_until_ms, found, checklist, checklist_version, checklist_items, requester_id) VALUES "
         "(gen_random_uuid()::text, {TI}, 99, 'single', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', "
         "'s', 'd', 'p', 'h', 'p', 'd', {now} + 86400000, '', 'l', '1', "
         "'[{\"code\":\"a\",\"question\":\"A\"}]', (SELECT tocsin_person()))"},
        {"ask without a purpose", "r", "why the data is needed",
         "INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, "
         "amount, whose, personal, source, destination, purpose, handlers, protection, destruction, "
         "keep_until_ms, found, checklist, checklist_version, checklist_items, requester_id) VALUES "
         "(gen_random_uuid()::text, {TI}, (SELECT coalesce(max(number), 0) + 1 FROM transfer WHERE incident_id "
         "= {TI}), 'single', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', 's', 'd', ' ', 'h', 'p', 'd', "
         "{now} + 86400000, '', 'l', '1', '[{\"code\":\"a\",\"question\":\"A\"}]', (SELECT tocsin_person()))"},
        {"ask to keep it until yesterday", "r", "not in the past",
         "INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, "
         "amount, whose, personal, source, destination, purpose, handlers, protection, destruction, "
         "keep_until_ms, found, checklist, checklist_version, checklist_items, requester_id) VALUES "
         "(gen_random_uuid()::text, {TI}, (SELECT coalesce(max(number), 0) + 1 FROM transfer WHERE incident_id "
         "= {TI}), 'single', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', 's', 'd', 'p', 'h', 'p', 'd', "
         "{now} - 1, '', 'l', '1', '[{\"code\":\"a\",\"question\":\"A\"}]', (SELECT tocsin_person()))"},
        {"ask under no list", "r", "names the checklist",
         "INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, "
         "amount, whose, personal, source, destination, purpose, handlers, protection, destruction, "
         "keep_until_ms, found, checklist, checklist_version, checklist_items, requester_id) VALUES "
         "(gen_random_uuid()::text, {TI}, (SELECT coalesce(max(number), 0) + 1 FROM transfer WHERE incident_id "
         "= {TI}), 'single', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', 's', 'd', 'p', 'h', 'p', 'd', "
         "{now} + 86400000, '', 'l', '1', '[]', (SELECT tocsin_person()))"},
        {"ask in a secret exercise", "h", "not announced",
         "INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, "
         "amount, whose, personal, source, destination, purpose, handlers, protection, destruction, "
         "keep_until_ms, found, checklist, checklist_version, checklist_items, requester_id) VALUES "
         "(gen_random_uuid()::text, {X}, 1, 'single', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', 's', "
         "'d', 'p', 'h', 'p', 'd', {now} + 86400000, '', 'l', '1', '[{\"code\":\"a\",\"question\":\"A\"}]', "
         "(SELECT tocsin_person()))"},
        {"lift by a transfer nobody asked for", "h", "no transfer was asked for",
         "INSERT INTO exercise_lifting (uuid, incident_id, seen_version, cause, reason) VALUES "
         "(gen_random_uuid()::text, {X}, {X.v}, 'transfer', 'r')"},
        {"a breach of which nothing left", "r", "names what left",
         "INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, "
         "amount, whose, personal, source, destination, purpose, handlers, protection, destruction, "
         "keep_until_ms, found, checklist, checklist_version, checklist_items, requester_id) VALUES "
         "(gen_random_uuid()::text, {TI}, (SELECT coalesce(max(number), 0) + 1 FROM transfer WHERE incident_id "
         "= {TI}), 'breach', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', 's', 'd', 'p', 'h', 'p', 'd', "
         "NULL, 'f', 'l', '1', '[{\"code\":\"a\",\"question\":\"A\"}]', (SELECT tocsin_person()))"},
        {"a breach nobody found", "r", "how it was found",
         "INSERT INTO transfer_request (uuid, incident_id, number, kind, title, data_kind, environment, what, "
         "amount, whose, personal, source, destination, purpose, handlers, protection, destruction, "
         "keep_until_ms, found, checklist, checklist_version, checklist_items, requester_id) VALUES "
         "(gen_random_uuid()::text, {TI}, (SELECT coalesce(max(number), 0) + 1 FROM transfer WHERE incident_id "
         "= {TI}), 'breach', 't', 'memory', 'commercial', 'w', 'a', 'o', 'yes', 's', 'd', 'p', 'h', 'p', 'd', "
         "NULL, '', 'l', '1', '[{\"code\":\"a\",\"question\":\"A\"}]', (SELECT tocsin_person()))"},
        {"ask back without a word", "l", "write the question",
         "INSERT INTO transfer_remark (uuid, incident_id, transfer_id, kind, text) VALUES "
         "(gen_random_uuid()::text, {TI}, {T1}, 'question', ' ')"},
        {"answer without its items", "l", "each item of the list",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, "
         "'go', '[]', '', '', '', '')"},
        {"answer no and let it go", "l", "blocks it",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, "
         "'go', (SELECT json_agg(json_build_object('code', x ->> 'code', 'answer', 'no', 'remark', "
         "'r'))::text FROM transfer_request r, json_array_elements(r.checklist_items::json) x WHERE r.id = "
         "{T1}), '', '', '', '')"},
        {"answer otherwise", "l", "yes, no, or not applicable",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, "
         "'go', (SELECT json_agg(json_build_object('code', x ->> 'code', 'answer', 'maybe', 'remark', "
         "'r'))::text FROM transfer_request r, json_array_elements(r.checklist_items::json) x WHERE r.id = "
         "{T1}), '', '', '', '')"},
        {"block without a word", "l", "say what it needs",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, "
         "'stop', (SELECT json_agg(json_build_object('code', x ->> 'code', 'answer', 'yes', 'remark', "
         "''))::text FROM transfer_request r, json_array_elements(r.checklist_items::json) x WHERE r.id = "
         "{T1}), '', '', '', '')"},
        {"answer one's own request", "l", "two people",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T9}, {T9.v}, "
         "'go', (SELECT json_agg(json_build_object('code', x ->> 'code', 'answer', 'yes', 'remark', "
         "''))::text FROM transfer_request r, json_array_elements(r.checklist_items::json) x WHERE r.id = "
         "{T9}), '', '', '', '')"},
        {"answer what is approved", "l", "waits for no answer",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, "
         "'go', (SELECT json_agg(json_build_object('code', x ->> 'code', 'answer', 'yes', 'remark', "
         "''))::text FROM transfer_request r, json_array_elements(r.checklist_items::json) x WHERE r.id = "
         "{T3}), '', '', '', '')"},
        {"see a breach that is none", "l", "waits for no answer",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, "
         "'noted', '[]', '', 'r', '', '')"},
        {"see a breach without a word", "l", "give legal's words",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T8}, {T8.v}, "
         "'noted', '[]', '', '', '', '')"},
        {"let a breach go", "l", "waits for no answer",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {TI}, {T8}, {T8.v}, "
         "'go', (SELECT json_agg(json_build_object('code', x ->> 'code', 'answer', 'yes', 'remark', "
         "''))::text FROM transfer_request r, json_array_elements(r.checklist_items::json) x WHERE r.id = "
         "{T1}), '', '', '', '')"},
        {"answer by who is no legal", "h", "does not hold the role",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {TI}, {T1}, {T1.v}, 'go', (SELECT json_agg(json_build_object('code', x ->> "
         "'code', 'answer', 'yes', 'remark', ''))::text FROM transfer_request r, "
         "json_array_elements(r.checklist_items::json) x WHERE r.id = {T1}), '', '', 'by telephone', "
         "'Agreed.', {p.e}, {now})"},
        {"answer for oneself, attested", "h", "cannot be yourself",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {TI}, {T1}, {T1.v}, 'go', (SELECT json_agg(json_build_object('code', x ->> "
         "'code', 'answer', 'yes', 'remark', ''))::text FROM transfer_request r, "
         "json_array_elements(r.checklist_items::json) x WHERE r.id = {T1}), '', '', 'by telephone', "
         "'Agreed.', {p.h}, {now})"},
        {"answer for legal who asked", "h", "two people",
         "INSERT INTO transfer_answer (uuid, incident_id, transfer_id, seen_version, verdict, items, "
         "go_ahead, remark, attested_how, attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {TI}, {T9}, {T9.v}, 'go', (SELECT json_agg(json_build_object('code', x ->> "
         "'code', 'answer', 'yes', 'remark', ''))::text FROM transfer_request r, "
         "json_array_elements(r.checklist_items::json) x WHERE r.id = {T9}), '', '', 'by telephone', "
         "'Agreed.', {p.l}, {now})"},
        {"approve before legal", "h", "cannot be decided so now",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, 'approved', 'w', "
         "'', {now} + 3600000)"},
        {"approve without a word", "h", "in your own words",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T2}, {T2.v}, 'approved', ' ', "
         "'', {now} + 3600000)"},
        {"approve for ever", "h", "words and an end",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T2}, {T2.v}, 'approved', 'w', "
         "'', NULL)"},
        {"approve into the past", "h", "words and an end",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T2}, {T2.v}, 'approved', 'w', "
         "'', {now} - 1000)"},
        {"approve twice", "h", "cannot be decided so now",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, 'approved', 'w', "
         "'', {now} + 3600000)"},
        {"approve what was refused", "h", "cannot be decided so now",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T7}, {T7.v}, 'approved', 'w', "
         "'', {now} + 3600000)"},
        {"revoke what is not approved", "h", "cannot be decided so now",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T2}, {T2.v}, 'revoked', 'w', '', "
         "NULL)"},
        {"refuse what is approved", "h", "cannot be decided so now",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, 'refused', 'w', '', "
         "NULL)"},
        {"decide what was seen otherwise", "h", "conflict",
         "INSERT INTO transfer_decision (uuid, incident_id, transfer_id, seen_version, decision, words, "
         "conditions, valid_until_ms) VALUES (gen_random_uuid()::text, {TI}, {T2}, 1, 'approved', 'w', '', "
         "{now} + 3600000)"},
        {"move what is asked for", "r", "no approval in force",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, {now}, "
         "'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES "
         "({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, 'f', 1, repeat('a', 64))"},
        {"move what legal answered", "r", "no approval in force",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T2}, {T2.v}, {now}, "
         "'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES "
         "({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, 'f', 1, repeat('a', 64))"},
        {"move after the end of the approval", "r", "no approval in force",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T5}, {T5.v}, {now}, "
         "'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES "
         "({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, 'f', 1, repeat('a', 64))"},
        {"move what was revoked", "r", "no approval in force",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T6}, {T6.v}, {now}, "
         "'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES "
         "({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, 'f', 1, repeat('a', 64))"},
        {"move what was refused", "r", "no approval in force",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T7}, {T7.v}, {now}, "
         "'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES "
         "({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, 'f', 1, repeat('a', 64))"},
        {"move before the approval", "r", "did not leave under this approval",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {now} - "
         "86400000, 'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, "
         "sha256) VALUES ({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, 'f', 1, "
         "repeat('a', 64))"},
        {"move in the future", "r", "not in the future",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {now} + "
         "60000, 'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) "
         "VALUES ({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, 'f', 1, repeat('a', "
         "64))"},
        {"move nothing", "r", "names what left",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {now}, "
         "'c', 'h', 0, 0, '')"},
        {"move without its items", "r", "those it says",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {now}, "
         "'c', 'h', 1, 1, '')"},
        {"move with other bytes", "r", "those it says",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {now}, "
         "'c', 'h', 1, 2, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES "
         "({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, 'f', 1, repeat('a', 64))"},
        {"an item later on", "h", "the list of this move is whole",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {now}, "
         "'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES "
         "({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 2, 'f', 1, repeat('a', 64))"},
        {"an item of somebody else's move", "m", "who records a move",
         "INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES ({TI}, {T3.m}, 9, "
         "'f', 1, repeat('a', 64))"},
        {"an item without a digest", "r", "64 hexadecimal",
         "INSERT INTO transfer_move (uuid, incident_id, transfer_id, seen_version, at_ms, carrier, how, "
         "item_count, total_bytes, list_sha256) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {now}, "
         "'c', 'h', 1, 1, ''); INSERT INTO transfer_item (incident_id, move_id, n, name, size, sha256) VALUES "
         "({TI}, (SELECT max(id) FROM transfer_move WHERE incident_id = {TI}), 1, 'f', 1, repeat('g', 64))"},
        {"destroyed twice", "r", "already",
         "INSERT INTO transfer_end (uuid, incident_id, transfer_id, seen_version, move_id, outcome, at_ms, "
         "by_whom, how, witness, owner, until_ms) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {T3.m}, "
         "'destroyed', {now}, 'b', 'h', '', '', NULL); INSERT INTO transfer_end (uuid, incident_id, "
         "transfer_id, seen_version, move_id, outcome, at_ms, by_whom, how, witness, owner, until_ms) VALUES "
         "(gen_random_uuid()::text, {TI}, {T3}, {T3.v} + 1, {T3.m}, 'destroyed', {now}, 'b', 'h', '', '', NULL)"},
        {"destroyed before it left", "r", "after it left",
         "INSERT INTO transfer_end (uuid, incident_id, transfer_id, seen_version, move_id, outcome, at_ms, "
         "by_whom, how, witness, owner, until_ms) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {T3.m}, "
         "'destroyed', 1, 'b', 'h', '', '', NULL)"},
        {"kept by nobody", "r", "an owner and a date",
         "INSERT INTO transfer_end (uuid, incident_id, transfer_id, seen_version, move_id, outcome, at_ms, "
         "by_whom, how, witness, owner, until_ms) VALUES (gen_random_uuid()::text, {TI}, {T3}, {T3.v}, {T3.m}, "
         "'kept', {now}, 'b', 'h', '', '', NULL)"},
        {"the end of another's move", "r", "did not leave under this transfer",
         "INSERT INTO transfer_end (uuid, incident_id, transfer_id, seen_version, move_id, outcome, at_ms, "
         "by_whom, how, witness, owner, until_ms) VALUES (gen_random_uuid()::text, {TI}, {T1}, {T1.v}, {T3.m}, "
         "'destroyed', {now}, 'b', 'h', '', '', NULL)"},
        {"a file from production without a transfer", "r", "item of a recorded transfer",
         "INSERT INTO attachment (uuid, incident_id, name, media_type, size, sha256, from_production, "
         "production_approval, transfer_id) VALUES (gen_random_uuid()::text, {TI}, 'f', 't', 1, repeat('b', "
         "64), 'yes', '', NULL); INSERT INTO attachment_chunk (incident_id, attachment_id, n, data) VALUES "
         "({TI}, (SELECT max(id) FROM attachment WHERE incident_id = {TI}), 0, '\\x78')"},
        {"a file from production that is no item", "r", "item of a recorded transfer",
         "INSERT INTO attachment (uuid, incident_id, name, media_type, size, sha256, from_production, "
         "production_approval, transfer_id) VALUES (gen_random_uuid()::text, {TI}, 'f', 't', 1, repeat('c', "
         "64), 'yes', '', {T3}); INSERT INTO attachment_chunk (incident_id, attachment_id, n, data) VALUES "
         "({TI}, (SELECT max(id) FROM attachment WHERE incident_id = {TI}), 0, '\\x78')"},
        {"a file nobody is sure about", "r", "item of a recorded transfer",
         "INSERT INTO attachment (uuid, incident_id, name, media_type, size, sha256, from_production, "
         "production_approval, transfer_id) VALUES (gen_random_uuid()::text, {TI}, 'f', 't', 1, repeat('b', "
         "64), 'not_sure', '', {T3}); INSERT INTO attachment_chunk (incident_id, attachment_id, n, data) "
         "VALUES ({TI}, (SELECT max(id) FROM attachment WHERE incident_id = {TI}), 0, '\\x78')"},
    };
    return cases;
}

} // namespace tocsin::test
