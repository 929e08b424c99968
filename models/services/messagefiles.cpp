#include "models/services/messagefiles.h"

#include "models/domain/mailaddress.h"
#include "models/domain/timeline.h"
#include "models/services/renderer.h"
#include "models/services/session.h"
#include "models/storage/attachmentrepository.h"
#include "models/storage/database.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/outboxrepository.h"

#include <QBuffer>
#include <QCoreApplication>

namespace tocsin {

using namespace Qt::StringLiterals;

NoticeDocument documentOf(const MessageText &text, bool attachLetter)
{
    NoticeDocument d;
    d.reference = text.reference;
    d.subject = text.subject;
    d.bodyMarkdown = text.body;
    d.senderName = text.senderName;
    d.senderAddress = text.senderAddress;
    d.customerName = text.customerName;
    d.subscription = text.subscriptions;
    d.recipients = {text.address};
    d.dateMs = text.dateMs;
    d.messageId = text.messageRef;
    d.textSha256 = text.approvedSha256;
    d.anchorText = text.anchor;
    d.language = text.language;
    d.attachLetter = attachLetter;
    d.byMail = isMailAddress(text.address);
    return d;
}

namespace {

Result<QByteArray> read(Database &db, AttachmentId id)
{
    QByteArray bytes;
    auto done = AttachmentRepository(db).read(id, [&bytes](const QByteArray &chunk) -> Result<void> {
        bytes += chunk;
        return {};
    });
    return done ? Result<QByteArray>(bytes) : tl::unexpected(done.error());
}

Result<void> keep(Database &db, const MessageText &text, MessageId message, const QString &suffix,
                  const QString &mediaType, QByteArray bytes, const QString &sha256)
{
    QBuffer buffer(&bytes);
    (void)buffer.open(QIODevice::ReadOnly);
    const AttachmentValues file{text.incident,
                                {},
                                message,
                                text.reference + u"-%1"_s.arg(message.value) + suffix,
                                mediaType,
                                codeOf(FromProduction::No),
                                {},
                                0};
    auto kept = AttachmentRepository(db).insert(file, bytes.size(), sha256, buffer);
    return kept ? Result<void>() : tl::unexpected(kept.error());
}

} // namespace

Result<MessageFile> MessageFiles::take(MessageId message, bool attachLetter, bool withPdf)
{
    Database &db = m_session.database();
    auto text = OutboxRepository(db).text(message);
    if (!text)
        return tl::unexpected(text.error());
    if (!*text)
        return failure(ErrorKind::NotFound,
                       QCoreApplication::translate("tocsin::services", "What this message says was not kept."));
    const bool byMail = isMailAddress((*text)->address);
    if (!byMail && !withPdf)
        return failure(
            ErrorKind::Invalid,
            QCoreApplication::translate(
                "tocsin::services", "%1 is no address that mail can be sent to: take the letter there, and record it.")
                .arg((*text)->address));
    MessageFile file;
    if ((*text)->eml.isValid()) {
        auto bytes = read(db, (*text)->eml);
        if (!bytes)
            return tl::unexpected(bytes.error());
        file.eml = *bytes;
    }
    if (withPdf && (*text)->pdf.isValid()) {
        auto bytes = read(db, (*text)->pdf);
        if (!bytes)
            return tl::unexpected(bytes.error());
        file.pdf = *bytes;
    }
    const bool needsEml = byMail && file.eml.isEmpty(), needsPdf = withPdf && file.pdf.isEmpty();
    if (!needsEml && !needsPdf)
        return file;
    auto made = m_renderer.render(documentOf(**text, attachLetter || needsPdf));
    if (!made)
        return tl::unexpected(made.error());
    if (auto ok = keepMade(message, **text, *made); !ok)
        return tl::unexpected(ok.error());
    if (needsPdf)
        file.pdf = made->pdf;
    if (needsEml)
        file.eml = made->eml;
    return file;
}

Result<void> MessageFiles::keepMade(MessageId message, const MessageText &text, const RenderedNotice &made)
{
    Database &db = m_session.database();
    auto incident = IncidentRepository(db).byId(text.incident);
    if (!incident)
        return tl::unexpected(incident.error());
    if (db.isReadOnly() || !m_session.require(Right::Send, incident->manager))
        return {};
    return db.write([&]() -> Result<void> {
        auto now = OutboxRepository(db).text(message); // somebody else may have made the same meanwhile
        if (!now)
            return tl::unexpected(now.error());
        if (!made.pdf.isEmpty() && !(*now)->pdf.isValid())
            if (auto ok = keep(db, text, message, u".pdf"_s, u"application/pdf"_s, made.pdf, made.pdfSha256); !ok)
                return ok;
        if (!made.eml.isEmpty() && !(*now)->eml.isValid())
            return keep(db, text, message, u".eml"_s, u"message/rfc822"_s, made.eml, made.emlSha256);
        return {};
    });
}

} // namespace tocsin
