#include "ui/services/servicespage.h"

#include "models/items/servicelistmodel.h"
#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/directorydelegate.h"
#include "ui/incident/factsgrid.h"
#include "ui/services/serviceform.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

class ServiceDelegate : public DirectoryDelegate
{
public:
    using DirectoryDelegate::DirectoryDelegate;

protected:
    [[nodiscard]] DirectoryLine line(const QModelIndex &index) const override
    {
        const Service *service = static_cast<const ServiceListModel *>(index.model())->row(index.row());
        if (!service)
            return {};
        return {service->name, service->owner, service->active ? nameOf(service->model) : ServicesPage::tr("given up"),
                Tone::Neutral, service->active};
    }
};

DirectoryWords words()
{
    return {u"services"_s,
            ServicesPage::tr("Services"),
            ServicesPage::tr("Reading the services…"),
            ServicesPage::tr("New service…"),
            ServicesPage::tr("New service"),
            u"serviceNew"_s,
            u"folder"_s,
            ServicesPage::tr("No service yet"),
            ServicesPage::tr("Here stand the services that the provider runs: who owns each, who is on call, and how "
                             "it is given to customers. Incidents name the ones they touch.")};
}

} // namespace

ServicesPage::ServicesPage(const UiContext &ui, QWidget *parent)
    : DirectoryPage(ui, words(), Right::KeepServices, parent)
    , m_model(new ServiceListModel(this))
{
    setParts(m_model, new ServiceDelegate(this), buildCard());
}

QWidget *ServicesPage::buildCard()
{
    m_card = new Card({}, detail());
    m_card->setObjectName(u"serviceDetail"_s);
    m_change = new QPushButton(icon(u"edit"), tr("Change…"), m_card);
    m_change->setObjectName(u"serviceChange"_s);
    m_change->setAccessibleName(tr("Change this service"));
    connect(m_change, &QPushButton::clicked, this, [this] {
        if (const Service *service = m_model->row(current()))
            openForm(new ServiceForm(ui(), *service, detail()));
    });
    m_card->header()->addWidget(m_change);
    m_facts = new FactsGrid;
    m_card->body()->addWidget(m_facts);
    return m_card;
}

void ServicesPage::read()
{
    ui().workspace->run<QList<Service>>(
        this, [](Services &s) { return s.directory.all(); },
        [this](const Result<QList<Service>> &services) {
            if (services)
                m_model->assign(*services);
            taken(services ? nullptr : &services.error());
        });
}

void ServicesPage::showRow(int row)
{
    const Service *s = m_model->row(row);
    if (!s)
        return;
    m_card->setTitle(s->name);
    m_facts->setFacts({{tr("Owner"), s->owner.isEmpty() ? tr("Nobody") : s->owner, {}},
                       {tr("Usual model"), nameOf(s->model), {}},
                       {tr("On call"), s->onCall.isEmpty() ? tr("Nobody is named") : s->onCall, {}},
                       {tr("State"), s->active ? tr("Is run") : tr("Given up: not for new incidents"), {}}});
}

int ServicesPage::rowOf(qint64 id) const
{
    return m_model->find(ServiceId{id});
}

DirectoryForm *ServicesPage::makeNewForm()
{
    return new ServiceForm(ui(), {}, detail());
}

void ServicesPage::setRefusal(const QString &why)
{
    m_change->setEnabled(why.isEmpty());
    m_change->setToolTip(why);
}

QString ServicesPage::meaning() const
{
    return tr("What the provider runs, who owns it and who is on call. Incidents name the services they touch; the "
              "board can be narrowed to them.");
}

} // namespace tocsin
