#include "ui/incident/scopemodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

bool same(const ScopeRow &a, const ScopeRow &b)
{
    const auto ids = [](const ScopeRow &r) {
        QList<QPair<qint64, int>> list;
        for (const Contact &c : r.recipients)
            list.append({c.id, c.version});
        return list;
    };
    return a.customerName == b.customerName && a.subscriptionName == b.subscriptionName && a.accessed == b.accessed &&
           a.certainty == b.certainty && a.version == b.version && a.correctionOwed == b.correctionOwed &&
           a.sinceMs == b.sinceMs && a.inScope == b.inScope && a.reachability == b.reachability && ids(a) == ids(b);
}

bool before(const ScopeRow &a, const ScopeRow &b)
{
    if (a.inScope != b.inScope)
        return a.inScope;
    if (const int order = a.customerName.localeAwareCompare(b.customerName))
        return order < 0;
    return a.subscriptionName.localeAwareCompare(b.subscriptionName) < 0;
}

} // namespace

QString reachText(const ScopeRow &row)
{
    if (row.reachability == Reachability::Unreachable || row.recipients.isEmpty())
        return ScopeModel::tr("unreachable");
    const QString kind = row.reachability == Reachability::SecurityContact ? ScopeModel::tr("Security contact")
                                                                           : ScopeModel::tr("Administrator");
    const auto more = row.recipients.size() - 1;
    const QString name = row.recipients.first().name;
    return more > 0 ? ScopeModel::tr("%1: %2, +%3").arg(kind, name).arg(more)
                    : ScopeModel::tr("%1: %2").arg(kind, name);
}

void ScopeModel::setRows(QList<ScopeRow> rows)
{
    std::ranges::stable_sort(rows, before);
    const auto idsOf = [](const QList<ScopeRow> &list) {
        QList<SubscriptionId> ids;
        for (const ScopeRow &r : list)
            ids.append(r.subscription);
        return ids;
    };
    const QList<SubscriptionId> wanted = idsOf(rows);
    for (int at = static_cast<int>(m_rows.size()) - 1; at >= 0; --at) {
        if (wanted.contains(m_rows[at].subscription))
            continue;
        beginRemoveRows({}, at, at);
        m_rows.removeAt(at);
        endRemoveRows();
    }
    for (int at = 0; at < rows.size(); ++at) {
        int from = at;
        while (from < m_rows.size() && m_rows[from].subscription != rows[at].subscription)
            ++from;
        if (from == m_rows.size()) {
            beginInsertRows({}, at, at);
            m_rows.insert(at, rows[at]);
            endInsertRows();
            continue;
        }
        if (from != at) {
            beginMoveRows({}, from, from, {}, at);
            m_rows.move(from, at);
            endMoveRows();
        }
        if (!same(m_rows[at], rows[at])) {
            m_rows[at] = rows[at];
            Q_EMIT dataChanged(index(at, 0), index(at, kColumns - 1));
        }
    }
}

int ScopeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ScopeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant ScopeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const ScopeRow &r = m_rows.at(index.row());
    const TimeText time;
    switch (index.column()) {
    case CustomerColumn:
        return r.customerName;
    case SubscriptionColumn:
        return r.subscriptionName;
    case AccessedColumn:
        return r.accessed;
    case CertaintyColumn:
        if (r.correctionOwed)
            return role == Qt::ToolTipRole
                       ? tr("It was told and is not affected: a notice of the phase \"Correction\" goes to it.")
                       : tr("correction owed");
        return r.inScope ? r.certainty : tr("taken out");
    case SinceColumn:
        return role == Qt::ToolTipRole ? time.both(r.sinceMs)
                                       : u"%1 %2"_s.arg(time.day(r.sinceMs), time.shortTime(r.sinceMs));
    case ReachesColumn:
        if (role == Qt::ToolTipRole) {
            QStringList lines;
            for (const Contact &c : r.recipients)
                lines << u"%1 <%2>"_s.arg(c.name, c.email);
            return lines.isEmpty() ? tr("Nobody can be told: add a security contact or an administrator.")
                                   : lines.join(u'\n');
        }
        return reachText(r);
    default:
        return {};
    }
}

QVariant ScopeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Customer"), tr("Subscription"),      tr("What was accessed"),
                            tr("How sure"), tr("In, or out, since"), tr("Reaches")};
    return names.value(section);
}

} // namespace tocsin
