#pragma once

#include "models/domain/enumtable.h"

namespace tocsin {

/** Where the first indication came from (P2.1-6). */
enum class DetectionSource {
    MonitoringSignature,
    MonitoringAnomaly,
    FirstPartyReport,
    VulnerabilityReport,
    CustomerReport,
    RedBlueTeam,
    OperatorEscalation,
};
template<> std::span<const EnumEntry<DetectionSource>> enumTable<DetectionSource>();

} // namespace tocsin
