#include "ui/transfers/approvalspage.h"

#include "models/services/workspace.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/transfers/approvaldelegate.h"
#include "ui/transfers/requestview.h"
#include "ui/transfers/transferview.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kListWidth = 320;
constexpr int kReadAfterMs = 50;

QString tabOf(ApprovalKind kind)
{
    switch (kind) {
    case ApprovalKind::Notice:
        return u"notices"_s;
    case ApprovalKind::Postmortem:
    case ApprovalKind::Summary:
    case ApprovalKind::Contribution:
        return u"postmortem"_s;
    case ApprovalKind::Transfer:
        return u"transfers"_s;
    case ApprovalKind::Redaction:
        return u"record/holds"_s;
    case ApprovalKind::Exception:
    case ApprovalKind::Attestation:
    case ApprovalKind::Rescission:
        break;
    }
    return u"overview"_s;
}

/** "3 h 10 min": how long something waits, or is left. */
QString lengthText(qint64 ms)
{
    const qint64 minutes = std::max<qint64>(0, ms) / kMinuteMs;
    if (minutes < 60)
        return ApprovalsPage::tr("%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return ApprovalsPage::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    return ApprovalsPage::tr("%1 days").arg(minutes / (24 * 60));
}

} // namespace

ApprovalsPage::ApprovalsPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
{
    build();
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(kReadAfterMs);
    connect(&m_readSoon, &QTimer::timeout, this, &ApprovalsPage::read);
    connect(ui.workspace, &Workspace::changed, this, [this] {
        if (m_known)
            m_readSoon.start();
    });
    connect(ui.workspace, &Workspace::opened, this, [this] {
        m_known = false;
        m_view->showTransfer({});
        m_other->showRequest({});
        m_stack->setCurrentWidget(m_loading);
        if (isVisible())
            read();
    });
}

void ApprovalsPage::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    m_stack = new QStackedWidget(this);
    outer->addWidget(m_stack);
    m_loading = new Label(tr("Reading what waits…"), TextStyle::Muted);
    m_loading->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_loading);
    m_failure = new EmptyState(u"error"_s, tr("What waits could not be read"), {});
    m_stack->addWidget(m_failure);
    m_page = new QWidget;
    auto *row = new QHBoxLayout(m_page);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(buildList());
    m_detail = new QStackedWidget;
    m_empty = new EmptyState(u"approvals"_s, tr("Nothing waits for you"),
                             tr("Requests for data transfers, exceptions, notices, rescissions and post-mortems that "
                                "need your decision stand here, most urgent first. What you decided stays below."));
    m_empty->setObjectName(u"approvalsEmpty"_s);
    m_view = new TransferView(m_ui);
    m_other = new RequestView(m_ui);
    for (QWidget *w :
         {static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_view), static_cast<QWidget *>(m_other)})
        m_detail->addWidget(w);
    row->addWidget(m_detail, 1);
    m_stack->addWidget(m_page);
    connect(m_view, &TransferView::changed, this, &ApprovalsPage::read);
    connect(m_other, &RequestView::changed, this, &ApprovalsPage::read);
    const auto toTab = [this] {
        if (m_ui.openIncident && m_view->transfer().isValid())
            m_ui.openIncident(m_view->details().transfer.incident, u"transfers"_s);
    };
    connect(m_view, &TransferView::moveRequested, this, toTab);
    connect(m_view, &TransferView::endRequested, this, toTab);
}

QWidget *ApprovalsPage::buildList()
{
    m_side = new QWidget;
    m_side->setFixedWidth(kListWidth);
    m_side->setAutoFillBackground(true);
    m_side->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(m_side);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->setSpacing(8);
    m_rows = new QListWidget;
    m_rows->setObjectName(u"approvalList"_s);
    m_rows->setAccessibleName(tr("Approvals"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setItemDelegate(new ApprovalDelegate(m_rows));
    m_rows->installEventFilter(this);
    layout->addWidget(m_rows, 1);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(16, 0, 16, 0);
    foot->setSpacing(8);
    m_openIncident = new QPushButton(tr("&Open the incident"));
    m_openIncident->setObjectName(u"approvalsOpen"_s);
    m_openIncident->setAccessibleName(tr("Open the incident"));
    foot->addWidget(m_openIncident);
    m_exercises = new QCheckBox(tr("E&xercises"));
    m_exercises->setObjectName(u"approvalsExercises"_s);
    m_exercises->setAccessibleName(tr("Show what waits in exercises instead"));
    m_exercises->setToolTip(tr("Exercises stand apart: this shows theirs instead"));
    foot->addWidget(m_exercises);
    foot->addWidget(wrappedLabel(tr("J and K move · A approves · R refuses · Q asks back"), TextStyle::FinePrint));
    layout->addLayout(foot);
    setFocusProxy(m_rows);
    connect(m_rows, &QListWidget::currentRowChanged, this, &ApprovalsPage::showCurrent);
    connect(m_exercises, &QCheckBox::toggled, this, &ApprovalsPage::read);
    const auto open = [this] {
        if (const Approval *a = current(); a && m_ui.openIncident)
            m_ui.openIncident(a->incident, tabOf(a->kind));
    };
    connect(m_openIncident, &QPushButton::clicked, this, open);
    connect(m_rows, &QListWidget::itemActivated, this, open);
    return m_side;
}

void ApprovalsPage::activate()
{
    read();
}

void ApprovalsPage::read()
{
    m_ui.workspace->run<Approvals>(
        this, [exercises = m_exercises->isChecked()](Services &s) { return s.approvals.overview(exercises); },
        [this](const Result<Approvals> &all) {
            if (all) {
                showList(*all);
                return;
            }
            m_failure->setText(all.error().userText);
            m_stack->setCurrentWidget(m_failure);
        });
}

const Approval *ApprovalsPage::current() const
{
    const int row = m_rows->currentRow();
    return row >= 0 && row < m_shown.size() && m_shown[row].id > 0 ? &m_shown[row] : nullptr;
}

void ApprovalsPage::addGroup(const QString &heading, const QList<Approval> &list, bool decided)
{
    if (list.isEmpty())
        return;
    ApprovalDelegate::fillHeading(*new QListWidgetItem(m_rows), heading);
    m_shown.append(Approval{});
    const qint64 now = m_ui.workspace->clock().nowMs();
    for (const Approval &a : list) {
        const bool near = a.deadlineMs > 0 && !decided;
        const QString chip =
            decided ? TimeText().brief(a.sinceMs, now)
            : near  ? (a.deadlineMs > now ? tr("%1 left").arg(lengthText(a.deadlineMs - now)) : tr("overdue"))
                    : tr("waits %1").arg(lengthText(now - a.sinceMs));
        const Tone tone = a.breach                                   ? Tone::High
                          : near && a.deadlineMs - now < 8 * kHourMs ? Tone::High
                          : near && a.deadlineMs - now < kDayMs      ? Tone::Medium
                          : near || decided                          ? Tone::Neutral
                          : now - a.sinceMs > 3 * kHourMs            ? Tone::Medium
                                                                     : Tone::Neutral;
        QString text = a.reference + u"  "_s + a.text;
        if (!decided && !a.waitsForName.isEmpty() && heading != tr("Waits for you"))
            text += tr(" · %1").arg(a.waitsForName);
        ApprovalDelegate::fill(*new QListWidgetItem(m_rows), nameOf(a.kind) + u" · "_s + a.title, text, chip, tone,
                               heading);
        m_shown.append(a);
    }
}

void ApprovalsPage::showList(const Approvals &all)
{
    const Approval *before = current();
    const bool had = before;
    const auto kept = had ? std::pair(before->kind, before->id) : std::pair<ApprovalKind, qint64>();
    const QString act = had ? before->act : QString();
    const int row = m_rows->currentRow();
    const bool wasMine = row > 0 && row <= m_mine;
    m_known = true;
    m_mine = static_cast<int>(all.mine.size());
    {
        const QSignalBlocker quiet(m_rows);
        m_rows->clear();
        m_shown.clear();
        addGroup(tr("Waits for you"), all.mine, false);
        addGroup(tr("Waits for others"), all.others, false);
        addGroup(tr("Decided, or written down, by you"), all.decided, true);
        int at = -1;
        for (int n = 0; n < m_shown.size(); ++n)
            if (had && m_shown[n].id == kept.second && m_shown[n].kind == kept.first && m_shown[n].act == act && at < 0)
                at = n;
        if (wasMine && m_mine > 0 && (at < 0 || at > m_mine)) // decided: on to what waits next
            at = std::min(row, m_mine);
        if (at < 0 && !m_shown.isEmpty())
            at = std::clamp(row, 1, static_cast<int>(m_shown.size()) - 1);
        if (at > 0 && m_shown[at].id == 0)
            ++at;
        m_rows->setCurrentRow(at);
    }
    m_stack->setCurrentWidget(m_page);
    showCurrent();
    Q_EMIT counted(static_cast<int>(all.mine.size()));
}

void ApprovalsPage::showCurrent()
{
    const Approval *a = current();
    m_openIncident->setEnabled(a && m_ui.openIncident);
    if (!a) {
        m_detail->setCurrentWidget(m_empty);
        return;
    }
    if (a->kind == ApprovalKind::Transfer) {
        m_view->showTransfer(TransferId{a->id});
        m_detail->setCurrentWidget(m_view);
        return;
    }
    m_other->showRequest(*a);
    m_detail->setCurrentWidget(m_other);
}

void ApprovalsPage::step(int by)
{
    int row = m_rows->currentRow() + by;
    while (row >= 0 && row < m_shown.size() && m_shown[row].id == 0)
        row += by;
    if (row >= 0 && row < m_shown.size())
        m_rows->setCurrentRow(row);
}

bool ApprovalsPage::takeKey(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const Approval *a = current();
    const bool transfer = a && a->kind == ApprovalKind::Transfer;
    switch (event->key()) {
    case Qt::Key_J:
        step(1);
        return true;
    case Qt::Key_K:
        step(-1);
        return true;
    case Qt::Key_A:
        if (transfer)
            m_view->approve();
        else if (a && (a->kind == ApprovalKind::Postmortem || a->kind == ApprovalKind::Contribution ||
                       a->kind == ApprovalKind::Summary || a->kind == ApprovalKind::Redaction))
            m_openIncident->click();
        else if (a)
            m_other->approve();
        return true;
    case Qt::Key_R:
        if (transfer)
            m_view->refuse();
        else if (a)
            m_other->refuse();
        return true;
    case Qt::Key_Q:
        if (transfer)
            m_view->askBack();
        else if (a)
            m_other->askBack();
        return true;
    default:
        return false;
    }
}

void ApprovalsPage::keyPressEvent(QKeyEvent *event)
{
    if (!takeKey(event))
        QWidget::keyPressEvent(event);
}

bool ApprovalsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_rows && event->type() == QEvent::KeyPress && takeKey(static_cast<QKeyEvent *>(event)))
        return true;
    return QWidget::eventFilter(watched, event);
}

} // namespace tocsin
