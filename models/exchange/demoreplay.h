#pragma once

#include "models/domain/deadlineexception.h"
#include "models/domain/ids.h"
#include "models/domain/notice.h"
#include "models/domain/person.h"
#include "models/domain/transfer.h"
#include "models/exchange/demodata.h"

#include <QHash>

namespace tocsin {

class DemoDirectory;
class Services;
struct Duty;
struct EndingInput;
struct Incident;
struct Obligation;

/** One incident of the demo, told act by act through the services. The clock stands at the act's instant. */
class DemoReplay
{
public:
    DemoReplay(Services &services, DemoDirectory &directory, const QJsonObject &incident, qint64 nowMs,
               QString noticeFolder);

    /** Does one act as its person. The error's detail names the incident and the act. */
    [[nodiscard]] Result<void> tell(const QJsonObject &act);

private:
    using Teller = Result<void> (DemoReplay::*)(const QJsonObject &act);
    [[nodiscard]] static QHash<QString, Teller> tellersOfPapers();
    [[nodiscard]] static const QHash<QString, Teller> &tellers();
    [[nodiscard]] static const QHash<QString, Teller> &dutyTellers();
    /** Those of democlosing.cpp. */
    [[nodiscard]] static QHash<QString, Teller> closingTellers();

    [[nodiscard]] Result<void> record(const QJsonObject &act);
    [[nodiscard]] Result<void> entry(const QJsonObject &act);
    [[nodiscard]] Result<void> strike(const QJsonObject &act);
    [[nodiscard]] Result<void> assess(const QJsonObject &act);
    [[nodiscard]] Result<void> classify(const QJsonObject &act);
    [[nodiscard]] Result<void> wizard(const QJsonObject &act); ///< demowizard.cpp
    [[nodiscard]] Result<void> move(const QJsonObject &act);
    [[nodiscard]] Result<void> takeOver(const QJsonObject &act);
    [[nodiscard]] Result<void> mitigate(const QJsonObject &act);
    [[nodiscard]] Result<void> verifyContainment(const QJsonObject &act);
    [[nodiscard]] Result<void> end(const QJsonObject &act);
    [[nodiscard]] EndingInput ending(const QJsonObject &act) const;
    [[nodiscard]] Result<void> responsibility(const QJsonObject &act);
    [[nodiscard]] Result<void> tuning(const QJsonObject &act);
    [[nodiscard]] Result<void> close(const QJsonObject &act);
    [[nodiscard]] Result<void> reopen(const QJsonObject &act);
    [[nodiscard]] Result<void> scope(const QJsonObject &act);
    [[nodiscard]] Result<void> declare(const QJsonObject &act);
    [[nodiscard]] Result<void> rescind(const QJsonObject &act);
    [[nodiscard]] Result<void> decideRescission(const QJsonObject &act);
    [[nodiscard]] Result<ExceptionAsk> exceptionOf(const QJsonObject &act); ///< demoexceptions.cpp, and three more
    [[nodiscard]] Result<void> except(const QJsonObject &act);
    [[nodiscard]] Result<void> exceptionAsk(const QJsonObject &act);
    [[nodiscard]] Result<void> consult(const QJsonObject &act);
    [[nodiscard]] Result<void> withdraw(const QJsonObject &act);
    [[nodiscard]] Result<void> dataSet(const QJsonObject &act);
    [[nodiscard]] Result<void> part(const QJsonObject &act);
    [[nodiscard]] Result<void> score(const QJsonObject &act);
    [[nodiscard]] Result<void> breachDecision(const QJsonObject &act);
    [[nodiscard]] Result<void> awareness(const QJsonObject &act);
    [[nodiscard]] Result<void> dutyFacts(const QJsonObject &act);
    [[nodiscard]] Result<void> dutyConfirm(const QJsonObject &act);
    [[nodiscard]] Result<void> dutyAdd(const QJsonObject &act);
    [[nodiscard]] Result<void> dutyReject(const QJsonObject &act);
    /** The one that a rule of law, or a term of a contract, proposed. */
    [[nodiscard]] Result<Duty> dutyOf(const QJsonObject &act);
    [[nodiscard]] Result<void> noticeDraft(const QJsonObject &act);
    [[nodiscard]] Result<void> noticeRevise(const QJsonObject &act);
    [[nodiscard]] Result<void> noticeSubmit(const QJsonObject &act);
    [[nodiscard]] Result<void> noticeReturn(const QJsonObject &act);
    [[nodiscard]] Result<void> noticeApprove(const QJsonObject &act);
    [[nodiscard]] Result<void> noticeSend(const QJsonObject &act);
    [[nodiscard]] Result<void> deliver(const QJsonObject &act);
    [[nodiscard]] Result<void> noticeOrder(const QJsonObject &act); ///< demomail.cpp, and two more
    [[nodiscard]] Result<void> noticeCarry(const QJsonObject &act);
    [[nodiscard]] Result<void> noticeCorrect(const QJsonObject &act);
    [[nodiscard]] Result<void> noticeForm(const QJsonObject &act); ///< demoaudience.cpp, and two more
    [[nodiscard]] Result<void> noticeAddressee(const QJsonObject &act);
    [[nodiscard]] Result<void> noticeAnswer(const QJsonObject &act);
    [[nodiscard]] Result<void> postmortemWrite(const QJsonObject &act); ///< democlosing.cpp, and what follows
    [[nodiscard]] Result<void> postmortemSubmit(const QJsonObject &act);
    [[nodiscard]] Result<void> postmortemReview(const QJsonObject &act);
    [[nodiscard]] Result<void> postmortemApprove(const QJsonObject &act);
    [[nodiscard]] Result<void> postmortemComment(const QJsonObject &act);
    [[nodiscard]] Result<void> postmortemAsk(const QJsonObject &act);
    [[nodiscard]] Result<void> postmortemAnswer(const QJsonObject &act);
    [[nodiscard]] Result<void> summaryWrite(const QJsonObject &act);
    [[nodiscard]] Result<void> summaryStay(const QJsonObject &act);
    [[nodiscard]] Result<void> summaryLook(const QJsonObject &act);
    [[nodiscard]] Result<void> summarySubmit(const QJsonObject &act);
    [[nodiscard]] Result<void> summaryApprove(const QJsonObject &act);
    [[nodiscard]] Result<void> measure(const QJsonObject &act);
    [[nodiscard]] Result<void> measureEnd(const QJsonObject &act);
    [[nodiscard]] Result<void> link(const QJsonObject &act);
    [[nodiscard]] Result<void> situation(const QJsonObject &act);
    [[nodiscard]] Result<void> task(const QJsonObject &act);
    [[nodiscard]] Result<void> taskEnd(const QJsonObject &act);
    [[nodiscard]] Result<void> duty(const QJsonObject &act);
    [[nodiscard]] Result<void> place(const QJsonObject &act);

    [[nodiscard]] Result<void> transferAsk(const QJsonObject &act);
    [[nodiscard]] Result<void> transferAnswer(const QJsonObject &act);
    [[nodiscard]] Result<void> transferDecide(const QJsonObject &act);
    [[nodiscard]] Result<void> transferRemark(const QJsonObject &act);
    [[nodiscard]] Result<void> transferMove(const QJsonObject &act);
    [[nodiscard]] Result<void> transferEnd(const QJsonObject &act);

    [[nodiscard]] Result<Transfer> transferOf(const QJsonObject &act) const;
    [[nodiscard]] TransferMoveInput moved(const QJsonObject &act) const;
    [[nodiscard]] QString text(const QJsonObject &act, QLatin1StringView key) const;
    [[nodiscard]] qint64 instant(const QJsonObject &act, QLatin1StringView key) const;
    [[nodiscard]] Attestation attested(const QJsonObject &act, QLatin1StringView who, const QString &words) const;
    [[nodiscard]] NoticeDraft draft(const QJsonObject &act) const;
    /** Version of the incident's head as it stands; 0 if it cannot be read, which the act then reports. */
    [[nodiscard]] int version() const;
    [[nodiscard]] Result<int> noticeVersion(const QJsonObject &act) const;
    [[nodiscard]] Result<int> postmortemVersion() const;
    [[nodiscard]] Result<int> summaryVersion() const;
    [[nodiscard]] Result<Obligation> obligationTo(const QString &customer) const;

    Services *m_services;
    DemoDirectory *m_directory;
    QJsonObject m_data;
    qint64 m_nowMs = 0;
    QString m_noticeFolder;
    IncidentId m_id;
    QHash<QString, EntryId> m_entries;
    QHash<QString, NoticeId> m_notices;
};

} // namespace tocsin
