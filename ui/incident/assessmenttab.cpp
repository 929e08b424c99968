#include "ui/incident/assessmenttab.h"

#include "models/domain/findingchanges.h"
#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/fieldmerge.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"
#include "ui/incident/classificationcard.h"
#include "ui/incident/derivedpanel.h"
#include "ui/incident/findingsform.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/historyrow.h"
#include "ui/incident/riskcard.h"

#include <QHBoxLayout>
#include <QJsonObject>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kResultWidth = 316;
constexpr int kNarrowResultWidth = 256;
constexpr int kNarrowBelow = 720;

QJsonObject toJson(const ImpactFindings &f)
{
    QJsonObject o;
    if (f.functional)
        o.insert(u"functional"_s, codeOf(*f.functional));
    if (f.information)
        o.insert(u"information"_s, informationCode(*f.information));
    if (f.recoverability)
        o.insert(u"recoverability"_s, codeOf(*f.recoverability));
    if (f.customerDataRisk)
        o.insert(u"customerDataRisk"_s, codeOf(*f.customerDataRisk));
    return o;
}

ImpactFindings fromJson(const QJsonObject &o)
{
    ImpactFindings f;
    f.functional = fromCode<FunctionalImpact>(o.value(u"functional"_s).toString());
    f.recoverability = fromCode<Recoverability>(o.value(u"recoverability"_s).toString());
    f.customerDataRisk = fromCode<CustomerDataRisk>(o.value(u"customerDataRisk"_s).toString());
    if (o.contains(u"information"_s))
        f.information = informationFromCode(o.value(u"information"_s).toString());
    return f;
}

QString informationNames(const std::optional<InformationImpacts> &impacts)
{
    if (!impacts)
        return AssessmentTab::tr("not judged");
    QStringList names;
    for (const auto &e : enumTable<InformationImpact>())
        if (*impacts & e.value)
            names << nameOf(e.value);
    return names.isEmpty() ? AssessmentTab::tr("none") : names.join(u", "_s);
}

} // namespace

AssessmentTab::AssessmentTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_draft(new FormDraft(ui, this))
    , m_findings(new FindingsForm(ui.workspace->rules()))
    , m_derived(new DerivedPanel)
    , m_conflict(new ConflictPanel)
    , m_classification(new ClassificationCard(ui))
    , m_risk(new RiskCard(ui))
    , m_history(new QVBoxLayout)
{
    build();
    m_draft->watch(
        u"findings"_s, [this] { return QJsonValue(toJson(m_findings->findings())); },
        [this](const QJsonValue &v) {
            m_findings->setFindings(fromJson(v.toObject()));
            edited();
        });
    m_draft->watch(
        u"base"_s, [this] { return QJsonValue(toJson(m_base)); },
        [this](const QJsonValue &v) { m_base = fromJson(v.toObject()); });
    m_derived->watch(*m_draft);
    connect(m_conflict, &ConflictPanel::decided, this, [this](const auto &choices) {
        const ImpactFindings &theirs = m_details.incident.findings;
        ImpactFindings chosen = m_findings->findings();
        const auto isTheirs = [&choices](const QString &key) {
            return choices.value(key) == ConflictPanel::Choice::Theirs && choices.contains(key);
        };
        if (isTheirs(u"functional"_s))
            chosen.functional = theirs.functional;
        if (isTheirs(u"information"_s))
            chosen.information = theirs.information;
        if (isTheirs(u"recoverability"_s))
            chosen.recoverability = theirs.recoverability;
        if (isTheirs(u"customerDataRisk"_s))
            chosen.customerDataRisk = theirs.customerDataRisk;
        m_base = theirs;
        m_findings->setFindings(chosen);
        m_draft->touch();
        m_derived->setWhyNot(whyNotNow());
        edited();
    });
    connect(m_draft, &FormDraft::restored, this, [this] {
        m_derived->say(tr("What you had chosen is back."), {});
        if (!(m_base == m_details.incident.findings))
            mergeFindings(m_details.incident.findings);
    });
    connect(m_findings, &FindingsForm::edited, this, &AssessmentTab::edited);
    connect(m_findings, &FindingsForm::edited, m_draft, &FormDraft::touch);
    connect(m_derived, &DerivedPanel::saveRequested, this, &AssessmentTab::save);
    connect(m_classification, &ClassificationCard::wizardRequested, this, [this] { Q_EMIT goTo(u"classification"_s); });
    connect(m_risk, &RiskCard::openRequested, this, [this] { Q_EMIT goTo(u"risk"_s); });
}

AssessmentTab::~AssessmentTab()
{
    m_draft->flush();
}

void AssessmentTab::build()
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(16, 14, 12, 16);
    column->setSpacing(12);
    column->addWidget(m_conflict);
    column->addWidget(m_findings);
    column->addWidget(m_classification);
    column->addWidget(m_risk);
    auto *history = new Card(tr("Assessments so far"));
    m_history->setSpacing(8);
    history->body()->addLayout(m_history);
    column->addWidget(history);
    column->addStretch(1);
    m_scroll = scrolledDown(left, tr("Findings, classification and history"));
    layout->addWidget(m_scroll, 1);
    auto *right = new QWidget;
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 14, 16, 16);
    rightColumn->addWidget(m_derived);
    m_result = scrolledDown(right, tr("What it comes to"));
    m_result->setFixedWidth(kResultWidth);
    layout->addWidget(m_result);
}

void AssessmentTab::resizeEvent(QResizeEvent *event)
{
    const int width = event->size().width();
    const int bar = m_result->verticalScrollBar()->sizeHint().width();
    const int least = qMin(m_result->widget()->minimumSizeHint().width() + bar, width / 2);
    m_result->setFixedWidth(qMax(width < kNarrowBelow ? kNarrowResultWidth : kResultWidth, least));
    IncidentTab::resizeEvent(event);
}

void AssessmentTab::showIncident(const IncidentDetails &details)
{
    const bool first = details.incident.id != m_details.incident.id;
    const bool changed = first || details.incident.version != m_details.incident.version;
    const bool otherFindings = !first && !(details.incident.findings == m_details.incident.findings);
    m_details = details;
    if (first || !m_draft->isTouched())
        fillFromIncident();
    else if (otherFindings)
        m_overtaken = true; // who it was comes with the history
    edited();
    if (first)
        openDraft();
    if (changed)
        readHistory();
    m_derived->setWhyNot(whyNotNow());
    m_classification->showIncident(details);
    m_risk->showIncident(details);
}

void AssessmentTab::activate() {}

void AssessmentTab::fillFromIncident()
{
    const FormDraft::Pause pause(*m_draft);
    const Incident &i = m_details.incident;
    m_base = i.findings;
    m_conflict->closeConflict();
    m_findings->setFindings(i.findings);
    m_derived->setFindings(i.findings, i.isDeclared());
    m_derived->setOverrides(i, m_rows.isEmpty() ? nullptr : &m_rows.first());
}

void AssessmentTab::edited()
{
    m_derived->setFindings(m_findings->findings(), m_details.incident.isDeclared());
}

void AssessmentTab::openDraft()
{
    m_draft->open(u"assess/%1"_s.arg(m_details.incident.id.value), m_details.incident.id);
}

QString AssessmentTab::whyNotNow() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    const ActContext context{status.person, status.readOnly};
    if (m_conflict->isOpen())
        return tr("Somebody assessed it meanwhile. Decide first which findings stay.");
    if (!context.readOnly && m_details.incident.isDone())
        return tr("This incident has ended. Reopen it first.");
    return whyNoRight(Right::Assess, m_details.incident, context);
}

void AssessmentTab::save()
{
    const AssessmentInput in = m_derived->input();
    const Incident &i = m_details.incident;
    m_derived->setBusy(true);
    const bool ends =
        in.overrideSeverity && overrideEnds(m_rows, *in.overrideSeverity, deriveSeverity(in.findings).severity);
    if (in.overrideSeverity && !ends) {
        if (const auto allowed = checkOverride(*in.overrideSeverity, in.overrideReason, in.findings, i.isDeclared());
            !allowed) {
            answer(allowed);
            return;
        }
    }
    if (in.overridePriority) {
        if (const auto allowed = checkPriorityOverride(in.priorityReason); !allowed) {
            answer(allowed);
            return;
        }
    }
    m_draft->act<void>(
        this, [id = i.id, version = i.version, in](Services &s) { return s.assessments.assess(id, version, in); },
        [this](const Result<void> &r) { answer(r); });
}

void AssessmentTab::answer(const Result<void> &result)
{
    m_derived->setBusy(false);
    if (result) {
        m_derived->clearFinding();
        openDraft(); // what was kept in another window, if anything
        Q_EMIT done(tr("Assessment of %1 saved").arg(m_details.incident.reference()));
    } else if (result.error().kind == ErrorKind::Conflict) {
        m_derived->say(tr("Somebody changed this incident meanwhile."),
                       tr("It has been read again and what you chose is kept. Look at it, then press again."));
        Q_EMIT stale();
    } else {
        m_derived->showError(result.error());
    }
}

void AssessmentTab::mergeFindings(const ImpactFindings &theirs)
{
    m_overtaken = false;
    if (!m_draft->isTouched())
        return;
    const ImpactFindings mine = m_findings->findings();
    FieldMerge merge;
    ImpactFindings now;
    const auto name = [](const auto &value) { return value ? nameOf(*value) : tr("not judged"); };
    now.functional = merge.value(u"functional"_s, tr("Functional impact"), m_base.functional, mine.functional,
                                 theirs.functional, name);
    now.information = merge.value(u"information"_s, tr("Information impact"), m_base.information, mine.information,
                                  theirs.information, informationNames);
    now.recoverability = merge.value(u"recoverability"_s, tr("Recoverability"), m_base.recoverability,
                                     mine.recoverability, theirs.recoverability, name);
    now.customerDataRisk = merge.value(u"customerDataRisk"_s, tr("Risk to customer data"), m_base.customerDataRisk,
                                       mine.customerDataRisk, theirs.customerDataRisk, name);
    if (!merge.isChanged())
        return;
    const FormDraft::Pause pause(*m_draft);
    m_findings->setFindings(now);
    edited();
    const QString who =
        m_rows.isEmpty() ? tr("Somebody assessed it meanwhile.")
                         : tr("%1 assessed it at %2.").arg(m_rows.first().byName, TimeText().time(m_rows.first().atMs));
    if (merge.open().isEmpty()) {
        m_base = theirs;
        m_derived->say(who, tr("It is together with what you chose. Look at it, then save."));
        return;
    }
    m_conflict->showConflict(tr("%1 You had chosen something else.").arg(who), merge.note(), merge.open());
    m_derived->setWhyNot(whyNotNow());
}

void AssessmentTab::readHistory()
{
    m_ui.workspace->run<QList<AssessmentRow>>(
        this, [id = m_details.incident.id](Services &s) { return s.assessments.history(id); },
        [this](const Result<QList<AssessmentRow>> &rows) {
            if (rows)
                showHistory(*rows);
        });
}

void AssessmentTab::showHistory(const QList<AssessmentRow> &rows)
{
    while (QLayoutItem *item = m_history->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (rows.isEmpty())
        m_history->addWidget(
            wrappedLabel(tr("Nobody has assessed it yet. Choose the findings above and save."), TextStyle::Muted));
    const qint64 now = m_ui.workspace->clock().nowMs();
    for (qsizetype n = 0; n < rows.size(); ++n) {
        const AssessmentRow &r = rows[n];
        const QString reading =
            tr("%1, %2").arg(severityText(r.severity, r.provisional && !r.overridden), nameOf(r.priority));
        const bool hasBefore = n + 1 < rows.size();
        QString what = hasBefore && rows[n + 1].severity != r.severity
                           ? tr("%1 → %2").arg(nameOf(rows[n + 1].severity), reading)
                           : reading;
        if (r.overridden)
            what += tr(" · by hand: %1").arg(r.overrideReason);
        if (r.priorityOverridden)
            what += tr(" · priority by hand: %1").arg(r.priorityReason);
        // What changed since the one before, and why (P4.4).
        const QStringList changes = hasBefore ? findingChanges(rows[n + 1].findings, r.findings) : QStringList();
        QString why = !hasBefore          ? tr("First assessment")
                      : changes.isEmpty() ? tr("No finding changed")
                                          : changes.join(u"; "_s);
        if (!r.finding.isEmpty())
            why += tr(", because %1").arg(r.finding);
        if (!r.reasons.isEmpty())
            why += u'\n' + tr("Derived of: %1").arg(r.reasons);
        m_history->addWidget(makeHistoryRow(r.atMs, now, r.byName, what, why));
    }
    m_rows = rows;
    m_derived->setHistory(rows);
    if (m_overtaken)
        mergeFindings(m_details.incident.findings);
    if (!m_draft->isTouched() && (m_details.incident.overridden || m_details.incident.priorityOverridden))
        fillFromIncident();
}

} // namespace tocsin
