#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QString>

namespace tocsin {

/** A new private key, Ed25519, as PEM (PKCS #8). */
[[nodiscard]] Result<QByteArray> makeBundleKey();
/** The public part of a private key, as PEM; Invalid if it is no Ed25519 key without a password. */
[[nodiscard]] Result<QByteArray> publicKeyOf(const QByteArray &privatePem);
/** SHA-256 of the DER form of a public key, hexadecimal; Invalid if it is none for Ed25519. */
[[nodiscard]] Result<QString> keyFingerprint(const QByteArray &publicPem);
[[nodiscard]] Result<QByteArray> signBytes(const QByteArray &bytes, const QByteArray &privatePem);
[[nodiscard]] bool isSignatureOf(const QByteArray &bytes, const QByteArray &signature, const QByteArray &publicPem);

} // namespace tocsin
