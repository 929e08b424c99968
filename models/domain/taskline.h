#pragma once

#include "models/domain/person.h"
#include "models/domain/working.h"

namespace tocsin {

/**
 * A task typed in one line: "Rotate the key @Ada +4h". "@" and the first letters of one active person's name or log-in,
 * or any word; "+" and minutes, hours or days from now. Refused if the letters fit several people.
 */
[[nodiscard]] Result<Task> taskOfLine(const QString &line, const QList<Person> &people, qint64 nowMs);

} // namespace tocsin
