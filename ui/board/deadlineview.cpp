#include "ui/board/deadlineview.h"

#include "ui/board/incidentrowdelegate.h"
#include "ui/common/chippaint.h"
#include "ui/common/clockpaint.h"
#include "ui/common/clocktext.h"
#include "ui/common/deadlinetext.h"
#include "ui/common/fittedcolumns.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QToolTip>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDueHeight = 34;
constexpr int kDuePadding = 12;

/** Paints the cells of the table of obligations. */
class DeadlineDelegate : public QStyledItemDelegate
{
public:
    DeadlineDelegate(const ClockFilterModel &model, const Clock &clock, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_model(model)
        , m_clock(clock)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ClockRow *row = m_model.row(index.row());
        if (!row)
            return;
        painter->save();
        paintRowGround(*painter, option);
        painter->setRenderHint(QPainter::Antialiasing);
        const qint64 now = m_clock.nowMs();
        const QRect cell = option.rect.adjusted(kDuePadding, 0, -4, -1);
        const ClockReading reading = readClock(row->obligation.facts, now);
        painter->setFont(smallFont());
        painter->setPen(Theme::current().muted);
        switch (index.column()) {
        case ClockListModel::Digits:
            paintClockChip(*painter, {cell.left(), option.rect.top() + (kDueHeight - kChipHeight) / 2}, reading.digits,
                           reading.band);
            break;
        case ClockListModel::Due:
            drawElided(*painter, cell, clockWords(reading, m_time, now));
            break;
        case ClockListModel::IncidentColumn:
            paintIncident(*painter, cell, row->incident);
            break;
        case ClockListModel::Whom:
            painter->setPen(Theme::current().text);
            drawElided(*painter, cell, index.data().toString());
            break;
        case ClockListModel::Manager:
            if (!row->incident.managerName.isEmpty()) {
                paintAvatar(*painter, QRect(cell.left(), cell.center().y() - 9, 20, 20), row->incident.managerName);
                painter->setFont(smallFont());
                painter->setPen(Theme::current().muted);
                drawElided(*painter, cell.adjusted(27, 0, 0, 0), row->incident.managerName);
            }
            break;
        default:
            drawElided(*painter, cell, index.data().toString());
        }
        painter->restore();
    }

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        const ClockRow *row = m_model.row(index.row());
        if (event->type() != QEvent::ToolTip || !row)
            return QStyledItemDelegate::helpEvent(event, view, option, index);
        const qint64 now = m_clock.nowMs();
        const ObligationFacts &facts = row->obligation.facts;
        const QString text = index.column() <= ClockListModel::Due
                                 ? clockTooltip(readClock(facts, now), facts, m_time, now)
                             : index.column() == ClockListModel::Beside
                                 ? deadlineInfoLines(row->info, facts.deadlineMs, m_time).join(u'\n')
                                 : index.data().toString();
        QToolTip::showText(event->globalPos(), text, view);
        return true;
    }

private:
    static void drawElided(QPainter &painter, const QRect &rect, const QString &text)
    {
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    }

    static void paintIncident(QPainter &painter, QRect cell, const Incident &incident)
    {
        painter.setFont(monoFont(11));
        const QString reference = incident.reference();
        painter.drawText(cell, Qt::AlignLeft | Qt::AlignVCenter, reference);
        cell.setLeft(cell.left() + painter.fontMetrics().horizontalAdvance(reference) + 10);
        if (incident.exercise) {
            const QString mark = ClockListModel::tr("Exercise");
            paintTextChip(painter, {cell.left(), cell.center().y() - kChipHeight / 2 + 1}, mark, Tone::Outline);
            cell.setLeft(cell.left() + textChipSize(mark, Tone::Outline).width() + 8);
        }
        painter.setFont(bodyBoldFont());
        painter.setPen(Theme::current().text);
        drawElided(painter, cell, incident.title);
    }

    const ClockFilterModel &m_model;
    const Clock &m_clock;
    TimeText m_time;
};

} // namespace

DeadlineView::DeadlineView(ClockFilterModel &model, const Clock &clock, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_clock(clock)
{
    setObjectName(u"deadlines-table"_s);
    setAccessibleName(tr("Obligations"));
    setModel(&model);
    setItemDelegate(new DeadlineDelegate(model, clock, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    // Every pixel is painted by a cell or below; nothing has to be cleared first.
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kDueHeight);
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const QPair<int, int> widths[] = {{ClockListModel::Digits, 112}, {ClockListModel::Due, 176},
                                      {ClockListModel::Whom, 172},   {ClockListModel::Duty, 150},
                                      {ClockListModel::Beside, 184}, {ClockListModel::Manager, 140}};
    for (const auto &[column, width] : widths)
        setColumnWidth(column, width);
    new FittedColumns(header, ClockListModel::IncidentColumn, 360, {104, 156, 0, 140, 112, 128, 132});
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (const ClockRow *row = m_model.row(index.row()))
            Q_EMIT opened(row->incident.id);
    });
    setSortingEnabled(true);
    sortByColumn(ClockListModel::Digits, Qt::AscendingOrder);
    setColumnHidden(ClockListModel::Beside, true);
    const auto forget = [this] {
        m_bands.clear();
        viewport()->update();
    };
    connect(&model, &QAbstractItemModel::layoutChanged, this, forget);
    connect(&model, &QAbstractItemModel::rowsInserted, this, forget);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, forget);
    connect(&model, &QAbstractItemModel::dataChanged, this, forget);
    connect(&model, &QAbstractItemModel::modelReset, this, forget);
}

void DeadlineView::choose(ObligationId id)
{
    if (chosen() == id)
        return;
    m_quiet = true;
    const int row = m_model.rowOf(id);
    setCurrentIndex(row < 0 ? QModelIndex() : m_model.index(row, ClockListModel::IncidentColumn));
    m_quiet = false;
}

ObligationId DeadlineView::chosen() const
{
    const ClockRow *row = m_model.row(currentIndex().row());
    return row ? row->obligation.id : ObligationId{};
}

void DeadlineView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (const ClockRow *row = m_model.row(current.row()); row && !m_quiet && current.row() != previous.row())
        Q_EMIT choiceChanged(row->obligation.id);
}

QPoint DeadlineView::chipAt(int row) const
{
    return {columnViewportPosition(ClockListModel::Digits) + kDuePadding,
            rowViewportPosition(row) + (kDueHeight - kChipHeight) / 2};
}

void DeadlineView::tick(qint64 nowMs)
{
    if (!isVisible() || m_model.rowCount() == 0)
        return;
    m_due.clear();
    m_dueRect = {};
    const int height = viewport()->height();
    for (int row = qMax(0, rowAt(0)); row < m_model.rowCount(); ++row) {
        const QPoint at = chipAt(row);
        if (at.y() > height)
            break;
        const ClockReading reading = readClock(m_model.row(row)->obligation.facts, nowMs);
        const auto painted = m_bands.constFind(row);
        const bool sameBand = painted != m_bands.constEnd() && *painted == reading.band;
        m_bands.insert(row, reading.band);
        if (!sameBand) { // another chip and other words
            viewport()->update(QRect(0, at.y() - (kDueHeight - kChipHeight) / 2, viewport()->width(), kDueHeight));
            continue;
        }
        if (reading.band == ClockBand::Excepted || (reading.band == ClockBand::Proposed && reading.instantMs == 0))
            continue; // no digits, and the row stays as it is
        m_due << Chip{row, at, reading.digits, reading.band};
        m_dueRect |= QRect(at, clockChipSize(reading.digits));
    }
    m_dueRect &= viewport()->rect();
    if (!m_due.isEmpty())
        viewport()->update(m_dueRect);
}

void DeadlineView::paintEvent(QPaintEvent *event)
{
    const QList<Chip> due = std::exchange(m_due, {});
    if (!due.isEmpty() && event->region() == QRegion(m_dueRect)) {
        paintChips(due);
        return;
    }
    QPainter(viewport()).fillRect(event->rect(), Theme::current().surface);
    QTableView::paintEvent(event);
}

void DeadlineView::paintChips(const QList<Chip> &chips)
{
    QPainter painter(viewport());
    // Something half transparent may lie above, so no pixel of the region may keep what it has.
    painter.setClipRect(m_dueRect);
    painter.fillRect(m_dueRect, Theme::current().surface);
    const QModelIndex over =
        viewport()->underMouse() ? indexAt(viewport()->mapFromGlobal(QCursor::pos())) : QModelIndex();
    QStyleOptionViewItem option;
    for (const Chip &chip : chips) {
        option.rect = QRect(m_dueRect.left(), rowViewportPosition(chip.row), m_dueRect.width(), kDueHeight);
        option.state.setFlag(QStyle::State_Selected, currentIndex().row() == chip.row);
        option.state.setFlag(QStyle::State_MouseOver,
                             over.row() == chip.row && over.column() == ClockListModel::Digits);
        paintRowGround(painter, option);
        paintClockChip(painter, chip.at, chip.digits, chip.band);
    }
}

void DeadlineView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    hideColumns();
}

void DeadlineView::setInformed(bool informed)
{
    m_informed = informed;
    hideColumns();
}

/** What there is no room for; how the law counts is told below the list as well. */
void DeadlineView::hideColumns()
{
    const int room = viewport()->width();
    setColumnHidden(ClockListModel::Beside, !m_informed || room < 1000);
    setColumnHidden(ClockListModel::Duty, room < (m_informed ? 1180 : 1000));
    setColumnHidden(ClockListModel::Manager, room < 820);
    setColumnHidden(ClockListModel::Due, room < 480);
    setColumnHidden(ClockListModel::Whom, room < 400);
}

void DeadlineView::keyPressEvent(QKeyEvent *event)
{
    const ClockRow *row = m_model.row(currentIndex().row());
    if (row && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT opened(row->incident.id);
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace tocsin
