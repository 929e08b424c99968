#include "models/domain/gates.h"

#include <QSet>
#include <tuple>

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}

struct CountText
{
    const char *code;
    const char *one;
    const char *many;
    const char *where;
};

void addCount(QList<Missing> &list, int n, const CountText &t)
{
    if (n > 0)
        list.append(
            {QString::fromLatin1(t.code), n == 1 ? tr(t.one) : tr(t.many).arg(n), QString::fromLatin1(t.where)});
}

int openObligations(const CloseFacts &f)
{
    int open = 0;
    for (const ObligationFacts &o : f.obligations) {
        open += isOpen(o, f.nowMs) || obligationState(o, f.nowMs) == ObligationState::Proposed ? 1 : 0;
    }
    return open;
}

} // namespace

int openNotKnownItems(const QList<ToldContent> &told, const QSet<std::pair<int, QString>> &finals)
{
    using Item = std::tuple<int, qint64, QString>; // audience, party, code
    QMap<Item, bool> open;
    for (const ToldContent &t : told)
        for (auto it = t.content.begin(); it != t.content.end(); ++it) {
            const Item item{static_cast<int>(t.audience), t.party, it.key()};
            if (it.value() == ContentMark::NotKnownYet)
                open.insert(item, t.phase != NoticePhase::Final);
            else if (it.value() == ContentMark::Given && open.contains(item))
                open.insert(item, false);
        }
    QSet<std::pair<int, QString>> items; // said to many, it is one question still
    for (auto it = open.begin(); it != open.end(); ++it)
        if (it.value() && !finals.contains({std::get<0>(it.key()), std::get<2>(it.key())}))
            items.insert({std::get<0>(it.key()), std::get<2>(it.key())});
    return static_cast<int>(items.size());
}

QList<Missing> missingForClose(const CloseFacts &f)
{
    QList<Missing> list;
    if (f.alreadyClosed || f.ended) {
        list.append({QStringLiteral("already"), tr("The incident has already ended."), QStringLiteral("overview")});
        return list;
    }
    if (!f.closeStageReached)
        list.append(
            {QStringLiteral("stage"), tr("It has not reached Close & Post-mortem."), QStringLiteral("overview")});
    if (f.outcome == Outcome::NotClassified)
        list.append({QStringLiteral("classification"), tr("It is not classified."), QStringLiteral("assessment")});
    if (!f.findings.allKnown())
        list.append({QStringLiteral("impacts"), tr("Not every impact is known; answer what is \"not known yet\"."),
                     QStringLiteral("assessment")});
    if (f.rescissionPending)
        list.append({QStringLiteral("rescission"), tr("A rescission waits for legal."), QStringLiteral("overview")});
    addCount(list, openObligations(f),
             {"obligations", "One obligation is neither met nor withdrawn.",
              "%1 obligations are neither met nor withdrawn.", "notices"});
    addCount(list, f.unsettledMessages,
             {"messages", "One message is queued, failed without a decision, or unsure.",
              "%1 messages are queued, failed without a decision, or unsure.", "notices"});
    addCount(list, f.openNotKnownItems,
             {"not_known", "One item said to be not known yet is still unanswered.",
              "%1 items said to be not known yet are still unanswered.", "notices"});
    addCount(list, f.owedCorrections,
             {"corrections", "One subscription was told and is not affected: a correction is owed.",
              "%1 subscriptions were told and are not affected: corrections are owed.", "notices"});
    addCount(list, f.owedToOthers,
             {"corrections_others", "One other addressee was told of what was rescinded: a correction is owed.",
              "%1 other addressees were told of what was rescinded: corrections are owed.", "notices"});
    addCount(list, f.undecidedTransfers,
             {"transfers", "One data transfer is undecided.", "%1 data transfers are undecided.", "transfers"});
    addCount(list, f.unreturnedTransfers,
             {"transfers_back", "One data transfer is neither returned, destroyed, nor kept with owner and date.",
              "%1 data transfers are neither returned, destroyed, nor kept with owner and date.", "transfers"});
    addCount(list, f.openMeasures,
             {"measures", "One corrective measure has no owner or due date.",
              "%1 corrective measures have no owner or due date.", "postmortem"});
    addCount(list, f.openAttestations,
             {"attestations", "One attested decision is not confirmed.", "%1 attested decisions are not confirmed.",
              "record"});
    if (isDataBreach(f.outcome, f.findings) && !f.postmortemFinished)
        list.append({QStringLiteral("postmortem"), tr("A data breach needs a finished post-mortem."),
                     QStringLiteral("postmortem")});
    return list;
}

} // namespace tocsin
