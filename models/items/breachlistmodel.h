#pragma once

#include "models/domain/peoplerisk.h"

#include <QAbstractTableModel>
#include <QMap>

namespace tocsin {

/** The register as a table, narrowed by state and text. */
class BreachListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Reference, Title, Detected, State, Risk, Duties, DecidedBy, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void assign(const QList<RegisterRow> &rows);
    /** Every word of the text has to occur; no state shows all. */
    void setFilter(const std::optional<RegisterState> &state, const QString &text);
    [[nodiscard]] const RegisterRow *row(int row) const;
    /** Those that are shown. */
    [[nodiscard]] QList<RegisterRow> shown() const;
    /** How many there are in each state, whatever is shown. */
    [[nodiscard]] QMap<RegisterState, int> counts() const;
    [[nodiscard]] int total() const { return static_cast<int>(m_all.size()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool matches(const RegisterRow &row) const;

    QList<RegisterRow> m_all;
    QList<int> m_shown; ///< indexes into m_all
    std::optional<RegisterState> m_state;
    QStringList m_words;
};

} // namespace tocsin
