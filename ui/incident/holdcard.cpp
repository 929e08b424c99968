#include "ui/incident/holdcard.h"

#include "models/services/workspace.h"
#include "ui/common/chip.h"
#include "ui/common/flowlayout.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/acts.h"
#include "ui/incident/reasonpanel.h"
#include "ui/incident/redactpanel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QPushButton *button(const QString &text, const QString &name, const QString &spoken, const QString &why)
{
    auto *b = new QPushButton(text);
    b->setObjectName(name);
    b->setAccessibleName(spoken);
    b->setEnabled(why.isEmpty());
    b->setToolTip(why);
    b->setAccessibleDescription(why);
    return b;
}

PanelMaker holdPanel(bool place, int seen)
{
    ReasonAct act;
    act.name = place ? u"act/hold"_s : u"act/lift-hold"_s;
    act.title = place ? HoldCard::tr("Place a legal hold") : HoldCard::tr("Lift the legal hold");
    act.what = place
                   ? HoldCard::tr("While it stands, nothing of this incident is redacted, whatever was asked for or is "
                                  "past its period of retention.")
                   : HoldCard::tr("What is asked for can be redacted again, by legal and the incident manager.");
    act.whoSees = HoldCard::tr("Who reads the incident reads that it stands, and why.");
    act.label = HoldCard::tr("&Reason");
    act.missing = HoldCard::tr("Give the reason in words.");
    act.primary = place ? HoldCard::tr("Place the hold") : HoldCard::tr("Lift the hold");
    act.said = place ? HoldCard::tr("A legal hold stands") : HoldCard::tr("The legal hold is lifted");
    act.right = Right::LegalHold;
    act.job = [place, seen](Services &s, const Incident &i, const QString &reason) {
        return place ? s.holds.place(i.id, reason, seen) : s.holds.lift(i.id, reason, seen);
    };
    return [act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); };
}

/** Refuses what the other one asked for, or takes back what one asked for oneself. */
PanelMaker endPanel(const Redaction &r, bool back)
{
    ReasonAct act;
    act.name = u"act/end-redaction-%1"_s.arg(r.id.value);
    act.title =
        back ? HoldCard::tr("Take redaction %1 back").arg(r.number) : HoldCard::tr("Refuse redaction %1").arg(r.number);
    act.what = HoldCard::tr("Nothing is taken away. It can be asked for again.");
    act.whoSees = HoldCard::tr("Who reads the incident reads your words.");
    act.label = HoldCard::tr("&Why");
    act.missing = HoldCard::tr("Give the decision in words.");
    act.primary = back ? HoldCard::tr("Take it back") : HoldCard::tr("Refuse it");
    act.said = back ? HoldCard::tr("Redaction %1 is taken back").arg(r.number)
                    : HoldCard::tr("Redaction %1 is refused").arg(r.number);
    act.right = back ? Right::RequestRedaction : Right::ConfirmRedaction;
    act.job = [r, back](Services &s, const Incident &, const QString &words) -> Result<void> {
        if (back)
            return s.redactions.takeBack(r, words);
        auto done = s.redactions.decide(r, {RedactionDecision::Refused, words});
        return done ? Result<void>() : tl::unexpected(done.error());
    };
    return [act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); };
}

} // namespace

HoldCard::HoldCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Hold and redaction"), parent)
    , m_ui(ui)
    , m_state(new Chip)
    , m_hold(wrappedLabel({}, TextStyle::Small))
    , m_retention(wrappedLabel({}, TextStyle::SmallMuted))
    , m_change(new QPushButton)
    , m_everything(new QPushButton(tr("Redact every text…")))
    , m_rows(new QVBoxLayout)
{
    setObjectName(u"holdCard"_s);
    build();
}

void HoldCard::build()
{
    header()->addWidget(m_state);
    m_change->setObjectName(u"changeHold"_s);
    m_everything->setObjectName(u"redactIncident"_s);
    m_everything->setAccessibleName(tr("Ask for the redaction of every text of this incident"));
    auto *acts = new FlowLayout;
    acts->addWidget(m_change);
    acts->addWidget(m_everything);
    body()->addWidget(m_hold);
    body()->addWidget(m_retention);
    body()->addLayout(acts);
    m_rows->setSpacing(8);
    body()->addLayout(m_rows);
    connect(m_change, &QPushButton::clicked, this, [this] { Q_EMIT panelRequested(holdPanel(!m_held, m_seen)); });
    connect(m_everything, &QPushButton::clicked, this,
            [this] { Q_EMIT panelRequested(askRedaction(u"incident"_s, m_incident.id.value)); });
}

QString HoldCard::whyNot(Right right) const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    return whyNoRight(right, m_incident, {status.person, status.readOnly});
}

void HoldCard::showIncident(const IncidentDetails &details)
{
    m_incident = details.incident;
    m_ui.workspace->run<Reading>(
        this,
        [id = m_incident.id](Services &s) -> Result<Reading> {
            auto holds = s.holds.ofIncident(id);
            auto redactions = s.redactions.ofIncident(id);
            auto retention = s.retention.ofIncident(id);
            if (!holds || !redactions)
                return tl::unexpected(holds ? redactions.error() : holds.error());
            if (!retention)
                return tl::unexpected(retention.error());
            return Reading{*holds, *redactions, *retention};
        },
        [this, id = m_incident.id](const Result<Reading> &reading) {
            if (id != m_incident.id)
                return;
            if (reading)
                fill(*reading);
            else
                m_hold->setText(reading.error().userText);
        });
}

void HoldCard::fillHold(const QList<LegalHold> &holds)
{
    m_seen = static_cast<int>(holds.size());
    m_held = !holds.isEmpty() && holds.last().placed;
    m_state->setText(m_held ? tr("legal hold") : tr("no hold"));
    m_state->setTone(m_held ? Tone::High : Tone::Outline);
    if (m_held)
        m_hold->setText(tr("A legal hold stands: nothing of this incident is redacted. Placed %1 by %2: %3")
                            .arg(TimeText().full(holds.last().atMs), holds.last().byName, holds.last().reason));
    else if (holds.isEmpty())
        m_hold->setText(tr("No legal hold stands. What may not be kept is redacted by legal and the incident manager "
                           "together: point at an entry in the timeline, or at every text of the incident."));
    else
        m_hold->setText(tr("The legal hold was lifted by %1, %2: %3.")
                            .arg(holds.last().byName, TimeText().full(holds.last().atMs), holds.last().reason));
    const QString why = whyNot(Right::LegalHold);
    m_change->setText(m_held ? tr("Lift the hold…") : tr("Place a legal hold…"));
    m_change->setAccessibleName(m_held ? tr("Lift the legal hold") : tr("Place a legal hold"));
    m_change->setEnabled(why.isEmpty());
    m_change->setToolTip(why);
    m_change->setAccessibleDescription(why);
    const QString no = m_held ? tr("A legal hold stands.") : whyNot(Right::RequestRedaction);
    m_everything->setEnabled(no.isEmpty());
    m_everything->setToolTip(no);
    m_everything->setAccessibleDescription(no);
}

void HoldCard::fill(const Reading &reading)
{
    fillHold(reading.holds);
    const RetentionPeriod &p = reading.retention.period;
    const qint64 now = m_ui.workspace->clock().nowMs();
    m_retention->setText(
        p.endedMs == 0  ? tr("Retention: %1, %2 years from the day it ends. %3").arg(p.name).arg(p.years).arg(p.because)
        : p.isPast(now) ? tr("Past its retention since %1 (%2, %3 years). %4")
                              .arg(TimeText().full(p.untilMs), p.name, QString::number(p.years), p.because)
                        : tr("Kept until %1 (%2, %3 years). %4")
                              .arg(TimeText().full(p.untilMs), p.name, QString::number(p.years), p.because));
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (auto it = reading.redactions.crbegin(); it != reading.redactions.crend(); ++it)
        m_rows->addWidget(rowOf(*it));
    const auto isAsked = [](const Redaction &r) { return r.state == RedactionState::Asked; };
    Q_EMIT waitingChanged(
        static_cast<int>(std::count_if(reading.redactions.begin(), reading.redactions.end(), isAsked)));
}

QWidget *HoldCard::rowOf(const Redaction &r)
{
    auto *row = new QWidget;
    row->setObjectName(u"redaction-%1"_s.arg(r.number));
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins({});
    column->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new Chip(nameOf(r.state), r.state == RedactionState::Asked ? Tone::Medium : Tone::Outline));
    const QString values = r.places == 1 ? tr("one text") : tr("%1 texts").arg(r.places);
    auto *title =
        wrappedLabel(tr("Redaction %1: %2, %3, %4").arg(QString::number(r.number), r.what, nameOf(r.ground), values));
    head->addWidget(title, 1);
    column->addLayout(head);
    const TimeText time;
    const QString text =
        r.state == RedactionState::Done ? tr("Redacted by %1 (legal) and %2 (incident manager), %3: %4")
                                              .arg(r.legalName, r.managerName, time.full(r.sinceMs), r.reason)
        : r.state == RedactionState::Asked
            ? tr("It waits for %5. Asked for by %1 as %2, %3: %4")
                  .arg(r.requesterName, nameOf(r.asked), time.full(r.askedMs), r.reason, nameOf(otherOf(r.asked)))
            : tr("Asked for by %1: %2. %3, %4: %5")
                  .arg(r.requesterName, r.reason, nameOf(r.state), time.full(r.sinceMs), r.words);
    column->addWidget(wrappedLabel(text, TextStyle::SmallMuted));
    if (r.state == RedactionState::Asked) {
        auto *buttons = new FlowLayout;
        addButtons(buttons, r);
        column->addLayout(buttons);
    }
    return row;
}

void HoldCard::addButtons(QLayout *row, const Redaction &r)
{
    const Person &me = m_ui.workspace->status().person;
    const bool holder = m_incident.manager.isValid() && m_incident.manager == me.id;
    const bool own = r.requester == me.id;
    const bool onFile = !m_ui.workspace->status().isShared;
    QString why = whyNot(Right::ConfirmRedaction);
    if (why.isEmpty() && m_held)
        why = tr("A legal hold stands.");
    if (why.isEmpty() && !(own && onFile)) // there the other one's words are written down
        why = mayNotDecide(r, me.id, me.roles, holder, RedactionDecision::Confirmed);
    auto *confirm = button(own && onFile ? tr("Write down the confirmation…") : tr("Confirm…"),
                           u"confirmRedaction-%1"_s.arg(r.number), tr("Confirm redaction %1").arg(r.number), why);
    connect(confirm, &QPushButton::clicked, this, [this, r] {
        Q_EMIT panelRequested([r](const UiContext &ui, const IncidentDetails &d) -> ActPanel * {
            return new ConfirmRedactionPanel(ui, d, r);
        });
    });
    row->addWidget(confirm);
    QString no = whyNot(own ? Right::RequestRedaction : Right::ConfirmRedaction);
    if (no.isEmpty())
        no = mayNotDecide(r, me.id, me.roles, holder, own ? RedactionDecision::TakenBack : RedactionDecision::Refused);
    auto *end = button(own ? tr("Take it back…") : tr("Refuse…"), u"endRedaction-%1"_s.arg(r.number),
                       own ? tr("Take redaction %1 back").arg(r.number) : tr("Refuse redaction %1").arg(r.number), no);
    connect(end, &QPushButton::clicked, this, [this, r, own] { Q_EMIT panelRequested(endPanel(r, own)); });
    row->addWidget(end);
}

} // namespace tocsin
