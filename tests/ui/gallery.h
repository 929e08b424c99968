#pragma once

#include "models/domain/clock.h"

#include <QString>

class QWidget;

namespace tocsin {

class ClockTicker;

/** Pages that show every shared widget in every state, for looking at and for the accessibility audit. */
namespace gallery {

/** Buttons, fields, indicators, tabs, tables, progress. */
QWidget *controls();
/** Clocks, chips, stages, banners, cards. */
QWidget *pieces(ClockTicker &ticker);
/** Choices, forms, errors, an empty page. */
QWidget *forms();
/** Trees, lists, calendar, group box, tab widget, slider. */
QWidget *views();
/** The icons by name. */
QWidget *icons();
/** The widgets that hold text, with texts twice as long as expected. */
QWidget *longTexts(ClockTicker &ticker);

} // namespace gallery

} // namespace tocsin
