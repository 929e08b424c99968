#pragma once

#include "models/domain/error.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <optional>

namespace tocsin {

/** What became of one file. */
struct VerisImportFile
{
    enum class Outcome {
        Imported,
        AlreadyThere, ///< an incident with this incident_id was there before
        Refused,      ///< cannot be read, or is no VERIS incident
        PassedOver,   ///< not looked into: a link, or no .json file
    };
    QString path;
    Outcome outcome = Outcome::Refused;
    QString reference; ///< "INC-0421" of what was imported or is there
    QString title;
    QString reason;      ///< why it was refused or passed over, in plain words
    QString field;       ///< the place in the file the reason is about, or empty
    QStringList remarks; ///< "file: field: what"
    QString sha256;      ///< of the file's bytes, hexadecimal; empty if not all were read
};

/** An import, file by file: every file that was found is in it once. */
struct VerisImportReport
{
    QList<VerisImportFile> files;
    bool canceled = false;        ///< the person stopped it; what was imported stays
    std::optional<Error> stopped; ///< the database stopped it
    int notReached = 0;           ///< files found and not looked at, for one of these two reasons

    [[nodiscard]] int count(VerisImportFile::Outcome outcome) const;
    /** "1,042 files: 1,040 imported, 1 already there, 1 refused." */
    [[nodiscard]] QString summary() const;
    /** A line a file, its remarks indented below, the summary last. */
    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] QJsonObject toJson() const;
};

} // namespace tocsin
