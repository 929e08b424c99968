#include "models/domain/measure.h"

#include "models/domain/clock.h"

#include <QCoreApplication>

namespace tocsin {

namespace {

constexpr qint64 kSoonMs = 7 * kDayMs;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

} // namespace

template<> std::span<const EnumEntry<MeasureKind>> enumTable<MeasureKind>()
{
    using enum MeasureKind;
    static constexpr EnumEntry<MeasureKind> table[] = {
        {Corrective, "corrective", QT_TRANSLATE_NOOP("tocsin::domain", "Corrective measure")},
        {Policy, "policy", QT_TRANSLATE_NOOP("tocsin::domain", "Change of a policy")},
        {Procedure, "procedure", QT_TRANSLATE_NOOP("tocsin::domain", "Change of a procedure")},
        {Process, "process", QT_TRANSLATE_NOOP("tocsin::domain", "Change of a process")},
    };
    return table;
}

template<> std::span<const EnumEntry<MeasureState>> enumTable<MeasureState>()
{
    using enum MeasureState;
    static constexpr EnumEntry<MeasureState> table[] = {
        {Open, "open", QT_TRANSLATE_NOOP("tocsin::domain", "Open")},
        {Done, "done", QT_TRANSLATE_NOOP("tocsin::domain", "Done")},
        {Dropped, "dropped", QT_TRANSLATE_NOOP("tocsin::domain", "Dropped")},
    };
    return table;
}

Result<void> checkMeasure(const Measure &m, const std::optional<Measure> &before)
{
    if (m.what.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say what is to be done."), {}, QStringLiteral("what"));
    if (!before)
        return m.state == MeasureState::Open
                   ? Result<void>()
                   : failure(ErrorKind::Invalid, tr("A measure begins open."), {}, QStringLiteral("state"));
    if ((m.state != MeasureState::Open || before->state != MeasureState::Open) && m.reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid,
                       m.state == MeasureState::Done      ? tr("Say what shows that it is done.")
                       : m.state == MeasureState::Dropped ? tr("Say why it is dropped.")
                                                          : tr("Say why it is open again."),
                       {}, QStringLiteral("reason"));
    return {};
}

bool measureComesBefore(const Measure &a, const Measure &b)
{
    const bool openA = a.state == MeasureState::Open, openB = b.state == MeasureState::Open;
    if (openA != openB)
        return openA;
    if (!openA)
        return a.sinceMs != b.sinceMs ? a.sinceMs > b.sinceMs : a.id > b.id;
    if ((a.dueMs > 0) != (b.dueMs > 0))
        return a.dueMs > 0;
    return a.dueMs != b.dueMs ? a.dueMs < b.dueMs : a.id < b.id;
}

MeasureDue measureDue(const Measure &m, qint64 nowMs)
{
    if (m.state != MeasureState::Open)
        return MeasureDue::Settled;
    if (m.dueMs <= 0)
        return MeasureDue::NoDay;
    return m.isOverdue(nowMs) ? MeasureDue::Overdue : m.dueMs - nowMs <= kSoonMs ? MeasureDue::Soon : MeasureDue::Later;
}

} // namespace tocsin
