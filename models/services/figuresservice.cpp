#include "models/services/figuresservice.h"

#include "models/services/session.h"
#include "models/storage/figuresrepository.h"

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<FigureLine>> FiguresService::lines(const FigureFilter &filter)
{
    FiguresRepository repository(m_session.database());
    auto declarations = repository.declarations(filter);
    if (!declarations)
        return tl::unexpected(declarations.error());
    auto notices = repository.notices(filter);
    if (!notices)
        return tl::unexpected(notices.error());
    const FigureSamples samples{std::move(*declarations), std::move(*notices)};
    QList<FigureLine> lines;
    for (const auto &entry : enumTable<FigureGroup>())
        lines += figureLines(samples, entry.value);
    return lines;
}

QStringList figureCsvHeader()
{
    return {u"group"_s,
            u"code"_s,
            u"name"_s,
            u"declarations"_s,
            u"detection_to_declaration_median_h"_s,
            u"detection_to_declaration_p90_h"_s,
            u"detection_to_declaration_worst_h"_s,
            u"notices"_s,
            u"start_to_notice_median_h"_s,
            u"start_to_notice_p90_h"_s,
            u"start_to_notice_worst_h"_s};
}

QStringList figureCsvCells(const FigureLine &line)
{
    QStringList cells{codeOf(line.group), line.code, line.name};
    for (const Spread &spread : {line.toDeclaration, line.toNotice})
        cells << QString::number(spread.count) << hoursText(spread, spread.medianMs) << hoursText(spread, spread.p90Ms)
              << hoursText(spread, spread.worstMs);
    return cells;
}

} // namespace tocsin
