#include "models/services/recordservice.h"

#include "models/services/auditsentence.h"
#include "models/services/session.h"
#include "models/storage/auditrepository.h"
#include "models/storage/backup.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/manifest.h"
#include "models/storage/redactable.h"
#include "models/storage/sqlfunctions.h"
#include "models/storage/verifier.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QTimeZone>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

AuditEntry entryOf(const AuditRow &r)
{
    AuditEntry e{r.seq,        r.instantMs, r.table,     r.rowId,  IncidentId{r.incidentId},
                 r.personName, r.role,      r.operation, r.before, r.after,
                 r.hash,       {},          false};
    if (r.operation.isEmpty()) { // its link is everybody's, what it says is not (P13.4)
        e.sentence = r.table == u"consultation_text"     ? tr("withheld: privileged")
                     : r.table.startsWith(u"postmortem") ? tr("withheld, confidential")
                                                         : tr("withheld: only who is named reads it");
        e.personName = tr("withheld");
        return e;
    }
    e.sentence = auditSentence(r.table, r.operation, r.before, r.after);
    e.redactable = e.incident.isValid() && canBeRedacted(e.table);
    if (e.personName.isEmpty())
        e.personName = tr("the program");
    return e;
}

/** Who may not read a post-mortem does not read it in the record either (P11.3, DESIGN 3): the entry stays, its content
 * not. */
AuditEntry visible(const Session &session, AuditEntry e)
{
    const bool consulted = e.table == u"consultation_text";
    if (!consulted && !e.table.startsWith(u"postmortem"))
        return e;
    PersonId manager;
    if (auto incident = IncidentRepository(session.database()).byId(e.incident))
        manager = incident->manager;
    if (session.require(consulted ? Right::ReadConsultations : Right::ReadPostmortem, manager) ||
        (consulted && !session.database().isShared() && e.afterJson.contains(u"\"privileged\":0")))
        return e;
    if (consulted && session.database().isShared() && !e.afterJson.isEmpty())
        return e; // the server gave it: it is not privileged, or was released
    e.beforeJson.clear();
    e.afterJson.clear();
    e.redactable = false;
    e.sentence = consulted ? tr("consultation: withheld, privileged") : tr("post-mortem: withheld, confidential");
    return e;
}

QStringList tablesOf(AuditKind kind)
{
    QStringList names;
    for (const TableEntry &t : tableManifest())
        if (auditKindOf(QString::fromLatin1(t.name)) == kind)
            names << QString::fromLatin1(t.name);
    return names;
}

bool matches(const AuditEntry &e, const QString &folded)
{
    return foldText(e.sentence).contains(folded) || foldText(e.personName).contains(folded) ||
           foldText(e.table).contains(folded) || foldText(e.afterJson).contains(folded);
}

} // namespace

Result<QList<AuditEntry>> RecordService::page(const AuditFilter &filter, qint64 beforeSeq, int limit)
{
    AuditRepository repository(m_session.database());
    const QString folded = foldText(filter.text.trimmed());
    const AuditRange range{filter.incident.value, filter.person.value, filter.fromMs, filter.toMs,
                           filter.kind ? tablesOf(*filter.kind) : QStringList()};
    QList<AuditEntry> list;
    // Text is looked for in what the entries say, page by page; the record keeps no text index of its own.
    for (qint64 from = beforeSeq; list.size() < limit;) {
        auto rows = repository.page(range, from, folded.isEmpty() ? limit : 2000);
        if (!rows)
            return tl::unexpected(rows.error());
        for (const AuditRow &row : std::as_const(*rows)) {
            if (row.seq <= filter.afterSeq)
                return list;
            const AuditEntry e = visible(m_session, entryOf(row));
            if ((folded.isEmpty() || matches(e, folded)) && list.size() < limit)
                list.append(e);
        }
        if (rows->isEmpty() || folded.isEmpty())
            break;
        from = rows->last().seq;
    }
    return list;
}

Result<std::optional<AuditEntry>> RecordService::lastChange(const QString &table, qint64 rowId)
{
    auto row = AuditRepository(m_session.database()).lastOf(table, rowId);
    if (!row)
        return tl::unexpected(row.error());
    return *row ? std::optional(visible(m_session, entryOf(**row))) : std::nullopt;
}

Result<std::optional<AuditEntry>> RecordService::lastAct(IncidentId incident)
{
    constexpr int kAFew = 12; // an act and the heads that it moved
    auto entries = page({incident, {}, 0, 0, 0}, 0, kAFew);
    if (!entries)
        return tl::unexpected(entries.error());
    for (const AuditEntry &entry : std::as_const(*entries))
        if (entry.operation == u"insert")
            return std::optional(entry);
    return std::optional<AuditEntry>();
}

Result<Anchor> RecordService::head()
{
    AuditRepository repository(m_session.database());
    auto last = repository.head();
    if (!last)
        return tl::unexpected(last.error());
    return Anchor{last->first, last->second, m_session.nowMs(), repository.databaseUuid()};
}

namespace {

Result<VerificationReport> verifyDatabase(Database &db, const QList<Anchor> &anchors, const Progress &progress)
{
    const qint64 from = db.clock().monotonicMs();
    AuditRepository repository(db);
    QList<VerifierAnchor> known;
    VerificationReport report;
    const QString uuid = repository.databaseUuid();
    // A file that was moved ends with an entry that says so; what was seen of its record since, stands on the server.
    const auto last = db.movedTo().isEmpty() ? Result<std::pair<qint64, QString>>() : repository.head();
    for (const Anchor &a : anchors) {
        if (last && last->first > 0 && a.seq >= last->first)
            continue;
        if (a.databaseUuid.isEmpty() || a.databaseUuid == uuid)
            known.append({a.seq, a.hash});
    }
    auto found = Verifier(db, progress).run(known);
    if (!found)
        return tl::unexpected(found.error());
    report.entries = found->entries;
    report.rows = found->rows;
    report.bulkRows = found->bulkRows;
    report.withheld = found->withheld;
    report.attachments = found->attachments;
    report.atMs = db.clock().nowMs();
    report.tookMs = db.clock().monotonicMs() - from;
    for (const VerifierAnchor &a : std::as_const(found->heldAnchors))
        report.heldAnchors.append({a.seq, a.hash, 0, uuid});
    for (const VerifierFinding &f : std::as_const(found->findings))
        report.findings.append({f.check, f.seq, f.table, f.rowId, f.text});
    for (const VerifiedRedaction &r : std::as_const(found->redactions))
        report.redactions.append({incidentReference(r.incidentNumber), r.number,
                                  fromCode<RedactionGround>(r.ground).value_or(RedactionGround::CustomerData), r.reason,
                                  r.what, r.legalName, r.managerName, r.atMs, r.values, r.cleaned});
    if (auto head = repository.head())
        report.head = {head->first, head->second, report.atMs, uuid};
    return report;
}

} // namespace

QString RedactedContent::sentence() const
{
    const QString when = QDateTime::fromMSecsSinceEpoch(atMs, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm:ss"_s);
    const QString text =
        tr("Redacted, chain intact: %1, redaction %2, %3: %4, by %5 (legal) and %6 (incident manager) at "
           "%7 UTC. %8 %9")
            .arg(reference, QString::number(number), what, nameOf(ground), legalName, managerName, when, reason,
                 QCoreApplication::translate("tocsin::services", "%n value(s) gone.", nullptr, values));
    return cleaned ? text : text + u' ' + tr("Free pages may still hold it: tocsin clean.");
}

Result<VerificationReport> RecordService::verify(const QList<Anchor> &anchors, const Progress &progress)
{
    return verifyDatabase(m_session.database(), anchors, progress);
}

Result<void> RecordService::backup(const QString &path, const Progress &progress)
{
    if (m_session.database().isShared())
        return failure(ErrorKind::Refused,
                       tr("A team's database is backed up on its server, by whoever keeps it. Nothing was written."));
    auto now = head();
    if (!now)
        return tl::unexpected(now.error());
    if (auto ok = copyDatabase(m_session.database(), path, progress); !ok)
        return ok;
    const auto check = [&]() -> Result<void> {
        auto copy = Database::open(path, OpenMode::ReadOnly, m_session.clock());
        if (!copy)
            return tl::unexpected(copy.error());
        auto report = verifyDatabase(**copy, {*now}, progress);
        if (!report)
            return tl::unexpected(report.error());
        if (!report->clean())
            return failure(ErrorKind::Damaged,
                           tr("The copy does not verify: %1 It was removed.").arg(report->findings.first().text));
        return {};
    };
    auto done = check();
    if (!done)
        QFile::remove(path);
    return done;
}

Result<qint64> RecordService::exportAudit(const std::function<bool(const AuditEntry &)> &write)
{
    return AuditRepository(m_session.database()).walk([this, &write](const AuditRow &row) {
        return write(visible(m_session, entryOf(row)));
    });
}

Result<QString> RecordService::purpose()
{
    return m_session.database()
        .scalar(QStringLiteral("SELECT purpose FROM database_info ORDER BY id DESC LIMIT 1"))
        .toString();
}

Result<void> RecordService::setPurpose(const QString &purpose)
{
    return m_session.database().write([&]() -> Result<void> {
        auto s =
            m_session.database().prepare(QStringLiteral("INSERT INTO database_info (uuid, purpose) VALUES (?, ?)"));
        return s.bind(newUuid()).bind(purpose).exec();
    });
}

} // namespace tocsin
