#pragma once

#include "models/domain/audience.h"
#include "models/domain/person.h"

namespace tocsin {

class Database;

/** The templates people wrote, their approvals, and how the provider names itself (P9.6). */
class TemplateRepository
{
public:
    explicit TemplateRepository(Database &database)
        : m_db(database)
    {
    }

    [[nodiscard]] Result<QList<NoticeTemplate>> all();
    /** Of one of those, the oldest first. */
    [[nodiscard]] Result<QList<TemplateVersion>> versions(const NoticeTemplate &text);
    /** A first version, or a new one of the one that was seen. */
    [[nodiscard]] Result<void> insert(const NoticeTemplate &text, const QString &reason);
    [[nodiscard]] Result<void> insertApproval(const NoticeTemplate &seen, const Attestation &legal);
    /** Default if nobody said anything yet. */
    [[nodiscard]] Result<Provider> provider();
    [[nodiscard]] Result<void> insert(const Provider &provider);

private:
    Database &m_db;
};

} // namespace tocsin
