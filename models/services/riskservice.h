#pragma once

#include "models/domain/incident.h"
#include "models/domain/peoplerisk.h"

#include <functional>

namespace tocsin {

class Session;

/** All that the pages about the risk to people show of one incident. */
struct RiskOverview
{
    QList<DataSet> dataSets;
    QList<ScoreRow> scores;          ///< newest first
    QList<BreachDecision> decisions; ///< newest first

    /** In what is affected; not known where legal has not decided. */
    [[nodiscard]] QList<ProviderPart> parts() const { return decidedParts(dataSets); }
};

/**
 * Risk to people (P5.6): responders name the affected data sets, propose the provider's part in each and score with
 * ENISA's method; legal decides on the part, on personal data and on Art. 33 and 34, with reasons. On a shared database
 * legal decides by their own log-in; on a file the manager writes down what legal said (P13.5).
 */
class RiskService
{
public:
    explicit RiskService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<DataSetId> addDataSet(IncidentId id, const DataSetInput &input);
    /** `seen` as it was read: somebody else's change in between is a conflict. */
    [[nodiscard]] Result<void> changeDataSet(const DataSet &seen, const DataSetInput &input);
    [[nodiscard]] Result<void> decidePart(const DataSet &seen, ProviderPart part, const QString &reason,
                                          const Attestation &legal = {});
    [[nodiscard]] Result<QList<DataSet>> dataSets(IncidentId id);
    /** Newest first. */
    [[nodiscard]] Result<QList<DataSetChange>> dataSetHistory(IncidentId id);

    /** Refused until every question is answered. */
    [[nodiscard]] Result<void> saveScore(IncidentId id, const EnisaAnswers &answers, const QString &remark);
    [[nodiscard]] Result<QList<ScoreRow>> scores(IncidentId id);

    /** See checkBreachDecision(). It moves the incident's personal data to what legal says. */
    [[nodiscard]] Result<void> decide(IncidentId id, int seenVersion, const BreachDecisionInput &input,
                                      const Attestation &legal = {});
    /** Newest first; the first one stands. */
    [[nodiscard]] Result<QList<BreachDecision>> decisions(IncidentId id);
    [[nodiscard]] Result<RiskOverview> overview(IncidentId id);

    /** The register of Art. 33(5), latest detected first; an incident one may not know of is not in it. */
    [[nodiscard]] Result<QList<RegisterRow>> breaches(const RegisterQuery &query);

private:
    [[nodiscard]] Result<void> byLegal(IncidentId id, int seenVersion, const Attestation &legal,
                                       const std::function<Result<void>(const Incident &)> &work);

    Session &m_session;
};

} // namespace tocsin
