#pragma once

#include "models/domain/peoplerisk.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QStackedWidget;
class QTableView;
class QCheckBox;

namespace tocsin {

class Banner;
class BreachListModel;
class EmptyState;
class FactsGrid;
class Label;
class SearchField;

/** The register of Art. 33(5): every personal-data breach, notified or not, with its reasons; filter, counts, export.
 */
class RegisterView : public QWidget
{
    Q_OBJECT

public:
    explicit RegisterView(const UiContext &ui, QWidget *parent = nullptr);

    /** Reads it anew. */
    void start();
    /** Writes what is shown, by the name's ending: CSV or JSON; the answer stands in the banner. */
    void exportTo(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *buildFilters();
    QWidget *buildDetail();
    void read();
    void applyFilter();
    void showCurrent();
    void refreshState();
    void chooseExport();
    void openCurrent();

    UiContext m_ui;
    BreachListModel *m_model;
    SearchField *m_text = nullptr;
    QComboBox *m_state = nullptr;
    QCheckBox *m_exercises = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_open = nullptr;
    Label *m_counts = nullptr;
    Banner *m_banner = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTableView *m_view = nullptr;
    EmptyState *m_empty = nullptr;
    Label *m_title = nullptr;
    FactsGrid *m_detail = nullptr;
    bool m_loaded = false;
};

} // namespace tocsin
