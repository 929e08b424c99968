#pragma once

#include "models/services/calendarwriter.h"

namespace tocsin {

/**
 * Deadlines as iCalendar (RFC 5545): UTC, an event an obligation at its deadline, with alarms 24, 8, 4 and 1 hour
 * before. Without titles it says reference and audience, nothing of what happened or to whom.
 */
class ICalendar final : public CalendarWriter
{
public:
    [[nodiscard]] QByteArray write(const QList<CalendarEntry> &entries, const CalendarOptions &options) override;
};

/** A content line folded at 75 octets, never within a character, with CR LF at its end. */
[[nodiscard]] QByteArray icalLine(const QByteArray &line);
/** A text as a property's value: backslash, semicolon, comma and line break escaped, other control characters out. */
[[nodiscard]] QByteArray icalText(const QString &text);

} // namespace tocsin
