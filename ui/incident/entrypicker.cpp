#include "ui/incident/entrypicker.h"

#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"
#include "ui/common/timetext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kIdRole = Qt::UserRole;
constexpr int kInstantRole = Qt::UserRole + 1;
constexpr int kKeyRole = Qt::UserRole + 2;
constexpr int kPageSize = 100;

/** A box, a star for key events, the instant, the text on one line. */
class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {120, 30}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::current();
        const bool current = option.state & QStyle::State_HasFocus;
        const bool over = option.state & QStyle::State_MouseOver;
        painter->save();
        if (over)
            painter->fillRect(option.rect, theme.hover);
        if (index.row() > 0)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1), theme.line);
        const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        const QRectF box(option.rect.left() + 10, option.rect.center().y() - 7, 15, 15);
        painter->setRenderHint(QPainter::Antialiasing);
        paintBox(*painter, box, 4, on ? theme.accent : theme.surface, on ? theme.accent : theme.control);
        if (on)
            paintCheckMark(*painter, box, theme.onAccent);
        QRect rest = option.rect.adjusted(34, 0, -8, 0);
        if (index.data(kKeyRole).toBool())
            paintIcon(*painter, QRectF(rest.left(), rest.center().y() - 6, 13, 13), u"star-filled",
                      theme.tone(Tone::Medium).ink);
        rest.setLeft(rest.left() + 20);
        painter->setPen(theme.muted);
        painter->setFont(monoFont(11));
        const QString instant = index.data(kInstantRole).toString();
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, instant);
        rest.setLeft(rest.left() + painter->fontMetrics().horizontalAdvance(instant) + 10);
        painter->setPen(theme.text);
        painter->setFont(smallFont());
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rest.width()));
        if (current)
            paintFocusRing(*painter, QRectF(option.rect).adjusted(1, 2, -1, -1), 4);
        painter->restore();
    }

    /** Space alone: a click anywhere on the row is answered by the list, and would count twice on the box. */
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override
    {
        return event->type() == QEvent::KeyPress && QStyledItemDelegate::editorEvent(event, model, option, index);
    }
};

} // namespace

EntryPicker::EntryPicker(const UiContext &ui, IncidentId incident, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_incident(incident)
    , m_search(new SearchField(tr("Search the timeline"), this))
    , m_list(new QListWidget(this))
    , m_count(new Label({}, TextStyle::SmallMuted, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_search->setAccessibleName(tr("Search entries to cite"));
    m_search->setObjectName(u"entrySearch"_s);
    m_list->setAccessibleName(tr("Entries to cite"));
    m_list->setObjectName(u"entryList"_s);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setMouseTracking(true);
    m_list->setFixedHeight(186);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(m_count);
    setFocusProxy(m_search);
    m_searchTimer.setSingleShot(true);
    m_searchTimer.setInterval(200);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_searchTimer.start(); });
    connect(&m_searchTimer, &QTimer::timeout, this, &EntryPicker::reload);
    connect(m_list, &QListWidget::itemChanged, this, &EntryPicker::toggled);
    connect(m_list, &QListWidget::itemClicked, this, [](QListWidgetItem *item) {
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    });
    updateCount();
    reload();
}

void EntryPicker::setChosen(const QList<EntryId> &entries)
{
    m_chosen = entries;
    reload();
    updateCount();
}

void EntryPicker::setCompact()
{
    m_compact = true;
    m_list->setMinimumHeight(44); // a row and a half: it is seen that more follow
    m_list->setMaximumHeight(QWIDGETSIZE_MAX);
    m_list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored); // its hint would be more than there is
    updateCount();
}

void EntryPicker::focusList()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
    if (m_list->currentRow() < 0 && m_list->count() > 0)
        m_list->setCurrentRow(0);
}

void EntryPicker::reload()
{
    const int reading = ++m_reading;
    m_ui.workspace->run<QList<TimelineEntry>>(
        this,
        [id = m_incident, text = m_search->text().trimmed(), chosen = m_chosen](Services &s) {
            QList<TimelineEntry> list;
            for (EntryId entry : chosen)
                if (auto one = s.timeline.entry(entry))
                    list.append(*one);
            TimelineFilter filter;
            filter.text = text;
            filter.keyEventsOnly = text.isEmpty();
            const auto first = s.timeline.after(id, filter, {}, kPageSize);
            if (!first)
                return Result<QList<TimelineEntry>>(tl::unexpected(first.error()));
            list += *first;
            if (text.isEmpty())
                if (auto all = s.timeline.before(
                        id, {}, {std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()}, kPageSize)) {
                    std::ranges::reverse(*all);
                    list += *all;
                }
            return Result<QList<TimelineEntry>>(list);
        },
        [this, reading](const Result<QList<TimelineEntry>> &entries) {
            if (reading != m_reading)
                return;
            if (entries)
                showEntries(*entries);
            else
                m_count->setText(entries.error().userText);
        });
}

void EntryPicker::showEntries(const QList<TimelineEntry> &entries)
{
    m_filling = true;
    const int scroll = m_list->currentRow();
    m_list->clear();
    QSet<EntryId> seen;
    for (const TimelineEntry &e : entries) {
        if (e.struck || seen.contains(e.id))
            continue;
        seen.insert(e.id);
        addEntry(e);
    }
    if (scroll >= 0 && scroll < m_list->count())
        m_list->setCurrentRow(scroll);
    m_filling = false;
    updateCount();
}

void EntryPicker::addEntry(const TimelineEntry &e)
{
    const TimeText time;
    auto *item = new QListWidgetItem(e.text.simplified());
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
    item->setData(kIdRole, QVariant::fromValue(e.id));
    item->setData(kInstantRole, time.brief(e.atMs, m_ui.workspace->clock().nowMs()));
    item->setData(kKeyRole, e.keyEvent);
    item->setData(Qt::AccessibleTextRole, tr("%1, %2, %3").arg(nameOf(e.kind), time.full(e.atMs), e.text.simplified()));
    item->setToolTip(u"%1\n%2 · %3\n%4"_s.arg(time.both(e.atMs), nameOf(e.kind), e.personName, e.text));
    item->setCheckState(m_chosen.contains(e.id) ? Qt::Checked : Qt::Unchecked);
    m_list->addItem(item);
}

void EntryPicker::toggled(QListWidgetItem *item)
{
    if (m_filling)
        return;
    const auto id = item->data(kIdRole).value<EntryId>();
    const bool on = item->checkState() == Qt::Checked;
    if (on == m_chosen.contains(id))
        return;
    if (on)
        m_chosen.append(id);
    else
        m_chosen.removeAll(id);
    updateCount();
    Q_EMIT chosenChanged();
}

void EntryPicker::updateCount()
{
    const bool searching = !m_search->text().trimmed().isEmpty();
    if (m_list->count() == 0)
        m_count->setText(searching ? tr("No entry has these words.")
                                   : tr("The timeline is empty: write down first what was found."));
    else
        m_count->setText(m_chosen.isEmpty() ? tr("None chosen. Key events come first.")
                                            : tr("%1 chosen").arg(m_chosen.size()));
    m_count->setVisible(!m_compact || m_list->count() == 0);
}

} // namespace tocsin
