#pragma once

#include "models/domain/enumtable.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace tocsin {

/** Reads the named values of an entry. */
class AuditValues
{
public:
    explicit AuditValues(const QString &json)
        : m_object(QJsonDocument::fromJson(json.toUtf8()).object())
    {
    }
    [[nodiscard]] QString text(const char *key, qsizetype limit = 160) const
    {
        const QString s = m_object.value(QLatin1StringView(key)).toVariant().toString().simplified();
        return s.size() > limit ? s.left(limit) + QStringLiteral("…") : s;
    }
    template<class E> [[nodiscard]] QString name(const char *key) const
    {
        const auto value = fromCode<E>(m_object.value(QLatin1StringView(key)).toString());
        return value ? nameOf(*value) : text(key);
    }
    [[nodiscard]] qint64 number(const char *key) const { return m_object.value(QLatin1StringView(key)).toInteger(); }
    [[nodiscard]] const QJsonObject &object() const { return m_object; }

private:
    QJsonObject m_object;
};

/** Sentences about post-mortems, their summaries and measures (P1.7, P11); empty for any other table. */
[[nodiscard]] QString closingSentence(const QString &table, const AuditValues &v);

/** Sentences about legal holds and redactions (P12.2); empty for any other table. */
[[nodiscard]] QString redactionSentence(const QString &table, const AuditValues &v);

} // namespace tocsin
