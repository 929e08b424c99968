#pragma once

#include "ui/common/chippaint.h"

#include <QTableWidget>

namespace tocsin {

/** A list of rows: the first column a chip that says the state, the rest text. Enter and a double click open the row.
 */
class RowTable : public QTableWidget
{
    Q_OBJECT

public:
    /** The chip of a row, and whether the row is settled, which mutes it. */
    struct Row
    {
        qint64 key = 0;
        QString chip;
        Tone tone = Tone::Neutral;
        bool settled = false;
        QStringList cells; ///< of the other columns
        QStringList tips;  ///< the same; empty: the cell itself
    };

    RowTable(const QStringList &headers, const QList<int> &widths, int stretched, QWidget *parent = nullptr);

    /** Keeps the chosen row by its key. */
    void showRows(const QList<Row> &rows);
    [[nodiscard]] qint64 currentKey() const;

Q_SIGNALS:
    void opened(qint64 key);
    void chosen(qint64 key);
};

} // namespace tocsin
