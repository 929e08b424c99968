// The part of a demo incident that is written: notices.
#include "models/exchange/demodirectory.h"
#include "models/exchange/demoreplay.h"
#include "models/services/services.h"

using namespace Qt::StringLiterals;

namespace tocsin {

NoticeDraft DemoReplay::draft(const QJsonObject &act) const
{
    NoticeDraft draft;
    draft.subject = text(act, "subject"_L1);
    draft.body = text(act, "body"_L1);
    const QJsonObject content = act.value("content"_L1).toObject();
    for (auto it = content.begin(); it != content.end(); ++it)
        draft.content.insert(it.key(),
                             it.value().toString() == u"given" ? ContentMark::Given : ContentMark::NotKnownYet);
    return draft;
}

Result<int> DemoReplay::noticeVersion(const QJsonObject &act) const
{
    const NoticeId id = m_notices.value(act.value("notice"_L1).toString());
    const auto details = m_services->notices.details(id);
    if (!details)
        return tl::unexpected(details.error());
    return details->notice.version;
}

Result<void> DemoReplay::noticeDraft(const QJsonObject &act)
{
    const auto audience = fromCode<Audience>(act.value("audience"_L1).toString()).value_or(Audience::Customers);
    const auto phase = fromCode<NoticePhase>(act.value("phase"_L1).toString()).value_or(NoticePhase::First);
    const auto id = m_services->notices.start(m_id, audience, phase, draft(act));
    if (!id)
        return tl::unexpected(id.error());
    m_notices.insert(act.value("notice"_L1).toString(), *id);
    return {};
}

Result<void> DemoReplay::noticeRevise(const QJsonObject &act)
{
    return noticeVersion(act).and_then([&](int seen) {
        return m_services->notices.saveText(m_notices.value(act.value("notice"_L1).toString()), seen, draft(act));
    });
}

Result<void> DemoReplay::noticeSubmit(const QJsonObject &act)
{
    return noticeVersion(act).and_then(
        [&](int seen) { return m_services->notices.submit(m_notices.value(act.value("notice"_L1).toString()), seen); });
}

Result<void> DemoReplay::noticeReturn(const QJsonObject &act)
{
    const QString remark = text(act, "remark"_L1);
    return noticeVersion(act).and_then([&](int seen) {
        return m_services->notices.returnToAuthor(m_notices.value(act.value("notice"_L1).toString()), seen, remark,
                                                  attested(act, "attestedBy"_L1, remark));
    });
}

Result<void> DemoReplay::noticeApprove(const QJsonObject &act)
{
    return noticeVersion(act).and_then([&](int seen) {
        return m_services->notices.approve(m_notices.value(act.value("notice"_L1).toString()), seen,
                                           attested(act, "attestedBy"_L1, text(act, "remark"_L1)));
    });
}

Result<void> DemoReplay::noticeSend(const QJsonObject &act)
{
    return noticeVersion(act).and_then([&](int seen) -> Result<void> {
        const NoticeId id = m_notices.value(act.value("notice"_L1).toString());
        const QString recipient = text(act, "recipient"_L1); // of a notice to one addressee
        const auto sent = recipient.isEmpty() ? m_services->notices.send(id, seen, m_noticeFolder)
                                              : m_services->notices.sendTo(id, seen, m_noticeFolder, recipient,
                                                                           act.value("address"_L1).toString());
        return sent ? Result<void>() : Result<void>(tl::unexpected(sent.error()));
    });
}

Result<void> DemoReplay::deliver(const QJsonObject &act)
{
    const auto details = m_services->notices.details(m_notices.value(act.value("notice"_L1).toString()));
    if (!details)
        return tl::unexpected(details.error());
    for (const MessageRow &message : details->messages) {
        if (message.reached)
            continue;
        const DeliveryInput input{act.value("means"_L1).toString(), instant(act, "at"_L1), text(act, "proof"_L1), true};
        if (auto done = m_services->notices.recordDelivery(message.id, input); !done)
            return done;
    }
    return {};
}

} // namespace tocsin
