#include "models/services/summaryservice.h"

#include "models/domain/crosscheck.h"
#include "models/services/attestationcheck.h"
#include "models/services/session.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/peoplerepository.h"
#include "models/storage/postmortemrepository.h"
#include "models/storage/postmortemsummaryrepository.h"
#include "models/storage/servicerepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostText = 100000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

/** Names of one kind, looked up in a text; what is found keeps whose name it is. */
class LeakSearch
{
public:
    explicit LeakSearch(LeakKind kind)
        : m_kind(kind)
    {
    }

    void add(const QString &name, const QString &whose)
    {
        m_whose << whose;
        m_names.add(name, CustomerId{m_whose.size()}); // a number for whose it is, whatever it is
    }

    void addPerson(const QString &name)
    {
        add(name, name);
        for (const QString &part : name.split(u' ', Qt::SkipEmptyParts))
            if (part.at(0).isUpper()) // "van" is a word like others
                add(part, name);
    }

    void find(const QString &text, QList<SummaryLeak> &found) const
    {
        for (const NamePlace &place : m_names.find(text)) {
            QStringList whose;
            for (const CustomerId owner : place.owners)
                whose << m_whose.at(owner.value - 1);
            whose.sort();
            whose.removeDuplicates();
            addOnce(found, {m_kind, place.words, whose.join(u", "_s)});
        }
    }

    static void addOnce(QList<SummaryLeak> &found, const SummaryLeak &leak)
    {
        if (std::none_of(found.begin(), found.end(), [&leak](const SummaryLeak &other) {
                return other.kind == leak.kind && other.words.compare(leak.words, Qt::CaseInsensitive) == 0;
            }))
            found.append(leak);
    }

private:
    LeakKind m_kind;
    CustomerNames m_names;
    QStringList m_whose;
};

} // namespace

Result<std::optional<PostmortemSummary>> SummaryService::of(IncidentId incident)
{
    auto i = IncidentRepository(m_session.database()).byId(incident);
    if (!i)
        return tl::unexpected(i.error());
    if (const auto may = m_session.require(Right::ReadPostmortem, i->manager); !may)
        return tl::unexpected(may.error());
    return PostmortemSummaryRepository(m_session.database()).of(incident);
}

Result<QList<SummaryLeak>> SummaryService::leaks(IncidentId incident, const QList<SummaryParagraph> &paragraphs)
{
    auto now = of(incident);
    if (!now)
        return tl::unexpected(now.error());
    Database &db = m_session.database();
    auto i = IncidentRepository(db).byId(incident);
    auto everybody = PeopleRepository(db).all();
    auto services = ServiceRepository(db).all();
    auto customers = CustomerRepository(db).all();
    auto subscriptions = CustomerRepository(db).allSubscriptions();
    for (const Error *e :
         {i ? nullptr : &i.error(), everybody ? nullptr : &everybody.error(), services ? nullptr : &services.error(),
          customers ? nullptr : &customers.error(), subscriptions ? nullptr : &subscriptions.error()})
        if (e)
            return tl::unexpected(*e);
    LeakSearch people(LeakKind::Person), systems(LeakKind::System), others(LeakKind::Customer);
    for (const Person &p : std::as_const(*everybody))
        people.addPerson(p.name);
    for (const Service &s : std::as_const(*services))
        systems.add(s.name, tr("a service"));
    QHash<CustomerId, QString> called;
    bool byCustomer = false;
    for (const Customer &c : std::as_const(*customers)) {
        called.insert(c.id, c.name);
        others.add(c.name, c.name);
        byCustomer |= c.name.compare(i->reportedBy, Qt::CaseInsensitive) == 0;
    }
    if (!byCustomer)
        people.add(i->reportedBy, i->reportedBy); // a phrase as often as a name
    for (const Subscription &s : std::as_const(*subscriptions))
        for (const QString &name : {s.name, s.externalRef, s.tenantRef})
            others.add(name, called.value(s.customer));
    const QString text = summaryText(paragraphs);
    QList<SummaryLeak> found;
    people.find(text, found);
    systems.find(text, found);
    for (const QString &words : internalWords(text))
        LeakSearch::addOnce(found, {LeakKind::System, words, tr("looks like a machine or an account")});
    for (const LiveIndicator &each : liveIndicators(text, {}))
        LeakSearch::addOnce(found, {LeakKind::System, each.words, tr("an address")});
    others.find(text, found);
    if (*now)
        for (SummaryLeak &leak : found)
            for (const SummaryLeak &said : std::as_const((*now)->mayStay))
                if (said.kind == leak.kind && said.words.compare(leak.words, Qt::CaseInsensitive) == 0) {
                    leak.reason = said.reason;
                    leak.byName = said.byName;
                    leak.atMs = said.atMs;
                }
    return found;
}

Result<void> SummaryService::save(IncidentId incident, int seenVersion, const QList<SummaryParagraph> &paragraphs)
{
    if (auto ok = checkSummary(paragraphs); !ok)
        return ok;
    const QString body = summaryBody(paragraphs);
    if (body.size() > kMostText)
        return failure(ErrorKind::Invalid, tr("The text is longer than 100,000 characters."), {}, u"text"_s);
    return m_session.act(Right::WritePostmortem, incident, 0, [&](const Incident &i) -> Result<void> {
        if (i.closedMs > 0)
            return failure(ErrorKind::Refused, tr("This incident is closed. Reopen it to change the summary."));
        auto postmortem = PostmortemRepository(m_session.database()).of(incident);
        if (!postmortem)
            return tl::unexpected(postmortem.error());
        if (!*postmortem)
            return failure(ErrorKind::Refused, tr("Write the post-mortem first: there is nothing to summarise."));
        return PostmortemSummaryRepository(m_session.database())
            .insertText(incident, seenVersion, (*postmortem)->text, body);
    });
}

Result<PostmortemSummary> SummaryService::fresh(IncidentId incident, int seenVersion)
{
    auto now = PostmortemSummaryRepository(m_session.database()).of(incident);
    if (!now)
        return tl::unexpected(now.error());
    if (!*now)
        return failure(ErrorKind::NotFound, tr("No summary was begun."));
    if ((*now)->version != seenVersion)
        return failure(ErrorKind::Conflict, tr("Somebody else changed the summary in the meantime. Look at it again."));
    return **now;
}

Result<void> SummaryService::checkLeaks(IncidentId incident, const PostmortemSummary &summary,
                                        std::optional<LeakKind> kind)
{
    auto found = leaks(incident, summaryParagraphs(summary.body));
    if (!found)
        return tl::unexpected(found.error());
    for (const SummaryLeak &leak : std::as_const(*found))
        if (!leak.isSettled() && (!kind || leak.kind == *kind))
            return failure(ErrorKind::Refused,
                           tr("Take \"%1\" out, or say why it may stay (%2).").arg(leak.words, nameOf(leak.kind)), {},
                           codeOf(leak.kind));
    return {};
}

Result<void> SummaryService::lookedThrough(IncidentId incident, int seenVersion, LeakKind kind)
{
    return m_session.act(Right::WritePostmortem, incident, 0, [&](const Incident &) -> Result<void> {
        auto now = fresh(incident, seenVersion);
        if (!now)
            return tl::unexpected(now.error());
        if (now->state != PostmortemState::Draft)
            return failure(ErrorKind::Refused, tr("Only a draft is looked through."));
        if (auto ok = checkLeaks(incident, *now, kind); !ok)
            return ok;
        return PostmortemSummaryRepository(m_session.database()).insertCheck(incident, now->text, {kind, {}});
    });
}

Result<void> SummaryService::mayStay(IncidentId incident, int seenVersion, LeakKind kind, const QString &words,
                                     const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say why it may stay."), {}, u"reason"_s);
    return m_session.act(Right::WritePostmortem, incident, 0, [&](const Incident &) -> Result<void> {
        auto now = fresh(incident, seenVersion);
        if (!now)
            return tl::unexpected(now.error());
        if (now->state != PostmortemState::Draft)
            return failure(ErrorKind::Refused, tr("Only a draft is looked through."));
        if (words.isEmpty() || !summaryText(summaryParagraphs(now->body)).contains(words, Qt::CaseInsensitive))
            return failure(ErrorKind::Invalid, tr("The words do not stand there (any more)."), {}, u"words"_s);
        SummaryLeak leak;
        leak.kind = kind;
        leak.words = words;
        leak.reason = reason.trimmed();
        return PostmortemSummaryRepository(m_session.database()).insertCheck(incident, now->text, leak);
    });
}

Result<void> SummaryService::submit(IncidentId incident, int seenVersion)
{
    return m_session.act(Right::WritePostmortem, incident, 0, [&](const Incident &) -> Result<void> {
        auto now = fresh(incident, seenVersion);
        if (!now)
            return tl::unexpected(now.error());
        if (now->state != PostmortemState::Draft)
            return failure(ErrorKind::Refused, tr("It was submitted already."));
        for (const auto &e : enumTable<LeakKind>())
            if (!now->lookedFor.contains(e.value))
                return failure(ErrorKind::Refused, tr("Look it through first: %1.").arg(nameOf(e.value)), {},
                               codeOf(e.value));
        if (auto ok = checkLeaks(incident, *now, {}); !ok) // people and customers come meanwhile
            return ok;
        return PostmortemSummaryRepository(m_session.database())
            .insertDecision(incident, *now, u"submit"_s, PostmortemState::InReview, {}, {});
    });
}

Result<void> SummaryService::giveBack(IncidentId incident, int seenVersion, const QString &remark)
{
    if (remark.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say what is to be changed."), {}, u"remark"_s);
    return m_session.act(Right::ApproveNotice, incident, 0, [&](const Incident &) -> Result<void> {
        auto now = fresh(incident, seenVersion);
        if (!now)
            return tl::unexpected(now.error());
        if (now->state != PostmortemState::InReview)
            return failure(ErrorKind::Refused, tr("It is not in review."));
        return PostmortemSummaryRepository(m_session.database())
            .insertDecision(incident, *now, u"return"_s, PostmortemState::Draft, {}, remark.trimmed());
    });
}

Result<void> SummaryService::approve(IncidentId incident, int seenVersion, const Attestation &legal)
{
    const bool attested = legal.by.isValid();
    return m_session.act(
        attested ? Right::Send : Right::ApproveNotice, incident, 0, [&](const Incident &) -> Result<void> {
            auto now = fresh(incident, seenVersion);
            if (!now)
                return tl::unexpected(now.error());
            if (now->state != PostmortemState::InReview)
                return failure(ErrorKind::Refused, tr("Submit it to legal first."));
            if (auto ok = checkIfAttested(m_session, legal, Right::ApproveNotice); !ok)
                return ok;
            PostmortemSummaryRepository repository(m_session.database());
            auto authors = repository.authors(incident);
            if (!authors)
                return tl::unexpected(authors.error());
            if (authors->contains(attested ? legal.by : m_session.actor().id))
                return failure(ErrorKind::Refused, tr("An author cannot approve it."), {}, u"attestedBy"_s);
            if (auto ok = repository.insertDecision(incident, *now, u"approve"_s, PostmortemState::Approved, legal, {});
                !ok)
                return ok;
            auto noted = m_session.note(incident, EntryKind::Notice,
                                        tr("Legal approved a summary of the post-mortem for notices."));
            return noted ? Result<void>() : tl::unexpected(noted.error());
        });
}

Result<std::optional<QString>> SummaryService::forNotice(IncidentId incident)
{
    auto i = IncidentRepository(m_session.database()).byId(incident);
    if (!i)
        return tl::unexpected(i.error());
    if (auto may = m_session.require(Right::DraftNotice, i->manager); !may)
        return tl::unexpected(may.error());
    auto body = PostmortemSummaryRepository(m_session.database()).approvedBody(incident);
    if (!body)
        return tl::unexpected(body.error());
    return *body ? std::optional(summaryText(summaryParagraphs(**body))) : std::nullopt;
}

} // namespace tocsin
