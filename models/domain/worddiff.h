#pragma once

#include <QList>
#include <QString>

namespace tocsin {

/** A run of words of two texts: in both, in the first alone, or in the second alone. */
struct DiffRun
{
    enum class Kind { Same, Gone, Come };
    Kind kind = Kind::Same;
    QString text;
    friend bool operator==(const DiffRun &, const DiffRun &) = default;
};

/**
 * What changed from one text to another, by words, as a person would mark it: blanks and line ends go with the word
 * before them. Joining what is Same and Come gives `after`, Same and Gone `before`, to the character.
 */
[[nodiscard]] QList<DiffRun> diffWords(const QString &before, const QString &after);

} // namespace tocsin
