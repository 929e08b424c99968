#pragma once

#include "models/domain/person.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QListView;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace tocsin {

class Banner;
class EmptyState;
class Label;
class PersonCard;
class PersonForm;
class PersonListModel;

/** Who works with this database, and what each may do (P13): kept by an administrator, read by all. */
class PeoplePage : public QWidget
{
    Q_OBJECT

public:
    explicit PeoplePage(const UiContext &ui, QWidget *parent = nullptr);

    void activate();

private:
    void build();
    QWidget *buildHead();
    QWidget *buildList();
    QWidget *buildDetail();
    void read();
    void showCurrent();
    void refresh();
    void openForm(const Person &person);
    void closeForm();

    UiContext m_ui;
    bool m_known = false;
    PersonId m_wanted; ///< just added: chosen when the list has it
    PersonListModel *m_model;
    Banner *m_banner = nullptr;
    Label *m_meaning = nullptr;
    QPushButton *m_new = nullptr;
    QListView *m_view = nullptr;
    QWidget *m_side = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_loading = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_detail = nullptr;
    QVBoxLayout *m_place = nullptr;
    PersonCard *m_card = nullptr;
    PersonForm *m_form = nullptr;
};

} // namespace tocsin
