#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

qint64 numberOf(Studio &studio, const QString &title)
{
    IncidentFilter filter;
    filter.text = title;
    const auto found = studio.ask<QList<Incident>>([filter](Services &s) { return s.incidents.page(filter, {}); });
    if (found.isEmpty())
        stop(u"no incident is called “%1”"_s.arg(title));
    return found.first().number;
}

/** The page with this step, or it stops. */
void step(Studio &studio, const QString &code)
{
    studio.click(u"step-"_s + code);
    studio.settle();
}

} // namespace

void shootWizard(Studio &studio)
{
    studio.renewWindow();
    studio.openDemo(studio.workPath(u"wizard.tocsin"_s));
    // One in progress, gone on with.
    const qint64 open = numberOf(studio, u"never listed"_s);
    studio.hold(open);
    studio.incident(open, u"assessment"_s);
    studio.shoot(u"wizard-card"_s);
    studio.incident(open, u"classification"_s);
    studio.shoot(u"wizard-resumed"_s);
    studio.key(Qt::Key_1);
    studio.key(Qt::Key_2);
    studio.settle();
    studio.shoot(u"wizard-many"_s);
    studio.key(Qt::Key_Return);
    studio.settle();
    studio.key(Qt::Key_1);
    studio.settle();
    studio.shoot(u"wizard-whose-data"_s);
    step(studio, u"access"_s);
    studio.key(Qt::Key_1);
    studio.key(Qt::Key_Return);
    studio.settle();
    step(studio, u"practice"_s);
    studio.key(Qt::Key_1);
    studio.key(Qt::Key_Return);
    studio.settle();
    step(studio, u"certainty"_s);
    studio.key(Qt::Key_2);
    studio.settle();
    studio.shoot(u"wizard-certainty"_s);
    studio.key(Qt::Key_Return);
    studio.settle();
    studio.key(Qt::Key_1);
    studio.key(Qt::Key_Return);
    studio.settle();
    for (const auto *code : {u"data_sets", u"risk", u"breach_decision"}) {
        const QString name = QString::fromUtf16(code);
        step(studio, name);
        studio.shoot(u"wizard-"_s + name);
    }
    step(studio, u"people"_s);
    studio.shoot(u"wizard-people"_s);
    step(studio, u"outcome"_s);
    studio.shoot(u"wizard-outcome"_s);
    studio.key(Qt::Key_2); // another than proposed
    studio.settle();
    studio.shoot(u"wizard-chosen-otherwise"_s);
    step(studio, u"root_cause"_s);
    studio.shoot(u"wizard-root-cause"_s);
    step(studio, u"tuning"_s);
    studio.shoot(u"wizard-tuning"_s);
    step(studio, u"outcome"_s);
    studio.key(Qt::Key_4);
    studio.settle();
    step(studio, u"hand_over"_s);
    studio.shoot(u"wizard-hand-over"_s);
    step(studio, u"outcome"_s);
    studio.key(Qt::Key_1);
    studio.settle();
    step(studio, u"data"_s);
    for (const QSize size : {QSize(1440, 900), QSize(960, 600)}) {
        studio.window().resize(size);
        studio.shoot(u"wizard-%1"_s.arg(size.width()));
    }
    studio.window().resize(1280, 720);

    // Two runs that differ.
    const qint64 twice = numberOf(studio, u"attendee"_s);
    studio.hold(twice);
    studio.incident(twice, u"assessment"_s);
    studio.shoot(u"wizard-card-history"_s);
    studio.incident(twice, u"classification"_s);
    studio.shoot(u"wizard-start-again"_s);
    studio.click(u"startCompare"_s);
    studio.settle();
    studio.shoot(u"wizard-compare"_s);
    studio.click(u"compareBack"_s);
    studio.click(u"beginRun"_s);
    studio.settle();
    studio.shoot(u"wizard-prefilled"_s);
    studio.incident(twice, u"overview"_s);
}

} // namespace tocsin::shots
