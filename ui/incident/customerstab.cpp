#include "ui/incident/customerstab.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chippaint.h"
#include "ui/common/emptystate.h"
#include "ui/common/fittedcolumns.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"
#include "ui/incident/acts.h"
#include "ui/incident/counted.h"
#include "ui/incident/redactpanel.h"
#include "ui/incident/scopemodel.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QSet>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kRowHeight = 36;
constexpr int kSide = 16;
constexpr int kRoomForSince = 760;   ///< beside a panel, what was accessed comes before since when
constexpr int kRoomForName = 440;    ///< the panel names the subscription
constexpr int kRoomForReaches = 720; ///< and before whom it reaches

/** Certainty and reach as chips, what was taken out struck through. */
class ScopeDelegate : public QStyledItemDelegate
{
public:
    ScopeDelegate(const ScopeModel &model, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_model(model)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ScopeRow &row = m_model.row(index.row());
        const bool reach = index.column() == ScopeModel::ReachesColumn;
        const bool chip = index.column() == ScopeModel::CertaintyColumn || (reach && row.inScope && unreachable(row));
        QStyleOptionViewItem plain = option;
        initStyleOption(&plain, index);
        if (!row.inScope) {
            plain.font.setStrikeOut(index.column() == ScopeModel::CustomerColumn ||
                                    index.column() == ScopeModel::SubscriptionColumn ||
                                    index.column() == ScopeModel::AccessedColumn);
            plain.palette.setColor(QPalette::Text, Theme::current().muted);
        }
        const QString text = plain.text;
        if (chip)
            plain.text.clear();
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
        if (chip && !text.isEmpty())
            paintTextChip(*painter, {option.rect.left() + 12, option.rect.center().y() - kChipHeight / 2 + 1}, text,
                          toneOf(row, reach), option.rect.width() - 12);
    }

private:
    static bool unreachable(const ScopeRow &row) { return row.reachability == Reachability::Unreachable; }

    static Tone toneOf(const ScopeRow &row, bool reach)
    {
        if (reach)
            return Tone::High;
        if (row.correctionOwed)
            return Tone::High;
        if (!row.inScope)
            return Tone::Outline;
        if (row.certainty == u"confirmed")
            return Tone::High;
        return row.certainty == u"likely" ? Tone::Medium : Tone::Neutral;
    }

    const ScopeModel &m_model;
};

} // namespace

CustomersTab::CustomersTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_model(new ScopeModel(this))
    , m_stack(new QStackedWidget)
    , m_table(new QTableView)
    , m_filter(new SearchField(tr("Filter: customer, subscription…")))
    , m_summary(new Label({}, TextStyle::SmallMuted))
    , m_why(wrappedLabel({}, TextStyle::SmallMuted))
    , m_add(new QPushButton(tr("Add…")))
    , m_search(new QPushButton(tr("Search…")))
    , m_import(new QPushButton(tr("Import…")))
    , m_takeOut(new QPushButton(tr("Take out…")))
    , m_redact(new QPushButton(icon(u"trash"), {}))
    , m_deadline(new Banner(Banner::Kind::Info))
{
    build();
    connect(m_add, &QPushButton::clicked, this, &CustomersTab::addRequested);
    connect(m_takeOut, &QPushButton::clicked, this, [this] {
        if (currentRow() >= 0)
            Q_EMIT takeOutRequested(m_model->row(currentRow()));
    });
    connect(m_redact, &QPushButton::clicked, this, [this] {
        if (currentRow() >= 0)
            Q_EMIT panelRequested(askRedaction(u"incident_scope"_s, m_model->row(currentRow()).head));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CustomersTab::updateButtons);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        for (int at = 0; at < m_model->rowCount(); ++at) {
            const ScopeRow &r = m_model->row(at);
            const QString all = u"%1 %2 %3"_s.arg(r.customerName, r.subscriptionName, r.accessed);
            m_table->setRowHidden(at, !all.contains(text.trimmed(), Qt::CaseInsensitive));
        }
    });
    // New customers and contacts change whom a row reaches.
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (changes.people && isVisible())
            read();
    });
}

void CustomersTab::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSide, 14, kSide, 16);
    layout->setSpacing(10);
    layout->addWidget(m_deadline);
    m_deadline->hide();
    m_empty = new EmptyState(u"customers"_s, tr("No affected customers yet"),
                             tr("Add each subscription whose data was or may have been accessed. From this list comes "
                                "who is told, and whose 72 hours start when the incident is declared."));
    m_emptyAdd = m_empty->addAction(tr("Add a subscription…"), true, this, [this] { Q_EMIT addRequested(); });
    m_emptyAdd->setObjectName(u"addFirstScope"_s);
    m_emptyAdd->setAccessibleName(tr("Add an affected subscription"));
    m_emptySearch = m_empty->addAction(tr("Search and add many…"), false, this, [this] { Q_EMIT searchRequested(); });
    m_emptySearch->setObjectName(u"searchFirstScope"_s);
    m_emptySearch->setAccessibleName(tr("Search subscriptions and add many"));
    m_emptyImport = m_empty->addAction(tr("From a list or log…"), false, this, [this] { Q_EMIT importRequested(); });
    m_emptyImport->setObjectName(u"importFirstScope"_s);
    m_emptyImport->setAccessibleName(tr("Add subscriptions from a list or a log"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(buildTable());
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_why);
    m_why->hide();
}

QWidget *CustomersTab::buildTable()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    m_bar = new QBoxLayout(QBoxLayout::LeftToRight);
    m_bar->setSpacing(8);
    m_filter->setAccessibleName(tr("Filter the affected subscriptions"));
    m_filter->setObjectName(u"scopeFilter"_s);
    m_filter->setMinimumWidth(160); // beside a panel too
    m_filter->setMaximumWidth(300);
    m_bar->addWidget(m_filter, 2);
    m_takeOut->setObjectName(u"takeOutScope"_s);
    m_takeOut->setAccessibleName(tr("Take the selected subscription out"));
    m_redact->setObjectName(u"redactScope"_s);
    m_redact->setAccessibleName(tr("Ask for the redaction of what is said of the selected subscription"));
    m_add->setObjectName(u"addScope"_s);
    m_add->setAccessibleName(tr("Add an affected subscription"));
    m_search->setObjectName(u"searchScope"_s);
    m_search->setAccessibleName(tr("Search subscriptions and add many"));
    connect(m_search, &QPushButton::clicked, this, &CustomersTab::searchRequested);
    m_import->setObjectName(u"importScope"_s);
    m_import->setAccessibleName(tr("Add subscriptions from a list or a log"));
    connect(m_import, &QPushButton::clicked, this, &CustomersTab::importRequested);
    m_acts = new QHBoxLayout;
    m_acts->setSpacing(8);
    m_acts->addStretch(1);
    for (QPushButton *button : {m_import, m_search, m_redact, m_takeOut, m_add})
        m_acts->addWidget(button);
    m_bar->addLayout(m_acts, 1);
    layout->addLayout(m_bar);
    m_summary->setObjectName(u"scopeSummary"_s);
    layout->addWidget(m_summary);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ScopeDelegate(*m_model, m_table));
    m_table->setObjectName(u"scopeTable"_s);
    m_table->setAccessibleName(tr("Affected subscriptions"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::Interactive);
    const int widths[] = {176, 158, 0, 96, 140, 210};
    for (int column = 0; column < ScopeModel::kColumns; ++column)
        m_table->setColumnWidth(column, widths[column]);
    new FittedColumns(header, ScopeModel::AccessedColumn, 220, {132, 116, 0, 96, 132, 132}); // told in words
    auto *card = new Card;
    card->setView(m_table);
    layout->addWidget(card, 1);
    return page;
}

/** Of the filter and the buttons one below the other, as they stand beside a panel. */
QSize CustomersTab::minimumSizeHint() const
{
    return {m_acts->minimumSize().width() + 2 * kSide, IncidentTab::minimumSizeHint().height()};
}

void CustomersTab::resizeEvent(QResizeEvent *event)
{
    IncidentTab::resizeEvent(event);
    const bool beneath = width() - 2 * kSide < m_filter->minimumWidth() + m_bar->spacing() + m_acts->sizeHint().width();
    m_bar->setDirection(beneath ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_table->setColumnHidden(ScopeModel::SubscriptionColumn, width() < kRoomForName);
    m_table->setColumnHidden(ScopeModel::SinceColumn, width() < kRoomForSince);
    m_table->setColumnHidden(ScopeModel::ReachesColumn, width() < kRoomForReaches);
}

void CustomersTab::showIncident(const IncidentDetails &details)
{
    const bool changed = details.incident.id != m_details.incident.id ||
                         details.incident.version != m_details.incident.version ||
                         details.scopeCount != m_details.scopeCount || details.entryCount != m_details.entryCount;
    m_details = details;
    const Incident &i = details.incident;
    m_deadline->setVisible(i.isDeclared() && !i.isDone());
    if (i.isDeclared()) {
        const qint64 now = m_ui.workspace->clock().nowMs();
        m_deadline->setText(
            tr("Declared %1 ago. A customer added now gets 72 hours of its own, from this instant.")
                .arg(spanWords(now - i.declaredMs)),
            tr("Taking a subscription out is legal's decision now; who was told is owed a correction."));
    }
    updateButtons();
    if (changed && isVisible())
        read();
}

void CustomersTab::activate()
{
    read();
}

QString CustomersTab::badge() const
{
    return m_details.scopeCount > 0 ? QString::number(m_details.scopeCount) : QString();
}

void CustomersTab::read()
{
    const int reading = ++m_reading;
    m_ui.workspace->run<QList<ScopeRow>>(
        this, [id = m_details.incident.id](Services &s) { return s.customers.scope(id); },
        [this, reading](const Result<QList<ScopeRow>> &rows) {
            if (reading != m_reading)
                return;
            if (rows)
                showRows(*rows);
            else if (m_ui.showError)
                m_ui.showError(rows.error());
        });
}

void CustomersTab::showRows(const QList<ScopeRow> &rows)
{
    m_model->setRows(rows);
    QSet<CustomerId> customers;
    int inScope = 0;
    int unreachable = 0;
    int owed = 0;
    for (const ScopeRow &r : rows) {
        owed += r.correctionOwed ? 1 : 0;
        if (!r.inScope)
            continue;
        ++inScope;
        customers.insert(r.customer);
        unreachable += r.reachability == Reachability::Unreachable ? 1 : 0;
    }
    QString text = tr("%1 of %2")
                       .arg(counted(inScope, tr("%1 subscription"), tr("%1 subscriptions")),
                            counted(customers.size(), tr("%1 customer"), tr("%1 customers")));
    if (unreachable > 0)
        text += u" · "_s + tr("%1 unreachable").arg(unreachable);
    if (owed > 0)
        text += u" · "_s + counted(owed, tr("%1 correction owed"), tr("%1 corrections owed"));
    m_summary->setText(text);
    m_stack->setCurrentIndex(rows.isEmpty() ? 0 : 1);
    updateButtons();
}

int CustomersTab::currentRow() const
{
    const auto selected = m_table->selectionModel()->selectedRows();
    return selected.isEmpty() ? -1 : selected.first().row();
}

QString CustomersTab::whyNotNow() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    const ActContext context{status.person, status.readOnly};
    if (!context.readOnly && m_details.incident.isDone())
        return tr("This incident has ended. Reopen it first.");
    return whyNoRight(Right::SetScope, m_details.incident, context);
}

QString CustomersTab::whyNotTakeOut() const
{
    const int at = currentRow();
    if (at < 0)
        return tr("Select a subscription first.");
    if (!m_model->row(at).inScope)
        return tr("It is taken out already.");
    return {};
}

/** Of an ended incident too: what may not be kept, may not be kept then either (P12.2). */
QString CustomersTab::whyNotRedact() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    if (const QString why = whyNoRight(Right::RequestRedaction, m_details.incident, {status.person, status.readOnly});
        !why.isEmpty())
        return why;
    return currentRow() < 0 ? tr("Select a subscription first.") : QString();
}

void CustomersTab::updateButtons()
{
    const QString why = whyNotNow();
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    for (QPushButton *button : {m_add, m_emptyAdd, m_search, m_emptySearch, m_import, m_emptyImport}) {
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
    }
    const QString whyOut = why.isEmpty() ? whyNotTakeOut() : why;
    m_takeOut->setEnabled(whyOut.isEmpty());
    m_takeOut->setToolTip(whyOut);
    const QString whyKept = whyNotRedact();
    m_redact->setEnabled(whyKept.isEmpty());
    m_redact->setToolTip(
        whyKept.isEmpty() ? tr("Redact what is said of it: what was accessed, reasons, words written down") : whyKept);
}

} // namespace tocsin
