#include "ui/timeline/timelinetab.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/emptystate.h"
#include "ui/incident/redactpanel.h"
#include "ui/timeline/entrypanel.h"
#include "ui/timeline/quickentrybar.h"
#include "ui/timeline/timelinedelegate.h"
#include "ui/timeline/timelinefilterbar.h"
#include "ui/timeline/timelinelist.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kDensityMs = 250;
constexpr int kHiddenMs = 600;
constexpr int kPanelHeight = 200;
constexpr int kRoomForStrip = 350; ///< below it, the entries need its height
constexpr int kRoomForBoth = 600;  ///< below it, files to be kept take the room of the details

EntryKey keyOf(const QModelIndex &index)
{
    return {index.data(TimelineModel::AtRole).toLongLong(), index.data(TimelineModel::IdRole).toLongLong()};
}

QString counted(qint64 n)
{
    return QLocale(QLocale::English, QLocale::UnitedKingdom).toString(n);
}
} // namespace

TimelineTab::TimelineTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_model(new TimelineModel(*ui.workspace, this))
    , m_delegate(new TimelineDelegate(ui.workspace->clock(), this))
    , m_strip(new DensityStrip)
    , m_filters(new TimelineFilterBar)
    , m_list(new TimelineList)
    , m_panel(new EntryPanel(ui))
    , m_quick(new QuickEntryBar(ui))
    , m_banner(new Banner)
    , m_empty(
          new EmptyState(u"list"_s, tr("Nothing is written down yet"),
                         tr("The timeline tells what happened and when: what was seen, done, said and decided. "
                            "Everything here stays in the record; a wrong entry is struck through, never deleted.")))
    , m_none(new EmptyState(u"filter"_s, tr("No entry matches"),
                            tr("No entry of this incident fits the filter and the chosen time.")))
    , m_stack(new QStackedLayout)
{
    setObjectName(u"timelineTab"_s);
    setAcceptDrops(true);
    build();
    connectList();
    connectFilters();
    connectWorkspace();
    addShortcuts();
    setUtc(false);
    updateState();
}

void TimelineTab::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    m_banner->hide();
    m_banner->setClosable(true);
    column->addWidget(m_banner);
    column->addWidget(m_strip);
    column->addWidget(m_filters);
    auto *card = new Card;
    auto *pages = new QWidget;
    pages->setLayout(m_stack);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_list->setObjectName(u"timelineList"_s);
    m_list->setAccessibleName(tr("Timeline entries"));
    m_list->setAccessibleDescription(
        tr("J and K move, Enter opens the details, S strikes through, star marks a key event."));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_none);
    m_empty->addAction(tr("Write the first entry"), true, this, [this] { m_quick->focusText(); });
    m_none->addAction(tr("Show all entries"), false, this, [this] {
        m_strip->setRange({});
        m_filters->clear();
    });
    card->body()->setContentsMargins(2, 5, 2, 5);
    card->body()->addWidget(pages);
    card->followFocus(m_list);
    // The list gives way on a low screen; the quick entry never does.
    pages->setMinimumHeight(90);
    card->setMinimumHeight(92);
    m_panel->setMinimumHeight(kPanelHeight);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(10);
    middle->addWidget(card, 1);
    middle->addWidget(m_panel);
    m_panel->hide();
    column->addLayout(middle, 1);
    column->addWidget(m_quick);
}

void TimelineTab::connectList()
{
    connect(m_list, &TimelineList::visibleRowsChanged, m_model, &TimelineModel::setVisibleRows);
    connect(m_list, &TimelineList::opened, this, &TimelineTab::openPanel);
    connect(m_list, &TimelineList::actKey, this, &TimelineTab::onKey);
    connect(m_delegate, &TimelineDelegate::starClicked, this, [this](const QModelIndex &index) {
        m_list->setCurrentIndex(index);
        onKey(u'*');
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { refreshPanel(); });
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
        const int row = m_list->currentIndex().row();
        if (row >= from.row() && row <= to.row())
            refreshPanel();
    });
    connect(m_model, &TimelineModel::stateChanged, this, [this] {
        updateState();
        restorePlace();
    });
    connect(m_model, &TimelineModel::entriesArrived, this, [this] {
        updateState();
        m_densityTimer.start();
        if (m_follow)
            onAdded(*m_follow);
    });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &TimelineTab::keepPlace);
    connect(m_model, &TimelineModel::failed, this, [this](const Error &error) {
        m_banner->show(Banner::Kind::Error, tr("The timeline cannot be read."), error.userText);
        m_banner->addAction(tr("Try again"), this, [this] {
            m_banner->hide();
            m_model->setQuery(m_incident.id, currentFilter(), TimelineModel::From::End, true);
            readDensity();
        });
    });
    connect(m_panel, &EntryPanel::closed, this, &TimelineTab::closePanel);
    connect(m_panel, &EntryPanel::redactRequested, this, [this](const QString &table, qint64 row) {
        m_panel->hide(); // there is no room for both beside the list, and the other one shows the entry
        Q_EMIT panelRequested(askRedaction(table, row));
    });
    connect(m_quick, &QuickEntryBar::added, this, &TimelineTab::onAdded);
    connect(m_quick, &QuickEntryBar::filesWait, this, &TimelineTab::makeRoom);
    connect(m_quick, &QuickEntryBar::left, this, [this] { m_list->setFocus(Qt::OtherFocusReason); });
}

void TimelineTab::connectFilters()
{
    connect(m_filters, &TimelineFilterBar::filterChanged, this, &TimelineTab::applyFilter);
    connect(m_filters, &TimelineFilterBar::cleared, this, [this] {
        m_strip->setRange({});
        applyFilter();
    });
    connect(m_filters, &TimelineFilterBar::utcChanged, this, &TimelineTab::setUtc);
    connect(m_strip, &DensityStrip::rangeChanged, this, &TimelineTab::applyFilter);
    connect(m_strip, &DensityStrip::viewChanged, this, [this](const DensityStrip::Range &view) {
        m_view = view;
        readDensity();
    });
    connect(m_strip, &DensityStrip::instantClicked, this, [this](qint64 ms) {
        m_model->locate({ms, 0}, [this](int row) {
            if (row >= 0)
                m_list->jumpTo(row);
        });
    });
    m_densityTimer.setSingleShot(true);
    m_densityTimer.setInterval(kDensityMs);
    connect(&m_densityTimer, &QTimer::timeout, this, &TimelineTab::readDensity);
}

void TimelineTab::connectWorkspace()
{
    connect(m_ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (m_incident.id.isValid() && changes.concerns(m_incident.id))
            m_densityTimer.start();
    });
    connect(m_ui.workspace, &Workspace::opened, this, &TimelineTab::updateRefusal);
    connect(m_ui.workspace, &Workspace::recovered, this, [this] {
        m_banner->hide();
        if (m_incident.id.isValid())
            m_model->setQuery(m_incident.id, currentFilter(), TimelineModel::From::End, true);
        readDensity();
    });
}

void TimelineTab::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto act) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_E), [this] { m_quick->focusText(); });
    add(QKeySequence(Qt::Key_Slash), [this] { m_filters->focusText(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_F), [this] { m_filters->focusText(); });
}

void TimelineTab::showIncident(const IncidentDetails &details)
{
    const bool other = details.incident.id != m_incident.id;
    const qint64 before = m_all;
    m_incident = details.incident;
    m_all = details.entryCount;
    m_strip->setDeclared(m_incident.declaredMs);
    if (other) {
        m_banner->hide();
        m_panel->hide();
        m_follow.reset();
        m_topKey.reset();
        m_currentKey.reset();
        m_view = {};
        m_strip->setRange({});
        {
            const QSignalBlocker blocker(m_filters);
            m_filters->clear();
        }
        m_quick->setIncident(m_incident.id);
        m_model->setQuery(m_incident.id, currentFilter(), TimelineModel::From::End);
        readDensity();
    }
    updateRefusal();
    updateState();
    if (before != m_all)
        Q_EMIT badgeChanged();
}

void TimelineTab::activate()
{
    if (m_incident.id.isValid() && !m_list->hasFocus() && !m_quick->hasFocus())
        m_list->setFocus(Qt::OtherFocusReason);
}

QString TimelineTab::badge() const
{
    return m_all > 0 ? counted(m_all) : QString();
}

TimelineFilter TimelineTab::currentFilter() const
{
    TimelineFilter filter = m_filters->filter();
    filter.withDuplicates = true;
    if (const DensityStrip::Range range = m_strip->range(); !range.isEmpty()) {
        filter.fromMs = range.fromMs;
        filter.toMs = range.toMs;
    }
    return filter;
}

void TimelineTab::applyFilter()
{
    if (!m_incident.id.isValid())
        return;
    const TimelineFilter filter = currentFilter();
    const TimelineFilter old = m_model->filter();
    if (filter == old)
        return;
    m_filters->setRangeChosen(!m_strip->range().isEmpty());
    const bool onlyRange = filter.fromMs > 0;
    m_model->setQuery(m_incident.id, filter, onlyRange ? TimelineModel::From::Start : TimelineModel::From::End);
    TimelineFilter a = filter;
    TimelineFilter b = old;
    a.fromMs = a.toMs = b.fromMs = b.toMs = 0;
    if (!(a == b))
        readDensity();
    updateState();
}

void TimelineTab::readDensity()
{
    m_densityTimer.stop();
    if (!m_incident.id.isValid())
        return;
    TimelineFilter filter = m_filters->filter();
    filter.withDuplicates = true;
    filter.fromMs = m_view.fromMs;
    filter.toMs = m_view.toMs;
    m_ui.workspace->runLong<TimelineDensity>(
        this,
        [id = m_incident.id, filter, bins = m_strip->binCount()](Services &s) {
            return s.timeline.density(id, filter, bins);
        },
        [this, run = ++m_densityRun](const Result<TimelineDensity> &density) {
            if (run == m_densityRun && density)
                m_strip->setDensity(*density);
        });
}

void TimelineTab::updateState()
{
    const bool none = m_model->rowCount() == 0 && m_model->isComplete();
    const bool filtered = !m_model->filter().isEmpty();
    m_stack->setCurrentWidget(!none ? static_cast<QWidget *>(m_list) : filtered ? m_none : m_empty);
    const bool nothing = none && !filtered;
    m_strip->setVisible(!nothing);
    m_filters->setVisible(!nothing);
    if (none && m_panel->isVisible())
        m_panel->hide();
    updateCounts();
}

void TimelineTab::updateCounts()
{
    const bool filtered = !m_model->filter().isEmpty();
    const qint64 shown = m_model->isComplete() ? m_model->rowCount() : -1;
    if (!filtered && shown > m_all && m_all >= 0) {
        m_all = shown;
        Q_EMIT badgeChanged();
    }
    m_strip->setCounts(shown, m_all);
    m_filters->setCountText(!filtered   ? QString()
                            : shown < 0 ? tr("counting…")
                                        : tr("%1 of %2").arg(counted(shown), counted(m_all)));
}

QString TimelineTab::refusal() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    if (status.readOnly)
        return tr("This database is read-only: nothing can be added.");
    const bool holds = m_incident.manager.isValid() && m_incident.manager == status.person.id;
    if (!mayDo(status.person.roles, Right::AddEntry, holds))
        return tr("Adding entries needs one of these roles: %1.").arg(roleNames(rolesWith(Right::AddEntry)));
    return {};
}

void TimelineTab::updateRefusal()
{
    const QString why = m_ui.workspace->isOpen() ? refusal() : QString();
    m_quick->setRefusal(why);
    m_panel->setRefusal(why);
    m_delegate->setMarkable(why.isEmpty());
    setAcceptDrops(why.isEmpty());
}

void TimelineTab::setUtc(bool utc)
{
    const TimeText time = utc ? TimeText(QTimeZone::utc()) : TimeText();
    m_delegate->setTimeText(time);
    m_strip->setTimeText(time);
    m_quick->setTimeText(time);
    m_panel->setTimeText(time);
    m_model->setZone(time.zone());
    m_list->relayout();
}

void TimelineTab::openPanel(const QModelIndex &index)
{
    const TimelineRow *row = m_model->rowAt(index.row());
    if (row == nullptr)
        return;
    m_panel->showRow(*row);
    if (!m_panel->isHidden())
        return;
    m_panel->show();
    fitStrip();
    layout()->activate();
    m_list->scrollTo(index);
}

void TimelineTab::closePanel()
{
    m_panel->hide();
    fitStrip();
    m_list->setFocus(Qt::OtherFocusReason);
}

void TimelineTab::makeRoom()
{
    if (height() < kRoomForBoth && !m_quick->files().isEmpty())
        m_panel->hide();
}

void TimelineTab::fitStrip()
{
    m_strip->setVisible(height() >= kRoomForStrip + (m_panel->isHidden() ? 0 : kPanelHeight / 2));
}

void TimelineTab::resizeEvent(QResizeEvent *event)
{
    IncidentTab::resizeEvent(event);
    fitStrip();
    makeRoom();
}

void TimelineTab::refreshPanel()
{
    if (m_panel->isHidden() || !m_list->currentIndex().isValid())
        return;
    if (const TimelineRow *row = m_model->rowAt(m_list->currentIndex().row()))
        m_panel->showRow(*row);
}

void TimelineTab::onKey(QChar act)
{
    const QModelIndex index = m_list->currentIndex();
    const TimelineRow *row = index.isValid() ? m_model->rowAt(index.row()) : nullptr;
    if (row == nullptr)
        return;
    m_panel->showRow(*row);
    if (act == u'*') {
        if (const QString why = refusal(); !why.isEmpty())
            m_banner->show(Banner::Kind::Warning, why);
        else
            m_panel->toggleKey();
        return;
    }
    openPanel(index);
    m_panel->startStrike();
}

void TimelineTab::onAdded(EntryKey entryKey)
{
    m_follow = entryKey;
    m_model->locate(entryKey, [this, entryKey](int row) {
        const TimelineRow *found = row >= 0 ? m_model->rowAt(row) : nullptr;
        if (found == nullptr || found->key() != entryKey || m_follow != entryKey)
            return;
        m_follow.reset();
        select(row);
    });
    if (m_model->filter().isEmpty())
        return;
    QTimer::singleShot(kHiddenMs, this, [this, entryKey] {
        if (m_follow != entryKey || m_model->filter().isEmpty())
            return;
        m_follow.reset();
        m_banner->show(Banner::Kind::Info, tr("The entry was added."), tr("The filter hides it."));
        m_banner->addAction(tr("Show it"), this, [this, entryKey] {
            m_banner->hide();
            showEntry(entryKey);
        });
    });
}

void TimelineTab::showEntry(EntryKey entryKey)
{
    if (!m_model->filter().isEmpty()) {
        m_strip->setRange({});
        m_filters->clear();
        applyFilter();
    }
    m_model->locate(entryKey, [this](int row) {
        if (row >= 0)
            select(row);
    });
}

void TimelineTab::select(int row)
{
    const QModelIndex index = m_model->index(row);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void TimelineTab::keepPlace()
{
    const QModelIndex current = m_list->currentIndex();
    m_currentKey.reset();
    m_topKey.reset();
    if (current.isValid() && !current.data(TimelineModel::PlaceholderRole).toBool())
        m_currentKey = keyOf(current);
    const QModelIndex top = m_model->index(m_list->firstVisibleRow());
    if (!m_list->isAtEnd() && top.isValid() && !top.data(TimelineModel::PlaceholderRole).toBool())
        m_topKey = keyOf(top);
}

void TimelineTab::restorePlace()
{
    if (m_model->isOpening() || m_model->rowCount() == 0)
        return;
    const auto top = std::exchange(m_topKey, std::nullopt);
    const auto current = std::exchange(m_currentKey, std::nullopt);
    // A range is read from its start, everything else from the latest entry, unless one was selected.
    if (m_list->firstVisibleRow() == 0 && m_model->filter().fromMs == 0 && !top)
        m_list->jumpToEnd();
    if (top)
        m_model->locate(*top, [this](int row) { m_list->jumpTo(row); });
    if (!current)
        return;
    m_model->locate(*current, [this, key = *current](int row) {
        const TimelineRow *found = row >= 0 ? m_model->rowAt(row) : nullptr;
        if (found != nullptr && found->key() == key && !m_list->currentIndex().isValid())
            select(row);
    });
}

void TimelineTab::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasImage())
        event->acceptProposedAction();
}

void TimelineTab::dropEvent(QDropEvent *event)
{
    if (m_quick->take(event->mimeData()))
        event->acceptProposedAction();
}

void TimelineTab::changeEvent(QEvent *event)
{
    IncidentTab::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_list->relayout();
}

void TimelineTab::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_panel->isVisible())
        closePanel();
    else
        IncidentTab::keyPressEvent(event);
}

} // namespace tocsin
