#include "tests/storage/populated.h"
#include "tests/storage/transfersample.h"

#include <QBuffer>
#include <QCryptographicHash>

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

template<class T> void must(Team &team, const char *what, const Result<T> &result)
{
    if (!result)
        team.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
}

} // namespace

TransferInput sampleTransfer(const QString &title, qint64 nowMs)
{
    TransferInput in;
    in.title = title;
    in.dataKind = u"memory"_s;
    in.environment = u"commercial"_s;
    in.what = u"Process memory of the token service"_s;
    in.amount = u"2 dumps of 3,100"_s;
    in.whose = u"Customers of region north"_s;
    in.personal = PersonalData::Yes;
    in.source = u"Production, region north"_s;
    in.destination = u"Isolated lab network"_s;
    in.purpose = u"Find which accounts read the key"_s;
    in.handlers = u"Sam Roth, Kim Low"_s;
    in.protection = u"AES-256, disk never leaves the room"_s;
    in.destruction = u"Overwritten, disk shredded"_s;
    in.keepUntilMs = nowMs + 30 * 24 * kHourMs;
    return in;
}

ChecklistInput allYes(const Transfer &transfer)
{
    ChecklistInput in;
    for (const TransferQuestion &q : transfer.checklist.items)
        in.lines.append({q.code, ChecklistAnswer::Yes, {}});
    return in;
}

TransferDecisionInput approval(qint64 untilMs)
{
    return {TransferDecision::Approved, u"I approve these two dumps, to the lab named, and nothing else."_s,
            u"Daily access report"_s, untilMs};
}

TransferItem sampleItem(const QString &name, const QByteArray &bytes)
{
    return {name, bytes.size(),
            QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex())};
}

TransferMoveInput sampleMove(qint64 atMs, const QList<TransferItem> &items)
{
    return {atMs, u"Kim Low"_s, u"Encrypted disk, by hand"_s,
            items.isEmpty() ? QList{sampleItem(u"dump-1.bin"_s, "one"), sampleItem(u"dump-2.bin"_s, "two")} : items};
}

TransferEndInput destruction(qint64 atMs)
{
    TransferEndInput in;
    in.atMs = atMs;
    in.byWhom = u"Sam Roth"_s;
    in.how = u"Disk overwritten and shredded"_s;
    in.witness = u"Kim Low"_s;
    return in;
}

/** P10: asked, asked back, blocked, refused, approved, moved, kept, destroyed, revoked, and one found too late. */
void populateTransfers(Team &t)
{
    const auto s = [&t]() -> TransferService & { return t.services->transfers; };
    const IncidentId id = t.record(u"Dumps for the lab"_s);
    const PersonId rita = t.person(u"Rita Ross"_s, Role::Responder);
    const auto as = [&t](PersonId person) { t.actAs(person); };
    const auto of = [&](int number) { return s().ofIncident(id)->value(number - 1); };
    const auto now = [&t] { return t.clock.nowMs(); };
    as(rita);
    for (const QString &title : {u"Dumps to the lab"_s, u"Mailbox to counsel"_s, u"All logs"_s})
        must(t, "ask", s().ask(id, sampleTransfer(title, now())));
    TransferInput standing = sampleTransfer(u"Daily logs to the lab"_s, now());
    standing.kind = TransferKind::Standing;
    standing.dataKind = u"logs"_s;
    must(t, "ask", s().ask(id, standing));
    as(t.ada);
    must(t, "ask back", s().remark(of(1), TransferRemarkKind::Question, u"Why both dumps?"_s));
    as(rita);
    must(t, "say", s().remark(of(1), TransferRemarkKind::Answer, u"The process restarted between them."_s));
    as(t.ada);
    ChecklistInput go = allYes(of(1));
    go.lines[6] = {go.lines[6].code, ChecklistAnswer::No, u"Raw memory cannot be"_s};
    go.goAhead = u"The lab is sealed and access is two people."_s;
    must(t, "legal", s().answer(of(1), go));
    ChecklistInput stop = allYes(of(2));
    stop.verdict = ChecklistVerdict::Stop;
    stop.remark = u"Ask the customer first."_s;
    must(t, "legal", s().answer(of(2), stop));
    for (const int n : {3, 4})
        must(t, "legal", s().answer(of(n), allYes(of(n))));
    as(rita);
    must(t, "withdraw", s().decide(of(2), {TransferDecision::Withdrawn, u"Not needed any more."_s, {}, 0}));
    as(t.mira);
    must(t, "refuse", s().decide(of(3), {TransferDecision::Refused, u"Too much."_s, {}, 0}));
    for (const int n : {1, 4})
        must(t, "approve", s().decide(of(n), approval(now() + 24 * kHourMs)));
    as(rita);
    t.clock.advance(60'000);
    must(t, "move", s().recordMove(of(1), sampleMove(now())));
    QBuffer buffer;
    buffer.setData("log line\n");
    (void)buffer.open(QIODevice::ReadOnly);
    must(t, "attach",
         t.services->timeline.attach(id, {}, {u"day.log"_s, u"text/plain"_s, FromProduction::Yes, of(4).id}, buffer));
    t.clock.advance(kHourMs);
    const auto out = [&](int n) { return QList{s().details(of(n).id)->moves.first().id}; };
    TransferEndInput kept = destruction(now());
    kept.outcome = TransferOutcome::Kept;
    kept.owner = u"Sam Roth"_s;
    kept.untilMs = now() + 24 * kHourMs;
    for (const int n : {1, 4})
        must(t, "keep", s().recordEnd(of(n), out(n), kept));
    must(t, "destroy", s().recordEnd(of(1), out(1), destruction(now())));
    TransferInput found = sampleTransfer(u"Dump on a laptop"_s, now());
    found.found = u"Seen on the laptop of an engineer."_s;
    must(t, "breach", s().recordBreach(id, found, sampleMove(now() - kHourMs)));
    as(t.ada);
    ChecklistInput noted;
    noted.verdict = ChecklistVerdict::Noted;
    noted.remark = u"Seen; the engineer was told."_s;
    must(t, "noted", s().answer(of(5), noted));
    as(t.mira);
    must(t, "revoke", s().decide(of(4), {TransferDecision::Revoked, u"The lab has left."_s, {}, 0}));
}

} // namespace tocsin::test
