#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringView>
#include <optional>
#include <span>

namespace tocsin {

/** One value of an enumeration: the code the record keeps for ever, and the name a person reads. */
template<class E> struct EnumEntry
{
    E value;
    const char *code; ///< lower-case, stored; never changed
    const char *name; ///< English, translated under the context "tocsin::domain"
};

/** Specialised beside each enumeration: all its values in order. */
template<class E> std::span<const EnumEntry<E>> enumTable();

/** The stored code of a value. */
template<class E> QString codeOf(E value)
{
    for (const auto &e : enumTable<E>())
        if (e.value == value)
            return QString::fromLatin1(e.code);
    return {};
}

/** The value of a stored code; nothing if no value has it. */
template<class E> std::optional<E> fromCode(QStringView code)
{
    for (const auto &e : enumTable<E>())
        if (code == QLatin1StringView(e.code))
            return e.value;
    return std::nullopt;
}

/** The name a person reads. */
template<class E> QString nameOf(E value)
{
    for (const auto &e : enumTable<E>())
        if (e.value == value)
            return QCoreApplication::translate("tocsin::domain", e.name);
    return {};
}

} // namespace tocsin
