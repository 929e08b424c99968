#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QList>

namespace tocsin {

/** Kind of a timeline entry. The second half is written by the program when an act happens. */
enum class EntryKind {
    Note,
    Evidence,
    Containment,
    Consultation,
    Communication,
    Decision,
    Imported,
    Stage,
    Assessment,
    Classification,
    Declaration,
    Notice,
    Closing,
};
template<> std::span<const EnumEntry<EntryKind>> enumTable<EntryKind>();
/** True for the kinds a person may choose. */
[[nodiscard]] bool isManualKind(EntryKind kind);

/** One line of an incident's timeline. */
struct TimelineEntry
{
    EntryId id;
    IncidentId incident;
    qint64 atMs = 0;       ///< when it happened
    qint64 recordedMs = 0; ///< when it was written down
    PersonId person;
    QString personName;
    EntryKind kind = EntryKind::Note;
    QString text;
    QString tags; ///< words, separated by spaces
    bool keyEvent = false;
    bool struck = false;
    QString strikeReason;
    QString struckByName;
    qint64 struckMs = 0;
    int attachments = 0;
    QString redacted;           ///< why its text is gone, and by whom (P12.2); empty: it is there
    QString duplicateReference; ///< of the duplicate it is an entry of, where the survivor shows it (P1.10)
};

/** A file kept with an incident. */
struct Attachment
{
    AttachmentId id;
    EntryId entry;
    QString name; ///< made safe; never a path
    QString mediaType;
    qint64 size = 0;
    QString sha256;
    qint64 recordedMs = 0;
    QString byName;
};

/** The answer to "does it come from production and hold customer or confidential data?" (P10.1). */
enum class FromProduction { No, Yes, NotSure };
template<> std::span<const EnumEntry<FromProduction>> enumTable<FromProduction>();

/** What a person adds. */
struct NewEntry
{
    EntryKind kind = EntryKind::Note;
    qint64 atMs = 0;
    QString text;
    QString tags;
    bool keyEvent = false;
};
/** Of one entry, by hand or by an act. */
inline constexpr qsizetype kMaxEntryText = 100'000;
[[nodiscard]] Result<void> checkNewEntry(const NewEntry &entry, qint64 nowMs);

/** Place in a timeline: entries are ordered by instant, then by number. */
struct EntryKey
{
    qint64 atMs = 0;
    qint64 id = 0;
    friend auto operator<=>(const EntryKey &, const EntryKey &) = default;
};

/** What the list is narrowed to; empty means everything. */
struct TimelineFilter
{
    QString text;
    QList<EntryKind> kinds;
    bool keyEventsOnly = false;
    bool withEvidenceOnly = false;
    qint64 fromMs = 0;           ///< 0: no lower end
    qint64 toMs = 0;             ///< 0: no upper end, else exclusive
    bool withDuplicates = false; ///< those of the incidents that this one goes on for too (P1.10); narrows nothing
    [[nodiscard]] bool isEmpty() const
    {
        return text.isEmpty() && kinds.isEmpty() && !keyEventsOnly && !withEvidenceOnly && fromMs == 0 && toMs == 0;
    }
    friend bool operator==(const TimelineFilter &, const TimelineFilter &) = default;
};

} // namespace tocsin
