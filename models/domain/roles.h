#pragma once

#include "models/domain/enumtable.h"

#include <QFlags>

namespace tocsin {

/** Roles (P13.1). A person may hold several (P13.3). */
enum class Role {
    Responder = 1,
    IncidentManager = 2,
    Legal = 4,
    Executive = 8,
    PostmortemAuthor = 16,
    Auditor = 32,
    Administrator = 64,
};
Q_DECLARE_FLAGS(Roles, Role)
Q_DECLARE_OPERATORS_FOR_FLAGS(Roles)
template<> std::span<const EnumEntry<Role>> enumTable<Role>();

/** What a person may do: the rows of the table of P13.1, one right each. */
enum class Right {
    ReadIncidents,
    AddIncident,
    AddEntry,
    RecordMitigation,
    RecordHandDelivery,
    Assess,
    Classify,
    MoveStage,
    OpenTrack,
    Declare,
    StartRescission,
    SetScope,
    VerifyContainment,
    AskException,
    Send,
    ApproveTransfer,
    HandOver,
    Reopen,
    Close,
    DraftNotice,
    SetAwareness,
    SetDuties,
    WithdrawObligation,
    CosignRescission,
    AnswerChecklist,
    ApproveNotice,
    LegalHold,        ///< place and lift one (P12.2)
    RequestRedaction, ///< legal and the manager who holds the incident, each for the other to confirm
    ConfirmRedaction,
    ReleaseBundle,
    VetException,
    WritePostmortem,
    CommentPostmortem, ///< comments and suggestions, giving back (P11.2)
    ReviewPostmortem,  ///< the review of the incident manager
    ApprovePostmortem,
    ReadPostmortem,
    ExportBundle,
    VerifyRecord,
    EditCustomers,
    ReadConsultations,
    ResolveUnsure,
    TakeOver,
    Restrict, ///< who sees that an incident exists: restrict, lift, name (P13.4)
    KeepPeople,
    KeepServices,    ///< the directory of services (P3.5)
    KeepMailAccount, ///< the account notices and alerts leave by
    KeepTemplates,   ///< templates of notices, and how the provider names itself in them (P9.6)
};
template<> std::span<const EnumEntry<Right>> enumTable<Right>();

/** True if an incident manager has the right only for the incident he holds (P13.1); other roles need not hold it. */
[[nodiscard]] bool needsHolder(Right right);

/** Whether somebody with these roles may do it. `holdsIncident` counts for incident managers where needsHolder() says
 * so. */
[[nodiscard]] bool mayDo(Roles roles, Right right, bool holdsIncident);

/** The roles that have a right, for messages: "needs the role Legal". */
[[nodiscard]] Roles rolesWith(Right right);
[[nodiscard]] QString roleNames(Roles roles);

} // namespace tocsin
