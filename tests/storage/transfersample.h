#pragma once

#include "models/domain/transfer.h"

namespace tocsin::test {

/** A request that lacks nothing. */
[[nodiscard]] TransferInput sampleTransfer(const QString &title, qint64 nowMs);
/** Every item of its list answered "yes". */
[[nodiscard]] ChecklistInput allYes(const Transfer &transfer);
[[nodiscard]] TransferDecisionInput approval(qint64 untilMs);
[[nodiscard]] TransferMoveInput sampleMove(qint64 atMs, const QList<TransferItem> &items = {});
[[nodiscard]] TransferEndInput destruction(qint64 atMs);
/** With the SHA-256 of the bytes. */
[[nodiscard]] TransferItem sampleItem(const QString &name, const QByteArray &bytes);

} // namespace tocsin::test
