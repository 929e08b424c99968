#include "models/domain/tuning.h"

namespace tocsin {

template<> std::span<const EnumEntry<TuningState>> enumTable<TuningState>()
{
    static constexpr EnumEntry<TuningState> table[] = {
        {TuningState::Open, "open", QT_TRANSLATE_NOOP("tocsin::domain", "Open")},
        {TuningState::Done, "done", QT_TRANSLATE_NOOP("tocsin::domain", "Done")},
        {TuningState::Dropped, "dropped", QT_TRANSLATE_NOOP("tocsin::domain", "Dropped")},
    };
    return table;
}

Result<void> checkTuning(TuningState now, TuningState to, const QString &remark)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("tocsin::domain", text); };
    if ((now == TuningState::Open) == (to == TuningState::Open))
        return failure(ErrorKind::Refused, now == TuningState::Open ? say("This tuning action is open.")
                                                                    : say("This tuning action is settled already."));
    if (to != TuningState::Done && remark.trimmed().isEmpty())
        return failure(ErrorKind::Invalid,
                       to == TuningState::Dropped ? say("Say why it is dropped.") : say("Say why it is open again."),
                       {}, QStringLiteral("remark"));
    return {};
}

std::optional<int> SourceFigures::falsePositivePermille() const
{
    if (incidents <= 0)
        return std::nullopt;
    return static_cast<int>((falsePositives * 1000 + incidents / 2) / incidents);
}

} // namespace tocsin
