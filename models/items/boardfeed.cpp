#include "models/items/boardfeed.h"

#include "models/items/incidentmatch.h"

namespace tocsin {

namespace {

constexpr int kRestAfterMs = 100;
constexpr qint64 kRecentMs = 30 * kDayMs;
constexpr qsizetype kManyChanges = 100; ///< beyond it one query is cheaper than single reads

/** Changed incidents as they now are. */
struct Changed
{
    QList<Incident> found;
    QSet<IncidentId> gone;
};

Result<Changed> readIncidents(Services &services, const QSet<IncidentId> &ids, const IncidentFilter &filter)
{
    Changed changed;
    auto touching = services.incidents.ofServices(filter.services, {ids.begin(), ids.end()});
    if (!touching)
        return tl::unexpected(touching.error());
    changed.gone = ids - *touching; // of another service, as far as this board goes
    for (const IncidentId id : std::as_const(*touching)) {
        Result<Incident> incident = services.incidents.byId(id);
        if (incident)
            changed.found << *incident;
        else if (incident.error().kind == ErrorKind::NotFound)
            changed.gone.insert(id);
        else
            return tl::unexpected(incident.error());
    }
    return changed;
}

bool belongs(const IncidentFilter &filter, const Incident &incident, qint64 nowMs)
{
    const qint64 done = std::max(incident.closedMs, incident.endedMs);
    return matches(filter, incident) && (done == 0 || nowMs - done < kRecentMs);
}

} // namespace

BoardFeed::BoardFeed(Workspace &workspace, BoardModel &model, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_model(model)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestAfterMs);
    connect(&m_rest, &QTimer::timeout, this, &BoardFeed::readAll);
    connect(&workspace, &Workspace::changed, this, &BoardFeed::onChanged);
    connect(&model, &BoardModel::moreWanted, this, &BoardFeed::readMore);
}

void BoardFeed::setFilter(const IncidentFilter &filter)
{
    m_filter = filter;
    ++m_query;
    m_loaded = false;
    m_waiting.clear();
    m_waitingAll = false;
    m_perStage = kPage;
    m_readPerStage = 0;
    m_rest.stop();
    readFirst();
}

void BoardFeed::readRest()
{
    if (m_rest.isActive())
        readAll();
}

void BoardFeed::reload()
{
    m_waitingAll = true;
    readChanged();
}

void BoardFeed::readFirst()
{
    m_busy = true;
    const auto show = [this, query = m_query](const Result<BoardData> &data) {
        if (query != m_query)
            return;
        if (!data) {
            m_busy = false;
            Q_EMIT failed(data.error());
            return;
        }
        m_model.reset(*data);
        m_loaded = true;
        m_rest.start(); // still busy: what changes until then comes with the rest
        Q_EMIT loaded();
    };
    if (m_first && m_first->take(m_filter, this, show))
        return;
    m_workspace.run<BoardData>(
        this, [filter = m_filter](Services &s) { return s.incidents.board(filter, FirstCards::kPerStage); }, show);
}

void BoardFeed::readAll()
{
    m_rest.stop();
    m_busy = true;
    m_waitingAll = false;
    m_waiting.clear();
    m_workspace.run<BoardData>(
        this, [filter = m_filter, count = m_perStage](Services &s) { return s.incidents.board(filter, count); },
        [this, query = m_query, count = m_perStage](const Result<BoardData> &data) {
            if (query != m_query)
                return;
            m_readPerStage = count; // also when it failed: who comes to the end again asks again
            if (data)
                m_model.merge(*data);
            else
                Q_EMIT failed(data.error());
            finish();
        });
}

/** Views ask with every step at the end, until the cards are there: only the first of them counts. */
void BoardFeed::readMore()
{
    if (m_perStage > m_readPerStage)
        return;
    m_perStage *= 2;
    reload();
}

void BoardFeed::onChanged(const ChangeSet &changes)
{
    m_waitingAll = m_waitingAll || changes.everything;
    m_waiting += changes.incidents;
    if (m_waitingAll || !m_waiting.isEmpty())
        readChanged();
}

void BoardFeed::readChanged()
{
    if (m_busy)
        return;
    if (!m_loaded) {
        readFirst();
        return;
    }
    if (m_waitingAll || m_waiting.size() > kManyChanges) {
        readAll();
        return;
    }
    m_busy = true;
    const QSet<IncidentId> ids = std::exchange(m_waiting, {});
    m_workspace.run<Changed>(
        this, [ids, filter = m_filter](Services &s) { return readIncidents(s, ids, filter); },
        [this, query = m_query](const Result<Changed> &changed) {
            if (query != m_query)
                return;
            if (!changed) {
                Q_EMIT failed(changed.error());
                finish();
                return;
            }
            bool counts = !changed->gone.isEmpty();
            for (const Incident &incident : changed->found) {
                const Incident *shown = m_model.card(m_model.find(incident.id));
                counts = counts || !shown || BoardModel::columnOf(*shown) != BoardModel::columnOf(incident) ||
                         shown->endedMs != incident.endedMs || shown->closedMs != incident.closedMs;
                const bool here = belongs(m_filter, incident, m_workspace.clock().nowMs());
                counts = counts || !here;
                if (here)
                    m_model.upsert(incident);
                else
                    m_model.remove(incident.id);
            }
            for (const IncidentId id : changed->gone)
                m_model.remove(id);
            if (counts)
                readCounts(); // behind the cards, which somebody waits for
            else
                finish();
        });
}

void BoardFeed::readCounts()
{
    m_workspace.run<BoardData>(
        this, [filter = m_filter](Services &s) { return s.incidents.board(filter, 1); },
        [this, query = m_query](const Result<BoardData> &counts) {
            if (query != m_query)
                return;
            if (counts)
                m_model.setCounts(*counts);
            else
                Q_EMIT failed(counts.error());
            finish();
        });
}

void BoardFeed::finish()
{
    m_busy = false;
    if (m_waitingAll || !m_waiting.isEmpty())
        readChanged();
}

} // namespace tocsin
