#include "models/domain/approval.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <tuple>

namespace tocsin {

template<> std::span<const EnumEntry<ApprovalKind>> enumTable<ApprovalKind>()
{
    using enum ApprovalKind;
    static constexpr EnumEntry<ApprovalKind> table[] = {
        {Transfer, "transfer", QT_TRANSLATE_NOOP("tocsin::domain", "Transfer")},
        {Notice, "notice", QT_TRANSLATE_NOOP("tocsin::domain", "Notice")},
        {Rescission, "rescission", QT_TRANSLATE_NOOP("tocsin::domain", "Rescission")},
        {Exception, "exception", QT_TRANSLATE_NOOP("tocsin::domain", "Exception")},
        {Attestation, "attestation", QT_TRANSLATE_NOOP("tocsin::domain", "Attested decision")},
        {Contribution, "contribution", QT_TRANSLATE_NOOP("tocsin::domain", "Contribution")},
        {Postmortem, "postmortem", QT_TRANSLATE_NOOP("tocsin::domain", "Post-mortem")},
        {Summary, "summary", QT_TRANSLATE_NOOP("tocsin::domain", "Summary for notices")},
        {Redaction, "redaction", QT_TRANSLATE_NOOP("tocsin::domain", "Redaction")},
    };
    return table;
}

Result<void> checkRemark(const QString &text, bool question)
{
    constexpr qsizetype kMost = 4000;
    const auto tr = [](const char *words) { return QCoreApplication::translate("tocsin::domain", words); };
    if (text.trimmed().isEmpty())
        return failure(ErrorKind::Invalid,
                       question ? tr(QT_TRANSLATE_NOOP("tocsin::domain", "Write your question."))
                                : tr(QT_TRANSLATE_NOOP("tocsin::domain", "Write your answer.")),
                       {}, QStringLiteral("text"));
    if (text.size() > kMost)
        return failure(
            ErrorKind::Invalid,
            tr(QT_TRANSLATE_NOOP("tocsin::domain", "This is longer than %1 characters. Attach the rest as a file."))
                .arg(kMost),
            {}, QStringLiteral("text"));
    return {};
}

void sortByUrgency(QList<Approval> &list)
{
    const auto key = [](const Approval &a) {
        return std::tuple(!a.breach, a.deadlineMs > 0 ? a.deadlineMs : std::numeric_limits<qint64>::max(), a.sinceMs,
                          a.id);
    };
    std::stable_sort(list.begin(), list.end(),
                     [&key](const Approval &a, const Approval &b) { return key(a) < key(b); });
}

} // namespace tocsin
