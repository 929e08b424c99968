#include "ui/timeline/pendingfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace tocsin {

using namespace Qt::StringLiterals;

CountingFile::CountingFile(const QString &path, std::shared_ptr<FileProgress> progress)
    : QFile(path)
    , m_progress(std::move(progress))
{
}

qint64 CountingFile::readData(char *data, qint64 maxSize)
{
    if (m_progress->canceled) {
        setErrorString(tr("Stopped."));
        return -1;
    }
    const qint64 n = QFile::readData(data, maxSize);
    if (n > 0)
        m_progress->read += n;
    return n;
}

QString shownFileName(const QString &name)
{
    QString shown;
    for (const QChar c : name) {
        const bool hidden = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
                            c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
        shown += hidden ? QChar(QChar::ReplacementCharacter) : c;
    }
    return shown;
}

QString sizeText(qint64 bytes)
{
    return QLocale(QLocale::English, QLocale::UnitedKingdom).formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

FileCheck checkFile(const PendingFile &file, qint64 limitBytes)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("tocsin::timeline", text); };
    FileCheck checked{file.bytes.size(), {}};
    if (!file.path.isEmpty()) {
        const QFileInfo info(file.path);
        checked.size = info.size();
        if (!info.exists())
            checked.problem =
                info.isSymLink() ? tr("It is a link to a file that is not there.") : tr("There is no such file.");
        else if (info.isDir())
            checked.problem = tr("It is a folder. Pack it into one file first.");
        else if (!info.isFile())
            checked.problem = tr("It is a device or a pipe, not a file.");
        else if (!info.isReadable())
            checked.problem = tr("You may not read it.");
    }
    if (checked.problem.isEmpty() && checked.size == 0)
        checked.problem = tr("It is empty: there is nothing to keep.");
    if (checked.problem.isEmpty() && checked.size > limitBytes)
        checked.problem =
            tr("It has %1, and %2 are the most. Keep it elsewhere and write down where, with its SHA-256.")
                .arg(sizeText(checked.size), sizeText(limitBytes));
    return checked;
}

} // namespace tocsin
