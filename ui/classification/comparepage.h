#pragma once

#include "ui/classification/rundesk.h"

#include <QWidget>

class QComboBox;
class QTableWidget;

namespace tocsin {

class Label;

/** Two runs side by side: outcome, answers and who took part, a line each, with what differs marked by word and colour;
 *  beneath them the chosen line in full, with its evidence (P5.5). */
class ComparePage : public QWidget
{
    Q_OBJECT

public:
    ComparePage(const UiContext &ui, RunDesk *desk, QWidget *parent = nullptr);

    /** Shows the two newest runs, unless two were chosen. */
    void refresh();
    void focusFirst();

Q_SIGNALS:
    void backRequested();

private:
    /** A line of both runs: what it is of, and what stands there in full; its first line is the answer. */
    struct Line
    {
        QString name;
        QString left;
        QString right;
        bool differs = false;
    };

    void build();
    void buildTable();
    [[nodiscard]] QWidget *buildDetail();
    void fillRuns();
    void showRows();
    void showDetail();
    void readEntries();
    [[nodiscard]] QList<Line> lines(const ClassificationRun &left, const ClassificationRun &right) const;
    [[nodiscard]] const ClassificationRun *run(const QComboBox *box) const;
    [[nodiscard]] QString answerText(const FactQuestion &question, const ClassificationRun &run) const;
    [[nodiscard]] QString outcomeText(const ClassificationRun &run) const;

    UiContext m_ui;
    RunDesk *m_desk;
    QComboBox *m_left;
    QComboBox *m_right;
    Label *m_count;
    QTableWidget *m_table;
    Label *m_name;
    Label *m_leftText;
    Label *m_rightText;
    QList<Line> m_lines;
    QHash<qint64, QString> m_entries; ///< the entries cited, on one line each
};

} // namespace tocsin
