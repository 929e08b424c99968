#include "models/services/draftservice.h"

#include "models/services/draftscrub.h"
#include "models/storage/database.h"
#include "models/storage/draftrepository.h"
#include "models/storage/redactionrepository.h"

#include <algorithm>

namespace tocsin {

namespace {

bool sameEditor(const Draft &a, const Draft &b)
{
    return a.name == b.name && a.editor == b.editor;
}

/** What was typed last while the database was away, over what is in it. */
void overlay(QList<Draft> &drafts, const Draft &kept)
{
    drafts.removeIf([&](const Draft &d) {
        const bool before =
            kept.before && d.name == kept.name && d.editor == kept.before->editor && d.payload == kept.before->payload;
        return before || (sameEditor(d, kept) && d.updatedMs <= kept.updatedMs);
    });
    const bool isOlder =
        std::any_of(drafts.cbegin(), drafts.cend(), [&](const Draft &d) { return sameEditor(d, kept); });
    if (!kept.payload.isEmpty() && !isOlder)
        drafts.append(kept);
}

/** What the database gave, with what is on disk. */
Result<QList<Draft>> joined(const Result<QList<DraftRow>> &rows, const QList<Draft> &kept)
{
    if (!rows && kept.isEmpty())
        return tl::unexpected(rows.error());
    QList<Draft> drafts;
    if (rows)
        for (const DraftRow &row : *rows)
            drafts.append({row.name, row.incident, row.payload, row.updatedMs, row.editor, {}});
    for (const Draft &draft : kept)
        overlay(drafts, draft);
    std::stable_sort(drafts.begin(), drafts.end(),
                     [](const Draft &a, const Draft &b) { return a.updatedMs > b.updatedMs; });
    return drafts;
}

} // namespace

Result<void> DraftService::drop(const Draft &draft)
{
    DraftRepository repository(m_session.database());
    if (auto ok = repository.remove(draft.name, draft.editor, draft.updatedMs); !ok || !draft.before)
        return ok;
    return repository.removeSame(draft.name, draft.before->editor, draft.before->payload);
}

Result<void> DraftService::put(const Draft &draft)
{
    if (draft.payload.isEmpty())
        return drop(draft);
    DraftRepository repository(m_session.database());
    auto ok = repository.save({draft.name, draft.editor, draft.incident, draft.payload, draft.updatedMs});
    if (!ok || !draft.before)
        return ok;
    return repository.removeSame(draft.name, draft.before->editor, draft.before->payload);
}

Result<KeptIn> DraftService::save(const Draft &draft)
{
    Draft kept = draft;
    if (kept.updatedMs == 0)
        kept.updatedMs = m_session.nowMs();
    // Acts wait behind it: where another program holds the file, the disk has the text at once.
    const Patience patience = m_store.isValid() ? Patience::GoesElsewhere : Patience::Waits;
    if (const auto done = m_session.database().write([&] { return put(kept); }, patience); !done) {
        if (!m_store.isValid())
            return tl::unexpected(done.error());
        return m_store.save(kept).map([] { return KeptIn::Disk; });
    }
    m_store.remove(kept); // of before, when the database was away
    return KeptIn::Database;
}

Result<Draft> DraftService::scrubbed(const Draft &draft)
{
    // Clocks of a database that was away and of this machine may differ.
    auto rows = RedactionRepository(m_session.database()).gone(draft.incident, draft.updatedMs - kDayMs);
    if (!rows)
        return tl::unexpected(rows.error());
    GoneValues gone;
    for (const auto &[digest, size] : std::as_const(*rows))
        gone[size].insert(digest);
    Draft left = draft;
    left.payload = withoutGone(draft.payload, gone);
    if (left.before)
        left.before->payload = withoutGone(left.before->payload, gone);
    if (left.payload != draft.payload || (left.before && left.before->payload != draft.before->payload))
        (void)m_store.save(left);
    return left;
}

QList<Draft> DraftService::ofDisk()
{
    QList<Draft> drafts = m_store.all();
    for (Draft &draft : drafts)
        if (auto left = scrubbed(draft))
            draft = *left;
    return drafts;
}

Result<QList<Draft>> DraftService::all()
{
    auto drafts = joined(DraftRepository(m_session.database()).all(), ofDisk());
    if (drafts)
        (void)m_session.takeReadError(); // what is on disk is an answer, too
    return drafts;
}

Result<QList<Draft>> DraftService::of(const QString &name)
{
    QList<Draft> kept = ofDisk();
    kept.removeIf([&](const Draft &d) { return d.name != name; });
    auto drafts = joined(DraftRepository(m_session.database()).of(name), kept);
    if (drafts)
        (void)m_session.takeReadError();
    return drafts;
}

Result<Draft> DraftService::load(const QString &name)
{
    const auto drafts = of(name);
    if (!drafts)
        return tl::unexpected(drafts.error());
    if (drafts->isEmpty())
        return failure(ErrorKind::NotFound, QString());
    return drafts->first();
}

Result<void> DraftService::bringBack()
{
    Result<void> result;
    for (const Draft &draft : m_store.all()) {
        const auto done = m_session.database().write([&]() -> Result<void> {
            auto left = scrubbed(draft);
            return left ? put(*left) : tl::unexpected(left.error());
        });
        if (done)
            m_store.remove(draft);
        else
            result = done;
    }
    return result;
}

void DraftService::settle(const Draft &draft)
{
    const auto kept = m_store.find(draft);
    if (!kept)
        return;
    const auto done = m_session.database().write([&]() -> Result<void> {
        auto left = scrubbed(*kept);
        return left ? put(*left) : tl::unexpected(left.error());
    });
    if (done)
        m_store.remove(*kept);
}

} // namespace tocsin
