#include "models/storage/headreplay.h"

#include "models/storage/database.h"

#include <QCoreApplication>
#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** One check: a query whose rows are (id) of heads that differ from what their acts say, and the words for it. */
struct ReplayQuery
{
    const char *table;
    const char *what;
    QString sql;
};

/** Every act that changes the head of an incident, with the version it saw. */
const QString kIncidentActs =
    u"(SELECT incident_id, seen_version FROM stage_move UNION ALL SELECT incident_id, seen_version FROM assessment "
    u"UNION ALL "
    "SELECT incident_id, seen_version FROM classification UNION ALL SELECT incident_id, seen_version FROM "
    "manager_change UNION ALL "
    "SELECT incident_id, seen_version FROM track_opening UNION ALL SELECT incident_id, seen_version FROM containment "
    "UNION ALL "
    "SELECT incident_id, seen_version FROM declaration UNION ALL SELECT incident_id, seen_version FROM ending UNION "
    "ALL "
    "SELECT incident_id, seen_version FROM closing UNION ALL SELECT incident_id, seen_version FROM reopening UNION "
    "ALL SELECT incident_id, seen_version FROM restriction_change UNION ALL SELECT incident_id, seen_version FROM "
    "breach_decision UNION ALL SELECT incident_id, seen_version FROM rescission_request UNION ALL SELECT incident_id, "
    "seen_version FROM rescission_decision UNION ALL SELECT incident_id, seen_version FROM exercise_lifting)"_s;

/** The last act of several kinds for incident i, by the version it saw; `column` of it, or `otherwise`. */
QString lastOf(const QStringList &selects, const QString &otherwise)
{
    QStringList parts;
    for (const QString &select : selects)
        parts << u"SELECT seen_version AS v, "_s + select;
    return u"coalesce((SELECT x FROM ("_s + parts.join(u" UNION ALL "_s) + u") AS acts ORDER BY v DESC LIMIT 1), "_s +
           otherwise + u')';
}

QString ofIncident(const QString &expression, const QString &table)
{
    return expression + u" AS x FROM "_s + table + u" WHERE incident_id = i.id"_s;
}

/** What set the judgement of incident i: assessments, and the rescissions that derived it anew (P6.5). */
QString judgements(const QString &columns)
{
    return u"(SELECT seen_version, %1 FROM assessment WHERE incident_id = i.id UNION ALL SELECT seen_version, %1 FROM "
           "rescission_decision WHERE incident_id = i.id AND decision = 'cosigned')"_s.arg(columns);
}

/** Like lastOf, but a NULL of the last act counts. */
QString lastAssessed(const QString &column)
{
    return u"(SELECT "_s + column + u" FROM assessment WHERE incident_id = i.id ORDER BY seen_version DESC LIMIT 1)"_s;
}

/** A mark of the last judgement that a later declaration ended by setting another value (P4.4). */
QString byHand(const QString &mark, const QString &value)
{
    return u"coalesce((SELECT CASE WHEN EXISTS (SELECT 1 FROM declaration d WHERE d.incident_id = a.incident_id AND "
           "d.seen_version > a.seen_version AND d.%2 <> a.%2) THEN 0 ELSE a.%1 END FROM %3 AS a "
           "ORDER BY a.seen_version DESC LIMIT 1), 0)"_s.arg(mark, value,
                                                             judgements(u"incident_id, "_s + mark + u", "_s + value));
}

/** Of the declaration that was not rescinded. */
QString standing(const QString &column)
{
    return u"(SELECT %1 FROM declaration d WHERE d.incident_id = i.id AND NOT EXISTS (SELECT 1 FROM "
           u"rescission_decision r "
           "WHERE r.declaration_id = d.id AND r.decision = 'cosigned') ORDER BY d.id DESC LIMIT 1)"_s.arg(column);
}

QString differs(const QString &column, const QString &expected)
{
    return u"i."_s + column + u" IS DISTINCT FROM "_s + expected;
}

QList<ReplayQuery> incidentQueries()
{
    const QString from = u"SELECT i.id FROM incident i WHERE "_s;
    const QString stage =
        lastOf({ofIncident(u"to_stage"_s, u"stage_move"_s), ofIncident(u"to_stage"_s, u"reopening"_s)}, u"'detect'"_s);
    const QString severity =
        u"(SELECT x FROM (SELECT seen_version AS v, severity AS x FROM assessment WHERE incident_id = i.id UNION ALL "
        "SELECT seen_version, severity FROM declaration WHERE incident_id = i.id UNION ALL SELECT seen_version, "
        "severity "
        "FROM rescission_decision WHERE incident_id = i.id AND decision = 'cosigned') AS acts ORDER BY v DESC LIMIT 1)"_s;
    const QString priority = QString(severity)
                                 .replace(u"severity AS x"_s, u"priority AS x"_s)
                                 .replace(u"seen_version, severity"_s, u"seen_version, priority"_s);
    const QString outcome = lastOf(
        {ofIncident(u"outcome"_s, u"classification"_s), ofIncident(u"'crsi'"_s, u"declaration"_s),
         ofIncident(u"kind"_s, u"ending"_s),
         ofIncident(u"outcome"_s, u"rescission_decision"_s) + u" AND decision = 'cosigned'"_s,
         u"CASE WHEN EXISTS (SELECT 1 FROM declaration d WHERE d.incident_id = r.incident_id AND d.seen_version < "
         "r.seen_version AND NOT EXISTS (SELECT 1 FROM rescission_decision x WHERE x.incident_id = d.incident_id AND "
         "x.decision = 'cosigned' AND x.seen_version > d.seen_version AND x.seen_version < r.seen_version)) THEN "
         "'crsi' "
         "ELSE 'not_classified' END AS x FROM reopening r WHERE incident_id = i.id AND EXISTS (SELECT 1 FROM ending e "
         "WHERE e.incident_id = i.id AND e.seen_version < r.seen_version AND NOT EXISTS (SELECT 1 FROM reopening q "
         "WHERE q.incident_id = i.id AND q.seen_version > e.seen_version AND q.seen_version < r.seen_version))"_s},
        u"'not_classified'"_s);
    const QString personal = lastOf(
        {ofIncident(u"personal_data"_s, u"classification"_s), ofIncident(u"personal_data"_s, u"breach_decision"_s)},
        u"'not_known'"_s);
    const QString manager =
        u"(SELECT manager_id FROM manager_change WHERE incident_id = i.id ORDER BY seen_version DESC LIMIT 1)"_s;
    const QString reopened =
        u" AND seen_version > coalesce((SELECT max(seen_version) FROM reopening WHERE incident_id = i.id), -1)"_s;
    const QString ended = u"(SELECT instant_ms FROM ending WHERE incident_id = i.id"_s + reopened +
                          u" ORDER BY seen_version DESC LIMIT 1)"_s;
    const QString closed = u"(SELECT instant_ms FROM closing WHERE incident_id = i.id"_s + reopened +
                           u" ORDER BY seen_version DESC LIMIT 1)"_s;
    QStringList instants;
    for (const char *act : {"stage_move", "assessment", "classification", "manager_change", "track_opening",
                            "containment", "declaration", "ending", "closing", "reopening", "restriction_change",
                            "breach_decision", "rescission_request", "rescission_decision", "exercise_lifting"})
        instants << ofIncident(u"instant_ms"_s, QString::fromLatin1(act));
    const auto contained = [](const QString &kind) {
        return u"(SELECT at_ms FROM containment WHERE incident_id = i.id AND kind = '%1' AND seen_version > coalesce((SELECT max(seen_version) FROM reopening WHERE incident_id = i.id), -1) AND seen_version > coalesce((SELECT max(seen_version) FROM stage_move WHERE incident_id = i.id AND kind = 'reopening'), -1) ORDER BY seen_version DESC LIMIT 1)"_s
            .arg(kind);
    };
    return {
        {"incident", "its version is not the number of its acts",
         from + differs(u"version"_s,
                        u"1 + (SELECT count(*) FROM "_s + kIncidentActs + u" a WHERE a.incident_id = i.id)"_s)},
        {"incident", "its stage is not the one its moves led to", from + differs(u"stage"_s, stage)},
        {"incident", "its instants are not those of its acts",
         from + differs(u"updated_ms"_s, lastOf(instants, u"i.recorded_ms"_s)) + u" OR "_s +
             differs(u"stage_since_ms"_s,
                     lastOf({ofIncident(u"instant_ms"_s, u"stage_move"_s), ofIncident(u"instant_ms"_s, u"reopening"_s)},
                            u"i.recorded_ms"_s))},
        {"incident", "its severity or priority is not what was assessed",
         from + differs(u"severity"_s, severity) + u" OR "_s + differs(u"priority"_s, priority)},
        {"incident", "its findings are not those of the last assessment",
         from + differs(u"functional"_s, lastAssessed(u"functional"_s)) + u" OR "_s +
             differs(u"information"_s, lastAssessed(u"information"_s)) + u" OR "_s +
             differs(u"recoverability"_s, lastAssessed(u"recoverability"_s)) + u" OR "_s +
             differs(u"data_risk"_s, lastAssessed(u"data_risk"_s)) + u" OR "_s +
             differs(u"provisional"_s, u"coalesce((SELECT provisional FROM "_s + judgements(u"provisional"_s) +
                                           u" AS a ORDER BY seen_version DESC LIMIT 1), 0)"_s) +
             u" OR "_s + differs(u"overridden"_s, byHand(u"overridden"_s, u"severity"_s)) + u" OR "_s +
             differs(u"priority_overridden"_s, byHand(u"priority_overridden"_s, u"priority"_s))},
        {"incident", "its outcome is not what was classified, declared or ended",
         from + differs(u"outcome"_s, outcome) + u" OR "_s + differs(u"personal_data"_s, personal)},
        {"incident", "its manager is not the one who took it over", from + differs(u"manager_id"_s, manager)},
        {"incident", "its declaration is not the one recorded",
         from + differs(u"declaration_id"_s, standing(u"d.id"_s)) + u" OR "_s +
             differs(u"declared_ms"_s, standing(u"d.effective_ms"_s))},
        {"incident", "its rescission is not the one asked for",
         from + differs(u"rescission_id"_s,
                        u"(SELECT max(q.id) FROM rescission_request q WHERE q.incident_id = i.id AND NOT EXISTS "
                        "(SELECT 1 FROM rescission_decision d WHERE d.request_id = q.id))"_s)},
        {"incident", "its ending or closing is not the one recorded",
         from + differs(u"ended_ms"_s, ended) + u" OR "_s + differs(u"closed_ms"_s, closed)},
        {"incident", "its containment is not what was verified",
         from + differs(u"customer_contained_ms"_s, contained(u"customer_risk"_s)) + u" OR "_s +
             differs(u"business_contained_ms"_s, contained(u"business_risk"_s))},
        {"incident", "its notification track is not what was opened",
         from +
             differs(
                 u"track_open"_s,
                 u"CASE WHEN EXISTS (SELECT 1 FROM track_opening WHERE incident_id = i.id) OR EXISTS (SELECT 1 FROM declaration WHERE incident_id = i.id) THEN 1 ELSE 0 END"_s)},
        {"incident", "it is restricted, or is not, against what was decided",
         from + differs(u"restricted"_s, lastOf({ofIncident(u"restricted"_s, u"restriction_change"_s)}, u"0"_s))},
        {"incident", "it is not what was recorded at first",
         u"SELECT i.id FROM incident i LEFT JOIN incident_record r ON r.id = i.id WHERE r.id IS NULL OR i.number IS "
         u"DISTINCT FROM "
         u"r.number OR i.title IS DISTINCT FROM r.title "
         "OR i.description IS DISTINCT FROM r.description OR i.source IS DISTINCT FROM r.source OR i.source_detail IS "
         "DISTINCT FROM r.source_detail "
         "OR i.reported_by IS DISTINCT FROM r.reported_by "
         "OR i.detected_ms IS DISTINCT FROM r.detected_ms OR i.recorded_ms IS DISTINCT FROM r.instant_ms OR i.exercise "
         "IS DISTINCT FROM CASE WHEN EXISTS (SELECT 1 FROM exercise_lifting l WHERE l.incident_id = i.id) THEN 1 ELSE "
         "r.exercise END "
         "OR i.external_ref IS DISTINCT FROM r.external_ref "
         "OR i.bulk_id IS DISTINCT FROM r.bulk_id"_s},
        {"incident", "a recorded incident has no head",
         u"SELECT r.id FROM incident_record r WHERE NOT EXISTS (SELECT 1 FROM incident i WHERE i.id = r.id)"_s},
    };
}

QList<ReplayQuery> serviceQueries()
{
    return {
        {"incident_service", "it is not what was said of the service last",
         u"SELECT x.id FROM incident_service x LEFT JOIN service_impact s ON s.id = (SELECT max(id) FROM "
         u"service_impact "
         "c WHERE c.incident_id = x.incident_id AND c.service_id = x.service_id) WHERE s.id IS NULL OR x.affected IS "
         "DISTINCT FROM s.affected OR x.model IS DISTINCT FROM s.model OR x.layers IS DISTINCT FROM s.layers OR "
         "x.responsible IS DISTINCT FROM s.responsible OR x.id IS DISTINCT FROM (SELECT min(id) FROM service_impact c "
         "WHERE c.incident_id = x.incident_id AND c.service_id = x.service_id) OR x.version IS DISTINCT FROM (SELECT "
         "count(*) FROM service_impact c WHERE c.incident_id = x.incident_id AND c.service_id = x.service_id)"_s},
        {"tuning_action", "it is not what its ending and changes made",
         u"SELECT t.id FROM tuning_action t LEFT JOIN ending e ON e.id = t.id LEFT JOIN tuning_change c ON c.id = "
         "(SELECT max(x.id) FROM tuning_change x WHERE x.tuning_id = t.id) WHERE e.id IS NULL OR t.incident_id IS "
         "DISTINCT FROM e.incident_id OR t.what IS DISTINCT FROM e.tuning_action OR t.owner IS DISTINCT FROM "
         "e.tuning_owner OR t.due_ms IS DISTINCT FROM e.tuning_due_ms OR t.state IS DISTINCT FROM coalesce(c.state, "
         "'open') OR t.remark IS DISTINCT FROM coalesce(c.remark, '') OR t.since_ms IS DISTINCT FROM "
         "coalesce(c.instant_ms, e.instant_ms) OR t.version IS DISTINCT FROM 1 + (SELECT count(*) FROM tuning_change x "
         "WHERE x.tuning_id = t.id)"_s},
        {"tuning_action", "a false positive's tuning is not followed",
         u"SELECT e.id FROM ending e WHERE e.kind = 'false_positive' AND e.tuning_action <> '' AND NOT EXISTS (SELECT "
         u"1 "
         "FROM tuning_action t WHERE t.id = e.id)"_s},
    };
}

/** What the last act of transfer h made of it, by the version it saw; `otherwise` before any. */
QString transferState()
{
    return u"coalesce((SELECT x FROM (SELECT seen_version AS v, CASE verdict WHEN 'go' THEN 'answered' WHEN 'stop' "
           u"THEN "
           "'blocked' ELSE 'noted' END AS x FROM transfer_answer WHERE transfer_id = h.id UNION ALL SELECT "
           "seen_version, decision FROM transfer_decision WHERE transfer_id = h.id) AS acts ORDER BY v DESC LIMIT 1), "
           "CASE r.kind WHEN 'breach' THEN 'breach' ELSE 'asked' END)"_s;
}

QList<ReplayQuery> transferQueries()
{
    const auto count = [](const QString &table) {
        return u"(SELECT count(*) FROM %1 x WHERE x.transfer_id = h.id)"_s.arg(table);
    };
    const auto approved = [](const QString &column) {
        return u"(SELECT %1 FROM transfer_decision d WHERE d.transfer_id = h.id AND d.decision = 'approved' ORDER BY "
               "d.seen_version DESC LIMIT 1)"_s.arg(column);
    };
    const QString from = u"SELECT h.id FROM transfer h LEFT JOIN transfer_request r ON r.id = h.id WHERE "_s;
    return {
        {"transfer", "it is not what was asked for",
         from + u"r.id IS NULL OR h.incident_id IS DISTINCT FROM r.incident_id OR h.number IS DISTINCT FROM r.number "
                "OR h.kind IS DISTINCT FROM r.kind OR h.title IS DISTINCT FROM r.title OR h.asked_ms IS DISTINCT FROM "
                "r.instant_ms OR h.requester_id IS DISTINCT FROM r.requester_id"_s},
        {"transfer", "its state is not what was answered and decided",
         from + u"h.state IS DISTINCT FROM "_s + transferState() +
             u" OR h.legal_id IS DISTINCT FROM (SELECT coalesce(a.attested_by, a.person_id) FROM transfer_answer a "
             "WHERE a.transfer_id = h.id ORDER BY a.seen_version DESC LIMIT 1) OR h.manager_id IS DISTINCT FROM "
             "(SELECT d.person_id FROM transfer_decision d WHERE d.transfer_id = h.id AND d.decision <> 'withdrawn' "
             "ORDER BY d.seen_version DESC LIMIT 1) OR h.approved_ms IS DISTINCT FROM "_s +
             approved(u"d.instant_ms"_s) + u" OR h.valid_until_ms IS DISTINCT FROM "_s +
             approved(u"d.valid_until_ms"_s) +
             u" OR h.since_ms IS DISTINCT FROM coalesce((SELECT x FROM (SELECT seen_version AS v, instant_ms AS x FROM "
             "transfer_answer WHERE transfer_id = h.id UNION ALL SELECT seen_version, instant_ms FROM "
             "transfer_decision WHERE transfer_id = h.id) AS acts ORDER BY v DESC LIMIT 1), r.instant_ms)"_s},
        {"transfer", "its version is not the number of its acts",
         from + u"h.version IS DISTINCT FROM 1 + "_s + count(u"transfer_answer"_s) + u" + "_s +
             count(u"transfer_decision"_s) + u" + "_s + count(u"transfer_move"_s) + u" + "_s +
             count(u"transfer_end"_s) +
             u" OR h.asked_back IS DISTINCT FROM coalesce((SELECT CASE q.kind WHEN 'question' THEN 1 ELSE 0 END FROM "
             "transfer_remark q WHERE q.transfer_id = h.id ORDER BY q.id DESC LIMIT 1), 0)"_s},
        {"transfer", "what left or came back is not what was recorded",
         from + u"h.moves IS DISTINCT FROM "_s + count(u"transfer_move"_s) +
             u" OR h.open_moves IS DISTINCT FROM (SELECT count(*) FROM transfer_move m WHERE m.transfer_id = h.id AND "
             "NOT EXISTS (SELECT 1 FROM transfer_end e WHERE e.move_id = m.id))"_s},
        {"transfer", "a request has no head",
         u"SELECT r.id FROM transfer_request r WHERE NOT EXISTS (SELECT 1 FROM transfer h WHERE h.id = r.id)"_s},
    };
}

/** P8: what the decisions on a request for an exception made of it. */
QList<ReplayQuery> exceptionQueries()
{
    const QString from = u"SELECT h.id FROM deadline_exception h LEFT JOIN exception_request r ON r.id = h.id WHERE "_s;
    const auto approver = [](const QString &capacity) {
        return u"(SELECT coalesce(v.attested_by, v.person_id) FROM exception_vote v WHERE v.exception_id = h.id AND "
               "v.decision = 'approved' AND v.capacity = '%1' ORDER BY v.id LIMIT 1)"_s.arg(capacity);
    };
    const QString renewal = u"(SELECT x.in_force_ms FROM deadline_exception x JOIN exception_request q ON q.id = x.id "
                            "WHERE q.renews_id = h.id AND x.in_force_ms IS NOT NULL AND h.state = 'renewed' ORDER BY "
                            "x.in_force_ms LIMIT 1)"_s;
    const QString votes = u"(SELECT count(*) FROM exception_vote v WHERE v.exception_id = h.id)"_s;
    return {
        {"deadline_exception", "it is not what was asked for",
         from + u"r.id IS NULL OR h.incident_id IS DISTINCT FROM r.incident_id OR h.number IS DISTINCT FROM r.number "
                "OR h.kind IS DISTINCT FROM r.kind OR h.review_ms IS DISTINCT FROM r.review_ms OR h.requester_id IS "
                "DISTINCT FROM r.person_id OR h.asked_ms IS DISTINCT FROM r.instant_ms"_s},
        {"deadline_exception", "it is not what its decisions made",
         from + u"h.legal_id IS DISTINCT FROM "_s + approver(u"legal"_s) + u" OR h.executive_id IS DISTINCT FROM "_s +
             approver(u"executive"_s) + u" OR h.state IS DISTINCT FROM CASE WHEN "_s + renewal +
             u" IS NOT NULL THEN 'renewed' ELSE coalesce((SELECT CASE WHEN v.decision <> 'approved' THEN v.decision "
             "WHEN h.legal_id IS NULL OR h.executive_id IS NULL THEN 'asked' WHEN h.kind = 'withdrawal' THEN "
             "'carried_out' ELSE 'in_force' END FROM exception_vote v WHERE v.exception_id = h.id ORDER BY v.id DESC "
             "LIMIT 1), 'asked') END OR h.version IS DISTINCT FROM 1 + "_s +
             votes +
             u" + CASE h.state WHEN 'renewed' THEN 1 ELSE 0 END OR h.in_force_ms IS DISTINCT FROM (SELECT "
             "max(v.instant_ms) FROM exception_vote v WHERE v.exception_id = h.id AND v.decision = 'approved' "
             "AND h.legal_id IS NOT NULL AND h.executive_id IS NOT NULL)"_s},
        {"deadline_exception", "a request has no head",
         u"SELECT r.id FROM exception_request r WHERE NOT EXISTS (SELECT 1 FROM deadline_exception h WHERE h.id = "
         "r.id)"_s},
    };
}

/** A contract's duty that the declaration starts is of the one under which it was confirmed. */
QString confirmedUnder(const QString &which)
{
    return u"EXISTS (SELECT 1 FROM duty_origin g JOIN obligation_change c ON c.obligation_id = g.obligation_id AND "
           "c.change = 'confirmed' JOIN declaration d ON d.incident_id = o.incident_id AND "_s +
           which + u" WHERE g.obligation_id = o.id AND g.starts_at = 'declaration' AND o.duty = 'contract')"_s;
}

/** Templates, the provider, what is followed up, and heads that an import brought (P9). */
QList<ReplayQuery> audienceQueries()
{
    QList<ReplayQuery> list = {
        {"notice", "its language or what it follows is not what it began with",
         u"SELECT n.id FROM notice n JOIN notice_start s ON s.id = n.id WHERE n.language <> s.language OR "
         "n.for_language <> s.for_language OR n.follows_id IS DISTINCT FROM s.follows_id"_s},
        {"notice_template", "it is not what its versions and approvals made",
         u"SELECT t.id FROM notice_template t LEFT JOIN notice_template_version v ON v.id = (SELECT max(id) FROM "
         "notice_template_version x WHERE x.id = t.id OR x.subject_id = t.id) WHERE v.id IS NULL OR t.newest_id <> "
         "v.id "
         "OR t.audience <> v.audience OR t.phase <> v.phase OR t.language <> v.language OR t.subject <> v.subject OR "
         "t.body <> v.body OR t.approved_id IS DISTINCT FROM (SELECT a.version_id FROM template_approval a WHERE "
         "a.template_id = t.id ORDER BY a.seen_version DESC LIMIT 1) OR t.version <> (SELECT count(*) FROM "
         "notice_template_version x WHERE x.id = t.id OR x.subject_id = t.id) + (SELECT count(*) FROM "
         "template_approval a WHERE a.template_id = t.id)"_s},
        {"matter", "it is not its last change",
         u"SELECT t.id FROM matter t LEFT JOIN matter_change c ON c.id = (SELECT max(id) FROM matter_change x WHERE "
         "x.id = t.id OR x.matter_id = t.id) WHERE c.id IS NULL OR t.incident_id <> c.incident_id OR t.notice_id <> "
         "c.notice_id OR t.kind <> c.kind OR t.item <> c.item OR t.who <> c.who OR t.at_ms <> c.at_ms OR t.reference "
         "<> c.reference OR t.words <> c.words OR t.owner_id IS DISTINCT FROM c.owner_id OR t.owner_name <> "
         "c.owner_name OR t.due_ms IS DISTINCT FROM c.due_ms OR t.state <> c.state OR t.answer <> c.answer OR "
         "t.customer_id IS DISTINCT FROM (SELECT x.customer_id FROM matter_change x WHERE x.id = t.id) OR t.version <> "
         "(SELECT count(*) FROM matter_change x WHERE x.id = t.id OR x.matter_id = t.id) OR t.since_ms IS DISTINCT "
         "FROM "
         "(SELECT x.instant_ms FROM matter_change x WHERE (x.id = t.id OR x.matter_id = t.id) AND x.id > coalesce("
         "(SELECT max(y.id) FROM matter_change y WHERE (y.id = t.id OR y.matter_id = t.id) AND y.state <> t.state), 0) "
         "ORDER BY x.id LIMIT 1)"_s},
        {"incident_scope", "it says of another import that it brought it",
         u"SELECT x.id FROM incident_scope x WHERE x.bulk_id IS DISTINCT FROM (SELECT s.bulk_id FROM scope_change s "
         "WHERE s.id = x.id)"_s},
    };
    for (const char *table : {"customer", "subscription", "contact"})
        list.append(
            {table, "it says of another import that it brought it",
             u"SELECT h.id FROM %1 h WHERE h.bulk_id IS DISTINCT FROM (SELECT v.bulk_id FROM %1_version v WHERE "
             "v.id = h.id)"_s.arg(QString::fromLatin1(table))});
    return list;
}

QList<ReplayQuery> otherQueries()
{
    QList<ReplayQuery> list = {
        {"obligation", "it is not what its acts made",
         u"SELECT o.id FROM obligation o LEFT JOIN obligation_start s ON s.id = o.id WHERE s.id IS NULL OR "
         u"o.incident_id IS DISTINCT FROM s.incident_id OR o.duty IS DISTINCT FROM s.duty "
         "OR o.addressee IS DISTINCT FROM s.addressee OR o.customer_id IS DISTINCT FROM s.customer_id OR o.trigger_ms "
         "IS DISTINCT FROM coalesce((SELECT at_ms FROM obligation_change c WHERE c.obligation_id = o.id AND change = "
         "'recomputed' ORDER BY seen_version DESC LIMIT 1), s.trigger_ms) "
         "OR o.deadline_ms IS DISTINCT FROM CASE WHEN EXISTS (SELECT 1 FROM obligation_change c WHERE c.obligation_id "
         "= o.id AND change = 'recomputed') THEN (SELECT until_ms FROM obligation_change c WHERE c.obligation_id = "
         "o.id AND change = 'recomputed' ORDER BY seen_version DESC LIMIT 1) ELSE s.deadline_ms END "
         "OR (s.declaration_id IS NOT NULL AND o.declaration_id IS DISTINCT FROM s.declaration_id) OR o.citation IS "
         "DISTINCT FROM s.citation OR o.version "
         "IS DISTINCT FROM 1 + (SELECT "
         "count(*) FROM obligation_change c WHERE "
         "c.obligation_id = o.id) "
         "OR o.met_ms IS DISTINCT FROM (SELECT CASE change WHEN 'met' THEN at_ms END FROM obligation_change c WHERE "
         "c.obligation_id = o.id AND change IN ('met', 'unmet') ORDER BY seen_version DESC LIMIT 1) "
         "OR o.withdrawn_ms IS DISTINCT FROM (SELECT CASE change WHEN 'withdrawn' THEN at_ms END FROM "
         "obligation_change c WHERE c.obligation_id = o.id AND change IN ('withdrawn', 'reinstated') ORDER BY "
         "seen_version DESC LIMIT 1) "
         "OR o.withdrawn_reason IS DISTINCT FROM (SELECT CASE change WHEN 'withdrawn' THEN reason_code END FROM "
         "obligation_change c WHERE c.obligation_id = o.id AND change IN ('withdrawn', 'reinstated') ORDER BY "
         "seen_version DESC LIMIT 1) "
         "OR o.excepted_until_ms IS DISTINCT FROM (SELECT CASE change WHEN 'excepted' THEN until_ms END FROM "
         "obligation_change c "
         "WHERE c.obligation_id = o.id AND change IN ('excepted', 'exception_ended') ORDER BY seen_version DESC LIMIT "
         "1) "
         "OR o.confirmed IS DISTINCT FROM CASE WHEN s.confirmed = 1 OR EXISTS (SELECT 1 FROM obligation_change c WHERE c.obligation_id = o.id AND change = 'confirmed') THEN 1 ELSE 0 END"_s},
        {"obligation", "it did not begin with the declaration that its acts say",
         u"SELECT o.id FROM obligation o JOIN obligation_start s ON s.id = o.id WHERE s.declaration_id IS NULL AND "
         "CASE WHEN o.declaration_id IS NULL THEN "_s +
             confirmedUnder(u"d.instant_ms < c.instant_ms"_s) + u" ELSE NOT "_s +
             confirmedUnder(u"d.id = o.declaration_id AND d.instant_ms <= c.instant_ms AND NOT EXISTS (SELECT 1 FROM "
                            "declaration l WHERE l.incident_id = d.incident_id AND l.id > d.id AND l.instant_ms < "
                            "c.instant_ms)"_s) +
             u" END"_s},
        {"obligation", "its addressee or what could not be delivered is not what its acts say",
         u"SELECT o.id FROM obligation o JOIN obligation_start s ON s.id = o.id WHERE o.addressee_name <> "
         "s.addressee_name OR o.undeliverable_ms IS DISTINCT FROM (SELECT CASE change WHEN 'not_deliverable' THEN "
         "at_ms "
         "END FROM obligation_change c WHERE c.obligation_id = o.id AND change IN ('not_deliverable', 'reinstated') "
         "ORDER BY seen_version DESC LIMIT 1)"_s},
        {"notice", "it is not what its texts and decisions made",
         u"SELECT n.id FROM notice n LEFT JOIN notice_start s ON s.id = n.id WHERE s.id IS NULL OR n.incident_id IS "
         u"DISTINCT FROM "
         u"s.incident_id OR n.audience IS DISTINCT FROM "
         u"s.audience OR n.phase IS DISTINCT FROM s.phase OR n.number IS DISTINCT FROM s.number "
         "OR n.updated_ms IS DISTINCT FROM coalesce((SELECT x FROM (SELECT seen_version AS v, instant_ms AS x FROM "
         "notice_text "
         "WHERE notice_id = n.id UNION ALL SELECT seen_version, instant_ms FROM notice_decision WHERE notice_id = "
         "n.id) AS acts ORDER BY v DESC LIMIT 1), s.instant_ms) "
         "OR n.text_id IS DISTINCT FROM (SELECT max(id) FROM notice_text t WHERE t.notice_id = n.id) "
         "OR n.version IS DISTINCT FROM 1 + (SELECT count(*) FROM notice_text t WHERE t.notice_id = n.id) + (SELECT "
         "count(*) "
         "FROM notice_decision d WHERE d.notice_id = n.id) "
         "OR n.state IS DISTINCT FROM coalesce((SELECT x FROM (SELECT seen_version AS v, 'draft' AS x FROM notice_text "
         "WHERE "
         "notice_id = n.id UNION ALL SELECT seen_version, to_state FROM notice_decision WHERE notice_id = n.id) AS "
         "acts ORDER BY v DESC LIMIT 1), 'draft') "
         "OR n.approved_text_id IS DISTINCT FROM (SELECT x FROM (SELECT seen_version AS v, NULL AS x FROM notice_text WHERE notice_id = n.id UNION ALL SELECT seen_version, CASE step WHEN 'approve' THEN text_id END FROM notice_decision WHERE notice_id = n.id AND step IN ('approve', 'return')) AS acts ORDER BY v DESC LIMIT 1)"_s},
        {"postmortem", "it is not what its texts and decisions made",
         u"SELECT m.id FROM postmortem m WHERE m.id IS DISTINCT FROM (SELECT min(id) FROM postmortem_text t WHERE "
         u"t.incident_id "
         u"= m.incident_id) OR m.text_id IS DISTINCT FROM (SELECT max(id) FROM postmortem_text t WHERE "
         u"t.incident_id = m.incident_id) "
         "OR m.version IS DISTINCT FROM (SELECT count(*) FROM postmortem_text t WHERE t.incident_id = m.incident_id) + "
         "(SELECT "
         "count(*) FROM postmortem_decision d WHERE d.incident_id = m.incident_id) "
         "OR m.state IS DISTINCT FROM (SELECT x FROM (SELECT seen_version AS v, 'draft' AS x FROM postmortem_text "
         "WHERE "
         "incident_id = m.incident_id UNION ALL SELECT seen_version, to_state FROM postmortem_decision WHERE "
         "incident_id = m.incident_id) AS acts ORDER BY v DESC LIMIT 1) "
         "OR m.approved_text_id IS DISTINCT FROM (SELECT text_id FROM postmortem_decision d WHERE d.incident_id = m.incident_id AND step = 'approve' ORDER BY seen_version DESC LIMIT 1)"_s},
        {"incident_task", "it is not its last change",
         u"SELECT t.id FROM incident_task t LEFT JOIN task_change c ON c.id = (SELECT max(id) FROM task_change x WHERE "
         "x.id = t.id OR x.task_id = t.id) WHERE c.id IS NULL OR t.incident_id <> c.incident_id OR t.what <> c.what OR "
         "t.owner_id IS DISTINCT FROM c.owner_id OR t.owner_name <> c.owner_name OR t.due_ms IS DISTINCT FROM c.due_ms "
         "OR t.state <> c.state OR t.reason <> c.reason OR t.version <> (SELECT count(*) FROM task_change x WHERE "
         "x.id = t.id OR x.task_id = t.id) OR t.since_ms IS DISTINCT FROM (SELECT x.instant_ms FROM task_change x "
         "WHERE (x.id = t.id OR x.task_id = t.id) AND x.id > coalesce((SELECT max(y.id) FROM task_change y WHERE "
         "(y.id = t.id OR y.task_id = t.id) AND y.state <> t.state), 0) ORDER BY x.id LIMIT 1)"_s},
        {"postmortem_summary", "it is not what its texts and decisions made",
         u"SELECT m.id FROM postmortem_summary m WHERE m.id IS DISTINCT FROM (SELECT min(id) FROM "
         "postmortem_summary_text t WHERE t.incident_id = m.incident_id) OR m.summary_id IS DISTINCT FROM (SELECT "
         "max(id) FROM postmortem_summary_text t WHERE t.incident_id = m.incident_id) OR m.version IS DISTINCT FROM "
         "(SELECT count(*) FROM postmortem_summary_text t WHERE t.incident_id = m.incident_id) + (SELECT count(*) FROM "
         "postmortem_summary_decision d WHERE d.incident_id = m.incident_id) OR m.state IS DISTINCT FROM (SELECT x "
         "FROM (SELECT seen_version AS v, 'draft' AS x FROM postmortem_summary_text WHERE incident_id = m.incident_id "
         "UNION ALL SELECT seen_version, to_state FROM postmortem_summary_decision WHERE incident_id = m.incident_id) "
         "AS acts ORDER BY v DESC LIMIT 1)"_s},
        {"measure", "it is not its last change",
         u"SELECT t.id FROM measure t LEFT JOIN measure_change c ON c.id = (SELECT max(id) FROM measure_change x WHERE "
         "x.id = t.id OR x.measure_id = t.id) WHERE c.id IS NULL OR t.incident_id <> c.incident_id OR t.kind <> c.kind "
         "OR t.what <> c.what OR t.owner_id IS DISTINCT FROM c.owner_id OR t.owner_name <> c.owner_name OR t.due_ms IS "
         "DISTINCT FROM c.due_ms OR t.state <> c.state OR t.reason <> c.reason OR t.version <> (SELECT count(*) FROM "
         "measure_change x WHERE x.id = t.id OR x.measure_id = t.id) OR t.since_ms IS DISTINCT FROM (SELECT "
         "x.instant_ms FROM measure_change x WHERE (x.id = t.id OR x.measure_id = t.id) AND x.id > "
         "coalesce((SELECT max(y.id) FROM measure_change y WHERE (y.id = t.id OR y.measure_id = t.id) AND y.state <> "
         "t.state), 0) ORDER BY x.id LIMIT 1)"_s},
        {"incident_named", "it is not what its namings made",
         u"SELECT x.id FROM incident_named x LEFT JOIN restriction_naming s ON s.id = (SELECT max(id) FROM "
         u"restriction_naming c WHERE c.incident_id = x.incident_id AND c.subject_id = x.subject_id) "
         "WHERE s.id IS NULL OR x.named IS DISTINCT FROM s.named OR x.suspected IS DISTINCT FROM s.suspected "
         "OR x.id IS DISTINCT FROM (SELECT min(id) FROM restriction_naming c WHERE c.incident_id = x.incident_id AND "
         "c.subject_id = x.subject_id) OR x.version IS DISTINCT FROM (SELECT count(*) FROM restriction_naming c WHERE "
         "c.incident_id = x.incident_id AND c.subject_id = x.subject_id)"_s},
        {"data_set", "it is not what its versions and the decisions on it made",
         u"SELECT h.id FROM data_set h LEFT JOIN data_set_version v ON v.id = (SELECT max(id) FROM data_set_version x "
         "WHERE x.id = h.id OR x.subject_id = h.id) "
         "WHERE v.id IS NULL OR h.version IS DISTINCT FROM (SELECT count(*) FROM data_set_version x WHERE x.id = h.id "
         "OR x.subject_id = h.id) + (SELECT count(*) FROM part_decision d WHERE d.data_set_id = h.id) "
         "OR h.part IS DISTINCT FROM (SELECT d.part FROM part_decision d WHERE d.data_set_id = h.id ORDER BY "
         "d.seen_version DESC LIMIT 1) OR h.incident_id IS DISTINCT FROM v.incident_id OR h.name IS DISTINCT FROM "
         "v.name OR h.kinds IS DISTINCT FROM v.kinds OR h.people IS DISTINCT FROM v.people OR h.people_known IS "
         "DISTINCT FROM v.people_known OR h.people_count IS DISTINCT FROM v.people_count OR h.records_known IS "
         "DISTINCT FROM v.records_known OR h.records_count IS DISTINCT FROM v.records_count OR h.proposed_part IS "
         "DISTINCT FROM v.proposed_part OR h.affected IS DISTINCT FROM v.affected OR h.reason IS DISTINCT FROM "
         "v.reason"_s},
        {"incident_scope", "it is not what its scope changes made",
         u"SELECT x.id FROM incident_scope x LEFT JOIN scope_change s ON s.id = (SELECT max(id) FROM scope_change c "
         u"WHERE c.incident_id = x.incident_id AND c.subscription_id = x.subscription_id) "
         "WHERE s.id IS NULL OR x.in_scope IS DISTINCT FROM s.in_scope OR x.accessed IS DISTINCT FROM s.accessed OR "
         "x.from_ms IS DISTINCT FROM s.from_ms OR x.to_ms IS DISTINCT FROM s.to_ms OR x.certainty IS DISTINCT FROM "
         "s.certainty OR x.customer_id IS DISTINCT FROM s.customer_id "
         "OR x.id IS DISTINCT FROM (SELECT min(id) FROM scope_change c WHERE c.incident_id = x.incident_id AND "
         "c.subscription_id "
         "= x.subscription_id) "
         "OR x.since_ms IS DISTINCT FROM (SELECT instant_ms FROM scope_change c WHERE c.incident_id = x.incident_id "
         "AND "
         "c.subscription_id = x.subscription_id AND c.id > coalesce((SELECT max(id) FROM scope_change d WHERE "
         "d.incident_id = x.incident_id AND d.subscription_id = x.subscription_id AND d.in_scope <> x.in_scope), 0) "
         "ORDER BY c.id LIMIT 1) "
         "OR x.version IS DISTINCT FROM (SELECT count(*) FROM scope_change c WHERE c.incident_id = x.incident_id AND c.subscription_id = x.subscription_id)"_s},
    };
    list << serviceQueries() << transferQueries() << exceptionQueries() << audienceQueries();
    const auto reference = [&list](const char *table, const QStringList &columns) {
        const QString name = QString::fromLatin1(table);
        QString sql =
            u"SELECT h.id FROM %1 h LEFT JOIN %1_version v ON v.id = (SELECT max(id) FROM %1_version x WHERE x.id = "
            u"h.id OR x.subject_id = h.id) "
            "WHERE v.id IS NULL OR h.version IS DISTINCT FROM (SELECT count(*) FROM %1_version x WHERE x.id = h.id OR x.subject_id = h.id)"_s
                .arg(name);
        for (const QString &c : columns)
            sql += u" OR h.%1 IS DISTINCT FROM v.%1"_s.arg(c);
        list.append({table, "it is not its last version", sql});
        list.append({table, "it is missing",
                     u"SELECT v.id FROM %1_version v WHERE NOT EXISTS (SELECT 1 FROM %1 h WHERE h.id IN (v.id, "
                     "v.subject_id))"_s.arg(name)});
    };
    reference("person", {u"name"_s, u"email"_s, u"login"_s, u"roles"_s, u"active"_s});
    reference("service", {u"name"_s, u"owner"_s, u"on_call"_s, u"model"_s, u"active"_s});
    reference("customer", {u"name"_s, u"sector"_s, u"country"_s, u"remark"_s, u"language"_s});
    reference("provider", {u"name"_s, u"identifier"_s, u"address"_s, u"sector"_s, u"country"_s, u"representative"_s,
                           u"officer"_s, u"contact_point"_s});
    reference("customer_term", {u"customer_id"_s, u"starts_at"_s, u"period_value"_s, u"period_unit"_s, u"addressee"_s,
                                u"channel"_s, u"language"_s, u"source"_s, u"exceptable"_s, u"active"_s});
    reference("subscription", {u"customer_id"_s, u"name"_s, u"kind"_s, u"external_ref"_s, u"tenant_ref"_s});
    reference("contact",
              {u"customer_id"_s, u"subscription_id"_s, u"name"_s, u"email"_s, u"phone"_s, u"kind"_s, u"active"_s});
    return list;
}

} // namespace

Result<void> checkHeads(Database &db, const std::function<void(const QString &, qint64, const QString &)> &find)
{
    const QList<ReplayQuery> queries = incidentQueries() + otherQueries();
    for (const ReplayQuery &q : queries) {
        auto s = db.prepare(q.sql);
        if (auto ok = s.exec(); !ok)
            return ok;
        while (s.next())
            find(QString::fromLatin1(q.table), s.int64(0),
                 QCoreApplication::translate("tocsin::storage", "The head %1 of %2 is wrong: %3.")
                     .arg(s.int64(0))
                     .arg(QString::fromLatin1(q.table), QCoreApplication::translate("tocsin::storage", q.what)));
    }
    return {};
}

} // namespace tocsin
