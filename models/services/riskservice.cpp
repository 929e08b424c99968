#include "models/services/riskservice.h"

#include "models/rules/enisamethod.h"
#include "models/rules/rulebook.h"
#include "models/services/attestationcheck.h"
#include "models/services/dutyservice.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/riskrepository.h"

#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

Result<void> ignoringKey(const Result<EntryId> &noted)
{
    return noted ? Result<void>() : tl::unexpected(noted.error());
}

/** What follows for duties from what legal decided is proposed with it. */
Result<void> proposeDuties(Session &session, IncidentId id)
{
    auto proposed = DutyService(session).proposeWithin(id);
    return proposed ? Result<void>() : tl::unexpected(proposed.error());
}

Result<void> checkOpen(const Incident &i)
{
    return i.isDone() ? failure(ErrorKind::Refused, tr("This incident has ended. Reopen it first.")) : Result<void>();
}

QString partWords(ProviderPart part)
{
    return nameOf(part).toLower();
}

} // namespace

Result<DataSetId> RiskService::addDataSet(IncidentId id, const DataSetInput &in)
{
    if (auto ok = checkDataSet(in); !ok)
        return tl::unexpected(ok.error());
    Result<DataSetId> key = DataSetId{};
    auto done = m_session.act(Right::Classify, id, 0, [&](const Incident &i) -> Result<void> {
        if (auto ok = checkOpen(i); !ok)
            return ok;
        key = RiskRepository(m_session.database()).insertDataSet(id, {}, in);
        if (!key)
            return tl::unexpected(key.error());
        return ignoringKey(m_session.note(id, EntryKind::Classification,
                                          tr("Data set affected: %1 (%2), of %3. Proposed part: %4. %5")
                                              .arg(in.name.trimmed(), in.kinds.trimmed(), in.people.trimmed(),
                                                   partWords(in.proposedPart), in.reason.trimmed())));
    });
    return done ? key : tl::unexpected(done.error());
}

Result<void> RiskService::changeDataSet(const DataSet &seen, const DataSetInput &in)
{
    if (auto ok = checkDataSet(in); !ok)
        return ok;
    return m_session.act(Right::Classify, seen.incident, 0, [&](const Incident &i) -> Result<void> {
        if (auto ok = checkOpen(i); !ok)
            return ok;
        if (auto key = RiskRepository(m_session.database()).insertDataSet(seen.incident, seen, in); !key)
            return tl::unexpected(key.error());
        const QString text =
            in.affected ? tr("Data set changed: %1. %2") : tr("Data set not affected after all: %1. %2");
        return ignoringKey(
            m_session.note(seen.incident, EntryKind::Classification, text.arg(in.name.trimmed(), in.reason.trimmed())));
    });
}

Result<void> RiskService::byLegal(IncidentId id, int seenVersion, const Attestation &legal,
                                  const std::function<Result<void>(const Incident &)> &work)
{
    const bool attested = legal.by.isValid();
    if (attested && m_session.database().isShared())
        return failure(ErrorKind::Refused, tr("On a shared database legal decides this by their own log-in."), {},
                       u"attestedBy"_s);
    return m_session.act(attested ? Right::Send : Right::SetDuties, id, seenVersion,
                         [&](const Incident &i) -> Result<void> {
                             if (auto ok = checkIfAttested(m_session, legal, Right::SetDuties); !ok)
                                 return ok;
                             return work(i);
                         });
}

Result<void> RiskService::decidePart(const DataSet &seen, ProviderPart part, const QString &reason,
                                     const Attestation &legal)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Give legal's reason in words."), {}, u"reason"_s);
    return byLegal(seen.incident, 0, legal, [&](const Incident &) -> Result<void> {
        if (auto ok = RiskRepository(m_session.database()).insertPart(seen, part, reason.trimmed(), legal); !ok)
            return ok;
        auto noted = m_session.note(seen.incident, EntryKind::Decision,
                                    tr("Legal decided the part in the data set %1: %2. %3")
                                        .arg(seen.content.name, partWords(part), reason.trimmed()),
                                    true);
        return noted ? proposeDuties(m_session, seen.incident) : tl::unexpected(noted.error());
    });
}

Result<QList<DataSet>> RiskService::dataSets(IncidentId id)
{
    if (auto incident = IncidentRepository(m_session.database()).byId(id); !incident)
        return tl::unexpected(incident.error());
    return RiskRepository(m_session.database()).dataSets(id);
}

Result<QList<DataSetChange>> RiskService::dataSetHistory(IncidentId id)
{
    if (auto incident = IncidentRepository(m_session.database()).byId(id); !incident)
        return tl::unexpected(incident.error());
    return RiskRepository(m_session.database()).changes(id);
}

Result<void> RiskService::saveScore(IncidentId id, const EnisaAnswers &answers, const QString &remark)
{
    const Result<EnisaMethod> &method = EnisaMethod::builtIn();
    if (!method)
        return tl::unexpected(method.error());
    if (const QStringList missing = method->missing(answers); !missing.isEmpty())
        return failure(ErrorKind::Invalid, tr("Still to be answered: %1.").arg(missing.join(u", "_s)), {},
                       u"answers"_s);
    return m_session.act(Right::Classify, id, 0, [&](const Incident &i) -> Result<void> {
        if (auto ok = checkOpen(i); !ok)
            return ok;
        ScoreRow row;
        row.answers = answers;
        row.score = method->score(answers);
        row.remark = remark.trimmed();
        row.ruleVersion = u"enisa "_s + method->version();
        if (auto ok = RiskRepository(m_session.database()).insertScore(id, row); !ok)
            return ok;
        QString text = tr("Risk to people scored: %1, %2 (%3 × %4 + %5).")
                           .arg(quartersText(row.score.seQuarters()), nameOf(row.score.band).toLower())
                           .arg(row.score.dpc)
                           .arg(quartersText(row.score.eiQuarters), quartersText(row.score.cbQuarters()));
        if (answers.manyPeople)
            text += u' ' + tr("More than 100 people.");
        if (answers.unintelligible)
            text += u' ' + tr("The data is unintelligible to others.");
        return ignoringKey(m_session.note(id, EntryKind::Classification, (text + u' ' + row.remark).trimmed()));
    });
}

Result<QList<ScoreRow>> RiskService::scores(IncidentId id)
{
    if (auto incident = IncidentRepository(m_session.database()).byId(id); !incident)
        return tl::unexpected(incident.error());
    return RiskRepository(m_session.database()).scores(id);
}

Result<void> RiskService::decide(IncidentId id, int seenVersion, const BreachDecisionInput &in,
                                 const Attestation &legal)
{
    return byLegal(id, seenVersion, legal, [&](const Incident &i) -> Result<void> {
        RiskRepository repository(m_session.database());
        auto sets = repository.dataSets(id);
        if (!sets)
            return tl::unexpected(sets.error());
        if (auto ok = checkBreachDecision(in, decidedParts(*sets)); !ok)
            return ok;
        auto scores = repository.scores(id);
        if (!scores)
            return tl::unexpected(scores.error());
        if (in.scoreId > 0 &&
            std::none_of(scores->begin(), scores->end(), [&in](const ScoreRow &row) { return row.id == in.scoreId; }))
            return failure(ErrorKind::Invalid, tr("This score is not of this incident."));
        if (auto ok = repository.insertDecision(id, i.version, in, m_session.rules().version(), legal); !ok)
            return ok;
        auto noted = m_session.note(
            id, EntryKind::Decision,
            tr("Legal decided on the risk to people. %1 %2").arg(decisionText(in), in.reason.trimmed()), true);
        if (!noted)
            return tl::unexpected(noted.error());
        if (auto ok = proposeDuties(m_session, id); !ok)
            return ok;
        for (const auto &[owed, to] : {std::pair(in.authority == AuthorityDuty::Owed, Addressee::Authority),
                                       {in.subjects == SubjectsDuty::Owed, Addressee::DataSubjects}})
            if (owed)
                if (auto ok = DutyService(m_session).confirmOwed(i, to, in.reason.trimmed(), legal); !ok)
                    return ok;
        return {};
    });
}

Result<QList<BreachDecision>> RiskService::decisions(IncidentId id)
{
    if (auto incident = IncidentRepository(m_session.database()).byId(id); !incident)
        return tl::unexpected(incident.error());
    return RiskRepository(m_session.database()).decisions(id);
}

Result<RiskOverview> RiskService::overview(IncidentId id)
{
    auto sets = dataSets(id);
    if (!sets)
        return tl::unexpected(sets.error());
    RiskRepository repository(m_session.database());
    auto scores = repository.scores(id);
    auto decisions = repository.decisions(id);
    if (!scores || !decisions)
        return tl::unexpected(scores ? decisions.error() : scores.error());
    return RiskOverview{*sets, *scores, *decisions};
}

Result<QList<RegisterRow>> RiskService::breaches(const RegisterQuery &query)
{
    if (auto ok = m_session.require(Right::ReadIncidents); !ok)
        return tl::unexpected(ok.error());
    return RiskRepository(m_session.database()).breaches(query);
}

} // namespace tocsin
