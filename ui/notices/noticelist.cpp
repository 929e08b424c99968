#include "ui/notices/noticelist.h"

#include "ui/common/card.h"
#include "ui/common/chippaint.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/notices/noticetext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

enum NoticeRole { Number = Qt::UserRole, Kind, Subject, State, StateName, Reached, Changed };

class NoticeDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {300, 62}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const Theme &theme = Theme::current();
        const QRect r = option.rect;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(r, theme.accentTint);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(r, theme.hover);
        painter->fillRect(QRect(r.left() + 16, r.bottom(), r.width() - 32, 1), theme.line);
        const Tone tone = toneOf(static_cast<NoticeState>(index.data(State).toInt()));
        const QString word = index.data(StateName).toString();
        const QSize chip = textChipSize(word, tone);
        const int right = r.right() - 16;
        paintTextChip(*painter, {right - chip.width(), r.top() + 12}, word, tone);
        const int all = r.width() - 32;
        const int room = all - chip.width() - 16;
        painter->setPen(theme.text);
        painter->setFont(bodyBoldFont());
        painter->drawText(
            QRect(r.left() + 16, r.top() + 10, room, 22), Qt::AlignVCenter,
            QFontMetrics(bodyBoldFont()).elidedText(index.data(Subject).toString(), Qt::ElideRight, room));
        const QFontMetrics small(smallFont());
        const QString kind = index.data(Kind).toString();
        const QString reached =
            u"%1 · %2"_s.arg(index.data(Reached).toString(), TimeText().full(index.data(Changed).toLongLong()));
        const int first =
            qMin(small.horizontalAdvance(kind), qMax(all / 3, all - small.horizontalAdvance(reached) - 16));
        const int rest = all - first - 16;
        painter->setFont(smallFont());
        painter->setPen(theme.muted);
        painter->drawText(QRect(r.left() + 16, r.top() + 34, first, 18), Qt::AlignVCenter,
                          small.elidedText(kind, Qt::ElideRight, first));
        painter->drawText(QRect(right - rest, r.top() + 34, rest, 18), Qt::AlignRight | Qt::AlignVCenter,
                          small.elidedText(reached, Qt::ElideRight, rest));
        painter->restore();
    }
};

void fill(QStandardItem &item, const Notice &n)
{
    const QString kind = n.number > 1 ? u"%1 %2"_s.arg(noticeKind(n)).arg(n.number) : noticeKind(n);
    item.setEditable(false);
    item.setData(n.id.value, Number);
    item.setData(kind, Kind);
    item.setData(n.subject.isEmpty() ? NoticeList::tr("No subject yet") : n.subject, Subject);
    item.setData(static_cast<int>(n.state), State);
    item.setData(nameOf(n.state), StateName);
    item.setData(reachedText(n), Reached);
    item.setData(n.updatedMs, Changed);
    item.setToolTip(TimeText().both(n.updatedMs));
    item.setData(u"%1, %2, %3, %4"_s.arg(kind, n.subject, nameOf(n.state), reachedText(n)), Qt::AccessibleTextRole);
}

} // namespace

NoticeList::NoticeList(QWidget *parent)
    : QWidget(parent)
    , m_model(new QStandardItemModel(this))
{
    build();
}

void NoticeList::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack);
    auto *empty =
        new EmptyState(u"notices"_s, tr("No notice yet"),
                       tr("A notice may be drafted before the declaration, so that it is ready when the clock "
                          "starts. Legal reviews it, the incident manager sends it, and each delivery is recorded "
                          "with its proof."),
                       m_stack);
    empty->setObjectName(u"noticesEmpty"_s);
    m_first = empty->addAction(tr("New notice…"), true, this, [this] { Q_EMIT newWanted(); });
    m_first->setObjectName(u"firstNotice"_s);
    auto *loading = new Label(tr("Reading the notices…"), TextStyle::Muted, m_stack);
    loading->setAlignment(Qt::AlignCenter);
    auto *card = new Card(tr("Notices"), m_stack);
    m_new = new QPushButton(icon(u"plus", Ink::OnAccent), tr("New notice…"), card);
    m_new->setObjectName(u"newNotice"_s);
    m_new->setAccessibleName(tr("New notice"));
    m_new->setProperty("primary", true);
    connect(m_new, &QPushButton::clicked, this, &NoticeList::newWanted);
    card->header()->addWidget(m_new);
    m_view = new QListView(card);
    m_view->setObjectName(u"noticeList"_s);
    m_view->setAccessibleName(tr("Notices of this incident"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new NoticeDelegate(m_view));
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    const auto open = [this](const QModelIndex &index) { Q_EMIT chosen(NoticeId{index.data(Number).toLongLong()}); };
    connect(m_view, &QListView::clicked, this, open);
    connect(m_view, &QListView::activated, this, open);
    card->setView(m_view);
    m_stack->addWidget(loading);
    m_stack->addWidget(empty);
    m_stack->addWidget(card);
}

void NoticeList::setNotices(const QList<Notice> &notices)
{
    QHash<qint64, QStandardItem *> items;
    for (int row = m_model->rowCount() - 1; row >= 0; --row) {
        QStandardItem *item = m_model->item(row);
        const qint64 id = item->data(Number).toLongLong();
        const bool stays =
            std::any_of(notices.begin(), notices.end(), [id](const Notice &n) { return n.id.value == id; });
        if (stays)
            items.insert(id, item);
        else
            m_model->removeRow(row);
    }
    int row = 0;
    for (const Notice &n : notices) {
        if (QStandardItem *item = items.value(n.id.value)) {
            fill(*item, n);
        } else {
            auto *fresh = new QStandardItem;
            fill(*fresh, n);
            m_model->insertRow(std::min(row, m_model->rowCount()), fresh);
        }
        ++row;
    }
    m_stack->setCurrentIndex(notices.isEmpty() ? 1 : 2);
}

void NoticeList::setWhyNot(const QString &why)
{
    for (QPushButton *button : {m_new, m_first}) {
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
    }
}

void NoticeList::setNewVisible(bool visible)
{
    m_new->setVisible(visible);
    m_first->setVisible(visible);
}

void NoticeList::focusList()
{
    if (m_model->rowCount() > 0 && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0, 0));
    m_view->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
