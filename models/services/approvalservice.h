#pragma once

#include "models/domain/approval.h"
#include "models/domain/deadlineexception.h"

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

    /** The thread on an exception, a notice or a rescission; a transfer's stands in its details. */
    [[nodiscard]] Result<QList<RequestRemark>> thread(ApprovalKind kind, qint64 id);
    /** A question back, or its answer: the request waits on, and who asked sees it. */
    [[nodiscard]] Result<void> remark(const Approval &request, bool question, const QString &text);

private:
    [[nodiscard]] Result<void> addTransfers(Approvals &all, bool exercises);
    [[nodiscard]] Result<void> addExceptions(Approvals &all, bool exercises);
    [[nodiscard]] Result<void> addReviews(Approvals &all, bool exercises);
    [[nodiscard]] Result<void> addContributions(Approvals &all, bool exercises);
    /** False where the post-mortem is not to be known of; otherwise in whose turn it is (P11.2, P11.3). */
    [[nodiscard]] Result<bool> turnOfPostmortem(Approval &a, bool &mine);
    [[nodiscard]] Result<void> addAttestations(Approvals &all, bool exercises);
    [[nodiscard]] Result<void> addRedactions(Approvals &all, bool exercises);

    Session &m_session;
};

} // namespace tocsin
