#include "models/domain/notice.h"

#include <QRegularExpression>
#include <QSet>

namespace tocsin {

template<> std::span<const EnumEntry<ContentMark>> enumTable<ContentMark>()
{
    static constexpr EnumEntry<ContentMark> table[] = {
        {ContentMark::Missing, "missing", QT_TRANSLATE_NOOP("tocsin::domain", "Missing")},
        {ContentMark::Given, "given", QT_TRANSLATE_NOOP("tocsin::domain", "Given")},
        {ContentMark::NotKnownYet, "not_known", QT_TRANSLATE_NOOP("tocsin::domain", "Said to be not known yet")},
    };
    return table;
}

template<> std::span<const EnumEntry<PostmortemState>> enumTable<PostmortemState>()
{
    static constexpr EnumEntry<PostmortemState> table[] = {
        {PostmortemState::Draft, "draft", QT_TRANSLATE_NOOP("tocsin::domain", "Draft")},
        {PostmortemState::InReview, "in_review", QT_TRANSLATE_NOOP("tocsin::domain", "In review")},
        {PostmortemState::Approved, "approved", QT_TRANSLATE_NOOP("tocsin::domain", "Approved")},
    };
    return table;
}

QStringList placeholdersIn(const QString &text)
{
    // Possessive: however long what stands between the braces, it is read once.
    static const QRegularExpression form(QStringLiteral("\\{\\{\\{?+\\s*+[&#/^!>]?+([^{}]*+)\\}?\\}\\}"));
    QStringList names;
    QSet<QString> seen;
    const auto add = [&](const QString &name) {
        if (!seen.contains(name))
            names << name;
        seen.insert(name);
    };
    for (auto it = form.globalMatch(text); it.hasNext();)
        add(it.next().captured(1).trimmed());
    // A tag that was never closed is no less unfilled.
    static const QRegularExpression leftover(QStringLiteral("\\{\\{[^\\s}]{0,40}"));
    for (auto it = leftover.globalMatch(QString(text).remove(form)); it.hasNext();)
        add(it.next().captured());
    return names;
}

bool hasOtherTags(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\{\\{\\s*[{&#/^!>=]"));
    return form.match(text).hasMatch();
}

bool reachedByHand(const QList<HandDelivery> &deliveries, SubscriptionId subscription)
{
    QMap<QString, bool> last; // in the order they were recorded
    for (const HandDelivery &d : deliveries)
        if (d.subscription == subscription)
            last.insert(d.means, d.reached);
    return last.values().contains(true);
}

} // namespace tocsin
