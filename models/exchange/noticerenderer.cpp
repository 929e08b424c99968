#include "models/exchange/noticerenderer.h"

#include "models/domain/mailaddress.h"
#include "models/exchange/noticeeml.h"
#include "models/exchange/noticeletter.h"
#include "models/exchange/plaintext.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qsizetype kLineLimit = 500;
constexpr qsizetype kBodyLimit = 1'000'000;
constexpr qsizetype kListLimit = kBodyLimit; ///< the subscriptions of one customer, of which there may be thousands

tl::unexpected<Error> badLine(const QString &field, const QString &what)
{
    return failure(ErrorKind::Invalid, u"The notice cannot be made: %1 %2."_s.arg(field, what), {}, field);
}

Result<void> checkLine(const QString &field, const QString &text)
{
    const qsizetype most = field == u"subscription" ? kListLimit : kLineLimit;
    if (text.size() > most)
        return badLine(field, u"is longer than %1 characters"_s.arg(most));
    if (const qsizetype at = firstUnsafeInLine(text); at >= 0)
        return badLine(field, u"holds a line break or another control character (U+%1)"_s.arg(
                                  int(text.at(at).unicode()), 4, 16, QChar(u'0')));
    // Nothing encodes it a second time, so a reader would see something else than was approved.
    if (text.contains("=?"_L1))
        return badLine(field, u"holds \"=?\", which mail programs take for an encoding"_s);
    return {};
}

QString hexDigest(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

Result<void> checkNoticeDocument(const NoticeDocument &document)
{
    const std::pair<QString, const QString &> lines[] = {
        {u"reference"_s, document.reference},
        {u"incidentTitle"_s, document.incidentTitle},
        {u"subject"_s, document.subject},
        {u"senderName"_s, document.senderName},
        {u"customerName"_s, document.customerName},
        {u"subscription"_s, document.subscription},
        {u"senderAddress"_s, document.senderAddress},
        {u"messageId"_s, document.messageId},
        {u"textSha256"_s, document.textSha256},
        {u"anchorText"_s, document.anchorText},
    };
    for (const auto &[field, text] : lines)
        if (auto line = checkLine(field, text); !line)
            return line;
    if (document.subject.trimmed().isEmpty())
        return badLine(u"subject"_s, u"is empty"_s);
    if (!isMailAddress(document.senderAddress))
        return badLine(u"senderAddress"_s, u"is not a mail address"_s);
    static const QRegularExpression messageId(
        uR"(\A(?:<[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+>|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+)\z)"_s);
    if (!messageId.match(document.messageId).hasMatch())
        return badLine(u"messageId"_s, u"is not a Message-ID"_s);
    if (document.recipients.isEmpty())
        return badLine(u"recipients"_s, u"are none"_s);
    for (qsizetype i = 0; i < document.recipients.size(); ++i) {
        const QString field = u"recipients[%1]"_s.arg(i);
        if (auto line = checkLine(field, document.recipients.at(i)); !line)
            return line;
        if (document.byMail && !isMailAddress(document.recipients.at(i)))
            return badLine(field, u"is not a mail address"_s);
    }
    if (document.bodyMarkdown.size() > kBodyLimit)
        return badLine(u"bodyMarkdown"_s, u"is longer than %1 characters"_s.arg(kBodyLimit));
    if (document.bodyMarkdown.contains(QChar(u'\0')))
        return badLine(u"bodyMarkdown"_s, u"holds a NUL character"_s);
    return {};
}

Result<RenderedNotice> NoticeRenderer::render(const NoticeDocument &document)
{
    if (auto ok = checkNoticeDocument(document); !ok)
        return tl::unexpected<Error>(ok.error());
    Result<QByteArray> pdf = document.attachLetter ? makeNoticeLetter(document) : QByteArray();
    if (!pdf)
        return tl::unexpected<Error>(pdf.error());
    Result<QByteArray> eml = document.byMail ? makeNoticeEml(document, *pdf) : QByteArray();
    if (!eml)
        return tl::unexpected<Error>(eml.error());
    RenderedNotice rendered;
    rendered.emlSha256 = eml->isEmpty() ? QString() : hexDigest(*eml);
    rendered.pdfSha256 = pdf->isEmpty() ? QString() : hexDigest(*pdf);
    rendered.eml = std::move(*eml);
    rendered.pdf = std::move(*pdf);
    return rendered;
}

Result<QByteArray> NoticeRenderer::renderReport(const ReportDocument &report)
{
    NoticeDocument document;
    document.reference = report.reference;
    document.subject = report.title;
    document.bodyMarkdown = report.bodyMarkdown;
    document.dateMs = report.dateMs;
    document.marking = report.marking;
    document.anchorText = report.footnote;
    for (const auto &[field, text] : {std::pair(u"reference"_s, report.reference),
                                      {u"title"_s, report.title},
                                      {u"marking"_s, report.marking},
                                      {u"footnote"_s, report.footnote}})
        if (auto line = checkLine(field, text); !line)
            return tl::unexpected<Error>(line.error());
    if (report.bodyMarkdown.size() > kBodyLimit)
        return badLine(u"bodyMarkdown"_s, u"is longer than %1 characters"_s.arg(kBodyLimit));
    return makeNoticeLetter(document);
}

} // namespace tocsin
