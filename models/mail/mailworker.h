#pragma once

#include "models/services/mailer.h"

#include <memory>

namespace tocsin {

/** The line of libcurl, on a thread of its own. Gone when what is on its way has been cut off. */
class MailWorker : public Mailer
{
public:
    MailWorker(const MailAccount &account, const QString &password);
    ~MailWorker() override;

    void submit(const OutgoingMail &mail) override;
    void probe() override;
    [[nodiscard]] QList<MailAnswer> takeAnswers(int waitMs) override;
    void onAnswer(std::function<void()> told) override;
    void stop(bool now) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/** A MakeMailer of these. */
[[nodiscard]] std::unique_ptr<Mailer> makeMailWorker(const MailAccount &account, const QString &password);

} // namespace tocsin
