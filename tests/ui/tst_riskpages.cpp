#include "models/services/workspace.h"
#include "tests/ui/incidentfixture.h"
#include "ui/common/choicegroup.h"
#include "ui/incident/assessmenttab.h"
#include "ui/record/registerview.h"
#include "ui/risk/risktab.h"
#include "ui/risk/scorepage.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** P5.6 as a person works with it: name a data set, decide the part, score, decide, and find it in the register. */
class TestRiskPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void namesADataSet();
    void whatIsMissingStandsAtItsField();
    void decidesThePart();
    void scoresLive();
    void everyQuestionFirst();
    void decides();
    void contradictionsAreRefused();
    void groundCNeedsItsReference();
    void typedTextSurvives();
    void rolesSeeWhoseRightItIs();
    void openedFromTheAssessment();
    void keyboardAlone();
    void register_();
    void fitsWithoutScrolling_data();
    void fitsWithoutScrolling();
    void everyControlHasAName();

private:
    template<class T> [[nodiscard]] T *find(const QString &name) const { return tab->findChild<T *>(name); }
    void show();
    void choose(const QString &box, const QString &code) const;
    void text(const QString &field, const QString &text) const { find<QLineEdit>(field)->setText(text); }
    void words(const QString &field, const QString &text) const { find<QPlainTextEdit>(field)->setPlainText(text); }
    void press(const QString &button) const { find<QPushButton>(button)->click(); }
    void attest(QWidget *page) const;
    /** By Tab alone from where the keys go now to what has this name; fails if they never get there. */
    void reach(const QString &name) const;
    void type(const QString &name, const QString &typed) const;
    void pick(const QString &box, const QString &code) const;
    void strike(const QString &button) const;
    void fillDataSet() const;
    void fillDecision(const QString &risk, const QString &authority, const QString &subjects);
    [[nodiscard]] RiskOverview kept();

    std::unique_ptr<IncidentFixture> base;
    std::unique_ptr<RiskTab> tab;
    IncidentId id;
};

void TestRiskPages::init()
{
    applyTheme(*qApp, Theme::Mode::Light);
    base = std::make_unique<IncidentFixture>();
    QVERIFY(base->open());
    id = base->record(u"Attendee list sent out"_s);
    Person ada;
    ada.name = u"Ada Ruiz"_s;
    ada.login = u"ada"_s;
    ada.roles = Role::Legal;
    QVERIFY(base->ask<PersonId>([ada](Services &s) { return s.people.add(ada); }));
    QVERIFY(base->ask<void>([this](Services &s) {
        return s.assessments.classify(id, 0, {Outcome::SecurityIncident, PersonalData::Yes, u"Names."_s, u"Mira"_s});
    }));
    show();
}

void TestRiskPages::cleanup()
{
    tab.reset();
    base.reset();
}

void TestRiskPages::show()
{
    tab = std::make_unique<RiskTab>(base->ui());
    tab->resize(1180, 520);
    tab->show();
    const auto details = base->ask<IncidentDetails>([this](Services &s) { return s.incidents.details(id); });
    QVERIFY(details);
    tab->showIncident(*details);
    QObject::connect(&base->workspace, &Workspace::changed, tab.get(), [this] {
        base->workspace.run<IncidentDetails>(
            tab.get(), [this](Services &s) { return s.incidents.details(id); },
            [this](const Result<IncidentDetails> &d) {
                if (d)
                    tab->showIncident(*d);
            });
    });
    base->settle();
}

void TestRiskPages::choose(const QString &box, const QString &code) const
{
    auto *combo = find<QComboBox>(box);
    QVERIFY2(combo, qPrintable(box));
    QVERIFY2(combo->findData(code) >= 0, qPrintable(code));
    combo->setCurrentIndex(combo->findData(code));
}

void TestRiskPages::attest(QWidget *page) const
{
    auto *by = page->findChild<QComboBox *>(u"by"_s);
    QVERIFY(by);
    QTRY_VERIFY(by->findText(u"Ada Ruiz"_s, Qt::MatchStartsWith) >= 0);
    by->setCurrentIndex(by->findText(u"Ada Ruiz"_s, Qt::MatchStartsWith));
    page->findChild<QLineEdit *>(u"words"_s)->setText(u"Agreed as read out."_s);
}

void TestRiskPages::reach(const QString &name) const
{
    auto *wanted = find<QWidget>(name);
    QVERIFY2(wanted && wanted->isVisible(), qPrintable(name));
    for (int n = 0; n < 120; ++n) {
        QWidget *now = tab->focusWidget();
        if (now && (now == wanted || wanted->isAncestorOf(now)))
            return;
        QTest::keyClick(now ? now : tab.get(), Qt::Key_Tab);
    }
    QFAIL(qPrintable(u"Tab never gets to "_s + name));
}

void TestRiskPages::type(const QString &name, const QString &typed) const
{
    reach(name);
    QTest::keyClicks(tab->focusWidget(), typed);
}

void TestRiskPages::pick(const QString &box, const QString &code) const
{
    reach(box);
    auto *combo = find<QComboBox>(box);
    QTest::keyClick(combo, Qt::Key_Home);
    for (int n = 0; n < combo->count() && combo->currentData().toString() != code; ++n)
        QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(combo->currentData().toString(), code);
}

void TestRiskPages::strike(const QString &button) const
{
    reach(button);
    QTRY_VERIFY(find<QAbstractButton>(button)->isEnabled());
    QTest::keyClick(tab->focusWidget(), Qt::Key_Space);
}

void TestRiskPages::fillDataSet() const
{
    text(u"dataSetName"_s, u"Attendees"_s);
    text(u"dataSetKinds"_s, u"names, diets"_s);
    text(u"dataSetPeople"_s, u"attendees"_s);
    choose(u"peopleKnown"_s, u"approximate"_s);
    find<QSpinBox>(u"people"_s)->setValue(212);
    choose(u"dataSetPart"_s, u"controller"_s);
    text(u"dataSetReason"_s, u"The file itself."_s);
}

RiskOverview TestRiskPages::kept()
{
    return base->ask<RiskOverview>([this](Services &s) { return s.risk.overview(id); }).value_or(RiskOverview{});
}

void TestRiskPages::namesADataSet()
{
    fillDataSet();
    QVERIFY(find<QLabel>(u"dataSetConsequence"_s)->text().contains(u"You owe the authority"_s));
    press(u"save-data_sets"_s);
    QTRY_COMPARE(kept().dataSets.size(), 1);
    const DataSetInput set = kept().dataSets.first().content;
    QCOMPARE(set.peopleCount, (RoughCount{CountKnown::Approximate, 212}));
    QCOMPARE(set.proposedPart, ProviderPart::Controller);
    QTRY_VERIFY(find<QListWidget>(u"dataSets"_s)->item(0)->text().startsWith(u"Attendees"_s));
    // Another one begins empty, and a kept one can be changed.
    QCOMPARE(find<QLineEdit>(u"dataSetName"_s)->text(), QString());
    find<QListWidget>(u"dataSets"_s)->setCurrentRow(0);
    QCOMPARE(find<QLineEdit>(u"dataSetName"_s)->text(), u"Attendees"_s);
    find<QCheckBox>(u"dataSetNotAffected"_s)->setChecked(true);
    press(u"save-data_sets"_s);
    QTRY_VERIFY(!kept().dataSets.first().content.affected);
}

void TestRiskPages::whatIsMissingStandsAtItsField()
{
    text(u"dataSetName"_s, u"Attendees"_s);
    press(u"save-data_sets"_s);
    QTRY_VERIFY(find<QLineEdit>(u"dataSetKinds"_s)->hasFocus() ||
                find<QLineEdit>(u"dataSetKinds"_s)->accessibleDescription().contains(u"kinds"_s));
    base->settle();
    QCOMPARE(kept().dataSets.size(), 0);
}

void TestRiskPages::decidesThePart()
{
    fillDataSet();
    press(u"save-data_sets"_s);
    QTRY_COMPARE(kept().dataSets.size(), 1);
    base->settle();
    find<QListWidget>(u"dataSets"_s)->setCurrentRow(0);
    QTRY_VERIFY(find<QPushButton>(u"decidePart"_s)->isEnabled());
    press(u"decidePart"_s);
    choose(u"partDecided"_s, u"joint"_s);
    press(u"save-data_sets"_s); // without a reason
    base->settle();
    QVERIFY(!kept().dataSets.first().part);
    words(u"partReason"_s, u"Run together with the partner."_s);
    press(u"save-data_sets"_s); // without who decided
    base->settle();
    QVERIFY(!kept().dataSets.first().part);
    attest(find<QWidget>(u"risk-data_sets"_s));
    press(u"save-data_sets"_s);
    QTRY_COMPARE(kept().dataSets.first().part, std::optional(ProviderPart::Joint));
    QCOMPARE(kept().dataSets.first().partBy, u"Ada Ruiz"_s);
    QTRY_VERIFY(find<QListWidget>(u"dataSets"_s)->item(0)->text().contains(u"legal: joint"_s));
}

void TestRiskPages::scoresLive()
{
    tab->showStep(1);
    auto *page = tab->findChild<ScorePage *>();
    const auto sum = [this] { return find<QLabel>(u"scoreSum"_s)->text(); };
    QVERIFY2(sum().startsWith(u"? data"_s), qPrintable(sum()));
    find<QCheckBox>(u"class-financial"_s)->setChecked(true);
    QVERIFY2(sum().startsWith(u"3 data × ?"_s), qPrintable(sum()));
    auto *adjust = find<QComboBox>(u"adjust-financial"_s);
    adjust->setCurrentIndex(adjust->findData(-2));
    QVERIFY2(sum().startsWith(u"1 data"_s), qPrintable(sum()));
    // By keys alone: a question of the list, then a number.
    const int chosen[] = {4, 3, 1, 1, 2};
    for (int n = 0; n < 5; ++n) {
        page->showQuestion(n + 1);
        QVERIFY(page->chooseNumber(chosen[n]));
    }
    QCOMPARE(sum(), u"1 data × 1.00 identification + 1.00 circumstances = 2.00"_s);
    QVERIFY(find<QLabel>(u"scoreMeaning"_s)->text().contains(u"does not decide"_s));
    find<QCheckBox>(u"flag-unintelligible"_s)->setChecked(true);
    QVERIFY(find<QWidget>(u"scoreUnintelligible"_s)->isVisible());
    QCOMPARE(sum().right(4), u"2.00"_s);
    press(u"save-risk"_s);
    QTRY_COMPARE(kept().scores.size(), 1);
    QCOMPARE(kept().scores.first().score.band, RiskBand::Medium);
    QVERIFY(kept().decisions.isEmpty());
    QTRY_VERIFY(!find<QPushButton>(u"save-risk"_s)->isEnabled()); // nothing new to keep
    QCOMPARE(page->summary(), u"Medium, 2.00"_s);
}

void TestRiskPages::everyQuestionFirst()
{
    tab->showStep(1);
    find<QCheckBox>(u"class-simple"_s)->setChecked(true);
    QVERIFY(!find<QPushButton>(u"save-risk"_s)->isEnabled());
    QVERIFY(find<QPushButton>(u"save-risk"_s)->toolTip().contains(u"every question"_s));
}

void TestRiskPages::fillDecision(const QString &risk, const QString &authority, const QString &subjects)
{
    tab->showStep(2);
    choose(u"decision-personalData"_s, u"yes"_s);
    choose(u"decision-risk"_s, risk);
    choose(u"decision-authority"_s, authority);
    choose(u"decision-subjects"_s, subjects);
    words(u"decision-facts"_s, u"A list went out."_s);
    words(u"decision-effects"_s, u"Unwanted mail."_s);
    words(u"decision-measures"_s, u"Deleted."_s);
    words(u"decision-reason"_s, u"One known recipient."_s);
    attest(find<QWidget>(u"risk-breach_decision"_s));
}

void TestRiskPages::decides()
{
    fillDecision(u"risk"_s, u"owed"_s, u"no_high_risk"_s);
    press(u"save-breach_decision"_s);
    QTRY_COMPARE(kept().decisions.size(), 1);
    const BreachDecision d = kept().decisions.first();
    QVERIFY(d.owesAuthority() && !d.owesSubjects());
    QCOMPARE(d.decidedBy(), u"Ada Ruiz"_s);
    QCOMPARE(d.byName, u"Mira Kahn"_s);
    QTRY_VERIFY(find<QLabel>(u"decisionStanding"_s)->text().contains(u"Ada Ruiz"_s));
    QVERIFY(base->said.last().contains(u"Legal's decision"_s));
}

void TestRiskPages::contradictionsAreRefused()
{
    fillDecision(u"high_risk"_s, u"owed"_s, u"no_high_risk"_s);
    press(u"save-breach_decision"_s);
    base->settle();
    QVERIFY(kept().decisions.isEmpty());
    fillDecision(u"high_risk"_s, u"owed"_s, u"owed"_s);
    press(u"save-breach_decision"_s);
    QTRY_COMPARE(kept().decisions.size(), 1);
}

void TestRiskPages::groundCNeedsItsReference()
{
    fillDecision(u"high_risk"_s, u"owed"_s, u"article_34_3"_s);
    QVERIFY(find<QComboBox>(u"decision-ground"_s)->isVisible());
    QVERIFY(!find<QLineEdit>(u"decision-publicReference"_s)->isVisible());
    choose(u"decision-ground"_s, u"disproportionate"_s);
    QVERIFY(find<QLineEdit>(u"decision-publicReference"_s)->isVisible());
    press(u"save-breach_decision"_s);
    base->settle();
    QVERIFY(kept().decisions.isEmpty());
    text(u"decision-publicReference"_s, u"northlight.example/7"_s);
    press(u"save-breach_decision"_s);
    QTRY_COMPARE(kept().decisions.size(), 1);
    QCOMPARE(kept().decisions.first().content.ground, std::optional(SubjectsGround::Disproportionate));
}

/** The three pages by Tab, arrows, Space and letters; nothing is set or pressed from outside. */
void TestRiskPages::keyboardAlone()
{
    tab->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(tab.get()));
    type(u"dataSetName"_s, u"Attendees"_s);
    type(u"dataSetKinds"_s, u"names, diets"_s);
    type(u"dataSetPeople"_s, u"attendees"_s);
    pick(u"peopleKnown"_s, u"approximate"_s);
    type(u"people"_s, u"212"_s);
    pick(u"dataSetPart"_s, u"controller"_s);
    type(u"dataSetReason"_s, u"The file itself."_s);
    strike(u"save-data_sets"_s);
    QTRY_COMPARE(kept().dataSets.size(), 1);
    QVERIFY(kept().dataSets.first().content.peopleCount.known == CountKnown::Approximate);

    tab->showStep(1);
    strike(u"class-simple"_s);
    for (const auto &e : enumTable<EnisaPart>()) { // down the list of questions, each answered by its number
        reach(u"scoreQuestions"_s);
        QTest::keyClick(tab->focusWidget(), Qt::Key_Down);
        reach(u"score-"_s + QString::fromLatin1(e.code));
        QTest::keyClick(tab->focusWidget(), Qt::Key_1);
    }
    strike(u"save-risk"_s);
    QTRY_COMPARE(kept().scores.size(), 1);

    tab->showStep(2);
    pick(u"decision-personalData"_s, u"yes"_s);
    pick(u"decision-risk"_s, u"risk"_s);
    pick(u"decision-authority"_s, u"owed"_s);
    pick(u"decision-subjects"_s, u"no_high_risk"_s);
    for (const QString &field : {u"facts"_s, u"effects"_s, u"measures"_s, u"reason"_s})
        type(u"decision-"_s + field, u"Said."_s);
    auto *decision = find<QWidget>(u"risk-breach_decision"_s);
    auto *by = decision->findChild<QComboBox *>(u"by"_s);
    QTRY_VERIFY(by->findText(u"Ada Ruiz"_s, Qt::MatchStartsWith) >= 0);
    for (int n = 0; n < 120 && tab->focusWidget() != by; ++n)
        QTest::keyClick(tab->focusWidget(), Qt::Key_Tab);
    QVERIFY(by->hasFocus());
    QTest::keyClicks(by, u"Ada"_s);
    QVERIFY(by->currentText().startsWith(u"Ada Ruiz"_s));
    auto *said = decision->findChild<QLineEdit *>(u"words"_s);
    for (int n = 0; n < 120 && tab->focusWidget() != said; ++n)
        QTest::keyClick(tab->focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(said, u"Agreed as read out."_s);
    strike(u"save-breach_decision"_s);
    QTRY_COMPARE(kept().decisions.size(), 1);
}

/** DESIGN 17 */
void TestRiskPages::typedTextSurvives()
{
    fillDecision(u"risk"_s, u"owed"_s, u"no_high_risk"_s);
    tab->showStep(1);
    find<QCheckBox>(u"class-sensitive"_s)->setChecked(true);
    tab->showStep(0);
    text(u"dataSetName"_s, u"Half typed"_s);
    tab.reset();
    base->settle();
    show();
    QTRY_COMPARE(find<QPlainTextEdit>(u"decision-reason"_s)->toPlainText(), u"One known recipient."_s);
    QTRY_VERIFY(find<QCheckBox>(u"class-sensitive"_s)->isChecked());
    QTRY_COMPARE(find<QLineEdit>(u"dataSetName"_s)->text(), u"Half typed"_s);
}

void TestRiskPages::rolesSeeWhoseRightItIs()
{
    QVERIFY(base->ask<void>([this](Services &s) {
        Person lara;
        lara.name = u"Lara Low"_s;
        lara.login = u"lara"_s;
        lara.roles = Role::Responder | Role::IncidentManager;
        auto added = s.people.add(lara);
        if (!added)
            return Result<void>(tl::unexpected(added.error()));
        const Person before = s.session.actor();
        lara.id = *added;
        s.session.setActor(lara);
        auto taken = s.incidents.takeOver(id, 0, u"Shift."_s);
        s.session.setActor(before);
        return taken;
    }));
    base->settle();
    tab->showStep(2);
    QTRY_VERIFY(!find<QPushButton>(u"save-breach_decision"_s)->isEnabled());
    QVERIFY2(find<QPushButton>(u"save-breach_decision"_s)->toolTip().contains(u"Lara Low holds"_s),
             qPrintable(find<QPushButton>(u"save-breach_decision"_s)->toolTip()));
}

void TestRiskPages::openedFromTheAssessment()
{
    AssessmentTab assessment(base->ui());
    QStringList asked;
    connect(&assessment, &IncidentTab::goTo, this, [&asked](const QString &key) { asked << key; });
    auto details = *base->ask<IncidentDetails>([this](Services &s) { return s.incidents.details(id); });
    assessment.resize(1100, 700);
    assessment.show();
    assessment.showIncident(details);
    base->settle();
    auto *button = assessment.findChild<QPushButton *>(u"openRisk"_s);
    QVERIFY(button->isVisible());
    button->click();
    QCOMPARE(asked, QStringList{u"risk"_s});
    details.incident.personalData = PersonalData::No;
    assessment.showIncident(details);
    QVERIFY(!button->isVisible());
}

void TestRiskPages::register_()
{
    RegisterView view(base->ui());
    view.resize(1100, 600);
    view.show();
    view.start();
    auto *table = view.findChild<QTableView *>(u"register"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QVERIFY(view.findChild<QLabel *>(u"registerCounts"_s)->text().contains(u"1 not decided"_s));
    fillDecision(u"unlikely"_s, u"risk_unlikely"_s, u"no_high_risk"_s);
    press(u"save-breach_decision"_s);
    QTRY_VERIFY(view.findChild<QLabel *>(u"registerCounts"_s)->text().contains(u"1 not notified"_s));
    const auto says = [&view](const QString &words) {
        const auto facts = view.findChild<QWidget *>(u"registerDetail"_s)->findChildren<QLabel *>();
        return std::any_of(facts.begin(), facts.end(), [&](const QLabel *l) { return l->text().contains(words); });
    };
    QTRY_VERIFY(says(u"One known recipient."_s));
    auto *state = view.findChild<QComboBox *>(u"registerState"_s);
    state->setCurrentIndex(state->findData(u"to_notify"_s));
    QCOMPARE(table->model()->rowCount(), 0);
    state->setCurrentIndex(0);
    view.findChild<QLineEdit *>(u"registerText"_s)->setText(u"recipient ada"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    const QString path = base->folder.filePath(u"register.csv"_s);
    view.exportTo(path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("One known recipient."));
    view.findChild<QCheckBox *>(u"registerExercises"_s)->setChecked(true);
    QTRY_COMPARE(table->model()->rowCount(), 0);
}

void TestRiskPages::fitsWithoutScrolling_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<QSize>("size");
    for (int step = 0; step < 3; ++step)
        QTest::addRow("step %d in the window", step + 1) << step << QSize(1180, 520);
    for (int step = 0; step < 3; ++step)
        QTest::addRow("step %d in the wizard", step + 1) << step << QSize(680, 580);
}

void TestRiskPages::fitsWithoutScrolling()
{
    QFETCH(int, step);
    QFETCH(QSize, size);
    tab->resize(size);
    tab->showStep(step);
    base->settle();
    QVERIFY2(tab->minimumSizeHint().height() <= size.height() && tab->minimumSizeHint().width() <= size.width(),
             qPrintable(u"%1 x %2"_s.arg(tab->minimumSizeHint().width()).arg(tab->minimumSizeHint().height())));
    for (const QScrollArea *area : tab->findChildren<QScrollArea *>())
        if (area->isVisible())
            QCOMPARE(area->verticalScrollBar()->maximum(), 0);
}

void TestRiskPages::everyControlHasAName()
{
    for (const QWidget *w : tab->findChildren<QWidget *>()) {
        if (!(w->focusPolicy() & Qt::TabFocus) || w->objectName().startsWith(u"qt_"_s))
            continue;
        if (w->window() != tab->window()) // the list of a combo box, which is a window of its own
            continue;
        // A card of a choice and the button of a banner are found by their names.
        QVERIFY2(!w->objectName().isEmpty() || qobject_cast<const QAbstractButton *>(w), w->metaObject()->className());
        QAccessibleInterface *a = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(w));
        QVERIFY2(a && !a->text(QAccessible::Name).isEmpty(), qPrintable(w->objectName()));
    }
}

QTEST_MAIN(TestRiskPages)
#include "tst_riskpages.moc"
