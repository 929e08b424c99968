#include "models/rules/retentionrules.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

// A static library's resources are registered by hand, from outside any namespace.
static void registerRetentionRules()
{
    Q_INIT_RESOURCE(tocsin_rules);
}

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostYears = 30;
constexpr QLatin1StringView kSchema{"tocsin/rules/retention/1"};

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::rules", text);
}

tl::unexpected<Error> wrong(qsizetype entry, const QString &field, const QString &what)
{
    QString where = u"retention.json"_s;
    if (entry > 0)
        where += tr(", entry %1").arg(entry);
    if (!field.isEmpty())
        where += tr(", field %1").arg(field);
    return failure(ErrorKind::Damaged, tr("The rules cannot be read: %1: %2").arg(where, what), {}, field);
}

/** A list of codes; false for anything else. */
template<class E> bool readCodes(const QJsonValue &value, QList<E> &out)
{
    if (value.isUndefined())
        return true;
    if (value.toArray().isEmpty())
        return false;
    for (const QJsonValue &code : value.toArray()) {
        const auto known = fromCode<E>(code.toString());
        if (!known || out.contains(*known))
            return false;
        out.append(*known);
    }
    return true;
}

Result<void> readApplies(const QJsonValue &value, qsizetype number, RetentionRule &rule)
{
    const QJsonObject applies = value.toObject();
    bool known = value.isObject();
    for (const QString &key : applies.keys())
        known = known && (key == u"exercise" || key == u"outcome" || key == u"personal_data");
    if (const QJsonValue exercise = applies.value("exercise"_L1); exercise.isBool())
        rule.exercise = exercise.toBool();
    else if (!exercise.isUndefined())
        known = false;
    if (!known || !readCodes(applies.value("outcome"_L1), rule.outcomes) ||
        !readCodes(applies.value("personal_data"_L1), rule.personalData))
        return wrong(number, u"applies"_s,
                     tr("names exercise (true, false), outcome and personal_data (lists of their codes)."));
    return {};
}

Result<RetentionRule> readEntry(const QJsonObject &entry, qsizetype number)
{
    static const QStringList fields{u"applies"_s, u"because"_s, u"citation"_s, u"code"_s, u"name"_s, u"years"_s};
    for (const QString &key : entry.keys())
        if (!fields.contains(key))
            return wrong(number, key, tr("there is no such field."));
    RetentionRule rule;
    for (const auto &[field, text] :
         {std::pair(u"code"_s, &rule.code), {u"name"_s, &rule.name}, {u"because"_s, &rule.because}}) {
        *text = entry.value(field).toString().trimmed();
        if (text->isEmpty())
            return wrong(number, field, tr("is missing, or no text."));
    }
    if (const QJsonValue citation = entry.value("citation"_L1); !citation.isUndefined()) {
        rule.citation = citation.toString().trimmed();
        if (rule.citation.isEmpty())
            return wrong(number, u"citation"_s, tr("is no text."));
    }
    if (auto ok = readApplies(entry.value("applies"_L1), number, rule); !ok)
        return tl::unexpected(ok.error());
    rule.years = entry.value("years"_L1).toInt(-1);
    if (rule.years < 1 || rule.years > kMostYears)
        return wrong(number, u"years"_s, tr("has to be a whole number from 1 to %1.").arg(kMostYears));
    return rule;
}

bool applies(const RetentionRule &rule, const Incident &i)
{
    return (!rule.exercise || *rule.exercise == i.exercise) &&
           (rule.outcomes.isEmpty() || rule.outcomes.contains(i.outcome)) &&
           (rule.personalData.isEmpty() || rule.personalData.contains(i.personalData));
}

} // namespace

Result<RetentionRules> RetentionRules::load()
{
    registerRetentionRules();
    QFile file(u":/rules/retention.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return wrong(0, {}, tr("is missing."));
    return fromJson(file.readAll());
}

Result<RetentionRules> RetentionRules::fromJson(const QByteArray &bytes)
{
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(bytes, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return wrong(0, {}, problem.errorString());
    if (root.value("schema"_L1).toString() != kSchema)
        return wrong(0, u"schema"_s, tr("is not \"%1\".").arg(kSchema));
    RetentionRules made;
    for (const auto &[field, text] : {std::pair(u"version"_s, &made.m_version), {u"note"_s, &made.m_note}}) {
        *text = root.value(field).toString();
        if (text->isEmpty())
            return wrong(0, field, tr("is missing."));
    }
    const QJsonArray entries = root.value("entries"_L1).toArray();
    QStringList codes;
    for (qsizetype n = 0; n < entries.size(); ++n) {
        auto rule = readEntry(entries.at(n).toObject(), n + 1);
        if (!rule)
            return tl::unexpected(rule.error());
        if (codes.contains(rule->code))
            return wrong(n + 1, u"code"_s, tr("\"%1\" stands here twice.").arg(rule->code));
        codes << rule->code;
        made.m_rules.append(*rule);
    }
    if (made.m_rules.isEmpty())
        return wrong(0, u"entries"_s, tr("is missing."));
    // Whatever an incident is, a period is said of it.
    const RetentionRule &last = made.m_rules.last();
    if (last.exercise || !last.outcomes.isEmpty() || !last.personalData.isEmpty())
        return wrong(entries.size(), u"applies"_s, tr("the last entry applies to everything else: it names nothing."));
    return made;
}

RetentionPeriod RetentionRules::periodOf(const Incident &i) const
{
    for (const RetentionRule &rule : m_rules) {
        if (!applies(rule, i))
            continue;
        RetentionPeriod period{rule.code, rule.name, rule.because, rule.years, i.closedMs > 0 ? i.closedMs : i.endedMs,
                               0};
        if (period.endedMs > 0)
            period.untilMs = QDateTime::fromMSecsSinceEpoch(period.endedMs, QTimeZone::utc())
                                 .addYears(rule.years)
                                 .toMSecsSinceEpoch();
        return period;
    }
    return {};
}

} // namespace tocsin
