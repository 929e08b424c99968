#pragma once

#include <QByteArray>
#include <QStringList>

class QIODevice;

namespace tocsin {

/**
 * One row as RFC 4180 has it: UTF-8, commas, CR LF at the end, quotes where needed. A cell that a spreadsheet would
 * take for a formula (it begins with = + - @, TAB, CR or LF) gets an apostrophe in front.
 */
[[nodiscard]] QByteArray csvRow(const QStringList &cells);

/** Writes rows to an open device; remembers the first failure. */
class CsvWriter
{
public:
    /** `device` must outlive the writer. */
    explicit CsvWriter(QIODevice &device)
        : m_device(device)
    {
    }

    /** False if this or an earlier row could not be written whole. */
    bool write(const QStringList &cells);
    [[nodiscard]] bool failed() const { return m_failed; }

private:
    QIODevice &m_device;
    bool m_failed = false;
};

} // namespace tocsin
