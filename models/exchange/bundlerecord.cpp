#include "models/exchange/bundlerecord.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qsizetype kColumns = 7;
constexpr qsizetype kLongestLine = 256LL << 20; ///< no entry is longer; what is, is no record

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace

void BundleRecord::begin(const QString &name)
{
    m_name = name;
    m_kind = name == u"record/chain.csv"         ? Kind::Chain
             : name.endsWith(u"/record.jsonl"_s) ? Kind::Contents
                                                 : Kind::None;
    m_rest.clear();
    m_isHead = true;
}

void BundleRecord::add(const QByteArray &bytes)
{
    if (m_kind == Kind::None)
        return;
    m_rest.append(bytes);
    qsizetype from = 0;
    for (qsizetype at = m_rest.indexOf('\n'); at >= 0; at = m_rest.indexOf('\n', from)) {
        line(m_rest.sliced(from, at - from));
        from = at + 1;
    }
    m_rest.remove(0, from);
    if (m_rest.size() > kLongestLine)
        m_rest.clear();
}

void BundleRecord::end()
{
    if (m_kind != Kind::None && !m_rest.isEmpty())
        line(m_rest);
    m_rest.clear();
    m_kind = Kind::None;
}

void BundleRecord::line(const QByteArray &text)
{
    if (m_kind == Kind::Contents)
        entry(text);
    else if (!std::exchange(m_isHead, false))
        link(text.endsWith('\r') ? text.chopped(1) : text);
}

void BundleRecord::link(const QByteArray &text)
{
    // Numbers, names of tables and hexadecimal digits: no cell has a comma or a quote.
    const QList<QByteArray> cells = text.split(',');
    const QByteArray seq = cells.value(0);
    const QByteArray own = sha256(m_previous + '\n' + cells.mid(0, 5).join('\n'));
    if (cells.size() != kColumns || cells.at(5) != m_previous || cells.at(6) != own)
        m_broken.append(u"record: the chain is broken at entry "_s + QString::fromUtf8(seq));
    m_previous = cells.value(6);
    m_digests.insert(seq, cells.value(4));
}

void BundleRecord::entry(const QByteArray &text)
{
    const QJsonObject e = QJsonDocument::fromJson(text).object();
    if (e.contains("withheld"_L1))
        return;
    const auto bytes = [&e](QLatin1StringView key) { return e.value(key).toString().toUtf8(); };
    const QByteArray before = bytes("before"_L1), after = bytes("after"_L1);
    const QByteArray sized = e.value("before"_L1).isString() ? QByteArray::number(before.size()) : QByteArray("-");
    const QByteArrayList parts{bytes("salt"_L1),
                               QByteArray::number(e.value("personId"_L1).toInteger()),
                               bytes("role"_L1),
                               bytes("operation"_L1),
                               sized,
                               before,
                               QByteArray::number(after.size()),
                               after};
    m_said.append({QByteArray::number(e.value("seq"_L1).toInteger()), sha256(parts.join('\n')), m_name});
    // What a redaction took from an entry is told by an entry of its own, with the digest of what it left.
    if (e.value("table"_L1) == "redaction_trace"_L1) {
        const QJsonObject trace = QJsonDocument::fromJson(after).object();
        if (trace.value("table_name"_L1) == "audit_content"_L1)
            m_traces.append({m_said.last(), QByteArray::number(trace.value("row_id"_L1).toInteger()),
                             trace.value("sha256"_L1).toString().toLatin1(),
                             trace.value("left_sha256"_L1).toString().toLatin1()});
    }
}

/** The digest of what an entry says, after the redactions of it one after the other. */
QByteArray BundleRecord::leftOf(const QByteArray &seq) const
{
    QByteArray at = m_digests.value(seq);
    QHash<QByteArray, QByteArray> steps;
    for (const Trace &t : m_traces)
        if (t.row == seq && m_digests.value(t.said.seq) == t.said.digest)
            steps.insert(t.sha256, t.left);
    while (steps.contains(at))
        at = steps.take(at);
    return at;
}

QStringList BundleRecord::findings() const
{
    QStringList list = m_broken;
    for (const Said &s : m_said)
        if (leftOf(s.seq) != s.digest)
            list.append(
                u"record: what entry %1 says is not what was written, in %2"_s.arg(QString::fromUtf8(s.seq), s.file));
    return list;
}

} // namespace tocsin
