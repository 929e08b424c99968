#include "models/domain/owedcorrection.h"

#include <QHash>
#include <algorithm>
#include <utility>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const ToldNotice &t)
{
    return t.audience == Audience::Customers ? QString::number(t.subscription.value)
                                             : codeOf(t.audience) + u' ' + t.recipient.simplified().toCaseFolded();
}

/** What was made after a rescission tells what holds since: as a correction of it, or of a declaration after it. */
bool tellsAnew(const ToldNotice &t, qint64 rescindedMs, const QList<qint64> &declaredMs)
{
    return t.madeMs > rescindedMs && (t.correction || std::any_of(declaredMs.begin(), declaredMs.end(), [&](qint64 d) {
                                          return d > rescindedMs && d <= t.madeMs;
                                      }));
}

} // namespace

QList<ToldNotice> owedCorrections(const QList<ToldNotice> &told, QList<qint64> rescindedMs,
                                  const QList<qint64> &declaredMs)
{
    std::sort(rescindedMs.begin(), rescindedMs.end());
    QHash<QString, QList<ToldNotice>> byWhom;
    QStringList order;
    for (const ToldNotice &t : told) {
        QList<ToldNotice> &list = byWhom[keyOf(t)];
        if (list.isEmpty())
            order << keyOf(t);
        list << t;
    }
    QList<ToldNotice> owed;
    for (const QString &whom : std::as_const(order)) {
        const QList<ToldNotice> &list = byWhom[whom];
        const auto isOwed = [&](const ToldNotice &t) {
            const auto next = std::lower_bound(rescindedMs.begin(), rescindedMs.end(), t.madeMs);
            if (next == rescindedMs.end())
                return false; // what it said still holds
            if (t.correction && next != rescindedMs.begin() &&
                std::none_of(declaredMs.begin(), declaredMs.end(),
                             [&](qint64 d) { return d > *std::prev(next) && d <= t.madeMs; }))
                return false; // it took something back itself
            return std::none_of(list.begin(), list.end(),
                                [&](const ToldNotice &later) { return tellsAnew(later, *next, declaredMs); });
        };
        if (const auto it = std::find_if(list.begin(), list.end(), isOwed); it != list.end())
            owed << *it;
    }
    return owed;
}

} // namespace tocsin
