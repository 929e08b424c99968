#include "models/services/noticetemplate.h"

#include "models/services/noticesending.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QMap>
#include <QStringList>
#include <QTimeZone>

#include <kainjow/mustache.hpp>

static void initTemplateResources()
{
    Q_INIT_RESOURCE(tocsin_templates);
}

namespace tocsin {

namespace {

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(QStringLiteral("d MMMM yyyy, HH:mm")) +
           QStringLiteral(" UTC");
}

/** Renders logic-less mustache; what has no value stays as a placeholder, so that the check finds it. */
QString render(const QString &text, QMap<QString, QString> values)
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

} // namespace

Result<NoticeDraft> noticeTemplate(const Incident &i, Audience audience, const Person &sender)
{
    initTemplateResources();
    QFile file(QStringLiteral(":/templates/notice-") + codeOf(audience) + QStringLiteral(".md"));
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin::services", "A template is missing."),
                       file.fileName());
    QMap<QString, QString> values = {{QStringLiteral("reference"), i.reference()},
                                     {QStringLiteral("title"), i.title},
                                     {QStringLiteral("detected"), utc(i.detectedMs)},
                                     {QStringLiteral("sender"), sender.name}};
    if (i.isDeclared())
        values.insert(QStringLiteral("declared"), utc(i.declaredMs));
    if (!sender.email.isEmpty())
        values.insert(QStringLiteral("sender_email"), sender.email);
    const QString text = render(QString::fromUtf8(file.readAll()), values);
    const qsizetype end = text.indexOf(u'\n'); // the first line is the subject
    return NoticeDraft{text.left(end).trimmed(), text.mid(end + 1).trimmed(), {}};
}

QString fillForRecipient(const QString &text, const NoticeRecipient &r)
{
    QStringList subscriptions, accessed;
    for (const ScopeRow &row : r.scope) {
        subscriptions << row.subscriptionName;
        if (!row.accessed.isEmpty())
            accessed << row.subscriptionName + QStringLiteral(": ") + row.accessed;
    }
    return render(text, {{QStringLiteral("customer"), r.customerName},
                         {QStringLiteral("contact"), r.name},
                         {QStringLiteral("subscriptions"), subscriptions.join(QStringLiteral(", "))},
                         {QStringLiteral("accessed"), accessed.join(QStringLiteral("; "))}});
}

} // namespace tocsin
