#pragma once

#include "models/domain/clock.h"
#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QString>

namespace tocsin {

using ConsultationId = Id<struct ConsultationTag>;

/** What is written down of a consultation with legal (P10.5). */
struct ConsultationInput
{
    qint64 atMs = 0;
    QString adviser;
    QString question;
    QString advice;
    bool privileged = true;
};
[[nodiscard]] Result<void> checkConsultation(const ConsultationInput &input, qint64 nowMs);

struct Consultation
{
    ConsultationId id;
    IncidentId incident;
    int number = 0;
    ConsultationInput content; ///< question and advice are empty where they are withheld
    QString sha256;            ///< over salt and text: who may not read it verifies by this
    qint64 recordedMs = 0;
    QString byName;
    bool withheld = false;
    QString released; ///< legal's reason, once released
    QString releasedBy;
    qint64 releasedMs = 0;
};

} // namespace tocsin

Q_DECLARE_METATYPE(tocsin::ConsultationId)
