#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/shell/welcomepage.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        stop(u"%1 cannot be written"_s.arg(path));
}

/** Troubles that cannot be had at will come as the storage would report them. */
void shootReported(Studio &studio)
{
    const struct
    {
        QString name;
        Error error;
    } troubles[] = {
        {u"newer"_s,
         {ErrorKind::Newer,
          u"This database was made by a newer version of Tocsin (schema 9; this version knows up to 1). Nothing was "
          "changed."_s,
          {},
          {}}},
        {u"damaged"_s,
         {ErrorKind::Damaged,
          u"The database file is damaged."_s,
          u"SQLite 11: database disk image is malformed"_s,
          {}}},
        {u"locked"_s,
         {ErrorKind::Locked,
          u"Another program is writing to the database and does not let go."_s,
          u"SQLite 5: database is locked"_s,
          {}}},
        {u"full"_s,
         {ErrorKind::Full,
          u"There is no space left where the database is."_s,
          u"SQLite 13: database or disk is full"_s,
          {}}},
        {u"readonly"_s,
         {ErrorKind::ReadOnly,
          u"The database may not be written."_s,
          u"SQLite 8: attempt to write a readonly database"_s,
          {}}},
        {u"denied"_s,
         {ErrorKind::Denied, u"/srv/share/security/incidents.tocsin cannot be read: Permission denied."_s, {}, {}}},
        {u"internal"_s,
         {ErrorKind::Internal,
          u"The database answered something unexpected."_s,
          u"SQLite 21: bad parameter or other API misuse"_s,
          {}}},
    };
    for (const auto &trouble : troubles) {
        Q_EMIT studio.workspace().openFailed(trouble.error, u"/srv/share/security/incidents.tocsin"_s);
        studio.shoot(u"open-error-"_s + trouble.name);
    }
}

} // namespace

void shootStart(Studio &studio)
{
    studio.window().start();
    studio.shoot(u"welcome"_s);
    auto *welcome = studio.window().findChild<WelcomePage *>();
    welcome->setRecent({u"/home/mara/incidents.tocsin"_s, u"/srv/share/security/incidents.tocsin"_s});
    welcome->setBusy(u"Making the demo: forty incidents are being told …"_s);
    studio.shoot(u"welcome-busy"_s);
    welcome->setIdle();
    studio.shoot(u"welcome-recent"_s);

    studio.window().openDatabase(studio.workPath(u"gone.tocsin"_s));
    studio.shoot(u"open-error-missing"_s);
    writeFile(studio.workPath(u"letter.tocsin"_s), "Dear Ada,\nthank you for your letter.\n");
    studio.window().openDatabase(studio.workPath(u"letter.tocsin"_s));
    studio.shoot(u"open-error-foreign"_s);
    shootReported(studio);
}

void shootEmpty(Studio &studio)
{
    studio.open({studio.workPath(u"new.tocsin"_s), true, false, {}, {}});
    studio.shoot(u"board-empty"_s);
    for (const char16_t *key :
         {u"incidents", u"deadlines", u"customers", u"record", u"people", u"sources", u"services", u"mail"}) {
        const QString page = QString::fromUtf16(key);
        studio.page(page);
        studio.shoot(page + u"-empty"_s);
    }
    NewIncident seen;
    seen.title = u"Sign-ins from a country nobody is in"_s;
    seen.description = u"The morning report lists eleven sign-ins to the billing console."_s;
    seen.reportedBy = u"Night desk"_s;
    seen.detectedMs = Studio::kNow - 40 * kMinuteMs;
    studio.ask<IncidentId>([seen](Services &s) { return s.incidents.record(seen); });
    for (const char16_t *key :
         {u"overview", u"timeline", u"assessment", u"customers", u"notices", u"postmortem", u"record"}) {
        const QString tab = QString::fromUtf16(key);
        studio.incident(1, tab);
        studio.shoot(u"incident-new-"_s + tab);
    }
    studio.page(u"board"_s);
    studio.shoot(u"board-one"_s);
}

} // namespace tocsin::shots
