#include "ui/services/sourcespage.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chippaint.h"
#include "ui/common/emptystate.h"
#include "ui/common/fittedcolumns.h"
#include "ui/common/label.h"
#include "ui/services/sourcefigures.h"
#include "ui/services/tuningpanel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kRowHeight = 32;
constexpr int kPanelWidth = 328;
constexpr int kNarrowPanel = 288;
constexpr int kRoomForAll = 960; ///< for both tables beside the panel

/** The state as a chip; the rest as text, muted once it is settled. */
class TuningDelegate : public QStyledItemDelegate
{
public:
    TuningDelegate(const Clock &clock, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_clock(clock)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const TuningAction *action = static_cast<const TuningListModel *>(index.model())->row(index.row());
        if (!action)
            return;
        painter->save();
        const Theme &theme = Theme::current();
        const QRect r = option.rect;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(r, theme.accentTint);
        painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), theme.line);
        const QString text = index.data().toString();
        if (index.column() == TuningListModel::State) {
            const Tone tone = action->isOverdue(m_clock.nowMs())   ? Tone::Overdue
                              : action->state == TuningState::Open ? Tone::Accent
                              : action->state == TuningState::Done ? Tone::Met
                                                                   : Tone::Neutral;
            paintTextChip(*painter, {r.left() + 12, r.top() + (r.height() - kChipHeight) / 2}, text, tone,
                          r.width() - 16);
        } else {
            painter->setFont(bodyFont());
            painter->setPen(action->state == TuningState::Open ? theme.text : theme.muted);
            const QRect room = r.adjusted(12, 0, -8, 0); // below the words of the header
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                              painter->fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
        }
        painter->restore();
    }

private:
    const Clock &m_clock;
};

} // namespace

SourcesPage::SourcesPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_model(ui.workspace->clock())
    , m_exercises(new QCheckBox(tr("Show &exercises"), this))
    , m_banner(new Banner(Banner::Kind::Error, this))
    , m_note(wrappedLabel({}, TextStyle::SmallMuted, this))
    , m_figures(new SourceFiguresTable)
{
    setObjectName(u"sources-page"_s);
    build();
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (m_known && isVisible() && (changes.everything || !changes.incidents.isEmpty()))
            read();
    });
}

void SourcesPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(12);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(new Label(tr("Detection sources"), TextStyle::Title, this));
    m_note->setText(tr("Where first signs come from, how many of them were false, and what is tuned so that there are "
                       "fewer. Counted of the incidents you may see; exercises are in none of the figures."));
    titles->addWidget(m_note);
    head->addLayout(titles, 1);
    m_exercises->setObjectName(u"sourcesExercises"_s);
    m_exercises->setAccessibleName(tr("Show exercises"));
    connect(m_exercises, &QCheckBox::toggled, this, &SourcesPage::read);
    head->addWidget(m_exercises, 0, Qt::AlignTop);
    layout->addLayout(head);
    m_banner->setObjectName(u"sourcesBanner"_s);
    m_banner->hide();
    layout->addWidget(m_banner);
    auto *figures = new Card({}, this);
    figures->setView(m_figures);
    figures->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    auto *left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(figures);
    left->addWidget(buildTuning(), 1);
    columns->addLayout(left, 1);
    m_panel = new TuningPanel(m_ui, this); // the whole height: its facts need it on a low window
    m_panel->setFixedWidth(kPanelWidth);
    m_panel->hide();
    columns->addWidget(m_panel);
    layout->addLayout(columns, 1);
}

QWidget *SourcesPage::buildTuning()
{
    auto *place = new QWidget(this);
    auto *columns = new QHBoxLayout(place);
    columns->setContentsMargins({});
    columns->setSpacing(16);
    m_tuningCard = new Card(tr("Tuning"), place);
    m_table = new QTableView(m_tuningCard);
    m_table->setObjectName(u"tuningTable"_s);
    m_table->setAccessibleName(tr("Tuning actions, open ones first"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new TuningDelegate(m_ui.workspace->clock(), m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const QPair<int, int> widths[] = {{TuningListModel::State, 88},
                                      {TuningListModel::Source, 156},
                                      {TuningListModel::Owner, 124},
                                      {TuningListModel::Due, 98},
                                      {TuningListModel::IncidentColumn, 80}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    new FittedColumns(m_table->horizontalHeader(), TuningListModel::What, 220, {84, 0, 112, 100, 90, 76});
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SourcesPage::showCurrent);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const TuningAction *action = m_model.row(index.row()))
            m_ui.openIncident(action->incident, u"overview"_s);
    });
    m_tuningCard->setView(m_table);
    columns->addWidget(m_tuningCard, 1);
    m_empty = new EmptyState(u"sources"_s, tr("Nothing is to be tuned"),
                             tr("When an incident ends as a false positive with a tuning action, it is followed here "
                                "until it is done."),
                             place);
    m_empty->setObjectName(u"tuningEmpty"_s);
    columns->addWidget(m_empty, 1);
    m_tuningCard->hide();
    m_empty->hide();
    return place;
}

void SourcesPage::activate()
{
    read();
}

void SourcesPage::read()
{
    if (m_busy) {
        m_again = true;
        return;
    }
    m_busy = true;
    m_ui.workspace->run<SourceOverview>(
        this, [exercises = m_exercises->isChecked()](Services &s) { return s.sources.overview(exercises); },
        [this](const Result<SourceOverview> &overview) {
            m_busy = false;
            m_known = true;
            m_banner->setVisible(!overview);
            if (overview)
                showOverview(*overview);
            else
                m_banner->show(Banner::Kind::Error, overview.error().userText);
            if (std::exchange(m_again, false))
                read();
        });
}

void SourcesPage::showOverview(const SourceOverview &overview)
{
    m_figures->setFigures(overview.figures, m_exercises->isChecked());
    const TuningAction *before = m_model.row(m_table->currentIndex().row());
    const TuningId wanted = before ? before->id : TuningId{};
    m_model.assign(overview.actions);
    const bool any = m_model.rowCount() > 0;
    m_tuningCard->setVisible(any);
    m_empty->setVisible(!any);
    const auto overdue = std::count_if(overview.actions.begin(), overview.actions.end(),
                                       [&](const TuningAction &t) { return t.isOverdue(overview.readMs); });
    m_tuningCard->setNote(overdue > 0 ? tr("%1 overdue").arg(overdue) : QString());
    if (any)
        m_table->selectRow(qMax(0, m_model.find(wanted)));
    showCurrent();
}

void SourcesPage::showCurrent()
{
    const TuningAction *action = m_model.row(m_table->currentIndex().row());
    m_panel->setVisible(action != nullptr);
    fitTables();
    if (action)
        m_panel->showAction(*action);
}

void SourcesPage::fitTables()
{
    const bool isShort = !m_panel->isHidden() && width() < kRoomForAll;
    m_panel->setFixedWidth(isShort ? kNarrowPanel : kPanelWidth);
    m_figures->setShort(isShort);
    for (const int column : {TuningListModel::Source, TuningListModel::Owner, TuningListModel::IncidentColumn})
        m_table->setColumnHidden(column, isShort);
}

void SourcesPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitTables();
}

} // namespace tocsin
