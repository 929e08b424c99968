#pragma once

#include "models/services/alerts.h"

#include <memory>

class QString;

namespace tocsin {

/** Messages of the desktop by org.freedesktop.Notifications on the session bus. */
class DesktopAlerts final : public Alerts
{
public:
    DesktopAlerts();
    ~DesktopAlerts() override;

    void show(const DesktopAlert &alert, QObject *context, std::function<void(const Result<void> &)> shown,
              std::function<void()> pressed) override;
    void withdraw() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tocsin
