#pragma once

#include "models/domain/approval.h"

namespace tocsin {

class Database;

/** What waits for a decision besides transfers: notices, rescissions and post-mortems in review. */
class ApprovalRepository
{
public:
    explicit ApprovalRepository(Database &database)
        : m_db(database)
    {
    }

    /** Over all incidents that may be seen, real ones or exercises alone. Post-mortems only where they may be read. */
    [[nodiscard]] Result<QList<Approval>> inReview(bool exercises);
    /** What this person was asked for and has not answered; `text` is who asked (P11.2). */
    [[nodiscard]] Result<QList<Approval>> contributions(PersonId person, bool exercises);
    /** The notices, rescissions and post-mortems this person decided on, or wrote a decision down for, latest first;
     * `text` is the decision's code. */
    [[nodiscard]] Result<QList<Approval>> decidedBy(PersonId person, bool exercises, int limit);
    /** Reference, holder and next deadline of each of these incidents. */
    struct Place
    {
        QString reference;
        PersonId holder;
        QString holderName;
        qint64 deadlineMs = 0;
    };
    [[nodiscard]] Result<Place> placeOf(IncidentId id);

private:
    Database &m_db;
};

} // namespace tocsin
