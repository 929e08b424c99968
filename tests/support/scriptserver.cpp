#include "tests/support/scriptserver.h"

#include <QDir>
#include <QFile>

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kFolder = TOCSIN_SUPPORT_FOLDER;
constexpr int kPatienceMs = 30'000;

} // namespace

ScriptServer &ScriptServer::postfix()
{
    static ScriptServer server(u"/bin/bash"_s, u"postfix-server.sh"_s, u"inbox/new"_s);
    return server;
}

ScriptServer &ScriptServer::faults()
{
    static ScriptServer server(u"/usr/bin/python3"_s, u"fault_mail_server.py"_s, u"inbox"_s);
    return server;
}

ScriptServer::ScriptServer(const QString &program, const QString &script, const QString &inbox)
    : m_inbox(inbox)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, {QString::fromLatin1(kFolder) + u'/' + script});
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine())
        if (!m_process.waitForReadyRead(kPatienceMs))
            break;
    const QStringList words = QString::fromUtf8(m_process.readLine()).trimmed().split(u' ');
    if (words.first() != u"ok"_s || words.size() < 3) {
        m_problem = u"%1: %2"_s.arg(script, words.join(u' '));
        return;
    }
    m_place = words.at(1).startsWith(u'/') ? words.at(1) : words.last();
    for (const QString &word : words)
        if (const qsizetype at = word.indexOf(u'='); at > 0)
            m_ports.insert(word.first(at), word.mid(at + 1).toInt());
}

ScriptServer::~ScriptServer()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(kPatienceMs))
        m_process.kill();
}

QString ScriptServer::authority(bool other) const
{
    QFile file(m_place + (other ? u"/other-ca.crt"_s : u"/ca.crt"_s));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()) : QString();
}

QList<QByteArray> ScriptServer::inbox() const
{
    QList<QByteArray> mails;
    const QDir folder(m_place + u'/' + m_inbox);
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
        if (QFile file(folder.filePath(name)); file.open(QIODevice::ReadOnly))
            mails << file.readAll();
    return mails;
}

int ScriptServer::taken(const QString &messageId) const
{
    int count = 0;
    for (const QByteArray &mail : inbox())
        count += mail.contains(messageId.toUtf8()) ? 1 : 0;
    return count;
}

} // namespace tocsin::test
