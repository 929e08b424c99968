#include "models/domain/csv.h"

#include <QIODevice>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString csvCell(const QString &cell)
{
    QString out = cell;
    if (!out.isEmpty() && QStringView(u"=+-@\t\r\n").contains(out.front()))
        out.prepend(u'\'');
    const bool quoted = out.contains(u',') || out.contains(u'"') || out.contains(u'\n') || out.contains(u'\r') ||
                        out.startsWith(u' ') || out.endsWith(u' ');
    if (!quoted)
        return out;
    return u'"' + out.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QByteArray csvRow(const QStringList &cells)
{
    // A row of one empty cell would read as no row at all.
    if (cells.size() == 1 && cells.first().isEmpty())
        return "\"\"\r\n";
    QStringList out;
    out.reserve(cells.size());
    for (const QString &cell : cells)
        out << csvCell(cell);
    return out.join(u',').toUtf8() + "\r\n";
}

bool CsvWriter::write(const QStringList &cells)
{
    const QByteArray row = csvRow(cells);
    if (!m_failed && m_device.write(row) != row.size())
        m_failed = true;
    return !m_failed;
}

} // namespace tocsin
