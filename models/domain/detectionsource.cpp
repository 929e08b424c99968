#include "models/domain/detectionsource.h"

namespace tocsin {

template<> std::span<const EnumEntry<DetectionSource>> enumTable<DetectionSource>()
{
    using enum DetectionSource;
    static constexpr EnumEntry<DetectionSource> table[] = {
        {MonitoringSignature, "signature", QT_TRANSLATE_NOOP("tocsin::domain", "Monitoring: signature")},
        {MonitoringAnomaly, "anomaly", QT_TRANSLATE_NOOP("tocsin::domain", "Monitoring: anomaly")},
        {FirstPartyReport, "first_party", QT_TRANSLATE_NOOP("tocsin::domain", "Report by an own service")},
        {VulnerabilityReport, "vulnerability", QT_TRANSLATE_NOOP("tocsin::domain", "Vulnerability report")},
        {CustomerReport, "customer", QT_TRANSLATE_NOOP("tocsin::domain", "Customer report")},
        {RedBlueTeam, "red_blue", QT_TRANSLATE_NOOP("tocsin::domain", "Red or blue team")},
        {OperatorEscalation, "operator", QT_TRANSLATE_NOOP("tocsin::domain", "Operator escalation")},
    };
    return table;
}

} // namespace tocsin
