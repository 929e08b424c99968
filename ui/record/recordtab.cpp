#include "ui/record/recordtab.h"

#include "ui/record/recordview.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

RecordTab::RecordTab(const UiContext &ui, QWidget *parent)
    : IncidentTab(ui, parent)
    , m_view(new RecordView(ui, false, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 12, 20, 12);
    layout->addWidget(m_view);
}

void RecordTab::showIncident(const IncidentDetails &details)
{
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
