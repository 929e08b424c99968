#pragma once

#include "models/domain/delivery.h"
#include "models/domain/ids.h"
#include "models/domain/noticestate.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace tocsin {

/** How one required item of content stands (P9.4, P9.5). */
enum class ContentMark { Missing, Given, NotKnownYet };
template<> std::span<const EnumEntry<ContentMark>> enumTable<ContentMark>();

/** The text of a notice, as drafted. */
struct NoticeDraft
{
    QString subject;
    QString body;                       ///< Markdown source
    QMap<QString, ContentMark> content; ///< by code of the content item
    QMap<QString, QString> form = {};   ///< the authority's form: what was answered, by key of its field (P9.4)
};

/** One version of a notice's text, kept. */
struct NoticeText
{
    NoticeTextId id;
    NoticeDraft draft;
    QString sha256; ///< hex, over subject, body and content marks
    PersonId author;
    QString authorName;
    qint64 atMs = 0;
};

/** The head of a notice (P9). */
struct Notice
{
    NoticeId id;
    int version = 0;
    IncidentId incident;
    Audience audience = Audience::Customers;
    NoticePhase phase = NoticePhase::First;
    int number = 0;
    NoticeState state = NoticeState::Draft;
    NoticeTextId text;
    NoticeTextId approvedText;
    qint64 updatedMs = 0;
    QString subject;
    int messages = 0;
    int reached = 0;
    QString language = QStringLiteral("en");
    bool forLanguage = false; ///< it goes to customers of this language alone
    NoticeId follows;         ///< the notice it goes on from, or corrects
};

/** One step of a notice, with who and when. */
struct NoticeStepRow
{
    NoticeStep step = NoticeStep::Submit;
    qint64 atMs = 0;
    QString byName;
    QString attestedByName;
    QString attestedWords;
    QString remark;
    QString textSha256;
};

/** One message to one recipient (P9.8). */
struct MessageRow
{
    MessageId id;
    CustomerId customer;
    QString customerName;
    QString recipient;
    QString address;
    QString result; ///< of the last attempt: "written", "accepted", "failed", "unsure", or empty
    QString reply;
    bool reached = false;
    QString means; ///< of the recorded delivery
    qint64 reachedMs = 0;
    QString proof;
    AttachmentId eml;
    AttachmentId pdf;
    QString messageRef; ///< its Message-ID
    int attempts = 0;
    QString endReason; ///< why it was called back or replaced
    MessageFacts facts;
};

/** That a subscription was told, or tried to be told, without a message: by telephone, post or portal (P9.2). */
struct HandDelivery
{
    SubscriptionId subscription;
    QString means;
    qint64 atMs = 0;
    bool reached = false;
    QString proof;
    QString byName;
};

/** True if the last word of one of the means is that it was reached. */
[[nodiscard]] bool reachedByHand(const QList<HandDelivery> &deliveries, SubscriptionId subscription);

/** Names of {{placeholders}} that stand in a text, in order, each once; one never closed with its braces (P9.6). */
[[nodiscard]] QStringList placeholdersIn(const QString &text);
/** A tag that is no plain name: a loop, a condition, a comment, a text within the text. Nothing fills these. */
[[nodiscard]] bool hasOtherTags(const QString &text);

/** State of a post-mortem (P11.2). */
enum class PostmortemState { Draft, InReview, Approved };
template<> std::span<const EnumEntry<PostmortemState>> enumTable<PostmortemState>();

} // namespace tocsin
