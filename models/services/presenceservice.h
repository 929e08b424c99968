#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QList>
#include <QString>

namespace tocsin {

class Session;

/** Somebody else who has an incident open. */
struct Present
{
    IncidentId incident;
    PersonId person;
    QString name;
    friend bool operator==(const Present &, const Present &) = default;
};

/** Who has which incident open: no act, and kept no longer than it is true. */
class PresenceService
{
public:
    static constexpr qint64 kStaleMs = 45'000; ///< a window that was not heard of for so long is gone

    explicit PresenceService(Session &session)
        : m_session(session)
    {
    }

    /** This window shows the incident; to be repeated well within kStaleMs. Without an incident it shows none. */
    [[nodiscard]] Result<void> show(const QString &window, IncidentId incident);
    /** What other people have open now, by name. */
    [[nodiscard]] Result<QList<Present>> others();

private:
    Session &m_session;
};

} // namespace tocsin
