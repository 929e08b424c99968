#include "models/storage/redactionrepository.h"
#include "tests/storage/populated.h"

#include <QBuffer>

namespace tocsin::test {

using namespace Qt::StringLiterals;

/** Held and free again; redacted: an entry, a file, an imported entry, a task; refused, taken back, and one waits. */
void populateRedactions(Team &t)
{
    const auto must = [&t](const char *what, const auto &result) {
        if (!result)
            t.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
    };
    t.actAs(t.mira);
    const IncidentId id = t.record(u"Pasted by mistake"_s);
    const auto note = [&](const QString &text) {
        return *t.services->timeline.add(id, {EntryKind::Note, t.clock.nowMs(), text, {}, false});
    };
    const EntryId pasted = note(u"Card 4111 1111 1111 1111 of Jane Roe"_s);
    const EntryId kept = note(u"Nothing secret in here at all"_s);
    QByteArray bytes(2000, 'j');
    QBuffer file(&bytes);
    must("open", file.open(QIODevice::ReadOnly) ? Result<void>() : failure(ErrorKind::Internal, {}));
    const auto attached =
        t.services->timeline.attach(id, kept, {u"roe.csv"_s, u"text/csv"_s, FromProduction::No, {}}, file);
    must("attach", attached);
    must("import",
         t.services->timeline.addBulk(id,
                                      {{EntryKind::Note, t.clock.nowMs(), u"Imported line of Jane"_s, {}, false},
                                       {EntryKind::Note, t.clock.nowMs(), u"Another line"_s, {}, false}},
                                      u"log.csv"_s, QString(64, u'b')));
    t.actAs(t.ada);
    must("hold", t.services->holds.place(id, u"Claim 12/26"_s, 0));
    must("lift", t.services->holds.lift(id, u"Settled"_s, 1));
    const auto ask = [&](const QString &table, qint64 row, RedactionGround ground) {
        t.actAs(t.ada);
        const auto key = t.services->redactions.request(
            id, {ground, u"Belongs to a customer."_s, RedactionCapacity::Legal, table, row});
        must("ask", key);
        return *RedactionRepository(*t.db).byId(key.value_or(RedactionId{}));
    };
    const auto decide = [&](const Redaction &r, RedactionDecision decision) {
        t.actAs(t.mira);
        must("decide", t.services->redactions.decide(r, {decision, u"Seen."_s}));
    };
    decide(ask(u"timeline_entry"_s, pasted.value, RedactionGround::CustomerData), RedactionDecision::Confirmed);
    decide(ask(u"attachment"_s, attached->value, RedactionGround::Erasure), RedactionDecision::Confirmed);
    const qint64 imported =
        t.db->scalar(u"SELECT max(id) - 1 FROM timeline_entry WHERE bulk_id IS NOT NULL"_s).toLongLong();
    decide(ask(u"timeline_entry"_s, imported, RedactionGround::Unlawful), RedactionDecision::Confirmed);
    decide(ask(u"timeline_entry"_s, kept.value, RedactionGround::Retention), RedactionDecision::Refused);
    const Redaction mistaken = ask(u"timeline_entry"_s, kept.value, RedactionGround::Retention);
    t.actAs(t.ada);
    must("take back", t.services->redactions.takeBack(mistaken, u"Too early."_s));
    // The last one without the cleaning after it, as where another program has the file open.
    const Redaction first = ask(u"incident_record"_s, id.value, RedactionGround::CustomerData);
    t.actAs(t.mira);
    must("confirm", t.services->session.act(Right::ConfirmRedaction, id, 0, [&](const Incident &) {
        return RedactionRepository(*t.db).insertDecision(first, {RedactionDecision::Confirmed, u"Seen."_s},
                                                         RedactionCapacity::Manager, {});
    }));
    (void)ask(u"timeline_entry"_s, kept.value, RedactionGround::Erasure);
    t.actAs(t.mira);
}

} // namespace tocsin::test
