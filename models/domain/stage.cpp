#include "models/domain/stage.h"

namespace tocsin {

template<> std::span<const EnumEntry<Stage>> enumTable<Stage>()
{
    static constexpr EnumEntry<Stage> table[] = {
        {Stage::Detect, "detect", QT_TRANSLATE_NOOP("tocsin::domain", "Detect")},
        {Stage::Assess, "assess", QT_TRANSLATE_NOOP("tocsin::domain", "Assess")},
        {Stage::Diagnose, "diagnose", QT_TRANSLATE_NOOP("tocsin::domain", "Diagnose")},
        {Stage::Stabilize, "stabilize", QT_TRANSLATE_NOOP("tocsin::domain", "Stabilize & Recover")},
        {Stage::CloseOut, "close_out", QT_TRANSLATE_NOOP("tocsin::domain", "Close & Post-mortem")},
    };
    return table;
}

template<> std::span<const EnumEntry<MoveKind>> enumTable<MoveKind>()
{
    static constexpr EnumEntry<MoveKind> table[] = {
        {MoveKind::Forward, "forward", QT_TRANSLATE_NOOP("tocsin::domain", "forward")},
        {MoveKind::Alternation, "alternation", QT_TRANSLATE_NOOP("tocsin::domain", "alternation")},
        {MoveKind::Reopening, "reopening", QT_TRANSLATE_NOOP("tocsin::domain", "reopening")},
    };
    return table;
}

std::optional<MoveKind> moveKind(Stage from, Stage to)
{
    const int step = static_cast<int>(to) - static_cast<int>(from);
    if (from == Stage::Stabilize && to == Stage::Diagnose)
        return MoveKind::Alternation;
    if (step == 1)
        return from == Stage::Diagnose ? MoveKind::Alternation : MoveKind::Forward;
    if (step < 0)
        return MoveKind::Reopening;
    return std::nullopt;
}

Result<MoveKind> checkMove(const MoveFacts &f)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("tocsin::domain", text); };
    if (f.closed || f.ended)
        return failure(ErrorKind::Refused,
                       f.closed ? tr("This incident is closed. Reopen it before moving it.")
                                : tr("This incident has ended. Reopen it before moving it."),
                       {}, QStringLiteral("reopening"));
    if (f.from == f.to)
        return failure(ErrorKind::Refused, tr("The incident is already in this stage."));
    const auto kind = moveKind(f.from, f.to);
    if (!kind)
        return failure(ErrorKind::Refused, tr("No stage may be skipped. Move it one stage at a time."));
    if (f.reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why the incident moves."), {}, QStringLiteral("reason"));
    if (f.from == Stage::Assess && f.to == Stage::Diagnose && !f.assessed)
        return failure(ErrorKind::Refused, tr("Assess impact and severity before escalating to Diagnose."), {},
                       QStringLiteral("assessment"));
    if (f.to == Stage::CloseOut && !(f.customerRiskContained && f.businessRiskContained)) {
        const QString text = !f.customerRiskContained && !f.businessRiskContained
                                 ? tr("Verify first that the customer risk and the business risk are contained.")
                             : !f.customerRiskContained ? tr("Verify first that the customer risk is contained.")
                                                        : tr("Verify first that the business risk is contained.");
        return failure(ErrorKind::Refused, text, {}, QStringLiteral("containment"));
    }
    return *kind;
}

} // namespace tocsin
