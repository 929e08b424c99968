#include "app/startarguments.h"

#include "app/commands/commandoutput.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace tocsin {

StartArguments startArguments(const QStringList &arguments)
{
    QStringList own = arguments;
    if (const qsizetype at = own.indexOf(u"-session"_s); at > 0)
        own.remove(at, qMin<qsizetype>(2, own.size() - at)); // of the desktop, which starts again what was open
    QCommandLineParser parser;
    const QCommandLineOption database({u"d"_s, u"database"_s}, {}, u"FILE"_s);
    parser.addOption(database);
    StartArguments asked;
    if (!parser.parse(own)) {
        asked.trouble = parser.errorText();
        return asked;
    }
    const QStringList all = parser.values(database) + parser.positionalArguments();
    if (all.size() > 1)
        asked.trouble = CommandOutput::tr("A window shows one database, and here are %1: %2.")
                            .arg(all.size())
                            .arg(all.join(u", "_s));
    else if (!all.isEmpty() && all.first().isEmpty())
        asked.trouble = CommandOutput::tr("--database needs the name of a file, or an address.");
    else if (!all.isEmpty())
        asked.database = all.first();
    return asked;
}

} // namespace tocsin
