#include "models/exchange/icalendar.h"

#include <QDateTime>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostOctets = 75;
constexpr int kAlarmHours[] = {24, 8, 4, 1};

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

QByteArray instant(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyyMMdd'T'HHmmss'Z'"_s).toLatin1();
}

/** "INC-0421: deadline, customer". */
QString summaryOf(const CalendarEntry &entry, const CalendarOptions &options)
{
    const QString whom = !entry.kind.isEmpty() ? options.titles ? entry.kind + u", "_s + entry.about : entry.kind
                         : options.titles      ? addresseeText(entry.obligation)
                                               : nameOf(entry.obligation.addressee);
    QString summary =
        (isProposedWithEnd(entry.obligation.facts) ? tr("%1: proposed deadline, %2") : tr("%1: deadline, %2"))
            .arg(entry.reference, whom);
    if (entry.exercise)
        summary = tr("[Exercise] %1").arg(summary);
    return options.titles ? summary + u" - "_s + entry.title : summary;
}

QString descriptionOf(const CalendarEntry &entry, const CalendarOptions &options)
{
    const QDateTime deadline = QDateTime::fromMSecsSinceEpoch(endMs(entry.obligation.facts), Qt::UTC);
    QStringList lines{tr("Deadline: %1").arg(deadline.toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s))};
    if (isProposedWithEnd(entry.obligation.facts))
        lines << tr("Only proposed: legal has not confirmed that it is owed.");
    if (options.titles)
        lines << tr("Duty: %1").arg(entry.kind.isEmpty() ? nameOf(entry.obligation.duty) : entry.kind);
    if (options.titles && !entry.obligation.citation.isEmpty())
        lines << entry.obligation.citation;
    lines << tr("As it stood when this was exported; Tocsin has what counts.");
    return lines.join(u'\n');
}

void writeAlarms(QByteArray &out, const QString &summary)
{
    for (const int hours : kAlarmHours) {
        out += "BEGIN:VALARM\r\nACTION:DISPLAY\r\n";
        out += icalLine("TRIGGER;RELATED=START:-PT" + QByteArray::number(hours) + "H");
        out += icalLine("DESCRIPTION:" + icalText(summary));
        out += "END:VALARM\r\n";
    }
}

void writeEvent(QByteArray &out, const CalendarEntry &entry, const CalendarOptions &options)
{
    const Obligation &o = entry.obligation;
    const QString summary = summaryOf(entry, options);
    out += "BEGIN:VEVENT\r\n";
    out += icalLine("UID:obligation-" + QByteArray::number(o.id.value) + "@" +
                    icalText(options.databaseUuid.isEmpty() ? u"tocsin"_s : options.databaseUuid) + ".tocsin");
    out += icalLine("DTSTAMP:" + instant(options.nowMs));
    // The deadline itself: without an end, the event takes no time.
    out += icalLine("DTSTART:" + instant(endMs(o.facts)));
    if (isProposedWithEnd(o.facts))
        out += "STATUS:TENTATIVE\r\n";
    out += icalLine("SEQUENCE:" + QByteArray::number(o.version));
    out += icalLine("SUMMARY:" + icalText(summary));
    out += icalLine("DESCRIPTION:" + icalText(descriptionOf(entry, options)));
    out += "CLASS:CONFIDENTIAL\r\nTRANSP:TRANSPARENT\r\n";
    writeAlarms(out, summary);
    out += "END:VEVENT\r\n";
}

} // namespace

QByteArray icalLine(const QByteArray &line)
{
    QByteArray out;
    qsizetype from = 0;
    qsizetype room = kMostOctets;
    while (line.size() - from > room) {
        qsizetype to = from + room;
        while (to > from + 1 && (static_cast<unsigned char>(line.at(to)) & 0xC0U) == 0x80U)
            --to; // not within a character
        out += line.mid(from, to - from) + "\r\n ";
        from = to;
        room = kMostOctets - 1; // the space counts
    }
    return out + line.mid(from) + "\r\n";
}

QByteArray icalText(const QString &text)
{
    QString out;
    QString plain = text;
    plain.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    for (const QChar c : std::as_const(plain)) {
        if (c == u'\n')
            out += u"\\n"_s;
        else if (c == u'\\' || c == u';' || c == u',')
            out += QString(u'\\') + c;
        else if (c >= u' ' || c == u'\t')
            out += c;
    }
    return out.toUtf8();
}

QByteArray ICalendar::write(const QList<CalendarEntry> &entries, const CalendarOptions &options)
{
    QByteArray out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tocsin//Deadlines//EN\r\nCALSCALE:GREGORIAN\r\n";
    out += icalLine("X-WR-CALNAME:" + icalText(tr("Tocsin deadlines")));
    for (const CalendarEntry &entry : entries)
        if (endMs(entry.obligation.facts) > 0)
            writeEvent(out, entry, options);
    return out + "END:VCALENDAR\r\n";
}

} // namespace tocsin
