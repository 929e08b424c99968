#include "models/exchange/demodata.h"

#include "models/domain/clock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

Result<QJsonDocument> readJson(const QString &path)
{
    QFile file(path);
    QJsonParseError error{};
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin", "The demo data is incomplete."),
                       path);
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin", "The demo data is damaged."),
                       path + u": "_s + error.errorString());
    return document;
}

QString instantText(QStringView form, qint64 ms)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    if (form == u"iso")
        return at.toString(Qt::ISODate);
    const QString day = QLocale::c().toString(at.date(), u"d MMMM yyyy"_s);
    return form == u"d" ? day : day + at.toString(u", HH:mm 'UTC'"_s);
}

} // namespace

Result<DemoData> DemoData::load()
{
    DemoData data;
    const auto people = readJson(u":/demo/people.json"_s);
    if (!people)
        return tl::unexpected(people.error());
    data.provider = people->object().value("provider"_L1).toObject();
    data.people = people->object().value("people"_L1).toArray();
    data.services = people->object().value("services"_L1).toArray();
    const auto customers = readJson(u":/demo/customers.json"_s);
    if (!customers)
        return tl::unexpected(customers.error());
    data.customers = customers->array();
    const QDir folder(u":/demo/incidents"_s);
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        const auto incident = readJson(folder.filePath(name));
        if (!incident)
            return tl::unexpected(incident.error());
        data.incidents.append(incident->object());
    }
    return data;
}

std::optional<qint64> demoOffsetMs(const QString &offset)
{
    static const QRegularExpression form(u"^([+-])(?=\\d)(?:(\\d{1,4})d)?(?:(\\d{1,4})h)?(?:(\\d{1,4})m)?$"_s);
    const auto match = form.match(offset);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 size = match.capturedView(2).toLongLong() * kDayMs + match.capturedView(3).toLongLong() * kHourMs +
                        match.capturedView(4).toLongLong() * kMinuteMs;
    return match.capturedView(1) == u"-" ? -size : size;
}

QString demoText(const QString &text, qint64 nowMs)
{
    static const QRegularExpression form(u"\\{\\{(t|d|iso):([^}]*)\\}\\}"_s);
    QString out;
    qsizetype from = 0;
    auto all = form.globalMatch(text);
    while (all.hasNext()) {
        const auto match = all.next();
        const auto offset = demoOffsetMs(match.captured(2));
        if (!offset)
            continue;
        out += QStringView(text).mid(from, match.capturedStart() - from);
        out += instantText(match.capturedView(1), nowMs + *offset);
        from = match.capturedEnd();
    }
    out += QStringView(text).mid(from);
    return out;
}

} // namespace tocsin
