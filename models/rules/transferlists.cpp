#include "models/rules/transferlists.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

// A static library's resources are registered by hand, from outside any namespace.
static void registerTransfers()
{
    Q_INIT_RESOURCE(tocsin_rules);
}

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::rules", text);
}

bool hasCode(const QList<TransferLists::Choice> &choices, const QString &code)
{
    return std::any_of(choices.begin(), choices.end(),
                       [&code](const TransferLists::Choice &c) { return c.code == code; });
}

QString nameOfCode(const QList<TransferLists::Choice> &choices, const QString &code)
{
    for (const TransferLists::Choice &c : choices)
        if (c.code == code)
            return c.name;
    return code;
}

} // namespace

/** Stops at the first thing that is wrong and says where it is. */
class TransferLists::Reader
{
public:
    Result<TransferLists> read(const QByteArray &bytes)
    {
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
        if (!document.isObject())
            return wrong({}, {}, document.isNull() ? problem.errorString() : tr("has to be one JSON object."));
        const QJsonObject root = document.object();
        if (root.value(u"schema"_s).toString() != u"tocsin/rules/transfers/1")
            return wrong({}, u"schema"_s, tr("expected \"%1\".").arg(u"tocsin/rules/transfers/1"_s));
        m_lists.m_version = root.value(u"version"_s).toString();
        if (m_lists.m_version.isEmpty())
            return wrong({}, u"version"_s, tr("is missing."));
        for (const auto &[field, choices] :
             {std::pair(u"environments"_s, &m_lists.m_environments), std::pair(u"kinds"_s, &m_lists.m_kinds)})
            if (auto ok = readChoices(root, field, *choices); !ok)
                return tl::unexpected(ok.error());
        for (const QJsonValue &value : root.value(u"entries"_s).toArray())
            if (auto ok = readEntry(value.toObject()); !ok)
                return tl::unexpected(ok.error());
        if (auto ok = checkComplete(); !ok)
            return tl::unexpected(ok.error());
        return m_lists;
    }

private:
    static tl::unexpected<Error> wrong(const QString &entry, const QString &field, const QString &what)
    {
        QString where = u"transfers.json"_s;
        if (!entry.isEmpty())
            where += tr(", entry %1").arg(entry);
        if (!field.isEmpty())
            where += tr(", field %1").arg(field);
        return failure(ErrorKind::Damaged, tr("The rules cannot be read: %1: %2").arg(where, what), {}, field);
    }

    static Result<QString> text(const QJsonObject &object, const QString &field, const QString &where)
    {
        const QString value = object.value(field).toString();
        if (value.trimmed().isEmpty())
            return wrong(where, field, tr("is missing."));
        return value;
    }

    static Result<void> readChoices(const QJsonObject &root, const QString &field, QList<Choice> &choices)
    {
        for (const QJsonValue &value : root.value(field).toArray()) {
            Choice c;
            for (const auto &[key, into] :
                 {std::pair(u"code"_s, &c.code), std::pair(u"name"_s, &c.name), std::pair(u"text"_s, &c.text)}) {
                const auto read = text(value.toObject(), key, field);
                if (!read)
                    return tl::unexpected(read.error());
                *into = *read;
            }
            if (hasCode(choices, c.code))
                return wrong(field + u'/' + c.code, u"code"_s, tr("is there twice."));
            choices.append(c);
        }
        return choices.isEmpty() ? Result<void>(wrong({}, field, tr("is missing."))) : Result<void>();
    }

    Result<QStringList> codes(const QJsonObject &entry, const QString &field, const QList<Choice> &known,
                              const QString &where) const
    {
        QStringList list;
        for (const QJsonValue &value : entry.value(field).toArray()) {
            if (!hasCode(known, value.toString()))
                return wrong(where, field, tr("there is no \"%1\".").arg(value.toString()));
            list << value.toString();
        }
        if (list.isEmpty())
            return wrong(where, field, tr("is missing."));
        return list;
    }

    Result<void> readEntry(const QJsonObject &entry)
    {
        Entry e;
        const QString list = entry.value(u"list"_s).toString();
        const QString where = list.isEmpty() ? QString::number(m_lists.m_entries.size() + 1)
                                             : list + u' ' + entry.value(u"list_version"_s).toString();
        QString from;
        for (const auto &[key, into] :
             {std::pair(u"list"_s, &e.list.list), std::pair(u"list_version"_s, &e.list.version),
              std::pair(u"name"_s, &e.list.name), std::pair(u"valid_from"_s, &from)}) {
            const auto read = text(entry, key, where);
            if (!read)
                return tl::unexpected(read.error());
            *into = *read;
        }
        if (e.list.version.toInt() < 1)
            return wrong(where, u"list_version"_s, tr("has to be a number."));
        const QDate day = QDate::fromString(from, Qt::ISODate);
        if (!day.isValid())
            return wrong(where, u"valid_from"_s, tr("has to be a day, as 2026-01-31."));
        e.validFromMs = day.startOfDay(Qt::UTC).toMSecsSinceEpoch();
        auto environments = codes(entry, u"environments"_s, m_lists.m_environments, where);
        auto kinds = codes(entry, u"kinds"_s, m_lists.m_kinds, where);
        if (!environments || !kinds)
            return tl::unexpected(environments ? kinds.error() : environments.error());
        e.environments = *environments;
        e.kinds = *kinds;
        if (auto ok = readItems(entry, where, e); !ok)
            return ok;
        for (const Entry &other : std::as_const(m_lists.m_entries))
            if (other.list.list == e.list.list && other.list.version == e.list.version)
                return wrong(where, u"list_version"_s, tr("is there twice."));
        m_lists.m_entries.append(e);
        return {};
    }

    static Result<void> readItems(const QJsonObject &entry, const QString &where, Entry &e)
    {
        for (const QJsonValue &value : entry.value(u"items"_s).toArray()) {
            Item item;
            for (const auto &[key, into] :
                 {std::pair(u"code"_s, &item.question.code), std::pair(u"question"_s, &item.question.question),
                  std::pair(u"hint"_s, &item.hint), std::pair(u"citation"_s, &item.citation)}) {
                const auto read = text(value.toObject(), key, where);
                if (!read)
                    return tl::unexpected(read.error());
                *into = *read;
            }
            for (const Item &other : std::as_const(e.items))
                if (other.question.code == item.question.code)
                    return wrong(where, u"items"_s, tr("%1 is there twice.").arg(item.question.code));
            e.items.append(item);
            e.list.items.append(item.question);
        }
        return e.items.isEmpty() ? Result<void>(wrong(where, u"items"_s, tr("is missing."))) : Result<void>();
    }

    /** Whatever is chosen on the form has a list. */
    Result<void> checkComplete() const
    {
        for (const Choice &environment : m_lists.m_environments)
            for (const Choice &kind : m_lists.m_kinds)
                if (std::none_of(m_lists.m_entries.begin(), m_lists.m_entries.end(), [&](const Entry &e) {
                        return e.environments.contains(environment.code) && e.kinds.contains(kind.code);
                    }))
                    return wrong({}, u"entries"_s,
                                 tr("there is no list for %1 in %2.").arg(kind.name, environment.name));
        return {};
    }

    TransferLists m_lists;
};

const Result<TransferLists> &TransferLists::builtIn()
{
    static const Result<TransferLists> lists = []() -> Result<TransferLists> {
        registerTransfers();
        QFile file(u":/rules/transfers.json"_s);
        return fromJson(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }();
    return lists;
}

Result<TransferLists> TransferLists::fromJson(const QByteArray &bytes)
{
    return Reader().read(bytes);
}

QString TransferLists::environmentName(const QString &code) const
{
    return nameOfCode(m_environments, code);
}

QString TransferLists::kindName(const QString &code) const
{
    return nameOfCode(m_kinds, code);
}

const TransferLists::Entry *TransferLists::newest(const std::function<bool(const Entry &)> &fits, qint64 atMs) const
{
    const Entry *best = nullptr;
    for (const Entry &e : m_entries)
        if (e.validFromMs <= atMs && fits(e) && (!best || e.validFromMs > best->validFromMs))
            best = &e;
    return best;
}

std::optional<TransferChecklist> TransferLists::listFor(const QString &environment, const QString &kind,
                                                        qint64 atMs) const
{
    const Entry *e =
        newest([&](const Entry &x) { return x.environments.contains(environment) && x.kinds.contains(kind); }, atMs);
    return e ? std::optional(e->list) : std::nullopt;
}

std::optional<TransferChecklist> TransferLists::newerThan(const TransferChecklist &asked, qint64 nowMs) const
{
    const Entry *e = newest([&](const Entry &x) { return x.list.list == asked.list; }, nowMs);
    return e && e->list.version.toInt() > asked.version.toInt() ? std::optional(e->list) : std::nullopt;
}

TransferLists::Item TransferLists::item(const TransferChecklist &asked, const QString &code) const
{
    for (const Entry &e : m_entries)
        if (e.list.list == asked.list && e.list.version == asked.version)
            for (const Item &i : e.items)
                if (i.question.code == code)
                    return i;
    return {};
}

} // namespace tocsin
