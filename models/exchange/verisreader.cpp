#include "models/exchange/verisreader.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qsizetype kMostRemarks = 100; // a hostile file could be the cause of any number of them
constexpr qint64 kLargestExact = qint64(1) << 53;

QJsonObject without(QJsonObject object, QStringView path)
{
    const qsizetype dot = path.indexOf(u'.');
    const QString key = (dot < 0 ? path : path.first(dot)).toString();
    if (dot < 0) {
        object.remove(key);
        return object;
    }
    if (!object.value(key).isObject())
        return object;
    const QJsonObject inner = without(object.value(key).toObject(), path.mid(dot + 1));
    if (inner.isEmpty())
        object.remove(key);
    else
        object.insert(key, inner);
    return object;
}

} // namespace

VerisReader::VerisReader(QJsonObject root, QString fileName)
    : m_root(std::move(root))
    , m_rest(m_root)
    , m_fileName(std::move(fileName))
{
}

QJsonValue VerisReader::at(QStringView path) const
{
    QJsonValue value = m_root;
    for (const QStringView step : path.split(u'.'))
        value = value.toObject().value(step);
    return value;
}

QString VerisReader::text(QStringView path)
{
    const QJsonValue value = at(path);
    if (!value.isUndefined() && !value.isString())
        remark(path, u"is %1, text was expected; kept as it is"_s.arg(jsonTypeWords(value)));
    return value.toString();
}

QJsonObject VerisReader::object(QStringView path)
{
    const QJsonValue value = at(path);
    if (!value.isUndefined() && !value.isObject())
        remark(path, u"is %1, an object was expected; kept as it is"_s.arg(jsonTypeWords(value)));
    return value.toObject();
}

std::optional<qint64> VerisReader::count(QStringView path)
{
    const QJsonValue value = at(path);
    if (value.isUndefined())
        return std::nullopt;
    const qint64 number = value.isDouble() ? value.toInteger(-1) : -1;
    if (number >= 0 && number <= kLargestExact)
        return number;
    remark(path, value.isDouble() ? u"is not a possible count; kept as it is"_s
                                  : u"is %1, a count was expected; kept as it is"_s.arg(jsonTypeWords(value)));
    return std::nullopt;
}

void VerisReader::take(QStringView path)
{
    m_rest = without(m_rest, path);
}

void VerisReader::remark(QStringView path, const QString &what)
{
    if (m_remarks.size() < kMostRemarks)
        m_remarks << u"%1: %2: %3"_s.arg(m_fileName, path.toString(), what);
    else
        ++m_unlisted;
}

void VerisReader::lost(QStringView path, const QString &what)
{
    m_isInexact = true;
    remark(path, what);
}

QStringList VerisReader::remarks() const
{
    QStringList all = m_remarks;
    if (m_unlisted > 0)
        all << m_fileName + u": and %1 more remarks"_s.arg(m_unlisted);
    return all;
}

QString jsonTypeWords(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"text"_s;
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

} // namespace tocsin
