#include "ui/shell/alerttext.h"

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kNamed = 3; // the banner leaves the page in sight

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::alerts", text);
}

/** Obligations of one incident to one kind of addressee at one level: one line. */
struct Line
{
    QString reference;
    Addressee addressee;
    AlertLevel level;
    bool confirmed;
    int count = 0;
    QString kind = {}; ///< of what is no obligation
};

QList<Line> linesOf(QList<AlertRow> rows)
{
    std::stable_sort(rows.begin(), rows.end(), [](const AlertRow &a, const AlertRow &b) { return a.level > b.level; });
    QList<Line> lines;
    for (const AlertRow &r : std::as_const(rows)) {
        const QString reference = r.row.incident.reference();
        const auto same = std::find_if(lines.begin(), lines.end(), [&](const Line &line) {
            return line.reference == reference && line.addressee == r.row.obligation.addressee &&
                   line.level == r.level && line.confirmed == r.row.obligation.facts.confirmed &&
                   line.kind == r.row.kind;
        });
        if (same == lines.end())
            lines.append(
                {reference, r.row.obligation.addressee, r.level, r.row.obligation.facts.confirmed, 1, r.row.kind});
        else
            ++same->count;
    }
    return lines;
}

QString whomText(const Line &line)
{
    const QString one = line.kind.isEmpty() ? nameOf(line.addressee) : line.kind;
    const QString whom = line.count == 1 ? one : tr("%1 × %2").arg(one).arg(line.count);
    return line.confirmed ? whom : tr("%1 (proposed, legal decides)").arg(whom);
}

} // namespace

DesktopAlert alertText(const QList<AlertRow> &rows)
{
    DesktopAlert alert;
    const QList<Line> lines = linesOf(rows);
    if (lines.isEmpty())
        return alert;
    alert.urgent = lines.first().level >= AlertLevel::Hours1;
    alert.action = tr("Open");
    if (lines.size() == 1) {
        const Line &line = lines.first();
        alert.title = tr("%1: %2").arg(line.reference, nameOf(line.level));
        alert.text = (line.kind.isEmpty() ? tr("To be told: %1") : tr("Due: %1")).arg(whomText(line));
        return alert;
    }
    alert.title = tr("%1 deadlines, the most urgent: %2, %3")
                      .arg(rows.size())
                      .arg(lines.first().reference, nameOf(lines.first().level));
    QStringList texts;
    for (const Line &line : lines.first(qMin(kNamed, lines.size())))
        texts << tr("%1 · %2 · %3").arg(line.reference, whomText(line), nameOf(line.level));
    if (lines.size() > kNamed)
        texts << tr("and %1 more").arg(lines.size() - kNamed);
    alert.text = texts.join(u'\n');
    return alert;
}

QString clockTitle(const ClockRow &row, qint64 nowMs)
{
    const ClockReading reading = readClock(row.obligation.facts, nowMs);
    // To the minute, rounded as the digits are: what is left up, what has passed down.
    const auto clock = [](const QString &digits) { return QString(digits).remove(u'+').chopped(3); };
    switch (reading.band) {
    case ClockBand::Overdue:
        return tr("%1 overdue · %2").arg(clock(reading.digits), row.incident.reference());
    case ClockBand::CountingUp:
        return tr("%1 without undue delay · %2").arg(clock(reading.digits), row.incident.reference());
    case ClockBand::Over24h:
    case ClockBand::Under24h:
    case ClockBand::Under8h:
    case ClockBand::Under1h:
        return tr("%1 left · %2").arg(clock(reading.digits), row.incident.reference());
    case ClockBand::Proposed:
        return reading.instantMs > nowMs
                   ? tr("%1 left if owed · %2").arg(clock(reading.digits.mid(2)), row.incident.reference())
                   : QString();
    default:
        return {};
    }
}

const ClockRow *mostUrgentRow(const ClockListModel &clocks, qint64 nowMs)
{
    const auto &rows = clocks.rows(); // most urgent first
    const auto at = std::find_if(rows.begin(), rows.end(), [nowMs](const ClockRow &row) {
        const ObligationFacts &facts = row.obligation.facts;
        return !row.incident.exercise && (isOpen(facts, nowMs) || isProposedWithEnd(facts)) &&
               !clockTitle(row, nowMs).isEmpty();
    });
    return at == rows.end() ? nullptr : &*at;
}

} // namespace tocsin
