#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/choicegroup.h"
#include "ui/common/conflictpanel.h"
#include "ui/postmortem/actionspage.h"
#include "ui/postmortem/measuredesk.h"
#include "ui/postmortem/postmortemnav.h"
#include "ui/postmortem/postmortemspage.h"
#include "ui/postmortem/postmortemtab.h"
#include "ui/postmortem/postmortemversions.h"
#include "ui/postmortem/rowtable.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextBrowser>
#include <QToolButton>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** A post-mortem from its sections to its approval by somebody else; the measures; and the pages over all incidents. */
class TestPostmortemTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Mode::Light); }
    void init();
    void cleanup();
    void saysWhetherItIsRequired();
    void fromSectionsToApproved();
    void choicesAreSaved();
    void givenBackShowsWhy();
    void approvedIsWrittenAnewWithAReason();
    void typedTextComesBack();
    void twoWritersOfDifferentSections();
    void twoWritersOfOneParagraph_data();
    void twoWritersOfOneParagraph();
    void timelineOutOfStep();
    void suggestionGoesIntoTheText();
    void contributionIsAnswered();
    void versionsAreCompared();
    void openingsAreNoted();
    void measuresAreFollowed();
    void notForEverybody();
    void listOfPostmortems();
    void remindersOfMeasures();
    void everyFocusableHasAName();

private:
    template<class W> W *find(const QString &name) { return m_tab->findChild<W *>(name); }
    void refresh();
    void press(const QString &name);
    void show(PostmortemSection section)
    {
        find<PostmortemNav>(u"postmortemNav"_s)->setCurrentRow(PostmortemNav::rowOf(section));
    }
    void type(const QString &text, PostmortemSection section = PostmortemSection::Summary);
    [[nodiscard]] QString text(PostmortemSection section = PostmortemSection::Summary)
    {
        return find<QPlainTextEdit>(u"postmortem-"_s + codeOf(section))->toPlainText();
    }
    [[nodiscard]] QString primary() { return find<QPushButton>(u"postmortemPrimary"_s)->text(); }
    std::optional<Postmortem> saved();
    [[nodiscard]] PostmortemBody body() { return PostmortemBody::fromMarkdown(saved()->body); }
    void begin(const QString &summary);
    /** Somebody else's version, while one's own text is open. */
    void savedByAnother(const QString &summary);
    template<class T> Result<T> did(std::function<Result<T>(Services &)> job) { return m_fixture->ask<T>(job); }

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
    auto *button = find<QAbstractButton>(name); // one more stands on the page for who may not read it
    for (QAbstractButton *b : m_tab->findChildren<QAbstractButton *>(name))
        button = b->isVisible() ? b : button;
    QVERIFY2(button, qPrintable(name));
    QTRY_VERIFY2(button->isVisible() && button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
    m_fixture->settle();
}

void TestPostmortemTab::type(const QString &typed, PostmortemSection section)
{
    show(section);
    auto *field = find<QPlainTextEdit>(u"postmortem-"_s + codeOf(section));
    field->setFocus();
    field->moveCursor(QTextCursor::End);
    QTest::keyClicks(field, typed);
}

std::optional<Postmortem> TestPostmortemTab::saved()
{
    return m_fixture->ask<std::optional<Postmortem>>([this](Services &s) { return s.postmortems.of(m_incident); })
        .value_or(std::nullopt);
}

void TestPostmortemTab::begin(const QString &summary)
{
    QVERIFY(did<void>([this, summary](Services &s) { return s.postmortems.save(m_incident, 0, summary); }));
    refresh();
    QTRY_COMPARE(text(), summary);
}

void TestPostmortemTab::savedByAnother(const QString &summary)
{
    const int version = saved()->version;
    QVERIFY(
        did<void>([this, version, summary](Services &s) { return s.postmortems.save(m_incident, version, summary); }));
    refresh();
}

void TestPostmortemTab::saysWhetherItIsRequired()
{
    auto *empty = find<QWidget>(u"postmortemEmpty"_s);
    QTRY_VERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), u"No post-mortem yet"_s);
    const auto classified = did<void>([this](Services &s) -> Result<void> {
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

void TestPostmortemTab::fromSectionsToApproved()
{
    press(u"postmortemBegin"_s);
    QTRY_VERIFY(find<QPlainTextEdit>(u"postmortem-summary"_s)->isVisible());
    type(u"A cache was shared between tenants."_s);
    type(u"Rotate."_s, PostmortemSection::Lessons);
    QTRY_COMPARE(primary(), u"Save version"_s);
    press(u"postmortemPrimary"_s);
    QTRY_VERIFY(saved().has_value());
    QCOMPARE(body().text.value(PostmortemSection::Lessons), u"Rotate."_s);
    QTRY_COMPARE(primary(), u"Submit for review"_s);
    press(u"postmortemPrimary"_s);
    QTRY_COMPARE(saved()->state, PostmortemState::InReview);
    QTRY_COMPARE(primary(), u"Mark as reviewed"_s);
    shoot(*m_tab, u"postmortem-review"_s);
    press(u"postmortemPrimary"_s);
    QTRY_COMPARE(primary(), u"Record the approval…"_s);
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
    QTRY_VERIFY(!find<QPushButton>(u"postmortemPrimary"_s)->isVisible());
    shoot(*m_tab, u"postmortem-approved"_s);
}

void TestPostmortemTab::choicesAreSaved()
{
    press(u"postmortemBegin"_s);
    const auto choose = [this](PostmortemSection section, const QString &name, const QString &code) {
        show(section);
        auto *box = find<QComboBox>(name);
        box->setCurrentIndex(box->findData(code));
    };
    const QString before = find<QLabel>(u"guide-root_cause"_s)->text();
    choose(PostmortemSection::Summary, u"postmortemKind"_s, u"credentials"_s);
    QTRY_VERIFY(find<QLabel>(u"guide-root_cause"_s)->text() != before);
    QVERIFY(!find<QPushButton>(u"postmortemPrimary"_s)->isVisible()); // that alone is no work
    choose(PostmortemSection::Response, u"verdict-response"_s, u"partly"_s);
    choose(PostmortemSection::Procedures, u"verdict-procedures"_s, u"no"_s);
    choose(PostmortemSection::RootCause, u"cause"_s, u"credentials"_s);
    QTest::keyClicks(find<QPlainTextEdit>(u"why-1"_s), u"Why? A key lay open."_s);
    shoot(*m_tab, u"postmortem-root-cause"_s);
    press(u"postmortemPrimary"_s);
    QTRY_VERIFY(saved().has_value());
    const PostmortemBody b = body();
    QCOMPARE(b.kind, u"credentials"_s);
    QCOMPARE(b.response, Sufficiency::Partly);
    QCOMPARE(b.procedures, Sufficiency::No);
    QCOMPARE(b.cause, u"credentials"_s);
    QCOMPARE(b.whys, QStringList{u"Why? A key lay open."_s});
    QTRY_COMPARE(primary(), u"Submit for review"_s); // nothing is dirty
}

void TestPostmortemTab::givenBackShowsWhy()
{
    begin(u"Why."_s);
    press(u"postmortemPrimary"_s);
    QTRY_COMPARE(primary(), u"Mark as reviewed"_s);
    press(u"postmortemReturn"_s);
    QTest::keyClicks(find<QPlainTextEdit>(u"reason"_s), u"Say since when."_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(saved()->state, PostmortemState::Draft);
    QTRY_VERIFY(find<QLabel>(u"postmortemWhat"_s)->text().contains(u"Say since when."_s));
}

void TestPostmortemTab::approvedIsWrittenAnewWithAReason()
{
    begin(u"Why."_s);
    QVERIFY(did<void>([this](Services &s) -> Result<void> {
        if (auto ok = s.postmortems.submit(m_incident, 1); !ok)
            return ok;
        return s.postmortems.review(m_incident, 2, {});
    }));
    Attestation a;
    Person legal;
    legal.name = u"Ada Ruiz"_s;
    legal.roles = Role::Legal;
    const auto id = did<PersonId>([legal](Services &s) { return s.people.add(legal); });
    QVERIFY(id);
    a.by = *id;
    a.how = u"in the room"_s;
    a.words = u"Yes."_s;
    const auto approved = did<void>([this, a](Services &s) {
        Attestation now = a;
        now.atMs = s.session.nowMs();
        return s.postmortems.approve(m_incident, 3, now);
    });
    QVERIFY2(approved, approved ? "" : qPrintable(approved.error().userText));
    refresh();
    type(u" More."_s);
    press(u"postmortemPrimary"_s);
    press(u"panelPrimary"_s); // without a reason
    QTest::keyClicks(find<QPlainTextEdit>(u"reason"_s), u"A second key."_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(saved()->state, PostmortemState::Draft);
    QTRY_COMPARE(primary(), u"Submit for review"_s);
    QCOMPARE(body().text.value(PostmortemSection::Summary), u"Why. More."_s);
}

void TestPostmortemTab::typedTextComesBack()
{
    press(u"postmortemBegin"_s);
    type(u"Typed at night."_s, PostmortemSection::Impact);
    m_tab.reset();
    m_fixture->settle();
    m_tab = std::make_unique<PostmortemTab>(m_fixture->ui());
    m_tab->show();
    refresh();
    QTRY_COMPARE(text(PostmortemSection::Impact), u"Typed at night."_s);
    QVERIFY(!saved().has_value());
    QCOMPARE(primary(), u"Save version"_s);
}

void TestPostmortemTab::twoWritersOfDifferentSections()
{
    begin(u"What happened."_s);
    type(u"A cache was shared."_s, PostmortemSection::Impact);
    savedByAnother(u"What happened, told by another."_s);
    QTRY_COMPARE(text(), u"What happened, told by another."_s);
    QCOMPARE(text(PostmortemSection::Impact), u"A cache was shared."_s);
    QVERIFY(!find<ConflictPanel>(u"conflict"_s)->isVisible());
    press(u"postmortemPrimary"_s);
    QTRY_COMPARE(body().text.value(PostmortemSection::Impact), u"A cache was shared."_s);
    QCOMPARE(body().text.value(PostmortemSection::Summary), u"What happened, told by another."_s);
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
    auto *panel = find<ConflictPanel>(u"conflict"_s); // the summary has one too
    QTRY_VERIFY(panel->isVisible());
    QVERIFY(!find<QPushButton>(u"postmortemPrimary"_s)->isEnabled());
    panel->findChild<ChoiceGroup *>(u"conflict-summary"_s)->chooseNumber(choice);
    press(u"conflict-done"_s);
    QCOMPARE(text(), kept);
    if (choice == 2)
        press(u"postmortemPrimary"_s);
    QTRY_COMPARE(body().text.value(PostmortemSection::Summary), kept);
}

/** P11.1: kept in step; a key event that came later is told, and taken in. */
void TestPostmortemTab::timelineOutOfStep()
{
    begin(u"Why."_s);
    QTRY_COMPARE(primary(), u"Submit for review"_s);
    QVERIFY(did<EntryId>([this](Services &s) {
        return s.timeline.add(m_incident, {EntryKind::Note, s.session.nowMs(), u"Blocked"_s, {}, true});
    }));
    refresh();
    QTRY_COMPARE(primary(), u"Bring the timeline into step"_s);
    press(u"postmortemPrimary"_s);
    QTRY_COMPARE(primary(), u"Submit for review"_s);
    QCOMPARE(body().picked.last().text, u"Blocked"_s);
    show(PostmortemSection::Timeline);
    m_fixture->settle();
    shoot(*m_tab, u"postmortem-timeline"_s);
}

void TestPostmortemTab::suggestionGoesIntoTheText()
{
    begin(u"A token was used for a week."_s);
    auto *field = find<QPlainTextEdit>(u"postmortem-summary"_s);
    QTextCursor cursor = field->textCursor();
    cursor.setPosition(17);
    cursor.setPosition(27, QTextCursor::KeepAnchor);
    field->setTextCursor(cursor);
    press(u"comment-summary"_s);
    QTest::keyClicks(find<QPlainTextEdit>(u"commentRemark"_s), u"The log says more."_s);
    find<QCheckBox>(u"commentSuggests"_s)->setChecked(true);
    find<QPlainTextEdit>(u"commentSuggestion"_s)->setPlainText(u"for nine days"_s);
    shoot(*m_tab, u"postmortem-comment"_s);
    press(u"panelPrimary"_s);
    const auto all = did<QList<PostmortemComment>>([this](Services &s) { return s.postmortems.comments(m_incident); });
    QVERIFY(all && all->size() == 1);
    QCOMPARE(all->first().quote, u"for a week"_s);
    const QString key = QString::number(all->first().id.value);
    QTRY_VERIFY(find<QPushButton>(u"take-"_s + key));
    press(u"take-"_s + key);
    QTRY_COMPARE(text(), u"A token was used for nine days."_s);
    const auto then = did<QList<PostmortemComment>>([this](Services &s) { return s.postmortems.comments(m_incident); });
    QCOMPARE(then->first().outcome, CommentOutcome::Taken);
    QCOMPARE(primary(), u"Save version"_s);
}

void TestPostmortemTab::contributionIsAnswered()
{
    begin(u"Why."_s);
    auto *nav = find<PostmortemNav>(u"postmortemNav"_s);
    nav->setCurrentRow(PostmortemNav::rowOf(PostmortemNav::Contributions));
    press(u"postmortemAsk"_s);
    auto *who = find<QComboBox>(u"askWho"_s);
    QTRY_VERIFY(who->count() > 0);
    QTest::keyClicks(find<QPlainTextEdit>(u"askQuestion"_s), u"When was it?"_s);
    shoot(*m_tab, u"postmortem-ask"_s);
    press(u"panelPrimary"_s);
    const auto asked =
        did<QList<PostmortemQuestion>>([this](Services &s) { return s.postmortems.questions(m_incident); });
    QVERIFY(asked && asked->size() == 1);
    QTRY_VERIFY(nav->item(PostmortemNav::rowOf(PostmortemNav::Contributions))->text().contains(u"(1)"_s));
    const QString key = QString::number(asked->first().id.value);
    QTRY_VERIFY(find<QPlainTextEdit>(u"answer-"_s + key));
    QTest::keyClicks(find<QPlainTextEdit>(u"answer-"_s + key), u"At night."_s);
    press(u"answerSend-"_s + key);
    QTRY_COMPARE((*did<QList<PostmortemQuestion>>([this](Services &s) { return s.postmortems.questions(m_incident); }))
                     .first()
                     .answers.size(),
                 1);
    QTRY_VERIFY(!nav->item(PostmortemNav::rowOf(PostmortemNav::Contributions))->text().contains(u"(1)"_s));
    shoot(*m_tab, u"postmortem-contributions"_s);
}

void TestPostmortemTab::versionsAreCompared()
{
    begin(u"A token was used for a week."_s);
    savedByAnother(u"A token was used for nine days."_s);
    find<PostmortemNav>(u"postmortemNav"_s)->setCurrentRow(PostmortemNav::rowOf(PostmortemNav::Versions));
    auto *diff = find<QTextBrowser>(u"versionDiff"_s);
    QTRY_VERIFY(diff->toPlainText().contains(u"nine days"_s));
    QVERIFY(diff->toPlainText().contains(u"a week"_s));
    const QString html = PostmortemVersions::diffHtml(u"a <b> c"_s, u"a <i> c"_s);
    QVERIFY(html.contains(u"line-through\">&lt;b&gt; "_s) && html.contains(u"underline\">&lt;i&gt; "_s));
    shoot(*m_tab, u"postmortem-versions"_s);
}

/** P11.3: once for a text that is looked at, not for each reading of the program. */
void TestPostmortemTab::openingsAreNoted()
{
    begin(u"Why."_s);
    const auto uses = [this] {
        return did<QList<PostmortemUseLine>>([this](Services &s) { return s.postmortems.uses(m_incident); })->size();
    };
    QTRY_COMPARE(uses(), 1);
    refresh();
    refresh();
    QCOMPARE(uses(), 1);
    m_tab->activate();
    QTRY_COMPARE(uses(), 2);
}

void TestPostmortemTab::measuresAreFollowed()
{
    begin(u"Why."_s);
    show(PostmortemSection::Changes);
    press(u"measureAdd"_s);
    QTest::keyClicks(find<QPlainTextEdit>(u"measureWhat"_s), u"Rotate each quarter"_s);
    press(u"panelPrimary"_s);
    const auto all = [this] {
        return *did<QList<Measure>>([this](Services &s) { return s.measures.ofIncident(m_incident); });
    };
    QTRY_COMPARE(all().size(), 1);
    QVERIFY(all().first().dueMs > 0);
    const QString key = QString::number(all().first().id.value);
    QTRY_VERIFY(find<QToolButton>(u"measureMore-"_s + key));
    shoot(*m_tab, u"postmortem-changes"_s);
    ActionsPage page(m_fixture->ui());
    page.resize(1104, 600);
    page.show();
    page.activate();
    auto *table = page.findChild<RowTable *>(u"actionsTable"_s);
    QTRY_COMPARE(table->rowCount(), 1);
    shoot(page, u"actions"_s);
    page.findChild<QCheckBox *>(u"actionsMine"_s)->setChecked(true);
    QCOMPARE(table->rowCount(), 0);
    page.findChild<QCheckBox *>(u"actionsMine"_s)->setChecked(false);
    QTest::mouseClick(page.findChild<QPushButton *>(u"actionDone"_s), Qt::LeftButton);
    QTRY_VERIFY(page.findChild<QPlainTextEdit *>(u"reason"_s));
    QTest::keyClicks(page.findChild<QPlainTextEdit *>(u"reason"_s), u"Rotated."_s);
    QTest::mouseClick(page.findChild<QPushButton *>(u"panelPrimary"_s), Qt::LeftButton);
    QTRY_COMPARE(all().first().state, MeasureState::Done);
    QTRY_COMPARE(table->rowCount(), 0);
    page.findChild<QCheckBox *>(u"actionsSettled"_s)->setChecked(true);
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(unnamedFocusable(page), QString());
}

/** Who may not read it sees what they were asked, and the measures; nothing of the text. */
void TestPostmortemTab::notForEverybody()
{
    begin(u"Xylophone."_s);
    const auto made = did<Person>([this](Services &s) -> Result<Person> {
        Person p;
        p.name = u"Rita Rowe"_s;
        p.roles = Role::Responder;
        auto id = s.people.add(p);
        if (!id)
            return tl::unexpected(id.error());
        p.id = *id;
        PostmortemQuestion q;
        q.asked = *id;
        q.question = u"What did you see?"_s;
        if (auto ok = s.postmortems.ask(m_incident, q); !ok)
            return tl::unexpected(ok.error());
        return p;
    });
    QVERIFY2(made, made ? "" : qPrintable(made.error().userText));
    m_tab.reset();
    QVERIFY(did<void>([p = *made](Services &s) -> Result<void> {
        s.session.setActor(p);
        return {};
    }));
    m_tab = std::make_unique<PostmortemTab>(m_fixture->ui());
    m_tab->resize(1104, 600);
    m_tab->show();
    refresh();
    QTRY_VERIFY(find<QWidget>(u"postmortemDenied"_s)->isVisible());
    for (const QPlainTextEdit *field : m_tab->findChildren<QPlainTextEdit *>())
        QVERIFY(!field->toPlainText().contains(u"Xylophone"_s));
    bool asked = false;
    for (const QLabel *label : m_tab->findChildren<QLabel *>())
        asked = asked || (label->isVisible() && label->text() == u"What did you see?"_s);
    QVERIFY(asked);
    shoot(*m_tab, u"postmortem-denied"_s);
}

void TestPostmortemTab::listOfPostmortems()
{
    PostmortemsPage page(m_fixture->ui());
    page.resize(1104, 600);
    page.show();
    page.activate();
    QTRY_VERIFY(page.findChild<QWidget *>(u"postmortemsEmpty"_s)->isVisible());
    begin(u"Why."_s);
    page.activate();
    auto *table = page.findChild<RowTable *>(u"postmortemsTable"_s);
    QTRY_COMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 0)->text(), u"Draft"_s);
    QSignalSpy opened(table, &RowTable::opened);
    Q_EMIT table->activated(table->model()->index(0, 1));
    QCOMPARE(opened.size(), 1);
    shoot(page, u"postmortems"_s);
}

/** Own ones that are overdue or of the coming week, once a day. */
void TestPostmortemTab::remindersOfMeasures()
{
    MeasureDesk desk(*m_fixture->ui().workspace);
    QSignalSpy reminds(&desk, &MeasureDesk::reminds);
    const qint64 now = m_fixture->ui().workspace->clock().nowMs();
    desk.tick(now);
    m_fixture->settle();
    QCOMPARE(desk.count(), 0);
    QCOMPARE(reminds.size(), 0);
    QVERIFY(did<void>([this, now](Services &s) -> Result<void> {
        for (const qint64 due : {now - kHourMs, now + kDayMs, now + 30 * kDayMs}) {
            Measure m;
            m.what = u"Secret words"_s;
            m.owner = s.session.actor().id;
            m.dueMs = due;
            if (auto ok = s.measures.add(m_incident, m); !ok)
                return ok;
        }
        return {};
    }));
    desk.tick(now + kDayMs / 48);
    QTRY_COMPARE(desk.count(), 2);
    QCOMPARE(desk.overdue(), 1);
    QCOMPARE(reminds.size(), 1);
    const DesktopAlert alert = reminds.first().first().value<DesktopAlert>();
    QVERIFY(!alert.text.contains(u"Secret"_s) && alert.text.contains(u"INC-"_s));
    desk.tick(now + kDayMs / 24);
    m_fixture->settle();
    QCOMPARE(reminds.size(), 1); // of this day
    desk.tick(now + 2 * kDayMs);
    QTRY_COMPARE(reminds.size(), 2);
}

void TestPostmortemTab::everyFocusableHasAName()
{
    QCOMPARE(unnamedFocusable(*m_tab), QString());
    press(u"postmortemBegin"_s);
    auto *nav = find<PostmortemNav>(u"postmortemNav"_s);
    for (int row = 0; row < nav->count(); ++row) {
        nav->setCurrentRow(row);
        m_fixture->settle();
        QCOMPARE(unnamedFocusable(*m_tab), QString());
    }
}

QTEST_MAIN(TestPostmortemTab)
#include "tst_postmortemtab.moc"
