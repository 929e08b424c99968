#pragma once

#include "models/domain/error.h"
#include "models/storage/redactioncheck.h"
#include "models/storage/rowentries.h"

#include <QList>
#include <QSet>
#include <functional>

namespace tocsin {

class Database;
class Statement;
struct Column;
struct TableEntry;

/** One thing that does not hold. */
struct VerifierFinding
{
    QString check; ///< "schema", "integrity", "chain", "digest", "row", "head", "bulk", "attachment", "redaction",
                   ///< "anchor"; "more": there is more than the findings name
    qint64 seq = 0;
    QString table;
    qint64 rowId = 0;
    QString text;
};

/** A link seen outside the database. */
struct VerifierAnchor
{
    qint64 seq = 0;
    QString hash;
};

/** What was looked at, and what was found. */
struct VerifierReport
{
    qint64 entries = 0;
    qint64 rows = 0;
    qint64 bulkRows = 0;
    qint64 attachments = 0;
    qint64 withheld = 0; ///< entries whose content this person may not read: their links were verified, not they
    QList<VerifierAnchor> heldAnchors;
    QList<VerifiedRedaction> redactions; ///< carried out: what is gone is gone, by whom and why
    QList<VerifierFinding> findings;
};

/**
 * Verifies a database (DESIGN 4): schema, file integrity, the chain and its digests, each row against its entries and
 * each entry against its row, heads against a replay of their acts, bulk acts, attachments, anchors. Changes nothing.
 */
class Verifier
{
public:
    /** done of total; false stops with Canceled. */
    using Progress = std::function<bool(qint64 done, qint64 total)>;

    Verifier(Database &database, Progress progress);
    [[nodiscard]] Result<VerifierReport> run(const QList<VerifierAnchor> &anchors);

private:
    [[nodiscard]] Result<void> checkSchema();
    [[nodiscard]] Result<void> checkIntegrity();
    [[nodiscard]] Result<void> checkChain();
    [[nodiscard]] Result<void> checkGoneContents();
    [[nodiscard]] Result<void> checkFiling();
    [[nodiscard]] Result<void> loadEmpty();
    [[nodiscard]] Result<void> checkRows();
    [[nodiscard]] Result<void> checkTable(const QString &table);
    [[nodiscard]] Result<void> checkHeadRows(const TableEntry &table, const QList<Column> &columns);
    [[nodiscard]] Result<void> checkGone(const QString &table);
    [[nodiscard]] Result<void> checkOnce(const QString &table);
    [[nodiscard]] Result<QSet<qint64>> withheldBulkActs();
    [[nodiscard]] Result<void> checkBulk();
    [[nodiscard]] Result<void> checkStrayBulkRows(qint64 bulkId, const QStringList &named);
    [[nodiscard]] Result<void> checkAttachments();
    [[nodiscard]] Result<void> checkRedactions();
    [[nodiscard]] Result<void> checkAnchors(const QList<VerifierAnchor> &anchors);
    [[nodiscard]] Result<void> step(qint64 n);
    void find(const char *check, const QString &text, const QString &table = {}, qint64 rowId = 0, qint64 seq = 0);
    /** What no number of other findings may hide. */
    void findAlways(const char *check, const QString &text, const QString &table = {}, qint64 rowId = 0,
                    qint64 seq = 0);
    void findMisplaced(qint64 seq, const QString &table, qint64 rowId);
    void findEach(Statement &rows, const QString &table, const std::function<void()> &tell);
    void tellLeft();

    Database &m_db;
    Progress m_progress;
    RowEntries m_entries;
    RedactionCheck m_redacted;
    VerifierReport m_report;
    QSet<QString> m_empty; ///< on a server: tables without rows of which no entry speaks
    qint64 m_left = 0;     ///< findings that are not listed
    qint64 m_done = 0;
    qint64 m_total = 1;
};

} // namespace tocsin
