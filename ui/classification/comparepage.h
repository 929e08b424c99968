#pragma once

#include "ui/classification/rundesk.h"

#include <QWidget>

class QComboBox;
class QGridLayout;

namespace tocsin {

class Label;

/** Two runs side by side: answers, evidence, who took part, outcome; what differs is marked by word and colour (P5.5).
 */
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
    void build();
    void fillRuns();
    void showRows();
    void readEntries();
    void addRow(const QString &name, const QString &left, const QString &right);
    [[nodiscard]] const ClassificationRun *run(const QComboBox *box) const;
    [[nodiscard]] QString answerText(const FactQuestion &question, const ClassificationRun &run) const;
    [[nodiscard]] QString outcomeText(const ClassificationRun &run) const;

    UiContext m_ui;
    RunDesk *m_desk;
    QComboBox *m_left;
    QComboBox *m_right;
    Label *m_count;
    QWidget *m_rows;
    QGridLayout *m_grid = nullptr;
    QHash<qint64, QString> m_entries; ///< the entries cited, on one line each
    int m_row = 0;
    int m_differing = 0;
};

} // namespace tocsin
