// How the mail server of the demo answers. Nothing leaves this machine.
#include "models/exchange/demodirectory.h"
#include "models/exchange/demoreplay.h"
#include "models/services/services.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kClaims = 4;
constexpr int kMostSteps = 100;

MailReply answerTo(const OutgoingMail &mail, const QString &code)
{
    if (code == u"refused")
        return {MailOutcome::Permanent, MailFault::Recipient, 550, u"550 5.1.1 <%1>: no such mailbox"_s.arg(mail.to)};
    if (code == u"temporary")
        return {MailOutcome::Temporary, MailFault::Recipient, 451, u"451 4.7.1 not known yet, come back later"_s};
    if (code == u"unsure")
        return {MailOutcome::Unknown, MailFault::Dropped, 0, u"the connection was closed after the message"_s};
    const QString name = QString::number(0x4c20000 + mail.attempt * 7919, 16).toUpper();
    return {MailOutcome::Accepted, MailFault::None, 250, u"250 2.0.0 Ok: queued as %1"_s.arg(name)};
}

} // namespace

Result<void> DemoDirectory::addMailAccount(const QJsonObject &mail)
{
    const auto known = m_services.outbox.account();
    if (!known || known->isSet()) // somebody's own stays
        return known ? Result<void>() : tl::unexpected(known.error());
    MailAccount account = *known;
    account.host = mail.value("host"_L1).toString();
    account.login = mail.value("login"_L1).toString();
    account.senderName = mail.value("senderName"_L1).toString();
    account.senderAddress = mail.value("senderAddress"_L1).toString();
    return m_services.outbox.saveAccount(account);
}

Result<void> DemoReplay::noticeOrder(const QJsonObject &act)
{
    return noticeVersion(act).and_then([&](int seen) {
        return m_services->outbox.order(m_notices.value(act.value("notice"_L1).toString()), seen, true);
    });
}

/** What waits leaves; "answers" has what the server says to an address, all others are taken. */
Result<void> DemoReplay::noticeCarry(const QJsonObject &act)
{
    const auto account = m_services->outbox.account();
    if (!account)
        return tl::unexpected(account.error());
    const QJsonObject said = act.value("answers"_L1).toObject();
    OutboxRun run;
    run.account = *account;
    QList<MailAnswer> answers;
    for (int i = 0; i < kMostSteps; ++i) {
        const auto step = m_services->outbox.step(run, answers, kClaims);
        if (!step || step->through)
            return step ? Result<void>() : tl::unexpected(step.error());
        answers.clear();
        for (const OutgoingMail &mail : step->mails)
            answers.append({mail.attempt, answerTo(mail, said.value(mail.to).toString())});
    }
    return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin", "The demo data is damaged."),
                   u"the outbox does not come to an end"_s);
}

Result<void> DemoReplay::noticeCorrect(const QJsonObject &act)
{
    const auto details = m_services->notices.details(m_notices.value(act.value("notice"_L1).toString()));
    if (!details)
        return tl::unexpected(details.error());
    MessageId id;
    for (const MessageRow &message : details->messages)
        if (message.address == act.value("address"_L1).toString())
            id = message.id;
    return m_services->outbox.correct(id, text(act, "to"_L1), text(act, "reason"_L1));
}

} // namespace tocsin
