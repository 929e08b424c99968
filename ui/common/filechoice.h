#pragma once

#include <QString>
#include <QStringList>
#include <functional>

class QWidget;

namespace tocsin {

/** Asks for files to read, without keeping anybody waiting: `chosen` is told if there are any. */
void askForFiles(QWidget *parent, const QString &title, const QString &filter, bool many,
                 std::function<void(const QStringList &)> chosen);
/** Asks where to save; an existing file is asked about. */
void askWhereToSave(QWidget *parent, const QString &title, const QString &name, const QString &filter,
                    std::function<void(const QString &)> chosen);

} // namespace tocsin
