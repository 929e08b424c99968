#pragma once

#include "models/domain/ids.h"

#include <QList>
#include <QString>

namespace tocsin {

/** That legal lets one bundle of an incident go to somebody for a purpose (P11.5). */
struct BundleRelease
{
    qint64 id = 0;
    IncidentId incident;
    QString recipient;
    QString purpose;
    QString byName;
    qint64 atMs = 0;
    bool used = false; ///< a bundle was made of it
};

/** What is not in a bundle although it belongs to an incident in it, and why. */
struct LeftOut
{
    QString incident; ///< its reference
    QString what;
    QString reason;
};

/** Who gives a bundle its time stamp (RFC 3161). */
struct StampServer
{
    QString url;             ///< https; empty: the bundle gets none
    QByteArray certificates; ///< that are trusted (PEM); empty: those of the system
};

/** What a bundle is to hold, for whom, and where it goes. */
struct BundleRequest
{
    QList<IncidentId> incidents;
    QString recipient;
    QString purpose;
    QString path;      ///< a new file
    QByteArray ownKey; ///< private Ed25519 key that signs it, PEM
    QString program;   ///< what made it: "Tocsin 0.1.0"
    StampServer stamp{};
};

/** A bundle that was made. */
struct BundleMade
{
    QString uuid;
    QString path;
    QString manifestSha256;
    QString keySha256; ///< fingerprint of the public key: SHA-256 of its DER form
    int files = 0;
    qint64 bytes = 0; ///< of the file
    QList<LeftOut> leftOut;
    qint64 recordSeq = 0; ///< where the record stood
    QString recordHash;
    qint64 stampedMs = 0; ///< 0: without a time stamp
    QString stampedBy;
};

} // namespace tocsin
