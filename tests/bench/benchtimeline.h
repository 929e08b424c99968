#pragma once

#include "tests/bench/benchparts.h"

namespace tocsin::bench {

/**
 * A timeline of 1,000,000 entries: jumps to random places until every row on screen is real and painted, against the
 * same list and delegate over a model that holds all entries in memory; and what the tab costs in memory.
 */
[[nodiscard]] QList<Row> measureTimeline(const Setup &setup);

/** Makes its database: the first incident has a million entries, the last at endMs (ms UTC). The exit code. */
[[nodiscard]] int makeTimeline(const QString &path, const QString &login, qint64 endMs);

} // namespace tocsin::bench
