// Measures what issue "Speed and size" asks for, each figure against a floor of the same run, and prints the table.
// bench [start|reads|commits|timeline|clocks|shared|sending|matrix ...]: some parts only. Exit code 1 if a figure is
// over its limit.

#include "app/platform/account.h"
#include "app/platform/twoarenas.h"
#include "tests/bench/benchparts.h"
#include "tests/bench/benchshared.h"
#include "tests/bench/benchtimeline.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tocsin;

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    useTwoArenas(); // as the program does
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"tocsin-bench"_s);
    const QStringList wanted = QCoreApplication::arguments().mid(1);
    if (wanted.size() == 4 && wanted.at(0) == u"--make-timeline")
        return bench::makeTimeline(wanted.at(1), wanted.at(2), wanted.at(3).toLongLong());
    bench::Setup setup;
    setup.binaries = QCoreApplication::applicationDirPath();
    setup.folder = QDir(setup.binaries + u"/../bench"_s).absolutePath();
    setup.database = setup.folder + u"/incidents.tocsin"_s;
    setup.login = accountLogin();
    QDir().mkpath(setup.folder);
    // The windows of this process keep their settings there, too.
    qputenv("XDG_CONFIG_HOME", (setup.folder + u"/config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", (setup.folder + u"/data"_s).toUtf8());
    if (!bench::makeBenchDatabase(setup.database, setup.login))
        return 1;

    struct Part
    {
        const char *name;
        QList<bench::Row> (*measure)(const bench::Setup &);
    };
    // The timeline's memory is this process's: it comes before what fills the heap.
    const Part parts[] = {
        {"start", bench::measureStartup},   {"timeline", bench::measureTimeline}, {"reads", bench::measureReads},
        {"commits", bench::measureCommits}, {"clocks", bench::measureClocks},     {"shared", bench::measureShared},
        {"sending", bench::measureSending}, {"matrix", bench::measureMatrix},
    };
    QList<bench::Row> rows;
    for (const Part &part : parts) {
        if (!wanted.isEmpty() && !wanted.contains(QLatin1StringView(part.name)))
            continue;
        std::fprintf(stderr, "Measuring: %s ...\n", part.name);
        rows += part.measure(setup);
    }
    std::printf("%s", bench::table(rows).toUtf8().constData());
    bool holds = true;
    for (const bench::Row &row : std::as_const(rows))
        holds = holds && row.holds;
    return holds ? 0 : 1;
}
