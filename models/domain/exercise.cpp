#include "models/domain/exercise.h"

namespace tocsin {

template<> std::span<const EnumEntry<LiftingCause>> enumTable<LiftingCause>()
{
    using enum LiftingCause;
    static constexpr EnumEntry<LiftingCause> table[] = {
        {Lead, "lead", QT_TRANSLATE_NOOP("tocsin::domain", "A lead lifted it")},
        {Declare, "declare", QT_TRANSLATE_NOOP("tocsin::domain", "Somebody was about to declare")},
        {Send, "send", QT_TRANSLATE_NOOP("tocsin::domain", "Somebody was about to send")},
        {Transfer, "transfer", QT_TRANSLATE_NOOP("tocsin::domain", "Somebody asked for a data transfer")},
    };
    return table;
}

QString liftedText(LiftingCause cause)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("tocsin::domain", text); };
    switch (cause) {
    case LiftingCause::Declare:
        return say("This is an exercise that was not announced. Nothing was declared, and everybody sees now that it "
                   "is one. You may go on within the exercise.");
    case LiftingCause::Send:
        return say("This is an exercise that was not announced. Nothing was sent, and everybody sees now that it is "
                   "one. You may go on within the exercise: what is sent ends in a folder.");
    case LiftingCause::Transfer:
        return say("This is an exercise that was not announced, and everybody sees now that it is one. Your request "
                   "was kept, as part of the exercise.");
    case LiftingCause::Lead:
        return say("Everybody sees now that it is an exercise.");
    }
    return {};
}

} // namespace tocsin
