#pragma once

#include "models/exchange/demodata.h"

#include <functional>

namespace tocsin {

class ManualClock;
class Services;

/** What the demo put into a database. */
struct DemoReport
{
    int people = 0;
    int customers = 0;
    int subscriptions = 0;
    int incidents = 0;
    int acts = 0;
};

/**
 * Tells the demo's story through the ordinary services: every act by its person at its instant, in order over all
 * incidents, so that the record reads as if it had happened. One transaction: all of it or nothing.
 */
class DemoSeeder
{
public:
    /** acts done of all; false stops and leaves the database as it was. */
    using Progress = std::function<bool(int done, int total)>;

    /** The clock must be the database's own; notices that are sent are written to the folder. */
    DemoSeeder(Services &services, ManualClock &clock, QString noticeFolder);

    /** Earlier than everything told: set the clock to it before the database is made, so that its record rises. */
    [[nodiscard]] static qint64 startMs(qint64 nowMs);
    /** The one whose desk the demo shows: give this name to the first person of a new database. */
    [[nodiscard]] static QString viewerName();

    /** Leaves the clock at nowMs and the actor as it was, or the viewer if there was none. Canceled, or the error of
     *  the service that refused; its detail names the incident and the act. */
    [[nodiscard]] Result<DemoReport> seed(qint64 nowMs, const Progress &progress = {});

private:
    Services &m_services;
    ManualClock &m_clock;
    QString m_noticeFolder;
};

} // namespace tocsin
