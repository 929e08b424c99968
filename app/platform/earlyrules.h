#pragma once

#include "models/rules/rulebook.h"

#include <future>
#include <optional>

namespace tocsin {

/** What has to be so before the program's first thread starts: which one is Qt's main thread, and the locale. */
void prepareForThreads();

/**
 * The rules, read on a thread of their own while Qt starts; keep it, it owns them. The fonts have none: with a third
 * thread at work all wait longer for the process's memory map (1.64 times a bare window against 1.38).
 */
class EarlyRules
{
public:
    EarlyRules();
    EarlyRules(const EarlyRules &) = delete;
    EarlyRules &operator=(const EarlyRules &) = delete;

    /** As soon as they are read. Rules that cannot be read end the program. */
    [[nodiscard]] std::shared_future<const RuleBook *> book() const { return m_reading; }

private:
    const RuleBook *read();

    std::optional<RuleBook> m_book;
    std::shared_future<const RuleBook *> m_reading; ///< last: its thread fills the book
};

} // namespace tocsin
