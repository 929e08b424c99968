#include "ui/common/machinelocale.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostBytes = 64 * 1024;

/** The name for times in `NAME=value` lines: LC_ALL rules over LC_TIME, and both over LANG. */
QString nameIn(const QString &text)
{
    QHash<QString, QString> values;
    for (const QString &line : text.split(u'\n')) {
        const QString said = line.trimmed().startsWith(u"export "_s) ? line.trimmed().mid(7) : line.trimmed();
        const QString value = said.section(u'=', 1).trimmed().remove(u'"').remove(u'\'');
        if (!said.startsWith(u'#') && !value.isEmpty())
            values.insert(said.section(u'=', 0, 0).trimmed(), value);
    }
    for (const QString &key : {u"LC_ALL"_s, u"LC_TIME"_s, u"LANG"_s})
        if (values.contains(key))
            return values.value(key);
    return {};
}

} // namespace

MachineLocale::MachineLocale(QStringList files)
    : m_files(std::move(files))
    , m_stamp(stamp())
    , m_name(read())
{
}

QString MachineLocale::stamp() const
{
    QString text;
    for (const QString &file : m_files) {
        const QFileInfo info(file);
        text += info.exists() ? u"%1 %2;"_s.arg(info.lastModified().toMSecsSinceEpoch()).arg(info.size()) : u"-;"_s;
    }
    return text;
}

QString MachineLocale::read() const
{
    for (const QString &name : m_files) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (const QString said = nameIn(QString::fromUtf8(file.read(kMostBytes))); !said.isEmpty())
            return said;
    }
    return {};
}

std::optional<QLocale> MachineLocale::changed()
{
    const QString now = stamp();
    if (now == m_stamp)
        return std::nullopt;
    m_stamp = now;
    const QString name = read();
    if (name.isEmpty() || name == m_name) // a file that is being written says nothing for a moment
        return std::nullopt;
    m_name = name;
    return QLocale(name);
}

} // namespace tocsin
