#include "ui/postmortem/measurecard.h"

#include "models/services/workspace.h"
#include "ui/common/chip.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"
#include "ui/incident/reasonpanel.h"
#include "ui/postmortem/measurepanel.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin {

PanelMaker measureReasonPanel(const Measure &measure, MeasureState to)
{
    Measure next = measure;
    next.state = to;
    ReasonAct act;
    act.name = u"act/measure-%1-%2"_s.arg(measure.id.value).arg(codeOf(to));
    act.title = to == MeasureState::Done      ? MeasureCard::tr("A measure is done")
                : to == MeasureState::Dropped ? MeasureCard::tr("Drop a measure")
                                              : MeasureCard::tr("Open a measure again");
    act.what = measure.what;
    act.whoSees = MeasureCard::tr("Everybody who can read the incident sees it, with these words.");
    act.label = to == MeasureState::Done ? MeasureCard::tr("&What shows it") : MeasureCard::tr("&Why");
    act.missing = to == MeasureState::Done      ? MeasureCard::tr("Say what shows that it is done.")
                  : to == MeasureState::Dropped ? MeasureCard::tr("Say why it is dropped.")
                                                : MeasureCard::tr("Say why it is open again.");
    act.primary = to == MeasureState::Done      ? MeasureCard::tr("It is done")
                  : to == MeasureState::Dropped ? MeasureCard::tr("Drop the measure")
                                                : MeasureCard::tr("Open it again");
    act.said = to == MeasureState::Done      ? MeasureCard::tr("Measure done")
               : to == MeasureState::Dropped ? MeasureCard::tr("Measure dropped")
                                             : MeasureCard::tr("Measure open again");
    act.job = [next](Services &s, const Incident &, const QString &reason) mutable {
        next.reason = reason;
        return s.measures.change(next);
    };
    return [act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); };
}

MeasureCard::MeasureCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Measures that follow"), parent)
    , m_ui(ui)
    , m_add(new QPushButton(tr("Set a measure…"), this))
{
    setObjectName(u"measureCard"_s);
    m_add->setObjectName(u"measureAdd"_s);
    m_add->setAccessibleName(tr("Set a measure"));
    connect(m_add, &QPushButton::clicked, this, [this] {
        Q_EMIT panelRequested(
            [](const UiContext &context, const IncidentDetails &d) { return new MeasurePanel(context, d, Measure{}); });
    });
    header()->addWidget(m_add);
    auto *area = new QScrollArea(this);
    plainScroll(area);
    m_content = new QWidget;
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(8);
    column->addLayout(m_rows);
    column->addStretch(1);
    area->setWidget(m_content);
    area->viewport()->setAutoFillBackground(false); // the card's own ground
    m_content->setAutoFillBackground(false);
    body()->addWidget(area, 1);
}

void MeasureCard::showMeasures(const QList<Measure> &measures, const QString &refusal)
{
    m_refusal = refusal;
    m_add->setEnabled(refusal.isEmpty());
    m_add->setToolTip(refusal);
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    int open = 0, missing = 0;
    for (const Measure &m : measures) {
        open += m.state == MeasureState::Open ? 1 : 0;
        missing += m.blocksClosing() ? 1 : 0;
        m_rows->addWidget(makeRow(m));
    }
    if (measures.isEmpty())
        m_rows->addWidget(
            wrappedLabel(tr("None yet. What is to change, whose it is, and until when: it is followed here "
                            "and under Actions until it is done."),
                         TextStyle::Muted));
    setNote(missing > 0 ? tr("%1 without owner or day").arg(missing) : open > 0 ? tr("%1 open").arg(open) : QString());
}

QWidget *MeasureCard::makeRow(const Measure &m)
{
    auto *row = new QWidget;
    row->setObjectName(u"measure-%1"_s.arg(m.id.value));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    const qint64 now = m_ui.workspace->clock().nowMs();
    const bool isOpen = m.state == MeasureState::Open;
    auto *text = wrappedLabel(m.what, isOpen ? TextStyle::Body : TextStyle::Muted, row);
    text->setToolTip(m.reason.isEmpty() ? nameOf(m.kind) : u"%1\n%2"_s.arg(nameOf(m.kind), m.reason));
    layout->addWidget(text, 1);
    layout->addWidget(new Label(m.ownerName.isEmpty() ? tr("nobody's yet") : m.ownerName, TextStyle::FinePrint, row));
    auto *chip = new Chip({}, Tone::Neutral, row);
    if (!isOpen) {
        chip->setText(nameOf(m.state));
        chip->setTone(m.state == MeasureState::Done ? Tone::Met : Tone::Neutral);
        chip->setToolTip(TimeText().both(m.sinceMs));
    } else if (m.dueMs <= 0) {
        chip->setText(tr("No day"));
        chip->setTone(Tone::Medium);
    } else {
        chip->setText(m.isOverdue(now) ? tr("Overdue") : TimeText().brief(m.dueMs, now));
        chip->setTone(m.isOverdue(now) ? Tone::Overdue : Tone::Neutral);
        chip->setIconName(m.isOverdue(now) ? u"warning"_s : u"clock"_s);
        chip->setToolTip(tr("Due %1").arg(TimeText().both(m.dueMs)));
    }
    layout->addWidget(chip);
    auto *more = new QToolButton(row);
    more->setIcon(icon(u"more", Ink::Muted));
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setObjectName(u"measureMore-%1"_s.arg(m.id.value));
    more->setAccessibleName(tr("More for: %1").arg(m.what));
    more->setEnabled(m_refusal.isEmpty());
    more->setToolTip(m_refusal.isEmpty() ? tr("Done, change, drop") : m_refusal);
    auto *menu = new QMenu(more);
    const auto add = [&](const QString &name, const PanelMaker &maker) {
        connect(menu->addAction(name), &QAction::triggered, this, [this, maker] { Q_EMIT panelRequested(maker); });
    };
    if (isOpen) {
        add(tr("Done…"), measureReasonPanel(m, MeasureState::Done));
        add(tr("Change…"), [m](const UiContext &ui, const IncidentDetails &d) { return new MeasurePanel(ui, d, m); });
        add(tr("Drop…"), measureReasonPanel(m, MeasureState::Dropped));
    } else {
        add(tr("Open it again…"), measureReasonPanel(m, MeasureState::Open));
    }
    more->setMenu(menu);
    layout->addWidget(more);
    return row;
}

} // namespace tocsin
