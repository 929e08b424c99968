#pragma once

#include "models/domain/audience.h"
#include "models/domain/customer.h"
#include "models/domain/incident.h"
#include "models/domain/notice.h"
#include "models/services/noticematrix.h"

namespace tocsin {

class Session;
struct NoticeRecipient;

/** Who gets a notice: as the rule finds them now, or as they were frozen with its approval (P9.2, P9.7). */
struct NoticeAudience
{
    QList<FrozenRecipient> recipients; ///< one a subscription and address, or one an addressee
    QList<ScopeRow> targets;           ///< the subscriptions it is for, each with who gets it; none for other audiences
    QSet<SubscriptionId> unreachable;  ///< of these, whom the rule finds nobody for
    QList<NamedAddressee> changes;     ///< put in and taken out, each the last word on one address
    bool frozen = false;
};

/** The subscriptions a notice to customers is for; those of its language alone, if it is for one. */
[[nodiscard]] QList<ScopeRow> targetsOf(const Notice &notice, const QList<ScopeRow> &scope,
                                        const QList<Obligation> &obligations);

[[nodiscard]] Result<NoticeAudience> audienceOf(Session &session, const Notice &notice);
/** The same with what was read already. */
[[nodiscard]] Result<NoticeAudience> audienceOf(Session &session, const Notice &notice, const QList<ScopeRow> &scope,
                                                const QList<Obligation> &obligations);
/** Each subscription with those who get this notice for it, instead of those whom the rule finds. */
void showRecipients(QList<ScopeRow> &targets, const QList<FrozenRecipient> &recipients);

/** Writes down who gets the text that was just approved, within the transaction of the approval. */
[[nodiscard]] Result<void> freezeAudience(Session &session, const Notice &approved, bool attested);

/** One message a person and customer: those who get an approved notice, at the addresses they have now. */
[[nodiscard]] QList<NoticeRecipient> messagesFor(const NoticeAudience &audience);

/**
 * What of other customers stands in a notice to customers, with the place and whether it is meant there (P9.3); nothing
 * for other audiences. "Line 3: Birch Clinic" or "What was accessed of Fir · fir-1: Birch Clinic".
 */
[[nodiscard]] Result<QList<ForeignName>> namesOfOthers(Session &session, const Notice &notice,
                                                       const NoticeDraft &draft);
/** Those that nobody said are meant, for people: they keep a notice from approval. */
[[nodiscard]] QStringList notMeant(const QList<ForeignName> &names);

/** Puts addressees in and takes them out while a notice is drafted or reviewed. */
class AudienceService
{
public:
    explicit AudienceService(Session &session)
        : m_session(session)
    {
    }

    [[nodiscard]] Result<NoticeAudience> of(NoticeId id);
    /** Puts somebody in, or takes them out, with the reason. */
    [[nodiscard]] Result<void> change(NoticeId id, const NamedAddressee &addressee);
    /** A list of addressees as one act (DESIGN 5); those that are there already are left. Returns how many came in. */
    [[nodiscard]] Result<int> import(NoticeId id, const QList<NamedAddressee> &addressees, const QString &sourceName,
                                     const QString &sourceSha256);

    /** What of other customers stands in a draft, meant or not. */
    [[nodiscard]] Result<QList<ForeignName>> names(NoticeId id, const NoticeDraft &draft);
    /**
     * Says that the words at a place of a draft are meant as they stand, and why; or that they may be another customer
     * after all. Legal sees it before approving.
     */
    [[nodiscard]] Result<void> mean(NoticeId id, const ForeignName &name, bool meant, const QString &reason);

    /** Every affected subscription with how far it is told, the most worrying first. */
    [[nodiscard]] Result<QList<MatrixRow>> matrix(IncidentId incident) { return noticeMatrix(m_session, incident); }

private:
    Session &m_session;
};

} // namespace tocsin
