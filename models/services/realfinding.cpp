#include "models/services/realfinding.h"

#include "models/services/incidentservice.h"
#include "models/services/linkservice.h"
#include "models/services/session.h"
#include "models/storage/exerciserepository.h"
#include "models/storage/incidentrepository.h"

#include <QCoreApplication>

namespace tocsin {

Result<IncidentId> recordRealFinding(Session &session, IncidentId exercise, const NewIncident &finding)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("tocsin::services", text); };
    auto drill = IncidentRepository(session.database()).byId(exercise);
    if (!drill)
        return tl::unexpected(drill.error());
    if (!drill->exercise)
        return failure(ErrorKind::Refused,
                       say(QT_TRANSLATE_NOOP("tocsin::services", "This is no exercise: a real finding "
                                                                 "belongs to it, or is linked.")));
    const auto info = ExerciseRepository(session.database()).info(exercise, true);
    if (!info)
        return tl::unexpected(info.error());
    NewIncident real = finding;
    real.exercise = false;
    Result<IncidentId> id = IncidentId{};
    auto done = session.together([&]() -> Result<void> {
        id = IncidentService(session).record(real);
        if (!id)
            return tl::unexpected(id.error());
        return LinkService(session).link(
            *id, exercise, LinkKind::Related,
            // Who reads the link must not learn of a mark that the leads alone see.
            info->secret ? QString() : say(QT_TRANSLATE_NOOP("tocsin::services", "A real finding of the exercise.")));
    });
    return done ? id : tl::unexpected(done.error());
}

} // namespace tocsin
