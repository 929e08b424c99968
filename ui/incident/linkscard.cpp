#include "ui/incident/linkscard.h"

#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/chip.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/severitychip.h"
#include "ui/common/timetext.h"
#include "ui/incident/obligationtext.h"
#include "ui/incident/reasonpanel.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin {

LinksCard::LinksCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Linked incidents"), parent)
    , m_ui(ui)
    , m_link(new QPushButton(tr("Link…")))
    , m_rows(new QVBoxLayout)
    , m_earliest(wrappedLabel({}, TextStyle::SmallMuted))
{
    setObjectName(u"linksCard"_s);
    m_link->setObjectName(u"linkIncident"_s);
    m_link->setAccessibleName(tr("Link with another incident"));
    header()->addWidget(m_link);
    connect(m_link, &QPushButton::clicked, this, &LinksCard::linkRequested);
    m_rows->setSpacing(10);
    body()->addLayout(m_rows);
    m_earliest->setObjectName(u"earliest"_s);
    body()->addWidget(m_earliest);
}

void LinksCard::showLinks(const IncidentDetails &details, const WorkingView &view, const QString &refusal)
{
    m_refusal = refusal;
    m_link->setEnabled(refusal.isEmpty());
    m_link->setToolTip(refusal);
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (view.links.isEmpty())
        m_rows->addWidget(wrappedLabel(tr("It stands alone so far."), TextStyle::Muted));
    for (const IncidentLink &link : view.links)
        m_rows->addWidget(makeRow(link, link.isDuplicate() && !link.other.isDone() && !details.incident.isDone()));
    QStringList earliest;
    if (!view.detected.reference.isEmpty())
        earliest << tr("First detected %1: the detection of %2 counts, it is the earliest of the duplicates.")
                        .arg(TimeText().full(view.detected.atMs), view.detected.reference);
    if (!view.declared.reference.isEmpty())
        earliest << tr("First declared %1: the declaration of %2 counts, it is the earliest of the duplicates.")
                        .arg(TimeText().full(view.declared.atMs), view.declared.reference);
    m_earliest->setText(earliest.join(u'\n'));
    m_earliest->setVisible(!earliest.isEmpty());
}

QWidget *LinksCard::makeRow(const IncidentLink &link, bool canTake)
{
    auto *row = new QWidget;
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins({});
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(new Label(linkText(link.kind, link.fromOther), TextStyle::SmallMuted, row));
    auto *jump = new QPushButton(link.other.reference(), row);
    jump->setFlat(true);
    jump->setObjectName(u"jump-%1"_s.arg(link.other.reference()));
    jump->setAccessibleName(tr("Open %1, %2").arg(link.other.reference(), link.other.title));
    connect(jump, &QPushButton::clicked, this, [this, id = link.other.id] {
        if (m_ui.openIncident)
            m_ui.openIncident(id, u"overview"_s);
    });
    head->addWidget(jump);
    head->addStretch(1);
    auto *back = new QToolButton(row);
    back->setIcon(icon(u"undo", Ink::Muted));
    back->setAutoRaise(true);
    back->setObjectName(u"unlink-%1"_s.arg(link.other.reference()));
    back->setAccessibleName(tr("Take the link with %1 back").arg(link.other.reference()));
    back->setToolTip(m_refusal.isEmpty() ? tr("Take the link back…") : m_refusal);
    back->setEnabled(m_refusal.isEmpty());
    connect(back, &QToolButton::clicked, this, [this, link] { takeBack(link); });
    head->addWidget(back);
    column->addLayout(head);
    auto *title = new ElidedLabel(link.other.title, TextStyle::Body, row);
    title->setToolTip(
        link.reason.isEmpty()
            ? link.other.title
            : tr("%1\nWhy: %2 (%3, %4)").arg(link.other.title, link.reason, link.byName, TimeText().full(link.atMs)));
    column->addWidget(title);
    auto *chips = new QHBoxLayout;
    chips->setSpacing(6);
    auto *severity = new SeverityChip(row);
    severity->setSeverity(link.other.severity, link.other.provisional);
    chips->addWidget(severity);
    chips->addWidget(new Chip(link.other.closedMs > 0  ? tr("Closed")
                              : link.other.endedMs > 0 ? tr("Ended")
                                                       : nameOf(link.other.stage),
                              Tone::Neutral, row));
    chips->addStretch(1);
    column->addLayout(chips);
    if (canTake && (link.other.isDeclared() || link.other.trackOpen)) {
        auto *take = new QPushButton(tr("Take over its duties…"), row);
        take->setObjectName(u"takeOver-%1"_s.arg(link.other.reference()));
        take->setAccessibleName(tr("Take over the obligations of %1").arg(link.other.reference()));
        connect(take, &QPushButton::clicked, this, [this, other = link.other] { takeOver(other); });
        column->addWidget(take, 0, Qt::AlignLeft);
    }
    return row;
}

void LinksCard::takeBack(const IncidentLink &link)
{
    ReasonAct act;
    act.name = u"act/unlink-%1"_s.arg(link.id.value);
    act.title = tr("Take a link back");
    act.what = tr("%1 %2 %3").arg(linkText(link.kind, link.fromOther), link.other.reference(), link.other.title);
    act.whoSees = tr("Both incidents no longer show it. That it was there, and why not any more, stays in the record.");
    act.label = tr("&Why they do not belong together");
    act.missing = tr("Say why they do not belong together.");
    act.primary = tr("Take the link back");
    act.said = tr("Link taken back");
    act.job = [id = link.id](Services &s, const Incident &seen, const QString &reason) {
        return s.links.unlink(seen.id, id, reason);
    };
    Q_EMIT panelRequested([act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); });
}

void LinksCard::takeOver(const Incident &duplicate)
{
    m_ui.workspace->run<QList<Obligation>>(
        this, [id = duplicate.id](Services &s) { return s.links.toBeTaken(id); },
        [this, duplicate](const Result<QList<Obligation>> &obligations) {
            if (obligations)
                askTakeOver(duplicate, *obligations);
            else if (m_ui.showError)
                m_ui.showError(obligations.error());
        });
}

void LinksCard::askTakeOver(const Incident &duplicate, const QList<Obligation> &obligations)
{
    QStringList lines;
    for (const Obligation &o : obligations)
        lines << u"• "_s + (o.facts.deadlineMs > 0
                                ? tr("%1, deadline %2").arg(obligationTitle(o), TimeText().full(o.facts.deadlineMs))
                                : obligationTitle(o));
    ReasonAct act;
    act.name = u"act/take-obligations-%1"_s.arg(duplicate.id.value);
    act.title = tr("Take over the obligations of %1").arg(duplicate.reference());
    act.what =
        lines.isEmpty()
            ? tr("It has no open obligation to take over.")
            : tr("They start here with their original deadlines, with the customers they are about in scope, and "
                 "are withdrawn there:\n%1")
                  .arg(lines.join(u'\n'));
    act.whoSees = tr("Both timelines say so. Then %1 can end as a duplicate.").arg(duplicate.reference());
    act.label = tr("&Why");
    act.missing = tr("Say why they are taken over.");
    act.primary = tr("Take over");
    act.said = tr("Obligations of %1 taken over").arg(duplicate.reference());
    act.right = Right::Declare;
    act.job = [id = duplicate.id](Services &s, const Incident &seen, const QString &reason) {
        return s.links.takeOver(seen.id, seen.version, id, reason);
    };
    Q_EMIT panelRequested([act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); });
}

} // namespace tocsin
