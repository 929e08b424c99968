#pragma once

#include <QList>
#include <QString>

namespace tocsin {

/** A line of two texts against each other. */
struct DiffLine
{
    enum Kind { Same, Removed, Added };
    Kind kind = Same;
    QString text;
};

/** By lines, with the longest run that both have kept; of texts too long for that all went and all came. */
[[nodiscard]] QList<DiffLine> textDiff(const QString &before, const QString &after);

} // namespace tocsin
