#include "models/items/incidentmarks.h"

#include <QCoreApplication>

namespace tocsin {

QList<IncidentMark> incidentMarks(const Incident &i, qint64 nowMs)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("tocsin::board", text); };
    QList<IncidentMark> marks;
    if (i.isWorkedAroundTheClock())
        marks.append({say("P1 · around the clock"), u"clock", true});
    if (i.isRescissionPending())
        marks.append({say("Rescission waits"), u"undo"});
    if (i.asksWhyNotDeclared(nowMs))
        marks.append({say("Why not declared?"), u"help"});
    return marks;
}

} // namespace tocsin
