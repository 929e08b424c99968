#include "models/exchange/demoreplay.h"

#include "models/exchange/demodirectory.h"
#include "models/services/services.h"

#include <QBuffer>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** The value of a code that the data is known to have right (tests/exchange/check_demo.py). */
template<class E> E valueOf(const QJsonObject &act, QLatin1StringView key, E otherwise)
{
    return fromCode<E>(act.value(key).toString()).value_or(otherwise);
}

template<class E> std::optional<E> knownValue(const QJsonObject &act, QLatin1StringView key)
{
    return act.value(key).isString() ? fromCode<E>(act.value(key).toString()) : std::nullopt;
}

std::optional<InformationImpacts> knownInformation(const QJsonObject &act)
{
    if (!act.value("information"_L1).isArray())
        return std::nullopt;
    InformationImpacts impacts;
    for (const QJsonValue &code : act.value("information"_L1).toArray())
        if (const auto impact = fromCode<InformationImpact>(code.toString()))
            impacts |= *impact;
    return impacts;
}

tl::unexpected<Error> brokenData(const QString &detail)
{
    return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin", "The demo data is damaged."), detail);
}

} // namespace

DemoReplay::DemoReplay(Services &services, DemoDirectory &directory, const QJsonObject &incident, qint64 nowMs,
                       QString noticeFolder)
    : m_services(&services)
    , m_directory(&directory)
    , m_data(incident)
    , m_nowMs(nowMs)
    , m_noticeFolder(std::move(noticeFolder))
{
}

/** What is told of notices and transfers. */
QHash<QString, DemoReplay::Teller> DemoReplay::tellersOfPapers()
{
    return {
        {u"notice_draft"_s, &DemoReplay::noticeDraft},
        {u"notice_revise"_s, &DemoReplay::noticeRevise},
        {u"notice_submit"_s, &DemoReplay::noticeSubmit},
        {u"notice_return"_s, &DemoReplay::noticeReturn},
        {u"notice_approve"_s, &DemoReplay::noticeApprove},
        {u"notice_send"_s, &DemoReplay::noticeSend},
        {u"deliver"_s, &DemoReplay::deliver},
        {u"notice_order"_s, &DemoReplay::noticeOrder},
        {u"notice_carry"_s, &DemoReplay::noticeCarry},
        {u"notice_correct"_s, &DemoReplay::noticeCorrect},
        {u"notice_form"_s, &DemoReplay::noticeForm},
        {u"addressee"_s, &DemoReplay::noticeAddressee},
        {u"answer"_s, &DemoReplay::noticeAnswer},
        {u"transfer_ask"_s, &DemoReplay::transferAsk},
        {u"transfer_answer"_s, &DemoReplay::transferAnswer},
        {u"transfer_decide"_s, &DemoReplay::transferDecide},
        {u"transfer_remark"_s, &DemoReplay::transferRemark},
        {u"transfer_move"_s, &DemoReplay::transferMove},
        {u"transfer_end"_s, &DemoReplay::transferEnd},
    };
}

const QHash<QString, DemoReplay::Teller> &DemoReplay::tellers()
{
    static const QHash<QString, Teller> table = [] {
        QHash<QString, Teller> all = {
            {u"record"_s, &DemoReplay::record},
            {u"entry"_s, &DemoReplay::entry},
            {u"strike"_s, &DemoReplay::strike},
            {u"assess"_s, &DemoReplay::assess},
            {u"classify"_s, &DemoReplay::classify},
            {u"wizard"_s, &DemoReplay::wizard},
            {u"move"_s, &DemoReplay::move},
            {u"take_over"_s, &DemoReplay::takeOver},
            {u"mitigate"_s, &DemoReplay::mitigate},
            {u"verify_containment"_s, &DemoReplay::verifyContainment},
            {u"end"_s, &DemoReplay::end},
            {u"responsibility"_s, &DemoReplay::responsibility},
            {u"tuning"_s, &DemoReplay::tuning},
            {u"close"_s, &DemoReplay::close},
            {u"reopen"_s, &DemoReplay::reopen},
            {u"scope"_s, &DemoReplay::scope},
            {u"declare"_s, &DemoReplay::declare},
            {u"rescind"_s, &DemoReplay::rescind},
            {u"rescission_decide"_s, &DemoReplay::decideRescission},
            {u"except"_s, &DemoReplay::except},
            {u"exception_ask"_s, &DemoReplay::exceptionAsk},
            {u"consult"_s, &DemoReplay::consult},
            {u"withdraw"_s, &DemoReplay::withdraw},
            {u"link"_s, &DemoReplay::link},
            {u"situation"_s, &DemoReplay::situation},
            {u"task"_s, &DemoReplay::task},
            {u"task_end"_s, &DemoReplay::taskEnd},
            {u"duty"_s, &DemoReplay::duty},
            {u"place"_s, &DemoReplay::place},
        };
        all.insert(tellersOfPapers());
        all.insert(closingTellers());
        return all;
    }();
    return table;
}

Result<void> DemoReplay::tell(const QJsonObject &act)
{
    const QString kind = act.value("act"_L1).toString();
    const QString where = m_data.value("id"_L1).toString() + u' ' + act.value("at"_L1).toString() + u' ' + kind;
    const Person person = m_directory->person(act.value("by"_L1).toString());
    const Teller teller = tellers().value(kind, dutyTellers().value(kind));
    if (!teller || !person.id.isValid())
        return brokenData(where);
    m_services->session.setActor(person);
    auto done = (this->*teller)(act);
    if (!done)
        done.error().detail = u"demo %1: %2 %3"_s.arg(where, done.error().userText, done.error().detail);
    return done;
}

QString DemoReplay::text(const QJsonObject &act, QLatin1StringView key) const
{
    return demoText(act.value(key).toString(), m_nowMs);
}

qint64 DemoReplay::instant(const QJsonObject &act, QLatin1StringView key) const
{
    const auto offset = demoOffsetMs(act.value(key).toString());
    return offset && key != "at"_L1 ? m_nowMs + *offset : m_services->session.nowMs();
}

Attestation DemoReplay::attested(const QJsonObject &act, QLatin1StringView who, const QString &words) const
{
    Attestation attestation;
    attestation.by = m_directory->person(act.value(who).toString()).id;
    attestation.atMs = m_services->session.nowMs();
    attestation.how = act.value("how"_L1).toString(u"by telephone"_s);
    attestation.words = words;
    return attestation;
}

int DemoReplay::version() const
{
    const auto incident = m_services->incidents.byId(m_id);
    return incident ? incident->version : 0;
}

Result<void> DemoReplay::record(const QJsonObject &act)
{
    NewIncident incident;
    incident.title = m_data.value("title"_L1).toString();
    incident.description = text(act, "seen"_L1);
    incident.source = valueOf(m_data, "source"_L1, DetectionSource::OperatorEscalation);
    QStringList services;
    for (const QJsonValue &key : m_data.value("services"_L1).toArray())
        services << m_directory->serviceName(key.toString());
    incident.sourceDetail = services.join(u", "_s);
    incident.reportedBy = text(act, "reporter"_L1);
    incident.detectedMs = instant(act, "detected"_L1);
    incident.exercise = m_data.value("exercise"_L1).toBool();
    const auto id = m_services->incidents.record(incident);
    if (!id)
        return tl::unexpected(id.error());
    m_id = *id;
    m_directory->remember(m_data.value("id"_L1).toString(), m_id);
    return {};
}

Result<void> DemoReplay::entry(const QJsonObject &act)
{
    NewEntry entry;
    entry.kind = valueOf(act, "kind"_L1, EntryKind::Note);
    entry.atMs = instant(act, "at"_L1);
    entry.text = text(act, "text"_L1);
    entry.keyEvent = act.value("key"_L1).toBool();
    const auto id = m_services->timeline.add(m_id, entry);
    if (!id)
        return tl::unexpected(id.error());
    m_entries.insert(act.value("id"_L1).toString(), *id);
    for (const QJsonValue &value : act.value("attachments"_L1).toArray()) {
        const QJsonObject object = value.toObject();
        NewAttachment file;
        file.name = object.value("name"_L1).toString();
        file.mediaType = object.value("type"_L1).toString();
        QByteArray bytes = text(object, "text"_L1).toUtf8();
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        if (auto kept = m_services->timeline.attach(m_id, *id, file, buffer); !kept)
            return tl::unexpected(kept.error());
    }
    return {};
}

Result<void> DemoReplay::strike(const QJsonObject &act)
{
    return m_services->timeline.strike(m_entries.value(act.value("entry"_L1).toString()), text(act, "reason"_L1));
}

Result<void> DemoReplay::assess(const QJsonObject &act)
{
    AssessmentInput input;
    input.findings.functional = knownValue<FunctionalImpact>(act, "functional"_L1);
    input.findings.information = knownInformation(act);
    input.findings.recoverability = knownValue<Recoverability>(act, "recoverability"_L1);
    input.findings.customerDataRisk = knownValue<CustomerDataRisk>(act, "customerDataRisk"_L1);
    input.finding = text(act, "reason"_L1);
    input.overrideSeverity = knownValue<Severity>(act, "override"_L1);
    if (input.overrideSeverity)
        input.overrideReason = input.finding;
    return m_services->assessments.assess(m_id, version(), input);
}

Result<void> DemoReplay::classify(const QJsonObject &act)
{
    ClassificationInput input;
    input.outcome = valueOf(act, "outcome"_L1, Outcome::NotClassified);
    input.personalData = valueOf(act, "personalData"_L1, PersonalData::NotKnown);
    input.reason = text(act, "reason"_L1);
    input.participants = text(act, "participants"_L1);
    return m_services->assessments.classify(m_id, version(), input);
}

Result<void> DemoReplay::move(const QJsonObject &act)
{
    return m_services->incidents.move(m_id, version(), valueOf(act, "to"_L1, Stage::Detect), text(act, "reason"_L1));
}

Result<void> DemoReplay::takeOver(const QJsonObject &act)
{
    return m_services->incidents.takeOver(m_id, version(), text(act, "reason"_L1));
}

Result<void> DemoReplay::mitigate(const QJsonObject &act)
{
    return m_services->incidents.contain(m_id, version(), valueOf(act, "kind"_L1, ContainmentKind::EmergencyMitigation),
                                         text(act, "text"_L1), {}, instant(act, "at"_L1));
}

Result<void> DemoReplay::verifyContainment(const QJsonObject &act)
{
    for (const QJsonValue &risk : act.value("risks"_L1).toArray()) {
        const auto kind = risk.toString() == u"customer" ? ContainmentKind::CustomerRiskVerified
                                                         : ContainmentKind::BusinessRiskVerified;
        auto done = m_services->incidents.contain(m_id, version(), kind, text(act, "how"_L1),
                                                  m_services->session.actor().name, instant(act, "at"_L1));
        if (!done)
            return done;
    }
    return {};
}

EndingInput DemoReplay::ending(const QJsonObject &act) const
{
    EndingInput input;
    input.kind = valueOf(act, "kind"_L1, Ending::NoDataCompromise);
    input.reason = text(act, "reason"_L1);
    input.rootCause = text(act, "rootCause"_L1);
    input.tuningAction = text(act, "tuningAction"_L1);
    input.tuningOwner = m_directory->person(act.value("tuningOwner"_L1).toString()).name;
    input.tuningDueMs = act.contains("tuningDue"_L1) ? instant(act, "tuningDue"_L1) : 0;
    input.noTuningReason = text(act, "noTuningReason"_L1);
    input.referredTo = text(act, "referredTo"_L1);
    input.referredSaid = text(act, "referredSaid"_L1);
    input.referredMs = m_services->session.nowMs();
    input.referredEngagement = text(act, "engagement"_L1);
    input.duplicateOf = m_directory->incident(act.value("duplicateOf"_L1).toString());
    return input;
}

Result<void> DemoReplay::end(const QJsonObject &act)
{
    return m_services->incidents.end(m_id, version(), ending(act));
}

Result<void> DemoReplay::responsibility(const QJsonObject &act)
{
    const Service service = m_directory->service(act.value("service"_L1).toString());
    ServiceImpact impact;
    impact.service = service.id;
    impact.model = service.model;
    for (const QJsonValue &layer : act.value("layers"_L1).toArray())
        if (const auto known = fromCode<Layer>(layer.toString()))
            impact.layers << *known;
    return m_services->responsibility.set(m_id, impact, text(act, "reason"_L1));
}

/** "number": which of the incident's tuning actions, from 1. */
Result<void> DemoReplay::tuning(const QJsonObject &act)
{
    auto overview = m_services->sources.overview(true);
    if (!overview)
        return tl::unexpected(overview.error());
    QList<TuningAction> own;
    for (const TuningAction &action : std::as_const(overview->actions))
        if (action.incident == m_id)
            own << action;
    std::sort(own.begin(), own.end(), [](const TuningAction &a, const TuningAction &b) { return a.id < b.id; });
    const TuningAction action = own.value(act.value("number"_L1).toInt() - 1);
    return m_services->sources.settle(action.id, action.version, valueOf(act, "state"_L1, TuningState::Done),
                                      text(act, "text"_L1));
}

Result<void> DemoReplay::close(const QJsonObject &act)
{
    return m_services->incidents.close(m_id, version(), text(act, "reason"_L1));
}

Result<void> DemoReplay::reopen(const QJsonObject &act)
{
    return m_services->incidents.reopen(m_id, version(), valueOf(act, "to"_L1, Stage::Detect), text(act, "reason"_L1));
}

Result<void> DemoReplay::scope(const QJsonObject &act)
{
    const auto before = m_services->customers.scope(m_id);
    if (!before)
        return tl::unexpected(before.error());
    for (const QJsonValue &value : act.value("subscriptions"_L1).toArray()) {
        const QJsonObject object = value.toObject();
        const Subscription subscription = m_directory->subscription(object.value("subscription"_L1).toString());
        ScopeRow row;
        row.subscription = subscription.id;
        row.customer = subscription.customer;
        row.customerName = m_directory->customerName(subscription.customer);
        row.subscriptionName = subscription.name;
        row.accessed = text(object, "accessed"_L1);
        if (object.contains("from"_L1))
            row.accessed += demoText(
                u" ({{d:%1}} to {{d:%2}})"_s.arg(object.value("from"_L1).toString(), object.value("to"_L1).toString()),
                m_nowMs);
        row.certainty = object.value("certainty"_L1).toString();
        for (const ScopeRow &seen : *before)
            if (seen.subscription == row.subscription)
                row.version = seen.version;
        if (auto done = m_services->customers.setScope(m_id, row, text(act, "source"_L1)); !done)
            return done;
    }
    return {};
}

Result<void> DemoReplay::declare(const QJsonObject &act)
{
    DeclarationInput input;
    input.ground = valueOf(act, "ground"_L1, DeclarationGround::AccessOccurred);
    input.statementSigned = true;
    input.consultedWho = m_directory->person(act.value("consultedWho"_L1).toString()).name;
    input.consultedMs = instant(act, "consultedAt"_L1);
    input.customerImpact = text(act, "customerImpact"_L1);
    input.resourcesAccessed = text(act, "resourcesAccessed"_L1);
    input.repairSteps = text(act, "repairSteps"_L1);
    for (const QJsonValue &cited : act.value("cites"_L1).toArray())
        input.citations.append(m_entries.value(cited.toString()));
    return m_services->declarations.declare(m_id, version(), input);
}

Result<void> DemoReplay::rescind(const QJsonObject &act)
{
    QList<EntryId> citations;
    for (const QJsonValue &cited : act.value("cites"_L1).toArray())
        citations.append(m_entries.value(cited.toString()));
    return m_services->rescissions.request(m_id, version(), text(act, "reason"_L1), citations);
}

Result<void> DemoReplay::decideRescission(const QJsonObject &act)
{
    const QString words = text(act, "words"_L1);
    return m_services->rescissions.decide(m_id, version(), valueOf(act, "decision"_L1, RescissionDecision::Refused),
                                          words, attested(act, "attestedBy"_L1, words));
}

Result<Obligation> DemoReplay::obligationTo(const QString &customer) const
{
    const auto all = m_services->declarations.obligations(m_id);
    if (!all)
        return tl::unexpected(all.error());
    for (const Obligation &obligation : *all)
        if (obligation.duty == DutyKind::Commitment && obligation.customer == m_directory->customer(customer))
            return obligation;
    return brokenData(u"no obligation to "_s + customer);
}

Result<void> DemoReplay::withdraw(const QJsonObject &act)
{
    const auto obligation = obligationTo(act.value("customer"_L1).toString());
    if (!obligation)
        return tl::unexpected(obligation.error());
    const QString words = text(act, "explanation"_L1);
    return m_services->declarations.withdraw(*obligation, valueOf(act, "reason"_L1, WithdrawalReason::OutOfScope),
                                             words, attested(act, "attestedBy"_L1, words));
}

} // namespace tocsin
