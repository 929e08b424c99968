#include "ui/transfers/transferstab.h"

#include "models/services/workspace.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"
#include "ui/incident/besidearea.h"
#include "ui/transfers/approvaldelegate.h"
#include "ui/transfers/endpanel.h"
#include "ui/transfers/movepanel.h"
#include "ui/transfers/requestpanel.h"
#include "ui/transfers/transfertone.h"
#include "ui/transfers/transferview.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr int kTransferWidth = 264;
}

TransfersTab::TransfersTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
{
    build();
}

void TransfersTab::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    m_beside = new BesideArea(this);
    outer->addWidget(m_beside);
    m_stack = m_beside->pages();
    m_loading = new Label(tr("Reading the transfers…"), TextStyle::Muted);
    m_loading->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_loading);
    m_empty = new EmptyState(
        u"swap"_s, tr("No data has left production"),
        tr("A file, log or dump that leaves production needs a request, legal's checklist and the incident manager's "
           "written approval. What left without one is recorded as a breach of procedure."));
    m_empty->setObjectName(u"transfersEmpty"_s);
    m_emptyAsk = m_empty->addAction(tr("Ask for a transfer"), true, this, [this] { ask(false); });
    m_emptyAsk->setObjectName(u"transfersEmptyAsk"_s);
    m_emptyBreach = m_empty->addAction(tr("Record a breach…"), false, this, [this] { ask(true); });
    m_stack->addWidget(m_empty);
    m_failure = new EmptyState(u"error"_s, tr("The transfers could not be read"), {});
    m_stack->addWidget(m_failure);
    m_page = new QWidget;
    auto *row = new QHBoxLayout(m_page);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(buildList());
    m_view = new TransferView(m_ui);
    row->addWidget(m_view, 1);
    m_stack->addWidget(m_page);
    connect(m_stack, &QStackedWidget::currentChanged, this, &TransfersTab::roomChanged);
    connect(m_view, &TransferView::changed, this, &TransfersTab::read);
    connect(m_view, &TransferView::moveRequested, this,
            [this] { openPanel(new TransferMovePanel(m_ui, m_details, m_view->details().transfer)); });
    connect(m_view, &TransferView::endRequested, this, [this](const QList<TransferMoveId> &moves) {
        openPanel(new TransferEndPanel(m_ui, m_details, m_view->details().transfer, moves));
    });
    connect(m_view, &TransferView::shown, this, [this] {
        if (auto *move = qobject_cast<TransferMovePanel *>(m_panel))
            move->showTransfer(m_view->details().transfer);
        if (auto *end = qobject_cast<TransferEndPanel *>(m_panel))
            end->showTransfer(m_view->details().transfer);
    });
}

QWidget *TransfersTab::buildList()
{
    m_side = new QWidget;
    m_side->setFixedWidth(kTransferWidth);
    auto *layout = new QVBoxLayout(m_side);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->setSpacing(8);
    m_rows = new QListWidget;
    m_rows->setObjectName(u"transferList"_s);
    m_rows->setAccessibleName(tr("Transfers"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setItemDelegate(new ApprovalDelegate(m_rows));
    m_rows->setUniformItemSizes(true);
    layout->addWidget(m_rows, 1);
    auto *buttons = new QVBoxLayout;
    buttons->setContentsMargins(16, 0, 16, 0);
    buttons->setSpacing(8);
    m_ask = new QPushButton(tr("Ask for a &transfer…"));
    m_ask->setObjectName(u"transfersAsk"_s);
    m_ask->setAccessibleName(tr("Ask for a transfer"));
    m_breach = new QPushButton(tr("Record a breach…"));
    m_breach->setObjectName(u"transfersBreach"_s);
    m_breach->setAccessibleName(tr("Record a breach of procedure"));
    buttons->addWidget(m_ask);
    buttons->addWidget(m_breach);
    layout->addLayout(buttons);
    connect(m_ask, &QPushButton::clicked, this, [this] { ask(false); });
    connect(m_breach, &QPushButton::clicked, this, [this] { ask(true); });
    connect(m_rows, &QListWidget::currentRowChanged, this, &TransfersTab::showCurrent);
    return m_side;
}

bool TransfersTab::wantsRoom() const
{
    return m_stack->currentWidget() == m_page;
}

QString TransfersTab::badge() const
{
    const auto waiting = std::count_if(m_list.begin(), m_list.end(),
                                       [](const Transfer &t) { return isUndecided(t.state) || t.openMoves > 0; });
    return waiting > 0 ? QString::number(waiting) : QString();
}

void TransfersTab::showIncident(const IncidentDetails &details)
{
    if (details.incident.id != m_details.incident.id) {
        closePanel();
        m_known = false;
        m_list.clear();
        m_wanted = {};
        m_rows->clear();
        m_view->showTransfer({});
        m_stack->setCurrentWidget(m_loading);
    }
    m_details = details;
    if (m_panel)
        m_panel->showIncident(details);
    read();
}

void TransfersTab::activate()
{
    read();
}

void TransfersTab::choose(TransferId id)
{
    m_wanted = id;
    for (int n = 0; n < m_list.size(); ++n)
        if (m_list[n].id == id)
            m_rows->setCurrentRow(n);
}

void TransfersTab::read()
{
    const IncidentId id = m_details.incident.id;
    if (!id.isValid())
        return;
    m_ui.workspace->run<QList<Transfer>>(
        this, [id](Services &s) { return s.transfers.ofIncident(id); },
        [this, id](const Result<QList<Transfer>> &list) {
            if (id != m_details.incident.id)
                return;
            if (list) {
                showList(*list);
                return;
            }
            m_failure->setText(list.error().userText);
            if (!m_known)
                m_stack->setCurrentWidget(m_failure);
        });
}

void TransfersTab::showList(const QList<Transfer> &list)
{
    const TransferId current = m_wanted.isValid() ? m_wanted : m_view->transfer();
    m_known = true;
    m_list = list;
    const qint64 now = m_ui.workspace->clock().nowMs();
    {
        const QSignalBlocker quiet(m_rows);
        m_rows->clear();
        int at = list.isEmpty() ? -1 : static_cast<int>(list.size()) - 1;
        for (const Transfer &t : list) {
            auto *item = new QListWidgetItem(m_rows);
            ApprovalDelegate::fill(*item, t.content.title, tr("%1 · %2").arg(t.number).arg(transferStateText(t, now)),
                                   {}, transferTone(t, now), tr("Transfer %1").arg(t.number));
            if (t.id == current)
                at = m_rows->count() - 1;
        }
        m_rows->setCurrentRow(at);
    }
    m_wanted = {};
    refresh();
    showCurrent();
    Q_EMIT badgeChanged();
}

void TransfersTab::showCurrent()
{
    const int row = m_rows->currentRow();
    m_view->showTransfer(row >= 0 && row < m_list.size() ? m_list[row].id : TransferId{});
}

QString TransfersTab::whyNotAsk() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    if (m_details.incident.isDone())
        return tr("This incident has ended. Reopen it first.");
    return whyNoRight(Right::AddEntry, m_details.incident, {status.person, status.readOnly});
}

void TransfersTab::refresh()
{
    if (m_known)
        m_stack->setCurrentWidget(m_list.isEmpty() ? static_cast<QWidget *>(m_empty) : m_page);
    const QString why = whyNotAsk();
    for (QPushButton *b : {m_ask, m_breach, m_emptyAsk, m_emptyBreach}) {
        b->setEnabled(why.isEmpty());
        b->setToolTip(why);
    }
}

void TransfersTab::ask(bool breach)
{
    auto *panel = new TransferRequestPanel(
        m_ui, m_details, breach ? TransferRequestPanel::Mode::Breach : TransferRequestPanel::Mode::Ask);
    connect(panel, &TransferRequestPanel::asked, this, [this](TransferId id) { m_wanted = id; });
    openPanel(panel);
}

void TransfersTab::openPanel(ActPanel *panel)
{
    closePanel();
    m_panel = panel;
    m_side->hide();
    m_beside->setPanel(panel, panel->preferredWidth());
    connect(panel, &ActPanel::cancelled, this, &TransfersTab::closePanel);
    connect(panel, &ActPanel::stale, m_view, &TransferView::reload);
    connect(panel, &ActPanel::goTo, this, &TransfersTab::goTo);
    connect(panel, &ActPanel::done, this, [this](const QString &said) {
        if (m_ui.say)
            m_ui.say(said);
        closePanel();
        read();
        m_view->reload();
    });
    panel->focusFirst();
}

void TransfersTab::closePanel()
{
    if (!m_panel)
        return;
    m_panel->leave();
    m_panel->hide();
    m_beside->setPanel(nullptr);
    m_side->show();
    m_panel->deleteLater();
    m_panel = nullptr;
    m_rows->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
