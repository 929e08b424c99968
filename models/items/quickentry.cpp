#include "models/items/quickentry.h"

#include "models/domain/clock.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::items", text);
}

QLocale english()
{
    return QLocale(QLocale::English, QLocale::UnitedKingdom);
}

QString dayText(QDate date)
{
    return english().toString(date, u"ddd d MMM yyyy"_s);
}

QString clockText(QTime time)
{
    return time.toString(time.second() != 0 ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

/** 0 to 23 of an hour and "a" or "p" of a.m. or p.m., or nothing; -1 where that is no hour. */
int hourOf(int hour, const QString &half)
{
    if (half.isEmpty())
        return hour;
    if (hour < 1 || hour > 12)
        return -1;
    return hour % 12 + (half.toLower() == "p"_L1 ? 12 : 0);
}

QString offsetText(int seconds)
{
    const int minutes = std::abs(seconds) / 60;
    return u"UTC%1%2:%3"_s.arg(seconds < 0 ? u"-"_s : u"+"_s)
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

/** Takes apart the line from its head; `rest` is what is not understood yet. */
class Reader
{
public:
    Reader(QString line, qint64 nowMs, const QTimeZone &zone)
        : m_rest(std::move(line))
        , m_nowMs(nowMs)
        , m_zone(zone)
    {
    }

    QuickEntry read()
    {
        m_rest = m_rest.trimmed();
        bool more = true;
        while (more && !m_rest.isEmpty())
            more = readMark() || readKind() || readTime();
        if (!m_out.timeGiven && m_out.error.isEmpty())
            m_out.atMs = m_nowMs;
        readTags();
        return std::move(m_out);
    }

private:
    bool readMark()
    {
        if (m_out.keyEvent || !(m_rest.startsWith(u'!') || m_rest.startsWith(u'*')))
            return false;
        m_out.keyEvent = true;
        m_rest = m_rest.mid(1).trimmed();
        return true;
    }

    bool readKind()
    {
        static const QRegularExpression prefix(u"^(\\p{L}{3,}):(?=\\s|$)"_s);
        const auto match = prefix.match(m_rest);
        if (m_out.kind || !match.hasMatch())
            return false;
        const QString word = match.captured(1).toLower();
        QList<EntryKind> found;
        for (const auto &entry : enumTable<EntryKind>()) {
            const QString code = QString::fromLatin1(entry.code);
            if (isManualKind(entry.value) && (code.startsWith(word) || nameOf(entry.value).toLower().startsWith(word)))
                found.append(entry.value);
        }
        if (found.size() != 1)
            return false;
        m_out.kind = found.first();
        m_rest = m_rest.mid(match.capturedLength()).trimmed();
        return true;
    }

    bool readTime()
    {
        if (m_out.timeGiven || !m_out.error.isEmpty())
            return false;
        return readRelative() || readAbsolute();
    }

    bool readRelative()
    {
        static const QRegularExpression pattern(
            u"^-(?=\\d)(?:(\\d{1,4})d)?(?:(\\d{1,4})h)?(?:(\\d{1,5})m(?:in)?)?(?:(\\d{1,6})s)?(?=\\s|$)"_s,
            QRegularExpression::CaseInsensitiveOption);
        const auto match = pattern.match(m_rest);
        if (!match.hasMatch() || match.capturedLength() < 3)
            return false;
        m_out.atMs = m_nowMs - match.captured(1).toLongLong() * kDayMs - match.captured(2).toLongLong() * kHourMs -
                     match.captured(3).toLongLong() * kMinuteMs - match.captured(4).toLongLong() * kSecondMs;
        take(match.capturedLength());
        return true;
    }

    bool readAbsolute()
    {
        static const QRegularExpression pattern(
            u"^(?:(?<word>\\p{L}{3,9})\\.?\\s+|(?<iso>\\d{4}-\\d{1,2}-\\d{1,2})(?:\\s+|T)|"
            "(?<dm>\\d{1,2}\\.\\d{1,2}\\.?)(?<y>\\d{4})?\\s+)?"
            "(?<h>\\d{1,2}):(?<m>\\d{2})(?::(?<s>\\d{2})(?:[.,]\\d{1,9})?)?(?:\\s?(?<ap>[ap])\\.?m\\.?)?(?<utc>Z|\\s*UTC)?(?=\\s|$)"_s,
            QRegularExpression::CaseInsensitiveOption);
        const auto match = pattern.match(m_rest);
        if (!match.hasMatch())
            return false;
        const QTime time(hourOf(match.captured(u"h"_s).toInt(), match.captured(u"ap"_s)),
                         match.captured(u"m"_s).toInt(), match.captured(u"s"_s).toInt());
        const QString word = match.captured(u"word"_s).toLower();
        const bool known = word.isEmpty() || word == "today"_L1 || word == "yesterday"_L1 || weekday(word) > 0;
        if (!known)
            return false;
        if (!time.isValid()) {
            m_out.remarks << tr("“%1” is no time of day and stays in the text.").arg(match.captured(0).trimmed());
            return false;
        }
        if (!match.captured(u"utc"_s).isEmpty())
            m_zone = QTimeZone::utc();
        if (!place(match, word, time))
            return false;
        take(match.capturedLength());
        return true;
    }

    /** Finds the day for the time; false if the words are no date. */
    bool place(const QRegularExpressionMatch &match, const QString &word, QTime time)
    {
        const QDate today = QDateTime::fromMSecsSinceEpoch(m_nowMs, m_zone).date();
        const QString iso = match.captured(u"iso"_s);
        const QString dayMonth = match.captured(u"dm"_s);
        if (!iso.isEmpty())
            return exact(isoDate(iso), time, iso);
        if (!dayMonth.isEmpty())
            return dated(dayMonth, match.captured(u"y"_s), today, time);
        if (word == "yesterday"_L1)
            return exact(today.addDays(-1), time, word);
        if (word == "today"_L1)
            return exact(today, time, word);
        if (const int day = weekday(word); day > 0) {
            const int back = (today.dayOfWeek() - day + 7) % 7;
            return orBefore(today.addDays(-back), today.addDays(-back - 7), time);
        }
        return orBefore(today, today.addDays(-1), time);
    }

    bool dated(const QString &dayMonth, const QString &year, QDate today, QTime time)
    {
        const QStringList parts = dayMonth.split(u'.', Qt::SkipEmptyParts);
        const int day = parts.value(0).toInt();
        const int month = parts.value(1).toInt();
        if (!year.isEmpty())
            return exact(QDate(year.toInt(), month, day), time, dayMonth + year);
        QDate date(today.year(), month, day);
        if (!date.isValid() && day == 29 && month == 2)
            date = QDate(today.year() - today.year() % 4, month, day);
        if (!date.isValid())
            return exact(date, time, dayMonth);
        const QDate before(date.year() - 1, month, day);
        return before.isValid() ? orBefore(date, before, time) : exact(date, time, dayMonth);
    }

    bool exact(QDate date, QTime time, const QString &said)
    {
        if (!date.isValid()) {
            m_out.remarks << tr("“%1” is no date and stays in the text.").arg(said);
            return false;
        }
        m_out.atMs = instant(date, time);
        m_out.timeGiven = true;
        if (isFuture(m_out.atMs))
            m_out.error =
                tr("%1 %2 lies in the future. An entry says what has happened.").arg(dayText(date), clockText(time));
        return true;
    }

    /** The first day, or the other where the first would lie in the future. */
    bool orBefore(QDate date, QDate before, QTime time)
    {
        QStringList kept = m_out.remarks;
        m_out.atMs = instant(date, time);
        m_out.timeGiven = true;
        if (!isFuture(m_out.atMs))
            return true;
        m_out.remarks = kept;
        m_out.atMs = instant(before, time);
        m_out.remarks.prepend(
            tr("%1 on %2 is still to come; taken as %3.").arg(clockText(time), dayText(date), dayText(before)));
        return true;
    }

    /** Local time to instant; says what it did in an hour that the clocks skipped or repeated. */
    qint64 instant(QDate date, QTime time)
    {
        const qint64 asUtc = QDateTime(date, time, QTimeZone::utc()).toMSecsSinceEpoch();
        const auto offsetAt = [this](qint64 ms) {
            return m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()));
        };
        const int before = offsetAt(asUtc - kDayMs);
        const int after = offsetAt(asUtc + kDayMs);
        const qint64 early = asUtc - before * kSecondMs;
        const qint64 late = asUtc - after * kSecondMs;
        const bool earlyHolds = offsetAt(early) == before;
        const bool lateHolds = offsetAt(late) == after;
        if (before == after || (earlyHolds && !lateHolds))
            return early;
        if (!earlyHolds && lateHolds)
            return late;
        if (earlyHolds)
            return repeated(date, time, {early, before}, {late, after});
        const QDateTime moved = QDateTime::fromMSecsSinceEpoch(early, m_zone);
        m_out.remarks << tr("%1 did not exist on %2: the clocks went forward. Taken as %3 (%4).")
                             .arg(clockText(time), dayText(date), clockText(moved.time()), offsetText(after));
        return early;
    }

    struct Candidate
    {
        qint64 ms;
        int offset;
    };
    qint64 repeated(QDate date, QTime time, Candidate first, Candidate second)
    {
        const bool secondIsPast = !isFuture(second.ms);
        const Candidate taken = secondIsPast ? second : first;
        m_out.remarks
            << tr("%1 happened twice on %2: the clocks went back. Taken as the %3 one (%4); add “UTC” to be exact.")
                   .arg(clockText(time), dayText(date), secondIsPast ? tr("second") : tr("first"),
                        offsetText(taken.offset));
        return taken.ms;
    }

    /** The same minute of grace as checkNewEntry(). */
    [[nodiscard]] bool isFuture(qint64 ms) const { return ms > m_nowMs + kMinuteMs; }

    /** 1 (Monday) to 7 for "fri", "Friday" or the name in the person's language; else 0. */
    static int weekday(const QString &word)
    {
        for (int day = 1; day <= 7; ++day) {
            const QString name = english().dayName(day, QLocale::LongFormat).toLower();
            const QString local = QLocale().dayName(day, QLocale::LongFormat).toLower();
            if ((word.size() >= 3 && name.startsWith(word)) || local == word)
                return day;
        }
        return 0;
    }

    static QDate isoDate(const QString &text)
    {
        const QStringList parts = text.split(u'-');
        return QDate(parts.value(0).toInt(), parts.value(1).toInt(), parts.value(2).toInt());
    }

    void take(qsizetype length)
    {
        m_out.timeGiven = true;
        m_rest = m_rest.mid(length).trimmed();
    }

    /** Tags at the end leave the text; tags inside are words of it and stay. */
    void readTags()
    {
        static const QRegularExpression tag(u"(?<!\\S)#(?=[\\p{N}_-]*\\p{L})([\\p{L}\\p{N}_-]+)"_s);
        static const QRegularExpression trailing(u"(?:^|\\s+)(?:#(?=[\\p{N}_-]*\\p{L})[\\p{L}\\p{N}_-]+\\s*)+$"_s);
        QStringList tags;
        auto all = tag.globalMatch(m_rest);
        while (all.hasNext())
            if (const QString word = all.next().captured(1).toLower(); !tags.contains(word))
                tags << word;
        m_out.tags = tags.join(u' ');
        m_out.text = QString(m_rest).remove(trailing).trimmed();
    }

    QString m_rest;
    qint64 m_nowMs;
    QTimeZone m_zone;
    QuickEntry m_out;
};

} // namespace

QuickEntry parseQuickEntry(const QString &line, qint64 nowMs, const QTimeZone &zone)
{
    return Reader(line, nowMs, zone).read();
}

} // namespace tocsin
