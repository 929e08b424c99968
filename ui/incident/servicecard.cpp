#include "ui/incident/servicecard.h"

#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

ServiceCard::ServiceCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Whose part it is"), parent)
    , m_ui(ui)
    , m_text(wrappedLabel({}))
    , m_consequence(wrappedLabel({}, TextStyle::Muted))
    , m_set(new QPushButton(tr("Whose it is…")))
    , m_handOver(new QPushButton(tr("Hand over…")))
    , m_whyNot(wrappedLabel({}, TextStyle::SmallMuted))
{
    setObjectName(u"serviceCard"_s);
    m_text->setObjectName(u"serviceText"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_set->setObjectName(u"setResponsibility"_s);
    m_set->setAccessibleName(tr("Say whose part it is"));
    m_handOver->setObjectName(u"handOver"_s);
    m_handOver->setAccessibleName(tr("Hand over to the customer"));
    body()->addWidget(m_text);
    body()->addWidget(m_consequence);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_set);
    row->addWidget(m_handOver);
    row->addStretch(1);
    body()->addSpacing(4);
    body()->addLayout(row);
    body()->addWidget(m_whyNot);
    connect(m_set, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::Responsibility); });
    connect(m_handOver, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::HandOver); });
}

void ServiceCard::showIncident(const IncidentDetails &details)
{
    QStringList lines;
    for (const ServiceImpact &i : details.impacts)
        lines << impactText(i, m_ui.workspace->rules().responsibility());
    m_text->setText(lines.join(u'\n'));
    m_text->setVisible(!lines.isEmpty());
    const auto whose = responsibleFor(details.impacts);
    m_consequence->setText(consequenceText(whose));
    m_consequence->setVisible(!details.incident.isDone());
    const DatabaseStatus &status = m_ui.workspace->status();
    const ActContext context{status.person, status.readOnly};
    const auto set = [&](QPushButton *button, Act act) {
        const QString why = whyNot(act, details.incident, context);
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
        return why;
    };
    set(m_set, Act::Responsibility);
    const QString why = set(m_handOver, Act::HandOver);
    m_whyNot->setText(whose == Responsible::Customer && !details.incident.isDone() ? why : QString());
    m_whyNot->setVisible(!m_whyNot->text().isEmpty());
    setVisible(!details.incident.isDone() || !lines.isEmpty());
}

ExerciseCard::ExerciseCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Exercise"), parent)
    , m_ui(ui)
    , m_text(wrappedLabel({}))
    , m_lift(new QPushButton(tr("Show the mark to everybody…")))
{
    setObjectName(u"exerciseCard"_s);
    m_text->setObjectName(u"exerciseText"_s);
    m_lift->setObjectName(u"liftExercise"_s);
    m_lift->setAccessibleName(tr("Show everybody that it is an exercise"));
    body()->addWidget(m_text);
    body()->addWidget(m_lift, 0, Qt::AlignLeft);
    connect(m_lift, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::LiftExercise); });
}

void ExerciseCard::showIncident(const IncidentDetails &details)
{
    const ExerciseInfo &e = details.exercise;
    setVisible(e.exercise || e.secret);
    setTitle(e.secret ? tr("Exercise, not announced") : tr("Exercise"));
    QStringList lines;
    if (e.secret)
        lines << tr("For everybody else it is real. The mark shows as soon as somebody tries to declare or to send.");
    else
        lines << tr("What is sent ends in a folder. Its clocks and figures are kept apart.");
    if (!e.leads.isEmpty())
        lines << tr("Led by %1.").arg(e.leads.join(u", "_s));
    if (e.liftedMs > 0)
        lines << tr("Not announced at first; shown to everybody %1, by %2: %3")
                     .arg(TimeText().full(e.liftedMs), e.liftedBy, e.liftedReason);
    m_text->setText(lines.join(u'\n'));
    m_lift->setVisible(e.secret);
    const DatabaseStatus &status = m_ui.workspace->status();
    const QString why = whyNot(Act::LiftExercise, details.incident, {status.person, status.readOnly});
    m_lift->setEnabled(why.isEmpty());
    m_lift->setToolTip(why);
}

} // namespace tocsin
