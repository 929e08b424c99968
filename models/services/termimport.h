#pragma once

#include "models/domain/error.h"
#include "models/domain/termimport.h"

namespace tocsin {

class Session;

/** What contracts with customers ask for, from a file (P7.7). */
class TermImport
{
public:
    explicit TermImport(Session &session)
        : m_session(session)
    {
    }

    /** What an import would do; nothing is written. */
    [[nodiscard]] Result<ImportPlan> preview(const TermFile &file);
    /**
     * Does it, all of it or nothing; rows that cannot be taken are left, and said. A row changes the term of the same
     * customer that has its source and starts at the same; the same file again changes nothing.
     */
    [[nodiscard]] Result<ImportPlan> apply(const TermFile &file);

private:
    [[nodiscard]] Result<ImportPlan> run(const TermFile &file, bool writes);

    Session &m_session;
};

} // namespace tocsin
