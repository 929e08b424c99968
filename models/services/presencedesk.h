#pragma once

#include "models/services/presenceservice.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace tocsin {

class Workspace;

/** Tells the others of a shared database which incident each window shows, and knows what they have open. */
class PresenceDesk : public QObject
{
    Q_OBJECT

public:
    explicit PresenceDesk(Workspace &workspace);

    /** The page shows this incident from now on; none: no more. A page that is destroyed shows none. */
    void show(QObject *page, IncidentId incident);
    /** Who else has it open, by name. */
    [[nodiscard]] QStringList others(IncidentId incident) const;
    /** Before the database is closed. */
    void leave();
    /** Somebody opened or left something. */
    void refresh();

Q_SIGNALS:
    void changed();

private:
    struct Window
    {
        QString uuid;
        IncidentId incident;
    };
    void tell(const Window &window);
    void beat();
    void forget();

    Workspace &m_workspace;
    QTimer m_timer;
    QHash<QObject *, Window> m_windows;
    QList<Present> m_others;
    bool m_reading = false;
    bool m_again = false;
};

} // namespace tocsin
