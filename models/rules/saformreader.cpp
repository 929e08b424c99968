#include "models/domain/audience.h"
#include "models/rules/saform.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>

// A static library's resources are registered by hand, from outside any namespace.
static void registerForms()
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

QByteArray shippedFile(const QString &name)
{
    registerForms();
    QFile file(u":/rules/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool matches(const char *pattern, const QString &text)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QLatin1StringView(pattern))).match(text).hasMatch();
}

/** Reads the entries of one file of forms; stops at the first thing that is wrong and says where it is. */
class EntryReader
{
public:
    EntryReader(QString name, QStringList fields)
        : m_name(std::move(name))
        , m_fields(std::move(fields))
    {
    }

    Result<QJsonArray> open(const QByteArray &bytes)
    {
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
        if (!document.isObject())
            return wrong({}, document.isNull() ? problem.errorString() : tr("has to be one JSON object."));
        const QJsonObject root = document.object();
        if (auto ok = onlyFields(root, {u"schema"_s, u"version"_s, u"entries"_s}); !ok)
            return tl::unexpected(ok.error());
        const QString schema = u"tocsin/rules/%1/1"_s.arg(m_name);
        if (root.value(u"schema"_s).toString() != schema)
            return wrong(u"schema"_s, tr("expected \"%1\".").arg(schema));
        m_version = root.value(u"version"_s).toString();
        if (m_version.isEmpty())
            return wrong(u"version"_s, tr("is missing, or no text."));
        const QJsonArray entries = root.value(u"entries"_s).toArray();
        if (entries.isEmpty())
            return wrong(u"entries"_s, tr("has to be a list with entries."));
        return entries;
    }

    /** The next entry, which has each field and no other. */
    Result<void> next(const QJsonValue &value, const QString &namedBy)
    {
        ++m_place;
        m_entry = value.toObject();
        m_called = m_entry.value(namedBy).toString();
        if (!value.isObject())
            return wrong({}, tr("has to be an object."));
        if (auto ok = onlyFields(m_entry, m_fields); !ok)
            return ok;
        for (const QString &field : std::as_const(m_fields))
            if (!m_entry.contains(field))
                return wrong(field, tr("is missing."));
        return {};
    }

    Result<void> text(const QString &field, QString &into, const char *pattern = nullptr) const
    {
        into = m_entry.value(field).toString();
        if (!m_entry.value(field).isString() || (into.trimmed().isEmpty() && !pattern))
            return wrong(field, tr("has to be a text."));
        if (pattern && !matches(pattern, into))
            return wrong(field, tr("cannot be \"%1\".").arg(into));
        return {};
    }

    Result<void> codes(const QString &field, QStringList &into) const
    {
        if (!m_entry.value(field).isArray())
            return wrong(field, tr("has to be a list."));
        into.clear();
        for (const QJsonValue &value : m_entry.value(field).toArray()) {
            if (!matches("[A-Za-z][A-Za-z0-9_]*", value.toString()))
                return wrong(field, tr("has to be a list of codes."));
            if (into.contains(value.toString()))
                return wrong(field, tr("%1 is there twice.").arg(value.toString()));
            into << value.toString();
        }
        return {};
    }

    [[nodiscard]] tl::unexpected<Error> wrong(const QString &field, const QString &what) const
    {
        QString where = m_name + u".json"_s;
        if (m_place > 0)
            where += m_called.isEmpty() ? tr(", entry %1").arg(m_place)
                                        : tr(", entry %1 (%2)").arg(QString::number(m_place), m_called);
        if (!field.isEmpty())
            where += tr(", field %1").arg(field);
        return failure(ErrorKind::Damaged, tr("The rules cannot be read: %1: %2").arg(where, what), {}, field);
    }
    [[nodiscard]] const QString &version() const { return m_version; }

private:
    [[nodiscard]] Result<void> onlyFields(const QJsonObject &object, const QStringList &known) const
    {
        for (const QString &key : object.keys())
            if (!known.contains(key))
                return wrong(key, tr("there is no such field."));
        return {};
    }

    QString m_name;
    QStringList m_fields;
    QString m_version;
    QJsonObject m_entry;
    QString m_called;
    int m_place = 0;
};

const QMap<QString, SaField::Type> &fieldTypes()
{
    using enum SaField::Type;
    static const QMap<QString, SaField::Type> types = {
        {u"choice"_s, Choice}, {u"multi"_s, Multi}, {u"text"_s, Text},        {u"date"_s, Date},
        {u"number"_s, Number}, {u"bool"_s, Bool},   {u"datetime"_s, DateTime}};
    return types;
}

/** What a field asks for and its choices fit together, and its condition names a field before it. */
Result<void> checkField(const EntryReader &reader, const SaField &f, const QString &required,
                        const QList<SaField> &before)
{
    // Known from the incident: late, whether in the EEA, and whose authority it is.
    static const QStringList fromIncident{u"late"_s, u"in_eea"_s, u"authority_country"_s};
    const auto other =
        std::find_if(before.begin(), before.end(), [&f](const SaField &o) { return o.key == f.whenField; });
    if (std::any_of(before.begin(), before.end(), [&f](const SaField &o) { return o.key == f.key; }))
        return reader.wrong(u"key"_s, tr("is there twice."));
    if (f.choices.isEmpty() == (f.type == SaField::Type::Choice || f.type == SaField::Type::Multi))
        return reader.wrong(u"choices"_s, tr("belong to a choice, and a choice has some."));
    if (required == u"when" && f.whenField.isEmpty())
        return reader.wrong(u"when_field"_s, tr("is missing."));
    if (!f.whenField.isEmpty() && other == before.end() && !fromIncident.contains(f.whenField))
        return reader.wrong(u"when_field"_s, tr("there is no field \"%1\" before it.").arg(f.whenField));
    if (f.whenField.isEmpty() != f.whenValues.isEmpty())
        return reader.wrong(u"when_values"_s, tr("belong to a condition, and a condition has some."));
    for (const QString &value : f.whenValues)
        if (other != before.end() && !other->choices.isEmpty() && !other->choices.contains(value))
            return reader.wrong(u"when_values"_s, tr("there is no \"%1\".").arg(value));
    return {};
}

} // namespace

const Result<AuthorityDirectory> &AuthorityDirectory::builtIn()
{
    static const Result<AuthorityDirectory> directory = fromJson(shippedFile(u"authorities.json"_s));
    return directory;
}

Result<AuthorityDirectory> AuthorityDirectory::fromJson(const QByteArray &bytes)
{
    EntryReader reader(u"authorities"_s, {u"country"_s, u"name"_s, u"address"_s, u"portal"_s, u"language"_s});
    const auto entries = reader.open(bytes);
    if (!entries)
        return tl::unexpected(entries.error());
    AuthorityDirectory d;
    for (const QJsonValue &value : *entries) {
        Authority a;
        if (auto ok = reader.next(value, u"name"_s)
                          .and_then([&] { return reader.text(u"country"_s, a.country, "[A-Z]{2}"); })
                          .and_then([&] { return reader.text(u"name"_s, a.name); })
                          .and_then([&] { return reader.text(u"address"_s, a.address); })
                          .and_then([&] { return reader.text(u"portal"_s, a.portal, "https://\\S+"); })
                          .and_then([&] { return reader.text(u"language"_s, a.language); });
            !ok)
            return tl::unexpected(ok.error());
        const QList<NoticeLanguage> &languages = noticeLanguages();
        if (std::none_of(languages.begin(), languages.end(),
                         [&a](const NoticeLanguage &l) { return l.code == a.language; }))
            return reader.wrong(u"language"_s, tr("no notice is written in \"%1\".").arg(a.language));
        if (std::any_of(d.m_all.begin(), d.m_all.end(),
                        [&a](const Authority &o) { return o.country == a.country && o.name == a.name; }))
            return reader.wrong(u"name"_s, tr("is there twice."));
        d.m_all.append(a);
    }
    return d;
}

const Result<SaForm> &SaForm::builtIn()
{
    static const Result<SaForm> form = fromJson(shippedFile(u"sa_form.json"_s));
    return form;
}

Result<SaForm> SaForm::fromJson(const QByteArray &bytes)
{
    EntryReader reader(u"sa_form"_s, {u"key"_s, u"section"_s, u"label"_s, u"type"_s, u"required"_s, u"citation"_s,
                                      u"when_field"_s, u"when_values"_s, u"choices"_s});
    const auto entries = reader.open(bytes);
    if (!entries)
        return tl::unexpected(entries.error());
    SaForm form;
    form.m_version = reader.version();
    for (const QJsonValue &value : *entries) {
        SaField f;
        QString type, required;
        if (auto ok = reader.next(value, u"key"_s)
                          .and_then([&] { return reader.text(u"key"_s, f.key, "[a-z][a-z0-9_]*"); })
                          .and_then([&] { return reader.text(u"section"_s, f.section); })
                          .and_then([&] { return reader.text(u"label"_s, f.label); })
                          .and_then([&] { return reader.text(u"type"_s, type); })
                          .and_then([&] { return reader.text(u"required"_s, required, "yes|when|no"); })
                          .and_then([&] { return reader.text(u"citation"_s, f.citation); })
                          .and_then([&] { return reader.text(u"when_field"_s, f.whenField, "([a-z][a-z0-9_]*)?"); })
                          .and_then([&] { return reader.codes(u"when_values"_s, f.whenValues); })
                          .and_then([&] { return reader.codes(u"choices"_s, f.choices); });
            !ok)
            return tl::unexpected(ok.error());
        if (!fieldTypes().contains(type))
            return reader.wrong(u"type"_s, tr("there is no type \"%1\".").arg(type));
        f.type = fieldTypes().value(type);
        f.required = required != u"no";
        if (auto ok = checkField(reader, f, required, form.m_fields); !ok)
            return tl::unexpected(ok.error());
        form.m_fields.append(f);
    }
    return form;
}

} // namespace tocsin
