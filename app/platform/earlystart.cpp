#include "app/platform/earlystart.h"

#include <QThread>

#include <clocale>

#include <dlfcn.h>

namespace tocsin {

namespace {

/** Fontconfig, where Qt uses it, reads its configuration and caches once a process: a sixth of a bare window's start.
 */
void readFonts()
{
    using Init = int (*)();
    if (const auto init = reinterpret_cast<Init>(dlsym(RTLD_DEFAULT, "FcInit")))
        init();
}

} // namespace

EarlyStart::EarlyStart()
{
    // Qt takes the first thread that asks for its data as the main one, and would keep what it knows of a thread
    // that ends before the program does.
    (void)QThread::currentThread();
    std::setlocale(LC_ALL, ""); // as Qt will: it must not change under what reads numbers on another thread
    m_fonts = std::async(std::launch::async, readFonts);
    m_rules = std::async(std::launch::async, RuleBook::load);
}

Result<RuleBook> EarlyStart::finish()
{
    m_fonts.get();
    return m_rules.get();
}

} // namespace tocsin
