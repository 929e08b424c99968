#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>
#include <functional>

namespace tocsin {

/** What is not as it was in a bundle; words and order are those of the script that is part of it. */
struct BundleReport
{
    QStringList findings; ///< "changed: INC-0001/timeline.csv" ...; empty: it is whole
    int files = 0;
    qint64 bytes = 0;     ///< of what is in it
    QString keySha256;    ///< of the key it brings
    QJsonObject about;    ///< its bundle.json
    qint64 stampedMs = 0; ///< 0: it has no time stamp, or one that does not hold
    QString stampedBy;
    [[nodiscard]] bool whole() const { return findings.isEmpty(); }
};

/** More than this no bundle has. */
struct BundleLimits
{
    qint64 files = 200000;
    qint64 bytes = 64LL << 30;
    qint64 smallFile = 64LL << 20; ///< of those read as a whole: manifest, key, signature, bundle.json ...
};

/** What was given to the recipient on another way (PEM); empty: what the bundle brings is believed. */
struct BundleTrust
{
    QByteArray publicKey;    ///< the owner's
    QByteArray certificates; ///< of the time-stamp authority
};

/**
 * Checks a bundle without unpacking it: names, manifest, signature, time stamp, the chain of the record and what its
 * entries say. An Error only if the file or what is trusted cannot be read, or it was stopped.
 */
[[nodiscard]] Result<BundleReport> checkBundle(const QString &path, const BundleTrust &trust,
                                               const std::function<bool(qint64 done, qint64 total)> &progress,
                                               const BundleLimits &limits = {});

} // namespace tocsin
