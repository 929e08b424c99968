// Reports as pages: what is cut where, and what is on each of them.

#include "models/exchange/noticerenderer.h"
#include "tests/exchange/pdftext.h"
#include "ui/postmortem/postmortemprint.h"

#include <QBuffer>
#include <QImage>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestReportPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortTablesStayWhole();
    void longTablesSayTheirColumnsAgain();
    void everyPageIsMarked();
    void noHeadingIsLeftBehind();
    void factsHaveNoHead();
    void printedPostmortem();
    void printedPostmortemHasNoPictures();
};

namespace {

/** As it leaves the window for a printer. */
QByteArray printed(const QString &markdown)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    (void)buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageMargins({});
    (void)printPostmortem(writer, {markdown, u"HIGHLY CONFIDENTIAL"_s, u"Printed by Mira"_s});
    return bytes;
}

} // namespace

/** Wherever the page ends: the heading and its table are on one page, as the signatures of a chain of custody are. */
void TestReportPages::shortTablesStayWhole()
{
    NoticeRenderer renderer;
    const QString table =
        u"## What left\n\n### Signatures\n\n| Who | Date |\n|---|---|\n| First hand | |\n| Second hand | |\n| Third hand | |\n| Last hand | |\n"_s;
    bool crossed = false;
    for (int lines = 20; lines < 44; ++lines) {
        const auto pdf = renderer.renderReport(
            {u"INC-1"_s, u"Chain of custody"_s, u"A line of it.\n\n"_s.repeated(lines) + table, 1});
        QVERIFY(pdf);
        const QStringList pages = pdfText(*pdf).split(u'\f');
        const auto pageOf = [&pages](const QString &words) {
            for (int n = 0; n < pages.size(); ++n)
                if (pages[n].contains(words))
                    return n;
            return -1;
        };
        const int at = pageOf(u"Signatures"_s);
        QVERIFY(at >= 0);
        QVERIFY2(pageOf(u"What left"_s) == at, qPrintable(u"%1 lines"_s.arg(lines))); // no heading is left behind
        for (const QString &words : {u"First hand"_s, u"Second hand"_s, u"Last hand"_s})
            QVERIFY2(pageOf(words) == at, qPrintable(u"%1 lines, %2"_s.arg(lines).arg(words)));
        crossed = crossed || at > 0;
    }
    QVERIFY(crossed);
}

void TestReportPages::longTablesSayTheirColumnsAgain()
{
    QString rows;
    for (int n = 1; n <= 70; ++n)
        rows +=
            u"| Question%1 is asked in more words than one line of its column has room for, until end%1 | Yes | – |\n"_s
                .arg(n);
    NoticeRenderer renderer;
    const auto pdf = renderer.renderReport(
        {u"INC-1"_s, u"Chain of custody"_s, u"| Item | Answer | Remark |\n|---|---|---|\n"_s + rows, 1});
    QVERIFY(pdf);
    QStringList pages = pdfText(*pdf).split(u'\f');
    pages.removeAll(QString());
    QVERIFY(pages.size() > 1);
    for (const QString &page : std::as_const(pages))
        QVERIFY2(page.contains(u"Answer"_s) && page.contains(u"Remark"_s), qPrintable(page));
    for (int n = 1; n <= 70; ++n) { // and none of its rows is torn
        const auto pageOf = [&pages](const QString &words) {
            const QRegularExpression whole(words + u"\\b"_s);
            for (int at = 0; at < pages.size(); ++at)
                if (pages[at].contains(whole))
                    return at;
            return -1;
        };
        const int at = pageOf(u"Question%1"_s.arg(n));
        QVERIFY2(at >= 0 && pageOf(u"end%1"_s.arg(n)) == at, qPrintable(QString::number(n)));
    }
}

/** P11.3: above and below each page, however many there are, and nothing of the text is lost by that. */
void TestReportPages::everyPageIsMarked()
{
    QString text;
    for (int n = 1; n <= 90; ++n)
        text += u"Sentence%1 of a text that goes on.\n\n"_s.arg(n);
    NoticeRenderer renderer;
    const auto pdf =
        renderer.renderReport({u"INC-1"_s, u"Post-mortem"_s, text, 1, u"HIGHLY CONFIDENTIAL"_s, u"Made for Mira"_s});
    QVERIFY(pdf);
    QStringList pages = pdfText(*pdf).split(u'\f');
    pages.removeAll(QString());
    QVERIFY(pages.size() > 2);
    for (const QString &page : std::as_const(pages)) {
        QCOMPARE(page.count(u"HIGHLY CONFIDENTIAL"_s), 2);
        QCOMPARE(page.count(u"Made for Mira"_s), 1);
    }
    for (int n = 1; n <= 90; ++n)
        QVERIFY2(pages.join(QString()).contains(u"Sentence%1 "_s.arg(n)), qPrintable(QString::number(n)));
    const auto bad = renderer.renderReport({u"INC-1"_s, u"Post-mortem"_s, text, 1, u"two\nlines"_s, {}});
    QVERIFY(!bad);
    QCOMPARE(bad.error().field, u"marking"_s);
}

/** Wherever the page ends, and whatever stands below: text, a list, a quotation with a table after it. */
void TestReportPages::noHeadingIsLeftBehind()
{
    NoticeRenderer renderer;
    for (const QString &below : {u"First words of it.\n"_s, u"- First words of it.\n"_s,
                                 u"> First words of it.\n>\n\n| When | Who |\n|---|---|\n| now | Mira |\n"_s}) {
        bool crossed = false;
        for (int lines = 24; lines < 40; ++lines) {
            const auto pdf =
                renderer.renderReport({u"INC-1"_s, u"Post-mortem"_s,
                                       u"A line.\n\n"_s.repeated(lines) + u"## What was learnt\n\n"_s + below, 1});
            QVERIFY(pdf);
            const QStringList pages = pdfText(*pdf).split(u'\f');
            const auto pageOf = [&pages](const QString &words) {
                return std::find_if(pages.begin(), pages.end(), [&](const QString &p) { return p.contains(words); }) -
                       pages.begin();
            };
            QVERIFY(pageOf(u"What was learnt"_s) < pages.size());
            QVERIFY2(pageOf(u"What was learnt"_s) == pageOf(u"First words"_s), qPrintable(QString::number(lines)));
            crossed = crossed || pageOf(u"First words"_s) > 0;
            if (below.contains(u"Mira"_s)) { // the names of the columns stand in one line, once
                const QRegularExpression head(u"When +Who"_s);
                QVERIFY2(pages.join(QString()).count(head) == 1, qPrintable(pages.join(QString())));
            }
        }
        QVERIFY(crossed);
    }
}

void TestReportPages::factsHaveNoHead()
{
    NoticeRenderer renderer;
    const QString digest = u"84898a7a18203b5634853c19f81c95b360259c87737aea773292799ef38d4c04"_s;
    const auto pdf = renderer.renderReport(
        {u"INC-1"_s, u"Post-mortem"_s,
         u"| | |\n|---|---|\n| State | Approved |\n| SHA-256 of the text | %1 |\n"_s.arg(digest), 1});
    QVERIFY(pdf);
    QVERIFY2(pdfText(*pdf).contains(digest), qPrintable(pdfText(*pdf))); // in one line
}

/** P11.3: marked on each page; cut as reports are: no heading left behind, and a table says its columns again. */
void TestReportPages::printedPostmortem()
{
    QString rows = u"## Timeline\n\n| When | What |\n|---|---|\n"_s;
    for (int n = 1; n <= 60; ++n)
        rows += u"| Moment%1 | It was seen, and written down that it was |\n"_s.arg(n);
    for (int lines = 26; lines < 40; ++lines) {
        const QString text = u"# Post-mortem\n\n"_s + u"A line.\n\n"_s.repeated(lines);
        QStringList pages = pdfText(printed(text + u"## Lessons\n\nFirst words of it.\n\n"_s + rows)).split(u'\f');
        pages.removeAll(QString());
        QVERIFY(pages.size() >= 3);
        bool isTable = false;
        for (const QString &page : std::as_const(pages)) {
            QCOMPARE(page.count(u"HIGHLY CONFIDENTIAL"_s), 2);
            QCOMPARE(page.count(u"Printed by Mira"_s), 1);
            QCOMPARE(page.contains(u"Lessons"_s), page.contains(u"First words"_s));
            isTable = isTable || page.contains(u"Moment1 "_s);
            QCOMPARE(page.contains(QRegularExpression(u"When +What"_s)), isTable);
        }
        for (int n = 1; n <= 60; ++n)
            QCOMPARE(pages.join(QString()).count(QRegularExpression(u"Moment%1\\b"_s.arg(n))), 1);
    }
}

/** Whatever file of this machine a text names: nobody who prints it hands that out. */
void TestReportPages::printedPostmortemHasNoPictures()
{
    QTemporaryDir folder;
    QImage picture(123, 77, QImage::Format_RGB32);
    picture.fill(Qt::red);
    QVERIFY(picture.save(folder.filePath(u"secret.png"_s)));
    const QByteArray pdf = printed(u"Before\n\n![plan](%1)\n\nAfter\n"_s.arg(folder.filePath(u"secret.png"_s)));
    QVERIFY(pdfText(pdf).contains(u"After"_s));
    QVERIFY(!pdf.contains("/Width 123"));
}

QTEST_MAIN(TestReportPages)
#include "tst_reportpages.moc"
