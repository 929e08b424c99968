#include "ui/incident/dutiespanel.h"

#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/choicegroup.h"
#include "ui/common/deadlinetext.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/counted.h"
#include "ui/incident/dutyaddform.h"
#include "ui/incident/dutyfactsform.h"
#include "ui/incident/dutytext.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/historyrow.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kOpenShown = 6;

bool isProposed(const Duty &d)
{
    return !d.obligation.facts.confirmed && d.obligation.facts.withdrawnMs == 0;
}

/** What is scrolled begins with this part then. */
void bringUp(const QWidget *part)
{
    for (QWidget *w = part->parentWidget(); w; w = w->parentWidget())
        if (auto *scroll = qobject_cast<QScrollArea *>(w)) {
            scroll->verticalScrollBar()->setValue(part->mapTo(scroll->widget(), QPoint()).y());
            return;
        }
}

} // namespace

DutiesPanel::DutiesPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/duties"_s, details, parent)
    , m_awareness(wrappedLabel({}))
    , m_known(wrappedLabel({}))
    , m_facts(new DutyFactsForm)
    , m_factsBy(wrappedLabel({}, TextStyle::SmallMuted))
    , m_none(wrappedLabel(tr("Reading…"), TextStyle::Muted))
    , m_open(wrappedLabel({}, TextStyle::SmallMuted))
    , m_proposals(new ChoiceGroup(tr("Proposed duties")))
    , m_decision(new ChoiceGroup(tr("Legal's decision")))
    , m_reason(new ChoiceGroup(tr("Why it is not owed")))
    , m_start(new InstantEdit(tr("When its clock started")))
    , m_byHand(new QCheckBox(tr("Another deadline, counted by hand")))
    , m_deadline(new InstantEdit(tr("Deadline, counted by hand")))
    , m_legal(new AttestationForm(ui, Role::Legal))
    , m_decided(new QVBoxLayout)
    , m_addCard(new Card(tr("A duty that no rule proposes")))
    , m_addOpen(new QPushButton(tr("Add by hand…")))
    , m_adding(new DutyAddForm(ui))
{
    buildProposals();
    buildDecision();
    buildKnown();
    buildAdding();
    auto *box = new QWidget;
    box->setLayout(m_decided);
    m_decided->setContentsMargins({});
    m_decided->setSpacing(8);
    addWidget(box);
    updateTexts();
    updateFields();
    read();
    finish();
}

void DutiesPanel::buildProposals()
{
    auto *awareness = new Card(tr("Awareness"));
    m_awareness->setTextInteractionFlags(Qt::TextSelectableByMouse);
    awareness->body()->addWidget(m_awareness);
    auto *record = new QPushButton(tr("Record…"));
    record->setObjectName(u"dutyAwareness"_s);
    record->setAccessibleName(tr("Record awareness"));
    connect(record, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::RecordAwareness); });
    awareness->header()->addWidget(record);
    addWidget(awareness);
    m_none->setObjectName(u"dutyNone"_s);
    addWidget(m_none);
    m_proposals->setObjectName(u"dutyProposals"_s);
    connect(m_proposals, &ChoiceGroup::valueChanged, this, [this] {
        updateFields();
        draft().touch();
    });
    m_proposalsRow = addRow(tr("Proposed, for legal to decide"), m_proposals, u"proposal"_s);
    m_open->setObjectName(u"dutyOpen"_s);
    m_open->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    addWidget(m_open);
    m_more = new QPushButton;
    m_more->setObjectName(u"dutyMore"_s);
    m_more->setAccessibleName(tr("Show every rule that may be owed"));
    m_more->setVisible(false);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_allOpen = true;
        showProposals();
        m_open->setFocus();
    });
    addWidget(m_more);
}

void DutiesPanel::buildDecision()
{
    m_decision->setObjectName(u"dutyDecision"_s);
    m_decision->addChoice(u"confirm"_s, tr("Confirm"), tr("It is owed; its clock runs from where the rule says."));
    m_decision->addChoice(u"reject"_s, tr("Reject"),
                          tr("It is not owed. It stays in the record and does not come again."));
    draft().watch(u"decision"_s, m_decision);
    connect(m_decision, &ChoiceGroup::valueChanged, this, &DutiesPanel::updateFields);
    m_decisionRow = addRow(tr("Legal's decision"), m_decision, u"decision"_s);
    m_reason->setObjectName(u"dutyReason"_s);
    for (const auto &e : enumTable<WithdrawalReason>())
        if (e.value != WithdrawalReason::Rescinded)
            m_reason->addChoice(codeOf(e.value), nameOf(e.value));
    draft().watch(u"reason"_s, m_reason);
    connect(m_reason, &ChoiceGroup::valueChanged, this, &DutiesPanel::updateButton);
    m_reasonRow = addRow(tr("Why it is not owed"), m_reason, u"kind"_s);
    m_start->setObjectName(u"dutyStart"_s);
    m_start->setLatest(nowMs());
    m_start->setMs(nowMs());
    draft().watch(u"start"_s, m_start);
    m_startRow = addRow(tr("Its clock started"), m_start, u"start"_s);
    m_byHand->setObjectName(u"dutyByHand"_s);
    m_byHand->setAccessibleName(m_byHand->text());
    draft().watch(u"byHand"_s, m_byHand);
    connect(m_byHand, &QCheckBox::toggled, this, &DutiesPanel::updateFields);
    m_byHandRow = addRow(tr("Counted by weekdays, check with counsel"), m_byHand, u"byHand"_s);
    m_byHandRow->setHelp(tr("No calendar of public holidays is known there: Mondays to Fridays are counted."));
    m_deadline->setObjectName(u"dutyDeadline"_s);
    m_deadline->setMs(nowMs() + 3 * kDayMs);
    draft().watch(u"deadline"_s, m_deadline);
    m_deadlineRow = addRow(tr("Deadline, counted by hand"), m_deadline, u"deadline"_s);
    m_wordsRow = addText(tr("Legal's reason, in w&ords"), m_words, u"reason"_s, u"dutyWords"_s);
    m_legal->watch(draft(), u"legal"_s);
    m_legalRow = addRow(tr("Decided by &legal"), m_legal, u"attestedBy"_s);
}

void DutiesPanel::buildKnown()
{
    m_factsCard = new Card(tr("Facts that the rules look at"));
    m_known->setObjectName(u"dutyKnown"_s);
    m_known->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_factsCard->body()->addWidget(m_known);
    m_factsCard->body()->addWidget(m_factsBy);
    m_factsCard->body()->addWidget(m_facts);
    m_facts->watch(draft());
    connect(m_facts, &DutyFactsForm::edited, this, [this] { draft().touch(); });
    connect(m_facts, &DutyFactsForm::proposeRequested, this, &DutiesPanel::propose);
    addWidget(m_factsCard);
}

void DutiesPanel::buildAdding()
{
    m_addCard->body()->addWidget(wrappedLabel(
        tr("Another law, an order or a contract: legal adds it, and its clock runs."), TextStyle::SmallMuted));
    m_addOpen->setObjectName(u"addDutyOpen"_s);
    m_addOpen->setAccessibleName(tr("Add a duty by hand"));
    m_addCard->header()->addWidget(m_addOpen);
    m_addCard->body()->addWidget(m_adding);
    m_adding->hide();
    m_adding->watch(draft());
    connect(m_addOpen, &QPushButton::clicked, this, [this] {
        m_adding->setVisible(!m_adding->isVisible());
        if (!m_adding->isVisible())
            return;
        m_adding->focusFirst();
        QTimer::singleShot(0, m_addCard, [card = m_addCard] { bringUp(card); }); // once the form has its place
    });
    connect(m_adding, &DutyAddForm::edited, this, [this] {
        draft().touch();
        m_adding->setVisible(true); // also when it comes back from a draft
    });
    connect(m_adding, &DutyAddForm::addRequested, this, &DutiesPanel::add);
    addWidget(m_addCard);
}

void DutiesPanel::add()
{
    clearFieldErrors(this);
    if (!m_adding->check() || m_busyDeciding)
        return;
    m_busyDeciding = true;
    updateFields();
    const DutyToAdd duty = m_adding->value();
    draft().act<void>(
        this, [id = incident().id, duty](Services &s) { return s.duties.add(id, duty); },
        [this, regime = duty.regime](const Result<void> &result) {
            m_busyDeciding = false;
            if (!result) {
                if (!showFieldError(m_adding, result.error().field, result.error().userText))
                    showError(result.error());
            } else {
                m_ui.say(tr("Added: %1").arg(regime));
                const FormDraft::Pause pause(draft());
                m_adding->reset();
                m_adding->hide();
            }
            updateFields();
            read();
        });
}

bool DutiesPanel::isLegal() const
{
    return mayDo(context().person.roles, Right::SetDuties, false);
}

bool DutiesPanel::rejects() const
{
    return m_decision->value().toString() == u"reject";
}

const Duty *DutiesPanel::chosen() const
{
    const qint64 id = m_proposals->value().toLongLong();
    for (const Duty &d : m_view.duties)
        if (id > 0 && d.obligation.id.value == id && isProposed(d))
            return &d;
    return nullptr;
}

void DutiesPanel::refresh()
{
    updateTexts();
    read();
}

void DutiesPanel::updateTexts()
{
    const QString what =
        tr("Rules of law say which notices may be owed for these facts. They propose; legal decides on each.");
    const bool attests = !isLegal() && !m_ui.workspace->status().isShared;
    setTexts(tr("Duties by law of %1").arg(incident().reference()),
             attests ? what + u' ' + tr("You write down what legal said.") : what,
             tr("Everybody who reads the incident sees proposals and decisions. Nobody outside is told by them."));
}

void DutiesPanel::read()
{
    m_ui.workspace->run<DutyView>(
        this, [id = incident().id](Services &s) { return s.duties.view(id); },
        [this](const Result<DutyView> &view) {
            if (view)
                take(*view);
            else
                showError(view.error());
        });
}

void DutiesPanel::take(const DutyView &view)
{
    const bool asStored = !m_loaded || m_facts->value() == m_view.facts.byHand;
    m_view = view;
    m_facts->setPlaces(view.places);
    m_adding->setPlaces(view.places);
    m_adding->setCustomers(view.customers);
    if (asStored && !(draft().isTouched() && !m_loaded)) {
        const FormDraft::Pause pause(draft());
        m_facts->setValue(view.facts.byHand);
    }
    m_loaded = true;
    m_awareness->setText(awarenessText(view.awareness));
    showKnown();
    showProposals();
    showDecided();
    updateFields();
}

void DutiesPanel::showKnown()
{
    const DutyFacts &f = m_view.facts;
    QStringList known;
    known << (f.declared           ? tr("declared customer-reportable")
              : f.securityIncident ? tr("a security incident")
                                   : tr("not classified as a security incident"));
    known << tr("personal data: %1").arg(nameOf(f.personalData).toLower());
    if (!f.scopeJurisdictions.isEmpty())
        known << tr("customers in scope in %1").arg(f.scopeJurisdictions.join(u", "_s));
    for (const ProviderPart part : f.decidedParts)
        known << tr("part, decided by legal: %1").arg(nameOf(part).toLower());
    if (f.decidedRisk)
        known << tr("risk to people, decided by legal: %1").arg(nameOf(*f.decidedRisk).toLower());
    m_known->setText(tr("From the incident: %1.").arg(known.join(u"; "_s)));
    m_factsBy->setText(
        m_view.factsVersion > 0
            ? tr("Noted %1 by %2. Rules %3.").arg(TimeText().full(m_view.factsMs), m_view.factsBy, m_view.rulesVersion)
            : tr("Nobody has noted further facts yet. Rules %1.").arg(m_view.rulesVersion));
    m_facts->setWhyNot(whyNot(Act::DecideDuties, incident(), context()));
    const bool shared = m_ui.workspace->status().isShared;
    m_adding->setLegal(isLegal(), !shared);
}

void DutiesPanel::showProposals()
{
    QStringList shown;
    for (const Duty &d : std::as_const(m_view.duties))
        if (isProposed(d))
            shown << u"%1 %2 %3"_s.arg(d.obligation.id.value).arg(dutyTitle(d), dutyExplanation(d));
    m_none->setVisible(shown.isEmpty());
    m_none->setText(tr("No proposal waits for a decision. Note the facts below to see which duties follow from them."));
    m_proposalsRow->setVisible(!shown.isEmpty());
    if (const QString text = shown.join(u'\n'); text != m_shownProposals) {
        const QVariant before = m_proposals->value();
        m_shownProposals = text;
        m_proposals->clear();
        for (const Duty &d : std::as_const(m_view.duties))
            if (isProposed(d))
                m_proposals->addChoice(d.obligation.id.value, dutyTitle(d), dutyExplanation(d));
        m_proposals->setValue(before);
    }
    QStringList open;
    for (const OpenRule &rule : std::as_const(m_view.open))
        if (m_allOpen || open.size() < kOpenShown)
            open << tr("• %1: %2").arg(rule.regime, rule.open.join(u", "_s));
    const qsizetype more = m_view.open.size() - open.size();
    m_more->setVisible(more > 0);
    m_more->setText(tr("Show %1 more").arg(more));
    m_open->setVisible(!open.isEmpty());
    m_open->setText(tr("May be owed, once this is known:\n%1").arg(open.join(u'\n')));
}

void DutiesPanel::showDecided()
{
    while (QLayoutItem *item = m_decided->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    bool any = false;
    for (const Duty &d : std::as_const(m_view.duties)) {
        if (isProposed(d) || d.origin.regime.isEmpty())
            continue;
        if (!any)
            m_decided->addWidget(new Label(tr("Decided"), TextStyle::BodyBold));
        any = true;
        const ObligationFacts &f = d.obligation.facts;
        QStringList why{d.changedReason};
        if (d.rules)
            why << tr("The shortest deadline to this addressee.");
        if (f.withdrawnMs == 0)
            why << deadlineInfoLines(d, f.deadlineMs, {});
        why.removeAll(QString());
        m_decided->addWidget(makeHistoryRow(f.withdrawnMs > 0 ? f.withdrawnMs : f.triggerMs, nowMs(), {},
                                            u"%1. %2"_s.arg(dutyTitle(d), dutyDecision(d)), why.join(u' ')));
    }
}

void DutiesPanel::updateFields()
{
    const Duty *duty = chosen();
    const bool rejected = rejects(), decides = duty != nullptr;
    const bool confirms = decides && m_decision->value().toString() == u"confirm";
    m_decisionRow->setVisible(decides);
    m_reasonRow->setVisible(decides && rejected);
    m_startRow->setVisible(confirms && duty->origin.startsAt == StartsAt::Named);
    m_startRow->setHelp(confirms ? duty->origin.startsWhen : QString());
    const bool byWeekdays = confirms && duty->counted == DayCount::Weekdays;
    m_byHandRow->setVisible(byWeekdays);
    m_deadlineRow->setVisible(byWeekdays && m_byHand->isChecked());
    m_wordsRow->setVisible(decides);
    m_legalRow->setVisible(decides && !isLegal() && !m_ui.workspace->status().isShared);
    m_adding->setWhyNot(m_busyDeciding ? tr("Being added.") : whyNotLegal());
    setPrimary(rejected ? tr("Reject the duty") : tr("Confirm the duty"), rejected);
    updateButton();
}

void DutiesPanel::propose()
{
    clearFieldErrors(this);
    if (!m_facts->check())
        return;
    m_facts->setWhyNot(tr("Being worked out."));
    m_ui.workspace->run<int>(
        this,
        [id = incident().id, seen = m_view.factsVersion, facts = m_facts->value(),
         same = m_view.factsVersion > 0 && m_facts->value() == m_view.facts.byHand](Services &s) {
            return same ? s.duties.propose(id) : s.duties.noteFacts(id, seen, facts, tr("Noted for duties by law."));
        },
        [this](const Result<int> &added) { answerProposed(added); });
}

void DutiesPanel::answerProposed(const Result<int> &added)
{
    m_facts->setWhyNot(whyNot(Act::DecideDuties, incident(), context()));
    if (!added) {
        showError(added.error());
        read();
        return;
    }
    draft().discard();
    m_ui.say(*added == 0 ? tr("Facts noted; no further duty follows from them")
                         : counted(*added, tr("%1 duty proposed"), tr("%1 duties proposed")));
    read();
}

QString DutiesPanel::whyNotLegal() const
{
    const QString why = whyNot(Act::DecideDuties, incident(), context());
    if (!why.isEmpty())
        return why;
    // On a server legal decides by log-in; on a file who holds the incident writes it down for them (P13.5).
    if (!isLegal())
        if (const QString right =
                whyNoRight(m_ui.workspace->status().isShared ? Right::SetDuties : Right::Send, incident(), context());
            !right.isEmpty())
            return right;
    return {};
}

QString DutiesPanel::whyDisabled() const
{
    if (const QString why = whyNotLegal(); !why.isEmpty())
        return why;
    if (m_busyDeciding)
        return tr("The decision is being recorded.");
    if (!chosen())
        return tr("Choose a proposed duty.");
    if (m_decision->value().toString().isEmpty())
        return tr("Choose legal's decision.");
    return rejects() && m_reason->value().toString().isEmpty() ? tr("Choose why it is not owed.") : QString();
}

void DutiesPanel::submit()
{
    const Duty *duty = chosen();
    if (!duty)
        return;
    const QString words = m_words->toPlainText().trimmed();
    if (words.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Give legal's reason in words."), {}, u"reason"_s});
        return;
    }
    if (const QString missing = isLegal() ? QString() : m_legal->missing(); !missing.isEmpty()) {
        showError({ErrorKind::Invalid, missing, {}, u"attestedBy"_s});
        return;
    }
    const Attestation legal = isLegal() ? Attestation{} : m_legal->value();
    if (!rejects()) {
        confirmChosen(*duty, words, legal);
        return;
    }
    if (const auto reason = fromCode<WithdrawalReason>(m_reason->value().toString()))
        decide([d = *duty, r = *reason, words, legal](Services &s) { return s.duties.dismiss(d, r, words, legal); },
               tr("Rejected: %1").arg(duty->origin.regime));
}

void DutiesPanel::confirmChosen(const Duty &duty, const QString &words, const Attestation &legal)
{
    ConfirmInput input;
    input.startMs = duty.origin.startsAt == StartsAt::Named ? m_start->ms() : 0;
    input.deadlineMs = duty.counted == DayCount::Weekdays && m_byHand->isChecked() ? m_deadline->ms() : 0;
    input.reason = words;
    input.legal = legal;
    decide([d = duty, input](Services &s) { return s.duties.confirm(d, input); },
           tr("Confirmed: %1").arg(duty.origin.regime));
}

void DutiesPanel::decide(std::function<Result<void>(Services &)> job, const QString &said)
{
    m_busyDeciding = true;
    updateButton();
    draft().act<void>(this, std::move(job), [this, said](const Result<void> &result) {
        m_busyDeciding = false;
        if (!result) {
            showError(result.error());
        } else {
            m_ui.say(said);
            const FormDraft::Pause pause(draft());
            m_proposals->setValue({});
            m_decision->setValue({});
            m_reason->setValue({});
            m_byHand->setChecked(false);
            m_words->clear();
        }
        updateFields();
        read();
    });
}

} // namespace tocsin
