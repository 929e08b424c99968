#pragma once

#include "models/domain/error.h"
#include "models/services/mailer.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tocsin {

/** A file that goes with a message. */
struct MailAttachment
{
    QString name;
    QByteArray mediaType; ///< "application/pdf"
    QByteArray bytes;
};

/** What a message is made of. */
struct MailMessage
{
    QString fromName;
    QString fromAddress;
    QString to;
    QString subject;
    qint64 dateMs = 0;
    QString messageId;                         ///< with or without angle brackets
    QList<std::pair<QByteArray, QString>> own; ///< further headers; a name is a token, a value may be empty
    QString text;
    QString html; ///< "" for a message of text alone
    QList<MailAttachment> attachments;
};

/**
 * The message as RFC 5322 has it: text, and HTML beside it as an alternative, attachments behind; CR LF line ends,
 * nothing above ASCII. The same input makes the same bytes. Invalid, naming the field, for whatever could reach a
 * header it does not belong to.
 */
[[nodiscard]] Result<QByteArray> makeMailMessage(const MailMessage &message);

/** What a message says in a header, "" if it has none of that name. */
[[nodiscard]] QString mailHeader(const QByteArray &message, const char *name);

/** The same of text alone. */
[[nodiscard]] Result<QByteArray> makePlainMail(const PlainMail &mail);

} // namespace tocsin
