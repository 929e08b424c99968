#include "app/commandline.h"

#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/identity.h"
#include "app/startarguments.h"
#include "models/storage/serveraddress.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

bool takesValue(const QString &argument)
{
    return argument == "--database"_L1 || argument == "-d"_L1;
}

bool asks(const QStringList &arguments, QLatin1StringView longName, QLatin1StringView shortName)
{
    return arguments.mid(1).contains(longName) || arguments.mid(1).contains(shortName);
}

/** The words that are no option and no option's value, the program's name left out. */
QStringList words(const QStringList &arguments)
{
    QStringList found;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (takesValue(arguments.at(i)))
            ++i;
        else if (!arguments.at(i).startsWith(u'-'))
            found << arguments.at(i);
    }
    return found;
}

const Command *findCommand(const QString &name)
{
    for (const Command &command : commands())
        if (name == QLatin1StringView(command.name))
            return &command;
    return nullptr;
}

bool looksLikeDatabase(const QString &word)
{
    return isServerAddress(word) || word.endsWith(u".tocsin"_s) || QFileInfo::exists(word);
}

/** What is wrong with the address of a server among the arguments: it would be shown before anybody refuses it. */
std::optional<QString> addressTrouble(const QStringList &arguments)
{
    for (const QString &argument : arguments.mid(1)) {
        const QString value = argument.startsWith("--"_L1) ? argument.section(u'=', 1) : argument;
        if (!isServerAddress(value))
            continue;
        if (const auto address = ServerAddress::withoutPassword(value); !address)
            return address.error().userText;
    }
    return std::nullopt;
}

QString overview()
{
    QString text =
        CommandOutput::tr("Usage: tocsin [--database FILE_OR_ADDRESS] [COMMAND ...]\n\n"
                          "Without a command, Tocsin opens its window. With a command it needs no display:\n\n");
    for (const Command &command : commands())
        text += u"  %1 %2\n"_s.arg(QLatin1StringView(command.usage), -42).arg(CommandOutput::tr(command.summary));
    text += CommandOutput::tr("\n  tocsin COMMAND --help explains one of them.\n\n"
                              "  -d, --database FILE   work on this database, not on the one that was opened last\n"
                              "                        a file, or postgresql://LOGIN@SERVER/NAME for a team's\n"
                              "  -h, --help            this text\n"
                              "  -v, --version         the version\n\n"
                              "Answers go to standard output, messages to standard error.\n"
                              "Exit code: 0 all is well, 1 it failed or found something wrong, 2 not understood.\n");
    return text;
}

int notUnderstood(const QString &message)
{
    CommandOutput::say(message);
    CommandOutput::say(CommandOutput::tr("See: tocsin --help"));
    return kExitUsage;
}

} // namespace

bool isCommand(const QStringList &arguments)
{
    if (asks(arguments, "--help"_L1, "-h"_L1) || asks(arguments, "--version"_L1, "-v"_L1))
        return true;
    if (addressTrouble(arguments))
        return true; // said without a window
    const QStringList found = words(arguments);
    if (!found.isEmpty() && (findCommand(found.first()) || !looksLikeDatabase(found.first())))
        return true;
    return startArguments(arguments).trouble.has_value();
}

int runCommandLine(const QStringList &arguments)
{
    setIdentity();
    if (const auto trouble = addressTrouble(arguments))
        return notUnderstood(*trouble);
    const QStringList found = words(arguments);
    const Command *command = found.isEmpty() ? nullptr : findCommand(found.first());
    if (command)
        return command->run(arguments);
    CommandApplication application;
    CommandOutput out;
    if (asks(arguments, "--help"_L1, "-h"_L1))
        return out.write(overview().toUtf8()) ? kExitOk : kExitFailed;
    if (asks(arguments, "--version"_L1, "-v"_L1))
        return out.write(u"tocsin %1\n"_s.arg(QCoreApplication::applicationVersion()).toUtf8()) ? kExitOk : kExitFailed;
    if (!found.isEmpty() && !looksLikeDatabase(found.first()))
        return notUnderstood(CommandOutput::tr("%1 is neither a command nor a database.").arg(found.first()));
    return notUnderstood(startArguments(arguments).trouble.value_or(CommandOutput::tr("There is no command.")));
}

} // namespace tocsin
