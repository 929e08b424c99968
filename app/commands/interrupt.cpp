#include "app/commands/interrupt.h"

#include <csignal>

namespace tocsin {

namespace {

volatile std::sig_atomic_t s_wanted = 0;

void setHandler(void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

void onSignal(int)
{
    s_wanted = 1;
}

} // namespace

Interrupt::Interrupt()
{
    s_wanted = 0;
    // SA_RESETHAND is per signal: a second Ctrl-C falls through to the default.
    setHandler(onSignal, static_cast<int>(SA_RESETHAND) | SA_RESTART);
}

Interrupt::~Interrupt()
{
    setHandler(SIG_DFL, 0);
}

bool Interrupt::wanted()
{
    return s_wanted != 0;
}

} // namespace tocsin
