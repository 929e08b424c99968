#include "ui/notices/recipientlist.h"

#include "ui/common/card.h"
#include "ui/common/chippaint.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"
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

enum Role { CustomerName = Qt::UserRole, Subscriptions, Reach, Text };

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

class RecipientDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {120, 50}; }

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
        const auto reach = static_cast<Reachability>(index.data(Reach).toInt());
        const QString word = shortName(reach);
        const QSize chip = textChipSize(word, toneOf(reach));
        paintTextChip(*painter, {r.right() - 8 - chip.width(), r.top() + 7}, word, toneOf(reach));
        const int room = r.width() - 24 - chip.width();
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
};

bool sameScope(const QList<ScopeRow> &a, const QList<ScopeRow> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ScopeRow &x, const ScopeRow &y) {
        return x.subscription == y.subscription && x.inScope == y.inScope && x.reachability == y.reachability &&
               x.recipients.size() == y.recipients.size() && x.customerName == y.customerName;
    });
}

QString emptyText(Audience audience)
{
    switch (audience) {
    case Audience::Customers:
        return RecipientList::tr(
            "No customer is in scope yet. Whoever is put in scope on the tab Customers stands here.");
    case Audience::Authority:
        return RecipientList::tr("A notice to an authority goes to the authority that is in charge; it names its own "
                                 "way of receiving it.");
    case Audience::DataSubjects:
        return RecipientList::tr("The people concerned are reached through the customers in scope.");
    case Audience::Internal:
        return RecipientList::tr("For people of the provider itself.");
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
    head->addWidget(new Label(tr("Recipients"), TextStyle::Heading, this), 1);
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
    m_view->setMouseTracking(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
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
    m_security = new Label({}, TextStyle::Small, card);
    m_administrators = wrappedLabel({}, TextStyle::Small, card);
    m_unreachable = new Label({}, TextStyle::Error, card);
    card->body()->addWidget(m_security);
    card->body()->addWidget(m_administrators);
    auto *row = new QHBoxLayout;
    row->addWidget(m_unreachable, 1);
    m_resolve = new QPushButton(tr("Resolve"), card);
    m_resolve->setObjectName(u"resolveUnreachable"_s);
    m_resolve->setAccessibleName(tr("Go to the customers to give the unreachable ones a contact"));
    m_resolve->setFlat(true);
    connect(m_resolve, &QPushButton::clicked, this, &RecipientList::scopeWanted);
    row->addWidget(m_resolve);
    card->body()->addLayout(row);
    return card;
}

void RecipientList::setScope(Audience audience, const QList<ScopeRow> &scope)
{
    QList<ScopeRow> in;
    for (const ScopeRow &row : scope)
        if (row.inScope)
            in << row;
    int security = 0;
    int administrators = 0;
    int unreachable = 0;
    for (const ScopeRow &row : in) {
        security += row.reachability == Reachability::SecurityContact ? 1 : 0;
        administrators += row.reachability == Reachability::Administrator ? 1 : 0;
        unreachable += row.reachability == Reachability::Unreachable ? 1 : 0;
    }
    const bool any = !in.isEmpty();
    m_count->setText(any ? QString::number(messageCount(in)) : QString());
    m_count->setToolTip(tr("Messages, one a recipient"));
    m_security->setText(tr("%1 by security contact").arg(security));
    m_administrators->setText(tr("%1 by administrator, no security contact").arg(administrators));
    m_administrators->setVisible(administrators > 0);
    m_unreachable->setText(tr("%1 unreachable").arg(unreachable));
    m_unreachable->setToolTip(unreachableNames(in).join(u'\n'));
    m_unreachable->setVisible(unreachable > 0);
    m_resolve->setVisible(unreachable > 0);
    m_summary->setVisible(any);
    m_filter->setVisible(in.size() > 6 || !m_filter->text().isEmpty());
    m_view->setVisible(any);
    m_rule->setVisible(any);
    m_empty->setText(emptyText(audience));
    m_empty->setVisible(!any);
    if (!sameScope(m_scope, in))
        fill(in);
    m_scope = in;
}

void RecipientList::fill(const QList<ScopeRow> &scope)
{
    m_model->clear();
    QHash<std::pair<qint64, int>, QStandardItem *> items; // one row a customer and way of reaching it
    for (const ScopeRow &row : scope) {
        const std::pair key{row.customer.value, static_cast<int>(row.reachability)};
        QStringList people;
        for (const Contact &c : row.recipients)
            people << u"%1 <%2>"_s.arg(c.name, c.email);
        if (QStandardItem *item = items.value(key)) {
            item->setData(item->data(Subscriptions).toString() + u", "_s + row.subscriptionName, Subscriptions);
            item->setData(item->data(Text).toString() + u' ' + row.subscriptionName, Text);
            continue;
        }
        auto *item = new QStandardItem;
        item->setEditable(false);
        item->setData(row.customerName, CustomerName);
        item->setData(row.subscriptionName, Subscriptions);
        item->setData(static_cast<int>(row.reachability), Reach);
        item->setData(u"%1 %2 %3"_s.arg(row.customerName, row.subscriptionName, people.join(u' ')), Text);
        const QString who =
            people.isEmpty() ? tr("Neither a security contact nor an administrator.") : people.join(u'\n');
        item->setToolTip(who);
        item->setData(
            u"%1, %2, %3. %4"_s.arg(row.customerName, row.subscriptionName, reachabilityName(row.reachability), who),
            Qt::AccessibleTextRole);
        // What cannot be reached stands first: it needs a person.
        if (row.reachability == Reachability::Unreachable)
            m_model->insertRow(0, item);
        else
            m_model->appendRow(item);
        items.insert(key, item);
    }
}

} // namespace tocsin
