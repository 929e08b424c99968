#include "app/commands/verification.h"

#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/interrupt.h"

#include <QJsonArray>
#include <QLocale>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString number(qint64 n)
{
    return QLocale(QLocale::English).toString(n);
}

QString lineOf(const Finding &finding)
{
    QStringList where;
    if (finding.seq > 0)
        where << CommandOutput::tr("entry %1").arg(finding.seq);
    if (!finding.table.isEmpty())
        where << (finding.rowId > 0 ? u"%1 %2"_s.arg(finding.table).arg(finding.rowId) : finding.table);
    const QString place = where.isEmpty() ? QString() : u" ["_s + where.join(u", "_s) + u']';
    return forTerminal(u"%1: %2%3"_s.arg(finding.check, finding.text, place));
}

QJsonObject anchorJson(const Anchor &anchor)
{
    return {{u"seq"_s, anchor.seq},
            {u"hash"_s, anchor.hash},
            {u"seenMs"_s, anchor.seenMs},
            {u"databaseUuid"_s, anchor.databaseUuid}};
}

} // namespace

Result<VerificationReport> verifyDatabase(CommandDatabase &database, const QList<Anchor> &anchors)
{
    const Interrupt interrupt;
    ProgressLine progress;
    return database.services().record.verify(anchors, [&](qint64 done, qint64 total) {
        progress.show(done, total);
        return !Interrupt::wanted();
    });
}

QStringList verificationLines(const VerificationReport &report, qsizetype anchorsGiven)
{
    QStringList lines{CommandOutput::tr("Looked at %1 entries, %2 rows, %3 rows of bulk acts, %4 attachments in %5 ms.")
                          .arg(number(report.entries), number(report.rows), number(report.bulkRows),
                               number(report.attachments), number(report.tookMs)),
                      CommandOutput::tr("Last link: %1 %2").arg(report.head.seq).arg(report.head.hash),
                      anchorsGiven == 0
                          ? CommandOutput::tr("No earlier link of this record is known here; one is kept from now on.")
                          : CommandOutput::tr("Earlier links that were kept outside the database: %1 of %2 hold.")
                                .arg(report.heldAnchors.size())
                                .arg(anchorsGiven)};
    if (report.withheld > 0)
        lines << CommandOutput::tr(
                     "The content of %1 entries is not yours to read: their place in the record was verified, "
                     "not what they say.")
                     .arg(number(report.withheld));
    for (const RedactedContent &content : report.redactions)
        lines << forTerminal(content.sentence());
    for (const Finding &finding : report.findings)
        lines << lineOf(finding);
    const auto unlisted = std::ranges::count(report.findings, u"more"_s, &Finding::check);
    lines << (report.clean()
                  ? CommandOutput::tr("The record is whole.")
                  : (unlisted > 0
                         ? CommandOutput::tr(
                               "More than %1 findings. The record was changed past Tocsin, or is damaged.")
                         : CommandOutput::tr("%1 findings. The record was changed past Tocsin, or is damaged."))
                        .arg(number(report.findings.size() - unlisted)));
    return lines;
}

QJsonObject verificationJson(const VerificationReport &report, qsizetype anchorsGiven)
{
    QJsonArray findings;
    for (const Finding &f : report.findings)
        findings.append(QJsonObject{{u"check"_s, f.check},
                                    {u"seq"_s, f.seq},
                                    {u"table"_s, f.table},
                                    {u"rowId"_s, f.rowId},
                                    {u"text"_s, f.text}});
    QJsonArray redactions;
    for (const RedactedContent &r : report.redactions)
        redactions.append(QJsonObject{{u"reference"_s, r.reference},
                                      {u"number"_s, r.number},
                                      {u"what"_s, r.what},
                                      {u"ground"_s, codeOf(r.ground)},
                                      {u"reason"_s, r.reason},
                                      {u"legal"_s, r.legalName},
                                      {u"incidentManager"_s, r.managerName},
                                      {u"carriedOutAt"_s, isoValue(r.atMs)},
                                      {u"values"_s, r.values},
                                      {u"cleaned"_s, r.cleaned},
                                      {u"text"_s, r.sentence()}});
    QJsonArray held;
    for (const Anchor &anchor : report.heldAnchors)
        held.append(anchorJson(anchor));
    return {{u"clean"_s, report.clean()},
            {u"entries"_s, report.entries},
            {u"rows"_s, report.rows},
            {u"bulkRows"_s, report.bulkRows},
            {u"withheld"_s, report.withheld},
            {u"attachments"_s, report.attachments},
            {u"verifiedAt"_s, isoValue(report.atMs)},
            {u"verifiedMs"_s, report.atMs},
            {u"tookMs"_s, report.tookMs},
            {u"head"_s, anchorJson(report.head)},
            {u"anchorsGiven"_s, anchorsGiven},
            {u"heldAnchors"_s, held},
            {u"redactions"_s, redactions},
            {u"findings"_s, findings}};
}

} // namespace tocsin
