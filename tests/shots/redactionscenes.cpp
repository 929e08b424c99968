#include "models/services/workspace.h"
#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/theme/theme.h"

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

constexpr qint64 kNumber = 31;

void shootRecord(Studio &studio, const QString &name)
{
    studio.incident(kNumber, u"overview"_s); // read anew
    studio.incident(kNumber, u"record"_s);
    studio.click(u"recordHolds"_s);
    studio.settle();
    studio.shoot(u"redaction-"_s + name);
}

/** From an entry of the record, and from a row of who is affected. */
void shootPointing(Studio &studio)
{
    studio.incident(kNumber, u"record"_s);
    studio.click(u"recordEntries"_s);
    studio.settle();
    studio.find(u"recordEntries"_s)->setFocus();
    studio.key(Qt::Key_Home);
    studio.shoot(u"redaction-record"_s);
    studio.click(u"auditRedact"_s);
    studio.settle();
    studio.shoot(u"redaction-record-ask"_s);
    studio.click(u"panelCancel"_s);
    studio.incident(22, u"customers"_s);
    studio.settle();
    studio.find(u"scopeTable"_s)->setFocus();
    studio.key(Qt::Key_Down);
    studio.click(u"redactScope"_s);
    studio.settle();
    studio.shoot(u"redaction-customers"_s);
    studio.click(u"panelCancel"_s);
}

} // namespace

/** Hold and redaction (P12.2): nothing yet, asked for, confirmed, in the timeline, under a hold. */
void shootRedaction(Studio &studio)
{
    studio.renewWindow();
    studio.openDemo(studio.workPath(u"redaction.tocsin"_s));
    studio.hold(kNumber);
    shootRecord(studio, u"nothing"_s);
    studio.click(u"changeHold"_s);
    studio.shoot(u"redaction-hold"_s);
    studio.click(u"panelCancel"_s);
    const IncidentId id = studio.read(kNumber).id;
    const auto entry = studio.ask<EntryId>([id](Services &s) {
        return s.timeline.add(id, {EntryKind::Note,
                                   s.session.nowMs(),
                                   u"Pasted from the ticket: Jane Roe, card 4111 1111 1111 1111, valid until 04/28"_s,
                                   {},
                                   false});
    });
    studio.incident(kNumber, u"timeline"_s);
    studio.settle();
    studio.find(u"timelineList"_s)->setFocus();
    studio.key(Qt::Key_End);
    studio.key(Qt::Key_Return);
    studio.shoot(u"redaction-entry"_s);
    studio.click(u"redactEntry"_s);
    studio.shoot(u"redaction-ask"_s);
    studio.click(u"panelCancel"_s);
    shootPointing(studio);
    studio.ask<RedactionId>([id, entry](Services &s) {
        return s.redactions.request(id, {RedactionGround::CustomerData, u"The support ticket of a customer."_s,
                                         RedactionCapacity::Legal, u"timeline_entry"_s, entry.value});
    });
    shootRecord(studio, u"waits"_s);
    studio.click(u"confirmRedaction-1"_s);
    studio.settle();
    studio.shoot(u"redaction-confirm"_s);
    studio.click(u"panelCancel"_s);
    studio.ask<RedactionOutcome>([id](Services &s) -> Result<RedactionOutcome> {
        auto people = s.people.all();
        Attestation said{{}, s.session.nowMs(), u"by telephone"_s, u"Take it away."_s};
        for (const Person &p : *people)
            if (p.id != s.session.actor().id && (p.roles & Role::IncidentManager))
                said.by = p.id;
        return s.redactions.decide(s.redactions.ofIncident(id)->first(), {RedactionDecision::Confirmed, {}}, said);
    });
    studio.ask<void>([id](Services &s) { return s.holds.place(id, u"Claim of a customer, 12 O 44/26"_s, 0); });
    shootRecord(studio, u"held"_s);
    studio.incident(kNumber, u"timeline"_s);
    studio.settle();
    studio.shoot(u"redaction-timeline"_s);
}

} // namespace tocsin::shots
