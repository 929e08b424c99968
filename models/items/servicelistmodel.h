#pragma once

#include "models/domain/service.h"
#include "models/items/syncedmodel.h"

#include <QAbstractListModel>

namespace tocsin {

/** The directory of services, by name; changes arrive row by row (P3.5). */
class ServiceListModel : public SyncedModel<QAbstractListModel>
{
    Q_OBJECT

public:
    using SyncedModel::SyncedModel;

    void assign(const QList<Service> &rows);
    [[nodiscard]] const Service *row(int row) const;
    [[nodiscard]] int find(ServiceId id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<Service> m_rows;
};

} // namespace tocsin
