#include "ui/record/recordview.h"

#include "models/items/auditlistmodel.h"
#include "ui/common/card.h"
#include "ui/common/emptystate.h"
#include "ui/common/fittedcolumns.h"
#include "ui/common/flowlayout.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"
#include "ui/common/timetext.h"
#include "ui/record/auditdetail.h"
#include "ui/theme/fonts.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

enum Period { AllTime, LastDay, LastWeek, LastMonth, Between };
constexpr int kTypingMs = 250;
constexpr int kRoomForEntry = 720;  ///< narrower, the list stands alone
constexpr int kRoomForWhere = 1200; ///< narrower, the details beside the list say it
constexpr int kRoomForBoth = 900;   ///< narrower, the list gets what the entry can spare
constexpr int kEntryWidth = 400;
constexpr int kChoiceWidth = 180;

class AuditDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const AuditEntry *e = static_cast<const AuditListModel *>(index.model())->entry(index.row());
        if (!e)
            return;
        switch (index.column()) {
        case AuditListModel::Instant:
            option->text = TimeText().full(e->instantMs);
            option->features |= QStyleOptionViewItem::HasDisplay;
            option->font = monoFont(12);
            break;
        case AuditListModel::Seq:
            option->font = monoFont(12);
            option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
            [[fallthrough]];
        case AuditListModel::Where:
            option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
            break;
        default:
            break;
        }
    }
};

/** The model with tooltips and what a screen reader says of instants. */
class ShownModel : public AuditListModel
{
public:
    using AuditListModel::AuditListModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        const bool isInstant = index.column() == Instant;
        if (const AuditEntry *e = index.isValid() ? entry(index.row()) : nullptr) {
            if (isInstant && (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole))
                return TimeText().both(e->instantMs);
            if (!isInstant && role == Qt::ToolTipRole)
                return AuditListModel::data(index, Qt::DisplayRole);
        }
        return AuditListModel::data(index, role);
    }
};

} // namespace

RecordView::RecordView(const UiContext &ui, bool wholeRecord, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_whole(wholeRecord)
    , m_model(new ShownModel(*ui.workspace, this))
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &RecordView::applyFilters);
    build();
    connect(m_model, &AuditListModel::loaded, this, &RecordView::refreshState);
    connect(m_model, &AuditListModel::failed, this, [this](const Error &error) {
        m_error->setText(error.userText);
        m_error->show();
        refreshState();
    });
}

void RecordView::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildFilters());
    m_error = wrappedLabel({}, TextStyle::Error, this);
    m_error->hide();
    layout->addWidget(m_error);
    m_splitter = new QSplitter(this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_splitter->addWidget(buildList());
    m_entry = new Card({}, m_splitter);
    m_entry->body()->setContentsMargins(0, 0, 0, 0);
    m_entry->setMinimumWidth(290);
    m_detail = new AuditDetail(m_entry);
    m_entry->body()->addWidget(m_detail);
    m_detail->setIncidentLink(m_whole);
    connect(m_detail, &AuditDetail::redactionWanted, this, &RecordView::redactionWanted);
    connect(m_detail, &AuditDetail::incidentWanted, this, [this](IncidentId id) {
        if (m_ui.openIncident)
            m_ui.openIncident(id, u"record"_s);
    });
    m_splitter->addWidget(m_entry);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({900, kEntryWidth});
    layout->addWidget(m_splitter, 1);
}

void RecordView::addChoices(QLayout *layout, QWidget *bar)
{
    m_person = new QComboBox(bar);
    m_person->setObjectName(u"recordPerson"_s);
    m_person->setAccessibleName(tr("Filter entries by person"));
    m_person->addItem(tr("Anybody"), 0);
    m_person->setMinimumWidth(kChoiceWidth);
    m_kind = new QComboBox(bar);
    m_kind->setObjectName(u"recordKind"_s);
    m_kind->setAccessibleName(tr("Filter entries by what they are about"));
    m_kind->addItem(tr("All kinds"));
    for (const auto &e : enumTable<AuditKind>())
        m_kind->addItem(nameOf(e.value), codeOf(e.value));
    for (QComboBox *choice : {m_person, m_kind}) {
        choice->setMinimumWidth(120);
        connect(choice, &QComboBox::currentIndexChanged, this, &RecordView::applyFilters);
        layout->addWidget(choice);
    }
}

QWidget *RecordView::buildFilters()
{
    auto *bar = new QWidget(this);
    auto *both = new QVBoxLayout(bar);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(8);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    both->addLayout(first);
    auto *rest = new QWidget(bar);
    auto *layout = new FlowLayout(rest);
    layout->setContentsMargins(0, 0, 0, 0);
    both->addWidget(rest);
    m_text = new SearchField(tr("Words of an entry, or a person"), bar);
    m_text->setObjectName(u"recordText"_s);
    m_text->setAccessibleName(tr("Filter entries by text"));
    m_text->setMinimumWidth(200);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    first->addWidget(m_text, 1);
    m_count = new Label({}, TextStyle::SmallMuted, bar);
    m_count->setObjectName(u"recordCount"_s);
    first->addWidget(m_count);
    m_reference = new SearchField(tr("Incident: INC-0421"), bar);
    m_reference->setObjectName(u"recordIncident"_s);
    m_reference->setAccessibleName(tr("Filter entries by incident"));
    m_reference->setFixedWidth(180);
    m_reference->setVisible(m_whole);
    connect(m_reference, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    layout->addWidget(m_reference);
    addChoices(layout, bar);
    m_period = new QComboBox(bar);
    m_period->setObjectName(u"recordPeriod"_s);
    m_period->setAccessibleName(tr("Filter entries by time"));
    m_period->addItems({tr("All time"), tr("Last 24 hours"), tr("Last 7 days"), tr("Last 30 days"), tr("Between…")});
    layout->addWidget(m_period);
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_ui.workspace->clock().nowMs()).date();
    m_from = new QDateEdit(today.addDays(-7), bar);
    m_from->setAccessibleName(tr("From this day"));
    m_to = new QDateEdit(today, bar);
    m_to->setAccessibleName(tr("To this day"));
    for (QDateEdit *edit : {m_from, m_to}) {
        edit->setObjectName(edit == m_from ? u"recordFrom"_s : u"recordTo"_s);
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(u"d MMM yyyy"_s);
        edit->hide();
        connect(edit, &QDateEdit::dateChanged, &m_typing, qOverload<>(&QTimer::start));
        layout->addWidget(edit);
    }
    connect(m_period, &QComboBox::currentIndexChanged, this, [this](int period) {
        m_from->setVisible(period == Between);
        m_to->setVisible(period == Between);
        applyFilters();
    });
    return bar;
}

QWidget *RecordView::buildList()
{
    m_stack = new QStackedWidget(this);
    m_view = new QTableView(m_stack);
    m_view->setObjectName(u"recordEntries"_s);
    m_view->setAccessibleName(tr("Entries of the record, newest first"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new AuditDelegate(m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(28);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->setColumnWidth(AuditListModel::Seq, 66);
    m_view->setColumnWidth(AuditListModel::Instant, 164);
    m_view->setColumnWidth(AuditListModel::Person, 206);
    m_view->setColumnWidth(AuditListModel::Where, 112);
    m_view->horizontalHeader()->setMinimumSectionSize(48);
    new FittedColumns(m_view->horizontalHeader(), AuditListModel::What, 180, {60, 170, 64, 0, 88});
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RecordView::showCurrent);
    m_stack->addWidget(m_view);
    m_empty = new EmptyState(u"record"_s, tr("Reading the record…"), {}, m_stack);
    m_empty->setObjectName(u"recordEmpty"_s);
    m_stack->addWidget(m_empty);
    m_stack->setCurrentWidget(m_empty);
    return m_stack;
}

void RecordView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_view->setColumnHidden(AuditListModel::Where, width() < kRoomForWhere);
    m_entry->setVisible(width() >= kRoomForEntry); // a panel beside the list tells of the entry itself
    const bool narrow = width() < kRoomForBoth;
    if (narrow != std::exchange(m_narrow, narrow)) { // once: then it stays as somebody drags it
        const int entry = narrow ? m_entry->minimumWidth() : kEntryWidth;
        m_splitter->setSizes({width() - entry - m_splitter->handleWidth(), entry});
    }
}

void RecordView::setIncident(IncidentId id)
{
    if (m_incident == id && m_started)
        return;
    m_incident = id;
    m_started = false;
    m_detail->clear();
}

void RecordView::start()
{
    if (m_started || (!m_whole && !m_incident.isValid()))
        return;
    m_started = true;
    readPeople();
    applyFilters();
}

void RecordView::applyPeriod(AuditFilter &filter) const
{
    const qint64 now = m_ui.workspace->clock().nowMs();
    switch (m_period->currentIndex()) {
    case LastDay:
        filter.fromMs = now - kDayMs;
        break;
    case LastWeek:
        filter.fromMs = now - 7 * kDayMs;
        break;
    case LastMonth:
        filter.fromMs = now - 30 * kDayMs;
        break;
    case Between:
        filter.fromMs = m_from->date().startOfDay().toMSecsSinceEpoch();
        filter.toMs = m_to->date().addDays(1).startOfDay().toMSecsSinceEpoch();
        break;
    default:
        break;
    }
}

void RecordView::applyFilters()
{
    if (!m_started)
        return;
    m_error->hide();
    if (m_whole && !m_reference->text().trimmed().isEmpty()) {
        applyIncident();
        return;
    }
    AuditFilter filter = narrowed();
    filter.incident = m_whole ? IncidentId{} : m_incident;
    m_model->setFilter(filter);
}

AuditFilter RecordView::narrowed() const
{
    AuditFilter filter;
    filter.text = m_text->text();
    filter.person = PersonId{m_person->currentData().toLongLong()};
    filter.kind = fromCode<AuditKind>(m_kind->currentData().toString());
    applyPeriod(filter);
    return filter;
}

bool RecordView::isNarrowed() const
{
    return !m_text->text().trimmed().isEmpty() || m_period->currentIndex() != AllTime || m_person->currentIndex() > 0 ||
           m_kind->currentIndex() > 0 || !m_reference->text().trimmed().isEmpty();
}

/** Also those who are here no longer: what they did stays. */
void RecordView::readPeople()
{
    m_ui.workspace->run<QList<Person>>(
        this, [](Services &s) { return s.people.all(); },
        [this](const Result<QList<Person>> &people) {
            if (!people)
                return;
            const QSignalBlocker quiet(m_person);
            const QVariant chosen = m_person->currentData();
            while (m_person->count() > 1)
                m_person->removeItem(1);
            for (const Person &p : *people)
                m_person->addItem(p.name, p.id.value);
            m_person->setCurrentIndex(qMax(0, m_person->findData(chosen)));
        });
}

void RecordView::applyIncident()
{
    const QString typed = m_reference->text();
    const qint64 number = incidentNumber(typed);
    if (number == 0) {
        m_error->setText(tr("This is no reference of an incident. Write it like INC-0421."));
        m_error->show();
        return;
    }
    m_ui.workspace->run<Incident>(
        this, [number](Services &s) { return s.incidents.byNumber(number); },
        [this, typed](const Result<Incident> &incident) {
            if (typed != m_reference->text())
                return;
            if (!incident) {
                m_error->setText(incident.error().userText);
                m_error->show();
                return;
            }
            AuditFilter filter = narrowed();
            filter.incident = incident->id;
            m_model->setFilter(filter);
        });
}

void RecordView::refreshState()
{
    const int rows = m_model->rowCount();
    const bool narrow = isNarrowed();
    m_empty->setTitle(narrow ? tr("No entry matches") : tr("No entry yet"));
    m_empty->setText(narrow
                         ? tr("Nothing in the record fits these filters.")
                         : tr("Every change of every person is written here by itself, chained to the one before it."));
    m_stack->setCurrentWidget(rows > 0 ? m_view : static_cast<QWidget *>(m_empty));
    m_count->setText(m_model->isComplete() ? tr("%1 entries").arg(rows) : tr("%1 entries read, more below").arg(rows));
    if (rows == 0)
        m_detail->clear();
    else if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0, 0));
}

void RecordView::showCurrent()
{
    const AuditEntry *row = m_model->entry(m_view->currentIndex().row());
    if (!row) {
        m_detail->clear();
        return;
    }
    showEntry(row->seq);
}

void RecordView::offerRedaction(const QString &whyNot)
{
    m_detail->offerRedaction(whyNot);
}

void RecordView::showEntry(qint64 seq)
{
    m_model->readEntry(seq, this, [this](const Result<AuditEntry> &entry) {
        if (entry) {
            m_detail->setEntry(*entry);
            return;
        }
        m_error->setText(entry.error().userText);
        m_error->show();
    });
}

} // namespace tocsin
