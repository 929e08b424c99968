#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>

namespace tocsin {

/**
 * Follows the record in a bundle as its files go by: the chain link by link, and whether each entry says what was
 * written. Other files pass. Contents may come before the chain; they are compared at the end.
 */
class BundleRecord
{
public:
    /** The next file; "" for one that does not count. */
    void begin(const QString &name);
    void add(const QByteArray &bytes);
    void end();
    /** What is wrong, in the order of the script: the chain, then what the entries say. */
    [[nodiscard]] QStringList findings() const;

private:
    enum class Kind { None, Chain, Contents };
    struct Said
    {
        QByteArray seq;
        QByteArray digest;
        QString file;
    };

    struct Trace
    {
        Said said; ///< the entry that tells of it, which has to be whole itself
        QByteArray row, sha256, left;
    };

    [[nodiscard]] QByteArray leftOf(const QByteArray &seq) const;
    void line(const QByteArray &text);
    void link(const QByteArray &text);
    void entry(const QByteArray &text);

    Kind m_kind = Kind::None;
    QString m_name;
    QByteArray m_rest; ///< of a line that has not ended
    bool m_isHead = false;
    QByteArray m_previous;
    QHash<QByteArray, QByteArray> m_digests;
    QList<Said> m_said;
    QList<Trace> m_traces;
    QStringList m_broken;
};

} // namespace tocsin
