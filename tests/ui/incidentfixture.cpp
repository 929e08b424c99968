#include "tests/ui/incidentfixture.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace tocsin {

IncidentFixture::IncidentFixture(std::function<std::unique_ptr<Renderer>()> makeRenderer)
    : rules(RuleBook::load().value())
    , workspace(
          clock, rules, makeRenderer ? std::move(makeRenderer) : [] { return std::unique_ptr<Renderer>(); })
    , ticker(clock)
{
}

bool IncidentFixture::open()
{
    QSignalSpy opened(&workspace, &Workspace::opened);
    OpenRequest request;
    request.path = folder.filePath(u"t.tocsin"_s);
    request.create = true;
    request.login = u"mira"_s;
    request.personName = u"Mira Kahn"_s;
    workspace.open(request);
    return opened.count() > 0 || opened.wait(20000);
}

UiContext IncidentFixture::ui()
{
    UiContext context;
    context.workspace = &workspace;
    context.ticker = &ticker;
    context.openIncident = [](IncidentId, const QString &) {};
    context.say = [this](const QString &text) { said << text; };
    context.showError = [this](const Error &error) { shownError = error.userText; };
    return context;
}

IncidentId IncidentFixture::record(const QString &title)
{
    NewIncident incident;
    incident.title = title;
    incident.description = u"Two customers saw objects of others in their own listing for some minutes."_s;
    incident.source = DetectionSource::CustomerReport;
    incident.reportedBy = u"Support desk"_s;
    incident.detectedMs = clock.nowMs() - kHourMs;
    const auto id = ask<IncidentId>([incident](Services &s) { return s.incidents.record(incident); });
    return id ? *id : IncidentId{};
}

Incident IncidentFixture::incident(IncidentId id)
{
    return ask<Incident>([id](Services &s) { return s.incidents.byId(id); }).value_or(Incident{});
}

void IncidentFixture::settle()
{
    (void)QTest::qWaitFor([this] { return workspace.pending() == 0; }, 20000);
    QCoreApplication::processEvents();
    (void)QTest::qWaitFor([this] { return workspace.pending() == 0; }, 20000);
    QCoreApplication::processEvents();
}

} // namespace tocsin
