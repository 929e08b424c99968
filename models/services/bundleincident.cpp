#include "models/domain/csv.h"
#include "models/services/bundlepage.h"
#include "models/services/bundlewriter.h"
#include "models/services/customerservice.h"
#include "models/services/matterservice.h"
#include "models/services/measureservice.h"
#include "models/services/noticeservice.h"
#include "models/services/postmortemservice.h"
#include "models/services/session.h"
#include "models/services/summaryservice.h"
#include "models/services/timelineservice.h"
#include "models/services/transferservice.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/redactionrepository.h"
#include "models/storage/teamrepository.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostEntries = 500; ///< of the timeline, on the page

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString utc(qint64 ms)
{
    return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" UTC"_s
                  : QString();
}

template<class E> QString known(const std::optional<E> &value)
{
    return value ? nameOf(*value) : tr("not known yet");
}

void writeHead(BundlePage &page, const Incident &i)
{
    page.facts(
        {{tr("Exercise"), i.exercise ? tr("yes") : QString()},
         {tr("Detected"), utc(i.detectedMs)},
         {tr("Recorded"), utc(i.recordedMs)},
         {tr("Source"), i.sourceDetail.isEmpty() ? nameOf(i.source) : nameOf(i.source) + u": "_s + i.sourceDetail},
         {tr("Reported by"), i.reportedBy},
         {tr("Stage"), nameOf(i.stage)},
         {tr("Incident manager"), i.managerName},
         {tr("Severity"), i.severity ? nameOf(*i.severity) : tr("not assessed")},
         {tr("Priority"), i.severity ? nameOf(i.priority) : QString()},
         {tr("Functional impact"), known(i.findings.functional)},
         {tr("Customer-data risk"), known(i.findings.customerDataRisk)},
         {tr("Outcome"), nameOf(i.outcome)},
         {tr("Personal data"), nameOf(i.personalData)},
         {tr("Declared"), utc(i.declaredMs)},
         {tr("Customer risk contained"), utc(i.customerContainedMs)},
         {tr("Business risk contained"), utc(i.businessContainedMs)},
         {tr("Ended"), utc(i.endedMs)},
         {tr("Closed"), utc(i.closedMs)},
         {tr("Restricted"), i.restricted ? tr("yes: only who is named sees it") : QString()}});
    if (!i.description.trimmed().isEmpty()) {
        page.heading(tr("What was seen"));
        page.quote(i.description);
    }
}

Result<void> writeDuties(BundlePage &page, Session &session, IncidentId id, qint64 nowMs)
{
    auto situation = TeamRepository(session.database()).situation(id);
    auto duties = ObligationRepository(session.database()).ofIncident(id);
    auto scope = CustomerService(session).scope(id);
    for (const Error *e : {situation ? nullptr : &situation.error(), duties ? nullptr : &duties.error(),
                           scope ? nullptr : &scope.error()})
        if (e)
            return tl::unexpected(*e);
    if (situation->version > 0) {
        page.heading(tr("Situation"));
        page.facts(
            {{tr("Known"), situation->known}, {tr("Not known"), situation->unknown}, {tr("Next"), situation->next}});
    }
    QList<QStringList> rows;
    for (const Obligation &o : std::as_const(*duties))
        rows.append({tr("%1 (%2)").arg(nameOf(o.duty), o.citation), addresseeText(o), utc(o.facts.triggerMs),
                     utc(o.facts.deadlineMs),
                     u"%1 %2"_s.arg(nameOf(obligationState(o.facts, nowMs)), utc(o.facts.metMs)).trimmed()});
    if (!rows.isEmpty()) {
        page.heading(tr("Obligations"));
        page.table({tr("Duty"), tr("To"), tr("Started"), tr("Deadline"), tr("State")}, rows);
    }
    rows.clear();
    for (const ScopeRow &r : std::as_const(*scope))
        rows.append({r.customerName, r.subscriptionName, r.inScope ? r.certainty : tr("taken out"), r.accessed,
                     utc(r.sinceMs)});
    if (!rows.isEmpty()) {
        page.heading(tr("Affected customers"));
        page.table({tr("Customer"), tr("Subscription"), tr("How sure"), tr("What was accessed"), tr("Since")}, rows);
    }
    return {};
}

void writeNotice(BundlePage &page, const NoticeDetails &d)
{
    const Notice &n = d.notice;
    page.heading(tr("Notice %1: %2, %3").arg(n.number).arg(nameOf(n.audience), nameOf(n.phase)));
    page.facts({{tr("State"), nameOf(n.state)},
                {tr("Subject"), d.text.draft.subject},
                {tr("SHA-256 of the text"), d.text.sha256}});
    page.letter(d.text.draft.body);
    QList<QStringList> rows;
    for (const NoticeStepRow &s : d.steps)
        rows.append({utc(s.atMs), nameOf(s.step),
                     s.attestedByName.isEmpty() ? s.byName : tr("%1, entered by %2").arg(s.attestedByName, s.byName),
                     s.attestedWords.isEmpty() ? s.remark : s.attestedWords});
    if (!rows.isEmpty())
        page.table({tr("When"), tr("Step"), tr("Who"), tr("Words")}, rows);
    rows.clear();
    for (const MessageRow &m : d.messages)
        rows.append({m.customerName.isEmpty() ? m.recipient : m.customerName, m.address, m.result, m.reply,
                     m.reached ? utc(m.reachedMs) : tr("not yet"), m.proof});
    for (const HandDelivery &h : d.byHand) {
        QString whom;
        for (const ScopeRow &r : d.scope)
            if (r.subscription == h.subscription)
                whom = r.customerName;
        rows.append({whom, h.means, QString(), QString(), h.reached ? utc(h.atMs) : tr("not reached"), h.proof});
    }
    if (!rows.isEmpty())
        page.table({tr("To"), tr("Address or means"), tr("Result"), tr("Reply"), tr("Reached"), tr("Proof")}, rows);
}

Result<void> writeTransfers(BundlePage &page, Session &session, IncidentId id, qint64 nowMs)
{
    auto transfers = TransferService(session, nullptr).ofIncident(id);
    if (!transfers)
        return tl::unexpected(transfers.error());
    QList<QStringList> rows;
    for (const Transfer &t : std::as_const(*transfers))
        rows.append({QString::number(t.number), t.content.title, transferStateText(t, nowMs), t.requesterName,
                     t.legalName, t.managerName, u"custody/transfer-%1.pdf"_s.arg(t.number)});
    if (rows.isEmpty())
        return {};
    page.heading(tr("Data transfers out of production"));
    page.table(
        {tr("No."), tr("What"), tr("State"), tr("Asked for by"), tr("Legal"), tr("Decided by"), tr("Chain of custody")},
        rows);
    return {};
}

void writeConsultations(BundlePage &page, const QList<Consultation> &consultations)
{
    if (!consultations.isEmpty())
        page.heading(tr("Consultations with legal"));
    for (const Consultation &c : consultations) {
        page.facts({{tr("Consultation"), QString::number(c.number)},
                    {tr("When"), utc(c.content.atMs)},
                    {tr("With"), c.content.adviser},
                    {tr("Text"), c.withheld ? tr("withheld: privileged") : QString()},
                    {tr("SHA-256 with salt"), c.sha256},
                    {tr("Released by"), c.releasedBy},
                    {tr("Question"), c.content.question},
                    {tr("Advice"), c.content.advice}});
    }
}

/** P1.7: what follows, with owner and day, whether there is a post-mortem or not. */
Result<void> writeMeasures(BundlePage &page, Session &session, IncidentId id)
{
    auto measures = MeasureService(session).ofIncident(id);
    if (!measures)
        return tl::unexpected(measures.error());
    QList<QStringList> rows;
    for (const Measure &m : std::as_const(*measures))
        rows.append({nameOf(m.kind), m.what, m.ownerName, utc(m.dueMs).left(10),
                     tr("%1, %2").arg(nameOf(m.state), utc(m.sinceMs)), m.reason});
    if (rows.isEmpty())
        return {};
    page.heading(tr("Measures"));
    page.table({tr("Kind"), tr("What"), tr("Owner"), tr("Due"), tr("State"), tr("Why, or what shows it")}, rows);
    return {};
}

Result<void> writeEntries(BundlePage &page, Session &session, IncidentId id)
{
    auto entries = TimelineService(session).after(id, {}, {}, kMostEntries);
    if (!entries)
        return tl::unexpected(entries.error());
    QList<QStringList> rows;
    for (const TimelineEntry &e : std::as_const(*entries))
        rows.append(
            {utc(e.atMs), e.keyEvent ? tr("%1, key event").arg(nameOf(e.kind)) : nameOf(e.kind), e.personName,
             e.struck ? tr("struck through by %1 (%2): %3").arg(e.struckByName, e.strikeReason, e.text) : e.text});
    page.heading(tr("Timeline"));
    page.table({tr("When"), tr("Kind"), tr("Who"), tr("What")}, rows);
    if (entries->size() == kMostEntries)
        page.paragraph(tr("These are the first %1 entries; timeline.csv has all of them.").arg(kMostEntries));
    return {};
}

} // namespace

namespace {

/** What is gone, by whom and why, and the holds on what is left (P12.2). */
Result<void> writeRedactions(BundlePage &page, Session &session, IncidentId id)
{
    RedactionRepository repository(session.database());
    auto redactions = repository.ofIncident(id);
    auto holds = repository.holds(id);
    if (!redactions || !holds)
        return tl::unexpected(redactions ? holds.error() : redactions.error());
    QList<QStringList> rows;
    for (const Redaction &r : std::as_const(*redactions))
        if (r.state == RedactionState::Done)
            rows.append({utc(r.sinceMs), r.what, nameOf(r.ground), r.reason,
                         tr("%1 (legal), %2 (incident manager)").arg(r.legalName, r.managerName),
                         QString::number(r.places)});
    if (!rows.isEmpty()) {
        page.heading(tr("Redacted"));
        page.paragraph(tr("This content is gone from the incident and from what its entries in the record say. Their "
                          "digests, and those of what is left, stand in the record: the chain is whole."));
        page.table({tr("When"), tr("What"), tr("Ground"), tr("Reason"), tr("By"), tr("Values")}, rows);
    }
    rows.clear();
    for (const LegalHold &h : std::as_const(*holds))
        rows.append({utc(h.atMs), h.byName, h.placed ? tr("placed") : tr("lifted"), h.reason});
    if (!rows.isEmpty()) {
        page.heading(tr("Legal hold"));
        page.table({tr("When"), tr("Who"), tr("What"), tr("Why")}, rows);
    }
    return {};
}

} // namespace

/** P9.5, P9.9: receipts, questions, replies and returns, and what was not known yet; as a page and as a list. */
Result<void> BundleWriter::writeAnswers(const Now &now, BundlePage &page)
{
    auto matters = MatterService(m_session).ofIncident(now.incident.id);
    if (!matters)
        return tl::unexpected(matters.error());
    if (matters->isEmpty())
        return {};
    QByteArray csv = csvRow({u"notice"_s, u"kind"_s, u"at_utc"_s, u"from"_s, u"reference"_s, u"words"_s, u"state"_s,
                             u"owner"_s, u"due_utc"_s, u"answer"_s, u"since_utc"_s});
    QList<QStringList> rows;
    for (const Matter &m : std::as_const(*matters)) {
        const QString number = m.noticeNumber > 0 ? QString::number(m.noticeNumber) : QString();
        const QString from = m.who.isEmpty() ? m.customerName : m.who;
        const QString words = m.words.isEmpty() ? m.item : m.words;
        csv += csvRow({number, codeOf(m.kind), utc(m.atMs), from, m.reference, words, codeOf(m.state), m.ownerName,
                       utc(m.dueMs), m.answer, utc(m.sinceMs)});
        const QString state = m.dueMs > 0 && isOpen(m) ? tr("%1, due %2").arg(nameOf(m.state), utc(m.dueMs))
                                                       : tr("%1, %2").arg(nameOf(m.state), utc(m.sinceMs));
        rows.append({utc(m.atMs), number, nameOf(m.kind), from,
                     m.reference.isEmpty() ? words : tr("%1 (reference %2)").arg(words, m.reference), m.answer, state});
    }
    page.heading(tr("Answers, questions and follow-ups"));
    page.table({tr("When"), tr("Notice"), tr("Kind"), tr("From"), tr("Words"), tr("Answer"), tr("State")}, rows);
    return add(now.folder + u"notices/answers.csv"_s, csv);
}

/** P11.4: what was drawn from it for notices, and what its author let stay. */
Result<void> BundleWriter::writeSummary(const Now &now, BundlePage &page)
{
    auto found = SummaryService(m_session).of(now.incident.id);
    if (!found || !*found)
        return found ? Result<void>() : tl::unexpected(found.error());
    const PostmortemSummary &s = **found;
    page.facts({{tr("Summary for notices"), nameOf(s.state)},
                {tr("Summary written by"), tr("%1, %2").arg(s.authorName, utc(s.atMs))},
                {tr("Summary approved by"),
                 s.approvedMs > 0 ? tr("%1, %2").arg(s.approvedByName, utc(s.approvedMs)) : QString()},
                {tr("SHA-256 of the summary"), s.sha256},
                {tr("Summary"), u"post-mortem-summary.md"_s}});
    QList<QStringList> rows;
    for (const SummaryLeak &leak : s.mayStay)
        rows.append({leak.words, nameOf(leak.kind), leak.reason, tr("%1, %2").arg(leak.byName, utc(leak.atMs))});
    if (!rows.isEmpty())
        page.table({tr("May stay in the summary"), tr("Kind"), tr("Why"), tr("Says")}, rows);
    return add(now.folder + u"post-mortem-summary.md"_s, s.body.toUtf8());
}

Result<void> BundleWriter::writePostmortem(const Now &now, BundlePage &page)
{
    page.heading(tr("Post-mortem"));
    if (!now.readsPostmortem) {
        page.paragraph(tr("Withheld: confidential."));
        return {};
    }
    auto found = PostmortemService(m_session, nullptr).of(now.incident.id);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found) {
        page.paragraph(tr("None was begun."));
        return {};
    }
    const Postmortem &p = **found;
    page.mark(PostmortemService::marking(now.incident.reference())); // the acts tell of it, too
    page.facts(
        {{tr("State"), nameOf(p.state)},
         {tr("Written by"), tr("%1, %2").arg(p.authorName, utc(p.atMs))},
         {tr("Reviewed by"), p.isReviewed() ? tr("%1, %2").arg(p.reviewedByName, utc(p.reviewedMs)) : QString()},
         {tr("Approved by"), p.approvedMs > 0 ? tr("%1, %2").arg(p.approvedByName, utc(p.approvedMs)) : QString()},
         {tr("SHA-256 of the text"), p.sha256},
         {tr("Text"), u"post-mortem.md, post-mortem.pdf"_s}});
    if (auto ok = add(now.folder + u"post-mortem.md"_s, p.body.toUtf8()); !ok)
        return ok;
    if (auto ok = writeSummary(now, page); !ok)
        return ok;
    auto paper = PostmortemService(m_session, nullptr).paper(now.incident, p);
    return paper ? addPdf(now, now.folder + u"post-mortem.pdf"_s, tr("Post-mortem: %1").arg(now.incident.title), *paper,
                          PostmortemService::marking(now.incident.reference()))
                 : tl::unexpected(paper.error());
}

Result<void> BundleWriter::writePage(Now &now)
{
    const Incident &i = now.incident;
    BundlePage page(i.reference(), i.title);
    writeHead(page, i);
    auto done = writeDuties(page, m_session, i.id, m_identity.madeMs);
    if (done && !now.decisions.isEmpty()) {
        page.heading(tr("Decisions and approvals"));
        page.table({tr("When"), tr("Who"), tr("What"), tr("Entry")}, now.decisions);
    }
    for (const NoticeDetails &n : std::as_const(now.notices))
        writeNotice(page, n);
    if (done)
        done = writeAnswers(now, page);
    if (done)
        done = writeTransfers(page, m_session, i.id, m_identity.madeMs);
    writeConsultations(page, now.consultations);
    if (done)
        done = writeMeasures(page, m_session, i.id);
    if (done)
        done = writePostmortem(now, page);
    if (done)
        done = writeEntries(page, m_session, i.id);
    if (done)
        done = writeRedactions(page, m_session, i.id);
    if (!done)
        return done;
    QList<QStringList> rows;
    for (const Placed &f : std::as_const(now.files))
        rows.append({f.path.mid(now.folder.size()), f.kept.file.name,
                     QLocale(QLocale::English).toString(f.kept.file.size), f.kept.file.sha256});
    if (!rows.isEmpty()) {
        page.heading(tr("Files"));
        page.table({tr("In this bundle"), tr("Name as kept"), tr("Bytes"), tr("SHA-256")}, rows);
    }
    rows.clear();
    for (const LeftOut &l : std::as_const(m_leftOut))
        if (l.incident == i.reference())
            rows.append({l.what, l.reason});
    if (!rows.isEmpty()) {
        page.heading(tr("Left out"));
        page.table({tr("What"), tr("Why")}, rows);
    }
    page.beginScreenOnly();
    page.heading(tr("Every act, as the record has it"));
    page.table({tr("When"), tr("Who"), tr("What"), tr("Entry")}, now.acts);
    if (now.moreActs > 0)
        page.paragraph(tr("%1 more are in record.jsonl.").arg(now.moreActs));
    if (auto ok = add(now.folder + u"incident.html"_s, page.html(foot())); !ok)
        return ok;
    return addPdf(now, now.folder + u"incident.pdf"_s, tr("Incident report: %1").arg(i.title), page.markdown(foot()),
                  page.marking());
}

} // namespace tocsin
