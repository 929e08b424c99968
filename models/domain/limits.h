#pragma once

namespace tocsin {

/** The longest name, address or log-in of a person, in characters. */
constexpr int kMostInPersonField = 200;

} // namespace tocsin
