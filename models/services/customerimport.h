#pragma once

#include "models/domain/customerimport.h"
#include "models/domain/error.h"

namespace tocsin {

class Session;

/** Who cannot be reached, and why (P9.2). */
struct ReachRow
{
    qint64 customer = 0;
    qint64 subscription = 0;
    QString customerName;
    QString subscriptionName;
    QString state;   ///< "none", "administrators", "bounced", "reachable"
    QString address; ///< that came back
    QString said;    ///< what came back
};

/** Customers, what they have, and whom to tell, from files (P9.2); and what is missing among them. */
class CustomerImportService
{
public:
    explicit CustomerImportService(Session &session)
        : m_session(session)
    {
    }

    /** What an import would do; nothing is written. `customer`: whose rows are that name none. */
    [[nodiscard]] Result<ImportPlan> preview(const CustomerFile &file, const QString &customer = {});
    /** Does it as one act (DESIGN 5); rows that cannot be taken are left, and said. The same file again changes
     * nothing. */
    [[nodiscard]] Result<ImportPlan> apply(const CustomerFile &file, const QString &customer = {});
    /** Customer, subscription and contact a row, as CSV reads it back. */
    [[nodiscard]] Result<QByteArray> exportCsv();
    /** What contracts ask for, a term in force a row, with codes as the record has them (P7.7). */
    [[nodiscard]] Result<QByteArray> exportTermsCsv();
    /** Of every subscription; those that cannot be reached first. */
    [[nodiscard]] Result<QList<ReachRow>> reachability();

private:
    Session &m_session;
};

} // namespace tocsin
