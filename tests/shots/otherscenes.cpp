#include "tests/shots/longtext.h"
#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"

#include "ui/incident/incidentpage.h"

#include <QCoreApplication>
#include <QFile>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

constexpr int kMany = 2000;

void openAgain(Studio &studio, bool readOnly)
{
    const QString path = studio.workPath(u"demo.tocsin"_s);
    if (!QFile::exists(path)) // drawn without the pages
        studio.openDemo(path);
    studio.renewWindow();
    studio.open({path, false, readOnly, {}, {}});
}

/** Somebody else is faster while the panel is open. */
void shootConflict(Studio &studio)
{
    studio.hold(37);
    const IncidentId id = studio.incident(37, u"overview"_s);
    studio.window().findChild<IncidentPage *>()->beginAct(Act::Move);
    studio.settle();
    studio.type(u"reason"_s, u"The reads are confirmed; the cause is not known."_s);
    studio.workspace().run<void>(&studio.window(),
                                 [id](Services &s) {
                                     return s.incidents.contain(id, 0, ContainmentKind::Mitigation,
                                                                u"Preview switched off."_s, {}, Studio::kNow);
                                 },
                                 {});
    studio.click(u"panelPrimary"_s); // before the window hears of it
    studio.shoot(u"act-conflict"_s);
    if (studio.has(u"panelCancel"_s))
        studio.click(u"panelCancel"_s);
}

/** Writes past the program, as somebody with a tool of his own would. */
void tamper(const QString &path)
{
    sqlite3 *raw = nullptr;
    const bool done = sqlite3_open(path.toUtf8().constData(), &raw) == SQLITE_OK &&
                      sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr) == SQLITE_OK &&
                      sqlite3_exec(raw,
                                   "UPDATE timeline_entry SET text = 'Nothing was seen.' WHERE id = 120;"
                                   "UPDATE obligation_start SET deadline_ms = deadline_ms + 86400000 WHERE id = 9;",
                                   nullptr, nullptr, nullptr) == SQLITE_OK;
    const QString said = QString::fromUtf8(sqlite3_errmsg(raw));
    sqlite3_close(raw);
    if (!done)
        stop(said);
}

void shootFindings(Studio &studio)
{
    openAgain(studio, false);
    tamper(studio.workPath(u"demo.tocsin"_s));
    studio.page(u"record"_s);
    studio.click(u"recordVerify"_s);
    studio.click(u"verifyStart"_s);
    studio.shoot(u"verify-findings"_s);
}

/** P11.5: two incidents for an auditor, before legal has released them. */
void shootBundle(Studio &studio)
{
    studio.page(u"record"_s);
    studio.click(u"recordBundle"_s);
    for (const auto &[name, text] :
         {std::pair(u"bundleIncidents"_s, u"INC-0002, INC-0004"_s),
          std::pair(u"bundleRecipient"_s, u"Harbour Assurance"_s), std::pair(u"bundlePurpose"_s, u"Yearly audit"_s)})
        studio.type(name, text);
    studio.settle();
    studio.shoot(u"record-bundle"_s);
}

void shootLost(Studio &studio)
{
    Q_EMIT studio.workspace().lost({ErrorKind::Offline, u"The folder of the database cannot be reached."_s, {}, {}});
    studio.shoot(u"lost"_s);
    Q_EMIT studio.workspace().recovered();
}

} // namespace

void shootTroubles(Studio &studio)
{
    openAgain(studio, false);
    shootConflict(studio);
    shootLost(studio);
    const IncidentId id = studio.read(20).id;
    studio.ask<KeptIn>([id](Services &s) { return s.drafts.save({u"entry/%1"_s.arg(id.value), id, u"{}"_s}); });
    openAgain(studio, false);
    studio.shoot(u"draft-found"_s);
    shootBundle(studio);
    openAgain(studio, true);
    studio.shoot(u"readonly-board"_s);
    for (const char16_t *key : {u"overview", u"timeline", u"assessment", u"customers", u"notices"}) {
        const QString tab = QString::fromUtf16(key);
        studio.incident(27, tab);
        studio.shoot(u"readonly-"_s + tab);
    }
    shootFindings(studio);
}

void shootMany(Studio &studio)
{
    studio.renewWindow();
    studio.clock().set(Studio::kNow - 30 * kDayMs);
    studio.open({studio.workPath(u"many.tocsin"_s), true, false, {}, {}});
    studio.ask<void>([&studio](Services &s) {
        return s.session.together([&]() -> Result<void> {
            for (int n = 0; n < kMany; ++n) {
                studio.clock().advance(20 * kMinuteMs);
                NewIncident seen;
                seen.title = u"Unusual traffic at edge %1"_s.arg(n);
                seen.description = u"The monitoring saw it; somebody looks."_s;
                seen.reportedBy = u"Monitoring"_s;
                seen.source = DetectionSource::OperatorEscalation;
                seen.detectedMs = studio.clock().nowMs() - kMinuteMs;
                const auto id = s.incidents.record(seen);
                if (!id)
                    return tl::unexpected(id.error());
                if (n % 3 == 0)
                    if (auto moved = s.incidents.move(*id, 0, Stage::Assess, u"Somebody looks."_s); !moved)
                        return moved;
            }
            return {};
        });
    });
    studio.clock().set(Studio::kNow);
    studio.renewWindow();
    studio.open({studio.workPath(u"many.tocsin"_s), false, false, {}, {}});
    studio.shoot(u"board-many"_s);
    studio.page(u"incidents"_s);
    studio.shoot(u"incidents-many"_s);
}

void shootLongText(Studio &studio)
{
    LongText twice;
    QCoreApplication::installTranslator(&twice);
    studio.renewWindow();
    studio.window().start();
    studio.shoot(u"long-welcome"_s);
    openAgain(studio, false);
    for (const char16_t *key : {u"board", u"incidents", u"deadlines", u"approvals", u"customers", u"record", u"people",
                                u"sources", u"services"}) {
        const QString page = QString::fromUtf16(key);
        studio.page(page);
        studio.shoot(u"long-"_s + page);
    }
    for (const char16_t *key :
         {u"overview", u"timeline", u"assessment", u"customers", u"notices", u"transfers", u"postmortem"}) {
        const QString tab = QString::fromUtf16(key);
        studio.incident(20, tab);
        studio.shoot(u"long-tab-"_s + tab);
    }
    studio.hold(32);
    for (const auto &[name, act] :
         {std::pair(u"duties"_s, Act::DecideDuties), std::pair(u"awareness"_s, Act::RecordAwareness)}) {
        studio.incident(32, u"overview"_s);
        studio.window().findChild<IncidentPage *>()->beginAct(act);
        studio.settle();
        studio.shoot(u"long-act-"_s + name);
        studio.click(u"panelCancel"_s);
    }
    studio.hold(20);
    studio.incident(20, u"classification"_s);
    studio.shoot(u"long-wizard-start"_s);
    studio.click(u"beginRun"_s);
    studio.shoot(u"long-wizard"_s);
    studio.click(u"step-outcome"_s);
    studio.shoot(u"long-wizard-outcome"_s);
    studio.click(u"backToIncident"_s);
    studio.page(u"board"_s);
    studio.click(u"new-incident"_s);
    studio.shoot(u"long-new-incident"_s);
    QCoreApplication::removeTranslator(&twice);
}

} // namespace tocsin::shots
