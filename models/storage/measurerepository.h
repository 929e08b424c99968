#pragma once

#include "models/domain/measure.h"

#include <QList>

namespace tocsin {

class Database;

/** Measures that follow from incidents (P1.7): an act each change, and the head it moves. */
class MeasureRepository
{
public:
    explicit MeasureRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<QList<Measure>> ofIncident(IncidentId incident);
    /** Over all incidents that are seen, real ones or exercises. */
    [[nodiscard]] Result<QList<Measure>> all(bool exercises);
    /** Open ones of one person, in real incidents. */
    [[nodiscard]] Result<QList<Measure>> openOf(PersonId person);
    [[nodiscard]] Result<Measure> byId(MeasureId id);
    [[nodiscard]] Result<void> insert(const Measure &measure);

private:
    [[nodiscard]] Result<QList<Measure>> list(const QString &where, const QList<qint64> &values);

    Database &m_db;
};

} // namespace tocsin
