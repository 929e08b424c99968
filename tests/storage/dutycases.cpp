#include "tests/storage/roleworld.h"

namespace tocsin::test {

namespace {

/** What a rule caps, what legal adds. */
QList<GateCase> originCases()
{
    return {
        {"an origin for the commitment", "h", "comes with the declaration",
         "INSERT INTO duty_origin (uuid, incident_id, obligation_id, rule, regime, reason, starts_at, starts_when, "
         "period_value, period_unit, roll_over, zone, calendar, regulation, counsel, note, exceptable) VALUES "
         "(gen_random_uuid()::text, {D}, {O.birch}, 'x', 'x', 'r', 'awareness', '', 72, 'hours', 'none', '', '', "
         "0, "
         "0, '', 0)"},
        {"an exception of a statute by its origin", "l", "has no exception",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, trigger_ms, confirmed, citation, "
         "rule_version) VALUES (gen_random_uuid()::text, {D}, 'statute', 'authority', {now}, 0, 'c', ''); INSERT "
         "INTO "
         "duty_origin (uuid, incident_id, obligation_id, rule, regime, reason, starts_at, starts_when, "
         "period_value, "
         "period_unit, roll_over, zone, calendar, regulation, counsel, note, exceptable) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM obligation WHERE incident_id = {D}), 'x', 'x', 'r', "
         "'awareness', '', 72, 'hours', 'none', '', '', 0, 0, '', 1)"},
        {"a cap of what is counted in days", "l", "counted in hours",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, trigger_ms, confirmed, citation, "
         "rule_version) VALUES (gen_random_uuid()::text, {D}, 'statute', 'authority', {now}, 0, 'c', ''); INSERT INTO "
         "duty_origin (uuid, incident_id, obligation_id, rule, regime, reason, starts_at, starts_when, period_value, "
         "period_unit, roll_over, zone, calendar, regulation, counsel, note, exceptable, cap_hours) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM obligation WHERE incident_id = {D}), 'x', 'x', 'r', "
         "'named', '', 2, 'calendar_days', 'none', '', '', 0, 0, '', 0, 24)"},
        {"add a duty without a reason", "l", "which facts led to it",
         "INSERT INTO obligation_start (uuid, incident_id, duty, addressee, trigger_ms, confirmed, citation, "
         "rule_version) VALUES (gen_random_uuid()::text, {D}, 'statute', 'authority', {now}, 0, 'c', ''); INSERT INTO "
         "duty_origin (uuid, incident_id, obligation_id, rule, regime, reason, starts_at, starts_when, period_value, "
         "period_unit, roll_over, zone, calendar, regulation, counsel, note, exceptable) VALUES "
         "(gen_random_uuid()::text, {D}, (SELECT max(id) FROM obligation WHERE incident_id = {D}), '', 'x', ' ', "
         "'awareness', '', 72, 'hours', 'none', '', '', 0, 0, '', 0)"},
    };
}

QList<GateCase> awarenessCases()
{
    return {
        {"awareness in the future", "l", "cannot lie in the future",
         "INSERT INTO awareness (uuid, incident_id, seen_version, at_ms, reason) VALUES (gen_random_uuid()::text, "
         "{D}, "
         "0, {now} + 3000, 'r')"},
        {"awareness before detection", "l", "nobody was aware before",
         "INSERT INTO awareness (uuid, incident_id, seen_version, at_ms, reason) VALUES (gen_random_uuid()::text, "
         "{D}, "
         "0, 1, 'r')"},
        {"awareness without a reason", "l", "legal's reason",
         "INSERT INTO awareness (uuid, incident_id, seen_version, at_ms, reason) VALUES (gen_random_uuid()::text, "
         "{D}, "
         "0, {now}, ' ')"},
        {"awareness that somebody else changed", "l", "conflict",
         "INSERT INTO awareness (uuid, incident_id, seen_version, at_ms, reason) VALUES (gen_random_uuid()::text, "
         "{D}, "
         "1, {now}, 'r')"},
        {"awareness on somebody's word", "l", "by log-in",
         "INSERT INTO awareness (uuid, incident_id, seen_version, at_ms, reason, attested_by, attested_ms, "
         "attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, 0, {now}, 'r', {p.l}, {now}, 'mail', "
         "'Agreed.')"},
        {"confirm on somebody's word", "l", "by log-in",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, "
         "reason_code, "
         "reason, attested_by, attested_ms, attested_how, attested_words, second_attested_words) VALUES "
         "(gen_random_uuid()::text, {D}, {T}, 1, 'confirmed', {now}, '', 'r', {p.l}, {now}, 'mail', 'Agreed.', "
         "'')"},
        {"confirm without a reason", "l", "legal's reason",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, "
         "reason_code, "
         "reason, attested_how, attested_words, second_attested_words) VALUES (gen_random_uuid()::text, {D}, {T}, "
         "1, "
         "'confirmed', {now}, '', '', '', '', '')"},
        {"set the commitment's clock", "l", "72 hours from its start",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, until_ms, "
         "reason_code, reason, attested_how, attested_words, second_attested_words) VALUES "
         "(gen_random_uuid()::text, "
         "{D}, {O.birch}, {O.birch.v}, 'recomputed', {now}, {now} + 1, '', 'r', '', '', '')"},
        {"a deadline before its start", "l", "after its trigger",
         "INSERT INTO obligation_change (uuid, incident_id, obligation_id, seen_version, change, at_ms, until_ms, "
         "reason_code, reason, attested_how, attested_words, second_attested_words) VALUES "
         "(gen_random_uuid()::text, "
         "{D}, {T}, 1, 'recomputed', {now}, {now} - 1, '', 'r', '', '', '')"},
        {"a term without a period", "r", "no such period",
         "INSERT INTO customer_term_version (uuid, customer_id, starts_at, period_value, period_unit, addressee, "
         "channel, language, source, exceptable, active) VALUES (gen_random_uuid()::text, {birch}, 'declaration', "
         "0, "
         "'hours', 'a', 'mail', '', 's', 0, 1)"},
    };
}

} // namespace

/** Awareness, duties by law and terms of contracts (P7.6, P7.7): the right role, the wrong moment. */
const QList<GateCase> &dutyGateCases()
{
    static const QList<GateCase> cases = awarenessCases() + originCases();
    return cases;
}

} // namespace tocsin::test
