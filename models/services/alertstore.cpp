#include "models/services/alertstore.h"

#include "models/services/datafolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLockWaitMs = 1000;
constexpr qint64 kForgottenMs = 60LL * 24 * kHourMs;
constexpr qint64 kMostBytes = 4LL * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

/** Letters, digits and dashes: what a file may be called. */
QString fileName(const QString &uuid, PersonId person)
{
    QString safe;
    for (const QChar c : uuid)
        if (c.isLetterOrNumber() || c == u'-')
            safe += c;
    return safe + u'-' + QString::number(person.value) + u".json"_s;
}

QJsonObject objectOf(ObligationId id, const ShownAlert &shown)
{
    return {{u"obligation"_s, id.value},
            {u"level"_s, codeOf(shown.level)},
            {u"deadlineMs"_s, shown.deadlineMs},
            {u"atMs"_s, shown.atMs},
            {u"acknowledged"_s, shown.acknowledged}};
}

/**
 * What this program knows, and what others of this person wrote meanwhile: of one obligation what was told last counts,
 * and who acknowledged it anywhere did so everywhere. What nobody was told of for long is left out.
 */
ShownAlerts merged(ShownAlerts own, const ShownAlerts &kept)
{
    qint64 newestMs = 0;
    for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
        const auto mine = own.find(it.key());
        if (mine == own.end() || it->atMs > mine->atMs)
            own.insert(it.key(), *it);
        else if (it->atMs == mine->atMs && it->level == mine->level && it->deadlineMs == mine->deadlineMs)
            mine->acknowledged = mine->acknowledged || it->acknowledged;
    }
    for (const ShownAlert &alert : std::as_const(own))
        newestMs = std::max(newestMs, alert.atMs);
    own.removeIf([newestMs](const ShownAlerts::iterator &it) { return it->atMs < newestMs - kForgottenMs; });
    return own;
}

} // namespace

AlertStore::AlertStore(QString databaseUuid, PersonId person, QString folder)
    : m_folder(folder.isEmpty() ? dataFolder() + u"/alerts"_s : std::move(folder))
    , m_name(fileName(databaseUuid, person))
{
}

QString AlertStore::path() const
{
    return m_folder + u'/' + m_name;
}

ShownAlerts AlertStore::load() const
{
    ShownAlerts shown;
    QFile file(path());
    if (!file.open(QIODevice::ReadOnly))
        return shown;
    const QJsonArray list = QJsonDocument::fromJson(file.read(kMostBytes)).object().value("alerts"_L1).toArray();
    for (const QJsonValue &value : list) {
        const QJsonObject object = value.toObject();
        const auto level = fromCode<AlertLevel>(object.value("level"_L1).toString());
        const ObligationId id{object.value("obligation"_L1).toInteger()};
        if (level && id.isValid())
            shown.insert(id, {*level, object.value("deadlineMs"_L1).toInteger(), object.value("atMs"_L1).toInteger(),
                              object.value("acknowledged"_L1).toBool(), false});
    }
    return shown;
}

Result<QList<DueAlert>> AlertStore::claim(const QList<DueAlert> &due, const ShownAlerts &before, ShownAlerts now,
                                          qint64 sinceMs) const
{
    QDir().mkpath(m_folder);
    QLockFile lock(path() + u".lock"_s);
    if (!lock.tryLock(kLockWaitMs))
        return failure(ErrorKind::Locked, tr("What was told cannot be kept now."), path());
    const ShownAlerts kept = load();
    QList<DueAlert> left;
    for (const DueAlert &alert : due) {
        const ShownAlert other = kept.value(alert.id);
        const bool toldElsewhere = other.level >= alert.level && other.deadlineMs == now.value(alert.id).deadlineMs &&
                                   other.atMs >= sinceMs && other.atMs > before.value(alert.id).atMs;
        if (toldElsewhere)
            now[alert.id] = other;
        else
            left.append(alert);
    }
    if (auto written = write(merged(now, kept)); !written)
        return tl::unexpected(written.error());
    return left;
}

Result<void> AlertStore::save(const ShownAlerts &shown) const
{
    QDir().mkpath(m_folder);
    QLockFile lock(path() + u".lock"_s);
    if (!lock.tryLock(kLockWaitMs))
        return failure(ErrorKind::Locked, tr("What was told cannot be kept now."), path());
    return write(merged(shown, load()));
}

Result<void> AlertStore::write(const ShownAlerts &shown) const
{
    QJsonArray list;
    QList<ObligationId> ids = shown.keys();
    std::sort(ids.begin(), ids.end());
    for (const ObligationId id : std::as_const(ids))
        list.append(objectOf(id, shown.value(id)));
    QSaveFile file(path());
    const bool open = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const QByteArray bytes = QJsonDocument(QJsonObject{{u"alerts"_s, list}}).toJson(QJsonDocument::Compact);
    if (!open || file.write(bytes) != bytes.size() || !file.commit())
        return failure(ErrorKind::Full, tr("What was told cannot be kept: %1.").arg(file.errorString()), path());
    return {};
}

} // namespace tocsin
