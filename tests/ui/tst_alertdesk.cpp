#include "tests/support/fakealerts.h"
#include "tests/ui/incidentfixture.h"
#include "ui/common/banner.h"
#include "ui/common/machinelocale.h"
#include "ui/common/timetext.h"
#include "ui/shell/alertdesk.h"
#include "ui/shell/lapsedesk.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/rail.h"
#include "ui/shell/traydesk.h"

#include <QDir>
#include <QFile>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = IncidentFixture::kNow;

ClockRow row(qint64 id, qint64 number, qint64 leftMs, Addressee addressee = Addressee::Customer)
{
    ClockRow r;
    r.obligation.id = ObligationId{id};
    r.obligation.version = 1;
    r.obligation.addressee = addressee;
    r.obligation.customerName = u"Birch Clinic"_s;
    r.obligation.incident = r.incident.id = IncidentId{number};
    r.obligation.facts.triggerMs = kNow + leftMs - kCommitmentMs;
    r.obligation.facts.deadlineMs = kNow + leftMs;
    r.incident.number = number;
    r.incident.title = u"Mailboxes read"_s;
    r.incident.version = 1;
    return r;
}

} // namespace

/** P7.5 in the window and on the desktop, the title and the tray; and P7.4 for zones and locales. */
class TestAlertDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneMessageForAllOfAnInstant();
    void saysReferenceAndAudienceAlone();
    void titles_data();
    void titles();
    void toldOnceAndAgainAfterARestart();
    void acknowledgedStaysQuiet();
    void secondProgramTellsNothingTwice();
    void metTakesItAway();
    void withoutADesktopTheWindowTells();
    void trayIsOptional();
    void windowShowsTheMostUrgent();
    void windowCountsWhatWaits();
    void lapseIsRecordedAtItsReview();
    void lapseIsFoundAtTheStart();
    void lapseThatNoClockShows();
    void zoneAndLocaleChangeWhileItRuns();
    void machineLocaleIsFollowed_data();
    void machineLocaleIsFollowed();

private:
    [[nodiscard]] std::unique_ptr<AlertDesk> desk()
    {
        auto made = std::make_unique<AlertDesk>(m_fixture->workspace, *m_clocks, &m_alerts, AlertPolicy{});
        made->start();
        return made;
    }

    [[nodiscard]] PersonId person(const QString &name, Roles roles)
    {
        Person p;
        p.name = name;
        p.roles = roles;
        return m_fixture->ask<PersonId>([p](Services &s) { return s.people.add(p); }).value_or(PersonId{});
    }
    [[nodiscard]] ExceptionId exception(qint64 forMs);
    [[nodiscard]] ExceptionState stateOf(ExceptionId id)
    {
        const auto d = m_fixture->ask<ExceptionDetails>([id](Services &s) { return s.exceptions.details(id); });
        return d ? d->exception.state : ExceptionState::Asked;
    }

    std::unique_ptr<IncidentFixture> m_fixture;
    std::unique_ptr<ClockListModel> m_clocks;
    FakeAlerts m_alerts;
};

void TestAlertDesk::init()
{
    m_fixture = std::make_unique<IncidentFixture>();
    qputenv("XDG_DATA_HOME", m_fixture->folder.path().toUtf8());
    QVERIFY(m_fixture->open());
    m_clocks = std::make_unique<ClockListModel>(m_fixture->clock);
    m_alerts.shown.clear();
    m_alerts.problem.clear();
}

void TestAlertDesk::cleanup()
{
    m_clocks.reset();
    m_fixture.reset();
}

void TestAlertDesk::oneMessageForAllOfAnInstant()
{
    const auto d = desk();
    m_clocks->assign({row(1, 12, 30 * kMinuteMs), row(2, 12, 40 * kMinuteMs), row(3, 14, 7 * kHourMs),
                      row(4, 12, 30 * kMinuteMs, Addressee::Authority)});
    QTRY_COMPARE(m_alerts.shown.size(), 1);
    QCOMPARE(m_alerts.shown.first().title, u"4 deadlines, the most urgent: INC-0012, under 1 hour left"_s);
    QCOMPARE(m_alerts.shown.first().text,
             u"INC-0012 · Customer × 2 · under 1 hour left\nINC-0012 · Authority · under 1 hour left\n"
             "INC-0014 · Customer · under 8 hours left"_s);
    QVERIFY(m_alerts.shown.first().urgent);
    QCOMPARE(d->waiting().size(), 4);
}

void TestAlertDesk::saysReferenceAndAudienceAlone()
{
    for (int count : {1, 3, 9}) {
        QList<AlertRow> rows;
        for (int i = 0; i < count; ++i)
            rows << AlertRow{row(i + 1, i + 1, kHourMs), AlertLevel::Hours1};
        const DesktopAlert alert = alertText(rows);
        const QString all = alert.title + alert.text;
        QVERIFY(all.contains(u"INC-0001"_s));
        QVERIFY(!all.contains(u"Birch"_s) && !all.contains(u"Mailboxes"_s));
        QVERIFY(alert.text.count(u'\n') <= 3); // the rest is counted
    }
    AlertRow followUp{row(1, 1, kHourMs), AlertLevel::Hours1}; // P9.5
    followUp.row.kind = u"Follow-up"_s;
    followUp.row.about = u"Birch Clinic · notice 2"_s;
    QCOMPARE(alertText({followUp}).text, u"Due: Follow-up"_s);
}

void TestAlertDesk::titles_data()
{
    QTest::addColumn<ClockRow>("row");
    QTest::addColumn<QString>("title");
    ClockRow without = row(1, 12, 0);
    without.obligation.facts.deadlineMs = 0;
    without.obligation.facts.triggerMs = kNow - 3 * kHourMs;
    ClockRow met = row(1, 12, kHourMs);
    met.obligation.facts.metMs = kNow;
    QTest::newRow("left") << row(1, 12, 2 * kHourMs + 14 * kMinuteMs + 59 * kSecondMs) << u"02:14 left · INC-0012"_s;
    QTest::newRow("long") << row(1, 12, 61 * kHourMs) << u"61:00 left · INC-0012"_s;
    QTest::newRow("overdue") << row(1, 12, -kHourMs) << u"01:00 overdue · INC-0012"_s;
    QTest::newRow("without a number") << without << u"03:00 without undue delay · INC-0012"_s;
    QTest::newRow("met") << met << QString();
}

void TestAlertDesk::titles()
{
    QFETCH(ClockRow, row);
    QFETCH(QString, title);
    QCOMPARE(clockTitle(row, kNow), title);
}

void TestAlertDesk::toldOnceAndAgainAfterARestart()
{
    {
        const auto d = desk();
        m_clocks->assign({row(1, 12, 3 * kHourMs)});
        QTRY_COMPARE(m_alerts.shown.size(), 1);
        m_fixture->clock.advance(kMinuteMs);
        d->tick(m_fixture->clock.nowMs());
        m_clocks->assign({row(1, 12, 3 * kHourMs)}); // read anew
        m_fixture->settle();
        QCOMPARE(m_alerts.shown.size(), 1);
        m_fixture->clock.advance(2 * kHourMs);
        d->tick(m_fixture->clock.nowMs());
        QTRY_COMPARE(m_alerts.shown.size(), 2); // the next level
    }
    m_fixture->clock.advance(kMinuteMs);
    const auto again = desk();
    QTRY_COMPARE(m_alerts.shown.size(), 3);
    QCOMPARE(m_alerts.shown.last().title, u"INC-0012: under 1 hour left"_s);
    m_fixture->settle();
    QCOMPARE(m_alerts.shown.size(), 3); // not all four
}

void TestAlertDesk::acknowledgedStaysQuiet()
{
    {
        const auto d = desk();
        m_clocks->assign({row(1, 12, 3 * kHourMs)});
        QTRY_COMPARE(d->waiting().size(), 1);
        QSignalSpy changed(d.get(), &AlertDesk::waitingChanged);
        d->acknowledge();
        QCOMPARE(changed.size(), 1);
        QVERIFY(d->waiting().isEmpty());
        QVERIFY(!m_alerts.visible);
        m_fixture->settle();
    }
    m_alerts.shown.clear();
    const auto again = desk();
    QTRY_COMPARE(m_alerts.shown.size(), 1); // unmet after a restart, once (P7.5)
    again->acknowledge();
    m_alerts.shown.clear();
    again->tick(m_fixture->clock.nowMs() + kMinuteMs);
    m_fixture->settle();
    QVERIFY(m_alerts.shown.isEmpty());
    m_fixture->clock.advance(2 * kHourMs + kMinuteMs);
    again->tick(m_fixture->clock.nowMs());
    QTRY_COMPARE(m_alerts.shown.size(), 1); // until the next level
}

void TestAlertDesk::secondProgramTellsNothingTwice()
{
    const auto one = desk();
    const auto two = desk();
    m_fixture->settle();
    m_fixture->clock.advance(kSecondMs);
    m_clocks->assign({row(1, 12, 3 * kHourMs)}); // both of the same person, on the same machine
    QTRY_VERIFY(m_alerts.shown.size() >= 1);
    m_fixture->settle();
    QCOMPARE(m_alerts.shown.size(), 1);
    QCOMPARE(two->waiting().size(), 1); // the window of the other says it all the same
}

void TestAlertDesk::metTakesItAway()
{
    const auto d = desk();
    m_clocks->assign({row(1, 12, 3 * kHourMs)});
    QTRY_COMPARE(d->waiting().size(), 1);
    m_clocks->assign({});
    QVERIFY(d->waiting().isEmpty());
    QVERIFY(!m_alerts.visible);
}

void TestAlertDesk::withoutADesktopTheWindowTells()
{
    m_alerts.problem = u"None here."_s;
    const auto d = desk();
    QSignalSpy untold(d.get(), &AlertDesk::untold);
    m_clocks->assign({row(1, 12, 30 * kMinuteMs)});
    QTRY_COMPARE(untold.size(), 1);
    QCOMPARE(d->waiting().size(), 1);
}

void TestAlertDesk::trayIsOptional()
{
    TrayDesk tray(*m_clocks);
    m_clocks->assign({row(1, 12, 2 * kHourMs)});
    for (int i = 0; i < 5; ++i)
        tray.refresh(kNow + i * kMinuteMs); // off screen there is none
    QCOMPARE(tray.toolTip(), u"01:56 left · INC-0012 · Customer"_s);
    for (const auto &band : enumTable<ClockBand>())
        QVERIFY(!TrayDesk::iconOf(band.value).isNull());
    ClockRow exercise = row(2, 13, kMinuteMs);
    exercise.incident.exercise = true;
    m_clocks->assign({exercise});
    tray.refresh(kNow);
    QCOMPARE(tray.toolTip(), u"No clock is running"_s); // P2.8
}

void TestAlertDesk::windowShowsTheMostUrgent()
{
    QSettings().clear();
    WindowOptions options;
    options.alerts = &m_alerts;
    MainWindow window(m_fixture->workspace, m_fixture->clock, options);
    window.show();
    auto *clocks = window.findChild<AlertDesk *>();
    QVERIFY(clocks);
    Q_EMIT m_fixture->workspace.opened(m_fixture->workspace.status());
    m_fixture->settle();
    auto *banner = window.findChild<Banner *>(u"alert-banner"_s);
    QVERIFY(banner && !banner->isVisible());
    QVERIFY(window.windowTitle().endsWith(u"Tocsin"_s));
}

/** In the rail, in the title and in the tray: what waits for who is at the keyboard. */
void TestAlertDesk::windowCountsWhatWaits()
{
    const PersonId rita = person(u"Rita Ross"_s, Role::Responder), ada = person(u"Ada Ruiz"_s, Role::Legal);
    const IncidentId id = m_fixture->record(u"Dumps"_s);
    QSettings().clear();
    MainWindow window(m_fixture->workspace, m_fixture->clock, {});
    window.show();
    Q_EMIT m_fixture->workspace.opened(m_fixture->workspace.status());
    m_fixture->settle();
    const auto inRail = [&window] {
        for (const RailButton *button : window.findChildren<RailButton *>())
            if (button->text() == u"Approvals"_s)
                return button->accessibleName();
        return QString();
    };
    const auto inTray = [&window] { return window.findChild<TrayDesk *>()->toolTip(); };
    QTRY_COMPARE(inRail(), u"Approvals"_s);
    QVERIFY(!window.windowTitle().startsWith(u'('));
    const auto asked = [&]() -> Result<TransferId> {
        return m_fixture->ask<TransferId>([&](Services &s) -> Result<TransferId> {
            TransferInput in;
            in.title = u"Dumps to the lab"_s;
            in.what = in.amount = in.whose = in.source = in.destination = in.purpose = u"x"_s;
            in.handlers = in.protection = in.destruction = u"y"_s;
            in.dataKind = u"memory"_s;
            in.environment = u"commercial"_s;
            in.keepUntilMs = kNow + kDayMs;
            in.requester = rita;
            const auto made = s.transfers.ask(id, in);
            if (!made)
                return tl::unexpected(made.error());
            const auto t = s.transfers.byId(made->id);
            ChecklistInput lines;
            for (const TransferQuestion &q : t->checklist.items)
                lines.lines.append({q.code, ChecklistAnswer::Yes, {}});
            if (const auto ok = s.transfers.answer(*t, lines, {ada, kNow, u"by telephone"_s, u"Agreed."_s}); !ok)
                return tl::unexpected(ok.error());
            return made->id;
        });
    };
    const auto decided = [&](TransferId t, TransferDecision d) {
        return m_fixture
            ->ask<void>([t, d](Services &s) {
                return s.transfers.decide(*s.transfers.byId(t), {d, u"So."_s, {}, 0});
            })
            .has_value();
    };
    const auto first = asked();
    QVERIFY2(first, first ? "" : qPrintable(first.error().userText));
    QTRY_COMPARE(inRail(), u"Approvals, 1"_s);
    QTRY_VERIFY2(window.windowTitle().startsWith(u"(1) "_s), qPrintable(window.windowTitle()));
    QVERIFY2(inTray().contains(u"1 decision waits for you"_s), qPrintable(inTray()));
    const auto second = asked();
    QVERIFY(second);
    QTRY_COMPARE(inRail(), u"Approvals, 2"_s);
    QTRY_VERIFY(window.windowTitle().startsWith(u"(2) "_s));
    QVERIFY2(inTray().contains(u"2 decisions wait for you"_s), qPrintable(inTray()));
    QVERIFY(decided(*first, TransferDecision::Refused) && decided(*second, TransferDecision::Refused));
    QTRY_COMPARE(inRail(), u"Approvals"_s);
    QTRY_VERIFY(!window.windowTitle().startsWith(u'('));
    QVERIFY(!inTray().contains(u"wait"_s));
}

/** An exception in force that is reviewed in so much time. */
ExceptionId TestAlertDesk::exception(qint64 forMs)
{
    const PersonId ada = person(u"Ada Ruiz"_s, Role::Legal), eve = person(u"Eve Okoro"_s, Role::Executive);
    const IncidentId id = m_fixture->record(u"Sign-ins"_s);
    const auto made = m_fixture->ask<ExceptionId>([=, this](Services &s) -> Result<ExceptionId> {
        const qint64 now = m_fixture->clock.nowMs();
        if (auto ok = s.incidents.move(id, s.incidents.byId(id)->version, Stage::Assess, u"On call."_s); !ok)
            return tl::unexpected(ok.error());
        const auto entry = s.timeline.add(id, {EntryKind::Evidence, now, u"Log"_s, {}, true});
        DeclarationInput in;
        in.statementSigned = true;
        in.consultedWho = u"Ada Ruiz"_s;
        in.consultedMs = now;
        in.citations = {*entry};
        if (auto ok = s.declarations.declare(id, s.incidents.byId(id)->version, in); !ok)
            return tl::unexpected(ok.error());
        const ExceptionAsk ask{ExceptionKind::Exception,
                               u"unusual"_s,
                               u"Strike."_s,
                               now + forMs,
                               {},
                               {s.declarations.obligations(id)->first().id}};
        const auto said = [now](PersonId by) { return Attestation{by, now, u"by telephone"_s, u"Agreed."_s}; };
        if (auto ok = s.exceptions.askDecided(
                id, ask, {{ExceptionCapacity::Legal, said(ada)}, {ExceptionCapacity::Executive, said(eve)}});
            !ok)
            return tl::unexpected(ok.error());
        return s.exceptions.ofIncident(id)->first().id;
    });
    if (!made)
        qWarning("%s", qPrintable(made.error().userText));
    return made.value_or(ExceptionId{});
}

/** P8.4: a clock shows the review; when it passes, the lapse is recorded and told, once. */
void TestAlertDesk::lapseIsRecordedAtItsReview()
{
    const ExceptionId x = exception(kHourMs);
    LapseDesk desk(m_fixture->workspace, *m_clocks);
    QSignalSpy lapsed(&desk, &LapseDesk::lapsed);
    desk.tick(m_fixture->clock.nowMs());
    m_fixture->settle();
    ClockRow shown = row(1, 1, kCommitmentMs);
    shown.obligation.facts.exceptedUntilMs = m_fixture->clock.nowMs() + kHourMs;
    m_clocks->assign({shown});
    m_fixture->clock.advance(kHourMs - kSecondMs);
    desk.tick(m_fixture->clock.nowMs());
    m_fixture->settle();
    QCOMPARE(lapsed.size(), 0);
    QCOMPARE(stateOf(x), ExceptionState::InForce);
    m_fixture->clock.advance(kSecondMs);
    desk.tick(m_fixture->clock.nowMs());
    QTRY_COMPARE(lapsed.size(), 1);
    QCOMPARE(lapsed.first().first().toInt(), 1);
    QCOMPARE(stateOf(x), ExceptionState::Lapsed);
    m_fixture->clock.advance(kHourMs);
    desk.tick(m_fixture->clock.nowMs());
    m_fixture->settle();
    QCOMPARE(lapsed.size(), 1);
}

void TestAlertDesk::lapseIsFoundAtTheStart()
{
    const ExceptionId x = exception(kHourMs);
    m_fixture->clock.advance(2 * kHourMs); // nobody's program was open
    LapseDesk desk(m_fixture->workspace, *m_clocks);
    QSignalSpy lapsed(&desk, &LapseDesk::lapsed);
    desk.tick(m_fixture->clock.nowMs());
    QTRY_COMPARE(lapsed.size(), 1);
    QCOMPARE(stateOf(x), ExceptionState::Lapsed);
}

/** Of an exercise, or of a duty that was met: looked for now and then. */
void TestAlertDesk::lapseThatNoClockShows()
{
    const ExceptionId x = exception(5 * kMinuteMs);
    LapseDesk desk(m_fixture->workspace, *m_clocks);
    QSignalSpy lapsed(&desk, &LapseDesk::lapsed);
    desk.tick(m_fixture->clock.nowMs());
    m_fixture->settle();
    m_fixture->clock.advance(11 * kMinuteMs);
    desk.tick(m_fixture->clock.nowMs());
    QTRY_COMPARE(lapsed.size(), 1);
    QCOMPARE(stateOf(x), ExceptionState::Lapsed);
}

void TestAlertDesk::zoneAndLocaleChangeWhileItRuns()
{
    // What is left follows from instants alone; only the words for when change (P7.4).
    const ObligationFacts facts = row(1, 12, 26 * kHourMs).obligation.facts;
    const TimeText time;
    const QByteArray before = qgetenv("TZ");
    const QLocale locale = QLocale();
    QStringList words;
    for (const char *zone : {"UTC", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe"}) {
        qputenv("TZ", zone);
        TimeText::refreshSystemZone();
        QCOMPARE(readClock(facts, kNow).spanMs, 26 * kHourMs);
        QCOMPARE(readClock(facts, kNow).digits, u"26:00:00"_s);
        QCOMPARE(time.zone().id(), QByteArray(zone));
        words << time.shortTime(facts.deadlineMs);
        QCOMPARE(TimeText::utc(facts.deadlineMs), u"2025-11-23 10:26:40 UTC"_s);
    }
    QCOMPARE(words, QStringList({u"10:26"_s, u"15:56"_s, u"06:56"_s, u"21:26"_s}));
    QVERIFY(!TimeText::refreshSystemZone()); // nothing new
    qputenv("TZ", "UTC");
    QVERIFY(TimeText::refreshSystemZone());
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(time.shortTime(facts.deadlineMs), u"10:26 AM"_s);
    QCOMPARE(time.time(facts.deadlineMs), u"10:26:40 AM"_s);
    QCOMPARE(readClock(facts, kNow).digits, u"26:00:00"_s);
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(time.shortTime(facts.deadlineMs), u"10:26"_s);
    QVERIFY(time.full(facts.deadlineMs).startsWith(u"So"_s));
    QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt));
    QCOMPARE(TimeText::utc(facts.deadlineMs), u"2025-11-23 10:26:40 UTC"_s); // digits of every machine
    QCOMPARE(readClock(facts, kNow).digits, u"26:00:00"_s);
    QVERIFY(TimeText::isTwelveHours());
    QLocale::setDefault(QLocale(QLocale::Hindi, QLocale::India));
    QVERIFY(TimeText::isTwelveHours());
    QVERIFY(time.shortTime(facts.deadlineMs).contains(u"10:26"_s));
    QLocale::setDefault(locale);
    qputenv("TZ", before);
    TimeText::refreshSystemZone();
}

void TestAlertDesk::machineLocaleIsFollowed_data()
{
    QTest::addColumn<QByteArray>("first"); // of the two files; "-": there is none
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QString>("name"); // empty: nothing to follow
    const auto row = [](const char *what, const char *first, const char *second, const char *name) {
        QTest::newRow(what) << QByteArray(first) << QByteArray(second) << QString::fromLatin1(name);
    };
    row("times rule over all of it", "LANG=de_DE.UTF-8\nLC_TIME=en_US.UTF-8\n", "-", "en_US");
    row("and LC_ALL over them", "LC_TIME=en_US.UTF-8\nLC_ALL=fr_FR.UTF-8\n", "-", "fr_FR");
    row("the language alone", "LANG=de_DE.UTF-8\n# of another size within one tick of the disk's clock\n", "-",
        "de_DE");
    row("in quotes, exported, with a remark", "# by hand\nexport LANG=\"en_GB.UTF-8\"\n", "-", "en_GB");
    row("the other file", "-", "LC_TIME='hi_IN'\n", "hi_IN");
    row("the first rules", "LANG=fr_FR.UTF-8\n\n\n", "LANG=de_DE.UTF-8\n", "fr_FR");
    row("the first says nothing", "# nothing\n", "LANG=de_DE.UTF-8\n", "de_DE");
    row("the same as before", "LANG=sv_SE.UTF-8\n\n", "-", "");
    row("nothing any more", "\n", "-", "");
    row("both are gone", "-", "-", "");
    row("not a line of it", "???\n=\nLC_TIME\n", "-", "");
}

/** P7.4: the environment of a running program does not change with the machine. */
void TestAlertDesk::machineLocaleIsFollowed()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(QString, name);
    QTemporaryDir dir;
    const QStringList names{dir.filePath(u"locale.conf"_s), dir.filePath(u"locale"_s)};
    const auto write = [](const QString &path, const QByteArray &bytes) {
        QFile file(path);
        QFile::remove(path);
        if (bytes != "-" && file.open(QIODevice::WriteOnly))
            file.write(bytes);
    };
    write(names.first(), "LANG=sv_SE.UTF-8\n");
    MachineLocale locale(names);
    QVERIFY(!locale.changed());
    write(names.first(), first);
    write(names.last(), second);
    const auto now = locale.changed();
    QCOMPARE(now ? now->name() : QString(), name);
    QVERIFY(!locale.changed()); // once
    if (name.isEmpty())
        return;
    write(names.first(), "LC_TIME=ja_JP.UTF-8\n");
    QCOMPARE(locale.changed()->name(), u"ja_JP"_s);
}

QTEST_MAIN(TestAlertDesk)
#include "tst_alertdesk.moc"
