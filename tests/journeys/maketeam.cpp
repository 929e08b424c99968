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
 * Makes a team's database for a journey: OWNER-ADDRESS, then the address of the first person with the password, who
 * gets every role, then "Name:login:roles" for each other one, the roles as a number. Their log-ins exist already.
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

int make(const QStringList &words)
{
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
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    return make(QCoreApplication::arguments());
}
