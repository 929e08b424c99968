#include "models/items/breachlistmodel.h"

#include <QDateTime>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString searched(const RegisterRow &row)
{
    QStringList texts{row.reference, row.title, row.seen, nameOf(registerState(row))};
    if (row.decision) {
        const BreachDecisionInput &d = row.decision->content;
        texts << d.facts << d.effects << d.measures << d.reason << row.decision->decidedBy() << decisionText(d);
    }
    return texts.join(u'\n');
}

QString duties(const RegisterRow &row)
{
    if (!row.decision)
        return u"–"_s; // the state says that it is not decided
    const bool authority = row.decision->owesAuthority(), subjects = row.decision->owesSubjects();
    if (authority && subjects)
        return BreachListModel::tr("authority and people");
    if (authority)
        return row.decision->content.ground ? BreachListModel::tr("authority; people: Art. 34(3)")
                                            : BreachListModel::tr("authority");
    return subjects ? BreachListModel::tr("people") : BreachListModel::tr("nobody");
}

} // namespace

void BreachListModel::assign(const QList<RegisterRow> &rows)
{
    beginResetModel();
    m_all = rows;
    m_shown.clear();
    for (int n = 0; n < m_all.size(); ++n)
        if (matches(m_all.at(n)))
            m_shown << n;
    endResetModel();
}

void BreachListModel::setFilter(const std::optional<RegisterState> &state, const QString &text)
{
    m_state = state;
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    assign(QList<RegisterRow>(m_all));
}

bool BreachListModel::matches(const RegisterRow &row) const
{
    if (m_state && registerState(row) != *m_state)
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = searched(row);
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

const RegisterRow *BreachListModel::row(int row) const
{
    return row >= 0 && row < m_shown.size() ? &m_all.at(m_shown.at(row)) : nullptr;
}

QList<RegisterRow> BreachListModel::shown() const
{
    QList<RegisterRow> rows;
    for (const int n : m_shown)
        rows << m_all.at(n);
    return rows;
}

QMap<RegisterState, int> BreachListModel::counts() const
{
    QMap<RegisterState, int> counts;
    for (const RegisterRow &row : m_all)
        ++counts[registerState(row)];
    return counts;
}

int BreachListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int BreachListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BreachListModel::data(const QModelIndex &index, int role) const
{
    const RegisterRow *r = index.isValid() ? row(index.row()) : nullptr;
    if (!r || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    switch (index.column()) {
    case Reference:
        return r->reference;
    case Title:
        return r->restricted ? tr("%1 (restricted)").arg(r->title) : r->title;
    case Detected:
        return QDateTime::fromMSecsSinceEpoch(r->detectedMs).toString(u"yyyy-MM-dd"_s);
    case State:
        return nameOf(registerState(*r));
    case Risk:
        return r->decision && r->decision->content.risk ? nameOf(*r->decision->content.risk)
               : r->scoreQuarters                       ? tr("scored %1").arg(quartersText(*r->scoreQuarters))
                                                        : QString();
    case Duties:
        return duties(*r);
    case DecidedBy:
        return r->decision ? r->decision->decidedBy() : QString();
    default:
        return {};
    }
}

QVariant BreachListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Incident"), tr("Title"),         tr("Detected"),  tr("State"),
                            tr("Risk"),     tr("Owed a notice"), tr("Decided by")};
    return names.value(section);
}

} // namespace tocsin
