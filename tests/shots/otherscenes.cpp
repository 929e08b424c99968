#include "tests/shots/longtext.h"
#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

constexpr int kMany = 2000;

void openAgain(Studio &studio, bool readOnly)
{
    studio.renewWindow();
    studio.open({studio.workPath(u"demo.tocsin"_s), false, readOnly, {}, {}});
}

/** Somebody else is faster while the panel is open. */
void shootConflict(Studio &studio)
{
    studio.hold(37);
    const IncidentId id = studio.incident(37, u"assessment"_s);
    studio.window().openIncident(id, u"assessment"_s);
    studio.settle();
    Q_EMIT studio.workspace().lost({ErrorKind::Offline, u"The folder of the database cannot be reached."_s, {}, {}});
    studio.shoot(u"lost"_s);
    Q_EMIT studio.workspace().recovered();
}

} // namespace

void shootTroubles(Studio &studio)
{
    shootConflict(studio);
    const IncidentId id = studio.read(20).id;
    studio.ask<void>([id](Services &s) {
        return s.drafts.save({u"entry/%1"_s.arg(id.value), id, u"{}"_s, Studio::kNow - kHourMs});
    });
    openAgain(studio, false);
    studio.shoot(u"draft-found"_s);
    openAgain(studio, true);
    studio.shoot(u"readonly-board"_s);
    for (const char16_t *key : {u"overview", u"timeline", u"assessment", u"customers", u"notices"}) {
        const QString tab = QString::fromUtf16(key);
        studio.incident(27, tab);
        studio.shoot(u"readonly-"_s + tab);
    }
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
    for (const char16_t *key : {u"board", u"incidents", u"deadlines", u"customers", u"record"}) {
        const QString page = QString::fromUtf16(key);
        studio.page(page);
        studio.shoot(u"long-"_s + page);
    }
    for (const char16_t *key : {u"overview", u"timeline", u"assessment", u"customers", u"notices", u"postmortem"}) {
        const QString tab = QString::fromUtf16(key);
        studio.incident(20, tab);
        studio.shoot(u"long-tab-"_s + tab);
    }
    studio.page(u"board"_s);
    studio.click(u"new-incident"_s);
    studio.shoot(u"long-new-incident"_s);
    QCoreApplication::removeTranslator(&twice);
}

} // namespace tocsin::shots
