#include "ui/board/incidentspage.h"

#include "ui/board/filterbar.h"
#include "ui/board/incidentrowdelegate.h"
#include "ui/board/mytasksbutton.h"
#include "ui/common/card.h"
#include "ui/common/clockticker.h"
#include "ui/common/emptystate.h"
#include "ui/common/fittedcolumns.h"
#include "ui/common/label.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTableView>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRowHeight = 36;

} // namespace

IncidentsPage::IncidentsPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_model(*ui.workspace)
    , m_filter(new FilterBar(true, this))
    , m_count(new Label({}, TextStyle::Muted))
    , m_table(new QTableView)
    , m_stack(new QStackedLayout)
{
    setObjectName(u"incidents-page"_s);
    setFocusPolicy(Qt::ClickFocus); // it hands the focus on, which would send Shift+Tab back to where it came from
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(new Label(tr("All incidents"), TextStyle::Title));
    head->addWidget(m_count, 1);
    head->addWidget(new MyTasksButton(ui));
    layout->addLayout(head);
    auto *card = new Card;
    makeTable();
    card->setView(m_table);
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(card);
    m_filter->hide();
    m_filter->setFilter({}, m_ui.workspace->status().person.id);
    m_filter->followServices(*m_ui.workspace);
    connect(m_filter, &FilterBar::changed, this, [this] { m_model.setFilter(m_filter->filter()); });
    connect(&m_model, &IncidentListModel::loaded, this, &IncidentsPage::refreshState);
    connect(&m_model, &IncidentListModel::totalChanged, this, &IncidentsPage::refreshState);
    connect(&m_model, &IncidentListModel::failed, this, [this](const Error &error) { m_ui.showError(error); });
    connect(m_ui.ticker, &ClockTicker::tick, this, &IncidentsPage::tick);
}

void IncidentsPage::makeTable()
{
    m_table->setObjectName(u"incidents-table"_s);
    m_table->setAccessibleName(tr("All incidents, last changed first"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new IncidentRowDelegate(m_ui.workspace->clock(), m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setMouseTracking(true);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(60);
    const QPair<int, int> widths[] = {{IncidentListModel::Reference, 88},       {IncidentListModel::StageColumn, 140},
                                      {IncidentListModel::SeverityColumn, 172}, {IncidentListModel::Kind, 164},
                                      {IncidentListModel::Clock, 104},          {IncidentListModel::Manager, 140},
                                      {IncidentListModel::Detected, 104},       {IncidentListModel::Changed, 104}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    new FittedColumns(header, IncidentListModel::Title, 420, {80, 0, 124, 160, 116, 100, 112, 84, 80});
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { openRow(index.row(), false); });
}

void IncidentsPage::start()
{
    m_model.setFilter(m_filter->filter());
}

QWidget *IncidentsPage::tools() const
{
    return m_filter;
}

void IncidentsPage::focusFilter()
{
    m_filter->focusText();
}

void IncidentsPage::openRow(int row, bool inWindow)
{
    const Incident *incident = m_model.incident(row);
    if (!incident)
        return;
    if (inWindow)
        Q_EMIT openedInWindow(incident->id);
    else
        m_ui.openIncident(incident->id, {});
}

void IncidentsPage::refreshState()
{
    const qint64 total = m_model.total();
    m_count->setText(total < 0 ? tr("counting …") : tr("%1, last changed first").arg(QLocale().toString(total)));
    delete std::exchange(m_empty, nullptr);
    if (m_model.rowCount() > 0 || m_model.isLoading()) {
        m_stack->setCurrentIndex(0);
        return;
    }
    if (m_filter->isActive()) {
        m_empty = new EmptyState(u"filter"_s, tr("No incident fits the filter"),
                                 tr("Take a word out, or clear the filter to see all."));
        m_empty->addAction(tr("Clear the filter"), true, m_filter, [this] { m_filter->clear(); });
    } else {
        m_empty = new EmptyState(u"incidents"_s, tr("No incident yet"),
                                 tr("Every incident ever recorded stays here, also after it was closed. Record the "
                                    "first one with Ctrl+N."));
    }
    m_stack->addWidget(m_empty);
    m_stack->setCurrentWidget(m_empty);
}

void IncidentsPage::tick()
{
    if (!isVisible() || m_model.rowCount() == 0)
        return;
    const int first = qMax(0, m_table->rowAt(0));
    for (int row = first; row < m_model.rowCount(); ++row) {
        const QModelIndex index = m_model.index(row, IncidentListModel::Clock);
        const QRect cell = m_table->visualRect(index);
        if (cell.top() > m_table->viewport()->height())
            break;
        if (m_model.incident(row)->clock)
            m_table->viewport()->update(cell);
    }
}

bool IncidentsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            openRow(m_table->currentIndex().row(), key->modifiers().testFlag(Qt::ControlModifier));
            return true;
        }
        if (key->key() == Qt::Key_Slash) {
            focusFilter();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void IncidentsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int width = event->size().width();
    m_table->setColumnHidden(IncidentListModel::Detected, width < 1280);
    m_table->setColumnHidden(IncidentListModel::Manager, width < 1160);
    m_table->setColumnHidden(IncidentListModel::Kind, width < 960);
}

void IncidentsPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_table->setFocus(event->reason());
    if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_model.index(0, 0));
}

} // namespace tocsin
