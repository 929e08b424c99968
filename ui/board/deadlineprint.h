#pragma once

#include "models/items/clocklistmodel.h"
#include "ui/common/timetext.h"

class QPagedPaintDevice;

namespace tocsin {

/** A list of obligations on paper, as it stood at one instant. */
struct DeadlineReport
{
    QList<ClockRow> rows;
    qint64 nowMs = 0;
    TimeText time;
    QString database;    ///< what it is of, in the head of each page
    bool titles = false; ///< the incidents' titles and the addressees' names as well
};

/** Paints it page by page, with the head of the table on each; no row is cut. */
void printDeadlines(QPagedPaintDevice &device, const DeadlineReport &report);
/** The same as a PDF file's bytes. May run on any thread. */
[[nodiscard]] QByteArray deadlinesPdf(const DeadlineReport &report);

} // namespace tocsin
