#include "models/exchange/demodirectory.h"
#include "models/exchange/demoreplay.h"
#include "models/services/services.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tocsin {

Result<ExceptionAsk> DemoReplay::exceptionOf(const QJsonObject &act)
{
    ExceptionAsk ask;
    ask.ground = act.value("ground"_L1).toString();
    ask.reasoning = text(act, "reasoning"_L1);
    ask.reviewMs = instant(act, "until"_L1);
    for (const QJsonValue &customer : act.value("customers"_L1).toArray()) {
        const auto obligation = obligationTo(customer.toString());
        if (!obligation)
            return tl::unexpected(obligation.error());
        ask.duties.append(obligation->id);
    }
    return ask;
}

Result<void> DemoReplay::except(const QJsonObject &act)
{
    const auto ask = exceptionOf(act);
    if (!ask)
        return tl::unexpected(ask.error());
    return m_services->exceptions.askDecided(
        m_id, *ask,
        {{ExceptionCapacity::Legal,
          attested(act, "legal"_L1, u"Agreed. To be looked at again at the review, not later."_s)},
         {ExceptionCapacity::Executive, attested(act, "executive"_L1, u"Agreed, for this time and no longer."_s)}});
}

Result<void> DemoReplay::exceptionAsk(const QJsonObject &act)
{
    const auto ask = exceptionOf(act);
    if (!ask)
        return tl::unexpected(ask.error());
    const auto asked = m_services->exceptions.ask(m_id, *ask);
    return asked ? Result<void>() : tl::unexpected(asked.error());
}

Result<void> DemoReplay::consult(const QJsonObject &act)
{
    const ConsultationInput in{m_services->session.nowMs(),
                               m_directory->person(act.value("adviser"_L1).toString()).name, text(act, "question"_L1),
                               text(act, "advice"_L1), act.value("privileged"_L1).toBool(true)};
    const auto done = m_services->consultations.add(m_id, in);
    return done ? Result<void>() : tl::unexpected(done.error());
}

} // namespace tocsin
