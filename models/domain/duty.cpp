#include "models/domain/duty.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tocsin {

using namespace Qt::StringLiterals;

template<> std::span<const EnumEntry<StartsAt>> enumTable<StartsAt>()
{
    using enum StartsAt;
    static constexpr EnumEntry<StartsAt> table[] = {
        {Declaration, "declaration", QT_TRANSLATE_NOOP("tocsin::domain", "the declaration")},
        {Awareness, "awareness", QT_TRANSLATE_NOOP("tocsin::domain", "awareness")},
        {Detection, "detection", QT_TRANSLATE_NOOP("tocsin::domain", "detection")},
        {Named, "named", QT_TRANSLATE_NOOP("tocsin::domain", "another instant")},
    };
    return table;
}

template<> std::span<const EnumEntry<PeopleRisk>> enumTable<PeopleRisk>()
{
    using enum PeopleRisk;
    static constexpr EnumEntry<PeopleRisk> table[] = {
        {NotKnown, "not_known", QT_TRANSLATE_NOOP("tocsin::domain", "Not decided yet")},
        {Unlikely, "unlikely", QT_TRANSLATE_NOOP("tocsin::domain", "A risk is unlikely")},
        {Risk, "risk", QT_TRANSLATE_NOOP("tocsin::domain", "A risk")},
        {HighRisk, "high_risk", QT_TRANSLATE_NOOP("tocsin::domain", "A high risk")},
    };
    return table;
}

template<> std::span<const EnumEntry<Sector>> enumTable<Sector>()
{
    using enum Sector;
    static constexpr EnumEntry<Sector> table[] = {
        {Essential, "essential", QT_TRANSLATE_NOOP("tocsin::domain", "Essential or important entity (NIS2)")},
        {Financial, "financial", QT_TRANSLATE_NOOP("tocsin::domain", "Financial entity (DORA, NYDFS)")},
        {Bank, "bank", QT_TRANSLATE_NOOP("tocsin::domain", "Bank, United States")},
        {CreditUnion, "credit_union", QT_TRANSLATE_NOOP("tocsin::domain", "Credit union, United States")},
        {Investment, "investment", QT_TRANSLATE_NOOP("tocsin::domain", "Broker, adviser, fund, lender")},
        {Listed, "listed", QT_TRANSLATE_NOOP("tocsin::domain", "Listed company, United States")},
        {Health, "health", QT_TRANSLATE_NOOP("tocsin::domain", "Health care, covered entity")},
        {HealthAssociate, "health_associate", QT_TRANSLATE_NOOP("tocsin::domain", "Associate of health care")},
        {Telecom, "telecom", QT_TRANSLATE_NOOP("tocsin::domain", "Public communications service")},
        {Trust, "trust", QT_TRANSLATE_NOOP("tocsin::domain", "Trust service provider")},
        {Manufacturer, "manufacturer", QT_TRANSLATE_NOOP("tocsin::domain", "Maker of digital products")},
        {CriticalInfrastructure, "critical_infrastructure",
         QT_TRANSLATE_NOOP("tocsin::domain", "Critical infrastructure")},
        {UnionInstitution, "union_institution", QT_TRANSLATE_NOOP("tocsin::domain", "Institution of the EU")},
        {LawEnforcement, "law_enforcement", QT_TRANSLATE_NOOP("tocsin::domain", "Law enforcement")},
        {FederalAgency, "federal_agency", QT_TRANSLATE_NOOP("tocsin::domain", "Federal agency, United States")},
        {FederalCloud, "federal_cloud", QT_TRANSLATE_NOOP("tocsin::domain", "Cloud for federal agencies")},
        {Defence, "defence", QT_TRANSLATE_NOOP("tocsin::domain", "Defence contractor, United States")},
        {Cards, "cards", QT_TRANSLATE_NOOP("tocsin::domain", "Handles payment cards")},
    };
    return table;
}

template<> std::span<const EnumEntry<DataKind>> enumTable<DataKind>()
{
    using enum DataKind;
    static constexpr EnumEntry<DataKind> table[] = {
        {Health, "health", QT_TRANSLATE_NOOP("tocsin::domain", "Health data")},
        {Sensitive, "sensitive", QT_TRANSLATE_NOOP("tocsin::domain", "Other sensitive data")},
        {Financial, "financial", QT_TRANSLATE_NOOP("tocsin::domain", "Financial data")},
        {Cards, "cards", QT_TRANSLATE_NOOP("tocsin::domain", "Payment cards")},
        {Identity, "identity", QT_TRANSLATE_NOOP("tocsin::domain", "Identity numbers")},
        {Credentials, "credentials", QT_TRANSLATE_NOOP("tocsin::domain", "Passwords, keys")},
    };
    return table;
}

template<> std::span<const EnumEntry<Happening>> enumTable<Happening>()
{
    using enum Happening;
    static constexpr EnumEntry<Happening> table[] = {
        {SignificantIncident, "significant_incident",
         QT_TRANSLATE_NOOP("tocsin::domain", "Significant, by the thresholds of NIS2 or eIDAS")},
        {MajorIctIncident, "major_ict_incident", QT_TRANSLATE_NOOP("tocsin::domain", "Classified as major (DORA)")},
        {MaterialIncident, "material_incident", QT_TRANSLATE_NOOP("tocsin::domain", "Determined to be material (SEC)")},
        {ExploitedVulnerability, "exploited_vulnerability",
         QT_TRANSLATE_NOOP("tocsin::domain", "A vulnerability of a product is exploited")},
        {CyberIncident, "cyber_incident", QT_TRANSLATE_NOOP("tocsin::domain", "An attack on systems")},
        {RansomPaid, "ransom_paid", QT_TRANSLATE_NOOP("tocsin::domain", "A ransom was paid")},
        {Malicious, "malicious", QT_TRANSLATE_NOOP("tocsin::domain", "By somebody with bad intent")},
        {SubjectsTold, "subjects_told", QT_TRANSLATE_NOOP("tocsin::domain", "The people were told")},
        {AuthorityAsked, "authority_asked", QT_TRANSLATE_NOOP("tocsin::domain", "An authority asked for a report")},
    };
    return table;
}

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

template<class E> QJsonArray codes(const QList<E> &values)
{
    QJsonArray list;
    for (const E value : values)
        list.append(codeOf(value));
    return list;
}

template<class E> QList<E> values(const QJsonValue &codes)
{
    QList<E> list;
    for (const QJsonValue &code : codes.toArray())
        if (const auto value = fromCode<E>(code.toString()); value && !list.contains(*value))
            list.append(*value);
    return list;
}

} // namespace

QString toJson(const DutyFactsByHand &f)
{
    QJsonObject o{{u"jurisdictions"_s, QJsonArray::fromStringList(f.jurisdictions)},
                  {u"sectors"_s, codes(f.sectors)},
                  {u"data_kinds"_s, codes(f.dataKinds)},
                  {u"happenings"_s, codes(f.happenings)},
                  {u"part"_s, codeOf(f.part)},
                  {u"risk"_s, codeOf(f.risk)},
                  {u"people"_s, f.people}};
    if (f.unintelligible)
        o.insert(u"unintelligible"_s, *f.unintelligible);
    return QString::fromUtf8(QJsonDocument(o).toJson(QJsonDocument::Compact));
}

DutyFactsByHand factsFromJson(const QString &json)
{
    const QJsonObject o = QJsonDocument::fromJson(json.toUtf8()).object();
    DutyFactsByHand f;
    for (const QJsonValue &code : o.value(u"jurisdictions"_s).toArray())
        f.jurisdictions << code.toString();
    f.sectors = values<Sector>(o.value(u"sectors"_s));
    f.dataKinds = values<DataKind>(o.value(u"data_kinds"_s));
    f.happenings = values<Happening>(o.value(u"happenings"_s));
    f.part = fromCode<ProviderPart>(o.value(u"part"_s).toString()).value_or(ProviderPart::NotKnown);
    f.risk = fromCode<PeopleRisk>(o.value(u"risk"_s).toString()).value_or(PeopleRisk::NotKnown);
    f.people = o.value(u"people"_s).toInt(-1);
    if (o.contains(u"unintelligible"_s))
        f.unintelligible = o.value(u"unintelligible"_s).toBool();
    return f;
}

QStringList DutyFacts::jurisdictions() const
{
    QStringList all = scopeJurisdictions + byHand.jurisdictions;
    all.removeDuplicates();
    return all;
}

QList<ProviderPart> DutyFacts::parts() const
{
    QList<ProviderPart> known;
    for (const ProviderPart part : decidedParts)
        if (part != ProviderPart::NotKnown && !known.contains(part))
            known.append(part);
    if (known.isEmpty() && byHand.part != ProviderPart::NotKnown)
        known.append(byHand.part);
    return known;
}

PeopleRisk DutyFacts::risk() const
{
    if (!decidedRisk)
        return byHand.risk;
    switch (*decidedRisk) {
    case RiskToPeople::Unlikely:
        return PeopleRisk::Unlikely;
    case RiskToPeople::Risk:
        return PeopleRisk::Risk;
    case RiskToPeople::HighRisk:
        break;
    }
    return PeopleRisk::HighRisk;
}

Awareness assumedAwareness(const AwarenessSigns &signs)
{
    const std::pair<qint64, QString> all[] = {
        {signs.dataRiskConfirmedMs, tr("The risk to customer data was confirmed.")},
        {signs.personalDataMs, tr("A security incident was found to involve personal data.")},
        {signs.declaredMs, tr("The incident was declared.")},
    };
    Awareness earliest;
    for (const auto &[ms, words] : all)
        if (ms > 0 && (earliest.atMs == 0 || ms < earliest.atMs))
            earliest = {ms, false, words, {}, 0, {}};
    return earliest;
}

Result<void> checkAwareness(qint64 atMs, const QString &reason, qint64 detectedMs, qint64 nowMs)
{
    if (atMs <= 0)
        return failure(ErrorKind::Invalid, tr("Say when the provider became aware."), {}, u"at"_s);
    if (atMs > nowMs)
        return failure(ErrorKind::Invalid, tr("Awareness cannot lie in the future."), {}, u"at"_s);
    if (atMs < detectedMs)
        return failure(ErrorKind::Invalid, tr("Nobody was aware before the first indication was detected."), {},
                       u"at"_s);
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Give legal's reason in words."), {}, u"reason"_s);
    return {};
}

void markRuling(QList<Duty> &duties, qint64 nowMs)
{
    const auto sameAddressee = [](const Obligation &a, const Obligation &b) {
        return a.addressee == b.addressee && a.customer == b.customer &&
               (a.customer.isValid() || a.addresseeName == b.addresseeName);
    };
    for (Duty &d : duties) {
        int others = 0;
        d.rules = d.obligation.facts.deadlineMs > 0 && isOpen(d.obligation.facts, nowMs);
        for (const Duty &e : std::as_const(duties)) {
            if (e.obligation.id == d.obligation.id || !sameAddressee(d.obligation, e.obligation) ||
                e.obligation.facts.deadlineMs == 0 || !isOpen(e.obligation.facts, nowMs))
                continue;
            ++others;
            const auto key = [](const Obligation &o) { return std::pair(o.facts.deadlineMs, o.id.value); };
            d.rules = d.rules && key(d.obligation) < key(e.obligation);
        }
        d.rules = d.rules && others > 0; // of one alone there is nothing to say
    }
}

qint64 nextAttention(qint64 triggerMs, qint64 intervalMs, qint64 nowMs)
{
    if (intervalMs <= 0)
        return 0;
    const qint64 since = qMax<qint64>(0, nowMs - triggerMs);
    return triggerMs + (since / intervalMs + 1) * intervalMs;
}

Result<void> checkTerm(const CustomerTerm &t)
{
    const auto bad = [](const QString &text, const QString &field) {
        return failure(ErrorKind::Invalid, text, {}, field);
    };
    if (!t.customer.isValid())
        return bad(tr("Choose the customer."), u"customer"_s);
    if (t.trigger == StartsAt::Named)
        return bad(tr("Choose what starts the period."), u"trigger"_s);
    if (t.period.hasNumber() ? t.period.value < 1 || t.period.value > 10'000 : t.period.value != 0)
        return bad(tr("Give a period of at least 1."), u"period"_s);
    if (t.addressee.trimmed().isEmpty())
        return bad(tr("Say who at the customer is told."), u"addressee"_s);
    if (t.channel.trimmed().isEmpty())
        return bad(tr("Say by which channel."), u"channel"_s);
    if (t.source.trimmed().isEmpty())
        return bad(tr("Name the contract and the clause."), u"source"_s);
    return {};
}

} // namespace tocsin
