#pragma once

namespace tocsin {

class MainWindow;

/**
 * For the benchmark: with TOCSIN_BENCH_START=<nanoseconds of CLOCK_MONOTONIC> in the environment, prints "MS KIB" when
 * the first cards of the board are on screen, the time since then and the resident memory, and ends the program.
 */
void measureStart(MainWindow &window);

} // namespace tocsin
