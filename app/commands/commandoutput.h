#pragma once

#include "models/domain/error.h"

#include <QFile>
#include <QJsonObject>
#include <QString>

namespace tocsin {

/** Answers to standard output, messages to standard error. */
class CommandOutput
{
public:
    CommandOutput();

    /** False, and said once on standard error, if it did not arrive (disk full, reader gone). */
    bool write(const QByteArray &bytes);
    bool writeLine(const QString &line) { return write(line.toUtf8() + '\n'); }
    bool writeJson(const QJsonObject &object);
    /** The device, for writers that want one. Call finish() afterwards. */
    [[nodiscard]] QIODevice &device() { return m_file; }
    bool finish();

    /** "tocsin: text" on standard error. */
    static void say(const QString &text);
    /** Says what went wrong and what can be done; with `json`, an object "error" on standard output as well. Returns
     *  the exit code. */
    int fail(const Error &error, const QString &path, bool json = false);
    /** What --json prints of an error under "error". */
    [[nodiscard]] static QJsonObject errorJson(const Error &error, const QString &path);
    [[nodiscard]] static QString tr(const char *text);

private:
    QFile m_file;
    bool m_failed = false;
};

/** "2026-11-22T04:15:00.000Z", or nothing for 0: how every instant is printed. */
[[nodiscard]] QString isoUtc(qint64 ms);
/** The same for a JSON object: null for 0. */
[[nodiscard]] QJsonValue isoValue(qint64 ms);
/** "newer", "damaged" ...: the stable name of a kind of error. */
[[nodiscard]] QString errorCode(ErrorKind kind);
/** Control characters out: what comes from a file must not steer a terminal. */
[[nodiscard]] QString forTerminal(const QString &text);

/** "12 %" on standard error if a person looks at it; gone when it leaves scope. */
class ProgressLine
{
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;
    void show(qint64 done, qint64 total);

private:
    bool m_visible = false;
    int m_percent = -1;
};

} // namespace tocsin
