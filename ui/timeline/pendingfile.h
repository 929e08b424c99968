#pragma once

#include "models/domain/timeline.h"
#include "models/domain/transfer.h"

#include <QByteArray>
#include <QFile>
#include <atomic>
#include <memory>
#include <optional>

namespace tocsin {

/** A file that a person wants kept with an entry, before it is. */
struct PendingFile
{
    QString path; ///< empty: `bytes`, from the clipboard
    QByteArray bytes;
    QString name;
    qint64 size = 0; ///< bytes, as seen when it was chosen
    std::optional<FromProduction> answer;
    TransferId transfer; ///< it is part of, when it comes from production (P10.1)
};

/** How far a file has been read; shared by the storage thread and the window. */
struct FileProgress
{
    std::atomic<qint64> read = 0;
    std::atomic<bool> canceled = false;
};

/** A file that counts what is read of it and can be stopped. */
class CountingFile : public QFile
{
    Q_OBJECT

public:
    CountingFile(const QString &path, std::shared_ptr<FileProgress> progress);

protected:
    qint64 readData(char *data, qint64 maxSize) override;

private:
    std::shared_ptr<FileProgress> m_progress;
};

/** A name as it may be shown: control, direction and line characters made visible. */
[[nodiscard]] QString shownFileName(const QString &name);
/** "3.4 MB" */
[[nodiscard]] QString sizeText(qint64 bytes);
/** What a look at a file said. */
struct FileCheck
{
    qint64 size = 0;
    QString problem; ///< why it cannot be kept, in plain words; empty if it can
};
/** Touches the disk: not on the window's thread. */
[[nodiscard]] FileCheck checkFile(const PendingFile &file, qint64 limitBytes);

} // namespace tocsin
