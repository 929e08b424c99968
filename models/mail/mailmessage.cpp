#include "models/mail/mailmessage.h"

#include "models/domain/mailaddress.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>

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

void initialiseGmime()
{
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

QString bare(const QString &messageId)
{
    return messageId.startsWith(u'<') ? messageId.mid(1, messageId.size() - 2) : messageId;
}

tl::unexpected<Error> bad(const QString &field)
{
    return failure(ErrorKind::Invalid,
                   QCoreApplication::translate("tocsin::mail", "The message cannot be made: its %1 cannot stand in a "
                                                               "header.")
                       .arg(field),
                   {}, field);
}

Result<void> check(const MailMessage &m)
{
    static const QRegularExpression id(uR"(\A[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+\z)"_s);
    static const QRegularExpression token(uR"(\A[A-Za-z0-9-]+\z)"_s);
    if (hasControl(m.fromName))
        return bad(u"fromName"_s);
    if (!isMailAddress(m.fromAddress))
        return bad(u"fromAddress"_s);
    if (!isMailAddress(m.to))
        return bad(u"to"_s);
    if (hasControl(m.subject))
        return bad(u"subject"_s);
    if (!id.match(bare(m.messageId)).hasMatch())
        return bad(u"messageId"_s);
    for (const auto &[name, value] : m.own)
        if (!token.match(QString::fromLatin1(name)).hasMatch() || hasControl(value))
            return bad(QString::fromLatin1(name));
    for (const MailAttachment &a : m.attachments)
        if (hasControl(a.name) || a.mediaType.count('/') != 1)
            return bad(u"attachment"_s);
    return {};
}

Owned<GMimeDataWrapper> wrapped(const QByteArray &bytes)
{
    Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.constData(), size_t(bytes.size())));
    return Owned<GMimeDataWrapper>(g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
}

Owned<GMimePart> textPart(const char *subtype, const QString &text)
{
    Owned<GMimePart> part(g_mime_part_new_with_type("text", subtype));
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
    g_mime_part_set_content(part.get(), wrapped(text.toUtf8()).get());
    g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return part;
}

Owned<GMimePart> filePart(const MailAttachment &file)
{
    const QList<QByteArray> type = file.mediaType.split('/');
    Owned<GMimePart> part(g_mime_part_new_with_type(type.first().constData(), type.last().constData()));
    g_mime_object_set_disposition(GMIME_OBJECT(part.get()), GMIME_DISPOSITION_ATTACHMENT);
    g_mime_part_set_filename(part.get(), file.name.toUtf8().constData());
    g_mime_part_set_content(part.get(), wrapped(file.bytes).get());
    g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_BASE64);
    return part;
}

/** Holds "=_", which neither base64 nor quoted-printable can: it never occurs in a part. */
QByteArray boundaryOf(const MailMessage &m, const QByteArray &what)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(what);
    hash.addData(m.messageId.toUtf8());
    for (const MailAttachment &a : m.attachments)
        hash.addData(a.bytes);
    return "=_" + hash.result().toHex().first(40);
}

Owned<GMimeMultipart> multipart(const MailMessage &m, const char *subtype)
{
    Owned<GMimeMultipart> parts(g_mime_multipart_new_with_subtype(subtype));
    g_mime_multipart_set_boundary(parts.get(), boundaryOf(m, subtype).constData());
    return parts;
}

void setHeaders(GMimeMessage *message, const MailMessage &m)
{
    const std::unique_ptr<GDateTime, UnrefDate> date(g_date_time_new_from_unix_utc(m.dateMs / 1000));
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, m.fromName.toUtf8().constData(),
                               wireAddress(m.fromAddress).constData());
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, nullptr, wireAddress(m.to).constData());
    g_mime_message_set_subject(message, m.subject.toUtf8().constData(), "utf-8");
    g_mime_message_set_date(message, date.get());
    g_mime_message_set_message_id(message, bare(m.messageId).toUtf8().constData());
    for (const auto &[name, value] : m.own)
        if (!value.isEmpty())
            g_mime_object_set_header(GMIME_OBJECT(message), name.constData(), value.toUtf8().constData(), "utf-8");
}

/** The text, alone or with its HTML. */
Owned<GMimeObject> body(const MailMessage &m)
{
    auto text = textPart("plain", m.text);
    if (m.html.isEmpty())
        return Owned<GMimeObject>(GMIME_OBJECT(text.release()));
    auto both = multipart(m, "alternative");
    const auto html = textPart("html", m.html);
    g_mime_multipart_add(both.get(), GMIME_OBJECT(text.get()));
    g_mime_multipart_add(both.get(), GMIME_OBJECT(html.get()));
    return Owned<GMimeObject>(GMIME_OBJECT(both.release()));
}

} // namespace

Result<QByteArray> makeMailMessage(const MailMessage &m)
{
    if (auto ok = check(m); !ok)
        return tl::unexpected(ok.error());
    initialiseGmime();
    Owned<GMimeMessage> message(g_mime_message_new(TRUE));
    setHeaders(message.get(), m);
    auto content = body(m);
    if (!m.attachments.isEmpty()) {
        auto mixed = multipart(m, "mixed");
        g_mime_multipart_add(mixed.get(), content.get());
        for (const MailAttachment &file : m.attachments)
            g_mime_multipart_add(mixed.get(), GMIME_OBJECT(filePart(file).get()));
        content.reset(GMIME_OBJECT(mixed.release()));
    }
    g_mime_message_set_mime_part(message.get(), content.get());

    const std::unique_ptr<GMimeFormatOptions, FreeOptions> options(g_mime_format_options_new());
    g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
    g_mime_format_options_set_param_encoding_method(options.get(), GMIME_PARAM_ENCODING_METHOD_RFC2231);
    Owned<GMimeStream> out(g_mime_stream_mem_new());
    if (g_mime_object_write_to_stream(GMIME_OBJECT(message.get()), options.get(), out.get()) < 0)
        return failure(ErrorKind::Internal,
                       QCoreApplication::translate("tocsin::mail", "The message could not be made."),
                       u"g_mime_object_write_to_stream"_s);
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()));
    return QByteArray(reinterpret_cast<const char *>(bytes->data), qsizetype(bytes->len));
}

QString mailHeader(const QByteArray &message, const char *name)
{
    initialiseGmime();
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(message.constData(), size_t(message.size())));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> parsed(g_mime_parser_construct_message(parser.get(), nullptr));
    return parsed ? QString::fromUtf8(g_mime_object_get_header(GMIME_OBJECT(parsed.get()), name)) : QString();
}

Result<QByteArray> makePlainMail(const PlainMail &mail)
{
    MailMessage m;
    m.fromName = mail.fromName;
    m.fromAddress = mail.fromAddress;
    m.to = mail.to;
    m.subject = mail.subject;
    m.dateMs = mail.dateMs;
    m.messageId = mail.messageId;
    m.text = mail.text;
    m.own = {{"Auto-Submitted", QStringLiteral("auto-generated")}};
    return makeMailMessage(m);
}

} // namespace tocsin
