#include "models/items/boardmodel.h"

#include "models/items/incidentmatch.h"

#include <QSet>
#include <algorithm>

namespace tocsin {

namespace {

constexpr quintptr kStageRow = 0; ///< internal id of a stage; a card's is its stage + 1

qint64 doneAt(const Incident &incident)
{
    return std::max(incident.closedMs, incident.endedMs);
}

/** Order within a column. */
bool before(const Incident &a, const Incident &b)
{
    if (a.isDone() != b.isDone())
        return !a.isDone();
    const qint64 left = a.isDone() ? doneAt(a) : a.stageSinceMs;
    const qint64 right = b.isDone() ? doneAt(b) : b.stageSinceMs;
    return left != right ? left > right : a.id > b.id;
}

bool sameClock(const std::optional<ClockSummary> &a, const std::optional<ClockSummary> &b)
{
    if (!a || !b)
        return a.has_value() == b.has_value();
    const ObligationFacts &f = a->mostUrgent;
    const ObligationFacts &g = b->mostUrgent;
    return a->total == b->total && a->open == b->open && f.confirmed == g.confirmed && endMs(f) == endMs(g) &&
           f.metMs == g.metMs && f.withdrawnMs == g.withdrawnMs && f.exceptedUntilMs == g.exceptedUntilMs;
}

} // namespace

BoardModel::BoardModel(const Clock &clock, QObject *parent)
    : QAbstractItemModel(parent)
    , m_clock(clock)
{
}

Stage BoardModel::columnOf(const Incident &incident)
{
    return incident.isDone() ? Stage::CloseOut : incident.stage;
}

int BoardModel::insertionRow(const Column &column, const Incident &incident)
{
    return static_cast<int>(std::lower_bound(column.begin(), column.end(), incident, before) - column.begin());
}

void BoardModel::reset(const BoardData &data)
{
    beginResetModel();
    for (Column &column : m_columns)
        column.clear();
    for (const Incident &incident : data.cards)
        columnAt(columnOf(incident)) << incident;
    for (Column &column : m_columns)
        std::sort(column.begin(), column.end(), before);
    endResetModel();
    setCounts(data);
}

void BoardModel::merge(const BoardData &data)
{
    QSet<IncidentId> wanted;
    wanted.reserve(data.cards.size());
    for (const Incident &incident : data.cards)
        wanted.insert(incident.id);
    QSet<IncidentId> known;
    QList<IncidentId> gone;
    for (const Column &column : m_columns) {
        for (const Incident &incident : column) {
            known.insert(incident.id);
            if (!wanted.contains(incident.id))
                gone << incident.id;
        }
    }
    for (const IncidentId id : gone)
        remove(id);
    for (const Incident &incident : data.cards) {
        if (known.contains(incident.id))
            upsert(incident);
        else
            insert(incident); // a whole page of them comes at once: none is looked for first
    }
    setCounts(data);
}

void BoardModel::setCounts(const BoardData &data)
{
    std::copy(std::begin(data.openCounts), std::end(data.openCounts), m_openCounts.begin());
    m_doneRecently = data.doneRecently;
    m_moreDone = data.moreDone;
    Q_EMIT countsChanged();
}

bool BoardModel::isEmpty() const
{
    return std::all_of(m_columns.begin(), m_columns.end(), [](const Column &column) { return column.isEmpty(); });
}

void BoardModel::upsert(const Incident &incident)
{
    const QModelIndex old = find(incident.id);
    if (!old.isValid()) {
        insert(incident);
        return;
    }
    const Stage toStage = columnOf(incident);
    Column &target = columnAt(toStage);
    const auto fromStage = static_cast<Stage>(old.parent().row());
    Column &source = columnAt(fromStage);
    const int from = old.row();
    if (source.at(from).version == incident.version && sameClock(source.at(from).clock, incident.clock) &&
        source.at(from).whyNotDeclaredMs == incident.whyNotDeclaredMs)
        return;
    Column rest = target; // implicitly shared: copied only when the card comes out of it
    if (fromStage == toStage)
        rest.removeAt(from);
    const int to = insertionRow(rest, incident);
    if (fromStage != toStage || to != from) {
        const int destination = fromStage == toStage && to > from ? to + 1 : to;
        beginMoveRows(stageIndex(fromStage), from, from, stageIndex(toStage), destination);
        source.removeAt(from);
        target.insert(to, incident);
        endMoveRows();
    } else {
        target[to] = incident;
    }
    const QModelIndex now = index(to, 0, stageIndex(toStage));
    Q_EMIT dataChanged(now, now);
}

void BoardModel::insert(const Incident &incident)
{
    const Stage stage = columnOf(incident);
    Column &column = columnAt(stage);
    const int row = insertionRow(column, incident);
    beginInsertRows(stageIndex(stage), row, row);
    column.insert(row, incident);
    endInsertRows();
}

void BoardModel::remove(IncidentId id)
{
    const QModelIndex old = find(id);
    if (!old.isValid())
        return;
    beginRemoveRows(old.parent(), old.row(), old.row());
    columnAt(static_cast<Stage>(old.parent().row())).removeAt(old.row());
    endRemoveRows();
}

const Incident *BoardModel::card(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kStageRow)
        return nullptr;
    const Column &column = m_columns[index.internalId() - 1];
    return index.row() < column.size() ? &column.at(index.row()) : nullptr;
}

QModelIndex BoardModel::find(IncidentId id) const
{
    for (size_t stage = 0; stage < m_columns.size(); ++stage) {
        const Column &column = m_columns[stage];
        for (qsizetype row = 0; row < column.size(); ++row) {
            if (column.at(row).id == id)
                return createIndex(static_cast<int>(row), 0, static_cast<quintptr>(stage) + 1);
        }
    }
    return {};
}

QModelIndex BoardModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : kStageRow);
}

QModelIndex BoardModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == kStageRow)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, kStageRow);
}

int BoardModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return kStages;
    if (parent.internalId() != kStageRow || parent.column() != 0)
        return 0;
    return static_cast<int>(m_columns[static_cast<size_t>(parent.row())].size());
}

int BoardModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant BoardModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Incident *incident = card(index);
    if (!incident)
        return role == Qt::DisplayRole ? QVariant(nameOf(static_cast<Stage>(index.row()))) : QVariant();
    if (role == Qt::DisplayRole)
        return QString(incident->reference() + u' ' + incident->title);
    if (role == Qt::AccessibleTextRole)
        return spokenCard(*incident, m_clock.nowMs());
    return {};
}

bool BoardModel::canFetchMore(const QModelIndex &stage) const
{
    if (!stage.isValid() || stage.internalId() != kStageRow)
        return false;
    const Column &column = m_columns[static_cast<size_t>(stage.row())];
    const auto firstDone =
        std::partition_point(column.begin(), column.end(), [](const Incident &i) { return !i.isDone(); });
    if (firstDone - column.begin() < m_openCounts[static_cast<size_t>(stage.row())])
        return true;
    return static_cast<Stage>(stage.row()) == Stage::CloseOut &&
           (m_moreDone || column.end() - firstDone < m_doneRecently);
}

void BoardModel::fetchMore(const QModelIndex &stage)
{
    if (canFetchMore(stage))
        Q_EMIT moreWanted();
}

Qt::ItemFlags BoardModel::flags(const QModelIndex &index) const
{
    if (!card(index))
        return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsDropEnabled : Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

} // namespace tocsin
