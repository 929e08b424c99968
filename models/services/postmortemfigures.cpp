#include "models/services/postmortemfigures.h"

#include "models/domain/csv.h"
#include "models/services/postmortemtemplates.h"
#include "models/services/services.h"
#include "models/storage/database.h"
#include "models/storage/postmortemrepository.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QHash>
#include <QMap>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

/** By the name of today, or the one that was written down. */
QString nameOfCause(const PostmortemBody &body)
{
    if (body.cause.isEmpty())
        return tr("Not said yet");
    const auto &templates = PostmortemTemplates::builtIn();
    const QString name = templates ? templates->causeName(body.cause) : body.cause;
    return name == body.cause && !body.causeName.isEmpty() ? body.causeName : name;
}

struct Counted
{
    int open = 0;
    int overdue = 0;
};

} // namespace

Result<PostmortemFigures> postmortemFigures(Services &services, bool exercises)
{
    auto lines = services.postmortems.lines(exercises);
    auto measures = services.measures.all(exercises);
    if (!lines || !measures)
        return tl::unexpected(lines ? measures.error() : lines.error());
    PostmortemFigures figures;
    QHash<IncidentId, Counted> counted;
    const qint64 now = services.session.nowMs();
    for (const Measure &m : std::as_const(*measures)) {
        if (m.state != MeasureState::Open)
            continue;
        const int overdue = m.isOverdue(now) ? 1 : 0;
        ++figures.openMeasures;
        figures.overdueMeasures += overdue;
        ++counted[m.incident].open;
        counted[m.incident].overdue += overdue;
    }
    QMap<QString, CauseFigure> causes;
    for (const PostmortemLine &line : std::as_const(*lines)) {
        if (line.version == 0) {
            ++figures.owed;
            continue;
        }
        auto postmortem = services.postmortems.of(line.incident);
        if (!postmortem)
            return tl::unexpected(postmortem.error());
        if (!*postmortem)
            continue;
        const PostmortemBody body = PostmortemBody::fromMarkdown((*postmortem)->body);
        CauseFigure &cause = causes[body.cause];
        cause.code = body.cause;
        cause.name = nameOfCause(body);
        cause.references << line.reference;
        cause.openMeasures += counted.value(line.incident).open;
        cause.overdueMeasures += counted.value(line.incident).overdue;
        figures.incidents << line.incident;
        ++figures.postmortems;
        figures.approved += line.state == PostmortemState::Approved ? 1 : 0;
    }
    figures.causes = causes.values();
    std::stable_sort(figures.causes.begin(), figures.causes.end(), [](const CauseFigure &a, const CauseFigure &b) {
        return a.code.isEmpty() != b.code.isEmpty() ? b.code.isEmpty() : a.incidents() > b.incidents();
    });
    return figures;
}

QByteArray postmortemFiguresCsv(const PostmortemFigures &figures)
{
    QByteArray bytes = csvRow({u"cause"_s, u"name"_s, u"incidents"_s, u"repeated"_s, u"open_measures"_s,
                               u"overdue_measures"_s, u"references"_s});
    for (const CauseFigure &c : figures.causes)
        bytes += csvRow({c.code, c.name, QString::number(c.incidents()), c.isRepeated() ? u"yes"_s : u"no"_s,
                         QString::number(c.openMeasures), QString::number(c.overdueMeasures), c.references.join(u' ')});
    return bytes;
}

Result<QByteArray> exportPostmortemFigures(Services &services, bool exercises, const QString &fileName)
{
    QByteArray bytes;
    const auto kept = services.session.together([&]() -> Result<void> {
        auto figures = postmortemFigures(services, exercises);
        if (!figures)
            return tl::unexpected(figures.error());
        bytes = postmortemFiguresCsv(*figures);
        const QString digest = QString::fromLatin1(sha256Hex(bytes));
        PostmortemRepository repository(services.session.database());
        for (const IncidentId id : std::as_const(figures->incidents)) {
            auto postmortem = repository.of(id);
            if (!postmortem || !*postmortem)
                continue;
            const auto noted = services.session.act(Right::ReadPostmortem, id, 0, [&](const Incident &) {
                return repository.insertUse(id, (*postmortem)->text, PostmortemUse::Exported, fileName, digest);
            });
            if (!noted)
                return noted;
        }
        return {};
    });
    if (!kept)
        return tl::unexpected(kept.error());
    return bytes;
}

} // namespace tocsin
