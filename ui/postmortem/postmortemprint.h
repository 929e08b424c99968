#pragma once

#include <QString>

class QPagedPaintDevice;

namespace tocsin {

/** What stands on each page besides the text. */
struct PostmortemSheet
{
    QString markdown; ///< as PostmortemService::printed() gives it
    QString marking;  ///< above and below each page
    QString footnote; ///< who printed it, and when
};

/** Paints it page by page, marked above and below on each. Gives the number of pages. */
int printPostmortem(QPagedPaintDevice &device, const PostmortemSheet &sheet);

} // namespace tocsin
