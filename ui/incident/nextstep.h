#pragma once

#include "models/domain/notice.h"
#include "models/services/incidentservice.h"

namespace tocsin {

/** What the one prominent button of an incident does. */
enum class StepKind {
    None, ///< ended or closed: nothing is asked for
    MoveForward,
    Assess,
    Classify,
    Declare,
    AddCustomers,
    DraftNotice,
    SubmitNotice,
    RecordApproval,
    SendNotice,
    RecordDeliveries,
    VerifyContainment,
    WritePostmortem,
    ApprovePostmortem,
    Mend, ///< something else that closing waits for; `tab` says where
    Close,
    DecideRescission, ///< P6.5: it waits for legal
};

/** The next sensible step, in words. */
struct NextStep
{
    StepKind kind = StepKind::None;
    QString label; ///< on the button
    QString why;   ///< its tooltip: why just this
    Stage to = Stage::Detect;
    QString tab; ///< where it is done, if it is no panel
};

/** What is legal's, and who is logged in does as legal; else it is written down what legal decided. */
struct ActsAsLegal
{
    bool onNotice = false;
    bool onRescission = false;
};

/** Pure: what an incident asks for next. Duties to customers come before moves; the closing gate comes last (P1, P7,
 * P9). */
[[nodiscard]] NextStep nextStep(const IncidentDetails &details, const QList<Notice> &notices = {},
                                std::optional<PostmortemState> postmortem = {}, qint64 nowMs = 0,
                                const ActsAsLegal &acts = {});

/** The newest notice to customers, which the next step may be about, or nothing. */
[[nodiscard]] const Notice *customerNotice(const QList<Notice> &notices);

} // namespace tocsin
