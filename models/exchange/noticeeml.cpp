#include "models/exchange/noticeeml.h"

#include "models/domain/filename.h"
#include "models/exchange/plaintext.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrl>

#include <gmime/gmime.h>

#include <memory>
#include <mutex>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

struct Unref
{
    void operator()(void *object) const { g_object_unref(object); }
};
template<class T> using Owned = std::unique_ptr<T, Unref>;

struct FreeOptions
{
    void operator()(GMimeFormatOptions *options) const { g_mime_format_options_free(options); }
};

struct UnrefDate
{
    void operator()(GDateTime *date) const { g_date_time_unref(date); }
};

void initialiseOnce()
{
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

/** The domain in ASCII, as an envelope needs it. */
QByteArray wireAddress(const QString &address)
{
    const qsizetype at = address.lastIndexOf(u'@');
    return address.first(at).toLatin1() + '@' + QUrl::toAce(address.mid(at + 1));
}

QByteArray plainBody(const NoticeDocument &document)
{
    QString text = cleanText(document.bodyMarkdown);
    while (text.endsWith(u'\n'))
        text.chop(1);
    text += u"\n\n-- \n"_s + document.reference + u'\n';
    if (!document.anchorText.isEmpty())
        text += document.anchorText + u'\n';
    return text.toUtf8();
}

Owned<GMimeDataWrapper> wrapped(const QByteArray &bytes)
{
    Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.constData(), size_t(bytes.size())));
    return Owned<GMimeDataWrapper>(g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
}

Owned<GMimePart> textPart(const NoticeDocument &document)
{
    Owned<GMimePart> part(g_mime_part_new_with_type("text", "plain"));
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
    g_mime_part_set_content(part.get(), wrapped(plainBody(document)).get());
    g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return part;
}

Owned<GMimePart> letterPart(const NoticeDocument &document, const QByteArray &pdf)
{
    Owned<GMimePart> part(g_mime_part_new_with_type("application", "pdf"));
    const QString name = safeFileName((document.reference.isEmpty() ? u"notice"_s : document.reference) + u".pdf"_s);
    g_mime_object_set_disposition(GMIME_OBJECT(part.get()), GMIME_DISPOSITION_ATTACHMENT);
    g_mime_part_set_filename(part.get(), name.toUtf8().constData());
    g_mime_part_set_content(part.get(), wrapped(pdf).get());
    g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_BASE64);
    return part;
}

/** Holds "=_", which neither base64 nor quoted-printable can: it never occurs in a part. */
QByteArray boundaryOf(const NoticeDocument &document, const QByteArray &pdf)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(document.messageId.toUtf8());
    hash.addData(pdf);
    return "=_" + hash.result().toHex().first(40);
}

void setHeaders(GMimeMessage *message, const NoticeDocument &document)
{
    const std::unique_ptr<GDateTime, UnrefDate> date(g_date_time_new_from_unix_utc(document.dateMs / 1000));
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, document.senderName.toUtf8().constData(),
                               wireAddress(document.senderAddress).constData());
    for (const QString &recipient : document.recipients)
        g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, nullptr, wireAddress(recipient).constData());
    g_mime_message_set_subject(message, document.subject.toUtf8().constData(), "utf-8");
    g_mime_message_set_date(message, date.get());
    QString id = document.messageId;
    if (id.startsWith(u'<'))
        id = id.mid(1, id.size() - 2);
    g_mime_message_set_message_id(message, id.toUtf8().constData());
    const std::pair<const char *, const QString &> own[] = {{"X-Tocsin-Reference", document.reference},
                                                            {"X-Tocsin-Text-SHA256", document.textSha256},
                                                            {"X-Tocsin-Anchor", document.anchorText}};
    for (const auto &[name, value] : own)
        if (!value.isEmpty())
            g_mime_object_set_header(GMIME_OBJECT(message), name, value.toUtf8().constData(), "utf-8");
}

} // namespace

bool isMailAddress(const QString &address)
{
    static const QRegularExpression shape(
        uR"(\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[^\s@<>()\[\],;:\\"]+\z)"_s);
    if (address.size() > 254 || firstUnsafeInLine(address) >= 0 || !shape.match(address).hasMatch())
        return false;
    const qsizetype at = address.lastIndexOf(u'@');
    const QByteArray domain = QUrl::toAce(address.mid(at + 1));
    static const QRegularExpression host(uR"(\A[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\z)"_s);
    return at <= 64 && host.match(QString::fromLatin1(domain)).hasMatch() && !domain.contains("..");
}

Result<QByteArray> makeNoticeEml(const NoticeDocument &document, const QByteArray &pdf)
{
    initialiseOnce();
    Owned<GMimeMessage> message(g_mime_message_new(TRUE));
    Owned<GMimeMultipart> parts(g_mime_multipart_new_with_subtype("mixed"));
    g_mime_multipart_set_boundary(parts.get(), boundaryOf(document, pdf).constData());
    setHeaders(message.get(), document);
    const auto text = textPart(document);
    const auto letter = letterPart(document, pdf);
    g_mime_multipart_add(parts.get(), GMIME_OBJECT(text.get()));
    g_mime_multipart_add(parts.get(), GMIME_OBJECT(letter.get()));
    g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(parts.get()));

    const std::unique_ptr<GMimeFormatOptions, FreeOptions> options(g_mime_format_options_new());
    g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
    g_mime_format_options_set_param_encoding_method(options.get(), GMIME_PARAM_ENCODING_METHOD_RFC2231);
    Owned<GMimeStream> out(g_mime_stream_mem_new());
    if (g_mime_object_write_to_stream(GMIME_OBJECT(message.get()), options.get(), out.get()) < 0)
        return failure(ErrorKind::Internal, u"The message could not be made."_s, u"g_mime_object_write_to_stream"_s);
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()));
    return QByteArray(reinterpret_cast<const char *>(bytes->data), qsizetype(bytes->len));
}

} // namespace tocsin
