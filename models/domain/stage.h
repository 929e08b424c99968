#pragma once

#include "models/domain/enumtable.h"
#include "models/domain/error.h"

namespace tocsin {

/** The five stages (P1.1). */
enum class Stage { Detect, Assess, Diagnose, Stabilize, CloseOut };
template<> std::span<const EnumEntry<Stage>> enumTable<Stage>();

/** What a move between two stages is (P1.6). */
enum class MoveKind {
    Forward,     ///< to the next stage
    Alternation, ///< between Diagnose and Stabilize, as often as needed
    Reopening,   ///< any other backward move: a reason, no clock restarted, no notice revived
};
template<> std::span<const EnumEntry<MoveKind>> enumTable<MoveKind>();

/** What the gate of a move needs to know. */
struct MoveFacts
{
    Stage from = Stage::Detect;
    Stage to = Stage::Detect;
    bool ended = false;                 ///< P1.8: ended incidents do not move
    bool closed = false;                ///< P1.7: closed ones only by reopening
    bool assessed = false;              ///< an assessment stands (P1.3)
    bool customerRiskContained = false; ///< verified (P1.7)
    bool businessRiskContained = false; ///< verified (P1.7)
    QString reason;
};

/** The kind of a move by its ends alone; nothing if it skips a stage forward or goes nowhere. */
[[nodiscard]] std::optional<MoveKind> moveKind(Stage from, Stage to);

/** Whether the move may happen now (P1.3, P1.6, P1.7); the error says what is missing. */
[[nodiscard]] Result<MoveKind> checkMove(const MoveFacts &facts);

} // namespace tocsin
