#include "app/commandline.h"
#include "app/identity.h"
#include "app/platform/desktopalerts.h"
#include "app/platform/earlyrules.h"
#include "app/platform/hunspell.h"
#include "app/platform/keychainsecrets.h"
#include "app/platform/startmeasure.h"
#include "app/platform/systemclock.h"
#include "app/platform/twoarenas.h"
#include "app/startup.h"
#include "models/exchange/filereaders.h"
#include "models/exchange/icalendar.h"
#include "models/exchange/noticerenderer.h"
#include "models/mail/mailworker.h"
#include "models/rules/alertrules.h"
#include "ui/common/spellbook.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QGuiApplication>

namespace {

int runWindow(int &argc, char **argv, const QStringList &arguments)
{
    using namespace tocsin;
    if (!hasDisplay())
        return 1;
    useTwoArenas();
    const Preferences preferences;
    if (preferences.showsUtc())
        applyTimeZone(true); // before there are threads: it changes the environment
    prepareForThreads();
    const SystemClock clock;
    WindowOptions options = windowOptions(arguments);
    EarlyRules rules;
    std::unique_ptr<EarlyOpen> opening = openEarly(options, clock);
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.tocsin.Tocsin"));
    startLog();
    applyTheme(application, preferences.themeMode());
    Workspace workspace(clock, rules.book(), [] { return std::make_unique<NoticeRenderer>(); });
    workspace.goOnWith(std::move(opening));
    KeychainSecrets secrets(QStringLiteral("Tocsin"));
    options.secrets = &secrets;
    options.makeMailer = makeMailWorker;
    DesktopAlerts alerts;
    options.alerts = &alerts;
    HunspellSpelling spelling;
    SpellBook::setSpelling(&spelling);
    ICalendar calendar;
    options.calendar = &calendar;
    const FileReaders files;
    options.files = &files;
    const Result<AlertPolicy> policy = loadAlertPolicy();
    if (!policy)
        qFatal("%s", qPrintable(policy.error().userText));
    options.alertPolicy = *policy;
    MainWindow window(workspace, workspace.clock(), std::move(options));
    measureStart(window);
    window.start();
    window.show();
    const int code = QApplication::exec();
    SpellBook::setSpelling(nullptr);
    return code;
}

} // namespace

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    if (tocsin::isCommand(arguments))
        return tocsin::runCommandLine(arguments);
    tocsin::setIdentity();
    return runWindow(argc, argv, arguments);
}
