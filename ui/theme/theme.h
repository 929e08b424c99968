#pragma once

#include "models/domain/assessment.h"
#include "models/domain/obligation.h"

#include <QColor>
#include <QPalette>

class QApplication;
class QWidget;

namespace tocsin {

/** What a coloured piece says; a colour is never chosen by its value. */
enum class Tone {
    Neutral, ///< informational, not assessed, notes
    Accent,  ///< selection, running work
    Critical,
    High,    ///< also: danger, errors, refusals
    Medium,  ///< also: warnings
    Low,     ///< also: success
    Running, ///< clock with more than 24 hours left
    Under24h,
    Under8h,
    Under1h,
    Overdue,
    Met,
    Excepted, ///< also: consultations
    Outline,  ///< a line around, no ground: exercise mark, file names
};

/** Ink and the ground it stands on; always used together, at least 4.5:1 (tests/ui). */
struct ToneColors
{
    QColor ink;
    QColor ground;
};

/** The one palette class for both themes. Widgets read it while painting and keep no colour of it. */
class Theme
{
public:
    enum class Mode { System, Light, Dark };

    bool dark = false;

    QColor window;  ///< page
    QColor surface; ///< panels, cards
    QColor sunken;  ///< read-only fields, wells on a panel
    QColor line;    ///< borders, 1 px
    QColor control; ///< border of a check box or radio button: 3:1 against its ground
    QColor text;
    QColor muted;
    QColor accent;
    QColor accentHover;
    QColor accentDown;
    QColor onAccent;   ///< text on accent
    QColor accentTint; ///< selection, focus ground
    QColor hover;      ///< over a row or a button
    QColor pressed;
    QColor danger; ///< fill of a destructive button
    QColor onDanger;
    QColor rail;
    QColor railText;
    QColor railActive;
    QColor railActiveText;
    QColor railBadge; ///< ground of a count in the rail, with railActiveText on it
    QColor railAlert; ///< ground of an urgent count, white on it
    QColor avatar;
    QColor onAvatar;

    [[nodiscard]] ToneColors tone(Tone tone) const;
    [[nodiscard]] ToneColors severity(std::optional<Severity> severity) const;
    [[nodiscard]] ToneColors clock(ClockBand band) const;
    /** The palette every widget of the application starts with. */
    [[nodiscard]] QPalette palette() const;

    [[nodiscard]] static const Theme &light();
    [[nodiscard]] static const Theme &darkTheme();
    /** The theme in force; light until applyTheme(). */
    [[nodiscard]] static const Theme &current();
    [[nodiscard]] static Mode mode();
};

/** Tone of a severity; none is "not assessed". */
[[nodiscard]] Tone toneOf(std::optional<Severity> severity);
/** Tone of a clock's band (P7.3). */
[[nodiscard]] Tone toneOf(ClockBand band);

/**
 * Puts style, palette and fonts on the application; call again to switch. System means the palette the
 * desktop gave at start. Widgets get QEvent::PaletteChange.
 */
void applyTheme(QApplication &app, Theme::Mode mode);

/** Grid and radii of the drawings, in device-independent pixels. */
namespace metrics {
constexpr int grid = 8;
constexpr int panelPadding = 16;
constexpr int radiusPanel = 8;
constexpr int radiusControl = 6;
constexpr int radiusChip = 4;
constexpr int controlHeight = 32;
constexpr int railWidth = 176;
} // namespace metrics

/** `over` laid on `under` with the given share, 0 to 1. */
[[nodiscard]] QColor mixed(const QColor &under, const QColor &over, double share);

/** WCAG 2 contrast of two opaque colours, 1 to 21. */
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

} // namespace tocsin
