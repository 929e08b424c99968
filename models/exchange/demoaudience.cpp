// Who a demo notice goes to beside the rule, what its form says, and what comes back on it.
#include "models/exchange/demodirectory.h"
#include "models/exchange/demoreplay.h"
#include "models/services/services.h"

using namespace Qt::StringLiterals;

namespace tocsin {

/** Fills the authority's form from the incident, and adds what the act says. */
Result<void> DemoReplay::noticeForm(const QJsonObject &act)
{
    const NoticeId id = m_notices.value(act.value("notice"_L1).toString());
    const auto details = m_services->notices.details(id);
    auto answers = m_services->notices.formAnswers(id);
    if (!details || !answers)
        return tl::unexpected(details ? answers.error() : details.error());
    const QJsonObject said = act.value("answers"_L1).toObject();
    for (auto it = said.begin(); it != said.end(); ++it)
        answers->insert(it.key(), demoText(it.value().toString(), m_nowMs));
    NoticeDraft draft = details->text.draft;
    draft.form = *answers;
    return m_services->notices.saveText(id, details->notice.version, draft);
}

Result<void> DemoReplay::noticeAddressee(const QJsonObject &act)
{
    NamedAddressee a;
    a.kind = fromCode<AddresseeKind>(act.value("kind"_L1).toString()).value_or(AddresseeKind::Contact);
    a.customer = m_directory->customer(act.value("customer"_L1).toString());
    a.name = text(act, "name"_L1);
    a.address = act.value("address"_L1).toString();
    a.country = act.value("country"_L1).toString();
    a.added = !act.value("out"_L1).toBool();
    a.reason = text(act, "reason"_L1);
    return m_services->audience.change(m_notices.value(act.value("notice"_L1).toString()), a);
}

Result<void> DemoReplay::noticeAnswer(const QJsonObject &act)
{
    Matter m;
    m.notice = m_notices.value(act.value("notice"_L1).toString());
    m.kind = fromCode<MatterKind>(act.value("kind"_L1).toString()).value_or(MatterKind::Reply);
    m.customer = m_directory->customer(act.value("customer"_L1).toString());
    m.who = text(act, "who"_L1);
    m.reference = act.value("reference"_L1).toString();
    m.words = text(act, "words"_L1);
    m.atMs = m_services->session.nowMs();
    if (act.contains("due"_L1)) {
        const Person owner = m_directory->person(act.value("owner"_L1).toString());
        m.owner = owner.id;
        m.ownerName = owner.name;
        m.dueMs = instant(act, "due"_L1);
    }
    const auto id = m_services->matters.add(m);
    return id ? Result<void>() : tl::unexpected(id.error());
}

} // namespace tocsin
