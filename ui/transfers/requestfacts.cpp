#include "ui/transfers/requestfacts.h"

#include "models/rules/rulebook.h"
#include "models/services/customerpart.h"
#include "models/services/services.h"
#include "ui/common/timetext.h"
#include "ui/incident/obligationtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString quoted(const QString &words)
{
    return words.isEmpty() ? QString() : u" “%1”"_s.arg(words);
}

/** What a text leaves out although it is required, and what it says is not known yet. */
struct NoticeContent
{
    QStringList missing;
    QStringList unknown;
};
Result<NoticeContent> contentOf(Services &s, const Notice &notice, const NoticeDraft &draft)
{
    const auto theirs = missingCustomerPart(s.session, notice, draft);
    if (!theirs)
        return tl::unexpected(theirs.error());
    NoticeContent content{*theirs, {}};
    for (const ContentItem &item : s.session.rules().requiredContent(notice.audience)) {
        const ContentMark mark = draft.content.value(item.code, ContentMark::Missing);
        if (item.required && mark == ContentMark::Missing)
            content.missing << item.name;
        if (mark == ContentMark::NotKnownYet)
            content.unknown << item.name;
    }
    return content;
}

} // namespace

Result<RequestFacts> RequestReader::read(Services &s, const Approval &request, const RequestViewer &viewer)
{
    Result<RequestFacts> facts = RequestFacts{};
    switch (request.kind) {
    case ApprovalKind::Exception:
        facts = exception(s, request, viewer);
        break;
    case ApprovalKind::Notice:
        facts = notice(s, request, viewer);
        break;
    case ApprovalKind::Rescission:
        facts = rescission(s, request, viewer);
        break;
    case ApprovalKind::Attestation:
        facts = attestation(s, request, viewer);
        break;
    case ApprovalKind::Postmortem:
    case ApprovalKind::Summary:
    case ApprovalKind::Contribution:
    case ApprovalKind::Redaction:
    case ApprovalKind::Transfer:
        facts = postmortem(s, request, viewer);
        break;
    }
    if (!facts)
        return facts;
    facts->request = request;
    if (viewer.readOnly)
        for (RequestChoice &c : facts->choices)
            c.whyNot = tr("This database can only be read.");
    facts->hasThread = request.kind == ApprovalKind::Exception || request.kind == ApprovalKind::Notice ||
                       request.kind == ApprovalKind::Rescission;
    auto thread = s.approvals.thread(request.kind, request.id);
    if (!thread)
        return tl::unexpected(thread.error());
    facts->thread = *thread;
    return facts;
}

QString RequestReader::whyNotAttest(const RequestViewer &viewer, PersonId holder)
{
    if (mayDo(viewer.person.roles, Right::Send, holder.isValid() && holder == viewer.person.id))
        return {};
    return tr("The incident manager who holds the incident writes down what was decided by telephone or mail.");
}

void RequestReader::addExceptionChoices(RequestFacts &f, const ExceptionDetails &d, const RequestViewer &viewer)
{
    const DeadlineException &x = d.exception;
    const auto decided = [x](ExceptionDecision decision, ExceptionCapacity as) {
        return [x, decision, as](Services &s, const QString &words, const Attestation &attested) {
            return s.exceptions.decide(x, {decision, as, words}, attested);
        };
    };
    const auto add = [&](ExceptionDecision decision, const QString &label, const QString &spoken) {
        RequestChoice c;
        c.code = codeOf(decision);
        c.label = label;
        c.spoken = spoken;
        c.primary = decision == ExceptionDecision::Approved;
        c.danger = decision == ExceptionDecision::Revoked;
        const auto as = capacityFor(x, viewer.person, decision);
        if (as) {
            c.act = decided(decision, *as);
        } else {
            const auto mine = viewer.person.roles & Role::Executive && !(viewer.person.roles & Role::Legal)
                                  ? ExceptionCapacity::Executive
                                  : ExceptionCapacity::Legal;
            c.whyNot = viewer.person.roles & (Role::Legal | Role::Executive)
                           ? mayNotVote(x, viewer.person, mine, decision)
                           : tr("Legal and the executive decide. This needs the role: %1.")
                                 .arg(roleNames(rolesWith(Right::VetException)));
        }
        f.choices.append(c);
    };
    if (x.state == ExceptionState::InForce) {
        add(ExceptionDecision::Revoked, tr("Re&voke…"), tr("Revoke the exception"));
        return;
    }
    if (x.state != ExceptionState::Asked)
        return;
    if (d.holder == viewer.person.id) { // P13.5: what the others said by telephone
        for (const ExceptionCapacity as : missingApprovals(x))
            for (const bool yes : {true, false}) {
                RequestChoice c;
                const bool legal = as == ExceptionCapacity::Legal;
                c.code = (yes ? u"attest-"_s : u"attest-no-"_s) + codeOf(as);
                c.label = legal ? (yes ? tr("Write down legal's yes…") : tr("Write down legal's no…"))
                                : (yes ? tr("Write down the executive's yes…") : tr("Write down the executive's no…"));
                c.spoken = legal ? (yes ? tr("Write down that legal approved") : tr("Write down that legal refused"))
                                 : (yes ? tr("Write down that the executive approved")
                                        : tr("Write down that the executive refused"));
                c.ownRight = false;
                c.wordsNeeded = false;
                c.attestedRole = legal ? Role::Legal : Role::Executive;
                c.act = [x, as, yes](Services &s, const QString &, const Attestation &attested) {
                    return s.exceptions.decide(
                        x, {yes ? ExceptionDecision::Approved : ExceptionDecision::Refused, as, attested.words},
                        attested);
                };
                f.choices.append(c);
            }
        RequestChoice back;
        back.code = u"taken_back"_s;
        back.label = tr("Take it &back…");
        back.spoken = tr("Take the request back");
        back.act = [x](Services &s, const QString &words, const Attestation &) {
            return s.exceptions.takeBack(x, words);
        };
        f.choices.append(back);
    }
    add(ExceptionDecision::Refused, tr("&Refuse…"), tr("Refuse the exception"));
    add(ExceptionDecision::Approved, tr("&Approve"), tr("Approve the exception"));
}

Result<RequestFacts> RequestReader::exception(Services &s, const Approval &request, const RequestViewer &viewer)
{
    auto d = s.exceptions.details(ExceptionId{request.id});
    if (!d)
        return tl::unexpected(d.error());
    const DeadlineException &x = d->exception;
    const TimeText time;
    RequestFacts f;
    const bool ends = x.content.kind == ExceptionKind::Withdrawal;
    f.where = tr("%1 · request %2 · asked for by %3, %4")
                  .arg(d->incidentReference)
                  .arg(x.number)
                  .arg(x.requesterName, time.brief(x.askedMs, viewer.nowMs));
    f.title = ends ? tr("Withdraw what is excepted") : tr("Exception to the 72 hours");
    f.state = exceptionStateText(x, viewer.nowMs);
    QStringList duties;
    for (const Obligation &o : std::as_const(d->duties))
        duties << tr("%1: due %2, now %3")
                      .arg(obligationTitle(o),
                           o.facts.deadlineMs > 0 ? time.full(o.facts.deadlineMs) : tr("without undue delay"),
                           nameOf(obligationState(o.facts, viewer.nowMs)));
    f.facts = {
        {tr("Duties"), duties.join(u'\n')}, {tr("Ground"), d->groundName}, {tr("Reasoning"), x.content.reasoning}};
    if (!ends)
        f.facts.append({tr("Review"), time.full(x.content.reviewMs)});
    if (x.content.renews.isValid())
        f.facts.append({tr("Renews"), tr("an exception before it")});
    for (const ExceptionVote &v : std::as_const(d->votes)) {
        QString line = v.decision == ExceptionDecision::Lapsed
                           ? tr("%1: it lapsed at its review").arg(time.full(v.atMs))
                           : tr("%1, %2, as %3: %4.%5")
                                 .arg(v.byName, time.full(v.atMs), nameOf(v.capacity).toLower(), nameOf(v.decision),
                                      quoted(v.words));
        if (!v.enteredBy.isEmpty())
            line += u' ' + tr("Written down by %1, %2.").arg(v.enteredBy, v.attested.how);
        f.said << line;
    }
    if (x.state == ExceptionState::InForce)
        f.note = tr("In force. At the review it is renewed by both, or lapses: the original deadline applies, or it is "
                    "overdue.");
    else if (x.state == ExceptionState::Asked)
        f.note = ends
                     ? tr("Withdrawn only when legal and the executive have both approved: two people, neither of them "
                          "who asked.")
                     : tr("In force only when legal and the executive have both approved: two people, neither of them "
                          "who asked. Until then nothing changes.");
    addExceptionChoices(f, *d, viewer);
    return f;
}

Result<RequestFacts> RequestReader::notice(Services &s, const Approval &request, const RequestViewer &viewer)
{
    auto d = s.notices.details(NoticeId{request.id});
    if (!d)
        return tl::unexpected(d.error());
    auto incident = s.incidents.byId(d->notice.incident);
    if (!incident)
        return tl::unexpected(incident.error());
    RequestFacts f;
    const Notice &n = d->notice;
    f.where = tr("%1 · notice %2 · written by %3").arg(incident->reference()).arg(n.number).arg(d->text.authorName);
    f.title = d->text.draft.subject;
    f.state = nameOf(n.state);
    int recipients = 0;
    for (const ScopeRow &row : std::as_const(d->scope))
        recipients += static_cast<int>(row.recipients.size());
    const auto content = contentOf(s, n, d->text.draft);
    if (!content)
        return tl::unexpected(content.error());
    const QStringList &missing = content->missing, &unknown = content->unknown;
    f.facts = {{tr("Kind"), tr("%1, to %2").arg(nameOf(n.phase), nameOf(n.audience).toLower())}};
    if (n.audience == Audience::Customers)
        f.facts.append({tr("Goes to"), tr("%1 subscriptions, %2 addresses").arg(d->scope.size()).arg(recipients)});
    if (request.deadlineMs > 0)
        f.facts.append({tr("Next deadline"), TimeText().full(request.deadlineMs)});
    f.facts.append(
        {tr("Content"),
         missing.isEmpty()
             ? tr("All that is required is there") +
                   (unknown.isEmpty() ? QString()
                                      : u'\n' + tr("Said to be not known yet: %1").arg(unknown.join(u", "_s)))
             : tr("Missing: %1").arg(missing.join(u", "_s))});
    f.facts.append({tr("SHA-256"), d->text.sha256.left(16) + u"…"_s});
    f.textTitle = tr("The text that is approved");
    f.text = d->text.draft.body; // all of it: it is approved as a whole
    f.note = tr("Approving freezes this text with its digest; the incident manager sends it. Its author cannot approve "
                "it.");
    const bool waits = n.state == NoticeState::LegalReview;
    const bool own = mayDo(viewer.person.roles, Right::ApproveNotice, false) && d->text.author != viewer.person.id;
    const QString why = !waits ? tr("It does not wait for legal: %1.").arg(nameOf(n.state).toLower())
                        : own  ? QString()
                               : whyNotAttest(viewer, incident->manager);
    const auto choice = [&](bool approve) {
        RequestChoice c;
        c.code = approve ? u"approved"_s : u"returned"_s;
        c.label = approve ? (own ? tr("&Approve") : tr("Write down legal's &approval")) : tr("&Return to the author…");
        c.spoken = approve ? tr("Approve the notice") : tr("Return the notice to its author");
        c.primary = approve;
        c.wordsNeeded = !approve;
        c.ownRight = own;
        if (!own)
            c.attestedRole = Role::Legal;
        c.whyNot = why.isEmpty() && approve && !missing.isEmpty() ? tr("Required content is missing.") : why;
        c.act = [id = n.id, version = n.version, approve](Services &services, const QString &words,
                                                          const Attestation &attested) {
            return approve ? services.notices.approve(id, version, attested)
                           : services.notices.returnToAuthor(id, version, words, attested);
        };
        return c;
    };
    if (waits)
        f.choices = {choice(false), choice(true)};
    return f;
}

Result<RequestFacts> RequestReader::rescission(Services &s, const Approval &request, const RequestViewer &viewer)
{
    auto incident = s.incidents.byId(request.incident);
    if (!incident)
        return tl::unexpected(incident.error());
    auto history = s.rescissions.history(request.incident);
    if (!history)
        return tl::unexpected(history.error());
    const auto asked =
        std::find_if(history->begin(), history->end(), [&request](const Rescission &r) { return r.id == request.id; });
    RequestFacts f;
    f.title = tr("Rescission of the declaration");
    f.facts = {{tr("Reason"), request.title}};
    const bool waits = incident->isRescissionPending() && asked != history->end() && !asked->decision;
    f.state = waits ? tr("waits for legal") : tr("decided");
    f.where = tr("%1 %2").arg(incident->reference(), incident->title);
    if (!waits)
        return f;
    f.where = tr("%1 · asked for by %2, %3")
                  .arg(incident->reference(), asked->byName, TimeText().brief(asked->atMs, viewer.nowMs));
    QStringList lines;
    for (const EntryId id : asked->citations)
        if (auto entry = s.timeline.entry(id))
            lines << u"%1  %2"_s.arg(TimeText::shortUtc(entry->atMs), entry->text.simplified());
    f.facts = {{tr("Reason"), asked->reason}, {tr("Rests on"), lines.join(u'\n')}};
    f.note = tr("Co-signed, the declaration is gone: what it alone started is withdrawn, what the law asks for stays "
                "until legal decides each. Clocks run until then; sending is held.");
    const bool own = mayDo(viewer.person.roles, Right::CosignRescission, false) && asked->by != viewer.person.id;
    const QString why = own ? QString() : whyNotAttest(viewer, incident->manager);
    for (const bool yes : {false, true}) {
        RequestChoice c;
        c.code = yes ? u"approved"_s : u"refused"_s;
        c.label = yes ? tr("Co-sign (&A)") : tr("&Refuse…");
        c.spoken = yes ? tr("Co-sign the rescission") : tr("Refuse the rescission");
        c.primary = c.danger = yes;
        c.ownRight = own;
        if (!own)
            c.attestedRole = Role::Legal;
        c.whyNot = why;
        c.act = [id = request.incident, version = incident->version, yes](Services &services, const QString &words,
                                                                          const Attestation &attested) {
            return services.rescissions.decide(
                id, version, yes ? RescissionDecision::Cosigned : RescissionDecision::Refused, words, attested);
        };
        f.choices.append(c);
    }
    return f;
}

Result<RequestFacts> RequestReader::attestation(Services &s, const Approval &request, const RequestViewer &viewer)
{
    auto d = s.attestations.find(fromCode<AttestedAct>(request.act).value_or(AttestedAct::Notice), request.id);
    if (!d)
        return tl::unexpected(d.error());
    const TimeText time;
    RequestFacts f;
    f.where = tr("%1 · written down by %2, %3").arg(d->reference, d->enteredBy, time.brief(d->enteredMs, viewer.nowMs));
    f.title = d->what;
    f.state = nameOf(d->answer);
    f.facts = {{tr("Who decided"), d->byName},
               {tr("When, how"), u"%1, %2"_s.arg(time.full(d->attested.atMs), d->attested.how)},
               {tr("The words"), d->attested.words},
               {tr("To be confirmed by"), time.full(d->dueMs())}};
    if (d->answer == AttestationAnswer::Open && viewer.nowMs > d->dueMs())
        f.warning = tr("Not confirmed within 24 hours. It blocks closing the incident.");
    f.note =
        tr("It took effect at once. Confirmed it stands; disowned, what rests on it is revoked as far as it still can "
           "be, and the incident says so.");
    if (d->answer != AttestationAnswer::Open)
        return f;
    const QString why = d->by == viewer.person.id ? QString() : tr("%1 confirms or disowns it.").arg(d->byName);
    for (const bool yes : {false, true}) {
        RequestChoice c;
        c.code = yes ? u"approved"_s : u"refused"_s;
        c.label = yes ? tr("Confirm (&A)") : tr("Disown…");
        c.spoken = yes ? tr("Confirm that this was the decision") : tr("Disown the decision");
        c.primary = yes;
        c.danger = !yes;
        c.wordsNeeded = !yes;
        c.whyNot = why;
        c.act = [decision = *d, yes](Services &services, const QString &words, const Attestation &) {
            return services.attestations.answer(
                decision, yes ? AttestationAnswer::Confirmed : AttestationAnswer::Disowned, words);
        };
        f.choices.append(c);
    }
    return f;
}

/** Confidential: it is decided where it is read, and reading it is recorded. */
Result<RequestFacts> RequestReader::postmortem(Services &s, const Approval &request, const RequestViewer &viewer)
{
    auto incident = s.incidents.byId(request.incident);
    if (!incident)
        return tl::unexpected(incident.error());
    RequestFacts f;
    f.where = u"%1 %2"_s.arg(incident->reference(), incident->title);
    f.title = nameOf(request.kind);
    f.state = request.text;
    f.facts = {{tr("Since"), TimeText().brief(request.sinceMs, viewer.nowMs)}};
    f.note = request.kind == ApprovalKind::Contribution
                 ? tr("You were asked for a contribution to its post-mortem. Open the incident: the question stands "
                      "there, and your answer.")
             : request.kind == ApprovalKind::Redaction
                 ? tr("%1. What would go is shown in the incident's record, under Hold and redaction: open the "
                      "incident to confirm it or to refuse it.")
                       .arg(request.title)
                 : tr("A post-mortem is confidential. It is read and decided where it stands: open the incident.");
    return f;
}

} // namespace tocsin
