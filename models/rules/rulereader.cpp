#include "models/rules/rulereader.h"

#include "models/domain/obligation.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::rules", text);
}

/** The codes each scale has to define, all of them and no other; "none" of information impact is the empty set. */
QMap<QString, QStringList> scaleCodes()
{
    const auto codes = []<class E>(std::span<const EnumEntry<E>> table) {
        QStringList list;
        for (const auto &e : table)
            list << QString::fromLatin1(e.code);
        return list;
    };
    return {
        {u"functional"_s, codes(enumTable<FunctionalImpact>())},
        {u"information"_s, QStringList{u"none"_s} + codes(enumTable<InformationImpact>())},
        {u"recoverability"_s, codes(enumTable<Recoverability>())},
        {u"customer_data_risk"_s, codes(enumTable<CustomerDataRisk>())},
        {u"severity"_s, codes(enumTable<Severity>())},
        {u"priority"_s, codes(enumTable<Priority>())},
    };
}

QString baseName(const QString &file)
{
    return file.chopped(5); // ".json"
}

} // namespace

tl::unexpected<Error> RuleReader::wrong(const Place &place, const QString &field, const QString &what) const
{
    QString where = place.file;
    if (place.entry > 0)
        where += place.code.isEmpty() ? tr(", entry %1").arg(place.entry)
                                      : tr(", entry %1 (%2)").arg(QString::number(place.entry), place.code);
    if (!field.isEmpty())
        where += tr(", field %1").arg(field);
    return failure(ErrorKind::Damaged, tr("The rules cannot be read: %1: %2").arg(where, what), {}, field);
}

Result<void> RuleReader::onlyFields(const QJsonObject &object, const QStringList &known, const Place &place) const
{
    for (const QString &key : object.keys())
        if (!known.contains(key))
            return wrong(place, key, tr("there is no such field."));
    return {};
}

Result<QString> RuleReader::text(const QJsonObject &entry, const QString &field, const Place &place) const
{
    const QJsonValue value = entry.value(field);
    if (value.isUndefined())
        return wrong(place, field, tr("is missing."));
    if (!value.isString())
        return wrong(place, field, tr("has to be a text."));
    if (value.toString().trimmed().isEmpty())
        return wrong(place, field, tr("is empty."));
    return value.toString();
}

Result<QJsonArray> RuleReader::entries(const QString &file, const QByteArray &bytes)
{
    const Place place{file};
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (document.isNull())
        return wrong(place, {}, tr("%1 at byte %2.").arg(problem.errorString(), QString::number(problem.offset)));
    if (!document.isObject())
        return wrong(place, {}, tr("has to be one JSON object."));
    const QJsonObject root = document.object();
    if (const auto r = onlyFields(root, {u"schema"_s, u"version"_s, u"entries"_s}, place); !r)
        return tl::unexpected(r.error());
    const auto schema = text(root, u"schema"_s, place);
    if (!schema)
        return tl::unexpected(schema.error());
    const QString expected = u"tocsin/rules/%1/1"_s.arg(baseName(file));
    if (*schema != expected)
        return wrong(place, u"schema"_s, tr("is \"%1\", expected \"%2\".").arg(*schema, expected));
    const auto version = text(root, u"version"_s, place);
    if (!version)
        return tl::unexpected(version.error());
    const QJsonValue list = root.value(u"entries"_s);
    if (!list.isArray() || list.toArray().isEmpty())
        return wrong(place, u"entries"_s, tr("has to be a list with entries."));
    m_book.m_versions.insert(file, *version);
    return list.toArray();
}

Result<void> RuleReader::readDefinition(const QJsonObject &entry, Place &place)
{
    static const QMap<QString, QStringList> scales = scaleCodes();
    if (const auto r = onlyFields(entry, {u"scale"_s, u"code"_s, u"name"_s, u"text"_s, u"citation"_s}, place); !r)
        return r;
    const auto scale = text(entry, u"scale"_s, place);
    if (!scale)
        return tl::unexpected(scale.error());
    if (!scales.contains(*scale))
        return wrong(place, u"scale"_s, tr("there is no scale \"%1\".").arg(*scale));
    if (!scales.value(*scale).contains(place.code))
        return wrong(place, u"code"_s, tr("the scale \"%1\" has no such code.").arg(*scale));
    const QString key = *scale + u'/' + place.code;
    if (m_book.m_definitions.contains(key))
        return wrong(place, u"code"_s, tr("is there twice."));
    m_book.m_definitions.insert(key, {entry.value(u"text"_s).toString(), entry.value(u"citation"_s).toString()});
    return {};
}

Result<void> RuleReader::readSource(const QJsonObject &entry, Place &place)
{
    if (const auto r = onlyFields(entry, {u"code"_s, u"name"_s, u"text"_s, u"citation"_s}, place); !r)
        return r;
    if (!fromCode<DetectionSource>(place.code))
        return wrong(place, u"code"_s, tr("there is no such detection source."));
    if (m_book.m_sourceHints.contains(place.code))
        return wrong(place, u"code"_s, tr("is there twice."));
    m_book.m_sourceHints.insert(place.code, entry.value(u"text"_s).toString());
    return {};
}

Result<void> RuleReader::readContent(const QJsonObject &entry, Place &place)
{
    if (const auto r =
            onlyFields(entry, {u"audience"_s, u"code"_s, u"name"_s, u"text"_s, u"citation"_s, u"required"_s}, place);
        !r)
        return r;
    const auto code = text(entry, u"audience"_s, place);
    if (!code)
        return tl::unexpected(code.error());
    const auto audience = fromCode<Audience>(*code);
    if (!audience)
        return wrong(place, u"audience"_s, tr("there is no audience \"%1\".").arg(*code));
    if (!entry.value(u"required"_s).isBool())
        return wrong(place, u"required"_s, tr("has to be true or false."));
    QList<ContentItem> &items = m_book.m_content[static_cast<int>(*audience)];
    for (const ContentItem &item : items)
        if (item.code == place.code)
            return wrong(place, u"code"_s, tr("is there twice for \"%1\".").arg(*code));
    items.append({place.code, entry.value(u"name"_s).toString(), entry.value(u"text"_s).toString(),
                  entry.value(u"citation"_s).toString(), entry.value(u"required"_s).toBool()});
    return {};
}

Result<void> RuleReader::readCommitment(const QJsonObject &entry, Place &place)
{
    if (const auto r = onlyFields(
            entry, {u"code"_s, u"name"_s, u"text"_s, u"citation"_s, u"trigger"_s, u"period_seconds"_s, u"audiences"_s},
            place);
        !r)
        return r;
    CommitmentRule &rule = m_book.m_commitment;
    if (!rule.code.isEmpty())
        return wrong(place, u"code"_s, tr("there is one commitment only."));
    if (entry.value(u"trigger"_s) != QJsonValue(u"declaration"_s))
        return wrong(place, u"trigger"_s, tr("has to be \"declaration\"."));
    // The domain's arithmetic is fixed by the process; a file that says otherwise would be shown and not kept.
    constexpr qint64 seconds = kCommitmentMs / kSecondMs;
    if (entry.value(u"period_seconds"_s).toInteger(-1) != seconds)
        return wrong(place, u"period_seconds"_s, tr("has to be %1.").arg(seconds));
    for (const QJsonValue &value : entry.value(u"audiences"_s).toArray()) {
        const auto audience = fromCode<Audience>(value.toString());
        if (!audience || *audience == Audience::Internal || rule.audiences.contains(*audience))
            return wrong(place, u"audiences"_s, tr("\"%1\" is not one of them, or there twice.").arg(value.toString()));
        rule.audiences.append(*audience);
    }
    if (rule.audiences.isEmpty())
        return wrong(place, u"audiences"_s, tr("has to be a list with audiences."));
    rule.code = place.code;
    rule.name = entry.value(u"name"_s).toString();
    rule.text = entry.value(u"text"_s).toString();
    rule.citation = entry.value(u"citation"_s).toString();
    rule.periodMs = kCommitmentMs;
    return {};
}

Result<void> RuleReader::readFile(const QString &file, const QByteArray &bytes)
{
    using Read = Result<void> (RuleReader::*)(const QJsonObject &, Place &);
    static const QHash<QString, Read> readers = {
        {u"classification.json"_s, &RuleReader::readClassification},
        {u"impacts.json"_s, &RuleReader::readDefinition},
        {u"sources.json"_s, &RuleReader::readSource},
        {u"content.json"_s, &RuleReader::readContent},
        {u"commitment.json"_s, &RuleReader::readCommitment},
        {u"responsibility.json"_s, &RuleReader::readResponsibility},
    };
    const auto list = entries(file, bytes);
    if (!list)
        return tl::unexpected(list.error());
    Place place{file};
    for (const QJsonValue &value : *list) {
        ++place.entry;
        place.code.clear();
        if (!value.isObject())
            return wrong(place, {}, tr("has to be an object."));
        const QJsonObject entry = value.toObject();
        const auto code = text(entry, u"code"_s, place);
        if (!code)
            return tl::unexpected(code.error());
        place.code = *code;
        for (const QString &field : {u"name"_s, u"text"_s, u"citation"_s})
            if (const auto r = text(entry, field, place); !r)
                return tl::unexpected(r.error());
        if (const auto r = (this->*readers.value(file))(entry, place); !r)
            return r;
    }
    return {};
}

Result<void> RuleReader::checkComplete() const
{
    const QMap<QString, QStringList> scales = scaleCodes();
    for (auto it = scales.begin(); it != scales.end(); ++it)
        for (const QString &code : it.value())
            if (!m_book.m_definitions.contains(it.key() + u'/' + code))
                return wrong({u"impacts.json"_s}, u"entries"_s,
                             tr("no entry defines \"%1\" of \"%2\".").arg(code, it.key()));
    for (const auto &e : enumTable<DetectionSource>())
        if (!m_book.m_sourceHints.contains(QString::fromLatin1(e.code)))
            return wrong({u"sources.json"_s}, u"entries"_s,
                         tr("no entry describes \"%1\".").arg(QString::fromLatin1(e.code)));
    for (const auto &e : enumTable<ServiceModel>())
        if (!m_book.m_responsibility.customers.contains(e.value))
            return wrong({u"responsibility.json"_s}, u"entries"_s,
                         tr("no entry divides \"%1\".").arg(QString::fromLatin1(e.code)));
    for (const auto &e : enumTable<Audience>()) {
        const QList<ContentItem> items = m_book.m_content.value(static_cast<int>(e.value));
        if (std::none_of(items.begin(), items.end(), [](const ContentItem &i) { return i.required; }))
            return wrong({u"content.json"_s}, u"entries"_s,
                         tr("nothing is required for \"%1\".").arg(QString::fromLatin1(e.code)));
    }
    return checkClassification();
}

Result<RuleBook> RuleReader::read(const QMap<QString, QByteArray> &files)
{
    m_book = RuleBook();
    const QStringList names = RuleBook::fileNames();
    for (auto it = files.begin(); it != files.end(); ++it)
        if (!names.contains(it.key()))
            return wrong({it.key()}, {}, tr("is not a file of the rules."));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &name : names) {
        const auto it = files.find(name);
        if (it == files.end())
            return wrong({name}, {}, tr("is missing."));
        if (const auto r = readFile(name, *it); !r)
            return tl::unexpected(r.error());
        hash.addData((name + u'\n' + QString::number(it->size()) + u'\n').toUtf8());
        hash.addData(*it);
    }
    if (const auto r = checkComplete(); !r)
        return tl::unexpected(r.error());
    m_book.m_digest = QString::fromLatin1(hash.result().toHex());
    return m_book;
}

} // namespace tocsin
