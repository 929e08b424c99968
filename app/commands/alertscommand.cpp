#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/maillines.h"
#include "models/mail/mailmessage.h"
#include "models/rules/alertrules.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kWaitMs = 1000;

struct Told
{
    AlertMail mail;
    std::optional<MailReply> reply;
};

QJsonObject mailJson(const Told &told)
{
    QJsonArray lines;
    for (const AlertMailLine &line : told.mail.lines)
        lines.append(QJsonObject{{u"incident"_s, line.reference},
                                 {u"kind"_s, line.matter.isValid() ? codeOf(line.kind) : u"obligation"_s},
                                 {u"addressee"_s, line.matter.isValid() ? QJsonValue() : codeOf(line.addressee)},
                                 {u"level"_s, codeOf(line.level)},
                                 {u"deadlineAt"_s, isoValue(line.deadlineMs)}});
    return {{u"to"_s, told.mail.person.email},
            {u"lines"_s, lines},
            {u"result"_s, told.reply ? QJsonValue(codeOf(told.reply->outcome)) : QJsonValue()}};
}

void print(CommandOutput &out, bool json, const QList<Told> &list)
{
    QJsonArray mails;
    for (const Told &told : list) {
        if (json) {
            mails.append(mailJson(told));
            continue;
        }
        const AlertMailLine &first = told.mail.lines.first();
        out.writeLine(u"%1  %2  %3  %4  %5"_s.arg(forTerminal(told.mail.person.email), -30)
                          .arg(first.reference, -10)
                          .arg(nameOf(first.level), -20)
                          .arg(told.mail.lines.size())
                          .arg(told.reply ? nameOf(told.reply->outcome) : QString()));
    }
    if (json)
        out.writeJson({{u"mails"_s, mails}});
}

/** Claims, sends and keeps each answer. */
Result<QList<Told>> send(CommandDatabase &database, const AlertPolicy &policy)
{
    AlertMailService &alerts = database.services().alertMails;
    auto due = alerts.due(policy); // nothing to tell: no password is asked for
    if (!due || due->isEmpty())
        return due ? Result<QList<Told>>(QList<Told>()) : tl::unexpected(due.error());
    auto line = openMailLine(database);
    if (!line)
        return tl::unexpected(line.error());
    auto mails = alerts.claim(policy);
    if (!mails)
        return tl::unexpected(mails.error());
    QList<Told> told;
    for (const AlertMail &mail : std::as_const(*mails)) {
        auto bytes = makePlainMail(AlertMailService::written(mail, line->account, database.database().clock().nowMs()));
        if (!bytes)
            return tl::unexpected(bytes.error());
        line->mailer->submit({mail.claim, line->account.senderAddress, mail.person.email, *bytes, 0});
        QList<MailAnswer> answers;
        while (answers.isEmpty())
            answers = line->mailer->takeAnswers(kWaitMs);
        if (auto kept = alerts.answered(mail, answers.first().reply); !kept)
            return tl::unexpected(kept.error());
        told.append({mail, answers.first().reply});
    }
    return told;
}

} // namespace

int runAlerts(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"alerts"_s, {},
        CommandOutput::tr(
            "Prints who is to be told by mail of a deadline now: who holds the incident and its legal adviser, at 8\n"
            "hours with nothing approved the executive too, of what is to be followed up its owner. With --send they "
            "are told, each deadline once a level, "
            "and\n"
            "again while it is overdue; run it every few minutes. The mails say nothing of what an incident is about.\n"
            "The password comes from TOCSIN_MAIL_PASSWORD, from the systemd credential tocsin-mail, or is asked for."));
    parser.addFlag(u"send"_s, CommandOutput::tr("Send them."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    if (const auto code = parser.parse(arguments, 0, 0))
        return *code;
    CommandOutput out;
    const bool sends = parser.isSet(u"send"_s);
    const SystemClock clock;
    const auto policy = loadAlertPolicy();
    auto opened = sends ? CommandDatabase::open(parser.database(), OpenMode::Existing, clock)
                        : CommandDatabase::openToRead(parser.database(), OpenMode::ReadOnly, clock);
    if (!policy || !opened)
        return out.fail(policy ? opened.error() : policy.error(), parser.database(), parser.isJson());
    if (sends)
        if (auto known = (*opened)->actAsCaller(); !known)
            return out.fail(known.error(), parser.database(), parser.isJson());
    Result<QList<Told>> told;
    if (sends) {
        told = send(**opened, *policy);
        (*opened)->rememberHead();
    } else if (auto due = (*opened)->services().alertMails.due(*policy)) {
        for (const AlertMail &mail : std::as_const(*due))
            told->append({mail, {}});
    } else {
        told = tl::unexpected(due.error());
    }
    if (!told)
        return out.fail(told.error(), parser.database(), parser.isJson());
    print(out, parser.isJson(), *told);
    for (const Told &one : std::as_const(*told))
        if (one.reply && !one.reply->accepted())
            return sayMailTrouble(*one.reply);
    return out.finish() ? kExitOk : kExitFailed;
}

} // namespace tocsin
