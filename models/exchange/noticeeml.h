#pragma once

#include "models/services/renderer.h"

namespace tocsin {

/**
 * The message: the text in UTF-8 and beside it as HTML, the letter attached unless `pdf` is empty. The same input makes
 * the same bytes. `document` must have passed checkNoticeDocument().
 */
[[nodiscard]] Result<QByteArray> makeNoticeEml(const NoticeDocument &document, const QByteArray &pdf);

} // namespace tocsin
