#include "models/exchange/jsonscan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QList>
#include <QSet>

namespace tocsin {

namespace {

constexpr qsizetype kMostNamed = 20;
constexpr qsizetype kExactDigits = 15;

class Scanner
{
public:
    Scanner(const QByteArray &json, int stopAtDepth)
        : m_json(json)
        , m_stopAtDepth(stopAtDepth)
    {
    }

    JsonScan run()
    {
        while (m_at < m_json.size() && m_scan.depth <= m_stopAtDepth)
            step();
        return m_scan;
    }

private:
    void step()
    {
        const char c = m_json.at(m_at);
        if (c == '\0' && m_scan.nulAt < 0)
            m_scan.nulAt = m_at;
        if (c == '"') {
            string();
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            number();
        } else {
            if (c == '{' || c == '[') {
                m_keys.append(QSet<QByteArray>());
                m_scan.depth = qMax(m_scan.depth, int(m_keys.size()));
            } else if ((c == '}' || c == ']') && !m_keys.isEmpty()) {
                m_keys.removeLast();
            }
            ++m_at;
        }
    }

    void string()
    {
        const qsizetype start = ++m_at;
        while (m_at < m_json.size() && m_json.at(m_at) != '"') {
            if (m_json.at(m_at) == '\0' && m_scan.nulAt < 0)
                m_scan.nulAt = m_at;
            m_at += escapeAt(m_at);
        }
        const qsizetype end = qMin(m_at, m_json.size());
        m_at = end + 1;
        qsizetype next = m_at;
        while (next < m_json.size() && QByteArrayView(" \t\r\n").contains(m_json.at(next)))
            ++next;
        if (next < m_json.size() && m_json.at(next) == ':' && !m_keys.isEmpty())
            key(m_json.mid(start, end - start));
    }

    /** How long the character or the escape there is; a pair of surrogates counts as one. */
    qsizetype escapeAt(qsizetype at)
    {
        if (m_json.at(at) != '\\')
            return 1;
        const int unit = unitAt(at);
        if (unit < 0xD800 || unit > 0xDFFF)
            return 2;
        const int next = unitAt(at + 6);
        if (unit < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF)
            return 12;
        ++m_scan.halvesOfCharacters;
        return 6;
    }

    /** The number of an escape such as \\u00e9, or -1. */
    [[nodiscard]] int unitAt(qsizetype at) const
    {
        bool ok = false;
        const QByteArray digits = m_json.mid(at, 6);
        const int unit = digits.size() == 6 && digits.startsWith("\\u") ? digits.mid(2).toInt(&ok, 16) : -1;
        return ok ? unit : -1;
    }

    void key(QByteArray name)
    {
        if (name.contains('\\')) // the same key can be written in several ways
            name = QJsonDocument::fromJson("[\"" + name + "\"]").array().first().toString().toUtf8();
        if (m_keys.last().contains(name) && m_scan.doubleKeys.size() < kMostNamed)
            m_scan.doubleKeys << QString::fromUtf8(name.left(80));
        m_keys.last().insert(name);
    }

    void number()
    {
        const qsizetype start = m_at;
        while (m_at < m_json.size() && QByteArrayView("+-.0123456789eE").contains(m_json.at(m_at)))
            ++m_at;
        const QByteArray token = m_json.mid(start, m_at - start);
        bool fits = token.size() <= kExactDigits && !token.contains('e') && !token.contains('E');
        if (!fits)
            token.toLongLong(&fits);
        if (!fits && m_scan.inexactNumbers.size() < kMostNamed)
            m_scan.inexactNumbers << QString::fromLatin1(token.left(60));
    }

    const QByteArray &m_json;
    const int m_stopAtDepth;
    qsizetype m_at = 0;
    QList<QSet<QByteArray>> m_keys;
    JsonScan m_scan;
};

} // namespace

JsonScan scanJson(const QByteArray &json, int stopAtDepth)
{
    return Scanner(json, stopAtDepth).run();
}

} // namespace tocsin
