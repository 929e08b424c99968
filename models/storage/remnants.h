#pragma once

#include "models/domain/error.h"

namespace tocsin {

class Database;

/**
 * What a redaction leaves beside the rows (P12.2): free pages, the words of the search index, the journal. The file is
 * written anew without them; on a server the tables are, by who owns the database.
 */
class Remnants
{
public:
    explicit Remnants(Database &database)
        : m_db(database)
    {
    }

    /** Redactions whose remnants were not cleaned yet. */
    [[nodiscard]] Result<int> owed();
    /** Nothing to do if none are owed. Locked while another program reads the file: it stays owed. Not in an act. */
    [[nodiscard]] Result<void> clean();
    /** Whether all that is owed can be seen: on a server by who owns the database, others see that of their incidents.
     */
    [[nodiscard]] Result<bool> seesAll();

private:
    [[nodiscard]] Result<void> cleanFile();
    [[nodiscard]] Result<void> cleanServer();
    [[nodiscard]] Result<void> emptyJournal();

    Database &m_db;
};

} // namespace tocsin
