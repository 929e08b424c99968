#pragma once

#include "models/domain/notice.h"
#include "models/domain/person.h"
#include "models/domain/postmortembody.h"

namespace tocsin {

/** A post-mortem as it stands. */
struct Postmortem
{
    int version = 0;
    PostmortemState state = PostmortemState::Draft;
    PostmortemTextId text;
    QString body; ///< Markdown source, as PostmortemBody reads it
    QString sha256;
    PersonId author;
    QString authorName;
    qint64 atMs = 0;
    QString approvedByName;
    qint64 approvedMs = 0;
    QString reviewedByName; ///< of the text as it stands; empty: not yet
    qint64 reviewedMs = 0;
    QString returnRemark; ///< what is to be changed, where it was given back
    [[nodiscard]] bool isReviewed() const { return reviewedMs > 0; }
};

/** One text among the versions. */
struct PostmortemVersion
{
    PostmortemTextId text;
    int number = 0; ///< from 1
    QString authorName;
    qint64 atMs = 0;
    QString remark; ///< what changed, or why it was written anew
    QString sha256;
    bool approved = false;
};

/** One of those over all incidents; `version` 0 where none was begun and one is owed. */
struct PostmortemLine
{
    IncidentId incident;
    QString reference;
    QString title;
    int version = 0;
    PostmortemState state = PostmortemState::Draft;
    QString authorNames;
    qint64 atMs = 0;
    bool required = false;
    bool closed = false;
    bool reviewed = false;
    int openComments = 0;
    int openQuestions = 0;
};

/** What became of a comment. */
enum class CommentOutcome { Open, Taken, Declined, Withdrawn };
template<> std::span<const EnumEntry<CommentOutcome>> enumTable<CommentOutcome>();

/** A reviewer's comment on a section, or a suggestion of other words (P11.2). */
struct PostmortemComment
{
    CommentId id;
    PostmortemTextId text;
    PostmortemSection section = PostmortemSection::Summary;
    QString quote;                     ///< the place it is about; may be empty
    QString remark;                    ///< may be empty if it suggests
    std::optional<QString> suggestion; ///< in the place of the quote
    PersonId by;
    QString byName;
    qint64 atMs = 0;
    CommentOutcome outcome = CommentOutcome::Open;
    QString endRemark;
    QString endedByName;
    qint64 endedMs = 0;
};
[[nodiscard]] Result<void> checkComment(const PostmortemComment &comment);
/** The section with the suggestion in the place of its quote; nothing if the quote is not there, or twice. */
[[nodiscard]] std::optional<QString> withSuggestion(const QString &section, const PostmortemComment &comment);

/** An answer to a question; several may follow each other. */
struct ContributionAnswer
{
    QString text;
    qint64 atMs = 0;
};

/** A contribution somebody was asked for (P11.2). */
struct PostmortemQuestion
{
    QuestionId id;
    IncidentId incident;
    PersonId asked;
    QString askedName;
    PostmortemSection section = PostmortemSection::Summary;
    QString question;
    qint64 dueMs = 0; ///< 0: no day
    QString byName;
    qint64 atMs = 0;
    QList<ContributionAnswer> answers;
};

/** What happened to what a post-mortem says outside of it: who opened, printed or exported it (P11.3). */
enum class PostmortemUse { Opened, Printed, Exported };
template<> std::span<const EnumEntry<PostmortemUse>> enumTable<PostmortemUse>();

/** One line of who had it before them. */
struct PostmortemUseLine
{
    PostmortemUse kind = PostmortemUse::Opened;
    QString byName;
    qint64 atMs = 0;
    int number = 0; ///< of the version
    QString fileName;
};

} // namespace tocsin
