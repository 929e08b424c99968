#include "ui/incident/endpanel.h"

#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/incidentpicker.h"
#include "ui/incident/instantedit.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
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
        return EndPanel::tr("It lies on the customer's side and was handed over.");
    case Ending::Duplicate:
        return EndPanel::tr("Another incident goes on and shows both timelines.");
    case Ending::ExerciseEnded:
        return EndPanel::tr("The exercise is over.");
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
    , m_referredTo(new QLineEdit)
    , m_survivor(new IncidentPicker(ui, details.incident.id))
{
    setTexts(tr("End %1").arg(incident().reference()),
             tr("The incident leaves the board without the later stages. It can be reopened with a reason."),
             tr("Everybody who can read it sees how it ended; the outcome counts in the figures of its source."));
    setPrimary(tr("End the incident"));
    m_kind->setObjectName(u"endKind"_s);
    for (const auto &e : enumTable<Ending>())
        if (e.value != Ending::ExerciseEnded || incident().exercise)
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
    addFalsePositive();
    addReferred();
    addDuplicate();
    m_rows.append({addText(tr("&Reason"), m_reason, u"reason"_s, u"reason"_s),
                   {Ending::NoDataCompromise, Ending::ExerciseEnded, Ending::Duplicate}});
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

void EndPanel::addReferred()
{
    m_referredTo->setObjectName(u"referredTo"_s);
    draft().watch(u"referredTo"_s, m_referredTo);
    m_rows.append({addRow(tr("Handed over t&o"), m_referredTo, u"referredTo"_s), {Ending::Referred}});
    m_rows.append({addText(tr("What the customer was &told"), m_referredSaid, u"referredSaid"_s, u"referredSaid"_s),
                   {Ending::Referred}});
}

void EndPanel::addDuplicate()
{
    draft().watch(
        u"survivor"_s, [this] { return QJsonValue(m_survivor->chosen().value); },
        [this](const QJsonValue &v) { m_survivor->setChosen(IncidentId{static_cast<qint64>(v.toDouble())}); });
    connect(m_survivor, &IncidentPicker::chosenChanged, this, [this] { draft().touch(); });
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
    setPrimary(chosen ? tr("End as: %1").arg(nameOf(*chosen)) : tr("End the incident"));
    updateButton();
}

QString EndPanel::whyDisabled() const
{
    const QString why = whyNot(Act::End, incident(), context());
    return why.isEmpty() && !kind() ? tr("Choose how it ends.") : why;
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
    in.referredTo = m_referredTo->text().trimmed();
    in.referredSaid = m_referredSaid->toPlainText().trimmed();
    in.duplicateOf = m_survivor->chosen();
    return in;
}

EndingFacts EndPanel::facts(const EndingInput &in) const
{
    const Incident &i = incident();
    EndingFacts f;
    f.kind = in.kind;
    f.declared = i.isDeclared();
    f.ended = i.endedMs > 0;
    f.closed = i.closedMs > 0;
    f.exercise = i.exercise;
    f.reason = in.reason;
    f.rootCause = in.rootCause;
    f.tuningAction = in.tuningAction;
    f.tuningHasOwner = !in.tuningOwner.isEmpty();
    f.tuningHasDue = in.tuningDueMs > 0;
    f.noTuningReason = in.noTuningReason;
    f.referredTo = in.referredTo;
    f.referredSaid = in.referredSaid;
    f.survivorGiven = in.duplicateOf.isValid();
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
