#include "resources/icons/icons.h"

#include <QDir>

namespace tocsin {

QStringList iconNames()
{
    QStringList names;
    const QStringList files = QDir(QStringLiteral(":/tocsin/icons")).entryList({QStringLiteral("*.svg")}, QDir::Files);
    for (const QString &file : files)
        names << file.chopped(4);
    return names;
}

} // namespace tocsin
