#pragma once

#include "models/domain/approval.h"

namespace tocsin {

class Session;

/** What waits for whom (P10, P13): the page Approvals, and the count in the rail. */
class ApprovalService
{
public:
    explicit ApprovalService(Session &session)
        : m_session(session)
    {
    }

    /** Real incidents, or exercises alone: they stand apart (P2.8). */
    [[nodiscard]] Result<Approvals> overview(bool exercises = false);

private:
    Session &m_session;
};

} // namespace tocsin
