#include "models/domain/figures.h"

#include "models/domain/clock.h"

#include <QDateTime>
#include <QMap>

namespace tocsin {

using namespace Qt::StringLiterals;

template<> std::span<const EnumEntry<FigureGroup>> enumTable<FigureGroup>()
{
    static constexpr EnumEntry<FigureGroup> table[] = {
        {FigureGroup::All, "all", QT_TRANSLATE_NOOP("tocsin::domain", "All")},
        {FigureGroup::Severity, "severity", QT_TRANSLATE_NOOP("tocsin::domain", "Severity")},
        {FigureGroup::Quarter, "quarter", QT_TRANSLATE_NOOP("tocsin::domain", "Quarter")},
        {FigureGroup::Source, "source", QT_TRANSLATE_NOOP("tocsin::domain", "Source")},
    };
    return table;
}

namespace {

/** Quarters since the year 0, in UTC. */
int quarterNumber(qint64 ms)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).date();
    return day.year() * 4 + (day.month() - 1) / 3;
}

QString quarterCode(int number)
{
    return u"%1-Q%2"_s.arg(number / 4).arg(number % 4 + 1);
}

/** Where a sample stands in the order of the table: the worst severity first, what is not assessed last. */
int orderOf(const FigureSample &sample, FigureGroup group)
{
    switch (group) {
    case FigureGroup::All:
        return 0;
    case FigureGroup::Severity:
        return sample.severity ? -static_cast<int>(*sample.severity) : 1;
    case FigureGroup::Quarter:
        return quarterNumber(sample.declaredMs);
    case FigureGroup::Source:
        return static_cast<int>(sample.source);
    }
    return 0;
}

FigureLine emptyLine(int order, FigureGroup group)
{
    switch (group) {
    case FigureGroup::All:
        return {group, u"all"_s, nameOf(group), {}, {}};
    case FigureGroup::Severity:
        if (order > 0)
            return {group, u"not_assessed"_s, QCoreApplication::translate("tocsin::domain", "Not assessed"), {}, {}};
        return {group, codeOf(static_cast<Severity>(-order)), nameOf(static_cast<Severity>(-order)), {}, {}};
    case FigureGroup::Quarter:
        return {group, quarterCode(order), quarterCode(order).replace(u'-', u' '), {}, {}};
    case FigureGroup::Source:
        return {
            group, codeOf(static_cast<DetectionSource>(order)), nameOf(static_cast<DetectionSource>(order)), {}, {}};
    }
    return {};
}

struct Spans
{
    QList<qint64> toDeclaration;
    QList<qint64> toNotice;
};

} // namespace

QString quarterOf(qint64 ms)
{
    return quarterCode(quarterNumber(ms));
}

QString hoursText(const Spread &spread, qint64 ms)
{
    return spread.count > 0 ? QString::number(static_cast<double>(ms) / static_cast<double>(kHourMs), 'f', 1)
                            : QString();
}

QList<FigureLine> figureLines(const FigureSamples &samples, FigureGroup group)
{
    QMap<int, Spans> groups;
    for (const FigureSample &sample : samples.declarations)
        groups[orderOf(sample, group)].toDeclaration.append(sample.spanMs);
    for (const FigureSample &sample : samples.notices)
        groups[orderOf(sample, group)].toNotice.append(sample.spanMs);
    QList<FigureLine> lines;
    for (auto it = groups.cbegin(); it != groups.cend(); ++it) {
        FigureLine line = emptyLine(it.key(), group);
        line.toDeclaration = spreadOf(it->toDeclaration);
        line.toNotice = spreadOf(it->toNotice);
        lines.append(line);
    }
    return lines;
}

} // namespace tocsin
