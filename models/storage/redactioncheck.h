#pragma once

#include "models/domain/error.h"

#include <QHash>
#include <QList>
#include <QString>
#include <functional>

namespace tocsin {

class Database;

/** A redaction that was carried out, as verification names it (P12.2). */
struct VerifiedRedaction
{
    qint64 incidentNumber = 0;
    int number = 0;
    QString ground; ///< code of RedactionGround
    QString reason;
    QString what; ///< in words
    QString legalName;
    QString managerName;
    qint64 atMs = 0;
    int values = 0;      ///< places that were blanked
    bool cleaned = true; ///< the file was written anew since, or the server's tables
    qint64 redactionId = 0;
};

/**
 * What verification knows of redactions: which entries say less than was written, and by which digests they are whole
 * all the same; and whether each trace comes from two people, in two roles, under no hold.
 */
class RedactionCheck
{
public:
    using Find = std::function<void(const QString &table, qint64 rowId, const QString &text)>;

    explicit RedactionCheck(Database &database)
        : m_db(database)
    {
    }

    /** Reads the traces; before anything is asked. */
    [[nodiscard]] Result<void> load();
    /** Whether what entry `seq` says now, with digest `now`, is what redactions left of what was written with
     * `written`. */
    [[nodiscard]] bool isLeft(qint64 seq, const QByteArray &written, const QByteArray &now) const;
    /** The digest that the rows of a bulk act have, which brought them with `written`; "" if the traces contradict. */
    [[nodiscard]] QByteArray bulkLeft(qint64 bulkId, const QByteArray &written) const;
    /** Whether the content of this file is gone by a redaction. */
    [[nodiscard]] bool isRedactedFile(qint64 attachmentId) const { return m_files.contains(attachmentId); }
    /** Every redaction against its acts, every trace against its row. */
    [[nodiscard]] Result<void> check(const Find &find);
    /** What was redacted in incidents that may be seen; oldest first. */
    [[nodiscard]] Result<QList<VerifiedRedaction>> list();

private:
    struct Step
    {
        QByteArray sha256, left;
    };
    [[nodiscard]] Result<void> checkDecisions(const Find &find);
    [[nodiscard]] Result<void> checkTraces(const Find &find);
    [[nodiscard]] static QByteArray follow(const QList<Step> &steps, const QByteArray &from);

    Database &m_db;
    QHash<qint64, QList<Step>> m_entries, m_bulks;
    QHash<qint64, int> m_files;
};

} // namespace tocsin
