#pragma once

#include <QByteArray>
#include <QStringList>

namespace tocsin {

/** What a JSON parser would pass over in silence. */
struct JsonScan
{
    int depth = 0;                    ///< deepest nesting of objects and lists
    qsizetype nulAt = -1;             ///< offset of the first NUL byte
    QStringList inexactNumbers;       ///< numbers no parser can hold exactly, as written; at most 20
    QStringList doubleKeys;           ///< keys given twice in one object: the last one holds; at most 20
    qsizetype halvesOfCharacters = 0; ///< escapes that are one half of a surrogate pair: no UTF-8 can hold them
};

/** Looks through the bytes once, before anything is parsed; never fails, whatever the bytes are. */
[[nodiscard]] JsonScan scanJson(const QByteArray &json, int stopAtDepth);

} // namespace tocsin
