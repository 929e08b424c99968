#include "ui/record/recordtab.h"

#include "models/services/workspace.h"
#include "ui/common/plainscroll.h"
#include "ui/incident/acts.h"
#include "ui/incident/holdcard.h"
#include "ui/incident/redactpanel.h"
#include "ui/record/recordview.h"

#include <QButtonGroup>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

RecordTab::RecordTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_group(new QButtonGroup(this))
    , m_parts(new QStackedWidget)
    , m_hold(new HoldCard(ui))
    , m_view(new RecordView(ui, false, this))
{
    connect(m_hold, &HoldCard::panelRequested, this, &IncidentTab::panelRequested);
    connect(m_view, &RecordView::redactionWanted, this,
            [this](const QString &table, qint64 row) { Q_EMIT panelRequested(askRedaction(table, row)); });
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"holdArea"_s);
    plainScrollDown(scroll);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addWidget(m_hold);
    column->addStretch(1);
    scroll->setWidget(content);
    auto *parts = new QHBoxLayout;
    parts->setSpacing(8);
    addPart(parts, u"recordEntries"_s, tr("Entries"), m_view)->setChecked(true);
    QPushButton *held = addPart(parts, u"recordHolds"_s, tr("Hold and redaction"), scroll);
    connect(m_hold, &HoldCard::waitingChanged, held, [held](int waiting) {
        held->setText(waiting > 0 ? tr("Hold and redaction (%1)").arg(waiting) : tr("Hold and redaction"));
        held->setAccessibleDescription(waiting > 0 ? tr("Requests that wait: %1").arg(waiting) : QString());
    });
    parts->addStretch(1);
    m_parts->setMinimumWidth(320); // beside a panel the entry gives its room to the list
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(parts);
    layout->addWidget(m_parts, 1);
}

QPushButton *RecordTab::addPart(QHBoxLayout *layout, const QString &name, const QString &text, QWidget *part)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setCheckable(true);
    m_group->addButton(button);
    m_parts->addWidget(part);
    connect(button, &QPushButton::toggled, this, [this, part](bool on) {
        if (on)
            m_parts->setCurrentWidget(part);
    });
    layout->addWidget(button);
    return button;
}

void RecordTab::showIncident(const IncidentDetails &details)
{
    m_hold->showIncident(details);
    m_view->setIncident(details.incident.id);
    const DatabaseStatus &status = m_ui.workspace->status();
    m_view->offerRedaction(whyNoRight(Right::RequestRedaction, details.incident, {status.person, status.readOnly}));
    if (isVisible())
        m_view->start();
}

void RecordTab::activate()
{
    m_view->start();
}

void RecordTab::showPart(const QString &part)
{
    if (auto *button = findChild<QPushButton *>(part == u"holds"_s ? u"recordHolds"_s : u"recordEntries"_s))
        button->setChecked(true);
}

QString RecordTab::key() const
{
    return u"record"_s;
}

QString RecordTab::title() const
{
    return tr("Record");
}

} // namespace tocsin
