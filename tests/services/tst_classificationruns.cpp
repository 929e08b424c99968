#include "tests/storage/populated.h"

#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Runs of the classification wizard (P5.5) through the service, on a file and on a server. */
class TestClassificationRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersStandWithWhoGaveThem();
    void aColleagueGoesOn();
    void twoAnswerTheSame();
    void oneRunAtATime();
    void setAsideAndAgain();
    void finishNeedsEveryAnswerAndPeople();
    void eachAnswerIsGrounded_data();
    void eachAnswerIsGrounded();
    void finishClassifies();
    void choosingOtherwiseNeedsAReason();
    void falsePositiveEndsIt_data();
    void falsePositiveEndsIt();
    void handOverNeedsItsManager();
    void nobodyGotInEndsIt();
    void exerciseEnds();
    void whileADeclarationStands();
    void staleVersion();
    void notOfWhatHasEnded();
    void recordVerifies();

private:
    Services &s() { return *team.services; }
    [[nodiscard]] ClassificationRun run(IncidentId id) { return s().classifications.runs(id)->first(); }
    /** Answers "fact=code,code" one after the other in the run in progress. */
    void answerAll(IncidentId id, const QString &facts);
    [[nodiscard]] IncidentId begun(const QString &title, const QString &facts, bool exercise = false);
    [[nodiscard]] Result<void> finish(IncidentId id, const FinishInput &in)
    {
        return s().classifications.finish(id, run(id).id, team.now(id).version, in);
    }

    Team team;
    PersonId sam;
};

const QString kHarm =
    u"practice=no equipment=provider access=unauthorised effect=disclosed data=support personal=yes"_s;

void TestClassificationRuns::initTestCase()
{
    QVERIFY2(team.problems.isEmpty(), qPrintable(team.problems.join(u'\n')));
    sam = team.person(u"Sam Sand"_s, Role::Responder);
}

void TestClassificationRuns::answerAll(IncidentId id, const QString &facts)
{
    for (const QString &one : facts.split(u' ')) {
        AnswerInput in;
        in.fact = one.section(u'=', 0, 0);
        in.answers = one.section(u'=', 1).split(u',');
        in.note = u"As the engineer read it from the log."_s;
        const ClassificationRun current = run(id);
        const RunAnswer *before = current.answer(in.fact);
        in.seen = before ? before->id : 0;
        const auto done = s().classifications.answer(id, run(id).id, in);
        QVERIFY2(done, done ? "" : qPrintable(one + u": "_s + done.error().userText));
    }
}

IncidentId TestClassificationRuns::begun(const QString &title, const QString &facts, bool exercise)
{
    const IncidentId id = exercise ? team.record(title, true) : team.diagnosed(title);
    const auto begin = s().classifications.begin(id);
    if (!begin)
        qWarning("%s", qPrintable(begin.error().userText));
    answerAll(id, facts);
    (void)s().classifications.setParticipant(id, run(id).id, {team.mira, u"Mira Kahn"_s}, true);
    return id;
}

void TestClassificationRuns::answersStandWithWhoGaveThem()
{
    const IncidentId id = team.diagnosed(u"Answers"_s);
    const auto entry = s().timeline.add(id, {EntryKind::Evidence, team.clock.nowMs(), u"Access log"_s, {}, false});
    QVERIFY(entry);
    const auto begin = s().classifications.begin(id);
    QVERIFY(begin);
    QVERIFY(s().classifications.answer(
        id, *begin, {u"effect"_s, {u"lost"_s, u"disclosed"_s}, u" Both seen. "_s, {*entry, *entry}, 0}));
    const ClassificationRun r = run(id);
    QCOMPARE(r.number, 1);
    QVERIFY(r.isOpen() && !r.former.isValid());
    QCOMPARE(r.ruleVersion, s().session.rules().version());
    QCOMPARE(r.startedBy, u"Mira Kahn"_s);
    const RunAnswer *a = r.answer(u"effect"_s);
    QVERIFY(a);
    QCOMPARE(a->answers, (QStringList{u"disclosed"_s, u"lost"_s})); // in the order of the question
    QCOMPARE(a->note, u"Both seen."_s);
    QCOMPARE(a->evidence, QList<EntryId>{*entry});
    QCOMPARE(a->by, team.mira);
    // What no question has is refused.
    for (const AnswerInput &bad :
         {AnswerInput{u"mood"_s, {u"good"_s}, {}, {}, 0}, AnswerInput{u"exercise"_s, {u"yes"_s}, {}, {}, 0},
          AnswerInput{u"practice"_s, {}, {}, {}, 0}, AnswerInput{u"practice"_s, {u"yes"_s, u"no"_s}, {}, {}, 0},
          AnswerInput{u"effect"_s, {u"untouched"_s, u"lost"_s}, {}, {}, a->id}}) {
        const auto refused = s().classifications.answer(id, *begin, bad);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Invalid);
    }
    // An entry of another incident is no evidence here.
    const auto elsewhere =
        s().timeline.add(team.record(u"Elsewhere"_s), {EntryKind::Note, team.clock.nowMs(), u"x"_s, {}, false});
    QVERIFY(!s().classifications.answer(id, *begin, {u"practice"_s, {u"no"_s}, {}, {*elsewhere}, 0}));
    // Nor is one that was struck through.
    const auto wrong = s().timeline.add(id, {EntryKind::Note, team.clock.nowMs(), u"Wrong host"_s, {}, false});
    QVERIFY(s().timeline.strike(*wrong, u"Another host."_s));
    QVERIFY(!s().classifications.answer(id, *begin, {u"practice"_s, {u"no"_s}, {}, {*wrong}, 0}));
    QVERIFY(!run(id).answer(u"practice"_s));
}

void TestClassificationRuns::aColleagueGoesOn()
{
    const IncidentId id = begun(u"Two at it"_s, u"practice=no"_s);
    team.actAs(sam);
    const auto same = s().classifications.begin(id);
    QVERIFY(same);
    QCOMPARE(*same, run(id).id); // no second one
    answerAll(id, u"equipment=both"_s);
    team.actAs(team.mira);
    QCOMPARE(run(id).answer(u"equipment"_s)->byName, u"Sam Sand"_s);
    QCOMPARE(run(id).answer(u"practice"_s)->byName, u"Mira Kahn"_s);
    QCOMPARE(run(id).startedBy, u"Mira Kahn"_s);
}

void TestClassificationRuns::twoAnswerTheSame()
{
    const IncidentId id = begun(u"At once"_s, u"practice=not_known"_s);
    const qint64 seen = run(id).answer(u"practice"_s)->id;
    team.actAs(sam);
    QVERIFY(s().classifications.answer(id, run(id).id, {u"practice"_s, {u"no"_s}, {}, {}, seen}));
    team.actAs(team.mira);
    const auto late = s().classifications.answer(id, run(id).id, {u"practice"_s, {u"yes"_s}, {}, {}, seen});
    QVERIFY(!late);
    QCOMPARE(late.error().kind, ErrorKind::Conflict);
    QVERIFY2(late.error().userText.contains(u"Sam Sand"_s), qPrintable(late.error().userText));
    // Having seen it, she may. Nothing is lost.
    QVERIFY(s().classifications.answer(id, run(id).id,
                                       {u"practice"_s, {u"yes"_s}, {}, {}, run(id).answer(u"practice"_s)->id}));
    QCOMPARE(run(id).earlier.size(), 2);
    QCOMPARE(run(id).earlier.last().answers, QStringList{u"no"_s});
}

void TestClassificationRuns::oneRunAtATime()
{
    const IncidentId id = begun(u"One"_s, u"practice=no"_s);
    QVERIFY(s().classifications.begin(id));
    QCOMPARE(s().classifications.runs(id)->size(), 1);
    // The database holds it too.
    const auto second =
        team.db->run(u"INSERT INTO classification_run (uuid, incident_id, rule_version) VALUES ('%1', %2, '1')"_s.arg(
            newUuid(), QString::number(id.value)));
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Conflict);
}

void TestClassificationRuns::setAsideAndAgain()
{
    const IncidentId id = begun(u"Aside"_s, kHarm);
    const RunId first = run(id).id;
    QCOMPARE(s().classifications.setAside(id, first, u" "_s).error().field, u"reason"_s);
    QVERIFY(s().classifications.setAside(id, first, u"Wrong incident."_s));
    QVERIFY(run(id).finish->setAside);
    QCOMPARE(run(id).finish->chosenReason, u"Wrong incident."_s);
    QCOMPARE(team.now(id).outcome, Outcome::NotClassified);
    // What is finished takes no more.
    QCOMPARE(s().classifications.answer(id, first, {u"practice"_s, {u"no"_s}, {}, {}, 0}).error().kind,
             ErrorKind::Conflict);
    QCOMPARE(s().classifications.setParticipant(id, first, {{}, u"Ann"_s}, true).error().kind, ErrorKind::Conflict);
    QCOMPARE(s().classifications.setAside(id, first, u"Again."_s).error().kind, ErrorKind::Conflict);
    // The next one does not start from it.
    QVERIFY(s().classifications.begin(id));
    QCOMPARE(run(id).number, 2);
    QVERIFY(!run(id).former.isValid());
    QVERIFY(run(id).answers.isEmpty());
}

void TestClassificationRuns::finishNeedsEveryAnswerAndPeople()
{
    const IncidentId id = team.diagnosed(u"Not yet"_s);
    QVERIFY(s().classifications.begin(id));
    answerAll(id, u"practice=no equipment=provider access=unlawful effect=disclosed data=support"_s);
    FinishInput in;
    in.chosen = Outcome::SecurityIncident;
    QCOMPARE(finish(id, in).error().kind, ErrorKind::Refused); // personal data is open
    answerAll(id, u"personal=not_known"_s);
    QCOMPARE(finish(id, in).error().field, u"participants"_s);
    const RunParticipant engineer{{}, u"Ann of storage"_s};
    QVERIFY(s().classifications.setParticipant(id, run(id).id, {{}, u"  Ann  of storage "_s}, true));
    QCOMPARE(run(id).participants, QList<RunParticipant>{engineer});
    QVERIFY(s().classifications.setParticipant(id, run(id).id, engineer, true)); // once
    QVERIFY(s().classifications.setParticipant(id, run(id).id, engineer, false));
    QCOMPARE(finish(id, in).error().field, u"participants"_s);
    QVERIFY(s().classifications.setParticipant(id, run(id).id, engineer, true));
    QCOMPARE(s().classifications.setParticipant(id, run(id).id, {{}, u" "_s}, true).error().kind, ErrorKind::Invalid);
    QVERIFY(finish(id, in));
}

void TestClassificationRuns::eachAnswerIsGrounded_data()
{
    QTest::addColumn<QString>("answer"); // to one question: n note, e evidence, ? not known yet, - nothing
    QTest::addColumn<QString>("later");  // and to what is asked no more
    QTest::addColumn<bool>("finishes");
    QTest::newRow("P5.5 evidence") << u"e"_s << QString() << true;
    QTest::newRow("P5.5 words say why there is none") << u"n"_s << QString() << true;
    QTest::newRow("P5.5 both") << u"ne"_s << QString() << true;
    QTest::newRow("P5.5 neither") << u"-"_s << QString() << false;
    QTest::newRow("P5.5 blanks are no words") << u" "_s << QString() << false;
    QTest::newRow("P5.5 not known yet needs none") << u"?"_s << QString() << true;
    QTest::newRow("P5.5 mended") << u"-n"_s << QString() << true;
    QTest::newRow("P5.5 worsened") << u"n-"_s << QString() << false;
    QTest::newRow("P5.5 what is asked no more does not count") << u"n"_s << u"-"_s << true;
}

void TestClassificationRuns::eachAnswerIsGrounded()
{
    QFETCH(QString, answer);
    QFETCH(QString, later);
    QFETCH(bool, finishes);
    const IncidentId id = begun(QString::fromLatin1(QTest::currentDataTag()), u"practice=no"_s);
    const auto entry = s().timeline.add(id, {EntryKind::Evidence, team.clock.nowMs(), u"Access log"_s, {}, false});
    QVERIFY(entry);
    const auto give = [&](const QString &fact, const QString &code, const QString &how) {
        const ClassificationRun current = run(id);
        const RunAnswer *before = current.answer(fact);
        AnswerInput in{fact, {how == u"?" ? u"not_known"_s : code}, {}, {}, before ? before->id : 0};
        in.note = how.contains(u'n') ? u"The log is gone; the engineer saw it."_s : how == u" " ? u"  "_s : QString();
        if (how.contains(u'e'))
            in.evidence << *entry;
        const auto done = s().classifications.answer(id, run(id).id, in);
        QVERIFY2(done, done ? "" : qPrintable(done.error().userText));
    };
    if (!later.isEmpty())
        give(u"effect"_s, u"disclosed"_s, later); // nobody got in: it is not asked
    give(u"access"_s, u"none"_s, u"n"_s);
    if (answer.size() == 2 && answer != u"ne") {
        give(u"equipment"_s, u"both"_s, answer.first(1));
        give(u"equipment"_s, u"both"_s, answer.mid(1));
    } else {
        give(u"equipment"_s, u"both"_s, answer);
    }
    FinishInput in;
    in.chosen = Outcome::NotClassified;
    in.reason = u"More is to come."_s;
    const auto done = finish(id, in);
    QCOMPARE(done ? QString() : done.error().field, finishes ? QString() : u"evidence"_s);
    QCOMPARE(run(id).isOpen(), !finishes);
    if (finishes)
        QCOMPARE(run(id).finish->counted, (QStringList{u"practice"_s, u"equipment"_s, u"access"_s}));
    else
        QVERIFY2(done.error().userText.contains(u"Whose side"_s), qPrintable(done.error().userText));
}

void TestClassificationRuns::finishClassifies()
{
    const IncidentId id = begun(u"Harm"_s, kHarm);
    FinishInput in;
    in.chosen = Outcome::SecurityIncident;
    const auto done = finish(id, in);
    QVERIFY2(done, done ? "" : qPrintable(done.error().userText));
    const Incident i = team.now(id);
    QCOMPARE(i.outcome, Outcome::SecurityIncident);
    QCOMPARE(i.personalData, PersonalData::Yes);
    const RunFinish f = *run(id).finish;
    QVERIFY(!f.setAside && !f.ended);
    QCOMPARE(f.proposed, Outcome::SecurityIncident);
    QCOMPARE(f.rule, u"data_harmed"_s);
    QCOMPARE(f.personalData, PersonalData::Yes);
    QVERIFY(f.reasons.contains(u"Data was disclosed"_s));
    const auto kept = s().assessments.classifications(id);
    QCOMPARE(kept->first().participants, u"Mira Kahn"_s);
    QVERIFY2(kept->first().reason.contains(u"Data harmed"_s) && kept->first().reason.contains(u"Data was disclosed"_s),
             qPrintable(kept->first().reason));
    // A new run starts from it and asks anew.
    QVERIFY(s().classifications.begin(id));
    QCOMPARE(run(id).number, 2);
    QCOMPARE(run(id).former, s().classifications.runs(id)->last().id);
    QVERIFY(run(id).answers.isEmpty());
    QVERIFY(s().classifications.runs(id)->last().answer(u"effect"_s)); // the former keeps its own
}

void TestClassificationRuns::choosingOtherwiseNeedsAReason()
{
    const IncidentId id = begun(
        u"Certain"_s,
        u"practice=no equipment=provider access=unlawful effect=lost data=customer certainty=certain personal=no"_s);
    FinishInput in;
    in.chosen = Outcome::CustomerReportable;
    QCOMPARE(finish(id, in).error().kind, ErrorKind::Refused); // P6: by declaration alone
    in.chosen = Outcome::Duplicate;
    QCOMPARE(finish(id, in).error().kind, ErrorKind::Refused);
    in.chosen = Outcome::NotClassified;
    QCOMPARE(finish(id, in).error().field, u"chosenReason"_s);
    in.reason = u"The log is disputed."_s;
    QVERIFY(finish(id, in));
    QCOMPARE(team.now(id).outcome, Outcome::NotClassified);
    QCOMPARE(run(id).finish->proposed, Outcome::CustomerReportable);
    QCOMPARE(run(id).finish->chosen, Outcome::NotClassified);
    QCOMPARE(run(id).finish->chosenReason, u"The log is disputed."_s);
    // Following the proposal of a declaration is choosing a security incident, and needs no reason.
    QVERIFY(s().classifications.begin(id));
    answerAll(
        id,
        u"practice=no equipment=provider access=unlawful effect=lost data=customer certainty=certain personal=no"_s);
    QVERIFY(s().classifications.setParticipant(id, run(id).id, {team.mira, u"Mira Kahn"_s}, true));
    in = {Outcome::SecurityIncident, {}, {}};
    QVERIFY(finish(id, in));
    QCOMPARE(team.now(id).outcome, Outcome::SecurityIncident);
}

void TestClassificationRuns::falsePositiveEndsIt_data()
{
    QTest::addColumn<QString>("rootCause");
    QTest::addColumn<QString>("action");
    QTest::addColumn<bool>("ownerAndDue");
    QTest::addColumn<QString>("none");
    QTest::addColumn<QString>("field");
    QTest::newRow("P5.2 no root cause") << u""_s << u"Exclude it"_s << true << u""_s << u"rootCause"_s;
    QTest::newRow("P5.2 no tuning and no reason") << u"Backup"_s << u""_s << false << u""_s << u"tuning"_s;
    QTest::newRow("P5.2 tuning without owner") << u"Backup"_s << u"Exclude it"_s << false << u""_s << u"tuning"_s;
    QTest::newRow("P5.2 with tuning") << u"Backup"_s << u"Exclude it"_s << true << u""_s << u""_s;
    QTest::newRow("P5.2 none is needed") << u"Backup"_s << u""_s << false << u"It ran once."_s << u""_s;
}

void TestClassificationRuns::falsePositiveEndsIt()
{
    QFETCH(QString, rootCause);
    QFETCH(QString, action);
    QFETCH(bool, ownerAndDue);
    QFETCH(QString, none);
    QFETCH(QString, field);
    const IncidentId id = begun(u"Backup "_s + QString::fromLatin1(QTest::currentDataTag()), u"practice=yes"_s);
    FinishInput in;
    in.chosen = Outcome::FalsePositive;
    in.ending.rootCause = rootCause;
    in.ending.tuningAction = action;
    in.ending.noTuningReason = none;
    if (ownerAndDue) {
        in.ending.tuningOwner = u"Ann"_s;
        in.ending.tuningDueMs = team.clock.nowMs() + kDayMs;
    }
    const auto done = finish(id, in);
    QCOMPARE(done ? QString() : done.error().field, field);
    QCOMPARE(team.now(id).endedMs > 0, field.isEmpty());
    QCOMPARE(run(id).isOpen(), !field.isEmpty()); // all of it, or nothing
    if (!field.isEmpty())
        return;
    QCOMPARE(team.now(id).outcome, Outcome::FalsePositive);
    QVERIFY(run(id).finish->ended);
    const auto details = s().incidents.details(id);
    QVERIFY(details && details->endingText.contains(rootCause));
}

void TestClassificationRuns::handOverNeedsItsManager()
{
    const IncidentId id = begun(u"The customer's"_s, u"practice=no equipment=customer"_s);
    FinishInput in;
    in.chosen = Outcome::Referred;
    in.ending.referredTo = u"Birch Clinic"_s;
    in.ending.referredSaid = u"Your own server."_s;
    in.ending.referredMs = team.clock.nowMs();
    in.ending.referredEngagement = u"Case 4711"_s;
    team.actAs(sam);
    QCOMPARE(finish(id, in).error().kind, ErrorKind::Denied); // P13.1
    team.actAs(team.mira);
    QCOMPARE(finish(id, in).error().field, u"nevertheless"_s); // nobody said whose part it is (P3.4)
    QVERIFY(run(id).isOpen());
    in.ending.referredNevertheless = u"Their own virtual machine."_s;
    QVERIFY(finish(id, in));
    QCOMPARE(team.now(id).outcome, Outcome::Referred);
}

void TestClassificationRuns::nobodyGotInEndsIt()
{
    const IncidentId id = begun(u"Nobody"_s, u"practice=no equipment=both access=none"_s);
    FinishInput in;
    in.chosen = Outcome::NoDataCompromise;
    QCOMPARE(finish(id, in).error().field, u"assessment"_s); // two judgements do not stand side by side
    AssessmentInput none;
    none.findings = {FunctionalImpact::Low, InformationImpacts(), Recoverability::Regular, CustomerDataRisk::None};
    QVERIFY(s().assessments.assess(id, team.now(id).version, none));
    QVERIFY(finish(id, in)); // the reason is what the facts say
    const auto details = s().incidents.details(id);
    QVERIFY2(details->endingText.contains(u"Nobody got in"_s), qPrintable(details->endingText));
}

void TestClassificationRuns::exerciseEnds()
{
    const IncidentId id = begun(u"Drill"_s, u"drill=over"_s, true);
    FinishInput in;
    in.chosen = Outcome::ExerciseEnded;
    QVERIFY(finish(id, in));
    QCOMPARE(team.now(id).outcome, Outcome::ExerciseEnded);
}

void TestClassificationRuns::whileADeclarationStands()
{
    const IncidentId id = begun(u"Declared"_s, u"practice=yes"_s);
    QVERIFY(team.declare(id));
    FinishInput in;
    in.chosen = Outcome::FalsePositive;
    QCOMPARE(finish(id, in).error().kind, ErrorKind::Refused);
    in.chosen = Outcome::CustomerReportable;
    const auto done = finish(id, in);
    QVERIFY2(done, done ? "" : qPrintable(done.error().userText + done.error().detail));
    // The outcome stays; the run stands there with what it found (P6.5).
    QCOMPARE(team.now(id).outcome, Outcome::CustomerReportable);
    QVERIFY(team.now(id).isDeclared());
    QCOMPARE(run(id).finish->proposed, Outcome::FalsePositive);
    QVERIFY(proposesRescission(run(id).finish->proposed, true));
    constexpr qint64 end = std::numeric_limits<qint64>::max();
    const auto last = s().timeline.before(id, {}, {end, end}, 1);
    QVERIFY2(last->first().text.contains(u"proposes to rescind"_s), qPrintable(last->first().text));
    QCOMPARE(last->first().kind, EntryKind::Decision);
    // One that finds the same, or nothing, proposes nothing.
    QVERIFY(!proposesRescission(Outcome::CustomerReportable, true));
    QVERIFY(!proposesRescission(Outcome::NotClassified, true));
    QVERIFY(!proposesRescission(Outcome::FalsePositive, false));
}

void TestClassificationRuns::staleVersion()
{
    const IncidentId id = begun(u"Stale"_s, kHarm);
    const int seen = team.now(id).version;
    QVERIFY(s().incidents.contain(id, seen, ContainmentKind::EmergencyMitigation, u"Token revoked."_s, {},
                                  team.clock.nowMs()));
    FinishInput in;
    in.chosen = Outcome::SecurityIncident;
    const auto late = s().classifications.finish(id, run(id).id, seen, in);
    QVERIFY(!late);
    QCOMPARE(late.error().kind, ErrorKind::Conflict);
    QVERIFY(run(id).isOpen());
    QVERIFY(finish(id, in));
}

void TestClassificationRuns::notOfWhatHasEnded()
{
    const IncidentId id = begun(u"Ended meanwhile"_s, u"practice=no"_s);
    EndingInput e;
    e.kind = Ending::FalsePositive;
    e.rootCause = e.noTuningReason = u"A job."_s;
    QVERIFY(s().incidents.end(id, team.now(id).version, e));
    QCOMPARE(s().classifications.begin(id).error().kind, ErrorKind::Refused);
    QCOMPARE(s().classifications.answer(id, run(id).id, {u"equipment"_s, {u"both"_s}, {}, {}, 0}).error().kind,
             ErrorKind::Refused);
    QCOMPARE(finish(id, {Outcome::SecurityIncident, {}, {}}).error().kind, ErrorKind::Refused);
    // Reopened, the run in progress goes on.
    QVERIFY(s().incidents.reopen(id, team.now(id).version, team.now(id).stage, u"It was none."_s));
    answerAll(id, u"equipment=both"_s);
}

void TestClassificationRuns::recordVerifies()
{
    QCOMPARE(team.findings({*s().record.head()}), QString());
}

QTEST_GUILESS_MAIN(TestClassificationRuns)
#include "tst_classificationruns.moc"
