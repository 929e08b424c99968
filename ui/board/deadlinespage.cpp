#include "ui/board/deadlinespage.h"

#include "models/items/clocklistmodel.h"
#include "ui/board/deadlineaxis.h"
#include "ui/board/deadlineexport.h"
#include "ui/board/deadlinefilter.h"
#include "ui/board/deadlinenote.h"
#include "ui/board/deadlinerows.h"
#include "ui/board/deadlineview.h"
#include "ui/common/card.h"
#include "ui/common/clockticker.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/theme/icons.h"

#include <QButtonGroup>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSettledMs = 30 * kDayMs;
constexpr int kLeastAxis = 104;   ///< two lanes
constexpr int kLeastRows = 72;    ///< the header and a row
constexpr int kAllLanes = 206;    ///< of urgency
constexpr int kSharedBelow = 400; ///< then lanes and rows share what there is
constexpr int kNoNoteBelow = 280;

Result<QList<ClockRow>> settledRows(Services &services, qint64 sinceMs)
{
    const auto settled = services.incidents.settledClocks(sinceMs);
    if (!settled)
        return tl::unexpected(settled.error());
    return clockRows(services, *settled);
}

} // namespace

DeadlinesPage::DeadlinesPage(const UiContext &ui, ClockListModel &open, CalendarWriter *calendar, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_open(open)
    , m_calendar(calendar)
    , m_all(ui.workspace->clock())
    , m_rows(new DeadlineRows(m_all, ui.workspace->clock(), this))
{
    setObjectName(u"deadlines-page"_s);
    setFocusPolicy(Qt::ClickFocus); // it hands the focus on, which would send Shift+Tab back to where it came from
    build();
    connectViews();
    connect(&open, &ClockListModel::assigned, this, &DeadlinesPage::assign);
    connect(m_filter, &DeadlineFilter::changed, this, &DeadlinesPage::narrow);
    connect(m_filter, &DeadlineFilter::exercisesToggled, this, &DeadlinesPage::exercisesShown);
    connect(m_filter, &DeadlineFilter::settledToggled, this, &DeadlinesPage::readSettled);
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (m_filter->withSettled() && (changes.everything || !changes.incidents.isEmpty()))
            readSettled();
    });
    connect(m_ui.ticker, &ClockTicker::tick, this, [this](qint64 nowMs) {
        m_rows->tick(nowMs);
        m_view->tick(nowMs);
        m_axis->tick(nowMs);
        if (nowMs / kMinuteMs != (nowMs - kSecondMs) / kMinuteMs)
            refresh();
    });
    assign();
}

void DeadlinesPage::build()
{
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    m_middle = columns;
    auto *page = new QWidget(this);
    columns->addWidget(page, 1);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(buildHead());
    layout->addWidget(buildTools());
    m_stack = new QStackedLayout;
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(buildViews());
    m_empty = new EmptyState(
        u"deadlines"_s, tr("No clock is running"),
        tr("When an incident is declared customer-reportable, one clock of 72 hours starts here for every affected "
           "customer. It stays until that customer has been told."));
    m_stack->addWidget(m_empty);
    m_none = new EmptyState(u"filter"_s, tr("Nothing fits the filter"),
                            tr("Take a word or a choice out, or clear the filter to see every deadline."));
    m_none->addAction(tr("Clear the filter"), true, this, [this] { m_filter->clear(); });
    m_stack->addWidget(m_none);
}

QWidget *DeadlinesPage::buildHead()
{
    auto *place = new QWidget(this);
    auto *head = new QHBoxLayout(place);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(10);
    head->addWidget(new Label(tr("Deadlines"), TextStyle::Title));
    m_count = new ElidedLabel({}, TextStyle::Muted);
    m_count->setObjectName(u"deadline-count"_s);
    head->addWidget(m_count, 1);
    m_exportButton = new QPushButton(icon(u"export"), tr("Export…"));
    m_exportButton->setObjectName(u"deadline-export-open"_s);
    m_exportButton->setAccessibleName(tr("Export or print the deadlines"));
    connect(m_exportButton, &QPushButton::clicked, this, &DeadlinesPage::toggleExport);
    head->addWidget(m_exportButton);
    return place;
}

QPushButton *DeadlinesPage::addSegment(QHBoxLayout *layout, QButtonGroup *group, const QString &name,
                                       const QString &text, const QString &spoken, std::function<void()> chosen)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(spoken);
    button->setToolTip(spoken);
    button->setCheckable(true);
    group->addButton(button);
    layout->addWidget(button);
    connect(button, &QPushButton::clicked, this, std::move(chosen));
    return button;
}

QWidget *DeadlinesPage::buildTools()
{
    m_tools = new QWidget(this);
    m_toolsLayout = new QBoxLayout(QBoxLayout::LeftToRight, m_tools);
    m_toolsLayout->setContentsMargins(0, 0, 0, 0);
    m_toolsLayout->setSpacing(8);
    m_filter = new DeadlineFilter;
    m_toolsLayout->addWidget(m_filter, 1);
    m_axisTools = buildAxisTools();
    m_toolsLayout->addWidget(m_axisTools);
    m_tools->installEventFilter(this);
    return m_tools;
}

QWidget *DeadlinesPage::buildAxisTools()
{
    auto *place = new QWidget(this);
    auto *tools = new QHBoxLayout(place);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(8);
    m_axis = new DeadlineAxis(m_ui.workspace->clock());
    auto *lanes = new QButtonGroup(this);
    addSegment(tools, lanes, u"lanes-urgency"_s, tr("Urgency"), tr("Lanes by urgency"), [this] {
        m_axis->setLanes(AxisLanes::Urgency);
    })->setChecked(true);
    addSegment(tools, lanes, u"lanes-incident"_s, tr("Incident"), tr("A lane for each incident"),
               [this] { m_axis->setLanes(AxisLanes::Incident); });
    tools->addSpacing(8);
    m_spans = new QButtonGroup(this);
    using Span = DeadlineAxis::Span;
    addSegment(tools, m_spans, u"span-hours"_s, tr("Hours"), tr("A day on the axis"),
               [this] { m_axis->setSpan(Span::Hours); });
    addSegment(tools, m_spans, u"span-days"_s, tr("Days"), tr("A week on the axis"), [this] {
        m_axis->setSpan(Span::Days);
    })->setChecked(true);
    addSegment(tools, m_spans, u"span-weeks"_s, tr("Weeks"), tr("Five weeks on the axis"),
               [this] { m_axis->setSpan(Span::Weeks); });
    auto *now = new QPushButton(tr("Now"));
    now->setObjectName(u"axis-now"_s);
    now->setAccessibleName(tr("The axis goes to now"));
    connect(now, &QPushButton::clicked, m_axis, &DeadlineAxis::goToNow);
    tools->addWidget(now);
    tools->addStretch(1);
    return place;
}

/** Beside each other as long as both have one line: a folded filter would be a tall column beside the lanes. */
void DeadlinesPage::arrangeTools()
{
    const int wanted = m_filter->sizeHint().width() + m_toolsLayout->spacing() + m_axisTools->sizeHint().width();
    m_toolsLayout->setDirection(wanted > m_tools->width() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

bool DeadlinesPage::eventFilter(QObject *watched, QEvent *event)
{
    // The filter asks for more room when its button Clear shows.
    if (watched == m_tools && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        arrangeTools();
    if (watched == m_views && event->type() == QEvent::Resize) // on a low window the rows come before what the law says
        m_note->setMaximumHeight(m_views->height() < kNoNoteBelow ? 0 : QWIDGETSIZE_MAX);
    if (watched == m_splitter && event->type() == QEvent::Resize && !m_divided) {
        const int all = m_splitter->height() - m_splitter->handleWidth();
        const int axis = all < kSharedBelow ? all * 2 / 5 : qMax(kAllLanes, all * 2 / 5);
        m_splitter->setSizes({axis, all - axis});
    }
    return QWidget::eventFilter(watched, event);
}

QWidget *DeadlinesPage::buildViews()
{
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(10);
    auto *upper = new Card;
    upper->setView(m_axis);
    upper->setMinimumHeight(kLeastAxis);
    m_splitter->addWidget(upper);
    m_view = new DeadlineView(*m_rows, m_ui.workspace->clock());
    auto *lower = new Card;
    lower->setView(m_view);
    lower->setMinimumHeight(kLeastRows);
    m_splitter->addWidget(lower);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes({220, 330});
    m_splitter->installEventFilter(this);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_divided = true; });
    m_note = new DeadlineNote;
    auto *place = new QWidget;
    auto *layout = new QVBoxLayout(place);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_note);
    place->installEventFilter(this);
    m_views = place;
    return place;
}

void DeadlinesPage::connectViews()
{
    connect(m_axis, &DeadlineAxis::choiceChanged, m_view, &DeadlineView::choose);
    connect(m_view, &DeadlineView::choiceChanged, m_axis, &DeadlineAxis::choose);
    connect(m_axis, &DeadlineAxis::choiceChanged, this, &DeadlinesPage::showNote);
    connect(m_view, &DeadlineView::choiceChanged, this, &DeadlinesPage::showNote);
    connect(m_axis, &DeadlineAxis::opened, this, &DeadlinesPage::openIncident);
    connect(m_view, &DeadlineView::opened, this, &DeadlinesPage::openIncident);
    connect(m_axis, &DeadlineAxis::spanChanged, this, [this] {
        m_spans->setExclusive(false);
        const QList<QAbstractButton *> buttons = m_spans->buttons();
        for (QAbstractButton *button : buttons)
            button->setChecked(false);
        m_spans->setExclusive(true);
    });
}

void DeadlinesPage::showNote(ObligationId id)
{
    m_note->choose(m_rows->row(m_rows->rowOf(id)), m_ui.workspace->clock().nowMs());
}

void DeadlinesPage::openIncident(IncidentId id)
{
    m_ui.openIncident(id, u"notices"_s);
}

void DeadlinesPage::assign()
{
    m_filter->setMe(m_ui.workspace->status().person.id);
    QList<ClockRow> rows = m_open.rows();
    QSet<ObligationId> known;
    for (const ClockRow &row : std::as_const(rows))
        known.insert(row.obligation.id);
    for (const ClockRow &row : std::as_const(m_settled))
        if (!known.contains(row.obligation.id))
            rows << row;
    m_all.assign(std::move(rows));
    narrow();
}

void DeadlinesPage::readSettled()
{
    const int query = ++m_settledQuery;
    if (!m_filter->withSettled()) {
        m_settled.clear();
        assign();
        return;
    }
    const qint64 since = m_ui.workspace->clock().nowMs() - kSettledMs;
    m_ui.workspace->run<QList<ClockRow>>(
        this, [since](Services &s) { return settledRows(s, since); },
        [this, query](const Result<QList<ClockRow>> &rows) {
            if (query != m_settledQuery)
                return;
            if (!rows)
                return m_ui.showError(rows.error());
            m_settled = *rows;
            assign();
        });
}

void DeadlinesPage::narrow()
{
    m_rows->setFilter(m_filter->filter());
    const QList<ClockRow> rows = m_rows->mostUrgentFirst();
    m_axis->setRows(rows);
    m_note->setRows(rows, m_rows->row(m_view->currentIndex().row()), m_ui.workspace->clock().nowMs());
    m_view->setInformed(!m_note->isHidden());
    if (m_export)
        m_export->setRows(rows);
    refresh();
}

void DeadlinesPage::refresh()
{
    const qint64 now = m_ui.workspace->clock().nowMs();
    int open = 0;
    int overdue = 0;
    int urgent = 0;
    for (int i = 0; i < m_rows->rowCount(); ++i) {
        const ObligationFacts &facts = m_rows->row(i)->obligation.facts;
        const ClockBand band = readClock(facts, now).band;
        open += isOpen(facts, now) || band == ClockBand::Proposed ? 1 : 0;
        overdue += band == ClockBand::Overdue ? 1 : 0;
        const bool soon = isProposedWithEnd(facts) && facts.wouldEndMs >= now && facts.wouldEndMs - now < kDayMs;
        urgent += soon || band == ClockBand::Under24h || band == ClockBand::Under8h || band == ClockBand::Under1h;
    }
    QStringList parts{open == 1 ? tr("1 open") : tr("%1 open").arg(open)};
    if (overdue > 0)
        parts << tr("%1 overdue").arg(overdue);
    if (urgent > 0)
        parts << tr("%1 due within 24 hours").arg(urgent);
    if (const int settled = m_rows->rowCount() - open; settled > 0)
        parts << tr("%1 settled").arg(settled);
    const bool any = m_all.rowCount() > 0;
    m_count->setText(any ? parts.join(u" · "_s) : QString());
    m_exportButton->setEnabled(any);
    m_stack->setCurrentIndex(m_rows->rowCount() > 0 ? 0 : any || m_filter->isActive() ? 2 : 1);
}

void DeadlinesPage::toggleExport()
{
    if (m_export && m_export->isVisible()) {
        m_export->hide();
        return;
    }
    if (!m_export) {
        m_export = new DeadlineExport(m_ui, m_calendar, this);
        m_middle->addWidget(m_export);
        connect(m_export, &DeadlineExport::closed, this, [this] {
            m_export->hide();
            m_exportButton->setFocus(Qt::OtherFocusReason);
        });
    }
    m_export->setRows(m_rows->mostUrgentFirst());
    m_export->show();
    m_export->focusFirst();
}

void DeadlinesPage::hideExercises()
{
    m_filter->showExercises(false);
}

void DeadlinesPage::focusFilter()
{
    m_filter->focusText();
}

void DeadlinesPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_view->setFocus(event->reason());
    if (!m_view->currentIndex().isValid() && m_rows->rowCount() > 0)
        m_view->setCurrentIndex(m_rows->index(0, 0));
}

} // namespace tocsin
