#include "models/storage/awarenesssigns.h"

#include "models/storage/database.h"

#include <QStringList>

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QHash<qint64, AwarenessSigns>> awarenessSigns(Database &db, const QList<qint64> &incidents)
{
    constexpr qsizetype kChunk = 50; // few statement texts, so they stay prepared
    static const QString sql =
        u"SELECT i.id, i.declared_ms, CASE WHEN i.data_risk = 'confirmed' THEN (SELECT min(a.instant_ms) FROM "
        "assessment a WHERE a.incident_id = i.id AND a.data_risk = 'confirmed') END, CASE WHEN i.personal_data = 'yes' "
        "AND CASE WHEN i.outcome = 'duplicate' THEN (SELECT c.outcome FROM classification c WHERE c.incident_id = i.id "
        "ORDER BY c.seen_version DESC LIMIT 1) ELSE i.outcome END IN ('security_incident', 'crsi') THEN (SELECT "
        "min(c.instant_ms) FROM classification c WHERE "
        "c.incident_id = i.id AND c.outcome IN ('security_incident', 'crsi')) END, (SELECT min(yes.x) FROM (SELECT "
        "c.instant_ms AS x FROM classification c WHERE c.incident_id = i.id AND c.personal_data = 'yes' UNION ALL "
        "SELECT b.instant_ms FROM breach_decision b WHERE b.incident_id = i.id AND b.personal_data = 'yes') AS yes) "
        "FROM incident i WHERE i.id IN ("_s +
        QStringList(kChunk, u"?"_s).join(u","_s) + u')';
    QHash<qint64, AwarenessSigns> found;
    for (qsizetype from = 0; from < incidents.size(); from += kChunk) {
        QList<qint64> chunk = incidents.mid(from, kChunk);
        chunk.resize(kChunk, 0);
        auto s = db.prepare(sql);
        for (const qint64 id : std::as_const(chunk))
            s.bind(id);
        if (auto ok = s.exec(); !ok)
            return tl::unexpected(ok.error());
        while (s.next()) {
            AwarenessSigns &signs = found[s.int64(0)];
            signs.declaredMs = s.int64(1);
            signs.dataRiskConfirmedMs = s.int64(2);
            // Both had been found; a declaration alone says that it is a security incident, and is a sign of its own.
            if (s.int64(3) > 0 && s.int64(4) > 0)
                signs.personalDataMs = std::max(s.int64(3), s.int64(4));
        }
    }
    return found;
}

} // namespace tocsin
