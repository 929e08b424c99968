#include "ui/board/deadlinespage.h"

#include "models/items/clocklistmodel.h"
#include "ui/board/deadlineview.h"
#include "ui/common/card.h"
#include "ui/common/clockticker.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

DeadlinesPage::DeadlinesPage(const UiContext &ui, ClockListModel &clocks, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_clocks(clocks)
    , m_count(new Label({}, TextStyle::Muted))
    , m_view(new DeadlineView(clocks, ui.workspace->clock()))
    , m_stack(new QStackedLayout)
{
    setObjectName(u"deadlines-page"_s);
    setFocusPolicy(Qt::ClickFocus); // it hands the focus on, which would send Shift+Tab back to where it came from
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(new Label(tr("Deadlines"), TextStyle::Title));
    head->addWidget(m_count, 1);
    layout->addLayout(head);
    layout->addLayout(m_stack, 1);
    auto *card = new Card;
    card->setView(m_view);
    m_stack->addWidget(card);
    m_stack->addWidget(new EmptyState(
        u"deadlines"_s, tr("No clock is running"),
        tr("When an incident is declared customer-reportable, one clock of 72 hours starts here for every affected "
           "customer. It stays until that customer has been told.")));
    connect(m_view, &DeadlineView::opened, this, [this](IncidentId id) { m_ui.openIncident(id, u"notices"_s); });
    connect(&clocks, &ClockListModel::assigned, this, &DeadlinesPage::refresh);
    connect(m_ui.ticker, &ClockTicker::tick, this, [this](qint64 nowMs) {
        m_view->tick(nowMs);
        if (nowMs / kMinuteMs != (nowMs - kSecondMs) / kMinuteMs)
            refresh();
    });
    refresh();
}

void DeadlinesPage::refresh()
{
    const int all = m_clocks.rowCount();
    QStringList parts{all == 1 ? tr("1 open") : tr("%1 open").arg(all)};
    if (const int overdue = m_clocks.overdueCount(); overdue > 0)
        parts << tr("%1 overdue").arg(overdue);
    if (const int urgent = m_clocks.urgentCount() - m_clocks.overdueCount(); urgent > 0)
        parts << tr("%1 due within 24 hours").arg(urgent);
    m_count->setText(all > 0 ? parts.join(u" · "_s) : QString());
    m_stack->setCurrentIndex(all > 0 ? 0 : 1);
}

void DeadlinesPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_view->setFocus(event->reason());
    if (!m_view->currentIndex().isValid() && m_clocks.rowCount() > 0)
        m_view->setCurrentIndex(m_clocks.index(0, 0));
}

} // namespace tocsin
