#pragma once

#include <QList>
#include <QObject>

class QHeaderView;

namespace tocsin {

/**
 * Keeps the columns of a table inside it. The stretched one gets its room first; the others shrink for that, down to
 * the least widths given by column, and grow back to what they were, or to what somebody dragged them to.
 */
class FittedColumns : public QObject
{
public:
    /** After the widths are set; a column without a least width may shrink to the header's smallest section. */
    FittedColumns(QHeaderView *header, int stretched, int room, const QList<int> &least = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void remember(int column, int before, int now);
    void fit();

    QHeaderView *m_header;
    int m_stretched;
    int m_room;
    QList<int> m_least;
    QList<int> m_wanted;
    bool m_fitting = false;
};

} // namespace tocsin
