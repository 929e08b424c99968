#pragma once

#include "models/domain/customer.h"
#include "models/domain/noticestate.h"

#include <QWidget>

class QListView;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace tocsin {

class Label;
class SearchField;

/** Who a notice reaches, by customer and subscription, and who cannot be reached (P9.2). */
class RecipientList : public QWidget
{
    Q_OBJECT

public:
    explicit RecipientList(QWidget *parent = nullptr);

    void setScope(Audience audience, const QList<ScopeRow> &scope);

Q_SIGNALS:
    /** The person wants to mend what is unreachable or put customers in scope. */
    void scopeWanted();

private:
    void build();
    QWidget *buildSummary();
    void fill(const QList<ScopeRow> &scope);

    QList<ScopeRow> m_scope;
    QStandardItemModel *m_model;
    QSortFilterProxyModel *m_proxy;
    Label *m_count = nullptr;
    QWidget *m_summary = nullptr;
    Label *m_security = nullptr;
    Label *m_administrators = nullptr;
    Label *m_unreachable = nullptr;
    class QPushButton *m_resolve = nullptr;
    SearchField *m_filter = nullptr;
    QListView *m_view = nullptr;
    Label *m_empty = nullptr;
    Label *m_rule = nullptr;
};

} // namespace tocsin
