#include "models/services/postmortemtemplates.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

// A static library's resources are registered by hand, from outside any namespace.
static void registerPostmortemTemplates()
{
    Q_INIT_RESOURCE(tocsin_templates);
}

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

tl::unexpected<Error> wrong(const QString &where, const QString &what)
{
    return failure(ErrorKind::Damaged, tr("The templates cannot be read: postmortems.json, %1: %2").arg(where, what),
                   {}, where);
}

} // namespace

/** Stops at the first thing that is wrong and says where it is. */
class PostmortemTemplates::Reader
{
public:
    Result<PostmortemTemplates> read(const QByteArray &bytes)
    {
        QJsonParseError problem;
        const QJsonObject root = QJsonDocument::fromJson(bytes, &problem).object();
        if (problem.error != QJsonParseError::NoError)
            return wrong(u"file"_s, problem.errorString());
        if (root.value("schema"_L1).toString() != "tocsin/templates/postmortems/1"_L1)
            return wrong(u"schema"_s, tr("is another one."));
        if (auto ok = readGuides(root.value("sections"_L1).toObject(), {}, u"sections"_s); !ok)
            return tl::unexpected(ok.error());
        for (const auto &e : enumTable<PostmortemSection>())
            if (!m_all.m_guides.value({}).contains(e.value))
                return wrong(u"sections"_s, tr("%1 is missing.").arg(QLatin1StringView(e.code)));
        for (const auto &[name, into] : {std::pair(u"causes"_s, &m_all.m_causes), {u"entries"_s, &m_all.m_kinds}})
            if (auto ok = readChoices(root.value(name).toArray(), name, *into); !ok)
                return tl::unexpected(ok.error());
        for (const QJsonValue &value : root.value("entries"_L1).toArray()) {
            const QJsonObject entry = value.toObject();
            const QString code = entry.value("code"_L1).toString();
            if (auto ok = readGuides(entry.value("sections"_L1).toObject(), code, code); !ok)
                return tl::unexpected(ok.error());
        }
        return m_all;
    }

private:
    Result<void> readGuides(const QJsonObject &sections, const QString &kind, const QString &where)
    {
        for (auto it = sections.begin(); it != sections.end(); ++it) {
            const auto section = fromCode<PostmortemSection>(it.key());
            if (!section)
                return wrong(where, tr("there is no section %1.").arg(it.key()));
            if (it.value().toString().trimmed().isEmpty())
                return wrong(where, tr("%1 is no text.").arg(it.key()));
            m_all.m_guides[kind].insert(*section, it.value().toString());
        }
        return {};
    }

    static Result<void> readChoices(const QJsonArray &array, const QString &where, QList<Choice> &into)
    {
        for (const QJsonValue &value : array) {
            const QJsonObject o = value.toObject();
            const Choice c{o.value("code"_L1).toString(), o.value("name"_L1).toString(), o.value("text"_L1).toString()};
            if (c.code.isEmpty() || c.name.trimmed().isEmpty() || c.text.trimmed().isEmpty() || c.code.contains(u' '))
                return wrong(where, tr("%1 has no code, name or text.").arg(c.code));
            if (std::any_of(into.begin(), into.end(), [&](const Choice &x) { return x.code == c.code; }))
                return wrong(where, tr("%1 is there twice.").arg(c.code));
            into.append(c);
        }
        return into.isEmpty() ? Result<void>(wrong(where, tr("is missing."))) : Result<void>();
    }

    PostmortemTemplates m_all;
};

const Result<PostmortemTemplates> &PostmortemTemplates::builtIn()
{
    static const Result<PostmortemTemplates> templates = []() -> Result<PostmortemTemplates> {
        registerPostmortemTemplates();
        QFile file(u":/templates/postmortems.json"_s);
        return fromJson(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }();
    return templates;
}

Result<PostmortemTemplates> PostmortemTemplates::fromJson(const QByteArray &bytes)
{
    return Reader().read(bytes);
}

QString PostmortemTemplates::guide(const QString &kind, PostmortemSection section) const
{
    const QString own = m_guides.value(kind).value(section);
    return own.isEmpty() ? m_guides.value({}).value(section) : own;
}

QString PostmortemTemplates::causeName(const QString &code) const
{
    for (const Choice &c : m_causes)
        if (c.code == code)
            return c.name;
    return code;
}

} // namespace tocsin
