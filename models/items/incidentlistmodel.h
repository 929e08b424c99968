#pragma once

#include "models/services/workspace.h"

#include <QAbstractTableModel>

namespace tocsin {

/**
 * All incidents, last changed first, read page by page as the view asks for more: a hundred thousand rows cost what
 * the first page costs. A changed incident moves to its place as one row.
 */
class IncidentListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Reference, Title, StageColumn, SeverityColumn, Kind, Clock, Manager, Detected, Changed, ColumnCount };
    static constexpr int kPage = 200;

    explicit IncidentListModel(Workspace &workspace, QObject *parent = nullptr);

    [[nodiscard]] const IncidentFilter &filter() const { return m_filter; }
    /** A new query: reads its first page; `loaded` or `failed` follows. */
    void setFilter(const IncidentFilter &filter);
    [[nodiscard]] const Incident *incident(int row) const;
    [[nodiscard]] int find(IncidentId id) const;
    [[nodiscard]] bool isLoading() const { return m_busy; }
    [[nodiscard]] bool isComplete() const { return m_complete; }
    /** How many there are in all, also those not read yet; -1 while that is being counted. */
    [[nodiscard]] qint64 total() const { return m_total; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /** A page arrived. */
    void loaded();
    void failed(const tocsin::Error &error);
    void totalChanged();

private:
    void readPage(PageKey after);
    void readTotal();
    void onChanged(const ChangeSet &changes);
    void apply(const Incident &incident);
    void removeRow(IncidentId id);
    [[nodiscard]] QString text(const Incident &incident, int column) const;

    Workspace &m_workspace;
    IncidentFilter m_filter;
    QList<Incident> m_rows;
    quint64 m_query = 0;
    qint64 m_total = -1;
    bool m_busy = false;
    bool m_complete = false;
};

} // namespace tocsin
