#include "ui/incident/endpanel.h"

#include "models/domain/working.h"
#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/incidentpicker.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString endingDefinition(Ending ending)
{
    switch (ending) {
    case Ending::FalsePositive:
        return EndPanel::tr("It met the detection criteria and turned out to be normal practice.");
    case Ending::NoDataCompromise:
        return EndPanel::tr("Something happened, but no data was touched.");
    case Ending::Referred:
        break;
    case Ending::Duplicate:
        return EndPanel::tr("Another incident goes on and shows both timelines.");
    case Ending::ExerciseEnded:
        return EndPanel::tr("The exercise is over.");
    }
    return {};
}

/** What follows from it, for who is about to do it. */
QString endingEffect(Ending ending)
{
    switch (ending) {
    case Ending::FalsePositive:
        return EndPanel::tr(
            "It counts as a false alarm of its detection source, and the tuning action is followed there.");
    case Ending::NoDataCompromise:
        return EndPanel::tr("It counts as a real event. No duty to notify arises, and no post-mortem is required.");
    case Ending::Referred:
        return EndPanel::tr("It is the customer's from now on; what was said to them stays here.");
    case Ending::Duplicate:
        return EndPanel::tr(
            "It is linked with the incident that goes on, which shows this timeline with its own and goes "
            "by the earliest detection of both. Nothing is moved.");
    case Ending::ExerciseEnded:
        return EndPanel::tr("Its clocks and figures stay apart from the real ones.");
    }
    return {};
}

} // namespace

EndPanel::EndPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/end"_s, details, parent)
    , m_kind(new ChoiceGroup(tr("How it ends")))
    , m_noTuning(new QCheckBox(tr("No tuning is &needed")))
    , m_tuningBox(new QWidget)
    , m_tuningAction(new QLineEdit)
    , m_tuningOwner(new QLineEdit)
    , m_tuningDue(new InstantEdit(tr("Tuning due")))
    , m_noTuningReason(new QLineEdit)
    , m_survivor(new IncidentPicker(ui, details.incident.id))
    , m_effect(wrappedLabel({}, TextStyle::SmallMuted))
    , m_assess(new QPushButton(tr("Assess it anew…")))
    , m_openSurvivor(new QPushButton(tr("Open the incident that goes on")))
{
    setTexts(tr("End %1").arg(incident().reference()),
             tr("The incident leaves the board without the later stages. It can be reopened with a reason."),
             tr("Everybody who can read it sees how it ended; the outcome counts in the figures of its source."));
    setPrimary(tr("End the incident"));
    m_kind->setObjectName(u"endKind"_s);
    for (const auto &e : enumTable<Ending>())
        if (e.value != Ending::Referred && (e.value != Ending::ExerciseEnded || incident().exercise))
            m_kind->addChoice(codeOf(e.value), nameOf(e.value), endingDefinition(e.value));
    draft().watch(
        u"kind"_s, [this] { return QJsonValue(m_kind->value().toString()); },
        [this](const QJsonValue &v) {
            m_kind->setValue(v.toString());
            showFields();
        });
    connect(m_kind, &ChoiceGroup::valueChanged, this, [this] {
        draft().touch();
        showFields();
    });
    addRow(tr("How it ends"), m_kind, u"kind"_s);
    m_effect->setObjectName(u"endEffect"_s);
    addWidget(m_effect);
    m_assess->setObjectName(u"endAssess"_s);
    m_assess->setAccessibleName(tr("Open the assessment"));
    connect(m_assess, &QPushButton::clicked, this, [this] { Q_EMIT goTo(u"assessment"_s); });
    addWidget(m_assess);
    m_openSurvivor->setObjectName(u"endSurvivor"_s);
    m_openSurvivor->setAccessibleName(tr("Open the incident that goes on"));
    connect(m_openSurvivor, &QPushButton::clicked, this, [this] {
        if (m_ui.openIncident && m_survivor->chosen().isValid())
            m_ui.openIncident(m_survivor->chosen(), u"overview"_s);
    });
    addWidget(m_openSurvivor);
    addFalsePositive();
    addDuplicate();
    m_rows.append({addText(tr("&Reason"), m_reason, u"reason"_s, u"reason"_s),
                   {Ending::NoDataCompromise, Ending::ExerciseEnded, Ending::Duplicate}});
    addReferred();
    showFields();
    finish();
}

void EndPanel::addFalsePositive()
{
    FormRow *cause = addText(tr("Root &cause"), m_rootCause, u"rootCause"_s, u"rootCause"_s);
    cause->setHelp(tr("Why normal practice met the detection criteria."));
    m_rows.append({cause, {Ending::FalsePositive}});

    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    auto *inner = new QVBoxLayout(m_tuningBox);
    inner->setContentsMargins({});
    inner->setSpacing(6);
    const auto line = [](QLineEdit *edit, const QString &name, const QString &hint) {
        edit->setObjectName(name);
        edit->setPlaceholderText(hint);
        edit->setAccessibleName(hint);
        return edit;
    };
    inner->addWidget(line(m_tuningAction, u"tuningAction"_s, tr("What is tuned")));
    inner->addWidget(line(m_tuningOwner, u"tuningOwner"_s, tr("Who does it")));
    m_tuningDue->setObjectName(u"tuningDue"_s);
    m_tuningDue->setMs(nowMs() + 14 * kDayMs);
    inner->addWidget(m_tuningDue);
    layout->addWidget(m_tuningBox);
    m_noTuning->setObjectName(u"noTuning"_s);
    m_noTuning->setAccessibleName(tr("No tuning is needed"));
    layout->addWidget(m_noTuning);
    layout->addWidget(line(m_noTuningReason, u"noTuningReason"_s, tr("Why none is needed")));
    m_noTuningReason->hide();
    box->setFocusProxy(m_tuningAction);
    connect(m_noTuning, &QCheckBox::toggled, this, [this](bool none) {
        m_tuningBox->setVisible(!none);
        m_noTuningReason->setVisible(none);
    });
    m_rows.append({addRow(tr("&Tuning of the detection source"), box, u"tuning"_s), {Ending::FalsePositive}});
    draft().watch(u"tuningAction"_s, m_tuningAction);
    draft().watch(u"tuningOwner"_s, m_tuningOwner);
    draft().watch(u"tuningDue"_s, m_tuningDue);
    draft().watch(u"noTuning"_s, m_noTuning);
    draft().watch(u"noTuningReason"_s, m_noTuningReason);
}

/** P3.4 is an act of its own: the manager's, with whose part it is beside it. */
void EndPanel::addReferred()
{
    auto *button = new QPushButton(tr("It is the customer's: hand it over…"));
    button->setObjectName(u"endHandOver"_s);
    button->setAccessibleName(tr("Hand over to the customer"));
    button->setFlat(true);
    button->setMinimumWidth(160); // a longer label ends in dots before the panel is wider than its edge
    const QString why = whyNot(Act::HandOver, incident(), context());
    button->setEnabled(why.isEmpty());
    button->setToolTip(why);
    connect(button, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::HandOver); });
    addWidget(button);
}

void EndPanel::addDuplicate()
{
    draft().watch(
        u"survivor"_s, [this] { return QJsonValue(m_survivor->chosen().value); },
        [this](const QJsonValue &v) { m_survivor->setChosen(IncidentId{v.toInteger()}); });
    connect(m_survivor, &IncidentPicker::chosenChanged, this, [this] {
        draft().touch();
        showFields();
    });
    m_ui.workspace->run<QList<IncidentLink>>(
        this, [id = incident().id](Services &s) { return s.links.links(id); },
        [this](const Result<QList<IncidentLink>> &links) {
            for (const IncidentLink &link : links.value_or(QList<IncidentLink>{}))
                if (link.isSurvivor() && !m_survivor->chosen().isValid())
                    m_survivor->setChosen(link.other.id);
            showFields();
        });
    m_rows.append({addRow(tr("The incident that &goes on"), m_survivor, u"duplicateOf"_s), {Ending::Duplicate}});
}

std::optional<Ending> EndPanel::kind() const
{
    return fromCode<Ending>(m_kind->value().toString());
}

void EndPanel::showFields()
{
    const auto chosen = kind();
    for (const auto &[row, endings] : m_rows) {
        row->setVisible(chosen && endings.contains(*chosen));
        if (row->fieldName() == u"reason"_s)
            row->setOptional(chosen == Ending::Duplicate);
    }
    m_effect->setText(chosen ? endingEffect(*chosen) : QString());
    m_effect->setVisible(chosen.has_value());
    const QString gate = chosen ? whyNotThisWay() : QString();
    m_assess->setVisible(chosen == Ending::NoDataCompromise && !gate.isEmpty() && !incident().isDeclared());
    m_openSurvivor->setVisible(chosen == Ending::Duplicate && !gate.isEmpty() && m_survivor->chosen().isValid());
    setPrimary(chosen ? tr("End as: %1").arg(nameOf(*chosen)) : tr("End the incident"));
    updateButton();
}

QString EndPanel::whyDisabled() const
{
    const QString why = whyNot(Act::End, incident(), context());
    if (!why.isEmpty())
        return why;
    return kind() ? whyNotThisWay() : tr("Choose how it ends.");
}

/** What no field of this panel mends: the gate of the chosen way (P1.8). */
QString EndPanel::whyNotThisWay() const
{
    EndingFacts f = facts(input());
    f.survivorGiven = true; // asked for when the button is pressed
    const auto allowed = checkEnding(f);
    return allowed || allowed.error().kind != ErrorKind::Refused ? QString() : allowed.error().userText;
}

EndingInput EndPanel::input() const
{
    EndingInput in;
    in.kind = kind().value_or(Ending::NoDataCompromise);
    in.reason = m_reason->toPlainText().trimmed();
    in.rootCause = m_rootCause->toPlainText().trimmed();
    if (m_noTuning->isChecked()) {
        in.noTuningReason = m_noTuningReason->text().trimmed();
    } else if (!m_tuningAction->text().trimmed().isEmpty()) {
        in.tuningAction = m_tuningAction->text().trimmed();
        in.tuningOwner = m_tuningOwner->text().trimmed();
        in.tuningDueMs = m_tuningDue->ms();
    }
    in.duplicateOf = m_survivor->chosen();
    return in;
}

EndingFacts EndPanel::facts(const EndingInput &in) const
{
    const Incident &i = incident();
    EndingFacts f;
    f.kind = in.kind;
    f.declared = i.isDeclared();
    f.rescissionPending = i.isRescissionPending();
    f.ended = i.endedMs > 0;
    f.closed = i.closedMs > 0;
    f.exercise = i.exercise;
    f.reason = in.reason;
    f.rootCause = in.rootCause;
    f.tuningAction = in.tuningAction;
    f.tuningHasOwner = !in.tuningOwner.isEmpty();
    f.tuningHasDue = in.tuningDueMs > 0;
    f.noTuningReason = in.noTuningReason;
    f.survivorGiven = in.duplicateOf.isValid();
    f.findings = i.findings;
    for (const Obligation &o : details().obligations) {
        f.obligationsLeft += isToBeTaken(o.facts) ? 1 : 0;
        f.dutiesOpen += o.facts.confirmed && isToBeTaken(o.facts) ? 1 : 0;
    }
    return f;
}

void EndPanel::submit()
{
    const EndingInput in = input();
    if (const auto allowed = checkEnding(facts(in)); !allowed) {
        showError(allowed.error());
        return;
    }
    run([id = incident().id, version = incident().version,
         in](Services &s) { return s.incidents.end(id, version, in); },
        tr("%1 ended: %2").arg(incident().reference(), nameOf(in.kind)));
}

} // namespace tocsin
