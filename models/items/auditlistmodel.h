#pragma once

#include "models/services/workspace.h"

#include <QAbstractTableModel>

namespace tocsin {

/**
 * The audit record, newest first, read page by page as the view asks for more: a million entries cost what the first
 * page costs. Rows keep no contents (before, after); who shows one entry reads it with readEntry(). New entries are
 * inserted at the top.
 */
class AuditListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Seq, Instant, Person, What, Where, ColumnCount };
    static constexpr int kPage = 200;

    explicit AuditListModel(Workspace &workspace, QObject *parent = nullptr);

    /** A new query: reads its first page; `loaded` or `failed` follows. */
    void setFilter(const AuditFilter &filter);
    [[nodiscard]] const AuditFilter &filter() const { return m_filter; }
    [[nodiscard]] const AuditEntry *entry(int row) const;
    [[nodiscard]] bool isLoading() const { return m_busy; }
    [[nodiscard]] bool isComplete() const { return m_complete; }
    /** Reads one entry with its contents. */
    void readEntry(qint64 seq, QObject *context, std::function<void(Result<AuditEntry>)> done);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loaded();
    void failed(const tocsin::Error &error);

private:
    void readPage(qint64 beforeSeq);
    void readNew();
    void insertNew(QList<AuditEntry> page);
    void onChanged(const ChangeSet &changes);
    void runRead(const AuditFilter &filter, qint64 beforeSeq, std::function<void(Result<QList<AuditEntry>>)> done);

    Workspace &m_workspace;
    AuditFilter m_filter;
    QList<AuditEntry> m_rows;
    quint64 m_query = 0;
    qint64 m_top = 0; ///< everything up to here has been looked at
    bool m_busy = false;
    bool m_complete = false;
    bool m_readingNew = false;
    bool m_newAgain = false;
};

/** "stage move 12": the row an entry is about, in words. */
[[nodiscard]] QString auditPlace(const AuditEntry &entry);

} // namespace tocsin
