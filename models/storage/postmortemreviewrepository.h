#pragma once

#include "models/domain/postmortem.h"

#include <QList>

namespace tocsin {

class Database;

/** Comments on a post-mortem, and the contributions people were asked for (P11.2). */
class PostmortemReviewRepository
{
public:
    explicit PostmortemReviewRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<QList<PostmortemComment>> comments(IncidentId incident);
    [[nodiscard]] Result<void> insertComment(IncidentId incident, const PostmortemComment &comment);
    [[nodiscard]] Result<void> insertEnd(IncidentId incident, CommentId comment, CommentOutcome outcome,
                                         const QString &remark);

    /** Of the incident; or, with a person, what this one was asked and answered, and nothing else. */
    [[nodiscard]] Result<QList<PostmortemQuestion>> questions(IncidentId incident, PersonId askedAlone = {});
    [[nodiscard]] Result<void> insertQuestion(IncidentId incident, const PostmortemQuestion &question);
    [[nodiscard]] Result<void> insertAnswer(IncidentId incident, QuestionId question, const QString &answer);

private:
    Database &m_db;
};

} // namespace tocsin
