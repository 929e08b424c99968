#pragma once

#include "models/domain/customer.h"
#include "models/domain/notice.h"
#include "models/domain/person.h"
#include "models/rules/saform.h"

#include <QSet>

namespace tocsin {

class Session;
class Renderer;

/** One notice with all that its page shows. */
struct NoticeDetails
{
    Notice notice;
    NoticeText text; ///< the newest version
    QList<NoticeStepRow> steps;
    QList<MessageRow> messages;
    QList<ScopeRow> scope;         ///< whom it is for
    QList<HandDelivery> byHand;    ///< told, or tried, without a message
    QSet<SubscriptionId> messaged; ///< that messages were made for
    SendOrder order{};             ///< that it leaves by mail, and whether it waits
};

/** A recorded delivery by another means, with proof (P9.2). */
struct DeliveryInput
{
    QString means; ///< "mail", "telephone", "post", "portal"
    qint64 atMs = 0;
    QString proof;
    bool reached = true;
};

/** Notices from the first draft to proof that they arrived (P9). */
class NoticeService
{
public:
    NoticeService(Session &session, Renderer *renderer)
        : m_session(session)
        , m_renderer(renderer)
    {
    }

    [[nodiscard]] Result<QList<Notice>> list(IncidentId incident);
    [[nodiscard]] Result<NoticeDetails> details(NoticeId id);
    /** Starts a notice with its first text, from the built-in template if the draft is empty. May precede the
     * declaration. */
    [[nodiscard]] Result<NoticeId> start(IncidentId incident, Audience audience, NoticePhase phase,
                                         const NoticeDraft &draft);
    /** The same for a phase, a language, customers of that language alone, and the notice it goes on from. */
    [[nodiscard]] Result<NoticeId> start(IncidentId incident, const Notice &begun, const NoticeDraft &draft);
    /** The template of an audience, filled with what the incident knows. */
    [[nodiscard]] Result<NoticeDraft> templateFor(IncidentId incident, const Notice &begun);
    /** Every version of the text, the oldest first. */
    [[nodiscard]] Result<QList<NoticeText>> versions(NoticeId id);
    /** The authorities this incident concerns (P9.1). */
    [[nodiscard]] Result<QList<Authority>> authorities(IncidentId incident);
    /** What of the authority's form the incident knows; and the form of a notice as it stands, to read or to hand in.
     */
    [[nodiscard]] Result<QMap<QString, QString>> formAnswers(NoticeId id);
    [[nodiscard]] Result<QByteArray> formPdf(NoticeId id);
    [[nodiscard]] Result<QByteArray> formJson(NoticeId id);
    /** What keeps a draft from approval: items, placeholders, what is of other customers (P9.3, P9.4, P9.6). */
    [[nodiscard]] Result<ApprovalFacts> checked(NoticeId id, const NoticeDraft &draft);
    /** A new version; what was approved before is not any more. */
    [[nodiscard]] Result<void> saveText(NoticeId id, int seenVersion, const NoticeDraft &draft);
    [[nodiscard]] Result<void> submit(NoticeId id, int seenVersion);
    [[nodiscard]] Result<void> returnToAuthor(NoticeId id, int seenVersion, const QString &remark,
                                              const Attestation &legal);
    /** Legal approves the newest text; the approver is not its author. Attested on a local database (P13.5). What goes
     *  to the provider's own people the incident manager approves alone (P9.1). */
    [[nodiscard]] Result<void> approve(NoticeId id, int seenVersion, const Attestation &legal);
    /**
     * Queues one message a recipient, renders and keeps each as .eml and PDF, and writes them to `folder`, where a
     * person takes them from. Nothing is sent twice: a message that exists is not made again.
     */
    [[nodiscard]] Result<int> send(NoticeId id, int seenVersion, const QString &folder);
    /** The same for an audience with one addressee: an authority, data subjects by one channel, internal people. */
    [[nodiscard]] Result<int> sendTo(NoticeId id, int seenVersion, const QString &folder, const QString &recipient,
                                     const QString &address);
    /**
     * A dry run: writes every message as it would leave now, marked as what it is, and neither queues nor records
     * anything. `recipient` and `address` as for sendTo(), or empty. Returns the number of messages.
     */
    [[nodiscard]] Result<int> rehearse(NoticeId id, const QString &folder, bool attachLetter,
                                       const QString &recipient = {}, const QString &address = {});
    /** Proof that one message arrived; the customer's obligation is met when all its subscriptions were reached. */
    [[nodiscard]] Result<void> recordDelivery(MessageId id, const DeliveryInput &input);
    /**
     * That a subscription without a message of this notice was told by telephone, post or portal, with proof, or could
     * not be (P9.2). The notice was sent by the incident manager; no exception holds it.
     */
    [[nodiscard]] Result<void> recordByHand(NoticeId id, SubscriptionId subscription, const DeliveryInput &input);

private:
    [[nodiscard]] Result<void> decide(NoticeId id, int seenVersion, NoticeStep step, const QString &remark,
                                      const Attestation &legal);

    Session &m_session;
    Renderer *m_renderer;
};

} // namespace tocsin
