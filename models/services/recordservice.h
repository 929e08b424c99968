#pragma once

#include "models/domain/auditkind.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"
#include "models/domain/redaction.h"

#include <QList>
#include <atomic>
#include <functional>
#include <optional>

namespace tocsin {

class Session;

/** One entry of the audit record, with what the reader may see of it. */
struct AuditEntry
{
    qint64 seq = 0;
    qint64 instantMs = 0;
    QString table;
    qint64 rowId = 0;
    IncidentId incident;
    QString personName;
    QString role;
    QString operation; ///< "insert" or "update"
    QString beforeJson;
    QString afterJson;
    QString hash;
    QString sentence;        ///< what happened, in words
    bool redactable = false; ///< texts of the row it is about can be redacted (P12.2)
};

struct AuditFilter
{
    IncidentId incident; ///< none: the whole record
    QString text;
    qint64 fromMs = 0;
    qint64 toMs = 0;
    qint64 afterSeq = 0; ///< only entries above: what is new since a reading
    PersonId person{};   ///< none: everybody's
    std::optional<AuditKind> kind{};
};

/** The last link that was seen outside the database (DESIGN 4). */
struct Anchor
{
    qint64 seq = 0;
    QString hash;
    qint64 seenMs = 0;
    QString databaseUuid;
};

/** One thing that verification found. */
struct Finding
{
    QString
        check; ///< "chain", "digest", "row", "head", "schema", "integrity", "bulk", "attachment", "redaction", "anchor"
    qint64 seq = 0; ///< entry, or 0
    QString table;
    qint64 rowId = 0;
    QString text; ///< one plain sentence
};

/** Content that went by a redaction (P12.2); the chain over it is whole. */
struct RedactedContent
{
    QString reference;
    int number = 0;
    RedactionGround ground = RedactionGround::CustomerData;
    QString reason;
    QString what;
    QString legalName;
    QString managerName;
    qint64 atMs = 0;
    int values = 0;
    bool cleaned = true; ///< not in free pages of the file either
    [[nodiscard]] QString sentence() const;
};

struct VerificationReport
{
    qint64 entries = 0;
    qint64 rows = 0;
    qint64 bulkRows = 0;
    qint64 withheld = 0; ///< entries whose content the server does not show this person; their links were verified
    qint64 attachments = 0;
    qint64 atMs = 0;
    qint64 tookMs = 0;
    Anchor head;               ///< the last link now
    QList<Anchor> heldAnchors; ///< anchors that were found in the chain
    QList<RedactedContent> redactions;
    QList<Finding> findings; ///< empty: the record is whole
    [[nodiscard]] bool clean() const { return findings.isEmpty(); }
};

/** done of total, and false to stop. */
using Progress = std::function<bool(qint64 done, qint64 total)>;

/** The record: reading, verifying, exporting, backing up (P12). */
class RecordService
{
public:
    explicit RecordService(Session &session)
        : m_session(session)
    {
    }

    /** Newest first, before `seq` (0: from the end). */
    [[nodiscard]] Result<QList<AuditEntry>> page(const AuditFilter &filter, qint64 beforeSeq, int limit);
    /** Who changed a row of a table last, and when. */
    [[nodiscard]] Result<std::optional<AuditEntry>> lastChange(const QString &table, qint64 rowId);
    /** The last act on an incident: what somebody was told of who was slower. */
    [[nodiscard]] Result<std::optional<AuditEntry>> lastAct(IncidentId incident);
    [[nodiscard]] Result<Anchor> head();
    [[nodiscard]] Result<VerificationReport> verify(const QList<Anchor> &anchors, const Progress &progress);
    /** A consistent copy while work goes on; the copy is verified before it counts. Never overwrites. */
    [[nodiscard]] Result<void> backup(const QString &path, const Progress &progress);
    /** The whole record as CSV lines through `write`. */
    [[nodiscard]] Result<qint64> exportAudit(const std::function<bool(const AuditEntry &)> &write);

    /** "team" or "demo": what this database is for. */
    [[nodiscard]] Result<QString> purpose();
    [[nodiscard]] Result<void> setPurpose(const QString &purpose);

private:
    Session &m_session;
};

} // namespace tocsin
