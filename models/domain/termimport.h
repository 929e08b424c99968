#pragma once

#include "models/domain/customerimport.h"
#include "models/domain/duty.h"

namespace tocsin {

/** What a contract asks for, as a file names it; the term has no customer yet. */
struct ImportedTerm
{
    ImportPlace place;
    QString customer;
    CustomerTerm term;
};

/** What a file of terms says, before anybody looked at the database. */
struct TermFile
{
    QList<ImportedTerm> terms;
    QList<ImportFinding> findings;
};

} // namespace tocsin
