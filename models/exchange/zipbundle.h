#pragma once

#include "models/exchange/stampcarrier.h"
#include "models/services/bundler.h"

#include <QRegularExpression>

namespace tocsin {

inline constexpr QLatin1StringView kManifestName{"MANIFEST.sha256"};
inline constexpr QLatin1StringView kSignatureName{"MANIFEST.sha256.sig"};
inline constexpr QLatin1StringView kPublicKeyName{"public-key.pem"};
inline constexpr QLatin1StringView kStampName{"MANIFEST.tsr"};
inline constexpr QLatin1StringView kAuthorityName{"tsa.pem"};

/** Whether a name is one that a bundle gives: parts of letters, digits, dots, dashes and underscores, none hidden. */
[[nodiscard]] bool isBundleName(const QString &name);

/** Bundles as zip files, each file in the manifest, the manifest signed. */
class ZipBundler : public Bundler
{
public:
    [[nodiscard]] Result<QByteArray> makeKey() override;
    [[nodiscard]] Result<QString> fingerprint(const QByteArray &key) override;
    [[nodiscard]] Result<std::unique_ptr<BundleFile>> begin(const QString &path, const QByteArray &key,
                                                            const StampServer &stamp) override;
    StampLimits limits;
};

} // namespace tocsin
