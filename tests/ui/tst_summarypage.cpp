#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/choicegroup.h"
#include "ui/common/conflictpanel.h"
#include "ui/postmortem/postmortemnav.h"
#include "ui/postmortem/postmortemtab.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** P11.4: the summary of a post-mortem from its first words to legal's approval. */
class TestSummaryPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Mode::Light); }
    void init();
    void cleanup();
    void needsASavedPostmortem();
    void fromWordsToApproved();
    void foundNamesAreWorkedThrough();
    void typedTextComesBack();
    void twoWriters_data();
    void twoWriters();
    void everyFocusableHasAName();

private:
    template<class W> W *find(const QString &name) { return m_tab->findChild<W *>(name); }
    void refresh();
    void press(const QString &name);
    void drawFrom(int paragraph, PostmortemSection section);
    void type(int paragraph, const QString &text)
    {
        auto *field = find<QPlainTextEdit>(u"summaryText-%1"_s.arg(paragraph));
        field->setFocus();
        field->moveCursor(QTextCursor::End);
        QTest::keyClicks(field, text);
    }
    /** The post-mortem is there, and the page of its summary is shown. */
    void begin();
    [[nodiscard]] QString primary() { return find<QPushButton>(u"summaryPrimary"_s)->text(); }
    [[nodiscard]] PostmortemSummary saved()
    {
        return m_fixture
            ->ask<std::optional<PostmortemSummary>>([this](Services &s) { return s.summaries.of(m_incident); })
            .value_or(std::nullopt)
            .value_or(PostmortemSummary{});
    }
    template<class T> Result<T> did(std::function<Result<T>(Services &)> job) { return m_fixture->ask<T>(job); }

    std::unique_ptr<IncidentFixture> m_fixture;
    std::unique_ptr<PostmortemTab> m_tab;
    IncidentId m_incident;
};

void TestSummaryPage::init()
{
    m_fixture = std::make_unique<IncidentFixture>();
    QVERIFY(m_fixture->open());
    m_incident = m_fixture->record(u"Objects of others in listings"_s);
    m_tab = std::make_unique<PostmortemTab>(m_fixture->ui());
    m_tab->resize(1104, 600);
    m_tab->show();
    refresh();
}

void TestSummaryPage::cleanup()
{
    m_tab.reset();
    m_fixture.reset();
}

void TestSummaryPage::refresh()
{
    const auto read = m_fixture->ask<IncidentDetails>([this](Services &s) { return s.incidents.details(m_incident); });
    QVERIFY(read);
    m_tab->showIncident(*read);
    m_fixture->settle();
}

void TestSummaryPage::press(const QString &name)
{
    // Found anew each time: what is listed is made anew when it was read.
    const auto ready = [&]() -> QAbstractButton * {
        for (QAbstractButton *button : m_tab->findChildren<QAbstractButton *>(name))
            if (button->isVisible() && button->isEnabled())
                return button;
        return nullptr;
    };
    QTRY_VERIFY2(ready(), qPrintable(name));
    ready()->click(); // it may stand further down than the page shows
    m_fixture->settle();
}

void TestSummaryPage::drawFrom(int paragraph, PostmortemSection section)
{
    auto *button = find<QToolButton>(u"summaryFrom-%1"_s.arg(paragraph));
    QVERIFY(button);
    for (QAction *action : button->menu()->actions())
        if (action->text() == nameOf(section))
            action->trigger();
}

void TestSummaryPage::begin()
{
    QVERIFY(did<void>([this](Services &s) { return s.postmortems.save(m_incident, 0, u"A token was used."_s); }));
    refresh();
    auto *nav = find<PostmortemNav>(u"postmortemNav"_s);
    QTRY_VERIFY(nav->isVisible());
    nav->setCurrentRow(PostmortemNav::rowOf(PostmortemNav::Summary));
    m_fixture->settle();
}

void TestSummaryPage::needsASavedPostmortem()
{
    press(u"postmortemBegin"_s);
    find<PostmortemNav>(u"postmortemNav"_s)->setCurrentRow(PostmortemNav::rowOf(PostmortemNav::Summary));
    QTRY_VERIFY(find<QWidget>(u"summaryEmpty"_s)->isVisible());
    QVERIFY(!find<QPushButton>(u"summaryPrimary"_s)->isVisible());
    QVERIFY(!find<QPlainTextEdit>(u"summaryText-1"_s)->isVisible());
}

void TestSummaryPage::fromWordsToApproved()
{
    begin();
    QCOMPARE(primary(), u"Save summary"_s);
    QVERIFY(!find<QPushButton>(u"summaryPrimary"_s)->isEnabled());
    type(1, u"Credentials were used twice."_s);
    press(u"summaryPrimary"_s); // where it came from is not said
    QCOMPARE(saved().version, 0);
    QTRY_VERIFY(find<QWidget>(u"summaryBanner"_s)->isVisible());
    drawFrom(1, PostmortemSection::RootCause);
    press(u"summaryAdd"_s);
    type(2, u"They live for a day now."_s);
    drawFrom(2, PostmortemSection::Changes);
    drawFrom(2, PostmortemSection::Lessons);
    QCOMPARE(find<QToolButton>(u"summaryFrom-2"_s)->text(), u"From 2 sections"_s);
    press(u"summaryPrimary"_s);
    QTRY_COMPARE(saved().version, 1);
    QCOMPARE(summaryParagraphs(saved().body).size(), 2);
    QTRY_COMPARE(primary(), u"Submit to legal"_s);
    QVERIFY(!find<QPushButton>(u"summaryPrimary"_s)->isEnabled());
    for (const char16_t *kind : {u"person", u"system", u"customer"})
        press(u"summaryLooked-"_s + QString::fromUtf16(kind));
    QTRY_VERIFY(find<QCheckBox>(u"summaryLooked-customer"_s)->isChecked());
    shoot(*m_tab, u"summary-draft"_s);
    press(u"summaryPrimary"_s);
    QTRY_COMPARE(saved().state, PostmortemState::InReview);
    QTRY_COMPARE(primary(), u"Record legal's approval…"_s);
    auto *nav = find<PostmortemNav>(u"postmortemNav"_s);
    QVERIFY(
        nav->item(PostmortemNav::rowOf(PostmortemNav::Summary))->text().contains(nameOf(PostmortemState::InReview)));
    press(u"summaryPrimary"_s);
    auto *form = find<QWidget>(u"attest-legal"_s);
    QVERIFY(form);
    auto *by = form->findChild<QComboBox *>(u"by"_s);
    by->setCurrentIndex(by->count() - 1);
    QTest::keyClicks(form->findChild<QLineEdit *>(u"newName"_s), u"Edda Voss"_s);
    QTest::mouseClick(form->findChild<QPushButton *>(u"newAdd"_s), Qt::LeftButton);
    QTRY_COMPARE(by->currentText(), u"Edda Voss"_s);
    press(u"panelPrimary"_s); // no words yet
    QCOMPARE(saved().state, PostmortemState::InReview);
    QTest::keyClicks(form->findChild<QLineEdit *>(u"words"_s), u"I approve it."_s);
    shoot(*m_tab, u"summary-approve"_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(saved().state, PostmortemState::Approved);
    QCOMPARE(saved().approvedByName, u"Edda Voss"_s);
    QTRY_VERIFY(!find<QPushButton>(u"summaryPrimary"_s)->isVisible());
    shoot(*m_tab, u"summary-approved"_s);
}

void TestSummaryPage::foundNamesAreWorkedThrough()
{
    begin();
    const QString name = m_fixture->workspace.status().person.name;
    type(1, name.section(u' ', 0, 0) + u" saw it on db-07."_s);
    drawFrom(1, PostmortemSection::Impact);
    // What is typed is looked through before it is saved.
    QTRY_VERIFY(find<QPushButton>(u"summaryStay-db-07"_s));
    QVERIFY(!find<QPushButton>(u"summaryStay-db-07"_s)->isEnabled());
    QVERIFY(!find<QCheckBox>(u"summaryLooked-system"_s)->isEnabled());
    press(u"summaryPrimary"_s);
    QTRY_COMPARE(saved().version, 1);
    press(u"summaryLooked-customer"_s);
    shoot(*m_tab, u"summary-found"_s);
    press(u"summaryStay-db-07"_s);
    QTRY_VERIFY(find<QPlainTextEdit>(u"reason"_s));
    QTest::keyClicks(find<QPlainTextEdit>(u"reason"_s), u"It is published."_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(saved().mayStay.size(), 1);
    QTRY_VERIFY(find<QCheckBox>(u"summaryLooked-system"_s)->isEnabled());
    QVERIFY(!find<QCheckBox>(u"summaryLooked-person"_s)->isEnabled());
    auto *field = find<QPlainTextEdit>(u"summaryText-1"_s);
    field->setPlainText(u"We saw it on db-07."_s);
    QTRY_VERIFY(!find<QPushButton>(u"summaryStay-"_s + name.section(u' ', 0, 0)));
    press(u"summaryPrimary"_s);
    QTRY_COMPARE(saved().version, 2);
    for (const char16_t *kind : {u"person", u"system", u"customer"})
        press(u"summaryLooked-"_s + QString::fromUtf16(kind));
    press(u"summaryPrimary"_s);
    QTRY_COMPARE(saved().state, PostmortemState::InReview);
}

void TestSummaryPage::typedTextComesBack()
{
    begin();
    type(1, u"Half a thought"_s);
    drawFrom(1, PostmortemSection::Impact);
    m_tab.reset();
    m_fixture->settle();
    m_tab = std::make_unique<PostmortemTab>(m_fixture->ui());
    m_tab->resize(1104, 600);
    m_tab->show();
    refresh();
    QTRY_COMPARE(find<QPlainTextEdit>(u"summaryText-1"_s)->toPlainText(), u"Half a thought"_s);
    QCOMPARE(find<QToolButton>(u"summaryFrom-1"_s)->text(), u"From: Impact"_s);
}

void TestSummaryPage::twoWriters_data()
{
    QTest::addColumn<bool>("mine");
    QTest::newRow("mine goes on") << true;
    QTest::newRow("theirs goes on") << false;
}

/** P12.3: the second is told, sees both, decides. */
void TestSummaryPage::twoWriters()
{
    QFETCH(bool, mine);
    begin();
    type(1, u"Mine."_s);
    drawFrom(1, PostmortemSection::Impact);
    QVERIFY(did<void>([this](Services &s) {
        return s.summaries.save(m_incident, 0, {{u"Theirs."_s, {PostmortemSection::Lessons}}});
    }));
    refresh();
    auto *conflict = find<ConflictPanel>(u"summaryConflict"_s);
    QTRY_VERIFY(conflict->isOpen());
    shoot(*m_tab, u"summary-conflict"_s);
    conflict->findChild<ChoiceGroup *>(u"conflict-text"_s)->chooseNumber(mine ? 2 : 1);
    conflict->findChild<QPushButton *>(u"conflict-done"_s)->click();
    m_fixture->settle();
    QTRY_COMPARE(find<QPlainTextEdit>(u"summaryText-1"_s)->toPlainText(), mine ? u"Mine."_s : u"Theirs."_s);
    if (mine) {
        press(u"summaryPrimary"_s);
        QTRY_COMPARE(saved().version, 2);
        QCOMPARE(summaryText(summaryParagraphs(saved().body)), u"Mine."_s);
    } else {
        QTRY_COMPARE(primary(), u"Submit to legal"_s);
    }
}

void TestSummaryPage::everyFocusableHasAName()
{
    begin();
    type(1, u"On db-07."_s);
    press(u"summaryAdd"_s);
    QTRY_VERIFY(find<QPushButton>(u"summaryStay-db-07"_s));
    QCOMPARE(unnamedFocusable(*m_tab), QString());
}

QTEST_MAIN(TestSummaryPage)
#include "tst_summarypage.moc"
