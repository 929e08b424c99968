#include "app/commands/commandparser.h"

#include "app/commands/commandoutput.h"
#include "app/commands/commands.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

int s_argc = 1;
char s_name[] = "tocsin";
char *s_argv[] = {s_name, nullptr};

} // namespace

CommandApplication::CommandApplication()
    : QCoreApplication(s_argc, s_argv)
{
}

CommandParser::CommandParser(const QString &command, const QString &words, const QString &about)
    : m_command(command)
{
    m_parser.setApplicationDescription(about);
    m_parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    m_parser.addPositionalArgument(command, CommandOutput::tr("the command"), command);
    if (!words.isEmpty())
        m_parser.addPositionalArgument(words, {}, words);
    m_parser.addOption({{u"d"_s, u"database"_s},
                        CommandOutput::tr("Work on this database, not on the one that was opened last."),
                        u"FILE"_s});
    m_parser.addOption({{u"h"_s, u"help"_s}, CommandOutput::tr("Print this text.")});
}

void CommandParser::addFlag(const QString &name, const QString &about)
{
    m_parser.addOption({name, about});
}

void CommandParser::addValue(const QString &name, const QString &value, const QString &about)
{
    m_parser.addOption({name, about, value});
}

std::optional<int> CommandParser::parse(const QStringList &arguments, int minWords, int maxWords)
{
    const bool ok = m_parser.parse(arguments);
    if (m_parser.isSet(u"help"_s)) {
        CommandOutput out;
        // The list of words says nothing that the usage and the description don't.
        const QString text = m_parser.helpText().section(u"\nArguments:"_s, 0, 0);
        return out.write(text.toUtf8()) && out.finish() ? kExitOk : kExitFailed;
    }
    if (!ok)
        return usageError(m_parser.errorText());
    if (m_parser.isSet(u"database"_s) && m_parser.value(u"database"_s).isEmpty())
        return usageError(CommandOutput::tr("The name of the database is empty."));
    if (words().size() < minWords)
        return usageError(CommandOutput::tr("Something is missing."));
    if (words().size() > maxWords)
        return usageError(CommandOutput::tr("%1 is too much.").arg(words().at(maxWords)));
    return std::nullopt;
}

int CommandParser::usageError(const QString &message) const
{
    CommandOutput::say(message);
    CommandOutput::say(CommandOutput::tr("See: tocsin %1 --help").arg(m_command));
    return kExitUsage;
}

QString CommandParser::database() const
{
    if (m_parser.isSet(u"database"_s))
        return m_parser.value(u"database"_s);
    return QSettings().value("database/recent"_L1).toStringList().value(0);
}

} // namespace tocsin
