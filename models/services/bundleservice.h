#pragma once

#include "models/domain/bundle.h"
#include "models/services/recordservice.h"

namespace tocsin {

class Renderer;

/**
 * Bundles for auditors (P11.5): legal releases what leaves, to whom and what for; then the manager who holds the
 * incident, legal or an auditor exports it. Both are acts of each incident in it.
 */
class BundleService
{
public:
    BundleService(Session &session, Renderer *renderer)
        : m_session(session)
        , m_renderer(renderer)
    {
    }

    /** Newest first. */
    [[nodiscard]] Result<QList<BundleRelease>> releases(IncidentId incident);
    /** Legal's, for one bundle; all of these incidents or none. */
    [[nodiscard]] Result<void> release(const QList<IncidentId> &incidents, const QString &recipient,
                                       const QString &purpose);
    /** Writes it, and that it was made into the record. Stopped or failed: no file, no act. */
    [[nodiscard]] Result<BundleMade> make(const BundleRequest &request, const Progress &progress);

    /** A new private key, for the owner to keep. */
    [[nodiscard]] Result<QByteArray> makeKey();
    [[nodiscard]] Result<QString> fingerprint(const QByteArray &key);

private:
    [[nodiscard]] Result<QList<BundleRelease>> checked(const BundleRequest &request);

    Session &m_session;
    Renderer *m_renderer;
};

} // namespace tocsin
