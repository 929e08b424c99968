#include "ui/board/deadlineprint.h"

#include "ui/common/clocktext.h"
#include "ui/theme/fonts.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr double kPoint = 1 / 72.0; ///< of an inch
constexpr double kMarginPt = 40;
constexpr double kRowPt = 26;
constexpr double kHeadPt = 62;
constexpr double kFootPt = 24;

struct Column
{
    const char *title;
    double share; ///< of the width
};

constexpr Column kColumns[] = {{QT_TRANSLATE_NOOP("tocsin::print", "Clock"), 0.15},
                               {QT_TRANSLATE_NOOP("tocsin::print", "Deadline"), 0.25},
                               {QT_TRANSLATE_NOOP("tocsin::print", "Incident"), 0.24},
                               {QT_TRANSLATE_NOOP("tocsin::print", "To be told"), 0.16},
                               {QT_TRANSLATE_NOOP("tocsin::print", "Duty"), 0.20}};

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::print", text);
}

/** The lines of one cell: the second is smaller. */
using Cell = std::pair<QString, QString>;

QList<Cell> cellsOf(const ClockRow &row, const DeadlineReport &report)
{
    const ObligationFacts &facts = row.obligation.facts;
    const ClockReading reading = readClock(facts, report.nowMs);
    const QString reference =
        row.incident.exercise ? tr("%1 (exercise)").arg(row.incident.reference()) : row.incident.reference();
    const QString whom = nameOf(row.obligation.addressee);
    return {{reading.digits, nameOf(reading.band)},
            {endMs(facts) > 0   ? report.time.full(endMs(facts))
             : !facts.confirmed ? nameOf(ClockBand::Proposed)
                                : nameOf(ClockBand::CountingUp),
             endMs(facts) > 0   ? TimeText::utc(endMs(facts))
             : !facts.confirmed ? QString()
                                : report.time.full(facts.triggerMs)},
            {reference, report.titles ? row.incident.title : QString()},
            {whom, report.titles ? whomText(row) : QString()},
            {row.isObligation() ? nameOf(row.obligation.duty) : row.kind, row.isObligation() ? row.obligation.citation
                                                                          : report.titles    ? row.owner
                                                                                             : QString()}};
}

/** Paints in points on a page that is measured in the device's dots. */
class Sheet
{
public:
    Sheet(QPagedPaintDevice &device, const DeadlineReport &report)
        : m_device(device)
        , m_report(report)
        , m_painter(&device)
    {
        const double dots = device.logicalDpiX() * kPoint;
        m_painter.scale(dots, device.logicalDpiY() * kPoint);
        m_width = device.width() / dots - 2 * kMarginPt;
        m_height = device.height() / (device.logicalDpiY() * kPoint);
        const double room = m_height - 2 * kMarginPt - kHeadPt - kFootPt;
        m_rowsOnPage = qMax<qsizetype>(1, static_cast<qsizetype>(room / kRowPt));
    }

    void print()
    {
        const qsizetype pages = qMax<qsizetype>(1, (m_report.rows.size() + m_rowsOnPage - 1) / m_rowsOnPage);
        for (qsizetype page = 0; page < pages; ++page) {
            if (page > 0)
                m_device.newPage();
            paintHead();
            paintFoot(page + 1, pages);
            const qsizetype from = page * m_rowsOnPage;
            for (qsizetype i = from; i < qMin(from + m_rowsOnPage, m_report.rows.size()); ++i)
                paintRow(m_report.rows.at(i), kMarginPt + kHeadPt + static_cast<double>(i - from) * kRowPt);
        }
    }

private:
    void draw(const QRectF &rect, const QString &text, int size, bool bold, const QColor &ink,
              Qt::Alignment align = Qt::AlignLeft)
    {
        QFont font = bodyFont();
        font.setPixelSize(size); // a point is a pixel of this painter
        font.setBold(bold);
        m_painter.setFont(font);
        m_painter.setPen(ink);
        const QString shown = QFontMetricsF(font).elidedText(text, Qt::ElideRight, rect.width());
        m_painter.drawText(rect, align | Qt::AlignVCenter, shown);
    }
    void paintHead()
    {
        const double half = m_width / 2;
        draw({kMarginPt, kMarginPt, half, 20}, tr("Deadlines"), 15, true, Qt::black);
        draw({kMarginPt + half, kMarginPt, half, 20}, m_report.database, 9, false, Qt::darkGray, Qt::AlignRight);
        const QString when = tr("As it stood %1, %2. %3 obligations.")
                                 .arg(m_report.time.full(m_report.nowMs), TimeText::utc(m_report.nowMs))
                                 .arg(m_report.rows.size());
        draw({kMarginPt, kMarginPt + 20, m_width, 14}, when, 8, false, Qt::darkGray);
        double x = kMarginPt;
        for (const Column &column : kColumns) {
            draw({x, kMarginPt + kHeadPt - 20, column.share * m_width - 6, 16}, tr(column.title), 8, true, Qt::black);
            x += column.share * m_width;
        }
        m_painter.fillRect(QRectF(kMarginPt, kMarginPt + kHeadPt - 3, m_width, 0.8), Qt::black);
    }
    void paintFoot(qsizetype page, qsizetype pages)
    {
        draw({kMarginPt, m_height - kMarginPt - 14, m_width, 14}, tr("Page %1 of %2").arg(page).arg(pages), 8, false,
             Qt::darkGray, Qt::AlignRight);
    }
    void paintRow(const ClockRow &row, double top)
    {
        double x = kMarginPt;
        const QList<Cell> cells = cellsOf(row, m_report);
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const double width = kColumns[i].share * m_width - 6;
            const bool two = !cells.at(i).second.isEmpty();
            draw({x, top + (two ? 1 : 6), width, 13}, cells.at(i).first, 9, i == 0 || i == 2, Qt::black);
            if (two)
                draw({x, top + 13, width, 11}, cells.at(i).second, 7, false, Qt::darkGray);
            x += kColumns[i].share * m_width;
        }
        m_painter.fillRect(QRectF(kMarginPt, top + kRowPt - 0.8, m_width, 0.4), Qt::lightGray);
    }

    QPagedPaintDevice &m_device;
    const DeadlineReport &m_report;
    QPainter m_painter;
    double m_width = 0;
    double m_height = 0;
    qsizetype m_rowsOnPage = 1;
};

} // namespace

void printDeadlines(QPagedPaintDevice &device, const DeadlineReport &report)
{
    Sheet(device, report).print();
}

QByteArray deadlinesPdf(const DeadlineReport &report)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageOrientation(QPageLayout::Landscape);
    writer.setPageMargins({});
    writer.setTitle(tr("Deadlines"));
    writer.setCreator(u"Tocsin"_s);
    printDeadlines(writer, report);
    return bytes;
}

} // namespace tocsin
