#include "tests/bench/benchparts.h"

#include <QProcess>
#include <QProcessEnvironment>

#include <ctime>

using namespace Qt::StringLiterals;

namespace tocsin::bench {

namespace {

constexpr int kRounds = 11;

struct Started
{
    double ms = 0;
    double kib = 0;
};

/** From before fork() to the first paint, as the program itself says. */
Started start(const Setup &setup, const QString &program, const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, setup.folder + u"/config"_s);
    environment.insert(u"XDG_DATA_HOME"_s, setup.folder + u"/data"_s);
    QProcess process;
    timespec t{};
    clock_gettime(CLOCK_MONOTONIC, &t);
    environment.insert(u"TOCSIN_BENCH_START"_s, QString::number(qint64{t.tv_sec} * 1'000'000'000 + t.tv_nsec));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
        stop(program + u" painted nothing usable within a minute"_s);
    }
    const QStringList said = QString::fromLatin1(process.readAllStandardOutput()).split(u' ');
    if (said.size() != 2)
        stop(program + u" did not say when it was usable: "_s + QString::fromUtf8(process.readAllStandardError()));
    return {said.at(0).toDouble(), said.at(1).trimmed().toDouble()};
}

} // namespace

QList<Row> measureStartup(const Setup &setup)
{
    QList<double> ours, floors, ourMemory, floorMemory;
    for (int n = -2; n < kRounds; ++n) { // the first two warm the page cache
        const Started ourStart = start(setup, setup.binaries + u"/tocsin"_s, {u"--database"_s, setup.database});
        const Started floorStart = start(setup, setup.binaries + u"/floorwindow"_s, {});
        if (n < 0)
            continue;
        ours << ourStart.ms;
        floors << floorStart.ms;
        ourMemory << ourStart.kib;
        floorMemory << floorStart.kib;
    }
    const QString beside = u"%1 starts each, alternating; slowest %2"_s.arg(kRounds).arg(ms(percentile(ours, 1)));
    return {ratioRow(u"Start to a usable board, 100,000 incidents"_s, median(ours), median(floors), 1.5, ms, beside),
            ratioRow(u"Memory then"_s, median(ourMemory), median(floorMemory), 1.6, mb)};
}

} // namespace tocsin::bench
