#pragma once

#include "models/domain/bundle.h"
#include "models/domain/error.h"

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>

namespace tocsin {

/** What a finished bundle is known by. */
struct BundleSeal
{
    QString manifestSha256;
    QString keySha256;
    int files = 0;
    qint64 bytes = 0;
    qint64 stampedMs = 0; ///< 0: it has no time stamp
    QString stampedBy;
};

/** A bundle being written; gone without a trace unless it was committed. */
class BundleFile
{
public:
    BundleFile() = default;
    virtual ~BundleFile() = default;
    BundleFile(const BundleFile &) = delete;
    BundleFile &operator=(const BundleFile &) = delete;

    /** The next file in it; names are of letters, digits, dots, dashes and underscores, parts parted by slashes. */
    [[nodiscard]] virtual Result<void> begin(const QString &name) = 0;
    [[nodiscard]] virtual Result<void> write(const QByteArray &bytes) = 0;
    /**
     * Adds the public key, the manifest of all files, its signature and the time stamp. The field of an Error is
     * "stamp" if it is that which was not to be had. `goOn` is asked while a server is waited for; false stops it.
     */
    [[nodiscard]] virtual Result<BundleSeal> finish(const std::function<bool()> &goOn) = 0;
    /** Puts it in its place; never over another file. */
    [[nodiscard]] virtual Result<void> commit() = 0;
};

/** Port: makes bundles for auditors (P11.5), and the owner's key that signs them. */
class Bundler
{
public:
    Bundler() = default;
    virtual ~Bundler() = default;
    Bundler(const Bundler &) = delete;
    Bundler &operator=(const Bundler &) = delete;

    /** A new private key, Ed25519, PEM. */
    [[nodiscard]] virtual Result<QByteArray> makeKey() = 0;
    /** SHA-256 of the public part, hexadecimal; Invalid if it is no private Ed25519 key. */
    [[nodiscard]] virtual Result<QString> fingerprint(const QByteArray &key) = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<BundleFile>> begin(const QString &path, const QByteArray &key,
                                                                    const StampServer &stamp) = 0;
};

} // namespace tocsin
