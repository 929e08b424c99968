#include "models/services/bundleservice.h"

#include "models/services/bundler.h"
#include "models/services/bundlewriter.h"
#include "models/services/renderer.h"
#include "models/services/session.h"
#include "models/storage/bundlerepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/postmortemrepository.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostIncidents = 500;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

/** P11.3: the post-mortem left with the bundle, and its own list of openings and exports says so. */
Result<void> notePostmortem(Session &session, const Incident &incident, const BundleMade &made)
{
    if (!session.require(Right::ReadPostmortem, incident.manager))
        return {}; // it was left out
    PostmortemRepository repository(session.database());
    auto now = repository.of(incident.id);
    if (!now || !*now)
        return now ? Result<void>() : tl::unexpected(now.error());
    return repository.insertUse(incident.id, (*now)->text, PostmortemUse::Exported, QFileInfo(made.path).fileName(),
                                made.manifestSha256);
}

Result<void> checkWords(const QList<IncidentId> &incidents, const QString &recipient, const QString &purpose)
{
    if (incidents.isEmpty())
        return failure(ErrorKind::Invalid, tr("Choose at least one incident."), {}, u"incidents"_s);
    if (incidents.size() > kMostIncidents)
        return failure(ErrorKind::Invalid, tr("A bundle holds %1 incidents at most.").arg(kMostIncidents), {},
                       u"incidents"_s);
    if (recipient.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say who the bundle is for."), {}, u"recipient"_s);
    if (purpose.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("Say what the bundle is for."), {}, u"purpose"_s);
    return {};
}

/** Reads one state of the database throughout, whatever others do meanwhile. */
Result<void> fromOneState(Database &db, const std::function<Result<void>()> &work)
{
    if (auto ok = db.run(db.dialect().beginSnapshot()); !ok)
        return ok;
    db.allowLong(true);
    auto done = work();
    if (const auto cut = db.takeReadError(); done && cut)
        done = tl::unexpected(*cut);
    (void)db.run(u"ROLLBACK"_s);
    db.allowLong(false);
    return done;
}

void takeSeal(BundleMade &made, const BundleSeal &seal)
{
    made.manifestSha256 = seal.manifestSha256;
    made.files = seal.files;
    made.bytes = seal.bytes;
    made.stampedMs = seal.stampedMs;
    made.stampedBy = seal.stampedBy;
}

} // namespace

Result<QList<BundleRelease>> BundleService::releases(IncidentId incident)
{
    if (auto ok = m_session.require(Right::ReadIncidents); !ok)
        return tl::unexpected(ok.error());
    if (auto there = IncidentRepository(m_session.database()).byId(incident); !there)
        return tl::unexpected(there.error());
    return BundleRepository(m_session.database()).releases(incident);
}

Result<void> BundleService::release(const QList<IncidentId> &incidents, const QString &recipient,
                                    const QString &purpose)
{
    if (auto ok = checkWords(incidents, recipient, purpose); !ok)
        return ok;
    return m_session.together([&]() -> Result<void> {
        for (const IncidentId id : incidents)
            if (auto ok = m_session.act(Right::ReleaseBundle, id, 0,
                                        [&](const Incident &) {
                                            return BundleRepository(m_session.database())
                                                .insertRelease(id, recipient.trimmed(), purpose.trimmed());
                                        });
                !ok)
                return ok;
        return {};
    });
}

Result<QList<BundleRelease>> BundleService::checked(const BundleRequest &request)
{
    if (auto ok = checkWords(request.incidents, request.recipient, request.purpose); !ok)
        return tl::unexpected(ok.error());
    if (request.path.isEmpty() || QFileInfo::exists(request.path))
        return failure(ErrorKind::Conflict,
                       request.path.isEmpty() ? tr("Say where the bundle goes.")
                                              : tr("%1 exists already, and is left as it is.").arg(request.path),
                       {}, u"path"_s);
    QList<BundleRelease> used;
    for (const IncidentId id : request.incidents) {
        auto incident = IncidentRepository(m_session.database()).byId(id);
        if (!incident)
            return tl::unexpected(incident.error());
        if (auto ok = m_session.require(Right::ExportBundle, incident->manager); !ok)
            return tl::unexpected(ok.error());
        auto list = BundleRepository(m_session.database()).releases(id);
        if (!list)
            return tl::unexpected(list.error());
        const auto fits = std::find_if(list->begin(), list->end(), [&](const BundleRelease &r) {
            return !r.used && r.recipient == request.recipient.trimmed() && r.purpose == request.purpose.trimmed();
        });
        if (fits == list->end())
            return failure(ErrorKind::Refused,
                           tr("Legal has not released %1 for this recipient and this purpose, or a bundle was made of "
                              "the release already.")
                               .arg(incident->reference()),
                           {}, u"release"_s);
        used.append(*fits);
    }
    return used;
}

Result<BundleMade> BundleService::make(const BundleRequest &asked, const Progress &progress)
{
    Bundler *bundler = m_renderer ? m_renderer->bundler() : nullptr;
    if (!bundler)
        return failure(ErrorKind::Internal, tr("This program makes no bundles."));
    BundleRequest request = asked;
    request.recipient = asked.recipient.trimmed();
    request.purpose = asked.purpose.trimmed();
    request.incidents.clear();
    for (const IncidentId id : asked.incidents)
        if (!request.incidents.contains(id)) // once each, however often it was named
            request.incidents.append(id);
    auto releases = checked(request);
    if (!releases)
        return tl::unexpected(releases.error());
    auto key = bundler->fingerprint(request.ownKey);
    if (!key)
        return tl::unexpected(key.error());
    auto file = bundler->begin(request.path, request.ownKey, request.stamp);
    if (!file)
        return tl::unexpected(file.error());
    BundleMade made;
    made.uuid = newUuid();
    made.path = request.path;
    made.keySha256 = *key;
    auto written = fromOneState(m_session.database(), [&]() -> Result<void> {
        auto head = RecordService(m_session).head();
        if (!head)
            return tl::unexpected(head.error());
        QList<Incident> incidents;
        for (const IncidentId id : request.incidents) {
            auto incident = IncidentRepository(m_session.database()).byId(id);
            if (!incident)
                return tl::unexpected(incident.error());
            incidents.append(*incident);
        }
        const BundleIdentity identity{made.uuid, request, *key, *head, m_session.nowMs(), *releases};
        BundleWriter writer(m_session, *m_renderer, **file, identity, progress);
        auto done = writer.write(incidents);
        made.leftOut = writer.leftOut();
        made.recordSeq = head->seq;
        made.recordHash = head->hash;
        return done;
    });
    if (!written)
        return tl::unexpected(written.error());
    auto seal = (*file)->finish([&progress] { return !progress || progress(0, 0); });
    if (!seal)
        return tl::unexpected(seal.error());
    takeSeal(made, *seal);
    // The act first: what is not in the record does not leave.
    auto kept = m_session.together([&]() -> Result<void> {
        for (const BundleRelease &r : std::as_const(*releases))
            if (auto ok =
                    m_session.act(Right::ExportBundle, r.incident, 0,
                                  [&](const Incident &i) -> Result<void> {
                                      auto exported =
                                          BundleRepository(m_session.database()).insertExport(r.incident, r.id, made);
                                      return exported ? notePostmortem(m_session, i, made) : exported;
                                  });
                !ok)
                return ok;
        return {};
    });
    if (kept)
        kept = (*file)->commit();
    if (!kept)
        return tl::unexpected(kept.error());
    return made;
}

Result<QByteArray> BundleService::makeKey()
{
    Bundler *bundler = m_renderer ? m_renderer->bundler() : nullptr;
    return bundler ? bundler->makeKey() : failure(ErrorKind::Internal, tr("This program makes no bundles."));
}

Result<QString> BundleService::fingerprint(const QByteArray &key)
{
    Bundler *bundler = m_renderer ? m_renderer->bundler() : nullptr;
    return bundler ? bundler->fingerprint(key) : failure(ErrorKind::Internal, tr("This program makes no bundles."));
}

} // namespace tocsin
