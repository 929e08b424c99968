#include "models/exchange/demodirectory.h"
#include "models/exchange/demoreplay.h"
#include "models/services/services.h"

#include <QCryptographicHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

Result<Transfer> DemoReplay::transferOf(const QJsonObject &act) const
{
    const auto all = m_services->transfers.ofIncident(m_id);
    if (!all)
        return tl::unexpected(all.error());
    for (const Transfer &t : *all)
        if (t.content.title == act.value("transfer"_L1).toString())
            return t;
    return failure(ErrorKind::NotFound, act.value("transfer"_L1).toString());
}

TransferMoveInput DemoReplay::moved(const QJsonObject &act) const
{
    TransferMoveInput move{m_services->session.nowMs(), text(act, "carrier"_L1), text(act, "how"_L1), {}};
    for (const QJsonValue &item : act.value("items"_L1).toArray()) {
        const QByteArray bytes = item["text"_L1].toString().toUtf8();
        move.items.append({item["name"_L1].toString(), bytes.size(), sha256(bytes)});
    }
    return move;
}

Result<void> DemoReplay::transferAsk(const QJsonObject &act)
{
    TransferInput in;
    in.kind = fromCode<TransferKind>(act.value("kind"_L1).toString()).value_or(TransferKind::Single);
    in.title = act.value("title"_L1).toString();
    in.dataKind = act.value("dataKind"_L1).toString();
    in.environment = act.value("environment"_L1).toString();
    in.personal = fromCode<PersonalData>(act.value("personal"_L1).toString()).value_or(PersonalData::NotKnown);
    in.what = text(act, "what"_L1);
    in.amount = text(act, "amount"_L1);
    in.whose = text(act, "whose"_L1);
    in.source = text(act, "source"_L1);
    in.destination = text(act, "destination"_L1);
    in.purpose = text(act, "purpose"_L1);
    in.handlers = text(act, "handlers"_L1);
    in.protection = text(act, "protection"_L1);
    in.destruction = text(act, "destruction"_L1);
    in.found = text(act, "found"_L1);
    if (in.kind == TransferKind::Breach) {
        const auto done = m_services->transfers.recordBreach(m_id, in, moved(act));
        return done ? Result<void>() : tl::unexpected(done.error());
    }
    in.keepUntilMs = instant(act, "keepUntil"_L1);
    const auto done = m_services->transfers.ask(m_id, in);
    return done ? Result<void>() : tl::unexpected(done.error());
}

Result<void> DemoReplay::transferAnswer(const QJsonObject &act)
{
    const auto t = transferOf(act);
    if (!t)
        return tl::unexpected(t.error());
    ChecklistInput in;
    in.goAhead = text(act, "goAhead"_L1);
    in.remark = text(act, "remark"_L1);
    const QJsonObject said = act.value("items"_L1).toObject();
    for (const TransferQuestion &q : t->checklist.items) {
        const QJsonArray answer = said.value(q.code).toArray();
        in.lines.append({q.code,
                         fromCode<ChecklistAnswer>(answer.at(0).toString(u"yes"_s)).value_or(ChecklistAnswer::Yes),
                         answer.at(1).toString()});
    }
    return m_services->transfers.answer(*t, in);
}

Result<void> DemoReplay::transferDecide(const QJsonObject &act)
{
    const auto t = transferOf(act);
    if (!t)
        return tl::unexpected(t.error());
    TransferDecisionInput in;
    in.decision = fromCode<TransferDecision>(act.value("decision"_L1).toString()).value_or(TransferDecision::Refused);
    in.words = text(act, "words"_L1);
    in.conditions = text(act, "conditions"_L1);
    in.validUntilMs = in.decision == TransferDecision::Approved ? instant(act, "validUntil"_L1) : 0;
    return m_services->transfers.decide(*t, in);
}

Result<void> DemoReplay::transferRemark(const QJsonObject &act)
{
    const auto t = transferOf(act);
    if (!t)
        return tl::unexpected(t.error());
    return m_services->transfers.remark(
        *t, fromCode<TransferRemarkKind>(act.value("kind"_L1).toString()).value_or(TransferRemarkKind::Question),
        text(act, "text"_L1));
}

Result<void> DemoReplay::transferMove(const QJsonObject &act)
{
    const auto t = transferOf(act);
    return t ? m_services->transfers.recordMove(*t, moved(act)) : tl::unexpected(t.error());
}

Result<void> DemoReplay::transferEnd(const QJsonObject &act)
{
    const auto t = transferOf(act);
    if (!t)
        return tl::unexpected(t.error());
    const auto details = m_services->transfers.details(t->id);
    if (!details)
        return tl::unexpected(details.error());
    QList<TransferMoveId> out;
    for (const TransferMove &m : details->moves)
        if (!m.isGone())
            out << m.id;
    TransferEndInput in;
    in.outcome = fromCode<TransferOutcome>(act.value("outcome"_L1).toString()).value_or(TransferOutcome::Destroyed);
    in.atMs = m_services->session.nowMs();
    in.byWhom = text(act, "byWhom"_L1);
    in.how = text(act, "how"_L1);
    in.witness = text(act, "witness"_L1);
    return m_services->transfers.recordEnd(*t, out, in);
}

} // namespace tocsin
