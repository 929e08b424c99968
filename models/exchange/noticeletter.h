#pragma once

#include "models/services/renderer.h"

namespace tocsin {

/** The letter: A4, sender, date in UTC, reference, recipient, subject, text, and on every page its number and the
 *  record's anchor. Pictures are named, never loaded. The same input makes the same bytes with the same fonts. */
[[nodiscard]] Result<QByteArray> makeNoticeLetter(const NoticeDocument &document);

} // namespace tocsin
