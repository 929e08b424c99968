#include "tests/storage/roleworld.h"

namespace tocsin::test {

/** Exceptions, consultations and attested decisions (P8, P10.5, P13.5): who may, straight in SQL. */
const QList<ActCase> &exceptionActCases()
{
    static const QList<ActCase> cases = {
        {"release a bundle", "l",
         "INSERT INTO bundle_release (uuid, incident_id, recipient, purpose) VALUES (gen_random_uuid()::text, {D}, "
         "'r', "
         "'p')"},
        {"export a bundle", "hla",
         "INSERT INTO bundle_export (uuid, incident_id, release_id, bundle, manifest_sha256, key_sha256, file_count, "
         "left_out, record_seq, record_hash) VALUES (gen_random_uuid()::text, {D}, {BR}, 'b', repeat('a', 64), "
         "repeat('a', 64), 1, 0, (SELECT max(seq) FROM audit), (SELECT hash FROM audit ORDER BY seq DESC LIMIT 1))"},
        {"ask for an exception", "h",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'exception', 'unusual', 'r', {now} + 3600000, "
         "{E3}, 1); INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES ({D}, (SELECT"
         " max(id) FROM exception_request WHERE incident_id = {D}), {O.xen})"},
        {"ask both to withdraw what is excepted", "h",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'withdrawal', 'out_of_scope', 'r', NULL, NULL, 1);"
         " INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES ({D}, (SELECT max(id) "
         "FROM exception_request WHERE incident_id = {D}), {O.xen})"},
        {"approve an exception as legal", "l",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'approved', 'legal', 'w', NULL, NULL, '', '')"},
        {"approve an exception as the executive", "e",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'approved', 'executive', 'w', NULL, NULL, '', '')"},
        {"approve an exception, attested", "h",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'approved', 'legal', 'w', {p.l}, {now}, 'by telephone', 'Agreed.')"},
        {"put an exception in force", "e",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E2}, {E2.v}, 'approved', 'executive', 'w', NULL, NULL, '', ''); INSERT INTO obligation_change "
         "(uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, attested_how, "
         "attested_words, second_attested_words, exception_id, until_ms) VALUES (gen_random_uuid()::text, {D},"
         " {O.gum}, {O.gum.v}, 'excepted', {now}, 'unusual', 'r', '', '', '', {E2}, (SELECT review_ms FROM "
         "deadline_exception WHERE id = {E2}))"},
        {"refuse an exception", "le",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'refused', (SELECT CASE WHEN tocsin_person() = {p.e} THEN 'executive' ELSE 'legal' "
         "END), 'w', NULL, NULL, '', '')"},
        {"revoke an exception", "le",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E3}, {E3.v}, 'revoked', (SELECT CASE WHEN tocsin_person() = {p.e} THEN 'executive' ELSE 'legal' "
         "END), 'w', NULL, NULL, '', ''); INSERT INTO obligation_change (uuid, incident_id, obligation_id, "
         "seen_version, change, at_ms, reason_code, reason, attested_how, attested_words, "
         "second_attested_words, exception_id, until_ms) VALUES (gen_random_uuid()::text, {D}, {O.xen}, "
         "{O.xen.v}, 'exception_ended', {now}, 'unusual', 'r', '', '', '', {E3}, NULL)"},
        {"take a request for an exception back", "h",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'taken_back', 'manager', 'w', NULL, NULL, '', '')"},
        {"record that an exception lapsed", "rmhlep",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, "
         "{EL.i}, {EL}, {EL.v}, 'lapsed', 'program', '', NULL, NULL, '', '')"},
        {"ask back about an exception", "rmhlep",
         "INSERT INTO request_remark (uuid, incident_id, exception_id, kind, text) VALUES "
         "(gen_random_uuid()::text, {D}, {E1}, 'question', 'x')"},
        {"ask back about a notice", "rmhlep",
         "INSERT INTO request_remark (uuid, incident_id, notice_id, kind, text) VALUES "
         "(gen_random_uuid()::text, {D}, {N2}, 'question', 'x')"},
        {"say why a duty by law is late", "l",
         "INSERT INTO delay_ground (uuid, incident_id, obligation_id, kind, reason, authority, reference, "
         "until_ms, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, "
         "{D}, {T}, 'reasons', 'r', '', '', NULL, NULL, NULL, '', '')"},
        {"record a consultation", "hl",
         "INSERT INTO consultation (uuid, incident_id, number, at_ms, adviser, privileged, text_sha256) VALUES"
         " (gen_random_uuid()::text, {D}, (SELECT max(number) + 1 FROM consultation WHERE incident_id = {D}), "
         "{now}, 'Lena', 1, tocsin_sha256(repeat('s', 32) || E'\\n' || 'q' || E'\\n' || 'a')); INSERT INTO "
         "consultation_text (uuid, incident_id, consultation_id, privileged, salt, question, advice) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM consultation WHERE incident_id = {D}), 1, "
         "repeat('s', 32), 'q', 'a')"},
        {"release a consultation", "l",
         "INSERT INTO consultation_release (uuid, incident_id, consultation_id, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {CO}, 'r')"},
        {"confirm what was attested", "l",
         "INSERT INTO attestation_answer (uuid, incident_id, act_table, act_id, answer, words) VALUES "
         "(gen_random_uuid()::text, {D}, 'exception_vote', {EV}, 'confirmed', '')"},
        {"disown what was attested", "l",
         "INSERT INTO attestation_answer (uuid, incident_id, act_table, act_id, answer, words) VALUES "
         "(gen_random_uuid()::text, {D}, 'exception_vote', {EV}, 'disowned', 'w')"},
    };
    return cases;
}

/** The right role, the wrong moment. */
const QList<GateCase> &exceptionGateCases()
{
    static const QList<GateCase> cases = {
        {"release a bundle to nobody", "l", "who it is for",
         "INSERT INTO bundle_release (uuid, incident_id, recipient, purpose) VALUES (gen_random_uuid()::text, {D}, ' "
         "', "
         "'p')"},
        {"release a bundle for nothing", "l", "what it is for",
         "INSERT INTO bundle_release (uuid, incident_id, recipient, purpose) VALUES (gen_random_uuid()::text, {D}, "
         "'r', "
         "'')"},
        {"export what was released of another incident", "l", "not of this incident",
         "INSERT INTO bundle_export (uuid, incident_id, release_id, bundle, manifest_sha256, key_sha256, file_count, "
         "left_out, record_seq, record_hash) VALUES (gen_random_uuid()::text, {B}, {BR}, 'b', repeat('a', 64), "
         "repeat('a', 64), 1, 0, (SELECT max(seq) FROM audit), (SELECT hash FROM audit ORDER BY seq DESC LIMIT 1))"},
        {"export at a link that never was", "l", "did not stand there",
         "INSERT INTO bundle_export (uuid, incident_id, release_id, bundle, manifest_sha256, key_sha256, file_count, "
         "left_out, record_seq, record_hash) VALUES (gen_random_uuid()::text, {D}, {BR}, 'b', repeat('a', 64), "
         "repeat('a', 64), 1, 0, 1, 'other')"},
        {"except a statute", "h", "statutory",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'exception', 'unusual', 'r', {now} + 3600000, "
         "NULL, 1); INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES ({D}, (SELECT"
         " max(id) FROM exception_request WHERE incident_id = {D}), {T})"},
        {"except without words", "h", "reasoning",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'exception', 'unusual', ' ', {now} + 3600000, "
         "NULL, 1); INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES ({D}, (SELECT"
         " max(id) FROM exception_request WHERE incident_id = {D}), {O.xen})"},
        {"except on another ground", "h", "ground",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'exception', 'because', 'r', {now} + 3600000, "
         "NULL, 1); INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES ({D}, (SELECT"
         " max(id) FROM exception_request WHERE incident_id = {D}), {O.xen})"},
        {"except for 25 hours", "h", "24 hours",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'exception', 'unusual', 'r', {now} + 90000000, "
         "NULL, 1); INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES ({D}, (SELECT"
         " max(id) FROM exception_request WHERE incident_id = {D}), {O.xen})"},
        {"except until yesterday", "h", "24 hours",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'exception', 'unusual', 'r', {now} - 1, NULL, 1); "
         "INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES ({D}, (SELECT max(id) "
         "FROM exception_request WHERE incident_id = {D}), {O.xen})"},
        {"except nothing", "h", "names the duties",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'exception', 'unusual', 'r', {now} + 3600000, "
         "NULL, 1)"},
        {"except what another request is about", "h", "waits",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'exception', 'unusual', 'r', {now} + 3600000, "
         "NULL, 1); INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES ({D}, (SELECT"
         " max(id) FROM exception_request WHERE incident_id = {D}), {O.birch})"},
        {"renew what was never in force", "h", "renews",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'exception', 'unusual', 'r', {now} + 3600000, "
         "{E1}, 1); INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES ({D}, (SELECT"
         " max(id) FROM exception_request WHERE incident_id = {D}), {O.xen})"},
        {"withdraw together what is not excepted", "h", "legal alone",
         "INSERT INTO exception_request (uuid, incident_id, number, kind, ground, reasoning, review_ms, "
         "renews_id, duty_count) VALUES (gen_random_uuid()::text, {D}, (SELECT coalesce(max(number), 0) + 1 "
         "FROM deadline_exception WHERE incident_id = {D}), 'withdrawal', 'out_of_scope', 'r', NULL, NULL, 1);"
         " INSERT INTO exception_duty (incident_id, exception_id, obligation_id) VALUES ({D}, (SELECT max(id) "
         "FROM exception_request WHERE incident_id = {D}), {O.birch})"},
        {"decide without words", "l", "words",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'approved', 'legal', ' ', NULL, NULL, '', '')"},
        {"decide on what was decided since", "l", "conflict",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E2}, 1, 'refused', 'legal', 'w', NULL, NULL, '', '')"},
        {"revoke what is not in force", "l", "decided so",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'revoked', 'legal', 'w', NULL, NULL, '', '')"},
        {"except by one person", "h", "two people",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'approved', 'legal', 'w', {p.l}, {now}, 'by telephone', 'Agreed.'); INSERT INTO "
         "exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, words, "
         "attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {E1}, "
         "{E1.v} + 1, 'approved', 'legal', 'w', {p.l}, {now}, 'by telephone', 'Agreed.')"},
        {"except by the wrong role", "h", "role",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'approved', 'legal', 'w', {p.r}, {now}, 'by telephone', 'Agreed.')"},
        {"except by oneself", "h", "yourself",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'approved', 'legal', 'w', {p.h}, {now}, 'by telephone', 'Agreed.')"},
        {"except, attested without words", "h", "words",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'approved', 'legal', 'w', {p.l}, {now}, 'by telephone', ' ')"},
        {"let it lapse before its review", "r", "decided so",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E3}, {E3.v}, 'lapsed', 'program', '', NULL, NULL, '', '')"},
        {"say who lapsed it", "r", "nobody decides",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, "
         "{EL.i}, {EL}, {EL.v}, 'lapsed', 'legal', '', NULL, NULL, '', '')"},
        {"both decide and nothing follows", "e", "done with it",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E2}, {E2.v}, 'approved', 'executive', 'w', NULL, NULL, '', '')"},
        {"revoke and nothing follows", "l", "done with it",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E3}, {E3.v}, 'revoked', 'legal', 'w', NULL, NULL, '', '')"},
        {"except without the executive", "l", "both",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'approved', 'legal', 'w', NULL, NULL, '', ''); INSERT INTO obligation_change (uuid, "
         "incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, attested_how, "
         "attested_words, second_attested_words, exception_id, until_ms) VALUES (gen_random_uuid()::text, {D},"
         " {O.birch}, {O.birch.v}, 'excepted', {now}, 'unusual', 'r', '', '', '', {E1}, (SELECT review_ms FROM"
         " deadline_exception WHERE id = {E1}))"},
        {"except for longer than was asked", "e", "what was asked for",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E2}, {E2.v}, 'approved', 'executive', 'w', NULL, NULL, '', ''); INSERT INTO obligation_change "
         "(uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, attested_how, "
         "attested_words, second_attested_words, exception_id, until_ms) VALUES (gen_random_uuid()::text, {D},"
         " {O.gum}, {O.gum.v}, 'excepted', {now}, 'unusual', 'r', '', '', '', {E2}, {now} + 80000000)"},
        {"except another duty", "e", "both",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E2}, {E2.v}, 'approved', 'executive', 'w', NULL, NULL, '', ''); INSERT INTO obligation_change "
         "(uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, reason, attested_how, "
         "attested_words, second_attested_words, exception_id, until_ms) VALUES (gen_random_uuid()::text, {D},"
         " {O.birch}, {O.birch.v}, 'excepted', {now}, 'unusual', 'r', '', '', '', {E2}, (SELECT review_ms FROM"
         " deadline_exception WHERE id = {E2}))"},
        {"end an exception that nobody revoked", "h", "both",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, "
         "reason_code, reason, attested_how, attested_words, second_attested_words, exception_id, until_ms) "
         "VALUES (gen_random_uuid()::text, {D}, {O.xen}, {O.xen.v}, 'exception_ended', {now}, 'unusual', 'r', "
         "'', '', '', {E3}, NULL)"},
        {"send what is held", "h", "held",
         "INSERT INTO exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, "
         "words, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D},"
         " {E1}, {E1.v}, 'approved', 'legal', 'w', {p.l}, {now}, 'by telephone', 'Agreed.'); INSERT INTO "
         "exception_vote (uuid, incident_id, exception_id, seen_version, decision, capacity, words, "
         "attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {E1}, "
         "{E1.v} + 1, 'approved', 'executive', 'w', {p.e}, {now}, 'by telephone', 'Agreed.'); INSERT INTO "
         "obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, reason_code, "
         "reason, attested_how, attested_words, second_attested_words, exception_id, until_ms) VALUES "
         "(gen_random_uuid()::text, {D}, {O.birch}, {O.birch.v}, 'excepted', {now}, 'unusual', 'r', '', '', "
         "'', {E1}, (SELECT review_ms FROM deadline_exception WHERE id = {E1})); INSERT INTO send_attempt "
         "(uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, {M4}, 2, 'file')"},
        {"reasons for the commitment", "l", "duties of a law",
         "INSERT INTO delay_ground (uuid, incident_id, obligation_id, kind, reason, authority, reference, "
         "until_ms, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, "
         "{D}, {O.birch}, 'reasons', 'r', '', '', NULL, NULL, NULL, '', '')"},
        {"reasons without words", "l", "reason",
         "INSERT INTO delay_ground (uuid, incident_id, obligation_id, kind, reason, authority, reference, "
         "until_ms, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, "
         "{D}, {T}, 'reasons', ' ', '', '', NULL, NULL, NULL, '', '')"},
        {"delay by no authority", "l", "name the authority",
         "INSERT INTO delay_ground (uuid, incident_id, obligation_id, kind, reason, authority, reference, "
         "until_ms, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, "
         "{D}, {T}, 'authority', 'r', 'a', '', NULL, NULL, NULL, '', '')"},
        {"delay, attested", "l", "log-in",
         "INSERT INTO delay_ground (uuid, incident_id, obligation_id, kind, reason, authority, reference, "
         "until_ms, attested_by, attested_ms, attested_how, attested_words) VALUES (gen_random_uuid()::text, "
         "{D}, {T}, 'reasons', 'r', '', '', NULL, {p.e}, {now}, 'by telephone', 'Agreed.')"},
        {"consultation with nobody", "l", "who was consulted",
         "INSERT INTO consultation (uuid, incident_id, number, at_ms, adviser, privileged, text_sha256) VALUES"
         " (gen_random_uuid()::text, {D}, (SELECT max(number) + 1 FROM consultation WHERE incident_id = {D}), "
         "{now}, ' ', 1, tocsin_sha256(repeat('s', 32) || E'\\n' || 'q' || E'\\n' || 'a')); INSERT INTO "
         "consultation_text (uuid, incident_id, consultation_id, privileged, salt, question, advice) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM consultation WHERE incident_id = {D}), 1, "
         "repeat('s', 32), 'q', 'a')"},
        {"consultation in the future", "l", "future",
         "INSERT INTO consultation (uuid, incident_id, number, at_ms, adviser, privileged, text_sha256) VALUES"
         " (gen_random_uuid()::text, {D}, (SELECT max(number) + 1 FROM consultation WHERE incident_id = {D}), "
         "{now} + 60000, 'Lena', 1, tocsin_sha256(repeat('s', 32) || E'\\n' || 'q' || E'\\n' || 'a')); INSERT "
         "INTO consultation_text (uuid, incident_id, consultation_id, privileged, salt, question, advice) "
         "VALUES (gen_random_uuid()::text, {D}, (SELECT max(id) FROM consultation WHERE incident_id = {D}), 1,"
         " repeat('s', 32), 'q', 'a')"},
        {"consultation of another digest", "l", "digest",
         "INSERT INTO consultation (uuid, incident_id, number, at_ms, adviser, privileged, text_sha256) VALUES"
         " (gen_random_uuid()::text, {D}, (SELECT max(number) + 1 FROM consultation WHERE incident_id = {D}), "
         "{now}, 'Lena', 1, tocsin_sha256(repeat('s', 32) || E'\\n' || 'q' || E'\\n' || 'a')); INSERT INTO "
         "consultation_text (uuid, incident_id, consultation_id, privileged, salt, question, advice) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM consultation WHERE incident_id = {D}), 1, "
         "repeat('s', 32), 'q', 'b')"},
        {"disown without words", "l", "what is wrong",
         "INSERT INTO attestation_answer (uuid, incident_id, act_table, act_id, answer, words) VALUES "
         "(gen_random_uuid()::text, {D}, 'exception_vote', {EV}, 'disowned', ' ')"},
        {"confirm what nobody attested", "l", "nothing was written down",
         "INSERT INTO attestation_answer (uuid, incident_id, act_table, act_id, answer, words) VALUES "
         "(gen_random_uuid()::text, {D}, 'exception_vote', 0, 'confirmed', '')"},
    };
    return cases;
}

} // namespace tocsin::test
