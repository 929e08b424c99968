#include "models/services/registerexport.h"

#include "models/domain/csv.h"

#include <QDateTime>
#include <QJsonObject>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

/** One column: its name, and what a row has there; an invalid value is nothing. */
struct RegisterColumn
{
    const char *name;
    QVariant (*value)(const RegisterRow &);
};

QVariant instant(qint64 ms)
{
    return ms > 0 ? QVariant(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs)) : QVariant();
}

template<class E> QVariant code(const std::optional<E> &value)
{
    return value ? QVariant(codeOf(*value)) : QVariant();
}

QVariant decided(const RegisterRow &r, QVariant (*value)(const BreachDecision &))
{
    return r.decision ? value(*r.decision) : QVariant();
}

const QList<RegisterColumn> &columns()
{
    using R = RegisterRow;
    using D = BreachDecision;
    static const QList<RegisterColumn> list = {
        {"incident", [](const R &r) { return QVariant(r.reference); }},
        {"title", [](const R &r) { return QVariant(r.title); }},
        {"detected_utc", [](const R &r) { return instant(r.detectedMs); }},
        {"outcome", [](const R &r) { return QVariant(codeOf(r.outcome)); }},
        {"state", [](const R &r) { return QVariant(codeOf(registerState(r))); }},
        {"facts", [](const R &r) { return r.decision ? QVariant(r.decision->content.facts) : QVariant(r.seen); }},
        {"effects", [](const R &r) { return decided(r, [](const D &d) { return QVariant(d.content.effects); }); }},
        {"measures", [](const R &r) { return decided(r, [](const D &d) { return QVariant(d.content.measures); }); }},
        {"risk", [](const R &r) { return decided(r, [](const D &d) { return code(d.content.risk); }); }},
        {"article_33", [](const R &r) { return decided(r, [](const D &d) { return code(d.content.authority); }); }},
        {"article_34", [](const R &r) { return decided(r, [](const D &d) { return code(d.content.subjects); }); }},
        {"article_34_3_ground",
         [](const R &r) { return decided(r, [](const D &d) { return code(d.content.ground); }); }},
        {"public_communication",
         [](const R &r) { return decided(r, [](const D &d) { return QVariant(d.content.publicReference); }); }},
        {"reasons", [](const R &r) { return decided(r, [](const D &d) { return QVariant(d.content.reason); }); }},
        {"decided_by", [](const R &r) { return decided(r, [](const D &d) { return QVariant(d.decidedBy()); }); }},
        {"entered_by", [](const R &r) { return decided(r, [](const D &d) { return QVariant(d.byName); }); }},
        {"decided_utc", [](const R &r) { return decided(r, [](const D &d) { return instant(d.atMs); }); }},
        {"enisa_score",
         [](const R &r) { return r.scoreQuarters ? QVariant(quartersText(*r.scoreQuarters)) : QVariant(); }},
        {"data_sets", [](const R &r) { return QVariant(r.dataSets); }},
        {"people", [](const R &r) { return r.people > 0 ? QVariant(r.people) : QVariant(); }},
        {"authority_told_utc", [](const R &r) { return instant(r.authorityToldMs); }},
        {"people_told_utc", [](const R &r) { return instant(r.subjectsToldMs); }},
        {"exercise", [](const R &r) { return QVariant(r.exercise); }},
        {"restricted", [](const R &r) { return QVariant(r.restricted); }},
    };
    return list;
}

} // namespace

QStringList registerColumns()
{
    QStringList names;
    for (const RegisterColumn &c : columns())
        names << QString::fromLatin1(c.name);
    return names;
}

QStringList registerCells(const RegisterRow &row)
{
    QStringList cells;
    for (const RegisterColumn &c : columns())
        cells << c.value(row).toString();
    return cells;
}

QByteArray registerCsv(const QList<RegisterRow> &rows)
{
    QByteArray out = csvRow(registerColumns());
    for (const RegisterRow &row : rows)
        out += csvRow(registerCells(row));
    return out;
}

QJsonArray registerJson(const QList<RegisterRow> &rows)
{
    QJsonArray list;
    for (const RegisterRow &row : rows) {
        QJsonObject object;
        for (const RegisterColumn &c : columns())
            object.insert(QLatin1StringView(c.name), QJsonValue::fromVariant(c.value(row)));
        list.append(object);
    }
    return list;
}

} // namespace tocsin
