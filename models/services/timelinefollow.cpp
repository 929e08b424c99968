#include "models/services/timelineservice.h"

#include "models/domain/roles.h"
#include "models/services/session.h"
#include "models/storage/timelinerepository.h"

namespace tocsin {

Result<QList<EntryKey>> TimelineService::keysSince(IncidentId id, const TimelineFilter &filter, EntryId since,
                                                   int limit)
{
    return TimelineRepository(m_session.database()).keysSince(id, filter, since, limit);
}

Result<EntryId> TimelineService::lastNumber()
{
    return TimelineRepository(m_session.database()).lastNumber();
}

} // namespace tocsin
