#pragma once

#include "ui/theme/theme.h"

#include <QPoint>
#include <QSize>
#include <QString>

class QPainter;
class QRect;

namespace tocsin {

/*
 * Chips for delegates: size first, then paint at a top left corner. All sizes are device-independent pixels.
 * Small chips are 20 px high.
 */
constexpr int kChipHeight = 20;

/** "High", "Not assessed", "at least Medium, provisional": a chip with one to four bars and the word (P4). */
[[nodiscard]] QSize severityChipSize(std::optional<Severity> severity, bool provisional = false);
/** `maxWidth` 0: as wide as it wants; otherwise its word is elided. */
void paintSeverityChip(QPainter &painter, QPoint topLeft, std::optional<Severity> severity, bool provisional = false,
                       int maxWidth = 0);
/** The word in the chip: "High", "Not assessed", "Medium, provisional". */
[[nodiscard]] QString severityChipText(std::optional<Severity> severity, bool provisional = false);

/** A word on a ground; Tone::Outline draws a line around it instead. */
[[nodiscard]] QSize textChipSize(const QString &text, Tone tone = Tone::Neutral);
void paintTextChip(QPainter &painter, QPoint topLeft, const QString &text, Tone tone = Tone::Neutral, int maxWidth = 0);

/** The same with an icon before the word. */
[[nodiscard]] QSize iconChipSize(const QString &text, Tone tone = Tone::Neutral);
void paintIconChip(QPainter &painter, QPoint topLeft, QStringView iconName, const QString &text,
                   Tone tone = Tone::Neutral, int maxWidth = 0);

/** A round ground with up to two initials of the name. */
void paintAvatar(QPainter &painter, const QRect &rect, const QString &name);
/** "MK" of "Mira Kahn". */
[[nodiscard]] QString initialsOf(const QString &name);

} // namespace tocsin
