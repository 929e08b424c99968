#include "tests/storage/populated.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

template<class T> void must(Team &team, const char *what, const Result<T> &result)
{
    if (!result)
        team.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
}

} // namespace

/** P1.10, P1.11: links made and taken back, a duplicate whose obligations the survivor takes over, and the team's work.
 */
void populateWorking(Team &t)
{
    Services &s = *t.services;
    const IncidentId survivor = t.diagnosed(u"Reported first"_s), duplicate = t.diagnosed(u"Reported again"_s);
    const ScopeRow oak = t.customer(u"Oak"_s, u"oak-1"_s, u"o@oak.example"_s);
    must(t, "scope", s.customers.setScope(duplicate, oak, u"Data-flow log"_s));
    must(t, "declare", t.declare(duplicate));
    t.clock.advance(kHourMs);
    must(t, "declare", t.declare(survivor));
    must(t, "link", s.links.link(survivor, duplicate, LinkKind::Related, u"Same token."_s));
    must(t, "unlink", s.links.unlink(duplicate, s.links.links(survivor)->first().id, u"It is the same."_s));
    must(t, "link", s.links.link(duplicate, survivor, LinkKind::DuplicateOf, u"Same token, same host."_s));
    must(t, "take over", s.links.takeOver(survivor, t.now(survivor).version, duplicate, u"One team."_s));
    EndingInput e;
    e.kind = Ending::Duplicate;
    e.duplicateOf = survivor;
    must(t, "end as duplicate", s.incidents.end(duplicate, t.now(duplicate).version, e));
    must(t, "situation", s.team.saveSituation(survivor, 0, {0, u"A token."_s, u"Since when."_s, u"Rotate."_s, {}, 0}));
    must(t, "situation", s.team.saveSituation(survivor, 1, {0, u"Two tokens."_s, {}, u"Rotate."_s, {}, 0}));
    Task task;
    task.what = u"Rotate the signing key"_s;
    task.owner = t.ada;
    task.dueMs = t.clock.nowMs() + kDayMs;
    must(t, "task", s.team.addTask(survivor, task));
    for (const auto &[state, reason] : {std::pair(TaskState::Done, QString()),
                                        {TaskState::Open, u"Not on all hosts."_s},
                                        {TaskState::Dropped, u"Key is gone."_s}}) {
        t.clock.advance(kMinuteMs);
        task = s.team.working(survivor)->tasks.first();
        task.state = state;
        task.reason = reason;
        must(t, "task", s.team.changeTask(task));
    }
    must(t, "duty", s.team.changeCrew(survivor, {CrewDuty::Scribe, t.ada, {}, true, {}, {}, 0}));
    must(t, "duty", s.team.changeCrew(survivor, {CrewDuty::Scribe, t.ada, {}, false, u"Shift ends."_s, {}, 0}));
    must(t, "duty", s.team.changeCrew(survivor, {CrewDuty::ServiceEngineer, {}, u"Jo of identity"_s, true, {}, {}, 0}));
    must(t, "call", s.team.addPlace(survivor, {{}, PlaceKind::Call, u"Bridge"_s, u"+49 30 1"_s, {}, {}, 0}));
    must(
        t, "reference",
        s.team.addPlace(survivor, {{}, PlaceKind::Reference, u"Tickets"_s, u"T-1"_s, u"https://t.example/1"_s, {}, 0}));
    must(t, "removal", s.team.removePlace(survivor, s.team.working(survivor)->places.first().id, u"Another number."_s));
    must(t, "copied", s.team.noteCopied(survivor, s.team.report(survivor)->markdown));
}

} // namespace tocsin::test
