#include "models/services/matterservice.h"

#include "models/rules/rulebook.h"
#include "models/services/noticeservice.h"
#include "models/services/session.h"
#include "models/storage/audiencerepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/noticerepository.h"
#include "models/storage/peoplerepository.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString itemName(const RuleBook &rules, Audience audience, const QString &code)
{
    for (const ContentItem &item : rules.requiredContent(audience))
        if (item.code == code)
            return item.name;
    return code;
}

/** Who holds the incident, else who acts. */
Result<Person> ownerOf(Session &session, const Incident &incident)
{
    auto people = PeopleRepository(session.database()).all();
    if (!people)
        return tl::unexpected(people.error());
    for (const Person &p : std::as_const(*people))
        if (p.id == incident.manager)
            return p;
    return session.actor();
}

Right rightFor(const Matter &seen, const Matter &now)
{
    if (seen.kind != MatterKind::FollowUp)
        return Right::AddEntry;
    return now.state == MatterState::Answered ? Right::DraftNotice : Right::ApproveNotice;
}

} // namespace

Result<QList<Matter>> MatterService::ofIncident(IncidentId incident)
{
    return AudienceRepository(m_session.database()).matters(incident);
}

Result<QList<Matter>> MatterService::due(bool exercises)
{
    return AudienceRepository(m_session.database()).dueMatters(exercises);
}

Result<MatterId> MatterService::add(const Matter &given)
{
    Matter matter = given;
    matter.id = {};
    matter.version = 0;
    matter.state = isDue(matter.kind) ? MatterState::Open : MatterState::Noted;
    if (matter.kind == MatterKind::FollowUp)
        return failure(ErrorKind::Invalid, tr("A follow-up begins with a notice that says what is not known yet."), {},
                       QStringLiteral("kind"));
    if (auto ok = checkMatter(matter, m_session.nowMs()); !ok)
        return tl::unexpected(ok.error());
    auto notice = NoticeRepository(m_session.database()).byId(matter.notice);
    if (!notice)
        return tl::unexpected(notice.error());
    matter.incident = notice->incident;
    MatterId id;
    auto done = m_session.act(Right::AddEntry, matter.incident, 0, [&](const Incident &) -> Result<void> {
        auto key = AudienceRepository(m_session.database()).insertMatter(matter);
        if (!key)
            return tl::unexpected(key.error());
        id = *key;
        const QString who = matter.who.trimmed().isEmpty() ? tr("not said") : matter.who.trimmed();
        auto noted = m_session.note(
            matter.incident, EntryKind::Notice,
            tr("Notice %1 · %2 from %3: %4")
                .arg(notice->number)
                .arg(nameOf(matter.kind), who, (matter.reference + QStringLiteral(" ") + matter.words).trimmed()));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
    return done ? Result<MatterId>(id) : tl::unexpected(done.error());
}

Result<void> MatterService::change(const Matter &seen, const Matter &given)
{
    Matter now = given;
    now.id = seen.id;
    now.version = seen.version;
    now.kind = seen.kind;
    now.item = seen.item;
    now.notice = seen.notice;
    now.incident = seen.incident;
    now.customer = seen.customer;
    if (auto ok = checkMatter(now, m_session.nowMs()); !ok)
        return ok;
    return m_session.act(rightFor(seen, now), seen.incident, 0, [&](const Incident &) -> Result<void> {
        AudienceRepository repository(m_session.database());
        auto there = repository.matter(seen.id);
        if (!there)
            return tl::unexpected(there.error());
        if (there->version != seen.version)
            return failure(ErrorKind::Conflict, tr("Somebody else changed this meanwhile. Look at it again."));
        if (!isOpen(*there))
            return failure(ErrorKind::Refused, tr("This is settled."));
        auto key = repository.insertMatter(now);
        if (!key)
            return tl::unexpected(key.error());
        if (isOpen(now))
            return {};
        auto noted = m_session.note(now.incident, EntryKind::Notice,
                                    tr("%1 of notice %2, %3: %4")
                                        .arg(nameOf(now.kind))
                                        .arg(there->noticeNumber)
                                        .arg(nameOf(now.state).toLower(), now.answer.trimmed()));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

Result<QList<BounceMatch>> MatterService::matchBounces(IncidentId incident, const QList<Bounce> &bounces)
{
    auto sent = AudienceRepository(m_session.database()).sentMessages(incident);
    if (!sent)
        return tl::unexpected(sent.error());
    QList<BounceMatch> matches;
    QSet<MessageId> there;
    for (const Bounce &b : bounces) {
        BounceMatch m{b, {}, {}, {}, {}, false};
        for (const SentMessage &s : std::as_const(*sent)) {
            const bool byRef = !b.messageRef.isEmpty() && s.messageRef == b.messageRef;
            const bool byAddress = b.messageRef.isEmpty() && s.address.compare(b.address, Qt::CaseInsensitive) == 0;
            if (!byRef && !byAddress)
                continue;
            m.message = s.id;
            m.notice = s.notice;
            m.customer = s.customer;
            m.customerName = s.customerName;
            m.recorded = s.returned || there.contains(s.id);
            if (byRef)
                break;
        }
        if (m.message.isValid())
            there.insert(m.message);
        matches.append(m);
    }
    return matches;
}

Result<int> MatterService::recordBounces(IncidentId incident, const QList<BounceMatch> &matches)
{
    int count = 0;
    auto done = m_session.together([&]() -> Result<void> {
        for (const BounceMatch &m : matches) {
            if (!m.message.isValid() || m.recorded || !m.bounce.permanent)
                continue;
            auto made = NoticeRepository(m_session.database()).messageMs(m.message);
            if (!made)
                return tl::unexpected(made.error());
            // A mail server's clock may be wrong: no return comes before the message, nor after now.
            const qint64 said = m.bounce.atMs > 0 ? m.bounce.atMs : m_session.nowMs();
            const qint64 atMs = std::clamp(said, *made, std::max(*made, m_session.nowMs()));
            const QString proof = (m.bounce.status + QStringLiteral(" ") + m.bounce.said).trimmed().left(1000);
            if (auto ok = NoticeService(m_session, nullptr)
                              .recordDelivery(m.message, {QStringLiteral("mail"), atMs,
                                                          proof.isEmpty() ? tr("The mail came back.") : proof, false});
                !ok)
                return ok;
            Matter matter;
            matter.incident = incident;
            matter.notice = m.notice;
            matter.kind = MatterKind::Return;
            matter.customer = m.customer;
            matter.who = m.bounce.address;
            matter.reference = m.bounce.messageRef;
            matter.words = proof.isEmpty() ? tr("The mail came back.") : proof;
            matter.atMs = atMs;
            if (auto key = add(matter); !key)
                return tl::unexpected(key.error());
            ++count;
        }
        return {};
    });
    return done ? Result<int>(count) : tl::unexpected(done.error());
}

Result<QSet<std::pair<int, QString>>> finalItems(Session &session, IncidentId incident)
{
    auto matters = AudienceRepository(session.database()).matters(incident);
    auto notices = NoticeRepository(session.database()).ofIncident(incident);
    if (!matters || !notices)
        return tl::unexpected(matters ? notices.error() : matters.error());
    QHash<NoticeId, Audience> audiences;
    for (const Notice &n : std::as_const(*notices))
        audiences.insert(n.id, n.audience);
    std::sort(matters->begin(), matters->end(), [](const Matter &a, const Matter &b) { return a.id < b.id; });
    QSet<std::pair<int, QString>> finals;
    for (const Matter &m : std::as_const(*matters)) {
        if (m.kind != MatterKind::FollowUp)
            continue;
        const std::pair item(static_cast<int>(audiences.value(m.notice)), m.item);
        if (m.state == MatterState::Final)
            finals.insert(item);
        else
            finals.remove(item);
    }
    return finals;
}

Result<void> followUp(Session &session, const Notice &notice, const NoticeText &text)
{
    AudienceRepository repository(session.database());
    auto matters = repository.matters(notice.incident);
    auto notices = NoticeRepository(session.database()).ofIncident(notice.incident);
    auto incident = IncidentRepository(session.database()).byId(notice.incident);
    if (!matters || !notices || !incident)
        return tl::unexpected(!matters ? matters.error() : !notices ? notices.error() : incident.error());
    auto owner = ownerOf(session, *incident);
    if (!owner)
        return tl::unexpected(owner.error());
    const auto sameAudience = [&](NoticeId id) {
        return std::any_of(notices->begin(), notices->end(), [&](const Notice &n) {
            return n.id == id && n.audience == notice.audience && n.language == notice.language;
        });
    };
    for (auto it = text.draft.content.begin(); it != text.draft.content.end(); ++it) {
        const auto open = std::find_if(matters->begin(), matters->end(), [&](const Matter &m) {
            return m.kind == MatterKind::FollowUp && m.item == it.key() && isOpen(m) && sameAudience(m.notice);
        });
        const QString name = itemName(session.rules(), notice.audience, it.key());
        if (it.value() == ContentMark::NotKnownYet && open == matters->end()) {
            Matter m;
            m.incident = notice.incident;
            m.notice = notice.id;
            m.kind = MatterKind::FollowUp;
            m.item = it.key();
            m.atMs = session.nowMs();
            m.words = tr("%1: said to be not known yet").arg(name);
            m.owner = owner->id;
            m.ownerName = owner->name;
            m.dueMs = session.nowMs() + kFollowUpMs;
            m.state = MatterState::Open;
            if (auto key = repository.insertMatter(m); !key)
                return tl::unexpected(key.error());
        } else if (it.value() == ContentMark::Given && open != matters->end() && open->notice != notice.id) {
            Matter m = *open;
            m.state = MatterState::Answered;
            m.answer = tr("Given in notice %1.").arg(notice.number);
            if (auto key = repository.insertMatter(m); !key)
                return tl::unexpected(key.error());
        }
    }
    return {};
}

} // namespace tocsin
