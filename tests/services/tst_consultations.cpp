#include "models/storage/database.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** P10.5: consultations, and who reads privileged ones. */
class TestConsultations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoReads_data();
    void whoReads();
    void whoAdds_data();
    void whoAdds();
    void needed();
    void inTheRecord_data();
    void inTheRecord();
    void released();
    void verifiedByWhoReadsNone();

private:
    Services &s() { return *team->services; }
    Consultation first() { return s().consultations.ofIncident(incident)->last(); }
    PersonId who(const QString &name) { return people.value(name); }

    std::unique_ptr<Team> team;
    IncidentId incident;
    QHash<QString, PersonId> people;
    ConsultationInput in;
};

void TestConsultations::initTestCase()
{
    team = std::make_unique<Team>();
    people = {{u"holder"_s, team->mira},
              {u"legal"_s, team->ada},
              {u"executive"_s, team->eve},
              {u"manager"_s, team->person(u"Hal Hart"_s, Role::IncidentManager)},
              {u"responder"_s, team->person(u"Rita Rowe"_s, Role::Responder)},
              {u"auditor"_s, team->person(u"Aud Holm"_s, Role::Auditor)},
              {u"author"_s, team->person(u"Pia Post"_s, Role::PostmortemAuthor)},
              {u"administrator"_s, team->person(u"Kay Keep"_s, Role::Administrator)}};
    team->setRoles(team->mira, Role::IncidentManager | Role::Responder);
    team->actAs(team->mira);
    incident = team->record(u"Sign-ins"_s);
    in = {team->clock.nowMs(), u"Ada Ruiz"_s, u"May we wait?"_s, u"Tell them cobalt."_s, true};
    OK(s().consultations.add(incident, in));
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
}

void TestConsultations::whoReads_data()
{
    QTest::addColumn<bool>("reads");
    for (const char *may : {"holder", "legal"})
        QTest::newRow(may) << true;
    for (const char *no : {"executive", "manager", "responder", "auditor", "author"})
        QTest::newRow(no) << false;
}

void TestConsultations::whoReads()
{
    QFETCH(bool, reads);
    team->actAs(who(QString::fromLatin1(QTest::currentDataTag())));
    const Consultation c = first();
    QCOMPARE(c.withheld, !reads);
    QCOMPARE(c.content.advice, reads ? in.advice : QString());
    QCOMPARE(c.content.question.isEmpty(), !reads);
    QCOMPARE(c.sha256.size(), 64); // by which everybody verifies it
    QCOMPARE(c.content.adviser, u"Ada Ruiz"_s);
}

void TestConsultations::whoAdds_data()
{
    whoReads_data();
    QTest::newRow("administrator") << false;
}

void TestConsultations::whoAdds()
{
    QFETCH(bool, reads);
    team->actAs(who(QString::fromLatin1(QTest::currentDataTag())));
    const auto added = s().consultations.add(incident, in);
    QCOMPARE(added.has_value(), reads);
    if (!reads)
        QVERIFY(added.error().kind == ErrorKind::Denied || added.error().kind == ErrorKind::NotFound);
}

void TestConsultations::needed()
{
    team->actAs(team->ada);
    for (const auto &[field, change] :
         std::initializer_list<std::pair<QString, std::function<void(ConsultationInput &)>>>{
             {u"adviser"_s, [](auto &c) { c.adviser = u" "_s; }},
             {u"question"_s, [](auto &c) { c.question.clear(); }},
             {u"advice"_s, [](auto &c) { c.advice.clear(); }},
             {u"at"_s, [this](auto &c) { c.atMs = team->clock.nowMs() + kMinuteMs; }}}) {
        ConsultationInput wrong = in;
        change(wrong);
        const auto tried = s().consultations.add(incident, wrong);
        REFUSED(tried, ErrorKind::Invalid);
        QCOMPARE(tried.error().field, field);
    }
}

void TestConsultations::inTheRecord_data()
{
    whoReads_data();
}

/** Neither the record nor the timeline tells it to who may not read it. */
void TestConsultations::inTheRecord()
{
    QFETCH(bool, reads);
    team->actAs(who(QString::fromLatin1(QTest::currentDataTag())));
    AuditFilter filter;
    filter.text = u"cobalt"_s;
    const auto page = s().record.page(filter, 0, 50);
    OK(page);
    QCOMPARE(!page->isEmpty(), reads);
    const auto lines = s().timeline.after(incident, {}, {}, 500);
    for (const TimelineEntry &e : *lines)
        QVERIFY(!e.text.contains(u"cobalt"_s));
}

void TestConsultations::released()
{
    team->actAs(team->mira);
    REFUSED(s().consultations.release(first(), u"For the board."_s), ErrorKind::Denied);
    team->actAs(team->ada);
    REFUSED(s().consultations.release(first(), u" "_s), ErrorKind::Invalid);
    OK(s().consultations.release(first(), u"For the board."_s));
    REFUSED(s().consultations.release(first(), u"Again."_s), ErrorKind::Refused);
    team->actAs(who(u"responder"_s));
    QCOMPARE(first().content.advice, in.advice);
    QCOMPARE(first().releasedBy, u"Ada Ruiz"_s);
}

/** DESIGN 3: an auditor reads none and verifies all. */
void TestConsultations::verifiedByWhoReadsNone()
{
    team->actAs(who(u"auditor"_s));
    QCOMPARE(team->findings(), QString());
}

QTEST_GUILESS_MAIN(TestConsultations)
#include "tst_consultations.moc"
