#pragma once

#include "app/platform/systemclock.h"
#include "models/rules/rulebook.h"
#include "models/services/anchorstore.h"
#include "models/services/services.h"
#include "models/storage/database.h"

#include <memory>

namespace tocsin {

/** A database open for one command: connection, rules and services, nothing of the window. */
class CommandDatabase
{
public:
    /** Without a path: Invalid, in words. `clock` must outlive it; the person is nobody until actAs(). */
    [[nodiscard]] static Result<std::unique_ptr<CommandDatabase>>
    open(const QString &path, OpenMode mode, const Clock &clock, Renderer *renderer = nullptr);
    ~CommandDatabase();

    [[nodiscard]] Services &services() { return *m_services; }
    [[nodiscard]] Database &database() { return *m_database; }

    /** For reading. A file opens for a stranger, too: a nightly check runs under an account of its own. A
     *  server lets in its people, and its owner. */
    [[nodiscard]] static Result<std::unique_ptr<CommandDatabase>> openToRead(const QString &path, OpenMode mode,
                                                                             const Clock &clock);

    /** The person who runs this program acts from now on: of the account, on a server of the log-in. Denied in words if
     *  the database does not know them. */
    [[nodiscard]] Result<void> actAsCaller();
    /** The same, and the owner of a server's database without being one of its people: for setting it up. */
    [[nodiscard]] Result<void> actAsOwner();
    /** Makes the caller the first person of a new file, with every role (P13.5). */
    [[nodiscard]] Result<void> addFirstPerson(const QString &name);
    /** Says what is weaker about the connection than it should be, and where a file that was moved goes on. */
    void sayState();
    /** Keeps outside the database what its record is now; trouble with that is said, and is no failure. */
    void rememberHead();

private:
    CommandDatabase(RuleBook rules, std::unique_ptr<Database> database, Renderer *renderer);

    RuleBook m_rules;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Services> m_services;
};

/** What a service answered, or what broke it off: where a page of the file cannot be read a list ends early, and only
 *  the session knows. */
template<class T> [[nodiscard]] Result<T> whole(Services &services, Result<T> answer)
{
    if (const auto cut = services.session.takeReadError(); cut && answer)
        return tl::unexpected(*cut);
    return answer;
}

} // namespace tocsin
