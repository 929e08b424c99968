#include "ui/shell/surfaces.h"

#include "ui/classification/classificationwizard.h"
#include "ui/customers/customerspage.h"
#include "ui/figures/figurespage.h"
#include "ui/incident/incidentpage.h"
#include "ui/mail/mailpage.h"
#include "ui/notices/noticestab.h"
#include "ui/people/peoplepage.h"
#include "ui/postmortem/actionspage.h"
#include "ui/postmortem/postmortemspage.h"
#include "ui/postmortem/postmortemtab.h"
#include "ui/record/recordpage.h"
#include "ui/record/recordtab.h"
#include "ui/risk/riskpage.h"
#include "ui/risk/riskpages.h"
#include "ui/risk/risktab.h"
#include "ui/services/servicespage.h"
#include "ui/services/sourcespage.h"
#include "ui/templates/templatespage.h"
#include "ui/timeline/timelinetab.h"
#include "ui/transfers/approvalspage.h"
#include "ui/transfers/transferstab.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

QList<Surface> otherSurfaces()
{
    return {{u"approvals"_s, QCoreApplication::translate("tocsin::surfaces", "Approvals"), u"approvals"_s,
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new ApprovalsPage(ui, parent); },
             [](QWidget *page) { static_cast<ApprovalsPage *>(page)->activate(); }},
            {u"postmortems"_s, QCoreApplication::translate("tocsin::surfaces", "Post-mortems"), u"postmortems"_s,
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new PostmortemsPage(ui, parent); },
             [](QWidget *page) { static_cast<PostmortemsPage *>(page)->activate(); }},
            {u"actions"_s, QCoreApplication::translate("tocsin::surfaces", "Actions"), u"check-circle"_s,
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new ActionsPage(ui, parent); },
             [](QWidget *page) { static_cast<ActionsPage *>(page)->activate(); }},
            {u"customers"_s, QCoreApplication::translate("tocsin::surfaces", "Customers"), u"customers"_s,
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new CustomersPage(ui, parent); },
             [](QWidget *page) { static_cast<CustomersPage *>(page)->activate(); }},
            {u"figures"_s, QCoreApplication::translate("tocsin::surfaces", "Figures"), u"figures"_s,
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new FiguresPage(ui, parent); },
             [](QWidget *page) { static_cast<FiguresPage *>(page)->activate(); }},
            {u"sources"_s, QCoreApplication::translate("tocsin::surfaces", "Sources"), u"sources"_s,
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new SourcesPage(ui, parent); },
             [](QWidget *page) { static_cast<SourcesPage *>(page)->activate(); }},
            {u"services"_s, QCoreApplication::translate("tocsin::surfaces", "Services"), u"database"_s,
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new ServicesPage(ui, parent); },
             [](QWidget *page) { static_cast<ServicesPage *>(page)->activate(); }},
            {u"mail"_s,
             QCoreApplication::translate("tocsin::surfaces", "Mail"),
             {},
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new MailPage(ui, parent); },
             [](QWidget *page) { static_cast<MailPage *>(page)->activate(); }},
            {u"templates"_s, QCoreApplication::translate("tocsin::surfaces", "Templates"), u"notices"_s,
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new TemplatesPage(ui, parent); },
             [](QWidget *page) { static_cast<TemplatesPage *>(page)->activate(); }},
            {u"record"_s, QCoreApplication::translate("tocsin::surfaces", "Record"), u"record"_s,
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new RecordPage(ui, parent); },
             [](QWidget *page) { static_cast<RecordPage *>(page)->activate(); }},
            {u"people"_s, QCoreApplication::translate("tocsin::surfaces", "People"), u"users"_s,
             [](const UiContext &ui, QWidget *parent) -> QWidget * { return new PeoplePage(ui, parent); },
             [](QWidget *page) { static_cast<PeoplePage *>(page)->activate(); }}};
}

IncidentView makeIncidentView(const UiContext &ui, QWidget *parent)
{
    auto *page = new IncidentPage(ui, parent);
    page->setTabMaker(u"timeline"_s, [](const UiContext &context) { return new TimelineTab(context); });
    page->setTabMaker(u"risk"_s, [](const UiContext &context) { return new RiskTab(context); });
    page->setTabMaker(u"notices"_s, [](const UiContext &context) { return new NoticesTab(context); });
    page->setTabMaker(u"transfers"_s, [](const UiContext &context) { return new TransfersTab(context); });
    page->setTabMaker(u"postmortem"_s, [](const UiContext &context) { return new PostmortemTab(context); });
    page->setTabMaker(u"classification"_s, [](const UiContext &context) {
        return new ClassificationWizard(context, [](const UiContext &c) {
            QList<WizardPage *> pages;
            for (RiskPage *step : makeRiskPages(c)) {
                step->showAsPage();
                pages << step;
            }
            return pages;
        });
    });
    page->setTabMaker(u"record"_s, [](const UiContext &context) { return new RecordTab(context); });
    return {page, [page](IncidentId id, const QString &tab) { page->open(id, tab); }, [page] { return page->tab(); }};
}

} // namespace tocsin
