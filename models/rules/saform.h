#pragma once

#include "models/domain/error.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace tocsin {

/** A data protection authority, as the directory has it (P9.1). */
struct Authority
{
    QString country;
    QString name;
    QString address;
    QString portal;
    QString language;
};

/** The authorities this program knows: data (resources/rules/authorities.json). */
class AuthorityDirectory
{
public:
    [[nodiscard]] static const Result<AuthorityDirectory> &builtIn();
    /** Strictly, so that a wrong file is found when it is written; the error says entry and field. */
    [[nodiscard]] static Result<AuthorityDirectory> fromJson(const QByteArray &bytes);
    [[nodiscard]] const QList<Authority> &all() const { return m_all; }
    /**
     * Who is to be told: the lead authority of where the provider is established in the European Economic Area, and
     * nobody else there; from outside of it every authority of a country in which people are affected (EDPB 9/2022,
     * 73). Countries beyond the EEA have their own each time.
     */
    [[nodiscard]] QList<Authority> toBeTold(const QString &establishment, const QStringList &peopleIn) const;
    [[nodiscard]] static bool isInEea(const QString &country);

private:
    QList<Authority> m_all;
};

/** One field of the form that an authority asks for (P9.4). */
struct SaField
{
    enum class Type { Choice, Multi, Text, DateTime, Date, Number, Bool };
    QString key;
    QString section;
    QString label;
    Type type = Type::Text;
    bool required = false; ///< always, or whenever it is asked for
    QString citation;
    QString whenField; ///< asked for only where this one has one of these values
    QStringList whenValues;
    QStringList choices;
};

/** The form of an authority as data (resources/rules/sa_form.json): which fields, and when each is asked for. */
class SaForm
{
public:
    [[nodiscard]] static const Result<SaForm> &builtIn();
    /** As AuthorityDirectory::fromJson(). */
    [[nodiscard]] static Result<SaForm> fromJson(const QByteArray &bytes);
    [[nodiscard]] const QList<SaField> &fields() const { return m_fields; }
    [[nodiscard]] const QString &version() const { return m_version; }
    [[nodiscard]] const SaField *field(const QString &key) const;
    [[nodiscard]] bool isAsked(const SaField &field, const QMap<QString, QString> &answers) const;
    /** Labels of what is asked for, needed, and not answered; and of what is answered with what is no answer. */
    [[nodiscard]] QStringList missing(const QMap<QString, QString> &answers) const;
    /** For a person: "yes_intact" as "Yes intact"; several of a Multi, parted by commas. */
    [[nodiscard]] static QString choiceName(const QString &code);
    /** The whole form to read: sections, what was answered, what is open. */
    [[nodiscard]] QString toMarkdown(const QMap<QString, QString> &answers) const;
    /** By key, with the version of the form; lists for what has several answers. */
    [[nodiscard]] QByteArray toJson(const QMap<QString, QString> &answers) const;

private:
    QString m_version;
    QList<SaField> m_fields;
};

} // namespace tocsin
