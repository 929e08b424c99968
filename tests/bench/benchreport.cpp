#include "tests/bench/benchreport.h"

#include <algorithm>
#include <ctime>

using namespace Qt::StringLiterals;

namespace tocsin::bench {

double median(QList<double> values)
{
    return percentile(std::move(values), 0.5);
}

double percentile(QList<double> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto at = static_cast<qsizetype>(share * static_cast<double>(values.size() - 1) + 0.5);
    return values.at(at);
}

QString ms(double value)
{
    return QString::number(value, 'f', value < 1 ? 3 : value < 100 ? 2 : 0) + u" ms"_s;
}

QString mb(double kib)
{
    return QString::number(kib / 1024, 'f', 1) + u" MB"_s;
}

Row ratioRow(const QString &what, double value, double floor, double most, QString (*format)(double),
             const QString &beside)
{
    const double ratio = floor > 0 ? value / floor : 0;
    return {what,          format(value), format(floor), QString::number(ratio, 'f', 2), QString::number(most, 'f', 2),
            ratio <= most, beside};
}

Row limitRow(const QString &what, double value, double most, QString (*format)(double), const QString &beside)
{
    return {what, format(value), {}, {}, format(most), value <= most, beside};
}

QString table(const QList<Row> &rows)
{
    QString text = u"| What | Tocsin | Floor | Ratio | At most | | Beside |\n|---|--:|--:|--:|--:|---|---|\n"_s;
    for (const Row &row : rows)
        text += u"| %1 | %2 | %3 | %4 | %5 | %6 | %7 |\n"_s.arg(row.what, row.value, row.floor, row.ratio, row.target,
                                                                row.target.isEmpty() ? QString()
                                                                : row.holds          ? u"ok"_s
                                                                                     : u"**over**"_s,
                                                                row.beside);
    return text;
}

double nowMs()
{
    timespec t{};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

} // namespace tocsin::bench
