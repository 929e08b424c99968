#include "ui/board/columnview.h"

#include "models/items/stagemodel.h"
#include "ui/board/carddelegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QDrag>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <utility>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString mimeName()
{
    return u"application/x-tocsin-incident"_s;
}

} // namespace

ColumnView::ColumnView(BoardModel &board, Stage stage, CardDelegate &delegate, const Clock &clock, QWidget *parent)
    : QListView(parent)
    , m_board(board)
    , m_model(new StageModel(board, stage, this))
    , m_delegate(delegate)
    , m_clock(clock)
    , m_stage(stage)
{
    setObjectName(u"column-"_s + codeOf(stage));
    setAccessibleName(tr("%1, cards").arg(nameOf(stage)));
    setFrameShape(NoFrame);
    viewport()->setAutoFillBackground(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setDragEnabled(true);
    setAcceptDrops(true);
    setMouseTracking(true);
    setItemDelegate(&delegate);
    setModel(m_model);
    connect(this, &QListView::activated, this, [this](const QModelIndex &index) {
        if (const Incident *card = m_model->card(index))
            Q_EMIT opened(card->id);
    });
}

void ColumnView::reset()
{
    QListView::reset();
    m_bands.clear();
}

const Incident *ColumnView::currentCard() const
{
    return m_model->card(currentIndex());
}

void ColumnView::choose(int row)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const QModelIndex index = m_model->index(qBound(0, row, rows - 1));
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    scrollTo(index);
}

void ColumnView::tick(qint64 nowMs)
{
    if (nowMs / kMinuteMs != m_minute) {
        m_minute = nowMs / kMinuteMs;
        followMarks(nowMs);
        viewport()->update();
    }
    const int rows = m_model->rowCount();
    const QModelIndex top = indexAt({viewport()->width() / 2, 0});
    QRegion dirty;
    for (int row = top.isValid() ? top.row() : 0; row < rows; ++row) {
        const QModelIndex index = m_model->index(row);
        const QRect cell = visualRect(index);
        if (cell.top() > viewport()->height())
            break;
        const Incident *card = m_model->card(index);
        if (!card || !card->clock)
            continue;
        const ClockBand band = readClock(card->clock->mostUrgent, nowMs).band;
        ClockBand &painted = m_bands[card->id.value];
        if (painted != band)
            dirty += cell; // words and width of the chip go with the band
        else if (band != ClockBand::Met && band != ClockBand::MetLate && band != ClockBand::Withdrawn &&
                 band != ClockBand::Undeliverable)
            dirty += m_delegate.clockRect(cell, *card);
        painted = band;
    }
    if (!dirty.isEmpty())
        viewport()->update(dirty);
}

void ColumnView::followMarks(qint64 nowMs)
{
    int marks = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (const Incident *card = m_model->card(m_model->index(row)))
            marks += card->asksWhyNotDeclared(nowMs) ? 1 : 0;
    if (std::exchange(m_marks, marks) != marks)
        scheduleDelayedItemsLayout(); // a card is taller with its mark
}

void ColumnView::paintEvent(QPaintEvent *event)
{
    if (m_dropping) {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, viewport()->rect(), metrics::radiusPanel, Theme::current().accentTint,
                 Theme::current().accent);
    }
    m_delegate.setDirty(event->region());
    QListView::paintEvent(event);
    m_delegate.setDirty({});
    if (!m_painted && m_model->rowCount() > 0) {
        m_painted = true;
        Q_EMIT firstPainted();
    }
}

void ColumnView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        scheduleDelayedItemsLayout();
}

void ColumnView::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && event->reason() != Qt::MouseFocusReason)
        choose(0);
}

bool ColumnView::event(QEvent *event)
{
    // Alt+Left and Alt+Right move the card; elsewhere they are the window's "back".
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right) &&
            currentCard()) {
            event->accept();
            return true;
        }
    }
    return QListView::event(event);
}

void ColumnView::keyPressEvent(QKeyEvent *event)
{
    const bool alt = event->modifiers() == Qt::AltModifier;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Left ? -1 : 1;
        if (alt)
            moveBy(direction);
        else
            Q_EMIT stepped(direction, visualRect(currentIndex()).center().y());
        return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const Incident *card = currentCard()) {
            if (event->modifiers().testFlag(Qt::ControlModifier))
                Q_EMIT openedInWindow(card->id);
            else
                Q_EMIT opened(card->id);
        }
        return;
    case Qt::Key_M:
        if (currentCard() && event->modifiers() == Qt::NoModifier) {
            showMenu(viewport()->mapToGlobal(visualRect(currentIndex()).center()));
            return;
        }
        break;
    default:
        break;
    }
    // No search while typing: "/" and single letters belong to the page.
    if (event->text().isEmpty() || event->modifiers() != Qt::NoModifier || !event->text().at(0).isPrint())
        QListView::keyPressEvent(event);
    else
        event->ignore();
}

void ColumnView::moveBy(int step)
{
    const Incident *card = currentCard();
    const int to = static_cast<int>(m_stage) + step;
    if (card && to >= 0 && to < BoardModel::kStages)
        Q_EMIT moveAsked(card->id, static_cast<Stage>(to));
}

void ColumnView::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    if (!m_model->card(index))
        return;
    setCurrentIndex(index);
    showMenu(event->reason() == QContextMenuEvent::Mouse ? event->globalPos()
                                                         : viewport()->mapToGlobal(visualRect(index).center()));
}

void ColumnView::showMenu(const QPoint &globalPos)
{
    const Incident *card = currentCard();
    if (!card)
        return;
    const IncidentId id = card->id;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Card %1").arg(card->reference()));
    connect(menu->addAction(tr("Open\tEnter")), &QAction::triggered, this, [this, id] { Q_EMIT opened(id); });
    connect(menu->addAction(icon(u"external"), tr("Open in own window\tCtrl+Enter")), &QAction::triggered, this,
            [this, id] { Q_EMIT openedInWindow(id); });
    menu->addSeparator();
    if (card->isDone()) { // it is reopened first (P1.7)
        QAction *reopen = menu->addAction(tr("Reopen…"));
        connect(reopen, &QAction::triggered, this, [this, id] { Q_EMIT reopeningAsked(id); });
        menu->setActiveAction(reopen);
        return menu->popup(globalPos);
    }
    for (const auto &entry : enumTable<Stage>()) {
        const Stage stage = entry.value;
        QAction *action = menu->addAction(tr("Move to %1").arg(nameOf(stage)).replace(u'&', u"&&"_s));
        action->setEnabled(stage != card->stage);
        connect(action, &QAction::triggered, this, [this, id, stage] { Q_EMIT moveAsked(id, stage); });
        if (action->isEnabled() && !menu->activeAction())
            menu->setActiveAction(action);
    }
    menu->popup(globalPos);
}

void ColumnView::startDrag(Qt::DropActions)
{
    const Incident *card = currentCard();
    if (!card)
        return;
    auto *mime = new QMimeData;
    mime->setData(mimeName(), QByteArray::number(card->id.value));
    mime->setText(card->reference() + u' ' + card->title);
    auto *drag = new QDrag(this);
    drag->setMimeData(mime);
    const QRect rect = CardDelegate::cardRect(visualRect(currentIndex()));
    drag->setPixmap(viewport()->grab(rect));
    drag->setHotSpot({rect.width() / 2, 20});
    drag->exec(Qt::MoveAction);
}

bool ColumnView::takesDrop(const QMimeData *mime) const
{
    return mime->hasFormat(mimeName());
}

void ColumnView::dragEnterEvent(QDragEnterEvent *event)
{
    if (!takesDrop(event->mimeData()))
        return;
    m_dropping = event->source() != this;
    viewport()->update();
    event->acceptProposedAction();
}

void ColumnView::dragMoveEvent(QDragMoveEvent *event)
{
    if (takesDrop(event->mimeData()))
        event->acceptProposedAction();
}

void ColumnView::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropping = false;
    viewport()->update();
}

void ColumnView::dropEvent(QDropEvent *event)
{
    m_dropping = false;
    viewport()->update();
    if (!takesDrop(event->mimeData()))
        return;
    event->acceptProposedAction();
    const IncidentId id{event->mimeData()->data(mimeName()).toLongLong()};
    const QModelIndex index = m_board.find(id);
    if (index.isValid() && index.parent().row() != static_cast<int>(m_stage))
        Q_EMIT moveAsked(id, m_stage);
}

} // namespace tocsin
