#pragma once

#include <QString>
#include <QStringList>

namespace tocsin {

/**
 * An approved text as the HTML of a message: its headings, lists, tables, quotes and marks, nothing else. No script, no
 * style of its own, nothing that is loaded; a link shows where it leads, a picture is named. `foot` are lines below it,
 * `language` is that of the text.
 * Needs a QGuiApplication.
 */
[[nodiscard]] QString noticeHtml(const QString &subject, const QString &markdown, const QStringList &foot,
                                 const QString &language = QStringLiteral("en"));

} // namespace tocsin
