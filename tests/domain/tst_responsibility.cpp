#include "models/domain/exercise.h"
#include "models/domain/service.h"
#include "models/domain/tuning.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P3: whose something is, what follows from it, and what a hand-over needs; P2.7: tuning until it is done. */
class TestResponsibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void together_data();
    void together();
    void consequences();
    void handOver_data();
    void handOver();
    void layers();
    void services();
    void tuning_data();
    void tuning();
    void shareOfFalsePositives();
};

namespace {

/** A matrix of its own: the customer has the upper five layers of IaaS and nothing else. */
ResponsibilityMatrix matrix()
{
    return {{{ServiceModel::Iaas,
              {Layer::Applications, Layer::Data, Layer::Runtime, Layer::Middleware, Layer::OperatingSystem}}}};
}

ServiceImpact impact(Responsible responsible, bool affected = true)
{
    ServiceImpact i;
    i.serviceName = u"Machines"_s;
    i.affected = affected;
    i.responsible = responsible;
    return i;
}

} // namespace

void TestResponsibility::together_data()
{
    QTest::addColumn<QString>("codes");
    QTest::addColumn<Responsible>("expected");
    QTest::newRow("P3.2 one of the customer's") << u"data"_s << Responsible::Customer;
    QTest::newRow("P3.2 all of the customer's") << u"applications,data,operating_system"_s << Responsible::Customer;
    QTest::newRow("P3.2 one of the provider's") << u"servers"_s << Responsible::Provider;
    QTest::newRow("P3.2 on both sides of the line") << u"operating_system,virtualization"_s << Responsible::Both;
    QTest::newRow("none") << QString() << Responsible::Provider;
}

void TestResponsibility::together()
{
    QFETCH(QString, codes);
    QFETCH(Responsible, expected);
    QCOMPARE(matrix().of(ServiceModel::Iaas, layersFromCode(codes)), expected);
    QCOMPARE(matrix().of(ServiceModel::Saas, layersFromCode(codes)), Responsible::Provider);
}

void TestResponsibility::consequences()
{
    using enum Responsible;
    QVERIFY(!responsibleFor({}));
    QVERIFY(!responsibleFor({impact(Customer, false)}));
    QCOMPARE(responsibleFor({impact(Customer)}), Customer);
    QCOMPARE(responsibleFor({impact(Customer), impact(Customer)}), Customer);
    QCOMPARE(responsibleFor({impact(Customer), impact(Provider)}), Both);
    QCOMPARE(responsibleFor({impact(Provider), impact(Both, false)}), Provider);
    QSet<QString> texts{consequenceText(std::nullopt)};
    for (const auto &e : enumTable<Responsible>())
        texts << consequenceText(e.value);
    QCOMPARE(texts.size(), 4);
    ServiceImpact both = impact(Both);
    both.model = ServiceModel::Iaas;
    both.layers = {Layer::OperatingSystem, Layer::Servers, Layer::Storage};
    QCOMPARE(impactText(both, matrix()),
             u"Machines (IaaS): Operating system – the customer's; Servers and storage – the provider's."_s);
}

void TestResponsibility::handOver_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("nevertheless");
    QTest::addColumn<QString>("whose"); ///< code, or "" where nobody said
    QTest::addColumn<bool>("declared");
    QTest::addColumn<QString>("field"); ///< "" allowed, "-" refused
    const auto row = [](const char *name, const char *to, qint64 at, const char *said, const char *why,
                        const char *whose, bool declared, const char *field) {
        QTest::newRow(name) << QString::fromUtf8(to) << at << QString::fromUtf8(said) << QString::fromUtf8(why)
                            << QString::fromUtf8(whose) << declared << QString::fromUtf8(field);
    };
    row("P3.4 customer only", "Birch", 1000, "told", "", "customer", false, "");
    row("P3.4 now", "Birch", 2000, "told", "", "customer", false, "");
    row("P3.4 to nobody", " ", 1000, "told", "", "customer", false, "referredTo");
    row("P3.4 without a time", "Birch", 0, "told", "", "customer", false, "referredAt");
    row("P3.4 in the future", "Birch", 2001, "told", "", "customer", false, "referredAt");
    row("P3.4 without words", "Birch", 1000, "", "", "customer", false, "referredSaid");
    row("P3.3 both", "Birch", 1000, "told", "", "both", false, "nevertheless");
    row("P3.3 both, with a reason", "Birch", 1000, "told", "It is their wish.", "both", false, "");
    row("the provider's", "Birch", 1000, "told", " ", "provider", false, "nevertheless");
    row("nobody said whose", "Birch", 1000, "told", "", "", false, "nevertheless");
    row("nobody said whose, with a reason", "Birch", 1000, "told", "Clear.", "", false, "");
    row("P1.8 a declaration stands", "Birch", 1000, "told", "Clear.", "customer", true, "-");
}

void TestResponsibility::handOver()
{
    QFETCH(QString, to);
    QFETCH(qint64, at);
    QFETCH(QString, said);
    QFETCH(QString, nevertheless);
    QFETCH(QString, whose);
    QFETCH(bool, declared);
    QFETCH(QString, field);
    const HandOver h{to, at, said, {}, nevertheless};
    const auto result = checkHandOver(h, fromCode<Responsible>(whose), declared, false, 2000);
    QCOMPARE(result.has_value(), field.isEmpty());
    if (!result)
        QCOMPARE(result.error().field, field == u"-" ? QString() : field);
    QVERIFY(!checkHandOver(h, fromCode<Responsible>(whose), declared, true, 2000)); // it has ended
}

void TestResponsibility::layers()
{
    const QList<Layer> given = {Layer::Networking, Layer::Data, Layer::Applications};
    QCOMPARE(layersCode(given), u"applications,data,networking"_s);
    QCOMPARE(layersFromCode(layersCode(given)), (QList<Layer>{Layer::Applications, Layer::Data, Layer::Networking}));
    QVERIFY(layersFromCode(u"cellar,,"_s).isEmpty());
    QCOMPARE(layersText(given), u"Applications, data and networking"_s);
    QCOMPARE(layersText({Layer::Data}), u"Data"_s);
}

void TestResponsibility::services()
{
    const Service known{ServiceId{1}, 1, u"Mail"_s, u"Sam"_s, {}, ServiceModel::Saas, true};
    const auto field = [&](const Service &s) {
        const auto ok = checkService(s, {known});
        return ok ? QString() : ok.error().field;
    };
    Service s = known;
    QCOMPARE(field(s), QString()); // itself
    s.id = {};
    QCOMPARE(field(s), u"name"_s);
    s.name = u"mail "_s;
    QCOMPARE(field(s), u"name"_s);
    s.name = u" "_s;
    QCOMPARE(field(s), u"name"_s);
    s.name = u"Files"_s;
    QCOMPARE(field(s), QString());
    s.owner.clear();
    QCOMPARE(field(s), u"owner"_s);
    s.active = false; // given up: nobody owns it any more
    QCOMPARE(field(s), QString());
}

void TestResponsibility::tuning_data()
{
    QTest::addColumn<TuningState>("now");
    QTest::addColumn<TuningState>("to");
    QTest::addColumn<QString>("remark");
    QTest::addColumn<bool>("allowed");
    using enum TuningState;
    QTest::newRow("done") << Open << Done << QString() << true;
    QTest::newRow("dropped with a reason") << Open << Dropped << u"r"_s << true;
    QTest::newRow("dropped without") << Open << Dropped << u" "_s << false;
    QTest::newRow("open again with a reason") << Done << Open << u"r"_s << true;
    QTest::newRow("open again without") << Dropped << Open << QString() << false;
    QTest::newRow("open twice") << Open << Open << u"r"_s << false;
    QTest::newRow("done twice") << Done << Done << QString() << false;
    QTest::newRow("dropped after done") << Done << Dropped << u"r"_s << false;
}

void TestResponsibility::tuning()
{
    QFETCH(TuningState, now);
    QFETCH(TuningState, to);
    QFETCH(QString, remark);
    QFETCH(bool, allowed);
    QCOMPARE(checkTuning(now, to, remark).has_value(), allowed);
}

void TestResponsibility::shareOfFalsePositives()
{
    SourceFigures f;
    QVERIFY(!f.falsePositivePermille());
    f.incidents = 3;
    f.falsePositives = 1;
    QCOMPARE(f.falsePositivePermille(), 333);
    f.falsePositives = 2;
    QCOMPARE(f.falsePositivePermille(), 667);
    f.falsePositives = 3;
    QCOMPARE(f.falsePositivePermille(), 1000);
    TuningAction t;
    t.dueMs = 1000;
    QVERIFY(!t.isOverdue(1000));
    QVERIFY(t.isOverdue(1001));
    t.state = TuningState::Done;
    QVERIFY(!t.isOverdue(1001));
}

QTEST_APPLESS_MAIN(TestResponsibility)
#include "tst_responsibility.moc"
