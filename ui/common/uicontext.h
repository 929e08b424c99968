#pragma once

#include "models/domain/ids.h"

#include <QString>
#include <functional>

namespace tocsin {

class ClockTicker;
class ImportFiles;
class OutboxDesk;
class Secrets;
class Workspace;
struct Error;

/** What every page is given by the composition root: no globals. */
struct UiContext
{
    Workspace *workspace = nullptr;
    ClockTicker *ticker = nullptr;
    /** Sends what leaves by mail; null: this window sends nothing. */
    OutboxDesk *outbox = nullptr;
    /** Reads the files people bring; null: nothing is imported here. */
    const ImportFiles *files = nullptr;
    /** Shows an incident; tab is "overview", "timeline", "assessment", "customers", "notices", "postmortem", "record",
     * "record/holds" or empty. */
    std::function<void(IncidentId, const QString &tab)> openIncident;
    /** A short line in the status bar: "Saved 02:41:07". */
    std::function<void(const QString &)> say;
    /** An error that belongs to no field: shown as a banner over the page. */
    std::function<void(const Error &)> showError;
    /** Where passwords and keys of the person are kept; null: nowhere. */
    Secrets *secrets = nullptr;
};

} // namespace tocsin
