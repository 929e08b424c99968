#pragma once

#include "models/domain/detectionsource.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

namespace tocsin {

/** A detection source with the words of the file that led to it. */
struct MappedDetection
{
    DetectionSource source = DetectionSource::OperatorEscalation;
    QString reason;
    bool known = false; ///< false: the file does not say, and the source is the one for "somebody wrote it down"
};

/** discovery_method, as text ("Ext - customer") or as an object ({"external": {"variety": [...]}}) (P2). */
[[nodiscard]] MappedDetection mapDiscovery(const QJsonValue &discoveryMethod);

/**
 * Findings that the file suggests (P4.1), in words with the reason of each, for whoever assesses the incident. From
 * attribute.confidentiality, attribute.integrity and plus.attribute.confidentiality; nothing of what does not follow.
 */
[[nodiscard]] QStringList suggestedFindings(const QJsonObject &incident);

/** What happened in one or two words ("Ransomware", "Phishing", "Error: Misdelivery"); empty if the file does not say.
 */
[[nodiscard]] QString actionWords(const QJsonObject &action);

} // namespace tocsin
