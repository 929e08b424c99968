#pragma once

#include "models/rules/rulebook.h"

#include <future>

namespace tocsin {

/**
 * What the window needs and Qt's own start does not: read on threads of their own while Qt starts. Make it first.
 */
class EarlyStart
{
public:
    EarlyStart();

    /** Waits for the fonts, then for the rules; once. */
    [[nodiscard]] Result<RuleBook> finish();

private:
    std::future<void> m_fonts;
    std::future<Result<RuleBook>> m_rules;
};

} // namespace tocsin
