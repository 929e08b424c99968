#include "models/domain/csv.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

class FullDevice : public QIODevice
{
protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void writesToADevice();
    void remembersAFailure();
};

void TestCsv::rows_data()
{
    QTest::addColumn<QStringList>("cells");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QStringList &cells, const QByteArray &expected) {
        QTest::newRow(name) << cells << expected;
    };
    row("plain", {u"a"_s, u"b"_s}, "a,b\r\n");
    row("empty cells", {u""_s, u""_s}, ",\r\n");
    row("one empty cell", {u""_s}, "\"\"\r\n");
    row("comma", {u"a,b"_s}, "\"a,b\"\r\n");
    row("quote", {u"a\"b"_s}, "\"a\"\"b\"\r\n");
    row("line feed", {u"a\nb"_s}, "\"a\nb\"\r\n");
    row("carriage return", {u"a\rb"_s}, "\"a\rb\"\r\n");
    row("edge blanks", {u" a"_s, u"b "_s}, "\" a\",\"b \"\r\n");
    row("non-ASCII", {u"\u00E4\u56F3"_s}, QByteArray(reinterpret_cast<const char *>(u8"\u00E4\u56F3\r\n")));
    row("equals", {u"=1+1"_s}, "'=1+1\r\n");
    row("plus", {u"+1"_s}, "'+1\r\n");
    row("minus", {u"-1"_s}, "'-1\r\n");
    row("at", {u"@SUM(A1)"_s}, "'@SUM(A1)\r\n");
    row("tab", {u"\t=1"_s}, "'\t=1\r\n");
    row("leading CR", {u"\r=1"_s}, "\"'\r=1\"\r\n");
    row("leading LF", {u"\n=1"_s}, "\"'\n=1\"\r\n");
    row("formula with quote and comma", {u"=HYPERLINK(\"http://x\",\"y\")"_s},
        "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
    row("inner formula signs stay", {u"a=b"_s, u"1-2"_s}, "a=b,1-2\r\n");
}

void TestCsv::rows()
{
    QFETCH(QStringList, cells);
    QFETCH(QByteArray, expected);
    QCOMPARE(csvRow(cells), expected);
}

void TestCsv::writesToADevice()
{
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    CsvWriter writer(buffer);
    QVERIFY(writer.write({u"a"_s, u"b"_s}));
    QVERIFY(writer.write({u"1"_s, u"=2"_s}));
    QCOMPARE(buffer.data(), QByteArray("a,b\r\n1,'=2\r\n"));
}

void TestCsv::remembersAFailure()
{
    FullDevice device;
    QVERIFY(device.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    CsvWriter writer(device);
    QVERIFY(!writer.write({u"a"_s}));
    QVERIFY(writer.failed());
    QVERIFY(!writer.write({u"b"_s}));
}

QTEST_MAIN(TestCsv)
#include "tst_csv.moc"
