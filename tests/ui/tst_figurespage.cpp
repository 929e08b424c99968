#include "tests/ui/incidentfixture.h"
#include "ui/figures/figurespage.h"
#include "ui/figures/figuretable.h"
#include "ui/figures/spreadchart.h"

#include <QAccessible>
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P7.9 as a page: charts, numbers and a file. */
class TestFiguresPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptySaysWhatBelongsThere();
    void chartSaysWhatItShows();
    void oneFarOutDoesNotPressTheOthers();
    void tableHasTheNumbers();
    void csvHasNoFormulas();
    void everythingHasAName();
};

void TestFiguresPage::emptySaysWhatBelongsThere()
{
    IncidentFixture fixture;
    QVERIFY(fixture.open());
    FiguresPage page(fixture.ui());
    page.resize(1100, 600);
    page.show();
    page.activate();
    fixture.settle();
    QVERIFY(!page.findChild<FigureTable *>()->isVisible());
    QVERIFY(!page.findChild<QPushButton *>(u"figure-export"_s)->isEnabled());
    page.findChild<QPushButton *>(u"figure-exercises"_s)->click();
    page.findChild<QComboBox *>(u"figure-period"_s)->setCurrentIndex(1);
    fixture.settle();
    QVERIFY(!page.findChild<FigureTable *>()->isVisible());
}

void TestFiguresPage::chartSaysWhatItShows()
{
    SpreadChart chart(u"Hours"_s);
    chart.setRows({{u"All"_s, spreadOf({kHourMs, 3 * kHourMs}), true}, {u"High"_s, {}, false}}, kCommitmentMs);
    QCOMPARE(chart.spokenText(), u"All: 2, median 2.0 h, 90th percentile 3.0 h, worst 3.0 h. High: none"_s);
    QCOMPARE(chart.accessibleDescription(), chart.spokenText());
    QVERIFY(chart.endMs() >= kCommitmentMs); // the limit is in sight
    chart.resize(chart.sizeHint());
    QVERIFY(!chart.grab().isNull());
    chart.setRows({}, 0);
    QVERIFY(!chart.grab().isNull());
}

void TestFiguresPage::oneFarOutDoesNotPressTheOthers()
{
    SpreadChart chart(u"Hours"_s);
    QList<qint64> spans(99, 10 * kHourMs);
    spans << 9000 * kHourMs;
    chart.setRows({{u"All"_s, spreadOf(spans), true}}, 0);
    QVERIFY(chart.endMs() < 100 * kHourMs);
    chart.setRows({{u"All"_s, spreadOf({10 * kHourMs, 30 * kHourMs}), true}}, 0);
    QVERIFY(chart.endMs() >= 30 * kHourMs);
}

void TestFiguresPage::tableHasTheNumbers()
{
    FigureTable table;
    FigureLine line{FigureGroup::All, u"all"_s, u"All"_s, spreadOf({kHourMs}), {}};
    table.setLines({line});
    QStringList cells;
    for (int column = 0; column < table.columnCount(); ++column)
        cells << table.item(0, column)->text();
    QCOMPARE(cells,
             QStringList({u"All"_s, u"1"_s, u"1.0 h"_s, u"1.0 h"_s, u"1.0 h"_s, u"0"_s, u"–"_s, u"–"_s, u"–"_s}));
}

void TestFiguresPage::csvHasNoFormulas()
{
    IncidentFixture fixture;
    QVERIFY(fixture.open());
    FiguresPage page(fixture.ui());
    const QString path = fixture.folder.filePath(u"figures.csv"_s);
    page.exportTo(path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("group,code,name,declarations,"));
    QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
}

void TestFiguresPage::everythingHasAName()
{
    IncidentFixture fixture;
    QVERIFY(fixture.open());
    FiguresPage page(fixture.ui());
    page.show();
    const QList<QWidget *> widgets = page.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        const QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(!reader->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

QTEST_MAIN(TestFiguresPage)
#include "tst_figurespage.moc"
