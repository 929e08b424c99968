#include "app/platform/systemclock.h"
#include "models/rules/rulebook.h"
#include "models/services/services.h"
#include "models/storage/database.h"
#include "models/storage/postgressetup.h"

#include <QCoreApplication>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tocsin;

/**
 * Makes a team's database for a journey: OWNER-ADDRESS, then the address of the first person with the password, then
 * "Name:login:roles" for each one, the roles as a number. Their log-ins exist already. With --stabilized before all
 * that, the first person has one incident, declared, nobody told, in the stage Stabilize & Recover.
 */
namespace {

int fail(const Error &error)
{
    std::fprintf(stderr, "%s\n%s\n", qPrintable(error.userText), qPrintable(error.detail));
    return 1;
}

Person personOf(const QString &words)
{
    Person person;
    person.name = words.section(u':', 0, 0);
    person.login = words.section(u':', 1, 1);
    person.roles = Roles::fromInt(words.section(u':', 2).toInt());
    return person;
}

template<class T> Result<void> done(const Result<T> &result)
{
    return result ? Result<void>() : tl::unexpected(result.error());
}

/** A customer with one subscription and whom to tell. */
Result<ScopeRow> makeCustomer(Services &s)
{
    ScopeRow row;
    row.accessed = u"mailboxes of the clinic"_s;
    row.certainty = u"confirmed"_s;
    const auto customer = s.customers.add({{}, 0, u"Birch Clinic"_s, u"health"_s, u"DE"_s, {}});
    if (!customer)
        return tl::unexpected(customer.error());
    row.customer = *customer;
    const auto bought = s.customers.addSubscription({{}, 0, row.customer, u"birch-main"_s, u"subscription"_s});
    if (!bought)
        return tl::unexpected(bought.error());
    row.subscription = *bought;
    const auto contact = s.customers.addContact(
        {0, 0, row.customer, row.subscription, u"Bo Tan"_s, u"bo@birch.example"_s, {}, u"security"_s, true});
    return contact ? Result<ScopeRow>(row) : tl::unexpected(contact.error());
}

Result<IncidentId> recordIncident(Services &s, qint64 nowMs)
{
    NewIncident told;
    told.title = u"Unknown sign-ins from two tenants"_s;
    told.description = u"A customer saw sign-ins that nobody made."_s;
    told.source = DetectionSource::CustomerReport;
    told.reportedBy = u"Birch Clinic"_s;
    told.detectedMs = nowMs - kHourMs;
    return s.incidents.record(told);
}

/** The incident's way up to where a journey begins. */
Result<void> stabilize(Services &s, qint64 nowMs)
{
    const auto id = recordIncident(s, nowMs);
    const auto entry = id ? s.timeline.add(*id, {EntryKind::Evidence, nowMs, u"Token log pulled"_s, {}, true})
                          : Result<EntryId>(tl::unexpected(id.error()));
    const auto birch = makeCustomer(s);
    if (!entry || !birch)
        return tl::unexpected(entry ? birch.error() : entry.error());
    AssessmentInput assessment;
    assessment.findings = {FunctionalImpact::Low, InformationImpacts(InformationImpact::ProprietaryBreach),
                           Recoverability::Regular, CustomerDataRisk::Confirmed};
    const ClassificationInput classified{Outcome::SecurityIncident, PersonalData::No, u"Read."_s, u"Sam Roth"_s};
    DeclarationInput declared;
    declared.statementSigned = true;
    declared.consultedWho = u"Ada Ruiz"_s;
    declared.consultedMs = nowMs - kMinuteMs;
    declared.citations = {*entry};
    const auto version = [&] { return s.incidents.byId(*id).value_or(Incident{}).version; };
    const auto move = [&](Stage to) { return s.incidents.move(*id, version(), to, u"As planned."_s); };
    const std::function<Result<void>()> steps[] = {
        [&] { return move(Stage::Assess); },
        [&] { return done(s.assessments.assess(*id, version(), assessment)); },
        [&] { return move(Stage::Diagnose); },
        [&] { return done(s.assessments.classify(*id, version(), classified)); },
        [&] { return done(s.customers.setScope(*id, *birch, u"Data-flow log"_s)); },
        [&] { return done(s.declarations.declare(*id, version(), declared)); },
        [&] { return move(Stage::Stabilize); },
    };
    for (const auto &step : steps)
        if (auto taken = step(); !taken)
            return taken;
    return {};
}

int make(QStringList words)
{
    const bool stabilized = words.removeAll(u"--stabilized"_s) > 0;
    const SystemClock clock;
    auto owner = Database::open(words.at(1), OpenMode::Create, clock);
    if (!owner)
        return fail(owner.error());
    if (auto first = PostgresSetup(**owner).addFirstPerson(personOf(words.at(3))); !first)
        return fail(first.error());
    auto rules = RuleBook::load();
    auto database = Database::open(words.at(2), OpenMode::Existing, clock);
    if (!rules || !database)
        return fail(rules ? database.error() : rules.error());
    Services services(**database, *rules, nullptr);
    auto me = services.people.whoLoggedIn();
    if (!me)
        return fail(me.error());
    services.session.setActor(*me);
    for (const QString &other : words.mid(4))
        if (auto added = services.people.add(personOf(other)); !added)
            return fail(added.error());
    const auto told = stabilized ? stabilize(services, clock.nowMs()) : Result<void>();
    if (!told)
        return fail(told.error());
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    return make(QCoreApplication::arguments());
}
