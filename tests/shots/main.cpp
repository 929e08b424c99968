#include "tests/shots/longtext.h"
#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tocsin;
using namespace tocsin::shots;

namespace {

/** A screen with room for the window and its menus, and nothing of the person's own settings. */
void prepareEnvironment(const QString &folder)
{
    QFile screen(folder + u"/screen.json"_s);
    if (!screen.open(QIODevice::WriteOnly))
        stop(u"%1 cannot be written"_s.arg(screen.fileName()));
    screen.write(R"({"synchronousWindowSystemEvents": false, "windowFrameMargins": false, "screens": [{"name": "one",
        "x": 0, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})");
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + QFile::encodeName(screen.fileName()));
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
        qputenv(name, QFile::encodeName(folder));
    qputenv("TZ", "UTC");
}

struct Part
{
    const char *name;
    void (*shoot)(Studio &);
    bool goesOn = false; ///< in the demo that the part before has open, or in one of its own
};

constexpr Part kParts[] = {{"start", shootStart},
                           {"empty", shootEmpty},
                           {"working", shootWorking},
                           {"pages", shootPages},
                           {"deadlines", shootDeadlines},
                           {"incident", shootIncident, true},
                           {"notices", shootNotices, true},
                           {"acts", shootActs, true},
                           {"restricted", shootRestricted},
                           {"redaction", shootRedaction},
                           {"wizard", shootWizard},
                           {"risk", shootRisk, true},
                           {"transfers", shootTransfers, true},
                           {"audience", shootAudience},
                           {"letters", shootLetters},
                           {"troubles", shootTroubles},
                           {"shared", shootShared},
                           {"many", shootMany},
                           {"long", shootLongText}};

} // namespace

/**
 * tocsin_shots FOLDER [PART...]: pictures of every window, light and dark, into the folder; a part can be drawn alone.
 * With QT_SCALE_FACTOR=2 at twice the size, with TOCSIN_SHOTS_LONG=1 everything said twice, with TOCSIN_SHOTS_SMALL=1
 * in the smallest window.
 */
int main(int argc, char *argv[])
{
    if (argc < 2) {
        std::fputs("Usage: tocsin_shots FOLDER [PART...]\n", stderr);
        return 2;
    }
    const QTemporaryDir work;
    prepareEnvironment(work.path());
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tocsin"_s);
    QCoreApplication::setOrganizationName(u"tocsin"_s);
    QApplication::setCursorFlashTime(0);
    applyTheme(application, Theme::Mode::Light);
    const QString pictures = QDir::current().absoluteFilePath(QString::fromLocal8Bit(argv[1]));
    QDir().mkpath(pictures);
    const QStringList wanted = QCoreApplication::arguments().mid(2);
    for (const QString &name : wanted)
        if (std::none_of(std::begin(kParts), std::end(kParts),
                         [&](const Part &p) { return name == QLatin1StringView(p.name); })) {
            std::fprintf(stderr, "There is no part %s.\n", qPrintable(name));
            return 2;
        }
    LongText twice;
    if (qEnvironmentVariableIsSet("TOCSIN_SHOTS_LONG"))
        QCoreApplication::installTranslator(&twice);
    Studio studio(pictures, work.path());
    for (const Part &part : kParts) {
        if (!wanted.isEmpty() && !wanted.contains(QLatin1StringView(part.name)))
            continue;
        std::fprintf(stderr, "%s\n", part.name);
        if (part.goesOn)
            studio.needDemo();
        part.shoot(studio);
    }
    return 0;
}
