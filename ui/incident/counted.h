#pragma once

#include <QString>

namespace tocsin {

/** "1 customer" or "212 customers": both texts hold %1. */
[[nodiscard]] inline QString counted(qint64 n, const QString &one, const QString &many)
{
    return (n == 1 ? one : many).arg(n);
}

} // namespace tocsin
