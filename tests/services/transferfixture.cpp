#include "tests/services/transferfixture.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

QString TransferFixture::begin()
{
    rita = team.person(u"Rita Rowe"_s, Role::Responder);
    hal = team.person(u"Hal Hart"_s, Role::IncidentManager);
    sam = team.person(u"Sam Both"_s, Role::Legal | Role::IncidentManager | Role::Responder);
    aud = team.person(u"Aud Holm"_s, Role::Auditor);
    pia = team.person(u"Pia Post"_s, Role::PostmortemAuthor);
    kay = team.person(u"Kay Keep"_s, Role::Administrator);
    id = team.record(u"Dumps"_s);
    return team.problems.join(u'\n');
}

TransferId TransferFixture::made(IncidentId incident, int steps)
{
    team.actAs(rita);
    const auto asked = s().ask(incident, sampleTransfer(u"Dumps to the lab"_s, team.clock.nowMs()));
    if (!asked) {
        team.problems << asked.error().userText;
        return {};
    }
    if (steps > 0) {
        team.actAs(team.ada);
        if (auto ok = s().answer(now(asked->id), allYes(now(asked->id))); !ok)
            team.problems << ok.error().userText + ok.error().detail;
    }
    team.actAs(team.mira);
    if (steps > 1)
        if (auto ok = s().decide(now(asked->id), decision(TransferDecision::Approved)); !ok)
            team.problems << ok.error().userText + ok.error().detail;
    return asked->id;
}

TransferMoveId TransferFixture::moved(TransferId transfer)
{
    if (auto ok = s().recordMove(now(transfer), sampleMove(team.clock.nowMs())); !ok)
        team.problems << ok.error().userText + ok.error().detail;
    return s().details(transfer)->moves.last().id;
}

QString TransferFixture::failed(const Result<void> &r)
{
    if (r)
        return {};
    const ErrorKind kind = r.error().kind;
    const QString code = kind == ErrorKind::Denied     ? u"denied"_s
                         : kind == ErrorKind::Refused  ? u"refused"_s
                         : kind == ErrorKind::Conflict ? u"conflict"_s
                         : kind == ErrorKind::Invalid  ? u"invalid"_s
                                                       : u"other"_s;
    return code + u": "_s + r.error().userText;
}

TransferDecisionInput TransferFixture::decision(TransferDecision d)
{
    if (d == TransferDecision::Approved)
        return approval(team.clock.nowMs() + kDayMs);
    return {d, u"Because."_s, {}, 0};
}

} // namespace tocsin::test
