#include "models/services/postmortemservice.h"

#include "models/services/attestationcheck.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/postmortemrepository.h"

#include <QCoreApplication>

namespace tocsin {

namespace {

constexpr qsizetype kMaxBody = 500000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

} // namespace

QString PostmortemService::outline()
{
    QString text;
    for (const char *heading :
         {"Summary", "Impact", "Timeline", "Root cause and contributing factors", "Was the response sufficient?",
          "Were the operating procedures sufficient?", "Changes to policies, procedures and processes", "Lessons"})
        text += QStringLiteral("## ") + tr(heading) + QStringLiteral("\n\n\n");
    return text.trimmed() + u'\n';
}

Result<std::optional<Postmortem>> PostmortemService::of(IncidentId incident)
{
    auto i = IncidentRepository(m_session.database()).byId(incident);
    if (!i)
        return tl::unexpected(i.error());
    if (auto ok = m_session.require(Right::ReadPostmortem, i->manager); !ok)
        return tl::unexpected(ok.error());
    return PostmortemRepository(m_session.database()).of(incident);
}

Result<void> PostmortemService::save(IncidentId incident, int seenVersion, const QString &body)
{
    if (body.trimmed().isEmpty() || body.trimmed() == outline().trimmed())
        return failure(ErrorKind::Invalid, tr("The post-mortem has no text yet."), {}, QStringLiteral("body"));
    if (body.size() > kMaxBody)
        return failure(ErrorKind::Invalid, tr("The text is longer than 500,000 characters."), {},
                       QStringLiteral("body"));
    return m_session.act(Right::WritePostmortem, incident, 0, [&](const Incident &i) -> Result<void> {
        if (i.closedMs > 0)
            return failure(ErrorKind::Refused, tr("This incident is closed. Reopen it to change the post-mortem."));
        return PostmortemRepository(m_session.database()).insertText(incident, seenVersion, body);
    });
}

namespace {

/** The post-mortem inside the act, unchanged since the person saw it. */
Result<Postmortem> fresh(Session &session, IncidentId incident, int seenVersion)
{
    auto now = PostmortemRepository(session.database()).of(incident);
    if (!now)
        return tl::unexpected(now.error());
    if (!*now)
        return failure(ErrorKind::NotFound, tr("No post-mortem was begun."));
    if ((*now)->version != seenVersion)
        return failure(ErrorKind::Conflict,
                       tr("Somebody else changed the post-mortem in the meantime. Look at it again."));
    return **now;
}

} // namespace

Result<void> PostmortemService::submit(IncidentId incident, int seenVersion)
{
    return m_session.act(Right::WritePostmortem, incident, 0, [&](const Incident &) -> Result<void> {
        auto now = fresh(m_session, incident, seenVersion);
        if (!now)
            return tl::unexpected(now.error());
        if (now->state != PostmortemState::Draft)
            return failure(ErrorKind::Refused, tr("It was submitted already."));
        return PostmortemRepository(m_session.database())
            .insertDecision(incident, *now, QStringLiteral("submit"), PostmortemState::InReview, {});
    });
}

Result<void> PostmortemService::approve(IncidentId incident, int seenVersion, const Attestation &approver)
{
    const bool attested = approver.by.isValid();
    return m_session.act(
        attested ? Right::Send : Right::ApprovePostmortem, incident, 0, [&](const Incident &) -> Result<void> {
            auto now = fresh(m_session, incident, seenVersion);
            if (!now)
                return tl::unexpected(now.error());
            if (now->state != PostmortemState::InReview)
                return failure(ErrorKind::Refused, tr("Submit it for review first."));
            if (attested) {
                auto people = PeopleRepository(m_session.database()).all();
                if (!people)
                    return tl::unexpected(people.error());
                if (auto ok = checkAttestation(approver, Right::ApprovePostmortem, *people, m_session.actor(),
                                               m_session.nowMs());
                    !ok)
                    return ok;
            }
            auto authors = PostmortemRepository(m_session.database()).authors(incident);
            if (!authors)
                return tl::unexpected(authors.error());
            if (authors->contains(attested ? approver.by : m_session.actor().id))
                return failure(ErrorKind::Refused, tr("An author cannot approve it."), {},
                               QStringLiteral("attestedBy"));
            if (auto ok =
                    PostmortemRepository(m_session.database())
                        .insertDecision(incident, *now, QStringLiteral("approve"), PostmortemState::Approved, approver);
                !ok)
                return ok;
            // The timeline says that it is finished, and nothing of what it says (P11.3).
            auto noted = m_session.note(incident, EntryKind::Closing, tr("Post-mortem approved."));
            return noted ? Result<void>() : tl::unexpected(noted.error());
        });
}

} // namespace tocsin
