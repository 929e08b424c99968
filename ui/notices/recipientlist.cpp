#include "ui/notices/recipientlist.h"

#include "ui/common/card.h"
#include "ui/common/chippaint.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"
#include "ui/common/wrappedbutton.h"
#include "ui/notices/noticetext.h"
#include "ui/theme/fonts.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

enum RecipientRole { CustomerName = Qt::UserRole, Subscriptions, Word, ToneOf, Text, ByHandOf };

/** Short, so that the name beside it can be read; the summary above the list says it in full. */
QString shortName(Reachability reach)
{
    switch (reach) {
    case Reachability::SecurityContact:
        return RecipientList::tr("contact");
    case Reachability::Administrator:
        return RecipientList::tr("admin");
    default:
        return reachabilityName(reach);
    }
}

constexpr int kRowHeight = 50;
constexpr int kRoomForRule = 280;            ///< below that the list needs its lines
constexpr char kWidestChip[] = "widestChip"; ///< property of the view
constexpr int kNameRoom = 64; ///< what a name keeps beside its chip; else the chip takes a line of its own

/** Customer, chip and subscriptions; the chip beneath where the column is too narrow for a language's words. */
class RecipientDelegate : public QStyledItemDelegate
{
public:
    explicit RecipientDelegate(QListView *view)
        : QStyledItemDelegate(view)
        , m_view(view)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {120, isStacked() ? kRowHeight + kChipHeight + 4 : kRowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const Theme &theme = Theme::current();
        const QRect r = option.rect;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(r, theme.accentTint);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(r, theme.hover);
        painter->fillRect(QRect(r.left() + 8, r.bottom(), r.width() - 16, 1), theme.line);
        const auto tone = static_cast<Tone>(index.data(ToneOf).toInt());
        const QString word = index.data(Word).toString();
        const QSize chip = textChipSize(word, tone);
        const bool stacked = isStacked();
        const QPoint at =
            stacked ? QPoint(r.left() + 8, r.top() + 46) : QPoint(r.right() - 8 - chip.width(), r.top() + 7);
        paintTextChip(*painter, at, word, tone, stacked ? r.width() - 16 : 0);
        const int room = stacked ? r.width() - 16 : r.width() - 24 - chip.width();
        painter->setFont(smallBoldFont());
        painter->setPen(theme.text);
        painter->drawText(
            QRect(r.left() + 8, r.top() + 7, room, 18), Qt::AlignVCenter,
            QFontMetrics(smallBoldFont()).elidedText(index.data(CustomerName).toString(), Qt::ElideRight, room));
        const QFont mono = monoFont(11);
        painter->setFont(mono);
        painter->setPen(theme.muted);
        painter->drawText(
            QRect(r.left() + 8, r.top() + 26, r.width() - 16, 16), Qt::AlignVCenter,
            QFontMetrics(mono).elidedText(index.data(Subscriptions).toString(), Qt::ElideRight, r.width() - 16));
        painter->restore();
    }

private:
    /** One answer for all rows: they are equally high. */
    [[nodiscard]] bool isStacked() const
    {
        return m_view->viewport()->width() - 24 - m_view->property(kWidestChip).toInt() < kNameRoom;
    }

    QListView *m_view;
};

QString emptyText(Audience audience)
{
    switch (audience) {
    case Audience::Customers:
        return RecipientList::tr(
            "No customer is in scope yet. Whoever is put in scope on the tab Customers stands here.");
    case Audience::Authority:
        return RecipientList::tr("The authorities it goes to are named on the tab Recipients.");
    case Audience::DataSubjects:
        return RecipientList::tr(
            "Whom it goes to is named on the tab Recipients: people, a list of them, or the public.");
    case Audience::Internal:
        return RecipientList::tr("The people of the provider it goes to are named on the tab Recipients.");
    }
    return {};
}

} // namespace

RecipientList::RecipientList(QWidget *parent)
    : QWidget(parent)
    , m_model(new QStandardItemModel(this))
    , m_proxy(new QSortFilterProxyModel(this))
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterRole(Text);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    build();
}

void RecipientList::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->addWidget(wrappedLabel(tr("Recipients"), TextStyle::Heading, this), 1);
    m_count = new Label({}, TextStyle::SmallMuted, this);
    head->addWidget(m_count);
    layout->addLayout(head);
    m_summary = buildSummary();
    layout->addWidget(m_summary);
    m_filter = new SearchField(tr("Filter recipients"), this);
    m_filter->setObjectName(u"recipientFilter"_s);
    m_filter->setAccessibleName(tr("Filter recipients"));
    connect(m_filter, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    layout->addWidget(m_filter);
    m_view = new QListView(this);
    m_view->setObjectName(u"recipients"_s);
    m_view->setAccessibleName(tr("Recipients by customer"));
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(new RecipientDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setMouseTracking(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_view, &QListView::activated, this, [this](const QModelIndex &index) {
        if (const qint64 id = index.data(ByHandOf).toLongLong(); id > 0 && m_byHand->isVisible())
            Q_EMIT byHandWanted(SubscriptionId{id});
    });
    layout->addWidget(m_view, 1);
    m_empty = wrappedLabel({}, TextStyle::SmallMuted, this);
    layout->addWidget(m_empty);
    m_rule = wrappedLabel(tr("Security contacts first; administrators where there are none. One message each."),
                          TextStyle::FinePrint, this);
    layout->addWidget(m_rule);
    layout->addStretch(0);
}

QWidget *RecipientList::buildSummary()
{
    auto *card = new Card({}, this);
    card->body()->setContentsMargins(12, 8, 12, 8);
    card->body()->setSpacing(3);
    m_security = wrappedLabel({}, TextStyle::Small, card);
    m_administrators = wrappedLabel({}, TextStyle::Small, card);
    m_unreachable = new ElidedLabel({}, TextStyle::Error, card);
    m_told = wrappedLabel({}, TextStyle::Small, card);
    m_undeliverable = wrappedLabel({}, TextStyle::Error, card);
    card->body()->addWidget(m_security);
    card->body()->addWidget(m_administrators);
    card->body()->addWidget(m_told);
    card->body()->addWidget(m_undeliverable);
    auto *row = new FlowLayout;
    row->addWidget(m_unreachable);
    m_resolve = new QPushButton(tr("Resolve"), card);
    m_resolve->setObjectName(u"resolveUnreachable"_s);
    m_resolve->setAccessibleName(tr("Go to the customers to give the unreachable ones a contact"));
    m_resolve->setFlat(true);
    connect(m_resolve, &QPushButton::clicked, this, &RecipientList::scopeWanted);
    row->addWidget(m_resolve);
    card->body()->addLayout(row);
    m_byHand = new WrappedButton(tr("Told by other means…"), card);
    m_byHand->setObjectName(u"tellByHand"_s);
    m_byHand->setAccessibleName(tr("Record that a customer without a contact was told by telephone, post or portal"));
    connect(m_byHand, &QPushButton::clicked, this, [this] { Q_EMIT byHandWanted({}); });
    card->body()->addWidget(m_byHand);
    return card;
}

void RecipientList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_rule->setVisible(m_view->isVisibleTo(this) && height() >= kRoomForRule);
}

void RecipientList::setNotice(const NoticeDetails &notice, const QList<Obligation> &obligations)
{
    QList<Row> rows;
    int security = 0;
    int administrators = 0;
    int told = 0;
    int undeliverable = 0;
    int unreachable = 0;
    QStringList names;
    for (const ScopeRow &row : notice.scope) {
        if (notice.notice.audience != Audience::Customers)
            break; // it is not for the subscriptions
        const bool byHand = isToldByHand(notice, row);
        const ByHand state = byHand ? byHandState(notice, row, obligations) : ByHand();
        security += !byHand && row.reachability == Reachability::SecurityContact ? 1 : 0;
        administrators += !byHand && row.reachability == Reachability::Administrator ? 1 : 0;
        told += byHand && state.told ? 1 : 0;
        undeliverable += byHand && state.undeliverable ? 1 : 0;
        if (byHand && !state.told && !state.undeliverable) {
            ++unreachable;
            names << u"%1 · %2"_s.arg(row.customerName, row.subscriptionName);
        }
        rows << rowOf(row, byHand, state);
    }
    const bool any = !rows.isEmpty();
    m_count->setText(any ? QString::number(messageCount(notice.scope)) : QString());
    m_count->setToolTip(tr("Messages, one a recipient"));
    m_security->setText(tr("%1 by security contact").arg(security));
    m_administrators->setText(tr("%1 by administrator, no security contact").arg(administrators));
    m_administrators->setVisible(administrators > 0);
    m_told->setText(tr("%1 told by other means").arg(told));
    m_told->setVisible(told > 0);
    m_undeliverable->setText(tr("%1 not deliverable").arg(undeliverable));
    m_undeliverable->setVisible(undeliverable > 0);
    m_unreachable->setText(tr("%1 unreachable").arg(unreachable));
    m_unreachable->setToolTip(names.join(u'\n'));
    m_unreachable->setVisible(unreachable > 0);
    m_resolve->setVisible(unreachable > 0);
    m_byHand->setVisible(notice.notice.state >= NoticeState::Queued && unreachable + told > 0);
    m_summary->setVisible(any);
    m_filter->setVisible(rows.size() > 6 || !m_filter->text().isEmpty());
    m_view->setVisible(any);
    m_rule->setVisible(any && height() >= kRoomForRule);
    m_empty->setText(emptyText(notice.notice.audience));
    m_empty->setVisible(!any);
    if (m_rows != rows)
        fill(rows);
    m_rows = rows;
}

RecipientList::Row RecipientList::rowOf(const ScopeRow &row, bool byHand, const ByHand &state)
{
    QStringList people;
    for (const Contact &c : row.recipients)
        people << u"%1 <%2>"_s.arg(c.name, c.email);
    if (!byHand)
        return {row.customer,
                {},
                row.customerName,
                row.subscriptionName,
                shortName(row.reachability),
                toneOf(row.reachability),
                people.join(u'\n'),
                false};
    const QString who =
        state.lines.isEmpty() ? tr("Neither a security contact nor an administrator.") : state.lines.join(u'\n');
    return {row.customer, row.subscription, row.customerName, row.subscriptionName, state.word, state.tone,
            who,          !state.told};
}

void RecipientList::fill(const QList<Row> &rows)
{
    m_model->clear();
    int widest = 0;
    for (const Row &row : rows)
        widest = qMax(widest, textChipSize(row.word, row.tone).width());
    m_view->setProperty(kWidestChip, widest);
    QHash<std::pair<qint64, QString>, QStandardItem *> items; // one row a customer and way of reaching it
    for (const Row &row : rows) {
        const std::pair key{row.customer.value, row.word};
        if (QStandardItem *item = items.value(key)) {
            item->setData(item->data(Subscriptions).toString() + u", "_s + row.subscriptionName, Subscriptions);
            item->setData(item->data(Text).toString() + u' ' + row.subscriptionName, Text);
            continue;
        }
        auto *item = new QStandardItem;
        item->setEditable(false);
        item->setData(row.customerName, CustomerName);
        item->setData(row.subscriptionName, Subscriptions);
        item->setData(row.word, Word);
        item->setData(static_cast<int>(row.tone), ToneOf);
        item->setData(row.byHand.value, ByHandOf);
        item->setData(u"%1 %2 %3"_s.arg(row.customerName, row.subscriptionName, row.who), Text);
        item->setToolTip(row.who);
        item->setData(u"%1, %2, %3. %4"_s.arg(row.customerName, row.subscriptionName, row.word, row.who),
                      Qt::AccessibleTextRole);
        // What cannot be reached stands first: it needs a person.
        if (row.first)
            m_model->insertRow(0, item);
        else
            m_model->appendRow(item);
        items.insert(key, item);
    }
}

} // namespace tocsin
