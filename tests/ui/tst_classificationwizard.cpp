#include "tests/ui/wizarddesk.h"
#include "ui/classification/questionpage.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** The classification wizard in the incident's page (P5.5). */
class TestClassificationWizard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsFromTheIncident();
    void theNextStepLeadsThere();
    void keyboardAloneToASecurityIncident();
    void backAndForthWithoutLoss();
    void comesBackAfterARestart();
    void citesAndAddsEvidence();
    void riskPagesWhenPersonalDataIsInvolved();
    void falsePositiveAsksRootCauseAndTuning();
    void choosingOtherwiseAsksWhy();
    void aColleagueAnsweredMeanwhile();
    void againStartsFromTheFormer();
    void comparesTwoRuns();
    void setsARunAside();
    void everyPageFitsWithoutScrolling();
    void twoLongRunsFitWithoutScrolling();
    void everyControlHasAName();

private:
    [[nodiscard]] static QString overflow(const Desk &desk);
};

void TestClassificationWizard::startsFromTheIncident()
{
    Desk desk;
    QTRY_VERIFY(desk.find<QPushButton>(u"beginRun"_s));
    QVERIFY(!desk.find<QWidget>(u"incidentTabs"_s)); // the wizard has the whole page
    desk.press(u"startBack"_s);
    QTRY_VERIFY(desk.find<QPushButton>(u"openWizard"_s));
    QTRY_VERIFY(desk.reads(u"Nobody has classified it yet."_s));
    desk.press(u"openWizard"_s);
    desk.begin();
    QVERIFY(desk.run().isOpen());
    QTRY_COMPARE(desk.steps(), (QStringList{u"practice"_s, u"people"_s, u"outcome"_s}));
    desk.press(u"backToIncident"_s);
    QTRY_VERIFY(desk.find<QPushButton>(u"openWizard"_s));
    QTRY_COMPARE(desk.find<QPushButton>(u"openWizard"_s)->text(), u"Go on with run 1"_s);
}

void TestClassificationWizard::theNextStepLeadsThere()
{
    Desk desk;
    const ImpactFindings confirmed{FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach),
                                   Recoverability::Regular, CustomerDataRisk::Confirmed};
    QVERIFY(desk.base
                .ask<void>([id = desk.id, confirmed](Services &s) -> Result<void> {
                    AssessmentInput in;
                    in.findings = confirmed;
                    if (auto ok = s.incidents.move(id, 0, Stage::Assess, u"next"_s); !ok)
                        return ok;
                    if (auto ok = s.assessments.assess(id, 0, in); !ok)
                        return ok;
                    return s.incidents.move(id, 0, Stage::Diagnose, u"next"_s);
                })
                .has_value());
    desk.press(u"startBack"_s);
    QTRY_VERIFY(desk.find<QPushButton>(u"nextStep"_s));
    QTRY_COMPARE(desk.find<QPushButton>(u"nextStep"_s)->accessibleName(), u"Classify"_s);
    desk.press(u"nextStep"_s);
    QTRY_VERIFY(desk.find<QPushButton>(u"beginRun"_s));
    QVERIFY(!desk.find<QWidget>(u"incidentTabs"_s));
}

void TestClassificationWizard::keyboardAloneToASecurityIncident()
{
    Desk desk;
    QTRY_VERIFY(desk.find<QPushButton>(u"beginRun"_s));
    QTRY_VERIFY(desk.find<QPushButton>(u"beginRun"_s)->hasFocus());
    QTest::keyClick(desk.page->focusWidget(), Qt::Key_Space);
    desk.answer(u"practice"_s, {1}, false);
    desk.answer(u"equipment"_s, {1}, false);
    desk.answer(u"access"_s, {2});
    desk.answer(u"effect"_s, {1, 3});
    QTRY_VERIFY(desk.find<QWidget>(u"question-data"_s));
    QCOMPARE(desk.run().answer(u"effect"_s)->answers, (QStringList{u"disclosed"_s, u"lost"_s}));
    desk.answer(u"data"_s, {2});
    desk.answer(u"personal"_s, {2});
    // Who took part: Space ticks, Enter goes on.
    QTRY_VERIFY(desk.find<QListWidget>(u"participants"_s) && desk.find<QListWidget>(u"participants"_s)->count() > 0);
    QTRY_VERIFY(desk.find<QListWidget>(u"participants"_s)->hasFocus());
    desk.key(Qt::Key_Space);
    QTRY_VERIFY(!desk.run().participants.isEmpty());
    desk.key(Qt::Key_Return);
    QTRY_VERIFY(desk.find<QWidget>(u"wizardOutcome"_s));
    QTRY_COMPARE(desk.find<QPushButton>(u"wizardNext"_s)->text(), u"Finish: Security incident"_s);
    QTRY_VERIFY(desk.reads(u"cite an entry or say why none shows it: Normal practice or not, Whose side."_s)); // P5.5
    desk.key(Qt::Key_Return); // not before; to the first of them, where it is said, with the focus on the line
    for (const QString &fact : {u"practice"_s, u"equipment"_s}) {
        QTRY_VERIFY2(desk.find<QWidget>(u"question-"_s + fact), qPrintable(fact));
        QVERIFY(desk.base.incident(desk.id).outcome == Outcome::NotClassified);
        if (fact == u"practice") {
            QTRY_VERIFY(desk.find<QLineEdit>(u"answerNote"_s)->hasFocus());
            QVERIFY(desk.reads(u"Cite an entry that shows it"_s));
        } else {
            desk.find<QLineEdit>(u"answerNote"_s)->setFocus();
        }
        QTest::keyClicks(desk.page->focusWidget(), u"As the team knows it"_s);
        desk.key(Qt::Key_Return);
        QTRY_VERIFY2(!desk.find<QWidget>(u"question-"_s + fact), qPrintable(fact));
    }
    desk.press(u"step-outcome"_s);
    QTRY_VERIFY(desk.find<QWidget>(u"wizardOutcome"_s));
    QVERIFY(!desk.reads(u"say why none shows it"_s));
    QTRY_VERIFY(desk.find<QWidget>(u"wizardOutcome"_s)->isAncestorOf(desk.page->focusWidget()));
    desk.key(Qt::Key_Return);
    QTRY_COMPARE(desk.base.incident(desk.id).outcome, Outcome::SecurityIncident);
    QCOMPARE(desk.base.incident(desk.id).personalData, PersonalData::No);
    QTRY_VERIFY(desk.find<QWidget>(u"incidentTabs"_s)); // back in the incident
    QCOMPARE(desk.run().finish->rule, u"data_harmed"_s);
}

void TestClassificationWizard::backAndForthWithoutLoss()
{
    Desk desk;
    desk.begin();
    desk.answer(u"practice"_s, {1});
    QTRY_VERIFY(desk.find<QWidget>(u"question-equipment"_s));
    // Chosen and not kept yet: going back keeps it.
    desk.key(Qt::Key_2);
    desk.key(Qt::Key_Left, Qt::AltModifier);
    QTRY_VERIFY(desk.find<QWidget>(u"question-practice"_s));
    QCOMPARE(desk.find<AnswerCards>(u"answers-practice"_s)->answers(), QStringList{u"no"_s});
    QCOMPARE(desk.run().answer(u"equipment"_s)->answers, QStringList{u"both"_s});
    // Normal practice: what follows is not asked; answered anew, it is there again.
    desk.answer(u"practice"_s, {2});
    QTRY_VERIFY(desk.find<QWidget>(u"wizardPeople"_s));
    QVERIFY(!desk.steps().contains(u"equipment"_s));
    QTRY_VERIFY2(desk.reads(u"It is normal practice that met the detection criteria"_s), qPrintable(desk.texts()));
    desk.press(u"step-practice"_s);
    desk.answer(u"practice"_s, {1});
    QTRY_VERIFY(desk.find<QWidget>(u"question-equipment"_s));
    QTRY_COMPARE(desk.find<AnswerCards>(u"answers-equipment"_s)->answers(), QStringList{u"both"_s});
    QCOMPARE(desk.run().earlier.size(), 2);
    // An answer is needed to go on, and "not known yet" is one.
    desk.answer(u"equipment"_s, {});
    QTRY_VERIFY(desk.find<QWidget>(u"question-access"_s));
    desk.key(Qt::Key_Return);
    QVERIFY(desk.find<QWidget>(u"question-access"_s));
    QVERIFY(desk.reads(u"Choose an answer"_s));
}

void TestClassificationWizard::comesBackAfterARestart()
{
    Desk desk;
    desk.begin();
    desk.answer(u"practice"_s, {1});
    QTRY_VERIFY(desk.find<QWidget>(u"question-equipment"_s));
    desk.key(Qt::Key_2);
    desk.type(u"answerNote"_s, u"Their tenant, our gateway"_s);
    QTRY_COMPARE(desk.base.ask<QList<Draft>>([](Services &s) { return s.drafts.all(); })->size(), 1);
    desk.restart();
    QTRY_VERIFY(desk.find<QWidget>(u"question-equipment"_s));
    QTRY_COMPARE(desk.find<QLineEdit>(u"answerNote"_s)->text(), u"Their tenant, our gateway"_s);
    QCOMPARE(desk.find<AnswerCards>(u"answers-equipment"_s)->answers(), QStringList{u"both"_s});
    QVERIFY(!desk.run().answer(u"equipment"_s)); // a draft, no answer yet
    desk.answer(u"equipment"_s, {});
    QTRY_VERIFY(desk.run().answer(u"equipment"_s));
    QCOMPARE(desk.run().answer(u"equipment"_s)->note, u"Their tenant, our gateway"_s);
    QTRY_COMPARE(desk.base.ask<QList<Draft>>([](Services &s) { return s.drafts.all(); })->size(), 0);
}

void TestClassificationWizard::citesAndAddsEvidence()
{
    Desk desk;
    desk.begin();
    desk.key(Qt::Key_1);
    desk.key(Qt::Key_E);
    QTRY_VERIFY(desk.find<QListWidget>(u"entryList"_s)->hasFocus());
    auto *list = desk.find<QListWidget>(u"entryList"_s);
    QTRY_VERIFY(list->count() >= 2);
    desk.key(Qt::Key_Home);
    desk.key(Qt::Key_Space);
    QCOMPARE(list->item(0)->checkState(), Qt::Checked);
    desk.type(u"newEvidence"_s, u"-15m Engineer of storage: no job does this"_s);
    desk.key(Qt::Key_Return);
    QTRY_VERIFY(desk.find<QLineEdit>(u"newEvidence"_s)->text().isEmpty());
    desk.find<AnswerCards>(u"answers-practice"_s)->focusChoice();
    desk.key(Qt::Key_Return);
    QTRY_VERIFY(desk.find<QWidget>(u"question-equipment"_s));
    const RunAnswer answer = *desk.run().answer(u"practice"_s);
    QCOMPARE(answer.evidence.size(), 2);
    const auto entry =
        desk.base.ask<TimelineEntry>([e = answer.evidence.last()](Services &s) { return s.timeline.entry(e); });
    QCOMPARE(entry->text, u"Engineer of storage: no job does this"_s);
    QCOMPARE(entry->kind, EntryKind::Evidence);
    QCOMPARE(entry->atMs, desk.base.clock.nowMs() - 15 * kMinuteMs);
}

void TestClassificationWizard::riskPagesWhenPersonalDataIsInvolved()
{
    Desk desk;
    desk.begin();
    desk.answer(u"practice"_s, {1});
    desk.answer(u"equipment"_s, {1});
    desk.answer(u"access"_s, {1});
    desk.answer(u"effect"_s, {4});
    desk.answer(u"data"_s, {2});
    QVERIFY(!desk.steps().contains(u"risk"_s));
    desk.answer(u"personal"_s, {1});
    QTRY_VERIFY(desk.steps().contains(u"risk"_s));
    QCOMPARE(desk.steps().indexOf(u"risk"_s), desk.steps().indexOf(u"personal"_s) + 1);
    QTRY_COMPARE(desk.find<QLabel>(u"outcomeSoFar"_s)->text(), u"Privacy breach"_s);
}

void TestClassificationWizard::falsePositiveAsksRootCauseAndTuning()
{
    Desk desk;
    desk.begin();
    desk.answer(u"practice"_s, {2});
    desk.takePart();
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(desk.find<QWidget>(u"wizardOutcome"_s));
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(desk.find<QPlainTextEdit>(u"rootCause"_s));
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(desk.find<QLineEdit>(u"tuningAction"_s));
    desk.press(u"wizardNext"_s); // refused, and taken to what is missing
    QTRY_VERIFY(desk.find<QPlainTextEdit>(u"rootCause"_s));
    QVERIFY(desk.reads(u"Give the root cause"_s));
    desk.type(u"rootCause"_s, u"A new backup job"_s);
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(desk.find<QLineEdit>(u"tuningAction"_s));
    desk.type(u"tuningAction"_s, u"Exclude the job"_s);
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(desk.reads(u"needs an owner"_s));
    desk.type(u"tuningOwner"_s, u"Ann of storage"_s);
    QCOMPARE(desk.find<QPushButton>(u"wizardNext"_s)->text(), u"Finish: False positive"_s);
    desk.press(u"wizardNext"_s);
    QTRY_COMPARE(desk.base.incident(desk.id).outcome, Outcome::FalsePositive);
    QVERIFY(desk.base.incident(desk.id).isDone());
    const auto details = desk.base.ask<IncidentDetails>([i = desk.id](Services &s) { return s.incidents.details(i); });
    QVERIFY2(details->endingText.contains(u"Exclude the job"_s), qPrintable(details->endingText));
    QTRY_COMPARE(desk.base.ask<QList<Draft>>([](Services &s) { return s.drafts.all(); })->size(), 0);
}

void TestClassificationWizard::choosingOtherwiseAsksWhy()
{
    Desk desk;
    desk.begin();
    desk.answer(u"practice"_s, {1});
    desk.answer(u"equipment"_s, {1});
    desk.answer(u"access"_s, {3});
    desk.takePart();
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(desk.find<QWidget>(u"wizardOutcome"_s));
    QVERIFY(!desk.find<QWidget>(u"chosenReason"_s));
    desk.key(Qt::Key_5); // not classified
    QTRY_VERIFY(desk.find<QWidget>(u"chosenReason"_s));
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(desk.reads(u"Say why another outcome was chosen"_s));
    desk.type(u"chosenReason"_s, u"Two log sources are missing"_s);
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(!desk.run().isOpen());
    QCOMPARE(desk.run().finish->proposed, Outcome::NoDataCompromise);
    QCOMPARE(desk.run().finish->chosenReason, u"Two log sources are missing"_s);
    QVERIFY(!desk.base.incident(desk.id).isDone());
}

void TestClassificationWizard::aColleagueAnsweredMeanwhile()
{
    Desk desk;
    desk.begin();
    desk.key(Qt::Key_1);
    const auto other = desk.base.ask<void>([id = desk.id, run = desk.run().id](Services &s) {
        return s.classifications.answer(id, run, {u"practice"_s, {u"yes"_s}, u"A backup"_s, {}, 0});
    });
    QVERIFY(other);
    desk.base.workspace.pollChanges();
    QTRY_VERIFY(desk.reads(u"answered this meanwhile: Yes"_s));
    QCOMPARE(desk.find<AnswerCards>(u"answers-practice"_s)->answers(), QStringList{u"no"_s}); // mine is not lost
    const auto keepMine = [&]() -> QAbstractButton * {
        for (QAbstractButton *b : desk.page->findChildren<QAbstractButton *>())
            if (b->isVisible() && b->text() == u"Keep mine"_s)
                return b;
        return nullptr;
    };
    QTRY_VERIFY(keepMine()); // a layout shows its button later than the words
    keepMine()->click();
    QTRY_VERIFY(!desk.reads(u"answered this meanwhile"_s));
    desk.answer(u"practice"_s, {});
    QTRY_COMPARE(desk.run().answer(u"practice"_s)->answers, QStringList{u"no"_s});
    QCOMPARE(desk.run().earlier.first().answers, QStringList{u"yes"_s});
}

void TestClassificationWizard::againStartsFromTheFormer()
{
    Desk desk;
    desk.begin();
    desk.answer(u"practice"_s, {1});
    desk.answer(u"equipment"_s, {4});
    desk.answer(u"access"_s, {3});
    desk.takePart();
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(desk.find<QWidget>(u"wizardOutcome"_s));
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(!desk.run().isOpen());
    desk.page->open(desk.id, u"classification"_s);
    QTRY_VERIFY(desk.find<QPushButton>(u"beginRun"_s));
    QCOMPARE(desk.find<QPushButton>(u"beginRun"_s)->text(), u"Classify again"_s);
    desk.press(u"beginRun"_s);
    QTRY_VERIFY(desk.find<AnswerCards>(u"answers-practice"_s));
    QTRY_COMPARE(desk.find<AnswerCards>(u"answers-practice"_s)->answers(), QStringList{u"no"_s});
    QVERIFY(desk.reads(u"As in run 1"_s));
    QVERIFY(desk.run().answers.isEmpty()); // shown, not answered
    desk.answer(u"practice"_s, {});
    QTRY_COMPARE(desk.run().answer(u"practice"_s)->answers, QStringList{u"no"_s});
    QCOMPARE(desk.run().number, 2);
}

void TestClassificationWizard::comparesTwoRuns()
{
    Desk desk;
    for (const QString &practice : {u"not_known"_s, u"no"_s})
        QVERIFY(desk.base
                    .ask<void>([id = desk.id, practice](Services &s) -> Result<void> {
                        const auto run = s.classifications.begin(id);
                        if (!run)
                            return tl::unexpected(run.error());
                        for (const AnswerInput &in : {AnswerInput{u"practice"_s, {practice}, u"By the list."_s, {}, 0},
                                                      AnswerInput{u"equipment"_s, {u"not_known"_s}, {}, {}, 0},
                                                      AnswerInput{u"access"_s, {u"none"_s}, u"By the log."_s, {}, 0}})
                            if (auto ok = s.classifications.answer(id, *run, in); !ok)
                                return ok;
                        (void)s.classifications.setParticipant(id, *run, {{}, u"Ann"_s}, true);
                        return s.classifications.finish(id, *run, 0, {Outcome::NotClassified, {}, {}});
                    })
                    .has_value());
    desk.press(u"startCompare"_s);
    QTRY_VERIFY(desk.find<QComboBox>(u"leftRun"_s));
    QTRY_VERIFY(desk.reads(u"One row differs"_s));
    auto *table = desk.find<QTableWidget>(u"comparedAnswers"_s);
    QVERIFY(table);
    int marked = -1;
    for (int row = 0; row < table->rowCount(); ++row)
        if (table->item(row, 3)->text() == u"differs")
            marked = row;
    // Where they differ is shown in full, with what was said and by whom.
    QCOMPARE(table->currentRow(), marked);
    QTRY_VERIFY(desk.find<QLabel>(u"comparedLeft"_s)->text().contains(u"By the list."_s));
    QVERIFY(desk.find<QLabel>(u"comparedLeft"_s)->text() != desk.find<QLabel>(u"comparedRight"_s)->text());
    table->setFocus();
    desk.key(Qt::Key_Home, Qt::ControlModifier);
    QTRY_COMPARE(table->currentRow(), 0);
    QVERIFY(desk.find<QLabel>(u"comparedLeft"_s)->text().contains(u"rule “"_s));
    desk.find<QComboBox>(u"leftRun"_s)->setCurrentIndex(0);
    QTRY_VERIFY(desk.reads(u"Nothing differs"_s));
    desk.press(u"compareBack"_s);
    QTRY_VERIFY(desk.find<QPushButton>(u"beginRun"_s));
}

void TestClassificationWizard::setsARunAside()
{
    Desk desk;
    desk.begin();
    desk.press(u"setAsideOpen"_s);
    desk.press(u"setAside"_s);
    QTRY_VERIFY(desk.reads(u"Say why the run is set aside"_s));
    desk.type(u"setAsideReason"_s, u"Wrong incident"_s);
    desk.press(u"setAside"_s);
    QTRY_VERIFY(desk.find<QPushButton>(u"beginRun"_s));
    QVERIFY(desk.run().finish->setAside);
}

/** What has to be scrolled to be seen, in words. */
QString TestClassificationWizard::overflow(const Desk &desk)
{
    QStringList list;
    for (QAbstractScrollArea *area : desk.page->findChildren<QAbstractScrollArea *>())
        if (area->isVisible() && area->verticalScrollBar()->maximum() > 0 &&
            (qobject_cast<QScrollArea *>(area) || qobject_cast<QTableWidget *>(area)))
            list << u"%1 by %2"_s.arg(area->accessibleName()).arg(area->verticalScrollBar()->maximum());
    return list.join(u", "_s);
}

/** The longest path of the questions in both, each answer with its reason and an entry it cites. */
void TestClassificationWizard::twoLongRunsFitWithoutScrolling()
{
    Desk desk;
    const QList<std::pair<QString, QString>> facts{
        {u"practice"_s, u"no"_s},        {u"equipment"_s, u"provider"_s}, {u"access"_s, u"unlawful"_s},
        {u"effect"_s, u"disclosed"_s},   {u"data"_s, u"customer"_s},      {u"certainty"_s, u"very_likely"_s},
        {u"personal"_s, u"not_known"_s},
    };
    for (const QString &said : {u"It is no job of ours, by the engineers of the service."_s, u"Seen in the log."_s})
        QVERIFY(
            desk.base
                .ask<void>([id = desk.id, said, facts](Services &s) -> Result<void> {
                    const auto run = s.classifications.begin(id);
                    if (!run)
                        return tl::unexpected(run.error());
                    const auto entry = s.timeline.add(
                        id, {EntryKind::Evidence, s.session.nowMs(), u"Access log of the gateway pulled"_s, {}, false});
                    if (!entry)
                        return tl::unexpected(entry.error());
                    for (const auto &[fact, answer] : facts) {
                        const auto now = s.classifications.runs(id);
                        const RunAnswer *before = now ? now->first().answer(fact) : nullptr;
                        if (auto ok = s.classifications.answer(
                                id, *run, {fact, {answer}, said, {*entry}, before ? before->id : 0});
                            !ok)
                            return ok;
                    }
                    (void)s.classifications.setParticipant(id, *run, {{}, u"Ann"_s}, true);
                    return s.classifications.finish(id, *run, 0, {Outcome::NotClassified, u"Legal looks first."_s, {}});
                })
                .has_value());
    desk.press(u"startCompare"_s);
    QTRY_VERIFY(desk.reads(u"7 rows differ"_s));
    auto *table = desk.find<QTableWidget>(u"comparedAnswers"_s);
    QCOMPARE(table->rowCount(), 9);
    for (int row = 0; row < table->rowCount(); ++row) {
        table->setCurrentCell(row, 0);
        desk.base.settle();
        QTRY_COMPARE(overflow(desk), QString());
    }
}

void TestClassificationWizard::everyPageFitsWithoutScrolling()
{
    Desk desk;
    const QList<std::pair<QString, QList<int>>> path{
        {u"practice"_s, {1}}, {u"equipment"_s, {1}}, {u"access"_s, {1}},  {u"effect"_s, {1, 2}},
        {u"data"_s, {1}},     {u"certainty"_s, {2}}, {u"personal"_s, {2}}};
    QTRY_VERIFY(desk.find<QPushButton>(u"beginRun"_s)); // the page it starts from
    QTRY_COMPARE(overflow(desk), QString());
    desk.begin();
    for (const auto &[fact, numbers] : path) {
        QTRY_VERIFY2(desk.find<QWidget>(u"question-"_s + fact), qPrintable(fact));
        QTRY_COMPARE(overflow(desk), QString());
        auto *list = desk.find<QListWidget>(u"entryList"_s);
        QVERIFY2(list, qPrintable(fact));
        QTRY_VERIFY2(list->viewport()->height() >= 58, qPrintable(fact)); // two rows of evidence in sight
        QTRY_VERIFY(desk.find<AnswerCards>(u"answers-"_s + fact)->isAncestorOf(desk.page->focusWidget()));
        for (const int n : numbers)
            desk.key(static_cast<Qt::Key>(Qt::Key_0 + n));
        desk.find<QuestionPage>(u"question-"_s + fact)->showMissing(); // with what is missing said on it, too
        QTRY_COMPARE(overflow(desk), QString());
        QVERIFY2(list->viewport()->height() >= 29, qPrintable(fact));
        desk.answer(fact, {}, true);
    }
    desk.takePart();
    QTRY_COMPARE(overflow(desk), QString());
    desk.press(u"wizardNext"_s);
    QTRY_VERIFY(desk.find<QWidget>(u"wizardOutcome"_s));
    desk.key(Qt::Key_2); // another than proposed: its reason is asked too
    QTRY_COMPARE(overflow(desk), QString());
    for (const QString &code : {u"root_cause"_s, u"tuning"_s}) {
        desk.press(u"step-"_s + code);
        desk.base.settle();
        QTRY_COMPARE(overflow(desk), QString());
    }
    desk.press(u"step-outcome"_s);
    desk.base.settle();
    desk.key(Qt::Key_4); // the customer's
    QTRY_VERIFY(desk.steps().contains(u"hand_over"_s));
    desk.press(u"step-hand_over"_s);
    desk.base.settle();
    QTRY_VERIFY(desk.find<QWidget>(u"wizardHandOver"_s));
    QTRY_COMPARE(overflow(desk), QString());
}

void TestClassificationWizard::everyControlHasAName()
{
    Desk desk;
    desk.begin();
    desk.answer(u"practice"_s, {2});
    desk.takePart();
    for (const QString &code : {u"practice"_s, u"people"_s, u"outcome"_s, u"root_cause"_s, u"tuning"_s}) {
        desk.press(u"step-"_s + code);
        desk.base.settle();
        for (QWidget *w : desk.page->findChildren<QWidget *>()) {
            if (!w->isVisible() || w->focusPolicy() == Qt::NoFocus || qobject_cast<QScrollArea *>(w) || w->focusProxy())
                continue;
            if (w->objectName().startsWith(u"qt_"_s))
                continue;
            QVERIFY2(!w->accessibleName().isEmpty(), qPrintable(code + u": "_s + w->objectName() + u' ' +
                                                                QString::fromLatin1(w->metaObject()->className())));
            if (w->inherits("QRadioButton") || w->inherits("QCheckBox"))
                continue; // the cards of a choice are found by their name
            QVERIFY2(!w->objectName().isEmpty(), qPrintable(code + u": "_s + w->accessibleName()));
        }
    }
}

QTEST_MAIN(TestClassificationWizard)
#include "tst_classificationwizard.moc"
