#pragma once

#include "models/domain/alertplan.h"

#include <QString>

namespace tocsin {

/**
 * What was told to one person about one database on this installation: a small file outside the database, readable by
 * its owner alone. It holds keys of obligations and instants, no content. Several programs of one person share it.
 */
class AlertStore
{
public:
    /** `folder` is where the files are; by default beside the data. */
    AlertStore(QString databaseUuid, PersonId person, QString folder = {});

    /** What was told before this program started; empty where there is nothing, or nothing that can be read. */
    [[nodiscard]] ShownAlerts load() const;
    /**
     * Writes `now`, and gives back which of `due` are still to be told: not those that another program of this person
     * told since `sinceMs`, after what this one had seen in `before`. With an error all of them are.
     */
    [[nodiscard]] Result<QList<DueAlert>> claim(const QList<DueAlert> &due, const ShownAlerts &before, ShownAlerts now,
                                                qint64 sinceMs) const;
    /** Keeps what was told and acknowledged, with what other programs of this person wrote meanwhile. */
    [[nodiscard]] Result<void> save(const ShownAlerts &shown) const;

    [[nodiscard]] QString path() const;

private:
    [[nodiscard]] Result<void> write(const ShownAlerts &shown) const;

    QString m_folder;
    QString m_name;
};

} // namespace tocsin
