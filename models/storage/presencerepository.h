#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QList>
#include <QString>

namespace tocsin {

class Database;

/** One window of another person that shows an incident. */
struct PresentRow
{
    IncidentId incident;
    PersonId person;
    QString name;
};

/** Which windows show which incident now: a working table, no part of the record. */
class PresenceRepository
{
public:
    explicit PresenceRepository(Database &database)
        : m_db(database)
    {
    }

    /** The window shows the incident, as of now. */
    [[nodiscard]] Result<void> show(const QString &window, IncidentId incident);
    [[nodiscard]] Result<void> remove(const QString &window);
    /** What this person's windows left behind when they were killed. */
    [[nodiscard]] Result<void> removeOlder(qint64 seenMs);
    /** Other people's windows seen since, by name. */
    [[nodiscard]] Result<QList<PresentRow>> othersSince(qint64 seenMs);

private:
    Database &m_db;
};

} // namespace tocsin
