// The last part of a demo incident: its post-mortem, with what reviewers said, and the measures that follow.
#include "models/exchange/demodirectory.h"
#include "models/exchange/demoreplay.h"
#include "models/services/postmortemtemplates.h"
#include "models/services/services.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

Result<void> missing(const QString &what)
{
    return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin", "The demo data is damaged."),
                   u"no such "_s + what);
}

PostmortemSection sectionOf(const QJsonObject &act)
{
    return fromCode<PostmortemSection>(act.value("section"_L1).toString()).value_or(PostmortemSection::Summary);
}

} // namespace

QHash<QString, DemoReplay::Teller> DemoReplay::closingTellers()
{
    return {
        {u"postmortem_write"_s, &DemoReplay::postmortemWrite},
        {u"postmortem_submit"_s, &DemoReplay::postmortemSubmit},
        {u"postmortem_review"_s, &DemoReplay::postmortemReview},
        {u"postmortem_approve"_s, &DemoReplay::postmortemApprove},
        {u"postmortem_comment"_s, &DemoReplay::postmortemComment},
        {u"postmortem_ask"_s, &DemoReplay::postmortemAsk},
        {u"postmortem_answer"_s, &DemoReplay::postmortemAnswer},
        {u"summary_write"_s, &DemoReplay::summaryWrite},
        {u"summary_stay"_s, &DemoReplay::summaryStay},
        {u"summary_look"_s, &DemoReplay::summaryLook},
        {u"summary_submit"_s, &DemoReplay::summarySubmit},
        {u"summary_approve"_s, &DemoReplay::summaryApprove},
        {u"measure"_s, &DemoReplay::measure},
        {u"measure_end"_s, &DemoReplay::measureEnd},
    };
}

Result<int> DemoReplay::postmortemVersion() const
{
    const auto postmortem = m_services->postmortems.of(m_id);
    if (!postmortem)
        return tl::unexpected(postmortem.error());
    return *postmortem ? (*postmortem)->version : 0;
}

Result<void> DemoReplay::postmortemWrite(const QJsonObject &act)
{
    const auto &templates = PostmortemTemplates::builtIn();
    if (!templates)
        return tl::unexpected(templates.error());
    PostmortemBody body = PostmortemBody::fromMarkdown(text(act, "body"_L1));
    body.kind = act.value("kind"_L1).toString();
    body.cause = act.value("cause"_L1).toString();
    body.causeName = templates->causeName(body.cause);
    body.response = fromCode<Sufficiency>(act.value("response"_L1).toString()).value_or(Sufficiency::NotSaid);
    body.procedures = fromCode<Sufficiency>(act.value("procedures"_L1).toString()).value_or(Sufficiency::NotSaid);
    for (const QJsonValue &why : act.value("whys"_L1).toArray())
        body.whys << why.toString();
    return postmortemVersion().and_then(
        [&](int seen) { return m_services->postmortems.save(m_id, seen, body, text(act, "remark"_L1)); });
}

Result<void> DemoReplay::postmortemSubmit(const QJsonObject &)
{
    return postmortemVersion().and_then([&](int seen) { return m_services->postmortems.submit(m_id, seen); });
}

Result<void> DemoReplay::postmortemReview(const QJsonObject &act)
{
    return postmortemVersion().and_then(
        [&](int seen) { return m_services->postmortems.review(m_id, seen, text(act, "remark"_L1)); });
}

Result<void> DemoReplay::postmortemApprove(const QJsonObject &act)
{
    return postmortemVersion().and_then([&](int seen) {
        return m_services->postmortems.approve(m_id, seen, attested(act, "attestedBy"_L1, text(act, "remark"_L1)));
    });
}

Result<void> DemoReplay::postmortemComment(const QJsonObject &act)
{
    const auto now = m_services->postmortems.of(m_id);
    if (!now)
        return tl::unexpected(now.error());
    if (!*now)
        return missing(u"post-mortem"_s);
    PostmortemComment comment;
    comment.text = (*now)->text;
    comment.section = sectionOf(act);
    comment.quote = act.value("quote"_L1).toString();
    comment.remark = text(act, "text"_L1);
    if (act.contains("suggestion"_L1))
        comment.suggestion = text(act, "suggestion"_L1);
    return m_services->postmortems.comment(m_id, comment);
}

Result<void> DemoReplay::postmortemAsk(const QJsonObject &act)
{
    PostmortemQuestion question;
    question.asked = m_directory->person(act.value("asked"_L1).toString()).id;
    question.section = sectionOf(act);
    question.question = text(act, "question"_L1);
    question.dueMs = instant(act, "due"_L1);
    return m_services->postmortems.ask(m_id, question);
}

Result<void> DemoReplay::postmortemAnswer(const QJsonObject &act)
{
    const auto mine = m_services->postmortems.questions(m_id);
    if (!mine)
        return tl::unexpected(mine.error());
    for (const PostmortemQuestion &q : *mine)
        if (q.question == text(act, "question"_L1))
            return m_services->postmortems.answer(m_id, q.id, text(act, "text"_L1));
    return missing(u"question"_s);
}

Result<int> DemoReplay::summaryVersion() const
{
    const auto summary = m_services->summaries.of(m_id);
    if (!summary)
        return tl::unexpected(summary.error());
    return *summary ? (*summary)->version : 0;
}

Result<void> DemoReplay::summaryWrite(const QJsonObject &act)
{
    QList<SummaryParagraph> paragraphs;
    for (const QJsonValue &each : act.value("paragraphs"_L1).toArray()) {
        SummaryParagraph p;
        p.text = text(each.toObject(), "text"_L1);
        for (const QJsonValue &code : each.toObject().value("from"_L1).toArray())
            if (const auto section = fromCode<PostmortemSection>(code.toString()))
                p.from.insert(*section);
        paragraphs.append(p);
    }
    return summaryVersion().and_then([&](int seen) { return m_services->summaries.save(m_id, seen, paragraphs); });
}

Result<void> DemoReplay::summaryStay(const QJsonObject &act)
{
    const LeakKind kind = fromCode<LeakKind>(act.value("kind"_L1).toString()).value_or(LeakKind::Person);
    return summaryVersion().and_then([&](int seen) {
        return m_services->summaries.mayStay(m_id, seen, kind, act.value("words"_L1).toString(),
                                             text(act, "reason"_L1));
    });
}

Result<void> DemoReplay::summaryLook(const QJsonObject &act)
{
    for (const QJsonValue &code : act.value("kinds"_L1).toArray()) {
        const auto kind = fromCode<LeakKind>(code.toString());
        const auto seen = summaryVersion();
        if (!kind || !seen)
            return seen ? missing(u"kind"_s) : tl::unexpected(seen.error());
        if (auto ok = m_services->summaries.lookedThrough(m_id, *seen, *kind); !ok)
            return ok;
    }
    return {};
}

Result<void> DemoReplay::summarySubmit(const QJsonObject &)
{
    return summaryVersion().and_then([&](int seen) { return m_services->summaries.submit(m_id, seen); });
}

Result<void> DemoReplay::summaryApprove(const QJsonObject &act)
{
    return summaryVersion().and_then([&](int seen) {
        return m_services->summaries.approve(m_id, seen, attested(act, "attestedBy"_L1, text(act, "words"_L1)));
    });
}

Result<void> DemoReplay::measure(const QJsonObject &act)
{
    Measure measure;
    measure.kind = fromCode<MeasureKind>(act.value("kind"_L1).toString()).value_or(MeasureKind::Corrective);
    measure.what = text(act, "what"_L1);
    measure.owner = m_directory->person(act.value("owner"_L1).toString()).id;
    measure.dueMs = act.contains("due"_L1) ? instant(act, "due"_L1) : 0;
    return m_services->measures.add(m_id, measure);
}

Result<void> DemoReplay::measureEnd(const QJsonObject &act)
{
    const auto list = m_services->measures.ofIncident(m_id);
    if (!list)
        return tl::unexpected(list.error());
    for (Measure measure : *list) {
        if (measure.what != text(act, "what"_L1))
            continue;
        measure.state = fromCode<MeasureState>(act.value("state"_L1).toString()).value_or(MeasureState::Done);
        measure.reason = text(act, "reason"_L1);
        return m_services->measures.change(measure);
    }
    return missing(u"measure"_s);
}

} // namespace tocsin
