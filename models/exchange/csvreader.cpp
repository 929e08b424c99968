#include "models/exchange/csvreader.h"

#include <QCoreApplication>
#include <QStringDecoder>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

QString foldedHeading(const QString &text)
{
    QString out;
    for (const QChar c : text.toCaseFolded())
        if (c.isLetterOrNumber())
            out += c;
    return out;
}

QChar separatorOf(const QString &text)
{
    const QString first = text.left(text.indexOf(u'\n'));
    const auto commas = first.count(u','), semicolons = first.count(u';'), tabs = first.count(u'\t');
    return tabs > commas && tabs > semicolons ? u'\t' : semicolons > commas ? u';' : u',';
}

QString harmless(const QString &cell)
{
    // What our own export put in front of a formula.
    if (cell.size() > 1 && cell.front() == u'\'' && QStringView(u"=+-@\t").contains(cell.at(1)))
        return cell.mid(1);
    return cell.trimmed();
}

/** Cuts the text into rows; false if a quote is never closed. */
bool cut(const QString &text, QChar separator, int maxRows, CsvTable &table)
{
    CsvRow row{1, {}};
    QString cell;
    int line = 1;
    bool quoted = false;
    const auto endRow = [&] {
        row.cells << harmless(cell);
        cell.clear();
        if (row.cells.size() > 1 || !row.cells.first().isEmpty())
            table.rows.append(row);
        row = {line + 1, {}};
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted) {
            if (c == u'"' && i + 1 < text.size() && text.at(i + 1) == u'"') {
                cell += c;
                ++i;
            } else if (c == u'"') {
                quoted = false;
            } else {
                cell += c;
            }
            line += c == u'\n' ? 1 : 0;
        } else if (c == u'"' && cell.trimmed().isEmpty()) {
            cell.clear();
            quoted = true;
        } else if (c == separator) {
            row.cells << harmless(cell);
            cell.clear();
        } else if (c == u'\n') {
            endRow();
            ++line;
            if (table.rows.size() > maxRows) {
                table.tooMany = true;
                return true;
            }
        } else if (c != u'\r') {
            cell += c;
        }
    }
    if (!cell.isEmpty() || !row.cells.isEmpty())
        endRow();
    return !quoted;
}

} // namespace

QString CsvTable::cell(const CsvRow &row, const QStringList &names) const
{
    for (const QString &name : names)
        if (const qsizetype at = heading.indexOf(name); at >= 0 && at < row.cells.size())
            return row.cells.at(at);
    return {};
}

bool CsvTable::hasAny(const QStringList &names) const
{
    for (const QString &name : names)
        if (heading.contains(name))
            return true;
    return false;
}

CsvTable readCsv(const QByteArray &bytes, int maxRows)
{
    CsvTable table;
    if (bytes.contains('\0')) {
        table.error = tr("This is no text: it has a NUL byte.");
        return table;
    }
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError()) {
        table.latin1 = true;
        text = QString::fromLatin1(bytes);
    }
    if (text.startsWith(QChar(0xFEFF)))
        text.remove(0, 1);
    if (!cut(text, separatorOf(text), maxRows, table)) {
        table.error = tr("A quote is opened and never closed.");
        return table;
    }
    if (table.rows.isEmpty()) {
        table.error = tr("There is nothing in it.");
        return table;
    }
    const CsvRow first = table.rows.takeFirst();
    for (const QString &name : first.cells)
        table.heading << foldedHeading(name);
    return table;
}

} // namespace tocsin
