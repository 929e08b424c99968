#pragma once

#include "models/domain/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace tocsin {

/** The demo data of the product (resources/demo), as it is told: instants are offsets from now. */
struct DemoData
{
    QJsonObject provider;
    QJsonArray people;
    QJsonArray services;
    QJsonArray customers;
    QList<QJsonObject> incidents; ///< by number

    /** What this program came with. Internal, naming the file, if one of them is broken. */
    [[nodiscard]] static Result<DemoData> load();
};

/** The ms in an offset such as "-3d4h12m"; nothing if it is none. */
[[nodiscard]] std::optional<qint64> demoOffsetMs(const QString &offset);

/**
 * The text with its instants filled in: "{{t:-3h}}" becomes day and minute in UTC, "{{d:+9d}}" the day, "{{iso:-3h}}"
 * the form of log files.
 */
[[nodiscard]] QString demoText(const QString &text, qint64 nowMs);

} // namespace tocsin
