#pragma once

#include "models/services/renderer.h"

namespace tocsin {

/** The message: multipart/mixed, the text as text/plain in UTF-8, the letter attached, CR LF line ends. The same input
 *  makes the same bytes. `document` must have passed checkNoticeDocument(). */
[[nodiscard]] Result<QByteArray> makeNoticeEml(const NoticeDocument &document, const QByteArray &pdf);

/** True for local@domain that can stand in an envelope and in a header as it is (ASCII before the @). */
[[nodiscard]] bool isMailAddress(const QString &address);

} // namespace tocsin
