#include "models/domain/crosscheck.h"
#include "models/services/noticeaudience.h"
#include "models/services/session.h"
#include "models/storage/audiencerepository.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"
#include "models/storage/noticerepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString placeKey(const ForeignName &name)
{
    return name.place + u'\n' + name.words + u'\n' + name.line;
}

/** Looks names up in the parts of a notice, and keeps those that are of somebody else than the reader. */
class ForeignSearch
{
public:
    ForeignSearch(const QList<Customer> &customers, const QList<Subscription> &subscriptions)
    {
        for (const Customer &c : customers) {
            m_called.insert(c.id, c.name);
            m_names.add(c.name, c.id);
        }
        for (const Subscription &s : subscriptions)
            for (const QString &name : {s.name, s.externalRef, s.tenantRef})
                m_names.add(name, s.customer);
    }

    /** `said` with %1 for the line and %2 for the words, or the words alone. */
    void look(const QString &place, const QString &text, const QSet<CustomerId> &readers, const QString &said)
    {
        for (const NamePlace &found : m_names.find(text)) {
            if (std::all_of(readers.begin(), readers.end(), [&](CustomerId c) { return found.owners.contains(c); }))
                continue;
            const QString words =
                said.contains(u"%2"_s) ? said.arg(found.line).arg(found.words) : said.arg(found.words);
            if (m_said.contains(words))
                continue;
            m_said.insert(words);
            QStringList whose;
            for (const CustomerId owner : found.owners)
                whose << m_called.value(owner);
            whose.sort();
            m_found.append({place, found.words, lineOf(text, found), words, whose});
        }
    }
    [[nodiscard]] QList<ForeignName> &found() { return m_found; }

private:
    CustomerNames m_names;
    QHash<CustomerId, QString> m_called;
    QSet<QString> m_said;
    QList<ForeignName> m_found;
};

} // namespace

Result<QList<ForeignName>> namesOfOthers(Session &session, const Notice &notice, const NoticeDraft &draft)
{
    if (notice.audience != Audience::Customers)
        return QList<ForeignName>{};
    CustomerRepository repository(session.database());
    auto customers = repository.all();
    auto subscriptions = repository.allSubscriptions();
    auto audience = audienceOf(session, notice);
    auto meant = AudienceRepository(session.database()).namesMeant(notice.id);
    if (!customers || !subscriptions)
        return tl::unexpected(customers ? subscriptions.error() : customers.error());
    if (!audience || !meant)
        return tl::unexpected(audience ? meant.error() : audience.error());
    QSet<CustomerId> readers;
    for (const ScopeRow &row : std::as_const(audience->targets))
        readers.insert(row.customer);
    ForeignSearch search(*customers, *subscriptions);
    search.look(u"subject"_s, draft.subject, readers, tr("Subject: %1"));
    search.look(u"body"_s, draft.body, readers, tr("Line %1: %2"));
    for (const ScopeRow &row : std::as_const(audience->targets)) {
        QString where = row.customerName + u" · "_s + row.subscriptionName;
        where.remove(u'%');
        search.look(u"accessed"_s, row.accessed, {row.customer}, tr("What was accessed of %1").arg(where) + u": %1"_s);
    }
    QHash<QString, ForeignName> last;
    for (const ForeignName &each : std::as_const(*meant))
        last.insert(placeKey(each), each);
    for (ForeignName &each : search.found()) {
        const ForeignName mark = last.value(placeKey(each));
        each.reason = mark.reason;
        each.byName = mark.byName;
        each.atMs = mark.atMs;
    }
    return search.found();
}

QStringList notMeant(const QList<ForeignName> &names)
{
    QStringList places;
    for (const ForeignName &each : names)
        if (!each.isMeant())
            places << each.said;
    return places;
}

Result<QList<ForeignName>> AudienceService::names(NoticeId id, const NoticeDraft &draft)
{
    auto notice = NoticeRepository(m_session.database()).byId(id);
    return notice ? namesOfOthers(m_session, *notice, draft) : tl::unexpected(notice.error());
}

Result<void> AudienceService::mean(NoticeId id, const ForeignName &name, bool meant, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid,
                       meant ? tr("Say what the words mean here.") : tr("Say why the mark is taken back."), {},
                       u"reason"_s);
    if (name.words.trimmed().isEmpty() || !name.line.contains(name.words))
        return failure(ErrorKind::Invalid, tr("The words do not stand there (any more)."), {}, u"place"_s);
    auto read = NoticeRepository(m_session.database()).byId(id);
    if (!read)
        return tl::unexpected(read.error());
    return m_session.act(Right::DraftNotice, read->incident, 0, [&](const Incident &) -> Result<void> {
        auto notice = NoticeRepository(m_session.database()).byId(id);
        if (!notice)
            return tl::unexpected(notice.error());
        if (notice->state != NoticeState::Draft) // legal approves what it has seen
            return failure(ErrorKind::Refused, tr("A name is marked as meant while the notice is a draft."));
        if (auto ok = AudienceRepository(m_session.database()).insertMeant(*notice, name, meant, reason); !ok)
            return ok;
        auto noted = m_session.note(notice->incident, EntryKind::Notice,
                                    (meant ? tr("Notice %1: \"%2\" means no other customer here. %3")
                                           : tr("Notice %1: \"%2\" may be another customer after all. %3"))
                                        .arg(notice->number)
                                        .arg(name.words, reason.trimmed()));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
}

} // namespace tocsin
