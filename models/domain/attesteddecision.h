#pragma once

#include "models/domain/incident.h"
#include "models/domain/person.h"

namespace tocsin {

/** Which act was written down for somebody else (P13.5). */
enum class AttestedAct { Exception, Checklist, Notice, Rescission, Obligation, Scope, Postmortem, Summary };
template<> std::span<const EnumEntry<AttestedAct>> enumTable<AttestedAct>();

enum class AttestationAnswer { Open, Confirmed, Disowned };
template<> std::span<const EnumEntry<AttestationAnswer>> enumTable<AttestationAnswer>();

/** Confirmed or disowned by log-in within this time; after it, it alarms. */
constexpr qint64 kConfirmWithinMs = kDayMs;

/** A decision given by telephone or mail, as it was written down, and what the person said of it since. */
struct AttestedDecision
{
    AttestedAct act = AttestedAct::Notice;
    qint64 id = 0;
    IncidentId incident;
    QString reference;  ///< of the incident
    qint64 subject = 0; ///< the exception, transfer, notice, request or obligation that it decided about
    QString what;       ///< "approved: Exception 1", in words
    PersonId by;
    QString byName;
    QString enteredBy;
    qint64 enteredMs = 0;
    Attestation attested;
    AttestationAnswer answer = AttestationAnswer::Open;
    QString answerWords;

    [[nodiscard]] qint64 dueMs() const { return enteredMs + kConfirmWithinMs; }
};

} // namespace tocsin
