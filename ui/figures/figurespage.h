#pragma once

#include "models/services/figuresservice.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QPushButton;
class QStackedLayout;

namespace tocsin {

class Banner;
class EmptyState;
class FigureTable;
class SpreadChart;

/** How fast declarations and notices were: charts, the numbers, and a CSV file of them (P7.9). */
class FiguresPage : public QWidget
{
    Q_OBJECT

public:
    explicit FiguresPage(const UiContext &ui, QWidget *parent = nullptr);

    /** It comes to the front: the figures are read anew. */
    void activate();
    /** Writes all of them to this file; the dialog's part, and the tests'. */
    void exportTo(const QString &path);

private:
    QWidget *buildHead();
    QWidget *buildTools();
    QWidget *buildFigures();
    void read();
    void choose(FigureGroup group);
    void refresh();
    void chooseFile();
    [[nodiscard]] FigureFilter filter() const;

    UiContext m_ui;
    QList<FigureLine> m_lines;
    FigureGroup m_group = FigureGroup::Severity;
    int m_query = 0;
    bool m_read = false;
    QComboBox *m_period = nullptr;
    QPushButton *m_exercises = nullptr;
    QPushButton *m_export = nullptr;
    Banner *m_banner = nullptr;
    SpreadChart *m_declarations = nullptr;
    SpreadChart *m_notices = nullptr;
    FigureTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_stack = nullptr;
};

} // namespace tocsin
