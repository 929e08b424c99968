#pragma once

#include "models/domain/notice.h"
#include "models/domain/person.h"
#include "models/domain/postmortembody.h"

#include <QSet>

namespace tocsin {

using SummaryTextId = Id<struct SummaryTextTag>;

/** What must not slip from a post-mortem into a notice (P11.4). */
enum class LeakKind { Person, System, Customer };
template<> std::span<const EnumEntry<LeakKind>> enumTable<LeakKind>();

/** A paragraph of the summary, and the sections of the post-mortem that it came from. */
struct SummaryParagraph
{
    QString text;
    QSet<PostmortemSection> from;
    friend bool operator==(const SummaryParagraph &, const SummaryParagraph &) = default;
};

/** As it is kept: Markdown, in which a remark before each paragraph says where it came from. */
[[nodiscard]] QString summaryBody(const QList<SummaryParagraph> &paragraphs);
[[nodiscard]] QList<SummaryParagraph> summaryParagraphs(const QString &body);
/** As a notice has it: the paragraphs alone. */
[[nodiscard]] QString summaryText(const QList<SummaryParagraph> &paragraphs);
/** Something in each paragraph, and where each came from. */
[[nodiscard]] Result<void> checkSummary(const QList<SummaryParagraph> &paragraphs);
/** Words that look like the name of a machine, an account or a place inside: db-07, svc_backup, ci.example.internal. */
[[nodiscard]] QStringList internalWords(const QString &text);

/** Words of a summary that may be confidential; or, without words, the whole text looked through for one kind. */
struct SummaryLeak
{
    LeakKind kind = LeakKind::Person;
    QString words;
    QString whose = {};  ///< whom or what it may name, for people
    QString reason = {}; ///< why it may stay; empty: it keeps the summary from legal
    QString byName = {};
    qint64 atMs = 0;
    [[nodiscard]] bool isSettled() const { return !reason.isEmpty(); }
};

/** The summary of an incident's post-mortem as it stands. */
struct PostmortemSummary
{
    int version = 0;
    PostmortemState state = PostmortemState::Draft;
    SummaryTextId text;
    QString body;
    QString sha256;
    PersonId author;
    QString authorName;
    qint64 atMs = 0;
    bool ofThisPostmortem = true; ///< no version of the post-mortem came after the one it was drawn from
    QString approvedByName;
    qint64 approvedMs = 0;
    QString returnRemark;       ///< what is to be changed, where it was given back
    QSet<LeakKind> lookedFor;   ///< kinds that the author looked through this text for
    QList<SummaryLeak> mayStay; ///< words that the author said may stay, of any version
};

} // namespace tocsin
