#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QStringView>

class QPainter;
class QRectF;

namespace tocsin {

/** With what an icon is drawn; looked up in the theme when it is painted, so that a switch recolours it. */
enum class Ink { Text, Muted, Accent, OnAccent, Rail, RailActive, Danger, Warning, Success };

/** One of the files of resources/icons by its base name ("board"), tinted, sharp at any scale; rendered when first
 * painted. */
[[nodiscard]] QIcon icon(QStringView name, Ink ink = Ink::Text);
[[nodiscard]] QIcon icon(QStringView name, const QColor &color);

/** Draws an icon into `rect` (device-independent pixels) of a painter, for delegates; cached. */
void paintIcon(QPainter &painter, const QRectF &rect, QStringView name, const QColor &color);

/** A tinted picture of `size` device-independent pixels at the given scale; cached. */
[[nodiscard]] QPixmap iconPixmap(QStringView name, const QColor &color, QSize size, qreal scale);

/** The program's own icon. */
[[nodiscard]] QIcon applicationIcon();

} // namespace tocsin
