#include "app/platform/earlyrules.h"

#include <QThread>

#include <clocale>

namespace tocsin {

void prepareForThreads()
{
    // Qt takes the first thread that asks for its data as the main one, and would keep what it knows of a thread
    // that ends before the program does.
    (void)QThread::currentThread();
    std::setlocale(LC_ALL, ""); // as Qt will: it must not change under what reads numbers on another thread
}

EarlyRules::EarlyRules()
    : m_reading(std::async(std::launch::async, &EarlyRules::read, this))
{
}

const RuleBook *EarlyRules::read()
{
    Result<RuleBook> rules = RuleBook::loadAtStart();
    if (!rules)
        qFatal("%s", qPrintable(rules.error().userText));
    m_book = std::move(*rules);
    return &*m_book;
}

} // namespace tocsin
