#pragma once

#include "models/domain/transfer.h"

namespace tocsin {

/** What can wait for somebody's decision. */
enum class ApprovalKind {
    Transfer,
    Notice,
    Rescission,
    Postmortem,
    Exception,
    Attestation,
    Contribution,
    Summary,
    Redaction
};
template<> std::span<const EnumEntry<ApprovalKind>> enumTable<ApprovalKind>();

/** One line of the page Approvals. */
struct Approval
{
    ApprovalKind kind = ApprovalKind::Transfer;
    qint64 id = 0; ///< of the transfer, notice, request or text; of an attested decision that of its act
    QString act;   ///< of an attested decision: which act
    IncidentId incident;
    QString reference;
    QString title;
    QString text; ///< what it waits for, or what was decided
    QString waitsForName;
    PersonId waitsFor; ///< if it is one person
    qint64 sinceMs = 0;
    qint64 deadlineMs = 0; ///< of the clock it holds up, if there is one
    bool breach = false;   ///< of procedure: first of all
    bool askedBack = false;
    PersonId asker;
    friend bool operator==(const Approval &, const Approval &) = default;
};

/** What waits for the person, what for others, and what the person decided. */
struct Approvals
{
    QList<Approval> mine;    ///< most urgent first
    QList<Approval> others;  ///< longest waiting first
    QList<Approval> decided; ///< latest first
};

/** A question about a request, or its answer: something, and at most 4,000 characters; nothing of it is cut off. */
[[nodiscard]] Result<void> checkRemark(const QString &text, bool question);

/** Breaches of procedure, then what a clock is nearest to, then what waits longest. */
void sortByUrgency(QList<Approval> &list);

} // namespace tocsin
