#include "models/items/auditlistmodel.h"

namespace tocsin {

namespace {

/** What a list shows of an entry; a million contents would not fit into memory. */
QList<AuditEntry> lean(QList<AuditEntry> entries)
{
    for (AuditEntry &e : entries) {
        e.beforeJson.clear();
        e.afterJson.clear();
        e.hash.clear();
        e.sentence.truncate(400);
    }
    return entries;
}

} // namespace

QString auditPlace(const AuditEntry &entry)
{
    return QString(entry.table).replace(u'_', u' ') + u' ' + QString::number(entry.rowId);
}

AuditListModel::AuditListModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    connect(&workspace, &Workspace::changed, this, &AuditListModel::onChanged);
}

void AuditListModel::setFilter(const AuditFilter &filter)
{
    m_filter = filter;
    ++m_query;
    m_complete = false;
    readPage(0);
}

void AuditListModel::runRead(const AuditFilter &filter, qint64 beforeSeq,
                             std::function<void(Result<QList<AuditEntry>>)> done)
{
    const auto job = [filter, beforeSeq](Services &s) -> Result<QList<AuditEntry>> {
        auto page = s.record.page(filter, beforeSeq, kPage);
        return page ? Result<QList<AuditEntry>>(lean(std::move(*page))) : page;
    };
    // Looking for something may read the whole record: that must not keep the person's acts waiting.
    const bool narrow = !filter.text.trimmed().isEmpty() || filter.fromMs > 0 || filter.toMs > 0;
    if (narrow)
        m_workspace.runLong<QList<AuditEntry>>(this, job, std::move(done));
    else
        m_workspace.run<QList<AuditEntry>>(this, job, std::move(done));
}

void AuditListModel::readPage(qint64 beforeSeq)
{
    m_busy = true;
    runRead(m_filter, beforeSeq, [this, beforeSeq, query = m_query](const Result<QList<AuditEntry>> &page) {
        if (query != m_query)
            return;
        m_busy = false;
        if (!page) {
            m_complete = true;
            Q_EMIT failed(page.error());
            return;
        }
        m_complete = page->size() < kPage;
        if (beforeSeq == 0) {
            beginResetModel();
            m_rows = *page;
            m_top = m_rows.isEmpty() ? 0 : m_rows.first().seq;
            endResetModel();
        } else if (!page->isEmpty()) {
            const auto rows = static_cast<int>(m_rows.size());
            beginInsertRows({}, rows, rows + static_cast<int>(page->size()) - 1);
            m_rows += *page;
            endInsertRows();
        }
        Q_EMIT loaded();
    });
}

void AuditListModel::onChanged(const ChangeSet &changes)
{
    if (m_query == 0 || (m_filter.incident.isValid() && !changes.concerns(m_filter.incident)))
        return;
    if (m_busy && m_rows.isEmpty())
        return; // the first page is on its way
    readNew();
}

void AuditListModel::readNew()
{
    if (m_readingNew) {
        m_newAgain = true;
        return;
    }
    m_readingNew = true;
    AuditFilter filter = m_filter;
    filter.afterSeq = m_top;
    runRead(filter, 0, [this, query = m_query](const Result<QList<AuditEntry>> &page) {
        m_readingNew = false;
        if (query == m_query && page)
            insertNew(*page);
        if (std::exchange(m_newAgain, false))
            readNew();
    });
}

void AuditListModel::insertNew(QList<AuditEntry> page)
{
    page.removeIf([this](const AuditEntry &e) { return e.seq <= m_top; });
    if (page.isEmpty())
        return;
    if (page.size() >= kPage && !m_rows.isEmpty()) {
        setFilter(m_filter); // so many at once that a gap would be left: read anew
        return;
    }
    m_top = page.first().seq;
    beginInsertRows({}, 0, static_cast<int>(page.size()) - 1);
    for (auto it = page.rbegin(); it != page.rend(); ++it)
        m_rows.prepend(*it);
    endInsertRows();
    Q_EMIT loaded();
}

void AuditListModel::readEntry(qint64 seq, QObject *context, std::function<void(Result<AuditEntry>)> done)
{
    m_workspace.run<AuditEntry>(
        context,
        [seq](Services &s) -> Result<AuditEntry> {
            auto page = s.record.page({}, seq + 1, 1);
            if (!page)
                return tl::unexpected(page.error());
            if (page->isEmpty() || page->first().seq != seq)
                return failure(ErrorKind::NotFound, tr("Entry %1 is not in the record.").arg(seq));
            return page->first();
        },
        std::move(done));
}

const AuditEntry *AuditListModel::entry(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int AuditListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AuditListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AuditListModel::data(const QModelIndex &index, int role) const
{
    const AuditEntry *e = index.isValid() ? entry(index.row()) : nullptr;
    if (!e || role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Seq:
        return QString::number(e->seq);
    case Person:
        return e->role.isEmpty() ? e->personName
                                 : tr("%1, %2").arg(e->personName, QString(e->role).replace(u'_', u' '));
    case What:
        return e->sentence;
    case Where:
        return auditPlace(*e);
    default:
        return {};
    }
}

QVariant AuditListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Seq:
        return tr("Entry");
    case Instant:
        return tr("When");
    case Person:
        return tr("Who, in which role");
    case What:
        return tr("What happened");
    case Where:
        return tr("Row");
    default:
        return {};
    }
}

bool AuditListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_busy && !m_complete && !m_rows.isEmpty();
}

void AuditListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        readPage(m_rows.last().seq);
}

} // namespace tocsin
