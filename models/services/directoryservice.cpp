#include "models/services/directoryservice.h"

#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/servicerepository.h"

#include <QCoreApplication>
#include <algorithm>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

} // namespace

Result<QList<Service>> DirectoryService::all()
{
    return ServiceRepository(m_session.database()).all();
}

Result<ServiceId> DirectoryService::add(const Service &service)
{
    ServiceId id;
    auto done = m_session.act(Right::KeepServices, [&]() -> Result<void> {
        auto known = all();
        if (!known)
            return tl::unexpected(known.error());
        if (auto ok = checkService(service, *known); !ok)
            return ok;
        auto key = ServiceRepository(m_session.database()).insert(service);
        if (!key)
            return tl::unexpected(key.error());
        id = *key;
        return {};
    });
    return done ? Result<ServiceId>(id) : tl::unexpected(done.error());
}

Result<void> DirectoryService::change(const Service &service)
{
    return m_session.act(Right::KeepServices, [&]() -> Result<void> {
        auto known = all();
        if (!known)
            return tl::unexpected(known.error());
        if (std::none_of(known->begin(), known->end(), [&](const Service &s) { return s.id == service.id; }))
            return failure(ErrorKind::NotFound, tr("There is no such service any more."));
        if (auto ok = checkService(service, *known); !ok)
            return ok;
        return ServiceRepository(m_session.database()).change(service);
    });
}

} // namespace tocsin
