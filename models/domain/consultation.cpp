#include "models/domain/consultation.h"

#include <QCoreApplication>

namespace tocsin {

Result<void> checkConsultation(const ConsultationInput &in, qint64 nowMs)
{
    const auto invalid = [](const char *text, const char *field) {
        return failure(ErrorKind::Invalid, QCoreApplication::translate("tocsin::domain", text), {},
                       QString::fromLatin1(field));
    };
    if (in.adviser.trimmed().isEmpty())
        return invalid(QT_TRANSLATE_NOOP("tocsin::domain", "Name who was consulted."), "adviser");
    if (in.question.trimmed().isEmpty())
        return invalid(QT_TRANSLATE_NOOP("tocsin::domain", "Write down what was asked."), "question");
    if (in.advice.trimmed().isEmpty())
        return invalid(QT_TRANSLATE_NOOP("tocsin::domain", "Write down what was advised."), "advice");
    if (in.atMs <= 0 || in.atMs > nowMs)
        return invalid(QT_TRANSLATE_NOOP("tocsin::domain", "Say when it was; not in the future."), "at");
    return {};
}

} // namespace tocsin
