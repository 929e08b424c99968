#include "models/domain/postmortem.h"

#include <QCoreApplication>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

} // namespace

template<> std::span<const EnumEntry<CommentOutcome>> enumTable<CommentOutcome>()
{
    using enum CommentOutcome;
    static constexpr EnumEntry<CommentOutcome> table[] = {
        {Open, "open", QT_TRANSLATE_NOOP("tocsin::domain", "Open")},
        {Taken, "taken", QT_TRANSLATE_NOOP("tocsin::domain", "Taken up")},
        {Declined, "declined", QT_TRANSLATE_NOOP("tocsin::domain", "Not taken up")},
        {Withdrawn, "withdrawn", QT_TRANSLATE_NOOP("tocsin::domain", "Withdrawn")},
    };
    return table;
}

template<> std::span<const EnumEntry<PostmortemUse>> enumTable<PostmortemUse>()
{
    using enum PostmortemUse;
    static constexpr EnumEntry<PostmortemUse> table[] = {
        {Opened, "opened", QT_TRANSLATE_NOOP("tocsin::domain", "Opened")},
        {Printed, "printed", QT_TRANSLATE_NOOP("tocsin::domain", "Printed")},
        {Exported, "exported", QT_TRANSLATE_NOOP("tocsin::domain", "Exported")},
    };
    return table;
}

Result<void> checkComment(const PostmortemComment &c)
{
    if (c.remark.trimmed().isEmpty() && !c.suggestion)
        return failure(ErrorKind::Invalid, tr("Write the comment."), {}, QStringLiteral("remark"));
    if (c.suggestion && c.quote.isEmpty())
        return failure(ErrorKind::Invalid, tr("Mark the words in the text that the suggestion stands in the place of."),
                       {}, QStringLiteral("quote"));
    if (c.suggestion && *c.suggestion == c.quote)
        return failure(ErrorKind::Invalid, tr("The suggestion says what stands there already."), {},
                       QStringLiteral("suggestion"));
    return {};
}

std::optional<QString> withSuggestion(const QString &section, const PostmortemComment &comment)
{
    if (!comment.suggestion || comment.quote.isEmpty() || section.count(comment.quote) != 1)
        return std::nullopt;
    return QString(section).replace(comment.quote, *comment.suggestion);
}

} // namespace tocsin
