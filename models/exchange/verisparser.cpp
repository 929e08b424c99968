#include "models/exchange/verisparser.h"

#include "models/exchange/jsonscan.h"
#include "models/exchange/plaintext.h"
#include "models/exchange/verismapping.h"
#include "models/exchange/verisreader.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qsizetype kTitleLimit = 160;
constexpr qsizetype kIdLimit = 200;
constexpr qsizetype kNameLimit = 300;
constexpr qsizetype kDescriptionLimit = 20'000; // as long as a description may be
constexpr qsizetype kMostNames = 1000;
constexpr auto kByteOrderMark = "\xEF\xBB\xBF";

tl::unexpected<Error> refused(const QString &fileName, const QString &field, const QString &what,
                              const QString &detail = {})
{
    const QString where = field.isEmpty() ? fileName : u"%1: %2"_s.arg(fileName, field);
    return failure(ErrorKind::Invalid, u"%1: %2"_s.arg(where, what), detail, field);
}

QString lineAndColumn(const QByteArray &json, qsizetype offset)
{
    const QByteArrayView before = QByteArrayView(json).first(qBound<qsizetype>(0, offset, json.size()));
    return u"line %1, column %2"_s.arg(before.count('\n') + 1).arg(before.size() - before.lastIndexOf('\n'));
}

/** The bytes as one JSON object, or why they are not. */
Result<VerisReader> readRoot(const QByteArray &bytes, const QString &fileName)
{
    if (bytes.size() > kVerisMaxBytes)
        return refused(fileName, {}, u"the file has more than the %1 bytes an incident may have"_s.arg(kVerisMaxBytes));
    const bool marked = bytes.startsWith(kByteOrderMark);
    const QByteArray json = marked ? bytes.mid(3) : bytes;
    if (json.trimmed().isEmpty())
        return refused(fileName, {}, u"the file is empty"_s);
    if (json.startsWith("\xFF\xFE") || json.startsWith("\xFE\xFF"))
        return refused(fileName, {}, u"the file is in UTF-16; JSON is written in UTF-8"_s);
    const JsonScan scan = scanJson(json, kVerisMaxDepth);
    if (scan.depth > kVerisMaxDepth)
        return refused(fileName, {}, u"the JSON is nested more than %1 levels deep"_s.arg(kVerisMaxDepth));
    if (scan.nulAt >= 0)
        return refused(fileName, {}, u"the file holds a NUL byte at %1"_s.arg(lineAndColumn(json, scan.nulAt)));

    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return refused(fileName, {}, u"this is not JSON, see %1"_s.arg(lineAndColumn(json, problem.offset)),
                       problem.errorString());
    if (document.isArray())
        return refused(fileName, {},
                       u"the file holds a list of %1; VERIS has one incident a file"_s.arg(document.array().size()));

    VerisReader reader(document.object(), fileName);
    if (marked)
        reader.remark(u"file", u"starts with a byte order mark, which was skipped"_s);
    for (const QString &key : scan.doubleKeys)
        reader.lost(oneLine(key, 80), u"is given twice in one object; the last one holds"_s);
    for (const QString &number : scan.inexactNumbers)
        reader.lost(u"file", u"the number %1 cannot be kept exactly"_s.arg(number));
    if (scan.halvesOfCharacters > 0)
        reader.lost(u"file", u"%1 halves of characters (surrogates without the other half) cannot be kept"_s.arg(
                                 scan.halvesOfCharacters));
    return reader;
}

/** A short text in one line; taken only if nothing of it was changed. */
QString lineAt(VerisReader &reader, QStringView path, qsizetype limit)
{
    const QString given = reader.text(path);
    const QString line = oneLine(given, limit);
    if (!given.isEmpty() && line == given)
        reader.take(path);
    return line;
}

Result<void> readId(VerisReader &reader, const QString &fileName, VerisIncident &incident)
{
    const QJsonValue id = reader.at(u"incident_id");
    if (id.isUndefined())
        return refused(fileName, u"incident_id"_s, u"is missing; this is not a VERIS incident"_s);
    if (!id.isString())
        return refused(fileName, u"incident_id"_s, u"is %1, text was expected"_s.arg(jsonTypeWords(id)));
    incident.idGiven = id.toString();
    incident.id = incident.idGiven.trimmed().toLower();
    if (incident.id.isEmpty())
        return refused(fileName, u"incident_id"_s, u"is empty"_s);
    if (incident.id.size() > kIdLimit)
        return refused(fileName, u"incident_id"_s, u"is longer than %1 characters"_s.arg(kIdLimit));
    if (firstUnsafeInLine(incident.id) >= 0)
        return refused(fileName, u"incident_id"_s, u"holds control characters"_s);
    if (incident.id == incident.idGiven)
        reader.take(u"incident_id");
    for (const auto &key :
         {"schema_version"_L1, "action"_L1, "actor"_L1, "asset"_L1, "attribute"_L1, "timeline"_L1, "victim"_L1})
        if (reader.root().contains(key))
            return {};
    return refused(fileName, {}, u"has an incident_id, and nothing else of a VERIS incident"_s);
}

void readVictim(VerisReader &reader, VerisIncident &incident)
{
    const QJsonValue victim = reader.at(u"victim");
    if (!victim.isArray()) {
        (void)reader.object(u"victim");
        incident.victim = lineAt(reader, u"victim.victim_id", kNameLimit);
        return;
    }
    const QJsonArray list = victim.toArray();
    incident.victim = oneLine(list.first().toObject().value("victim_id"_L1).toString(), kNameLimit);
    if (list.size() != 1)
        reader.remark(u"victim", u"is a list of %1; the first one is used, all are kept"_s.arg(list.size()));
}

void readDescription(VerisReader &reader, VerisIncident &incident)
{
    const QString summary = reader.text(u"summary");
    bool changed = false;
    incident.description = cleanText(summary, &changed).trimmed();
    if (incident.description.size() > kDescriptionLimit) {
        reader.remark(u"summary",
                      u"has %1 characters; the first %2 are the description, all are kept"_s.arg(summary.size())
                          .arg(kDescriptionLimit));
        incident.description.truncate(kDescriptionLimit -
                                      (incident.description.at(kDescriptionLimit - 1).isHighSurrogate() ? 1 : 0));
    }
    if (changed)
        reader.remark(u"summary", u"held control characters or broken Unicode, which were left out"_s);
    if (!summary.isEmpty() && incident.description == summary)
        reader.take(u"summary");
}

QString titleOf(const VerisIncident &incident, const QString &action)
{
    const QString sentence = firstSentence(incident.description);
    if (!sentence.isEmpty() && sentence.size() <= kTitleLimit && !sentence.startsWith(u'"'))
        return sentence;
    QString title = action;
    if (!incident.victim.isEmpty())
        title = (title.isEmpty() ? u"Incident at "_s : title + u", "_s) + oneLine(incident.victim, 100);
    if (title.isEmpty())
        title = sentence.isEmpty() ? u"VERIS %1"_s.arg(incident.idGiven) : sentence;
    else if (incident.incident.isKnown())
        title += u", %1"_s.arg(incident.incident.year);
    return oneLine(title, kTitleLimit);
}

VerisDate readDate(VerisReader &reader, const QString &path)
{
    const QJsonObject object = reader.object(path);
    if (object.isEmpty())
        return {};
    const VerisDateReading reading = readVerisDate(object);
    if (!reading.problem.isEmpty())
        reader.remark(u"%1.%2"_s.arg(path, reading.problemField), reading.problem + u"; kept as it is"_s);
    else if (reading.complete)
        reader.take(path);
    return reading.date;
}

VerisSpan readSpan(VerisReader &reader, const QString &path)
{
    VerisSpan span;
    const QJsonObject object = reader.object(path);
    if (object.isEmpty())
        return span;
    static constexpr QLatin1StringView units[] = {"Seconds"_L1, "Minutes"_L1, "Hours"_L1, "Days"_L1, "Weeks"_L1,
                                                  "Months"_L1,  "Years"_L1,   "Never"_L1, "NA"_L1,   "Unknown"_L1};
    const QString unit = reader.text(u"%1.unit"_s.arg(path));
    for (const auto &known : units)
        if (unit.compare(known, Qt::CaseInsensitive) == 0)
            span.unit = known;
    if (span.unit.isEmpty()) {
        reader.remark(u"%1.unit"_s.arg(path), u"is not a unit of VERIS; the span is kept as it is"_s);
        return span;
    }
    const QJsonValue value = object.value("value"_L1);
    const double number = value.toDouble(-1);
    if (!value.isUndefined() && (!value.isDouble() || number < 0 || number > 1e9)) {
        reader.remark(u"%1.value"_s.arg(path),
                      u"is not a possible number of %1; kept as it is"_s.arg(span.unit.toLower()));
        return span;
    }
    if (value.isDouble())
        span.value = number;
    if (object.size() == (value.isUndefined() ? 1 : 2) && unit == span.unit)
        reader.take(path);
    return span;
}

QString incidentEntryText(const VerisIncident &incident)
{
    QStringList parts{u"Incident began (%1)"_s.arg(incident.incident.text())};
    for (const auto &[span, words] : {std::pair(incident.compromise, u"first compromise after %1"_s),
                                      std::pair(incident.exfiltration, u"data taken after %1"_s),
                                      std::pair(incident.discovery, u"discovered after %1"_s),
                                      std::pair(incident.containment, u"contained after %1"_s)})
        if (span.saysSomething())
            parts << (span.unit == "Never"_L1 ? words.section(u" after"_s, 0, 0) + u" never"_s
                                              : words.arg(span.text()));
    return parts.join(u"; "_s) + u'.';
}

void readTimeline(VerisReader &reader, VerisIncident &incident)
{
    for (const auto &path : {u"timeline"_s, u"plus"_s, u"plus.timeline"_s})
        (void)reader.object(path);
    incident.incident = readDate(reader, u"timeline.incident"_s);
    incident.notification = readDate(reader, u"plus.timeline.notification"_s);
    incident.compromise = readSpan(reader, u"timeline.compromise"_s);
    incident.exfiltration = readSpan(reader, u"timeline.exfiltration"_s);
    incident.discovery = readSpan(reader, u"timeline.discovery"_s);
    incident.containment = readSpan(reader, u"timeline.containment"_s);
    if (reader.at(u"timeline.incident").isUndefined())
        reader.remark(u"timeline.incident", u"is missing: when it happened is not known"_s);
    if (incident.incident.time)
        reader.remark(u"timeline.incident.time", u"has no time zone and was read as UTC"_s);
    if (incident.notification.isBefore(incident.incident))
        reader.remark(u"plus.timeline.notification", u"%1 is before the incident, %2; both are kept as given"_s.arg(
                                                         incident.notification.text(), incident.incident.text()));
    // 0 and less would read as "not known" elsewhere; nothing here is as old as 1970 but by mistake.
    if (incident.incident.firstMs() > 0)
        incident.timeline.append({VerisTimelineEntry::Kind::Incident, incident.incident.firstMs(),
                                  incident.incident.precision(), incidentEntryText(incident)});
    if (incident.notification.firstMs() > 0)
        incident.timeline.append({VerisTimelineEntry::Kind::Notification, incident.notification.firstMs(),
                                  incident.notification.precision(),
                                  u"Those affected were notified (%1)."_s.arg(incident.notification.text())});
}

void readDetection(VerisReader &reader, VerisIncident &incident)
{
    const QJsonValue method = reader.at(u"discovery_method");
    if (!method.isUndefined() && !method.isString() && !method.isObject())
        reader.remark(u"discovery_method",
                      u"is %1, text or an object was expected; kept as it is"_s.arg(jsonTypeWords(method)));
    const MappedDetection detection = mapDiscovery(method);
    incident.detection = detection.source;
    incident.detectionReason = detection.reason;

    const QString created = reader.text(u"plus.created");
    if (incident.incident.firstMs() > 0) {
        incident.detectedMs = incident.incident.firstMs();
        incident.detectedReason = u"timeline.incident"_s;
        if (incident.discovery.saysSomething())
            reader.remark(u"timeline.discovery",
                          u"discovered after %1; the day of the incident stands as the day of detection"_s.arg(
                              incident.discovery.text()));
        return;
    }
    const QDateTime at = QDateTime::fromString(created.left(40), Qt::ISODateWithMs);
    if (at.isValid() && at.timeSpec() != Qt::LocalTime && at.toMSecsSinceEpoch() > 0) {
        incident.detectedMs = at.toMSecsSinceEpoch();
        incident.detectedReason = u"plus.created"_s;
        reader.remark(u"timeline.incident",
                      u"names no full day; the instant the record was made stands as the instant of detection"_s);
        return;
    }
    if (!created.isEmpty())
        reader.remark(u"plus.created", u"is not an instant with its zone; kept as it is"_s);
    reader.remark(u"timeline.incident",
                  u"names no full day; the instant of import stands as the instant of detection"_s);
}

void readCounts(VerisReader &reader, VerisIncident &incident)
{
    incident.counts.records = reader.count(u"attribute.confidentiality.data_total");
    qint64 largest = 0;
    qint64 sum = 0;
    const QJsonArray data = reader.at(u"attribute.confidentiality.data").toArray();
    for (qsizetype i = 0; i < data.size(); ++i) {
        const QJsonValue amount = data.at(i).toObject().value("amount"_L1);
        const qint64 number = amount.isDouble() ? amount.toInteger(-1) : -1;
        if (number >= 0 && number <= (qint64(1) << 53)) {
            largest = qMax(largest, number);
            sum = qMin(sum + number, qint64(1) << 53);
        } else if (!amount.isUndefined()) {
            reader.remark(u"attribute.confidentiality.data[%1].amount"_s.arg(i),
                          u"is not a possible count; kept as it is"_s);
        }
    }
    if (incident.counts.records && sum > 0 && *incident.counts.records != sum)
        reader.remark(
            u"attribute.confidentiality.data_total",
            u"%1 is not the sum of the amounts, %2; the total is used"_s.arg(*incident.counts.records).arg(sum));
    if (!incident.counts.records && largest > 0)
        incident.counts.records = largest;

    incident.counts.secondaryVictims = reader.count(u"victim.secondary.amount");
    const QJsonArray names = reader.at(u"victim.secondary.victim_id").toArray();
    for (qsizetype i = 0; i < qMin(names.size(), kMostNames); ++i)
        if (const QString name = oneLine(names.at(i).toString(), kNameLimit); !name.isEmpty())
            incident.counts.secondaryNames << name;
    if (incident.counts.secondaryVictims && *incident.counts.secondaryVictims < incident.counts.secondaryNames.size())
        reader.remark(u"victim.secondary.amount",
                      u"%1 is less than the %2 names listed"_s.arg(*incident.counts.secondaryVictims)
                          .arg(incident.counts.secondaryNames.size()));
}

} // namespace

Result<VerisIncident> parseVeris(const QByteArray &json, const QString &fileName)
{
    auto root = readRoot(json, fileName);
    if (!root)
        return tl::unexpected<Error>(root.error());
    VerisReader &reader = *root;
    VerisIncident incident;
    if (auto id = readId(reader, fileName, incident); !id)
        return tl::unexpected<Error>(id.error());
    for (const auto &path : {u"action"_s, u"attribute"_s})
        (void)reader.object(path);
    incident.schemaVersion = oneLine(reader.text(u"schema_version"), 40);
    incident.status = lineAt(reader, u"security_incident", 40);
    readVictim(reader, incident);
    readDescription(reader, incident);
    readTimeline(reader, incident);
    readDetection(reader, incident);
    readCounts(reader, incident);
    incident.suggestions = suggestedFindings(reader.root());
    incident.title = titleOf(incident, actionWords(reader.at(u"action").toObject()));
    incident.unmapped = reader.rest();
    incident.isInexact = reader.isInexact();
    incident.remarks = reader.remarks();
    return incident;
}

} // namespace tocsin
