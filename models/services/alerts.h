#pragma once

#include "models/domain/error.h"

#include <QString>
#include <functional>

class QObject;

namespace tocsin {

/** One message on the desktop. It names references and audiences, never what an incident is about (P7.5). */
struct DesktopAlert
{
    QString title;
    QString text;        ///< plain, a line each
    QString action;      ///< what a press on it does, in a word: "Open"
    bool urgent = false; ///< it stays until somebody looks
};

/**
 * Messages of the desktop, outside this program's window. Answers come later, on the thread that asked, unless
 * `context` is gone by then. A desktop without a place for them answers Offline, and its text says why; the window
 * shows the same alerts, so nothing is missed by that.
 */
class Alerts
{
public:
    Alerts() = default;
    virtual ~Alerts() = default;
    Alerts(const Alerts &) = delete;
    Alerts &operator=(const Alerts &) = delete;

    /** Shows it in place of the one before. `pressed` is called when somebody presses it, at most once. */
    virtual void show(const DesktopAlert &alert, QObject *context, std::function<void(const Result<void> &)> shown,
                      std::function<void()> pressed) = 0;
    /** Takes away what is shown, if anything is. */
    virtual void withdraw() = 0;
};

} // namespace tocsin
