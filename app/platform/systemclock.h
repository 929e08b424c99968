#pragma once

#include "models/domain/clock.h"

namespace tocsin {

/** The clocks of the machine; the one place that asks the system (DESIGN 15). */
class SystemClock : public Clock
{
public:
    [[nodiscard]] qint64 nowMs() const override;
    [[nodiscard]] qint64 bootMs() const override;
    [[nodiscard]] qint64 monotonicMs() const override;
};

} // namespace tocsin
