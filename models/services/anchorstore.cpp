#include "models/services/anchorstore.h"

#include "models/services/datafolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kLockWaitMs = 2000;
constexpr qint64 kTailBytes = 4096; ///< some twenty lines
constexpr qint64 kMostBytes = 16LL * 1024 * 1024;
constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

struct Line
{
    Anchor anchor;
    bool isRestore = false;
    QByteArray bytes;
};

QByteArray lineOf(const Anchor &anchor, bool isRestore)
{
    QJsonObject object{{u"databaseUuid"_s, anchor.databaseUuid},
                       {u"hash"_s, anchor.hash},
                       {u"seenMs"_s, anchor.seenMs},
                       {u"seq"_s, anchor.seq}};
    if (isRestore)
        object.insert(u"event"_s, u"restored"_s);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QList<Line> linesIn(const QByteArray &bytes)
{
    QList<Line> lines;
    for (const QByteArray &raw : bytes.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(raw).object();
        Line line;
        line.anchor.seq = object.value("seq"_L1).toInteger();
        line.anchor.hash = object.value("hash"_L1).toString();
        line.anchor.seenMs = object.value("seenMs"_L1).toInteger();
        line.anchor.databaseUuid = object.value("databaseUuid"_L1).toString();
        line.isRestore = object.value("event"_L1).toString() == "restored"_L1;
        line.bytes = raw + '\n';
        if (line.anchor.seq > 0 && line.anchor.hash.size() == 64 && !line.anchor.databaseUuid.isEmpty())
            lines.append(line);
    }
    return lines;
}

QList<Anchor> anchorsOf(const QList<Line> &lines)
{
    QList<Anchor> anchors;
    for (const Line &line : lines) {
        if (line.isRestore) {
            while (!anchors.isEmpty() && anchors.last().seq >= line.anchor.seq)
                anchors.removeLast();
        }
        anchors.append(line.anchor);
    }
    return anchors;
}

Result<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Internal, tr("The anchors in %1 cannot be read.").arg(QDir::toNativeSeparators(path)),
                       file.errorString());
    return file.read(kMostBytes);
}

QByteArray tailOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(qMax<qint64>(0, file.size() - kTailBytes));
    return file.readAll();
}

/** Keeps the newest; replaced as a whole, so that a reader sees the old file or the new one. */
void compact(const QString &path)
{
    const auto bytes = bytesOf(path);
    if (!bytes)
        return;
    const QList<Line> lines = linesIn(*bytes);
    if (lines.size() <= 2 * AnchorStore::kKept)
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(kOwnerOnly);
    for (const Line &line : lines.last(AnchorStore::kKept))
        file.write(line.bytes);
    file.commit();
}

} // namespace

QString AnchorStore::defaultFolder()
{
    return dataFolder() + u"/anchors"_s;
}

Result<QList<Anchor>> AnchorStore::readFile(const QString &path)
{
    const auto bytes = bytesOf(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    QList<Anchor> anchors = anchorsOf(linesIn(*bytes));
    if (anchors.isEmpty())
        return failure(ErrorKind::Invalid,
                       tr("There is no anchor in %1. Each line is a JSON object with databaseUuid, seq and hash.")
                           .arg(QDir::toNativeSeparators(path)));
    return anchors;
}

Result<QString> AnchorStore::fileOf(const QString &databaseUuid) const
{
    // The name comes out of a file somebody may have made to harm: it is a UUID or nothing.
    const QUuid uuid = QUuid::fromString(databaseUuid);
    if (uuid.isNull())
        return failure(ErrorKind::Damaged, tr("The database has no proper identity."), databaseUuid.left(80));
    return m_folder + u'/' + uuid.toString(QUuid::WithoutBraces) + u".jsonl"_s;
}

Result<QList<Anchor>> AnchorStore::read(const QString &databaseUuid) const
{
    const auto path = fileOf(databaseUuid);
    if (!path)
        return tl::unexpected(path.error());
    if (!QFile::exists(*path))
        return QList<Anchor>();
    const auto bytes = bytesOf(*path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    QList<Anchor> anchors = anchorsOf(linesIn(*bytes));
    anchors.removeIf([&](const Anchor &a) { return a.databaseUuid != databaseUuid; });
    return anchors;
}

Result<void> AnchorStore::remember(const Anchor &head)
{
    if (head.seq <= 0)
        return {};
    const auto path = fileOf(head.databaseUuid);
    if (!path)
        return tl::unexpected(path.error());
    // Asked after every act: the last line that is whole says enough.
    const QList<Line> last = linesIn(tailOf(*path));
    if (!last.isEmpty() && last.last().anchor.seq >= head.seq)
        return {};
    return append(head, false);
}

Result<void> AnchorStore::restored(const Anchor &head)
{
    const auto known = read(head.databaseUuid);
    if (!known)
        return tl::unexpected(known.error());
    if (known->isEmpty() || known->last().seq < head.seq)
        return remember(head);
    return append(head, true);
}

Result<void> AnchorStore::append(const Anchor &anchor, bool isRestore)
{
    const auto path = fileOf(anchor.databaseUuid);
    if (!path)
        return tl::unexpected(path.error());
    const QString failed = tr("What was seen of the record cannot be kept in %1.").arg(*path);
    if (!QDir().mkpath(m_folder))
        return failure(ErrorKind::Internal, failed);
    QFile::setPermissions(m_folder, kOwnerOnly | QFile::ExeOwner);
    QLockFile lock(*path + u".lock"_s);
    if (!lock.tryLock(kLockWaitMs))
        return failure(ErrorKind::Locked, failed);
    QFile file(*path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered))
        return failure(ErrorKind::Internal, failed, file.errorString());
    file.setPermissions(kOwnerOnly);
    QByteArray line = lineOf(anchor, isRestore);
    // Whoever was killed while writing left half a line: the next one begins on its own.
    if (file.size() > 0 && file.seek(file.size() - 1) && file.read(1) != "\n")
        line.prepend('\n');
    if (file.write(line) != line.size())
        return failure(ErrorKind::Full, failed, file.errorString());
    const bool isLong = file.size() > 2 * kKept * line.size();
    file.close();
    if (isLong)
        compact(*path);
    return {};
}

} // namespace tocsin
