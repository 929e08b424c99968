#include "tests/storage/populatedruns.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

template<class T> void must(Team &team, const char *what, const Result<T> &result)
{
    if (!result)
        team.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
}

} // namespace

void populateRun(Team &t, IncidentId id, const EndingInput &ending)
{
    Services &s = *t.services;
    const auto entry = s.timeline.add(id, {EntryKind::Evidence, t.clock.nowMs(), u"Job list"_s, {}, false});
    must(t, "evidence", entry);
    const auto first = s.classifications.begin(id);
    must(t, "begin", first);
    must(t, "set aside", s.classifications.setAside(id, *first, u"Begun on the wrong incident."_s));
    const auto run = s.classifications.begin(id);
    must(t, "begin again", run);
    must(t, "answer", s.classifications.answer(id, *run, {u"practice"_s, {u"not_known"_s}, {}, {*entry}, 0}));
    const auto runs = s.classifications.runs(id);
    must(t, "runs", runs);
    must(t, "answer again",
         s.classifications.answer(
             id, *run,
             {u"practice"_s, {u"yes"_s}, u"The backup."_s, {*entry}, runs->first().answer(u"practice"_s)->id}));
    must(t, "took part", s.classifications.setParticipant(id, *run, {t.mira, u"Mira Kahn"_s}, true));
    must(t, "engineer", s.classifications.setParticipant(id, *run, {{}, u"Sam of storage"_s}, true));
    must(t, "not there", s.classifications.setParticipant(id, *run, {{}, u"Sam of storage"_s}, false));
    must(t, "finish", s.classifications.finish(id, *run, t.now(id).version, {Outcome::FalsePositive, {}, ending}));
}

} // namespace tocsin::test
