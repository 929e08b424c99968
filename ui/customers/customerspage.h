#pragma once

#include "models/domain/customer.h"
#include "models/domain/error.h"
#include "ui/common/uicontext.h"

#include <QWidget>
#include <functional>

class QHBoxLayout;
class QListView;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace tocsin {

class Banner;
class CustomerDetail;
class CustomerListModel;
class DirectoryForm;
class EmptyState;
class ImportPanel;
class Label;
class ReachabilityView;
class SearchField;
class Services;

/** The directory of customers: whom a notice would reach, and where it would reach nobody (P9.2). */
class CustomersPage : public QWidget
{
    Q_OBJECT

public:
    explicit CustomersPage(const UiContext &ui, QWidget *parent = nullptr);

    void activate();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *buildList();
    void read();
    void showCurrent();
    void refresh();
    void openNew();
    void closeNew();
    void openImport();
    void choosePart(int part);
    using MakeCsv = std::function<Result<QByteArray>(Services &)>;
    void exportAs(const QString &title, const QString &name, const MakeCsv &make);
    void exportTo(const QString &path, const MakeCsv &make);
    QHBoxLayout *buildTools();
    QHBoxLayout *buildHead();
    void buildStack();

    UiContext m_ui;
    bool m_known = false;
    CustomerId m_wanted; ///< just added: chosen when the list has it
    CustomerListModel *m_model;
    QSortFilterProxyModel *m_proxy;
    Banner *m_banner = nullptr;
    SearchField *m_search = nullptr;
    Label *m_count = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_first = nullptr;
    QPushButton *m_firstImport = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_export = nullptr;
    QTabBar *m_parts = nullptr;
    QStackedWidget *m_outer = nullptr;
    ReachabilityView *m_reach = nullptr;
    ImportPanel *m_importPanel = nullptr;
    QListView *m_view = nullptr;
    QWidget *m_side = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_loading = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_none = nullptr;
    QWidget *m_newPage = nullptr;
    DirectoryForm *m_form = nullptr;
    CustomerDetail *m_detail = nullptr;
};

} // namespace tocsin
