#include "models/rules/alertrules.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// A static library's resources are registered by hand, from outside any namespace.
static void registerAlertRules()
{
    Q_INIT_RESOURCE(tocsin_rules);
}

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLeastMinutes = 5;
constexpr int kMostMinutes = 7 * 24 * 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::rules", text);
}

tl::unexpected<Error> wrong(qsizetype entry, const QString &field, const QString &what)
{
    QString where = u"alerts.json"_s;
    if (entry > 0)
        where += tr(", entry %1").arg(entry);
    if (!field.isEmpty())
        where += tr(", field %1").arg(field);
    return failure(ErrorKind::Damaged, tr("The rules cannot be read: %1: %2").arg(where, what), {}, field);
}

Result<void> readEntry(const QJsonObject &entry, qsizetype number, QHash<QString, qint64> &minutes)
{
    static const QStringList fields{u"code"_s, u"name"_s, u"repeat_minutes"_s, u"text"_s};
    for (const QString &key : entry.keys())
        if (!fields.contains(key))
            return wrong(number, key, tr("there is no such field."));
    for (const QString &field : {u"code"_s, u"name"_s, u"text"_s})
        if (entry.value(field).toString().trimmed().isEmpty())
            return wrong(number, field, tr("is missing, or no text."));
    const QString code = entry.value("code"_L1).toString();
    if (code != "overdue"_L1 && code != "without_number"_L1)
        return wrong(number, u"code"_s, tr("\"%1\" is not known.").arg(code));
    if (minutes.contains(code))
        return wrong(number, u"code"_s, tr("\"%1\" stands here twice.").arg(code));
    const QJsonValue repeat = entry.value("repeat_minutes"_L1);
    const int value = repeat.toInt(-1);
    if (value < kLeastMinutes || value > kMostMinutes || value % kLeastMinutes != 0)
        return wrong(number, u"repeat_minutes"_s,
                     tr("has to be a multiple of 5 from %1 to %2.").arg(kLeastMinutes).arg(kMostMinutes));
    minutes.insert(code, value);
    return {};
}

} // namespace

Result<AlertPolicy> loadAlertPolicy()
{
    registerAlertRules();
    QFile file(u":/rules/alerts.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return wrong(0, {}, tr("is missing."));
    return alertPolicyFromJson(file.readAll());
}

Result<AlertPolicy> alertPolicyFromJson(const QByteArray &bytes)
{
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(bytes, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return wrong(0, {}, problem.errorString());
    if (root.value("schema"_L1).toString() != "tocsin/rules/alerts/1"_L1)
        return wrong(0, u"schema"_s, tr("is not \"%1\".").arg("tocsin/rules/alerts/1"_L1));
    if (root.value("version"_L1).toString().isEmpty())
        return wrong(0, u"version"_s, tr("is missing."));
    QHash<QString, qint64> minutes;
    const QJsonArray entries = root.value("entries"_L1).toArray();
    for (qsizetype i = 0; i < entries.size(); ++i)
        if (const auto read = readEntry(entries.at(i).toObject(), i + 1, minutes); !read)
            return tl::unexpected(read.error());
    for (const QString &code : {u"overdue"_s, u"without_number"_s})
        if (!minutes.contains(code))
            return wrong(0, u"entries"_s, tr("no entry is \"%1\".").arg(code));
    return AlertPolicy{minutes.value(u"overdue"_s) * kMinuteMs, minutes.value(u"without_number"_s) * kMinuteMs};
}

} // namespace tocsin
