#pragma once

#include "models/domain/postmortem.h"
#include "models/services/postmortemfigures.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QCheckBox;
class QPushButton;

namespace tocsin {

class Banner;
class Card;
class CauseChart;
class EmptyState;
class Label;
class RowTable;

/** The post-mortems that this person may read, over all incidents, and those that are owed (P11.1). */
class PostmortemsPage : public QWidget
{
    Q_OBJECT

public:
    explicit PostmortemsPage(const UiContext &ui, QWidget *parent = nullptr);
    void activate();

private:
    void read();
    void showLines(const QList<PostmortemLine> &lines);
    void showFigures(const PostmortemFigures &figures);
    void exportFigures();

    UiContext m_ui;
    QCheckBox *m_exercises;
    Banner *m_banner;
    Card *m_figures;
    CauseChart *m_chart;
    Label *m_sums;
    QPushButton *m_export;
    Card *m_card;
    RowTable *m_table;
    EmptyState *m_empty;
    bool m_known = false;
    bool m_busy = false;
    bool m_again = false;
};

} // namespace tocsin
