#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/verification.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** What this installation saw of the database, and what the files say. */
Result<QList<Anchor>> collectAnchors(const QString &databaseUuid, const QStringList &files)
{
    auto anchors = AnchorStore().read(databaseUuid);
    if (!anchors)
        return anchors;
    for (const QString &path : files) {
        const auto given = AnchorStore::readFile(path);
        if (!given)
            return given;
        const qsizetype before = anchors->size();
        for (const Anchor &anchor : *given)
            if (anchor.databaseUuid == databaseUuid)
                anchors->append(anchor);
        if (anchors->size() == before)
            return failure(ErrorKind::Invalid, CommandOutput::tr("%1 has anchors of other databases only.").arg(path));
    }
    return anchors;
}

int verifyAndTell(CommandDatabase &database, const CommandParser &parser, CommandOutput &out)
{
    const auto head = database.services().record.head();
    if (!head)
        return out.fail(head.error(), parser.database(), parser.isJson());
    auto anchors = collectAnchors(head->databaseUuid, parser.values(u"anchor"_s));
    if (!anchors)
        return out.fail(anchors.error(), {}, parser.isJson());
    // The record of a moved file goes on elsewhere: what was seen of it there is not in it, whose last entry says
    // where.
    if (!database.database().movedTo().isEmpty())
        anchors->removeIf([&](const Anchor &a) { return a.seq >= head->seq; });
    const auto report = verifyDatabase(database, *anchors);
    if (!report)
        return out.fail(report.error(), parser.database(), parser.isJson());
    if (parser.isJson())
        out.writeJson(verificationJson(*report, anchors->size()));
    else
        for (const QString &line : verificationLines(*report, anchors->size()))
            out.writeLine(line);
    if (report->clean())
        database.rememberHead();
    return out.finish() && report->clean() ? kExitOk : kExitFailed;
}

} // namespace

int runVerify(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"verify"_s, {},
        CommandOutput::tr(
            "Checks that the chain of the record is whole, that each entry fits its row and each row has its entry, "
            "that\n"
            "the present state of every incident follows from its acts, that schema and file are undamaged, and that\n"
            "links of the chain that were seen here before still stand. Changes nothing in the database.\n"
            "Exit code 1 if anything was found."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    parser.addValue(
        u"anchor"_s, u"FILE"_s,
        CommandOutput::tr(
            "Also compare with anchors kept elsewhere: one JSON object a line, with databaseUuid, seq and hash. "
            "May be given several times."));
    if (const auto code = parser.parse(arguments, 0, 0))
        return *code;

    const SystemClock clock;
    CommandOutput out;
    auto opened = CommandDatabase::openToRead(parser.database(), OpenMode::Examine, clock);
    if (!opened)
        return out.fail(opened.error(), parser.database(), parser.isJson());
    return verifyAndTell(**opened, parser, out);
}

} // namespace tocsin
