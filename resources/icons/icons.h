#pragma once

#include <QStringList>

namespace tocsin {

/** Base names of every icon in the program, sorted. */
[[nodiscard]] QStringList iconNames();

} // namespace tocsin
