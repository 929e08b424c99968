#include "models/storage/alertmailrepository.h"

#include "models/storage/database.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<AlertMailRow>> AlertMailRepository::ofOpen()
{
    auto s = m_db.prepare(
        u"SELECT a.id, a.incident_id, a.obligation_id, a.matter_id, a.told_id, a.level, a.deadline_ms, a.n, "
        "a.instant_ms, a.address, a.message_ref, (SELECT r.result FROM alert_mail f JOIN alert_result r ON r.mail_id = "
        "f.id WHERE f.message_ref = a.message_ref LIMIT 1) FROM alert_mail a LEFT JOIN obligation o ON o.id = "
        "a.obligation_id LEFT JOIN matter m ON m.id = a.matter_id WHERE (o.id IS NOT NULL AND o.met_ms IS NULL AND "
        "o.withdrawn_ms IS NULL) OR m.state = 'open' ORDER BY a.id"_s);
    if (auto ok = s.exec(); !ok)
        return tl::unexpected(ok.error());
    QList<AlertMailRow> rows;
    while (s.next())
        rows.append({s.int64(0), IncidentId{s.int64(1)}, ObligationId{s.int64(2)}, MatterId{s.int64(3)},
                     PersonId{s.int64(4)}, fromCode<AlertLevel>(s.text(5)).value_or(AlertLevel::None), s.int64(6),
                     s.integer(7), s.int64(8), s.text(9), s.text(10), s.text(11)});
    return rows;
}

Result<qint64> AlertMailRepository::insert(const AlertMailRow &r)
{
    auto s = m_db.prepare(u"INSERT INTO alert_mail (uuid, incident_id, obligation_id, matter_id, level, deadline_ms, "
                          "told_id, n, address, message_ref) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(r.incident.value).bindId(r.obligation.value).bindId(r.matter.value);
    s.bind(codeOf(r.level)).bind(r.deadlineMs);
    return s.bind(r.told.value).bind(r.n).bind(r.address).bind(r.messageRef).insert();
}

Result<void> AlertMailRepository::insertResult(IncidentId incident, qint64 mail, const QString &result,
                                               const QString &reply)
{
    auto s =
        m_db.prepare(u"INSERT INTO alert_result (uuid, incident_id, mail_id, result, reply) VALUES (?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(incident.value).bind(mail).bind(result).bind(reply).exec();
}

} // namespace tocsin
