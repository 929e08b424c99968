#pragma once

#include "models/domain/measure.h"
#include "ui/common/panelmaker.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QCheckBox;
class QHBoxLayout;
class QPushButton;

namespace tocsin {

class ActPanel;
class Banner;
class Card;
class EmptyState;
class FactsGrid;
class Label;
class RowTable;
class SearchField;

/** The measures of all incidents until they are done (P1.7): whose, until when, and what shows that they are. */
class ActionsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ActionsPage(const UiContext &ui, QWidget *parent = nullptr);
    void activate();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *buildFilter();
    QWidget *buildDetail();
    void read();
    void refill();
    void showCurrent();
    [[nodiscard]] const Measure *current() const;
    [[nodiscard]] bool isShown(const Measure &measure) const;
    void openPanel(const PanelMaker &maker);
    void closePanel();

    UiContext m_ui;
    QList<Measure> m_measures;
    SearchField *m_search = nullptr;
    QCheckBox *m_mine = nullptr;
    QCheckBox *m_settled = nullptr;
    QCheckBox *m_exercises = nullptr;
    Banner *m_banner = nullptr;
    Card *m_card = nullptr;
    RowTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QHBoxLayout *m_columns = nullptr;
    Card *m_detail = nullptr;
    Label *m_what = nullptr;
    FactsGrid *m_facts = nullptr;
    QPushButton *m_jump = nullptr;
    QPushButton *m_done = nullptr;
    QPushButton *m_change = nullptr;
    QPushButton *m_drop = nullptr;
    QPushButton *m_again = nullptr;
    ActPanel *m_panel = nullptr;
    bool m_known = false;
    bool m_busy = false;
    bool m_readAgain = false;
};

} // namespace tocsin
