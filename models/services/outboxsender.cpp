#include "models/services/outboxsender.h"

namespace tocsin {

namespace {

constexpr int kWaitMs = 200;
constexpr int kGatherMs = 5;      ///< an accepted message waits so long for the next answer, and no longer
constexpr int kAnswersAtOnce = 4; ///< of kClaimsAhead: the others keep the line busy meanwhile

/** The next answers. A commit costs a few of them little more than one, and what it costs the mail server waits for
 *  where both work on one machine. */
QList<MailAnswer> nextAnswers(Mailer &mailer, qsizetype open)
{
    QList<MailAnswer> answers = mailer.takeAnswers(kWaitMs);
    while (!answers.isEmpty() && answers.size() < qMin<qsizetype>(open, kAnswersAtOnce)) {
        const QList<MailAnswer> more = mailer.takeAnswers(kGatherMs);
        if (more.isEmpty())
            break;
        answers += more;
    }
    return answers;
}

} // namespace

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
            answers = nextAnswers(mailer, run.open.size());
        else if (step->mails.isEmpty() && step->nextMs > 0 && account.perMinute > 0)
            (void)mailer.takeAnswers(kWaitMs); // the rate is reached: nothing is on its way that could answer
    }
}

} // namespace tocsin
