#include "ui/incident/crewpanel.h"

#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/historyrow.h"
#include "ui/incident/personfield.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString definitionOf(CrewDuty duty)
{
    switch (duty) {
    case CrewDuty::Scribe:
        return CrewPanel::tr("Keeps the timeline while the others work.");
    case CrewDuty::Communications:
        return CrewPanel::tr("Speaks with support, account managers and the press office.");
    case CrewDuty::ServiceEngineer:
        return CrewPanel::tr("Knows the affected service and changes it.");
    case CrewDuty::LegalAdviser:
        return CrewPanel::tr("Goes along with the forensics and advises.");
    }
    return {};
}

} // namespace

CrewPanel::CrewPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/duty"_s, details, parent)
    , m_duty(new ChoiceGroup(tr("Duty")))
    , m_holder(new PersonField(ui, tr("Who has it"), {}))
    , m_history(new QVBoxLayout)
{
    setTexts(tr("Give a duty in %1").arg(incident().reference()),
             tr("It says who does what. Rights come from roles alone, and stay as they are."),
             tr("Everybody who can read the incident sees who has which duty, and who had it."));
    setPrimary(tr("Give the duty"));
    m_duty->setObjectName(u"crewDuty"_s);
    for (const auto &e : enumTable<CrewDuty>())
        m_duty->addChoice(codeOf(e.value), nameOf(e.value), definitionOf(e.value));
    draft().watch(u"duty"_s, m_duty);
    connect(m_duty, &ChoiceGroup::valueChanged, this, &CrewPanel::updateButton);
    addRow(tr("Duty"), m_duty, u"duty"_s);
    m_holder->setObjectName(u"crewHolder"_s);
    draft().watch(
        u"holder"_s, [this] { return QJsonValue(m_holder->personName()); },
        [this](const QJsonValue &v) { m_holder->setPerson({}, v.toString()); });
    connect(m_holder, &PersonField::changed, this, [this] { draft().touch(); });
    addRow(tr("&Who has it"), m_holder, u"holder"_s)->setHelp(tr("A person of this database, or any name."));
    addText(tr("&Remark"), m_reason, u"reason"_s, u"reason"_s, 2)->setOptional(true);
    auto *box = new QWidget;
    box->setLayout(m_history);
    m_history->setContentsMargins({});
    m_history->setSpacing(8);
    addWidget(box);
    read();
    finish();
}

void CrewPanel::refresh()
{
    read();
}

void CrewPanel::read()
{
    m_ui.workspace->run<WorkingView>(
        this, [id = incident().id](Services &s) { return s.team.working(id); },
        [this](const Result<WorkingView> &view) {
            if (!view)
                return;
            m_now = view->crew;
            showHistory(view->crewHistory);
        });
}

void CrewPanel::showHistory(const QList<CrewChange> &history)
{
    while (QLayoutItem *item = m_history->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (history.isEmpty())
        return;
    m_history->addWidget(new Label(tr("Who had which"), TextStyle::BodyBold));
    for (auto c = history.crbegin(); c != history.crend(); ++c)
        m_history->addWidget(makeHistoryRow(
            c->atMs, nowMs(), c->byName,
            (c->assigned ? tr("%1: %2") : tr("%1: no longer %2")).arg(nameOf(c->duty), c->holderName), c->reason));
}

QString CrewPanel::whyDisabled() const
{
    const QString why = whyNoRight(Right::AddEntry, incident(), context());
    return why.isEmpty() && !fromCode<CrewDuty>(m_duty->value().toString()) ? tr("Choose the duty.") : why;
}

void CrewPanel::submit()
{
    const auto duty = fromCode<CrewDuty>(m_duty->value().toString());
    if (!duty)
        return;
    CrewChange change;
    change.duty = *duty;
    change.holder = m_holder->personId();
    change.holderName = m_holder->personName();
    change.reason = m_reason->toPlainText().trimmed();
    if (const auto ok = checkCrew(change, m_now); !ok) {
        showError(ok.error());
        return;
    }
    run([id = incident().id, change](Services &s) { return s.team.changeCrew(id, change); },
        tr("%1: %2").arg(nameOf(*duty), change.holderName));
}

} // namespace tocsin
