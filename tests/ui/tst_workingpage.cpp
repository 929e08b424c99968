#include "models/services/services.h"
#include "tests/ui/incidentfixture.h"
#include "ui/common/choicegroup.h"
#include "ui/common/conflictpanel.h"
#include "ui/common/label.h"
#include "ui/common/markdownview.h"
#include "ui/incident/incidentpage.h"
#include "ui/incident/incidentpicker.h"
#include "ui/incident/personfield.h"
#include "ui/incident/reportpanel.h"
#include "ui/incident/situationdiff.h"
#include "ui/incident/teamcard.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

class TextRenderer : public Renderer
{
public:
    Result<RenderedNotice> render(const NoticeDocument &) override { return RenderedNotice{}; }
    Result<QByteArray> renderReport(const ReportDocument &d) override { return "%PDF " + d.bodyMarkdown.toUtf8(); }
};

/** A page on a real database, driven as a person would. */
struct Desk
{
    Desk()
        : base([] { return std::make_unique<TextRenderer>(); })
    {
        QVERIFY(base.open());
        id = base.record(u"Objects of others in a listing"_s);
        UiContext ui = base.ui();
        ui.openIncident = [this](IncidentId incident, const QString &) { opened = incident; };
        page = std::make_unique<IncidentPage>(ui);
        page->resize(1104, 646);
        page->show();
        page->open(id, u"overview"_s);
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
        QTRY_VERIFY(find<QPushButton>(u"writeSituation"_s));
        base.settle();
    }
    template<class T> T *find(const QString &name) const
    {
        for (T *w : page->findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }
    void press(const QString &name) const
    {
        QTRY_VERIFY2(find<QAbstractButton>(name), qPrintable(name));
        auto *button = find<QAbstractButton>(name);
        QTRY_VERIFY2(button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void type(const QString &name, const QString &text) const
    {
        QTRY_VERIFY2(find<QWidget>(name), qPrintable(name));
        auto *field = find<QWidget>(name);
        field->setFocus();
        QTest::keyClicks(field, text);
    }
    [[nodiscard]] bool shows(const QString &text) const
    {
        for (const QLabel *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    [[nodiscard]] QPlainTextEdit *editor(const QString &name) const { return find<QPlainTextEdit>(name); }
    template<class T> Result<T> ask(std::function<Result<T>(Services &)> job) { return base.ask<T>(std::move(job)); }
    [[nodiscard]] WorkingView view()
    {
        return ask<WorkingView>([i = id](Services &s) { return s.team.working(i); }).value_or(WorkingView{});
    }

    IncidentFixture base;
    IncidentId id;
    IncidentId opened;
    std::unique_ptr<IncidentPage> page;
};

} // namespace

/** Working an incident through the real windows (P1.8, P1.10, P1.11). */
class TestWorkingPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Mode::Light); }
    void situationIsWritten();
    void situationComesBackAfterACrash();
    void twoWriteTheSituation_data();
    void twoWriteTheSituation();
    void differencesAreReadable();
    void taskByKeyboard();
    void taskIsDroppedAndOpenedAgain();
    void linkJumpAndTakeBack();
    void dutyAndReference();
    void linkIsOpenedOnlyAfterAsking();
    void reportIsSeenCopiedSaved();
    void endsAsADuplicate();
    void endingGates();
    void refusedWhereThereIsNoRight();
};

void TestWorkingPage::situationIsWritten()
{
    Desk desk;
    desk.press(u"writeSituation"_s);
    QTRY_VERIFY(desk.find<QPlainTextEdit>(u"situationKnown"_s));
    desk.base.settle();
    QTest::keyClicks(desk.editor(u"situationKnown"_s), u"A token"_s);
    QTest::keyClicks(desk.editor(u"situationNext"_s), u"Rotate"_s);
    QTest::keyClick(desk.editor(u"situationNext"_s), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(desk.view().situation.version, 1);
    QCOMPARE(desk.view().situation.next, u"Rotate"_s);
    QTRY_VERIFY(!desk.find<QPlainTextEdit>(u"situationKnown"_s));
    QTRY_VERIFY(desk.shows(u"What we know"_s));
    QVERIFY(!desk.shows(u"What we don't know"_s)); // what is empty takes no room
    // The history shows it with its author.
    desk.press(u"writeSituation"_s);
    QTRY_VERIFY(desk.shows(u"Version 1"_s));
    QVERIFY(desk.shows(u"+ A token"_s));
    QCOMPARE(desk.editor(u"situationKnown"_s)->toPlainText(), u"A token"_s);
}

void TestWorkingPage::situationComesBackAfterACrash()
{
    Desk desk;
    desk.press(u"writeSituation"_s);
    QTRY_VERIFY(desk.find<QPlainTextEdit>(u"situationKnown"_s));
    desk.base.settle();
    QTest::keyClicks(desk.editor(u"situationKnown"_s), u"half a sen"_s);
    QTRY_VERIFY(!desk.ask<QList<Draft>>([](Services &s) { return s.drafts.all(); })->isEmpty());
    desk.page.reset(); // as it was when the window went
    desk.page = std::make_unique<IncidentPage>(desk.base.ui());
    desk.page->resize(1104, 646);
    desk.page->show();
    desk.page->open(desk.id, u"overview"_s);
    desk.press(u"writeSituation"_s);
    QTRY_VERIFY(desk.find<QPlainTextEdit>(u"situationKnown"_s));
    QTRY_COMPARE(desk.editor(u"situationKnown"_s)->toPlainText(), u"half a sen"_s);
}

void TestWorkingPage::twoWriteTheSituation_data()
{
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<bool>("asks");
    QTest::newRow("another part") << QString() << false;
    QTest::newRow("the same part") << u"Their words."_s << true;
}

/** P12.3: what only one changed goes together; for the rest the second one decides. */
void TestWorkingPage::twoWriteTheSituation()
{
    QFETCH(QString, theirs);
    QFETCH(bool, asks);
    Desk desk;
    QVERIFY(desk.ask<void>([i = desk.id](Services &s) {
                    return s.team.saveSituation(i, 0, {0, u"Known."_s, u"Unknown."_s, {}, {}, 0});
                })
                .has_value());
    desk.press(u"writeSituation"_s);
    QTRY_VERIFY(desk.editor(u"situationKnown"_s) && desk.editor(u"situationKnown"_s)->toPlainText() == u"Known."_s);
    desk.base.settle();
    desk.editor(u"situationKnown"_s)->selectAll();
    QTest::keyClicks(desk.editor(u"situationKnown"_s), u"My words."_s);
    QVERIFY(
        desk.ask<void>([i = desk.id, theirs](Services &s) {
                return s.team.saveSituation(i, 1, {0, theirs.isEmpty() ? u"Known."_s : theirs, u"New."_s, {}, {}, 0});
            })
            .has_value());
    desk.press(u"panelPrimary"_s);
    if (asks) {
        QTRY_VERIFY(desk.page->findChild<ConflictPanel *>() && desk.page->findChild<ConflictPanel *>()->isOpen());
        QTRY_VERIFY(!desk.find<QPushButton>(u"panelPrimary"_s)->isEnabled());
        auto *choice = desk.page->findChild<ConflictPanel *>()->findChild<ChoiceGroup *>();
        QVERIFY(choice);
        choice->setFocus();
        QTest::keyClick(choice->focusWidget() ? choice->focusWidget() : choice, Qt::Key_2); // keep mine
        desk.press(u"conflict-done"_s);
    }
    QTRY_COMPARE(desk.editor(u"situationUnknown"_s)->toPlainText(), u"New."_s);
    QCOMPARE(desk.editor(u"situationKnown"_s)->toPlainText(), u"My words."_s);
    desk.press(u"panelPrimary"_s);
    QTRY_COMPARE(desk.view().situation.version, 3);
    QCOMPARE(desk.view().situation.known, u"My words."_s);
    QCOMPARE(desk.view().situation.unknown, u"New."_s);
}

void TestWorkingPage::differencesAreReadable()
{
    Situation a, b;
    a.known = u"one\n\ntwo\n\nthree"_s;
    b.known = u"one\n\n2\n\nthree\n\nfour"_s;
    a.next = b.next = u"same"_s;
    QCOMPARE(situationDiff(a, b), u"What we know:\n− two\n+ 2\n+ four"_s);
    QCOMPARE(situationDiff(a, a), QString());
}

void TestWorkingPage::taskByKeyboard()
{
    Desk desk;
    desk.type(u"taskQuickAdd"_s, u"Rotate the key @mira +4h"_s);
    QTest::keyClick(desk.find<QLineEdit>(u"taskQuickAdd"_s), Qt::Key_Return);
    QTRY_COMPARE(desk.view().tasks.size(), 1);
    const Task task = desk.view().tasks.first();
    QCOMPARE(task.what, u"Rotate the key"_s);
    QCOMPARE(task.ownerName, u"Mira Kahn"_s);
    QCOMPARE(task.dueMs, desk.base.clock.nowMs() + 4 * kHourMs);
    QTRY_VERIFY(desk.find<QLineEdit>(u"taskQuickAdd"_s)->text().isEmpty());
    QTRY_VERIFY(desk.shows(u"Rotate the key"_s));
    desk.type(u"taskQuickAdd"_s, u"@mira +4h"_s);
    QTest::keyClick(desk.find<QLineEdit>(u"taskQuickAdd"_s), Qt::Key_Return);
    QTRY_VERIFY(desk.shows(u"Say what is to be done."_s));
    desk.press(u"taskDone-%1"_s.arg(task.id.value));
    QTRY_COMPARE(desk.view().tasks.first().state, TaskState::Done);
    // The long way, with every field.
    desk.page->beginAct(Act::AddTask);
    desk.type(u"taskWhat"_s, u"Tell support"_s);
    desk.find<PersonField>(u"taskOwner"_s)->setEditText(u"Jo of support"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_COMPARE(desk.view().tasks.size(), 2);
    QCOMPARE(desk.view().tasks.first().ownerName, u"Jo of support"_s);
    QCOMPARE(desk.view().tasks.first().dueMs, 0);
}

void TestWorkingPage::taskIsDroppedAndOpenedAgain()
{
    Desk desk;
    desk.type(u"taskQuickAdd"_s, u"Rotate"_s);
    QTest::keyClick(desk.find<QLineEdit>(u"taskQuickAdd"_s), Qt::Key_Return);
    QTRY_COMPARE(desk.view().tasks.size(), 1);
    const QString more = u"taskMore-%1"_s.arg(desk.view().tasks.first().id.value);
    for (const auto &[entry, state] :
         {std::pair(u"Drop…"_s, TaskState::Dropped), {u"Open it again…"_s, TaskState::Open}}) {
        QTRY_VERIFY(desk.find<QToolButton>(more));
        QAction *action = nullptr;
        for (QAction *a : desk.find<QToolButton>(more)->menu()->actions())
            action = a->text() == entry ? a : action;
        QVERIFY2(action, qPrintable(entry));
        action->trigger();
        desk.press(u"panelPrimary"_s);
        QVERIFY(desk.view().tasks.first().state != state); // it needs a reason
        desk.type(u"reason"_s, u"as agreed"_s);
        desk.press(u"panelPrimary"_s);
        QTRY_COMPARE(desk.view().tasks.first().state, state);
        QTRY_VERIFY(!desk.find<QPlainTextEdit>(u"reason"_s));
        desk.base.settle();
        QTRY_VERIFY(desk.find<QToolButton>(more) &&
                    desk.find<QToolButton>(more)->menu()->actions().size() == (state == TaskState::Open ? 2 : 1));
    }
}

void TestWorkingPage::linkJumpAndTakeBack()
{
    Desk desk;
    const IncidentId other = desk.base.record(u"The larger event"_s);
    desk.press(u"linkIncident"_s);
    QTRY_VERIFY(desk.find<ChoiceGroup>(u"linkKind"_s));
    desk.find<ChoiceGroup>(u"linkKind"_s)->chooseNumber(3);
    desk.press(u"panelPrimary"_s);
    QTRY_VERIFY(desk.shows(u"Choose the other incident."_s));
    auto *picker = desk.page->findChild<IncidentPicker *>();
    picker->setChosen(other);
    desk.press(u"panelPrimary"_s);
    QTRY_COMPARE(desk.view().links.size(), 1);
    desk.press(u"jump-INC-0002"_s);
    QCOMPARE(desk.opened, other);
    desk.press(u"unlink-INC-0002"_s);
    desk.type(u"reason"_s, u"another event"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_VERIFY(desk.view().links.isEmpty());
    QTRY_VERIFY(desk.shows(u"It stands alone so far."_s));
}

void TestWorkingPage::dutyAndReference()
{
    Desk desk;
    desk.press(u"giveDuty"_s);
    QTRY_VERIFY(desk.find<ChoiceGroup>(u"crewDuty"_s));
    desk.find<ChoiceGroup>(u"crewDuty"_s)->chooseNumber(1);
    desk.find<PersonField>(u"crewHolder"_s)->setEditText(u"Jo"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_COMPARE(desk.view().crew.size(), 1);
    desk.press(u"dutyOff-scribe-Jo"_s);
    desk.type(u"reason"_s, u"shift ends"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_VERIFY(desk.view().crew.isEmpty());
    desk.press(u"giveDuty"_s);
    QTRY_VERIFY(desk.shows(u"Scribe: no longer Jo"_s)); // the history
    desk.press(u"addPlace"_s);
    desk.type(u"placeName"_s, u"Bridge"_s);
    desk.type(u"placeLink"_s, u"http://b.example"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_VERIFY(desk.shows(u"Only links that begin with https:// or mailto: are kept."_s));
    desk.find<QLineEdit>(u"placeLink"_s)->clear();
    desk.type(u"placeReference"_s, u"+49 30 1 code 2"_s);
    desk.press(u"panelPrimary"_s);
    QTRY_COMPARE(desk.view().places.size(), 1);
    QTRY_VERIFY(desk.shows(u"+49 30 1 code 2"_s));
}

void TestWorkingPage::linkIsOpenedOnlyAfterAsking()
{
    Desk desk;
    QVERIFY(desk.ask<void>([i = desk.id](Services &s) {
                    return s.team.addPlace(
                        i, {{}, PlaceKind::Call, u"Bridge"_s, u"1"_s, u"https://b.example/room"_s, {}, 0});
                })
                .has_value());
    const QString open = u"openPlace-%1"_s.arg(desk.view().places.first().id.value);
    QList<QUrl> urls;
    desk.page->findChild<TeamCard *>()->openLink = [&urls](const QUrl &url) { urls << url; };
    desk.base.settle();
    desk.press(open);
    QVERIFY(urls.isEmpty());
    QVERIFY(desk.shows(u"b.example. Press again"_s));
    desk.press(open);
    QCOMPARE(urls, QList<QUrl>{QUrl(u"https://b.example/room"_s)});
}

void TestWorkingPage::reportIsSeenCopiedSaved()
{
    Desk desk;
    desk.page->beginAct(Act::Report);
    QTRY_VERIFY(desk.find<MarkdownView>(u"reportView"_s) &&
                desk.find<MarkdownView>(u"reportView"_s)->toPlainText().contains(u"INC-0001"_s));
    desk.press(u"reportCopy"_s);
    QTRY_VERIFY(QGuiApplication::clipboard()->text().contains(u"# Situation report"_s));
    auto *panel = desk.page->findChild<ReportPanel *>();
    const QString path = desk.base.folder.filePath(u"r.pdf"_s);
    QString suggested;
    panel->chooseFile = [&](const QString &name) {
        suggested = name;
        return path;
    };
    desk.press(u"panelPrimary"_s);
    QTRY_VERIFY(QFile::exists(path));
    QCOMPARE(suggested, u"Situation report INC-0001.pdf"_s);
    QTRY_VERIFY(desk.base.said.contains(u"Report saved"_s));
    const auto entries = desk.ask<QList<AuditEntry>>([i = desk.id](Services &s) {
        return s.record.page({i, {}, 0, 0, 0}, 0, 20);
    });
    int exports = 0;
    for (const AuditEntry &e : *entries)
        exports += e.table == u"report_export"_s ? 1 : 0;
    QCOMPARE(exports, 2);
}

void TestWorkingPage::endsAsADuplicate()
{
    Desk desk;
    const IncidentId survivor = desk.base.record(u"It goes on"_s);
    QVERIFY(desk.ask<void>([i = desk.id, survivor](Services &s) {
                    return s.links.link(i, survivor, LinkKind::DuplicateOf, {});
                })
                .has_value());
    desk.page->beginAct(Act::End);
    QTRY_VERIFY(desk.find<ChoiceGroup>(u"endKind"_s));
    desk.find<ChoiceGroup>(u"endKind"_s)->setValue(codeOf(Ending::Duplicate));
    Q_EMIT desk.find<ChoiceGroup>(u"endKind"_s)->valueChanged(codeOf(Ending::Duplicate));
    QTRY_COMPARE(desk.page->findChild<IncidentPicker *>()->chosen(), survivor); // from the link
    QVERIFY(desk.shows(u"goes by the earliest detection of both"_s));
    desk.press(u"panelPrimary"_s);
    QTRY_COMPARE(desk.base.incident(desk.id).outcome, Outcome::Duplicate);
}

void TestWorkingPage::endingGates()
{
    Desk desk;
    QVERIFY(desk.ask<void>([i = desk.id](Services &s) -> Result<void> {
                    if (auto ok = s.incidents.move(i, 0, Stage::Assess, u"next"_s); !ok)
                        return ok;
                    AssessmentInput in;
                    in.findings = {FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach),
                                   Recoverability::Regular, CustomerDataRisk::Suspected};
                    return s.assessments.assess(i, 0, in);
                })
                .has_value());
    desk.base.settle();
    desk.page->beginAct(Act::End);
    QTRY_VERIFY(desk.find<ChoiceGroup>(u"endKind"_s));
    auto *kind = desk.find<ChoiceGroup>(u"endKind"_s);
    kind->setValue(codeOf(Ending::NoDataCompromise));
    Q_EMIT kind->valueChanged(codeOf(Ending::NoDataCompromise));
    QTRY_VERIFY(!desk.find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    QVERIFY(desk.shows(u"Assess it anew first."_s));
    QVERIFY(desk.find<QPushButton>(u"endAssess"_s));
    kind->setValue(codeOf(Ending::Duplicate));
    Q_EMIT kind->valueChanged(codeOf(Ending::Duplicate));
    QTRY_VERIFY(desk.find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    QVERIFY(!desk.find<QPushButton>(u"endAssess"_s));
}

void TestWorkingPage::refusedWhereThereIsNoRight()
{
    const Incident incident;
    Person auditor;
    auditor.roles = Role::Auditor;
    for (const Act act :
         {Act::WriteSituation, Act::AddTask, Act::LinkIncident, Act::GiveDuty, Act::AddPlace, Act::Report}) {
        QVERIFY(!actName(act).isEmpty());
        QVERIFY(whyNot(act, incident, {auditor, false}).contains(u"This needs the role"_s));
        Person executive;
        executive.roles = Role::Executive;
        QCOMPARE(whyNot(act, incident, {executive, false}), QString());
        QVERIFY(!whyNot(act, incident, {executive, true}).isEmpty());
    }
}

QTEST_MAIN(TestWorkingPage)
#include "tst_workingpage.moc"
