#include "ui/board/clockstrip.h"

#include "ui/common/clockpaint.h"
#include "ui/common/clocktext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QToolTip>
#include <QWheelEvent>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeight = 84;
constexpr int kTileGap = 12;
constexpr int kShown = 5; ///< panels side by side before it scrolls
constexpr int kLeastWidth = 200;
constexpr int kTilePadding = 14;
constexpr int kBar = 4;

/** Paints one panel of the strip. */
class StripDelegate : public QStyledItemDelegate
{
public:
    StripDelegate(const ClockStripModel &model, const Clock &clock, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_model(model)
        , m_clock(clock)
    {
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        const int room = option.widget ? option.widget->width() : kShown * kLeastWidth;
        return {qMax(kLeastWidth, (room + kTileGap) / kShown), kHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ClockRollUp *row = m_model.row(index.row());
        if (!row)
            return;
        const Theme &theme = Theme::current();
        const qint64 now = m_clock.nowMs();
        const ClockReading reading = readClock(row->facts, now);
        const QRect card = option.rect.adjusted(1, 1, -kTileGap, -1);
        const bool focused =
            option.state.testFlag(QStyle::State_Selected) && option.state.testFlag(QStyle::State_HasFocus);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintBox(*painter, card, metrics::radiusPanel, theme.surface,
                 focused                                          ? theme.accent
                 : option.state.testFlag(QStyle::State_MouseOver) ? mixed(theme.line, theme.muted, 0.5)
                                                                  : theme.line,
                 focused ? 2 : 1);
        paintEdge(*painter, card, reading.band);
        paintTexts(*painter, card.adjusted(kTilePadding, 9, -kTilePadding, -8), *row, reading, now);
        painter->restore();
    }

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        const ClockRollUp *row = m_model.row(index.row());
        if (event->type() != QEvent::ToolTip || !row)
            return QStyledItemDelegate::helpEvent(event, view, option, index);
        const qint64 now = m_clock.nowMs();
        const QString clock = clockTooltip(readClock(row->facts, now), row->facts, m_time, now);
        QToolTip::showText(event->globalPos(),
                           row->incident.reference() + u"  "_s + row->incident.title + u'\n' + clock, view);
        return true;
    }

private:
    static void paintEdge(QPainter &painter, const QRect &card, ClockBand band)
    {
        const ToneColors colors = Theme::current().clock(band);
        QPainterPath shape;
        shape.addRoundedRect(card, metrics::radiusPanel, metrics::radiusPanel);
        QPainterPath edge;
        edge.addRect(QRectF(card.left(), card.top(), kBar, card.height()));
        painter.fillPath(shape & edge, band == ClockBand::Overdue ? colors.ground : colors.ink);
    }

    void paintTexts(QPainter &painter, const QRect &box, const ClockRollUp &row, const ClockReading &reading,
                    qint64 now) const
    {
        const Theme &theme = Theme::current();
        const QSize chip = clockChipSize(reading.digits, ClockSize::Medium);
        paintClockChip(painter, box.topLeft(), reading.digits, reading.band, ClockSize::Medium);
        painter.setFont(finePrintFont());
        painter.setPen(theme.muted);
        const QRect words(box.left() + chip.width() + 8, box.top(), box.width() - chip.width() - 8, chip.height());
        QString said = clockWords(reading, m_time, now);
        if (painter.fontMetrics().horizontalAdvance(said) > words.width() && reading.instantMs > 0)
            said =
                reading.band == ClockBand::Overdue
                    ? QCoreApplication::translate("tocsin::board", "since %1").arg(m_time.brief(reading.instantMs, now))
                    : m_time.brief(reading.instantMs, now);
        if (painter.fontMetrics().horizontalAdvance(said) > words.width() && reading.instantMs > 0)
            said = m_time.brief(reading.instantMs, now);
        painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(said, Qt::ElideRight, words.width()));
        painter.setFont(smallBoldFont());
        painter.setPen(theme.text);
        const QRect title(box.left(), box.top() + 27, box.width(), 18);
        painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(row.incident.title, Qt::ElideRight, title.width()));
        painter.setFont(finePrintFont());
        painter.setPen(theme.muted);
        QString line = row.incident.reference();
        if (row.incident.exercise)
            line += QCoreApplication::translate("tocsin::board", " · exercise");
        if (!row.what.isEmpty())
            line += u" · "_s + row.what;
        painter.drawText(title.translated(0, 19), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(line, Qt::ElideRight, title.width()));
    }

    const ClockStripModel &m_model;
    const Clock &m_clock;
    TimeText m_time;
};

} // namespace

ClockStripModel::ClockStripModel(const Clock &clock, QObject *parent)
    : SyncedModel(parent)
    , m_clock(clock)
{
}

void ClockStripModel::assign(const QList<ClockRollUp> &rows)
{
    sync(
        m_rows, rows, [](const ClockRollUp &row) { return row.incident.id; },
        [](const ClockRollUp &a, const ClockRollUp &b) {
            return a.incident.version == b.incident.version && a.what == b.what && endMs(a.facts) == endMs(b.facts) &&
                   a.facts.confirmed == b.facts.confirmed && a.facts.exceptedUntilMs == b.facts.exceptedUntilMs;
        });
}

const ClockRollUp *ClockStripModel::row(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int ClockStripModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ClockStripModel::data(const QModelIndex &index, int role) const
{
    const ClockRollUp *at = row(index.row());
    if (!at)
        return {};
    const QString name = at->incident.reference() + u' ' + at->incident.title;
    if (role == Qt::DisplayRole)
        return name;
    if (role == Qt::AccessibleTextRole) {
        const qint64 now = m_clock.nowMs();
        return QString(name + u", "_s + clockSpoken(readClock(at->facts, now), TimeText(), now) + u", "_s + at->what);
    }
    return {};
}

ClockStrip::ClockStrip(ClockListModel &clocks, const Clock &clock, QWidget *parent)
    : QListView(parent)
    , m_clocks(clocks)
    , m_model(clock)
{
    setObjectName(u"clock-strip"_s);
    setAccessibleName(tr("Running clocks, most urgent first"));
    setFrameShape(NoFrame);
    viewport()->setAutoFillBackground(false);
    setFlow(LeftToRight);
    setWrapping(false);
    setResizeMode(Adjust);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setItemDelegate(new StripDelegate(m_model, clock, this));
    setModel(&m_model);
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (const ClockRollUp *row = m_model.row(index.row()))
            Q_EMIT opened(row->incident.id);
    });
    connect(&clocks, &ClockListModel::assigned, this, &ClockStrip::refresh);
    refresh();
}

void ClockStrip::refresh()
{
    m_model.assign(m_clocks.rollUps());
    const int count = m_model.rowCount();
    setVisible(count > 0);
    const bool scrolls = count > kShown || width() < count * kLeastWidth;
    setFixedHeight(kHeight + (scrolls ? 14 : 0));
}

void ClockStrip::tick(qint64 nowMs)
{
    Q_UNUSED(nowMs)
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QRect cell = visualRect(m_model.index(row));
        if (cell.left() > viewport()->width())
            break;
        if (cell.right() >= 0)
            viewport()->update(QRect(cell.left(), cell.top(), cell.width() - kTileGap, 36));
    }
}

void ClockStrip::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (delta.y() != 0 ? delta.y() : delta.x()));
    event->accept();
}

void ClockStrip::keyPressEvent(QKeyEvent *event)
{
    const ClockRollUp *row = m_model.row(currentIndex().row());
    if (row && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT opened(row->incident.id);
        return;
    }
    QListView::keyPressEvent(event);
}

void ClockStrip::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && m_model.rowCount() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrentIndex(m_model.index(0));
}

void ClockStrip::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    refresh();
    scheduleDelayedItemsLayout();
}

} // namespace tocsin
