#include "models/domain/duty.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P7.6, P7.7: assumed awareness, what legal may record, facts as kept, the shortest deadline, attention. */
class TestDuty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void assumed_data();
    void assumed();
    void recorded_data();
    void recorded();
    void factsComeBack();
    void shortestRules();
    void attention();
    void terms_data();
    void terms();
    void periodWords();
    void codes();
};

void TestDuty::assumed_data()
{
    QTest::addColumn<qint64>("risk");
    QTest::addColumn<qint64>("data");
    QTest::addColumn<qint64>("declared");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << 0LL << 0LL << 0LL << 0LL << u""_s;
    QTest::newRow("risk") << 5LL << 0LL << 0LL << 5LL << u"risk"_s;
    QTest::newRow("personal data") << 0LL << 6LL << 0LL << 6LL << u"personal data"_s;
    QTest::newRow("declaration") << 0LL << 0LL << 7LL << 7LL << u"declared"_s;
    QTest::newRow("the earliest is the risk") << 5LL << 6LL << 7LL << 5LL << u"risk"_s;
    QTest::newRow("the earliest is the data") << 9LL << 6LL << 7LL << 6LL << u"personal data"_s;
    QTest::newRow("declared for an earlier instant") << 9LL << 8LL << 7LL << 7LL << u"declared"_s;
}

void TestDuty::assumed()
{
    QFETCH(qint64, risk);
    QFETCH(qint64, data);
    QFETCH(qint64, declared);
    QFETCH(QString, words);
    const Awareness a = assumedAwareness({risk, data, declared});
    QTEST(a.atMs, "at");
    QVERIFY(!a.recorded);
    QVERIFY2(a.reason.contains(words) && a.reason.isEmpty() == words.isEmpty(), qPrintable(a.reason));
}

void TestDuty::recorded_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("field");
    QTest::newRow("now") << 100LL << u"r"_s << u""_s;
    QTest::newRow("earlier") << 60LL << u"r"_s << u""_s;
    QTest::newRow("at detection") << 50LL << u"r"_s << u""_s;
    QTest::newRow("before detection") << 49LL << u"r"_s << u"at"_s;
    QTest::newRow("later than now") << 101LL << u"r"_s << u"at"_s;
    QTest::newRow("no instant") << 0LL << u"r"_s << u"at"_s;
    QTest::newRow("no reason") << 100LL << u" \n"_s << u"reason"_s;
}

void TestDuty::recorded()
{
    QFETCH(qint64, at);
    QFETCH(QString, reason);
    QFETCH(QString, field);
    const auto checked = checkAwareness(at, reason, 50, 100);
    QCOMPARE(checked.has_value(), field.isEmpty());
    if (!checked)
        QCOMPARE(checked.error().field, field);
}

void TestDuty::factsComeBack()
{
    DutyFactsByHand f;
    QCOMPARE(factsFromJson(toJson(f)), f);
    QCOMPARE(factsFromJson(u"not json"_s), f);
    f.jurisdictions = {u"DE"_s, u"US-CA"_s};
    for (const auto &e : enumTable<Sector>())
        f.sectors << e.value;
    for (const auto &e : enumTable<DataKind>())
        f.dataKinds << e.value;
    for (const auto &e : enumTable<Happening>())
        f.happenings << e.value;
    f.part = ProviderPart::Joint;
    f.risk = PeopleRisk::HighRisk;
    f.people = 0;
    f.unintelligible = false;
    QCOMPARE(factsFromJson(toJson(f)), f);
}

void TestDuty::shortestRules()
{
    const auto duty = [](qint64 id, qint64 deadline, qint64 customer) {
        Duty d;
        d.obligation.id = ObligationId{id};
        d.obligation.customer = CustomerId{customer};
        d.obligation.facts.triggerMs = 1;
        d.obligation.facts.deadlineMs = deadline;
        return d;
    };
    QList<Duty> list{duty(1, 300, 1), duty(2, 200, 1), duty(3, 100, 2), duty(4, 200, 1), duty(5, 0, 1)};
    markRuling(list, 50);
    QList<bool> rules;
    for (const Duty &d : list)
        rules << d.rules;
    QCOMPARE(rules, (QList<bool>{false, true, false, false, false})); // one alone rules nothing; of two the first
    list[1].obligation.facts.metMs = 60;
    list[3].obligation.facts.confirmed = false;
    markRuling(list, 50);
    QVERIFY(!list[1].rules && !list[3].rules && !list[0].rules);
}

void TestDuty::attention()
{
    QCOMPARE(nextAttention(1000, 0, 5000), 0LL);
    QCOMPARE(nextAttention(1000, 100, 1000), 1100LL);
    QCOMPARE(nextAttention(1000, 100, 1099), 1100LL);
    QCOMPARE(nextAttention(1000, 100, 1100), 1200LL);
}

void TestDuty::terms_data()
{
    QTest::addColumn<QString>("field");
    for (const char *field : {"", "customer", "trigger", "period", "addressee", "channel", "source"})
        QTest::newRow(*field ? field : "whole") << QString::fromLatin1(field);
}

void TestDuty::terms()
{
    QFETCH(QString, field);
    CustomerTerm t;
    t.customer = CustomerId{field == u"customer" ? 0 : 1};
    t.trigger = field == u"trigger" ? StartsAt::Named : StartsAt::Awareness;
    t.period = {field == u"period" ? 0 : 24, PeriodUnit::Hours};
    t.addressee = field == u"addressee" ? u" "_s : u"a"_s;
    t.channel = field == u"channel" ? u""_s : u"mail"_s;
    t.source = field == u"source" ? u""_s : u"s"_s;
    const auto checked = checkTerm(t);
    QCOMPARE(checked ? QString() : checked.error().field, field);
}

void TestDuty::periodWords()
{
    QCOMPARE(periodText({72, PeriodUnit::Hours}), u"72 hours"_s);
    QCOMPARE(periodText({1, PeriodUnit::Months}), u"1 month"_s);
    QCOMPARE(periodText({4, PeriodUnit::BusinessDays}), u"4 business days"_s);
    QCOMPARE(periodText({}), u"without undue delay"_s);
}

void TestDuty::codes()
{
    const auto joined = [](auto table) {
        QStringList list;
        for (const auto &e : table)
            list << QString::fromLatin1(e.code);
        return list.join(u' ');
    };
    QCOMPARE(joined(enumTable<StartsAt>()), u"declaration awareness detection named"_s);
    QCOMPARE(joined(enumTable<PeriodUnit>()), u"hours calendar_days business_days months years without_undue_delay"_s);
    QCOMPARE(joined(enumTable<RollOver>()), u"none noon_next_working_day"_s);
    QCOMPARE(joined(enumTable<ProviderPart>()), u"not_known processor controller joint"_s);
    QCOMPARE(joined(enumTable<PeopleRisk>()), u"not_known unlikely risk high_risk"_s);
}

QTEST_GUILESS_MAIN(TestDuty)
#include "tst_duty.moc"
