#include "models/domain/postmortemsummary.h"

#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P11.4: the text of a summary, paragraph by paragraph, and what in it looks internal. */
class TestPostmortemSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void noticesSeeNoRemarks();
    void remarksAreNotTyped();
    void internalWords_data();
    void internalWords();
};

void TestPostmortemSummary::comesBack_data()
{
    using enum PostmortemSection;
    QTest::addColumn<QList<SummaryParagraph>>("paragraphs");
    const auto row = [](const char *name, const QList<SummaryParagraph> &p) { QTest::newRow(name) << p; };
    row("none", {});
    row("one", {{u"What happened."_s, {Summary}}});
    row("several sections", {{u"What happened."_s, {Summary, Timeline, RootCause}}, {u"What now."_s, {Changes}}});
    row("lines and lists", {{u"First:\n\n- one\n- two"_s, {Impact}}, {u"Then.\nMore."_s, {Lessons}}});
    row("no section", {{u"What happened."_s, {}}});
}

void TestPostmortemSummary::comesBack()
{
    QFETCH(QList<SummaryParagraph>, paragraphs);
    QCOMPARE(summaryParagraphs(summaryBody(paragraphs)), paragraphs);
}

void TestPostmortemSummary::noticesSeeNoRemarks()
{
    const QString text = summaryText(summaryParagraphs(
        summaryBody({{u"One."_s, {PostmortemSection::Impact}}, {u"Two."_s, {PostmortemSection::Lessons}}})));
    QCOMPARE(text, u"One.\n\nTwo."_s);
}

void TestPostmortemSummary::remarksAreNotTyped()
{
    QVERIFY(checkSummary({{u"One."_s, {PostmortemSection::Impact}}}));
    QVERIFY(!checkSummary({{u"One.\n<!-- from=impact -->\nTwo."_s, {PostmortemSection::Impact}}}));
    QCOMPARE(checkSummary({{u"One."_s, {PostmortemSection::Impact}}, {u"Two."_s, {}}}).error().field, u"paragraph-2"_s);
}

void TestPostmortemSummary::internalWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *name, const QString &text, const QStringList &found) {
        QTest::newRow(name) << text << found;
    };
    row("machines", u"db-07, auth-2.prod-eu and db-07 again"_s, {u"db-07"_s, u"auth-2.prod-eu"_s});
    row("accounts", u"svc_backup did it"_s, {u"svc_backup"_s});
    row("places inside", u"at wiki.corp."_s, {u"wiki.corp"_s});
    row("public names", u"at example.com, e.g. by e-mail, well-known"_s, {});
    row("standards", u"AES-256 with TLS-1.3, CVE-2026-1"_s, {});
    row("addresses of mail", u"ask help@desk-1.example"_s, {});
}

void TestPostmortemSummary::internalWords()
{
    QFETCH(QString, text);
    QFETCH(QStringList, found);
    QCOMPARE(tocsin::internalWords(text), found);
}

QTEST_GUILESS_MAIN(TestPostmortemSummary)
#include "tst_postmortemsummary.moc"
