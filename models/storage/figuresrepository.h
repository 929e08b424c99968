#pragma once

#include "models/domain/error.h"
#include "models/domain/figures.h"

namespace tocsin {

class Database;

/** The spans that figures are made of (P7.9), read in one go; what is hidden from who acts is not among them. */
class FiguresRepository
{
public:
    explicit FiguresRepository(Database &database)
        : m_db(database)
    {
    }

    /** Detection to declaration of each incident on which a declaration stands. */
    [[nodiscard]] Result<QList<FigureSample>> declarations(const FigureFilter &filter);
    /** Trigger to fulfilment of each obligation that was met and not withdrawn. */
    [[nodiscard]] Result<QList<FigureSample>> notices(const FigureFilter &filter);

private:
    [[nodiscard]] Result<QList<FigureSample>> read(const QString &query, const QString &dayOf,
                                                   const FigureFilter &filter);

    Database &m_db;
};

} // namespace tocsin
