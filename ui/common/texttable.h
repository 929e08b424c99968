#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QSortFilterProxyModel;
class QTableView;

namespace tocsin {

class Label;
class SearchField;

/** One row of a table in words; one of its cells may be a chip. */
struct TextRow
{
    QStringList cells;
    Tone tone = Tone::Neutral; ///< of the chip
    qint64 key = 0;            ///< of what it is about
};

/** A table in words with a filter over it, for thousands of rows: one line a row, sorted by a click on a heading. */
class TextTable : public QWidget
{
    Q_OBJECT

public:
    /** `name` begins the names of its widgets; `chip` is the column that is drawn as a chip, or -1. */
    TextTable(const QString &name, const QString &accessibleName, const QStringList &headings, int chip,
              QWidget *parent = nullptr);
    ~TextTable() override;

    void setRows(const QList<TextRow> &rows);
    /** Widths by column; 0 takes what is left. Once, before it is shown. */
    void setWidths(const QList<int> &widths);
    /** What stands there while there is no row. */
    void setEmptyText(const QString &text);
    void setFilterPlaceholder(const QString &text);
    /** Rows whose chip reads so; empty: all. */
    void setOnly(const QString &chip);
    /** Beside the filter: buttons and choices. */
    [[nodiscard]] QHBoxLayout *bar() const { return m_bar; }
    /** Key of the selected row; 0: none. */
    [[nodiscard]] qint64 current() const;
    void select(qint64 key);
    [[nodiscard]] int shown() const;
    [[nodiscard]] QTableView *view() const { return m_view; }

Q_SIGNALS:
    void currentChanged();
    void activated(qint64 key);

private:
    class Model;
    class Filter;
    void refreshCount();

    const int m_chip;
    Model *m_model;
    Filter *m_filter;
    QHBoxLayout *m_bar;
    SearchField *m_search;
    Label *m_count;
    QTableView *m_view;
    Label *m_empty;
};

} // namespace tocsin
