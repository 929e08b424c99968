#pragma once

#include "models/items/clocklistmodel.h"

#include <QWidget>

namespace tocsin {

class Label;

/** How the law counts the chosen deadline, for information (P7.6), and since when of a customer found later (P7.8);
 * there while any deadline of the page has such a note. */
class DeadlineNote : public QWidget
{
    Q_OBJECT

public:
    explicit DeadlineNote(QWidget *parent = nullptr);

    /** Whether any row has something to say, and the chosen one, if one is. */
    void setRows(const QList<ClockRow> &rows, const ClockRow *chosen, qint64 nowMs);
    void choose(const ClockRow *row, qint64 nowMs);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Label *m_title;
    Label *m_text;
};

} // namespace tocsin
