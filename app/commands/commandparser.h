#pragma once

#include <QCommandLineParser>
#include <QCoreApplication>
#include <optional>

namespace tocsin {

/** The application object of a command: no display, no plugins, no arguments of Qt's own. */
class CommandApplication : public QCoreApplication
{
public:
    CommandApplication();
};

/** The command line of one command: its own options and words, and those that all commands have. */
class CommandParser
{
public:
    /** `words` are the positional arguments as the usage shows them, "PATH..."; `about` explains in a few lines. */
    CommandParser(const QString &command, const QString &words, const QString &about);

    void addFlag(const QString &name, const QString &about);
    void addValue(const QString &name, const QString &value, const QString &about);

    /** Reads; an exit code if there is nothing to run: --help, or something was not understood (said on stderr). */
    [[nodiscard]] std::optional<int> parse(const QStringList &arguments, int minWords, int maxWords);
    /** Says that it was not understood, and returns the exit code. */
    [[nodiscard]] int usageError(const QString &message) const;

    /** What stands after the command. */
    [[nodiscard]] QStringList words() const { return m_parser.positionalArguments().mid(1); }
    [[nodiscard]] bool isSet(const QString &name) const { return m_parser.isSet(name); }
    [[nodiscard]] QString value(const QString &name) const { return m_parser.value(name); }
    [[nodiscard]] QStringList values(const QString &name) const { return m_parser.values(name); }
    [[nodiscard]] bool isJson() const { return m_parser.isSet(QStringLiteral("json")); }
    /** --database, else the one the window opened last; empty if there is neither. */
    [[nodiscard]] QString database() const;

private:
    QCommandLineParser m_parser;
    QString m_command;
};

} // namespace tocsin
