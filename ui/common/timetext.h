#pragma once

#include <QString>
#include <QTimeZone>

namespace tocsin {

/**
 * Instants (ms UTC) as text in one zone. Days and months in the order of the drawings ("Fri 21 Nov"),
 * translated by the locale; hours always 00-23. An instant of 0 gives an empty text.
 */
class TimeText
{
public:
    /** The zone of this machine. */
    TimeText()
        : TimeText(QTimeZone::systemTimeZone())
    {
    }
    explicit TimeText(QTimeZone zone)
        : m_zone(std::move(zone))
    {
    }

    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }

    /** "15:20:11" */
    [[nodiscard]] QString time(qint64 ms) const;
    /** "15:20" */
    [[nodiscard]] QString shortTime(qint64 ms) const;
    /** "Fri 21 Nov"; with the year if it is another than `nowMs`'s (0: never the year). */
    [[nodiscard]] QString day(qint64 ms, qint64 nowMs = 0) const;
    /** "Fri 21 Nov 15:20:11" */
    [[nodiscard]] QString full(qint64 ms) const;
    /** "Fri 15:20" within six days of now, "21 Nov 15:20" within the year, else "21 Nov 2024". */
    [[nodiscard]] QString brief(qint64 ms, qint64 nowMs) const;
    /** "2026-11-21 14:20:11 UTC", whatever the zone. */
    [[nodiscard]] static QString utc(qint64 ms);
    /** "14:20 UTC", whatever the zone. */
    [[nodiscard]] static QString shortUtc(qint64 ms);
    /** Both on two lines, for tooltips. */
    [[nodiscard]] QString both(qint64 ms) const;
    /** "UTC+02:00" at this instant. */
    [[nodiscard]] QString offset(qint64 ms) const;

private:
    QTimeZone m_zone;
};

} // namespace tocsin
