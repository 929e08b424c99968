#include "models/services/draftstore.h"

#include "models/services/datafolder.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QUuid>
#include <mutex>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qint64 kMostBytes = 64LL * 1024 * 1024;
constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

/** Reading what is there and replacing it is one step; few files, so one lock for all. */
std::mutex &lock()
{
    static std::mutex mutex;
    return mutex;
}

bool makePrivateFolder(const QString &path)
{
    return QDir().mkpath(path) && QFile::setPermissions(path, kOwnerOnly | QFile::ExeOwner);
}

QByteArray bytesOf(const Draft &draft)
{
    QJsonObject object{{u"name"_s, draft.name},
                       {u"incident"_s, draft.incident.value},
                       {u"payload"_s, draft.payload},
                       {u"updatedMs"_s, draft.updatedMs},
                       {u"editor"_s, draft.editor}};
    if (draft.before)
        object.insert(u"before"_s,
                      QJsonObject{{u"editor"_s, draft.before->editor}, {u"payload"_s, draft.before->payload}});
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<Draft> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.read(kMostBytes)).object();
    Draft draft;
    draft.name = object.value("name"_L1).toString();
    draft.incident = IncidentId{object.value("incident"_L1).toInteger()};
    draft.payload = object.value("payload"_L1).toString();
    draft.updatedMs = object.value("updatedMs"_L1).toInteger();
    draft.editor = object.value("editor"_L1).toString();
    if (const QJsonObject before = object.value("before"_L1).toObject(); !before.isEmpty())
        draft.before = {before.value("editor"_L1).toString(), before.value("payload"_L1).toString()};
    return draft.name.isEmpty() ? std::nullopt : std::optional(draft);
}

} // namespace

DraftStore::DraftStore(const QString &databaseUuid, PersonId person, const QString &folder)
{
    // The name comes out of a file somebody may have made to harm: it is a UUID or nothing.
    const QUuid uuid = QUuid::fromString(databaseUuid);
    if (!uuid.isNull())
        m_folder = u"%1/%2-%3"_s.arg(folder, uuid.toString(QUuid::WithoutBraces)).arg(person.value);
}

QString DraftStore::defaultFolder()
{
    return dataFolder() + u"/drafts"_s;
}

QString DraftStore::fileOf(const Draft &draft) const
{
    const QByteArray key = (draft.name + u'\n' + draft.editor).toUtf8();
    return m_folder + u'/' +
           QString::fromLatin1(QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().left(32)) + u".json"_s;
}

Result<void> DraftStore::save(const Draft &draft) const
{
    const auto failed = [this](const QString &detail) {
        return failure(
            ErrorKind::Internal,
            QCoreApplication::translate("tocsin::services", "What is typed cannot be kept in %1.").arg(m_folder),
            detail);
    };
    if (!isValid())
        return failed(u"no identity of the database"_s);
    const std::lock_guard guard(lock());
    const QString path = fileOf(draft);
    if (const auto kept = read(path); kept && kept->updatedMs > draft.updatedMs)
        return {};
    if (!makePrivateFolder(QFileInfo(m_folder).path()) || !makePrivateFolder(m_folder))
        return failed(u"no folder"_s);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly))
        return failed(file.errorString());
    file.write(bytesOf(draft));
    if (!file.commit())
        return failed(file.errorString());
    return {};
}

void DraftStore::remove(const Draft &draft) const
{
    const QString path = fileOf(draft);
    if (!isValid() || !QFile::exists(path))
        return;
    const std::lock_guard guard(lock());
    if (const auto kept = read(path); kept && kept->updatedMs <= draft.updatedMs)
        QFile::remove(path);
}

std::optional<Draft> DraftStore::find(const Draft &draft) const
{
    return isValid() ? read(fileOf(draft)) : std::nullopt;
}

QList<Draft> DraftStore::all() const
{
    QList<Draft> drafts;
    if (!isValid())
        return drafts;
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files))
        if (const auto draft = read(folder.filePath(name)))
            drafts.append(*draft);
    return drafts;
}

bool DraftStore::isEmpty() const
{
    // Asked at each look at the database: almost always there is no folder at all.
    return !isValid() || !QFile::exists(m_folder) || QDir(m_folder).entryList({u"*.json"_s}, QDir::Files).isEmpty();
}

} // namespace tocsin
