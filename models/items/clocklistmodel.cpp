#include "models/items/clocklistmodel.h"

#include "models/items/matterclocks.h"

#include <QHash>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

QString whomText(const ClockRow &row)
{
    return row.isObligation() ? addresseeText(row.obligation) : row.about;
}

QString dutyText(const ClockRow &row)
{
    if (!row.isObligation())
        return row.owner.isEmpty() ? row.kind : QString(row.kind + u" · "_s + row.owner);
    const Obligation &o = row.obligation;
    return o.citation.isEmpty() || o.duty == DutyKind::Commitment ? nameOf(o.duty)
                                                                  : QString(nameOf(o.duty) + u" · "_s + o.citation);
}

ClockListModel::ClockListModel(const Clock &clock, QObject *parent)
    : SyncedModel(parent)
    , m_clock(clock)
{
}

void ClockListModel::assign(QList<ClockRow> rows)
{
    const qint64 now = m_sortedMs = m_clock.nowMs();
    std::stable_sort(rows.begin(), rows.end(), [now](const ClockRow &a, const ClockRow &b) {
        return moreUrgent(a.obligation.facts, b.obligation.facts, now);
    });
    sync(
        m_rows, rows, [](const ClockRow &row) { return row.obligation.id; },
        [](const ClockRow &a, const ClockRow &b) {
            return a.obligation.version == b.obligation.version && a.owner == b.owner &&
                   a.incident.version == b.incident.version && a.info == b.info;
        });
    Q_EMIT assigned();
}

void ClockListModel::tick(qint64 nowMs)
{
    const bool changed = std::any_of(m_rows.begin(), m_rows.end(), [this, nowMs](const ClockRow &row) {
        const ObligationFacts &facts = row.obligation.facts;
        const bool endsNow = isProposedWithEnd(facts) && (facts.wouldEndMs < nowMs) != (facts.wouldEndMs < m_sortedMs);
        return endsNow || obligationState(facts, nowMs) != obligationState(facts, m_sortedMs);
    });
    if (changed)
        assign(m_rows);
}

const ClockRow *ClockListModel::row(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int ClockListModel::urgentCount() const
{
    const qint64 now = m_clock.nowMs();
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [now](const ClockRow &row) {
        const ObligationFacts &facts = row.obligation.facts;
        const ClockBand band = readClock(facts, now).band;
        return !row.incident.exercise &&
               (band == ClockBand::Overdue || band == ClockBand::Under1h || band == ClockBand::Under8h ||
                band == ClockBand::Under24h || (isProposedWithEnd(facts) && facts.wouldEndMs - now < kDayMs));
    }));
}

int ClockListModel::overdueCount() const
{
    const qint64 now = m_clock.nowMs();
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [now](const ClockRow &row) {
        return !row.incident.exercise && obligationState(row.obligation.facts, now) == ObligationState::Overdue;
    }));
}

QList<ClockRollUp> ClockListModel::rollUps() const
{
    struct Sum
    {
        qsizetype first = 0;
        int customers = 0;
        int authorities = 0;
        int subjects = 0;
        int proposed = 0; ///< of all of them
        int followUps = 0;
    };
    QList<IncidentId> order; // rows are sorted: the first of an incident is its most urgent
    QHash<IncidentId, Sum> sums;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const ClockRow &row = m_rows.at(i);
        if (!sums.contains(row.incident.id)) {
            order << row.incident.id;
            sums[row.incident.id].first = i;
        }
        Sum &sum = sums[row.incident.id];
        if (!row.isObligation()) {
            ++sum.followUps;
            continue;
        }
        sum.customers += row.obligation.addressee == Addressee::Customer ? 1 : 0;
        sum.authorities += row.obligation.addressee == Addressee::Authority ? 1 : 0;
        sum.subjects += row.obligation.addressee == Addressee::DataSubjects ? 1 : 0;
        sum.proposed += row.obligation.facts.confirmed ? 0 : 1;
    }
    QList<ClockRollUp> result;
    result.reserve(order.size());
    for (const IncidentId id : order) {
        const Sum &sum = sums[id];
        const ClockRow &row = m_rows.at(sum.first);
        QStringList what;
        if (sum.customers == 1)
            what << (row.obligation.customerName.isEmpty() ? tr("1 customer to tell")
                                                           : tr("%1 to tell").arg(row.obligation.customerName));
        else if (sum.customers > 1)
            what << tr("%1 customers to tell").arg(sum.customers);
        if (sum.authorities > 0)
            what << tr("authority");
        if (sum.subjects > 0)
            what << tr("data subjects");
        if (sum.proposed == 1)
            what << tr("1 only proposed");
        else if (sum.proposed > 1)
            what << tr("%1 only proposed").arg(sum.proposed);
        if (sum.followUps > 0)
            what << (sum.followUps == 1 ? tr("1 follow-up") : tr("%1 follow-ups").arg(sum.followUps));
        result << ClockRollUp{row.incident, row.obligation.facts, what.join(u", "_s)};
    }
    return result;
}

int ClockListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClockListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClockListModel::data(const QModelIndex &index, int role) const
{
    const ClockRow *at = index.isValid() ? row(index.row()) : nullptr;
    if (!at || role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Digits:
        return readClock(at->obligation.facts, m_clock.nowMs()).digits;
    case IncidentColumn:
        return QString(at->incident.reference() + u' ' + at->incident.title);
    case Whom:
        return whomText(*at);
    case Duty:
        return dutyText(*at);
    case Beside:
        return dayCountText(at->info.counted);
    case Manager:
        return at->incident.managerName;
    default:
        return {};
    }
}

QVariant ClockListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Digits:
        return tr("Clock");
    case Due:
        return tr("Deadline");
    case IncidentColumn:
        return tr("Incident");
    case Whom:
        return tr("To be told");
    case Duty:
        return tr("Duty");
    case Beside:
        return tr("For information");
    case Manager:
        return tr("Manager");
    default:
        return {};
    }
}

Result<QList<ClockRow>> clockRows(Services &services, const QList<Obligation> &obligations)
{
    QSet<IncidentId> ids;
    for (const Obligation &o : obligations)
        ids.insert(o.incident);
    const Result<QList<Incident>> incidents = services.incidents.byIds(ids.values());
    const auto info = services.duties.deadlineInfo(obligations);
    if (!incidents || !info)
        return tl::unexpected(incidents ? info.error() : incidents.error());
    QHash<IncidentId, Incident> byId;
    for (const Incident &incident : *incidents)
        byId.insert(incident.id, incident);
    QList<ClockRow> rows;
    rows.reserve(obligations.size());
    for (const Obligation &o : obligations)
        if (const auto at = byId.constFind(o.incident); at != byId.constEnd()) { // else hidden meanwhile
            rows << ClockRow{o, *at, info->value(o.id)};
            rows.last().obligation.facts.wouldEndMs = rows.last().info.wouldEndMs;
        }
    return rows;
}

Result<QList<ClockRow>> openClockRows(Services &services, int limit, bool exercises)
{
    const Result<QList<Obligation>> open = services.incidents.openClocks(limit, exercises);
    const Result<QList<Matter>> matters = services.matters.due(exercises);
    if (!open || !matters)
        return tl::unexpected(open ? matters.error() : open.error());
    Result<QList<ClockRow>> rows = clockRows(services, *open);
    const Result<QList<ClockRow>> due = matterRows(services, *matters);
    if (!rows || !due)
        return rows ? due : rows;
    return *rows + *due;
}

namespace {

constexpr int kMostClocks = 2000;
constexpr qsizetype kManyTouched = 100; ///< beyond it one query is cheaper than single reads

/** What an incident asks for now; nothing if it is gone or asks for nothing. */
Result<QList<ClockRow>> clocksOf(Services &services, IncidentId id, bool exercises)
{
    const Result<Incident> incident = services.incidents.byId(id);
    if (!incident && incident.error().kind != ErrorKind::NotFound)
        return tl::unexpected(incident.error());
    if (!incident || (incident->exercise && !exercises))
        return QList<ClockRow>{};
    const Result<QList<Matter>> matters = services.matters.ofIncident(id);
    if (!matters)
        return tl::unexpected(matters.error());
    Result<QList<ClockRow>> due = matterRows(services, *matters);
    if (!due || !incident->clock)
        return due;
    Result<QList<Obligation>> obligations = services.declarations.obligations(id);
    if (!obligations)
        return tl::unexpected(obligations.error());
    obligations->removeIf([](const Obligation &o) {
        return o.facts.metMs > 0 || o.facts.withdrawnMs > 0 || o.facts.undeliverableMs > 0;
    });
    Result<QList<ClockRow>> rows = clockRows(services, *obligations);
    if (rows)
        *rows += *due;
    return rows;
}

} // namespace

ClockFeed::ClockFeed(Workspace &workspace, ClockListModel &model, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_model(model)
{
    connect(&workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (!m_started)
            return;
        m_waitingAll = m_waitingAll || changes.everything;
        m_waiting += changes.incidents;
        readChanged();
    });
    connect(&workspace, &Workspace::closed, this, &ClockFeed::stop);
}

void ClockFeed::start()
{
    stop();
    m_started = true;
    readAll();
}

void ClockFeed::stop()
{
    // A read in flight is never answered once its database is closed.
    ++m_query;
    m_started = m_busy = m_waitingAll = false;
    m_waiting.clear();
    m_model.assign({});
}

void ClockFeed::setExercises(bool shown)
{
    if (m_exercises == shown)
        return;
    m_exercises = shown;
    Q_EMIT exercisesChanged(shown);
    if (m_started)
        start();
}

void ClockFeed::readChanged()
{
    if (m_busy || (!m_waitingAll && m_waiting.isEmpty()))
        return;
    if (m_waitingAll || m_waiting.size() > kManyTouched)
        readAll();
    else
        readSome(std::exchange(m_waiting, {}));
}

void ClockFeed::readSome(const QSet<IncidentId> &ids)
{
    m_busy = true;
    const auto job = [ids, exercises = m_exercises](Services &services) -> Result<QList<ClockRow>> {
        QList<ClockRow> rows;
        for (const IncidentId id : ids) {
            const Result<QList<ClockRow>> some = clocksOf(services, id, exercises);
            if (!some)
                return some;
            rows += *some;
        }
        return rows;
    };
    m_workspace.run<QList<ClockRow>>(this, job, [this, ids, query = m_query](Result<QList<ClockRow>> rows) {
        if (query != m_query)
            return;
        if (rows) {
            QList<ClockRow> all = m_model.rows();
            all.removeIf([&ids](const ClockRow &row) { return ids.contains(row.incident.id); });
            m_model.assign(all + *rows);
        }
        finish(rows ? std::optional<Error>() : rows.error());
    });
}

void ClockFeed::readAll()
{
    m_busy = true;
    m_waitingAll = false;
    m_waiting.clear();
    const auto job = [exercises = m_exercises](Services &services) -> Result<QList<ClockRow>> {
        return openClockRows(services, kMostClocks, exercises);
    };
    m_workspace.run<QList<ClockRow>>(this, job, [this, query = m_query](Result<QList<ClockRow>> rows) {
        if (query != m_query)
            return;
        if (rows)
            m_model.assign(std::move(*rows));
        finish(rows ? std::optional<Error>() : rows.error());
    });
}

void ClockFeed::finish(const std::optional<Error> &error)
{
    m_busy = false;
    if (error)
        Q_EMIT failed(*error);
    else
        Q_EMIT loaded();
    readChanged();
}

} // namespace tocsin
