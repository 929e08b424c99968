#pragma once

#include "models/items/clockfilter.h"
#include "ui/common/timetext.h"

#include <QTableView>

namespace tocsin {

/**
 * The table of obligations, sorted by a press on a column. A tick repaints the clocks whose digits changed and nothing
 * else, so that a thousand of them on screen cost under 2 % of a core.
 */
class DeadlineView : public QTableView
{
    Q_OBJECT

public:
    DeadlineView(ClockFilterModel &model, const Clock &clock, QWidget *parent = nullptr);

    /** Chosen from outside; emits nothing. */
    void choose(ObligationId id);
    [[nodiscard]] ObligationId chosen() const;

    void tick(qint64 nowMs);
    /** Whether any row has something for information: else its column is left out. */
    void setInformed(bool informed);

Q_SIGNALS:
    void opened(tocsin::IncidentId id);
    /** A person chose another row. */
    void choiceChanged(tocsin::ObligationId id);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Chip
    {
        int row;
        QPoint at;
        QString digits;
        ClockBand band;
    };
    void paintChips(const QList<Chip> &chips);
    void hideColumns();
    [[nodiscard]] QPoint chipAt(int row) const;

    ClockFilterModel &m_model;
    const Clock &m_clock;
    QList<Chip> m_due;             ///< chips to draw at the next paint
    QRect m_dueRect;               ///< what that paint was asked for; any other paint is a whole one
    QHash<int, ClockBand> m_bands; ///< as last painted, by row
    bool m_informed = false;
    bool m_quiet = false; ///< chosen from outside
};

} // namespace tocsin
