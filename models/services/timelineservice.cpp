#include "models/services/timelineservice.h"

#include "models/domain/filename.h"
#include "models/services/session.h"
#include "models/storage/attachmentrepository.h"
#include "models/storage/bulkact.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/linkrepository.h"
#include "models/storage/timelinerepository.h"
#include "models/storage/transferrepository.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHash>
#include <QIODevice>

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}
} // namespace

Result<QList<IncidentId>> TimelineService::duplicatesFor(IncidentId id, const TimelineFilter &filter)
{
    return filter.withDuplicates ? LinkRepository(m_session.database()).duplicates(id) : QList<IncidentId>();
}

Result<QList<TimelineEntry>> TimelineService::page(IncidentId id, const TimelineFilter &filter, EntryKey key, int limit,
                                                   bool backward)
{
    auto duplicates = duplicatesFor(id, filter);
    if (!duplicates)
        return tl::unexpected(duplicates.error());
    auto rows = TimelineRepository(m_session.database(), *duplicates).page(id, filter, key, limit, backward);
    if (!rows || duplicates->isEmpty())
        return rows;
    QHash<IncidentId, QString> references;
    for (TimelineEntry &e : *rows) {
        if (e.incident == id)
            continue;
        if (!references.contains(e.incident)) {
            auto other = IncidentRepository(m_session.database()).byId(e.incident);
            if (!other)
                return tl::unexpected(other.error());
            references.insert(e.incident, other->reference());
        }
        e.duplicateReference = references.value(e.incident);
    }
    return rows;
}

Result<QList<TimelineEntry>> TimelineService::after(IncidentId id, const TimelineFilter &filter, EntryKey key,
                                                    int limit)
{
    return page(id, filter, key, limit, false);
}

Result<QList<TimelineEntry>> TimelineService::before(IncidentId id, const TimelineFilter &filter, EntryKey key,
                                                     int limit)
{
    return page(id, filter, key, limit, true);
}

Result<TimelineEntry> TimelineService::entry(EntryId id)
{
    return TimelineRepository(m_session.database()).byId(id);
}

Result<qint64> TimelineService::count(IncidentId id, const TimelineFilter &filter)
{
    auto duplicates = duplicatesFor(id, filter);
    if (!duplicates)
        return tl::unexpected(duplicates.error());
    return TimelineRepository(m_session.database(), *duplicates).count(id, filter);
}

Result<QList<EntryKey>> TimelineService::anchors(IncidentId id, const TimelineFilter &filter, int step)
{
    auto duplicates = duplicatesFor(id, filter);
    if (!duplicates)
        return tl::unexpected(duplicates.error());
    return TimelineRepository(m_session.database(), *duplicates).anchors(id, filter, step);
}

Result<TimelineDensity> TimelineService::density(IncidentId id, const TimelineFilter &filter, int bins)
{
    auto duplicates = duplicatesFor(id, filter);
    if (!duplicates)
        return tl::unexpected(duplicates.error());
    TimelineRepository repository(m_session.database(), *duplicates);
    auto span = repository.span(id, filter);
    if (!span)
        return tl::unexpected(span.error());
    TimelineDensity density{
        filter.fromMs > 0 ? filter.fromMs : span->first, filter.toMs > 0 ? filter.toMs - 1 : span->second, {}};
    if (span->first == 0 && span->second == 0)
        return density;
    auto counts = repository.bins(id, filter, density.fromMs, density.toMs, bins);
    if (!counts)
        return tl::unexpected(counts.error());
    density.bins = *counts;
    return density;
}

Result<EntryId> TimelineService::add(IncidentId id, const NewEntry &entry)
{
    if (auto ok = checkNewEntry(entry, m_session.nowMs()); !ok)
        return tl::unexpected(ok.error());
    if (!isManualKind(entry.kind) && entry.kind != EntryKind::Imported)
        return failure(ErrorKind::Invalid, tr("This kind of entry is written by the program alone."), {},
                       QStringLiteral("kind"));
    EntryId key;
    auto done = m_session.act(Right::AddEntry, id, 0, [&](const Incident &) -> Result<void> {
        auto inserted = TimelineRepository(m_session.database()).insert(id, entry);
        if (!inserted)
            return tl::unexpected(inserted.error());
        key = *inserted;
        return {};
    });
    return done ? Result<EntryId>(key) : tl::unexpected(done.error());
}

Result<void> TimelineService::strike(EntryId id, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why the entry is wrong."), {}, QStringLiteral("reason"));
    auto now = entry(id);
    if (!now)
        return tl::unexpected(now.error());
    return m_session.act(Right::AddEntry, now->incident, 0, [&](const Incident &) -> Result<void> {
        auto fresh = entry(id);
        if (!fresh)
            return tl::unexpected(fresh.error());
        if (fresh->struck)
            return failure(ErrorKind::Conflict,
                           tr("%1 has struck this entry through already.").arg(fresh->struckByName));
        if (!isManualKind(fresh->kind) && fresh->kind != EntryKind::Imported)
            return failure(ErrorKind::Refused, tr("This entry tells of an act; acts are undone by acts, not struck."));
        return TimelineRepository(m_session.database()).insertStrike(fresh->incident, id, reason.trimmed());
    });
}

Result<void> TimelineService::mark(EntryId id, bool keyEvent)
{
    auto now = entry(id);
    if (!now)
        return tl::unexpected(now.error());
    return m_session.act(Right::AddEntry, now->incident, 0, [&](const Incident &i) {
        return TimelineRepository(m_session.database()).insertMark(i.id, id, keyEvent);
    });
}

Result<int> TimelineService::addBulk(IncidentId id, const QList<NewEntry> &entries, const QString &sourceName,
                                     const QString &sourceSha256)
{
    int count = 0;
    auto done = m_session.act(Right::AddEntry, id, 0, [&](const Incident &) -> Result<void> {
        BulkAct bulk(m_session.database());
        auto key = bulk.open();
        if (!key)
            return tl::unexpected(key.error());
        TimelineRepository repository(m_session.database());
        for (const NewEntry &entry : entries)
            if (auto inserted = repository.insert(id, entry, *key); !inserted)
                return tl::unexpected(inserted.error());
        auto rows = bulk.finish(id, QStringLiteral("timeline_import"), {QStringLiteral("timeline_entry")}, sourceName,
                                sourceSha256);
        if (!rows)
            return tl::unexpected(rows.error());
        count = static_cast<int>(*rows);
        return {};
    });
    return done ? Result<int>(count) : tl::unexpected(done.error());
}

namespace {

struct Measured
{
    qint64 size = 0;
    QString sha256;
};

/** Reads the file once for its size and SHA-256; stops at the limit. */
Result<Measured> measure(QIODevice &data, qint64 limit)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    Measured m;
    for (;;) {
        const QByteArray chunk = data.read(kChunkBytes);
        if (chunk.isEmpty())
            break;
        m.size += chunk.size();
        if (m.size > limit)
            return failure(ErrorKind::Invalid,
                           tr("The file is larger than %1 MiB. Keep it elsewhere and note where, with its SHA-256.")
                               .arg(limit / 1024 / 1024),
                           {}, QStringLiteral("file"));
        hash.addData(chunk);
    }
    if (!data.atEnd())
        return failure(ErrorKind::Invalid, tr("The file cannot be read: %1").arg(data.errorString()), {},
                       QStringLiteral("file"));
    m.sha256 = QString::fromLatin1(hash.result().toHex());
    return m;
}

} // namespace

Result<QString> TimelineService::moveInto(IncidentId id, TransferId transfer, const TransferItem &item)
{
    TransferRepository repository(m_session.database());
    auto t = repository.byId(transfer);
    if (!t)
        return tl::unexpected(t.error());
    if (t->incident != id)
        return failure(ErrorKind::Invalid, tr("This transfer is not of this incident."));
    auto recorded = repository.moveWith(transfer, item.sha256);
    if (!recorded)
        return tl::unexpected(recorded.error());
    if (!recorded->isValid()) {
        if (const QString no = noApproval(*t, m_session.nowMs());
            !no.isEmpty() || t->content.kind == TransferKind::Breach)
            return failure(ErrorKind::Refused,
                           no.isEmpty() ? tr("This file is not among what left without an approval.") : no, {},
                           QStringLiteral("transfer"));
        const TransferMoveInput move{m_session.nowMs(), m_session.actor().name, tr("attached to the incident"), {item}};
        if (auto moved = repository.insertMove(*t, move); !moved)
            return tl::unexpected(moved.error());
    }
    return t->managerName.isEmpty() ? tr("Transfer %1").arg(t->number)
                                    : tr("Transfer %1, approved by %2").arg(t->number).arg(t->managerName);
}

Result<AttachmentId> TimelineService::attach(IncidentId id, EntryId entryId, const NewAttachment &file, QIODevice &data,
                                             qint64 limitBytes)
{
    if (file.fromProduction == FromProduction::NotSure)
        return failure(ErrorKind::Refused,
                       tr("Not kept. Find out first whether the file comes from production and holds customer or "
                          "confidential data."),
                       {}, QStringLiteral("fromProduction"));
    const bool ofProduction = file.fromProduction == FromProduction::Yes;
    if (ofProduction && !file.transfer.isValid())
        return failure(ErrorKind::Refused,
                       tr("Data that leaves production needs the incident manager's written approval. Choose the "
                          "transfer it is part of, or ask for one."),
                       {}, QStringLiteral("transfer"));
    auto measured = measure(data, limitBytes);
    if (!measured)
        return tl::unexpected(measured.error());
    AttachmentId key;
    auto done = m_session.act(Right::AddEntry, id, 0, [&](const Incident &) -> Result<void> {
        if (entryId.isValid()) {
            auto of = entry(entryId);
            if (!of || of->incident != id)
                return failure(ErrorKind::Invalid, tr("The entry is not of this incident."));
        }
        AttachmentValues values{
            id, entryId, {}, safeFileName(file.name), file.mediaType.left(100), codeOf(file.fromProduction), {}, 0};
        if (ofProduction) {
            auto approval = moveInto(id, file.transfer, {values.name, measured->size, measured->sha256});
            if (!approval)
                return tl::unexpected(approval.error());
            values.productionApproval = *approval;
            values.transfer = file.transfer.value;
        }
        auto inserted =
            AttachmentRepository(m_session.database()).insert(values, measured->size, measured->sha256, data);
        if (!inserted)
            return tl::unexpected(inserted.error());
        key = *inserted;
        return {};
    });
    return done ? Result<AttachmentId>(key) : tl::unexpected(done.error());
}

Result<QList<Attachment>> TimelineService::attachments(IncidentId id, EntryId entry)
{
    return AttachmentRepository(m_session.database()).ofEntry(id, entry);
}

Result<void> TimelineService::readAttachment(AttachmentId id, QIODevice &out)
{
    return AttachmentRepository(m_session.database()).read(id, [&out](const QByteArray &chunk) -> Result<void> {
        if (out.write(chunk) != chunk.size())
            return failure(ErrorKind::Full, tr("The file cannot be written: %1").arg(out.errorString()));
        return {};
    });
}

} // namespace tocsin
