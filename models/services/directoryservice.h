#pragma once

#include "models/domain/error.h"
#include "models/domain/service.h"

namespace tocsin {

class Session;

/** The directory of services (P3.5): kept by administrators, seen by everybody. */
class DirectoryService
{
public:
    explicit DirectoryService(Session &session)
        : m_session(session)
    {
    }

    /** All, by name; also those that are given up. */
    [[nodiscard]] Result<QList<Service>> all();
    [[nodiscard]] Result<ServiceId> add(const Service &service);
    /** Conflict if `service.version` is not the current one. */
    [[nodiscard]] Result<void> change(const Service &service);

private:
    Session &m_session;
};

} // namespace tocsin
