#include "ui/board/boardpage.h"

#include "models/domain/movefacts.h"
#include "ui/board/boardcolumn.h"
#include "ui/board/clockstrip.h"
#include "ui/board/filterbar.h"
#include "ui/board/movebar.h"
#include "ui/common/banner.h"
#include "ui/common/clockticker.h"
#include "ui/common/emptystate.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"

#include <QKeyEvent>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTimer>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLeastColumn = 204;
constexpr int kColumnGap = 12;
constexpr auto kReopen = "overview/reopen"_L1;

/** Where to mend what a refused move misses: tab of the incident page and label of the button. */
struct Remedy
{
    QString tab;
    QString label;
};

Remedy remedyFor(const Error &error)
{
    if (error.field == "assessment"_L1)
        return {u"assessment"_s, BoardPage::tr("Assess it now")};
    if (error.field == "containment"_L1)
        return {u"overview"_s, BoardPage::tr("Verify containment")};
    if (error.field == "reopening"_L1)
        return {kReopen, BoardPage::tr("Reopen it…")};
    return {u"overview"_s, BoardPage::tr("Open incident")};
}

} // namespace

BoardPage::BoardPage(const UiContext &ui, ClockListModel &clocks, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_model(ui.workspace->clock())
    , m_feed(*ui.workspace, m_model)
    , m_delegate(ui.workspace->clock())
    , m_filter(new FilterBar(false, this))
    , m_banner(new Banner(Banner::Kind::Warning, this))
    , m_moveBar(new MoveBar(m_ui, this))
    , m_strip(new ClockStrip(clocks, ui.workspace->clock(), this))
    , m_stack(new QStackedLayout)
    , m_columnsPage(new QWidget)
    , m_empty(new EmptyState(u"board"_s, {}, {}))
{
    setObjectName(u"board-page"_s);
    setFocusPolicy(Qt::ClickFocus); // it hands the focus on, which would send Shift+Tab back to where it came from
    build();
    connect(m_strip, &ClockStrip::opened, this, [this](IncidentId id) { m_ui.openIncident(id, {}); });
    connect(m_filter, &FilterBar::changed, this, &BoardPage::applyFilter);
    connect(m_moveBar, &MoveBar::confirmed, this, &BoardPage::move);
    connect(m_moveBar, &MoveBar::cancelled, this, [this] {
        const QModelIndex index = m_model.find(m_focusAfterMove);
        if (index.isValid())
            m_columns[static_cast<size_t>(index.parent().row())]->view()->setFocus();
    });
    connect(&m_feed, &BoardFeed::loaded, this, &BoardPage::onLoaded);
    connect(&m_feed, &BoardFeed::failed, this, [this](const Error &error) { m_ui.showError(error); });
    connect(&m_model, &BoardModel::countsChanged, this, &BoardPage::refreshState);
    connect(m_ui.ticker, &ClockTicker::tick, this, [this](qint64 nowMs) {
        if (!isVisible())
            return;
        m_strip->tick(nowMs);
        for (BoardColumn *column : m_columns)
            column->view()->tick(nowMs);
    });
}

BoardPage::~BoardPage()
{
    // The bar may live in the window's top bar by now; whoever owns it deletes it.
    for (BoardColumn *column : m_columns)
        column->view()->setItemDelegate(nullptr);
}

void BoardPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 12, 0);
    layout->setSpacing(10);
    layout->addWidget(m_banner);
    layout->addWidget(m_moveBar);
    layout->addWidget(m_strip);
    layout->addLayout(m_stack, 1);
    m_banner->setClosable(true);
    m_banner->hide();
    m_filter->hide();

    auto *area = new QScrollArea;
    plainScroll(area);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    m_columnsPage->setAutoFillBackground(false);
    auto *columns = new QHBoxLayout(m_columnsPage);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(kColumnGap);
    makeColumns(columns);
    area->setWidget(m_columnsPage);
    m_columnsPage->setAutoFillBackground(false);
    m_stack->addWidget(area);
    m_stack->addWidget(m_empty);
}

void BoardPage::makeColumns(QLayout *layout)
{
    for (const auto &entry : enumTable<Stage>()) {
        const auto at = static_cast<size_t>(entry.value);
        auto *column = new BoardColumn(m_model, entry.value, m_delegate, m_ui.workspace->clock(), m_columnsPage);
        column->setMinimumWidth(kLeastColumn);
        m_columns[at] = column;
        layout->addWidget(column);
        ColumnView *view = column->view();
        connect(view, &ColumnView::opened, this, [this](IncidentId id) { m_ui.openIncident(id, {}); });
        connect(view, &ColumnView::firstPainted, this, &BoardPage::announce);
        connect(view, &ColumnView::openedInWindow, this, &BoardPage::openedInWindow);
        connect(view, &ColumnView::moveAsked, this, &BoardPage::askMove);
        connect(view, &ColumnView::reopeningAsked, this, [this](IncidentId id) { m_ui.openIncident(id, kReopen); });
        connect(view, &ColumnView::stepped, this,
                [this, at](int direction, int y) { stepColumn(static_cast<int>(at), direction, y); });
        // One card is chosen on the whole board.
        connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
                [this, at](const QModelIndex &current) {
                    if (!current.isValid())
                        return;
                    for (size_t other = 0; other < m_columns.size(); ++other) {
                        if (other != at && m_columns[other])
                            m_columns[other]->view()->clearSelection();
                    }
                });
    }
}

QWidget *BoardPage::tools() const
{
    return m_filter;
}

void BoardPage::restoreFilter(const QString &text)
{
    const PersonId me = m_ui.workspace->status().person.id;
    m_filter->setFilter(FilterBar::fromText(text, me), me);
    m_exercises = m_filter->filter().exercises;
    if (m_exercises)
        Q_EMIT exercisesShown(true);
    m_feed.setFilter(m_filter->filter());
}

void BoardPage::showExercises(bool shown)
{
    if (m_filter->filter().exercises == shown)
        return;
    m_exercises = shown;
    m_filter->showExercises(shown);
    m_feed.setFilter(m_filter->filter());
}

void BoardPage::focusFilter()
{
    m_filter->focusText();
}

void BoardPage::applyFilter()
{
    m_feed.setFilter(m_filter->filter());
    if (m_exercises != m_filter->filter().exercises) {
        m_exercises = m_filter->filter().exercises;
        Q_EMIT exercisesShown(m_exercises);
    }
    Q_EMIT filterChanged(FilterBar::toText(m_filter->filter(), m_filter->filter().manager.isValid()));
}

void BoardPage::onLoaded()
{
    if (!std::exchange(m_follows, true))
        m_filter->followServices(*m_ui.workspace); // after the cards: they are looked at first
    refreshState();
    if (hasFocus())
        focusCards();
    for (BoardColumn *column : m_columns) {
        if (column->view()->hasFocus() && !column->view()->currentCard())
            column->view()->choose(0); // the focus came before the cards
    }
    if (m_announced)
        m_feed.readRest();
    else if (m_model.isEmpty())
        announce();
}

void BoardPage::announce()
{
    if (std::exchange(m_announced, true))
        return;
    QTimer::singleShot(0, this, [this] { // once the paint that is under way is through
        Q_EMIT painted();
        m_feed.readRest();
    });
}

void BoardPage::refreshState()
{
    for (const auto &entry : enumTable<Stage>()) {
        BoardColumn *column = m_columns[static_cast<size_t>(entry.value)];
        column->setCounts(m_model.openCount(entry.value), m_model.doneRecently(), m_model.moreDone());
        column->setFiltered(m_filter->isActive());
    }
    const bool empty = m_model.isEmpty() && m_feed.isLoaded();
    if (empty) {
        delete m_empty;
        if (m_filter->isActive()) {
            m_empty = new EmptyState(u"filter"_s, tr("No incident fits the filter"),
                                     tr("Clear the filter to see the whole board, or look among all incidents, which "
                                        "also has those that ended long ago."));
            m_empty->addAction(tr("Clear the filter"), true, m_filter, [this] { m_filter->clear(); });
        } else {
            m_empty = new EmptyState(
                u"board"_s, tr("No incident yet"),
                tr("Every first indication belongs here: an alert, a report by a customer, a colleague's doubt. Record "
                   "it in half a minute, judge it later. From then on the board shows where it stands and what "
                   "deadline runs."));
            if (!m_ui.workspace->status().readOnly)
                m_empty->addAction(tr("Record the first incident"), true, this, [this] { Q_EMIT newIncidentAsked(); });
        }
        m_stack->addWidget(m_empty);
        m_stack->setCurrentWidget(m_empty);
    } else {
        m_stack->setCurrentIndex(0);
    }
}

void BoardPage::askMove(IncidentId id, Stage to)
{
    const Incident *incident = m_model.card(m_model.find(id));
    if (!incident)
        return;
    m_banner->hide();
    m_focusAfterMove = id;
    if (m_ui.workspace->status().readOnly) {
        m_banner->show(Banner::Kind::Warning, tr("This database is open for reading only."),
                       tr("Nothing can be moved. Open it from a place where it may be written."));
        return;
    }
    const Result<MoveKind> check = checkMove(moveFacts(*incident, to, u"asked below"_s));
    if (!check) {
        showRefusal(*incident, check.error());
        return;
    }
    m_moveBar->ask(*incident, to);
}

void BoardPage::move(IncidentId id, int seenVersion, Stage to, const QString &reason)
{
    m_moveBar->draft().act<void>(
        this, [=](Services &s) { return s.incidents.move(id, seenVersion, to, reason); },
        [this, id, to](const Result<void> &done) {
            const Incident *incident = m_model.card(m_model.find(id));
            if (!done) {
                if (done.error().field == "reason"_L1 || !incident) {
                    m_moveBar->setError(done.error().userText);
                    return;
                }
                m_moveBar->finish();
                if (done.error().kind == ErrorKind::Conflict)
                    showFaster(id, to, done.error());
                else
                    showRefusal(*incident, done.error());
                return;
            }
            m_moveBar->finish();
            m_ui.say(tr("%1 moved to %2").arg(incident ? incident->reference() : QString(), nameOf(to)));
            m_ui.workspace->pollChanges();
            // The card is where it was until the change arrives; the focus follows it then.
            const auto follow = std::make_shared<QMetaObject::Connection>();
            *follow = connect(&m_model, &QAbstractItemModel::rowsMoved, this, [this, id, follow] {
                disconnect(*follow);
                const QModelIndex index = m_model.find(id);
                if (!index.isValid())
                    return;
                ColumnView *view = m_columns[static_cast<size_t>(index.parent().row())]->view();
                QTimer::singleShot(0, view, [view, row = index.row()] {
                    view->setFocus();
                    view->choose(row);
                });
            });
        });
}

void BoardPage::showFaster(IncidentId id, Stage to, const Error &error)
{
    m_ui.workspace->run<IncidentDetails>(
        this, [id](Services &s) { return s.incidents.details(id); },
        [this, id, to, error](const Result<IncidentDetails> &now) {
            if (!now)
                return m_banner->show(Banner::Kind::Warning, error.userText);
            const Incident &incident = now->incident;
            const StageVisit last = now->visits.isEmpty() ? StageVisit{} : now->visits.last();
            m_banner->show(Banner::Kind::Warning,
                           last.byName.isEmpty() || last.reason.isEmpty()
                               ? tr("%1 was not moved to %2: somebody changed it meanwhile. It is in %3.")
                                     .arg(incident.reference(), nameOf(to), nameOf(incident.stage))
                               : tr("%1 was not moved to %2: it is in %3 now. %4 moved it there at %5: %6")
                                     .arg(incident.reference(), nameOf(to), nameOf(incident.stage), last.byName,
                                          TimeText().time(last.fromMs), last.reason),
                           tr("Look at it, and move it again if it still belongs there."));
            m_banner->addAction(tr("Open it"), this, [this, id] {
                m_banner->hide();
                m_ui.openIncident(id, {});
            });
        });
}

void BoardPage::showRefusal(const Incident &incident, const Error &error)
{
    const Remedy remedy = remedyFor(error);
    const IncidentId id = incident.id;
    const QString detail = error.kind == ErrorKind::Conflict
                               ? tr("Somebody changed it meanwhile. Look at it and move it again.")
                               : QString();
    m_banner->show(Banner::Kind::Warning,
                   incident.isDone()
                       ? tr("%1 was not moved. %2").arg(incident.reference(), error.userText)
                       : tr("%1 stays in %2. %3").arg(incident.reference(), nameOf(incident.stage), error.userText),
                   detail);
    m_banner->addAction(remedy.label, this, [this, id, tab = remedy.tab] {
        m_banner->hide();
        m_ui.openIncident(id, tab);
    });
}

void BoardPage::stepColumn(int column, int direction, int y)
{
    for (int next = column + direction; next >= 0 && next < BoardModel::kStages; next += direction) {
        ColumnView *view = m_columns[static_cast<size_t>(next)]->view();
        if (view->model()->rowCount() == 0)
            continue;
        QModelIndex index = view->indexAt({view->viewport()->width() / 2, y});
        view->setFocus(Qt::OtherFocusReason);
        view->choose(index.isValid() ? index.row() : BoardModel::kStages * 1000);
        return;
    }
}

void BoardPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Slash) {
        focusFilter();
        return;
    }
    QWidget::keyPressEvent(event);
}

void BoardPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    focusCards();
}

void BoardPage::focusCards()
{
    ColumnView *first = nullptr;
    for (BoardColumn *column : m_columns) {
        ColumnView *view = column->view();
        if (view->currentCard() && view->selectionModel()->hasSelection())
            return view->setFocus(Qt::OtherFocusReason);
        if (!first && view->model()->rowCount() > 0)
            first = view;
    }
    if (first)
        first->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
