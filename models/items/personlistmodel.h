#pragma once

#include "models/domain/person.h"
#include "models/items/syncedmodel.h"

#include <QAbstractListModel>

namespace tocsin {

/** Somebody, and whether the server lacks their log-in. */
struct PersonRow
{
    Person person;
    bool logInMissing = false;
};

/** The people of a database, by name; changes arrive row by row. */
class PersonListModel : public SyncedModel<QAbstractListModel>
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole };

    using SyncedModel::SyncedModel;

    void assign(const QList<PersonRow> &rows);
    [[nodiscard]] const PersonRow *row(int row) const;
    [[nodiscard]] int find(PersonId id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<PersonRow> m_rows;
};

} // namespace tocsin
