#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <functional>

namespace tocsin {

/** What an authority may take. */
struct StampLimits
{
    int timeMs = 20000;          ///< from the first byte sent to the last one come
    qint64 bytes = 256LL * 1024; ///< of the answer
};

/**
 * Carries a question to a time-stamp server by HTTPS and brings its answer, on a thread of its own: the server's
 * certificate has to be one of the system's or of `certificates` (PEM), and nothing is followed elsewhere. `goOn` is
 * asked again and again; false stops it.
 */
[[nodiscard]] Result<QByteArray> carryStamp(const QString &url, const QByteArray &question,
                                            const QByteArray &certificates, const std::function<bool()> &goOn,
                                            const StampLimits &limits = {});

/** Invalid, with the field "stamp", unless it is an address that carryStamp() goes to. */
[[nodiscard]] Result<void> checkStampUrl(const QString &url);

} // namespace tocsin
