#include "tests/storage/roleworld.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

/** PV the provider; TP a template of two versions; MQ, MF a question and a follow-up about N5. */
void RoleWorld::audience()
{
    actAs(u'k');
    Provider provider;
    provider.name = u"Mast Cloud"_s;
    did("provider", s().templates.saveProvider(provider));
    const QString insert = u"INSERT INTO notice_template_version (uuid, subject_id, seen_version, audience, phase, "
                           "language, subject, body, reason) VALUES ('%1', %2, %3, 'customers', 'first', 'de', 's', "
                           "'b', 'r')"_s;
    act(u'k', insert.arg(u"tp1"_s, u"NULL"_s, u"NULL"_s));
    act(u'l', u"INSERT INTO template_approval (uuid, template_id, seen_version, version_id) SELECT 'ta', id, 1, id "
              "FROM notice_template"_s);
    act(u'k', insert.arg(u"tp2"_s, u"(SELECT id FROM notice_template)"_s, u"2"_s));
    actAs(u'r');
    did("addressee", s().audience.change(NoticeId{m_values.value(u"N1"_s).toLongLong()},
                                         {AddresseeKind::Contact,
                                          CustomerId{m_values.value(u"gum"_s).toLongLong()},
                                          u"Gus"_s,
                                          u"gus@gum.example"_s,
                                          {},
                                          {},
                                          true,
                                          u"He asked."_s}));
    did("a name that is meant",
        s().audience.mean(NoticeId{m_values.value(u"N1"_s).toLongLong()},
                          {u"body"_s, u"Gum"_s, u"Gum in gums"_s, {}, {}}, true, u"Not the customer."_s));
    NoticeDraft own{u"For support"_s, u"We look into it."_s, {}};
    for (const ContentItem &item : m_team.rules->requiredContent(Audience::Internal))
        own.content.insert(item.code, ContentMark::Given);
    const auto internal = s().notices.start(m_declared, Audience::Internal, NoticePhase::First, own);
    did("to one's own people", internal ? s().notices.submit(*internal, 0) : tl::unexpected(internal.error()));
    actAs(u'h');
    act(u'h', u"INSERT INTO scope_import (uuid, incident_id, kind, source_name, source_sha256, row_count, matched, "
              "not_matched, unmatched) VALUES ('si', %1, 'search', 'f', '', 1, 1, 0, '[]')"_s.arg(m_declared.value));
    const QString matter = u"INSERT INTO matter_change (uuid, incident_id, seen_version, notice_id, kind, item, who, "
                           "at_ms, reference, words, owner_name, due_ms, state, answer) VALUES ('%1', %2, 0, {N5}, "
                           "'%3', '%4', 'a', %5, '', 'w', 'o', %5, 'open', '')"_s;
    for (const auto &[uuid, kind, item] :
         {std::tuple(u"mq"_s, u"question"_s, QString()), std::tuple(u"mf"_s, u"follow_up"_s, u"records"_s)})
        act(u'h', matter.arg(uuid).arg(m_declared.value).arg(kind, item).arg(m_team.clock.nowMs()));
}

namespace {

QList<ActCase> templateActCases()
{
    return {
        {"how the provider names itself", "k",
         "INSERT INTO provider_version (uuid, subject_id, seen_version, name, identifier, address, sector, country, "
         "representative, officer, contact_point) SELECT gen_random_uuid()::text, id, version, 'n', '', '', '', 'DE', "
         "'', '', '' FROM (SELECT {PV} AS id, {PV.v} AS version) AS seen"},
        {"write a template", "k",
         "INSERT INTO notice_template_version (uuid, audience, phase, language, subject, body, reason) VALUES "
         "(gen_random_uuid()::text, 'internal', 'final', 'fr', 's', 'b', 'r')"},
        {"change a template", "k",
         "INSERT INTO notice_template_version (uuid, subject_id, seen_version, audience, phase, language, subject, "
         "body, reason) VALUES (gen_random_uuid()::text, {TP}, {TP.v}, 'customers', 'first', 'de', 's', 'b', 'r')"},
        {"approve a template, by log-in", "l",
         "INSERT INTO template_approval (uuid, template_id, seen_version, version_id) VALUES (gen_random_uuid()::text, "
         "{TP}, {TP.v}, {TP.n})"},
        {"approve a template, attested", "k",
         "INSERT INTO template_approval (uuid, template_id, seen_version, version_id, attested_by, attested_ms, "
         "attested_how, attested_words) VALUES (gen_random_uuid()::text, {TP}, {TP.v}, {TP.n}, {p.l}, {now}, 'by "
         "telephone', 'Agreed.')"},
    };
}

QList<ActCase> recipientActCases()
{
    return {
        {"customers by import", "rmhl",
         "INSERT INTO customer_version (uuid, name, sector, country, remark, bulk_id) VALUES (gen_random_uuid()::text, "
         "'n', '', '', '', 901); INSERT INTO bulk_act (id, uuid, kind, table_names, source_name, source_sha256, "
         "row_count, rows_sha256) VALUES (901, gen_random_uuid()::text, 'customers_import', 'customer_version', 'f', "
         "'', 1, '')"},
        {"scope by import", "h",
         "INSERT INTO scope_change (uuid, incident_id, customer_id, subscription_id, in_scope, accessed, certainty, "
         "reason, seen_version, bulk_id) VALUES (gen_random_uuid()::text, {B}, {fir}, {fir.s}, 1, 'a', 'likely', 'r', "
         "0, 902); INSERT INTO bulk_act (id, uuid, incident_id, kind, table_names, source_name, source_sha256, "
         "row_count, rows_sha256) VALUES (902, gen_random_uuid()::text, {B}, 'scope_import', 'scope_change', 'f', '', "
         "1, ''); INSERT INTO scope_import (uuid, incident_id, kind, source_name, source_sha256, row_count, matched, "
         "not_matched, unmatched) VALUES (gen_random_uuid()::text, {B}, 'search', 'f', '', 1, 1, 0, '[]')"},
        {"name an addressee", "rmhl",
         "INSERT INTO addressee_change (uuid, incident_id, notice_id, customer_id, kind, name, address, country, "
         "language, added, reason) VALUES (gen_random_uuid()::text, {D}, {N1}, {birch}, 'contact', 'n', "
         "'n@birch.example', '', '', 1, 'r')"},
        {"say that a name is meant", "rmhl",
         "INSERT INTO name_meant (uuid, incident_id, notice_id, place, words, line, meant, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N1}, 'body', 'Gum', 'Gum is sticky.', 1, 'r')"},
        {"freeze who gets it, by log-in", "l",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) VALUES (gen_random_uuid()::text, {D}, {N2}, "
         "{N2.v}, 'approve', 'approved', {N2.t}, '{N2.s}', '', '', '', ''); INSERT INTO notice_recipient (uuid, "
         "incident_id, notice_id, text_id, customer_id, subscription_id, name, address, rule, attested) VALUES "
         "(gen_random_uuid()::text, {D}, {N2}, {N2.t}, {birch}, {birch.s}, 'n', 'n@birch.example', 'security', 0)"},
        {"freeze who gets it, attested", "h",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words, attested_by, attested_ms) VALUES "
         "(gen_random_uuid()::text, {D}, {N2}, {N2.v}, 'approve', 'approved', {N2.t}, '{N2.s}', '', '', 'by "
         "telephone', 'Agreed.', {p.l}, {now}); INSERT INTO notice_recipient (uuid, incident_id, notice_id, text_id, "
         "customer_id, subscription_id, name, address, rule, attested) VALUES (gen_random_uuid()::text, {D}, {N2}, "
         "{N2.t}, {birch}, {birch.s}, 'n', 'n@birch.example', 'security', 1)"},
        {"approve what goes to the provider's own people", "h",
         "INSERT INTO notice_decision (uuid, incident_id, notice_id, seen_version, step, to_state, text_id, "
         "text_sha256, scope_sha256, remark, attested_how, attested_words) SELECT gen_random_uuid()::text, {D}, n.id, "
         "n.version, 'approve', 'approved', t.id, t.sha256, '', '', '', '' FROM notice n JOIN notice_text t ON t.id = "
         "n.text_id WHERE n.incident_id = {D} AND n.audience = 'internal'"},
    };
}

QList<ActCase> matterActCases()
{
    return {
        {"what came back", "rmhlep",
         "INSERT INTO matter_change (uuid, incident_id, seen_version, notice_id, kind, item, who, at_ms, reference, "
         "words, owner_name, state, answer) VALUES (gen_random_uuid()::text, {D}, 0, {N5}, 'receipt', '', 'a', {now}, "
         "'A-17', 'w', '', 'noted', '')"},
        {"a question is answered", "rmhlep",
         "INSERT INTO matter_change (uuid, incident_id, matter_id, seen_version, notice_id, kind, item, who, at_ms, "
         "reference, words, owner_name, due_ms, state, answer) VALUES (gen_random_uuid()::text, {D}, {MQ}, 1, {N5}, "
         "'question', '', 'a', {now}, '', 'w', 'o', {now}, 'answered', 'By letter.')"},
        {"follow what is not known yet", "rmhl",
         "INSERT INTO matter_change (uuid, incident_id, seen_version, notice_id, kind, item, who, at_ms, reference, "
         "words, owner_name, due_ms, state, answer) VALUES (gen_random_uuid()::text, {D}, 0, {N5}, 'follow_up', "
         "'people', '', {now}, '', 'w', 'o', {now} + 86400000, 'open', '')"},
        {"say what is known now", "rmhl",
         "INSERT INTO matter_change (uuid, incident_id, matter_id, seen_version, notice_id, kind, item, who, at_ms, "
         "reference, words, owner_name, due_ms, state, answer) VALUES (gen_random_uuid()::text, {D}, {MF}, 1, {N5}, "
         "'follow_up', 'records', '', {now}, '', 'w', 'o', {now}, 'answered', 'Given.')"},
        {"move what is due", "l",
         "INSERT INTO matter_change (uuid, incident_id, matter_id, seen_version, notice_id, kind, item, who, at_ms, "
         "reference, words, owner_name, due_ms, state, answer) VALUES (gen_random_uuid()::text, {D}, {MF}, 1, {N5}, "
         "'follow_up', 'records', '', {now}, '', 'w', 'o', {now} + 1209600000, 'open', '')"},
        {"say that it will not be known", "l",
         "INSERT INTO matter_change (uuid, incident_id, matter_id, seen_version, notice_id, kind, item, who, at_ms, "
         "reference, words, owner_name, due_ms, state, answer) VALUES (gen_random_uuid()::text, {D}, {MF}, 1, {N5}, "
         "'follow_up', 'records', '', {now}, '', 'w', 'o', {now}, 'final', 'No log is left.')"},
    };
}

QList<GateCase> recipientGateCases()
{
    return {
        {"an older version of a template", "l", "newest version",
         "INSERT INTO template_approval (uuid, template_id, seen_version, version_id) VALUES (gen_random_uuid()::text, "
         "{TP}, {TP.v}, {TP})"},
        {"a template of another language", "k", "keeps its audience",
         "INSERT INTO notice_template_version (uuid, subject_id, seen_version, audience, phase, language, subject, "
         "body, reason) VALUES (gen_random_uuid()::text, {TP}, {TP.v}, 'customers', 'first', 'fr', 's', 'b', 'r')"},
        {"a template without a text", "k", "a subject and a text",
         "INSERT INTO notice_template_version (uuid, audience, phase, language, subject, body, reason) VALUES "
         "(gen_random_uuid()::text, 'internal', 'final', 'fr', 's', ' ', 'r')"},
        {"a list that was not kept", "h", "what was imported is kept",
         "INSERT INTO scope_import (uuid, incident_id, kind, source_name, source_sha256, row_count, matched, "
         "not_matched, unmatched) VALUES (gen_random_uuid()::text, {B}, 'list', 'f', '', 1, 1, 0, '[]')"},
        {"rows that are lost", "h", "matched or not",
         "INSERT INTO scope_import (uuid, incident_id, kind, source_name, source_sha256, row_count, matched, "
         "not_matched, unmatched) VALUES (gen_random_uuid()::text, {B}, 'search', 'f', '', 3, 1, 0, '[]')"},
        {"an addressee after the approval", "h", "make a new version",
         "INSERT INTO addressee_change (uuid, incident_id, notice_id, customer_id, kind, name, address, country, "
         "language, added, reason) VALUES (gen_random_uuid()::text, {D}, {N3}, {birch}, 'contact', 'n', "
         "'n@birch.example', '', '', 1, 'r')"},
        {"an addressee without a reason", "r", "say why",
         "INSERT INTO addressee_change (uuid, incident_id, notice_id, customer_id, kind, name, address, country, "
         "language, added, reason) VALUES (gen_random_uuid()::text, {D}, {N1}, {birch}, 'contact', 'n', "
         "'n@birch.example', '', '', 1, ' ')"},
        {"an authority among customers", "r", "for others",
         "INSERT INTO addressee_change (uuid, incident_id, notice_id, kind, name, address, country, language, added, "
         "reason) VALUES (gen_random_uuid()::text, {D}, {N1}, 'authority', 'n', 'n@a.example', '', '', 1, 'r')"},
        {"a name that is meant after the submission", "r", "in a draft alone",
         "INSERT INTO name_meant (uuid, incident_id, notice_id, place, words, line, meant, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N2}, 'body', 'Gum', 'Gum is sticky.', 1, 'r')"},
        {"a name that is meant without a reason", "r", "say why",
         "INSERT INTO name_meant (uuid, incident_id, notice_id, place, words, line, meant, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N1}, 'body', 'Gum', 'Gum is sticky.', 1, ' ')"},
        {"a name that does not stand there", "r", "name the place",
         "INSERT INTO name_meant (uuid, incident_id, notice_id, place, words, line, meant, reason) VALUES "
         "(gen_random_uuid()::text, {D}, {N1}, 'body', 'Gum', 'It is sticky.', 1, 'r')"},
        {"a recipient after the approval", "h", "as legal approves it",
         "INSERT INTO notice_recipient (uuid, incident_id, notice_id, text_id, customer_id, subscription_id, name, "
         "address, rule, attested) VALUES (gen_random_uuid()::text, {D}, {N4}, {N4.t}, {birch}, {birch.s}, 'n', "
         "'n@birch.example', 'security', 1)"},
    };
}

QList<GateCase> matterGateCases()
{
    return {
        {"a question without an owner", "r", "has an owner",
         "INSERT INTO matter_change (uuid, incident_id, seen_version, notice_id, kind, item, who, at_ms, reference, "
         "words, owner_name, due_ms, state, answer) VALUES (gen_random_uuid()::text, {D}, 0, {N5}, 'question', '', "
         "'a', {now}, '', 'w', '', {now}, 'open', '')"},
        {"a follow-up later than seven days", "h", "within seven days",
         "INSERT INTO matter_change (uuid, incident_id, seen_version, notice_id, kind, item, who, at_ms, reference, "
         "words, owner_name, due_ms, state, answer) VALUES (gen_random_uuid()::text, {D}, 0, {N5}, 'follow_up', "
         "'people', '', {now}, '', 'w', 'o', {now} + 1209600000, 'open', '')"},
        {"an answer that says nothing", "r", "what the answer is",
         "INSERT INTO matter_change (uuid, incident_id, matter_id, seen_version, notice_id, kind, item, who, at_ms, "
         "reference, words, owner_name, due_ms, state, answer) VALUES (gen_random_uuid()::text, {D}, {MQ}, 1, {N5}, "
         "'question', '', 'a', {now}, '', 'w', 'o', {now}, 'answered', '')"},
        {"a question that becomes a receipt", "r", "stays what it is",
         "INSERT INTO matter_change (uuid, incident_id, matter_id, seen_version, notice_id, kind, item, who, at_ms, "
         "reference, words, owner_name, due_ms, state, answer) VALUES (gen_random_uuid()::text, {D}, {MQ}, 1, {N5}, "
         "'receipt', '', 'a', {now}, 'r', 'w', 'o', {now}, 'noted', '')"},
        {"a version of it nobody saw", "r", "conflict",
         "INSERT INTO matter_change (uuid, incident_id, matter_id, seen_version, notice_id, kind, item, who, at_ms, "
         "reference, words, owner_name, due_ms, state, answer) VALUES (gen_random_uuid()::text, {D}, {MQ}, 7, {N5}, "
         "'question', '', 'a', {now}, '', 'w', 'o', {now}, 'answered', 'Yes.')"},
    };
}

} // namespace

const QList<ActCase> &audienceActCases()
{
    static const QList<ActCase> cases = templateActCases() + recipientActCases() + matterActCases();
    return cases;
}

const QList<GateCase> &audienceGateCases()
{
    static const QList<GateCase> cases = recipientGateCases() + matterGateCases();
    return cases;
}

} // namespace tocsin::test
