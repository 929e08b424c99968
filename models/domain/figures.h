#pragma once

#include "models/domain/classification.h"
#include "models/domain/detectionsource.h"
#include "models/domain/spread.h"

namespace tocsin {

/** What figures are told apart by (issue "figures"; P7.9). */
enum class FigureGroup { All, Severity, Quarter, Source };
template<> std::span<const EnumEntry<FigureGroup>> enumTable<FigureGroup>();

/** Which figures: of declarations in [fromMs, toMs), 0 for open ends; of real incidents or of exercises, never both. */
struct FigureFilter
{
    qint64 fromMs = 0;
    qint64 toMs = 0;
    bool exercises = false;
    friend bool operator==(const FigureFilter &, const FigureFilter &) = default;
};

/** One declared incident, or one obligation of it that was met. */
struct FigureSample
{
    std::optional<Severity> severity;
    DetectionSource source = DetectionSource::OperatorEscalation;
    qint64 declaredMs = 0;
    qint64 spanMs =
        0; ///< detection to declaration; or declaration (of a duty without one, its start) to when it was met
};

/** What was read: the samples of both figures. */
struct FigureSamples
{
    QList<FigureSample> declarations;
    QList<FigureSample> notices;
};

/** One line of a table of figures. */
struct FigureLine
{
    FigureGroup group = FigureGroup::All;
    QString code; ///< "critical", "2026-Q1", "customer_report"; "all" for the whole
    QString name; ///< what a person reads
    Spread toDeclaration;
    Spread toNotice;
};

/** The lines of one way to tell them apart, in the order of the enumeration or of time; groups without samples are left
 *  out. */
[[nodiscard]] QList<FigureLine> figureLines(const FigureSamples &samples, FigureGroup group);

/** "2026-Q1" of an instant, in UTC, so that a report is the same everywhere. */
[[nodiscard]] QString quarterOf(qint64 ms);

/** Hours with one decimal and a point, for files and tables: "61.5"; of nothing it is empty. */
[[nodiscard]] QString hoursText(const Spread &spread, qint64 ms);

} // namespace tocsin
