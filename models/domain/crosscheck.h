#pragma once

#include "models/domain/ids.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace tocsin {

/** Where a text names something of a customer: the words as they stand there, and whose they are. */
struct NamePlace
{
    QString words;
    QSet<CustomerId> owners;
    int line = 0;   ///< from 1
    int column = 0; ///< from 1
    qsizetype at = 0;
};
/** The line, or lines, of a text that a place is in, without the space around. */
[[nodiscard]] QString lineOf(const QString &text, const NamePlace &place);

/**
 * Finds names of customers, tenants and subscriptions in a text (P9.3): whole words, whatever the case, the marks or
 * what stands between them; characters without width hide nothing.
 */
class CustomerNames
{
public:
    /** A name shorter than three letters and digits is left out: it would be found everywhere. */
    void add(const QString &name, CustomerId owner);
    [[nodiscard]] QList<NamePlace> find(const QString &text) const;

private:
    struct Name
    {
        QStringList words;
        QSet<CustomerId> owners;
    };
    QHash<QString, QList<int>> m_byFirst; ///< first word -> names
    QHash<QString, int> m_known;
    QList<Name> m_names;
};

/** Indicators that a reader could click on or be taken to: addresses of the web, of machines, and hashes are left. */
struct LiveIndicator
{
    QString words;
    qsizetype at = 0;
};
/** Web addresses and IP addresses in a text; `own`: hosts that are meant to be used, with those under them. */
[[nodiscard]] QList<LiveIndicator> liveIndicators(const QString &text, const QStringList &own);
/** hxxps://bad[.]example, 192[.]0[.]2[.]7: as liveIndicators() finds them. */
[[nodiscard]] QString defanged(const QString &text, const QStringList &own);

} // namespace tocsin
