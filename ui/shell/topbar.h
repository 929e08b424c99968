#pragma once

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QMenu;
class QPushButton;

namespace tocsin {

class SearchField;

/** Search, what the page brings, the one primary button, and the program's menu. */
class TopBar : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);

    /** The filters of the page that is shown, or none; stays the page's. */
    void setTools(QWidget *tools);
    void setBackVisible(bool visible);
    /** Disabled with the reason in words, or enabled if that is empty. */
    void setNewIncidentEnabled(const QString &whyNot);
    /** Plain where the page has a next step of its own: one prominent button a page. */
    void setNewIncidentProminent(bool prominent);
    void setMenu(QMenu *menu);
    /** By key: its first action is chosen. */
    void openMenu();

Q_SIGNALS:
    void searchAsked();
    void newIncidentAsked();
    void backAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void placeTools();

    QHBoxLayout *m_layout;
    QHBoxLayout *m_below; ///< the tools where the row has no room for them
    QPushButton *m_back;
    SearchField *m_search;
    QPointer<QWidget> m_tools;
    QPushButton *m_new;
    QPushButton *m_menu;
    QMenu *m_popup = nullptr;
};

} // namespace tocsin
