// Comments, suggestions and contributions: the part of the service of post-mortems that people other than its authors
// take part in (P11.2).

#include "models/services/postmortemservice.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/postmortemrepository.h"
#include "models/storage/postmortemreviewrepository.h"
#include "models/storage/restrictionrepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

/** Whether somebody could answer: has a role for it, and sees the incident (P13.4). */
Result<void> checkAsked(Session &session, const Incident &incident, PersonId asked)
{
    auto people = PeopleRepository(session.database()).all();
    if (!people)
        return tl::unexpected(people.error());
    const auto person = std::find_if(people->begin(), people->end(), [&](const Person &p) { return p.id == asked; });
    if (person == people->end() || !person->active)
        return failure(ErrorKind::Invalid, tr("Choose who is asked."), {}, QStringLiteral("asked"));
    if (!mayDo(person->roles, Right::AddEntry, false))
        return failure(ErrorKind::Invalid, tr("%1 has no role in which to answer.").arg(person->name), {},
                       QStringLiteral("asked"));
    if (incident.restricted) {
        auto named = RestrictionRepository(session.database()).people(incident.id);
        if (!named)
            return tl::unexpected(named.error());
        if (std::none_of(named->begin(), named->end(),
                         [&](const NamedPerson &n) { return n.person == asked && n.named; }))
            return failure(ErrorKind::Invalid, tr("%1 does not see this incident.").arg(person->name), {},
                           QStringLiteral("asked"));
    }
    return {};
}

} // namespace

Result<QList<PostmortemComment>> PostmortemService::comments(IncidentId incident)
{
    if (auto i = readable(incident); !i)
        return tl::unexpected(i.error());
    return PostmortemReviewRepository(m_session.database()).comments(incident);
}

Result<void> PostmortemService::comment(IncidentId incident, const PostmortemComment &comment)
{
    if (auto ok = checkComment(comment); !ok)
        return ok;
    return m_session.act(Right::CommentPostmortem, incident, 0, [&](const Incident &) -> Result<void> {
        auto now = PostmortemRepository(m_session.database()).of(incident);
        if (!now)
            return tl::unexpected(now.error());
        if (!*now || (*now)->text != comment.text)
            return failure(ErrorKind::Conflict, tr("There is a newer version. Look at it first."));
        const PostmortemBody body = PostmortemBody::fromMarkdown((*now)->body);
        if (!comment.quote.isEmpty() && !body.text.value(comment.section).contains(comment.quote))
            return failure(ErrorKind::Invalid, tr("These words do not stand in this section."), {},
                           QStringLiteral("quote"));
        PostmortemComment kept = comment;
        kept.remark = comment.remark.trimmed();
        return PostmortemReviewRepository(m_session.database()).insertComment(incident, kept);
    });
}

Result<void> PostmortemService::settle(IncidentId incident, CommentId id, CommentOutcome outcome, const QString &remark)
{
    if (outcome == CommentOutcome::Declined && remark.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why it is not taken up."), {}, QStringLiteral("remark"));
    const Right right = outcome == CommentOutcome::Withdrawn ? Right::CommentPostmortem : Right::WritePostmortem;
    return m_session.act(right, incident, 0, [&](const Incident &) -> Result<void> {
        PostmortemReviewRepository repository(m_session.database());
        auto all = repository.comments(incident);
        if (!all)
            return tl::unexpected(all.error());
        const auto c = std::find_if(all->begin(), all->end(), [&](const PostmortemComment &x) { return x.id == id; });
        if (c == all->end())
            return failure(ErrorKind::NotFound, tr("There is no such comment."));
        if (c->outcome != CommentOutcome::Open)
            return failure(ErrorKind::Conflict, tr("%1 settled it already.").arg(c->endedByName));
        if (outcome == CommentOutcome::Withdrawn && c->by != m_session.actor().id)
            return failure(ErrorKind::Refused, tr("Only who wrote it withdraws it."));
        return repository.insertEnd(incident, id, outcome, remark.trimmed());
    });
}

Result<QList<PostmortemQuestion>> PostmortemService::questions(IncidentId incident)
{
    auto i = IncidentRepository(m_session.database()).byId(incident);
    if (!i)
        return tl::unexpected(i.error());
    const bool all = readable(incident).has_value();
    return PostmortemReviewRepository(m_session.database())
        .questions(incident, all ? PersonId{} : m_session.actor().id);
}

Result<void> PostmortemService::ask(IncidentId incident, const PostmortemQuestion &question)
{
    if (question.question.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Write the question."), {}, QStringLiteral("question"));
    return m_session.act(Right::WritePostmortem, incident, 0, [&](const Incident &i) -> Result<void> {
        if (auto ok = checkAsked(m_session, i, question.asked); !ok)
            return ok;
        PostmortemQuestion kept = question;
        kept.question = question.question.trimmed();
        return PostmortemReviewRepository(m_session.database()).insertQuestion(incident, kept);
    });
}

Result<void> PostmortemService::answer(IncidentId incident, QuestionId question, const QString &answer)
{
    if (answer.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Write the answer."), {}, QStringLiteral("answer"));
    return m_session.act(Right::AddEntry, incident, 0, [&](const Incident &) -> Result<void> {
        PostmortemReviewRepository repository(m_session.database());
        auto mine = repository.questions(incident, m_session.actor().id);
        if (!mine)
            return tl::unexpected(mine.error());
        if (std::none_of(mine->begin(), mine->end(), [&](const PostmortemQuestion &q) { return q.id == question; }))
            return failure(ErrorKind::Denied, tr("This was asked of somebody else."));
        return repository.insertAnswer(incident, question, answer.trimmed());
    });
}

} // namespace tocsin
