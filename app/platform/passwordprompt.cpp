#include "app/platform/passwordprompt.h"

#include <QByteArray>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace tocsin {

namespace {

constexpr qsizetype kLongest = 1024;

/** The terminal of this process, with what is typed unseen and its keys unheard as signals, until the end. */
class Terminal
{
public:
    Terminal()
        : m_file(open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        m_open = m_file >= 0 && tcgetattr(m_file, &m_before) == 0;
    }
    ~Terminal()
    {
        if (m_quiet)
            tcsetattr(m_file, TCSAFLUSH, &m_before);
        if (m_file >= 0)
            close(m_file);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] bool beQuiet()
    {
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
        quiet.c_cc[VMIN] = 1;
        quiet.c_cc[VTIME] = 0;
        m_quiet = m_open && tcsetattr(m_file, TCSAFLUSH, &quiet) == 0;
        return m_quiet;
    }
    [[nodiscard]] bool read(char *c) const { return ::read(m_file, c, 1) == 1; }
    void write(const QByteArray &bytes) const
    {
        if (::write(m_file, bytes.constData(), static_cast<size_t>(bytes.size())) < 0)
            return; // then they see no question; the answer counts all the same
    }

private:
    int m_file;
    bool m_open = false;
    bool m_quiet = false;
    termios m_before{};
};

/** Takes the last letter away, which may be several bytes. */
void eraseLast(QByteArray &typed)
{
    while (!typed.isEmpty() && (static_cast<unsigned char>(typed.back()) & 0xC0U) == 0x80U)
        typed.chop(1);
    typed.chop(1);
}

} // namespace

bool hasTerminal()
{
    return Terminal().isOpen();
}

std::optional<QString> askPassword(const QString &question)
{
    Terminal terminal;
    if (!terminal.beQuiet())
        return std::nullopt;
    terminal.write(question.toUtf8());
    QByteArray typed;
    char c = 0;
    bool done = false;
    while (!done && terminal.read(&c) && c != 3 && c != 4) { // Ctrl-C, Ctrl-D
        done = c == '\n' || c == '\r';
        if (c == 8 || c == 127)
            eraseLast(typed);
        else if (c == 21) // Ctrl-U
            typed.clear();
        else if (!done && typed.size() < kLongest)
            typed += c;
    }
    terminal.write("\n");
    return done ? std::optional(QString::fromUtf8(typed)) : std::nullopt;
}

QString passwordFromInput()
{
    QByteArray line;
    char c = 0;
    while (line.size() < kLongest && ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
        line += c;
    if (line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

} // namespace tocsin
