#include "ui/incident/consultationscard.h"

#include "models/services/workspace.h"
#include "ui/common/chip.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/consultationpanel.h"
#include "ui/incident/reasonpanel.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

PanelMaker releaseOf(const Consultation &c)
{
    ReasonAct act;
    act.name = u"act/release-%1"_s.arg(c.id.value);
    act.title = ConsultationsCard::tr("Release consultation %1").arg(c.number);
    act.what = ConsultationsCard::tr("Everybody who reads the incident reads question and advice from then on, also in "
                                     "prints and in the bundle. It cannot be taken back.");
    act.whoSees = ConsultationsCard::tr("Legal releases; the reason stands in the incident and the record.");
    act.label = ConsultationsCard::tr("&Why it is released");
    act.missing = ConsultationsCard::tr("Say why it is released.");
    act.primary = ConsultationsCard::tr("Release it");
    act.said = ConsultationsCard::tr("Consultation %1 is released").arg(c.number);
    act.danger = true;
    act.right = Right::ReleaseBundle;
    act.job = [c](Services &s, const Incident &, const QString &reason) { return s.consultations.release(c, reason); };
    return [act](const UiContext &ui, const IncidentDetails &d) { return new ReasonPanel(ui, d, act); };
}

} // namespace

ConsultationsCard::ConsultationsCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Consultations with legal"), parent)
    , m_ui(ui)
    , m_rows(new QVBoxLayout)
    , m_add(new QPushButton(tr("Record a consultation…")))
{
    setObjectName(u"consultationsCard"_s);
    m_rows->setSpacing(12);
    body()->addLayout(m_rows);
    m_add->setObjectName(u"addConsultation"_s);
    m_add->setAccessibleName(tr("Record a consultation with legal"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addStretch(1);
    body()->addLayout(row);
    connect(m_add, &QPushButton::clicked, this, [this] {
        Q_EMIT panelRequested([](const UiContext &context, const IncidentDetails &details) -> ActPanel * {
            return new ConsultationPanel(context, details);
        });
    });
}

void ConsultationsCard::showIncident(IncidentId id, const QString &refusal)
{
    m_id = id;
    m_add->setEnabled(refusal.isEmpty());
    m_add->setToolTip(refusal);
    m_add->setAccessibleDescription(refusal);
    m_ui.workspace->run<QList<Consultation>>(
        this, [id](Services &s) { return s.consultations.ofIncident(id); },
        [this, id](const Result<QList<Consultation>> &list) {
            if (list && id == m_id)
                fill(*list);
        });
}

void ConsultationsCard::fill(const QList<Consultation> &list)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (list.isEmpty())
        m_rows->addWidget(
            wrappedLabel(tr("Who was asked, when, what, and what legal advised: it belongs here."), TextStyle::Muted));
    for (const Consultation &c : list)
        m_rows->addWidget(makeRow(c));
}

QWidget *ConsultationsCard::makeRow(const Consultation &c)
{
    auto *row = new QWidget;
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins({});
    column->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    auto *who = new Label(tr("%1, %2").arg(c.content.adviser, TimeText().full(c.content.atMs)), TextStyle::SmallMuted);
    who->setToolTip(TimeText().both(c.content.atMs));
    head->addWidget(who, 1);
    if (c.content.privileged)
        head->addWidget(new Chip(c.released.isEmpty() ? tr("privileged") : tr("released"), Tone::Outline));
    column->addLayout(head);
    if (c.withheld) {
        auto *digest = wrappedLabel(tr("Withheld: privileged. SHA-256 %1…").arg(c.sha256.left(16)), TextStyle::Small);
        digest->setToolTip(c.sha256);
        column->addWidget(digest);
        return row;
    }
    for (const auto &[text, style] :
         {std::pair(c.content.question, TextStyle::SmallMuted), std::pair(c.content.advice, TextStyle::Small)}) {
        auto *label = wrappedLabel(text, style);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    if (!c.released.isEmpty())
        column->addWidget(wrappedLabel(tr("Released by %1: %2").arg(c.releasedBy, c.released), TextStyle::FinePrint));
    else if (c.content.privileged) {
        auto *release = new QPushButton(tr("Release…"));
        release->setObjectName(u"release-%1"_s.arg(c.id.value));
        release->setAccessibleName(tr("Release consultation %1").arg(c.number));
        const DatabaseStatus &status = m_ui.workspace->status();
        const QString why = status.readOnly ? tr("This database can only be read.")
                            : mayDo(status.person.roles, Right::ReleaseBundle, false)
                                ? QString()
                                : tr("This needs the role: %1.").arg(roleNames(rolesWith(Right::ReleaseBundle)));
        release->setEnabled(why.isEmpty());
        release->setToolTip(why);
        connect(release, &QPushButton::clicked, this, [this, c] { Q_EMIT panelRequested(releaseOf(c)); });
        column->addSpacing(6);
        column->addWidget(release, 0, Qt::AlignLeft);
    }
    return row;
}

} // namespace tocsin
