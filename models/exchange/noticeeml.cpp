#include "models/exchange/noticeeml.h"

#include "models/domain/filename.h"
#include "models/exchange/noticehtml.h"
#include "models/exchange/plaintext.h"
#include "models/mail/mailmessage.h"

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString plainBody(const NoticeDocument &document)
{
    QString text = cleanText(document.bodyMarkdown);
    while (text.endsWith(u'\n'))
        text.chop(1);
    text += u"\n\n-- \n"_s + document.reference + u'\n';
    if (!document.anchorText.isEmpty())
        text += document.anchorText + u'\n';
    return text;
}

} // namespace

Result<QByteArray> makeNoticeEml(const NoticeDocument &document, const QByteArray &pdf)
{
    MailMessage message;
    message.fromName = document.senderName;
    message.fromAddress = document.senderAddress;
    message.to = document.recipients.value(0);
    message.subject = document.subject;
    message.dateMs = document.dateMs;
    message.messageId = document.messageId;
    message.own = {{"X-Tocsin-Reference", document.reference},
                   {"X-Tocsin-Text-SHA256", document.textSha256},
                   {"X-Tocsin-Anchor", document.anchorText}};
    message.text = plainBody(document);
    message.html = noticeHtml(document.subject, document.bodyMarkdown, {document.reference, document.anchorText},
                              document.language);
    if (!pdf.isEmpty())
        message.attachments.append(
            {safeFileName((document.reference.isEmpty() ? u"notice"_s : document.reference) + u".pdf"_s),
             "application/pdf", pdf});
    return makeMailMessage(message);
}

} // namespace tocsin
