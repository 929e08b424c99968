#pragma once

#include "models/domain/error.h"
#include "models/domain/figures.h"

namespace tocsin {

class Session;

/** How fast declarations and notices were (P7.9). Exercises are kept apart (P2.8). */
class FiguresService
{
public:
    explicit FiguresService(Session &session)
        : m_session(session)
    {
    }

    /** The whole, then by severity, by quarter of the declaration, by source. */
    [[nodiscard]] Result<QList<FigureLine>> lines(const FigureFilter &filter);

private:
    Session &m_session;
};

/** The header of the figures as a CSV file, and one line of it; hours with a point, empty where there is nothing. */
[[nodiscard]] QStringList figureCsvHeader();
[[nodiscard]] QStringList figureCsvCells(const FigureLine &line);

} // namespace tocsin
