#pragma once

#include "models/domain/classification.h"
#include "models/domain/ids.h"

#include <QList>
#include <QStringList>
#include <optional>

namespace tocsin {

using RunId = Id<struct RunTag>;

/** One answer as given in a run of the classification wizard (P5.5). */
struct RunAnswer
{
    qint64 id = 0;
    QString fact;
    QStringList answers; ///< codes
    QString note;        ///< in the responder's words; without evidence, why there is none
    QList<EntryId> evidence;
    qint64 atMs = 0;
    PersonId by;
    QString byName;

    /** It cites an entry, or says in writing why it cites none (P5.5). */
    [[nodiscard]] bool isGrounded() const { return !evidence.isEmpty() || !note.trimmed().isEmpty(); }
};

/** Who took part in deciding: one of the people of the database, or an engineer by name. */
struct RunParticipant
{
    PersonId person;
    QString name;
    friend bool operator==(const RunParticipant &, const RunParticipant &) = default;
};

/** How a run ended. */
struct RunFinish
{
    qint64 atMs = 0;
    QString byName;
    bool setAside = false; ///< without a result
    bool ended = false;    ///< the incident ended with it
    Outcome proposed = Outcome::NotClassified;
    QString rule; ///< code of the rule that proposed it
    QString ruleVersion;
    QString reasons; ///< the facts that led there, in words
    Outcome chosen = Outcome::NotClassified;
    PersonalData personalData = PersonalData::NotKnown;
    QString chosenReason; ///< why another than the proposed one, or why it was set aside
    QStringList counted;  ///< the facts that were asked: each answer has its evidence, or the reason why there is none
};

/** One run of the classification wizard: a version of the classification, kept whole (P5.5). */
struct ClassificationRun
{
    RunId id;
    IncidentId incident;
    int number = 0; ///< from 1, within the incident
    RunId former;   ///< the run it began from
    QString ruleVersion;
    qint64 startedMs = 0;
    QString startedBy;
    QList<RunAnswer> answers; ///< the last one to each fact, in the order given
    QList<RunAnswer> earlier; ///< those they took the place of, oldest first
    QList<RunParticipant> participants;
    std::optional<RunFinish> finish; ///< nothing: in progress

    [[nodiscard]] const RunAnswer *answer(const QString &fact) const
    {
        for (const RunAnswer &a : answers)
            if (a.fact == fact)
                return &a;
        return nullptr;
    }
    [[nodiscard]] bool isOpen() const { return !finish.has_value(); }
};

} // namespace tocsin
