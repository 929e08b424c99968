#pragma once

#include "models/items/clocklistmodel.h"
#include "models/items/syncedmodel.h"
#include "ui/common/timetext.h"

#include <QAbstractListModel>
#include <QListView>

namespace tocsin {

/** The incidents of the strip, most urgent first. */
class ClockStripModel : public SyncedModel<QAbstractListModel>
{
    Q_OBJECT

public:
    ClockStripModel(const Clock &clock, QObject *parent = nullptr);

    void assign(const QList<ClockRollUp> &rows);
    [[nodiscard]] const ClockRollUp *row(int row) const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    const Clock &m_clock;
    QList<ClockRollUp> m_rows;
};

/** Every running clock, one panel an incident, most urgent first; scrolls sideways. Takes no room while there is none.
 */
class ClockStrip : public QListView
{
    Q_OBJECT

public:
    /** Shows the roll-ups of `clocks`, which must outlive it. */
    ClockStrip(ClockListModel &clocks, const Clock &clock, QWidget *parent = nullptr);

    void tick(qint64 nowMs);

Q_SIGNALS:
    void opened(tocsin::IncidentId id);

protected:
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();

    ClockListModel &m_clocks;
    ClockStripModel m_model;
};

} // namespace tocsin
