#include "tests/storage/populated.h"

#include <QDir>

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

template<class T> void must(Team &team, const char *what, const Result<T> &result)
{
    if (!result)
        team.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
}

/** Sends what is due, with answers as given, in turn. */
void carry(Team &t, const QList<MailReply> &replies)
{
    OutboxRun run;
    run.account = *t.services->outbox.account();
    QList<MailAnswer> answers;
    qsizetype n = 0;
    for (int i = 0; i < 40; ++i) {
        auto step = t.services->outbox.step(run, answers, 2);
        must(t, "step", step);
        if (!step || step->through)
            return;
        answers.clear();
        for (const OutgoingMail &mail : step->mails)
            answers.append({mail.attempt, replies.at(n++ % replies.size())});
    }
}

} // namespace

MailAccount sampleAccount()
{
    MailAccount a;
    a.host = u"mail.provider.example"_s;
    a.login = u"notices"_s;
    a.senderName = u"Exemplar Cloud"_s;
    a.senderAddress = u"notices@provider.example"_s;
    return a;
}

/** P9.8: ordered by mail, refused, unsure, decided, corrected, stopped, called back; and told of a deadline by mail. */
void populateDelivery(Team &t)
{
    Services &s = *t.services;
    must(t, "account", s.outbox.saveAccount(sampleAccount()));
    const auto people = s.people.all();
    for (Person p : people.value_or(QList<Person>()))
        if (p.id == t.ada) {
            p.email = u"ada@provider.example"_s;
            must(t, "address", s.people.change(p));
        }
    const IncidentId id = t.diagnosed(u"Keys in a build log"_s);
    for (const QString &name : {u"Ash"_s, u"Beech"_s, u"Cedar"_s, u"Doum"_s})
        must(t, "scope",
             s.customers.setScope(id, t.customer(name, name.toLower() + u"-1"_s, name.toLower() + u"@c.example"_s),
                                  u"Log"_s));
    must(t, "declare", t.declare(id));
    const NoticeId notice = t.approvedNotice(id);
    must(t, "order", s.outbox.order(notice, 0, true));
    const QString said = u"2.0.0 queued"_s;
    carry(t, {{MailOutcome::Accepted, MailFault::None, 250, said},
              {MailOutcome::Permanent, MailFault::Recipient, 550, u"5.1.1 nobody"_s},
              {MailOutcome::Unknown, MailFault::Dropped, 0, {}},
              {MailOutcome::Temporary, MailFault::Recipient, 451, u"4.3.0 later"_s}});
    auto message = [&](MessageState state) {
        const auto details = s.notices.details(notice);
        for (const MessageRow &m : details->messages)
            if (messageState(m.facts, t.clock.nowMs()) == state)
                return m.id;
        t.problems << u"no message that is "_s + codeOf(state);
        return MessageId{};
    };
    must(t, "unsure", s.outbox.decide(message(MessageState::Unsure), true, u"They answered."_s));
    must(t, "pause", s.outbox.pause(notice, u"Wait for the manager."_s));
    must(t, "resume", s.outbox.resume(notice));
    must(t, "cancel", s.outbox.cancel(notice, {message(MessageState::Retrying)}, u"Told by telephone."_s));
    must(t, "correct",
         s.outbox.correct(message(MessageState::Failed), u"security@c.example"_s, u"Given by telephone."_s));
    carry(t, {{MailOutcome::Permanent, MailFault::Content, 554, u"5.7.1 not this"_s}});
    must(t, "retry", s.outbox.retry(message(MessageState::Failed), u"Their filter was changed."_s));
    carry(t, {{MailOutcome::Accepted, MailFault::None, 250, said}});
    // A deadline is near: whoever holds the incident is told by mail.
    t.clock.advance(65 * kHourMs);
    const IncidentId other = t.diagnosed(u"Another one"_s);
    must(t, "scope", s.customers.setScope(other, t.customer(u"Elder"_s, u"elder-1"_s, u"e@c.example"_s), u"Log"_s));
    must(t, "declare", t.declare(other));
    t.clock.advance(66 * kHourMs);
    const auto mails = s.alertMails.claim({});
    must(t, "alerts", mails);
    for (const AlertMail &mail : mails.value_or(QList<AlertMail>()))
        must(t, "answer", s.alertMails.answered(mail, {MailOutcome::Accepted, MailFault::None, 250, said}));
}

} // namespace tocsin::test
