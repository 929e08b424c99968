#pragma once

#include <QMap>
#include <QSet>
#include <QString>

namespace tocsin {

/** Values that were redacted, of which no more is known than their digests: by size in bytes, SHA-256 in hex. */
using GoneValues = QMap<qint64, QSet<QString>>;

/**
 * The text of a draft without values that were redacted while it lay on disk (P12.2), wherever they stand in it as
 * whole words; a few letters say nothing.
 */
[[nodiscard]] QString withoutGone(const QString &payload, const GoneValues &gone);

} // namespace tocsin
