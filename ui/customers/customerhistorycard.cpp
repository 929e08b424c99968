#include "ui/customers/customerhistorycard.h"

#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/fittedcolumns.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

enum HistoryColumn { When, Who, What, Why, HistoryColumns };
constexpr int kMostHeight = 400; ///< more of them scroll
constexpr int kBelow = 16;
constexpr int kRowHeight = 30;
constexpr int kCellPadding = 44; ///< what the style leaves free in a cell, at both sides

QScrollArea *enclosing(const QWidget *widget)
{
    for (QWidget *w = widget->parentWidget(); w; w = w->parentWidget())
        if (auto *area = qobject_cast<QScrollArea *>(w))
            return area;
    return nullptr;
}

} // namespace

CustomerHistoryCard::CustomerHistoryCard(const UiContext &ui, QWidget *parent)
    : Card(tr("History"), parent)
    , m_ui(ui)
    , m_list(new QTreeWidget(this))
    , m_hint(wrappedLabel({}, TextStyle::Muted, this))
    , m_show(new QPushButton(this))
{
    m_show->setObjectName(u"customerHistoryShow"_s);
    connect(m_show, &QPushButton::clicked, this, [this] { setOpen(!m_open); });
    header()->addWidget(m_show);
    m_list->setObjectName(u"customerHistory"_s);
    m_list->setAccessibleName(tr("What was entered about this customer"));
    m_list->setRootIsDecorated(false);
    m_list->setWordWrap(true); // what was changed is told whole
    m_list->setTabKeyNavigation(false);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setColumnCount(HistoryColumns);
    m_list->setHeaderLabels({tr("When"), tr("By whom"), tr("What"), tr("Why, or from which file")});
    m_list->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_list->header()->setMinimumSectionSize(72);
    m_list->setColumnWidth(When, 172);
    m_list->setColumnWidth(Who, 120);
    m_list->setColumnWidth(Why, 184);
    new FittedColumns(m_list->header(), What, 176, {104, 84, 0, 112});
    connect(m_list->header(), &QHeaderView::sectionResized, this, &CustomerHistoryCard::fitRows);
    setView(m_list);
    m_hint->setContentsMargins(16, 12, 16, 12);
    body()->addWidget(m_hint);
    setOpen(false);
}

void CustomerHistoryCard::setCustomer(CustomerId customer)
{
    if (customer != m_customer) {
        m_customer = customer;
        setOpen(false);
    } else if (m_open) {
        read();
    }
}

void CustomerHistoryCard::setOpen(bool open)
{
    m_open = open;
    m_show->setText(open ? tr("Hide") : tr("Show"));
    m_show->setAccessibleName(open ? tr("Hide the history") : tr("Show the history"));
    m_list->hide();
    m_hint->setText(open ? tr("Reading…")
                         : tr("Each version of the customer, its subscriptions, contacts and terms: by whom and why."));
    m_hint->show();
    if (open)
        read();
}

void CustomerHistoryCard::read()
{
    m_ui.workspace->run<QList<CustomerChange>>(
        this, [id = m_customer](Services &s) { return s.customers.history(id); },
        [this, id = m_customer](const Result<QList<CustomerChange>> &changes) {
            if (id != m_customer || !m_open)
                return;
            if (changes)
                showChanges(*changes);
            else
                m_hint->setText(changes.error().userText);
        });
}

void CustomerHistoryCard::showChanges(const QList<CustomerChange> &changes)
{
    m_list->clear();
    for (const CustomerChange &c : changes) {
        auto *item = new QTreeWidgetItem(
            m_list, {TimeText().full(c.atMs), c.byName, c.what, c.reason.isEmpty() ? c.source : c.reason});
        for (int column = 0; column < HistoryColumns; ++column)
            item->setToolTip(column, column == When ? TimeText().both(c.atMs) : item->text(column));
    }
    m_list->setVisible(!changes.isEmpty());
    m_hint->setVisible(changes.isEmpty());
    fitRows();
    if (auto *area = enclosing(this))
        QTimer::singleShot(0, this, [this, area = QPointer(area)] { // as high as it is then
            if (area && m_open)
                area->ensureWidgetVisible(this, 0, kBelow);
        });
}

void CustomerHistoryCard::fitRows()
{
    const QFontMetrics metrics(m_list->font());
    int height = 0;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        int tallest = kRowHeight;
        for (const int column : {What, Why}) {
            const QRect room(0, 0, qMax(1, m_list->columnWidth(column) - kCellPadding), 10'000);
            const QRect text = metrics.boundingRect(room, Qt::TextWrapAnywhere | Qt::TextWordWrap, item->text(column));
            tallest = qMax(tallest, text.height() + kRowHeight - metrics.height());
        }
        for (int column = 0; column < HistoryColumns; ++column)
            item->setSizeHint(column, {0, tallest});
        height += tallest;
    }
    m_list->setFixedHeight(m_list->header()->sizeHint().height() + qMin(height, kMostHeight) + 4);
}

} // namespace tocsin
