#include "models/rules/enisamethod.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

// A static library's resources are registered by hand, from outside any namespace.
static void registerEnisa()
{
    Q_INIT_RESOURCE(tocsin_rules);
}

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::rules", text);
}

struct Range
{
    int least;
    int most;
};

/** Which points a part may have, and the codes it has to have where they are the domain's. */
QHash<QString, Range> ranges()
{
    QHash<QString, Range> table = {{u"class"_s, {1, 4}},           {u"identification"_s, {1, 4}},
                                   {u"confidentiality"_s, {0, 2}}, {u"integrity"_s, {0, 2}},
                                   {u"availability"_s, {0, 2}},    {u"intent"_s, {0, 2}},
                                   {u"band"_s, {0, 16}},           {u"flag"_s, {0, 0}}};
    for (const auto &e : enumTable<DataClass>())
        table.insert(QString::fromLatin1(e.code), {-3, 3});
    return table;
}

template<class E> QStringList codes()
{
    QStringList list;
    for (const auto &e : enumTable<E>())
        list << QString::fromLatin1(e.code);
    return list;
}

} // namespace

/** Stops at the first thing that is wrong and says where it is. */
class EnisaMethod::Reader
{
public:
    Result<EnisaMethod> read(const QByteArray &bytes)
    {
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
        if (!document.isObject())
            return wrong({}, {}, document.isNull() ? problem.errorString() : tr("has to be one JSON object."));
        const QJsonObject root = document.object();
        if (root.value(u"schema"_s).toString() != u"tocsin/rules/enisa/1")
            return wrong({}, u"schema"_s, tr("expected \"%1\".").arg(u"tocsin/rules/enisa/1"_s));
        m_method.m_version = root.value(u"version"_s).toString();
        if (m_method.m_version.isEmpty())
            return wrong({}, u"version"_s, tr("is missing."));
        if (!root.value(u"entries"_s).isArray())
            return wrong({}, u"entries"_s, tr("has to be a list with entries."));
        const QJsonArray entries = root.value(u"entries"_s).toArray();
        for (const QJsonValue &value : entries)
            if (auto ok = readEntry(value.toObject()); !ok)
                return tl::unexpected(ok.error());
        if (auto ok = checkComplete(); !ok)
            return tl::unexpected(ok.error());
        return m_method;
    }

private:
    static tl::unexpected<Error> wrong(const QString &entry, const QString &field, const QString &what)
    {
        QString where = u"enisa.json"_s;
        if (!entry.isEmpty())
            where += tr(", entry %1").arg(entry);
        if (!field.isEmpty())
            where += tr(", field %1").arg(field);
        return failure(ErrorKind::Damaged, tr("The rules cannot be read: %1: %2").arg(where, what), {}, field);
    }

    Result<void> readEntry(const QJsonObject &entry)
    {
        ++m_place;
        const QString part = entry.value(u"part"_s).toString(), code = entry.value(u"code"_s).toString();
        const QString where = code.isEmpty() ? QString::number(m_place) : part + u'/' + code;
        const auto table = ranges();
        if (!table.contains(part))
            return wrong(where, u"part"_s, tr("there is no such part."));
        Choice c{code, entry.value(u"name"_s).toString(), entry.value(u"text"_s).toString(),
                 entry.value(u"citation"_s).toString(), 0};
        for (const auto &[field, text] : {std::pair(u"code"_s, c.code), std::pair(u"name"_s, c.name),
                                          std::pair(u"text"_s, c.text), std::pair(u"citation"_s, c.citation)})
            if (text.trimmed().isEmpty())
                return wrong(where, field, tr("is missing."));
        const QJsonValue points = entry.value(u"points"_s);
        const Range range = table.value(part);
        c.points = points.toInt(range.least - 1);
        if (!points.isDouble() || points.toDouble() != c.points || c.points < range.least || c.points > range.most)
            return wrong(where, u"points"_s,
                         tr("has to be a whole number from %1 to %2.").arg(range.least).arg(range.most));
        QList<Choice> &list = m_method.m_parts[part];
        for (const Choice &other : std::as_const(list))
            if (other.code == c.code)
                return wrong(where, u"code"_s, tr("is there twice."));
        list.append(c);
        return {};
    }

    Result<void> checkComplete() const
    {
        const QHash<QString, QStringList> needed = {{u"class"_s, codes<DataClass>()},
                                                    {u"band"_s, codes<RiskBand>()},
                                                    {u"flag"_s, {u"many_people"_s, u"unintelligible"_s}}};
        for (auto it = needed.begin(); it != needed.end(); ++it)
            for (const QString &code : it.value())
                if (m_method.find(it.key(), code).code.isEmpty())
                    return wrong(it.key() + u'/' + code, u"code"_s, tr("is missing."));
        for (const QString &part : codes<DataClass>() + codes<EnisaPart>())
            if (m_method.m_parts.value(part).size() < 2)
                return wrong(part, u"part"_s, tr("offers no choice."));
        for (const QString &part : codes<DataClass>())
            if (std::none_of(m_method.m_parts[part].begin(), m_method.m_parts[part].end(),
                             [](const Choice &c) { return c.points == 0; }))
                return wrong(part, u"points"_s, tr("a class can stand without an adjustment."));
        return {};
    }

    EnisaMethod m_method;
    int m_place = 0; ///< of the entry that is read, from 1
};

const Result<EnisaMethod> &EnisaMethod::builtIn()
{
    static const Result<EnisaMethod> method = []() -> Result<EnisaMethod> {
        registerEnisa();
        QFile file(u":/rules/enisa.json"_s);
        return fromJson(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }();
    return method;
}

Result<EnisaMethod> EnisaMethod::fromJson(const QByteArray &bytes)
{
    return Reader().read(bytes);
}

EnisaMethod::Choice EnisaMethod::find(const QString &part, const QString &code) const
{
    for (const Choice &c : m_parts.value(part))
        if (c.code == code)
            return c;
    return {};
}

EnisaMethod::Choice EnisaMethod::classChoice(DataClass dataClass) const
{
    return find(u"class"_s, codeOf(dataClass));
}

QList<EnisaMethod::Choice> EnisaMethod::adjustments(DataClass dataClass) const
{
    QList<Choice> list = m_parts.value(codeOf(dataClass));
    std::stable_sort(list.begin(), list.end(), [](const Choice &a, const Choice &b) { return a.points < b.points; });
    return list;
}

QList<EnisaMethod::Choice> EnisaMethod::choices(EnisaPart part) const
{
    return m_parts.value(codeOf(part));
}

EnisaMethod::Choice EnisaMethod::band(RiskBand band) const
{
    return find(u"band"_s, codeOf(band));
}

EnisaMethod::Choice EnisaMethod::flag(const QString &code) const
{
    return find(u"flag"_s, code);
}

EnisaScore EnisaMethod::score(const EnisaAnswers &answers) const
{
    EnisaScore s;
    for (auto it = answers.classes.begin(); it != answers.classes.end(); ++it)
        s.dpc = std::max(s.dpc, std::clamp(classChoice(it.key()).points + it.value(), 1, 4));
    const auto quarters = [&](EnisaPart part) { return find(codeOf(part), answers.answers.value(part)).points; };
    s.eiQuarters = quarters(EnisaPart::Identification);
    s.confidentiality = quarters(EnisaPart::Confidentiality);
    s.integrity = quarters(EnisaPart::Integrity);
    s.availability = quarters(EnisaPart::Availability);
    s.intent = quarters(EnisaPart::Intent);
    s.complete = missing(answers).isEmpty();
    for (const auto &e : enumTable<RiskBand>())
        if (s.seQuarters() >= band(e.value).points)
            s.band = e.value;
    return s;
}

QStringList EnisaMethod::missing(const EnisaAnswers &answers) const
{
    QStringList list;
    if (answers.classes.isEmpty())
        list << tr("Classes of data");
    for (const auto &e : enumTable<EnisaPart>())
        if (find(QString::fromLatin1(e.code), answers.answers.value(e.value)).code.isEmpty())
            list << nameOf(e.value);
    return list;
}

} // namespace tocsin
