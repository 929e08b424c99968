#pragma once

#include "models/storage/postgresengine.h"

namespace tocsin {

/** A statement on a PostgreSQL server. It is prepared when it is first run, and again after a reconnection. */
class PostgresStatement final : public EngineStatement
{
public:
    PostgresStatement(PostgresEngine &engine, const QByteArray &sql);
    ~PostgresStatement() override;
    PostgresStatement(const PostgresStatement &) = delete;
    PostgresStatement &operator=(const PostgresStatement &) = delete;

    void bindInt(int n, qint64 value) override;
    void bindText(int n, const QByteArray &utf8) override;
    void bindBlob(int n, const QByteArray &bytes) override;
    void bindNull(int n) override;
    [[nodiscard]] int parameterCount() const override { return static_cast<int>(m_values.size()); }
    [[nodiscard]] Step step() override;
    void stream() override { m_streams = true; }
    void wantKey() override { m_wantKey = true; }
    [[nodiscard]] qint64 key() const override { return int64(0); }
    void reset() override;
    void clearBindings() override;

    [[nodiscard]] qint64 int64(int column) const override;
    [[nodiscard]] QString text(int column) const override;
    [[nodiscard]] QByteArray blob(int column) const override;
    [[nodiscard]] QVariant value(int column) const override;
    [[nodiscard]] bool isNull(int column) const override;
    [[nodiscard]] int columnCount() const override;

    /** The text with $1, $2 ... for each ? outside quotes and comments, and how many there are. */
    [[nodiscard]] static std::pair<QByteArray, int> numbered(const QByteArray &sql);

private:
    [[nodiscard]] bool run();
    [[nodiscard]] bool fetch();
    [[nodiscard]] QByteArray cursor() const { return "c" + QByteArray::number(m_cursorId); }

    PostgresEngine &m_engine;
    QByteArray m_sql;
    QList<PostgresValue> m_values;
    pg_result *m_rows = nullptr;
    int m_row = -1;
    int m_id = 0;
    int m_keyId = 0;
    int m_cursorId = 0;
    int m_fetchId = 0;
    bool m_wantKey = false;
    bool m_streams = false;
    bool m_hasCursor = false;
};

} // namespace tocsin
