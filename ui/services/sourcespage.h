#pragma once

#include "models/items/tuninglistmodel.h"
#include "models/services/sourceservice.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QCheckBox;
class QStackedLayout;
class QTableView;

namespace tocsin {

class Banner;
class Card;
class EmptyState;
class Label;
class SourceFiguresTable;
class TuningPanel;

/** The detection sources: their figures, and what is to be tuned at them until it is done (P2.7). */
class SourcesPage : public QWidget
{
    Q_OBJECT

public:
    explicit SourcesPage(const UiContext &ui, QWidget *parent = nullptr);

    void activate();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *buildTuning();
    void read();
    void showOverview(const SourceOverview &overview);
    void showCurrent();
    /** Beside the panel of a narrow window the tables say less: the list tells what is tuned, the panel the rest. */
    void fitTables();

    UiContext m_ui;
    bool m_known = false;
    bool m_busy = false;
    bool m_again = false;
    TuningListModel m_model;
    QCheckBox *m_exercises;
    Banner *m_banner;
    Label *m_note;
    SourceFiguresTable *m_figures;
    Card *m_tuningCard = nullptr;
    QTableView *m_table = nullptr;
    TuningPanel *m_panel = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace tocsin
