#include "models/exchange/demodirectory.h"
#include "models/exchange/demoreplay.h"
#include "models/services/services.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** The value of a code that the data is known to have right (tests/exchange/check_demo.py). */
template<class E> std::optional<E> valueOf(const QJsonObject &act, QLatin1StringView key)
{
    return fromCode<E>(act.value(key).toString());
}

RoughCount countOf(const QJsonObject &act, QLatin1StringView known, QLatin1StringView count)
{
    return {valueOf<CountKnown>(act, known).value_or(CountKnown::NotKnown), act.value(count).toInteger()};
}

} // namespace

const QHash<QString, DemoReplay::Teller> &DemoReplay::dutyTellers()
{
    static const QHash<QString, Teller> table = {
        {u"data_set"_s, &DemoReplay::dataSet},
        {u"part"_s, &DemoReplay::part},
        {u"score"_s, &DemoReplay::score},
        {u"breach_decision"_s, &DemoReplay::breachDecision},
        {u"awareness"_s, &DemoReplay::awareness},
        {u"duty_facts"_s, &DemoReplay::dutyFacts},
        {u"duty_confirm"_s, &DemoReplay::dutyConfirm},
        {u"duty_add"_s, &DemoReplay::dutyAdd},
        {u"duty_reject"_s, &DemoReplay::dutyReject},
    };
    return table;
}

Result<void> DemoReplay::dataSet(const QJsonObject &act)
{
    DataSetInput input;
    input.name = text(act, "name"_L1);
    input.kinds = text(act, "kinds"_L1);
    input.people = text(act, "people"_L1);
    input.peopleCount = countOf(act, "peopleKnown"_L1, "peopleCount"_L1);
    input.recordCount = countOf(act, "recordsKnown"_L1, "recordCount"_L1);
    input.proposedPart = valueOf<ProviderPart>(act, "part"_L1).value_or(ProviderPart::NotKnown);
    input.reason = text(act, "reason"_L1);
    const auto key = m_services->risk.addDataSet(m_id, input);
    return key ? Result<void>() : tl::unexpected(key.error());
}

Result<void> DemoReplay::part(const QJsonObject &act)
{
    const auto sets = m_services->risk.dataSets(m_id);
    if (!sets)
        return tl::unexpected(sets.error());
    DataSet seen;
    for (const DataSet &set : *sets)
        if (set.content.name == act.value("dataSet"_L1).toString())
            seen = set;
    const QString reason = text(act, "reason"_L1);
    return m_services->risk.decidePart(seen, valueOf<ProviderPart>(act, "part"_L1).value_or(ProviderPart::NotKnown),
                                       reason, attested(act, "attestedBy"_L1, reason));
}

Result<void> DemoReplay::score(const QJsonObject &act)
{
    EnisaAnswers answers;
    const QJsonObject classes = act.value("classes"_L1).toObject(), parts = act.value("answers"_L1).toObject();
    for (const auto &e : enumTable<DataClass>())
        if (const QJsonValue points = classes.value(QLatin1StringView(e.code)); points.isDouble())
            answers.classes.insert(e.value, points.toInt());
    for (const auto &e : enumTable<EnisaPart>())
        answers.answers.insert(e.value, parts.value(QLatin1StringView(e.code)).toString());
    answers.manyPeople = act.value("manyPeople"_L1).toBool();
    answers.unintelligible = act.value("unintelligible"_L1).toBool();
    return m_services->risk.saveScore(m_id, answers, text(act, "remark"_L1));
}

Result<void> DemoReplay::breachDecision(const QJsonObject &act)
{
    BreachDecisionInput input;
    input.personalData = PersonalData::Yes;
    input.risk = valueOf<RiskToPeople>(act, "risk"_L1);
    input.authority = valueOf<AuthorityDuty>(act, "authority"_L1);
    input.subjects = valueOf<SubjectsDuty>(act, "subjects"_L1);
    input.ground = valueOf<SubjectsGround>(act, "ground"_L1);
    input.publicReference = text(act, "publicReference"_L1);
    input.facts = text(act, "facts"_L1);
    input.effects = text(act, "effects"_L1);
    input.measures = text(act, "measures"_L1);
    input.reason = text(act, "reason"_L1);
    const auto scores = m_services->risk.scores(m_id);
    if (!scores)
        return tl::unexpected(scores.error());
    if (!scores->isEmpty())
        input.scoreId = scores->first().id;
    return m_services->risk.decide(m_id, version(), input, attested(act, "attestedBy"_L1, input.reason));
}

Result<void> DemoReplay::awareness(const QJsonObject &act)
{
    const auto seen = m_services->awareness.of(m_id);
    if (!seen)
        return tl::unexpected(seen.error());
    const QString reason = text(act, "reason"_L1);
    return m_services->awareness.record(m_id, seen->version(),
                                        {instant(act, "since"_L1), reason, attested(act, "attestedBy"_L1, reason)});
}

Result<void> DemoReplay::dutyFacts(const QJsonObject &act)
{
    const auto seen = m_services->duties.view(m_id);
    if (!seen)
        return tl::unexpected(seen.error());
    DutyFactsByHand facts;
    facts.jurisdictions = act.value("jurisdictions"_L1).toVariant().toStringList();
    facts.part = valueOf<ProviderPart>(act, "part"_L1).value_or(ProviderPart::NotKnown);
    facts.risk = valueOf<PeopleRisk>(act, "risk"_L1).value_or(PeopleRisk::NotKnown);
    facts.people = act.value("people"_L1).toInt(-1);
    if (act.contains("unintelligible"_L1))
        facts.unintelligible = act.value("unintelligible"_L1).toBool();
    for (const QJsonValue &code : act.value("sectors"_L1).toArray())
        if (const auto sector = fromCode<Sector>(code.toString()))
            facts.sectors.append(*sector);
    for (const QJsonValue &code : act.value("happenings"_L1).toArray())
        if (const auto happening = fromCode<Happening>(code.toString()))
            facts.happenings.append(*happening);
    const auto added = m_services->duties.noteFacts(m_id, seen->factsVersion, facts, text(act, "reason"_L1));
    return added ? Result<void>() : tl::unexpected(added.error());
}

Result<Duty> DemoReplay::dutyOf(const QJsonObject &act)
{
    const auto seen = m_services->duties.view(m_id);
    if (!seen)
        return tl::unexpected(seen.error());
    const QString rule = text(act, "rule"_L1), term = text(act, "term"_L1);
    for (const Duty &d : seen->duties)
        if (rule.isEmpty() ? d.origin.term > 0 && d.obligation.citation == term : d.origin.rule == rule)
            return d;
    return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin", "The demo data is damaged."),
                   u"no proposed duty "_s + rule + term);
}

Result<void> DemoReplay::dutyConfirm(const QJsonObject &act)
{
    const auto duty = dutyOf(act);
    if (!duty)
        return tl::unexpected(duty.error());
    const QString reason = text(act, "reason"_L1);
    return m_services->duties.confirm(*duty, {0, 0, reason, attested(act, "attestedBy"_L1, reason)});
}

Result<void> DemoReplay::dutyAdd(const QJsonObject &act)
{
    DutyToAdd duty;
    duty.kind = valueOf<DutyKind>(act, "kind"_L1).value_or(DutyKind::Statute);
    duty.regime = text(act, "regime"_L1);
    duty.citation = text(act, "citation"_L1);
    duty.addressee = valueOf<Addressee>(act, "addressee"_L1).value_or(Addressee::Authority);
    duty.addresseeName = text(act, "name"_L1);
    duty.startsAt = valueOf<StartsAt>(act, "starts"_L1).value_or(StartsAt::Awareness);
    duty.period = {act.value("hours"_L1).toInt(), PeriodUnit::Hours};
    duty.reason = text(act, "reason"_L1);
    duty.legal = attested(act, "attestedBy"_L1, duty.reason);
    return m_services->duties.add(m_id, duty);
}

Result<void> DemoReplay::dutyReject(const QJsonObject &act)
{
    const auto duty = dutyOf(act);
    if (!duty)
        return tl::unexpected(duty.error());
    const QString reason = text(act, "reason"_L1);
    return m_services->duties.dismiss(
        *duty, valueOf<WithdrawalReason>(act, "ground"_L1).value_or(WithdrawalReason::RiskUnlikely), reason,
        attested(act, "attestedBy"_L1, reason));
}

} // namespace tocsin
