#pragma once

#include "models/domain/tuning.h"

#include <QList>

namespace tocsin {

class Database;

/** The figures of the detection sources, and what is to be tuned at them (P2.7). */
class TuningRepository
{
public:
    explicit TuningRepository(Database &database)
        : m_db(database)
    {
    }

    /** Of every source, counted in the database; exercises apart. Hidden incidents are in none of them. */
    [[nodiscard]] Result<QList<SourceFigures>> figures(qint64 nowMs);
    /** Open ones first, by due date; then settled ones, latest first. */
    [[nodiscard]] Result<QList<TuningAction>> actions(bool exercises, int limit);
    [[nodiscard]] Result<TuningAction> byId(TuningId id);
    [[nodiscard]] Result<void> insertChange(const TuningAction &seen, TuningState to, const QString &remark);

private:
    [[nodiscard]] Result<QList<TuningAction>> list(const QString &tail, const QList<qint64> &values);

    Database &m_db;
};

} // namespace tocsin
