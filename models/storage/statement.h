#pragma once

#include "models/domain/error.h"

#include <QSqlQuery>
#include <QVariant>
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
    Statement(Database &database, const QString &sql, QSqlQuery query);
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    Statement &operator=(Statement &&) = delete;

    Statement &bind(qint64 value) { return bindVariant(value); }
    Statement &bind(int value) { return bindVariant(qint64{value}); }
    Statement &bind(bool value) { return bindVariant(qint64{value}); }
    Statement &bind(const QString &value);
    Statement &bind(const QByteArray &blob) { return bindVariant(blob); }
    Statement &bindNull() { return bindVariant(QVariant()); }
    Statement &bind(std::optional<qint64> value) { return value ? bind(*value) : bindNull(); }
    Statement &bind(const std::optional<QString> &value) { return value ? bind(*value) : bindNull(); }
    /** 0 is NULL: for keys and instants that may be missing. */
    Statement &bindId(qint64 value) { return value > 0 ? bind(value) : bindNull(); }
    /** "" is NULL. */
    Statement &bindCode(const QString &value) { return value.isEmpty() ? bindNull() : bind(value); }

    /** Runs it; for rows, call next() afterwards. */
    [[nodiscard]] Result<void> exec();
    /** Runs an INSERT and gives the new key. */
    [[nodiscard]] Result<qint64> insert();
    [[nodiscard]] bool next() { return m_query.next(); }

    [[nodiscard]] qint64 int64(int column) const { return m_query.value(column).toLongLong(); }
    [[nodiscard]] int integer(int column) const { return m_query.value(column).toInt(); }
    [[nodiscard]] bool boolean(int column) const { return m_query.value(column).toLongLong() != 0; }
    [[nodiscard]] QString text(int column) const { return m_query.value(column).toString(); }
    [[nodiscard]] QByteArray blob(int column) const { return m_query.value(column).toByteArray(); }
    [[nodiscard]] QVariant value(int column) const { return m_query.value(column); }
    [[nodiscard]] bool isNull(int column) const { return m_query.isNull(column); }
    [[nodiscard]] int rowsAffected() const { return m_query.numRowsAffected(); }
    [[nodiscard]] QSqlQuery &query() { return m_query; }

private:
    Statement &bindVariant(const QVariant &value);

    Database *m_database;
    QString m_sql;
    QSqlQuery m_query;
    int m_bound = 0;
    bool m_badText = false;
    bool m_broken = false;
};

} // namespace tocsin
