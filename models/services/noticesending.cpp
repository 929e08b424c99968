#include "models/services/noticesending.h"

#include "models/domain/exercise.h"
#include "models/services/customerservice.h"
#include "models/services/latenotice.h"
#include "models/services/noticetemplate.h"
#include "models/services/renderer.h"
#include "models/services/rescissionhold.h"
#include "models/services/session.h"
#include "models/storage/attachmentrepository.h"
#include "models/storage/auditrepository.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/rescissionrepository.h"
#include "models/storage/sqlfunctions.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QHash>
#include <QSaveFile>
#include <QStringList>
#include <algorithm>
#include <optional>

namespace tocsin {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}
} // namespace

QStringList recipientPlaceholders()
{
    return {QStringLiteral("customer"), QStringLiteral("contact"), QStringLiteral("subscriptions"),
            QStringLiteral("accessed")};
}

namespace {

/** P7.8: a correction goes to those it is owed to, while there are any. */
bool correctsScope(NoticePhase phase, const QList<ScopeRow> &scope)
{
    return phase == NoticePhase::Correction &&
           std::any_of(scope.begin(), scope.end(), [](const ScopeRow &r) { return r.correctionOwed; });
}

} // namespace

QString scopeSha256(NoticePhase phase, const QList<ScopeRow> &scope)
{
    const bool corrects = correctsScope(phase, scope);
    QStringList rows;
    for (const ScopeRow &row : scope)
        if (corrects ? row.correctionOwed : row.inScope)
            rows << QStringLiteral("%1\n%2\n%3\n%4")
                        .arg(row.subscription.value)
                        .arg(row.accessed.size())
                        .arg(row.accessed, row.certainty);
    rows.sort();
    return QString::fromLatin1(sha256Hex(rows.join(u'\n').toUtf8()));
}

QList<ScopeRow> targetsOf(NoticePhase phase, const QList<ScopeRow> &scope, const QList<Obligation> &obligations)
{
    const bool corrects = correctsScope(phase, scope);
    QList<ScopeRow> rows;
    for (const ScopeRow &row : scope)
        if (corrects ? row.correctionOwed : row.inScope && !isWithdrawn(obligations, row.customer))
            rows << row;
    return rows;
}

QList<NoticeRecipient> recipientsOf(const QList<ScopeRow> &scope)
{
    QList<NoticeRecipient> list;
    for (const ScopeRow &row : scope) {
        for (const Contact &c : row.recipients) {
            const auto known = std::find_if(list.begin(), list.end(), [&](const NoticeRecipient &r) {
                return r.customer == row.customer && r.address.compare(c.email, Qt::CaseInsensitive) == 0;
            });
            if (known == list.end())
                list.append({row.customer, row.customerName, c.name, c.email, {row}});
            else
                known->scope.append(row);
        }
    }
    return list;
}

bool isWithdrawn(const QList<Obligation> &obligations, CustomerId customer)
{
    bool withdrawn = false;
    for (const Obligation &o : obligations)
        // A duty that was only proposed says nothing yet, also when it was dismissed; one of a rescinded
        // declaration says nothing about who is affected (P6.5).
        if (o.addressee == Addressee::Customer && o.customer == customer && o.facts.confirmed &&
            o.withdrawnReason != codeOf(WithdrawalReason::Rescinded)) {
            if (o.facts.withdrawnMs == 0)
                return false;
            withdrawn = true;
        }
    return withdrawn;
}

bool isHeld(const QList<Obligation> &obligations, CustomerId customer, qint64 nowMs)
{
    return std::any_of(obligations.begin(), obligations.end(), [&](const Obligation &o) {
        return o.addressee == Addressee::Customer && (!o.customer.isValid() || o.customer == customer) &&
               obligationState(o.facts, nowMs) == ObligationState::Excepted;
    });
}

namespace {

std::optional<Addressee> addresseeOf(Audience audience)
{
    if (audience == Audience::Authority)
        return Addressee::Authority;
    return audience == Audience::DataSubjects ? std::optional(Addressee::DataSubjects) : std::nullopt;
}

/** The same for an audience that is told by name. */
bool isHeldByName(const QList<Obligation> &obligations, Audience audience, const QString &name, qint64 nowMs)
{
    return std::any_of(obligations.begin(), obligations.end(), [&](const Obligation &o) {
        return o.addressee == addresseeOf(audience) && sameName(o.addresseeName, name) &&
               obligationState(o.facts, nowMs) == ObligationState::Excepted;
    });
}

/** Those of the targets who have no contact: they are told by telephone, post or portal (P9.2). */
QList<ScopeRow> withoutContact(QList<ScopeRow> targets)
{
    targets.removeIf([](const ScopeRow &r) { return !r.recipients.isEmpty(); });
    return targets;
}

} // namespace

Result<int> NoticeSending::send(const Notice &notice, const QList<NoticeRecipient> &given, const QString &folder)
{
    auto scope = CustomerService(m_session).scope(notice.incident);
    auto text = NoticeRepository(m_session.database()).text(notice.text);
    if (!scope || !text)
        return tl::unexpected(scope ? text.error() : scope.error());
    auto obligations = ObligationRepository(m_session.database()).ofIncident(notice.incident);
    if (!obligations)
        return tl::unexpected(obligations.error());
    // P7.8: whose duty legal has withdrawn is not affected, and is not told.
    const QList<NoticeRecipient> recipients =
        given.isEmpty() ? recipientsOf(targetsOf(notice.phase, *scope, *obligations)) : given;
    if (!QDir(folder).exists() && !QDir().mkpath(folder))
        return failure(ErrorKind::Invalid, tr("The folder %1 cannot be made.").arg(QDir::toNativeSeparators(folder)),
                       {}, QStringLiteral("folder"));
    if (notice.state != NoticeState::Queued) // Queued: an earlier sending was cut off; it goes on
        if (auto ok = queue(notice, *text, recipients); !ok)
            return tl::unexpected(ok.error());
    return writeFiles(notice, folder);
}

Result<void> NoticeSending::queue(const Notice &notice, const NoticeText &text,
                                  const QList<NoticeRecipient> &recipients)
{
    return m_session.act(Right::Send, notice.incident, 0, [&](const Incident &incident) -> Result<void> {
        NoticeRepository repository(m_session.database());
        auto obligations = ObligationRepository(m_session.database()).ofIncident(notice.incident);
        auto scope = CustomerService(m_session).scope(notice.incident);
        auto rescinded = RescissionRepository(m_session.database()).rescindedMs(notice.incident);
        if (!obligations || !scope)
            return tl::unexpected(obligations ? scope.error() : obligations.error());
        if (!rescinded)
            return tl::unexpected(rescinded.error());
        SendFacts f;
        f.state = notice.state;
        f.audience = notice.audience;
        f.declared = incident.isDeclared();
        f.rescissionPending = incident.isRescissionPending();
        f.correctsRescinded = notice.phase == NoticePhase::Correction && *rescinded > 0;
        f.textIsApproved = notice.approvedText.isValid() && notice.approvedText == notice.text &&
                           noticeTextSha256(text.draft) == text.sha256;
        f.recipients = static_cast<int>(recipients.size());
        if (notice.audience == Audience::Customers) {
            const QList<ScopeRow> targets = targetsOf(notice.phase, *scope, *obligations);
            f.dutyRecorded = std::any_of(targets.begin(), targets.end(), [&](const ScopeRow &r) {
                return hasRecordedDuty(*obligations, notice.audience, r.customer, {});
            });
            f.byHand = static_cast<int>(withoutContact(targets).size());
            f.obligationExcepted =
                !targets.isEmpty() && std::all_of(targets.begin(), targets.end(), [&](const ScopeRow &r) {
                    return isHeld(*obligations, r.customer, m_session.nowMs());
                });
        } else if (!recipients.isEmpty()) {
            f.dutyRecorded = hasRecordedDuty(*obligations, notice.audience, {}, recipients.first().name);
            f.obligationExcepted =
                isHeldByName(*obligations, notice.audience, recipients.first().name, m_session.nowMs());
        }
        if (auto ok = checkSend(f); !ok)
            return ok;
        if (auto ok = checkPutOff(m_session, notice, text.draft, *obligations); !ok)
            return ok;
        if (auto approved = repository.approvedScopeSha256(notice.id); !approved)
            return tl::unexpected(approved.error());
        else if (notice.audience == Audience::Customers && *approved != scopeSha256(notice.phase, *scope))
            return failure(
                ErrorKind::Refused,
                tr("Who is affected, or what was accessed, changed since legal approved this notice. Save it "
                   "as a new version and have it approved again."));
        if (auto ok = repository.insertDecision(notice, NoticeStep::Queue, NoticeState::Queued, text.sha256, {}, {});
            !ok)
            return ok;
        for (const NoticeRecipient &recipient : recipients)
            if (auto ok = makeMessage(notice, text, recipient); !ok)
                return ok;
        auto noted = m_session.note(
            notice.incident, EntryKind::Notice,
            tr("%1 no. %2: %3 message(s) made.").arg(nameOf(notice.phase)).arg(notice.number).arg(recipients.size()) +
                (f.byHand > 0
                     ? u' ' + tr("Without a contact, to be told by telephone, post or portal: %1.").arg(f.byHand)
                     : QString()),
            true);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

namespace {

/** What one recipient gets to read; the incident and the message add their own. */
NoticeDocument documentFor(const NoticeText &text, const NoticeRecipient &r, const Person &sender, bool exercise)
{
    QStringList subscriptions;
    for (const ScopeRow &row : r.scope)
        subscriptions << row.subscriptionName;
    NoticeDocument d;
    d.subject = fillForRecipient(text.draft.subject, r);
    if (exercise) // wherever the file gets to, it says what it is (P2.8)
        d.subject = tr("EXERCISE: %1").arg(d.subject);
    d.bodyMarkdown = fillForRecipient(text.draft.body, r);
    d.senderName = sender.name;
    d.senderAddress = sender.email.isEmpty() ? sender.login + QStringLiteral("@localhost") : sender.email;
    d.customerName = r.customerName;
    d.subscription = subscriptions.join(QStringLiteral(", "));
    d.recipients = {r.address};
    d.textSha256 = text.sha256;
    return d;
}

Result<void> keep(Database &db, const AttachmentValues &file, QByteArray &bytes, const QString &sha256)
{
    QBuffer buffer(&bytes);
    (void)buffer.open(QIODevice::ReadOnly);
    auto kept = AttachmentRepository(db).insert(file, bytes.size(), sha256, buffer);
    return kept ? Result<void>() : tl::unexpected(kept.error());
}

} // namespace

Result<void> NoticeSending::makeMessage(const Notice &notice, const NoticeText &text, const NoticeRecipient &r)
{
    Database &db = m_session.database();
    auto incident = IncidentRepository(db).byId(notice.incident);
    auto head = AuditRepository(db).head();
    if (!incident || !head)
        return tl::unexpected(incident ? head.error() : incident.error());
    MessageValues v{notice.incident,
                    notice.id,
                    notice.text,
                    r.customer,
                    r.name,
                    r.address,
                    newUuid() + QStringLiteral("@tocsin.invalid"),
                    {},
                    {},
                    {}};
    for (const ScopeRow &row : r.scope)
        v.subscriptions.append(row.subscription);
    NoticeDocument d = documentFor(text, r, m_session.actor(), incident->exercise);
    d.reference = incident->reference();
    d.dateMs = m_session.nowMs();
    d.messageId = v.messageRef;
    d.anchorText = tr("Record %1, entry %2, %3")
                       .arg(AuditRepository(db).databaseUuid().left(8))
                       .arg(head->first)
                       .arg(head->second);
    auto rendered = m_renderer.render(d);
    if (!rendered)
        return tl::unexpected(rendered.error());
    v.emlSha256 = rendered->emlSha256;
    v.pdfSha256 = rendered->pdfSha256;
    auto message = NoticeRepository(db).insertMessage(v);
    if (!message)
        return tl::unexpected(message.error());
    if (!*message)
        return {}; // this recipient has this text already (P9.2)
    const QString name = incident->reference() + QStringLiteral("-%1").arg((*message)->value);
    AttachmentValues file{notice.incident,
                          {},
                          **message,
                          name + QStringLiteral(".eml"),
                          QStringLiteral("message/rfc822"),
                          codeOf(FromProduction::No),
                          {},
                          0};
    if (auto ok = keep(db, file, rendered->eml, v.emlSha256); !ok)
        return ok;
    file.name = name + QStringLiteral(".pdf");
    file.mediaType = QStringLiteral("application/pdf");
    return keep(db, file, rendered->pdf, v.pdfSha256);
}

namespace {

Result<void> writeAttachment(Database &db, AttachmentId id, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(ErrorKind::Full,
                       tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(path), file.errorString()), {},
                       QStringLiteral("folder"));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // customer data: nobody else on the machine
    auto done = AttachmentRepository(db).read(id, [&file](const QByteArray &chunk) -> Result<void> {
        if (file.write(chunk) != chunk.size())
            return failure(ErrorKind::Full, file.errorString());
        return {};
    });
    if (done && !file.commit())
        return failure(ErrorKind::Full,
                       tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(path), file.errorString()), {},
                       QStringLiteral("folder"));
    return done;
}

} // namespace

namespace {

/** Leaves out the messages that may not leave, or that an exception holds, and says how many; Refused if none may. */
Result<qsizetype> dropHeld(Session &session, const Incident &incident, const Notice &notice,
                           QList<MessageRow> &messages)
{
    auto obligations = ObligationRepository(session.database()).ofIncident(notice.incident);
    if (!obligations)
        return tl::unexpected(obligations.error());
    const qsizetype before = messages.size();
    auto why = leaveOutUnfounded(session, incident, notice, *obligations, messages);
    if (!why)
        return tl::unexpected(why.error());
    messages.removeIf([&](const MessageRow &m) {
        return notice.audience == Audience::Customers
                   ? isHeld(*obligations, m.customer, session.nowMs())
                   : isHeldByName(*obligations, notice.audience, m.recipient, session.nowMs());
    });
    const qsizetype held = before - messages.size();
    if (held > 0 && messages.isEmpty())
        return failure(ErrorKind::Refused,
                       why->isEmpty() ? tr("An exception is in force: the queued messages are held.") : *why);
    return held;
}

} // namespace

Result<int> NoticeSending::writeFiles(const Notice &notice, const QString &folder)
{
    Database &db = m_session.database();
    NoticeRepository repository(db);
    auto incident = IncidentRepository(db).byId(notice.incident);
    auto messages = repository.messages(notice.id);
    if (!incident || !messages)
        return tl::unexpected(incident ? messages.error() : incident.error());
    messages->removeIf([](const MessageRow &m) { return m.result == u"written"; });
    QHash<MessageId, qint64> attempts;
    qsizetype held = 0;
    auto claimed = m_session.act(Right::Send, notice.incident, 0, [&](const Incident &now) -> Result<void> {
        // P8.4, P6.5: every send rechecks, also one that goes on after it was cut off.
        auto left = dropHeld(m_session, now, notice, *messages);
        if (!left)
            return tl::unexpected(left.error());
        held = *left;
        for (const MessageRow &m : std::as_const(*messages)) {
            auto attempt = repository.insertAttempt(notice.incident, m.id,
                                                    now.exercise ? exerciseFolder() : QStringLiteral("file"));
            if (!attempt)
                return tl::unexpected(attempt.error());
            attempts.insert(m.id, *attempt);
        }
        return {};
    });
    if (!claimed)
        return tl::unexpected(claimed.error());
    for (const MessageRow &m : std::as_const(*messages)) {
        const QString base = folder + u'/' + incident->reference() + QStringLiteral("-%1").arg(m.id.value);
        if (auto ok = writeAttachment(db, m.eml, base + QStringLiteral(".eml")); !ok)
            return tl::unexpected(ok.error());
        if (auto ok = writeAttachment(db, m.pdf, base + QStringLiteral(".pdf")); !ok)
            return tl::unexpected(ok.error());
    }
    auto done = m_session.act(Right::Send, notice.incident, 0, [&](const Incident &) -> Result<void> {
        for (auto it = attempts.begin(); it != attempts.end(); ++it)
            if (auto ok = repository.insertResult(notice.incident, it.value(), QStringLiteral("written"),
                                                  QDir::toNativeSeparators(folder));
                !ok)
                return ok;
        auto now = repository.byId(notice.id);
        if (!now)
            return tl::unexpected(now.error());
        if (now->state != NoticeState::Queued || held > 0)
            return {}; // what is held goes out when nothing holds it any more
        auto text = repository.text(now->text);
        if (!text)
            return tl::unexpected(text.error());
        return repository.insertDecision(*now, NoticeStep::MarkSent, NoticeState::Sent, text->sha256, {}, {});
    });
    return done ? Result<int>(static_cast<int>(messages->size())) : tl::unexpected(done.error());
}

namespace {

/** How far a duty is fulfilled; nothing if nobody is left that it is about, and it stays as it is. */
struct Fulfilled
{
    bool concernsNobody = false;
    qint64 ms = 0; ///< the last affected subscription of the customer (or of all) was reached; 0: not every one was
};

Fulfilled toCustomers(const QHash<SubscriptionId, qint64> &reached, const QList<ScopeRow> &scope,
                      const QList<Obligation> &all, const Obligation &o)
{
    // What was put in scope after it was settled has a duty of its own (P7.8) and does not take this one back.
    const qint64 settled = o.facts.metMs > 0 ? o.facts.metMs : o.facts.undeliverableMs;
    Fulfilled f{true, 0};
    bool left = false;
    for (const ScopeRow &row : scope) {
        if (!row.inScope || (o.customer.isValid() ? row.customer != o.customer : isWithdrawn(all, row.customer)) ||
            (settled > 0 && row.sinceMs > settled))
            continue;
        f.concernsNobody = false;
        left |= !reached.contains(row.subscription);
        f.ms = std::max(f.ms, reached.value(row.subscription));
    }
    if (left)
        f.ms = 0;
    return f;
}

Fulfilled byName(const QHash<QString, qint64> &reached, const Obligation &o)
{
    for (auto it = reached.begin(); it != reached.end(); ++it)
        if (sameName(it.key(), o.addresseeName))
            return {false, it.value()};
    return {};
}

Result<void> settleDuty(Session &session, const Obligation &o, qint64 doneMs, qint64 atMs)
{
    if ((doneMs > 0) == (o.facts.metMs > 0))
        return {};
    const bool met = doneMs > 0;
    const ObligationChange change{met ? QStringLiteral("met") : QStringLiteral("unmet"),
                                  met ? doneMs : atMs,
                                  0,
                                  {},
                                  !met                                 ? tr("A later return leaves nobody reached.")
                                  : o.addressee == Addressee::Customer ? tr("Every affected subscription was reached.")
                                                                       : tr("The addressee was reached."),
                                  {},
                                  {}};
    if (auto ok = ObligationRepository(session.database()).insertChange(o, change); !ok)
        return ok;
    const QString whom =
        o.addressee == Addressee::Customer && !o.customer.isValid() ? tr("the affected customers") : addresseeText(o);
    auto noted = session.note(o.incident, EntryKind::Notice,
                              met ? tr("Obligation to %1 met.").arg(whom)
                                  : tr("Obligation to %1 is open again: nobody was reached.").arg(whom),
                              true);
    return noted ? Result<void>() : tl::unexpected(noted.error());
}

} // namespace

Result<void> NoticeSending::settleDuties(Session &session, IncidentId incident, CustomerId customer, qint64 atMs)
{
    Database &db = session.database();
    auto obligations = ObligationRepository(db).ofIncident(incident);
    auto scope = CustomerRepository(db).scope(incident);
    auto rescinded = RescissionRepository(db).rescinded(incident);
    auto taken = ObligationRepository(db).takenOver(incident);
    if (!obligations || !scope)
        return tl::unexpected(obligations ? scope.error() : obligations.error());
    if (!rescinded || !taken)
        return tl::unexpected(rescinded ? taken.error() : rescinded.error());
    QHash<qint64, QHash<SubscriptionId, qint64>> reachedSince;
    for (const Obligation &o : std::as_const(*obligations)) {
        if (o.addressee != Addressee::Customer || o.facts.withdrawnMs > 0 || !o.facts.confirmed ||
            (o.customer.isValid() && o.customer != customer) || startedBy(o, *rescinded, *taken))
            continue;
        const qint64 since = countsFromMs(o, *rescinded);
        if (!reachedSince.contains(since)) {
            auto reached = NoticeRepository(db).firstReached(incident, since);
            if (!reached)
                return tl::unexpected(reached.error());
            reachedSince.insert(since, *reached);
        }
        const Fulfilled f = toCustomers(reachedSince.value(since), *scope, *obligations, o);
        if (f.concernsNobody)
            continue;
        if (auto ok = settleDuty(session, o, f.ms, atMs); !ok)
            return ok;
    }
    return {};
}

Result<void> NoticeSending::settleByName(Session &session, const Notice &notice, qint64 atMs)
{
    auto obligations = ObligationRepository(session.database()).ofIncident(notice.incident);
    auto rescinded = RescissionRepository(session.database()).rescinded(notice.incident);
    auto taken = ObligationRepository(session.database()).takenOver(notice.incident);
    if (!obligations)
        return tl::unexpected(obligations.error());
    if (!rescinded || !taken)
        return tl::unexpected(rescinded ? taken.error() : rescinded.error());
    for (const Obligation &o : std::as_const(*obligations)) {
        if (o.addressee != addresseeOf(notice.audience) || o.facts.withdrawnMs > 0 || !o.facts.confirmed ||
            startedBy(o, *rescinded, *taken))
            continue;
        auto reached = NoticeRepository(session.database())
                           .firstReachedByName(notice.incident, notice.audience, countsFromMs(o, *rescinded));
        if (!reached)
            return tl::unexpected(reached.error());
        if (auto ok = settleDuty(session, o, byName(*reached, o).ms, atMs); !ok)
            return ok;
    }
    return {};
}

Result<bool> NoticeSending::allToldByHand(Session &session, const Notice &notice)
{
    Database &db = session.database();
    NoticeRepository notices(db);
    auto obligations = ObligationRepository(db).ofIncident(notice.incident);
    auto scope = CustomerService(session).scope(notice.incident);
    auto messaged = notices.messagedSubscriptions(notice.id);
    auto byHand = notices.handDeliveries(notice.id);
    if (!obligations || !scope)
        return tl::unexpected(obligations ? scope.error() : obligations.error());
    if (!messaged || !byHand)
        return tl::unexpected(messaged ? byHand.error() : messaged.error());
    const auto undeliverable = [&](CustomerId customer) {
        return std::any_of(obligations->begin(), obligations->end(), [&](const Obligation &o) {
            return o.addressee == Addressee::Customer && o.customer == customer && o.facts.undeliverableMs > 0;
        });
    };
    for (const ScopeRow &row : targetsOf(notice.phase, *scope, *obligations)) {
        if (notice.phase == NoticePhase::Correction && !row.correctionOwed)
            continue; // it has corrected what it was for
        if (row.recipients.isEmpty() && !messaged->contains(row.subscription) &&
            !reachedByHand(*byHand, row.subscription) && !undeliverable(row.customer))
            return false;
    }
    return true;
}

Result<void> NoticeSending::settle(Session &session, const Notice &notice, CustomerId customer, qint64 atMs)
{
    if (auto ok = notice.audience == Audience::Customers ? settleDuties(session, notice.incident, customer, atMs)
                                                         : settleByName(session, notice, atMs);
        !ok)
        return ok;
    NoticeRepository notices(session.database());
    auto now = notices.byId(notice.id);
    auto messages = notices.messages(notice.id);
    if (!now || !messages)
        return tl::unexpected(now ? messages.error() : now.error());
    const bool all = std::all_of(messages->begin(), messages->end(), [](const MessageRow &m) { return m.reached; });
    if (!all || now->state != NoticeState::Sent)
        return {};
    if (notice.audience == Audience::Customers) {
        auto told = allToldByHand(session, notice);
        if (!told || !*told)
            return told ? Result<void>() : tl::unexpected(told.error());
    }
    auto text = notices.text(now->text);
    if (!text)
        return tl::unexpected(text.error());
    return notices.insertDecision(*now, NoticeStep::MarkDelivered, NoticeState::Delivered, text->sha256, {}, {});
}

} // namespace tocsin
