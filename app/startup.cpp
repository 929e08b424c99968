#include "app/startup.h"

#include "app/platform/account.h"
#include "app/platform/systemclock.h"
#include "app/startarguments.h"
#include "models/services/datafolder.h"
#include "models/storage/database.h"
#include "models/storage/serveraddress.h"
#include "ui/common/timetext.h"
#include "ui/shell/preferences.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QMutex>
#include <QProcess>

#include <cstdio>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostLogBytes = 1024 * 1024;

QFile &logFile()
{
    static QFile file;
    return file;
}

void writeLog(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    static QMutex mutex;
    const QMutexLocker lock(&mutex);
    static constexpr const char *names[] = {"debug", "warning", "critical", "fatal", "info"};
    const QByteArray line =
        u"%1 %2: %3\n"_s.arg(TimeText::utc(SystemClock().nowMs()), QLatin1StringView(names[type]), message).toUtf8();
    std::fputs(line.constData(), stderr);
    if (type != QtDebugMsg && logFile().isOpen()) {
        logFile().write(line);
        logFile().flush();
    }
}

/** The same program tells the demo into a file, so that this window stays free. */
void makeDemo(const QString &path, QObject *context, const std::function<void(const QString &)> &done)
{
    auto *process = new QProcess(context);
    QObject::connect(process, &QProcess::finished, context, [process, done](int code, QProcess::ExitStatus status) {
        const QString said = QString::fromUtf8(process->readAllStandardError()).trimmed();
        process->deleteLater();
        const bool good = status == QProcess::NormalExit && code == 0;
        done(good ? QString() : said.isEmpty() ? QCoreApplication::translate("tocsin::startup", "It stopped.") : said);
    });
    QObject::connect(process, &QProcess::errorOccurred, context, [process, done](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        process->deleteLater();
        done(process->errorString());
    });
    process->start(QCoreApplication::applicationFilePath(), {u"demo"_s, path});
}

} // namespace

bool hasDisplay()
{
    if (qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || qEnvironmentVariableIsSet("DISPLAY") ||
        qEnvironmentVariableIsSet("WAYLAND_DISPLAY"))
        return true;
    std::fputs("tocsin: there is no display here, so no window can be opened (neither DISPLAY nor WAYLAND_DISPLAY is "
               "set).\nStart it inside a desktop session or through ssh -X. The commands need no display: see tocsin "
               "--help.\n",
               stderr);
    return false;
}

namespace {

/** A file's path as it is from everywhere; an address as it is. */
QString databaseOf(const QString &argument)
{
    return isServerAddress(argument) ? argument : QDir::current().absoluteFilePath(argument);
}

} // namespace

WindowOptions windowOptions(const QStringList &arguments)
{
    WindowOptions options;
    options.login = accountLogin();
    options.personName = accountName();
    options.makeDemo = makeDemo;
    if (const QString database = startArguments(arguments).database; !database.isEmpty())
        options.database = databaseOf(database);
    return options;
}

std::unique_ptr<EarlyOpen> openEarly(const WindowOptions &options, const Clock &clock)
{
    const QString path = options.database.isEmpty() ? Preferences().lastDatabase() : options.database;
    return path.isEmpty() || isServerAddress(path) ? nullptr : std::make_unique<EarlyOpen>(path, clock);
}

void startLog()
{
    const QDir folder(dataFolder());
    if (folder.exists()) {
        logFile().setFileName(folder.filePath(u"tocsin.log"_s));
        if (logFile().size() > kMostLogBytes)
            logFile().remove();
        if (logFile().open(QIODevice::WriteOnly | QIODevice::Append))
            logFile().setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    qInstallMessageHandler(writeLog);
}

} // namespace tocsin
