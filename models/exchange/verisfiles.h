#pragma once

#include "models/exchange/verisimportreport.h"

namespace tocsin {

/** The files below some paths in a stable order: folders are walked, links are not followed. What is not looked into,
 *  and why, goes to `others`. */
[[nodiscard]] QStringList verisFilesBelow(const QStringList &paths, QList<VerisImportFile> &others);

/** The bytes of a file, at most one more than an incident may have; else what the person should read. */
[[nodiscard]] Result<QByteArray> readVerisFile(const QString &path);

} // namespace tocsin
