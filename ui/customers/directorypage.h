#pragma once

#include "models/domain/roles.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QAbstractItemModel;
class QListView;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace tocsin {

class Banner;
class DirectoryDelegate;
class DirectoryForm;
class EmptyState;
struct Error;
class Label;

/** How a directory calls itself and its parts. */
struct DirectoryWords
{
    QString key; ///< begins the names of its widgets: "people"
    QString title;
    QString loading;
    QString newText;   ///< "New person…"
    QString newSpoken; ///< "New person"
    QString newName;   ///< of the button, for tests and helpers: "personNew"
    QString emptyIcon;
    QString emptyTitle;
    QString emptyText;
};

/**
 * A list of what is kept, and beside it the one that is chosen, or the form that adds or changes one. Reads when it is
 * shown, and again when people or services changed.
 */
class DirectoryPage : public QWidget
{
    Q_OBJECT

public:
    void activate();

protected:
    DirectoryPage(const UiContext &ui, DirectoryWords words, Right keep, QWidget *parent);

    /** Once, from the constructor of the page: the list, its rows, and the card of the chosen one. */
    void setParts(QAbstractItemModel *model, DirectoryDelegate *delegate, QWidget *card);
    [[nodiscard]] QWidget *detail() const { return m_detail; }
    [[nodiscard]] const UiContext &ui() const { return m_ui; }
    /** The row that is chosen; -1: none. */
    [[nodiscard]] int current() const;
    /** Takes what was read, or says why it was not; `find` gives the row of an id, or -1. */
    void taken(const Error *error);
    void openForm(DirectoryForm *form);

    virtual void read() = 0;
    /** Shows the chosen row in the card. */
    virtual void showRow(int row) = 0;
    [[nodiscard]] virtual int rowOf(qint64 id) const = 0;
    [[nodiscard]] virtual DirectoryForm *makeNewForm() = 0;
    /** Why nothing may be changed here; empty: it may. */
    virtual void setRefusal(const QString &why) = 0;
    /** What the page is for, a sentence or two. */
    [[nodiscard]] virtual QString meaning() const = 0;

private:
    QWidget *buildHead();
    QWidget *buildList();
    QWidget *buildDetail();
    void showCurrent();
    void refresh();
    void closeForm();

    UiContext m_ui;
    DirectoryWords m_words;
    Right m_keep;
    bool m_known = false;
    qint64 m_wanted = 0; ///< just added: chosen when the list has it
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
    QWidget *m_card = nullptr;
    DirectoryForm *m_form = nullptr;
};

} // namespace tocsin
