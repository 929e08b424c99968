#pragma once

#include "models/exchange/verisimportreport.h"
#include "models/exchange/verisincident.h"
#include "models/services/services.h"

#include <functional>

namespace tocsin {

/** The key an imported incident is recognised by: "veris:" and its normalised incident_id. */
[[nodiscard]] QString verisExternalRef(const QString &id);

/**
 * Imports VERIS incidents through the ordinary services: one incident, and one transaction, a file. An incident gets
 * entries from the dates of its file, one entry that says where it came from, and what could not be mapped as
 * "veris-unmapped.json"; where that cannot hold all of the file, its own bytes as "veris-original.json". Nobody's
 * judgement is imported: findings stand in that entry, an assessment is made by a person.
 */
class VerisImporter
{
public:
    /** Called before each file; false stops after what is done. */
    using Progress = std::function<bool(int done, int total, const QString &path)>;

    explicit VerisImporter(Services &services)
        : m_services(services)
    {
    }

    [[nodiscard]] VerisImportReport import(const QStringList &paths, const Progress &progress = {});
    /** One file; `trouble` gets an error that ends the whole import (database gone, full, not allowed ...). */
    [[nodiscard]] VerisImportFile importFile(const QString &path, std::optional<Error> *trouble = nullptr);

private:
    [[nodiscard]] Result<IncidentId> store(VerisIncident &incident, const VerisImportFile &file,
                                           const QByteArray &bytes);
    [[nodiscard]] Result<void> keep(IncidentId id, EntryId origin, const QString &name, QByteArray json);

    Services &m_services;
};

} // namespace tocsin
