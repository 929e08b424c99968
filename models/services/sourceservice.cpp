#include "models/services/sourceservice.h"

#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/tuningrepository.h"

#include <QCoreApplication>

namespace tocsin {

Result<SourceOverview> SourceService::overview(bool exercises, int limit)
{
    TuningRepository repository(m_session.database());
    SourceOverview o;
    o.readMs = m_session.nowMs();
    auto figures = repository.figures(o.readMs);
    auto actions = repository.actions(exercises, limit);
    if (!figures || !actions)
        return tl::unexpected(figures ? actions.error() : figures.error());
    o.figures = *figures;
    o.actions = *actions;
    return o;
}

Result<void> SourceService::settle(TuningId id, int seenVersion, TuningState to, const QString &remark)
{
    TuningRepository repository(m_session.database());
    auto before = repository.byId(id);
    if (!before)
        return tl::unexpected(before.error());
    return m_session.act(Right::Classify, before->incident, 0, [&](const Incident &) -> Result<void> {
        auto now = repository.byId(id);
        if (!now)
            return tl::unexpected(now.error());
        const auto say = [](const char *text) { return QCoreApplication::translate("tocsin::services", text); };
        if (now->version != seenVersion)
            return failure(ErrorKind::Conflict, say("Somebody else changed this in the meantime."));
        if (auto ok = checkTuning(now->state, to, remark); !ok)
            return ok;
        if (auto ok = repository.insertChange(*now, to, remark); !ok)
            return ok;
        auto noted = m_session.note(
            now->incident, EntryKind::Decision,
            say("Tuning action \"%1\": %2. %3").arg(now->what, nameOf(to).toLower(), remark.trimmed()).trimmed());
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

} // namespace tocsin
