#include "models/exchange/bouncereader.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxMessages = 100000;

/** The messages of a mailbox; one file without "From " lines is one message. */
QList<QByteArray> messagesOf(const QByteArray &bytes)
{
    QList<QByteArray> list;
    QByteArray one;
    bool blank = true;
    for (qsizetype from = 0; from < bytes.size() && list.size() < kMaxMessages;) {
        qsizetype end = bytes.indexOf('\n', from);
        end = end < 0 ? bytes.size() : end;
        QByteArray line = bytes.mid(from, end - from);
        from = end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        if (blank && line.startsWith("From ")) {
            if (!one.trimmed().isEmpty())
                list.append(one);
            one.clear();
        } else {
            one += (line.startsWith(">From ") ? line.mid(1) : line) + '\n';
        }
        blank = line.isEmpty();
    }
    if (!one.trimmed().isEmpty())
        list.append(one);
    return list;
}

/** Header lines of a block, joined where they were folded; names in lower case, the first one of each name. */
QHash<QByteArray, QByteArray> fieldsOf(const QByteArray &block)
{
    QHash<QByteArray, QByteArray> fields;
    QByteArray name, value;
    const auto keep = [&] {
        if (!name.isEmpty() && !fields.contains(name))
            fields.insert(name, value.trimmed());
    };
    for (const QByteArray &line : block.split('\n')) {
        if (!line.isEmpty() && (line.front() == ' ' || line.front() == '\t')) {
            value += ' ' + line.trimmed();
            continue;
        }
        keep();
        const qsizetype colon = line.indexOf(':');
        name = colon > 0 ? line.left(colon).trimmed().toLower() : QByteArray();
        value = colon > 0 ? line.mid(colon + 1) : QByteArray();
    }
    keep();
    return fields;
}

QString afterType(const QByteArray &field)
{
    QString text = QString::fromUtf8(field.mid(field.indexOf(';') + 1)).trimmed(); // "rfc822; a@b"
    if (text.startsWith(u'<') && text.endsWith(u'>'))
        text = text.mid(1, text.size() - 2);
    return text.left(300);
}

} // namespace

QList<Bounce> readBounces(const QByteArray &bytes)
{
    static const QRegularExpression ours(u"(?:^|\\n)message-id:\\s*<([^<>\\s]{1,250})>"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    QList<Bounce> bounces;
    for (const QByteArray &message : messagesOf(bytes)) {
        // Blocks are parted by empty lines; those that name a recipient and what was done are the report.
        QList<QHash<QByteArray, QByteArray>> parts;
        QByteArray block;
        for (const QByteArray &line : (message + '\n').split('\n')) {
            if (!line.isEmpty()) {
                block += line + '\n';
                continue;
            }
            if (!block.isEmpty())
                parts.append(fieldsOf(block));
            block.clear();
        }
        if (parts.isEmpty())
            continue;
        const QByteArray outer = parts.first().value("message-id");
        QString ref;
        for (auto it = ours.globalMatch(QString::fromUtf8(message)); it.hasNext();)
            if (const QString id = it.next().captured(1); outer != '<' + id.toUtf8() + '>')
                ref = id; // that of the message that came back
        const QDateTime sent = QDateTime::fromString(QString::fromUtf8(parts.first().value("date")), Qt::RFC2822Date);
        for (const auto &part : std::as_const(parts)) {
            if (!part.contains("final-recipient") || !part.contains("action"))
                continue;
            Bounce b;
            const QByteArray action = part.value("action").toLower();
            if (action != "failed" && action != "delayed")
                continue;
            b.messageRef = ref;
            b.address = afterType(part.value("original-recipient", part.value("final-recipient")));
            b.status = QString::fromUtf8(part.value("status")).section(u' ', 0, 0).left(20);
            b.said = afterType(part.value("diagnostic-code")).simplified();
            if (b.said.isEmpty())
                b.said = b.status;
            b.atMs = sent.isValid() ? sent.toMSecsSinceEpoch() : 0;
            b.permanent = action == "failed" && !b.status.startsWith(u'4');
            bounces.append(b);
        }
    }
    return bounces;
}

} // namespace tocsin
