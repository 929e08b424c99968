#pragma once

#include <QString>
#include <tl/expected.hpp>

namespace tocsin {

/** What kind of trouble it is; the window chooses by it what a person can do. */
enum class ErrorKind {
    Invalid,  ///< what was given is wrong; `field` says which
    NotFound, ///< no such thing
    Conflict, ///< somebody else changed it since it was read
    Denied,   ///< this person may not
    Refused,  ///< the process forbids it now; the text says what is missing
    ReadOnly, ///< the database cannot be written
    Locked,   ///< another program holds the database
    Full,     ///< no space left
    Newer,    ///< made by a newer version of this program
    Foreign,  ///< not a Tocsin database
    Damaged,  ///< the file or its schema is damaged
    Offline,  ///< the database cannot be reached
    Canceled, ///< the person stopped it
    Internal, ///< anything else
};

/** An error as a value (DESIGN 16): what the person reads, what the log gets, what kind it is. */
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString userText; ///< one or two plain sentences
    QString detail;   ///< for the log: never shown first
    QString field;    ///< the input it is about, or empty
};

/** A value or an Error; nothing throws across a layer. */
template<class T> using Result = tl::expected<T, Error>;

/** Shorthand for a failed Result. */
[[nodiscard]] inline tl::unexpected<Error> failure(ErrorKind kind, QString userText, QString detail = {},
                                                   QString field = {})
{
    return tl::unexpected<Error>(Error{kind, std::move(userText), std::move(detail), std::move(field)});
}

} // namespace tocsin
