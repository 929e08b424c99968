// The world's legal holds and redactions (P12.2).
#include "tests/storage/roleworld.h"

using namespace Qt::StringLiterals;

namespace tocsin::test {

/** In D one carried out, one that waits for the manager, one that waits for legal; in B one under a hold. */
void RoleWorld::redactions()
{
    const auto ask = [this](QChar who, RedactionCapacity as, IncidentId id, const QString &text) {
        actAs(u'r');
        const auto entry = s().timeline.add(id, {EntryKind::Note, m_team.clock.nowMs(), text, {}, false});
        actAs(who);
        const auto asked = s().redactions.request(
            id, {RedactionGround::CustomerData, u"Theirs."_s, as, u"timeline_entry"_s, entry->value});
        did("ask for a redaction", asked ? Result<void>() : tl::unexpected(asked.error()));
        return s().redactions.ofIncident(id)->last();
    };
    const Redaction first = ask(u'l', RedactionCapacity::Legal, m_declared, u"Pasted cards of a customer"_s);
    actAs(u'h');
    const auto done = s().redactions.decide(first, {RedactionDecision::Confirmed, u"Seen."_s});
    did("confirm", done ? Result<void>() : tl::unexpected(done.error()));
    (void)ask(u'l', RedactionCapacity::Legal, m_declared, u"More cards of a customer"_s);
    (void)ask(u'h', RedactionCapacity::Manager, m_declared, u"Still more cards of one"_s);
    (void)ask(u'l', RedactionCapacity::Legal, m_open, u"Cards of somebody else"_s);
    actAs(u'l');
    did("hold", s().holds.place(m_declared, u"Claim"_s, 0));
    did("lift", s().holds.lift(m_declared, u"Settled"_s, 1));
    did("hold", s().holds.place(m_open, u"Claim"_s, 0));
    actAs(u'r');
    did("note", [this] {
        const auto made =
            s().timeline.add(m_declared, {EntryKind::Note, m_team.clock.nowMs(), u"Not asked for yet"_s, {}, false});
        return made ? Result<void>() : tl::unexpected(made.error());
    }());
    m_team.actAs(m_team.mira);
}

void RoleWorld::readRedactions()
{
    const auto value = [this](const QString &sql) { return m_team.server->asOwner(filled(sql)).value; };
    m_values.insert(u"R1"_s, value(u"SELECT id FROM redaction WHERE incident_id = {D} AND number = 2"_s));
    m_values.insert(u"R2"_s, value(u"SELECT id FROM redaction WHERE incident_id = {D} AND number = 3"_s));
    m_values.insert(u"R3"_s, value(u"SELECT id FROM redaction WHERE incident_id = {B} AND number = 1"_s));
    m_values.insert(u"RE"_s, value(u"SELECT max(id) FROM timeline_entry WHERE text = 'Not asked for yet'"_s));
}

} // namespace tocsin::test
