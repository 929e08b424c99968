#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/interrupt.h"
#include "app/commands/maillines.h"
#include "models/exchange/noticerenderer.h"
#include "models/services/outboxsender.h"

#include <QGuiApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QJsonObject totalsJson(const OutboxTotals &t)
{
    return {{u"accepted"_s, t.accepted}, {u"temporary"_s, t.temporary}, {u"refused"_s, t.permanent},
            {u"unsure"_s, t.unsure},     {u"notBegun"_s, t.notBegun},   {u"held"_s, t.held}};
}

QJsonObject messageJson(const MessageRow &m, qint64 nowMs)
{
    return {{u"address"_s, m.address},
            {u"messageId"_s, m.messageRef},
            {u"state"_s, codeOf(messageState(m.facts, nowMs))},
            {u"answer"_s, m.reply}};
}

QJsonObject noticeJson(const OutboxNotice &o, qint64 nowMs)
{
    QJsonArray needPerson;
    for (const MessageRow &m : o.needPerson)
        needPerson.append(messageJson(m, nowMs));
    QJsonObject states;
    for (const auto &e : enumTable<MessageState>())
        if (const int n = o.states.value(e.value); n > 0)
            states.insert(QString::fromLatin1(e.code), n);
    return {{u"incident"_s, o.reference},
            {u"notice"_s, o.notice.number},
            {u"phase"_s, codeOf(o.notice.phase)},
            {u"audience"_s, codeOf(o.notice.audience)},
            {u"state"_s, codeOf(o.notice.state)},
            {u"paused"_s, o.order.paused},
            {u"messages"_s, states},
            {u"needPerson"_s, needPerson},
            {u"nextTryAt"_s, isoValue(o.nextMs)},
            {u"nextTryMs"_s, o.nextMs > 0 ? QJsonValue(o.nextMs) : QJsonValue()}};
}

QString lineOf(const OutboxNotice &o)
{
    QStringList states;
    for (const auto &e : enumTable<MessageState>())
        if (const int n = o.states.value(e.value); n > 0)
            states << u"%1 %2"_s.arg(n).arg(nameOf(e.value).toLower());
    return u"%1  %2 no. %3  %4%5"_s.arg(o.reference, -10)
        .arg(nameOf(o.notice.phase))
        .arg(o.notice.number)
        .arg(states.join(u", "_s), o.order.paused ? u"  ["_s + CommandOutput::tr("stopped") + u']' : QString());
}

/** Which message waits for a person, why, and how it is found at the server. */
QString lineOf(const MessageRow &m, qint64 nowMs)
{
    const QString what =
        u"    %1: %2, Message-ID <%3>"_s.arg(nameOf(messageState(m.facts, nowMs)).toLower(), m.address, m.messageRef);
    return m.reply.isEmpty() ? what : what + u": "_s + m.reply;
}

/** Prints what stands where. True if a person has to see to something. */
Result<bool> print(Services &services, CommandOutput &out, bool json, const std::optional<SendingEnd> &end)
{
    auto list = whole(services, services.outbox.overview());
    if (!list)
        return tl::unexpected(list.error());
    const qint64 now = services.session.nowMs();
    bool needsPerson = false;
    QJsonArray notices;
    for (const OutboxNotice &o : std::as_const(*list)) {
        needsPerson = needsPerson || !o.needPerson.isEmpty();
        if (json) {
            notices.append(noticeJson(o, now));
            continue;
        }
        out.writeLine(lineOf(o));
        for (const MessageRow &m : o.needPerson)
            out.writeLine(forTerminal(lineOf(m, now)));
    }
    if (needsPerson && !json)
        CommandOutput::say(
            CommandOutput::tr("What failed or is unsure is decided in the window, under Notices: sent once "
                              "more, to a corrected address, told in another way; or found to have arrived."));
    if (json) {
        QJsonObject all{{u"notices"_s, notices}};
        if (end)
            all.insert(u"sent"_s, totalsJson(end->totals));
        if (end && end->trouble)
            all.insert(u"trouble"_s, codeOf(end->trouble->fault));
        out.writeJson(all);
    } else if (end) {
        const OutboxTotals &t = end->totals;
        CommandOutput::say(CommandOutput::tr("Accepted: %1, tried again: %2, refused: %3, unsure: %4, held: %5.")
                               .arg(t.accepted)
                               .arg(t.temporary)
                               .arg(t.permanent)
                               .arg(t.unsure)
                               .arg(t.held));
    }
    return needsPerson;
}

Result<SendingEnd> send(CommandDatabase &database)
{
    auto line = openMailLine(database);
    if (!line)
        return tl::unexpected(line.error());
    const Interrupt interrupt;
    auto end = sendOutbox(database.services().outbox, *line->mailer, line->account,
                          [](const OutboxTotals &) { return !Interrupt::wanted(); });
    database.rememberHead();
    return end;
}

/** What was asked for, or an exit code. */
struct Asked
{
    QString database;
    bool send = false, json = false;
};

tl::expected<Asked, int> readArguments(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"outbox"_s, {},
        CommandOutput::tr(
            "Prints the notices that leave by mail and are not through, with how their messages stand. With --send it\n"
            "gives the mail server what waits, and what is due to be tried again; several may do so at the same time,\n"
            "no message is sent twice. What got no answer is unsure and waits for a person. The password comes from\n"
            "TOCSIN_MAIL_PASSWORD, from the systemd credential tocsin-mail, or is asked for.\n"
            "Ends with 1 if a message failed or is unsure, or if sending was stopped by the server."));
    parser.addFlag(u"send"_s, CommandOutput::tr("Send what is due."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    if (const auto code = parser.parse(arguments, 0, 0))
        return tl::unexpected(*code);
    return Asked{parser.database(), parser.isSet(u"send"_s), parser.isJson()};
}

} // namespace

int runOutbox(const QStringList &arguments)
{
    const auto asked = readArguments(arguments);
    if (!asked)
        return asked.error();
    CommandOutput out;
    const SystemClock clock;
    if (!asked->send) {
        CommandApplication application;
        auto opened = CommandDatabase::openToRead(asked->database, OpenMode::ReadOnly, clock);
        if (!opened)
            return out.fail(opened.error(), asked->database, asked->json);
        const auto open = print((*opened)->services(), out, asked->json, {});
        if (!open)
            return out.fail(open.error(), asked->database, asked->json);
        return out.finish() && !*open ? kExitOk : kExitFailed;
    }
    // Letters need fonts, and fonts an application with a screen: one that nobody sees.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "tocsin";
    char *argv[] = {name, nullptr};
    const QGuiApplication application(argc, argv);
    NoticeRenderer renderer;
    auto opened = CommandDatabase::open(asked->database, OpenMode::Existing, clock, &renderer);
    if (!opened)
        return out.fail(opened.error(), asked->database, asked->json);
    if (auto known = (*opened)->actAsCaller(); !known)
        return out.fail(known.error(), asked->database, asked->json);
    const auto end = send(**opened);
    if (!end)
        return out.fail(end.error(), asked->database, asked->json);
    const auto open = print((*opened)->services(), out, asked->json, *end);
    if (!open)
        return out.fail(open.error(), asked->database, asked->json);
    if (end->trouble)
        return sayMailTrouble(*end->trouble);
    return out.finish() && !*open ? kExitOk : kExitFailed;
}

} // namespace tocsin
