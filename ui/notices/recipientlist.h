#pragma once

#include "models/domain/customer.h"
#include "models/services/noticeservice.h"
#include "ui/notices/noticetext.h"

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

    /** Whom the notice is for, and how those without a contact were told. */
    void setNotice(const NoticeDetails &notice, const QList<Obligation> &obligations);

Q_SIGNALS:
    /** The person wants to mend what is unreachable or put customers in scope. */
    void scopeWanted();
    /** The person wants to record that somebody without a contact was told; none: whoever is next. */
    void byHandWanted(tocsin::SubscriptionId subscription);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *buildSummary();
    /** What is shown of one subscription. */
    struct Row
    {
        CustomerId customer;
        SubscriptionId byHand; ///< none: it has a contact
        QString customerName;
        QString subscriptionName;
        QString word;
        Tone tone = Tone::Neutral;
        QString who;
        bool first = false;
        friend bool operator==(const Row &, const Row &) = default;
    };
    [[nodiscard]] static Row rowOf(const ScopeRow &row, bool byHand, const ByHand &state);
    void fill(const QList<Row> &rows);

    QList<Row> m_rows;
    QStandardItemModel *m_model;
    QSortFilterProxyModel *m_proxy;
    Label *m_count = nullptr;
    QWidget *m_summary = nullptr;
    Label *m_security = nullptr;
    Label *m_administrators = nullptr;
    Label *m_told = nullptr;
    Label *m_undeliverable = nullptr;
    Label *m_unreachable = nullptr;
    class QPushButton *m_byHand = nullptr;
    class QPushButton *m_resolve = nullptr;
    SearchField *m_filter = nullptr;
    QListView *m_view = nullptr;
    Label *m_empty = nullptr;
    Label *m_rule = nullptr;
};

} // namespace tocsin
