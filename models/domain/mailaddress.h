#pragma once

#include <QByteArray>
#include <QString>

namespace tocsin {

/** True for local@domain that can stand in an envelope and in a header as it is (ASCII before the @). */
[[nodiscard]] bool isMailAddress(const QString &address);

/** The address as it goes over the wire: the domain in ASCII. `address` is a mail address. */
[[nodiscard]] QByteArray wireAddress(const QString &address);

/** A line break or another control character, a line separator, half a character, or one that turns the direction of
 *  writing: none of them may reach a header or an envelope. */
[[nodiscard]] bool hasControl(QStringView line);

/** Why a line cannot stand in a notice, for who typed it: the above, or what mail programs take for an encoding. */
[[nodiscard]] QString wrongInLine(QStringView line);

} // namespace tocsin
