#pragma once

#include "models/domain/clock.h"
#include "models/services/services.h"

namespace tocsin {

/** A transfer that is asked for by one person, answered by another and approved by who is at the keyboard (P10.3). */
[[nodiscard]] inline Result<Transfer> approvedTransfer(Services &s, IncidentId incident, qint64 nowMs)
{
    using namespace Qt::StringLiterals;
    Person rita, ada;
    rita.name = u"Rita Ross"_s;
    rita.roles = Role::Responder;
    ada.name = u"Ada Ruiz"_s;
    ada.roles = Role::Legal;
    const auto asker = s.people.add(rita), legal = s.people.add(ada);
    if (!asker || !legal)
        return tl::unexpected(asker ? legal.error() : asker.error());
    TransferInput in;
    in.title = in.what = in.amount = in.whose = in.source = in.destination = in.purpose = u"Listing"_s;
    in.handlers = in.protection = in.destruction = u"Lab"_s;
    in.dataKind = u"logs"_s;
    in.environment = u"commercial"_s;
    in.keepUntilMs = nowMs + kDayMs;
    in.requester = *asker;
    const auto asked = s.transfers.ask(incident, in);
    if (!asked)
        return tl::unexpected(asked.error());
    const auto t = s.transfers.byId(asked->id);
    ChecklistInput answers;
    for (const TransferQuestion &q : t->checklist.items)
        answers.lines.append({q.code, ChecklistAnswer::Yes, {}});
    const auto said = s.transfers.answer(*t, answers, {*legal, nowMs, u"by telephone"_s, u"Agreed."_s});
    if (!said)
        return tl::unexpected(said.error());
    const auto decided = s.transfers.decide(*s.transfers.byId(asked->id),
                                            {TransferDecision::Approved, u"This listing."_s, {}, nowMs + kHourMs});
    return decided ? s.transfers.byId(asked->id) : tl::unexpected(decided.error());
}

/** The same through the workspace of a fixture. */
template<class Fixture> [[nodiscard]] Result<Transfer> approvedTransferIn(Fixture &f)
{
    return f.template ask<Transfer>([&f](Services &s) { return approvedTransfer(s, f.incident, f.clock.nowMs()); });
}

template<class Fixture> [[nodiscard]] int movesOf(Fixture &f, TransferId id)
{
    const auto t = f.template ask<Transfer>([id](Services &s) { return s.transfers.byId(id); });
    return t ? t->moves : -1;
}

} // namespace tocsin
