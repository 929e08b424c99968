#pragma once

#include "models/domain/incident.h"

#include <QByteArray>

namespace tocsin {

/** What an export to a calendar says of each deadline, chosen by a person who is told who will see it. */
struct CalendarOptions
{
    bool titles = false;  ///< the incident's title and the addressee's name as well
    QString databaseUuid; ///< part of each event's identity, so that a second import updates and does not double
    qint64 nowMs = 0;     ///< when it was written
};

/** An obligation, or what is to be followed up, with its incident, as it goes into a calendar. */
struct CalendarEntry
{
    Obligation obligation;
    QString reference; ///< "INC-0421"
    QString title;
    bool exercise = false;
    QString kind = {};  ///< "Follow-up", "Question"; empty for an obligation (P9.5, P9.9)
    QString about = {}; ///< what of it, with the titles
};

/** Writes deadlines as a calendar file; the format is the implementation's. */
class CalendarWriter
{
public:
    CalendarWriter() = default;
    virtual ~CalendarWriter() = default;
    CalendarWriter(const CalendarWriter &) = delete;
    CalendarWriter &operator=(const CalendarWriter &) = delete;

    /** One event for each entry that has a deadline. */
    [[nodiscard]] virtual QByteArray write(const QList<CalendarEntry> &entries, const CalendarOptions &options) = 0;
};

} // namespace tocsin
