#include "ui/record/recordtab.h"

#include "ui/incident/holdcard.h"
#include "ui/record/recordview.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

RecordTab::RecordTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_hold(new HoldCard(ui))
    , m_view(new RecordView(ui, false, this))
{
    connect(m_hold, &HoldCard::panelRequested, this, &IncidentTab::panelRequested);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 12, 20, 12);
    layout->setSpacing(12);
    auto *scroll = new QScrollArea; // many redactions must not push the record out of sight
    scroll->setObjectName(u"holdArea"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_hold);
    layout->addWidget(scroll, 2);
    layout->addWidget(m_view, 5);
}

void RecordTab::showIncident(const IncidentDetails &details)
{
    m_hold->showIncident(details);
    m_view->setIncident(details.incident.id);
    if (isVisible())
        m_view->start();
}

void RecordTab::activate()
{
    m_view->start();
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
