#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QByteArray>
#include <QStringList>

namespace tocsin {

class Services;

/** Incidents of one kind of root cause. */
struct CauseFigure
{
    QString code; ///< empty: not said yet
    QString name;
    QStringList references; ///< of the incidents, the latest post-mortem first
    int openMeasures = 0;
    int overdueMeasures = 0;
    [[nodiscard]] int incidents() const { return static_cast<int>(references.size()); }
    /** It came back: twice at least. */
    [[nodiscard]] bool isRepeated() const { return !code.isEmpty() && references.size() > 1; }
};

/** What the post-mortems that somebody may read say together. */
struct PostmortemFigures
{
    QList<IncidentId> incidents; ///< whose post-mortems these are
    QList<CauseFigure> causes;   ///< most incidents first; what is not said yet last
    int postmortems = 0;
    int approved = 0;
    int owed = 0; ///< data breaches without one
    int openMeasures = 0;
    int overdueMeasures = 0; ///< of all incidents that are seen
};

/** Real incidents, or exercises alone: they stand apart (P2.8). */
[[nodiscard]] Result<PostmortemFigures> postmortemFigures(Services &services, bool exercises);
/** A line a cause, with the references. */
[[nodiscard]] QByteArray postmortemFiguresCsv(const PostmortemFigures &figures);
/** The same as it leaves: that it did is in the record of each incident whose post-mortem it says something of (P11.3).
 */
[[nodiscard]] Result<QByteArray> exportPostmortemFigures(Services &services, bool exercises, const QString &fileName);

} // namespace tocsin
