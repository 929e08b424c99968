#include "models/services/attestationservice.h"

#include "models/services/exceptionservice.h"
#include "models/services/session.h"
#include "models/storage/attestationrepository.h"
#include "models/storage/database.h"
#include "models/storage/exceptionrepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/postmortemrepository.h"
#include "models/storage/postmortemsummaryrepository.h"
#include "models/storage/transferrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

/** What rests on a disowned decision and cannot be taken back any more is for people to mend. */
QString leftToMend()
{
    return tr("What followed from it stands until the incident manager and legal mend it.");
}

template<class T> Result<QString> saying(const Result<T> &done, const QString &text)
{
    return done ? Result<QString>(text) : tl::unexpected(done.error());
}

/** Said in the same words; one of the two may have been redacted since. */
bool sameWords(const QString &one, const QString &other)
{
    return one == other || one.isEmpty() || other.isEmpty();
}

/** Of a duty: that it was ended by the rescission, or with the customer taken out, that the same words decided. */
bool goesWith(const AttestedDecision &duty, const AttestedDecision &whole)
{
    return duty.act == AttestedAct::Obligation &&
           (whole.act == AttestedAct::Rescission || whole.act == AttestedAct::Scope) &&
           duty.incident == whole.incident && duty.by == whole.by && duty.attested.atMs == whole.attested.atMs &&
           sameWords(duty.attested.how, whole.attested.how) && sameWords(duty.attested.words, whole.attested.words) &&
           qAbs(duty.enteredMs - whole.enteredMs) < kMinuteMs;
}

/** One decision is one question: what goes with another is answered with it. */
void leaveOutParts(QList<AttestedDecision> &list)
{
    const QList<AttestedDecision> all = list;
    list.removeIf([&all](const AttestedDecision &d) {
        return std::any_of(all.begin(), all.end(), [&d](const AttestedDecision &whole) { return goesWith(d, whole); });
    });
}

/** An approval of a post-mortem that nobody gave: it waits for one again (P11.2). */
Result<QString> undoPostmortem(Session &session, const AttestedDecision &d)
{
    PostmortemRepository repository(session.database());
    auto now = repository.of(d.incident);
    if (!now)
        return tl::unexpected(now.error());
    if (!*now || (*now)->state != PostmortemState::Approved)
        return leftToMend();
    return saying(repository.insertDecision(d.incident, **now, u"disown"_s, PostmortemState::InReview, {}),
                  tr("The post-mortem waits for its approval again."));
}

/** The same of its summary for notices (P11.4). */
Result<QString> undoSummary(Session &session, const AttestedDecision &d)
{
    PostmortemSummaryRepository repository(session.database());
    auto now = repository.of(d.incident);
    if (!now)
        return tl::unexpected(now.error());
    if (!*now || (*now)->state != PostmortemState::Approved)
        return leftToMend();
    return saying(repository.insertDecision(d.incident, **now, u"disown"_s, PostmortemState::InReview, {}, {}),
                  tr("The summary waits for its approval again."));
}

} // namespace

Result<QList<AttestedDecision>> AttestationService::ofIncident(IncidentId id)
{
    if (auto incident = IncidentRepository(m_session.database()).byId(id); !incident)
        return tl::unexpected(incident.error());
    return AttestationRepository(m_session.database()).ofIncident(id);
}

Result<QList<AttestedDecision>> AttestationService::open(bool exercises)
{
    if (!m_session.database().isShared())
        return QList<AttestedDecision>{};
    auto list = AttestationRepository(m_session.database()).open(exercises);
    if (list)
        leaveOutParts(*list);
    return list;
}

Result<AttestedDecision> AttestationService::find(AttestedAct act, qint64 id)
{
    return AttestationRepository(m_session.database()).find(act, id);
}

Result<void> AttestationService::answer(const AttestedDecision &seen, AttestationAnswer answer, const QString &words)
{
    return m_session.act(Right::AddEntry, seen.incident, 0, [&](const Incident &) -> Result<void> {
        AttestationRepository repository(m_session.database());
        if (!m_session.database().isShared())
            return failure(ErrorKind::Refused, tr("On a local database an attested decision is final."));
        auto now = repository.find(seen.act, seen.id);
        if (!now)
            return tl::unexpected(now.error());
        if (now->by != m_session.actor().id)
            return failure(ErrorKind::Denied, tr("%1 confirms or disowns this decision.").arg(now->byName));
        if (now->answer != AttestationAnswer::Open)
            return failure(ErrorKind::Refused, tr("It is answered already: %1.").arg(nameOf(now->answer)));
        if (answer == AttestationAnswer::Open)
            return failure(ErrorKind::Invalid, tr("Confirm it, or disown it."), {}, u"answer"_s);
        const bool disowned = answer == AttestationAnswer::Disowned;
        if (disowned && words.trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("Say what is wrong about it."), {}, u"words"_s);
        if (auto ok = repository.insertAnswer(*now, answer, words); !ok)
            return ok;
        QString text =
            tr("%1 confirmed the decision that %2 had written down: %3.").arg(now->byName, now->enteredBy, now->what);
        if (disowned) {
            auto undone = undo(*now, words.trimmed());
            if (!undone)
                return tl::unexpected(undone.error());
            text = tr("%1 disowned the decision that %2 had written down: %3. %4 %5")
                       .arg(now->byName, now->enteredBy, now->what, words.trimmed(), *undone);
        }
        auto all = repository.ofIncident(now->incident);
        if (!all)
            return tl::unexpected(all.error());
        for (const AttestedDecision &part : std::as_const(*all)) {
            if (part.answer != AttestationAnswer::Open || !goesWith(part, *now))
                continue;
            if (auto ok = repository.insertAnswer(part, answer, words); !ok)
                return ok;
            auto undone = disowned ? undo(part, words.trimmed()) : Result<QString>(QString());
            if (!undone)
                return tl::unexpected(undone.error());
            if (disowned && !text.contains(*undone))
                text += u' ' + *undone;
        }
        auto noted = m_session.note(now->incident, EntryKind::Decision, text, disowned);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<QString> AttestationService::undo(const AttestedDecision &d, const QString &words)
{
    switch (d.act) {
    case AttestedAct::Exception:
        return undoException(d, words);
    case AttestedAct::Checklist:
        return undoChecklist(d, words);
    case AttestedAct::Notice:
        return undoNotice(d, words);
    case AttestedAct::Obligation:
        return undoObligation(d, words);
    case AttestedAct::Rescission:
        return tr("The declaration is taken back until the incident manager declares again.");
    case AttestedAct::Scope:
        return tr("The incident manager puts it into the scope again.");
    case AttestedAct::Postmortem:
        return undoPostmortem(m_session, d);
    case AttestedAct::Summary:
        return undoSummary(m_session, d);
    }
    return leftToMend();
}

Result<QString> AttestationService::undoException(const AttestedDecision &d, const QString &words)
{
    ExceptionRepository repository(m_session.database());
    auto x = repository.byId(ExceptionId{d.subject});
    auto votes = repository.votes(ExceptionId{d.subject});
    if (!x || !votes)
        return tl::unexpected(x ? votes.error() : x.error());
    const auto its = std::find_if(votes->begin(), votes->end(), [&d](const ExceptionVote &v) {
        return v.attested.by == d.by && v.decision == ExceptionDecision::Approved;
    });
    const bool inForce = x->state == ExceptionState::InForce;
    if (its == votes->end() || (!inForce && x->state != ExceptionState::Asked))
        return leftToMend();
    return saying(ExceptionService(m_session).decide(
                      *x, {inForce ? ExceptionDecision::Revoked : ExceptionDecision::Refused, its->capacity, words}),
                  inForce ? tr("The exception is revoked.") : tr("The request is refused."));
}

Result<QString> AttestationService::undoChecklist(const AttestedDecision &d, const QString &words)
{
    TransferRepository repository(m_session.database());
    auto t = repository.byId(TransferId{d.subject});
    auto answers = repository.answers(TransferId{d.subject});
    if (!t || !answers)
        return tl::unexpected(t ? answers.error() : t.error());
    if (answers->isEmpty() || answers->last().attested.by != d.by)
        return leftToMend(); // answered anew since
    if (t->state == TransferState::Answered)
        return saying(
            repository.insertAnswer(*t, {ChecklistVerdict::Stop, answers->last().content.lines, {}, words}, {}),
            tr("The transfer is blocked."));
    if (t->state == TransferState::Approved)
        return saying(repository.insertDecision(*t, {TransferDecision::Revoked, words, {}, 0}),
                      tr("The approval of the transfer is revoked."));
    return leftToMend();
}

Result<QString> AttestationService::undoNotice(const AttestedDecision &d, const QString &words)
{
    NoticeRepository repository(m_session.database());
    auto n = repository.byId(NoticeId{d.subject});
    if (!n)
        return tl::unexpected(n.error());
    const auto state = afterStep(n->state, NoticeStep::Return);
    if (n->state != NoticeState::Approved || !state)
        return leftToMend();
    auto text = repository.text(n->text);
    if (!text)
        return tl::unexpected(text.error());
    return saying(repository.insertDecision(*n, NoticeStep::Return, *state, text->sha256, words, {}),
                  tr("The notice goes back to its author."));
}

Result<QString> AttestationService::undoObligation(const AttestedDecision &d, const QString &words)
{
    ObligationRepository repository(m_session.database());
    auto all = repository.ofIncident(d.incident);
    if (!all)
        return tl::unexpected(all.error());
    for (const Obligation &o : std::as_const(*all)) {
        if (o.id.value != d.subject || o.facts.metMs > 0 || (o.facts.withdrawnMs == 0 && o.facts.undeliverableMs == 0))
            continue;
        ObligationChange change;
        change.change = u"reinstated"_s;
        change.atMs = m_session.nowMs();
        change.reason = words;
        return saying(repository.insertChange(o, change), tr("The obligation stands again, at its original deadline."));
    }
    return leftToMend();
}

} // namespace tocsin
