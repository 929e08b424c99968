#include "app/commands/importcontacts.h"

#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commands.h"
#include "models/exchange/customerreader.h"
#include "models/exchange/termreader.h"
#include "models/services/termimport.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <functional>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString actionCode(ImportAction action)
{
    switch (action) {
    case ImportAction::New:
        return u"new"_s;
    case ImportAction::Changed:
        return u"changed"_s;
    case ImportAction::Same:
        return u"same"_s;
    case ImportAction::Refused:
        break;
    }
    return u"refused"_s;
}

QJsonObject toJson(const ImportPlan &plan, bool dryRun)
{
    QJsonArray rows;
    for (const ImportLine &line : plan.lines)
        rows.append(QJsonObject{{u"file"_s, line.place.file},
                                {u"row"_s, line.place.row},
                                {u"action"_s, actionCode(line.action)},
                                {u"what"_s, line.what},
                                {u"text"_s, line.text}});
    return {{u"dry_run"_s, dryRun}, {u"new"_s, plan.created},     {u"changed"_s, plan.changed},
            {u"same"_s, plan.same}, {u"refused"_s, plan.refused}, {u"notes"_s, plan.notes},
            {u"rows"_s, rows}};
}

Result<QList<std::pair<QString, QByteArray>>> readAll(const QStringList &paths)
{
    QList<std::pair<QString, QByteArray>> files;
    for (const QString &path : paths) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(
                ErrorKind::NotFound,
                CommandOutput::tr("%1 cannot be read: %2.").arg(QDir::toNativeSeparators(path), file.errorString()));
        files.append({QFileInfo(path).fileName(), file.read(kMaxCustomerFile + 1)});
    }
    return files;
}

void print(CommandOutput &out, const ImportPlan &plan, bool dryRun)
{
    for (const ImportLine &line : plan.lines)
        if (line.action != ImportAction::Same || !line.what.isEmpty())
            out.writeLine(forTerminal(u"%1, %2, %3: %4: %5"_s.arg(line.place.file, line.place.row, line.what,
                                                                  actionCode(line.action), line.text)));
    out.writeLine(CommandOutput::tr("%1 new, %2 changed, %3 as they were, %4 refused.")
                      .arg(plan.created)
                      .arg(plan.changed)
                      .arg(plan.same)
                      .arg(plan.refused));
    if (dryRun)
        out.writeLine(CommandOutput::tr("Nothing was written."));
}

/** What is done with the services; one plan for whatever was read. */
using Import = std::function<Result<ImportPlan>(Services &)>;

int importInto(CommandOutput &out, const QString &path, const Import &import, bool dryRun, bool json)
{
    const SystemClock clock;
    auto opened = CommandDatabase::open(path, OpenMode::Existing, clock);
    if (!opened)
        return out.fail(opened.error(), path, json);
    CommandDatabase &database = **opened;
    if (auto known = database.actAsCaller(); !known)
        return out.fail(known.error(), path, json);
    if (!dryRun && database.database().isReadOnly())
        return out.fail({ErrorKind::ReadOnly, CommandOutput::tr("This database can be read, but not written."), {}, {}},
                        path, json);
    const auto plan = import(database.services());
    if (!plan)
        return out.fail(plan.error(), path, json);
    database.rememberHead();
    if (json)
        out.writeJson(toJson(*plan, dryRun));
    else
        print(out, *plan, dryRun);
    return out.finish() && plan->refused == 0 ? kExitOk : kExitFailed;
}

} // namespace

int importContacts(const QString &path, const QStringList &paths, const QString &customer, bool dryRun, bool json)
{
    CommandOutput out;
    const auto files = readAll(paths);
    if (!files)
        return out.fail(files.error(), {}, json);
    const CustomerFile file = readCustomers(*files);
    return importInto(
        out, path,
        [&](Services &s) {
            return dryRun ? s.customerImports.preview(file, customer) : s.customerImports.apply(file, customer);
        },
        dryRun, json);
}

int importTerms(const QString &path, const QStringList &paths, bool dryRun, bool json)
{
    CommandOutput out;
    const auto files = readAll(paths);
    if (!files)
        return out.fail(files.error(), {}, json);
    const TermFile file = readTerms(*files);
    return importInto(
        out, path,
        [&](Services &s) {
            TermImport import(s.session);
            return dryRun ? import.preview(file) : import.apply(file);
        },
        dryRun, json);
}

} // namespace tocsin
