#pragma once

#include <QString>

namespace tocsin {

/** 1 if incident `i` is an exercise as far as the person who asks may know, else 0 (P2.8): a column of a query. */
[[nodiscard]] inline QString exerciseMark()
{
    return QStringLiteral("CASE WHEN i.exercise = 1 OR i.id IN (SELECT l.incident_id FROM exercise_lead l WHERE "
                          "l.subject_id = (SELECT tocsin_person())) THEN 1 ELSE 0 END");
}

/** The same for a query of one row: it looks that one up instead of listing all that this person leads. */
[[nodiscard]] inline QString exerciseMarkOfRow()
{
    return QStringLiteral("CASE WHEN i.exercise = 1 OR EXISTS (SELECT 1 FROM exercise_lead l WHERE "
                          "l.incident_id = i.id AND l.subject_id = tocsin_person()) THEN 1 ELSE 0 END");
}

} // namespace tocsin
