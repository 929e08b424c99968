#include "tests/storage/roleworld.h"

namespace tocsin::test {

#define ASK(incident, as, places)                                                                                      \
    "INSERT INTO redaction_request (uuid, incident_id, number, ground, reason, act_table, act_id, place_count, "       \
    "capacity) VALUES (gen_random_uuid()::text, " incident                                                             \
    ", (SELECT coalesce(max(number), 0) + 1 FROM redaction WHERE incident_id = " incident                              \
    "), 'erasure', 'r', 'timeline_entry', {RE}, " places ", '" as "')"
#define NAME(table, column, value)                                                                                     \
    "; INSERT INTO redaction_place (incident_id, redaction_id, table_name, row_id, column_name, sha256, size) SELECT " \
    "{D}, (SELECT max(id) FROM redaction_request), '" table "', {RE}, '" column "', tocsin_sha256(" value              \
    "), octet_length(" value ") FROM timeline_entry WHERE id = {RE}"
#define DECIDE(incident, which, version, decision, as, words, by)                                                      \
    "INSERT INTO redaction_decision (uuid, incident_id, redaction_id, seen_version, decision, capacity, words, "       \
    "attested_by, attested_how, attested_words) VALUES (gen_random_uuid()::text, " incident ", " which ", " version    \
    ", '" decision "', '" as "', '" words "', " by ", '', '')"
#define HOLD(incident, seen, placed, reason)                                                                           \
    "INSERT INTO legal_hold (uuid, incident_id, seen_version, placed, reason) VALUES "                                 \
    "(gen_random_uuid()::text, " incident ", " seen ", " placed ", '" reason "')"

/** Legal holds and redactions (P12.2): who may, straight in SQL. */
const QList<ActCase> &redactionActCases()
{
    static const QList<ActCase> cases = {
        {"place a legal hold", "l", HOLD("{D}", "2", "1", "r")},
        {"lift a legal hold", "l", HOLD("{B}", "1", "0", "r")},
        {"ask for a redaction as legal", "l", ASK("{D}", "legal", "1") NAME("timeline_entry", "text", "text")},
        {"ask for a redaction as the manager", "h", ASK("{D}", "manager", "1") NAME("timeline_entry", "text", "text")},
        {"confirm a redaction as the manager", "h", DECIDE("{D}", "{R1}", "1", "confirmed", "manager", "", "NULL")},
        {"confirm a redaction as legal", "l", DECIDE("{D}", "{R2}", "1", "confirmed", "legal", "", "NULL")},
        {"refuse a redaction as the manager", "h", DECIDE("{D}", "{R1}", "1", "refused", "manager", "w", "NULL")},
        {"refuse a redaction as legal", "l", DECIDE("{D}", "{R2}", "1", "refused", "legal", "w", "NULL")},
        {"take a redaction back as legal", "l", DECIDE("{D}", "{R1}", "1", "taken_back", "legal", "w", "NULL")},
        {"take a redaction back as the manager", "h", DECIDE("{D}", "{R2}", "1", "taken_back", "manager", "w", "NULL")},
    };
    return cases;
}

/** The right role, the wrong moment. */
const QList<GateCase> &redactionGateCases()
{
    static const QList<GateCase> cases = {
        {"ask for a redaction under a hold", "l", "a legal hold stands", ASK("{B}", "legal", "1")},
        {"confirm a redaction under a hold", "h", "a legal hold stands",
         DECIDE("{B}", "{R3}", "1", "confirmed", "manager", "", "NULL")},
        {"confirm one's own request", "h", "who asks for a redaction does not decide on it",
         DECIDE("{D}", "{R2}", "1", "confirmed", "manager", "", "NULL")},
        {"confirm as who asked", "l", "who asks for a redaction does not decide on it",
         DECIDE("{D}", "{R1}", "1", "confirmed", "legal", "", "NULL")},
        {"confirm for somebody else", "h", "each of the two confirms by log-in",
         DECIDE("{D}", "{R1}", "1", "confirmed", "manager", "", "{p.l}")},
        {"confirm what one has not seen", "h", "conflict",
         DECIDE("{D}", "{R1}", "7", "confirmed", "manager", "", "NULL")},
        {"refuse without words", "h", "give the decision in words",
         DECIDE("{D}", "{R1}", "1", "refused", "manager", " ", "NULL")},
        {"redact what is kept", "l", "this is kept as it is",
         ASK("{D}", "legal", "1") NAME("timeline_entry", "kind", "kind")},
        {"redact what was never there", "l", "this is not there to be redacted",
         ASK("{D}", "legal", "1") NAME("timeline_entry", "text", "'x'")},
        {"redact nothing", "l", "a redaction names what it takes away", ASK("{D}", "legal", "1")},
        {"redact more than was named", "l", "a redaction names what it takes away",
         ASK("{D}", "legal", "2") NAME("timeline_entry", "text", "text")},
        {"add to what was asked for", "l", "what a redaction takes away is named with it",
         "INSERT INTO redaction_place (incident_id, redaction_id, table_name, row_id, column_name, sha256, size) "
         "SELECT {D}, {R2}, 'timeline_entry', id, 'text', tocsin_sha256(text), octet_length(text) FROM timeline_entry "
         "WHERE id = {RE}"},
        {"leave a trace by hand", "h", "traces are left by a redaction",
         "INSERT INTO redaction_trace (incident_id, redaction_id, table_name, row_id, column_name, sha256, size, "
         "left_sha256) VALUES ({D}, {R1}, 'timeline_entry', {RE}, 'text', repeat('a', 64), 1, repeat('b', 64))"},
        {"hold without a reason", "l", "give the reason in words", HOLD("{D}", "2", "1", " ")},
        {"lift what does not stand", "l", "it stands already, or none stands", HOLD("{D}", "2", "0", "r")},
        {"hold with another in between", "l", "conflict", HOLD("{D}", "7", "1", "r")},
    };
    return cases;
}

} // namespace tocsin::test
