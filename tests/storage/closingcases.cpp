#include "tests/storage/roleworld.h"

namespace tocsin::test {

namespace {

#define DECIDE                                                                                                         \
    "INSERT INTO postmortem_decision (uuid, incident_id, seen_version, step, to_state, text_id, text_sha256, "         \
    "remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, "
#define COMMENT                                                                                                        \
    "INSERT INTO postmortem_comment (uuid, incident_id, text_id, section, quote, remark, suggestion) VALUES "          \
    "(gen_random_uuid()::text, {D}, {PD}, 'summary', "
#define END                                                                                                            \
    "INSERT INTO postmortem_comment_end (uuid, incident_id, comment_id, outcome, remark) VALUES "                      \
    "(gen_random_uuid()::text, {D}, "
#define ASK                                                                                                            \
    "INSERT INTO postmortem_question (uuid, incident_id, asked_id, section, question) VALUES "                         \
    "(gen_random_uuid()::text, {D}, "
#define ANSWER                                                                                                         \
    "INSERT INTO postmortem_answer (uuid, incident_id, question_id, answer) VALUES (gen_random_uuid()::text, "         \
    "{D}, {PQ}, "
#define SUMMARY                                                                                                        \
    "INSERT INTO postmortem_summary_text (uuid, incident_id, seen_version, text_id, body, sha256) VALUES "             \
    "(gen_random_uuid()::text, {D}, "
#define LOOK                                                                                                           \
    "INSERT INTO postmortem_summary_check (uuid, incident_id, summary_id, kind, words, reason) VALUES "                \
    "(gen_random_uuid()::text, "
#define PASS                                                                                                           \
    "INSERT INTO postmortem_summary_decision (uuid, incident_id, seen_version, step, to_state, summary_id, "           \
    "summary_sha256, remark, attested_how, attested_words, attested_by, attested_ms) VALUES "                          \
    "(gen_random_uuid()::text, "
#define MEASURE                                                                                                        \
    "INSERT INTO measure_change (uuid, incident_id, measure_id, seen_version, kind, what, owner_name, due_ms, "        \
    "state, reason) VALUES (gen_random_uuid()::text, "

} // namespace

/** P11.2, P11.3, P13.1: what surrounds the text of a post-mortem; and measures, which everybody sets (P1.7). */
const QList<ActCase> &closingActCases()
{
    static const QList<ActCase> cases = {
        {"review a post-mortem", "h", DECIDE "{B}, {PB.v}, 'review', 'in_review', {PB}, '{PB.s}', '', '', '')"},
        {"give a post-mortem back", "hlep", DECIDE "{B}, {PB.v}, 'return', 'draft', {PB}, '{PB.s}', 'r', '', '')"},
        {"comment on a post-mortem", "hlep", COMMENT "'', 'Since when?', NULL)"},
        {"suggest other words", "hlep", COMMENT "'A token.', '', 'Two tokens.')"},
        {"take a comment up", "p", END "{PC}, 'taken', '')"},
        {"withdraw a comment of one's own", "hlep",
         COMMENT "'', 'x', NULL); " END
                 "(SELECT max(id) FROM postmortem_comment WHERE incident_id = {D}), 'withdrawn', '')"},
        {"ask for a contribution", "p", ASK "{p.m}, 'impact', 'How many?')"},
        {"answer for a post-mortem", "r", ANSWER "'Twelve.')"},
        {"note that a post-mortem was opened", "hlepa",
         "INSERT INTO postmortem_use (uuid, incident_id, text_id, kind, file_name, sha256) VALUES "
         "(gen_random_uuid()::text, {D}, {PD}, 'opened', '', '')"},
        {"write a summary for notices", "p", SUMMARY "{SD.v}, {PD}, 'b', tocsin_sha256('b'))"},
        {"look a summary through", "p", LOOK "{D}, {SD}, 'person', '', '')"},
        {"let words of a summary stay", "p", LOOK "{D}, {SD}, 'system', 'token', 'It is public.')"},
        {"submit a summary", "p", PASS "{D}, {SD.v}, 'submit', 'in_review', {SD}, '{SD.s}', '', '', '', NULL, NULL)"},
        {"approve a summary, by log-in", "l",
         PASS "{B}, {SB.v}, 'approve', 'approved', {SB}, '{SB.s}', '', '', '', NULL, NULL)"},
        {"approve a summary, attested", "h",
         PASS "{B}, {SB.v}, 'approve', 'approved', {SB}, '{SB.s}', '', 'by telephone', 'Agreed.', {p.l}, {now})"},
        {"give a summary back", "l", PASS "{B}, {SB.v}, 'return', 'draft', {SB}, '{SB.s}', 'r', '', '', NULL, NULL)"},
        {"cite for a containment", "rmhlep",
         "INSERT INTO containment (uuid, incident_id, seen_version, kind, what, verified_by, at_ms) VALUES "
         "(gen_random_uuid()::text, {D}, {D.v}, 'mitigation', 'w', '', {now}); INSERT INTO containment_citation (uuid, "
         "incident_id, containment_id, entry_id) VALUES (gen_random_uuid()::text, {D}, (SELECT max(id) FROM "
         "containment "
         "WHERE incident_id = {D}), {D.e})"},
        {"set a measure", "rmhlep", MEASURE "{D}, NULL, 0, 'policy', 'Shorter lives', '', NULL, 'open', '')"},
        {"a measure is done", "rmhlep",
         MEASURE "{D}, {ME}, 1, 'policy', 'Shorter lives', 'n', {now}, 'done', 'Seen.')"},
    };
    return cases;
}

namespace {

/** P11.4. */
const QList<GateCase> &summaryGateCases()
{
    static const QList<GateCase> cases = {
        {"summary of an older post-mortem", "p", "newer version",
         "INSERT INTO postmortem_text (uuid, incident_id, seen_version, body, sha256) VALUES (gen_random_uuid()::text, "
         "{D}, {PD.v}, 'b', tocsin_sha256('b')); " SUMMARY "{SD.v}, {PD}, 'b', tocsin_sha256('b'))"},
        {"summary of another version", "p", "conflict", SUMMARY "{SD.v} + 7, {PD}, 'b', tocsin_sha256('b'))"},
        {"summary without words", "p", "write the summary", SUMMARY "{SD.v}, {PD}, ' ', tocsin_sha256(' '))"},
        {"hash of another summary", "p", "hash", SUMMARY "{SD.v}, {PD}, 'b', tocsin_sha256('c'))"},
        {"look through what legal has", "p", "current draft", LOOK "{B}, {SB}, 'person', '', '')"},
        {"let words stay without a reason", "p", "why the words", LOOK "{D}, {SD}, 'person', 'Ada', ' ')"},
        {"submit a summary that was not looked through", "p", "look it through",
         PASS "{F}, {SF.v}, 'submit', 'in_review', {SF}, '{SF.s}', '', '', '', NULL, NULL)"},
        {"approve a summary that is a draft", "l", "does not follow",
         PASS "{D}, {SD.v}, 'approve', 'approved', {SD}, '{SD.s}', '', '', '', NULL, NULL)"},
        {"approve another summary", "l", "current",
         PASS "{B}, {SB.v}, 'approve', 'approved', {SB}, 'x', '', '', '', NULL, NULL)"},
        {"give a summary back without a word", "l", "to be changed",
         PASS "{B}, {SB.v}, 'return', 'draft', {SB}, '{SB.s}', ' ', '', '', NULL, NULL)"},
        {"summary attested by who is not legal", "h", "role",
         PASS "{B}, {SB.v}, 'approve', 'approved', {SB}, '{SB.s}', '', 'by telephone', 'Agreed.', {p.e}, {now})"},
        {"disown a summary that nobody disowned", "l", "only what was disowned",
         "INSERT INTO postmortem_summary_decision (uuid, incident_id, seen_version, step, to_state, summary_id, "
         "summary_sha256, remark, attested_how, attested_words) SELECT gen_random_uuid()::text, m.incident_id, "
         "m.version, 'disown', 'in_review', m.summary_id, t.sha256, '', '', '' FROM postmortem_summary m JOIN "
         "postmortem_summary_text t ON t.id = m.summary_id WHERE m.state = 'approved' LIMIT 1"},
    };
    return cases;
}

} // namespace

const QList<GateCase> &closingGateCases()
{
    static const QList<GateCase> cases = {
        {"approve an unreviewed post-mortem", "l", "reviews it first",
         DECIDE "{F}, {PF.v}, 'approve', 'approved', {PF}, '{PF.s}', '', '', '')"},
        {"approve what was given back in the meantime", "l", "does not follow",
         DECIDE "{B}, {PB.v}, 'return', 'draft', {PB}, '{PB.s}', 'r', '', ''); " DECIDE
                "{B}, {PB.v} + 1, 'approve', 'approved', {PB}, '{PB.s}', '', '', '')"},
        {"give back without a word", "h", "to be changed",
         DECIDE "{B}, {PB.v}, 'return', 'draft', {PB}, '{PB.s}', ' ', '', '')"},
        {"review a draft", "h", "does not follow",
         DECIDE "{D}, {PD.v}, 'review', 'in_review', {PD}, '{PD.s}', '', '', '')"},
        {"write anew without a reason", "p", "why what was approved",
         "INSERT INTO postmortem_text (uuid, incident_id, seen_version, body, sha256) SELECT gen_random_uuid()::text, "
         "{C}, version, 'b', tocsin_sha256('b') FROM postmortem WHERE incident_id = {C}"},
        {"comment without words", "h", "write the comment", COMMENT "'', ' ', NULL)"},
        {"suggestion without a place", "h", "place of a quote", COMMENT "'', '', 'x')"},
        {"decline without a word", "p", "why it is not taken up", END "{PC}, 'declined', '')"},
        {"withdraw a comment of somebody else", "h", "only who wrote it", END "{PC}, 'withdrawn', '')"},
        {"settle a comment of another incident", "p", "not of this incident",
         "INSERT INTO postmortem_comment_end (uuid, incident_id, comment_id, outcome, remark) VALUES "
         "(gen_random_uuid()::text, {O}, {PC}, 'taken', '')"},
        {"ask nothing", "p", "write the question", ASK "{p.r}, 'impact', ' ')"},
        {"ask who has no role to answer", "p", "able to answer", ASK "{p.k}, 'impact', 'How many?')"},
        {"answer nothing", "r", "write the answer", ANSWER "' ')"},
        {"cite for somebody else's containment", "r", "who records",
         "INSERT INTO containment_citation (uuid, incident_id, containment_id, entry_id) VALUES "
         "(gen_random_uuid()::text, "
         "{C}, (SELECT max(id) FROM containment WHERE incident_id = {C}), {C.e})"},
        {"measure without words", "r", "what is to be done",
         MEASURE "{D}, NULL, 0, 'policy', ' ', '', NULL, 'open', '')"},
        {"measure that begins done", "r", "begins open", MEASURE "{D}, NULL, 0, 'policy', 'x', '', NULL, 'done', 'r')"},
        {"measure of another version", "r", "conflict", MEASURE "{D}, {ME}, 7, 'policy', 'x', '', NULL, 'open', '')"},
        {"measure done without a proof", "r", "what shows",
         MEASURE "{D}, {ME}, 1, 'policy', 'x', '', NULL, 'done', ' ')"},
        {"close with a measure that nobody owns", "h", "no owner or due date",
         MEASURE "{C}, NULL, 0, 'policy', 'x', '', {now}, 'open', ''); INSERT INTO closing (uuid, incident_id, "
                 "seen_version, summary) VALUES (gen_random_uuid()::text, {C}, {C.v}, 's')"},
    };
    static const QList<GateCase> all = cases + summaryGateCases();
    return all;
}

#undef DECIDE
#undef COMMENT
#undef END
#undef ASK
#undef ANSWER
#undef SUMMARY
#undef LOOK
#undef PASS
#undef MEASURE

} // namespace tocsin::test
