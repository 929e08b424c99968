#include "models/rules/saform.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::rules", text);
}

/** Whether this can be the answer to a field of this type; an empty one is none. */
bool fits(const SaField &field, const QString &answer)
{
    switch (field.type) {
    case SaField::Type::Choice:
        return field.choices.contains(answer);
    case SaField::Type::Multi: {
        const QStringList parts = answer.split(u',');
        return std::all_of(parts.begin(), parts.end(), [&](const QString &p) { return field.choices.contains(p); });
    }
    case SaField::Type::Number: {
        bool number = false;
        return answer.toLongLong(&number) >= 0 && number;
    }
    case SaField::Type::DateTime:
    case SaField::Type::Date:
        return QDateTime::fromString(answer, Qt::ISODate).isValid();
    case SaField::Type::Bool:
        return answer == u"yes" || answer == u"no";
    case SaField::Type::Text:
        break;
    }
    return !answer.trimmed().isEmpty();
}

/** What a person wrote stays what it is, whatever Markdown would make of it. */
QString plain(const QString &text)
{
    QString out;
    for (const QChar c : text) {
        if (QStringView(u"\\`*_{}[]<>()#+-.!|").contains(c))
            out += u'\\';
        out += c == u'\n' ? QChar(u' ') : c;
    }
    return out;
}

} // namespace

bool AuthorityDirectory::isInEea(const QString &country)
{
    static const QStringList eea =
        u"AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS "
        "LI NO"_s.split(u' ');
    return eea.contains(country);
}

QList<Authority> AuthorityDirectory::toBeTold(const QString &establishment, const QStringList &peopleIn) const
{
    QList<Authority> list;
    for (const Authority &a : m_all) {
        const bool lead = a.country == establishment;
        const bool oneStop = isInEea(establishment) && isInEea(a.country);
        if (lead || (peopleIn.contains(a.country) && !oneStop))
            list.append(a);
    }
    std::stable_sort(list.begin(), list.end(), [&](const Authority &a, const Authority &b) {
        return a.country == establishment && b.country != establishment;
    });
    return list;
}

const SaField *SaForm::field(const QString &key) const
{
    for (const SaField &f : m_fields)
        if (f.key == key)
            return &f;
    return nullptr;
}

bool SaForm::isAsked(const SaField &f, const QMap<QString, QString> &answers) const
{
    if (f.whenField.isEmpty())
        return true;
    // What is asked for because of something that is not asked for itself is not asked for.
    if (const SaField *other = field(f.whenField); other && !isAsked(*other, answers))
        return false;
    const QStringList given = answers.value(f.whenField).split(u',', Qt::SkipEmptyParts);
    return std::any_of(given.begin(), given.end(), [&](const QString &g) { return f.whenValues.contains(g); });
}

QStringList SaForm::missing(const QMap<QString, QString> &answers) const
{
    QStringList list;
    for (const SaField &f : m_fields) {
        if (!isAsked(f, answers))
            continue;
        const QString answer = answers.value(f.key);
        if (answer.isEmpty() ? f.required : !fits(f, answer))
            list << f.label;
    }
    return list;
}

QString SaForm::choiceName(const QString &code)
{
    QString name = QString(code).replace(u'_', u' ');
    if (!name.isEmpty())
        name[0] = name.at(0).toUpper();
    return name;
}

QString SaForm::toMarkdown(const QMap<QString, QString> &answers) const
{
    QString out, section;
    for (const SaField &f : m_fields) {
        if (!isAsked(f, answers))
            continue;
        if (f.section != section) {
            section = f.section;
            out += u"\n## "_s + plain(section) + u"\n\n"_s;
        }
        QString answer = answers.value(f.key);
        if (f.type == SaField::Type::Choice || f.type == SaField::Type::Multi || f.type == SaField::Type::Bool) {
            QStringList names;
            for (const QString &code : answer.split(u',', Qt::SkipEmptyParts))
                names << choiceName(code);
            answer = names.join(tr(", "));
        }
        if (answer.isEmpty())
            answer = f.required ? tr("not answered") : tr("none");
        out += u"**"_s + plain(f.label) + u"**: "_s + plain(answer) + u"\n\n"_s;
    }
    return out.trimmed() + u'\n';
}

QByteArray SaForm::toJson(const QMap<QString, QString> &answers) const
{
    QJsonObject fields;
    for (const SaField &f : m_fields) {
        const QString answer = answers.value(f.key);
        if (answer.isEmpty() || !isAsked(f, answers))
            continue;
        if (f.type == SaField::Type::Multi)
            fields.insert(f.key, QJsonArray::fromStringList(answer.split(u',')));
        else if (f.type == SaField::Type::Number)
            fields.insert(f.key, answer.toLongLong());
        else if (f.type == SaField::Type::Bool)
            fields.insert(f.key, answer == u"yes");
        else
            fields.insert(f.key, answer);
    }
    const QJsonObject root{{u"form"_s, u"tocsin/sa_form/1"_s}, {u"version"_s, m_version}, {u"fields"_s, fields}};
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

} // namespace tocsin
