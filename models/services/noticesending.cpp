#include "models/services/noticesending.h"

#include "models/domain/exercise.h"
#include "models/domain/mailaddress.h"
#include "models/domain/noticewords.h"
#include "models/services/customerservice.h"
#include "models/services/latenotice.h"
#include "models/services/messagefiles.h"
#include "models/services/noticeaudience.h"
#include "models/services/noticetemplate.h"
#include "models/services/renderer.h"
#include "models/services/rescissionhold.h"
#include "models/services/session.h"
#include "models/storage/auditrepository.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/mailaccountrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/obligationrepository.h"
#include "models/storage/outboxrepository.h"
#include "models/storage/rescissionrepository.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>
#include <QSaveFile>
#include <QStringList>
#include <QUrl>
#include <algorithm>
#include <optional>

namespace tocsin {

namespace {

constexpr qsizetype kMostBody = 1'000'000; ///< what can be rendered

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

std::optional<Addressee> addresseeOfAudience(Audience audience)
{
    if (audience == Audience::Authority)
        return Addressee::Authority;
    return audience == Audience::DataSubjects ? std::optional(Addressee::DataSubjects) : std::nullopt;
}

namespace {

/** The same for an audience that is told by name. */
bool isHeldByName(const QList<Obligation> &obligations, Audience audience, const QString &name, qint64 nowMs)
{
    return std::any_of(obligations.begin(), obligations.end(), [&](const Obligation &o) {
        return o.addressee == addresseeOfAudience(audience) && sameName(o.addresseeName, name) &&
               obligationState(o.facts, nowMs) == ObligationState::Excepted;
    });
}

Result<void> makeFolder(const QString &folder)
{
    if (QDir(folder).exists() || QDir().mkpath(folder))
        return {};
    return failure(ErrorKind::Invalid, tr("The folder %1 cannot be made.").arg(QDir::toNativeSeparators(folder)), {},
                   QStringLiteral("folder"));
}

} // namespace

Result<int> NoticeSending::send(const Notice &notice, const QList<NoticeRecipient> &given, const QString &folder)
{
    auto text = NoticeRepository(m_session.database()).text(notice.text);
    // P7.8: whose duty legal has withdrawn is not affected, and is not told.
    auto audience = audienceOf(m_session, notice);
    if (!text || !audience)
        return tl::unexpected(text ? audience.error() : text.error());
    const QList<NoticeRecipient> recipients = given.isEmpty() ? messagesFor(*audience) : given;
    if (auto ok = makeFolder(folder); !ok)
        return tl::unexpected(ok.error());
    if (notice.state != NoticeState::Queued) // Queued: an earlier sending was cut off; it goes on
        if (auto ok = queue(notice, *text, recipients); !ok)
            return tl::unexpected(ok.error());
    return writeFiles(notice, folder);
}

Result<void> NoticeSending::order(const Notice &notice, const QList<NoticeRecipient> &given, bool attachLetter)
{
    Database &db = m_session.database();
    return m_session.together([&]() -> Result<void> {
        auto text = NoticeRepository(db).text(notice.text);
        auto audience = audienceOf(m_session, notice);
        auto account = MailAccountRepository(db).current();
        auto before = OutboxRepository(db).order(notice.id);
        if (!text || !audience)
            return tl::unexpected(text ? audience.error() : text.error());
        if (!account || !before)
            return tl::unexpected(account ? before.error() : account.error());
        if (!account->isSet())
            return failure(ErrorKind::Refused, tr("No mail account is set up. An administrator does that under Mail."),
                           {}, QStringLiteral("account"));
        const QList<NoticeRecipient> recipients = given.isEmpty() ? messagesFor(*audience) : given;
        if (notice.state != NoticeState::Queued)
            if (auto ok = queue(notice, *text, recipients); !ok)
                return ok;
        return m_session.act(Right::Send, notice.incident, 0, [&](const Incident &incident) -> Result<void> {
            if (incident.exercise)
                return failure(ErrorKind::Refused,
                               tr("An exercise sends no mail: its messages go into a folder (P2.8)."));
            return OutboxRepository(db).insertOrder(notice, before->number, QStringLiteral("mail"), attachLetter, {});
        });
    });
}

namespace {

/** What those in scope say of a notice to customers. */
void lookAtTargets(SendFacts &f, const NoticeAudience &audience, const QList<Obligation> &obligations, qint64 nowMs)
{
    const QList<ScopeRow> &targets = audience.targets;
    f.dutyRecorded = std::any_of(targets.begin(), targets.end(), [&](const ScopeRow &r) {
        return hasRecordedDuty(obligations, Audience::Customers, r.customer, {});
    });
    f.byHand = static_cast<int>(audience.unreachable.size()); // by telephone, post or portal (P9.2)
    f.obligationExcepted = !targets.isEmpty() && std::all_of(targets.begin(), targets.end(), [&](const ScopeRow &r) {
        return isHeld(obligations, r.customer, nowMs);
    });
}

QString madeText(const Notice &notice, qsizetype made, int byHand)
{
    const QString text =
        made == 1 ? tr("%1 no. %2: 1 message made.").arg(nameOf(notice.phase)).arg(notice.number)
                  : tr("%1 no. %2: %3 messages made.").arg(nameOf(notice.phase)).arg(notice.number).arg(made);
    return byHand == 0
               ? text
               : text + u' ' + tr("Without a contact, to be told by telephone, post or portal: %1.").arg(byHand);
}

} // namespace

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
            auto audience = audienceOf(m_session, notice, *scope, *obligations);
            if (!audience)
                return tl::unexpected(audience.error());
            lookAtTargets(f, *audience, *obligations, m_session.nowMs());
        } else if (!recipients.isEmpty()) {
            f.dutyRecorded = std::any_of(recipients.begin(), recipients.end(), [&](const NoticeRecipient &r) {
                return hasRecordedDuty(*obligations, notice.audience, {}, r.name);
            });
            f.obligationExcepted = std::all_of(recipients.begin(), recipients.end(), [&](const NoticeRecipient &r) {
                return isHeldByName(*obligations, notice.audience, r.name, m_session.nowMs());
            });
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
        auto around = frame(notice.language);
        if (!around)
            return tl::unexpected(around.error());
        for (const NoticeRecipient &recipient : recipients)
            if (auto made = makeMessage(notice, text, recipient, incident, *around); !made)
                return tl::unexpected(made.error());
        auto noted =
            m_session.note(notice.incident, EntryKind::Notice, madeText(notice, recipients.size(), f.byHand), true);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

namespace {

/** What one recipient gets to read, as it stays; the message adds its own. */
MessageText textFor(const NoticeText &text, const NoticeRecipient &r, const Person &sender, const Incident &incident,
                    const QString &language)
{
    QStringList subscriptions;
    for (const ScopeRow &row : r.scope)
        subscriptions << row.subscriptionName;
    MessageText t;
    t.subject = fillSubject(text.draft.subject, r, language);
    if (incident.exercise) // wherever the file gets to, it says what it is (P2.8)
        t.subject = noticeWords(language).exercise.arg(t.subject);
    t.body = fillForRecipient(text.draft.body, r, language);
    t.sha256 = messageTextSha256(t.subject, t.body);
    t.senderName = sender.name;
    t.senderAddress = sender.email.isEmpty() ? sender.login + QStringLiteral("@localhost") : sender.email;
    t.customerName = r.customerName;
    t.subscriptions = subscriptions.join(QStringLiteral(", "));
    t.reference = incident.reference();
    return t;
}

} // namespace

Result<std::optional<MessageId>> NoticeSending::makeMessage(const Notice &notice, const NoticeText &text,
                                                            const NoticeRecipient &r, const Incident &incident,
                                                            const MessageFrame &frame)
{
    Database &db = m_session.database();
    MessageValues v{notice.incident, notice.id, notice.text, r.customer, r.name, r.address, {}, {}, {}, {}};
    const auto t = composed(notice, text, r, incident, frame);
    if (!t)
        return tl::unexpected(t.error());
    const QString domain = t->senderAddress.section(u'@', -1);
    v.messageRef =
        newUuid() + u'@' +
        (isMailAddress(t->senderAddress) ? QString::fromLatin1(QUrl::toAce(domain)) : QStringLiteral("tocsin.invalid"));
    for (const ScopeRow &row : r.scope)
        v.subscriptions.append(row.subscription);
    auto message = NoticeRepository(db).insertMessage(v);
    if (!message || !*message) // without an error: this recipient has this text already (P9.2)
        return message;
    if (auto ok = OutboxRepository(db).insertText(notice.incident, **message, *t); !ok)
        return tl::unexpected(ok.error());
    return message;
}

Result<MessageText> NoticeSending::composed(const Notice &notice, const NoticeText &text, const NoticeRecipient &r,
                                            const Incident &incident, const MessageFrame &frame)
{
    MessageText t = textFor(text, r, m_session.actor(), incident, notice.language);
    if (!frame.senderAddress.isEmpty()) {
        t.senderName = frame.senderName;
        t.senderAddress = frame.senderAddress;
    }
    t.anchor = frame.anchor;
    t.dateMs = m_session.nowMs();
    if (auto ok = checkAddress(r); !ok)
        return tl::unexpected(ok.error());
    if (t.body.size() > kMostBody) // said before anything leaves, not by each message that cannot be made
        return failure(ErrorKind::Refused,
                       tr("What %1 would get to read is longer than 1,000,000 characters: it names %2 subscriptions. "
                          "Say more briefly what was accessed, and have it approved again.")
                           .arg(r.customerName)
                           .arg(r.scope.size()));
    return t;
}

Result<MessageFrame> NoticeSending::frame(const QString &language)
{
    Database &db = m_session.database();
    auto head = AuditRepository(db).head();
    auto account = MailAccountRepository(db).current();
    if (!head || !account)
        return tl::unexpected(head ? account.error() : head.error());
    return MessageFrame{noticeWords(language).record.arg(AuditRepository(db).databaseUuid().left(8),
                                                         QString::number(head->first), head->second),
                        account->senderName, account->senderAddress};
}

namespace {

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    if (written) {
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // customer data: nobody else on the machine
        written = file.write(bytes) == bytes.size() && file.commit();
    }
    if (!written)
        return failure(ErrorKind::Full,
                       tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(path), file.errorString()), {},
                       QStringLiteral("folder"));
    return {};
}

/** The message, if it goes by mail, and the letter. */
Result<void> writeBoth(const QString &base, const MessageFile &file)
{
    if (!file.eml.isEmpty())
        if (auto ok = writeFile(base + QStringLiteral(".eml"), file.eml); !ok)
            return ok;
    return writeFile(base + QStringLiteral(".pdf"), file.pdf);
}

} // namespace

Result<qsizetype> dropHeld(Session &session, const Incident &incident, const Notice &notice,
                           const QList<Obligation> &obligations, QList<MessageRow> &messages)
{
    const qsizetype before = messages.size();
    auto why = leaveOutUnfounded(session, incident, notice, obligations, messages);
    if (!why)
        return tl::unexpected(why.error());
    messages.removeIf([&](const MessageRow &m) {
        return notice.audience == Audience::Customers
                   ? isHeld(obligations, m.customer, session.nowMs())
                   : isHeldByName(obligations, notice.audience, m.recipient, session.nowMs());
    });
    const qsizetype held = before - messages.size();
    if (held > 0 && messages.isEmpty())
        return failure(ErrorKind::Refused,
                       why->isEmpty() ? tr("An exception is in force: the queued messages are held.") : *why);
    return held;
}

Result<void> NoticeSending::checkAddress(const NoticeRecipient &r)
{
    if (isMailAddress(r.address) || (r.anyAddress && !r.address.contains(u'@')))
        return {};
    return failure(ErrorKind::Invalid,
                   tr("%1 is no address that mail can be sent to. Correct it among the contacts of %2.")
                       .arg(r.address, r.customerName.isEmpty() ? r.name : r.customerName),
                   {}, QStringLiteral("address"));
}

Result<int> NoticeSending::rehearse(const Notice &notice, const QList<NoticeRecipient> &given, const QString &folder,
                                    bool attachLetter)
{
    Database &db = m_session.database();
    auto text = NoticeRepository(db).text(notice.text);
    auto audience = audienceOf(m_session, notice);
    auto incident = IncidentRepository(db).byId(notice.incident);
    auto around = frame(notice.language);
    if (!text || !audience)
        return tl::unexpected(text ? audience.error() : text.error());
    if (!incident || !around)
        return tl::unexpected(incident ? around.error() : incident.error());
    if (auto ok = m_session.require(Right::Send, incident->manager).and_then([&] { return makeFolder(folder); }); !ok)
        return tl::unexpected(ok.error());
    const QString mark = noticeWords(notice.language).dryRun;
    int written = 0;
    for (const NoticeRecipient &r : given.isEmpty() ? messagesFor(*audience) : given) {
        auto t = composed(notice, *text, r, *incident, *around);
        if (!t)
            return tl::unexpected(t.error());
        t->subject = QStringLiteral("[%1] %2").arg(mark, t->subject);
        t->address = r.address;
        t->messageRef = newUuid() + QStringLiteral("@dry-run.invalid");
        t->approvedSha256 = text->sha256;
        t->language = notice.language;
        NoticeDocument document = documentOf(*t, attachLetter || !isMailAddress(r.address));
        document.marking = mark;
        const auto made = m_renderer.render(document);
        if (!made)
            return tl::unexpected(made.error());
        const QString base =
            folder + QStringLiteral("/%1-%2-dry-run-%3").arg(t->reference).arg(notice.number).arg(++written);
        if (auto ok = made->eml.isEmpty() ? writeFile(base + QStringLiteral(".pdf"), made->pdf)
                                          : writeFile(base + QStringLiteral(".eml"), made->eml);
            !ok)
            return tl::unexpected(ok.error());
    }
    return written;
}

Result<int> NoticeSending::writeFiles(const Notice &notice, const QString &folder)
{
    Database &db = m_session.database();
    NoticeRepository repository(db);
    if (auto order = OutboxRepository(db).order(notice.id); !order)
        return tl::unexpected(order.error());
    else if (order->byMail())
        return failure(ErrorKind::Refused, tr("This notice leaves by mail. Nobody is to get it twice."));
    auto incident = IncidentRepository(db).byId(notice.incident);
    auto messages = repository.messages(notice.id);
    if (!incident || !messages)
        return tl::unexpected(incident ? messages.error() : incident.error());
    messages->removeIf([](const MessageRow &m) {
        return m.result == u"written" || m.result == u"accepted" || !m.facts.end.isEmpty() || m.facts.delivered;
    });
    QHash<MessageId, qint64> attempts;
    qsizetype held = 0;
    auto claimed = m_session.act(Right::Send, notice.incident, 0, [&](const Incident &now) -> Result<void> {
        // P8.4, P6.5: every send rechecks, also one that goes on after it was cut off.
        auto obligations = ObligationRepository(db).ofIncident(notice.incident);
        if (!obligations)
            return tl::unexpected(obligations.error());
        auto left = dropHeld(m_session, now, notice, *obligations, *messages);
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
        auto file = MessageFiles(m_session, m_renderer).take(m.id, true, true);
        if (!file)
            return tl::unexpected(file.error());
        if (auto ok = writeBoth(base, *file); !ok)
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
        auto marked = repository.insertDecision(*now, NoticeStep::MarkSent, NoticeState::Sent, text->sha256, {}, {});
        return marked ? markReturned(m_session, notice.id) : marked; // what came back before, and has no other address
    });
    return done ? Result<int>(static_cast<int>(messages->size())) : tl::unexpected(done.error());
}

} // namespace tocsin
