#pragma once

namespace tocsin {

/** While it lives, Ctrl-C (SIGINT) and SIGTERM are a wish to stop that the command asks for between two steps; the
 *  second one ends the program as usual. */
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;
    [[nodiscard]] static bool wanted();
};

} // namespace tocsin
