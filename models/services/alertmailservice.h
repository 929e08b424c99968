#pragma once

#include "models/domain/alertplan.h"
#include "models/domain/audience.h"
#include "models/domain/incident.h"
#include "models/domain/person.h"
#include "models/services/mailer.h"

#include <QHash>
#include <QSet>

namespace tocsin {

class Session;

/** One deadline that a person is told of. */
struct AlertMailLine
{
    ObligationId obligation; ///< or
    MatterId matter;         ///< what is to be followed up (P9.5, P9.9)
    IncidentId incident;
    QString reference;
    Addressee addressee = Addressee::Customer;
    MatterKind kind = MatterKind::FollowUp; ///< of a matter
    AlertLevel level = AlertLevel::None;
    qint64 deadlineMs = 0;
    int n = 0;             ///< times this person was told of it before
    bool confirmed = true; ///< false: proposed only, and the deadline is when it would end
};

/** One mail to one person, the most urgent deadline first. */
struct AlertMail
{
    Person person;
    QList<AlertMailLine> lines;
    QString messageRef;
    qint64 claim = 0; ///< what its answer is kept for; 0: not claimed
};

/**
 * Deadlines by mail (P7.5), for a scheduler: to who holds the incident and to its legal adviser (without one, to
 * legal), at 8 hours with nothing approved to the executive too; what is to be followed up to its owner as well. A
 * restricted incident is told to who is named in it alone. Nothing of what the incident is about is in the mail.
 */
class AlertMailService
{
public:
    explicit AlertMailService(Session &session)
        : m_session(session)
    {
    }

    /** What is to be told now, and was not yet. */
    [[nodiscard]] Result<QList<AlertMail>> due(const AlertPolicy &policy);
    /** The same, claimed: no other run tells it too. */
    [[nodiscard]] Result<QList<AlertMail>> claim(const AlertPolicy &policy);
    [[nodiscard]] Result<void> answered(const AlertMail &mail, const MailReply &reply);
    /** What the mail says; the sender is the account's. */
    [[nodiscard]] static PlainMail written(const AlertMail &mail, const MailAccount &account, qint64 nowMs);

private:
    struct Clocks;
    [[nodiscard]] Result<Clocks> clocks(const QList<Person> &people);
    [[nodiscard]] Result<QSet<PersonId>> inCharge(const Incident &incident, const QList<Person> &people, bool urgent,
                                                  PersonId owner);

    Session &m_session;
};

} // namespace tocsin
