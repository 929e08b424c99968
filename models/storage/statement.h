#pragma once

#include "models/domain/error.h"
#include "models/storage/engine.h"

#include <QVariant>
#include <memory>
#include <optional>

namespace tocsin {

class Database;

/**
 * A prepared statement on loan from its Database; it goes back when it leaves scope. Values are bound in order, never
 * written into the text. Strings with U+0000 are refused (DESIGN 13).
 */
class Statement
{
public:
    /** On loan: `lent` is cleared when it goes back. */
    Statement(Database &database, const QString &sql, EngineStatement *handle, bool *lent);
    /** Its own, ends with it. Without a handle exec() says why there is none. */
    Statement(Database &database, const QString &sql, std::unique_ptr<EngineStatement> own);
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    Statement &operator=(Statement &&) = delete;

    Statement &bind(qint64 value);
    Statement &bind(int value) { return bind(qint64{value}); }
    Statement &bind(bool value) { return bind(qint64{value}); }
    Statement &bind(const QString &value);
    Statement &bind(const QByteArray &blob);
    Statement &bindNull();
    Statement &bind(std::optional<qint64> value) { return value ? bind(*value) : bindNull(); }
    Statement &bind(const std::optional<QString> &value) { return value ? bind(*value) : bindNull(); }
    /** 0 is NULL: for keys and instants that may be missing. */
    Statement &bindId(qint64 value) { return value > 0 ? bind(value) : bindNull(); }
    /** "" is NULL. */
    Statement &bindCode(const QString &value) { return value.isEmpty() ? bindNull() : bind(value); }

    /** For many rows, before exec() and within a transaction: they come as they are asked for, on a server too. */
    Statement &stream();
    /** Runs it to its first row or its end; for rows, call next() afterwards. */
    [[nodiscard]] Result<void> exec();
    /** Runs an INSERT and gives the new key. */
    [[nodiscard]] Result<qint64> insert();
    /** Steps to the next row; false at the end, and on an error, which error() then tells. */
    [[nodiscard]] bool next();
    /** What ended the rows early: a damaged page, an interruption; nothing after a regular end. */
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

    [[nodiscard]] qint64 int64(int column) const;
    [[nodiscard]] int integer(int column) const { return static_cast<int>(int64(column)); }
    [[nodiscard]] bool boolean(int column) const { return int64(column) != 0; }
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    /** An integer, a text, bytes or NULL, as stored. */
    [[nodiscard]] QVariant value(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] int columnCount() const;

private:
    [[nodiscard]] Error failed();

    enum class Row { None, Ready, Current };

    Database *m_database;
    QString m_sql;
    EngineStatement *m_handle;
    bool *m_lent = nullptr;
    std::unique_ptr<EngineStatement> m_own;
    int m_bound = 0;
    Row m_row = Row::None;
    bool m_badText = false;
    std::optional<Error> m_error;
};

} // namespace tocsin
