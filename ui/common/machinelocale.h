#pragma once

#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <optional>

namespace tocsin {

/**
 * The locale this machine is set to, in the files that sessions are begun with. A program has its environment from when
 * it was started; somebody who changes the machine's locale while it runs finds it followed at the next look (P7.4).
 */
class MachineLocale
{
public:
    /** Of two files that say something the first rules; a test gives its own. */
    explicit MachineLocale(QStringList files = {QStringLiteral("/etc/locale.conf"),
                                                QStringLiteral("/etc/default/locale")});

    /** The locale for times if it is another since the last look, or since this was made; nothing: it is the same. */
    [[nodiscard]] std::optional<QLocale> changed();

private:
    [[nodiscard]] QString stamp() const;
    [[nodiscard]] QString read() const;

    QStringList m_files;
    QString m_stamp; ///< of the files as read last: nothing is read while it is the same
    QString m_name;
};

} // namespace tocsin
