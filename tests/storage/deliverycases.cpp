#include "tests/storage/roleworld.h"

namespace tocsin::test {

/** Delivery (P9.8, P7.5): who may, straight in SQL. N7 is queued and leaves by mail: m7 is unsure, m8 waits. */
const QList<ActCase> &deliveryActCases()
{
    static const QList<ActCase> cases = {
        {"mail account", "k",
         "INSERT INTO mail_account_version (uuid, seen_version, host, port, security, login, sender_name, "
         "sender_address, authority, per_minute, timeout_s) VALUES (gen_random_uuid()::text, 1, 'mail.example', 587, "
         "'starttls', 'u', 'n', 'a@b.example', '', 0, 60)"},
        {"fix what a message says", "h",
         "INSERT INTO message_text (incident_id, message_id, subject, body, sha256, sender_name, sender_address, "
         "customer_name, subscriptions, reference, anchor, date_ms) VALUES ({D}, {M8}, 's', 'b', "
         "tocsin_sha256(E'1\\ns\\n1\\nb'), '', '', '', '', '', '', {now})"},
        {"order it to leave by mail", "h",
         "INSERT INTO send_order (uuid, incident_id, notice_id, seen_version, kind, attach_letter, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N4}, 0, 'mail', 1, '')"},
        {"stop the sending", "h",
         "INSERT INTO send_order (uuid, incident_id, notice_id, seen_version, kind, attach_letter, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N7}, 1, 'pause', 1, 'r')"},
        {"let it go on", "h",
         "INSERT INTO send_order (uuid, incident_id, notice_id, seen_version, kind, attach_letter, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N7}, 1, 'pause', 1, 'r'); INSERT INTO send_order (uuid, incident_id, "
         "notice_id, seen_version, kind, attach_letter, reason) VALUES (gen_random_uuid()::text, {D}, {N7}, 2, "
         "'resume', 1, '')"},
        {"call a message back", "h",
         "INSERT INTO message_end (uuid, incident_id, message_id, kind, reason) VALUES (gen_random_uuid()::text, {D}, "
         "{M8}, 'cancelled', 'r')"},
        {"replace a message", "h",
         "INSERT INTO message (uuid, incident_id, notice_id, text_id, customer_id, recipient, address, message_ref, "
         "eml_sha256, pdf_sha256) VALUES (gen_random_uuid()::text, {D}, {N7}, {N7.t}, {birch}, 'm8', 'new@b.example', "
         "'new8', '', ''); INSERT INTO message_end (uuid, incident_id, message_id, kind, replacement_id, reason) "
         "VALUES "
         "(gen_random_uuid()::text, {D}, {M8}, 'replaced', (SELECT max(id) FROM message), 'r')"},
        {"decide that it arrived", "h",
         "INSERT INTO attempt_decision (uuid, incident_id, attempt_id, decision, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {A7}, 'arrived', 'r')"},
        {"decide to send once more", "h",
         "INSERT INTO attempt_decision (uuid, incident_id, attempt_id, decision, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {A7}, 'again', 'r')"},
        {"claim a message", "rmhlep",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M8}, 1, 'smtp')"},
        {"keep an answer", "rmhlep",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M8}, 1, 'smtp'); INSERT INTO send_result (uuid, incident_id, attempt_id, result, reply) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM send_attempt), 'accepted', '250 ok')"},
        {"tell of a deadline by mail", "rmhlep",
         "INSERT INTO alert_mail (uuid, incident_id, obligation_id, level, deadline_ms, told_id, n, address, "
         "message_ref) VALUES (gen_random_uuid()::text, {D}, {O.gum}, '8h', 1, {p.h}, 5, (SELECT email FROM person "
         "WHERE id = {p.h}), 'x')"},
        {"tell of a follow-up by mail", "rmhlep",
         "INSERT INTO alert_mail (uuid, incident_id, matter_id, level, deadline_ms, told_id, n, address, message_ref) "
         "VALUES (gen_random_uuid()::text, {D}, {MF}, '8h', 1, {p.h}, 5, (SELECT email FROM person WHERE id = {p.h}), "
         "'x')"},
        {"keep its answer", "rmhlep",
         "INSERT INTO alert_mail (uuid, incident_id, obligation_id, level, deadline_ms, told_id, n, address, "
         "message_ref) VALUES (gen_random_uuid()::text, {D}, {O.gum}, '8h', 1, {p.h}, 5, (SELECT email FROM person "
         "WHERE id = {p.h}), 'x'); INSERT INTO alert_result (uuid, incident_id, mail_id, result, reply) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM alert_mail), 'accepted', '')"},
    };
    return cases;
}

/** The right role at the wrong moment. */
const QList<GateCase> &deliveryGateCases()
{
    static const QList<GateCase> cases = {
        {"mail account of an older version", "k", "conflict",
         "INSERT INTO mail_account_version (uuid, seen_version, host, port, security, login, sender_name, "
         "sender_address, authority, per_minute, timeout_s) VALUES (gen_random_uuid()::text, 7, 'mail.example', 587, "
         "'starttls', 'u', 'n', 'a@b.example', '', 0, 60)"},
        {"mail account with a line break", "k", "line breaks",
         "INSERT INTO mail_account_version (uuid, seen_version, host, port, security, login, sender_name, "
         "sender_address, authority, per_minute, timeout_s) VALUES (gen_random_uuid()::text, 1, 'mail.example', 587, "
         "'starttls', 'u', E'n\\nBcc: x', 'a@b.example', '', 0, 60)"},
        {"mail account without a sender", "k", "address that notices come from",
         "INSERT INTO mail_account_version (uuid, seen_version, host, port, security, login, sender_name, "
         "sender_address, authority, per_minute, timeout_s) VALUES (gen_random_uuid()::text, 1, 'mail.example', 587, "
         "'starttls', 'u', 'n', '', '', 0, 60)"},
        {"say something else with its hash", "h", "not the one of the text",
         "INSERT INTO message_text (incident_id, message_id, subject, body, sha256, sender_name, sender_address, "
         "customer_name, subscriptions, reference, anchor, date_ms) VALUES ({D}, {M8}, 's', 'c', "
         "tocsin_sha256(E'1\\ns\\n1\\nb'), '', '', '', '', '', '', {now})"},
        {"write again what was sent", "h", "not written again",
         "INSERT INTO message_text (incident_id, message_id, subject, body, sha256, sender_name, sender_address, "
         "customer_name, subscriptions, reference, anchor, date_ms) VALUES ({D}, {M7}, 's', 'b', "
         "tocsin_sha256(E'1\\ns\\n1\\nb'), '', '', '', '', '', '', {now})"},
        {"order what is not queued", "h", "queued",
         "INSERT INTO send_order (uuid, incident_id, notice_id, seen_version, kind, attach_letter, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N3}, 0, 'mail', 1, '')"},
        {"stop what was never ordered", "h", "never ordered",
         "INSERT INTO send_order (uuid, incident_id, notice_id, seen_version, kind, attach_letter, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N4}, 0, 'pause', 1, '')"},
        {"order out of turn", "h", "conflict",
         "INSERT INTO send_order (uuid, incident_id, notice_id, seen_version, kind, attach_letter, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N7}, 5, 'pause', 1, 'r')"},
        {"claim what is unsure", "r", "waits for a decision",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M7}, 2, 'smtp')"},
        {"claim what somebody claimed", "r", "is being sent",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M8}, 1, 'smtp'); INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES "
         "(gen_random_uuid()::text, {D}, {M8}, 2, 'smtp')"},
        {"claim what was sent", "r", "was sent",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M8}, 1, 'smtp'); INSERT INTO send_result (uuid, incident_id, attempt_id, result, reply) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM send_attempt), 'accepted', ''); INSERT INTO send_attempt "
         "(uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, {M8}, 2, 'smtp')"},
        {"claim what was called back", "r", "called back",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M9}, 1, 'smtp')"},
        {"claim what waits", "h", "not ordered, or waits",
         "INSERT INTO send_order (uuid, incident_id, notice_id, seen_version, kind, attach_letter, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N7}, 1, 'pause', 1, 'r'); INSERT INTO send_attempt (uuid, incident_id, "
         "message_id, n, means) VALUES (gen_random_uuid()::text, {D}, {M8}, 1, 'smtp')"},
        {"claim what was not ordered", "r", "not ordered",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M4}, 2, 'smtp')"},
        {"a file for an answer", "h", "only files are written",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M8}, 1, 'smtp'); INSERT INTO send_result (uuid, incident_id, attempt_id, result, reply) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM send_attempt), 'written', '')"},
        {"an answer that is none", "r", "no such result",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M8}, 1, 'smtp'); INSERT INTO send_result (uuid, incident_id, attempt_id, result, reply) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM send_attempt), 'perhaps', '')"},
        {"call back what is unsure", "h", "may have been",
         "INSERT INTO message_end (uuid, incident_id, message_id, kind, reason) VALUES (gen_random_uuid()::text, {D}, "
         "{M7}, 'cancelled', 'r')"},
        {"call back without a reason", "h", "say why",
         "INSERT INTO message_end (uuid, incident_id, message_id, kind, reason) VALUES (gen_random_uuid()::text, {D}, "
         "{M8}, 'cancelled', ' ')"},
        {"replace by nothing", "h", "takes its place",
         "INSERT INTO message_end (uuid, incident_id, message_id, kind, reason) VALUES (gen_random_uuid()::text, {D}, "
         "{M8}, 'replaced', 'r')"},
        {"replace by a message to another", "h", "to the same recipient",
         "INSERT INTO message_end (uuid, incident_id, message_id, kind, replacement_id, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {M8}, 'replaced', {M7}, 'r')"},
        {"decide before its claim has lapsed", "h", "on its way",
         "INSERT INTO send_attempt (uuid, incident_id, message_id, n, means) VALUES (gen_random_uuid()::text, {D}, "
         "{M8}, 1, 'smtp'); INSERT INTO attempt_decision (uuid, incident_id, attempt_id, decision, reason) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM send_attempt), 'again', 'r')"},
        {"decide without saying how", "h", "how you know",
         "INSERT INTO attempt_decision (uuid, incident_id, attempt_id, decision, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {A7}, 'arrived', '')"},
        {"decide on a file", "h", "nothing to decide",
         "INSERT INTO send_result (uuid, incident_id, attempt_id, result, reply) VALUES (gen_random_uuid()::text, {D}, "
         "{A4}, 'written', ''); INSERT INTO attempt_decision (uuid, incident_id, attempt_id, decision, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {A4}, 'again', 'r')"},
        {"sent while one is unsure", "r", "not every message",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N7}, "
         "{N7.v}, 'mark_sent', 'sent', {N7.t}, '{N7.s}', '', 'r', '', '')"},
        {"tell at another address", "r", "their own address",
         "INSERT INTO alert_mail (uuid, incident_id, obligation_id, level, deadline_ms, told_id, n, address, "
         "message_ref) VALUES (gen_random_uuid()::text, {D}, {O.gum}, '8h', 1, {p.h}, 5, 'x@evil.example', 'x')"},
        {"tell of a follow-up of another incident", "r", "not of this incident",
         "INSERT INTO alert_mail (uuid, incident_id, matter_id, level, deadline_ms, told_id, n, address, message_ref) "
         "VALUES (gen_random_uuid()::text, {B}, {MF}, '8h', 1, {p.h}, 5, (SELECT email FROM person WHERE id = {p.h}), "
         "'x')"},
        {"tell of a follow-up that is settled", "r", "nothing to tell",
         "INSERT INTO matter_change (uuid, incident_id, matter_id, seen_version, notice_id, kind, item, who, at_ms, "
         "reference, words, owner_name, due_ms, state, answer) SELECT gen_random_uuid()::text, {D}, id, version, "
         "notice_id, kind, item, who, at_ms, reference, words, owner_name, due_ms, 'answered', 'a' FROM matter WHERE "
         "id "
         "= {MF}; INSERT INTO alert_mail (uuid, incident_id, matter_id, level, deadline_ms, told_id, n, address, "
         "message_ref) VALUES (gen_random_uuid()::text, {D}, {MF}, '8h', 1, {p.h}, 5, (SELECT email FROM person WHERE "
         "id = {p.h}), 'x')"},
    };
    return cases;
}

} // namespace tocsin::test
