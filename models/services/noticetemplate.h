#pragma once

#include "models/domain/audience.h"
#include "models/domain/error.h"
#include "models/domain/notice.h"

#include <QMap>

namespace tocsin {

struct NoticeRecipient;

/** The template that the program came with (resources/templates). */
[[nodiscard]] Result<NoticeTemplate> builtInTemplate(Audience audience, NoticePhase phase, const QString &language);

/** Logic-less mustache with these values; what has none stays as a placeholder, so that the check finds it. */
[[nodiscard]] QString filledIn(const QString &text, QMap<QString, QString> values);

/** Fills customer, contact, subscriptions and what was accessed, of this recipient alone (P9.3), in this language. */
[[nodiscard]] QString fillForRecipient(const QString &text, const NoticeRecipient &recipient, const QString &language);
/** The same for a subject: of many subscriptions the first are named and the others counted; the text has them all. */
[[nodiscard]] QString fillSubject(const QString &subject, const NoticeRecipient &recipient, const QString &language);

} // namespace tocsin
