#include "ui/incident/teamcard.h"

#include "models/services/services.h"
#include "ui/common/avatar.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/reasonpanel.h"
#include "ui/theme/icons.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace tocsin {

TeamCard::TeamCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Team and references"), parent)
    , m_ui(ui)
    , m_duty(new QPushButton(tr("Give a duty…")))
    , m_place(new QPushButton(tr("Add a call or reference…")))
    , m_rows(new QVBoxLayout)
{
    setObjectName(u"teamCard"_s);
    openLink = [](const QUrl &url) { QDesktopServices::openUrl(url); };
    m_rows->setSpacing(8);
    body()->addLayout(m_rows);
    auto *buttons = new FlowLayout;
    m_duty->setObjectName(u"giveDuty"_s);
    m_duty->setAccessibleName(tr("Give somebody a duty"));
    m_place->setObjectName(u"addPlace"_s);
    m_place->setAccessibleName(tr("Add a call or an outside reference"));
    connect(m_duty, &QPushButton::clicked, this, &TeamCard::dutyRequested);
    connect(m_place, &QPushButton::clicked, this, &TeamCard::placeRequested);
    buttons->addWidget(m_duty);
    buttons->addWidget(m_place);
    body()->addLayout(buttons);
}

void TeamCard::showTeam(const WorkingView &view, const QString &refusal)
{
    m_refusal = refusal;
    for (QPushButton *button : {m_duty, m_place}) {
        button->setEnabled(refusal.isEmpty());
        button->setToolTip(refusal);
    }
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (view.crew.isEmpty() && view.places.isEmpty())
        m_rows->addWidget(
            wrappedLabel(tr("Who keeps the timeline, who speaks with support, where the team meets: it belongs here."),
                         TextStyle::Muted));
    for (const CrewChange &duty : view.crew)
        m_rows->addWidget(makeDuty(duty));
    for (const OutsidePlace &place : view.places)
        m_rows->addWidget(makePlace(place));
}

QWidget *TeamCard::makeTakeOff(const QString &objectName, const QString &name, const PanelMaker &maker)
{
    auto *off = new QToolButton;
    off->setIcon(icon(u"close", Ink::Muted));
    off->setAutoRaise(true);
    off->setObjectName(objectName);
    off->setAccessibleName(name);
    off->setToolTip(m_refusal.isEmpty() ? name : m_refusal);
    off->setEnabled(m_refusal.isEmpty());
    connect(off, &QToolButton::clicked, this, [this, maker] { Q_EMIT panelRequested(maker); });
    return off;
}

QWidget *TeamCard::makeDuty(const CrewChange &duty)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(new Avatar(duty.holderName, 22, row));
    auto *name = new ElidedLabel(duty.holderName, TextStyle::Body, row);
    name->setToolTip(tr("Since %1").arg(TimeText().both(duty.atMs)));
    layout->addWidget(name, 1);
    layout->addWidget(new Label(nameOf(duty.duty), TextStyle::SmallMuted, row));
    layout->addWidget(makeTakeOff(u"dutyOff-%1-%2"_s.arg(codeOf(duty.duty), duty.holderName),
                                  tr("Take the duty off %1…").arg(duty.holderName), takeOffDuty(duty)));
    return row;
}

QWidget *TeamCard::makePlace(const OutsidePlace &place)
{
    auto *row = new QWidget;
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins({});
    column->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(
        new Label(place.kind == PlaceKind::Call ? tr("Call") : tr("Reference"), TextStyle::SmallMuted, row));
    head->addWidget(new ElidedLabel(place.name, TextStyle::Body, row), 1);
    head->addWidget(
        makeTakeOff(u"placeOff-%1"_s.arg(place.id.value), tr("Take %1 away…").arg(place.name), takeOffPlace(place)));
    column->addLayout(head);
    if (!place.reference.isEmpty()) {
        auto *reference = wrappedLabel(place.reference, TextStyle::Mono, row);
        reference->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(reference);
    }
    if (!place.link.isEmpty())
        addLinkRow(column, place, row);
    return row;
}

/** The link is text. "Open…" shows where it leads first, and a second press opens it. */
void TeamCard::addLinkRow(QVBoxLayout *column, const OutsidePlace &place, QWidget *row)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    auto *text = new ElidedLabel(place.link, TextStyle::SmallMuted, row);
    text->setToolTip(place.link);
    line->addWidget(text, 1);
    auto *open = new QPushButton(tr("Open…"), row);
    open->setObjectName(u"openPlace-%1"_s.arg(place.id.value));
    open->setAccessibleName(tr("Open the link of %1").arg(place.name));
    const bool safe = isSafeLink(place.link);
    open->setEnabled(safe);
    line->addWidget(open);
    column->addLayout(line);
    auto *question = wrappedLabel(
        tr("This leaves the program for %1. Press again to open it.")
            .arg(QUrl(place.link).scheme() == u"mailto" ? QUrl(place.link).path() : QUrl(place.link).host()),
        TextStyle::SmallMuted, row);
    question->hide();
    column->addWidget(question);
    connect(open, &QPushButton::clicked, row, [this, open, question, link = place.link] {
        if (question->isHidden()) {
            question->show();
            open->setText(tr("Open it"));
            return;
        }
        question->hide();
        open->setText(tr("Open…"));
        openLink(QUrl(link, QUrl::StrictMode));
    });
}

PanelMaker TeamCard::takeOffDuty(const CrewChange &duty) const
{
    ReasonAct act;
    act.name = u"act/duty-off-%1-%2"_s.arg(codeOf(duty.duty), duty.holderName);
    act.title = tr("Take a duty off");
    act.what = tr("%1 no longer has the duty %2.").arg(duty.holderName, nameOf(duty.duty));
    act.whoSees = tr("The history of the duties keeps it.");
    act.label = tr("&Why");
    act.missing = tr("Say why.");
    act.primary = tr("Take it off");
    act.said = tr("%1: no longer %2").arg(nameOf(duty.duty), duty.holderName);
    act.job = [change = duty](Services &s, const Incident &seen, const QString &reason) mutable {
        change.assigned = false;
        change.reason = reason;
        return s.team.changeCrew(seen.id, change);
    };
    return [act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); };
}

PanelMaker TeamCard::takeOffPlace(const OutsidePlace &place) const
{
    ReasonAct act;
    act.name = u"act/place-off-%1"_s.arg(place.id.value);
    act.title = tr("Take a reference away");
    act.what = u"%1 %2"_s.arg(place.name, place.reference);
    act.whoSees = tr("It stays in the record, with the reason.");
    act.label = tr("&Why");
    act.missing = tr("Say why it is taken away.");
    act.primary = tr("Take it away");
    act.said = tr("%1 taken away").arg(place.name);
    act.job = [id = place.id](Services &s, const Incident &seen, const QString &reason) {
        return s.team.removePlace(seen.id, id, reason);
    };
    return [act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); };
}

} // namespace tocsin
