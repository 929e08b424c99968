#include "ui/incident/incidentpage.h"

#include "models/services/presencedesk.h"
#include "models/services/workspace.h"
#include "ui/common/clockticker.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/incident/actpanels.h"
#include "ui/incident/addscopepanel.h"
#include "ui/incident/assessmenttab.h"
#include "ui/incident/besidearea.h"
#include "ui/incident/cosignpanel.h"
#include "ui/incident/customerstab.h"
#include "ui/incident/delaygroundpanel.h"
#include "ui/incident/exceptpanel.h"
#include "ui/incident/incidentheader.h"
#include "ui/incident/movepanel.h"
#include "ui/incident/overviewtab.h"
#include "ui/incident/questionbanner.h"
#include "ui/incident/reopenpanel.h"
#include "ui/incident/scopeimportpanel.h"
#include "ui/incident/scopesearchpanel.h"
#include "ui/incident/takeoutpanel.h"
#include "ui/incident/undeliverablepanel.h"
#include "ui/incident/withdrawpanel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kTall = 740; ///< from here on there is room for everything
const QString kWizard = u"classification"_s;
const QString kReopen = u"overview/reopen"_s;

struct TabName
{
    QString key;
    QString title;
};

QList<TabName> tabNames()
{
    return {{u"overview"_s, IncidentPage::tr("Overview")},      {u"timeline"_s, IncidentPage::tr("Timeline")},
            {u"assessment"_s, IncidentPage::tr("Assessment")},  {u"customers"_s, IncidentPage::tr("Customers")},
            {u"notices"_s, IncidentPage::tr("Notices")},        {u"transfers"_s, IncidentPage::tr("Transfers")},
            {u"postmortem"_s, IncidentPage::tr("Post-mortem")}, {u"record"_s, IncidentPage::tr("Record")},
            {u"risk"_s, IncidentPage::tr("Risk to people")}};
}

/** Made here; the others stand on this library and are given by the window. */
bool isOwn(const QString &key)
{
    return key == u"overview"_s || key == u"assessment"_s || key == u"customers"_s;
}

} // namespace

IncidentPage::IncidentPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_stack(new QStackedWidget(this))
    , m_loading(new Label(tr("Reading the incident…"), TextStyle::Muted))
    , m_failure(new EmptyState(u"error"_s, tr("The incident could not be read"), {}))
{
    setObjectName(u"incidentPage"_s);
    build();
    buildShortcuts();
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(0);
    connect(&m_readSoon, &QTimer::timeout, this, &IncidentPage::read);
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (m_id.isValid() && changes.concerns(m_id))
            m_readSoon.start();
    });
    connect(ui.workspace, &Workspace::closed, this, [this] {
        reset();
        m_id = {};
    });
    connect(ui.ticker, &ClockTicker::tick, this, &IncidentPage::followClocks);
    connect(&ui.workspace->presence(), &PresenceDesk::changed, this, &IncidentPage::showPresent);
}

IncidentPage::~IncidentPage()
{
    if (m_panel)
        m_panel->leave();
}

void IncidentPage::showPresent()
{
    m_header->showPresent(m_ui.workspace->presence().others(m_id));
}

/** A page that nobody sees is not open. */
void IncidentPage::tellPresence()
{
    m_ui.workspace->presence().show(this, isVisible() ? m_id : IncidentId{});
    showPresent();
}

void IncidentPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tellPresence();
}

void IncidentPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    tellPresence();
}

void IncidentPage::followClocks(qint64 nowMs)
{
    if (!m_loaded)
        return;
    QList<ObligationState> states;
    for (const Obligation &o : std::as_const(m_details.obligations))
        states.append(obligationState(o.facts, nowMs));
    // A deadline passed or an exception lapsed: words and the next step change with it.
    if (states != m_states && !m_states.isEmpty())
        m_readSoon.start();
    m_states = states;
    m_question->follow(nowMs);
}

void IncidentPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    m_loading->setAlignment(Qt::AlignCenter);
    m_failure->addAction(tr("Read it again"), true, this, [this] { read(); });
    m_content = buildContent();
    m_stack->addWidget(m_loading);
    m_stack->addWidget(m_failure);
    m_stack->addWidget(m_content);
}

QWidget *IncidentPage::buildContent()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_header = new IncidentHeader(m_ui);
    layout->addWidget(m_header);
    m_question = new QuestionBanner;
    layout->addWidget(m_question);
    auto *strip = new QWidget;
    strip->setAutoFillBackground(true);
    strip->setBackgroundRole(QPalette::Base);
    auto *stripLayout = new QHBoxLayout(strip);
    stripLayout->setContentsMargins(16, 6, 16, 0);
    m_bar = new QTabBar;
    m_bar->setObjectName(u"incidentTabs"_s);
    m_bar->setAccessibleName(tr("Parts of the incident"));
    m_bar->setDrawBase(false);
    m_bar->setExpanding(false);
    m_bar->setDocumentMode(true);
    for (const TabName &t : tabNames()) {
        const int at = m_bar->addTab(t.title);
        m_bar->setTabData(at, t.key);
        m_bar->setTabVisible(at, isOwn(t.key));
    }
    stripLayout->addWidget(m_bar, 1);
    layout->addWidget(strip);
    auto *rule = new QFrame;
    rule->setFrameShape(QFrame::HLine);
    rule->setFixedHeight(1);
    layout->addWidget(rule);
    m_beside = new BesideArea;
    m_tabs = m_beside->pages();
    layout->addWidget(m_beside, 1);
    connect(m_bar, &QTabBar::currentChanged, this, &IncidentPage::showTab);
    connect(m_header, &IncidentHeader::actRequested, this, &IncidentPage::beginAct);
    connect(m_question, &QuestionBanner::actRequested, this, &IncidentPage::beginAct);
    connect(m_header, &IncidentHeader::stageRequested, this, &IncidentPage::beginMove);
    connect(m_header, &IncidentHeader::nextStepRequested, this, &IncidentPage::takeNextStep);
    return content;
}

void IncidentPage::buildShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto run) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    for (int n = 0; n < tabNames().size(); ++n)
        add(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + n)), [this, n] { m_bar->setCurrentIndex(n); });
    add(QKeySequence(Qt::CTRL | Qt::Key_PageDown),
        [this] { m_bar->setCurrentIndex((m_bar->currentIndex() + 1) % m_bar->count()); });
    add(QKeySequence(Qt::CTRL | Qt::Key_PageUp),
        [this] { m_bar->setCurrentIndex((m_bar->currentIndex() + m_bar->count() - 1) % m_bar->count()); });
}

void IncidentPage::setTabMaker(const QString &key, TabMaker maker)
{
    m_makers.insert(key, std::move(maker));
    for (int at = 0; at < m_bar->count(); ++at)
        if (m_bar->tabData(at).toString() == key)
            m_bar->setTabVisible(at, key != u"risk"_s || m_details.incident.personalData != PersonalData::No);
}

/** Nobody is at risk where no data about people is involved (P5.6). */
void IncidentPage::offerRisk()
{
    for (int at = 0; at < m_bar->count(); ++at)
        if (m_bar->tabData(at).toString() == u"risk"_s && m_makers.contains(u"risk"_s) && m_bar->currentIndex() != at)
            m_bar->setTabVisible(at, m_details.incident.personalData != PersonalData::No || m_wantedTab == u"risk"_s);
}

QString IncidentPage::title() const
{
    return m_loaded ? u"%1 %2"_s.arg(m_details.incident.reference(), m_details.incident.title) : QString();
}

void IncidentPage::open(IncidentId id, const QString &tab)
{
    m_wantedTab = tab;
    if (id == m_id && m_loaded) {
        selectTab(tab);
        m_readSoon.start();
        return;
    }
    m_id = id;
    reset();
    read();
    tellPresence();
}

void IncidentPage::reset()
{
    closePanel();
    m_loaded = false;
    m_details = {};
    for (IncidentTab *tab : std::as_const(m_made)) {
        m_tabs->removeWidget(tab);
        tab->deleteLater();
    }
    m_made.clear();
    if (m_wizard)
        m_wizard->deleteLater();
    m_wizard = nullptr;
    m_stack->setCurrentWidget(m_loading);
}

void IncidentPage::read()
{
    if (!m_id.isValid())
        return;
    const int reading = ++m_reading;
    m_ui.workspace->run<Reading>(
        this,
        [id = m_id](Services &s) -> Result<Reading> {
            const auto details = s.incidents.details(id);
            if (!details)
                return tl::unexpected(details.error());
            Reading r{*details, {}, {}, {}};
            if (auto notices = s.notices.list(id))
                r.notices = *notices;
            if (const Notice *waits = customerNotice(r.notices); waits && waits->state == NoticeState::LegalReview)
                if (auto read = s.notices.details(waits->id))
                    r.author = read->text.author;
            // Who may not read the post-mortem is not told about it; the step is worded without it.
            if (auto postmortem = s.postmortems.of(id); postmortem && *postmortem)
                r.postmortem = (*postmortem)->state;
            return r;
        },
        [this, reading](const Result<Reading> &r) {
            if (reading != m_reading)
                return;
            if (r)
                showReading(*r);
            else
                showFailure(r.error());
        });
}

void IncidentPage::showFailure(const Error &error)
{
    // One that is hidden from this person from now on does not stay on the screen (P13.4).
    if (m_loaded && error.kind == ErrorKind::NotFound)
        reset();
    Q_EMIT titleChanged(title());
    if (m_loaded) {
        if (m_ui.showError)
            m_ui.showError(error);
        return;
    }
    m_failure->setTitle(error.kind == ErrorKind::NotFound ? tr("There is no such incident")
                                                          : tr("The incident could not be read"));
    m_failure->setText(error.userText);
    m_stack->setCurrentWidget(m_failure);
}

void IncidentPage::showReading(const Reading &reading)
{
    const bool first = !m_loaded;
    m_details = reading.details;
    m_states.clear();
    m_loaded = true;
    const ActContext who = context();
    const ActsAsLegal acts{!who.readOnly && mayDo(who.person.roles, Right::ApproveNotice, false) &&
                               reading.author.isValid() && reading.author != who.person.id,
                           CosignPanel::decidesAlone(m_details, who)};
    m_header->showIncident(
        m_details, nextStep(m_details, reading.notices, reading.postmortem, m_ui.workspace->clock().nowMs(), acts));
    for (IncidentTab *tab : std::as_const(m_made))
        tab->showIncident(m_details);
    if (m_wizard)
        m_wizard->showIncident(m_details);
    if (m_panel)
        m_panel->showIncident(m_details);
    m_question->showIncident(m_details, context(), m_ui.workspace->clock().nowMs());
    updateBadges();
    offerRisk();
    if (first) {
        m_stack->setCurrentWidget(m_content);
        selectTab(m_wantedTab);
        showTab(m_bar->currentIndex());
        showPartOf(m_wantedTab);
    }
    Q_EMIT titleChanged(title());
}

bool IncidentPage::showWizard()
{
    if (!m_wizard) {
        const TabMaker maker = m_makers.value(kWizard);
        if (!maker || !m_loaded)
            return false;
        m_wizard = maker(m_ui);
        m_stack->addWidget(m_wizard);
        connect(m_wizard, &IncidentTab::goTo, this, &IncidentPage::goTo);
        m_wizard->showIncident(m_details);
    }
    closePanel();
    m_stack->setCurrentWidget(m_wizard);
    QTimer::singleShot(0, m_wizard, [wizard = m_wizard] { wizard->activate(); }); // after the page has the focus
    return true;
}

void IncidentPage::selectTab(const QString &key)
{
    if (key == kWizard && showWizard())
        return;
    if (!key.isEmpty() && m_loaded)
        m_stack->setCurrentWidget(m_content);
    for (int at = 0; at < m_bar->count(); ++at)
        if (m_bar->tabData(at).toString() == key.section(u'/', 0, 0))
            m_bar->setCurrentIndex(at);
    showPartOf(key);
}

void IncidentPage::showPartOf(const QString &key)
{
    if (key == kReopen && m_loaded && m_details.incident.isDone()) {
        if (!qobject_cast<ReopenPanel *>(m_panel))
            beginAct(Act::Reopen);
        return;
    }
    const QString part = key.section(u'/', 1);
    if (IncidentTab *tab = m_made.value(key.section(u'/', 0, 0)); tab && !part.isEmpty())
        tab->showPart(part);
}

void IncidentPage::showTab(int index)
{
    if (!m_loaded)
        return;
    const QString key = m_bar->tabData(index).toString();
    IncidentTab *tab = m_made.value(key);
    if (!tab) {
        tab = makeTab(key);
        if (!tab)
            return;
        m_made.insert(key, tab);
        m_tabs->addWidget(tab);
        connectTab(tab);
        tab->showIncident(m_details);
    }
    m_tabs->setCurrentWidget(tab);
    tab->activate();
    updateBadges();
    updateProminence();
}

QString IncidentPage::tab() const
{
    return m_wizard && m_stack->currentWidget() == m_wizard ? kWizard
                                                            : m_bar->tabData(m_bar->currentIndex()).toString();
}

void IncidentPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateProminence();
}

void IncidentPage::updateProminence()
{
    const QString key = m_bar->tabData(m_bar->currentIndex()).toString();
    m_header->setNextProminent(!m_panel && key != u"notices" && key != u"postmortem" && key != u"transfers");
    const IncidentTab *tab = m_made.value(key);
    const bool wanted = m_panel ? m_panel->wantsRoom() : tab && tab->wantsRoom();
    m_header->setCompact(wanted && height() < kTall);
}

IncidentTab *IncidentPage::makeTab(const QString &key)
{
    if (key == u"overview"_s)
        return new OverviewTab(m_ui);
    if (key == u"assessment"_s)
        return new AssessmentTab(m_ui);
    if (key == u"customers"_s)
        return new CustomersTab(m_ui);
    const TabMaker maker = m_makers.value(key);
    return maker ? maker(m_ui) : nullptr;
}

void IncidentPage::connectTab(IncidentTab *tab)
{
    connect(tab, &IncidentTab::goTo, this, &IncidentPage::goTo);
    connect(tab, &IncidentTab::panelRequested, this,
            [this](const PanelMaker &make) { openPanel(make(m_ui, m_details)); });
    connect(tab, &IncidentTab::badgeChanged, this, &IncidentPage::updateBadges);
    connect(tab, &IncidentTab::roomChanged, this, &IncidentPage::updateProminence);
    if (auto *overview = qobject_cast<OverviewTab *>(tab)) {
        connect(overview, &OverviewTab::actRequested, this, &IncidentPage::beginAct);
        connect(overview, &OverviewTab::withdrawRequested, this,
                [this](const Obligation &o) { openPanel(new WithdrawPanel(m_ui, m_details, o)); });
        connect(overview, &OverviewTab::exceptRequested, this,
                [this](const Obligation &o) { openPanel(new ExceptPanel(m_ui, m_details, o)); });
        connect(overview, &OverviewTab::endRequested, this, [this](const Obligation &o) {
            openPanel(new ExceptPanel(m_ui, m_details, o, ExceptionKind::Withdrawal));
        });
        connect(overview, &OverviewTab::lawRequested, this,
                [this](const Obligation &o) { openPanel(new DelayGroundPanel(m_ui, m_details, o)); });
        connect(overview, &OverviewTab::undeliverableRequested, this,
                [this](const Obligation &o) { openPanel(new UndeliverablePanel(m_ui, m_details, o)); });
    } else if (auto *assessment = qobject_cast<AssessmentTab *>(tab)) {
        connect(assessment, &AssessmentTab::stale, this, &IncidentPage::read);
        connect(assessment, &AssessmentTab::done, this, &IncidentPage::acted);
    } else if (auto *customers = qobject_cast<CustomersTab *>(tab)) {
        connect(customers, &CustomersTab::addRequested, this,
                [this] { openPanel(new AddScopePanel(m_ui, m_details)); });
        connect(customers, &CustomersTab::searchRequested, this,
                [this] { openPanel(new ScopeSearchPanel(m_ui, m_details)); });
        connect(customers, &CustomersTab::importRequested, this,
                [this] { openPanel(new ScopeImportPanel(m_ui, m_details)); });
        connect(customers, &CustomersTab::takeOutRequested, this,
                [this](const ScopeRow &row) { openPanel(new TakeOutPanel(m_ui, m_details, row)); });
    }
}

void IncidentPage::updateBadges()
{
    const QHash<QString, qint64> counts{{u"timeline"_s, m_details.entryCount},
                                        {u"customers"_s, m_details.scopeCount},
                                        {u"notices"_s, m_details.noticeCount}};
    const QList<TabName> names = tabNames();
    for (int at = 0; at < m_bar->count(); ++at) {
        const QString &key = names[at].key;
        const IncidentTab *tab = m_made.value(key);
        QString badge = tab ? tab->badge() : QString();
        if (badge.isEmpty() && counts.value(key) > 0)
            badge = QLocale().toString(counts.value(key));
        m_bar->setTabText(at, badge.isEmpty() ? names[at].title : u"%1 %2"_s.arg(names[at].title, badge));
    }
}

void IncidentPage::goTo(const QString &key)
{
    selectTab(key);
    if (QWidget *tab = m_tabs->currentWidget(); tab && !m_panel && m_stack->currentWidget() == m_content)
        tab->setFocus();
}

void IncidentPage::openPanel(ActPanel *panel)
{
    closePanel();
    m_panel = panel;
    m_beside->setPanel(panel, panel->preferredWidth(), panel->wantsRoom());
    updateProminence();
    connect(panel, &ActPanel::done, this, &IncidentPage::acted);
    connect(panel, &ActPanel::done, this, &IncidentPage::closePanel);
    connect(panel, &ActPanel::cancelled, this, &IncidentPage::closePanel);
    connect(panel, &ActPanel::goTo, this, &IncidentPage::goTo);
    connect(panel, &ActPanel::actRequested, this, &IncidentPage::beginAct, Qt::QueuedConnection);
    connect(panel, &ActPanel::stale, this, &IncidentPage::read);
    QTimer::singleShot(0, panel, [panel] { panel->focusFirst(); });
}

void IncidentPage::closePanel()
{
    if (!m_panel)
        return;
    const bool hadFocus = m_panel->isAncestorOf(focusWidget());
    m_panel->leave();
    m_beside->setPanel(nullptr);
    m_panel->deleteLater();
    m_panel = nullptr;
    updateProminence();
    if (hadFocus)
        m_header->focusNextStep();
}

void IncidentPage::acted(const QString &said)
{
    if (m_ui.say)
        m_ui.say(said);
    read();
}

void IncidentPage::beginMove(Stage to)
{
    if (!m_loaded || to == m_details.incident.stage)
        return;
    const QString why = whyNotMove(m_details.incident, to, context());
    // What a gate lacks is said in the panel, beside the choice; without a right or when done there is nothing to do.
    if (m_details.incident.isDone() || context().readOnly || !moveKind(m_details.incident.stage, to)) {
        if (m_ui.say)
            m_ui.say(why);
        return;
    }
    openPanel(new MovePanel(m_ui, m_details, to));
}

void IncidentPage::beginAct(Act act)
{
    if (!m_loaded)
        return;
    const Incident &i = m_details.incident;
    if (const QString why = whyNot(act, i, context()); !why.isEmpty()) {
        if (m_ui.say)
            m_ui.say(why);
        return;
    }
    if (act == Act::Move || act == Act::MoveBack)
        return beginMove(static_cast<Stage>(static_cast<int>(i.stage) + (act == Act::Move ? 1 : -1)));
    openPanel(makeActPanel(act, m_ui, m_details));
}

void IncidentPage::takeNextStep(const NextStep &step)
{
    switch (step.kind) {
    case StepKind::None:
        return;
    case StepKind::MoveForward:
        return beginMove(step.to);
    case StepKind::Declare:
        return beginAct(Act::Declare);
    case StepKind::VerifyContainment:
        return beginAct(Act::VerifyContainment);
    case StepKind::Close:
        return beginAct(Act::Close);
    case StepKind::DecideRescission:
        return beginAct(Act::CosignRescission);
    case StepKind::AddCustomers:
        selectTab(step.tab);
        return openPanel(new AddScopePanel(m_ui, m_details));
    case StepKind::Classify:
        if (!showWizard())
            goTo(step.tab);
        return;
    default:
        goTo(step.tab);
    }
}

ActContext IncidentPage::context() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    return {status.person, status.readOnly};
}

void IncidentPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_panel) {
        closePanel();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace tocsin
