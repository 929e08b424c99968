#include "models/services/incidentservice.h"

#include "models/domain/movefacts.h"
#include "models/services/customerservice.h"
#include "models/services/dutyservice.h"
#include "models/services/endingtext.h"
#include "models/services/matterservice.h"
#include "models/services/noticesending.h"
#include "models/services/rescissionhold.h"
#include "models/services/rescissionservice.h"
#include "models/services/session.h"
#include "models/storage/attestationrepository.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/decisionrepository.h"
#include "models/storage/exerciserepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/measurerepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/postmortemrepository.h"
#include "models/storage/rescissionrepository.h"
#include "models/storage/restrictionrepository.h"
#include "models/storage/servicerepository.h"
#include "models/storage/timelinerepository.h"
#include "models/storage/transferrepository.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>
#include <QStringList>
#include <algorithm>

namespace tocsin {

namespace {

constexpr qint64 kDoneShownMs = 30 * kDayMs;
constexpr int kDoneCounted = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

template<class E> QStringList codes(const QList<E> &values)
{
    QStringList list;
    for (const E v : values)
        list << codeOf(v);
    return list;
}

/** Nothing if the typed text holds no word to search for. */
std::optional<IncidentQuery> queryOf(const IncidentFilter &f, const Database &db)
{
    IncidentQuery q;
    q.stages = codes(f.stages);
    q.severities = codes(f.severities);
    q.includeNotAssessed = f.includeNotAssessed;
    q.sources = codes(f.sources);
    q.outcomes = codes(f.outcomes);
    q.manager = f.manager;
    q.done = f.done;
    for (const ServiceId service : f.services)
        q.services << service.value;
    q.exercises = f.exercises;
    if (!f.text.trimmed().isEmpty()) {
        q.searchTerm = db.dialect().searchTerm(f.text);
        if (q.searchTerm.isEmpty())
            return std::nullopt;
    }
    return q;
}

/** Fills Incident::clock: a duty of law may run without a declaration and without a track, and one that is only
 * proposed counts by when it would end. */
Result<void> fillClocks(Session &session, QList<Incident> &incidents)
{
    const qint64 nowMs = session.nowMs();
    QHash<IncidentId, qsizetype> place;
    for (qsizetype i = 0; i < incidents.size(); ++i) {
        incidents[i].clock.reset();
        place.insert(incidents.at(i).id, i);
    }
    auto rows = ObligationRepository(session.database()).ofIncidents(place.keys());
    if (!rows)
        return tl::unexpected(rows.error());
    if (auto ok = DutyService(session).fillProposals(*rows); !ok)
        return ok;
    for (const Obligation &o : std::as_const(*rows)) {
        auto &clock = incidents[place.value(o.incident)].clock;
        if (!clock)
            clock = ClockSummary{o.facts, 0, 0};
        else if (moreUrgent(o.facts, clock->mostUrgent, nowMs))
            clock->mostUrgent = o.facts;
        ++clock->total;
        clock->open += isOpen(o.facts, nowMs) ? 1 : 0;
    }
    return {};
}

Result<void> missingReason(const QString &reason, const QString &text)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, text, {}, QStringLiteral("reason"));
    return {};
}

} // namespace

Result<BoardData> IncidentService::board(const IncidentFilter &filter, int limitPerStage)
{
    Database &db = m_session.database();
    BoardData data;
    data.readMs = m_session.nowMs();
    const auto query = queryOf(filter, db);
    if (!query)
        return data;
    IncidentRepository repository(db);
    auto open = repository.openByStage(*query, limitPerStage + 1);
    if (!open)
        return tl::unexpected(open.error());
    bool more = false;
    for (const Incident &card : std::as_const(*open)) {
        if (++data.openCounts[static_cast<int>(card.stage)] <= limitPerStage)
            data.cards.append(card);
        else
            more = true;
    }
    if (more) {
        auto counts = repository.openCounts(*query);
        if (!counts)
            return tl::unexpected(counts.error());
        for (auto it = counts->begin(); it != counts->end(); ++it)
            data.openCounts[static_cast<int>(it.key())] = static_cast<int>(it.value());
    }
    if (filter.done.value_or(true)) {
        const qint64 since = data.readMs - kDoneShownMs;
        const int counted = std::max(limitPerStage, kDoneCounted);
        auto done = repository.doneSince(since, *query, limitPerStage);
        if (!done)
            return tl::unexpected(done.error());
        data.cards += *done;
        auto count = done->size() < limitPerStage ? Result<qint64>(done->size())
                                                  : repository.countDoneSince(since, *query, counted + 1);
        if (!count)
            return tl::unexpected(count.error());
        data.doneRecently = static_cast<int>(std::min<qint64>(*count, counted));
        data.moreDone = *count > counted;
    }
    if (auto ok = fillClocks(m_session, data.cards); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = RescissionRepository(db).fillQuestions(data.cards); !ok)
        return tl::unexpected(ok.error());
    return data;
}

Result<QList<Incident>> IncidentService::page(const IncidentFilter &filter, PageKey after, int limit)
{
    const auto query = queryOf(filter, m_session.database());
    if (!query)
        return QList<Incident>();
    auto rows = IncidentRepository(m_session.database()).page(*query, after.sortMs, after.id, limit);
    if (!rows)
        return rows;
    if (auto ok = fillClocks(m_session, *rows); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = RescissionRepository(m_session.database()).fillQuestions(*rows); !ok)
        return tl::unexpected(ok.error());
    return rows;
}

Result<qint64> IncidentService::count(const IncidentFilter &filter)
{
    const auto query = queryOf(filter, m_session.database());
    return query ? IncidentRepository(m_session.database()).count(*query) : Result<qint64>(0);
}

Result<QList<Obligation>> IncidentService::openClocks(int limit, bool exercises)
{
    auto rows = ObligationRepository(m_session.database()).open(limit, exercises);
    if (rows) {
        const qint64 now = m_session.nowMs();
        std::stable_sort(rows->begin(), rows->end(),
                         [now](const Obligation &a, const Obligation &b) { return moreUrgent(a.facts, b.facts, now); });
    }
    return rows;
}

Result<QList<Obligation>> IncidentService::settledClocks(qint64 sinceMs, int limit)
{
    return ObligationRepository(m_session.database()).settledSince(sinceMs, limit);
}

Result<QSet<IncidentId>> IncidentService::ofServices(const QList<ServiceId> &services,
                                                     const QList<IncidentId> &incidents)
{
    if (services.isEmpty())
        return QSet<IncidentId>(incidents.begin(), incidents.end());
    return ServiceRepository(m_session.database()).touching(services, incidents);
}

Result<Incident> IncidentService::byId(IncidentId id)
{
    auto incident = IncidentRepository(m_session.database()).byId(id);
    if (!incident)
        return incident;
    QList<Incident> one = {*incident};
    if (auto ok = fillClocks(m_session, one); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = RescissionRepository(m_session.database()).fillQuestions(one); !ok)
        return tl::unexpected(ok.error());
    return one.first();
}

Result<QList<Incident>> IncidentService::byIds(const QList<IncidentId> &ids)
{
    auto rows = IncidentRepository(m_session.database()).byIds(ids);
    if (!rows)
        return rows;
    if (auto ok = fillClocks(m_session, *rows); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = RescissionRepository(m_session.database()).fillQuestions(*rows); !ok)
        return tl::unexpected(ok.error());
    return rows;
}

Result<Incident> IncidentService::byNumber(qint64 number)
{
    return IncidentRepository(m_session.database()).byNumber(number);
}

Result<Incident> IncidentService::byExternalRef(const QString &externalRef)
{
    return IncidentRepository(m_session.database()).byExternalRef(externalRef);
}

Result<IncidentDetails> IncidentService::details(IncidentId id)
{
    Database &db = m_session.database();
    IncidentDetails d;
    auto incident = byId(id);
    if (!incident)
        return tl::unexpected(incident.error());
    d.incident = *incident;
    auto obligations = ObligationRepository(db).ofIncident(id);
    auto visits = IncidentRepository(db).visits(id);
    auto declaration = DecisionRepository(db).declaration(incident->declarationId);
    auto ending = DecisionRepository(db).ending(id);
    auto entries = TimelineRepository(db).count(id, {});
    auto notices = NoticeRepository(db).ofIncident(id);
    auto scope = CustomerRepository(db).scope(id);
    auto missing = missingForClose(*incident);
    RescissionRepository rescissions(db);
    auto requests = rescissions.ofIncident(id);
    auto delays = rescissions.delays(id);
    auto owed = RescissionService(m_session).owed(id);
    for (const Error *e :
         {obligations ? nullptr : &obligations.error(), visits ? nullptr : &visits.error(),
          declaration ? nullptr : &declaration.error(), ending ? nullptr : &ending.error(),
          entries ? nullptr : &entries.error(), notices ? nullptr : &notices.error(), scope ? nullptr : &scope.error(),
          missing ? nullptr : &missing.error(), requests ? nullptr : &requests.error(),
          delays ? nullptr : &delays.error(), owed ? nullptr : &owed.error()})
        if (e)
            return tl::unexpected(*e);
    if (!requests->isEmpty())
        d.rescission = requests->last();
    for (const Rescission &r : std::as_const(*requests))
        if (r.decision == RescissionDecision::Cosigned)
            d.rescindedMs = r.decidedMs;
    d.delays = *delays;
    d.owedCorrections = owed->subscriptions;
    d.owedToOthers = owed->others;
    const qint64 now = m_session.nowMs();
    std::stable_sort(obligations->begin(), obligations->end(),
                     [now](const Obligation &a, const Obligation &b) { return moreUrgent(a.facts, b.facts, now); });
    d.obligations = *obligations;
    d.visits = *visits;
    d.declaration = *declaration;
    d.entryCount = *entries;
    d.noticeCount = static_cast<int>(notices->size());
    d.scopeCount =
        static_cast<int>(std::count_if(scope->begin(), scope->end(), [](const ScopeRow &r) { return r.inScope; }));
    d.missingForClose = *missing;
    if (*ending && incident->endedMs > 0)
        d.endingText = endingInWords(**ending);
    auto impacts = ServiceRepository(db).impacts(id);
    if (!impacts)
        return tl::unexpected(impacts.error());
    impacts->removeIf([](const ServiceImpact &i) { return !i.affected; });
    d.impacts = *impacts;
    if (incident->exercise) {
        auto exercise = ExerciseRepository(db).info(id, true);
        if (!exercise)
            return tl::unexpected(exercise.error());
        d.exercise = *exercise;
    }
    if (incident->restricted) {
        auto restriction = RestrictionRepository(db).of(id);
        if (!restriction)
            return tl::unexpected(restriction.error());
        d.restriction = *restriction;
    }
    return d;
}

Result<IncidentId> IncidentService::record(const NewIncident &incident)
{
    if (auto ok = checkNewIncident(incident, m_session.nowMs()); !ok)
        return tl::unexpected(ok.error());
    IncidentId id;
    auto done = m_session.act(Right::AddIncident, [&]() -> Result<void> {
        IncidentRepository repository(m_session.database());
        auto key = repository.insert(incident);
        if (!key)
            return tl::unexpected(key.error());
        id = *key;
        if (!(m_session.actor().roles & Role::IncidentManager))
            return {};
        return repository.insertManagerChange(id, 1, m_session.actor().id, tr("Recorded the incident."));
    });
    return done ? Result<IncidentId>(id) : tl::unexpected(done.error());
}

Result<void> IncidentService::move(IncidentId id, int seenVersion, Stage to, const QString &reason)
{
    // Out of Close & Post-mortem, and any backward move but the alternation, is a reopening: the manager's (P13.1).
    const auto right = [to](const Incident &i) {
        return moveKind(i.stage, to) == MoveKind::Reopening ? Right::Reopen : Right::MoveStage;
    };
    return m_session.act(right, id, seenVersion, [&](const Incident &i) -> Result<void> {
        auto kind = checkMove(moveFacts(i, to, reason));
        if (!kind)
            return tl::unexpected(kind.error());
        if (auto ok = IncidentRepository(m_session.database()).insertMove(i, to, *kind, reason); !ok)
            return ok;
        auto noted = m_session.note(id, EntryKind::Stage,
                                    tr("Moved to %1 from %2. %3").arg(nameOf(to), nameOf(i.stage), reason));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<void> IncidentService::takeOver(IncidentId id, int seenVersion, const QString &reason)
{
    if (auto ok = missingReason(reason, tr("Say why you take the incident over.")); !ok)
        return ok;
    return m_session.act(Right::TakeOver, id, seenVersion, [&](const Incident &i) -> Result<void> {
        if (i.manager == m_session.actor().id)
            return failure(ErrorKind::Refused, tr("You hold this incident already."));
        if (auto ok = IncidentRepository(m_session.database())
                          .insertManagerChange(id, i.version, m_session.actor().id, reason);
            !ok)
            return ok;
        const QString from = i.managerName.isEmpty() ? tr("nobody") : i.managerName;
        auto noted =
            m_session.note(id, EntryKind::Decision,
                           tr("%1 took the incident over from %2. %3").arg(m_session.actor().name, from, reason));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<void> IncidentService::openTrack(IncidentId id, int seenVersion, const QString &reason)
{
    if (auto ok = missingReason(reason, tr("Say why customer data may have been exposed.")); !ok)
        return ok;
    return m_session.act(Right::OpenTrack, id, seenVersion, [&](const Incident &i) -> Result<void> {
        if (i.trackOpen)
            return failure(ErrorKind::Refused, tr("The notification track is open already."));
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        if (auto ok = IncidentRepository(m_session.database()).insertTrackOpening(id, i.version, reason); !ok)
            return ok;
        auto noted = m_session.note(id, EntryKind::Decision, tr("Notification track opened. %1").arg(reason));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<void> IncidentService::contain(IncidentId id, int seenVersion, ContainmentKind kind, const QString &what,
                                      const QString &verifiedBy, qint64 atMs, const QList<EntryId> &evidence)
{
    const bool verification =
        kind == ContainmentKind::CustomerRiskVerified || kind == ContainmentKind::BusinessRiskVerified;
    if (what.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, verification ? tr("Say how it was verified.") : tr("Say what was done."), {},
                       QStringLiteral("what"));
    if (verification && verifiedBy.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say who verified it."), {}, QStringLiteral("verifiedBy"));
    if (atMs <= 0 || atMs > m_session.nowMs())
        return failure(ErrorKind::Invalid, tr("Say when; not in the future."), {}, QStringLiteral("at"));
    const Right right = verification ? Right::VerifyContainment : Right::RecordMitigation;
    return m_session.act(right, id, seenVersion, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended."));
        if (verification && i.stage != Stage::Stabilize && i.stage != Stage::Diagnose)
            return failure(ErrorKind::Refused, tr("Containment is verified in Diagnose or in Stabilize & Recover."));
        IncidentRepository repository(m_session.database());
        if (auto ok = repository.insertContainment(id, i.version, kind, what, verifiedBy, atMs); !ok)
            return ok;
        for (const EntryId cited : evidence) {
            auto entry = TimelineRepository(m_session.database()).byId(cited);
            if (!entry || entry->incident != id || entry->struck)
                return failure(ErrorKind::Invalid, tr("A cited entry is not of this incident, or was struck through."),
                               {}, QStringLiteral("evidence"));
        }
        if (auto ok = repository.insertContainmentCitations(id, evidence); !ok)
            return ok;
        QString text = nameOf(kind) + QStringLiteral(": ") + what;
        if (verification)
            text += QStringLiteral(" ") + tr("Verified by %1.").arg(verifiedBy);
        auto noted =
            TimelineRepository(m_session.database()).insert(id, {EntryKind::Containment, atMs, text, {}, true});
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

namespace {

/** What everybody was told who is still to be told more (P9.5): nothing while no item was said to be not known yet. */
Result<QList<ToldContent>> toldContents(Database &db, IncidentId id, const QList<ScopeRow> &scope,
                                        const QList<Obligation> &obligations)
{
    NoticeRepository notices(db);
    auto told = notices.toldTexts(id);
    if (!told)
        return tl::unexpected(told.error());
    QSet<SubscriptionId> affected;
    for (const ScopeRow &row : targetsOf(NoticePhase::First, scope, obligations))
        affected.insert(row.subscription);
    QHash<NoticeTextId, QMap<QString, ContentMark>> contents;
    QList<ToldContent> list;
    for (const ToldText &t : std::as_const(*told)) {
        if (t.audience == Audience::Customers && !affected.contains(t.subscription))
            continue;
        if (!contents.contains(t.text)) {
            auto text = notices.text(t.text);
            if (!text)
                return tl::unexpected(text.error());
            contents.insert(t.text, text->draft.content);
        }
        list.append({t.audience, t.subscription.value, t.phase, contents.value(t.text)});
    }
    const bool any = std::any_of(contents.begin(), contents.end(), [](const auto &marks) {
        return std::find(marks.begin(), marks.end(), ContentMark::NotKnownYet) != marks.end();
    });
    return any ? list : QList<ToldContent>();
}

} // namespace

Result<QList<Missing>> IncidentService::missingForClose(const Incident &i)
{
    Database &db = m_session.database();
    auto obligations = ObligationRepository(db).ofIncident(i.id);
    auto scope = CustomerService(m_session).scope(i.id);
    auto postmortem = PostmortemRepository(db).of(i.id);
    auto measures = MeasureRepository(db).ofIncident(i.id);
    if (!measures)
        return tl::unexpected(measures.error());
    auto transfers = TransferRepository(db).openOf(i.id);
    if (!transfers)
        return tl::unexpected(transfers.error());
    for (const Error *e : {obligations ? nullptr : &obligations.error(), scope ? nullptr : &scope.error(),
                           postmortem ? nullptr : &postmortem.error()})
        if (e)
            return tl::unexpected(*e);
    auto told = toldContents(db, i.id, *scope, *obligations);
    auto owed = RescissionService(m_session).owed(i.id);
    auto unsettled = countUnsettled(m_session, i, *obligations);
    auto finals = finalItems(m_session, i.id);
    if (!told || !owed || !unsettled)
        return tl::unexpected(!told ? told.error() : !owed ? owed.error() : unsettled.error());
    if (!finals)
        return tl::unexpected(finals.error());
    CloseFacts f;
    f.closeStageReached = i.stage == Stage::CloseOut;
    f.alreadyClosed = i.closedMs > 0;
    f.ended = i.endedMs > 0;
    f.findings = i.findings;
    f.outcome = i.outcome;
    for (const Obligation &o : std::as_const(*obligations))
        f.obligations.append(o.facts);
    f.openNotKnownItems = openNotKnownItems(*told, *finals);
    f.owedCorrections = static_cast<int>(
        std::count_if(scope->begin(), scope->end(), [](const ScopeRow &r) { return r.correctionOwed; }));
    f.owedToOthers = static_cast<int>(owed->others.size());
    f.rescissionPending = i.isRescissionPending();
    f.unsettledMessages = *unsettled;
    if (db.isShared()) { // on a file attestation is final (P13.5)
        auto open = AttestationRepository(db).openCount(i.id);
        if (!open)
            return tl::unexpected(open.error());
        f.openAttestations = *open;
    }
    f.openMeasures = static_cast<int>(
        std::count_if(measures->begin(), measures->end(), [](const Measure &m) { return m.blocksClosing(); }));
    f.undecidedTransfers = transfers->first;
    f.unreturnedTransfers = transfers->second;
    f.postmortemFinished = *postmortem && (*postmortem)->state == PostmortemState::Approved;
    f.nowMs = m_session.nowMs();
    return tocsin::missingForClose(f);
}

Result<void> IncidentService::close(IncidentId id, int seenVersion, const QString &summary)
{
    if (summary.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Close with a sentence on how it ended."), {}, QStringLiteral("summary"));
    return m_session.act(Right::Close, id, seenVersion, [&](const Incident &i) -> Result<void> {
        auto missing = missingForClose(i);
        if (!missing)
            return tl::unexpected(missing.error());
        if (!missing->isEmpty()) {
            QStringList texts;
            for (const Missing &m : std::as_const(*missing))
                texts << m.text;
            return failure(ErrorKind::Refused, tr("It cannot be closed yet. %1").arg(texts.join(u' ')), {},
                           missing->first().where);
        }
        if (auto ok = IncidentRepository(m_session.database()).insertClosing(id, i.version, summary); !ok)
            return ok;
        auto noted = m_session.note(id, EntryKind::Closing, tr("Closed. %1").arg(summary), true);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<void> IncidentService::reopen(IncidentId id, int seenVersion, Stage to, const QString &reason)
{
    if (auto ok = missingReason(reason, tr("Say why the incident is reopened.")); !ok)
        return ok;
    return m_session.act(Right::Reopen, id, seenVersion, [&](const Incident &i) -> Result<void> {
        if (!i.isDone())
            return failure(ErrorKind::Refused, tr("This incident is open."));
        if (static_cast<int>(to) > static_cast<int>(i.stage))
            return failure(ErrorKind::Refused, tr("An incident reopens in the stage it ended in, or an earlier one."));
        if (auto ok = IncidentRepository(m_session.database()).insertReopening(id, i.version, to, reason); !ok)
            return ok;
        auto noted = m_session.note(id, EntryKind::Stage, tr("Reopened in %1. %2").arg(nameOf(to), reason), true);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

} // namespace tocsin
