#include "ui/incident/overviewtab.h"

#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/chip.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/entrykindtone.h"
#include "ui/common/scrollform.h"
#include "ui/common/timetext.h"
#include "ui/incident/awarenesscard.h"
#include "ui/incident/consultationscard.h"
#include "ui/incident/counted.h"
#include "ui/incident/factsgrid.h"
#include "ui/incident/linkscard.h"
#include "ui/incident/missinglist.h"
#include "ui/incident/obligationlist.h"
#include "ui/incident/servicecard.h"
#include "ui/incident/situationcard.h"
#include "ui/incident/taskcard.h"
#include "ui/incident/teamcard.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSet>

#include <limits>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kWideFrom = 900;
constexpr int kRoomForPeople = 520; ///< beside what they wrote
constexpr int kRightWidth = 348;
constexpr int kLastEntries = 6;
constexpr int kKindWidth = 112;

QString instantLine(qint64 ms)
{
    return ms > 0 ? u"%1 (%2)"_s.arg(TimeText().full(ms), TimeText::shortUtc(ms)) : QString();
}

} // namespace

OverviewTab::OverviewTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_right(new QWidget)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setObjectName(u"overviewScroll"_s);
    scroll->setAccessibleName(tr("Overview"));
    outer->addWidget(scroll);
    auto *content = new QWidget(scroll);
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight, content);
    m_columns->setContentsMargins(16, 14, 16, 16);
    m_columns->setSpacing(12);
    auto *left = new QVBoxLayout;
    left->setSpacing(12);
    m_situation = new SituationCard(ui);
    m_tasks = new TaskCard(ui);
    m_links = new LinksCard(ui);
    m_team = new TeamCard(ui);
    m_consultations = new ConsultationsCard(ui);
    left->addWidget(buildDuties());
    left->addWidget(m_situation);
    left->addWidget(m_tasks);
    left->addWidget(buildWhat());
    left->addWidget(buildDeclaration()); // long texts: in the wide column
    left->addWidget(buildDelay());
    left->addWidget(buildLast());
    left->addStretch(1);
    m_columns->addLayout(left, 1);
    auto *right = new QVBoxLayout(m_right);
    right->setContentsMargins({});
    right->setSpacing(12);
    m_endingCard = new Card(tr("How it ended"));
    m_ending = wrappedLabel({});
    m_ending->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_endingCard->body()->addWidget(m_ending);
    right->addWidget(m_endingCard);
    m_exercise = new ExerciseCard(ui);
    m_service = new ServiceCard(ui);
    connect(m_exercise, &ExerciseCard::actRequested, this, &OverviewTab::actRequested);
    connect(m_service, &ServiceCard::actRequested, this, &OverviewTab::actRequested);
    right->addWidget(m_exercise);
    right->addWidget(m_team);
    right->addWidget(m_consultations);
    right->addWidget(m_links);
    right->addWidget(buildMissing());
    right->addWidget(buildContainment());
    m_awareness = new AwarenessCard(ui);
    connect(m_awareness, &AwarenessCard::actRequested, this, &OverviewTab::actRequested);
    right->addWidget(m_awareness);
    right->addWidget(m_service);
    right->addWidget(buildRescission());
    right->addStretch(1);
    m_columns->addWidget(m_right);
    scroll->setWidget(content);
    keepRightEdge(scroll, m_columns);
    connectWorking();
}

void OverviewTab::connectWorking()
{
    connect(m_situation, &SituationCard::writeRequested, this, [this] { Q_EMIT actRequested(Act::WriteSituation); });
    connect(m_links, &LinksCard::linkRequested, this, [this] { Q_EMIT actRequested(Act::LinkIncident); });
    connect(m_team, &TeamCard::dutyRequested, this, [this] { Q_EMIT actRequested(Act::GiveDuty); });
    connect(m_team, &TeamCard::placeRequested, this, [this] { Q_EMIT actRequested(Act::AddPlace); });
    connect(m_tasks, &TaskCard::panelRequested, this, &OverviewTab::panelRequested);
    connect(m_links, &LinksCard::panelRequested, this, &OverviewTab::panelRequested);
    connect(m_team, &TeamCard::panelRequested, this, &OverviewTab::panelRequested);
    connect(m_consultations, &ConsultationsCard::panelRequested, this, &OverviewTab::panelRequested);
    // A link is an act of its first incident alone, and what a chip says of the other one changes there too.
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(400);
    connect(&m_readSoon, &QTimer::timeout, this, &OverviewTab::readWorking);
    connect(m_ui.workspace, &Workspace::changed, this, [this](const ChangeSet &) {
        if (isVisible())
            m_readSoon.start();
    });
}

void OverviewTab::readWorking()
{
    if (!m_details.incident.id.isValid())
        return;
    const int reading = ++m_workReading;
    m_ui.workspace->run<WorkingView>(
        this, [id = m_details.incident.id](Services &s) { return s.team.working(id); },
        [this, reading](const Result<WorkingView> &view) {
            if (reading != m_workReading || !view)
                return;
            m_working = *view;
            showWorking();
        });
}

void OverviewTab::showWorking()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    const ActContext context{status.person, status.readOnly};
    const auto why = [&](Act act) { return whyNot(act, m_details.incident, context); };
    m_situation->showSituation(m_working.situation, why(Act::WriteSituation));
    m_tasks->showTasks(m_details.incident.id, m_working.tasks, why(Act::AddTask));
    m_links->showLinks(m_details, m_working, why(Act::LinkIncident));
    m_team->showTeam(m_working, why(Act::GiveDuty));
    m_consultations->showIncident(m_details.incident.id,
                                  whyNoRight(Right::ReadConsultations, m_details.incident, context));
    showFacts();
}

QWidget *OverviewTab::buildWhat()
{
    auto *card = new Card(tr("What happened"));
    m_description = wrappedLabel({});
    m_description->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts = new FactsGrid;
    card->body()->addWidget(m_description);
    card->body()->addSpacing(6);
    card->body()->addWidget(m_facts);
    return card;
}

QWidget *OverviewTab::buildDuties()
{
    m_dutiesCard = new Card(tr("Duties and clocks"));
    m_duties = new ObligationList(m_ui);
    m_byLaw = new QPushButton(tr("Duties by law…"));
    m_byLaw->setObjectName(u"dutiesByLaw"_s);
    m_byLaw->setAccessibleName(tr("Duties by law"));
    connect(m_byLaw, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::DecideDuties); });
    m_dutiesCard->header()->addWidget(m_byLaw);
    m_noDuties = wrappedLabel({}, TextStyle::Muted);
    m_dutiesCard->body()->addWidget(m_noDuties);
    m_dutiesCard->body()->addWidget(m_duties);
    connect(m_duties, &ObligationList::withdrawRequested, this, &OverviewTab::withdrawRequested);
    connect(m_duties, &ObligationList::exceptRequested, this, &OverviewTab::exceptRequested);
    connect(m_duties, &ObligationList::lawRequested, this, &OverviewTab::lawRequested);
    connect(m_duties, &ObligationList::endRequested, this, &OverviewTab::endRequested);
    connect(m_duties, &ObligationList::undeliverableRequested, this, &OverviewTab::undeliverableRequested);
    return m_dutiesCard;
}

QWidget *OverviewTab::buildLast()
{
    auto *card = new Card(tr("Last entries"));
    auto *all = new QPushButton(tr("Timeline"));
    all->setObjectName(u"toTimeline"_s);
    all->setAccessibleName(tr("Open the timeline"));
    connect(all, &QPushButton::clicked, this, [this] { Q_EMIT goTo(u"timeline"_s); });
    card->header()->addWidget(all);
    m_last = new QVBoxLayout;
    m_last->setSpacing(7);
    card->body()->addLayout(m_last);
    return card;
}

QWidget *OverviewTab::buildMissing()
{
    m_missingCard = new Card(tr("Before it can be closed"));
    m_missing = new MissingList;
    m_missingCard->body()->addWidget(m_missing);
    connect(m_missing, &MissingList::jump, this, [this](const Missing &m) {
        if (m.code == u"stage"_s)
            Q_EMIT actRequested(Act::Move);
        else
            Q_EMIT goTo(m.where);
    });
    return m_missingCard;
}

QWidget *OverviewTab::buildContainment()
{
    auto *card = new Card(tr("Containment"));
    m_containment = new FactsGrid;
    card->body()->addWidget(m_containment);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_verify = new QPushButton(tr("Verify…"));
    m_verify->setObjectName(u"verifyContainment"_s);
    m_verify->setAccessibleName(tr("Verify containment"));
    m_record = new QPushButton(tr("Record a measure…"));
    m_record->setObjectName(u"recordMeasure"_s);
    m_record->setAccessibleName(tr("Record an emergency mitigation or a containment"));
    connect(m_verify, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::VerifyContainment); });
    connect(m_record, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::EmergencyMitigation); });
    row->addWidget(m_verify);
    row->addWidget(m_record);
    row->addStretch(1);
    card->body()->addSpacing(4);
    card->body()->addLayout(row);
    m_whyNotVerify = wrappedLabel({}, TextStyle::SmallMuted);
    card->body()->addWidget(m_whyNotVerify);
    return card;
}

QWidget *OverviewTab::buildDeclaration()
{
    m_declarationCard = new Card(tr("Declaration"));
    m_declaration = new FactsGrid;
    m_declarationCard->body()->addWidget(m_declaration);
    m_rescind = new QPushButton(tr("Rescind…"));
    m_rescind->setObjectName(u"rescind"_s);
    m_rescind->setAccessibleName(tr("Rescind the declaration"));
    connect(m_rescind, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::Rescind); });
    auto *row = new QHBoxLayout;
    row->addWidget(m_rescind);
    row->addStretch(1);
    m_declarationCard->body()->addSpacing(4);
    m_declarationCard->body()->addLayout(row);
    m_whyNotRescind = wrappedLabel({}, TextStyle::SmallMuted);
    m_declarationCard->body()->addWidget(m_whyNotRescind);
    return m_declarationCard;
}

QWidget *OverviewTab::buildRescission()
{
    m_rescissionCard = new Card(tr("Rescission"));
    m_rescission = new FactsGrid;
    m_rescissionCard->body()->addWidget(m_rescission);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_decide = new QPushButton(tr("Decide…"));
    m_decide->setObjectName(u"decideRescission"_s);
    m_decide->setAccessibleName(tr("Decide on the rescission"));
    m_takeBack = new QPushButton(tr("Take back…"));
    m_takeBack->setObjectName(u"takeBackRescission"_s);
    m_takeBack->setAccessibleName(tr("Take the request for rescission back"));
    connect(m_decide, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::CosignRescission); });
    connect(m_takeBack, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::TakeBackRescission); });
    row->addWidget(m_decide);
    row->addWidget(m_takeBack);
    row->addStretch(1);
    m_rescissionCard->body()->addLayout(row);
    return m_rescissionCard;
}

QWidget *OverviewTab::buildDelay()
{
    m_delayCard = new Card(tr("Why it is not declared"));
    m_delay = new FactsGrid;
    m_delayCard->body()->addWidget(m_delay);
    return m_delayCard;
}

void OverviewTab::showIncident(const IncidentDetails &details)
{
    m_details = details;
    showFacts();
    m_duties->setObligations(details.obligations, details.incident);
    m_duties->setWhyReadOnly(m_ui.workspace->status().readOnly ? tr("This database can only be read.") : QString());
    m_duties->setVisible(!details.obligations.isEmpty());
    showCounts();
    m_noDuties->setVisible(details.obligations.isEmpty());
    m_noDuties->setText(details.incident.isDeclared()
                            ? tr("A declaration stands, but no customer is named yet. Each clock starts when its "
                                 "customer is added.")
                        : details.incident.personalData == PersonalData::Yes
                            ? tr("No clock runs yet. Personal data is involved: note the facts in Duties by law, and "
                                 "what the law asks for is proposed. A declaration starts 72 hours for every affected "
                                 "customer.")
                            : tr("No clock runs. A declaration starts 72 hours for every affected customer."));
    m_service->showIncident(details);
    m_awareness->showIncident(details);
    const DatabaseStatus &status = m_ui.workspace->status();
    const QString whyNoDuties = whyNot(Act::DecideDuties, details.incident, {status.person, status.readOnly});
    m_byLaw->setEnabled(whyNoDuties.isEmpty());
    m_byLaw->setToolTip(whyNoDuties);
    m_exercise->showIncident(details);
    showEnding();
    m_missing->setMissing(details.missingForClose);
    m_missingCard->setVisible(!details.incident.isDone());
    showContainment();
    showDeclaration();
    showRescission();
    showDelay();
    readWorking();
    if (details.entryCount != m_readAtCount && isVisible())
        readLast();
}

void OverviewTab::showCounts()
{
    QSet<CustomerId> customers;
    for (const Obligation &o : std::as_const(m_details.obligations))
        if (o.addressee == Addressee::Customer)
            customers.insert(o.customer);
    m_dutiesCard->setNote(
        customers.isEmpty()
            ? QString()
            : tr("%1, %2").arg(counted(customers.size(), tr("%1 customer"), tr("%1 customers")),
                               counted(m_details.scopeCount, tr("%1 subscription"), tr("%1 subscriptions"))));
}

void OverviewTab::activate()
{
    readLast();
    readWorking();
}

void OverviewTab::showFacts()
{
    const Incident &i = m_details.incident;
    m_description->setText(i.description.isEmpty() ? tr("Nothing more was written down.") : i.description);
    QList<FactsGrid::Fact> facts;
    const auto add = [&facts](const QString &name, const QString &value, const QString &tooltip = {}) {
        if (!value.isEmpty())
            facts.append({name, value, tooltip});
    };
    add(tr("Detected"), instantLine(i.detectedMs), TimeText().both(i.detectedMs));
    if (!m_working.detected.reference.isEmpty())
        add(tr("First detected"),
            tr("%1, by %2").arg(instantLine(m_working.detected.atMs), m_working.detected.reference),
            TimeText().both(m_working.detected.atMs));
    add(tr("Recorded"), instantLine(i.recordedMs), TimeText().both(i.recordedMs));
    add(tr("Reported by"), i.reportedBy);
    add(tr("Source"), i.sourceDetail.isEmpty() ? nameOf(i.source) : u"%1 · %2"_s.arg(nameOf(i.source), i.sourceDetail));
    add(tr("Incident manager"), i.managerName.isEmpty() ? tr("Nobody holds it") : i.managerName);
    add(tr("Personal data"), nameOf(i.personalData));
    add(tr("Outside reference"), i.externalRef);
    m_facts->setFacts(facts);
}

void OverviewTab::showEnding()
{
    const Incident &i = m_details.incident;
    m_endingCard->setVisible(i.isDone());
    m_endingCard->setTitle(i.closedMs > 0 ? tr("Closed") : tr("How it ended"));
    const QString when = instantLine(i.closedMs > 0 ? i.closedMs : i.endedMs);
    m_ending->setText(m_details.endingText.isEmpty() ? when : u"%1\n%2"_s.arg(when, m_details.endingText));
}

void OverviewTab::showContainment()
{
    const Incident &i = m_details.incident;
    const auto state = [](qint64 ms) {
        return ms > 0 ? tr("Contained, verified %1").arg(TimeText().full(ms)) : tr("Not verified");
    };
    m_containment->setFacts(
        {{tr("Customer risk"), state(i.customerContainedMs), TimeText().both(i.customerContainedMs)},
         {tr("Business risk"), state(i.businessContainedMs), TimeText().both(i.businessContainedMs)}});
    const DatabaseStatus &status = m_ui.workspace->status();
    const ActContext context{status.person, status.readOnly};
    const auto set = [&](QPushButton *button, Act act) {
        const QString why = whyNot(act, i, context);
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
    };
    set(m_verify, Act::VerifyContainment);
    set(m_record, Act::EmergencyMitigation);
    const bool verified = i.customerContainedMs > 0 && i.businessContainedMs > 0;
    m_whyNotVerify->setText(verified ? QString() : m_verify->toolTip());
    m_whyNotVerify->setVisible(!m_whyNotVerify->text().isEmpty());
}

void OverviewTab::showDeclaration()
{
    m_declarationCard->setVisible(m_details.declaration.has_value());
    if (!m_details.declaration)
        return;
    const Declaration &d = *m_details.declaration;
    const auto wanted = [](const QString &text) { return text.isEmpty() ? tr("Open") : text; };
    QList<FactsGrid::Fact> facts{
        {tr("Ground"), nameOf(d.ground), {}},
        {tr("Declared"), tr("%1 by %2").arg(instantLine(d.atMs), d.byName), TimeText().both(d.atMs)},
        {tr("Counts from"), instantLine(d.effectiveMs), TimeText().both(d.effectiveMs)}};
    if (!d.earlierReason.isEmpty())
        facts.append({tr("Why earlier"), d.earlierReason, {}});
    facts.append(
        {tr("Legal"), tr("%1, %2").arg(d.consultedWho, instantLine(d.consultedMs)), TimeText().both(d.consultedMs)});
    facts.append(
        {tr("Rests on"), d.citations.size() == 1 ? tr("one entry") : tr("%1 entries").arg(d.citations.size()), {}});
    facts.append({tr("Impact"), wanted(d.customerImpact), {}});
    facts.append({tr("Resources"), wanted(d.resourcesAccessed), {}});
    facts.append({tr("Repair steps"), wanted(d.repairSteps), {}});
    facts.append({tr("Statement"), d.statement, {}});
    m_declaration->setFacts(facts);
    const DatabaseStatus &status = m_ui.workspace->status();
    const QString why = whyNot(Act::Rescind, m_details.incident, {status.person, status.readOnly});
    m_rescind->setEnabled(why.isEmpty());
    m_rescind->setToolTip(why);
    m_whyNotRescind->setText(why);
    m_whyNotRescind->setVisible(!why.isEmpty());
}

void OverviewTab::showRescission()
{
    m_rescissionCard->setVisible(m_details.rescission.has_value());
    if (!m_details.rescission)
        return;
    const Rescission &r = *m_details.rescission;
    QList<FactsGrid::Fact> facts{
        {tr("State"), r.isPending() ? tr("Waits for legal; sending is held") : nameOf(*r.decision), {}},
        {tr("Asked for"), tr("%1 by %2").arg(instantLine(r.atMs), r.byName), TimeText().both(r.atMs)},
        {tr("Why"), r.reason, {}},
        {tr("Rests on"), r.citations.size() == 1 ? tr("one entry") : tr("%1 entries").arg(r.citations.size()), {}}};
    if (!r.isPending()) {
        facts.append({tr("Decided"), tr("%1 by %2").arg(instantLine(r.decidedMs), r.decidedByName),
                      TimeText().both(r.decidedMs)});
        facts.append({tr("In words"), r.words, {}});
    }
    QStringList owed;
    if (m_details.owedCorrections > 0)
        owed << counted(m_details.owedCorrections, tr("%1 subscription"), tr("%1 subscriptions"));
    owed << m_details.owedToOthers;
    if (m_details.rescindedMs > 0)
        facts.append({tr("Corrections owed"), owed.isEmpty() ? tr("none") : owed.join(u", "_s), {}});
    m_rescission->setFacts(facts);
    const DatabaseStatus &status = m_ui.workspace->status();
    const auto set = [&](QPushButton *button, Act act) {
        const QString why = whyNot(act, m_details.incident, {status.person, status.readOnly});
        button->setVisible(r.isPending());
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
    };
    set(m_decide, Act::CosignRescission);
    set(m_takeBack, Act::TakeBackRescission);
}

void OverviewTab::showDelay()
{
    m_delayCard->setVisible(!m_details.delays.isEmpty());
    QList<FactsGrid::Fact> facts;
    for (const DeclarationDelay &d : std::as_const(m_details.delays)) {
        facts.append({TimeText().full(d.atMs), tr("%1 (%2)").arg(d.reason, d.byName), TimeText().both(d.atMs)});
        facts.append({tr("Asked again"), TimeText().full(d.reviewMs), TimeText().both(d.reviewMs)});
    }
    m_delay->setFacts(facts);
}

void OverviewTab::readLast()
{
    const int reading = ++m_reading;
    m_readAtCount = m_details.entryCount;
    m_ui.workspace->run<QList<TimelineEntry>>(
        this,
        [id = m_details.incident.id](Services &s) {
            constexpr qint64 end = std::numeric_limits<qint64>::max();
            return s.timeline.before(id, {}, {end, end}, kLastEntries);
        },
        [this, reading](const Result<QList<TimelineEntry>> &entries) {
            if (reading == m_reading)
                showLast(entries.value_or(QList<TimelineEntry>{}));
        });
}

void OverviewTab::showLast(const QList<TimelineEntry> &entries)
{
    while (QLayoutItem *item = m_last->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_lastBy.clear();
    if (entries.isEmpty())
        m_last->addWidget(wrappedLabel(tr("Nothing was written down yet."), TextStyle::Muted));
    const qint64 now = m_ui.workspace->clock().nowMs();
    for (auto e = entries.crbegin(); e != entries.crend(); ++e) {
        auto *row = new QWidget;
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins({});
        layout->setSpacing(10);
        auto *at = new Label(TimeText().brief(e->atMs, now), TextStyle::MonoMuted, row);
        at->setToolTip(TimeText().both(e->atMs));
        at->setMinimumWidth(at->fontMetrics().horizontalAdvance(u"Mon 00:00"_s));
        layout->addWidget(at);
        auto *kind = new QWidget(row);
        kind->setFixedWidth(kKindWidth);
        auto *kindLayout = new QHBoxLayout(kind);
        kindLayout->setContentsMargins({});
        kindLayout->addWidget(new Chip(nameOf(e->kind), toneOf(e->kind), kind));
        kindLayout->addStretch(1);
        layout->addWidget(kind);
        auto *text = new ElidedLabel(e->text.simplified(), e->struck ? TextStyle::Muted : TextStyle::Body, row);
        if (e->struck) {
            QFont font = text->font();
            font.setStrikeOut(true);
            text->setFont(font);
        }
        layout->addWidget(text, 1);
        auto *by = new Label(e->personName, TextStyle::FinePrint, row);
        by->setVisible(width() >= kRoomForPeople);
        m_lastBy << by;
        layout->addWidget(by);
        m_last->addWidget(row);
    }
}

void OverviewTab::resizeEvent(QResizeEvent *event)
{
    const bool wide = event->size().width() >= kWideFrom;
    m_columns->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_right->setMinimumWidth(wide ? kRightWidth : 0);
    m_right->setMaximumWidth(wide ? kRightWidth : QWIDGETSIZE_MAX);
    for (QWidget *by : std::as_const(m_lastBy))
        by->setVisible(event->size().width() >= kRoomForPeople);
    IncidentTab::resizeEvent(event);
}

} // namespace tocsin
