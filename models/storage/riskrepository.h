#pragma once

#include "models/domain/peoplerisk.h"

namespace tocsin {

class Database;
class Statement;

/** Risk to people (P5.6): affected data sets, scores, what legal decided, and the register of it all. */
class RiskRepository
{
public:
    explicit RiskRepository(Database &database)
        : m_db(database)
    {
    }

    /** `seen` is {} for a new one. */
    [[nodiscard]] Result<DataSetId> insertDataSet(IncidentId id, const DataSet &seen, const DataSetInput &input);
    [[nodiscard]] Result<void> insertPart(const DataSet &seen, ProviderPart part, const QString &reason,
                                          const Attestation &attested);
    [[nodiscard]] Result<QList<DataSet>> dataSets(IncidentId id);
    /** Newest first. */
    [[nodiscard]] Result<QList<DataSetChange>> changes(IncidentId id);
    [[nodiscard]] Result<void> insertScore(IncidentId id, const ScoreRow &row);
    /** Newest first. */
    [[nodiscard]] Result<QList<ScoreRow>> scores(IncidentId id);
    [[nodiscard]] Result<void> insertDecision(IncidentId id, int seenVersion, const BreachDecisionInput &input,
                                              const QString &ruleVersion, const Attestation &attested);
    /** Newest first. */
    [[nodiscard]] Result<QList<BreachDecision>> decisions(IncidentId id);
    /** Latest detected first. Reads breaches alone, however many incidents there are. */
    [[nodiscard]] Result<QList<RegisterRow>> breaches(const RegisterQuery &query);

private:
    Database &m_db;
};

} // namespace tocsin
