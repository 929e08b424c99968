#pragma once

#include "models/domain/notice.h"

#include <QWidget>

class QListView;
class QPushButton;
class QStackedWidget;
class QStandardItemModel;

namespace tocsin {

/** The notices of one incident: for whom, which phase, subject, where each stands (P9). */
class NoticeList : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeList(QWidget *parent = nullptr);

    /** Rows that stay keep their place and selection. */
    void setNotices(const QList<Notice> &notices);
    /** Empty: a notice may be begun; otherwise why not. */
    void setWhyNot(const QString &why);
    void focusList();
    /** While a notice is being begun the buttons for it are away. */
    void setNewVisible(bool visible);

Q_SIGNALS:
    void chosen(tocsin::NoticeId id);
    void newWanted();

private:
    void build();

    QStandardItemModel *m_model;
    QListView *m_view = nullptr;
    QStackedWidget *m_stack = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_first = nullptr;
};

} // namespace tocsin
