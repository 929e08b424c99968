#pragma once

#include "models/services/recordservice.h"

#include <QJsonObject>
#include <QStringList>

namespace tocsin {

class CommandDatabase;

/** Verifies with progress on standard error; Ctrl-C stops with Canceled. */
[[nodiscard]] Result<VerificationReport> verifyDatabase(CommandDatabase &database, const QList<Anchor> &anchors);

/** What was looked at, then each finding as a line. */
[[nodiscard]] QStringList verificationLines(const VerificationReport &report, qsizetype anchorsGiven);

[[nodiscard]] QJsonObject verificationJson(const VerificationReport &report, qsizetype anchorsGiven);

} // namespace tocsin
