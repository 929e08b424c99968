#pragma once

#include "models/rules/rulebook.h"

#include <future>
#include <optional>

namespace tocsin {

/**
 * What the window needs and Qt's own start does not: read on a thread of its own while Qt starts. Make it first, and
 * keep it: it owns the rules. Not the fonts: with three threads at work on two cores each waits for the others' memory
 * maps, and the window is usable later (1.64 times a bare window against 1.38).
 */
class EarlyStart
{
public:
    EarlyStart();
    EarlyStart(const EarlyStart &) = delete;
    EarlyStart &operator=(const EarlyStart &) = delete;

    /** The rules as soon as they are read. Rules that cannot be read end the program. */
    [[nodiscard]] std::shared_future<const RuleBook *> rules() const { return m_rules; }

private:
    const RuleBook *readRules();

    std::optional<RuleBook> m_book;
    std::shared_future<const RuleBook *> m_rules; ///< last: its thread fills the book
};

} // namespace tocsin
