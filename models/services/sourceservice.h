#pragma once

#include "models/domain/error.h"
#include "models/domain/tuning.h"

namespace tocsin {

class Session;

/** Everything the page of the detection sources shows in one read (P2.7). */
struct SourceOverview
{
    QList<SourceFigures> figures; ///< one of each source, in the order of the process
    QList<TuningAction> actions;  ///< open ones by due date, then settled ones
    qint64 readMs = 0;
};

/** The detection sources: their figures, and what is to be tuned at them until it is done (P2.7). */
class SourceService
{
public:
    explicit SourceService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<SourceOverview> overview(bool exercises = false, int limit = 2000);
    /** Done, dropped with a reason, or open again with one. Conflict if `seenVersion` is not what stands. */
    [[nodiscard]] Result<void> settle(TuningId id, int seenVersion, TuningState to, const QString &remark);

private:
    Session &m_session;
};

} // namespace tocsin
