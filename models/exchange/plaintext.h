#pragma once

#include <QString>
#include <QStringView>

namespace tocsin {

/** Characters that reorder or hide the text around them (embeddings, overrides, isolates). */
[[nodiscard]] bool isBidiOverride(QChar c);

/** The first character that must not stand in one line of text: control characters, line and paragraph separators,
 *  overrides of the writing direction, half surrogates. -1 if there is none. */
[[nodiscard]] qsizetype firstUnsafeInLine(QStringView text);

/** One line: runs of blanks and unsafe characters become one blank; at most `limit` UTF-16 units, cut at a word and
 *  ended by an ellipsis where something was cut off. */
[[nodiscard]] QString oneLine(QStringView text, qsizetype limit);

/** Several lines: CR LF and CR become LF, other control characters but the tab go, half surrogates become U+FFFD.
 *  `changed` is set when more than line ends was changed. */
[[nodiscard]] QString cleanText(QStringView text, bool *changed = nullptr);

/** The first sentence of a text as one line, or nothing if it is shorter than a title should be. */
[[nodiscard]] QString firstSentence(QStringView text);

} // namespace tocsin
