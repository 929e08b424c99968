#include "models/services/outboxsender.h"

namespace tocsin {

namespace {

constexpr int kWaitMs = 200;

}

std::optional<MailReply> troubleIn(const QList<MailAnswer> &answers)
{
    for (const MailAnswer &answer : answers)
        if (stopsSending(answer.reply))
            return answer.reply;
    return std::nullopt;
}

Result<SendingEnd> sendOutbox(OutboxService &outbox, Mailer &mailer, const MailAccount &account,
                              const std::function<bool(const OutboxTotals &)> &goOn)
{
    OutboxRun run;
    run.account = account;
    SendingEnd end;
    QList<MailAnswer> answers;
    bool stopped = false;
    for (;;) {
        if (!end.trouble)
            end.trouble = troubleIn(answers);
        if (!stopped && !goOn(run.totals)) {
            mailer.stop(false);
            stopped = true;
        }
        const bool claims = !end.trouble && !stopped;
        const int open = static_cast<int>(run.open.size() - answers.size());
        auto step = outbox.step(run, answers, claims ? kClaimsAhead - open : 0);
        if (!step) // what is on its way stays claimed, and is unsure
            return tl::unexpected(step.error());
        answers.clear();
        for (const OutgoingMail &mail : std::as_const(step->mails))
            mailer.submit(mail);
        end.totals = step->totals;
        end.nextMs = step->nextMs;
        if (run.open.isEmpty() && (step->through || !claims))
            return end;
        if (!run.open.isEmpty())
            answers = mailer.takeAnswers(kWaitMs);
        else if (step->mails.isEmpty() && step->nextMs > 0 && account.perMinute > 0)
            (void)mailer.takeAnswers(kWaitMs); // the rate is reached: nothing is on its way that could answer
    }
}

} // namespace tocsin
