// The part of a demo incident that a team works with: links, situation, tasks, duties, calls and references.
#include "models/exchange/demodirectory.h"
#include "models/exchange/demoreplay.h"
#include "models/services/services.h"

using namespace Qt::StringLiterals;

namespace tocsin {

Result<void> DemoReplay::link(const QJsonObject &act)
{
    return m_services->links.link(m_id, m_directory->incident(act.value("other"_L1).toString()),
                                  fromCode<LinkKind>(act.value("kind"_L1).toString()).value_or(LinkKind::Related),
                                  text(act, "reason"_L1));
}

Result<void> DemoReplay::situation(const QJsonObject &act)
{
    const auto view = m_services->team.working(m_id);
    if (!view)
        return tl::unexpected(view.error());
    Situation situation;
    situation.known = text(act, "known"_L1);
    situation.unknown = text(act, "unknown"_L1);
    situation.next = text(act, "next"_L1);
    return m_services->team.saveSituation(m_id, view->situation.version, situation);
}

Result<void> DemoReplay::task(const QJsonObject &act)
{
    Task task;
    task.what = text(act, "what"_L1);
    task.owner = m_directory->person(act.value("owner"_L1).toString()).id;
    task.ownerName = act.value("ownerName"_L1).toString();
    task.dueMs = act.contains("due"_L1) ? instant(act, "due"_L1) : 0;
    return m_services->team.addTask(m_id, task);
}

/** Done, or dropped with a reason: the open task of these words. */
Result<void> DemoReplay::taskEnd(const QJsonObject &act)
{
    const auto view = m_services->team.working(m_id);
    if (!view)
        return tl::unexpected(view.error());
    for (Task task : view->tasks) {
        if (task.what != text(act, "what"_L1))
            continue;
        task.state = fromCode<TaskState>(act.value("state"_L1).toString()).value_or(TaskState::Done);
        task.reason = text(act, "reason"_L1);
        return m_services->team.changeTask(task);
    }
    return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin", "The demo data is damaged."),
                   u"no such task"_s);
}

Result<void> DemoReplay::duty(const QJsonObject &act)
{
    CrewChange change;
    change.duty = fromCode<CrewDuty>(act.value("duty"_L1).toString()).value_or(CrewDuty::Scribe);
    change.holder = m_directory->person(act.value("holder"_L1).toString()).id;
    change.holderName = act.value("holderName"_L1).toString();
    change.assigned = act.value("assigned"_L1).toBool(true);
    change.reason = text(act, "reason"_L1);
    return m_services->team.changeCrew(m_id, change);
}

Result<void> DemoReplay::place(const QJsonObject &act)
{
    OutsidePlace place;
    place.kind = fromCode<PlaceKind>(act.value("kind"_L1).toString()).value_or(PlaceKind::Reference);
    place.name = text(act, "name"_L1);
    place.reference = text(act, "reference"_L1);
    place.link = text(act, "link"_L1);
    return m_services->team.addPlace(m_id, place);
}

} // namespace tocsin
