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

/** P3: services, whose an incident is, and one that is handed over; P2.8: exercises that were not announced. */
void populateServices(Team &t)
{
    Services &s = *t.services;
    Service machines;
    machines.name = u"Machines"_s;
    machines.owner = u"Sam"_s;
    machines.onCall = u"Sam, 555-0100\nKim, 555-0101"_s;
    machines.model = ServiceModel::Iaas;
    const auto added = s.directory.add(machines);
    must(t, "service", added);
    machines.id = *added;
    machines.version = 1;
    machines.owner = u"Kim"_s;
    must(t, "owner", s.directory.change(machines));
    const IncidentId id = t.record(u"A guest was taken over"_s);
    ServiceImpact impact;
    impact.service = machines.id;
    impact.model = ServiceModel::Iaas;
    impact.layers = {Layer::OperatingSystem, Layer::Virtualization};
    must(t, "impact", s.responsibility.set(id, impact, u"The host was touched."_s));
    impact.version = 1;
    impact.affected = false;
    must(t, "not affected", s.responsibility.set(id, impact, u"Another host."_s));
    impact.version = 2;
    impact.affected = true;
    impact.layers = {Layer::OperatingSystem};
    must(t, "the guest alone", s.responsibility.set(id, impact, {}));
    must(t, "hand over",
         s.responsibility.handOver(
             id, t.now(id).version,
             {u"Birch Clinic, security desk"_s, t.clock.nowMs(), u"Patch the guest; what we saw."_s, u"SUP-17"_s, {}}));
    NewIncident n;
    n.title = u"Keys found in a public place"_s;
    n.reportedBy = u"Red team"_s;
    n.detectedMs = t.clock.nowMs();
    const auto lifted = s.exercises.recordUnannounced(n, {t.mira, t.ada});
    must(t, "unannounced", lifted);
    must(t, "lift", s.exercises.lift(*lifted, t.now(*lifted).version, u"The drill is over."_s));
    must(t, "unannounced", s.exercises.recordUnannounced(n, {t.ada}));
}

} // namespace tocsin::test
