#include "app/commandline.h"
#include "app/identity.h"
#include "app/platform/desktopalerts.h"
#include "app/platform/earlystart.h"
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
    EarlyStart early;
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.tocsin.Tocsin"));
    startLog();
    const Preferences preferences;
    if (preferences.showsUtc())
        applyTimeZone(true);
    applyTheme(application, preferences.themeMode());
    const Result<RuleBook> rules = early.finish();
    if (!rules)
        qFatal("%s", qPrintable(rules.error().userText));
    const SystemClock clock;
    Workspace workspace(clock, *rules, [] { return std::make_unique<NoticeRenderer>(); });
    KeychainSecrets secrets(QStringLiteral("Tocsin"));
    WindowOptions options = windowOptions(arguments);
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
