#include "models/services/authorityform.h"

#include "models/services/awarenessservice.h"
#include "models/services/dutyservice.h"
#include "models/services/riskservice.h"
#include "models/services/session.h"
#include "models/services/templateservice.h"
#include "models/storage/audiencerepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/noticerepository.h"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString iso(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms - ms % kMinuteMs, QTimeZone::utc()).toString(Qt::ISODate);
}

/** Of several counts one: exact if all are, and "to be determined" while one is not known. */
void putCount(QMap<QString, QString> &answers, const QString &key, const QList<RoughCount> &counts)
{
    qint64 sum = 0;
    bool exact = true, known = !counts.isEmpty();
    for (const RoughCount &c : counts) {
        sum += c.count;
        exact &= c.known == CountKnown::Exact;
        known &= c.known != CountKnown::NotKnown;
    }
    answers.insert(key + u"_kind"_s, !known ? u"to_be_determined"_s : exact ? u"exact"_s : u"approximate"_s);
    if (known)
        answers.insert(key, QString::number(sum));
}

void putSets(QMap<QString, QString> &answers, const QList<DataSet> &sets)
{
    QStringList kinds, people;
    QList<RoughCount> subjects, records;
    for (const DataSet &set : sets) {
        if (!set.content.affected)
            continue;
        kinds << set.content.kinds;
        people << set.content.people;
        subjects << set.content.peopleCount;
        records << set.content.recordCount;
    }
    kinds.removeDuplicates();
    people.removeDuplicates();
    answers.insert(u"data_text"_s, kinds.join(u"; "_s));
    answers.insert(u"subject_text"_s, people.join(u"; "_s));
    putCount(answers, u"subject_count"_s, subjects);
    putCount(answers, u"record_count"_s, records);
}

void putDecision(QMap<QString, QString> &answers, const BreachDecisionInput &d)
{
    answers.insert(u"incident_text"_s, d.facts);
    answers.insert(u"measures_taken"_s, d.measures);
    answers.insert(u"risk_text"_s, d.reason);
    if (d.risk)
        answers.insert(u"risk_outcome"_s, *d.risk == RiskToPeople::HighRisk ? u"high_risk"_s
                                          : *d.risk == RiskToPeople::Risk   ? u"risk"_s
                                                                            : u"unlikely"_s);
    if (!d.subjects)
        return;
    if (*d.subjects == SubjectsDuty::Article34Ground) {
        answers.insert(u"subjects_informed"_s, u"no_art_34_3"_s);
        if (d.ground)
            answers.insert(u"art34_3_ground"_s, *d.ground == SubjectsGround::Unintelligible ? u"a_unintelligible"_s
                                                : *d.ground == SubjectsGround::RiskRemoved
                                                    ? u"b_risk_removed"_s
                                                    : u"c_disproportionate_public_notice"_s);
    } else if (*d.subjects != SubjectsDuty::Owed) {
        answers.insert(u"subjects_informed"_s, u"no_not_high_risk"_s);
    }
}

void putProvider(QMap<QString, QString> &answers, const Provider &p, const Person &reporter)
{
    answers.insert(u"controller_name"_s, p.name);
    answers.insert(u"controller_id"_s, p.identifier);
    answers.insert(u"controller_contact"_s, p.address);
    answers.insert(u"eea_rep"_s, p.representative);
    answers.insert(u"dpo_designated"_s, p.officer.isEmpty() ? u"no"_s : u"yes"_s);
    answers.insert(u"dpo_contact"_s, p.officer);
    answers.insert(u"contact_point"_s, p.contactPoint.isEmpty() ? p.officer : p.contactPoint);
    answers.insert(u"reporter_name"_s, reporter.name);
    answers.insert(u"reporter_contact"_s, reporter.email);
    answers.insert(u"reporter_function"_s, u"other"_s);
    if (!p.country.isEmpty())
        answers.insert(u"in_eea"_s, AuthorityDirectory::isInEea(p.country) ? u"yes"_s : u"no"_s);
}

} // namespace

Result<QList<Authority>> suggestedAuthorities(Session &session, IncidentId incident)
{
    auto provider = TemplateService(session).provider();
    auto duties = DutyService(session).view(incident);
    const auto &directory = AuthorityDirectory::builtIn();
    if (!provider || !duties)
        return tl::unexpected(provider ? duties.error() : provider.error());
    if (!directory)
        return tl::unexpected(directory.error());
    return directory->toBeTold(provider->country, duties->facts.jurisdictions());
}

Result<QMap<QString, QString>> formFromIncident(Session &session, const Notice &notice)
{
    Database &db = session.database();
    auto incident = IncidentRepository(db).byId(notice.incident);
    auto provider = TemplateService(session).provider();
    auto sets = RiskService(session).dataSets(notice.incident);
    auto decisions = RiskService(session).decisions(notice.incident);
    auto awareness = AwarenessService(session).of(notice.incident);
    auto matters = AudienceRepository(db).matters(notice.incident);
    auto addressees = AudienceRepository(db).addressees(notice.id);
    auto text = NoticeRepository(db).text(notice.text);
    for (const Error *e : {incident ? nullptr : &incident.error(), provider ? nullptr : &provider.error(),
                           sets ? nullptr : &sets.error(), decisions ? nullptr : &decisions.error(),
                           awareness ? nullptr : &awareness.error(), matters ? nullptr : &matters.error(),
                           addressees ? nullptr : &addressees.error(), text ? nullptr : &text.error()})
        if (e)
            return tl::unexpected(*e);
    QMap<QString, QString> answers;
    putProvider(answers, *provider, session.actor());
    putSets(answers, *sets);
    if (!decisions->isEmpty())
        putDecision(answers, decisions->first().content);
    const bool first = notice.phase == NoticePhase::First;
    answers.insert(u"notif_kind"_s, first ? u"new"_s : u"follow_up"_s);
    const auto marks = text->draft.content;
    const bool open = std::find(marks.begin(), marks.end(), ContentMark::NotKnownYet) != marks.end();
    answers.insert(u"notif_subkind"_s, open ? u"incomplete"_s : u"complete"_s);
    answers.insert(u"internal_ref"_s, incident->reference());
    answers.insert(u"discovered_text"_s, incident->description);
    answers.insert(u"discovered_how"_s, incident->source == DetectionSource::CustomerReport ||
                                                incident->source == DetectionSource::VulnerabilityReport
                                            ? u"external_party"_s
                                            : u"controller"_s);
    for (const Matter &m : std::as_const(*matters))
        if (m.kind == MatterKind::Receipt)
            answers.insert(u"previous_id"_s, m.reference);
    for (const NamedAddressee &a : std::as_const(*addressees))
        if (a.added && !a.country.isEmpty())
            answers.insert(u"authority_country"_s, a.country);
    if (awareness->now.atMs > 0) {
        answers.insert(u"aware_at"_s, iso(awareness->now.atMs));
        answers.insert(u"late"_s, first && session.nowMs() > awareness->now.atMs + 72 * kHourMs ? u"yes"_s : u"no"_s);
    }
    answers.removeIf([](const auto &answer) { return answer.value().trimmed().isEmpty(); });
    return answers;
}

} // namespace tocsin
