#include "models/domain/roles.h"

#include <QStringList>

namespace tocsin {

template<> std::span<const EnumEntry<Role>> enumTable<Role>()
{
    using enum Role;
    static constexpr EnumEntry<Role> table[] = {
        {Responder, "responder", QT_TRANSLATE_NOOP("tocsin::domain", "Responder")},
        {IncidentManager, "incident_manager", QT_TRANSLATE_NOOP("tocsin::domain", "Incident manager")},
        {Legal, "legal", QT_TRANSLATE_NOOP("tocsin::domain", "Legal")},
        {Executive, "executive", QT_TRANSLATE_NOOP("tocsin::domain", "Executive incident manager")},
        {PostmortemAuthor, "postmortem_author", QT_TRANSLATE_NOOP("tocsin::domain", "Post-mortem author")},
        {Auditor, "auditor", QT_TRANSLATE_NOOP("tocsin::domain", "Auditor")},
        {Administrator, "administrator", QT_TRANSLATE_NOOP("tocsin::domain", "Administrator")},
    };
    return table;
}

namespace {

constexpr Roles kNobodyYet = {};
const Roles kResponders = Role::Responder | Role::IncidentManager;
const Roles kEverybodyButAuditors =
    Role::Responder | Role::IncidentManager | Role::Legal | Role::Executive | Role::PostmortemAuthor;
const Roles kReaders = kEverybodyButAuditors | Role::Auditor;
const Roles kManager = Role::IncidentManager;
const Roles kLegal = Role::Legal;

struct RightRow
{
    Right right;
    const char *code;
    Roles roles;
    bool holder; ///< the incident manager must hold the incident; what he alone may do, and what is confidential
                 ///< (P11.3, P10.5)
};

const QList<RightRow> &rightTable()
{
    using enum Right;
    static const QList<RightRow> table = {
        {ReadIncidents, "read_incidents", kReaders, false},
        {AddIncident, "add_incident", kEverybodyButAuditors, false},
        {AddEntry, "add_entry", kEverybodyButAuditors, false},
        {RecordMitigation, "record_mitigation", kEverybodyButAuditors, false},
        {RecordHandDelivery, "record_hand_delivery", kEverybodyButAuditors, false},
        {Assess, "assess", kResponders, false},
        {Classify, "classify", kResponders, false},
        {MoveStage, "move_stage", kResponders, false},
        {OpenTrack, "open_track", kResponders, false},
        {Declare, "declare", kManager, true},
        {StartRescission, "start_rescission", kManager, true},
        {SetScope, "set_scope", kManager, true},
        {VerifyContainment, "verify_containment", kManager, true},
        {AskException, "ask_exception", kManager, true},
        {Send, "send", kManager, true},
        {ApproveTransfer, "approve_transfer", kManager, true},
        {HandOver, "hand_over", kManager, true},
        {Reopen, "reopen", kManager, true},
        {Close, "close", kManager, true},
        {DraftNotice, "draft_notice", kResponders | Role::Legal, false},
        {SetAwareness, "set_awareness", kLegal, false},
        {SetDuties, "set_duties", kLegal, false},
        {WithdrawObligation, "withdraw_obligation", kLegal, false},
        {CosignRescission, "cosign_rescission", kLegal, false},
        {AnswerChecklist, "answer_checklist", kLegal, false},
        {ApproveNotice, "approve_notice", kLegal, false},
        {LegalHold, "legal_hold", kLegal, false},
        {RequestRedaction, "request_redaction", Role::IncidentManager | Role::Legal, true},
        {ConfirmRedaction, "confirm_redaction", Role::IncidentManager | Role::Legal, true},
        {ReleaseBundle, "release_bundle", kLegal, false},
        {VetException, "vet_exception", Role::Legal | Role::Executive, false},
        {WritePostmortem, "write_postmortem", Role::PostmortemAuthor, false},
        {CommentPostmortem, "comment_postmortem",
         Role::IncidentManager | Role::Legal | Role::Executive | Role::PostmortemAuthor, true},
        {ReviewPostmortem, "review_postmortem", kManager, true},
        {ApprovePostmortem, "approve_postmortem", Role::Legal | Role::Executive, false},
        {ReadPostmortem, "read_postmortem",
         Role::IncidentManager | Role::Legal | Role::Executive | Role::PostmortemAuthor | Role::Auditor, true},
        {ExportBundle, "export_bundle", Role::IncidentManager | Role::Legal | Role::Auditor, true},
        {VerifyRecord, "verify_record", Role::IncidentManager | Role::Legal | Role::Auditor, false},
        {EditCustomers, "edit_customers", kResponders | Role::Legal, false},
        {ReadConsultations, "read_consultations", Role::IncidentManager | Role::Legal, true},
        {ResolveUnsure, "resolve_unsure", kManager, true},
        {TakeOver, "take_over", kManager, false},
        {Restrict, "restrict", Role::IncidentManager | Role::Legal, true},
        {KeepPeople, "keep_people", Role::Administrator, false},
        {KeepServices, "keep_services", Role::Administrator, false},
        {KeepMailAccount, "keep_mail_account", Role::Administrator, false},
        {KeepTemplates, "keep_templates", Role::Administrator, false},
    };
    return table;
}

const RightRow &rowOf(Right right)
{
    for (const RightRow &row : rightTable())
        if (row.right == right)
            return row;
    static const RightRow none{Right::ReadIncidents, "", kNobodyYet, false};
    return none;
}

} // namespace

template<> std::span<const EnumEntry<Right>> enumTable<Right>()
{
    static const QList<EnumEntry<Right>> table = [] {
        QList<EnumEntry<Right>> list;
        for (const RightRow &row : rightTable())
            list.append({row.right, row.code, row.code});
        return list;
    }();
    return {table.constData(), static_cast<size_t>(table.size())};
}

bool needsHolder(Right right)
{
    return rowOf(right).holder;
}

Roles rolesWith(Right right)
{
    return rowOf(right).roles;
}

bool mayDo(Roles roles, Right right, bool holdsIncident)
{
    const RightRow &row = rowOf(right);
    Roles counting = roles & row.roles;
    if (row.holder && !holdsIncident)
        counting &= ~Roles(Role::IncidentManager);
    return counting != Roles{};
}

QString roleNames(Roles roles)
{
    QStringList names;
    for (const auto &e : enumTable<Role>())
        if (roles & e.value)
            names << nameOf(e.value);
    return names.join(QStringLiteral(", "));
}

} // namespace tocsin
