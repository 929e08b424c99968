#pragma once

#include "ui/classification/rundesk.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace tocsin {

class Chip;
class Label;

/** Always in sight: the outcome so far, the facts that led there, what would change it, and the run before (P5.5). */
class OutcomePanel : public QWidget
{
    Q_OBJECT

public:
    OutcomePanel(const UiContext &ui, RunDesk *desk, QWidget *parent = nullptr);

    void refresh();

Q_SIGNALS:
    void compareRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void showBecause(const ClassificationVerdict &verdict);
    void showChanges();
    void showFormer();

    UiContext m_ui;
    RunDesk *m_desk;
    Label *m_outcome;
    Chip *m_chip;
    Label *m_rule;
    QVBoxLayout *m_because;
    QVBoxLayout *m_changes;
    QWidget *m_formerBox;
    Label *m_formerWhen;
    Label *m_formerWhat;
    QPushButton *m_compare;
};

} // namespace tocsin
