#pragma once

#include "models/services/mailer.h"

#include <QHash>
#include <QStringList>

namespace tocsin::test {

using namespace Qt::StringLiterals;

inline const MailReply kTaken{MailOutcome::Accepted, MailFault::None, 250, u"2.0.0 queued as A1"_s};
inline const MailReply kNobody{MailOutcome::Permanent, MailFault::Recipient, 550, u"5.1.1 nobody"_s};
inline const MailReply kLater{MailOutcome::Temporary, MailFault::Recipient, 451, u"4.3.0 later"_s};
inline const MailReply kLost{MailOutcome::Unknown, MailFault::Dropped, 0, {}};
inline const MailReply kNoLogin{MailOutcome::NotBegun, MailFault::Login, 535, u"5.7.8 wrong"_s};

/** A line that answers at once, as it was told to for each address. */
class FakeMailer : public Mailer
{
public:
    void submit(const OutgoingMail &mail) override
    {
        sent << mail.to;
        answers.append({mail.attempt, replies.value(mail.to, kTaken)});
    }
    void probe() override {}
    QList<MailAnswer> takeAnswers(int) override { return std::exchange(answers, {}); }
    void onAnswer(std::function<void()>) override {}
    void stop(bool) override {}

    QHash<QString, MailReply> replies;
    QStringList sent;
    QList<MailAnswer> answers;
};

} // namespace tocsin::test
