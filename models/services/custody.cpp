#include "models/services/custody.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString utc(qint64 ms)
{
    return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" UTC"_s : u"–"_s;
}

/** Text of a person as plain words in a Markdown document: nothing in it is a mark, nothing hides in it. */
QString plain(const QString &text)
{
    static const QRegularExpression marks(u"([\\\\`*_{}\\[\\]<>#|~&])"_s);
    QString s;
    for (const QChar c : text.simplified())
        s += c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ? QChar(u'\uFFFD') : c;
    if (s.isEmpty())
        return u"–"_s;
    return s.replace(marks, u"\\\\1"_s);
}

/** The same where it stands at the begin of a line, and could begin a list. */
QString plainLine(const QString &text)
{
    static const QRegularExpression begin(u"^(\\d*)([-+.)])"_s);
    return plain(text).replace(begin, u"\\1\\\\2"_s);
}

QString grouped(qint64 n)
{
    return QLocale(QLocale::English).toString(n);
}

QString row(const QString &name, const QString &value)
{
    return u"| **"_s + plain(name) + u"** | "_s + plain(value) + u" |\n"_s;
}

/** A table of two columns; the first pair is its head. */
QString facts(const QList<std::pair<QString, QString>> &pairs)
{
    QString text;
    for (const auto &[name, value] : pairs)
        if (text.isEmpty())
            text = u"| "_s + plain(name) + u" | "_s + plain(value) + u" |\n|---|---|\n"_s;
        else if (!value.trimmed().isEmpty())
            text += row(name, value);
    return text + u'\n';
}

/** Lines to sign on paper. */
QString signatures()
{
    QString text = u"## "_s + tr("Signatures") + u"\n\n| "_s + tr("Who") + u" | "_s + tr("Name") + u" | "_s +
                   tr("Date") + u" | "_s + tr("Signature") + u" |\n|---|---|---|---|\n"_s;
    for (const QString &who : {tr("Handed over by"), tr("Received by"), tr("Returned or destroyed by"), tr("Witness")})
        text += u"| "_s + who +
                u" | .............................. | .................. | .............................. |\n"_s;
    return text + u'\n';
}

QString questionOf(const Transfer &t, const QString &code)
{
    for (const TransferQuestion &q : t.checklist.items)
        if (q.code == code)
            return q.question;
    return code;
}

QString requestText(const TransferDetails &d)
{
    const Transfer &t = d.transfer;
    const TransferInput &in = t.content;
    return u"## "_s + tr("1. What was asked for") + u"\n\n"_s +
           facts(
               {{tr("Request"), tr("Transfer %1 of %2: %3").arg(t.number).arg(d.incidentReference, in.title)},
                {tr("Kind"), nameOf(in.kind)},
                {tr("Asked for by"),
                 t.enteredBy.isEmpty() ? tr("%1, %2").arg(t.requesterName, utc(t.askedMs))
                                       : tr("%1, %2, entered by %3").arg(t.requesterName, utc(t.askedMs), t.enteredBy)},
                {tr("Found"), in.found},
                {tr("Data"), in.what},
                {tr("Kind of data"), d.dataKindName},
                {tr("Amount"), in.amount},
                {tr("Whose"), in.whose},
                {tr("Personal data"), nameOf(in.personal)},
                {tr("Environment"), d.environmentName},
                {tr("From"), in.source},
                {tr("To"), in.destination},
                {tr("Purpose"), in.purpose},
                {tr("Handled by"), in.handlers},
                {tr("Protection"), in.protection},
                {tr("Destruction or return"), in.destruction},
                {tr("Kept until"), in.keepUntilMs > 0 ? utc(in.keepUntilMs) : QString()}});
}

QString answerText(const Transfer &t, const TransferAnswer &a)
{
    QString text = tr("%1, %2: **%3**.").arg(plain(a.legalName), utc(a.atMs), nameOf(a.content.verdict));
    if (!a.enteredBy.isEmpty())
        text +=
            u' ' + tr("Given %1 at %2, entered by %3, in these words: %4")
                       .arg(plain(a.attested.how), utc(a.attested.atMs), plain(a.enteredBy), plain(a.attested.words));
    text += u"\n\n"_s;
    if (!a.content.lines.isEmpty()) {
        text += u"| "_s + tr("Item") + u" | "_s + tr("Answer") + u" | "_s + tr("Remark") + u" |\n|---|---|---|\n"_s;
        for (const ChecklistLine &l : a.content.lines)
            text += u"| "_s + plain(questionOf(t, l.code)) + u" | "_s + nameOf(l.answer) + u" | "_s + plain(l.remark) +
                    u" |\n"_s;
        text += u'\n';
    }
    if (!a.content.goAhead.isEmpty())
        text += tr("It may go ahead nevertheless: %1").arg(plain(a.content.goAhead)) + u"\n\n"_s;
    if (!a.content.remark.isEmpty())
        text += plainLine(a.content.remark) + u"\n\n"_s;
    return text;
}

QString decisionText(const TransferDecisionRow &d)
{
    QString text = tr("%1, %2: **%3**.").arg(plain(d.byName), utc(d.atMs), nameOf(d.content.decision)) + u"\n\n> "_s +
                   plainLine(d.content.words) + u"\n\n"_s;
    if (!d.content.conditions.isEmpty())
        text += tr("Conditions: %1").arg(plain(d.content.conditions)) + u"\n\n"_s;
    if (d.content.validUntilMs > 0)
        text += tr("Valid until %1.").arg(utc(d.content.validUntilMs)) + u"\n\n"_s;
    return text;
}

QString moveText(const TransferMove &m, int number)
{
    QString text = u"### "_s + tr("Move %1").arg(number) + u"\n\n"_s +
                   facts({{tr("Left"), utc(m.content.atMs)},
                          {tr("Moved by"), m.content.carrier},
                          {tr("How"), m.content.how},
                          {tr("Recorded"), tr("%1, %2").arg(m.byName, utc(m.recordedMs))},
                          {tr("Items"), tr("%1, %2 bytes").arg(grouped(m.content.items.size()), grouped(m.totalBytes))},
                          {tr("SHA-256 of the list"), m.listSha256}});
    text +=
        u"| "_s + tr("No.") + u" | "_s + tr("Item") + u" | "_s + tr("Bytes") + u" | SHA-256 |\n|---|---|---|---|\n"_s;
    int n = 0;
    for (const TransferItem &item : m.content.items)
        text += u"| %1 | %2 | %3 | `%4` |\n"_s.arg(++n).arg(
            item.name.isEmpty() ? tr("(name redacted)") : plain(item.name), grouped(item.size), item.sha256);
    text += u'\n';
    if (std::any_of(m.content.items.begin(), m.content.items.end(), [](const auto &i) { return i.name.isEmpty(); }))
        text += tr("The SHA-256 of the list is that of the list as it was recorded, with every name.") + u"\n\n"_s;
    for (const TransferEndRow &e : m.ends) {
        const TransferEndInput &in = e.content;
        text += tr("**%1**, %2, by %3: %4")
                    .arg(nameOf(in.outcome), utc(in.atMs), plain(in.byWhom), plain(asSentence(in.how)));
        if (!in.witness.isEmpty())
            text += u' ' + tr("Witness: %1.").arg(plain(in.witness));
        if (in.outcome == TransferOutcome::Kept)
            text += u' ' + tr("Owner: %1, until %2.").arg(plain(in.owner), utc(in.untilMs));
        text += u' ' + tr("Recorded by %1, %2.").arg(plain(e.byName), utc(e.atMs)) + u"\n\n"_s;
    }
    if (m.isOut())
        text += u"**"_s + tr("Neither returned nor destroyed.") + u"**\n\n"_s;
    return text;
}

} // namespace

QString custodyMarkdown(const TransferDetails &d, const QString &anchor, qint64 nowMs, const QString &madeBy)
{
    const Transfer &t = d.transfer;
    QString text =
        tr("Data transfer %1 of incident %2, %3.").arg(t.number).arg(d.incidentReference, plain(t.content.title)) +
        u"\n\n"_s + tr("State on %1: %2.").arg(utc(nowMs), transferStateText(t, nowMs)) + u"\n\n"_s;
    if (t.content.kind == TransferKind::Breach)
        text += u"**"_s + tr("Breach of procedure: this left production without a written approval.") + u"**\n\n"_s;
    text += requestText(d);
    text += u"## "_s + tr("2. Legal's answer") + u"\n\n"_s;
    if (t.content.kind != TransferKind::Breach)
        text += tr("List: %1, version %2, as it was when the request was made.")
                    .arg(plain(t.checklist.name.isEmpty() ? t.checklist.list : t.checklist.name), t.checklist.version) +
                u"\n\n"_s;
    for (const TransferAnswer &a : d.answers)
        text += answerText(t, a);
    if (d.answers.isEmpty())
        text += tr("None yet.") + u"\n\n"_s;
    text += u"## "_s + tr("3. Written decision of the incident manager") + u"\n\n"_s;
    for (const TransferDecisionRow &r : d.decisions)
        text += decisionText(r);
    if (d.decisions.isEmpty())
        text += tr("None.") + u"\n\n"_s;
    text += u"## "_s + tr("4. What left, and what became of it") + u"\n\n"_s;
    int n = 0;
    for (const TransferMove &m : d.moves)
        text += moveText(m, ++n);
    if (d.moves.isEmpty())
        text += tr("Nothing left under this request.") + u"\n\n"_s;
    if (!d.remarks.isEmpty()) {
        text += u"## "_s + tr("5. Questions and answers on the request") + u"\n\n"_s;
        for (const TransferRemark &r : d.remarks)
            text +=
                u"- "_s + tr("%1, %2, %3: %4").arg(plain(r.byName), utc(r.atMs), nameOf(r.kind), plain(r.text)) + u'\n';
        text += u'\n';
    }
    text += signatures();
    if (!madeBy.isEmpty())
        text += tr("Made by %1 on %2.").arg(plain(madeBy), utc(nowMs)) + u"\n\n"_s;
    if (!anchor.isEmpty())
        text += tr("When this was made the audit record stood at: %1").arg(anchor) + u"\n\n"_s;
    return text +
           tr("Every act above is an entry in the audit record of this database, with its person and the "
              "instant of the database's clock; the SHA-256 of each item was taken when its move was recorded. The "
              "same values are saved as a list, which sha256sum -c checks against the items.") +
           u'\n';
}

namespace {

QJsonValue instant(qint64 ms)
{
    return ms > 0 ? QJsonValue(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonObject answerJson(const Transfer &t, const TransferAnswer &a)
{
    QJsonArray lines;
    for (const ChecklistLine &l : a.content.lines)
        lines.append(QJsonObject{{u"code"_s, l.code},
                                 {u"question"_s, questionOf(t, l.code)},
                                 {u"answer"_s, codeOf(l.answer)},
                                 {u"remark"_s, l.remark}});
    QJsonObject o{
        {u"at"_s, instant(a.atMs)},        {u"legal"_s, a.legalName},       {u"verdict"_s, codeOf(a.content.verdict)},
        {u"goAhead"_s, a.content.goAhead}, {u"remark"_s, a.content.remark}, {u"items"_s, lines}};
    if (!a.enteredBy.isEmpty())
        o.insert(u"attested"_s, QJsonObject{{u"enteredBy"_s, a.enteredBy},
                                            {u"at"_s, instant(a.attested.atMs)},
                                            {u"how"_s, a.attested.how},
                                            {u"words"_s, a.attested.words}});
    return o;
}

QJsonObject moveJson(const TransferMove &m)
{
    QJsonArray items, ends;
    for (const TransferItem &i : m.content.items)
        items.append(QJsonObject{{u"name"_s, i.name}, {u"bytes"_s, i.size}, {u"sha256"_s, i.sha256}});
    for (const TransferEndRow &e : m.ends)
        ends.append(QJsonObject{{u"outcome"_s, codeOf(e.content.outcome)},
                                {u"at"_s, instant(e.content.atMs)},
                                {u"by"_s, e.content.byWhom},
                                {u"how"_s, e.content.how},
                                {u"witness"_s, e.content.witness},
                                {u"owner"_s, e.content.owner},
                                {u"until"_s, instant(e.content.untilMs)},
                                {u"recordedBy"_s, e.byName},
                                {u"recordedAt"_s, instant(e.atMs)}});
    return {{u"at"_s, instant(m.content.atMs)},
            {u"carrier"_s, m.content.carrier},
            {u"how"_s, m.content.how},
            {u"recordedBy"_s, m.byName},
            {u"recordedAt"_s, instant(m.recordedMs)},
            {u"listSha256"_s, m.listSha256},
            {u"items"_s, items},
            {u"ends"_s, ends}};
}

QJsonObject requestJson(const TransferDetails &d)
{
    const Transfer &t = d.transfer;
    const TransferInput &in = t.content;
    return {{u"number"_s, t.number},
            {u"kind"_s, codeOf(in.kind)},
            {u"title"_s, in.title},
            {u"askedBy"_s, t.requesterName},
            {u"enteredBy"_s, t.enteredBy},
            {u"askedAt"_s, instant(t.askedMs)},
            {u"data"_s, in.what},
            {u"dataKind"_s, in.dataKind},
            {u"amount"_s, in.amount},
            {u"whose"_s, in.whose},
            {u"personalData"_s, codeOf(in.personal)},
            {u"environment"_s, in.environment},
            {u"from"_s, in.source},
            {u"to"_s, in.destination},
            {u"purpose"_s, in.purpose},
            {u"handlers"_s, in.handlers},
            {u"protection"_s, in.protection},
            {u"destruction"_s, in.destruction},
            {u"keptUntil"_s, instant(in.keepUntilMs)},
            {u"found"_s, in.found},
            {u"checklist"_s, t.checklist.list},
            {u"checklistVersion"_s, t.checklist.version}};
}

} // namespace

QByteArray custodyJson(const TransferDetails &d, const QString &anchor, qint64 nowMs)
{
    QJsonArray answers, decisions, remarks, moves;
    for (const TransferAnswer &a : d.answers)
        answers.append(answerJson(d.transfer, a));
    for (const TransferDecisionRow &r : d.decisions)
        decisions.append(QJsonObject{{u"at"_s, instant(r.atMs)},
                                     {u"by"_s, r.byName},
                                     {u"decision"_s, codeOf(r.content.decision)},
                                     {u"words"_s, r.content.words},
                                     {u"conditions"_s, r.content.conditions},
                                     {u"validUntil"_s, instant(r.content.validUntilMs)}});
    for (const TransferRemark &r : d.remarks)
        remarks.append(QJsonObject{
            {u"at"_s, instant(r.atMs)}, {u"by"_s, r.byName}, {u"kind"_s, codeOf(r.kind)}, {u"text"_s, r.text}});
    for (const TransferMove &m : d.moves)
        moves.append(moveJson(m));
    const QJsonObject root{{u"schema"_s, u"tocsin/custody/1"_s},
                           {u"incident"_s, d.incidentReference},
                           {u"madeAt"_s, instant(nowMs)},
                           {u"record"_s, anchor},
                           {u"state"_s, codeOf(d.transfer.state)},
                           {u"expired"_s, isExpired(d.transfer, nowMs)},
                           {u"request"_s, requestJson(d)},
                           {u"answers"_s, answers},
                           {u"decisions"_s, decisions},
                           {u"thread"_s, remarks},
                           {u"moves"_s, moves}};
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

QByteArray custodySums(const TransferDetails &d)
{
    QByteArray text;
    for (const TransferMove &m : d.moves)
        text += sha256List(m.content.items);
    return text;
}

} // namespace tocsin
