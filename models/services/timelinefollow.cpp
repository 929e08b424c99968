#include "models/services/timelineservice.h"

#include "models/domain/roles.h"
#include "models/services/session.h"
#include "models/storage/timelinerepository.h"

namespace tocsin {

Result<QList<EntryKey>> TimelineService::keysSince(IncidentId id, const TimelineFilter &filter, EntryId since,
                                                   int limit)
{
    auto duplicates = duplicatesFor(id, filter);
    if (!duplicates)
        return tl::unexpected(duplicates.error());
    return TimelineRepository(m_session.database(), *duplicates).keysSince(id, filter, since, limit);
}

Result<EntryId> TimelineService::lastNumber()
{
    return TimelineRepository(m_session.database()).lastNumber();
}

} // namespace tocsin
