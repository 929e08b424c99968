#pragma once

#include "models/domain/notice.h"
#include "models/domain/timeline.h"

#include <functional>

class QIODevice;

namespace tocsin {

class Database;

/** Largest chunk of a kept file, in bytes (DESIGN 7). */
constexpr qint64 kChunkBytes = 1024 * 1024;

/** What is stored about a file besides its content. */
struct AttachmentValues
{
    IncidentId incident;
    EntryId entry;
    MessageId message;
    QString name;
    QString mediaType;
    QString fromProduction;
    QString productionApproval;
    qint64 transfer = 0; ///< of which the file is an item, if it comes from production
};

/** Files in chunks, append-only, each with its SHA-256 (DESIGN 7). */
class AttachmentRepository
{
public:
    explicit AttachmentRepository(Database &database)
        : m_db(database)
    {
    }

    /** Size and SHA-256 are known before: the caller read the file once. Reads `data` again from its start. */
    [[nodiscard]] Result<AttachmentId> insert(const AttachmentValues &values, qint64 size, const QString &sha256,
                                              QIODevice &data);
    [[nodiscard]] Result<QList<Attachment>> ofEntry(IncidentId incident, EntryId entry);
    /** Damaged if the content is not what its SHA-256 says. */
    [[nodiscard]] Result<void> read(AttachmentId id, const std::function<Result<void>(const QByteArray &)> &chunk);

private:
    [[nodiscard]] Result<QString> redactedBecause(AttachmentId id);
    Database &m_db;
};

} // namespace tocsin
