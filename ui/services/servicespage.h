#pragma once

#include "models/domain/service.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QListView;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace tocsin {

class Banner;
class Card;
class EmptyState;
class FactsGrid;
class Label;
class ServiceForm;
class ServiceListModel;

/** The directory of services (P3.5): kept by an administrator, seen by everybody. */
class ServicesPage : public QWidget
{
    Q_OBJECT

public:
    explicit ServicesPage(const UiContext &ui, QWidget *parent = nullptr);

    void activate();

private:
    void build();
    QWidget *buildHead();
    QWidget *buildList();
    QWidget *buildDetail();
    void read();
    void showCurrent();
    void refresh();
    void openForm(const Service &service);
    void closeForm();

    UiContext m_ui;
    bool m_known = false;
    ServiceId m_wanted; ///< just added: chosen when the list has it
    ServiceListModel *m_model;
    Banner *m_banner = nullptr;
    Label *m_meaning = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_change = nullptr;
    QListView *m_view = nullptr;
    QWidget *m_side = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_loading = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_detail = nullptr;
    QVBoxLayout *m_place = nullptr;
    Card *m_card = nullptr;
    FactsGrid *m_facts = nullptr;
    ServiceForm *m_form = nullptr;
};

} // namespace tocsin
