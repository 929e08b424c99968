#pragma once

#include "models/domain/assessment.h"
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

/** Impact findings that follow from the file (P4.1), each with its reason; what does not follow stays "not known yet".
 */
struct MappedFindings
{
    ImpactFindings findings;
    QStringList reasons;
};

/** From attribute.confidentiality, attribute.integrity and plus.attribute.confidentiality. */
[[nodiscard]] MappedFindings mapFindings(const QJsonObject &incident);

/** What happened in one or two words ("Ransomware", "Phishing", "Error: Misdelivery"); empty if the file does not say.
 */
[[nodiscard]] QString actionWords(const QJsonObject &action);

} // namespace tocsin
