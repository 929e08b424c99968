#pragma once

#include "tests/bench/benchparts.h"

namespace tocsin::bench {

/**
 * A shared database on a real server of its own: a commit against the same statements by libpq, acts a second of fifty
 * clients 20 ms away, from a commit on one workstation to the paint on another, the start 20 ms away.
 */
[[nodiscard]] QList<Row> measureShared(const Setup &setup);

} // namespace tocsin::bench
