#include "app/platform/earlystart.h"

#include <QThread>

#include <clocale>

namespace tocsin {

EarlyStart::EarlyStart()
{
    // Qt takes the first thread that asks for its data as the main one, and would keep what it knows of a thread
    // that ends before the program does.
    (void)QThread::currentThread();
    std::setlocale(LC_ALL, ""); // as Qt will: it must not change under what reads numbers on another thread
    m_rules = std::async(std::launch::async, &EarlyStart::readRules, this);
}

const RuleBook *EarlyStart::readRules()
{
    Result<RuleBook> rules = RuleBook::loadAtStart();
    if (!rules)
        qFatal("%s", qPrintable(rules.error().userText));
    m_book = std::move(*rules);
    return &*m_book;
}

} // namespace tocsin
