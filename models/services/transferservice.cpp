#include "models/services/transferservice.h"

#include "models/domain/approval.h"
#include "models/services/attestationcheck.h"
#include "models/services/custody.h"
#include "models/services/recordservice.h"
#include "models/services/renderer.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/exerciserepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/sqlfunctions.h"
#include "models/storage/teamrepository.h"
#include "models/storage/transferrepository.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>
#include <algorithm>

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

QString called(const Transfer &t)
{
    return tr("Transfer %1, %2").arg(t.number).arg(t.content.title);
}

/** What stands in the way of a decision of this kind, besides whose it is. */
Result<void> checkDecision(const Transfer &t, const TransferDecisionInput &in, qint64 nowMs)
{
    using enum TransferState;
    if (in.decision == TransferDecision::Approved && t.state != Answered)
        return failure(ErrorKind::Refused, t.state == Asked     ? tr("Legal has not answered the checklist yet.")
                                           : t.state == Blocked ? tr("Legal has blocked it. Legal answers again first.")
                                                                : tr("This request is decided."));
    if (in.decision == TransferDecision::Revoked && t.state != Approved)
        return failure(ErrorKind::Refused, tr("Only an approval can be revoked."));
    if (in.decision != TransferDecision::Approved && in.decision != TransferDecision::Revoked &&
        (!isUndecided(t.state) || t.state == Breach))
        return failure(ErrorKind::Refused, tr("This request is decided."));
    if (in.words.trimmed().isEmpty())
        return failure(ErrorKind::Invalid,
                       in.decision == TransferDecision::Approved
                           ? tr("Approve in writing: your own words stand in the incident and the record.")
                           : tr("Say why, in your own words."),
                       {}, u"words"_s);
    if (in.decision == TransferDecision::Approved && in.validUntilMs <= nowMs)
        return failure(ErrorKind::Invalid, tr("Say until when the approval is valid; not in the past."), {},
                       u"validUntil"_s);
    return {};
}

} // namespace

template<> std::span<const EnumEntry<CustodyFormat>> enumTable<CustodyFormat>()
{
    static constexpr EnumEntry<CustodyFormat> table[] = {
        {CustodyFormat::Pdf, "pdf", QT_TRANSLATE_NOOP("tocsin::domain", "Chain of custody (PDF)")},
        {CustodyFormat::Json, "json", QT_TRANSLATE_NOOP("tocsin::domain", "Chain of custody (JSON)")},
        {CustodyFormat::Sums, "sums", QT_TRANSLATE_NOOP("tocsin::domain", "List for sha256sum -c")},
    };
    return table;
}

Result<QList<Transfer>> TransferService::ofIncident(IncidentId id)
{
    if (auto incident = IncidentRepository(m_session.database()).byId(id); !incident)
        return tl::unexpected(incident.error());
    return TransferRepository(m_session.database()).ofIncident(id);
}

Result<Transfer> TransferService::byId(TransferId id)
{
    return TransferRepository(m_session.database()).byId(id);
}

Result<QList<Transfer>> TransferService::citable(IncidentId id)
{
    auto all = ofIncident(id);
    if (!all)
        return all;
    const qint64 nowMs = m_session.nowMs();
    all->removeIf([nowMs](const Transfer &t) { return !isInForce(t, nowMs) && t.moves == 0; });
    return all;
}

Result<TransferDetails> TransferService::details(TransferId id)
{
    TransferRepository repository(m_session.database());
    auto transfer = repository.byId(id);
    if (!transfer)
        return tl::unexpected(transfer.error());
    auto incident = IncidentRepository(m_session.database()).byId(transfer->incident);
    auto answers = repository.answers(id);
    auto decisions = repository.decisions(id);
    auto remarks = repository.remarks(id);
    auto moves = repository.moves(id);
    for (const Error *e : {incident ? nullptr : &incident.error(), answers ? nullptr : &answers.error(),
                           decisions ? nullptr : &decisions.error(), remarks ? nullptr : &remarks.error(),
                           moves ? nullptr : &moves.error()})
        if (e)
            return tl::unexpected(*e);
    TransferDetails d;
    d.transfer = *transfer;
    d.incidentReference = incident->reference();
    d.incidentTitle = incident->title;
    d.holder = incident->manager;
    d.answers = *answers;
    d.decisions = *decisions;
    d.remarks = *remarks;
    d.moves = *moves;
    if (const Result<TransferLists> &lists = TransferLists::builtIn()) {
        d.environmentName = lists->environmentName(transfer->content.environment);
        d.dataKindName = lists->kindName(transfer->content.dataKind);
        const bool decided = !isUndecided(transfer->state) || transfer->content.kind == TransferKind::Breach;
        if (const auto newer = lists->newerThan(transfer->checklist, m_session.nowMs()); newer && !decided)
            d.newerList = tr("%1, version %2").arg(newer->name, newer->version);
        if (const auto list =
                lists->listFor(transfer->content.environment, transfer->content.dataKind, transfer->askedMs))
            d.transfer.checklist.name = list->name;
    }
    return d;
}

Result<void> TransferService::checkRequester(const TransferInput &in) const
{
    if (!in.requester.isValid() || in.requester == m_session.actor().id)
        return {};
    const auto bad = [](const QString &text) {
        return Result<void>(failure(ErrorKind::Invalid, text, {}, u"requester"_s));
    };
    if (m_session.database().isShared())
        return bad(tr("On a shared database who asks for a transfer logs in."));
    auto people = PeopleRepository(m_session.database()).all();
    if (!people)
        return tl::unexpected(people.error());
    if (std::none_of(people->begin(), people->end(), [&in](const Person &p) {
            return p.id == in.requester && p.active && mayDo(p.roles, Right::AddEntry, false);
        }))
        return bad(tr("Who asks for a transfer has a role that may add to incidents."));
    return {};
}

Result<TransferId> TransferService::insert(IncidentId id, TransferInput in, const TransferMoveInput *move)
{
    const Result<TransferLists> &lists = TransferLists::builtIn();
    if (!lists)
        return tl::unexpected(lists.error());
    if (auto ok = checkRequester(in); !ok)
        return tl::unexpected(ok.error());
    if (!in.requester.isValid())
        in.requester = m_session.actor().id;
    const auto list = lists->listFor(in.environment, in.dataKind, m_session.nowMs());
    if (!list)
        return failure(ErrorKind::Invalid, tr("There is no checklist for this kind of data in this environment."), {},
                       u"dataKind"_s);
    Result<TransferId> key = TransferId{};
    auto done = m_session.act(Right::AddEntry, id, 0, [&](const Incident &i) -> Result<void> {
        if (i.isDone())
            return failure(ErrorKind::Refused, tr("This incident has ended. Reopen it first."));
        TransferRepository repository(m_session.database());
        key = repository.insertRequest(id, in, *list);
        if (!key)
            return tl::unexpected(key.error());
        auto made = repository.byId(*key);
        if (!made)
            return tl::unexpected(made.error());
        if (move)
            if (auto moved = repository.insertMove(*made, *move); !moved)
                return tl::unexpected(moved.error());
        const QString text =
            move ? tr("Breach of procedure: %1 left production without an approval. %2").arg(called(*made), in.found)
                 : tr("%1 asked for: %2").arg(called(*made), in.purpose.trimmed());
        return ignoringKey(m_session.note(id, EntryKind::Decision, text, move != nullptr));
    });
    return done ? key : tl::unexpected(done.error());
}

Result<TransferAsked> TransferService::asked(IncidentId id, const TransferInput &in, const TransferMoveInput *move)
{
    auto key = insert(id, in, move);
    if (key)
        return TransferAsked{*key, false};
    if (!isUnannounced(key.error()))
        return tl::unexpected(key.error());
    auto done = m_session.together([&]() -> Result<void> {
        auto incident = IncidentRepository(m_session.database()).byId(id);
        if (!incident)
            return tl::unexpected(incident.error());
        const QString reason = tr("%1 asked for a data transfer.").arg(m_session.actor().name);
        if (auto ok = ExerciseRepository(m_session.database())
                          .insertLifting(id, incident->version, LiftingCause::Transfer, reason);
            !ok)
            return ok;
        if (auto noted = m_session.note(id, EntryKind::Decision,
                                        tr("This is an exercise, which was not announced. %1").arg(reason), true);
            !noted)
            return tl::unexpected(noted.error());
        key = insert(id, in, move);
        return key ? Result<void>() : tl::unexpected(key.error());
    });
    return done ? Result<TransferAsked>(TransferAsked{*key, true}) : tl::unexpected(done.error());
}

Result<TransferAsked> TransferService::ask(IncidentId id, const TransferInput &in)
{
    if (in.kind == TransferKind::Breach)
        return failure(ErrorKind::Invalid, tr("What left already is recorded, not asked for."), {}, u"kind"_s);
    if (auto ok = checkTransfer(in, m_session.nowMs()); !ok)
        return tl::unexpected(ok.error());
    return asked(id, in, nullptr);
}

Result<TransferAsked> TransferService::recordBreach(IncidentId id, const TransferInput &in,
                                                    const TransferMoveInput &move)
{
    TransferInput breach = in;
    breach.kind = TransferKind::Breach;
    if (auto ok = checkTransfer(breach, m_session.nowMs()); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = checkMove(move, m_session.nowMs()); !ok)
        return tl::unexpected(ok.error());
    return asked(id, breach, &move);
}

Result<Transfer> TransferService::fresh(const Transfer &seen)
{
    auto now = TransferRepository(m_session.database()).byId(seen.id);
    if (now && now->version != seen.version)
        return failure(ErrorKind::Conflict,
                       tr("Somebody else changed this transfer in the meantime. Look at it again."));
    return now;
}

Result<void> TransferService::answer(const Transfer &seen, const ChecklistInput &in, const Attestation &legal)
{
    const bool attested = legal.by.isValid();
    return m_session.act(
        attested ? Right::Send : Right::AnswerChecklist, seen.incident, 0, [&](const Incident &) -> Result<void> {
            auto now = fresh(seen);
            if (!now)
                return tl::unexpected(now.error());
            if (auto ok = checkIfAttested(m_session, legal, Right::AnswerChecklist); !ok)
                return ok;
            if (const QString no = mayNotAnswer(*now, attested ? legal.by : m_session.actor().id); !no.isEmpty())
                return failure(ErrorKind::Refused, no, {}, u"attestedBy"_s);
            const bool breach = now->state == TransferState::Breach;
            if (!isUndecided(now->state) || breach != (in.verdict == ChecklistVerdict::Noted))
                return failure(ErrorKind::Refused, tr("This request waits for no answer."));
            if (auto ok = checkChecklist(in, now->checklist.items); !ok)
                return ok;
            if (auto ok = TransferRepository(m_session.database()).insertAnswer(*now, in, legal); !ok)
                return ok;
            const QString text =
                in.verdict == ChecklistVerdict::Go     ? tr("%1: legal answered the checklist, it may go ahead. %2")
                : in.verdict == ChecklistVerdict::Stop ? tr("%1: legal blocks it. %2")
                                                       : tr("%1: legal has seen the breach of procedure. %2");
            return ignoringKey(m_session.note(
                seen.incident, EntryKind::Decision,
                text.arg(called(*now), (in.goAhead.trimmed() + u' ' + in.remark.trimmed()).trimmed()).trimmed(), true));
        });
}

Result<void> TransferService::decide(const Transfer &seen, const TransferDecisionInput &in)
{
    const auto right = [&](const Incident &i) {
        return decisionRight(in.decision, i.manager.isValid() && i.manager == seen.content.requester);
    };
    return m_session.act(right, seen.incident, 0, [&](const Incident &i) -> Result<void> {
        auto now = fresh(seen);
        if (!now)
            return tl::unexpected(now.error());
        if (auto ok = checkDecision(*now, in, m_session.nowMs()); !ok)
            return ok;
        const TransferActor actor{m_session.actor().id, m_session.actor().roles, i.manager == m_session.actor().id};
        const bool requesterHolds = i.manager.isValid() && i.manager == now->content.requester;
        if (const QString no = mayNotDecide(*now, actor, requesterHolds, in.decision); !no.isEmpty())
            return failure(ErrorKind::Refused, no);
        if (auto ok = TransferRepository(m_session.database()).insertDecision(*now, in); !ok)
            return ok;
        return ignoringKey(
            m_session.note(seen.incident, EntryKind::Decision,
                           tr("%1 %2. %3 %4")
                               .arg(called(*now), nameOf(in.decision), in.words.trimmed(), in.conditions.trimmed())
                               .trimmed(),
                           true));
    });
}

Result<void> TransferService::remark(const Transfer &seen, TransferRemarkKind kind, const QString &text)
{
    if (auto ok = checkRemark(text, kind == TransferRemarkKind::Question); !ok)
        return ok;
    return m_session.act(Right::AddEntry, seen.incident, 0, [&](const Incident &) {
        return TransferRepository(m_session.database()).insertRemark(seen, kind, text);
    });
}

Result<void> TransferService::recordMove(const Transfer &seen, const TransferMoveInput &in)
{
    if (auto ok = checkMove(in, m_session.nowMs()); !ok)
        return ok;
    return m_session.act(Right::AddEntry, seen.incident, 0, [&](const Incident &) -> Result<void> {
        auto now = fresh(seen);
        if (!now)
            return tl::unexpected(now.error());
        if (const QString no = noApproval(*now, m_session.nowMs()); !no.isEmpty())
            return failure(ErrorKind::Refused, no);
        if (now->content.kind != TransferKind::Breach &&
            (in.atMs < now->approvedMs - 60'000 || in.atMs > now->validUntilMs))
            return failure(ErrorKind::Refused,
                           tr("It did not leave while this approval was in force. What left without one is recorded as "
                              "a breach of procedure."),
                           {}, u"at"_s);
        if (auto key = TransferRepository(m_session.database()).insertMove(*now, in); !key)
            return tl::unexpected(key.error());
        return ignoringKey(m_session.note(
            seen.incident, EntryKind::Evidence,
            (in.items.size() == 1 ? tr("%1: one item left for %2 by %3.") : tr("%1: %4 items left for %2 by %3."))
                .arg(called(*now), now->content.destination, in.carrier.trimmed())
                .replace(u"%4"_s, QString::number(in.items.size())),
            true));
    });
}

Result<void> TransferService::recordEnd(const Transfer &seen, const QList<TransferMoveId> &ended,
                                        const TransferEndInput &in)
{
    return m_session.act(Right::AddEntry, seen.incident, 0, [&](const Incident &) -> Result<void> {
        auto now = fresh(seen);
        if (!now)
            return tl::unexpected(now.error());
        TransferRepository repository(m_session.database());
        auto moves = repository.moves(seen.id);
        if (!moves)
            return tl::unexpected(moves.error());
        if (ended.isEmpty())
            return failure(ErrorKind::Invalid, tr("Choose what it is about."), {}, u"moves"_s);
        for (const TransferMoveId move : ended) {
            const auto it =
                std::find_if(moves->begin(), moves->end(), [move](const TransferMove &m) { return m.id == move; });
            if (it == moves->end())
                return failure(ErrorKind::NotFound, tr("This did not leave under this transfer."));
            if (it->isGone())
                return failure(ErrorKind::Refused, tr("It was returned or destroyed already."));
            // Said to the minute: in the minute in which it left, it ended after that.
            TransferEndInput its = in;
            if (its.atMs < it->content.atMs && it->content.atMs - its.atMs < kMinuteMs)
                its.atMs = it->content.atMs;
            if (auto ok = checkEnd(its, it->content.atMs, m_session.nowMs()); !ok)
                return ok;
            if (auto ok = repository.insertEnd(*now, move, its); !ok)
                return ok;
            ++now->version;
        }
        return ignoringKey(m_session.note(
            seen.incident, EntryKind::Evidence,
            tr("%1: %2, %3. %4").arg(called(*now), nameOf(in.outcome).toLower(), in.byWhom.trimmed(), in.how.trimmed()),
            true));
    });
}

Result<void> TransferService::exportCustody(TransferId id, CustodyFormat format, const QString &path)
{
    auto d = details(id);
    if (!d)
        return tl::unexpected(d.error());
    auto head = RecordService(m_session).head();
    if (!head)
        return tl::unexpected(head.error());
    const QString anchor = tr("entry %1, SHA-256 %2").arg(head->seq).arg(head->hash);
    return m_session.act(Right::AddEntry, d->transfer.incident, 0, [&](const Incident &i) -> Result<void> {
        QByteArray bytes;
        if (format == CustodyFormat::Sums) {
            bytes = custodySums(*d);
        } else if (format == CustodyFormat::Json) {
            bytes = custodyJson(*d, anchor, m_session.nowMs());
        } else {
            if (!m_renderer)
                return failure(ErrorKind::Internal, tr("This program makes no PDF."));
            auto pdf = m_renderer->renderReport({i.reference(), tr("Chain of custody"),
                                                 custodyMarkdown(*d, anchor, m_session.nowMs(), m_session.actor().name),
                                                 m_session.nowMs()});
            if (!pdf)
                return tl::unexpected(pdf.error());
            bytes = *pdf;
        }
        const auto failed = [&path](const QSaveFile &file) {
            return failure(ErrorKind::Invalid, tr("The file cannot be written: %1").arg(file.errorString()), path,
                           u"path"_s);
        };
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return failed(file);
        if (auto kept = TeamRepository(m_session.database())
                            .insertExport(d->transfer.incident, u"custody"_s, codeOf(format),
                                          QFileInfo(path).fileName(), QString::fromLatin1(sha256Hex(bytes)));
            !kept)
            return kept;
        return file.commit() ? Result<void>() : failed(file);
    });
}

} // namespace tocsin
