#pragma once

#include <QList>
#include <QString>

namespace tocsin::bench {

/** One line of the table: what was measured, against which floor of the same run, and what it may cost. */
struct Row
{
    QString what;
    QString value;
    QString floor;
    QString ratio;  ///< "1.12" or empty
    QString target; ///< "1.5" or empty
    bool holds = true;
    QString beside; ///< other figures of the same run
};

/** The value in the middle; 0 of nothing. Reorders. */
[[nodiscard]] double median(QList<double> values);
/** The value below which `share` of them lie. */
[[nodiscard]] double percentile(QList<double> values, double share);

/** "12.3 ms", or "0.123 ms" below one. */
[[nodiscard]] QString ms(double value);
/** "84.1 MB" of bytes in KiB. */
[[nodiscard]] QString mb(double kib);

/** A row whose ratio must be at most `most`. */
[[nodiscard]] Row ratioRow(const QString &what, double value, double floor, double most, QString (*format)(double),
                           const QString &beside = {});
/** A row whose value must be at most `most`, without a floor. */
[[nodiscard]] Row limitRow(const QString &what, double value, double most, QString (*format)(double),
                           const QString &beside = {});

/** The rows as a Markdown table. */
[[nodiscard]] QString table(const QList<Row> &rows);

/** CLOCK_MONOTONIC in ms, with fractions. */
[[nodiscard]] double nowMs();

} // namespace tocsin::bench
