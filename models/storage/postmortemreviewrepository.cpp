#include "models/storage/postmortemreviewrepository.h"

#include "models/storage/database.h"
#include "models/storage/sqlfunctions.h"

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

PostmortemSection sectionOf(const QString &code)
{
    return fromCode<PostmortemSection>(code).value_or(PostmortemSection::Summary);
}

} // namespace

Result<QList<PostmortemComment>> PostmortemReviewRepository::comments(IncidentId incident)
{
    auto s = m_db.prepare(
        u"SELECT c.id, c.text_id, c.section, c.quote, c.remark, c.suggestion, c.person_id, coalesce(p.name, ''), "
        "c.instant_ms, e.outcome, e.remark, coalesce(q.name, ''), e.instant_ms FROM postmortem_comment c LEFT JOIN "
        "person p ON p.id = c.person_id LEFT JOIN postmortem_comment_end e ON e.comment_id = c.id LEFT JOIN person q "
        "ON q.id = e.person_id WHERE c.incident_id = ? ORDER BY c.id"_s);
    if (auto ok = s.bind(incident.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<PostmortemComment> list;
    while (s.next()) {
        PostmortemComment c;
        c.id = CommentId{s.int64(0)};
        c.text = PostmortemTextId{s.int64(1)};
        c.section = sectionOf(s.text(2));
        c.quote = s.text(3);
        c.remark = s.text(4);
        if (!s.isNull(5))
            c.suggestion = s.text(5);
        c.by = PersonId{s.int64(6)};
        c.byName = s.text(7);
        c.atMs = s.int64(8);
        c.outcome = fromCode<CommentOutcome>(s.text(9)).value_or(CommentOutcome::Open);
        c.endRemark = s.text(10);
        c.endedByName = s.text(11);
        c.endedMs = s.int64(12);
        list.append(c);
    }
    return list;
}

Result<void> PostmortemReviewRepository::insertComment(IncidentId incident, const PostmortemComment &c)
{
    auto s = m_db.prepare(u"INSERT INTO postmortem_comment (uuid, incident_id, text_id, section, quote, remark, "
                          "suggestion) VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(c.text.value).bind(codeOf(c.section)).bind(c.quote).bind(c.remark);
    return s.bind(c.suggestion).exec();
}

Result<void> PostmortemReviewRepository::insertEnd(IncidentId incident, CommentId comment, CommentOutcome outcome,
                                                   const QString &remark)
{
    auto s = m_db.prepare(u"INSERT INTO postmortem_comment_end (uuid, incident_id, comment_id, outcome, remark) VALUES "
                          "(?, ?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(incident.value).bind(comment.value).bind(codeOf(outcome)).bind(remark).exec();
}

Result<QList<PostmortemQuestion>> PostmortemReviewRepository::questions(IncidentId incident, PersonId askedAlone)
{
    auto s = m_db.prepare(
        u"SELECT q.id, q.asked_id, coalesce(a.name, ''), q.section, q.question, q.due_ms, coalesce(p.name, ''), "
        "q.instant_ms, w.answer, w.instant_ms FROM postmortem_question q LEFT JOIN person a ON a.id = q.asked_id LEFT "
        "JOIN person p ON p.id = q.person_id LEFT JOIN postmortem_answer w ON w.question_id = q.id WHERE "
        "q.incident_id = ? AND (? = 0 OR q.asked_id = ?) ORDER BY q.id, w.id"_s);
    if (auto ok = s.bind(incident.value).bind(askedAlone.value).bind(askedAlone.value).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<PostmortemQuestion> list;
    while (s.next()) {
        const QuestionId id{s.int64(0)};
        if (list.isEmpty() || list.last().id != id) {
            PostmortemQuestion q;
            q.id = id;
            q.incident = incident;
            q.asked = PersonId{s.int64(1)};
            q.askedName = s.text(2);
            q.section = sectionOf(s.text(3));
            q.question = s.text(4);
            q.dueMs = s.int64(5);
            q.byName = s.text(6);
            q.atMs = s.int64(7);
            list.append(q);
        }
        if (!s.isNull(8))
            list.last().answers.append({s.text(8), s.int64(9)});
    }
    return list;
}

Result<void> PostmortemReviewRepository::insertQuestion(IncidentId incident, const PostmortemQuestion &q)
{
    auto s = m_db.prepare(u"INSERT INTO postmortem_question (uuid, incident_id, asked_id, section, question, due_ms) "
                          "VALUES (?, ?, ?, ?, ?, ?)"_s);
    s.bind(newUuid()).bind(incident.value).bind(q.asked.value).bind(codeOf(q.section)).bind(q.question);
    return s.bindId(q.dueMs).exec();
}

Result<void> PostmortemReviewRepository::insertAnswer(IncidentId incident, QuestionId question, const QString &answer)
{
    auto s =
        m_db.prepare(u"INSERT INTO postmortem_answer (uuid, incident_id, question_id, answer) VALUES (?, ?, ?, ?)"_s);
    return s.bind(newUuid()).bind(incident.value).bind(question.value).bind(answer).exec();
}

} // namespace tocsin
