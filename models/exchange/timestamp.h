#pragma once

#include "models/domain/error.h"

#include <QByteArray>

namespace tocsin {

/** What a time stamp (RFC 3161) says. */
struct StampInfo
{
    qint64 atMs = 0;
    QString authority; ///< whose certificate signed it
    QString serial;    ///< its number there, hexadecimal
};

/** Whether the bytes hold certificates (PEM); Invalid, with the field "stamp", if not. */
[[nodiscard]] Result<void> checkCertificates(const QByteArray &certificates);

/** A question (DER) for a time stamp of the SHA-256 of the bytes, with a number nobody can guess. */
[[nodiscard]] Result<QByteArray> stampQuestion(const QByteArray &bytes);

/**
 * What an authority answers (DER) to a question: refused unless it fits the question, and a trusted certificate that
 * was good at the instant it gives. With `certificates` (PEM) those are trusted, without them those of the system.
 */
[[nodiscard]] Result<StampInfo> answeredStamp(const QByteArray &answer, const QByteArray &question,
                                              const QByteArray &certificates);

/** What an answer that was kept says of the bytes, whose question is gone. */
[[nodiscard]] Result<StampInfo> keptStamp(const QByteArray &answer, const QByteArray &bytes,
                                          const QByteArray &certificates);

} // namespace tocsin
