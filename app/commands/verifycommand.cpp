#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/verification.h"
#include "models/exchange/bundlecheck.h"
#include "models/mail/mailmessage.h"

#include <QFile>
#include <QRegularExpression>
#include <optional>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qint64 kMostMailBytes = 64LL << 20;

/** What a sent notice says in its header: "Record 1a2b3c4d, entry 120, 9f86…", in its own language. */
std::optional<Anchor> anchorOfNotice(const QByteArray &message, const QString &databaseUuid)
{
    static const QRegularExpression form(u"\\b([0-9a-f]{8}),\\D*(\\d{1,18}),\\s*([0-9a-f]{64})\\b"_s);
    const auto match = form.match(mailHeader(message, "X-Tocsin-Anchor"));
    if (!match.hasMatch())
        return std::nullopt;
    // It names the database by its beginning.
    const bool isOwn = databaseUuid.startsWith(match.captured(1));
    return Anchor{match.captured(2).toLongLong(), match.captured(3), 0, isOwn ? databaseUuid : match.captured(1)};
}

/** What a bundle says, once all of it is as it was made. */
Result<QList<Anchor>> anchorsOfBundle(const QString &path)
{
    const auto report = checkBundle(path, {}, {});
    if (!report)
        return tl::unexpected(report.error());
    if (!report->whole())
        return failure(
            ErrorKind::Invalid,
            CommandOutput::tr("%1 is no whole bundle, and proves nothing: %2.").arg(path, report->findings.first()));
    const QJsonObject record = report->about.value("record"_L1).toObject();
    return QList<Anchor>{{record.value("seq"_L1).toInteger(), record.value("hash"_L1).toString(), 0,
                          record.value("databaseUuid"_L1).toString()}};
}

/** Anchors as they are kept, a notice as it was sent, or a bundle. */
Result<QList<Anchor>> anchorsIn(const QString &path, const QString &databaseUuid)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return AnchorStore::readFile(path); // which says why
    if (file.peek(4) == QByteArray("PK\3\4"))
        return anchorsOfBundle(path);
    if (const auto told = anchorOfNotice(file.read(kMostMailBytes), databaseUuid))
        return QList<Anchor>{*told};
    return AnchorStore::readFile(path);
}

/** What this installation saw of the database, and what the files say. */
Result<QList<Anchor>> collectAnchors(const QString &databaseUuid, const QStringList &files)
{
    auto anchors = AnchorStore().read(databaseUuid);
    if (!anchors)
        return anchors;
    for (const QString &path : files) {
        const auto given = anchorsIn(path, databaseUuid);
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
        CommandOutput::tr("Also compare with an anchor kept elsewhere: a notice as it was sent (.eml), a bundle for "
                          "auditors, or a file "
                          "with one\nJSON object a line (databaseUuid, seq, hash). May be given several times."));
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
