#include "models/services/postmortemservice.h"

#include "models/services/attestationcheck.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/postmortemrepository.h"
#include "models/storage/timelinerepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

namespace {

constexpr qsizetype kMaxBody = 500000;
constexpr int kMostPicked = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

} // namespace

Result<Incident> PostmortemService::readable(IncidentId incident)
{
    auto i = IncidentRepository(m_session.database()).byId(incident);
    if (!i)
        return i;
    if (const auto may = m_session.require(Right::ReadPostmortem, i->manager); !may)
        return tl::unexpected(may.error());
    return i;
}

Result<std::optional<Postmortem>> PostmortemService::of(IncidentId incident)
{
    if (auto i = readable(incident); !i)
        return tl::unexpected(i.error());
    return PostmortemRepository(m_session.database()).of(incident);
}

Result<std::optional<Postmortem>> PostmortemService::open(IncidentId incident)
{
    auto found = of(incident);
    if (!found || !*found || m_session.database().isReadOnly())
        return found;
    const auto noted = m_session.act(Right::ReadPostmortem, incident, 0, [&](const Incident &) {
        return PostmortemRepository(m_session.database())
            .insertUse(incident, (*found)->text, PostmortemUse::Opened, {}, {});
    });
    if (!noted)
        return tl::unexpected(noted.error());
    return found;
}

Result<QList<PickedEntry>> PostmortemService::picks(IncidentId incident, const PostmortemBody &body)
{
    TimelineRepository timeline(m_session.database());
    TimelineFilter keys;
    keys.keyEventsOnly = true;
    auto entries = timeline.page(incident, keys, {}, kMostPicked, false);
    if (!entries)
        return tl::unexpected(entries.error());
    for (const qint64 id : body.also) {
        auto entry = timeline.byId(EntryId{id});
        const bool twice =
            std::any_of(entries->begin(), entries->end(), [id](const TimelineEntry &e) { return e.id.value == id; });
        if (entry && entry->incident == incident && !twice)
            entries->append(*entry);
    }
    return pickEntries(*entries, body);
}

Result<void> PostmortemService::save(IncidentId incident, int seenVersion, const QString &markdown,
                                     const QString &remark)
{
    return save(incident, seenVersion, PostmortemBody::fromMarkdown(markdown), remark);
}

Result<void> PostmortemService::save(IncidentId incident, int seenVersion, const PostmortemBody &body,
                                     const QString &remark)
{
    if (body.isEmpty())
        return failure(ErrorKind::Invalid, tr("The post-mortem has no text yet."), {}, QStringLiteral("body"));
    if (auto ok = checkBody(body); !ok)
        return ok;
    return m_session.act(Right::WritePostmortem, incident, 0, [&](const Incident &i) -> Result<void> {
        if (i.closedMs > 0)
            return failure(ErrorKind::Refused, tr("This incident is closed. Reopen it to change the post-mortem."));
        PostmortemRepository repository(m_session.database());
        auto before = repository.of(incident);
        auto picked = picks(incident, body);
        if (!before || !picked)
            return tl::unexpected(before ? picked.error() : before.error());
        if (*before && (*before)->state == PostmortemState::Approved && remark.trimmed().isEmpty())
            return failure(ErrorKind::Invalid, tr("It is approved: say why it is written anew."), {},
                           QStringLiteral("remark"));
        PostmortemBody kept = body;
        kept.picked = *picked;
        const QString text = kept.toMarkdown();
        if (text.size() > kMaxBody)
            return failure(ErrorKind::Invalid, tr("The text is longer than 500,000 characters."), {},
                           QStringLiteral("body"));
        return repository.insertText(incident, seenVersion, text, remark.trimmed());
    });
}

Result<Postmortem> PostmortemService::fresh(IncidentId incident, int seenVersion)
{
    auto now = PostmortemRepository(m_session.database()).of(incident);
    if (!now)
        return tl::unexpected(now.error());
    if (!*now)
        return failure(ErrorKind::NotFound, tr("No post-mortem was begun."));
    if ((*now)->version != seenVersion)
        return failure(ErrorKind::Conflict,
                       tr("Somebody else changed the post-mortem in the meantime. Look at it again."));
    return **now;
}

Result<void> PostmortemService::decide(IncidentId incident, int seenVersion, const QString &step, const QString &remark)
{
    auto now = fresh(incident, seenVersion);
    if (!now)
        return tl::unexpected(now.error());
    const bool submits = step == QStringLiteral("submit");
    if (now->state != (submits ? PostmortemState::Draft : PostmortemState::InReview))
        return failure(ErrorKind::Refused, submits ? tr("It was submitted already.") : tr("It is not in review."));
    if (submits) {
        const PostmortemBody body = PostmortemBody::fromMarkdown(now->body);
        auto picked = picks(incident, body);
        if (!picked)
            return tl::unexpected(picked.error());
        if (*picked != body.picked)
            return failure(ErrorKind::Refused,
                           tr("The timeline of the incident changed since this version. Save one that is in step."), {},
                           QStringLiteral("timeline"));
    }
    const PostmortemState to = step == QStringLiteral("return") ? PostmortemState::Draft : PostmortemState::InReview;
    return PostmortemRepository(m_session.database()).insertDecision(incident, *now, step, to, {}, remark.trimmed());
}

Result<void> PostmortemService::submit(IncidentId incident, int seenVersion)
{
    return m_session.act(Right::WritePostmortem, incident, 0,
                         [&](const Incident &) { return decide(incident, seenVersion, QStringLiteral("submit"), {}); });
}

Result<void> PostmortemService::review(IncidentId incident, int seenVersion, const QString &remark)
{
    return m_session.act(Right::ReviewPostmortem, incident, 0, [&](const Incident &) {
        return decide(incident, seenVersion, QStringLiteral("review"), remark);
    });
}

Result<void> PostmortemService::giveBack(IncidentId incident, int seenVersion, const QString &remark)
{
    if (remark.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say what is to be changed."), {}, QStringLiteral("remark"));
    return m_session.act(Right::CommentPostmortem, incident, 0, [&](const Incident &) {
        return decide(incident, seenVersion, QStringLiteral("return"), remark);
    });
}

Result<void> PostmortemService::approve(IncidentId incident, int seenVersion, const Attestation &approver)
{
    const bool attested = approver.by.isValid();
    return m_session.act(attested ? Right::Send : Right::ApprovePostmortem, incident, 0,
                         [&](const Incident &) -> Result<void> {
                             auto now = fresh(incident, seenVersion);
                             if (!now)
                                 return tl::unexpected(now.error());
                             if (now->state != PostmortemState::InReview)
                                 return failure(ErrorKind::Refused, tr("Submit it for review first."));
                             if (!now->isReviewed())
                                 return failure(ErrorKind::Refused, tr("The incident manager reviews it first."));
                             if (auto ok = checkIfAttested(m_session, approver, Right::ApprovePostmortem); !ok)
                                 return ok;
                             PostmortemRepository repository(m_session.database());
                             auto authors = repository.authors(incident);
                             if (!authors)
                                 return tl::unexpected(authors.error());
                             if (authors->contains(attested ? approver.by : m_session.actor().id))
                                 return failure(ErrorKind::Refused, tr("An author cannot approve it."), {},
                                                QStringLiteral("attestedBy"));
                             if (auto ok = repository.insertDecision(incident, *now, QStringLiteral("approve"),
                                                                     PostmortemState::Approved, approver);
                                 !ok)
                                 return ok;
                             // The timeline says that it is finished, and nothing of what it says (P11.3).
                             auto noted = m_session.note(incident, EntryKind::Closing, tr("Post-mortem approved."));
                             return noted ? Result<void>() : tl::unexpected(noted.error());
                         });
}

Result<QList<PostmortemVersion>> PostmortemService::versions(IncidentId incident)
{
    if (auto i = readable(incident); !i)
        return tl::unexpected(i.error());
    return PostmortemRepository(m_session.database()).versions(incident);
}

Result<QString> PostmortemService::bodyOf(IncidentId incident, PostmortemTextId text)
{
    if (auto i = readable(incident); !i)
        return tl::unexpected(i.error());
    return PostmortemRepository(m_session.database()).body(incident, text);
}

Result<QList<PostmortemLine>> PostmortemService::lines(bool exercises)
{
    auto all = PostmortemRepository(m_session.database()).lines(exercises);
    if (!all)
        return all;
    QList<PostmortemLine> mine;
    for (const PostmortemLine &line : std::as_const(*all))
        if (readable(line.incident))
            mine.append(line);
    return mine;
}

} // namespace tocsin
