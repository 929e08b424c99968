#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/interrupt.h"
#include "models/domain/csv.h"
#include "models/services/registerexport.h"

#include <QDir>
#include <QJsonDocument>
#include <functional>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

const QStringList &columns()
{
    static const QStringList names{u"seq"_s,         u"instant_utc"_s, u"instant_ms"_s, u"table"_s,     u"row_id"_s,
                                   u"incident_id"_s, u"person"_s,      u"role"_s,       u"operation"_s, u"what"_s,
                                   u"before"_s,      u"after"_s,       u"hash"_s};
    return names;
}

QStringList cells(const AuditEntry &entry)
{
    return {QString::number(entry.seq),
            isoUtc(entry.instantMs),
            QString::number(entry.instantMs),
            entry.table,
            QString::number(entry.rowId),
            entry.incident.isValid() ? QString::number(entry.incident.value) : QString(),
            entry.personName,
            entry.role,
            entry.operation,
            entry.sentence,
            entry.beforeJson,
            entry.afterJson,
            entry.hash};
}

Result<qint64> writeRecord(Services &services, QIODevice &device)
{
    const Interrupt interrupt;
    CsvWriter csv(device);
    csv.write(columns());
    auto count = services.record.exportAudit(
        [&](const AuditEntry &entry) { return csv.write(cells(entry)) && !Interrupt::wanted(); });
    // Both end the walk through the record; what it says about that helps nobody.
    if (csv.failed())
        return failure(ErrorKind::Full,
                       CommandOutput::tr("The record could not be written: %1.").arg(device.errorString()));
    if (Interrupt::wanted())
        return failure(ErrorKind::Canceled, CommandOutput::tr("Stopped. What was written is not whole."));
    return count;
}

/** The register of Art. 33(5): every personal-data breach, notified or not. */
Result<qint64> writeRegister(Services &services, QIODevice &device, bool exercises, bool json)
{
    auto rows = whole(services, services.risk.breaches({exercises}));
    if (!rows)
        return tl::unexpected(rows.error());
    const QByteArray text =
        json ? QJsonDocument(QJsonObject{{u"breaches"_s, registerJson(*rows)}}).toJson() : registerCsv(*rows);
    if (device.write(text) != text.size())
        return failure(ErrorKind::Full,
                       CommandOutput::tr("The register could not be written: %1.").arg(device.errorString()));
    return rows->size();
}

/** Contacts, or terms: a heading and a row each. */
Result<qint64> writeRows(const Result<QByteArray> &csv, QIODevice &device)
{
    if (!csv)
        return tl::unexpected(csv.error());
    if (device.write(*csv) != csv->size())
        return failure(ErrorKind::Full,
                       CommandOutput::tr("The rows could not be written: %1.").arg(device.errorString()));
    return csv->count("\r\n") - 1;
}

using Writer = std::function<Result<qint64>(QIODevice &)>;

/** To a new file that only its owner reads; what is left of a failed one is removed. */
Result<qint64> writeFile(const Writer &write, const QString &path)
{
    QFile file(path);
    const QString name = QDir::toNativeSeparators(path);
    if (QFile::exists(path))
        return failure(ErrorKind::Conflict, CommandOutput::tr("%1 exists already, and is left as it is.").arg(name));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return failure(ErrorKind::Denied, CommandOutput::tr("%1 cannot be made: %2.").arg(name, file.errorString()));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    auto count = write(file);
    if (count && !file.flush())
        count =
            failure(ErrorKind::Full, CommandOutput::tr("%1 could not be written: %2.").arg(name, file.errorString()));
    if (!count) {
        file.close();
        QFile::remove(path); // not file.remove(), which gives up when there was an error before
    }
    return count;
}

} // namespace

int runExport(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(u"export"_s, u"audit|register|contacts|terms"_s,
                         CommandOutput::tr("audit: prints the whole record as CSV (UTF-8, RFC 4180), oldest entry "
                                           "first.\n"
                                           "register: prints every personal-data breach, notified or not (Art. 33(5) "
                                           "GDPR), latest first.\n"
                                           "contacts: prints customers, subscriptions and contacts, as import reads "
                                           "them back.\n"
                                           "terms: prints what contracts with customers ask for.\n"
                                           "A cell that a spreadsheet would take for a formula begins with an "
                                           "apostrophe."));
    parser.addFlag(u"csv"_s, CommandOutput::tr("As CSV, which is how it comes."));
    parser.addFlag(u"json"_s, CommandOutput::tr("The register as JSON."));
    parser.addFlag(u"exercises"_s, CommandOutput::tr("The register of exercises, which stand apart."));
    parser.addValue(u"output"_s, u"FILE"_s, CommandOutput::tr("Write to this new file, not to standard output."));
    if (const auto code = parser.parse(arguments, 1, 1))
        return *code;
    const QString what = parser.words().first();
    const bool isRegister = what == "register"_L1;
    const bool isContacts = what == "contacts"_L1;
    const bool isTerms = what == "terms"_L1;
    if (!isRegister && !isContacts && !isTerms && what != "audit"_L1)
        return parser.usageError(
            CommandOutput::tr("%1 cannot be exported; audit, register, contacts and terms can.").arg(what));
    if (!isRegister && (parser.isJson() || parser.isSet(u"exercises"_s)))
        return parser.usageError(CommandOutput::tr("This is for the register alone."));
    if (parser.isJson() && parser.isSet(u"csv"_s))
        return parser.usageError(CommandOutput::tr("Choose one of --json and --csv."));

    const SystemClock clock;
    CommandOutput out;
    auto opened = CommandDatabase::openToRead(parser.database(), OpenMode::ReadOnly, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database(), parser.isJson());
    Services &services = (*opened)->services();
    const QString path = parser.value(u"output"_s);
    const Writer write = [&](QIODevice &device) {
        if (isContacts)
            return writeRows(whole(services, services.customerImports.exportCsv()), device);
        if (isTerms)
            return writeRows(whole(services, services.customerImports.exportTermsCsv()), device);
        return isRegister ? writeRegister(services, device, parser.isSet(u"exercises"_s), parser.isJson())
                          : writeRecord(services, device);
    };
    const auto count = path.isEmpty() ? write(out.device()) : writeFile(write, path);
    if (!count)
        return out.fail(count.error(), {}, parser.isJson());
    if (!out.finish())
        return kExitFailed;
    CommandOutput::say(CommandOutput::tr("%1 entries.").arg(*count));
    return kExitOk;
}

} // namespace tocsin
