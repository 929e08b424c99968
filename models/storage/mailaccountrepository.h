#pragma once

#include "models/domain/mailaccount.h"

namespace tocsin {

class Database;

/** The account that mail leaves by: versions, of which the newest counts. */
class MailAccountRepository
{
public:
    explicit MailAccountRepository(Database &database)
        : m_db(database)
    {
    }

    /** As it is now; of version 0 if none was set up. */
    [[nodiscard]] Result<MailAccount> current();
    /** Conflict if somebody else changed it since `account` was read. */
    [[nodiscard]] Result<void> insert(const MailAccount &account);

private:
    Database &m_db;
};

} // namespace tocsin
