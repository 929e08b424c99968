#pragma once

#include <QProcess>
#include <QString>

namespace tocsin {

/** What a reader of the file can take out of it, a form feed after each page. */
inline QString pdfText(const QByteArray &pdf)
{
    using namespace Qt::StringLiterals;
    QProcess tool;
    tool.start(u"pdftotext"_s, {u"-layout"_s, u"-"_s, u"-"_s});
    tool.write(pdf);
    tool.closeWriteChannel();
    tool.waitForFinished(20000);
    return QString::fromUtf8(tool.readAllStandardOutput());
}

} // namespace tocsin
