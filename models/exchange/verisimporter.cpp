#include "models/exchange/verisimporter.h"

#include "models/exchange/plaintext.h"
#include "models/exchange/verisfiles.h"
#include "models/exchange/verisparser.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

using Fate = VerisImportFile::Outcome;

constexpr qsizetype kRemarksInEntry = 20;
constexpr auto kOriginal = "veris-original.json"_L1;

/** The name alone: where it lay on somebody's disk is nobody else's business. */
QString shortName(const QString &path)
{
    return oneLine(QFileInfo(path).fileName(), 200);
}

/** Troubles of the database or of the person's rights: no other file would fare better. */
bool endsTheImport(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Denied:
    case ErrorKind::ReadOnly:
    case ErrorKind::Locked:
    case ErrorKind::Full:
    case ErrorKind::Newer:
    case ErrorKind::Foreign:
    case ErrorKind::Damaged:
    case ErrorKind::Offline:
        return true;
    default:
        return false;
    }
}

QString reporter(const VerisIncident &incident)
{
    const QString source = oneLine(incident.unmapped.value("source_id"_L1).toString(), 80);
    return source.isEmpty() ? u"VERIS import"_s : u"VERIS import, source %1"_s.arg(source);
}

void addFact(QStringList &lines, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        lines << name + u": "_s + value;
}

QString countWords(const VerisCounts &counts)
{
    QStringList parts;
    if (counts.records)
        parts << u"%1 records"_s.arg(*counts.records);
    if (counts.secondaryVictims)
        parts << u"%1 further organisations"_s.arg(*counts.secondaryVictims);
    if (!counts.secondaryNames.isEmpty())
        parts << u"named: "_s + oneLine(counts.secondaryNames.join(u"; "_s), 2000);
    return parts.join(u", "_s);
}

/** The entry that says where an incident came from, with all that has no place of its own. */
QString originText(const VerisIncident &incident, const VerisImportFile &file)
{
    QStringList lines{u"Imported from the VERIS file %1"_s.arg(shortName(file.path))};
    addFact(lines, u"SHA-256 of the file"_s, file.sha256);
    addFact(lines, u"incident_id"_s, incident.idGiven.trimmed());
    addFact(lines, u"Schema"_s, incident.schemaVersion);
    addFact(lines, u"Status in the file"_s, incident.status);
    addFact(lines, u"Victim"_s, incident.victim);
    addFact(lines, u"Date of the incident"_s, incident.incident.text());
    addFact(lines, u"Notified"_s, incident.notification.text());
    addFact(lines, u"First compromise after"_s, incident.compromise.text());
    addFact(lines, u"Data taken after"_s, incident.exfiltration.text());
    addFact(lines, u"Discovered after"_s, incident.discovery.text());
    addFact(lines, u"Contained after"_s, incident.containment.text());
    addFact(lines, u"Affected"_s, countWords(incident.counts));
    addFact(lines, u"Detection source"_s, incident.detectionReason);
    addFact(lines, u"Instant of detection"_s,
            incident.detectedReason.isEmpty() ? u"that of the import"_s : u"from "_s + incident.detectedReason);
    addFact(lines, u"The file suggests, not assessed by anyone"_s, incident.suggestions.join(u"; "_s));
    addFact(lines, u"Kept byte for byte, because a remark names what is lost otherwise"_s,
            incident.isInexact ? QString(kOriginal) : QString());
    for (qsizetype i = 0; i < qMin(incident.remarks.size(), kRemarksInEntry); ++i)
        addFact(lines, u"Remark"_s, incident.remarks.at(i));
    if (incident.remarks.size() > kRemarksInEntry)
        lines << u"Remark: %1 more are in the import's report"_s.arg(incident.remarks.size() - kRemarksInEntry);
    return lines.join(u'\n');
}

/** Nothing that has happened lies in the future; a date that does is a slip, and only reported. */
void dropTheFuture(VerisIncident &incident, const QString &fileName, qint64 nowMs)
{
    for (qsizetype i = incident.timeline.size() - 1; i >= 0; --i)
        if (incident.timeline.at(i).atMs > nowMs) {
            const bool own = incident.timeline.at(i).kind == VerisTimelineEntry::Kind::Incident;
            incident.remarks << u"%1: %2: lies in the future; no entry was made from it"_s.arg(
                fileName, own ? u"timeline.incident"_s : u"plus.timeline.notification"_s);
            incident.timeline.removeAt(i);
        }
    if (incident.detectedMs > nowMs) {
        incident.remarks << u"%1: %2: lies in the future; the instant of import stands as the instant of detection"_s
                                .arg(fileName, incident.detectedReason);
        incident.detectedMs = 0;
        incident.detectedReason.clear();
    }
}

QList<NewEntry> entriesOf(const VerisIncident &incident)
{
    QList<NewEntry> entries;
    for (const auto &entry : incident.timeline) {
        NewEntry made;
        made.kind = EntryKind::Imported;
        made.atMs = entry.atMs;
        made.text = entry.text;
        made.tags = u"veris precision:%1"_s.arg(entry.precision);
        made.keyEvent = entry.kind == VerisTimelineEntry::Kind::Incident;
        entries << made;
    }
    return entries;
}

} // namespace

QString verisExternalRef(const QString &id)
{
    return u"veris:"_s + id;
}

VerisImportReport VerisImporter::import(const QStringList &paths, const Progress &progress)
{
    VerisImportReport report;
    const QStringList found = verisFilesBelow(paths, report.files);
    for (qsizetype i = 0; i < found.size(); ++i) {
        if (progress && !progress(int(i), int(found.size()), found.at(i))) {
            report.canceled = true;
            report.notReached = int(found.size() - i);
            return report;
        }
        report.files << importFile(found.at(i), &report.stopped);
        if (report.stopped) {
            report.notReached = int(found.size() - i) - 1;
            return report;
        }
    }
    if (progress)
        progress(int(found.size()), int(found.size()), {});
    return report;
}

VerisImportFile VerisImporter::importFile(const QString &path, std::optional<Error> *trouble)
{
    VerisImportFile file;
    file.path = path;
    const auto refuse = [&](const Error &error) {
        file.reason = error.userText;
        file.field = error.field;
        if (trouble && endsTheImport(error.kind))
            *trouble = error;
        return file;
    };
    const auto bytes = readVerisFile(path);
    if (!bytes)
        return refuse(bytes.error());
    if (bytes->size() <= kVerisMaxBytes) // of a longer one only the beginning was read
        file.sha256 = QString::fromLatin1(QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256).toHex());
    const QString fileName = shortName(path);
    auto incident = parseVeris(*bytes, fileName);
    if (!incident)
        return refuse(incident.error());
    file.title = incident->title;
    dropTheFuture(*incident, fileName, m_services.session.nowMs());
    file.remarks = incident->remarks;

    const auto there = m_services.incidents.byExternalRef(verisExternalRef(incident->id));
    if (there) {
        file.outcome = Fate::AlreadyThere;
        file.reference = there->reference();
        return file;
    }
    if (there.error().kind != ErrorKind::NotFound)
        return refuse(there.error());
    const auto stored = store(*incident, file, *bytes);
    if (!stored)
        return refuse(stored.error());
    file.outcome = Fate::Imported;
    if (const auto made = m_services.incidents.byId(*stored))
        file.reference = made->reference();
    return file;
}

Result<IncidentId> VerisImporter::store(VerisIncident &incident, const VerisImportFile &file, const QByteArray &bytes)
{
    NewIncident made;
    made.title = incident.title;
    made.description = incident.description;
    made.source = incident.detection;
    made.sourceDetail = incident.detectionReason;
    made.reportedBy = reporter(incident);
    made.externalRef = verisExternalRef(incident.id);
    IncidentId id;
    const auto work = [&]() -> Result<void> {
        Session &session = m_services.session;
        made.detectedMs = incident.detectedMs > 0 ? incident.detectedMs : session.nowMs();
        const auto recorded = m_services.incidents.record(made);
        if (!recorded)
            return tl::unexpected(recorded.error());
        id = *recorded;
        if (const QList<NewEntry> entries = entriesOf(incident); !entries.isEmpty())
            if (const auto added = m_services.timeline.addBulk(id, entries, shortName(file.path), file.sha256); !added)
                return tl::unexpected(added.error());
        const auto origin = session.note(id, EntryKind::Imported, originText(incident, file));
        if (!origin)
            return tl::unexpected(origin.error());
        if (!incident.unmapped.isEmpty())
            if (auto kept = keep(id, *origin, u"veris-unmapped.json"_s, QJsonDocument(incident.unmapped).toJson());
                !kept)
                return kept;
        return incident.isInexact ? keep(id, *origin, kOriginal, bytes) : Result<void>();
    };
    if (auto done = m_services.session.act(Right::AddIncident, work); !done)
        return tl::unexpected(done.error());
    return id;
}

Result<void> VerisImporter::keep(IncidentId id, EntryId origin, const QString &name, QByteArray json)
{
    QBuffer buffer(&json);
    buffer.open(QIODevice::ReadOnly);
    NewAttachment attachment;
    attachment.name = name;
    attachment.mediaType = u"application/json"_s;
    if (const auto kept = m_services.timeline.attach(id, origin, attachment, buffer); !kept)
        return tl::unexpected(kept.error());
    return {};
}

} // namespace tocsin
