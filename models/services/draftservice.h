#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QList>

namespace tocsin {

class Session;

/** Something a person has typed and not yet made an act. */
struct Draft
{
    QString name; ///< what it belongs to: "entry/12", "notice/3", "new-incident"
    IncidentId incident;
    QString payload; ///< JSON, the editor's own
    qint64 updatedMs = 0;
};

/** Typed text survives a crash (DESIGN 17). */
class DraftService
{
public:
    explicit DraftService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<void> save(const Draft &draft);
    /** NotFound if there is none. */
    [[nodiscard]] Result<Draft> load(const QString &name);
    [[nodiscard]] Result<QList<Draft>> all();
    [[nodiscard]] Result<void> discard(const QString &name);

private:
    Session &m_session;
};

} // namespace tocsin
