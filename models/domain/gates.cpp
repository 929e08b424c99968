#include "models/domain/gates.h"

namespace tocsin {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("tocsin::domain", text, nullptr, n);
}

void addCount(QList<Missing> &list, int n, const char *code, const char *text, const char *where)
{
    if (n > 0)
        list.append({QString::fromLatin1(code), tr(text).arg(n), QString::fromLatin1(where)});
}

int openObligations(const CloseFacts &f)
{
    int open = 0;
    for (const ObligationFacts &o : f.obligations) {
        const auto state = obligationState(o, f.nowMs);
        open += isOpen(state) || state == ObligationState::Proposed ? 1 : 0;
    }
    return open;
}

} // namespace

QList<Missing> missingForClose(const CloseFacts &f)
{
    QList<Missing> list;
    if (f.alreadyClosed || f.ended) {
        list.append({QStringLiteral("already"), tr("The incident has already ended."), QStringLiteral("overview")});
        return list;
    }
    if (!f.closeStageReached)
        list.append({QStringLiteral("stage"), tr("It has not reached Close & Post-mortem."), QStringLiteral("overview")});
    if (f.outcome == Outcome::NotClassified)
        list.append({QStringLiteral("classification"), tr("It is not classified."), QStringLiteral("assessment")});
    if (!f.findings.allKnown())
        list.append({QStringLiteral("impacts"), tr("Not every impact is known; answer what is \"not known yet\"."),
                     QStringLiteral("assessment")});
    addCount(list, openObligations(f), "obligations", "%1 obligation(s) neither met nor withdrawn.", "notices");
    addCount(list, f.unsettledMessages, "messages", "%1 message(s) queued, failed without a decision, or unsure.", "notices");
    addCount(list, f.openNotKnownItems, "not_known", "%1 item(s) said to be not known yet still unanswered.", "notices");
    addCount(list, f.undecidedTransfers, "transfers", "%1 data transfer(s) undecided.", "transfers");
    addCount(list, f.unreturnedTransfers, "transfers_back", "%1 data transfer(s) neither returned, destroyed nor kept with owner and date.",
             "transfers");
    addCount(list, f.openMeasures, "measures", "%1 corrective measure(s) without owner or due date.", "postmortem");
    addCount(list, f.openAttestations, "attestations", "%1 attested decision(s) not confirmed.", "record");
    if (isDataBreach(f.outcome, f.findings) && !f.postmortemFinished)
        list.append({QStringLiteral("postmortem"), tr("A data breach needs a finished post-mortem."), QStringLiteral("postmortem")});
    return list;
}

} // namespace tocsin
