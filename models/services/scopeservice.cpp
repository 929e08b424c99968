#include "models/services/scopeservice.h"

#include "models/services/customerservice.h"
#include "models/services/session.h"
#include "models/services/timelineservice.h"
#include "models/storage/audiencerepository.h"
#include "models/storage/customerrepository.h"
#include "models/storage/database.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QHash>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxUnmatched = 1000; ///< kept word for word; the file itself has the rest

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString folded(const QString &text)
{
    return text.simplified().toCaseFolded();
}

/** Every subscription there is, with how it stands in the scope of an incident. */
struct Directory
{
    QList<ScopeRow> rows;
    QList<QStringList> names; ///< of each row: by what it is found
    QSet<CustomerId> inScope;
};

Result<Directory> directoryOf(Session &session, IncidentId incident)
{
    CustomerRepository repository(session.database());
    auto customers = repository.all();
    auto subscriptions = repository.allSubscriptions();
    auto scope = repository.scope(incident);
    if (!customers || !subscriptions)
        return tl::unexpected(customers ? subscriptions.error() : customers.error());
    if (!scope)
        return tl::unexpected(scope.error());
    QHash<CustomerId, Customer> byId;
    for (const Customer &c : std::as_const(*customers))
        byId.insert(c.id, c);
    QHash<SubscriptionId, ScopeRow> there;
    Directory d;
    for (const ScopeRow &row : std::as_const(*scope)) {
        there.insert(row.subscription, row);
        if (row.inScope)
            d.inScope.insert(row.customer);
    }
    for (const Subscription &s : std::as_const(*subscriptions)) {
        ScopeRow row = there.value(s.id);
        const Customer customer = byId.value(s.customer);
        if (!there.contains(s.id))
            row.inScope = false;
        row.subscription = s.id;
        row.customer = s.customer;
        row.customerName = customer.name;
        row.subscriptionName = s.name;
        row.language = customer.language;
        d.rows.append(row);
        d.names.append({s.externalRef, s.name, customer.name, s.tenantRef});
    }
    return d;
}

/** By number first, then by name; a name that several have is nobody's, unless the file says which customer. */
class Finder
{
public:
    explicit Finder(const Directory &d)
    {
        for (qsizetype i = 0; i < d.rows.size(); ++i) {
            if (!d.names.at(i).first().isEmpty())
                m_byRef.insert(folded(d.names.at(i).first()), i);
            m_byName[folded(d.names.at(i).at(1))].append(i);
            m_byOwner.insert(folded(d.names.at(i).at(2)) + u'\n' + folded(d.names.at(i).at(1)), i);
        }
    }
    [[nodiscard]] qsizetype find(const ScopeLine &line) const
    {
        const QString key = folded(line.key);
        if (!line.customer.isEmpty())
            if (const auto own = m_byOwner.constFind(folded(line.customer) + u'\n' + key); own != m_byOwner.constEnd())
                return *own;
        if (const auto ref = m_byRef.constFind(key); ref != m_byRef.constEnd())
            return *ref;
        const QList<qsizetype> named = m_byName.value(key);
        return named.size() == 1 && line.customer.isEmpty() ? named.first() : -1;
    }

private:
    QHash<QString, qsizetype> m_byRef, m_byOwner;
    QHash<QString, QList<qsizetype>> m_byName;
};

} // namespace

Result<QList<ScopeRow>> ScopeService::search(IncidentId incident, const QString &words)
{
    auto d = directoryOf(m_session, incident);
    if (!d)
        return tl::unexpected(d.error());
    const QStringList wanted = folded(words).split(u' ', Qt::SkipEmptyParts);
    QList<ScopeRow> rows;
    for (qsizetype i = 0; i < d->rows.size(); ++i) {
        const QString all = folded(d->names.at(i).join(u' '));
        if (std::all_of(wanted.begin(), wanted.end(), [&](const QString &w) { return all.contains(w); }))
            rows.append(d->rows.at(i));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const ScopeRow &a, const ScopeRow &b) {
        const int order = QString::compare(a.customerName, b.customerName, Qt::CaseInsensitive);
        return order != 0 ? order < 0
                          : QString::compare(a.subscriptionName, b.subscriptionName, Qt::CaseInsensitive) < 0;
    });
    return rows;
}

Result<ScopeMatch> ScopeService::match(IncidentId incident, const ScopeFile &file)
{
    auto d = directoryOf(m_session, incident);
    if (!d)
        return tl::unexpected(d.error());
    const Finder finder(*d);
    ScopeMatch m;
    QHash<SubscriptionId, qsizetype> at;
    for (const ScopeLine &line : file.lines) {
        const qsizetype found = finder.find(line);
        if (found < 0) {
            m.rowsUnmatched += line.rows;
            m.unmatched << line.place.row + u": "_s + line.key;
            continue;
        }
        m.rowsMatched += line.rows;
        ScopeRow row = d->rows.at(found);
        if (at.contains(row.subscription))
            row = m.rows.at(at.value(row.subscription));
        if (!line.accessed.isEmpty())
            row.accessed = line.accessed;
        if (!line.certainty.isEmpty() || row.certainty.isEmpty())
            row.certainty = line.certainty.isEmpty() ? u"likely"_s : line.certainty;
        if (line.fromMs > 0) {
            row.fromMs = line.fromMs;
            row.toMs = std::max(line.toMs, line.fromMs);
        }
        row.inScope = true;
        if (at.contains(row.subscription)) {
            m.rows[at.value(row.subscription)] = row;
        } else {
            at.insert(row.subscription, m.rows.size());
            m.rows.append(row);
        }
    }
    QHash<SubscriptionId, ScopeRow> before;
    for (const ScopeRow &row : std::as_const(d->rows))
        before.insert(row.subscription, row);
    m.same = static_cast<int>(m.rows.removeIf([&](const ScopeRow &row) {
        const ScopeRow was = before.value(row.subscription);
        return was.inScope && was.accessed == row.accessed && was.certainty == row.certainty &&
               was.fromMs == row.fromMs && was.toMs == row.toMs;
    }));
    QSet<CustomerId> fresh;
    for (const ScopeRow &row : std::as_const(m.rows))
        if (!d->inScope.contains(row.customer))
            fresh.insert(row.customer);
    m.newCustomers = static_cast<int>(fresh.size());
    // Rows that could not be read at all are not matched either.
    m.rowsUnmatched = std::max(m.rowsUnmatched, file.rows - m.rowsMatched);
    for (const ImportFinding &f : file.findings)
        if (f.isError)
            m.unmatched << f.place.row + u": "_s + f.text;
    return m;
}

Result<ScopeMatch> ScopeService::preview(IncidentId incident, const ScopeFile &file)
{
    return match(incident, file);
}

Result<ScopeImport> ScopeService::apply(IncidentId id, const ScopeFile &file, FromProduction production,
                                        TransferId transfer, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say what shows that these are affected."), {}, u"reason"_s);
    ScopeImport import{file.kind, file.name, file.sha256, {}, 0, 0, 0, {}};
    auto done = m_session.act(Right::SetScope, id, 0, [&](const Incident &incident) -> Result<void> {
        auto m = match(id, file);
        if (!m)
            return tl::unexpected(m.error());
        if (m->rowsMatched == 0)
            return failure(ErrorKind::Refused, tr("Nothing in this file is known as a subscription."));
        QByteArray bytes = file.bytes;
        QBuffer buffer(&bytes);
        (void)buffer.open(QIODevice::ReadOnly);
        auto kept =
            TimelineService(m_session).attach(id, {}, {file.name, u"text/plain"_s, production, transfer}, buffer);
        if (!kept)
            return tl::unexpected(kept.error());
        import.attachment = *kept;
        import.matched = m->rowsMatched;
        import.notMatched = m->rowsUnmatched;
        import.rows = import.matched + import.notMatched;
        import.unmatched = m->unmatched.mid(0, kMaxUnmatched);
        if (auto ok = CustomerService(m_session).putInScope(incident, m->rows, reason, file.name, file.sha256); !ok)
            return ok;
        if (auto ok = AudienceRepository(m_session.database()).insertImport(id, import); !ok)
            return ok;
        auto noted = m_session.note(id, EntryKind::Notice,
                                    tr("Scope from %1: %2 subscriptions put in or said anew, %3 of %4 rows matched. %5")
                                        .arg(file.name)
                                        .arg(m->rows.size())
                                        .arg(import.matched)
                                        .arg(import.rows)
                                        .arg(reason.trimmed()),
                                    true);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
    return done ? Result<ScopeImport>(import) : tl::unexpected(done.error());
}

Result<ScopeImport> ScopeService::add(IncidentId id, const QList<ScopeRow> &rows, const QString &words,
                                      const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say what shows that these are affected."), {}, u"reason"_s);
    const int count = static_cast<int>(rows.size());
    if (count == 0)
        return failure(ErrorKind::Invalid, tr("Choose at least one subscription."), {}, u"subscription"_s);
    const QString source =
        words.trimmed().isEmpty() ? tr("the list of customers") : tr("search: %1").arg(words.trimmed());
    ScopeImport import{u"search"_s, source, {}, {}, count, count, 0, {}};
    auto done = m_session.act(Right::SetScope, id, 0, [&](const Incident &incident) -> Result<void> {
        if (auto ok = CustomerService(m_session).putInScope(incident, rows, reason, source, {}); !ok)
            return ok;
        if (auto ok = AudienceRepository(m_session.database()).insertImport(id, import); !ok)
            return ok;
        auto noted = m_session.note(
            id, EntryKind::Notice,
            tr("%1 subscriptions put in scope, found by %2. %3").arg(count).arg(source, reason.trimmed()));
        return noted ? Result<void>() : tl::unexpected(noted.error());
    });
    return done ? Result<ScopeImport>(import) : tl::unexpected(done.error());
}

Result<QList<ScopeImport>> ScopeService::imports(IncidentId incident)
{
    return AudienceRepository(m_session.database()).imports(incident);
}

} // namespace tocsin
