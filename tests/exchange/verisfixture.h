#pragma once

#include "models/exchange/verisincident.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace tocsin::veristest {

using namespace Qt::StringLiterals;

inline const QString kFile = u"case.json"_s;

/** A small incident in the shape of 1.2.1, all of it invented. */
inline QJsonObject oldShape()
{
    return QJsonDocument::fromJson(R"({
        "incident_id": "AB12-CD", "schema_version": "1.2.1", "security_incident": "Confirmed", "source_id": "made-up",
        "summary": "Backup tapes went missing on the way to the vault. Nobody knows where they are.",
        "action": {"physical": {"variety": ["Theft"], "vector": ["Unknown"], "location": ["Unknown"]}},
        "actor": {"external": {"country": ["Unknown"], "motive": ["Unknown"], "variety": ["Unknown"]}},
        "asset": {"assets": [{"variety": "M - Tapes", "amount": 3}]},
        "attribute": {"confidentiality": {"data": [{"amount": 70, "variety": "Personal"}, {"amount": 30, "variety": "Internal"}],
                      "data_disclosure": "Yes", "data_total": 100}, " confidentiality": {}},
        "discovery_method": "Ext - customer",
        "plus": {"created": "2013-04-12T22:29:56Z", "attribute": {"confidentiality": {"data_subject": "Customer"}},
                 "timeline": {"notification": {"year": 2012, "month": 6, "day": 1}}},
        "timeline": {"incident": {"year": 2012, "month": 5, "day": 4}, "discovery": {"unit": "Months", "value": 5},
                     "containment": {"unit": "Hours"}, "compromise": {"unit": "NA"}},
        "victim": {"country": "XX", "victim_id": "Exemplar Freight", "secondary": {"amount": 3, "victim_id": ["One", "Two"]}}
    })")
        .object();
}

inline QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

/** `object` with the value at a dotted path replaced, or removed if it is Undefined. */
inline QJsonObject with(QJsonObject object, const QString &path, const QJsonValue &value)
{
    const QString key = path.section(u'.', 0, 0);
    const QString rest = path.section(u'.', 1);
    if (!rest.isEmpty())
        object.insert(key, with(object.value(key).toObject(), rest, value));
    else if (value.isUndefined())
        object.remove(key);
    else
        object.insert(key, value);
    return object;
}

inline QJsonValue json(const QByteArray &text)
{
    return QJsonDocument::fromJson("[" + text + "]").array().first();
}

inline bool remarked(const VerisIncident &incident, const QString &field)
{
    const QString start = kFile + u": "_s + field + u':';
    return std::any_of(incident.remarks.cbegin(), incident.remarks.cend(),
                       [&](const QString &r) { return r.startsWith(start); });
}

} // namespace tocsin::veristest
