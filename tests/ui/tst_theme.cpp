#include "resources/icons/icons.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPainter>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr Tone kTones[] = {Tone::Neutral, Tone::Accent,  Tone::Critical, Tone::High,    Tone::Medium,
                           Tone::Low,     Tone::Running, Tone::Under24h, Tone::Under8h, Tone::Under1h,
                           Tone::Overdue, Tone::Met,     Tone::Excepted, Tone::Outline};

QColor average(const QPixmap &picture)
{
    const QImage image = picture.toImage();
    qint64 strongest = 0;
    QColor color;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (const QColor c = image.pixelColor(x, y); c.alpha() > strongest) {
                strongest = c.alpha();
                color = c;
            }
    return strongest > 0 ? color : QColor();
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsComputedAsWcagSays();
    void textIsLegible_data();
    void textIsLegible();
    void controlsAreVisible();
    void switchingReachesWidgets();
    void everyIconRendersInItsColor();
    void iconsFollowTheTheme();
    void iconsAreSharpAtTwice();
    void fontsHaveTheirSizes();
};

void TestTheme::contrastIsComputedAsWcagSays()
{
    QVERIFY(qAbs(contrastRatio(Qt::white, Qt::black) - 21.0) < 0.01);
    QVERIFY(qAbs(contrastRatio(Qt::white, Qt::white) - 1.0) < 0.01);
    QVERIFY(qAbs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

void TestTheme::textIsLegible_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    for (const Theme *theme : {&Theme::light(), &Theme::darkTheme()}) {
        const char *name = theme->dark ? "dark" : "light";
        const auto row = [&](const char *what, const QColor &ink, const QColor &ground) {
            QTest::addRow("%s %s", name, what) << ink << ground;
        };
        const std::pair<const char *, QColor> grounds[] = {
            {"window", theme->window}, {"surface", theme->surface},     {"sunken", theme->sunken},
            {"hover", theme->hover},   {"selected", theme->accentTint}, {"pressed", theme->pressed}};
        for (const auto &[groundName, ground] : grounds) {
            row(qPrintable(u"text on %1"_s.arg(QLatin1StringView(groundName))), theme->text, ground);
            row(qPrintable(u"muted on %1"_s.arg(QLatin1StringView(groundName))), theme->muted, ground);
            row(qPrintable(u"link on %1"_s.arg(QLatin1StringView(groundName))), theme->accent, ground);
            row(qPrintable(u"error on %1"_s.arg(QLatin1StringView(groundName))), theme->tone(Tone::High).ink, ground);
        }
        row("accent button", theme->onAccent, theme->accent);
        row("accent button hover", theme->onAccent, theme->accentHover);
        row("accent button down", theme->onAccent, theme->accentDown);
        row("accent button hint", mixed(theme->accent, theme->onAccent, 0.82), theme->accent);
        row("danger button", theme->onDanger, theme->danger);
        row("rail", theme->railText, theme->rail);
        row("rail active", theme->railActiveText, theme->railActive);
        row("rail badge", theme->railActiveText, theme->railBadge);
        row("rail alert", theme->railActiveText, theme->railAlert);
        row("avatar", theme->onAvatar, theme->avatar);
        const QPalette palette = theme->palette();
        row("tooltip", palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase));
        row("selected text", theme->text, mixed(theme->surface, theme->accent, 0.3));
        for (const Tone tone : kTones) {
            const ToneColors colors = theme->tone(tone);
            row(qPrintable(u"tone %1"_s.arg(static_cast<int>(tone))), colors.ink, colors.ground);
            row(qPrintable(u"text on tone %1"_s.arg(static_cast<int>(tone))),
                tone == Tone::Overdue ? colors.ink : theme->text, colors.ground);
        }
    }
}

void TestTheme::textIsLegible()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    const double ratio = contrastRatio(ink, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(u"%1 on %2: %3"_s.arg(ink.name(), ground.name()).arg(ratio)));
}

void TestTheme::controlsAreVisible()
{
    for (const Theme *theme : {&Theme::light(), &Theme::darkTheme()}) {
        for (const QColor &ground : {theme->surface, theme->window, theme->accentTint}) {
            QVERIFY(contrastRatio(theme->control, ground) >= 3.0);
            QVERIFY(contrastRatio(theme->accent, ground) >= 3.0);
        }
    }
}

void TestTheme::switchingReachesWidgets()
{
    applyTheme(*qApp, Theme::Mode::Light);
    QLabel label;
    label.ensurePolished();
    QCOMPARE(label.palette().color(QPalette::Window), Theme::light().window);
    applyTheme(*qApp, Theme::Mode::Dark);
    QVERIFY(Theme::current().dark);
    QCOMPARE(Theme::mode(), Theme::Mode::Dark);
    QTRY_COMPARE(label.palette().color(QPalette::Window), Theme::darkTheme().window);
    QCOMPARE(label.palette().color(QPalette::PlaceholderText), Theme::darkTheme().muted);
    applyTheme(*qApp, Theme::Mode::Light);
    QVERIFY(!Theme::current().dark);
}

void TestTheme::everyIconRendersInItsColor()
{
    const QStringList names = iconNames();
    QVERIFY(names.size() > 40);
    for (const QString &name : names) {
        if (name.startsWith(u"org."_s))
            continue;
        const QColor color(0x12, 0x34, 0x56);
        const QColor seen = average(iconPixmap(name, color, {20, 20}, 1.0));
        QVERIFY2(seen.isValid(), qPrintable(name));
        const int off = qAbs(seen.red() - 0x12) + qAbs(seen.green() - 0x34) + qAbs(seen.blue() - 0x56);
        QVERIFY2(off < 12, qPrintable(name + u' ' + seen.name()));
    }
    QVERIFY(!applicationIcon().pixmap(64, 64).isNull());
}

void TestTheme::iconsFollowTheTheme()
{
    applyTheme(*qApp, Theme::Mode::Light);
    const QIcon board = icon(u"board");
    const QColor light = average(board.pixmap(20, 20));
    applyTheme(*qApp, Theme::Mode::Dark);
    const QColor dark = average(board.pixmap(20, 20));
    QVERIFY(light.lightness() < 90);
    QVERIFY(dark.lightness() > 180);
    applyTheme(*qApp, Theme::Mode::Light);
}

void TestTheme::iconsAreSharpAtTwice()
{
    const QPixmap twice = icon(u"board").pixmap(QSize(20, 20), 2.0);
    QCOMPARE(twice.size(), QSize(40, 40));
    QCOMPARE(twice.devicePixelRatio(), 2.0);
}

void TestTheme::fontsHaveTheirSizes()
{
    QCOMPARE(bodyFont().pixelSize(), 13);
    QCOMPARE(smallFont().pixelSize(), 12);
    QCOMPARE(finePrintFont().pixelSize(), 11);
    QCOMPARE(titleFont().pixelSize(), 20);
    const QFontMetricsF mono(monoFont());
    QCOMPARE(mono.horizontalAdvance(u'1'), mono.horizontalAdvance(u'8'));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
