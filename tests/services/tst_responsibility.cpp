#include "tests/storage/populated.h"

#include "models/rules/rulebook.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Services, whose an incident is, hand-over, and the detection sources (P2.7, P3), on both engines. */
class TestResponsibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void directory();
    void whoseItIs();
    void customersPartIsSaid_data();
    void customersPartIsSaid();
    void handOver();
    void handedOverOnlyWithAReason();
    void aDeclarationStands();
    void narrowedToServices();
    void figures();
    void figuresOfHiddenIncidents();
    void tuningUntilDone();

private:
    [[nodiscard]] Services &s() { return *team->services; }
    [[nodiscard]] ServiceId service(const QString &name, ServiceModel model = ServiceModel::Iaas);
    [[nodiscard]] Result<void> touches(IncidentId id, ServiceId service, const QList<Layer> &layers);
    void endFalsely(IncidentId id, qint64 dueMs);

    std::unique_ptr<Team> team;
};

void TestResponsibility::init()
{
    team = std::make_unique<Team>();
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

ServiceId TestResponsibility::service(const QString &name, ServiceModel model)
{
    Service v;
    v.name = name;
    v.owner = u"Sam"_s;
    v.model = model;
    return s().directory.add(v).value_or(ServiceId{});
}

Result<void> TestResponsibility::touches(IncidentId id, ServiceId which, const QList<Layer> &layers)
{
    ServiceImpact impact;
    impact.service = which;
    impact.model = ServiceModel::Iaas;
    impact.layers = layers;
    return s().responsibility.set(id, impact, {});
}

void TestResponsibility::endFalsely(IncidentId id, qint64 dueMs)
{
    EndingInput e;
    e.kind = Ending::FalsePositive;
    e.rootCause = u"A backup job."_s;
    e.tuningAction = u"Leave it out"_s;
    e.tuningOwner = u"Sam"_s;
    e.tuningDueMs = dueMs;
    const auto ended = s().incidents.end(id, team->now(id).version, e);
    QVERIFY2(ended, ended ? "" : qPrintable(ended.error().userText));
}

/** P3.5. */
void TestResponsibility::directory()
{
    Service v;
    v.name = u"  Mail "_s;
    v.owner = u"Sam"_s;
    v.onCall = u"Kim, 555-0100"_s;
    v.id = *s().directory.add(v);
    auto all = s().directory.all();
    v = all->first();
    QCOMPARE(v.name, u"Mail"_s);
    QCOMPARE(v.version, 1);
    v.owner = u"Kim"_s;
    QVERIFY(s().directory.change(v));
    QCOMPARE(s().directory.change(v).error().kind, ErrorKind::Conflict); // of version 1
    QCOMPARE(s().directory.all()->first().owner, u"Kim"_s);
    team->actAs(team->ada);
    QCOMPARE(s().directory.add(v).error().kind, ErrorKind::Denied);
    QCOMPARE(s().directory.all()->size(), 1); // everybody sees it
}

/** P3.2. */
void TestResponsibility::whoseItIs()
{
    const IncidentId id = team->record(u"A guest"_s);
    const ServiceId machines = service(u"Machines"_s);
    QCOMPARE(touches(id, machines, {}).error().field, u"layers"_s);
    QCOMPARE(touches(id, ServiceId{9999}, {Layer::Data}).error().field, u"service"_s);
    QVERIFY(touches(id, machines, {Layer::OperatingSystem, Layer::Servers}));
    auto impacts = *s().responsibility.impacts(id);
    QCOMPARE(impacts.size(), 1);
    QCOMPARE(impacts.first().responsible, Responsible::Both);
    QCOMPARE(touches(id, machines, {Layer::Data}).error().kind, ErrorKind::Conflict); // not as seen
    ServiceImpact now = impacts.first();
    now.layers = {Layer::Data};
    QVERIFY(s().responsibility.set(id, now, u"The host was never touched."_s));
    QCOMPARE(responsibleFor(*s().responsibility.impacts(id)), Responsible::Customer);
    now.version = 2;
    now.affected = false;
    QCOMPARE(s().responsibility.set(id, now, {}).error().field, u"reason"_s);
    QVERIFY(s().responsibility.set(id, now, u"Another service."_s));
    QVERIFY(s().responsibility.impacts(id)->isEmpty());
    QCOMPARE(s().responsibility.impacts(id, true)->first().version, 3);
    QCOMPARE(team->findings({}), QString());
}

void TestResponsibility::customersPartIsSaid_data()
{
    QTest::addColumn<QList<Layer>>("layers");
    QTest::addColumn<Audience>("audience");
    QTest::addColumn<NoticePhase>("phase");
    QTest::addColumn<ContentMark>("mark");
    QTest::addColumn<bool>("approved");
    const QList<Layer> both{Layer::OperatingSystem, Layer::Servers}, ours{Layer::Servers}, theirs{Layer::Data};
    using enum ContentMark;
    const auto row = [](const char *name, const QList<Layer> &layers, Audience audience, NoticePhase phase,
                        ContentMark mark,
                        bool approved) { QTest::newRow(name) << layers << audience << phase << mark << approved; };
    row("P3.3 both, left out", both, Audience::Customers, NoticePhase::First, Missing, false);
    row("P3.3 both, said", both, Audience::Customers, NoticePhase::First, Given, true);
    row("P3.3 both, not known yet", both, Audience::Customers, NoticePhase::First, NotKnownYet, true);
    row("P3.3 both, a further notice", both, Audience::Customers, NoticePhase::Further, Missing, false);
    row("P3.3 both, to an authority", both, Audience::Authority, NoticePhase::First, Missing, true);
    row("the provider's alone", ours, Audience::Customers, NoticePhase::First, Missing, true);
    row("the customer's alone", theirs, Audience::Customers, NoticePhase::First, Missing, true);
    row("nobody said whose", {}, Audience::Customers, NoticePhase::First, Missing, true);
}

/** P3.3: what lies on both sides is handled here for the provider's part, and the notice says the customer's. */
void TestResponsibility::customersPartIsSaid()
{
    QFETCH(QList<Layer>, layers);
    QFETCH(Audience, audience);
    QFETCH(NoticePhase, phase);
    QFETCH(ContentMark, mark);
    QFETCH(bool, approved);
    const IncidentId id = team->diagnosed(u"A guest"_s);
    if (!layers.isEmpty())
        QVERIFY(touches(id, service(u"Machines"_s), layers));
    NoticeDraft text;
    text.subject = u"Incident"_s;
    text.body = u"Words."_s;
    for (const ContentItem &item : team->rules->requiredContent(audience))
        text.content.insert(item.code, item.code == u"customer_part" ? mark : ContentMark::Given);
    const auto notice = s().notices.start(id, audience, phase, text);
    QVERIFY2(notice, notice ? "" : qPrintable(notice.error().userText));
    QVERIFY(s().notices.submit(*notice, 0));
    const auto checked = s().notices.checked(*notice, text);
    QVERIFY(checked);
    QCOMPARE(checked->missingContent, approved ? QStringList() : QStringList{u"The customer's part in the cause"_s});
    const auto done = s().notices.approve(*notice, 0, team->said(team->ada));
    QVERIFY2(done.has_value() == approved, done ? "approved" : qPrintable(done.error().userText));
    if (!approved)
        QVERIFY2(done.error().userText.contains(u"The customer's part in the cause"_s),
                 qPrintable(done.error().userText));
    QCOMPARE(team->findings({}), QString());
}

/** P3.4, P1.8. */
void TestResponsibility::handOver()
{
    const IncidentId id = team->record(u"A guest"_s);
    QVERIFY(touches(id, service(u"Machines"_s), {Layer::OperatingSystem}));
    HandOver h{u"Birch Clinic"_s, team->clock.nowMs(), u"Patch it."_s, u"SUP-17"_s, {}};
    const int version = team->now(id).version;
    team->actAs(team->ada);
    QCOMPARE(s().responsibility.handOver(id, version, h).error().kind, ErrorKind::Denied);
    team->actAs(team->mira);
    QCOMPARE(s().responsibility.handOver(id, version + 5, h).error().kind, ErrorKind::Conflict);
    const auto done = s().responsibility.handOver(id, version, h);
    QVERIFY2(done, done ? "" : qPrintable(done.error().userText));
    const auto details = s().incidents.details(id);
    QCOMPARE(details->incident.outcome, Outcome::Referred);
    QVERIFY(details->incident.endedMs > 0);
    for (const QString &word : {u"Birch Clinic"_s, u"Patch it."_s, u"SUP-17"_s})
        QVERIFY2(details->endingText.contains(word), qPrintable(details->endingText));
    QCOMPARE(s().responsibility.handOver(id, team->now(id).version, h).error().kind, ErrorKind::Refused);
    QVERIFY(s().incidents.reopen(id, team->now(id).version, Stage::Detect, u"They ask for help."_s));
    QCOMPARE(team->now(id).outcome, Outcome::NotClassified);
    QCOMPARE(team->findings({}), QString());
}

void TestResponsibility::handedOverOnlyWithAReason()
{
    const IncidentId id = team->record(u"A guest"_s);
    HandOver h{u"Birch Clinic"_s, team->clock.nowMs(), u"Patch it."_s, {}, {}};
    QCOMPARE(s().responsibility.handOver(id, team->now(id).version, h).error().field, u"nevertheless"_s);
    QVERIFY(touches(id, service(u"Machines"_s), {Layer::OperatingSystem, Layer::Servers}));
    QCOMPARE(s().responsibility.handOver(id, team->now(id).version, h).error().field, u"nevertheless"_s);
    h.nevertheless = u"They run the host themselves."_s;
    QVERIFY(s().responsibility.handOver(id, team->now(id).version, h));
    QVERIFY(s().incidents.details(id)->endingText.contains(h.nevertheless));
}

void TestResponsibility::aDeclarationStands()
{
    const IncidentId id = team->diagnosed(u"A guest"_s);
    QVERIFY(touches(id, service(u"Machines"_s), {Layer::OperatingSystem}));
    QVERIFY(team->declare(id));
    const HandOver h{u"Birch Clinic"_s, team->clock.nowMs(), u"Patch it."_s, {}, u"Why not"_s};
    const auto done = s().responsibility.handOver(id, team->now(id).version, h);
    QCOMPARE(done.error().kind, ErrorKind::Refused);
    QVERIFY(done.error().userText.contains(u"declaration"_s));
}

/** P3.5: lists narrowed to services. */
void TestResponsibility::narrowedToServices()
{
    const ServiceId machines = service(u"Machines"_s), mail = service(u"Mail"_s);
    const IncidentId one = team->record(u"One"_s), other = team->record(u"Other"_s), none = team->record(u"None"_s);
    QVERIFY(touches(one, machines, {Layer::Data}));
    QVERIFY(touches(other, mail, {Layer::Data}));
    IncidentFilter f;
    f.services = {machines};
    QCOMPARE(s().incidents.count(f).value(), 1);
    QCOMPARE(s().incidents.page(f, {})->first().id, one);
    QCOMPARE(s().incidents.board(f)->cards.size(), 1);
    f.services = {machines, mail};
    QCOMPARE(s().incidents.count(f).value(), 2);
    QCOMPARE(s().incidents.ofServices(f.services, {one, other, none}).value(), (QSet<IncidentId>{one, other}));
    QCOMPARE(s().incidents.ofServices({}, {one, none}).value(), (QSet<IncidentId>{one, none}));
}

/** P2.7; exercises are in none of them (P2.8). */
void TestResponsibility::figures()
{
    const qint64 now = team->clock.nowMs();
    for (int n = 0; n < 3; ++n)
        (void)team->record(u"Real"_s);
    endFalsely(team->record(u"False"_s), now + kDayMs);
    endFalsely(team->record(u"False and late"_s), now + kHourMs);
    endFalsely(team->record(u"Drill"_s, true), now + kHourMs);
    team->clock.advance(2 * kHourMs);
    auto overview = s().sources.overview();
    QVERIFY(overview);
    QCOMPARE(overview->figures.size(), static_cast<qsizetype>(enumTable<DetectionSource>().size()));
    for (const SourceFigures &f : overview->figures) {
        if (f.source == DetectionSource::CustomerReport)
            QCOMPARE(f, (SourceFigures{DetectionSource::CustomerReport, 5, 2, 2, 1, 0, 1}));
        else
            QCOMPARE(f, (SourceFigures{f.source, 0, 0, 0, 0, 0, 0}));
    }
    QCOMPARE(overview->actions.size(), 2);
    QCOMPARE(overview->actions.first().incidentTitle, u"False and late"_s); // the most urgent first
    QVERIFY(overview->actions.first().isOverdue(overview->readMs));
    QCOMPARE(s().sources.overview(true)->actions.size(), 3);
}

/** P13.4: who may not see an incident does not count it. */
void TestResponsibility::figuresOfHiddenIncidents()
{
    const IncidentId id = team->record(u"Insider"_s);
    endFalsely(team->record(u"Seen"_s), team->clock.nowMs() + kDayMs);
    endFalsely(id, team->clock.nowMs() + kDayMs);
    const auto max = team->person(u"Max Moor"_s, Role::Responder);
    QVERIFY(s().restrictions.restrict(
        id, team->now(id).version,
        {RestrictionKind::Insider, u"A colleague."_s, {}, {team->mira, team->ada, team->eve}, {}}));
    const auto count = [this] {
        const auto o = s().sources.overview();
        qint64 incidents = 0, tuning = 0;
        for (const SourceFigures &f : o->figures) {
            incidents += f.incidents;
            tuning += f.tuningOpen;
        }
        return QList<qint64>{incidents, tuning, o->actions.size()};
    };
    QCOMPARE(count(), (QList<qint64>{2, 2, 2}));
    team->actAs(max);
    QCOMPARE(count(), (QList<qint64>{1, 1, 1}));
}

/** P5.2, P2.7. */
void TestResponsibility::tuningUntilDone()
{
    const IncidentId id = team->record(u"False"_s);
    endFalsely(id, team->clock.nowMs() + kDayMs);
    const TuningAction t = s().sources.overview()->actions.first();
    QCOMPARE(t.what, u"Leave it out"_s);
    QCOMPARE(t.incident, id);
    QCOMPARE(s().sources.settle(t.id, t.version, TuningState::Dropped, {}).error().field, u"remark"_s);
    team->actAs(team->ada); // legal tunes nothing
    QCOMPARE(s().sources.settle(t.id, t.version, TuningState::Done, {}).error().kind, ErrorKind::Denied);
    team->actAs(team->mira);
    QVERIFY(s().sources.settle(t.id, t.version, TuningState::Done, {}));
    QCOMPARE(s().sources.settle(t.id, t.version, TuningState::Dropped, u"r"_s).error().kind, ErrorKind::Conflict);
    QCOMPARE(s().sources.settle(t.id, 2, TuningState::Dropped, u"r"_s).error().kind, ErrorKind::Refused);
    QVERIFY(s().sources.settle(t.id, 2, TuningState::Open, u"It came back."_s));
    QVERIFY(s().sources.settle(t.id, 3, TuningState::Dropped, u"The sensor is gone."_s));
    const TuningAction after = s().sources.overview()->actions.first();
    QCOMPARE(after.state, TuningState::Dropped);
    QCOMPARE(after.remark, u"The sensor is gone."_s);
    QCOMPARE(team->findings({}), QString());
}

QTEST_GUILESS_MAIN(TestResponsibility)
#include "tst_responsibility.moc"
