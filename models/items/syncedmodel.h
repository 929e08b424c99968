#pragma once

#include "models/items/rowsync.h"

#include <QAbstractItemModel>

namespace tocsin {

/** A list or a table (`Base`) whose changes arrive row by row, so that views keep selection and scroll. */
template<class Base> class SyncedModel : public Base
{
public:
    using Base::Base;

protected:
    /** Makes `rows`, which this model shows, equal to `fresh`; `key` and `same` as in syncRows(). */
    template<class Row, class Key, class Same> void sync(QList<Row> &rows, const QList<Row> &fresh, Key key, Same same)
    {
        if (rows.isEmpty() && !fresh.isEmpty()) { // the first reading: one insertion, however many
            this->beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
            rows = fresh;
            this->endInsertRows();
            return;
        }
        syncRows(rows, fresh, key, same, Hooks{this});
    }

private:
    struct Hooks
    {
        SyncedModel *model;
        void beginRemove(int i) { model->beginRemoveRows({}, i, i); }
        void endRemove() { model->endRemoveRows(); }
        void beginInsert(int i) { model->beginInsertRows({}, i, i); }
        void endInsert() { model->endInsertRows(); }
        void beginMove(int from, int to) { model->beginMoveRows({}, from, from, {}, to); }
        void endMove() { model->endMoveRows(); }
        void changed(int i)
        {
            const QAbstractItemModel *columns = model;
            Q_EMIT model->dataChanged(model->index(i, 0), model->index(i, columns->columnCount({}) - 1));
        }
    };
};

} // namespace tocsin
