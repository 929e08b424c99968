#pragma once

#include "ui/board/columnview.h"

#include <QWidget>

namespace tocsin {

class ElidedLabel;
class Label;

/** One stage of the board: its name, how many are in it, its cards, and a word where there are none. */
class BoardColumn : public QWidget
{
    Q_OBJECT

public:
    BoardColumn(BoardModel &model, Stage stage, CardDelegate &delegate, const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] ColumnView *view() const { return m_view; }
    /** `moreDone`: more than `doneRecently` are. */
    void setCounts(int open, int doneRecently, bool moreDone);
    /** What an empty column says depends on whether something is filtered out. */
    void setFiltered(bool filtered);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refreshNote();
    void refreshEmpty();

    BoardModel &m_model;
    Stage m_stage;
    ElidedLabel *m_name;
    Label *m_count;
    Label *m_note;
    Label *m_empty;
    ColumnView *m_view;
};

} // namespace tocsin
