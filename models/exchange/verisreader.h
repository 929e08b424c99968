#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

namespace tocsin {

/**
 * Walks one JSON object by dotted paths and remembers what was taken word for word, so that the rest can be kept.
 * A value of a type nobody expects there is remarked on, not taken and thus kept.
 */
class VerisReader
{
public:
    VerisReader(QJsonObject root, QString fileName);

    /** The value at a path such as u"timeline.incident"; Undefined if it or a step to it is missing. */
    [[nodiscard]] QJsonValue at(QStringView path) const;
    /** The text at a path, or nothing; a value of another type is remarked on. */
    [[nodiscard]] QString text(QStringView path);
    /** The object at a path, or an empty one; a value of another type is remarked on. */
    [[nodiscard]] QJsonObject object(QStringView path);
    /** A count at a path: a whole number from 0 to 2^53, or nothing; anything else is remarked on. */
    [[nodiscard]] std::optional<qint64> count(QStringView path);

    /** Notes that the value at a path is in the incident word for word. */
    void take(QStringView path);
    void remark(QStringView path, const QString &what);
    /** Notes that the root is less than the bytes it was parsed from, with the remark that says how. */
    void lost(QStringView path, const QString &what);
    [[nodiscard]] bool isInexact() const { return m_isInexact; }

    [[nodiscard]] const QJsonObject &root() const { return m_root; }
    /** The root without what was taken, and without objects that emptied. */
    [[nodiscard]] QJsonObject rest() const { return m_rest; }
    [[nodiscard]] QStringList remarks() const;

private:
    QJsonObject m_root;
    QJsonObject m_rest;
    QString m_fileName;
    QStringList m_remarks;
    qsizetype m_unlisted = 0;
    bool m_isInexact = false;
};

/** "a list", "a number" ...: how messages call the type of a JSON value. */
[[nodiscard]] QString jsonTypeWords(const QJsonValue &value);

} // namespace tocsin
