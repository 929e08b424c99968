#include "models/services/noticetemplate.h"

#include "models/domain/noticewords.h"
#include "models/services/noticesending.h"

#include <QCoreApplication>
#include <QFile>
#include <QMap>
#include <QStringList>

#include <kainjow/mustache.hpp>

static void initTemplateResources()
{
    Q_INIT_RESOURCE(tocsin_templates);
}

namespace tocsin {

namespace {

constexpr qsizetype kSubjectValue = 100; ///< what a list may take of a subject
constexpr qsizetype kSubject = 400;      ///< no mail program shows more, and no header is to be longer

/** When it was accessed: one instant, or the first and the last. */
QString accessSpan(const ScopeRow &row, const QString &language)
{
    if (row.fromMs <= 0)
        return {};
    const QString last = row.toMs > row.fromMs ? QStringLiteral(" – ") + noticeInstant(row.toMs, language) : QString();
    return QStringLiteral(" (") + noticeInstant(row.fromMs, language) + last + u')';
}

} // namespace

QString filledIn(const QString &text, QMap<QString, QString> values)
{
    for (const QString &name : placeholdersIn(text))
        if (!values.contains(name))
            values.insert(name, QStringLiteral("{{") + name + QStringLiteral("}}"));
    kainjow::mustache::data data;
    for (auto it = values.begin(); it != values.end(); ++it)
        data.set(it.key().toStdString(), it.value().toStdString());
    kainjow::mustache::mustache form(text.toStdString());
    form.set_custom_escape([](const std::string &s) { return s; }); // plain text, not HTML
    return form.is_valid() ? QString::fromStdString(form.render(data)) : text;
}

Result<NoticeTemplate> builtInTemplate(Audience audience, NoticePhase phase, const QString &language)
{
    initTemplateResources();
    QFile file(QStringLiteral(":/templates/notice-%1.%2.md").arg(codeOf(audience), language));
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin::services", "A template is missing."),
                       file.fileName());
    const QStringList parts = QString::fromUtf8(file.readAll()).split(QStringLiteral("@@ "), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part.section(u'\n', 0, 0).trimmed() != codeOf(phase))
            continue;
        NoticeTemplate t; // the line after the phase is the subject
        t.audience = audience;
        t.phase = phase;
        t.language = language;
        t.subject = part.section(u'\n', 1, 1).trimmed();
        t.body = part.section(u'\n', 2).trimmed();
        return t;
    }
    return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin::services", "A template is missing."),
                   file.fileName() + u' ' + codeOf(phase));
}

namespace {

/** By the name of their placeholders: what a recipient is told of itself. */
QMap<QString, QStringList> valuesFor(const NoticeRecipient &r, const QString &language)
{
    QStringList subscriptions, accessed;
    for (const ScopeRow &row : r.scope) {
        subscriptions << row.subscriptionName;
        if (!row.accessed.isEmpty())
            accessed << row.subscriptionName + QStringLiteral(": ") + row.accessed + accessSpan(row, language);
    }
    return {{QStringLiteral("customer"), {r.customerName}},
            {QStringLiteral("contact"), {r.name}},
            {QStringLiteral("subscriptions"), subscriptions},
            {QStringLiteral("accessed"), accessed}};
}

QString joined(const QString &name, const QStringList &values)
{
    return values.join(name == u"accessed" ? QStringLiteral("; ") : QStringLiteral(", "));
}

QString cutOff(QString text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    text.truncate(most - 1);
    if (text.back().isHighSurrogate())
        text.chop(1);
    return text.trimmed() + u'\u2026';
}

/** As many of a list as there is room for, at least one, and how many more there are. */
QString shortened(const QString &name, const QStringList &values, const QString &language)
{
    const QString whole = joined(name, values);
    if (whole.size() <= kSubjectValue)
        return whole;
    qsizetype some = values.size();
    while (some > 1 && joined(name, values.first(some)).size() > kSubjectValue)
        --some;
    const QString first = cutOff(joined(name, values.first(some)), kSubjectValue);
    return some == values.size() ? first : noticeWords(language).andMore.arg(first).arg(values.size() - some);
}

} // namespace

QString fillForRecipient(const QString &text, const NoticeRecipient &r, const QString &language)
{
    QMap<QString, QString> values;
    const auto all = valuesFor(r, language);
    for (auto it = all.begin(); it != all.end(); ++it)
        values.insert(it.key(), joined(it.key(), *it));
    return filledIn(text, values);
}

QString fillSubject(const QString &subject, const NoticeRecipient &r, const QString &language)
{
    QMap<QString, QString> values;
    const auto all = valuesFor(r, language);
    for (auto it = all.begin(); it != all.end(); ++it)
        values.insert(it.key(), shortened(it.key(), *it, language));
    return cutOff(filledIn(subject, values), kSubject);
}

} // namespace tocsin
