#include "ui/postmortem/actionspage.h"

#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/emptystate.h"
#include "ui/common/flowlayout.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"
#include "ui/common/timetext.h"
#include "ui/incident/actpanel.h"
#include "ui/incident/factsgrid.h"
#include "ui/postmortem/measurecard.h"
#include "ui/postmortem/measurepanel.h"
#include "ui/postmortem/rowtable.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kDetailWidth = 328;
constexpr int kNarrowDetail = 272;
constexpr int kRoomy = 880;
constexpr int kOwnerColumn = 2;

RowTable::Row measureRow(const Measure &m, qint64 now)
{
    RowTable::Row row;
    row.key = m.id.value;
    switch (measureDue(m, now)) {
    case MeasureDue::Overdue:
        row.chip = ActionsPage::tr("Overdue");
        row.tone = Tone::Overdue;
        break;
    case MeasureDue::Soon:
        row.chip = ActionsPage::tr("Due soon");
        row.tone = Tone::Medium;
        break;
    case MeasureDue::Later:
        row.chip = nameOf(m.state);
        row.tone = Tone::Accent;
        break;
    case MeasureDue::NoDay:
        row.chip = ActionsPage::tr("No day");
        row.tone = Tone::Medium;
        break;
    case MeasureDue::Settled:
        row.chip = nameOf(m.state);
        row.tone = m.state == MeasureState::Done ? Tone::Met : Tone::Neutral;
        row.settled = true;
        break;
    }
    row.cells = {m.what.simplified(), m.ownerName.isEmpty() ? ActionsPage::tr("nobody's yet") : m.ownerName,
                 m.dueMs > 0 ? TimeText().brief(m.dueMs, now) : QString(), m.incidentReference};
    row.tips = {m.what, {}, m.dueMs > 0 ? TimeText().both(m.dueMs) : QString(), m.incidentTitle};
    return row;
}

} // namespace

ActionsPage::ActionsPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
{
    setObjectName(u"actions-page"_s);
    build();
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (m_known && isVisible() && (changes.everything || !changes.incidents.isEmpty()))
            read();
    });
}

void ActionsPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(new Label(tr("Actions"), TextStyle::Title, this));
    layout->addWidget(
        wrappedLabel(tr("What follows from incidents: corrective measures, and changes of policies, procedures "
                        "and processes, until they are done."),
                     TextStyle::SmallMuted, this));
    layout->addWidget(buildFilter());
    m_banner = new Banner(Banner::Kind::Error, this);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_columns = new QHBoxLayout;
    m_columns->setSpacing(16);
    m_card = new Card({}, this);
    m_table = new RowTable({tr("State"), tr("What"), tr("Owner"), tr("Due"), tr("Incident")}, {104, 320, 144, 112, 88},
                           1, m_card);
    m_table->setObjectName(u"actionsTable"_s);
    m_table->setAccessibleName(tr("Measures, the nearest day first"));
    connect(m_table, &RowTable::chosen, this, &ActionsPage::showCurrent);
    connect(m_table, &RowTable::opened, this, [this] { m_jump->click(); });
    m_card->setView(m_table);
    m_columns->addWidget(m_card, 1);
    m_empty =
        new EmptyState(u"check-circle"_s, tr("No actions"),
                       tr("Measures are set in an incident, on its tab Post-mortem, and followed here until they are "
                          "done."),
                       this);
    m_empty->setObjectName(u"actionsEmpty"_s);
    m_columns->addWidget(m_empty, 1);
    m_columns->addWidget(buildDetail());
    layout->addLayout(m_columns, 1);
    m_card->hide();
    m_empty->hide();
    m_detail->hide();
}

void ActionsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool roomy = width() >= kRoomy;
    m_detail->setFixedWidth(roomy ? kDetailWidth : kNarrowDetail);
    m_table->setColumnHidden(kOwnerColumn, !roomy); // it stands beside the table
}

QWidget *ActionsPage::buildFilter()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(16);
    m_search = new SearchField(tr("Find a measure"), row);
    m_search->setObjectName(u"actionsSearch"_s);
    connect(m_search, &SearchField::textChanged, this, &ActionsPage::refill);
    layout->addWidget(m_search, 1);
    const auto box = [&](const QString &text, const QString &name) {
        auto *check = new QCheckBox(text, row);
        check->setObjectName(name);
        check->setAccessibleName(QString(text).remove(u'&'));
        layout->addWidget(check);
        return check;
    };
    m_mine = box(tr("&Mine alone"), u"actionsMine"_s);
    m_settled = box(tr("Done and &dropped too"), u"actionsSettled"_s);
    m_exercises = box(tr("Of &exercises"), u"actionsExercises"_s);
    connect(m_mine, &QCheckBox::toggled, this, &ActionsPage::refill);
    connect(m_settled, &QCheckBox::toggled, this, &ActionsPage::refill);
    connect(m_exercises, &QCheckBox::toggled, this, &ActionsPage::read);
    return row;
}

QWidget *ActionsPage::buildDetail()
{
    m_detail = new Card({}, this);
    m_detail->setObjectName(u"actionDetail"_s);
    m_detail->setFixedWidth(kDetailWidth);
    m_what = wrappedLabel({}, TextStyle::Body, m_detail);
    m_what->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts = new FactsGrid(m_detail);
    m_detail->body()->addWidget(m_what);
    m_detail->body()->addSpacing(4);
    m_detail->body()->addWidget(m_facts);
    m_detail->body()->addSpacing(8);
    auto *acts = new FlowLayout;
    acts->setAlignment(Qt::AlignRight);
    const auto button = [this, acts](const QString &text, const QString &name, auto run) {
        auto *b = new QPushButton(text, m_detail);
        b->setObjectName(name);
        b->setAccessibleName(QString(text).remove(u'…'));
        connect(b, &QPushButton::clicked, this, run);
        acts->addWidget(b);
        return b;
    };
    m_jump = button(tr("Open the incident"), u"actionIncident"_s, [this] {
        if (const Measure *m = current())
            m_ui.openIncident(m->incident, u"postmortem"_s);
    });
    m_again = button(tr("Open it again…"), u"actionAgain"_s, [this] {
        if (const Measure *m = current())
            openPanel(measureReasonPanel(*m, MeasureState::Open));
    });
    m_drop = button(tr("Drop…"), u"actionDrop"_s, [this] {
        if (const Measure *m = current())
            openPanel(measureReasonPanel(*m, MeasureState::Dropped));
    });
    m_change = button(tr("Change…"), u"actionChange"_s, [this] {
        if (const Measure *m = current())
            openPanel([m = *m](const UiContext &ui, const IncidentDetails &d) { return new MeasurePanel(ui, d, m); });
    });
    m_done = button(tr("It is done…"), u"actionDone"_s, [this] {
        if (const Measure *m = current())
            openPanel(measureReasonPanel(*m, MeasureState::Done));
    });
    m_done->setProperty("primary", true);
    m_detail->body()->addLayout(acts);
    m_detail->body()->addStretch(1);
    return m_detail;
}

void ActionsPage::activate()
{
    read();
}

void ActionsPage::read()
{
    if (m_busy) {
        m_readAgain = true;
        return;
    }
    m_busy = true;
    m_ui.workspace->run<QList<Measure>>(
        this, [exercises = m_exercises->isChecked()](Services &s) { return s.measures.all(exercises); },
        [this](const Result<QList<Measure>> &all) {
            m_busy = false;
            m_known = true;
            m_banner->setVisible(!all);
            if (!all)
                m_banner->show(Banner::Kind::Error, all.error().userText);
            m_measures = all.value_or(QList<Measure>{});
            refill();
            if (std::exchange(m_readAgain, false))
                read();
        });
}

bool ActionsPage::isShown(const Measure &m) const
{
    if (m_mine->isChecked() && m.owner != m_ui.workspace->status().person.id)
        return false;
    if (!m_settled->isChecked() && m.state != MeasureState::Open)
        return false;
    const QString words = m_search->text().trimmed();
    return words.isEmpty() || QString(m.what + u' ' + m.ownerName + u' ' + m.incidentReference + u' ' + m.incidentTitle)
                                  .contains(words, Qt::CaseInsensitive);
}

void ActionsPage::refill()
{
    const qint64 now = m_ui.workspace->clock().nowMs();
    QList<RowTable::Row> rows;
    for (const Measure &m : std::as_const(m_measures))
        if (isShown(m))
            rows << measureRow(m, now);
    m_table->showRows(rows);
    m_card->setVisible(!rows.isEmpty());
    m_empty->setVisible(m_known && rows.isEmpty());
    m_empty->setTitle(m_measures.isEmpty() ? tr("No actions") : tr("None that fits"));
    showCurrent();
}

const Measure *ActionsPage::current() const
{
    const qint64 key = m_table->currentKey();
    const auto found =
        std::find_if(m_measures.begin(), m_measures.end(), [key](const Measure &m) { return m.id.value == key; });
    return found == m_measures.end() || m_table->rowCount() == 0 ? nullptr : &*found;
}

void ActionsPage::showCurrent()
{
    const Measure *m = current();
    m_detail->setVisible(m && !m_panel);
    if (!m)
        return;
    const DatabaseStatus &status = m_ui.workspace->status();
    m_detail->setTitle(nameOf(m->kind));
    m_what->setText(m->what);
    m_what->setAccessibleName(tr("What is to be done: %1").arg(m->what));
    QList<FactsGrid::Fact> facts{{tr("State"), nameOf(m->state), {}},
                                 {tr("Owner"), m->ownerName.isEmpty() ? tr("nobody yet") : m->ownerName, {}},
                                 {tr("Due"), m->dueMs > 0 ? TimeText().full(m->dueMs) : tr("no day yet"), {}},
                                 {tr("Since"), TimeText().full(m->sinceMs), {}}};
    if (!m->reason.isEmpty())
        facts.append({tr("Why"), m->reason, {}});
    facts.append({tr("Incident"), u"%1 %2"_s.arg(m->incidentReference, m->incidentTitle), {}});
    m_facts->setFacts(facts);
    const bool open = m->state == MeasureState::Open;
    const QString why = status.readOnly ? tr("This database can only be read.")
                        : mayDo(status.person.roles, Right::AddEntry, false)
                            ? QString()
                            : tr("This needs the role %1.").arg(roleNames(rolesWith(Right::AddEntry)));
    for (QPushButton *b : {m_done, m_change, m_drop})
        b->setVisible(open);
    m_again->setVisible(!open);
    for (QPushButton *b : {m_done, m_change, m_drop, m_again}) {
        b->setEnabled(why.isEmpty());
        b->setToolTip(why);
    }
}

void ActionsPage::openPanel(const PanelMaker &maker)
{
    const Measure *m = current();
    if (!m)
        return;
    m_ui.workspace->run<IncidentDetails>(
        this, [id = m->incident](Services &s) { return s.incidents.details(id); },
        [this, maker](const Result<IncidentDetails> &details) {
            if (!details) {
                m_banner->show(Banner::Kind::Error, details.error().userText);
                return;
            }
            closePanel();
            m_panel = maker(m_ui, *details);
            m_panel->setParent(this);
            m_panel->setFixedWidth(m_panel->preferredWidth());
            m_columns->addWidget(m_panel);
            m_panel->show();
            m_detail->hide();
            connect(m_panel, &ActPanel::cancelled, this, &ActionsPage::closePanel);
            connect(m_panel, &ActPanel::stale, this, &ActionsPage::read);
            connect(m_panel, &ActPanel::done, this, [this](const QString &said) {
                if (m_ui.say)
                    m_ui.say(said);
                closePanel();
                read();
            });
            m_panel->focusFirst();
        });
}

void ActionsPage::closePanel()
{
    if (!m_panel)
        return;
    m_panel->leave();
    m_panel->hide();
    m_panel->deleteLater();
    m_panel = nullptr;
    showCurrent();
    m_table->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
