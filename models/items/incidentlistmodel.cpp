#include "models/items/incidentlistmodel.h"

#include "models/items/incidentmarks.h"
#include "models/items/incidentmatch.h"

#include <algorithm>

namespace tocsin {

namespace {

/** The order of IncidentService::page(). */
bool pageBefore(const Incident &a, const Incident &b)
{
    return a.updatedMs != b.updatedMs ? a.updatedMs > b.updatedMs : a.id > b.id;
}

/** Changed incidents as they now are, and those that are of none of the services the list is narrowed to. */
struct ChangedRows
{
    QList<Incident> found;
    QSet<IncidentId> others;
};

Result<ChangedRows> readRows(Services &services, const QSet<IncidentId> &ids, const IncidentFilter &filter)
{
    auto touching = services.incidents.ofServices(filter.services, {ids.begin(), ids.end()});
    if (!touching)
        return tl::unexpected(touching.error());
    ChangedRows changed{{}, ids - *touching};
    QList<Incident> &found = changed.found;
    for (const IncidentId id : std::as_const(*touching)) {
        const Result<Incident> incident = services.incidents.byId(id);
        if (incident)
            found << *incident;
        else if (incident.error().kind != ErrorKind::NotFound)
            return tl::unexpected(incident.error());
    }
    return changed;
}

} // namespace

IncidentListModel::IncidentListModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    connect(&workspace, &Workspace::changed, this, &IncidentListModel::onChanged);
}

void IncidentListModel::setFilter(const IncidentFilter &filter)
{
    m_filter = filter;
    ++m_query;
    m_complete = false;
    m_total = -1;
    readPage({});
    readTotal();
}

void IncidentListModel::readPage(PageKey after)
{
    m_busy = true;
    const bool first = after.id == 0;
    m_workspace.run<QList<Incident>>(
        this, [filter = m_filter, after](Services &s) { return s.incidents.page(filter, after, kPage); },
        [this, first, query = m_query](const Result<QList<Incident>> &page) {
            if (query != m_query)
                return;
            m_busy = false;
            if (!page) {
                m_complete = true;
                Q_EMIT failed(page.error());
                return;
            }
            m_complete = page->size() < kPage;
            if (first) {
                beginResetModel();
                m_rows = *page;
                endResetModel();
            } else {
                QList<Incident> fresh; // what moved up meanwhile stands above already
                for (const Incident &incident : *page) {
                    if (find(incident.id) < 0)
                        fresh << incident;
                }
                if (!fresh.isEmpty()) {
                    const auto rows = static_cast<int>(m_rows.size());
                    beginInsertRows({}, rows, rows + static_cast<int>(fresh.size()) - 1);
                    m_rows += fresh;
                    endInsertRows();
                }
            }
            Q_EMIT loaded();
        });
}

void IncidentListModel::readTotal()
{
    m_workspace.runLong<qint64>(
        this, [filter = m_filter](Services &s) { return s.incidents.count(filter); },
        [this, query = m_query](const Result<qint64> &count) {
            if (query != m_query || !count)
                return;
            m_total = *count;
            Q_EMIT totalChanged();
        });
}

void IncidentListModel::onChanged(const ChangeSet &changes)
{
    if (m_query == 0)
        return;
    if (changes.everything) {
        setFilter(m_filter);
        return;
    }
    if (changes.incidents.isEmpty())
        return;
    m_workspace.run<ChangedRows>(
        this, [ids = changes.incidents, filter = m_filter](Services &s) { return readRows(s, ids, filter); },
        [this, query = m_query](const Result<ChangedRows> &changed) {
            if (query != m_query || !changed)
                return;
            for (const Incident &incident : changed->found)
                apply(incident);
            for (const IncidentId id : changed->others)
                removeRow(id);
            readTotal();
        });
}

void IncidentListModel::apply(const Incident &incident)
{
    if (!matches(m_filter, incident)) {
        removeRow(incident.id);
        return;
    }
    const int from = find(incident.id);
    QList<Incident> rest = m_rows;
    if (from >= 0)
        rest.removeAt(from);
    const auto to = static_cast<int>(std::lower_bound(rest.begin(), rest.end(), incident, pageBefore) - rest.begin());
    if (from < 0) {
        if (to == m_rows.size() && !m_complete)
            return; // its page has not been read yet
        beginInsertRows({}, to, to);
        m_rows.insert(to, incident);
        endInsertRows();
        return;
    }
    if (from != to) {
        beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
        m_rows.move(from, to);
        endMoveRows();
    }
    m_rows[to] = incident;
    Q_EMIT dataChanged(index(to, 0), index(to, ColumnCount - 1));
}

void IncidentListModel::removeRow(IncidentId id)
{
    const int row = find(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
}

const Incident *IncidentListModel::incident(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int IncidentListModel::find(IncidentId id) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [id](const Incident &row) { return row.id == id; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

int IncidentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int IncidentListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString IncidentListModel::text(const Incident &incident, int column) const
{
    switch (column) {
    case Reference:
        return incident.reference();
    case Title:
        return incident.exercise ? tr("%1 (exercise)").arg(incident.title) : incident.title;
    case StageColumn:
        if (incident.isDone())
            return incident.closedMs > 0 ? tr("Closed") : tr("Ended");
        return nameOf(incident.stage);
    case SeverityColumn:
        return incident.severity ? severityText(*incident.severity, incident.provisional) : tr("Not assessed");
    case Kind:
        return kindText(incident);
    case Clock: {
        if (!incident.clock)
            return {};
        const ClockReading reading = readClock(incident.clock->mostUrgent, m_workspace.clock().nowMs());
        return nameOf(reading.band);
    }
    case Manager:
        return incident.managerName;
    default:
        return {};
    }
}

QVariant IncidentListModel::data(const QModelIndex &index, int role) const
{
    const Incident *row = index.isValid() ? incident(index.row()) : nullptr;
    if (row && role == Qt::AccessibleTextRole && index.column() == Title) { // a lock and marks are painted
        QStringList words;
        if (row->restricted)
            words << tr("restricted");
        for (const IncidentMark &mark : incidentMarks(*row, m_workspace.clock().nowMs()))
            words << mark.word;
        return words.isEmpty() ? QVariant() : tr("%1 (%2)").arg(text(*row, Title), words.join(u", "));
    }
    if (!row || role != Qt::DisplayRole)
        return {};
    return text(*row, index.column());
}

QVariant IncidentListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Reference:
        return tr("Reference");
    case Title:
        return tr("Title");
    case StageColumn:
        return tr("Stage");
    case SeverityColumn:
        return tr("Severity");
    case Kind:
        return tr("Classification or source");
    case Clock:
        return tr("Clock");
    case Manager:
        return tr("Manager");
    case Detected:
        return tr("Detected");
    case Changed:
        return tr("Changed");
    default:
        return {};
    }
}

bool IncidentListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_busy && !m_complete && !m_rows.isEmpty();
}

void IncidentListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    const Incident &last = m_rows.last();
    readPage({last.updatedMs, last.id.value});
}

} // namespace tocsin
