#pragma once

#include "models/domain/bounce.h"

#include <QByteArray>
#include <QList>

namespace tocsin {

/**
 * Reads returns from a mailbox file (mbox) or single messages: delivery reports by RFC 3464, and the headers of ours
 * that came back with them. What is no return is left out. Never fails, whatever the bytes are.
 */
[[nodiscard]] QList<Bounce> readBounces(const QByteArray &bytes);

} // namespace tocsin
