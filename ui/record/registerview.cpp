#include "ui/record/registerview.h"

#include "models/items/breachlistmodel.h"
#include "models/services/registerexport.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/emptystate.h"
#include "ui/common/fittedcolumns.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/searchfield.h"
#include "ui/common/timetext.h"
#include "ui/incident/factsgrid.h"
#include "ui/theme/icons.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kCaseWidth = 340;
constexpr int kRoomForDuties = 520;
constexpr int kAllColumnsWidth = 860; ///< below it, risk and who decided stand beside the list alone

QList<FactsGrid::Fact> detailOf(const RegisterRow &r)
{
    QList<FactsGrid::Fact> facts;
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty())
            facts.append({name, value, {}});
    };
    add(RegisterView::tr("State"), nameOf(registerState(r)));
    if (!r.decision) {
        add(RegisterView::tr("Seen at first"), r.seen);
        add(RegisterView::tr("Decided by"), RegisterView::tr("Legal has not decided yet."));
        return facts;
    }
    const BreachDecision &d = *r.decision;
    const TimeText time;
    add(RegisterView::tr("Facts"), d.content.facts);
    add(RegisterView::tr("Effects"), d.content.effects);
    add(RegisterView::tr("Measures"), d.content.measures);
    add(RegisterView::tr("Decision"), decisionText(d.content));
    add(RegisterView::tr("Public"), d.content.publicReference);
    add(RegisterView::tr("Reasons"), d.content.reason);
    add(RegisterView::tr("Decided by"),
        d.attested.by.isValid()
            ? RegisterView::tr("%1, entered by %2, %3").arg(d.attestedName, d.byName, time.full(d.atMs))
            : RegisterView::tr("%1, %2").arg(d.byName, time.full(d.atMs)));
    if (r.authorityToldMs > 0)
        add(RegisterView::tr("Authority told"), time.full(r.authorityToldMs));
    if (r.subjectsToldMs > 0)
        add(RegisterView::tr("People told"), time.full(r.subjectsToldMs));
    return facts;
}

} // namespace

RegisterView::RegisterView(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_model(new BreachListModel(this))
{
    build();
    connect(ui.workspace, &Workspace::changed, this, [this] {
        if (isVisible())
            read();
    });
    connect(ui.workspace, &Workspace::closed, this, [this] {
        m_loaded = false;
        m_model->assign({});
    });
}

void RegisterView::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(buildFilters());
    m_banner = new Banner(Banner::Kind::Info, this);
    m_banner->setObjectName(u"registerBanner"_s);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_stack = new QStackedWidget;
    m_view = new QTableView;
    m_view->setObjectName(u"register"_s);
    m_view->setAccessibleName(tr("Register of personal-data breaches"));
    m_view->setModel(m_model);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    for (const auto &[column, width] :
         {std::pair(BreachListModel::Reference, 92), std::pair(BreachListModel::Detected, 104),
          std::pair(BreachListModel::State, 112), std::pair(BreachListModel::Risk, 104),
          std::pair(BreachListModel::Duties, 144), std::pair(BreachListModel::DecidedBy, 136)})
        m_view->setColumnWidth(column, width);
    new FittedColumns(m_view->horizontalHeader(), BreachListModel::Title, 180, {92, 0, 96, 104, 88, 96, 96});
    m_view->installEventFilter(this);
    m_empty = new EmptyState(u"record"_s, {}, {});
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(12);
    auto *list = new Card;
    list->body()->setContentsMargins(0, 0, 0, 0);
    list->body()->addWidget(m_stack);
    splitter->addWidget(list);
    splitter->addWidget(buildDetail());
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({900, kCaseWidth});
    layout->addWidget(splitter, 1);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RegisterView::showCurrent);
    connect(m_view, &QTableView::activated, this, &RegisterView::openCurrent);
}

QWidget *RegisterView::buildFilters()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_text = new SearchField(tr("Search the register"));
    m_text->setObjectName(u"registerText"_s);
    m_text->setAccessibleName(tr("Search the register"));
    m_state = new QComboBox;
    m_state->setObjectName(u"registerState"_s);
    m_state->setAccessibleName(tr("State in the register"));
    m_state->addItem(tr("All breaches"), QString());
    for (const auto &e : enumTable<RegisterState>())
        m_state->addItem(nameOf(e.value), codeOf(e.value));
    m_exercises = new QCheckBox(tr("Exercises"));
    m_exercises->setObjectName(u"registerExercises"_s);
    m_exercises->setAccessibleName(tr("Exercises, which stand apart"));
    m_counts = new Label({}, TextStyle::SmallMuted);
    m_counts->setObjectName(u"registerCounts"_s);
    m_export = new QPushButton(icon(u"export"), tr("Export…"));
    m_export->setObjectName(u"registerExport"_s);
    m_export->setAccessibleName(tr("Export the register"));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_state);
    layout->addWidget(m_exercises);
    layout->addWidget(m_counts);
    layout->addStretch(1);
    layout->addWidget(m_export);
    connect(m_text, &QLineEdit::textChanged, this, &RegisterView::applyFilter);
    connect(m_state, &QComboBox::currentIndexChanged, this, &RegisterView::applyFilter);
    connect(m_exercises, &QCheckBox::toggled, this, &RegisterView::read);
    // Queued: a dialog must not keep a screen reader's call waiting.
    connect(m_export, &QPushButton::clicked, this, &RegisterView::chooseExport, Qt::QueuedConnection);
    return bar;
}

QWidget *RegisterView::buildDetail()
{
    auto *card = new Card;
    card->setMinimumWidth(260);
    m_title = wrappedLabel({}, TextStyle::BodyBold);
    m_detail = new FactsGrid;
    m_detail->setObjectName(u"registerDetail"_s);
    m_detail->setAccessibleName(tr("The breach that is chosen"));
    auto *facts = new QWidget;
    auto *rows = new QVBoxLayout(facts);
    rows->setContentsMargins({});
    rows->addWidget(m_detail);
    rows->addStretch(1);
    auto *scroll = new QScrollArea;
    plainScrollDown(scroll);
    scroll->setWidget(facts);
    scroll->viewport()->setAutoFillBackground(false);
    facts->setAutoFillBackground(false);
    m_open = new QPushButton(tr("Open the incident"));
    m_open->setObjectName(u"registerOpen"_s);
    m_open->setAccessibleName(tr("Open the incident"));
    card->body()->addWidget(m_title);
    card->body()->addWidget(scroll, 1);
    card->body()->addWidget(m_open, 0, Qt::AlignLeft);
    connect(m_open, &QPushButton::clicked, this, &RegisterView::openCurrent);
    return card;
}

bool RegisterView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize) {
        const bool narrow = m_view->width() < kAllColumnsWidth;
        m_view->setColumnHidden(BreachListModel::Risk, narrow);
        m_view->setColumnHidden(BreachListModel::DecidedBy, narrow);
        m_view->setColumnHidden(BreachListModel::Duties, m_view->width() < kRoomForDuties);
    }
    return QWidget::eventFilter(watched, event);
}

void RegisterView::start()
{
    read();
}

void RegisterView::read()
{
    m_ui.workspace->run<QList<RegisterRow>>(
        this, [exercises = m_exercises->isChecked()](Services &s) { return s.risk.breaches({exercises}); },
        [this](const Result<QList<RegisterRow>> &rows) {
            m_loaded = true;
            if (!rows) {
                m_banner->show(Banner::Kind::Error, rows.error().userText);
                refreshState();
                return;
            }
            const RegisterRow *before = m_model->row(m_view->currentIndex().row());
            const IncidentId chosen = before ? before->incident : IncidentId{};
            m_model->assign(*rows);
            for (int n = 0; n < m_model->rowCount(); ++n)
                if (m_model->row(n)->incident == chosen)
                    m_view->selectRow(n);
            refreshState();
        });
    refreshState();
}

void RegisterView::applyFilter()
{
    m_model->setFilter(fromCode<RegisterState>(m_state->currentData().toString()), m_text->text());
    refreshState();
}

void RegisterView::refreshState()
{
    const bool any = m_model->rowCount() > 0;
    if (any && !m_view->currentIndex().isValid())
        m_view->selectRow(0);
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_view) : m_empty);
    if (!m_loaded) {
        m_empty->setTitle(tr("Reading the register…"));
        m_empty->setText({});
    } else if (m_model->total() > 0) {
        m_empty->setTitle(tr("No breach is like this"));
        m_empty->setText(tr("Take away the text, or choose another state."));
    } else {
        m_empty->setTitle(tr("No personal-data breach"));
        m_empty->setText(tr("Every security incident with personal data stands here by itself, notified or not, with "
                            "what legal decided and why."));
    }
    QStringList parts;
    const auto counts = m_model->counts();
    for (const auto &e : enumTable<RegisterState>())
        if (const int n = counts.value(e.value); n > 0)
            parts << tr("%1 %2").arg(n).arg(nameOf(e.value).toLower());
    m_counts->setText(m_model->total() == 0 ? QString() : parts.join(u" · "_s));
    m_export->setEnabled(any);
    m_export->setToolTip(any ? tr("What is shown, as CSV or JSON") : tr("There is nothing to export."));
    showCurrent();
}

void RegisterView::showCurrent()
{
    const RegisterRow *r = m_model->row(m_view->currentIndex().row());
    m_title->setText(r ? u"%1 %2"_s.arg(r->reference, r->title) : QString());
    m_detail->setFacts(r ? detailOf(*r) : QList<FactsGrid::Fact>());
    m_open->setEnabled(r);
}

void RegisterView::openCurrent()
{
    if (const RegisterRow *r = m_model->row(m_view->currentIndex().row()); r && m_ui.openIncident)
        m_ui.openIncident(r->incident, u"risk"_s);
}

void RegisterView::chooseExport()
{
    auto *dialog = new QFileDialog(this, tr("Export the register"), QDir::home().filePath(u"tocsin-register.csv"_s),
                                   tr("Comma separated values (*.csv);;JSON (*.json)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &RegisterView::exportTo);
    dialog->open();
}

void RegisterView::exportTo(const QString &path)
{
    const QList<RegisterRow> rows = m_model->shown();
    const bool json = path.endsWith(u".json"_s, Qt::CaseInsensitive);
    // CSV with a mark, so that spreadsheets see that it is UTF-8.
    const QByteArray bytes = json ? QJsonDocument(QJsonObject{{u"breaches"_s, registerJson(rows)}}).toJson()
                                  : "\xEF\xBB\xBF" + registerCsv(rows);
    m_ui.workspace->runLong<void>(
        this,
        [path, bytes](Services &) -> Result<void> {
            QSaveFile file(path);
            bool ok = file.open(QIODevice::WriteOnly);
            if (ok) {
                file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // customer data: nobody else on the machine
                ok = file.write(bytes) == bytes.size() && file.commit();
            }
            return ok ? Result<void>()
                      : failure(ErrorKind::Internal, tr("%1 cannot be written: %2").arg(path, file.errorString()), {},
                                u"path"_s);
        },
        [this, path, count = rows.size()](const Result<void> &result) {
            if (result)
                m_banner->show(Banner::Kind::Success,
                               tr("%n breach(es) exported to %1.", nullptr, static_cast<int>(count)).arg(path),
                               tr("It holds names and contents: keep it as you keep this database."));
            else
                m_banner->show(Banner::Kind::Error, result.error().userText);
        });
}

} // namespace tocsin
