#pragma once

#include "models/domain/incident.h"
#include "models/domain/notice.h"

namespace tocsin {

class Session;

/** The content item in which a notice says why it is late (P8.5, Art. 33(1) GDPR). */
[[nodiscard]] QString delayReasonsCode();

/** The duties to this audience whose deadline has passed unmet: a notice that meets one of them is late. */
[[nodiscard]] QList<ObligationId> lateDuties(const QList<Obligation> &obligations, Audience audience, qint64 nowMs);

/** What a notice to an audience has to say about its lateness. */
struct LateNotice
{
    bool late = false; ///< a duty it meets is past its deadline: without reasons legal cannot approve it
    QString reasons;   ///< what the record has, in the notice's language: exceptions, and what the law has instead; a
                       ///< line each
};
[[nodiscard]] Result<LateNotice> lateNotice(Session &session, const Notice &notice);

/** Refused if the text does not say why it is late although telling was put off on purpose (P8.5). */
[[nodiscard]] Result<void> checkPutOff(Session &session, const Notice &notice, const NoticeDraft &draft,
                                       const QList<Obligation> &obligations);

} // namespace tocsin
