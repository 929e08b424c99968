#pragma once

#include "models/domain/transfer.h"

#include <QByteArray>

namespace tocsin {

/**
 * The chain of custody of one transfer (P10.4): what was asked, answered and decided, each item that left with its
 * SHA-256, and what became of it; `anchor` says where the audit record stood. As a document to print, which names who
 * made it, as JSON, and as the list that `sha256sum -c` reads.
 */
[[nodiscard]] QString custodyMarkdown(const TransferDetails &details, const QString &anchor, qint64 nowMs,
                                      const QString &madeBy = {});
[[nodiscard]] QByteArray custodyJson(const TransferDetails &details, const QString &anchor, qint64 nowMs);
[[nodiscard]] QByteArray custodySums(const TransferDetails &details);

} // namespace tocsin
