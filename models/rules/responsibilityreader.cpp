#include "models/rules/rulereader.h"

namespace tocsin {

using namespace Qt::StringLiterals;

/** P3.1: of each model every layer is somebody's, and one's alone. */
Result<void> RuleReader::readResponsibility(const QJsonObject &entry, Place &place)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("tocsin::rules", text); };
    if (const auto r =
            onlyFields(entry, {u"code"_s, u"name"_s, u"text"_s, u"citation"_s, u"customer"_s, u"provider"_s}, place);
        !r)
        return r;
    const auto model = fromCode<ServiceModel>(place.code);
    if (!model)
        return wrong(place, u"code"_s, say("there is no such service model."));
    if (m_book.m_responsibility.customers.contains(*model))
        return wrong(place, u"code"_s, say("is there twice."));
    QMap<QString, QSet<Layer>> sides;
    QSet<Layer> all;
    for (const QString &side : {u"customer"_s, u"provider"_s}) {
        if (!entry.value(side).isArray())
            return wrong(place, side, say("has to be a list of layers."));
        for (const QJsonValue &value : entry.value(side).toArray()) {
            const auto layer = fromCode<Layer>(value.toString());
            if (!layer)
                return wrong(place, side, say("there is no layer \"%1\".").arg(value.toString()));
            if (all.contains(*layer))
                return wrong(place, side, say("\"%1\" is there twice.").arg(value.toString()));
            all.insert(*layer);
            sides[side].insert(*layer);
        }
    }
    for (const auto &e : enumTable<Layer>())
        if (!all.contains(e.value))
            return wrong(place, u"provider"_s, say("\"%1\" is nobody's.").arg(QString::fromLatin1(e.code)));
    m_book.m_responsibility.customers.insert(*model, sides.value(u"customer"_s));
    return {};
}

} // namespace tocsin
