#pragma once

#include "models/domain/alertplan.h"
#include "models/items/clocklistmodel.h"
#include "models/services/alerts.h"

namespace tocsin {

/** An obligation to tell of, with its incident. */
struct AlertRow
{
    ClockRow row;
    AlertLevel level = AlertLevel::None;
};

/** Several at one instant are one message (P7.5): references and audiences, no content. Most urgent first. */
[[nodiscard]] DesktopAlert alertText(const QList<AlertRow> &rows);

/** "02:14 left · INC-0012" or "02:14 overdue · INC-0012", to the minute; "" for none that runs. */
[[nodiscard]] QString clockTitle(const ClockRow &row, qint64 nowMs);

/** The most urgent clock that counts for titles and the tray: exercises are left out (P2.8); null for none. */
[[nodiscard]] const ClockRow *mostUrgentRow(const ClockListModel &clocks, qint64 nowMs);

} // namespace tocsin
