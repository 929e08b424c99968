// The world's post-mortems and measures (P1.7, P11).
#include "tests/storage/roleworld.h"

using namespace Qt::StringLiterals;

namespace tocsin::test {

void RoleWorld::postmortems()
{
    actAs(u'h');
    did("stabilize", s().incidents.move(m_done, m_team.now(m_done).version, Stage::Stabilize, u"Plan."_s));
    const auto shown =
        s().timeline.add(m_done, {EntryKind::Evidence, m_team.clock.nowMs(), u"The replay fails."_s, {}, false});
    for (const auto kind : {ContainmentKind::CustomerRiskVerified, ContainmentKind::BusinessRiskVerified})
        did("contain", s().incidents.contain(m_done, m_team.now(m_done).version, kind, u"Replay fails."_s, u"Sam"_s,
                                             m_team.clock.nowMs(), {*shown}));
    did("close out", s().incidents.move(m_done, m_team.now(m_done).version, Stage::CloseOut, u"Contained."_s));
    actAs(u'p');
    for (const IncidentId id : {m_declared, m_open, m_done, m_others})
        did("post-mortem", s().postmortems.save(id, 0, u"## Summary\n\nA token."_s));
    did("post-mortem", s().postmortems.save(m_fresh, 0, u"## Summary\n\nA token."_s));
    for (const IncidentId id : {m_open, m_done, m_fresh})
        did("submit", s().postmortems.submit(id, 1));
    const auto opened = s().postmortems.open(m_declared);
    did("open", opened ? Result<void>() : tl::unexpected(opened.error()));
    for (const QChar asked : {u'r', u'm'}) {
        PostmortemQuestion question;
        question.asked = m_people[asked];
        question.question = u"When?"_s;
        did("ask", s().postmortems.ask(m_declared, question));
    }
    for (const QChar asked : {u'r', u'm'}) {
        actAs(asked);
        const auto mine = s().postmortems.questions(m_declared);
        if (mine && mine->size() == 1)
            did("answer", s().postmortems.answer(m_declared, mine->first().id, u"At night."_s));
        else
            m_team.problems << u"who is asked sees one question"_s;
    }
    actAs(u'h');
    for (const IncidentId id : {m_open, m_done})
        did("review", s().postmortems.review(id, 2, {}));
    actAs(u'l');
    did("approve", s().postmortems.approve(m_done, 3, {}));
    act(u'l',
        u"INSERT INTO postmortem_comment (uuid, incident_id, text_id, section, quote, remark) SELECT 'pc' || n, "
        "%1, t.id, 'summary', '', 'x' FROM generate_series(1, 2) n, postmortem_text t WHERE t.incident_id = %1"_s.arg(
            m_declared.value));
    act(u'p', u"INSERT INTO postmortem_comment_end (uuid, incident_id, comment_id, outcome, remark) SELECT 'pe', "
              "incident_id, id, 'taken', '' FROM postmortem_comment WHERE uuid = 'pc2'"_s);
    act(u'r', u"INSERT INTO measure_change (uuid, incident_id, seen_version, kind, what, owner_name, state, reason) "
              "VALUES ('me', %1, 0, 'policy', 'Shorter lives', '', 'open', '')"_s.arg(m_declared.value));
    summaries();
    m_team.actAs(m_team.mira);
    m_team.confirmAll(m_done);
}

/** P11.4: a draft that was looked through, one that was not, one with legal, one that legal approved. */
void RoleWorld::summaries()
{
    actAs(u'p');
    for (const IncidentId id : {m_declared, m_open, m_done, m_fresh}) {
        did("summary", s().summaries.save(id, 0, {{u"Tokens were used twice."_s, {PostmortemSection::Summary}}}));
        if (id == m_fresh)
            continue;
        for (const auto &e : enumTable<LeakKind>())
            did("look through", s().summaries.lookedThrough(id, 1, e.value));
        if (id != m_declared)
            did("submit summary", s().summaries.submit(id, 1));
    }
    actAs(u'l');
    did("approve summary", s().summaries.approve(m_done, 2, {}));
}

void RoleWorld::readPostmortems()
{
    const auto value = [this](const QString &sql) { return m_team.server->asOwner(filled(sql)).value; };
    m_values.insert(u"PC"_s, value(u"SELECT id FROM postmortem_comment WHERE uuid = 'pc1'"_s));
    m_values.insert(u"PQ"_s, value(u"SELECT id FROM postmortem_question WHERE asked_id = {p.r}"_s));
    m_values.insert(u"ME"_s, value(u"SELECT id FROM measure WHERE incident_id = {D}"_s));
    for (const auto &[name, incident] : {std::pair(u"PD"_s, u"D"_s), {u"PB"_s, u"B"_s}, {u"PF"_s, u"F"_s}}) {
        m_values.insert(name, value(u"SELECT text_id FROM postmortem WHERE incident_id = {%1}"_s.arg(incident)));
        m_values.insert(name + u".v"_s,
                        value(u"SELECT version FROM postmortem WHERE incident_id = {%1}"_s.arg(incident)));
        m_values.insert(name + u".s"_s, value(u"SELECT sha256 FROM postmortem_text WHERE id = {%1}"_s.arg(name)));
        QString summary = name;
        summary[0] = u'S';
        const QString head = u"SELECT %2 FROM postmortem_summary WHERE incident_id = {%1}"_s.arg(incident);
        m_values.insert(summary, value(head.arg(u"summary_id"_s)));
        m_values.insert(summary + u".v"_s, value(head.arg(u"version"_s)));
        m_values.insert(summary + u".s"_s,
                        value(u"SELECT sha256 FROM postmortem_summary_text WHERE id = {%1}"_s.arg(summary)));
    }
}

} // namespace tocsin::test
