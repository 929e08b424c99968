#include "models/storage/attestationrepository.h"

#include "models/storage/database.h"
#include "models/storage/exercisemark.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::storage", text);
}

/** Each act that can be attested, in one shape: what was decided, on which, and how that is called. */
QString attestedActs()
{
    QStringList parts;
    const auto part = [&parts](const char *table, const char *what, const char *which, const char *called) {
        parts << u"SELECT '%1' AS act_table, a.id AS act_id, a.incident_id, %2 AS decided, %3 AS which, %4 AS called, "
                 "a.attested_by, a.attested_ms, a.attested_how, a.attested_words, a.person_id, a.instant_ms FROM %1 a "
                 "WHERE a.attested_by IS NOT NULL"_s.arg(QLatin1StringView(table), QLatin1StringView(what),
                                                         QLatin1StringView(which), QLatin1StringView(called));
    };
    part("exception_vote", "a.decision", "a.exception_id",
         "(SELECT CAST(x.number AS TEXT) FROM exception_request x WHERE x.id = a.exception_id)");
    part("transfer_answer", "a.verdict", "a.transfer_id",
         "(SELECT CAST(x.number AS TEXT) FROM transfer_request x WHERE x.id = a.transfer_id)");
    part("notice_decision", "a.step", "a.notice_id",
         "(SELECT CAST(x.number AS TEXT) FROM notice x WHERE x.id = a.notice_id)");
    part("rescission_decision", "a.decision", "a.request_id", "''");
    part("obligation_change", "a.change", "a.obligation_id",
         "(SELECT coalesce(c.name, o.addressee_name) FROM obligation o LEFT JOIN customer c ON c.id = o.customer_id "
         "WHERE o.id = a.obligation_id)");
    part("scope_change", "'out'", "a.subscription_id",
         "(SELECT x.name FROM subscription x WHERE x.id = a.subscription_id)");
    part("postmortem_decision", "a.step", "a.incident_id", "''");
    part("postmortem_summary_decision", "a.step", "a.incident_id", "''");
    return parts.join(u" UNION ALL "_s);
}

/** What was decided, for a person. */
QString decidedWords(const QString &code)
{
    static const std::initializer_list<std::pair<const char *, const char *>> words{
        {"approve", QT_TRANSLATE_NOOP("tocsin::storage", "approved")},
        {"return", QT_TRANSLATE_NOOP("tocsin::storage", "returned")},
        {"go", QT_TRANSLATE_NOOP("tocsin::storage", "it may go ahead")},
        {"stop", QT_TRANSLATE_NOOP("tocsin::storage", "it may not go ahead")},
        {"cosigned", QT_TRANSLATE_NOOP("tocsin::storage", "co-signed")},
        {"out", QT_TRANSLATE_NOOP("tocsin::storage", "not affected")},
        {"not_deliverable", QT_TRANSLATE_NOOP("tocsin::storage", "not deliverable")},
    };
    for (const auto &[from, to] : words)
        if (code == QLatin1StringView(from))
            return tr(to);
    return code;
}

/** "Decision on a notice (no. 2): approved". */
QString whatText(AttestedAct act, const QString &called, const QString &decided)
{
    bool isNumber = false;
    (void)called.toInt(&isNumber);
    const QString which = called.isEmpty() ? QString() : u" (%1)"_s.arg(isNumber ? tr("no. %1").arg(called) : called);
    return nameOf(act) + which + u": "_s + decidedWords(decided);
}

} // namespace

Result<QList<AttestedDecision>> AttestationRepository::list(const QString &tail, const QList<qint64> &values)
{
    auto s = m_db.prepare(
        u"SELECT x.act_table, x.act_id, x.incident_id, i.number, x.decided, x.which, x.called, "
        "x.attested_by, q.name, "
        "x.attested_ms, x.attested_how, x.attested_words, p.name, x.instant_ms, b.answer, b.words FROM ("_s +
        attestedActs() +
        u") x JOIN incident i ON i.id = x.incident_id LEFT JOIN person q ON q.id = x.attested_by LEFT JOIN person p ON "
        "p.id = x.person_id LEFT JOIN attestation_answer b ON b.act_table = x.act_table AND b.act_id = x.act_id "_s +
        tail);
    for (const qint64 v : values)
        s.bind(v);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<AttestedDecision> rows;
    while (s.next()) {
        AttestedDecision d;
        d.act = fromCode<AttestedAct>(s.text(0)).value_or(AttestedAct::Notice);
        d.id = s.int64(1);
        d.incident = IncidentId{s.int64(2)};
        d.reference = incidentReference(s.int64(3));
        d.what = whatText(d.act, s.text(6), s.text(4));
        d.subject = s.int64(5);
        d.by = PersonId{s.int64(7)};
        d.byName = s.text(8);
        d.attested = {d.by, s.int64(9), s.text(10), s.text(11)};
        d.enteredBy = s.text(12);
        d.enteredMs = s.int64(13);
        if (!s.isNull(14))
            d.answer = fromCode<AttestationAnswer>(s.text(14)).value_or(AttestationAnswer::Open);
        d.answerWords = s.text(15);
        rows.append(d);
    }
    return rows;
}

Result<QList<AttestedDecision>> AttestationRepository::ofIncident(IncidentId id)
{
    return list(u"WHERE x.incident_id = ? ORDER BY x.instant_ms, x.act_table, x.act_id"_s, {id.value});
}

Result<QList<AttestedDecision>> AttestationRepository::open(bool exercises)
{
    return list(u"WHERE b.id IS NULL AND "_s + exerciseMark() + u" = ? AND "_s +
                    m_db.dialect().visible(u"x.incident_id"_s) + u" ORDER BY x.instant_ms, x.act_table, x.act_id"_s,
                {exercises ? 1 : 0});
}

Result<AttestedDecision> AttestationRepository::find(AttestedAct act, qint64 id)
{
    auto rows = list(u"WHERE x.act_id = ? AND "_s + m_db.dialect().visible(u"x.incident_id"_s), {id});
    if (!rows)
        return tl::unexpected(rows.error());
    for (const AttestedDecision &d : std::as_const(*rows))
        if (d.act == act)
            return d;
    return failure(ErrorKind::NotFound,
                   QCoreApplication::translate("tocsin::storage", "There is no such attested decision."));
}

Result<int> AttestationRepository::openCount(IncidentId id)
{
    auto s = m_db.prepare(u"SELECT count(*) FROM ("_s + attestedActs() +
                          u") x WHERE x.incident_id = ? AND NOT EXISTS (SELECT 1 FROM attestation_answer b WHERE "
                          "b.act_table = x.act_table AND b.act_id = x.act_id)"_s);
    if (auto ok = s.bind(id.value).exec(); !ok)
        return tl::unexpected(ok.error());
    return s.next() ? s.integer(0) : 0;
}

Result<void> AttestationRepository::insertAnswer(const AttestedDecision &d, AttestationAnswer answer,
                                                 const QString &words)
{
    auto s = m_db.prepare(u"INSERT INTO attestation_answer (uuid, incident_id, act_table, act_id, answer, words) "
                          "VALUES (?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(d.incident.value).bind(codeOf(d.act)).bind(d.id).bind(codeOf(answer));
    return s.bind(words.trimmed()).exec();
}

} // namespace tocsin
