#pragma once

#include "models/domain/audience.h"
#include "models/domain/customer.h"
#include "models/domain/customerimport.h"

namespace tocsin {

/** What one or several rows of a file say of one subscription (P9.3). */
struct ScopeLine
{
    ImportPlace place;
    QString key;      ///< number or name of the subscription, as it stood there
    QString customer; ///< if the file says it
    QString accessed;
    QString certainty; ///< "confirmed", "likely", "possible", or empty
    qint64 fromMs = 0;
    qint64 toMs = 0;
    int rows = 1;
};

struct ScopeFile
{
    QString kind = QStringLiteral("list"); ///< "list", "flow_log"
    QString name;
    QString sha256;
    QByteArray bytes;
    QList<ScopeLine> lines;
    QList<ImportFinding> findings;
    int rows = 0; ///< of the file
};

/** What of a file was found among the customers. */
struct ScopeMatch
{
    QList<ScopeRow> rows;  ///< what would be put in, or said anew
    int same = 0;          ///< in scope already, saying the same
    QStringList unmatched; ///< what nobody is known by
    int rowsMatched = 0;   ///< rows of the file behind what was found
    int rowsUnmatched = 0;
    int newCustomers = 0; ///< that no subscription is in scope of yet: each starts a clock after a declaration
};

} // namespace tocsin
