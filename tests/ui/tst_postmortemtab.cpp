#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/choicegroup.h"
#include "ui/common/conflictpanel.h"
#include "ui/postmortem/postmortemtab.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** A post-mortem from its headings to its approval by somebody else. */
class TestPostmortemTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Mode::Light); }
    void init();
    void cleanup();
    void saysWhetherItIsRequired();
    void fromOutlineToApproved();
    void typedTextComesBack();
    void twoWritersOfDifferentParagraphs();
    void twoWritersOfOneParagraph_data();
    void twoWritersOfOneParagraph();
    void everyFocusableHasAName();

private:
    template<class W> W *find(const QString &name) { return m_tab->findChild<W *>(name); }
    void refresh();
    void press(const QString &name);
    void type(const QString &text);
    std::optional<Postmortem> saved();
    void begin(const QString &body);
    /** Somebody else's version, while one's own text is open. */
    void savedByAnother(const QString &body);

    std::unique_ptr<IncidentFixture> m_fixture;
    std::unique_ptr<PostmortemTab> m_tab;
    IncidentId m_incident;
};

void TestPostmortemTab::init()
{
    m_fixture = std::make_unique<IncidentFixture>();
    QVERIFY(m_fixture->open());
    m_incident = m_fixture->record(u"Objects of others in listings"_s);
    m_tab = std::make_unique<PostmortemTab>(m_fixture->ui());
    m_tab->resize(1104, 600);
    m_tab->show();
    refresh();
}

void TestPostmortemTab::cleanup()
{
    m_tab.reset();
    m_fixture.reset();
}

void TestPostmortemTab::refresh()
{
    const auto read = m_fixture->ask<IncidentDetails>([this](Services &s) { return s.incidents.details(m_incident); });
    QVERIFY(read);
    m_tab->showIncident(*read);
    m_fixture->settle();
}

void TestPostmortemTab::press(const QString &name)
{
    auto *button = find<QAbstractButton>(name);
    QVERIFY2(button, qPrintable(name));
    QTRY_VERIFY2(button->isVisible() && button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
    m_fixture->settle();
}

void TestPostmortemTab::type(const QString &text)
{
    auto *body = find<QPlainTextEdit>(u"postmortemBody"_s);
    body->setFocus();
    body->moveCursor(QTextCursor::End);
    QTest::keyClicks(body, text);
}

std::optional<Postmortem> TestPostmortemTab::saved()
{
    return m_fixture->ask<std::optional<Postmortem>>([this](Services &s) { return s.postmortems.of(m_incident); })
        .value_or(std::nullopt);
}

void TestPostmortemTab::saysWhetherItIsRequired()
{
    auto *empty = find<QWidget>(u"postmortemEmpty"_s);
    QTRY_VERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), u"No post-mortem yet"_s);
    const auto classified = m_fixture->ask<void>([this](Services &s) -> Result<void> {
        auto incident = s.incidents.byId(m_incident);
        if (auto ok = s.incidents.move(m_incident, incident->version, Stage::Assess, u"Reported"_s); !ok)
            return ok;
        incident = s.incidents.byId(m_incident);
        AssessmentInput input;
        input.findings.functional = FunctionalImpact::Low;
        input.findings.information = InformationImpacts(InformationImpact::PrivacyBreach);
        input.finding = u"Listing of Alder"_s;
        if (auto ok = s.assessments.assess(m_incident, incident->version, input); !ok)
            return ok;
        incident = s.incidents.byId(m_incident);
        ClassificationInput c;
        c.outcome = Outcome::SecurityIncident;
        c.personalData = PersonalData::Yes;
        c.reason = u"Names of others were seen"_s;
        c.participants = u"Mira Kahn"_s;
        return s.assessments.classify(m_incident, incident->version, c);
    });
    QVERIFY2(classified, classified ? "" : qPrintable(classified.error().userText));
    refresh();
    QTRY_COMPARE(empty->accessibleName(), u"A post-mortem is required"_s);
    shoot(*m_tab, u"postmortem-required"_s);
}

void TestPostmortemTab::fromOutlineToApproved()
{
    press(u"postmortemBegin"_s);
    auto *body = find<QPlainTextEdit>(u"postmortemBody"_s);
    QTRY_VERIFY(body->isVisible());
    QCOMPARE(body->toPlainText(), PostmortemService::outline());
    type(u"A cache was shared between tenants."_s);
    QTRY_COMPARE(find<QPushButton>(u"postmortemPrimary"_s)->text(), u"Save version"_s);
    press(u"postmortemPrimary"_s);
    QTRY_VERIFY(saved().has_value());
    QTRY_COMPARE(find<QPushButton>(u"postmortemPrimary"_s)->text(), u"Submit for review"_s);
    press(u"postmortemPrimary"_s);
    QTRY_COMPARE(saved()->state, PostmortemState::InReview);
    shoot(*m_tab, u"postmortem-review"_s);
    press(u"postmortemPrimary"_s);
    auto *form = find<QWidget>(u"attest-executive"_s);
    QVERIFY(form);
    auto *by = form->findChild<QComboBox *>(u"by"_s);
    by->setCurrentIndex(by->count() - 1);
    QTest::keyClicks(form->findChild<QLineEdit *>(u"newName"_s), u"Edda Voss"_s);
    QTest::mouseClick(form->findChild<QPushButton *>(u"newAdd"_s), Qt::LeftButton);
    QTRY_COMPARE(by->currentText(), u"Edda Voss"_s);
    shoot(*m_tab, u"postmortem-approve"_s);
    press(u"panelPrimary"_s); // no words yet
    QCOMPARE(saved()->state, PostmortemState::InReview);
    QTest::keyClicks(form->findChild<QLineEdit *>(u"words"_s), u"I approve it."_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(saved()->state, PostmortemState::Approved);
    QCOMPARE(saved()->approvedByName, u"Edda Voss"_s);
    refresh();
    QVERIFY(!find<QPushButton>(u"postmortemPrimary"_s)->isVisible());
    shoot(*m_tab, u"postmortem-approved"_s);
}

void TestPostmortemTab::typedTextComesBack()
{
    press(u"postmortemBegin"_s);
    type(u"Typed at night."_s);
    m_tab.reset();
    m_fixture->settle();
    m_tab = std::make_unique<PostmortemTab>(m_fixture->ui());
    m_tab->show();
    refresh();
    QTRY_VERIFY(find<QPlainTextEdit>(u"postmortemBody"_s)->toPlainText().endsWith(u"Typed at night."_s));
    QVERIFY(!saved().has_value());
    QCOMPARE(find<QPushButton>(u"postmortemPrimary"_s)->text(), u"Save version"_s);
}

void TestPostmortemTab::begin(const QString &body)
{
    QVERIFY(m_fixture->ask<void>([this, body](Services &s) { return s.postmortems.save(m_incident, 0, body); }));
    refresh();
    QTRY_COMPARE(find<QPlainTextEdit>(u"postmortemBody"_s)->toPlainText(), body);
}

void TestPostmortemTab::savedByAnother(const QString &body)
{
    const int version = saved()->version;
    QVERIFY(m_fixture->ask<void>(
        [this, version, body](Services &s) { return s.postmortems.save(m_incident, version, body); }));
    refresh();
}

void TestPostmortemTab::twoWritersOfDifferentParagraphs()
{
    begin(u"What happened.\n\nWhy."_s);
    type(u" A cache was shared."_s);
    savedByAnother(u"What happened, told by another.\n\nWhy."_s);
    const QString both = u"What happened, told by another.\n\nWhy. A cache was shared."_s;
    QTRY_COMPARE(find<QPlainTextEdit>(u"postmortemBody"_s)->toPlainText(), both);
    QVERIFY(!m_tab->findChild<ConflictPanel *>()->isVisible());
    press(u"postmortemPrimary"_s);
    QTRY_COMPARE(saved()->body, both);
}

void TestPostmortemTab::twoWritersOfOneParagraph_data()
{
    QTest::addColumn<int>("choice");
    QTest::addColumn<QString>("kept");
    QTest::newRow("theirs") << 1 << u"Why: a missing check."_s;
    QTest::newRow("mine") << 2 << u"Why. A cache was shared."_s;
}

/** Neither text goes on before somebody decided which (P12.3). */
void TestPostmortemTab::twoWritersOfOneParagraph()
{
    QFETCH(int, choice);
    QFETCH(QString, kept);
    begin(u"Why."_s);
    type(u" A cache was shared."_s);
    savedByAnother(u"Why: a missing check."_s);
    auto *panel = m_tab->findChild<ConflictPanel *>();
    QTRY_VERIFY(panel->isVisible());
    QVERIFY(!find<QPushButton>(u"postmortemPrimary"_s)->isEnabled());
    panel->findChild<ChoiceGroup *>(u"conflict-body"_s)->chooseNumber(choice);
    press(u"conflict-done"_s);
    QCOMPARE(find<QPlainTextEdit>(u"postmortemBody"_s)->toPlainText(), kept);
    if (choice == 2)
        press(u"postmortemPrimary"_s);
    QTRY_COMPARE(saved()->body, kept);
}

void TestPostmortemTab::everyFocusableHasAName()
{
    QCOMPARE(unnamedFocusable(*m_tab), QString());
    press(u"postmortemBegin"_s);
    QCOMPARE(unnamedFocusable(*m_tab), QString());
}

QTEST_MAIN(TestPostmortemTab)
#include "tst_postmortemtab.moc"
