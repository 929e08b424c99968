#include "models/services/draftservice.h"

#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/draftrepository.h"

namespace tocsin {

namespace {
Draft draftOf(const DraftRow &row)
{
    return {row.name, row.incident, row.payload, row.updatedMs};
}
} // namespace

Result<void> DraftService::save(const Draft &draft)
{
    return m_session.database().write([&] {
        return DraftRepository(m_session.database()).save({draft.name, draft.incident, draft.payload, 0});
    });
}

Result<Draft> DraftService::load(const QString &name)
{
    return DraftRepository(m_session.database()).load(name).map(draftOf);
}

Result<QList<Draft>> DraftService::all()
{
    return DraftRepository(m_session.database()).all().map([](const QList<DraftRow> &rows) {
        QList<Draft> list;
        for (const DraftRow &row : rows)
            list.append(draftOf(row));
        return list;
    });
}

Result<void> DraftService::discard(const QString &name)
{
    return m_session.database().write([&] { return DraftRepository(m_session.database()).remove(name); });
}

} // namespace tocsin
