#include "models/exchange/demoreplay.h"

#include "models/exchange/demodirectory.h"
#include "models/services/services.h"

// The part of DemoReplay that goes through the classification wizard (P5.5).

using namespace Qt::StringLiterals;

namespace tocsin {

Result<void> DemoReplay::wizard(const QJsonObject &act)
{
    const auto run = m_services->classifications.begin(m_id);
    if (!run)
        return tl::unexpected(run.error());
    for (const QJsonValue &value : act.value("answers"_L1).toArray()) {
        const QJsonObject object = value.toObject();
        AnswerInput input;
        input.fact = object.value("fact"_L1).toString();
        for (const QJsonValue &answer : object.value("answers"_L1).toArray())
            input.answers << answer.toString();
        input.note = text(object, "note"_L1);
        for (const QJsonValue &cited : object.value("cites"_L1).toArray())
            input.evidence << m_entries.value(cited.toString());
        if (auto done = m_services->classifications.answer(m_id, *run, input); !done)
            return done;
    }
    for (const QJsonValue &who : act.value("participants"_L1).toArray()) {
        const Person person = m_directory->person(who.toString());
        const RunParticipant participant{person.id, person.id.isValid() ? person.name : who.toString()};
        if (auto done = m_services->classifications.setParticipant(m_id, *run, participant, true); !done)
            return done;
    }
    if (!act.contains("outcome"_L1))
        return {}; // goes on later
    FinishInput input;
    input.chosen = fromCode<Outcome>(act.value("outcome"_L1).toString()).value_or(Outcome::NotClassified);
    input.reason = text(act, "reason"_L1);
    input.ending = ending(act);
    return m_services->classifications.finish(m_id, *run, version(), input);
}

} // namespace tocsin
