#include "models/services/exceptionservice.h"

#include "models/domain/noticewords.h"
#include "models/services/attestationcheck.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/dutyrepository.h"
#include "models/storage/exceptionrepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/peoplerepository.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" UTC"_s;
}

QString groundName(const ExceptionAsk &ask)
{
    if (ask.kind == ExceptionKind::Withdrawal)
        return nameOf(fromCode<WithdrawalReason>(ask.ground).value_or(WithdrawalReason::OutOfScope));
    return nameOf(fromCode<ExceptionGround>(ask.ground).value_or(ExceptionGround::Unusual));
}

QString called(const DeadlineException &x)
{
    return x.content.kind == ExceptionKind::Withdrawal ? tr("Withdrawal %1 of what is excepted").arg(x.number)
                                                       : tr("Exception %1").arg(x.number);
}

QString names(const QList<Obligation> &duties)
{
    QStringList list;
    for (const Obligation &o : duties)
        list << addresseeText(o);
    return list.join(u", "_s);
}

Result<void> ignoringKey(const Result<EntryId> &noted)
{
    return noted ? Result<void>() : tl::unexpected(noted.error());
}

/** What a decision came to, as the timeline says it. */
QString decisionText(const DeadlineException &x, const ExceptionVoteInput &in, const QList<Obligation> &duties)
{
    const QString who = nameOf(in.capacity);
    if (in.decision == ExceptionDecision::Revoked)
        return tr("%1 for %2 revoked by %3. The original deadlines apply. %4")
            .arg(called(x), names(duties), who, in.words.trimmed());
    if (in.decision == ExceptionDecision::Refused)
        return tr("%1 for %2 refused by %3. Nothing changes. %4")
            .arg(called(x), names(duties), who, in.words.trimmed());
    if (x.state == ExceptionState::InForce)
        return tr("Exception for %1 in force, review at %2. %3")
            .arg(names(duties), utc(x.content.reviewMs), x.content.reasoning);
    if (x.state == ExceptionState::CarriedOut)
        return tr("Obligation to %1 withdrawn by legal and the executive: %2. %3")
            .arg(names(duties), groundName(x.content), x.content.reasoning);
    return tr("%1 for %2 approved by %3, the other approval is missing. %4")
        .arg(called(x), names(duties), who, in.words.trimmed());
}

} // namespace

Result<QList<DeadlineException>> ExceptionService::ofIncident(IncidentId id)
{
    if (auto incident = IncidentRepository(m_session.database()).byId(id); !incident)
        return tl::unexpected(incident.error());
    return ExceptionRepository(m_session.database()).ofIncident(id);
}

Result<QList<Obligation>> ExceptionService::dutiesOf(const DeadlineException &x)
{
    auto all = ObligationRepository(m_session.database()).ofIncident(x.incident);
    if (all)
        all->removeIf([&x](const Obligation &o) { return !x.content.duties.contains(o.id); });
    return all;
}

Result<ExceptionDetails> ExceptionService::details(ExceptionId id)
{
    ExceptionRepository repository(m_session.database());
    auto x = repository.byId(id);
    if (!x)
        return tl::unexpected(x.error());
    auto incident = IncidentRepository(m_session.database()).byId(x->incident);
    auto duties = dutiesOf(*x);
    auto votes = repository.votes(id);
    auto remarks = repository.remarks(ApprovalKind::Exception, id.value);
    for (const Error *e : {incident ? nullptr : &incident.error(), duties ? nullptr : &duties.error(),
                           votes ? nullptr : &votes.error(), remarks ? nullptr : &remarks.error()})
        if (e)
            return tl::unexpected(*e);
    return ExceptionDetails{
        *x,      incident->reference(), incident->title, incident->manager, groundName(x->content), *duties, *votes,
        *remarks};
}

Result<ExceptionId> ExceptionService::ask(IncidentId id, const ExceptionAsk &ask)
{
    Result<ExceptionId> key = ExceptionId{};
    auto done = m_session.act(Right::AskException, id, 0, [&](const Incident &i) -> Result<void> {
        Database &db = m_session.database();
        const qint64 now = m_session.nowMs();
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended. Reopen it first."));
        auto duties = DutyRepository(db).duties(id);
        auto obligations = ObligationRepository(db).ofIncident(id);
        auto others = ExceptionRepository(db).ofIncident(id);
        if (!duties || !obligations)
            return tl::unexpected(duties ? obligations.error() : duties.error());
        if (!others)
            return tl::unexpected(others.error());
        QList<Obligation> named;
        for (const Obligation &o : std::as_const(*obligations)) {
            if (!ask.duties.contains(o.id))
                continue;
            const bool allows = std::any_of(duties->begin(), duties->end(), [&o](const Duty &d) {
                return d.obligation.id == o.id && d.origin.exceptable;
            });
            if (const QString why = whyNotExceptable(o, allows, now); !why.isEmpty())
                return failure(ErrorKind::Refused, why, {}, u"duties"_s);
            if (ask.kind == ExceptionKind::Withdrawal && obligationState(o.facts, now) != ObligationState::Excepted)
                return failure(ErrorKind::Refused, tr("What is not excepted is withdrawn by legal alone."));
            if (std::any_of(others->begin(), others->end(), [&](const DeadlineException &x) {
                    return x.state == ExceptionState::Asked && x.content.kind == ask.kind &&
                           x.content.duties.contains(o.id);
                }))
                return failure(ErrorKind::Refused,
                               tr("A request for the obligation to %1 waits already.").arg(addresseeText(o)));
            named.append(o);
        }
        if (named.size() != ask.duties.size())
            return failure(ErrorKind::Invalid, tr("A duty that was named is not of this incident."), {}, u"duties"_s);
        if (auto ok = checkAsk(ask, now); !ok)
            return ok;
        key = ExceptionRepository(db).insertRequest(id, ask);
        if (!key)
            return tl::unexpected(key.error());
        auto made = ExceptionRepository(db).byId(*key);
        if (!made)
            return tl::unexpected(made.error());
        return ignoringKey(
            m_session.note(id, EntryKind::Decision,
                           tr("%1 asked for, for %2: %3. %4")
                               .arg(called(*made), names(named), groundName(ask), ask.reasoning.trimmed()),
                           false));
    });
    return done ? key : tl::unexpected(done.error());
}

Result<void> ExceptionService::askDecided(IncidentId id, const ExceptionAsk &wish,
                                          const QList<std::pair<ExceptionCapacity, Attestation>> &said)
{
    return m_session.together([&]() -> Result<void> {
        auto asked = ask(id, wish);
        if (!asked)
            return tl::unexpected(asked.error());
        for (qsizetype n = 1; n < said.size(); ++n)
            if (said[n].second.by == said[0].second.by)
                return failure(ErrorKind::Invalid, tr("Legal and the executive are two people."), {}, u"attestedBy"_s);
        for (const auto &[capacity, attested] : said) {
            if (!attested.by.isValid())
                return failure(ErrorKind::Invalid, tr("Choose who decided."), {}, u"attestedBy"_s);
            auto request = ExceptionRepository(m_session.database()).byId(*asked);
            if (!request)
                return tl::unexpected(request.error());
            if (auto ok = decide(*request, {ExceptionDecision::Approved, capacity, attested.words}, attested); !ok)
                return ok;
        }
        return {};
    });
}

Result<void> ExceptionService::checkVoter(const DeadlineException &now, const ExceptionVoteInput &in,
                                          const Attestation &attested)
{
    Person voter = m_session.actor();
    if (attested.by.isValid()) {
        auto people = PeopleRepository(m_session.database()).all();
        if (!people)
            return tl::unexpected(people.error());
        const Right right = in.capacity == ExceptionCapacity::Legal ? Right::ApproveNotice : Right::VetException;
        if (auto ok = checkAttestation(attested, right, *people, m_session.actor(), m_session.nowMs()); !ok)
            return ok;
        voter = *std::find_if(people->begin(), people->end(), [&](const Person &p) { return p.id == attested.by; });
    }
    if (const QString no = mayNotVote(now, voter, in.capacity, in.decision); !no.isEmpty())
        return failure(attested.by.isValid() ? ErrorKind::Invalid : ErrorKind::Refused, no, {}, u"attestedBy"_s);
    return {};
}

Result<void> ExceptionService::decide(const DeadlineException &seen, const ExceptionVoteInput &in,
                                      const Attestation &attested)
{
    const Right right = attested.by.isValid() ? Right::AskException : Right::VetException;
    return m_session.act(right, seen.incident, 0, [&](const Incident &) -> Result<void> {
        ExceptionRepository repository(m_session.database());
        auto now = repository.byId(seen.id);
        if (!now)
            return tl::unexpected(now.error());
        if (now->version != seen.version)
            return failure(ErrorKind::Conflict,
                           tr("Somebody else decided on this request in the meantime. Look at it again."));
        if (in.decision == ExceptionDecision::TakenBack || in.decision == ExceptionDecision::Lapsed ||
            in.capacity == ExceptionCapacity::Manager || in.capacity == ExceptionCapacity::Program)
            return failure(ErrorKind::Invalid, tr("Legal and the executive decide."), {}, u"decision"_s);
        if (auto ok = checkVoter(*now, in, attested); !ok)
            return ok;
        if (in.words.trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("Give the decision in words."), {}, u"words"_s);
        if (in.decision == ExceptionDecision::Approved && now->content.kind == ExceptionKind::Exception &&
            (now->content.reviewMs <= m_session.nowMs() ||
             now->content.reviewMs > m_session.nowMs() + kLongestReviewMs))
            return failure(ErrorKind::Refused,
                           tr("Its review lies in the past, or more than 24 hours ahead. It has to be asked for "
                              "again with another review."),
                           {}, u"review"_s);
        if (auto ok = repository.insertVote(*now, in, attested); !ok)
            return ok;
        auto then = repository.byId(seen.id);
        if (!then)
            return tl::unexpected(then.error());
        auto duties = dutiesOf(*then);
        if (!duties)
            return tl::unexpected(duties.error());
        if (auto ok = carryOut(*then); !ok)
            return ok;
        return ignoringKey(m_session.note(seen.incident, EntryKind::Decision, decisionText(*then, in, *duties), true));
    });
}

/** The duties follow what was decided: excepted, no longer, or withdrawn. */
Result<void> ExceptionService::carryOut(const DeadlineException &x)
{
    ObligationChange change;
    change.atMs = m_session.nowMs();
    change.exceptionId = x.id.value;
    change.reasonCode = x.content.ground;
    change.reason = x.content.reasoning;
    if (x.state == ExceptionState::InForce) {
        change.change = u"excepted"_s;
        change.untilMs = x.content.reviewMs;
    } else if (x.state == ExceptionState::Revoked) {
        change.change = u"exception_ended"_s;
    } else if (x.state == ExceptionState::CarriedOut) {
        change.change = u"withdrawn"_s;
    } else {
        return {};
    }
    auto duties = dutiesOf(x);
    if (!duties)
        return tl::unexpected(duties.error());
    for (const Obligation &o : std::as_const(*duties)) {
        if (o.facts.metMs > 0 || o.facts.withdrawnMs > 0 ||
            (x.state == ExceptionState::Revoked && o.facts.exceptedUntilMs != x.content.reviewMs))
            continue; // met meanwhile, or under a later one
        if (auto ok = ObligationRepository(m_session.database()).insertChange(o, change); !ok)
            return ok;
    }
    return {};
}

Result<void> ExceptionService::takeBack(const DeadlineException &seen, const QString &words)
{
    return m_session.act(Right::AskException, seen.incident, 0, [&](const Incident &) -> Result<void> {
        ExceptionRepository repository(m_session.database());
        auto now = repository.byId(seen.id);
        if (!now)
            return tl::unexpected(now.error());
        if (now->version != seen.version)
            return failure(ErrorKind::Conflict,
                           tr("Somebody else decided on this request in the meantime. Look at it again."));
        if (now->state != ExceptionState::Asked)
            return failure(ErrorKind::Refused, tr("This request is decided."));
        if (words.trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("Say why it is taken back."), {}, u"words"_s);
        const ExceptionVoteInput in{ExceptionDecision::TakenBack, ExceptionCapacity::Manager, words};
        if (auto ok = repository.insertVote(*now, in, {}); !ok)
            return ok;
        return ignoringKey(m_session.note(seen.incident, EntryKind::Decision,
                                          tr("%1 taken back. %2").arg(called(*now), words.trimmed())));
    });
}

Result<int> ExceptionService::recordLapses()
{
    if (!m_session.require(Right::AddEntry))
        return 0; // who may add nothing leaves it to somebody who may
    ExceptionRepository repository(m_session.database());
    auto passed = repository.lapsing(m_session.nowMs());
    if (!passed)
        return tl::unexpected(passed.error());
    int recorded = 0;
    for (const DeadlineException &seen : std::as_const(*passed)) {
        auto done = m_session.act(Right::AddEntry, seen.incident, 0, [&](const Incident &) -> Result<void> {
            const qint64 now = m_session.nowMs();
            auto x = repository.byId(seen.id);
            if (!x || !hasLapsed(*x, now))
                return x ? failure(ErrorKind::Conflict, tr("It is recorded already.")) : tl::unexpected(x.error());
            auto duties = dutiesOf(*x);
            if (!duties)
                return tl::unexpected(duties.error());
            if (auto ok = repository.insertVote(*x, {ExceptionDecision::Lapsed, ExceptionCapacity::Program, {}}, {});
                !ok)
                return ok;
            QStringList lines;
            for (const Obligation &o : std::as_const(*duties)) {
                if (!isOpen(o.facts, now))
                    continue;
                const qint64 late = now - o.facts.deadlineMs;
                lines << (o.facts.deadlineMs == 0 ? tr("%1: without undue delay").arg(addresseeText(o))
                          : late > 0              ? tr("%1: overdue by %2 since %3")
                                           .arg(addresseeText(o), spanWords(late), utc(o.facts.deadlineMs))
                                     : tr("%1: due at %2").arg(addresseeText(o), utc(o.facts.deadlineMs)));
            }
            const QString after = lines.isEmpty() ? tr("Nothing is open any more.")
                                                  : tr("The original deadline applies. %1.").arg(lines.join(u"; "_s));
            return ignoringKey(m_session.note(seen.incident, EntryKind::Decision,
                                              tr("%1 lapsed at its review, %2: nobody renewed it. %3")
                                                  .arg(called(*x), utc(x->content.reviewMs), after),
                                              true));
        });
        if (done)
            ++recorded;
        else if (done.error().kind != ErrorKind::Conflict) // somebody else saw it first
            return tl::unexpected(done.error());
    }
    return recorded;
}

Result<QList<DelayGround>> ExceptionService::delays(IncidentId id)
{
    return ExceptionRepository(m_session.database()).delays(id);
}

Result<void> ExceptionService::recordDelay(IncidentId id, const DelayGround &ground, const Attestation &legal)
{
    const Right right = legal.by.isValid() ? Right::Send : Right::SetDuties;
    return m_session.act(right, id, 0, [&](const Incident &) -> Result<void> {
        if (legal.by.isValid() && m_session.database().isShared())
            return failure(ErrorKind::Refused, tr("Legal records this by log-in."), {}, u"attestedBy"_s);
        if (auto ok = checkIfAttested(m_session, legal, Right::SetDuties); !ok)
            return ok;
        auto all = ObligationRepository(m_session.database()).ofIncident(id);
        if (!all)
            return tl::unexpected(all.error());
        const auto o =
            std::find_if(all->begin(), all->end(), [&](const Obligation &x) { return x.id == ground.obligation; });
        if (o == all->end())
            return failure(ErrorKind::NotFound, tr("This obligation is not of this incident."));
        if (auto ok = checkDelay(ground, *o, m_session.nowMs()); !ok)
            return ok;
        if (auto ok = ExceptionRepository(m_session.database()).insertDelay(id, ground, legal); !ok)
            return ok;
        const QString text =
            ground.kind == DelayKind::Authority
                ? tr("Delay of the notice to %1 ordered or allowed by %2, %3, until %4. %5")
                      .arg(addresseeText(*o), ground.authority.trimmed(), ground.reference.trimmed(),
                           utc(ground.untilMs), ground.reason.trimmed())
                : tr("Reasons for the delay of the notice to %1: %2").arg(addresseeText(*o), ground.reason.trimmed());
        return ignoringKey(m_session.note(id, EntryKind::Decision, text, true));
    });
}

Result<QString> ExceptionService::reasonsForDelay(IncidentId id, const QList<ObligationId> &duties,
                                                  const QString &language)
{
    ExceptionRepository repository(m_session.database());
    auto exceptions = repository.ofIncident(id);
    auto grounds = repository.delays(id);
    if (!exceptions || !grounds)
        return tl::unexpected(exceptions ? grounds.error() : exceptions.error());
    const auto named = [&duties](ObligationId o) { return duties.contains(o); };
    const NoticeWords &words = noticeWords(language);
    QStringList lines;
    for (const DelayGround &g : std::as_const(*grounds))
        if (named(g.obligation))
            lines << (g.kind == DelayKind::Authority ? words.delayedBy.arg(g.authority, g.reference, g.reason)
                                                     : g.reason);
    for (const DeadlineException &x : std::as_const(*exceptions))
        if (x.inForceMs > 0 && x.content.kind == ExceptionKind::Exception &&
            std::any_of(x.content.duties.begin(), x.content.duties.end(), named))
            lines << words.excepted.arg(
                noticeInstant(x.inForceMs, language),
                noticeInstant(x.state == ExceptionState::Revoked ? x.sinceMs : x.content.reviewMs, language),
                x.content.ground == codeOf(ExceptionGround::RiskToOthers) ? words.riskToOthers : words.unusual,
                x.content.reasoning);
    lines.removeDuplicates();
    return lines.join(u'\n');
}

} // namespace tocsin
