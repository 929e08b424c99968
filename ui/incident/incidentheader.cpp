#include "ui/incident/incidentheader.h"

#include "models/services/workspace.h"
#include "ui/common/chip.h"
#include "ui/common/clocklabel.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/presencebar.h"
#include "ui/common/severitychip.h"
#include "ui/common/stagestepper.h"
#include "ui/incident/stagesteps.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kRoomForUtc = 900; ///< below that the title needs it more

/** Why it is restricted and who sees it, a line each. */
QString restrictionText(const Restriction &r)
{
    QStringList names;
    for (const NamedPerson &p : r.people)
        if (p.named)
            names << p.name;
    QStringList lines = {IncidentHeader::tr("Only these see that it exists: %1").arg(names.join(u", "_s))};
    if (r.kind)
        lines.prepend(nameOf(*r.kind) + u": "_s + r.reason);
    if (!r.environment.isEmpty())
        lines << IncidentHeader::tr("Environment: %1").arg(r.environment);
    return lines.join(u'\n');
}

/** A reason as a menu has room for it: the tooltip has the whole. */
QString inShort(const QString &why)
{
    constexpr qsizetype most = 44;
    return why.size() > most ? why.left(most - 1).trimmed() + u'…' : why;
}

} // namespace

IncidentHeader::IncidentHeader(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_reference(new Label({}, TextStyle::MonoMuted, this))
    , m_origin(new ElidedLabel({}, TextStyle::SmallMuted, this))
    , m_exercise(new Chip(tr("EXERCISE"), Tone::Outline, this))
    , m_restricted(new Chip(tr("Restricted"), Tone::Neutral, this))
    , m_title(new ElidedLabel({}, TextStyle::Title, this))
    , m_severity(new SeverityChip(this))
    , m_priority(new Chip({}, Tone::Neutral, this))
    , m_classification(new Chip({}, Tone::Neutral, this))
    , m_track(new Chip(tr("Notification track open"), Tone::Excepted, this))
    , m_rescission(new Chip(tr("Rescission asked for, waits for legal"), Tone::Medium, this))
    , m_done(new Chip({}, Tone::Low, this))
    , m_people(new ElidedLabel({}, TextStyle::SmallMuted, this))
    , m_present(new PresenceBar(this))
    , m_clock(new ClockLabel(*ui.ticker, ClockSize::Large, this))
    , m_nextButton(new QPushButton(this))
    , m_more(new QPushButton(tr("More"), this))
    , m_menu(new QMenu(this))
    , m_whyNot(wrappedLabel({}, TextStyle::FinePrint, this))
    , m_stepper(new StageStepper(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title->setObjectName(u"incidentTitle"_s);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 0);
    layout->setSpacing(10);
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addLayout(buildTexts(), 1);
    m_clock->setObjectName(u"incidentClock"_s);
    top->addWidget(m_clock, 0, Qt::AlignTop);
    top->addLayout(buildButtons());
    layout->addLayout(top);
    m_stepper->setObjectName(u"stageStepper"_s);
    layout->addWidget(m_stepper);
    connect(m_stepper, &StageStepper::activated, this, &IncidentHeader::stageRequested);
    connect(m_menu, &QMenu::aboutToShow, this, &IncidentHeader::fillMenu);
}

void IncidentHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_clock->setUtcVisible(width() >= kRoomForUtc);
}

QVBoxLayout *IncidentHeader::buildTexts()
{
    auto *texts = new QVBoxLayout;
    texts->setSpacing(3);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_reference);
    line->addWidget(m_exercise);
    m_restricted->setObjectName(u"restrictedChip"_s);
    m_restricted->setIconName(u"lock"_s);
    line->addWidget(m_restricted);
    line->addWidget(m_origin, 1);
    line->addWidget(m_present, 1);
    texts->addLayout(line);
    texts->addWidget(m_title);
    auto *chips = new QHBoxLayout;
    chips->setSpacing(6);
    for (QWidget *chip : {static_cast<QWidget *>(m_severity), static_cast<QWidget *>(m_priority),
                          static_cast<QWidget *>(m_classification), static_cast<QWidget *>(m_track),
                          static_cast<QWidget *>(m_rescission), static_cast<QWidget *>(m_done)})
        chips->addWidget(chip);
    chips->addSpacing(4);
    m_people->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // it has what the chips leave
    m_people->setMinimumWidth(0);
    chips->addWidget(m_people, 1);
    texts->addSpacing(2);
    texts->addLayout(chips);
    return texts;
}

QVBoxLayout *IncidentHeader::buildButtons()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_nextButton->setObjectName(u"nextStep"_s);
    m_nextButton->setProperty("primary", true);
    m_nextButton->setMinimumHeight(36);
    connect(m_nextButton, &QPushButton::clicked, this, [this] { Q_EMIT nextStepRequested(m_next); });
    m_more->setObjectName(u"moreActs"_s);
    m_more->setAccessibleName(tr("More acts on this incident"));
    m_more->setMinimumHeight(36);
    m_more->setMenu(m_menu);
    m_menu->setToolTipsVisible(true);
    row->addWidget(m_nextButton);
    row->addWidget(m_more);
    column->addLayout(row);
    m_whyNot->setObjectName(u"nextStepWhyNot"_s);
    m_whyNot->setAlignment(Qt::AlignRight | Qt::AlignTop);
    column->addWidget(m_whyNot);
    column->addStretch(1);
    return column;
}

void IncidentHeader::setNextProminent(bool prominent)
{
    m_nextButton->setProperty("primary", prominent);
    m_nextButton->update();
}

void IncidentHeader::showPresent(const QStringList &names)
{
    m_present->setNames(names);
}

void IncidentHeader::setCompact(bool compact)
{
    m_stepper->setVisible(!compact);
}

void IncidentHeader::showIncident(const IncidentDetails &details, const NextStep &next)
{
    m_details = details;
    m_next = next;
    const Incident &i = details.incident;
    m_reference->setText(i.reference());
    QString origin = nameOf(i.source);
    if (!i.sourceDetail.isEmpty())
        origin += u" · "_s + i.sourceDetail;
    if (!i.reportedBy.isEmpty())
        origin += u" · "_s + tr("reported by %1").arg(i.reportedBy);
    m_origin->setText(origin);
    m_exercise->setVisible(i.exercise);
    m_exercise->setText(details.exercise.secret ? tr("EXERCISE · not announced") : tr("EXERCISE"));
    m_restricted->setVisible(i.restricted);
    m_restricted->setToolTip(restrictionText(details.restriction));
    m_title->setText(i.title);
    showChips();
    showPeople();
    showClock();
    showStages();
    showNext();
}

void IncidentHeader::showChips()
{
    const Incident &i = m_details.incident;
    m_severity->setSeverity(i.severity, i.provisional);
    m_severity->setToolTip(i.severity ? severityText(*i.severity, i.provisional) +
                                            (i.overridden ? tr(", set by hand") : QString())
                                      : tr("Impact and severity are not judged yet."));
    m_priority->setVisible(i.severity.has_value());
    m_priority->setText(i.priority == Priority::P1 ? tr("P1 · around the clock") : nameOf(i.priority));
    m_priority->setTone(i.priority == Priority::P1 ? Tone::High : Tone::Neutral);
    m_priority->setIconName(i.isWorkedAroundTheClock() ? u"clock"_s : QString());
    m_priority->setToolTip(i.priorityOverridden ? tr("Priority set by hand")
                           : i.priority == Priority::P1
                               ? tr("Worked day and night until it is contained, with somebody always on it.")
                               : QString());
    m_classification->setText(classificationText(i.outcome, i.personalData));
    const bool serious = i.outcome == Outcome::CustomerReportable;
    m_classification->setTone(serious                                  ? Tone::High
                              : i.outcome == Outcome::SecurityIncident ? Tone::Medium
                                                                       : Tone::Neutral);
    m_track->setVisible(i.trackOpen && !i.isDeclared() && !i.isDone());
    m_rescission->setIconName(u"undo"_s);
    m_rescission->setVisible(i.isRescissionPending());
    m_rescission->setToolTip(
        tr("The clocks run, sending is held. Legal co-signs or refuses; the manager may take it back."));
    m_done->setVisible(i.isDone());
    m_done->setText(i.closedMs > 0 ? tr("Closed") : tr("Ended"));
}

void IncidentHeader::showPeople()
{
    const Incident &i = m_details.incident;
    const TimeText time;
    const qint64 now = m_ui.workspace->clock().nowMs();
    const QString holder = i.managerName.isEmpty() ? tr("Nobody holds it") : tr("Manager %1").arg(i.managerName);
    const QString since = i.closedMs > 0  ? tr("closed %1").arg(time.brief(i.closedMs, now))
                          : i.endedMs > 0 ? tr("ended %1").arg(time.brief(i.endedMs, now))
                                          : tr("open since %1").arg(time.brief(i.recordedMs, now));
    m_people->setText(holder + u" · "_s + since);
    const QString name = i.managerName.isEmpty() ? holder : i.managerName;
    m_people->setShorter({name + u" · "_s + since, holder, name, QString()});
    m_people->setToolTip(tr("Detected %1\nRecorded %2").arg(time.both(i.detectedMs), time.both(i.recordedMs)));
}

void IncidentHeader::showClock()
{
    QList<ObligationFacts> facts;
    for (const Obligation &o : m_details.obligations)
        facts.append(o.facts);
    m_clock->setObligations(facts);
    m_clock->setVisible(!facts.isEmpty());
}

void IncidentHeader::showStages()
{
    const TimeText time;
    for (const auto &e : enumTable<Stage>())
        m_stepper->setStep(e.value, stageStep(e.value, m_details.incident, m_details.visits, context(), time,
                                              m_ui.workspace->clock().nowMs()));
}

QString IncidentHeader::whyNotNext() const
{
    switch (m_next.kind) {
    case StepKind::MoveForward:
        return whyNotMove(m_details.incident, m_next.to, context());
    case StepKind::Declare:
        return whyNot(Act::Declare, m_details.incident, context());
    case StepKind::VerifyContainment:
        return whyNot(Act::VerifyContainment, m_details.incident, context());
    case StepKind::Close:
        return whyNot(Act::Close, m_details.incident, context());
    case StepKind::DecideRescission:
        return whyNot(Act::CosignRescission, m_details.incident, context());
    default:
        return {};
    }
}

void IncidentHeader::showNext()
{
    m_nextButton->setVisible(m_next.kind != StepKind::None);
    m_nextButton->setText(QString(m_next.label).replace(u'&', u"&&"_s));
    const QString why = whyNotNext();
    m_nextButton->setEnabled(why.isEmpty());
    m_nextButton->setToolTip(why.isEmpty() ? m_next.why : why);
    m_whyNot->setText(why);
    m_whyNot->setVisible(!why.isEmpty());
    m_nextButton->setAccessibleName(m_next.label);
    m_nextButton->setAccessibleDescription(why.isEmpty() ? m_next.why : why);
}

void IncidentHeader::focusNextStep()
{
    (m_nextButton->isVisible() && m_nextButton->isEnabled() ? m_nextButton : m_more)->setFocus();
}

void IncidentHeader::fillMenu()
{
    m_menu->clear();
    const auto add = [this](Act act) {
        const QString why = whyNot(act, m_details.incident, context());
        QString text = actName(act);
        if (!why.isEmpty())
            text = tr("%1  (%2)").arg(text.chopped(text.endsWith(u'…') ? 1 : 0), inShort(why));
        QAction *action = m_menu->addAction(text.replace(u'&', u"&&"_s));
        action->setObjectName(u"act-%1"_s.arg(static_cast<int>(act)));
        action->setEnabled(why.isEmpty());
        action->setToolTip(why);
        connect(action, &QAction::triggered, this, [this, act] { Q_EMIT actRequested(act); });
    };
    for (Act act : {Act::Move, Act::MoveBack, Act::TakeOver})
        add(act);
    m_menu->addSeparator();
    for (Act act : {Act::EmergencyMitigation, Act::CrisisContainment, Act::Mitigation, Act::VerifyContainment})
        add(act);
    m_menu->addSeparator();
    for (Act act : {Act::WriteSituation, Act::AddTask, Act::LinkIncident, Act::GiveDuty, Act::AddPlace, Act::Report})
        add(act);
    m_menu->addSeparator();
    for (Act act : {Act::OpenTrack, Act::Declare, Act::Rescind})
        add(act);
    if (m_details.incident.isRescissionPending())
        for (Act act : {Act::CosignRescission, Act::TakeBackRescission})
            add(act);
    if (m_details.incident.whyNotDeclaredMs > 0)
        add(Act::AnswerDelay);
    for (Act act : {Act::RecordAwareness, Act::DecideDuties})
        add(act);
    m_menu->addSeparator();
    for (Act act : {Act::Restrict, Act::LiftRestriction})
        add(act);
    if (m_details.exercise.secret)
        add(Act::LiftExercise);
    if (m_details.incident.exercise)
        add(Act::RealFinding);
    m_menu->addSeparator();
    for (Act act : {Act::Responsibility, Act::HandOver})
        add(act);
    m_menu->addSeparator();
    for (Act act : {Act::End, Act::Close, Act::Reopen})
        add(act);
}

ActContext IncidentHeader::context() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    return {status.person, status.readOnly};
}

} // namespace tocsin
