#include "tests/ui/incidentfixture.h"
#include "ui/common/choicegroup.h"
#include "ui/common/conflictpanel.h"
#include "ui/common/fieldmerge.h"
#include "ui/common/presencebar.h"
#include "ui/customers/customerform.h"
#include "ui/incident/assessmenttab.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** Two people change one thing: the second sees both, field by field, and decides (P12.3). */
class TestConflicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Mode::Light); }
    void nothingIsChosenBeforehand();
    void allOfOne();
    void choiceOutlivesAThirdChange();
    void longTextsStandSideBySide();
    void mergesWhatOneChanged();
    void assessment_data();
    void assessment();
    void customer();
    void presenceNamesTheOthers();
};

namespace {

const QList<ConflictField> kTwo = {{u"a"_s, u"First"_s, u"old"_s, u"mine"_s, u"theirs"_s},
                                   {u"b"_s, u"Second"_s, u""_s, u"x"_s, u"y"_s}};

QPushButton *button(QWidget &page, const char16_t *name)
{
    return page.findChild<QPushButton *>(QString::fromUtf16(name));
}

} // namespace

void TestConflicts::nothingIsChosenBeforehand()
{
    ConflictPanel panel;
    QSignalSpy decided(&panel, &ConflictPanel::decided);
    panel.showConflict(u"Eve changed it at 10:00."_s, {}, kTwo);
    QVERIFY(!button(panel, u"conflict-done")->isEnabled());
    panel.findChild<ChoiceGroup *>(u"conflict-a"_s)->chooseNumber(1);
    QVERIFY(!button(panel, u"conflict-done")->isEnabled()); // one is left
    panel.findChild<ChoiceGroup *>(u"conflict-b"_s)->chooseNumber(2);
    QVERIFY(button(panel, u"conflict-done")->isEnabled());
    button(panel, u"conflict-done")->click();
    QCOMPARE(decided.count(), 1);
    const auto choices = decided.first().first().value<QHash<QString, ConflictPanel::Choice>>();
    QCOMPARE(choices.value(u"a"_s), ConflictPanel::Choice::Theirs);
    QCOMPARE(choices.value(u"b"_s), ConflictPanel::Choice::Mine);
    QVERIFY(!panel.isVisible());
}

void TestConflicts::allOfOne()
{
    ConflictPanel panel;
    QSignalSpy decided(&panel, &ConflictPanel::decided);
    panel.showConflict(u"Eve changed it."_s, {}, kTwo);
    button(panel, u"conflict-all-mine")->click();
    button(panel, u"conflict-all-theirs")->click();
    button(panel, u"conflict-done")->click();
    const auto choices = decided.first().first().value<QHash<QString, ConflictPanel::Choice>>();
    QCOMPARE(choices.size(), 2);
    QVERIFY(std::all_of(choices.cbegin(), choices.cend(), [](auto c) { return c == ConflictPanel::Choice::Theirs; }));
}

/** A third change that leaves a field as it was does not undo what was decided about it. */
void TestConflicts::choiceOutlivesAThirdChange()
{
    ConflictPanel panel;
    panel.showConflict(u"Eve changed it."_s, {}, kTwo);
    button(panel, u"conflict-all-mine")->click();
    QList<ConflictField> again = kTwo;
    again[1].theirs = u"z"_s;
    panel.showConflict(u"Eve changed it again."_s, {}, again);
    const auto group = [&panel](const QString &name) {
        const auto all = panel.findChildren<ChoiceGroup *>(name);
        return all.last();
    };
    QCOMPARE(group(u"conflict-a"_s)->value().toString(), u"mine"_s);
    QVERIFY(!group(u"conflict-b"_s)->value().isValid());
    QVERIFY(!button(panel, u"conflict-done")->isEnabled());
}

void TestConflicts::longTextsStandSideBySide()
{
    ConflictPanel panel;
    panel.showConflict(u"Eve changed it."_s, {},
                       {{u"body"_s, u"Text"_s, u"a\n\nb"_s, u"mine\n\nb"_s, u"theirs\n\nb"_s}});
    QCOMPARE(panel.findChild<QPlainTextEdit *>(u"conflict-mine-body"_s)->toPlainText(), u"mine\n\nb"_s);
    QCOMPARE(panel.findChild<QPlainTextEdit *>(u"conflict-theirs-body"_s)->toPlainText(), u"theirs\n\nb"_s);
    QVERIFY(panel.findChild<QPlainTextEdit *>(u"conflict-mine-body"_s)->isReadOnly());
}

void TestConflicts::mergesWhatOneChanged()
{
    FieldMerge merge;
    QCOMPARE(merge.value(u"a"_s, {}, u"old"_s, u"old"_s, u"theirs"_s), u"theirs"_s);
    QCOMPARE(merge.value(u"b"_s, {}, u"old"_s, u"mine"_s, u"old"_s), u"mine"_s);
    QVERIFY(merge.open().isEmpty());
    QVERIFY(merge.isChanged());
    QCOMPARE(merge.value(u"c"_s, {}, u"old"_s, u"mine"_s, u"theirs"_s), u"mine"_s);
    QCOMPARE(merge.open().size(), 1);
    QVERIFY(!merge.note().isEmpty()); // some of it went together
}

void TestConflicts::assessment_data()
{
    QTest::addColumn<bool>("takeTheirs");
    QTest::newRow("theirs") << true;
    QTest::newRow("mine") << false;
}

void TestConflicts::assessment()
{
    QFETCH(bool, takeTheirs);
    IncidentFixture base;
    QVERIFY(base.open());
    const IncidentId id = base.record(u"Both judge it"_s);
    AssessmentTab tab(base.ui());
    const auto show = [&] {
        tab.showIncident(*base.ask<IncidentDetails>([id](Services &s) { return s.incidents.details(id); }));
    };
    connect(&base.workspace, &Workspace::changed, &tab, show);
    tab.show();
    show();
    base.settle();
    auto *functional = tab.findChild<ChoiceGroup *>(u"functional"_s);
    auto *recoverability = tab.findChild<ChoiceGroup *>(u"recoverability"_s);
    functional->chooseNumber(2);     // both judge this one, differently
    recoverability->chooseNumber(1); // I alone
    const QVariant mine = functional->value(), recover = recoverability->value();
    QVERIFY(base.ask<void>([id](Services &s) {
        AssessmentInput in;
        in.findings.functional = FunctionalImpact::High;
        in.findings.customerDataRisk = CustomerDataRisk::None; // they alone
        return s.assessments.assess(id, 0, in);
    }));
    auto *panel = tab.findChild<ConflictPanel *>();
    QTRY_VERIFY(panel->isVisible());
    QCOMPARE(panel->findChildren<ChoiceGroup *>().size(), 1); // only what both changed is asked
    QCOMPARE(functional->value(), mine);
    QCOMPARE(recoverability->value(), recover);
    QCOMPARE(tab.findChild<ChoiceGroup *>(u"customerDataRisk"_s)->value().toString(), codeOf(CustomerDataRisk::None));
    QVERIFY(!button(tab, u"saveAssessment")->isEnabled());
    panel->findChild<ChoiceGroup *>(u"conflict-functional"_s)->chooseNumber(takeTheirs ? 1 : 2);
    button(tab, u"conflict-done")->click();
    QCOMPARE(functional->value(), takeTheirs ? QVariant(codeOf(FunctionalImpact::High)) : mine);
    QTRY_VERIFY(button(tab, u"saveAssessment")->isEnabled());
    button(tab, u"saveAssessment")->click();
    QTRY_COMPARE(base.incident(id).findings.recoverability.has_value(), true);
    QCOMPARE(codeOf(*base.incident(id).findings.functional), functional->value().toString());
    disconnect(&base.workspace, nullptr, &tab, nullptr);
}

void TestConflicts::customer()
{
    IncidentFixture base;
    QVERIFY(base.open());
    Customer seen;
    seen.name = u"Birch"_s;
    const auto id = base.ask<CustomerId>([seen](Services &s) { return s.customers.add(seen); });
    QVERIFY(id);
    const auto now = [&] {
        const auto all = base.ask<QList<Customer>>([](Services &s) { return s.customers.all(); });
        return all->first();
    };
    seen = now();
    CustomerForm form(base.ui(), seen);
    form.show();
    base.settle();
    QVERIFY(base.ask<void>([seen](Services &s) {
        Customer c = seen;
        c.name = u"Birch Clinic"_s;
        c.country = u"PL"_s;
        return s.customers.change(c);
    }));
    form.findChild<QLineEdit *>(u"name"_s)->setText(u"Birch Hospital"_s);
    form.findChild<QLineEdit *>(u"sector"_s)->setText(u"health"_s);
    button(form, u"formSave")->click();
    auto *panel = form.findChild<ConflictPanel *>();
    QTRY_VERIFY(panel->isVisible());
    QCOMPARE(panel->findChildren<ChoiceGroup *>().size(), 1);
    QCOMPARE(form.findChild<QLineEdit *>(u"country"_s)->text(), u"PL"_s); // theirs alone
    QVERIFY(!button(form, u"formSave")->isEnabled());
    panel->findChild<ChoiceGroup *>(u"conflict-name"_s)->chooseNumber(2);
    button(form, u"conflict-done")->click();
    QVERIFY(button(form, u"formSave")->isEnabled());
    button(form, u"formSave")->click();
    QTRY_COMPARE(now().name, u"Birch Hospital"_s);
    QCOMPARE(now().country, u"PL"_s);
    QCOMPARE(now().sector, u"health"_s);
}

void TestConflicts::presenceNamesTheOthers()
{
    QWidget page;
    PresenceBar bar(&page);
    page.show();
    QVERIFY(!bar.isVisible());
    bar.setNames({u"Ada Ruiz"_s, u"Eve Moss"_s});
    QVERIFY(bar.isVisible());
    QCOMPARE(bar.accessibleName(), u"Also open: Ada Ruiz, Eve Moss"_s);
    bar.setNames({});
    QVERIFY(!bar.isVisible());
}

QTEST_MAIN(TestConflicts)
#include "tst_conflicts.moc"
