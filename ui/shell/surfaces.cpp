#include "ui/shell/surfaces.h"

#include <QCoreApplication>

#if __has_include("ui/incident/incidentpage.h")
#include "ui/incident/incidentpage.h"
#define TOCSIN_INCIDENT
#endif

namespace tocsin {

using namespace Qt::StringLiterals;

QList<Surface> otherSurfaces()
{
    return {};
}

IncidentView makeIncidentView(const UiContext &ui, QWidget *parent)
{
#ifdef TOCSIN_INCIDENT
    auto *page = new IncidentPage(ui, parent);
    return {page, [page](IncidentId id, const QString &tab) { page->open(id, tab); }};
#else
    Q_UNUSED(ui)
    return {new QWidget(parent), [](IncidentId, const QString &) {}};
#endif
}

} // namespace tocsin
