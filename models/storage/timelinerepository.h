#pragma once

#include "models/domain/timeline.h"

namespace tocsin {

class Database;

/** Timeline entries, read by keyset and by sparse anchors; strikes and marks are acts of their own. */
class TimelineRepository
{
public:
    /** Of what it reads of an incident, the entries of its `duplicates` are a part. */
    explicit TimelineRepository(Database &database, QList<IncidentId> duplicates = {})
        : m_db(database)
        , m_duplicates(std::move(duplicates))
    {
    }

    /** Up to `limit` entries after (or, `backward`, before) a key, always in timeline order. */
    [[nodiscard]] Result<QList<TimelineEntry>> page(IncidentId id, const TimelineFilter &filter, EntryKey key,
                                                    int limit, bool backward);
    [[nodiscard]] Result<TimelineEntry> byId(EntryId id);
    [[nodiscard]] Result<qint64> count(IncidentId id, const TimelineFilter &filter);
    [[nodiscard]] Result<QList<EntryKey>> anchors(IncidentId id, const TimelineFilter &filter, int step);
    /** Keys of entries numbered above `after`, in the order of their numbers: what came since. */
    [[nodiscard]] Result<QList<EntryKey>> keysSince(IncidentId id, const TimelineFilter &filter, EntryId after,
                                                    int limit);
    /** Highest number of any entry in the database. */
    [[nodiscard]] Result<EntryId> lastNumber();
    /** Instants only, in order, for the density strip; calls `each` for every entry. */
    [[nodiscard]] Result<QList<int>> bins(IncidentId id, const TimelineFilter &filter, qint64 fromMs, qint64 toMs,
                                          int bins);
    /** First and last instant. */
    [[nodiscard]] Result<std::pair<qint64, qint64>> span(IncidentId id, const TimelineFilter &filter);

    [[nodiscard]] Result<EntryId> insert(IncidentId id, const NewEntry &entry, qint64 bulkId = 0);
    [[nodiscard]] Result<void> insertStrike(IncidentId incident, EntryId entry, const QString &reason);
    [[nodiscard]] Result<void> insertMark(IncidentId incident, EntryId entry, bool keyEvent);

private:
    Database &m_db;
    QList<IncidentId> m_duplicates;
};

} // namespace tocsin
