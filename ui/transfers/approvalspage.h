#pragma once

#include "models/domain/approval.h"
#include "ui/common/uicontext.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace tocsin {

class Banner;
class EmptyState;
class Label;
class RequestView;
class TransferView;

/** What waits for me, decided in place; what waits for others, and since when; what I decided (P10, P13). */
class ApprovalsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ApprovalsPage(const UiContext &ui, QWidget *parent = nullptr);

    void activate();
    [[nodiscard]] TransferView *view() const { return m_view; }
    [[nodiscard]] RequestView *other() const { return m_other; }

Q_SIGNALS:
    void counted(int mine);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *buildList();
    void read();
    void showList(const Approvals &all);
    void addGroup(const QString &heading, const QList<Approval> &list, bool decided);
    void showCurrent();
    void step(int by);
    /** True if the key was one of the page's. */
    bool takeKey(QKeyEvent *event);
    [[nodiscard]] const Approval *current() const;

    UiContext m_ui;
    QList<Approval> m_shown; ///< by row; a heading has an id of 0
    int m_mine = 0;          ///< how many of the first rows, after their heading, wait for the person
    bool m_known = false;
    QTimer m_readSoon;
    QStackedWidget *m_stack = nullptr;
    Label *m_loading = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_failure = nullptr;
    QWidget *m_page = nullptr;
    QListWidget *m_rows = nullptr;
    QCheckBox *m_exercises = nullptr;
    QStackedWidget *m_detail = nullptr;
    RequestView *m_other = nullptr;
    QPushButton *m_openIncident = nullptr;
    QWidget *m_side = nullptr;
    TransferView *m_view = nullptr;
};

} // namespace tocsin
