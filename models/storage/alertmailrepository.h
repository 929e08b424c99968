#pragma once

#include "models/domain/alertplan.h"
#include "models/domain/ids.h"

namespace tocsin {

class Database;

/** That a person was told of a deadline by mail. */
struct AlertMailRow
{
    qint64 id = 0;
    IncidentId incident;
    ObligationId obligation; ///< or
    MatterId matter;         ///< what is to be followed up
    PersonId told;
    AlertLevel level = AlertLevel::None;
    qint64 deadlineMs = 0;
    int n = 0; ///< how many times this person was told of it before
    qint64 atMs = 0;
    QString address, messageRef;
    QString result; ///< of the mail, which may name several deadlines; "" for none yet
};

/** The mails about deadlines (P7.5). */
class AlertMailRepository
{
public:
    explicit AlertMailRepository(Database &database)
        : m_db(database)
    {
    }

    /** Of what is open, in the order they were claimed. */
    [[nodiscard]] Result<QList<AlertMailRow>> ofOpen();
    [[nodiscard]] Result<qint64> insert(const AlertMailRow &row);
    [[nodiscard]] Result<void> insertResult(IncidentId incident, qint64 mail, const QString &result,
                                            const QString &reply);

private:
    Database &m_db;
};

} // namespace tocsin
