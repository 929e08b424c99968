#include "ui/theme/theme.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tocsinstyle.h"

#include <QApplication>
#include <QToolTip>

#include <cmath>

namespace tocsin {

namespace {

Theme::Mode s_mode = Theme::Mode::Light;

constexpr QColor rgb(QRgb value)
{
    return QColor(static_cast<int>(value >> 16 & 0xff), static_cast<int>(value >> 8 & 0xff),
                  static_cast<int>(value & 0xff));
}

Theme makeLight()
{
    Theme t;
    t.window = rgb(0xf4f5f8);
    t.surface = rgb(0xffffff);
    t.sunken = rgb(0xf4f5f8);
    t.line = rgb(0xdde1e8);
    t.control = rgb(0x7c8796);
    t.text = rgb(0x1a2230);
    t.muted = rgb(0x5a6675);
    t.accent = rgb(0x2456c4);
    t.accentHover = rgb(0x1d4bb0);
    t.accentDown = rgb(0x18409a);
    t.onAccent = rgb(0xffffff);
    t.accentTint = rgb(0xe7eefc);
    t.hover = rgb(0xf0f2f6);
    t.pressed = rgb(0xe6e9ef);
    t.danger = rgb(0xb3161e);
    t.onDanger = rgb(0xffffff);
    t.rail = rgb(0x1d2635);
    t.railText = rgb(0xc3ccda);
    t.railActive = rgb(0x32405a);
    t.railActiveText = rgb(0xffffff);
    t.railBadge = rgb(0x44546f);
    t.railAlert = rgb(0xb3161e);
    t.avatar = rgb(0xd5dcea);
    t.onAvatar = rgb(0x33415a);
    return t;
}

Theme makeDark()
{
    Theme t;
    t.dark = true;
    t.window = rgb(0x12161d);
    t.surface = rgb(0x1a2029);
    t.sunken = rgb(0x12161d);
    t.line = rgb(0x2c3441);
    t.control = rgb(0x78869a);
    t.text = rgb(0xe4e9f0);
    t.muted = rgb(0x98a5b6);
    t.accent = rgb(0x7ea6f8);
    t.accentHover = rgb(0x95b6fa);
    t.accentDown = rgb(0x6a94ea);
    t.onAccent = rgb(0x0d1630);
    t.accentTint = rgb(0x22304d);
    t.hover = rgb(0x222a36);
    t.pressed = rgb(0x2a3341);
    t.danger = rgb(0xb3161e);
    t.onDanger = rgb(0xffffff);
    t.rail = rgb(0x0d1117);
    t.railText = rgb(0xaeb9c8);
    t.railActive = rgb(0x32405a);
    t.railActiveText = rgb(0xffffff);
    t.railBadge = rgb(0x44546f);
    t.railAlert = rgb(0xb3161e);
    t.avatar = rgb(0x34405a);
    t.onAvatar = rgb(0xdfe6f2);
    return t;
}

/** Whether the desktop's palette, as it was before ours, is dark. */
bool systemIsDark()
{
    static const bool dark = [] {
        const QPalette system = QGuiApplication::palette();
        return system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
    }();
    return dark;
}

bool &darkInForce()
{
    static bool dark = false;
    return dark;
}

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &Theme::darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme &Theme::current()
{
    return darkInForce() ? darkTheme() : light();
}

Theme::Mode Theme::mode()
{
    return s_mode;
}

ToneColors Theme::tone(Tone tone) const
{
    const auto pick = [this](QRgb ink, QRgb ground, QRgb darkInk, QRgb darkGround) {
        return dark ? ToneColors{rgb(darkInk), rgb(darkGround)} : ToneColors{rgb(ink), rgb(ground)};
    };
    switch (tone) {
    case Tone::Neutral:
        return pick(0x475467, 0xedf0f4, 0xaab6c6, 0x262e3a);
    case Tone::Accent:
        return pick(0x1f4fb0, 0xe7eefc, 0x8fb4ff, 0x22304d);
    case Tone::Critical:
        return pick(0x8c1533, 0xfbe3ea, 0xff9ab3, 0x43172a);
    case Tone::High:
        return pick(0xb3261e, 0xfdeae7, 0xff9d94, 0x441d1b);
    case Tone::Medium:
        return pick(0x855300, 0xfff1d3, 0xf3c46b, 0x3b2d10);
    case Tone::Low:
        return pick(0x1f6b45, 0xe0f3e8, 0x7fd6a8, 0x15352a);
    case Tone::Running:
        return pick(0x1f4fb0, 0xe6eefc, 0x8fb4ff, 0x1d2c4a);
    case Tone::Under24h:
        return pick(0x855300, 0xfff0cc, 0xf3c46b, 0x3b2d10);
    case Tone::Under8h:
        return pick(0xa23b00, 0xffe6d5, 0xffac78, 0x43260f);
    case Tone::Under1h:
        return pick(0xb3161e, 0xfde4e4, 0xff9a9a, 0x45191c);
    case Tone::Overdue:
        return pick(0xffffff, 0xb3161e, 0xffffff, 0xb3161e);
    case Tone::Met:
        return pick(0x1f6b45, 0xe0f3e8, 0x7fd6a8, 0x15352a);
    case Tone::Excepted:
        return pick(0x5b3aa6, 0xefe9fb, 0xbfa6ff, 0x2c2148);
    case Tone::Outline:
        return {muted, surface};
    }
    return {text, surface};
}

ToneColors Theme::severity(std::optional<Severity> severity) const
{
    return tone(toneOf(severity));
}

ToneColors Theme::clock(ClockBand band) const
{
    return tone(toneOf(band));
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, surface);
    p.setColor(QPalette::AlternateBase, mixed(surface, window, 0.6));
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::Button, surface);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::ToolTipBase, dark ? rgb(0x2c3441) : rgb(0x1a2230));
    p.setColor(QPalette::ToolTipText, rgb(0xf4f5f8));
    p.setColor(QPalette::PlaceholderText, muted);
    p.setColor(QPalette::Highlight, accentTint);
    p.setColor(QPalette::HighlightedText, text);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::BrightText, tone(Tone::High).ink);
    p.setColor(QPalette::Light, surface);
    p.setColor(QPalette::Midlight, hover);
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, line);
    p.setColor(QPalette::Shadow, dark ? rgb(0x000000) : rgb(0xaab2c0));
    const QColor faint = mixed(surface, muted, 0.62);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
                            QPalette::PlaceholderText})
        p.setColor(QPalette::Disabled, role, faint);
    p.setColor(QPalette::Disabled, QPalette::Base, window);
    return p;
}

Tone toneOf(std::optional<Severity> severity)
{
    if (!severity)
        return Tone::Neutral;
    switch (*severity) {
    case Severity::Informational:
        return Tone::Neutral;
    case Severity::Low:
        return Tone::Low;
    case Severity::Medium:
        return Tone::Medium;
    case Severity::High:
        return Tone::High;
    case Severity::Critical:
        return Tone::Critical;
    }
    return Tone::Neutral;
}

Tone toneOf(ClockBand band)
{
    switch (band) {
    case ClockBand::Over24h:
        return Tone::Running;
    case ClockBand::Under24h:
        return Tone::Under24h;
    case ClockBand::Under8h:
        return Tone::Under8h;
    case ClockBand::Under1h:
        return Tone::Under1h;
    case ClockBand::Overdue:
        return Tone::Overdue;
    case ClockBand::CountingUp:
        return Tone::Under8h;
    case ClockBand::Excepted:
        return Tone::Excepted;
    case ClockBand::Met:
        return Tone::Met;
    case ClockBand::MetLate:
    case ClockBand::Undeliverable:
        return Tone::High;
    case ClockBand::None:
    case ClockBand::Withdrawn:
    case ClockBand::Proposed:
        return Tone::Neutral;
    }
    return Tone::Neutral;
}

void applyTheme(QApplication &app, Theme::Mode mode)
{
    const bool desktopDark = systemIsDark();
    s_mode = mode;
    darkInForce() = mode == Theme::Mode::Dark || (mode == Theme::Mode::System && desktopDark);
    if (!qobject_cast<TocsinStyle *>(app.style()))
        app.setStyle(new TocsinStyle); // the application owns it
    const QPalette palette = Theme::current().palette();
    app.setPalette(palette);
    app.setFont(bodyFont());
    QApplication::setFont(finePrintBoldFont(), "QHeaderView");
    QPalette editing = palette; // selected text, as against selected rows, needs a stronger ground
    editing.setColor(QPalette::Highlight, mixed(Theme::current().surface, Theme::current().accent, 0.3));
    for (const char *name : {"QLineEdit", "QTextEdit", "QPlainTextEdit"})
        QApplication::setPalette(editing, name);
    QToolTip::setPalette(palette);
    QToolTip::setFont(smallFont());
}

QColor mixed(const QColor &under, const QColor &over, double share)
{
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return QColor(channel(under.red(), over.red()), channel(under.green(), over.green()),
                  channel(under.blue(), over.blue()));
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (qMax(first, second) + 0.05) / (qMin(first, second) + 0.05);
}

} // namespace tocsin
