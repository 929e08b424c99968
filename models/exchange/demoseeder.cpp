#include "models/exchange/demoseeder.h"

#include "models/exchange/demodirectory.h"
#include "models/exchange/demoreplay.h"
#include "models/services/services.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** One act in the order of all incidents. */
struct DemoMoment
{
    qint64 atMs = 0;
    qsizetype incident = 0;
    QJsonObject act;
};

Result<QList<DemoMoment>> momentsOf(const DemoData &data, qint64 nowMs)
{
    QList<DemoMoment> moments;
    for (qsizetype i = 0; i < data.incidents.size(); ++i) {
        const QJsonArray acts = data.incidents[i].value("acts"_L1).toArray();
        qint64 last = 0;
        for (qsizetype n = 0; n < acts.size(); ++n) {
            const QJsonObject act = acts[n].toObject();
            const auto offset = demoOffsetMs(act.value("at"_L1).toString());
            if (!offset)
                return failure(ErrorKind::Internal, QCoreApplication::translate("tocsin", "The demo data is damaged."),
                               data.incidents[i].value("slug"_L1).toString() + u": "_s + act.value("at"_L1).toString());
            // Nobody works on the full minute: seconds of their own, the same each time, never before the act before.
            last = std::max(last, nowMs + *offset + (i * 37 + n * 23) % 57 * kSecondMs);
            moments.append({last, i, act});
        }
    }
    // Stable: what an incident tells within one minute stays in its order.
    std::stable_sort(moments.begin(), moments.end(),
                     [](const DemoMoment &a, const DemoMoment &b) { return a.atMs < b.atMs; });
    return moments;
}

} // namespace

DemoSeeder::DemoSeeder(Services &services, ManualClock &clock, QString noticeFolder)
    : m_services(services)
    , m_clock(clock)
    , m_noticeFolder(std::move(noticeFolder))
{
}

qint64 DemoSeeder::startMs(qint64 nowMs)
{
    return nowMs - 45 * kDayMs;
}

QString DemoSeeder::viewerName()
{
    return u"Mara Lindqvist"_s;
}

Result<DemoReport> DemoSeeder::seed(qint64 nowMs, const Progress &progress)
{
    const auto data = DemoData::load();
    if (!data)
        return tl::unexpected(data.error());
    const auto moments = momentsOf(*data, nowMs);
    if (!moments)
        return tl::unexpected(moments.error());

    const Person before = m_services.session.actor();
    DemoReport report;
    DemoDirectory directory(m_services);
    const auto tell = [&]() -> Result<void> {
        m_clock.set(startMs(nowMs));
        if (auto added = directory.add(*data, report); !added)
            return added;
        QList<DemoReplay> replays;
        for (const QJsonObject &incident : data->incidents)
            replays.append(DemoReplay(m_services, directory, incident, nowMs, m_noticeFolder));
        for (const DemoMoment &moment : *moments) {
            if (progress && !progress(report.acts, int(moments->size())))
                return failure(ErrorKind::Canceled,
                               QCoreApplication::translate("tocsin", "Stopped. Nothing was kept."));
            m_clock.set(moment.atMs);
            if (auto done = replays[moment.incident].tell(moment.act); !done)
                return done;
            ++report.acts;
        }
        report.incidents = int(replays.size());
        return {};
    };
    const auto told = m_services.session.together(tell);
    m_clock.set(nowMs);
    m_services.session.setActor(before.id.isValid() || !told ? before : directory.person(u"mara"_s));
    if (!told)
        return tl::unexpected(told.error());
    return report;
}

} // namespace tocsin
