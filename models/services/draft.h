#pragma once

#include "models/domain/ids.h"

#include <QString>
#include <optional>

namespace tocsin {

/** A kept text that another one goes on from: it goes when that one is kept, while it still reads so. */
struct DraftBefore
{
    QString editor;
    QString payload;
};

/** Something a person has typed and not yet made an act. */
struct Draft
{
    QString name; ///< what it belongs to: "entry/12", "notice/3", "new-incident"
    IncidentId incident;
    QString payload;      ///< JSON, the editor's own; empty: thrown away
    qint64 updatedMs = 0; ///< grows with each change; 0: now
    QString editor = {};  ///< who wrote it: each open editor has a text of its own under the same name
    std::optional<DraftBefore> before = {}; ///< what it goes on from
};

} // namespace tocsin
