#pragma once

#include "models/domain/detectionsource.h"
#include "models/exchange/verisdate.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace tocsin {

/** An entry for the timeline, made from a date of the file that names a full day. */
struct VerisTimelineEntry
{
    enum class Kind { Incident, Notification };
    Kind kind = Kind::Incident;
    qint64 atMs = 0;   ///< first instant of what is known, UTC
    QString precision; ///< "day" or "minute", as the file gives it
    QString text;
};

/** Counts as the file gives them; nothing if it does not. */
struct VerisCounts
{
    std::optional<qint64> records;          ///< data_total, else the largest amount of data[]
    std::optional<qint64> secondaryVictims; ///< organisations besides the victim
    QStringList secondaryNames;
};

/** One VERIS incident in our words. Nothing in it was guessed: what could not be mapped is in `unmapped`. */
struct VerisIncident
{
    QString id;          ///< incident_id, trimmed and in lower case: the same incident whatever the case
    QString idGiven;     ///< as the file writes it
    QString title;       ///< one line, at most 160 characters
    QString description; ///< the summary, may be empty
    QString victim;      ///< the organisation it happened to, may be empty
    QString schemaVersion;
    QString status; ///< security_incident: "Confirmed", "Suspected", "False positive", "Near miss", or empty

    DetectionSource detection = DetectionSource::OperatorEscalation;
    QString detectionReason; ///< why this source, with the file's own words

    qint64 detectedMs = 0;  ///< 0: the file names no instant; the instant of import has to serve
    QString detectedReason; ///< which field it came from

    VerisDate incident;
    VerisDate notification;
    VerisSpan compromise;
    VerisSpan exfiltration;
    VerisSpan discovery;
    VerisSpan containment;
    QList<VerisTimelineEntry> timeline;

    QStringList suggestions; ///< findings in words, which nobody assessed
    VerisCounts counts;

    QJsonObject unmapped;   ///< everything that is not above word for word, under its own keys
    bool isInexact = false; ///< what was parsed lacks something of the file: only its own bytes are all of it
    QStringList remarks;    ///< "file: field: what", for the report
};

} // namespace tocsin
