#pragma once

#include <QString>
#include <optional>

namespace tocsin {

/**
 * Two texts that come from one, put together by paragraphs (P12.3): nothing if both changed the same place differently.
 * Paragraphs end at blank lines. What only one side changed, added or took out is taken; both adding at one place, or
 * one changing beside what the other changed, is for a person to decide.
 */
[[nodiscard]] std::optional<QString> mergeParagraphs(const QString &base, const QString &mine, const QString &theirs);

/** The same for a value that cannot be divided. */
template<class T> [[nodiscard]] std::optional<T> mergeValue(const T &base, const T &mine, const T &theirs)
{
    if (mine == theirs || mine == base)
        return theirs;
    return theirs == base ? std::optional<T>(mine) : std::nullopt;
}

} // namespace tocsin
