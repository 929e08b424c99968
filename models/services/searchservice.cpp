#include "models/services/searchservice.h"

#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/searchrepository.h"
#include "models/storage/sqlfunctions.h"

namespace tocsin {

namespace {

constexpr qsizetype kExcerpt = 160;

/** The part of a text around the first word of the search. */
QString excerpt(const QString &text, const QString &typed)
{
    if (text.size() <= kExcerpt)
        return text;
    const QString first = foldText(typed).section(u' ', 0, 0, QString::SectionSkipEmpty);
    const qsizetype at = qMax<qsizetype>(0, foldText(text).indexOf(first) - kExcerpt / 3);
    return (at > 0 ? QStringLiteral("… ") : QString()) + text.mid(at, kExcerpt).simplified() + QStringLiteral(" …");
}

} // namespace

Result<QList<SearchHit>> SearchService::search(const QString &typed, int limit)
{
    QList<SearchHit> hits;
    IncidentRepository incidents(m_session.database());
    const auto add = [&hits](const Incident &i) {
        hits.append({SearchHit::Kind::Incident, i.id, {}, i.number, i.title, i.description, i.updatedMs});
    };
    if (const qint64 number = incidentNumber(typed); number > 0)
        if (auto exact = incidents.byNumber(number))
            add(*exact);
    SearchRepository search(m_session.database());
    auto ids = search.incidents(typed, limit);
    if (!ids)
        return tl::unexpected(ids.error());
    for (const IncidentId id : std::as_const(*ids)) {
        auto incident = incidents.byId(id);
        if (!incident)
            return tl::unexpected(incident.error());
        if (hits.isEmpty() || hits.first().incident != id)
            add(*incident);
    }
    auto entries = search.entries(typed, limit);
    if (!entries)
        return tl::unexpected(entries.error());
    for (const EntryHit &e : std::as_const(*entries))
        hits.append({SearchHit::Kind::Entry, e.incident, e.entry, e.number, e.title, excerpt(e.text, typed), e.atMs});
    return hits;
}

} // namespace tocsin
