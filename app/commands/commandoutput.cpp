#include "app/commands/commandoutput.h"

#include "app/commands/commands.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QJsonDocument>
#include <QTimeZone>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

struct KindText
{
    ErrorKind kind;
    const char *code;
    const char *advice; ///< what can be done, or null
};

constexpr KindText kKinds[] = {
    {ErrorKind::Invalid, "invalid", nullptr},
    {ErrorKind::NotFound, "not_found", QT_TRANSLATE_NOOP("tocsin::app", "tocsin create FILE makes a new database.")},
    {ErrorKind::Conflict, "conflict", nullptr},
    {ErrorKind::Denied, "denied", nullptr},
    {ErrorKind::Refused, "refused", nullptr},
    {ErrorKind::ReadOnly, "read_only",
     QT_TRANSLATE_NOOP("tocsin::app", "Ask for the right to write the file and its folder, or work on a copy made by "
                                      "tocsin backup.")},
    {ErrorKind::Locked, "locked", QT_TRANSLATE_NOOP("tocsin::app", "End the other program, or wait until it is done.")},
    {ErrorKind::Full, "full", nullptr},
    {ErrorKind::Newer, "newer", QT_TRANSLATE_NOOP("tocsin::app", "Install the newer version of Tocsin to open it.")},
    {ErrorKind::Foreign, "foreign",
     QT_TRANSLATE_NOOP("tocsin::app", "Check the name of the file. Tocsin leaves files of other programs alone.")},
    {ErrorKind::Damaged, "damaged",
     QT_TRANSLATE_NOOP("tocsin::app",
                       "tocsin verify names what is wrong; tocsin restore makes a database of a backup.")},
    {ErrorKind::Offline, "offline", nullptr},
    {ErrorKind::Canceled, "canceled", nullptr},
    {ErrorKind::Internal, "internal", nullptr},
};

const KindText &kindText(ErrorKind kind)
{
    for (const KindText &k : kKinds)
        if (k.kind == kind)
            return k;
    return kKinds[std::size(kKinds) - 1];
}

} // namespace

QString isoUtc(qint64 ms)
{
    return ms == 0 ? QString() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonValue isoValue(qint64 ms)
{
    return ms == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(isoUtc(ms));
}

QString errorCode(ErrorKind kind)
{
    return QString::fromLatin1(kindText(kind).code);
}

QString forTerminal(const QString &text)
{
    QString out = text;
    for (QChar &c : out)
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = u' ';
    return out;
}

CommandOutput::CommandOutput()
{
    m_failed = !m_file.open(STDOUT_FILENO, QIODevice::WriteOnly);
}

bool CommandOutput::write(const QByteArray &bytes)
{
    if (!m_failed && m_file.write(bytes) != bytes.size())
        (void)finish();
    return !m_failed;
}

bool CommandOutput::writeJson(const QJsonObject &object)
{
    return write(QJsonDocument(object).toJson(QJsonDocument::Indented)) && finish();
}

bool CommandOutput::finish()
{
    if (!m_failed && (!m_file.flush() || m_file.error() != QFileDevice::NoError)) {
        m_failed = true;
        say(tr("The answer could not be written: %1.").arg(m_file.errorString()));
    }
    return !m_failed;
}

void CommandOutput::say(const QString &text)
{
    const QByteArray bytes = u"tocsin: %1\n"_s.arg(forTerminal(text)).toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
}

int CommandOutput::fail(const Error &error, const QString &path, bool json)
{
    const QString name = QDir::toNativeSeparators(path);
    const KindText &kind = kindText(error.kind);
    say(path.isEmpty() || error.userText.contains(name) ? error.userText : name + u": "_s + error.userText);
    if (kind.advice)
        say(tr(kind.advice));
    else if (error.kind == ErrorKind::Internal && !error.detail.isEmpty())
        say(error.detail);
    if (json)
        (void)writeJson({{u"error"_s, errorJson(error, path)}});
    return kExitFailed;
}

QJsonObject CommandOutput::errorJson(const Error &error, const QString &path)
{
    QJsonObject told{{u"kind"_s, errorCode(error.kind)}, {u"text"_s, error.userText}};
    if (!path.isEmpty())
        told.insert(u"path"_s, path);
    if (!error.detail.isEmpty())
        told.insert(u"detail"_s, error.detail);
    return told;
}

QString CommandOutput::tr(const char *text)
{
    return QCoreApplication::translate("tocsin::app", text);
}

ProgressLine::ProgressLine()
    : m_visible(isatty(STDERR_FILENO) == 1)
{
}

ProgressLine::~ProgressLine()
{
    if (m_visible && m_percent >= 0)
        std::fputs("\r\x1b[K", stderr);
}

void ProgressLine::show(qint64 done, qint64 total)
{
    const int percent = total > 0 ? static_cast<int>(done * 100 / total) : 0;
    if (!m_visible || percent == m_percent)
        return;
    m_percent = percent;
    std::fprintf(stderr, "\r%3d %%", percent);
    std::fflush(stderr);
}

} // namespace tocsin
