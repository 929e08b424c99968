#include "tests/storage/populated.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

template<class T> void must(Team &team, const char *what, const Result<T> &result)
{
    if (!result)
        team.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
}

void populateMeasures(Team &t, IncidentId id)
{
    MeasureService &s = t.services->measures;
    Measure m;
    m.kind = MeasureKind::Procedure;
    m.what = u"Rotate signing keys each quarter"_s;
    m.owner = t.ada;
    m.dueMs = t.clock.nowMs() + 30 * kDayMs;
    must(t, "measure", s.add(id, m));
    for (const auto &[state, reason] : {std::pair(MeasureState::Open, QString()),
                                        {MeasureState::Done, u"Rotated twice."_s},
                                        {MeasureState::Open, u"Not on the old hosts."_s}}) {
        t.clock.advance(kMinuteMs);
        const auto list = s.ofIncident(id);
        must(t, "measures", list);
        m = list->first();
        m.state = state;
        m.reason = reason;
        must(t, "measure", s.change(m));
    }
}

} // namespace

/** P11.4: written, looked through, given back, written again, approved by legal. */
void populateSummary(Team &t, IncidentId id)
{
    SummaryService &s = t.services->summaries;
    for (const int seen : {0, 3}) {
        must(t, "summary", s.save(id, seen, {{u"Mira saw a token."_s, {PostmortemSection::Summary}}}));
        if (seen == 0)
            must(t, "may stay", s.mayStay(id, 1, LeakKind::Person, u"Mira"_s, u"She speaks for us."_s));
        for (const auto &e : enumTable<LeakKind>())
            must(t, "looked through", s.lookedThrough(id, seen + 1, e.value));
        must(t, "submit summary", s.submit(id, seen + 1));
        if (seen == 0)
            must(t, "give back summary", s.giveBack(id, 2, u"Say when."_s));
    }
    must(t, "approve summary", s.approve(id, 5, t.said(t.ada)));
}

/** P11: written, commented, asked about, given back, reviewed and approved; opened and exported; with its measures. */
void populatePostmortem(Team &t, IncidentId id)
{
    const qint64 now = t.clock.nowMs();
    const auto shown =
        t.services->timeline.add(id, {EntryKind::Evidence, now, u"Replay of the token fails"_s, {}, false});
    must(t, "evidence", shown);
    must(t, "mitigate",
         t.services->incidents.contain(id, t.now(id).version, ContainmentKind::Mitigation, u"Rotated."_s, {}, now,
                                       {*shown}));
    PostmortemService &s = t.services->postmortems;
    must(t, "postmortem", s.save(id, 0, u"## Summary\n\nA token."_s));
    const auto begun = s.open(id);
    must(t, "open pm", begun);
    PostmortemComment comment;
    comment.text = (*begun)->text;
    comment.quote = u"A token."_s;
    comment.suggestion = u"A signing token."_s;
    must(t, "suggest", s.comment(id, comment));
    must(t, "decline", s.settle(id, s.comments(id)->first().id, CommentOutcome::Declined, u"It was not signed."_s));
    PostmortemQuestion question;
    question.asked = t.mira;
    question.question = u"When was it seen first?"_s;
    question.dueMs = t.clock.nowMs() + kDayMs;
    must(t, "ask", s.ask(id, question));
    must(t, "answer", s.answer(id, s.questions(id)->first().id, u"At night."_s));
    must(t, "submit pm", s.submit(id, 1));
    must(t, "give back pm", s.giveBack(id, 2, u"Say since when."_s));
    must(t, "submit pm", s.submit(id, 3));
    must(t, "review pm", s.review(id, 4, {}));
    must(t, "approve pm", s.approve(id, 5, t.said(t.ada)));
    populateSummary(t, id);
    must(t, "export pm", s.exported(id, PostmortemFormat::Markdown, u"pm.md"_s));
    populateMeasures(t, id);
}

} // namespace tocsin::test
