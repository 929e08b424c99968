#include "models/services/workspace.h"
#include "tests/ui/incidentfixture.h"
#include "ui/common/banner.h"
#include "ui/common/choicegroup.h"
#include "ui/incident/incidentpage.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <limits>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** A declaration, its rescission and the question why none was made, as a person works with them (P6). */
class TestRescindPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsWhatItStarts();
    void declaresOnce();
    void takenOverIsNoClockThatEnds();
    void rescindsWithLegalAttested();
    void takesBack();
    void asksWhyAndTakesTheAnswer();

private:
    template<class T> [[nodiscard]] T *find(const QString &name) const
    {
        for (T *w : page->findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }
    void begin(Act act);
    void press() const { QTest::mouseClick(find<QPushButton>(u"panelPrimary"_s), Qt::LeftButton); }
    void citeFirst() const;
    [[nodiscard]] Result<void> declare();
    void ask();

    std::unique_ptr<IncidentFixture> base;
    std::unique_ptr<IncidentPage> page;
    IncidentId id;
    PersonId ada;
};

void TestRescindPanel::init()
{
    applyTheme(*qApp, Theme::Mode::Light);
    base = std::make_unique<IncidentFixture>();
    QVERIFY(base->open());
    id = base->record(u"Unknown sign-ins"_s);
    const auto done = base->ask<void>([this](Services &s) -> Result<void> {
        Person p;
        p.name = u"Ada Ruiz"_s;
        p.login = u"ada"_s;
        p.roles = Role::Legal;
        auto added = s.people.add(p);
        if (!added)
            return tl::unexpected(added.error());
        ada = *added;
        if (auto ok = s.incidents.move(id, 0, Stage::Assess, u"On call."_s); !ok)
            return ok;
        AssessmentInput a;
        a.findings = {FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach),
                      Recoverability::Regular, CustomerDataRisk::Confirmed};
        if (auto ok = s.assessments.assess(id, 0, a); !ok)
            return ok;
        for (const QString &name : {u"Birch Clinic"_s, u"Elm Bank"_s}) {
            Customer c;
            c.name = name;
            auto customer = s.customers.add(c);
            Subscription sub;
            sub.customer = *customer;
            sub.name = name.section(u' ', 0, 0).toLower();
            auto subscription = s.customers.addSubscription(sub);
            ScopeRow row;
            row.customer = *customer;
            row.subscription = *subscription;
            row.customerName = name;
            row.subscriptionName = sub.name;
            row.accessed = u"mailboxes"_s;
            row.certainty = u"confirmed"_s;
            if (auto ok = s.customers.setScope(id, row, u"log"_s); !ok)
                return ok;
        }
        auto entry = s.timeline.add(id, {EntryKind::Evidence, s.session.nowMs(), u"Token log pulled"_s, {}, true});
        return entry ? Result<void>() : tl::unexpected(entry.error());
    });
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().userText));
    page = std::make_unique<IncidentPage>(base->ui());
    page->resize(1280, 900);
    page->show();
    page->open(id, u"overview"_s);
    QTRY_VERIFY(find<QPushButton>(u"moreActs"_s));
    base->settle();
}

void TestRescindPanel::cleanup()
{
    page.reset();
    base.reset();
}

void TestRescindPanel::begin(Act act)
{
    page->beginAct(act);
    QTRY_VERIFY(find<QPushButton>(u"panelPrimary"_s));
    base->settle();
}

void TestRescindPanel::citeFirst() const
{
    auto *list = find<QListWidget>(u"entryList"_s);
    QTRY_VERIFY(list && list->count() > 0);
    list->item(0)->setCheckState(Qt::Checked);
}

Result<void> TestRescindPanel::declare()
{
    return base->ask<void>([this](Services &s) -> Result<void> {
        DeclarationInput d;
        d.statementSigned = true;
        d.consultedWho = u"Ada Ruiz"_s;
        d.consultedMs = s.session.nowMs() - kMinuteMs;
        constexpr qint64 end = std::numeric_limits<qint64>::max();
        d.citations = {s.timeline.before(id, {}, {end, end}, 1)->first().id};
        return s.declarations.declare(id, 0, d);
    });
}

/** P6.2: each clock with its addressee, start and deadline, before anything is signed. */
void TestRescindPanel::listsWhatItStarts()
{
    begin(Act::Declare);
    QTRY_COMPARE(find<QListWidget>(u"startsList"_s)->count(), 2);
    const QString first = find<QListWidget>(u"startsList"_s)->item(0)->text();
    QVERIFY2(first.contains(u"Birch Clinic"_s) && first.contains(u"1 subscription"_s) && first.count(u"UTC"_s) == 2,
             qPrintable(first));
    QTest::mouseClick(find<QPushButton>(u"fillWanted"_s), Qt::LeftButton);
    QTRY_VERIFY(find<QPlainTextEdit>(u"customerImpact"_s)->toPlainText().contains(u"Elm Bank"_s));
    QCOMPARE(find<QPlainTextEdit>(u"resourcesAccessed"_s)->toPlainText(), u"mailboxes"_s);
}

void TestRescindPanel::declaresOnce()
{
    begin(Act::Declare);
    QTRY_COMPARE(find<QListWidget>(u"startsList"_s)->count(), 2);
    citeFirst();
    find<ChoiceGroup>(u"ground"_s)->chooseNumber(1);
    find<QAbstractButton>(u"signed"_s)->click();
    find<QLineEdit>(u"consultedWho"_s)->setText(u"Ada Ruiz"_s);
    press();
    press(); // twice: it is one declaration
    QTRY_VERIFY(base->incident(id).isDeclared());
    base->settle();
    const auto duties = base->ask<QList<Obligation>>([this](Services &s) { return s.declarations.obligations(id); });
    QCOMPARE(duties->size(), 2);
    QVERIFY(base->said.last().contains(u"2 clocks run"_s));
}

/** P6.5: a duty taken over from a duplicate names this declaration, but stays; the panel counts it so. */
void TestRescindPanel::takenOverIsNoClockThatEnds()
{
    QVERIFY(declare());
    const IncidentId other = base->record(u"The same sign-ins"_s);
    const auto done = base->ask<void>([this, other](Services &s) -> Result<void> {
        if (auto ok = s.incidents.move(other, 0, Stage::Assess, u"On call."_s); !ok)
            return ok;
        AssessmentInput a;
        a.findings = {FunctionalImpact::Low, InformationImpacts(InformationImpact::PrivacyBreach),
                      Recoverability::Regular, CustomerDataRisk::Confirmed};
        if (auto ok = s.assessments.assess(other, 0, a); !ok)
            return ok;
        ScopeRow row = s.customers.scope(id)->first();
        row.version = 0;
        if (auto ok = s.customers.setScope(other, row, u"log"_s); !ok)
            return ok;
        auto entry = s.timeline.add(other, {EntryKind::Evidence, s.session.nowMs(), u"Token log"_s, {}, true});
        if (!entry)
            return tl::unexpected(entry.error());
        DeclarationInput d;
        d.statementSigned = true;
        d.consultedWho = u"Ada Ruiz"_s;
        d.consultedMs = s.session.nowMs() - kMinuteMs;
        d.citations = {*entry};
        if (auto ok = s.declarations.declare(other, 0, d); !ok)
            return ok;
        if (auto ok = s.links.link(other, id, LinkKind::DuplicateOf, u"One attacker."_s); !ok)
            return ok;
        return s.links.takeOver(id, s.incidents.byId(id)->version, other, u"One team."_s);
    });
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().userText));
    base->settle();
    begin(Act::Rescind);
    const auto says = [this](const QString &text) {
        for (const QLabel *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    };
    QTRY_VERIFY(says(u"2 clocks that the declaration alone started end"_s));
    QVERIFY(says(u"1 other duty stays until legal decides it."_s));
}

void TestRescindPanel::ask()
{
    begin(Act::Rescind);
    QTRY_VERIFY(find<QPlainTextEdit>(u"rescindReason"_s));
    press(); // not without a reason
    base->settle();
    QVERIFY(!base->incident(id).isRescissionPending());
    find<QPlainTextEdit>(u"rescindReason"_s)->setPlainText(u"It was our own script."_s);
    citeFirst();
    press();
    QTRY_VERIFY(base->incident(id).isRescissionPending());
    QTRY_VERIFY(find<Banner>(u"incidentQuestion"_s));
    QVERIFY(find<Banner>(u"incidentQuestion"_s)->text().contains(u"waits for legal"_s));
}

void TestRescindPanel::rescindsWithLegalAttested()
{
    QVERIFY(declare());
    QTRY_VERIFY(find<QPushButton>(u"rescind"_s));
    base->settle();
    ask();
    begin(Act::CosignRescission);
    QVERIFY(!find<QPushButton>(u"panelPrimary"_s)->isEnabled()); // no decision is chosen
    find<ChoiceGroup>(u"cosignDecision"_s)->setValue(codeOf(RescissionDecision::Cosigned));
    find<ChoiceGroup>(u"cosignDecision"_s)->chooseNumber(1);
    find<QPlainTextEdit>(u"cosignWords"_s)->setPlainText(u"Agreed."_s);
    press(); // who asked cannot co-sign: legal is missing
    base->settle();
    QVERIFY(base->incident(id).isDeclared());
    auto *by = find<QComboBox>(u"by"_s);
    QVERIFY(by);
    QTRY_VERIFY(by->findText(u"Ada"_s, Qt::MatchStartsWith) >= 0);
    by->setCurrentIndex(by->findText(u"Ada"_s, Qt::MatchStartsWith));
    find<QLineEdit>(u"words"_s)->setText(u"I co-sign."_s);
    press();
    QTRY_VERIFY(!base->incident(id).isDeclared());
    QTRY_VERIFY(!find<Banner>(u"incidentQuestion"_s));
    QTRY_VERIFY(!find<QPushButton>(u"rescind"_s));
    QVERIFY(!find<QPushButton>(u"decideRescission"_s));
}

void TestRescindPanel::takesBack()
{
    QVERIFY(declare());
    QTRY_VERIFY(find<QPushButton>(u"rescind"_s));
    base->settle();
    ask();
    begin(Act::TakeBackRescission);
    find<QPlainTextEdit>(u"takeBackWords"_s)->setPlainText(u"Another day's log."_s);
    press();
    QTRY_VERIFY(!base->incident(id).isRescissionPending());
    QVERIFY(base->incident(id).isDeclared());
    QTRY_VERIFY(!find<Banner>(u"incidentQuestion"_s));
}

void TestRescindPanel::asksWhyAndTakesTheAnswer()
{
    QVERIFY(!find<Banner>(u"incidentQuestion"_s));
    base->clock.advance(24 * kHourMs + kMinuteMs);
    base->ticker.tickNow(); // by the time alone
    QTRY_VERIFY(find<Banner>(u"incidentQuestion"_s));
    begin(Act::AnswerDelay);
    find<QPlainTextEdit>(u"delayReason"_s)->setPlainText(u"The second log is read."_s);
    press();
    QTRY_VERIFY(!find<Banner>(u"incidentQuestion"_s));
    QVERIFY(!base->incident(id).asksWhyNotDeclared(base->clock.nowMs()));
}

QTEST_MAIN(TestRescindPanel)
#include "tst_rescindpanel.moc"
