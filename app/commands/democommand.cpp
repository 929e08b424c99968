#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/interrupt.h"
#include "models/exchange/demoseeder.h"
#include "models/exchange/noticerenderer.h"
#include "models/storage/filecheck.h"

#include <QGuiApplication>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** The whole story in a new file; the file is there when all of it is. */
Result<DemoReport> makeDemo(const QString &path)
{
    const QTemporaryDir notices;
    if (!notices.isValid())
        return failure(ErrorKind::Internal, CommandOutput::tr("There is no place for temporary files."),
                       notices.errorString());
    const qint64 now = SystemClock().nowMs();
    ManualClock clock(DemoSeeder::startMs(now));
    NoticeRenderer renderer;
    auto made = CommandDatabase::open(path, OpenMode::Create, clock, &renderer);
    if (!made)
        return tl::unexpected(made.error());
    Result<DemoReport> told;
    auto begun = (*made)->addFirstPerson(DemoSeeder::viewerName());
    if (begun)
        begun = (*made)->services().record.setPurpose(u"demo"_s);
    if (!begun) {
        told = tl::unexpected(begun.error());
    } else {
        const Interrupt interrupt;
        ProgressLine progress;
        told = DemoSeeder((*made)->services(), clock, notices.path()).seed(now, [&](int done, int total) {
            progress.show(done, total);
            return !Interrupt::wanted();
        });
    }
    if (told)
        (*made)->rememberHead();
    made->reset();
    if (!told)
        removeMadeFile(path);
    return told;
}

/** The file to make, or an exit code. */
tl::expected<QString, int> readArguments(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"demo"_s, u"FILE"_s,
        CommandOutput::tr(
            "Makes a database of forty invented incidents of an invented cloud provider, with clocks that run "
            "from now.\nNothing is overwritten."));
    if (const auto code = parser.parse(arguments, 0, 1))
        return tl::unexpected(*code);
    const QString path = parser.words().value(0, parser.isSet(u"database"_s) ? parser.database() : QString());
    if (path.isEmpty() || (!parser.words().isEmpty() && parser.isSet(u"database"_s)))
        return tl::unexpected(parser.usageError(CommandOutput::tr("Name one file.")));
    return path;
}

} // namespace

int runDemo(const QStringList &arguments)
{
    const auto path = readArguments(arguments);
    if (!path)
        return path.error();
    // Letters are set in type, which needs fonts, and so this platform; it needs no display.
    static int argc = 3;
    static char name[] = "tocsin";
    static char option[] = "-platform";
    static char platform[] = "offscreen";
    static char *argv[] = {name, option, platform, nullptr};
    const QGuiApplication application(argc, argv);
    CommandOutput out;
    const auto told = makeDemo(*path);
    if (!told)
        return out.fail(told.error(), *path);
    CommandOutput::say(
        CommandOutput::tr("Made %1: %2 incidents, %3 customers, %4 people. Look around: tocsin --database %1")
            .arg(*path)
            .arg(told->incidents)
            .arg(told->customers)
            .arg(told->people));
    return kExitOk;
}

} // namespace tocsin
