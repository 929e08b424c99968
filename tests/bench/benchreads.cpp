#include "tests/bench/benchparts.h"

#include "app/platform/systemclock.h"
#include "models/rules/rulebook.h"
#include "models/services/services.h"
#include "models/storage/database.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

#include <functional>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tocsin::bench {

namespace {

constexpr int kRounds = 301;

int remember(unsigned, void *list, void *statement, void *)
{
    char *sql = sqlite3_expanded_sql(static_cast<sqlite3_stmt *>(statement));
    static_cast<QStringList *>(list)->append(QString::fromUtf8(sql));
    sqlite3_free(sql);
    return 0;
}

/** The statements a page is read by, as the engine saw them, with their values. */
QStringList statementsOf(sqlite3 *db, const std::function<void()> &read)
{
    QStringList list;
    sqlite3_trace_v2(db, SQLITE_TRACE_STMT, remember, &list);
    read();
    sqlite3_trace_v2(db, 0, nullptr, nullptr);
    return list;
}

/** The same statements by bare Qt Sql: prepared once, forward only, every value of every row asked for. */
class QtFloor
{
public:
    QtFloor(const QSqlDatabase &db, const QStringList &statements)
    {
        for (const QString &sql : statements) {
            auto query = std::make_unique<QSqlQuery>(db);
            query->setForwardOnly(true);
            if (!query->prepare(sql))
                stop(query->lastError().text());
            if (!query->exec())
                stop(query->lastError().text());
            m_columns.append(query->record().count());
            query->finish();
            m_queries.push_back(std::move(query));
        }
    }

    qsizetype read()
    {
        qsizetype sum = 0;
        for (size_t q = 0; q < m_queries.size(); ++q) {
            QSqlQuery *query = m_queries[q].get();
            if (!query->exec())
                stop(query->lastError().text());
            const int columns = m_columns.at(static_cast<qsizetype>(q));
            while (query->next()) {
                for (int i = 0; i < columns; ++i)
                    sum += query->value(i).isNull() ? 0 : 1;
            }
            query->finish();
        }
        return sum;
    }

private:
    std::vector<std::unique_ptr<QSqlQuery>> m_queries;
    QList<int> m_columns;
};

/** The same by the C interface, texts taken as QString. */
class CFloor
{
public:
    CFloor(sqlite3 *db, const QStringList &statements)
    {
        for (const QString &sql : statements) {
            sqlite3_stmt *statement = nullptr;
            if (sqlite3_prepare_v2(db, sql.toUtf8().constData(), -1, &statement, nullptr) != SQLITE_OK)
                stop(QString::fromUtf8(sqlite3_errmsg(db)));
            m_statements.append(statement);
        }
    }
    ~CFloor()
    {
        for (sqlite3_stmt *statement : std::as_const(m_statements))
            sqlite3_finalize(statement);
    }
    CFloor(const CFloor &) = delete;
    CFloor &operator=(const CFloor &) = delete;

    qint64 read()
    {
        qint64 sum = 0;
        for (sqlite3_stmt *statement : std::as_const(m_statements)) {
            while (sqlite3_step(statement) == SQLITE_ROW)
                for (int i = 0; i < sqlite3_column_count(statement); ++i)
                    sum += valueOf(statement, i);
            sqlite3_reset(statement);
        }
        return sum;
    }

private:
    static qint64 valueOf(sqlite3_stmt *statement, int column)
    {
        if (sqlite3_column_type(statement, column) != SQLITE_TEXT)
            return sqlite3_column_int64(statement, column);
        const auto *text = static_cast<const QChar *>(sqlite3_column_text16(statement, column));
        return QString(text, sqlite3_column_bytes16(statement, column) / 2).size();
    }

    QList<sqlite3_stmt *> m_statements;
};

void answerPerson(sqlite3_context *context, int, sqlite3_value **)
{
    sqlite3_result_int64(context, *static_cast<const qint64 *>(sqlite3_user_data(context)));
}

/** The statements ask who reads (P13.4); a bare connection has to be told. `person` must outlive it. */
void tellPerson(const QSqlDatabase &db, qint64 *person)
{
    const QVariant handle = db.driver()->handle();
    sqlite3 *connection = *static_cast<sqlite3 *const *>(handle.constData());
    sqlite3_create_function_v2(connection, "tocsin_person", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, person, answerPerson,
                               nullptr, nullptr, nullptr);
}

double timed(const std::function<void()> &work)
{
    const double from = nowMs();
    work();
    return nowMs() - from;
}

Row compare(const QString &what, Database &db, const QSqlDatabase &qt, const std::function<void()> &read)
{
    const QStringList statements = statementsOf(db.handle(), read);
    QtFloor qtFloor(qt, statements);
    CFloor cFloor(db.handle(), statements);
    QList<double> ours, floors, raw;
    for (int n = 0; n < kRounds; ++n) {
        ours << timed(read);
        floors << timed([&] { (void)qtFloor.read(); });
        raw << timed([&] { (void)cFloor.read(); });
    }
    return ratioRow(what, median(ours), median(floors), 1.15, ms,
                    u"C interface %1; %2 statements"_s.arg(ms(median(raw))).arg(statements.size()));
}

} // namespace

QList<Row> measureReads(const Setup &setup)
{
    const SystemClock clock;
    const RuleBook rules = must(RuleBook::load(), "rules");
    const auto db = must(Database::open(setup.database, OpenMode::ReadOnly, clock), "open");
    Services services(*db, rules, nullptr);
    const Person reader = must(services.people.byLogin(setup.login), "person");
    services.session.setActor(reader);
    qint64 readerId = reader.id.value;
    QList<Row> rows;
    {
        QSqlDatabase qt = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"floor"_s);
        qt.setDatabaseName(setup.database);
        qt.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        if (!qt.open())
            stop(qt.lastError().text());
        tellPerson(qt, &readerId);
        IncidentFilter open;
        open.done = false;
        const auto first = must(services.incidents.page({}, {}, 200), "page");
        const PageKey key{first.last().updatedMs, first.last().id.value};
        rows << compare(u"Board, 2,000 open of 100,000"_s, *db, qt,
                        [&] { must(services.incidents.board({}), "board"); });
        rows << compare(u"List, first page of 200"_s, *db, qt,
                        [&] { must(services.incidents.page({}, {}, 200), "page"); });
        rows << compare(u"List, next page of 200"_s, *db, qt,
                        [&] { must(services.incidents.page({}, key, 200), "page"); });
        rows << compare(u"List, page of the open ones"_s, *db, qt,
                        [&] { must(services.incidents.page(open, {}, 200), "page"); });
    }
    QSqlDatabase::removeDatabase(u"floor"_s);
    return rows;
}

} // namespace tocsin::bench
