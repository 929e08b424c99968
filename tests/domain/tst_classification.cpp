#include "models/domain/classification.h"

#include <QtTest>

#include <functional>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

EndingFacts completeEnding(Ending kind)
{
    EndingFacts f;
    f.kind = kind;
    switch (kind) {
    case Ending::FalsePositive:
        f.rootCause = u"a nightly backup"_s;
        f.noTuningReason = u"the signature is right to be this wide"_s;
        break;
    case Ending::NoDataCompromise:
        f.reason = u"the host held no data"_s;
        break;
    case Ending::Referred:
        f.referredTo = u"the customer's desk"_s;
        f.referredSaid = u"how to rotate the key"_s;
        break;
    case Ending::Duplicate:
        f.survivorGiven = true;
        break;
    case Ending::ExerciseEnded:
        f.exercise = true;
        f.reason = u"all injects played"_s;
        break;
    }
    return f;
}

constexpr qint64 kNow = 1'800'000'000'000;

DeclarationFacts completeDeclaration()
{
    DeclarationFacts f;
    f.assessStageReached = true;
    f.citedEntries = 1;
    f.statementSigned = true;
    f.consultedWho = u"Ada Legal"_s;
    f.consultedMs = kNow - 60'000;
    f.instantMs = kNow;
    f.nowMs = kNow;
    return f;
}

struct EndingRow
{
    const char *name;
    Ending kind;
    std::function<void(EndingFacts &)> change;
    const char *field; // nullptr: allowed; "": refused without a field
};

const QList<EndingRow> &endingRows()
{
    using E = EndingFacts;
    static const QList<EndingRow> rows = {
        {"false positive, no tuning needed", Ending::FalsePositive, [](E &) {}, nullptr},
        {"false positive without root cause", Ending::FalsePositive, [](E &f) { f.rootCause = u" "_s; }, "rootCause"},
        {"false positive with neither tuning nor reason", Ending::FalsePositive, [](E &f) { f.noTuningReason.clear(); },
         "tuning"},
        {"false positive, tuning with owner and due", Ending::FalsePositive,
         [](E &f) {
             f.noTuningReason.clear();
             f.tuningAction = u"exclude the backup host"_s;
             f.tuningHasOwner = f.tuningHasDue = true;
         },
         nullptr},
        {"false positive, tuning without owner", Ending::FalsePositive,
         [](E &f) {
             f.tuningAction = u"exclude"_s;
             f.tuningHasDue = true;
         },
         "tuning"},
        {"false positive, tuning without due date", Ending::FalsePositive,
         [](E &f) {
             f.tuningAction = u"exclude"_s;
             f.tuningHasOwner = true;
         },
         "tuning"},
        {"no compromise", Ending::NoDataCompromise, [](E &) {}, nullptr},
        {"no compromise without reason", Ending::NoDataCompromise, [](E &f) { f.reason = u"\n"_s; }, "reason"},
        {"no compromise, data was read", Ending::NoDataCompromise,
         [](E &f) { f.findings.information = InformationImpacts(InformationImpact::PrivacyBreach); }, "assessment"},
        {"no compromise, risk confirmed", Ending::NoDataCompromise,
         [](E &f) { f.findings.customerDataRisk = CustomerDataRisk::Confirmed; }, "assessment"},
        {"no compromise, risk suspected", Ending::NoDataCompromise,
         [](E &f) { f.findings.customerDataRisk = CustomerDataRisk::Suspected; }, nullptr},
        {"no compromise, none assessed", Ending::NoDataCompromise,
         [](E &f) { f.findings.information = InformationImpacts(); }, nullptr},
        {"no compromise, personal data", Ending::NoDataCompromise, [](E &f) { f.personalData = PersonalData::Yes; },
         "personalData"},
        {"no compromise, personal data that legal decided on", Ending::NoDataCompromise,
         [](E &f) {
             f.personalData = PersonalData::Yes;
             f.legalDecided = true;
         },
         nullptr},
        {"no compromise, no personal data", Ending::NoDataCompromise, [](E &f) { f.personalData = PersonalData::No; },
         nullptr},
        {"false positive, a duty is open", Ending::FalsePositive, [](E &f) { f.dutiesOpen = 1; }, "obligations"},
        {"no compromise, a duty is open", Ending::NoDataCompromise, [](E &f) { f.dutiesOpen = 1; }, "obligations"},
        {"referred, a duty is open", Ending::Referred, [](E &f) { f.dutiesOpen = 2; }, "obligations"},
        {"duplicate, its duties are taken over", Ending::Duplicate, [](E &f) { f.dutiesOpen = 1; }, nullptr},
        {"false positive, personal data", Ending::FalsePositive, [](E &f) { f.personalData = PersonalData::Yes; },
         nullptr},
        {"referred", Ending::Referred, [](E &) {}, nullptr},
        {"referred to nobody", Ending::Referred, [](E &f) { f.referredTo.clear(); }, "referredTo"},
        {"referred without words", Ending::Referred, [](E &f) { f.referredSaid.clear(); }, "referredSaid"},
        {"duplicate", Ending::Duplicate, [](E &) {}, nullptr},
        {"duplicate of nothing", Ending::Duplicate, [](E &f) { f.survivorGiven = false; }, "duplicateOf"},
        {"duplicate with clocks running", Ending::Duplicate, [](E &f) { f.obligationsLeft = 1; }, "obligations"},
        {"declared duplicate, all taken over", Ending::Duplicate, [](E &f) { f.declared = true; }, nullptr},
        {"exercise", Ending::ExerciseEnded, [](E &) {}, nullptr},
        {"exercise without reason", Ending::ExerciseEnded, [](E &f) { f.reason.clear(); }, "reason"},
        {"a real incident is no exercise", Ending::ExerciseEnded, [](E &f) { f.exercise = false; }, ""},
    };
    return rows;
}

struct DeclarationRow
{
    const char *name;
    std::function<void(DeclarationFacts &)> change;
    ErrorKind kind;
    const char *field; // nullptr: allowed
};

const QList<DeclarationRow> &declarationRows()
{
    using D = DeclarationFacts;
    using enum ErrorKind;
    static const QList<DeclarationRow> rows = {
        {"complete", [](D &) {}, Internal, nullptr},
        {"several citations", [](D &f) { f.citedEntries = 7; }, Internal, nullptr},
        {"earlier with a reason",
         [](D &f) {
             f.instantMs = kNow - 3'600'000;
             f.earlierReason = u"decided on the telephone"_s;
         },
         Internal, nullptr},
        {"consulted this very moment", [](D &f) { f.consultedMs = kNow; }, Internal, nullptr},
        {"still in Detect", [](D &f) { f.assessStageReached = false; }, Refused, ""},
        {"twice", [](D &f) { f.alreadyDeclared = true; }, Refused, ""},
        {"ended", [](D &f) { f.ended = true; }, Refused, ""},
        {"closed", [](D &f) { f.closed = true; }, Refused, ""},
        {"no citation", [](D &f) { f.citedEntries = 0; }, Invalid, "citations"},
        {"unsigned", [](D &f) { f.statementSigned = false; }, Invalid, "statement"},
        {"consulted nobody", [](D &f) { f.consultedWho = u"  "_s; }, Invalid, "consultation"},
        {"consulted at no time", [](D &f) { f.consultedMs = 0; }, Invalid, "consultation"},
        {"will consult", [](D &f) { f.consultedMs = kNow + 1; }, Invalid, "consultation"},
        {"a millisecond later", [](D &f) { f.instantMs = kNow + 1; }, Invalid, "instant"},
        {"a millisecond earlier without reason", [](D &f) { f.instantMs = kNow - 1; }, Invalid, "instant"},
        {"later is never right, reason or not",
         [](D &f) {
             f.instantMs = kNow + 60'000;
             f.earlierReason = u"planned"_s;
         },
         Invalid, "instant"},
        {"no instant",
         [](D &f) {
             f.instantMs = 0;
             f.earlierReason = u"why"_s;
         },
         Invalid, "instant"},
    };
    return rows;
}

} // namespace

/** Classification, endings and the declaration (P1.8, P5, P6). */
class TestClassification : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outcomeOfEveryEnding();
    void everyEndingByTable();
    void noEndingWhileDeclaredOrOver();
    void classificationByHand_data();
    void classificationByHand();
    void classificationReads_data();
    void classificationReads();
    void dataBreach();
    void declarationByTable();
};

void TestClassification::outcomeOfEveryEnding()
{
    for (const auto &e : enumTable<Ending>()) // the codes of both say the same thing
        QCOMPARE(codeOf(outcomeOf(e.value)), QString::fromLatin1(e.code));
}

void TestClassification::everyEndingByTable()
{
    for (const EndingRow &row : endingRows()) {
        EndingFacts f = completeEnding(row.kind);
        row.change(f);
        const auto checked = checkEnding(f);
        QVERIFY2(checked.has_value() == (row.field == nullptr), row.name);
        if (checked)
            continue;
        QVERIFY2(checked.error().field == QLatin1StringView(row.field), row.name);
        QVERIFY2(!checked.error().userText.isEmpty(), row.name);
    }
}

void TestClassification::noEndingWhileDeclaredOrOver()
{
    for (const auto &e : enumTable<Ending>()) {
        QVERIFY(checkEnding(completeEnding(e.value)));
        for (int what = 0; what < 4; ++what) {
            if (what == 0 && e.value == Ending::Duplicate)
                continue; // once its obligations are taken over (P1.10)
            EndingFacts f = completeEnding(e.value);
            (what == 0 ? f.declared : what == 1 ? f.ended : what == 2 ? f.closed : f.rescissionPending) = true;
            const auto checked = checkEnding(f);
            QVERIFY2(!checked, e.code);
            QVERIFY2(checked.error().kind == ErrorKind::Refused, e.code);
        }
    }
}

void TestClassification::classificationByHand_data()
{
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<bool>("undeclared"); // may be chosen while no declaration stands
    QTest::addColumn<bool>("declared");   // ... while one does
    QTest::newRow("1") << u"not_classified"_s << true << false;
    QTest::newRow("2") << u"false_positive"_s << false << false;
    QTest::newRow("3") << u"no_data_compromise"_s << false << false;
    QTest::newRow("4") << u"referred"_s << false << false;
    QTest::newRow("5") << u"duplicate"_s << false << false;
    QTest::newRow("6") << u"exercise_ended"_s << false << false;
    QTest::newRow("7") << u"security_incident"_s << true << false;
    QTest::newRow("8") << u"crsi"_s << false << true;
}

void TestClassification::classificationByHand()
{
    QFETCH(QString, outcome);
    QFETCH(bool, undeclared);
    QFETCH(bool, declared);
    const auto chosen = fromCode<Outcome>(outcome);
    QVERIFY(chosen.has_value());
    QCOMPARE(checkClassification(*chosen, false, false, u"facts"_s).has_value(), undeclared);
    QCOMPARE(checkClassification(*chosen, true, false, u"facts"_s).has_value(), declared);
    for (const bool stands : {false, true}) {
        QVERIFY(!checkClassification(*chosen, stands, true, u"facts"_s)); // an ended incident is classified
        QVERIFY(!checkClassification(*chosen, stands, false, u" "_s));
    }
}

void TestClassification::classificationReads_data()
{
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("personal");
    QTest::addColumn<QString>("text");
    for (const auto &o : enumTable<Outcome>()) {
        for (const auto &p : enumTable<PersonalData>()) {
            QString text = nameOf(o.value);
            if (p.value == PersonalData::Yes && o.value == Outcome::SecurityIncident)
                text = u"Privacy breach"_s;
            if (p.value == PersonalData::Yes && o.value == Outcome::CustomerReportable)
                text = u"CRSI · privacy breach"_s;
            QTest::addRow("%s, personal data %s", o.code, p.code)
                << QString::fromLatin1(o.code) << QString::fromLatin1(p.code) << text;
        }
    }
}

void TestClassification::classificationReads()
{
    QFETCH(QString, outcome);
    QFETCH(QString, personal);
    QFETCH(QString, text);
    QCOMPARE(classificationText(*fromCode<Outcome>(outcome), *fromCode<PersonalData>(personal)), text);
}

void TestClassification::dataBreach()
{
    for (const auto &o : enumTable<Outcome>()) {
        for (int set = -1; set < 8; ++set) { // -1: not known yet
            ImpactFindings f;
            if (set >= 0)
                f.information = InformationImpacts::fromInt(set);
            const bool expected =
                o.value == Outcome::CustomerReportable || (o.value == Outcome::SecurityIncident && set > 0);
            QVERIFY2(isDataBreach(o.value, f) == expected, o.code);
        }
    }
}

void TestClassification::declarationByTable()
{
    for (const DeclarationRow &row : declarationRows()) {
        DeclarationFacts f = completeDeclaration();
        row.change(f);
        const auto checked = checkDeclaration(f);
        QVERIFY2(checked.has_value() == (row.field == nullptr), row.name);
        if (checked)
            continue;
        QVERIFY2(checked.error().kind == row.kind, row.name);
        QVERIFY2(checked.error().field == QLatin1StringView(row.field), row.name);
    }
}

QTEST_GUILESS_MAIN(TestClassification)
#include "tst_classification.moc"
