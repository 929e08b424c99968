#include "tests/bench/benchparts.h"

#include "app/platform/systemclock.h"
#include "models/rules/rulebook.h"
#include "models/services/services.h"
#include "models/storage/bulkact.h"
#include "models/storage/database.h"
#include "models/storage/decisionrepository.h"
#include "models/storage/incidentrepository.h"
#include "models/storage/obligationrepository.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace tocsin::bench {

namespace {

constexpr int kIncidents = 100'000;
constexpr int kOpen = 2'000;
constexpr int kDeclared = 20;
constexpr int kCustomers = 50; ///< each of the declared concerns all of them: 1,000 clocks
constexpr int kBatch = 2'000;

const char *const kSubjects[] = {"Sign-in from an unknown country",
                                 "Bucket open to everybody",
                                 "Parcel list sent to the wrong depot",
                                 "Service account used at night",
                                 "Scanner reports an old library",
                                 "Copy of a table left the network",
                                 "Customer sees another customer's invoice",
                                 "Laptop lost in a train",
                                 "Certificate about to run out",
                                 "Unusual amount of mail"};

class Maker
{
public:
    Maker(Database &database, Services &services, ManualClock &clock, qint64 nowMs)
        : m_db(database)
        , m_services(services)
        , m_clock(clock)
        , m_now(nowMs)
    {
    }

    void make()
    {
        recordAll();
        endMost();
        workOnOpen();
        declareSome();
        m_clock.set(m_now);
    }

private:
    void say(const char *what, int done, int total)
    {
        std::fprintf(stderr, "\r  %s %d of %d\x1b[K", what, done, total);
    }

    /** A hundred thousand in one bulk act, a year and more of them. */
    void recordAll()
    {
        must(m_services.session.together([&]() -> Result<void> {
            BulkAct bulk(m_db);
            const auto id = bulk.open();
            if (!id)
                return tl::unexpected(id.error());
            IncidentRepository repository(m_db);
            for (int n = 0; n < kIncidents; ++n) {
                m_clock.set(m_now - (kIncidents - n) * 5 * kMinuteMs);
                NewIncident incident;
                incident.title = u"%1, case %2"_s.arg(QLatin1StringView(kSubjects[n % 10])).arg(n);
                incident.description = u"Seen by the monitoring; somebody looks at it."_s;
                incident.source = static_cast<DetectionSource>(n % 3);
                incident.reportedBy = u"Monitoring"_s;
                incident.detectedMs = m_clock.nowMs() - kMinuteMs;
                if (auto made = repository.insert(incident, *id); !made)
                    return tl::unexpected(made.error());
                if (n % kBatch == 0)
                    say("incidents recorded:", n, kIncidents);
            }
            const auto done = bulk.finish({}, u"import"_s, {u"incident_record"_s}, u"bench"_s, QString(64, u'0'));
            return done ? Result<void>() : tl::unexpected(done.error());
        }),
             "recording");
    }

    void endMost()
    {
        DecisionRepository repository(m_db);
        EndingValues ending;
        ending.reason = u"Looked at; it was ordinary business."_s;
        for (int from = 0; from < kIncidents - kOpen; from += kBatch) {
            must(m_services.session.together([&]() -> Result<void> {
                for (int n = from; n < from + kBatch; ++n) {
                    m_clock.set(m_now - (kIncidents - n) * 5 * kMinuteMs + 3 * kHourMs);
                    if (auto ended = repository.insertEnding(IncidentId{n + 1}, 1, ending); !ended)
                        return ended;
                }
                return {};
            }),
                 "ending");
            say("ended:", from, kIncidents - kOpen);
        }
    }

    /** The open ones stand in all stages; all are held and assessed but the newest. */
    void workOnOpen()
    {
        const PersonId self = m_services.session.actor().id;
        m_clock.set(m_now - 60 * kHourMs);
        must(m_services.session.together([&]() -> Result<void> {
            IncidentRepository repository(m_db);
            for (int n = 0; n < kOpen; ++n) {
                const IncidentId id{kIncidents - kOpen + n + 1};
                m_clock.advance(kSecondMs);
                if (auto ok = repository.insertManagerChange(id, 1, self, u"Takes it."_s); !ok)
                    return ok;
                if (auto ok = advance(id, n % 4); !ok)
                    return ok;
                if (n % 100 == 0)
                    say("worked on:", n, kOpen);
            }
            return {};
        }),
             "working");
    }

    Result<void> advance(IncidentId id, int stages)
    {
        if (stages >= 1)
            if (auto ok = m_services.incidents.move(id, 0, Stage::Assess, u"Somebody looks."_s); !ok)
                return ok;
        if (stages >= 2) {
            AssessmentInput input;
            input.findings.functional = static_cast<FunctionalImpact>(id.value % 4);
            input.findings.recoverability = Recoverability::Regular;
            input.finding = u"first look"_s;
            if (auto ok = m_services.assessments.assess(id, 0, input); !ok)
                return ok;
            if (auto ok = m_services.incidents.move(id, 0, Stage::Diagnose, u"Needs a closer look."_s); !ok)
                return ok;
        }
        if (stages >= 3)
            return m_services.incidents.move(id, 0, Stage::Stabilize, u"There is a plan."_s);
        return {};
    }

    void declareSome()
    {
        m_clock.set(m_now - 50 * kHourMs);
        must(m_services.session.together([&]() -> Result<void> {
            QList<ScopeRow> scope;
            for (int n = 0; n < kCustomers; ++n) {
                Customer customer;
                customer.name = u"Customer %1"_s.arg(n);
                const CustomerId id = must(m_services.customers.add(customer), "customer");
                Subscription subscription;
                subscription.customer = id;
                subscription.name = u"Storage %1"_s.arg(n);
                subscription.kind = u"subscription"_s;
                ScopeRow row;
                row.customer = id;
                row.subscription = must(m_services.customers.addSubscription(subscription), "subscription");
                row.accessed = u"object names"_s;
                row.certainty = u"confirmed"_s;
                row.sinceMs = m_clock.nowMs() - kDayMs;
                scope.append(row);
            }
            for (int n = 0; n < kDeclared; ++n)
                declare(IncidentId{kIncidents - 4 * n}, scope);
            return {};
        }),
             "declaring");
    }

    void declare(IncidentId id, const QList<ScopeRow> &scope)
    {
        m_clock.advance(2 * kHourMs);
        for (const ScopeRow &row : scope)
            must(m_services.customers.setScope(id, row, u"seen in the log"_s), "scope");
        const NewEntry seen{
            EntryKind::Evidence, m_clock.nowMs(), u"The log names the objects that were read."_s, {}, true};
        DeclarationInput input;
        input.citations = {must(m_services.timeline.add(id, seen), "evidence")};
        input.statementSigned = true;
        input.consultedWho = u"Legal"_s;
        input.consultedMs = m_clock.nowMs();
        must(m_services.declarations.declare(id, 0, input), "declaration");
    }

    Database &m_db;
    Services &m_services;
    ManualClock &m_clock;
    qint64 m_now;
};

/** A day old at most, else its clocks would have run out; and of this version's schema. */
bool isFresh(const QString &path, const Clock &clock)
{
    const QFileInfo info(path);
    return info.exists() && clock.nowMs() - info.birthTime().toMSecsSinceEpoch() < kDayMs &&
           Database::open(path, OpenMode::ReadOnly, clock).has_value();
}

} // namespace

bool makeBenchDatabase(const QString &path, const QString &login)
{
    const SystemClock system;
    const qint64 now = system.nowMs();
    if (isFresh(path, system))
        return true;
    const QString half = path + u".half"_s;
    for (const QString &old : {path, path + u"-wal"_s, path + u"-shm"_s, half, half + u"-wal"_s, half + u"-shm"_s})
        QFile::remove(old);
    std::fprintf(stderr, "Making the database of the benchmark (once a day) ...\n");
    ManualClock clock(now - kIncidents * 5 * kMinuteMs - kDayMs);
    const RuleBook rules = must(RuleBook::load(), "rules");
    {
        const auto database = must(Database::open(half, OpenMode::Create, clock), "create");
        must(database->run(u"PRAGMA synchronous = OFF"_s), "pragma"); // only while it is made
        Services services(*database, rules, nullptr);
        Person person;
        person.name = u"Bench"_s;
        person.login = login;
        for (const auto &role : enumTable<Role>())
            person.roles |= role.value;
        must(services.people.add(person), "person");
        services.session.setActor(must(services.people.byLogin(login), "person"));
        Maker(*database, services, clock, now).make();
    }
    std::fprintf(stderr, "\r\x1b[K");
    return QFile::rename(half, path);
}

void stop(const QString &what)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(what));
    std::fflush(nullptr);
    std::_Exit(1); // threads of the program may still be running: nothing is torn down under them
}

} // namespace tocsin::bench
