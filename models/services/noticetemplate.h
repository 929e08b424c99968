#pragma once

#include "models/domain/error.h"
#include "models/domain/incident.h"
#include "models/domain/notice.h"
#include "models/domain/person.h"

namespace tocsin {

struct NoticeRecipient;

/** The template of an audience (resources/templates), filled with what the incident knows; the rest stays as
 * placeholders. */
[[nodiscard]] Result<NoticeDraft> noticeTemplate(const Incident &incident, Audience audience, const Person &sender);

/** Fills customer, contact, subscriptions and what was accessed, of this recipient alone (P9.3). */
[[nodiscard]] QString fillForRecipient(const QString &text, const NoticeRecipient &recipient);

} // namespace tocsin
