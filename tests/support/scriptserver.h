#pragma once

#include <QHash>
#include <QProcess>
#include <QString>

namespace tocsin::test {

/**
 * A server that a script of this folder runs: it says "ok ..." once it takes connections, or why not, and ends when its
 * standard input does, so with this object and with this program however that ends.
 */
class ScriptServer
{
public:
    /** The real Postfix: words "port", "tls" and the place. */
    [[nodiscard]] static ScriptServer &postfix();
    /** The one that fails on demand; its ports by name. */
    [[nodiscard]] static ScriptServer &faults();

    ~ScriptServer();
    Q_DISABLE_COPY_MOVE(ScriptServer)

    /** Empty when all is well; a test fails with it. */
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int port(const QString &name) const { return m_ports.value(name); }
    [[nodiscard]] QString place() const { return m_place; }
    /** PEM of the authority that signed what is good, and of one that did not. */
    [[nodiscard]] QString authority(bool other = false) const;
    /** What it took, as it was stored. */
    [[nodiscard]] QList<QByteArray> inbox() const;
    /** How many messages with this Message-ID it took. */
    [[nodiscard]] int taken(const QString &messageId) const;

private:
    ScriptServer(const QString &program, const QString &script, const QString &inbox);

    QProcess m_process;
    QString m_problem, m_place, m_inbox;
    QHash<QString, int> m_ports;
};

} // namespace tocsin::test
