#pragma once

#include "models/domain/incident.h"
#include "models/domain/timeline.h"
#include "models/domain/transfer.h"

#include <QByteArray>

class QIODevice;

namespace tocsin {

class Session;

/** Largest file that is kept, in bytes, unless set otherwise (DESIGN 7). */
constexpr qint64 kMaxAttachmentBytes = 100LL * 1024 * 1024;

/** Counts per slice of time, for the density strip. */
struct TimelineDensity
{
    qint64 fromMs = 0;
    qint64 toMs = 0;
    QList<int> bins;
};

/** A file as it is given: from disk, or bytes in memory. */
struct NewAttachment
{
    QString name; ///< as given; made safe
    QString mediaType;
    FromProduction fromProduction = FromProduction::No;
    TransferId transfer; ///< cited when it comes from production (P10.1): attaching it is a transfer
};

/** The timeline of one incident (P1, DESIGN "Timeline"). */
class TimelineService
{
public:
    explicit TimelineService(Session &session)
        : m_session(session)
    {
    }

    /** `limit` entries after (or before) a key, in the order of the timeline; a default key is the very start. */
    [[nodiscard]] Result<QList<TimelineEntry>> after(IncidentId id, const TimelineFilter &filter, EntryKey key,
                                                     int limit);
    [[nodiscard]] Result<QList<TimelineEntry>> before(IncidentId id, const TimelineFilter &filter, EntryKey key,
                                                      int limit);
    [[nodiscard]] Result<TimelineEntry> entry(EntryId id);
    [[nodiscard]] Result<qint64> count(IncidentId id, const TimelineFilter &filter);
    /** Every `step`-th key in order, starting with the first: the places from which pages are read (sparse anchors). */
    [[nodiscard]] Result<QList<EntryKey>> anchors(IncidentId id, const TimelineFilter &filter, int step);
    /** Keys of entries numbered above `since` that match, by number; for lists that follow what others add. */
    [[nodiscard]] Result<QList<EntryKey>> keysSince(IncidentId id, const TimelineFilter &filter, EntryId since,
                                                    int limit);
    /** Highest number of any entry in the database: the mark from which keysSince() goes on. */
    [[nodiscard]] Result<EntryId> lastNumber();
    [[nodiscard]] Result<TimelineDensity> density(IncidentId id, const TimelineFilter &filter, int bins);

    [[nodiscard]] Result<EntryId> add(IncidentId id, const NewEntry &entry);
    /** A wrong entry stays, struck through by a later act that says why (P12.2). */
    [[nodiscard]] Result<void> strike(EntryId id, const QString &reason);
    [[nodiscard]] Result<void> mark(EntryId id, bool keyEvent);
    /** Many entries as one act (DESIGN 5), for imports. Returns how many. */
    [[nodiscard]] Result<int> addBulk(IncidentId id, const QList<NewEntry> &entries, const QString &sourceName,
                                      const QString &sourceSha256);

    /**
     * Keeps a file in chunks, streamed. Refused: larger than the limit, not sure whether it comes from production,
     * from production without a cited approval. The device is read to its end.
     */
    [[nodiscard]] Result<AttachmentId> attach(IncidentId id, EntryId entry, const NewAttachment &file, QIODevice &data,
                                              qint64 limitBytes = kMaxAttachmentBytes);
    [[nodiscard]] Result<QList<Attachment>> attachments(IncidentId id, EntryId entry);
    /** Writes the content to a device, checked against its SHA-256 on the way. */
    [[nodiscard]] Result<void> readAttachment(AttachmentId id, QIODevice &out);

private:
    /** Records the item as a move of the transfer, if it is none yet; what the file cites. */
    [[nodiscard]] Result<QString> moveInto(IncidentId id, TransferId transfer, const TransferItem &item);
    /** Whose entries are shown with those of this incident; none if the filter does not ask for them. */
    [[nodiscard]] Result<QList<IncidentId>> duplicatesFor(IncidentId id, const TimelineFilter &filter);
    [[nodiscard]] Result<QList<TimelineEntry>> page(IncidentId id, const TimelineFilter &filter, EntryKey key,
                                                    int limit, bool backward);

    Session &m_session;
};

} // namespace tocsin
