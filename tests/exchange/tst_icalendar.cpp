#include "models/exchange/icalendar.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

/** Sunday 2026-11-22 00:41:07 UTC. */
constexpr qint64 kNow = 1'795'308'067'000;

CalendarEntry entry(qint64 id, qint64 deadlineMs)
{
    CalendarEntry e;
    e.obligation.id = ObligationId{id};
    e.obligation.version = 3;
    e.obligation.customerName = u"Birch, Clinic; \\North"_s;
    e.obligation.citation = u"Art. 33(2) GDPR"_s;
    e.obligation.facts.deadlineMs = deadlineMs;
    e.reference = u"INC-0012"_s;
    e.title = u"Mailboxes read\nfrom outside"_s;
    return e;
}

} // namespace

/** RFC 5545: what a calendar gets of the deadlines, and what it does not. */
class TestICalendar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapes_data();
    void escapes();
    void foldsAt75Octets();
    void golden();
    void withoutTitlesNothingOfTheIncident();
    void dutiesWithoutANumberHaveNoEvent();
    void proposalsAreTentative();
    void followUps();
    void identityIsStable();
    void readBackByAnother();
};

void TestICalendar::escapes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("plain") << u"a b"_s << QByteArray("a b");
    QTest::newRow("comma") << u"a,b"_s << QByteArray("a\\,b");
    QTest::newRow("semicolon") << u"a;b"_s << QByteArray("a\\;b");
    QTest::newRow("backslash") << u"a\\b"_s << QByteArray("a\\\\b");
    QTest::newRow("line") << u"a\nb"_s << QByteArray("a\\nb");
    QTest::newRow("CR LF") << u"a\r\nb\rc"_s << QByteArray("a\\nb\\nc");
    QTest::newRow("a line of another property") << u"x\r\nATTACH:file"_s << QByteArray("x\\nATTACH:file");
    QTest::newRow("control") << QString(u"a"_s + QChar(7) + u"b"_s) << QByteArray("ab");
    QTest::newRow("colon stays") << u"a:b"_s << QByteArray("a:b");
}

void TestICalendar::escapes()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, value);
    QCOMPARE(icalText(text), value);
}

void TestICalendar::foldsAt75Octets()
{
    QCOMPARE(icalLine(QByteArray(75, 'x')), QByteArray(75, 'x') + "\r\n");
    QCOMPARE(icalLine(QByteArray(76, 'x')), QByteArray(75, 'x') + "\r\n x\r\n");
    for (int shift = 0; shift < 4; ++shift) {
        const QByteArray line = QByteArray(shift, 'a') + u"żółć€𝄞"_s.repeated(60).toUtf8();
        const QByteArray folded = icalLine(line);
        QVERIFY(folded.endsWith("\r\n"));
        for (const QByteArray &part : folded.chopped(2).split('\n')) {
            QByteArray octets = part;
            if (octets.endsWith('\r'))
                octets.chop(1);
            QVERIFY(octets.size() <= 75);
            QCOMPARE(QString::fromUtf8(octets).toUtf8(), octets); // no character is cut
            QVERIFY(!QString::fromUtf8(octets).contains(QChar::ReplacementCharacter));
        }
        QCOMPARE(QByteArray(folded).replace("\r\n ", "").chopped(2), line);
    }
}

void TestICalendar::golden()
{
    const QByteArray written = ICalendar().write({entry(5, kNow + kCommitmentMs)}, {false, u"6f9619ff"_s, kNow});
    const QByteArray expected = "BEGIN:VCALENDAR\r\n"
                                "VERSION:2.0\r\n"
                                "PRODID:-//Tocsin//Deadlines//EN\r\n"
                                "CALSCALE:GREGORIAN\r\n"
                                "X-WR-CALNAME:Tocsin deadlines\r\n"
                                "BEGIN:VEVENT\r\n"
                                "UID:obligation-5@6f9619ff.tocsin\r\n"
                                "DTSTAMP:20261122T004107Z\r\n"
                                "DTSTART:20261125T004107Z\r\n"
                                "SEQUENCE:3\r\n"
                                "SUMMARY:INC-0012: deadline\\, Customer\r\n"
                                "DESCRIPTION:Deadline: 2026-11-25 00:41:07 UTC\\nAs it stood when this was ex\r\n"
                                " ported\\; Tocsin has what counts.\r\n"
                                "CLASS:CONFIDENTIAL\r\n"
                                "TRANSP:TRANSPARENT\r\n";
    QCOMPARE(written.left(expected.size()), expected);
    QCOMPARE(written.count("BEGIN:VALARM"), 4);
    for (const char *trigger : {"-PT24H", "-PT8H", "-PT4H", "-PT1H"})
        QCOMPARE(written.count(QByteArray("TRIGGER;RELATED=START:") + trigger + "\r\n"), 1);
    QVERIFY(written.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    QCOMPARE(written.count('\n'), written.count("\r\n"));
}

void TestICalendar::withoutTitlesNothingOfTheIncident()
{
    QByteArray written = ICalendar().write({entry(5, kNow)}, {false, u"u"_s, kNow}).replace("\r\n ", "");
    for (const char *word : {"Mailboxes", "Birch", "GDPR"})
        QVERIFY2(!written.contains(word), word);
    written = ICalendar().write({entry(5, kNow)}, {true, u"u"_s, kNow}).replace("\r\n ", "");
    QVERIFY(written.contains("Mailboxes read\\nfrom outside"));
    QVERIFY(written.contains("Birch\\, Clinic\\; \\\\North"));
    QVERIFY(written.contains("Art. 33(2) GDPR"));
}

void TestICalendar::dutiesWithoutANumberHaveNoEvent()
{
    QVERIFY(!ICalendar().write({entry(5, 0)}, {false, u"u"_s, kNow}).contains("VEVENT"));
}

/** When it would end, and that nobody has confirmed it. */
void TestICalendar::proposalsAreTentative()
{
    CalendarEntry proposed = entry(5, 0);
    proposed.obligation.facts.confirmed = false;
    proposed.obligation.facts.wouldEndMs = kNow + kCommitmentMs;
    const QByteArray written = ICalendar().write({proposed}, {false, u"u"_s, kNow}).replace("\r\n ", "");
    QVERIFY(written.contains("DTSTART:20261125T004107Z\r\nSTATUS:TENTATIVE\r\n"));
    QVERIFY(written.contains("SUMMARY:INC-0012: proposed deadline\\, Customer\r\n"));
    QVERIFY(written.contains("legal has not confirmed"));
}

void TestICalendar::followUps() // P9.5
{
    CalendarEntry e = entry(5, kNow);
    e.kind = u"Follow-up"_s;
    e.about = u"People and records · notice 2"_s;
    QByteArray written = ICalendar().write({e}, {false, u"u"_s, kNow}).replace("\r\n ", "");
    QVERIFY(written.contains("SUMMARY:INC-0012: deadline\\, Follow-up\r\n"));
    QVERIFY(!written.contains("People"));
    written = ICalendar().write({e}, {true, u"u"_s, kNow}).replace("\r\n ", "");
    QVERIFY(written.contains("Follow-up\\, People and records"));
    QVERIFY(written.contains("Duty: Follow-up"));
}

void TestICalendar::identityIsStable()
{
    // A second export updates the events of the first and doubles none.
    const QByteArray first = ICalendar().write({entry(5, kNow)}, {false, u"u"_s, kNow});
    const QByteArray second = ICalendar().write({entry(5, kNow + kHourMs)}, {true, u"u"_s, kNow + kDayMs});
    const auto uid = [](const QByteArray &bytes) { return bytes.mid(bytes.indexOf("UID:"), 40).split('\r').first(); };
    QCOMPARE(uid(first), uid(second));
}

void TestICalendar::readBackByAnother()
{
    const QTemporaryDir dir;
    CalendarEntry exercise = entry(6, kNow + kHourMs);
    exercise.exercise = true;
    exercise.title = u"Übung: "_s + u"długi tytuł, "_s.repeated(20);
    QFile file(dir.filePath(u"deadlines.ics"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(ICalendar().write({entry(5, kNow + kCommitmentMs), exercise}, {true, u"u"_s, kNow}));
    file.close();
    QProcess python;
    const QString script = QString::fromLocal8Bit(qgetenv("TOCSIN_SOURCE_DIR")) + u"/tests/exchange/check_ical.py"_s;
    python.start(u"python3"_s, {script, file.fileName(), QString::number(2)});
    QVERIFY(python.waitForFinished());
    const QString said = QString::fromUtf8(python.readAllStandardOutput());
    QVERIFY2(python.exitCode() == 0, python.readAllStandardError() + said.toUtf8());
    QVERIFY2(said.contains(u"5@u.tocsin 1795567267 4"_s), qPrintable(said));
    QVERIFY2(said.contains(exercise.title.trimmed()), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestICalendar)
#include "tst_icalendar.moc"
