#pragma once

#include <QString>
#include <QTimeZone>
#include <optional>

namespace tocsin {

/**
 * Instants (ms UTC) as text in one zone. Days and months in the order of the drawings ("Fri 21 Nov"), translated by
 * the locale; hours as the locale has them, 00-23 or with its words for before and after noon. Without a zone of its
 * own it follows this machine's, also when that changes while the program runs. An instant of 0 gives an empty text.
 */
class TimeText
{
public:
    /** The zone of this machine, whichever it is then. */
    TimeText() = default;
    explicit TimeText(QTimeZone zone)
        : m_zone(std::move(zone))
    {
    }

    [[nodiscard]] QTimeZone zone() const { return m_zone ? *m_zone : systemZone(); }

    /** "15:20:11" or "3:20:11 PM" */
    [[nodiscard]] QString time(qint64 ms) const;
    /** "15:20" or "3:20 PM" */
    [[nodiscard]] QString shortTime(qint64 ms) const;
    /** "Fri 21 Nov"; with the year if it is another than `nowMs`'s (0: never the year). */
    [[nodiscard]] QString day(qint64 ms, qint64 nowMs = 0) const;
    /** "Fri 21 Nov 15:20:11" */
    [[nodiscard]] QString full(qint64 ms) const;
    /** "Fri 15:20" within six days of now, "21 Nov 15:20" within the year, else "21 Nov 2024". */
    [[nodiscard]] QString brief(qint64 ms, qint64 nowMs) const;
    /** "2026-11-21 14:20:11 UTC", whatever the zone and the locale. */
    [[nodiscard]] static QString utc(qint64 ms);
    /** "14:20 UTC", whatever the zone and the locale. */
    [[nodiscard]] static QString shortUtc(qint64 ms);
    /** Both on two lines, for tooltips. */
    [[nodiscard]] QString both(qint64 ms) const;
    /** "UTC+02:00" at this instant. */
    [[nodiscard]] QString offset(qint64 ms) const;

    /** Whether the locale in force tells hours 1 to 12. */
    [[nodiscard]] static bool isTwelveHours();
    /** The format of QDateTime for hours and minutes in the locale in force, for fields that are typed into. */
    [[nodiscard]] static QString shortTimeFormat();
    /** Looks at the machine's zone again; true if it is another since the last look. */
    static bool refreshSystemZone();

private:
    [[nodiscard]] static const QTimeZone &systemZone();

    std::optional<QTimeZone> m_zone;
};

} // namespace tocsin
