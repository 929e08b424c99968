#include "models/exchange/noticerenderer.h"
#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/banner.h"
#include "ui/common/choicegroup.h"
#include "ui/notices/noticecomposer.h"
#include "ui/notices/noticestab.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTextBrowser>
#include <QThread>
#include <QToolButton>
#include <atomic>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

/** Makes letters, but not while it is closed, nor for ever. */
class GatedRenderer : public NoticeRenderer
{
public:
    Result<RenderedNotice> render(const NoticeDocument &document) override
    {
        constexpr int kLongestMs = 15'000;
        for (int ms = 0; closed && ms < kLongestMs; ++ms) {
            waiting = true;
            QThread::msleep(1);
        }
        waiting = false;
        return NoticeRenderer::render(document);
    }

    static inline std::atomic_bool closed = false, waiting = false;
};

} // namespace

/** One notice from the empty tab to the proof that it arrived, the way a person does it. */
class TestNoticesTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Mode::Light); }
    void init();
    void cleanup();
    void emptyTabSaysHowToBegin();
    void panelStaysInside();
    void fromDraftToDelivered();
    void missingContentKeepsItFromApproval();
    void liveAddressesAreDefanged();
    void typedTextComesBack();
    void anotherWindowsTextIsNotOverwritten();
    void unreachableCustomerIsNamed();
    void toldByTelephone();
    void reasonsForTheDelayAreOffered();
    void approvedSummaryGoesIn();
    void everyFocusableHasAName();

private:
    template<class W> W *find(const QString &name) { return m_tab->findChild<W *>(name); }
    void refresh();
    void declare();
    void begin();
    void press(const QString &name);
    void fillText();
    void dryRun(const QString &folder);
    void nothingWaitsForLetters(const std::function<void()> &write);
    void addCustomer(const QString &name, bool reachable);
    NoticeDetails details();

    std::unique_ptr<IncidentFixture> m_fixture;
    std::unique_ptr<NoticesTab> m_tab;
    IncidentId m_incident;
};

void TestNoticesTab::init()
{
    m_fixture = std::make_unique<IncidentFixture>([] { return std::unique_ptr<Renderer>(new GatedRenderer); });
    QVERIFY(m_fixture->open());
    m_incident = m_fixture->record(u"Objects of others in listings"_s);
    QVERIFY(m_incident.isValid());
    m_tab = std::make_unique<NoticesTab>(m_fixture->ui());
    m_tab->resize(1104, 600);
    m_tab->show();
    refresh();
    m_tab->activate();
    m_fixture->settle();
}

void TestNoticesTab::cleanup()
{
    m_tab.reset();
    m_fixture.reset();
}

void TestNoticesTab::panelStaysInside()
{
    m_tab->resize(780, 420); // of the smallest window
    press(u"firstNotice"_s);
    const auto *panel = find<QWidget>(u"act-new-notice"_s);
    QVERIFY(panel);
    QVERIFY(panel->isVisible());
    for (const QString &name : {u"panelPrimary"_s, u"panelClose"_s}) {
        const auto *button = panel->findChild<QWidget *>(name);
        QVERIFY2(button->mapTo(m_tab.get(), QPoint(button->width(), 0)).x() <= m_tab->width(), qPrintable(name));
    }
    QVERIFY(panel->mapTo(m_tab.get(), QPoint(0, 0)).x() >= 360); // and covers no more than its half
}

void TestNoticesTab::refresh()
{
    const auto read = m_fixture->ask<IncidentDetails>([this](Services &s) { return s.incidents.details(m_incident); });
    QVERIFY(read);
    m_tab->showIncident(*read);
    m_fixture->settle();
}

void TestNoticesTab::press(const QString &name)
{
    auto *button = find<QAbstractButton>(name);
    QVERIFY2(button, qPrintable(name));
    QTRY_VERIFY2(button->isVisible() && button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
    m_fixture->settle();
}

void TestNoticesTab::addCustomer(const QString &name, bool reachable)
{
    const auto done = m_fixture->ask<void>([=, this](Services &s) -> Result<void> {
        auto customer = s.customers.add({{}, 0, name, u"health"_s, u"DE"_s, {}});
        if (!customer)
            return tl::unexpected(customer.error());
        auto subscription =
            s.customers.addSubscription({{}, 0, *customer, name.toLower() + u"-main"_s, u"subscription"_s});
        if (!subscription)
            return tl::unexpected(subscription.error());
        if (reachable) {
            Contact c;
            c.customer = *customer;
            c.name = u"Desk of "_s + name;
            c.email = u"desk@%1.example"_s.arg(name.toLower());
            c.kind = u"security"_s;
            if (auto added = s.customers.addContact(c); !added)
                return tl::unexpected(added.error());
        }
        ScopeRow row;
        row.customer = *customer;
        row.subscription = *subscription;
        row.customerName = name;
        row.subscriptionName = name.toLower() + u"-main"_s;
        row.accessed = u"names of objects"_s;
        row.certainty = u"confirmed"_s;
        return s.customers.setScope(m_incident, row, u"Flow log of the gateway"_s);
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().userText));
}

void TestNoticesTab::declare()
{
    const auto declared = m_fixture->ask<void>([this](Services &s) -> Result<void> {
        auto incident = s.incidents.byId(m_incident);
        if (!incident)
            return tl::unexpected(incident.error());
        if (auto ok = s.incidents.move(m_incident, incident->version, Stage::Assess, u"Reported"_s); !ok)
            return ok;
        incident = s.incidents.byId(m_incident);
        auto entry =
            s.timeline.add(m_incident, {EntryKind::Evidence, s.session.nowMs(), u"Listing of Alder"_s, {}, true});
        if (!entry)
            return tl::unexpected(entry.error());
        DeclarationInput input;
        input.statementSigned = true;
        input.consultedWho = u"Ada Ruiz"_s;
        input.consultedMs = s.session.nowMs();
        input.citations = {*entry};
        return s.declarations.declare(m_incident, incident->version, input);
    });
    QVERIFY2(declared, declared ? "" : qPrintable(declared.error().userText));
}

void TestNoticesTab::begin()
{
    press(u"firstNotice"_s);
    press(u"panelPrimary"_s);
    QTRY_VERIFY(find<QLineEdit>(u"noticeSubject"_s)->isVisible());
    QTRY_VERIFY(!find<QLineEdit>(u"noticeSubject"_s)->text().isEmpty());
    m_fixture->settle();
}

void TestNoticesTab::fillText()
{
    auto *subject = find<QLineEdit>(u"noticeSubject"_s);
    subject->setFocus();
    subject->selectAll();
    QTest::keyClicks(subject, u"Security incident affecting your listings"_s);
    auto *body = find<QPlainTextEdit>(u"noticeBody"_s);
    body->setFocus();
    body->selectAll();
    QTest::keyClicks(body, u"Dear {{contact}}, objects of others stood in listings of {{subscriptions}}."_s);
    const auto read = m_fixture->rules.requiredContent(Audience::Customers);
    for (const ContentItem &item : read) {
        if (!item.required)
            continue;
        auto *mark = find<QAbstractButton>(u"mark-"_s + item.code);
        QVERIFY2(mark, qPrintable(item.code));
        mark->setFocus();
        QTest::keyClick(mark, Qt::Key_Space);
    }
}

NoticeDetails TestNoticesTab::details()
{
    const auto list = m_fixture->ask<QList<Notice>>([this](Services &s) { return s.notices.list(m_incident); });
    if (!list || list->isEmpty())
        return {};
    return m_fixture->ask<NoticeDetails>([id = list->first().id](Services &s) { return s.notices.details(id); })
        .value_or(NoticeDetails{});
}

void TestNoticesTab::emptyTabSaysHowToBegin()
{
    QVERIFY(find<QWidget>(u"noticesEmpty"_s)->isVisible());
    shoot(*m_tab, u"notices-empty"_s);
    press(u"firstNotice"_s);
    shoot(*m_tab, u"notices-new"_s);
    QVERIFY(find<QPushButton>(u"panelPrimary"_s)->isVisible());
}

/** With the panel open: what it writes is looked at first, and the notice is still to be sent. */
void TestNoticesTab::dryRun(const QString &folder)
{
    find<ChoiceGroup>(u"sendWay"_s)->chooseNumber(2); // first to look at
    QTRY_COMPARE(find<QPushButton>(u"panelPrimary"_s)->text(), u"Write 2 messages to look at"_s);
    shoot(*m_tab, u"notices-dry-run"_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(QDir(folder).entryList(QDir::Files).size(), 2);
    QTRY_COMPARE(find<QPushButton>(u"noticePrimary"_s)->text(), u"Send…"_s);
    QCOMPARE(details().notice.state, NoticeState::Approved);
    press(u"noticePrimary"_s);
    find<QLineEdit>(u"sendFolder"_s)->setText(folder);
    shoot(*m_tab, u"notices-send"_s);
}

/** While letters are made the database answers and takes what is typed. */
void TestNoticesTab::nothingWaitsForLetters(const std::function<void()> &write)
{
    GatedRenderer::closed = true;
    write();
    QTRY_VERIFY(GatedRenderer::waiting);
    QVERIFY(m_fixture->ask<EntryId>([this](Services &s) {
        return s.timeline.add(m_incident, {EntryKind::Note, s.session.nowMs(), u"Meanwhile"_s, {}, false});
    }));
    QVERIFY(GatedRenderer::waiting); // still, and it was not what the note waited for
    GatedRenderer::closed = false;
}

void TestNoticesTab::fromDraftToDelivered()
{
    addCustomer(u"Alder"_s, true);
    addCustomer(u"Birch"_s, true);
    declare();
    refresh();
    begin();
    shoot(*m_tab, u"notices-template"_s);
    fillText();
    QCOMPARE(find<QPushButton>(u"noticePrimary"_s)->text(), u"Save version"_s);
    press(u"noticePrimary"_s);
    QTRY_COMPARE(find<QPushButton>(u"noticePrimary"_s)->text(), u"Submit to legal"_s);
    press(u"noticePrimary"_s);
    QTRY_COMPARE(details().notice.state, NoticeState::LegalReview);
    shoot(*m_tab, u"notices-review"_s);

    press(u"noticePrimary"_s);
    auto *by = find<QComboBox>(u"by"_s);
    QVERIFY(by);
    by->setCurrentIndex(by->count() - 1); // somebody who is not in the list
    QTest::keyClicks(find<QLineEdit>(u"newName"_s), u"Ada Ruiz"_s);
    QTest::keyClicks(find<QLineEdit>(u"newEmail"_s), u"ada@provider.example"_s);
    press(u"newAdd"_s);
    QTRY_COMPARE(by->currentText(), u"Ada Ruiz"_s);
    QTest::keyClicks(find<QLineEdit>(u"words"_s), u"This text can go."_s);
    shoot(*m_tab, u"notices-approve"_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(details().notice.state, NoticeState::Approved);

    press(u"noticePrimary"_s);
    const QString folder = m_fixture->folder.filePath(u"out"_s);
    find<QLineEdit>(u"sendFolder"_s)->setText(folder);
    dryRun(folder);
    // A file cannot be written: the sending is cut off, and goes on from the window.
    const auto incident = m_fixture->ask<Incident>([this](Services &s) { return s.incidents.byId(m_incident); });
    QVERIFY(incident);
    const QString blocked = folder + u"/%1-2.eml"_s.arg(incident->reference());
    QVERIFY(QDir().mkpath(blocked));
    nothingWaitsForLetters([this] { QTest::mouseClick(find<QPushButton>(u"panelPrimary"_s), Qt::LeftButton); });
    QTRY_COMPARE(details().notice.state, NoticeState::Queued);
    m_fixture->settle();
    refresh();
    press(u"panelCancel"_s);
    QTRY_COMPARE(find<QPushButton>(u"noticePrimary"_s)->text(), u"Continue sending…"_s);
    QVERIFY(QDir().rmdir(blocked));
    press(u"noticePrimary"_s);
    find<QLineEdit>(u"sendFolder"_s)->setText(folder);
    QTRY_COMPARE(find<QPushButton>(u"panelPrimary"_s)->text(), u"Write 2 messages"_s);
    shoot(*m_tab, u"notices-continue"_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(details().notice.state, NoticeState::Sent);
    QCOMPARE(details().messages.size(), 2);
    QCOMPARE(QDir(folder).entryList({u"*.eml"_s}, QDir::Files | QDir::NoDotAndDotDot).size() +
                     QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() >
                 0,
             true);
    QTRY_VERIFY(find<QTableView>(u"messages"_s)->isVisible());
    QTRY_COMPARE(find<QTableView>(u"messages"_s)->model()->rowCount(), 2);
    shoot(*m_tab, u"notices-sent"_s);

    press(u"noticePrimary"_s);
    QTest::keyClicks(find<QPlainTextEdit>(u"proof"_s), u"250 2.0.0 accepted"_s);
    shoot(*m_tab, u"notices-delivery"_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(details().notice.state, NoticeState::Delivered);
    QCOMPARE(details().notice.reached, 2);
    const auto obligations =
        m_fixture->ask<QList<Obligation>>([this](Services &s) { return s.declarations.obligations(m_incident); });
    QVERIFY(obligations);
    for (const Obligation &o : *obligations)
        QCOMPARE(obligationState(o.facts, m_fixture->clock.nowMs()), ObligationState::Met);
    refresh();
    shoot(*m_tab, u"notices-delivered"_s);
    press(u"noticeBack"_s);
    QTRY_COMPARE(find<QListView>(u"noticeList"_s)->model()->rowCount(), 1);
    shoot(*m_tab, u"notices-list"_s);
}

void TestNoticesTab::missingContentKeepsItFromApproval()
{
    addCustomer(u"Alder"_s, true);
    begin();
    auto *subject = find<QLineEdit>(u"noticeSubject"_s);
    subject->setFocus();
    QTest::keyClicks(subject, u" now"_s);
    press(u"noticePrimary"_s);
    QTRY_COMPARE(find<QPushButton>(u"noticePrimary"_s)->text(), u"Submit to legal"_s);
    press(u"noticePrimary"_s);
    QTRY_COMPARE(details().notice.state, NoticeState::LegalReview);
    press(u"noticePrimary"_s);
    auto *approve = find<QPushButton>(u"panelPrimary"_s);
    QTRY_VERIFY(approve->isVisible());
    QVERIFY(!approve->isEnabled());
    QVERIFY2(approve->toolTip().contains(u"missing"_s), qPrintable(approve->toolTip()));
}

/** What a reader could follow is found in subject and text, and made harmless at once; one undo brings it back. */
void TestNoticesTab::liveAddressesAreDefanged()
{
    refresh();
    begin();
    auto *subject = find<QLineEdit>(u"noticeSubject"_s);
    auto *body = find<QPlainTextEdit>(u"noticeBody"_s);
    auto *line = find<QWidget>(u"checkIndicators"_s);
    subject->setText(u"What 192.0.2.7 did"_s);
    body->setPlainText(u"It asked HTTPS://bad.example/x for more."_s);
    QTRY_COMPARE(line->toolTip(), u"192.0.2.7\nHTTPS://bad.example/x"_s);
    auto *jump = line->findChild<QPushButton *>();
    QTRY_VERIFY(jump->isVisible());
    jump->click();
    QCOMPARE(subject->text(), u"What 192[.]0[.]2[.]7 did"_s);
    QCOMPARE(body->toPlainText(), u"It asked hxxpS://bad[.]example/x for more."_s);
    QTRY_COMPARE(line->toolTip(), QString());
    body->undo();
    QVERIFY(body->toPlainText().contains(u"HTTPS://bad.example"_s));
}

void TestNoticesTab::typedTextComesBack()
{
    begin();
    auto *body = find<QPlainTextEdit>(u"noticeBody"_s);
    body->setFocus();
    body->moveCursor(QTextCursor::End);
    QTest::keyClicks(body, u" Typed at night."_s);
    m_tab.reset(); // the window goes away without saving
    m_fixture->settle();
    m_tab = std::make_unique<NoticesTab>(m_fixture->ui());
    m_tab->show();
    refresh();
    m_tab->openNotice(details().notice.id);
    m_fixture->settle();
    QTRY_VERIFY(find<QPlainTextEdit>(u"noticeBody"_s)->toPlainText().endsWith(u"Typed at night."_s));
    QCOMPARE(find<QPushButton>(u"noticePrimary"_s)->text(), u"Save version"_s);
    QVERIFY(!details().text.draft.body.contains(u"Typed at night."_s));
}

void TestNoticesTab::anotherWindowsTextIsNotOverwritten()
{
    begin();
    auto *body = find<QPlainTextEdit>(u"noticeBody"_s);
    body->setFocus();
    body->moveCursor(QTextCursor::End);
    QTest::keyClicks(body, u" Mine."_s);
    const NoticeDetails seen = details();
    const auto other = m_fixture->ask<void>([seen](Services &s) {
        NoticeDraft draft = seen.text.draft;
        draft.body = u"Theirs."_s;
        return s.notices.saveText(seen.notice.id, seen.notice.version, draft);
    });
    QVERIFY(other);
    refresh();
    QTRY_VERIFY(!find<QPushButton>(u"noticePrimary"_s)->isEnabled());
    QVERIFY(body->toPlainText().endsWith(u"Mine."_s));
    shoot(*m_tab, u"notices-conflict"_s);
    QVERIFY(find<ChoiceGroup>(u"conflict-body"_s)->chooseNumber(2)); // mine
    press(u"conflict-done"_s);
    QTRY_VERIFY(find<QPushButton>(u"noticePrimary"_s)->isEnabled());
    press(u"noticePrimary"_s);
    QTRY_VERIFY(details().text.draft.body.endsWith(u"Mine."_s));
}

void TestNoticesTab::unreachableCustomerIsNamed()
{
    addCustomer(u"Alder"_s, true);
    addCustomer(u"Dogwood"_s, false);
    refresh();
    begin();
    auto *list = find<QListView>(u"recipients"_s);
    QTRY_COMPARE(list->model()->rowCount(), 2);
    QVERIFY(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().startsWith(u"Dogwood"_s));
    auto *preview = find<QPushButton>(u"noticeBodyShowPreview"_s);
    QTest::mouseClick(preview, Qt::LeftButton);
    auto *shown = find<QTextBrowser>(u"noticeBodyPreview"_s);
    QTRY_VERIFY(shown->toPlainText().contains(u"Desk of Alder"_s));
    shoot(*m_tab, u"notices-unreachable"_s);
}

/** P9.2: whoever has no contact is told by telephone, and the list says so. */
void TestNoticesTab::toldByTelephone()
{
    addCustomer(u"Alder"_s, true);
    addCustomer(u"Dogwood"_s, false);
    const QString folder = m_fixture->folder.filePath(u"out"_s);
    const auto sent = m_fixture->ask<void>([this, folder](Services &s) -> Result<void> {
        if (auto ok = s.incidents.move(m_incident, 0, Stage::Assess, u"Reported"_s); !ok)
            return ok;
        auto entry = s.timeline.add(m_incident, {EntryKind::Evidence, s.session.nowMs(), u"Listing"_s, {}, true});
        auto legal = s.people.add({{}, 0, u"Ada Ruiz"_s, {}, {}, Role::Legal, true});
        if (!entry || !legal)
            return tl::unexpected(entry ? legal.error() : entry.error());
        DeclarationInput input;
        input.statementSigned = true;
        input.consultedWho = u"Ada Ruiz"_s;
        input.consultedMs = s.session.nowMs();
        input.citations = {*entry};
        if (auto ok = s.declarations.declare(m_incident, 0, input); !ok)
            return ok;
        NoticeDraft draft;
        draft.subject = u"Incident affecting your listings"_s;
        draft.body = u"Objects of others stood in your listings."_s;
        for (const ContentItem &item : m_fixture->rules.requiredContent(Audience::Customers))
            draft.content.insert(item.code, ContentMark::Given);
        auto notice = s.notices.start(m_incident, Audience::Customers, NoticePhase::First, draft);
        if (!notice)
            return tl::unexpected(notice.error());
        if (auto ok = s.notices.submit(*notice, 0); !ok)
            return ok;
        const Attestation said{*legal, s.session.nowMs(), u"by telephone"_s, u"It can go."_s};
        if (auto ok = s.notices.approve(*notice, 0, said); !ok)
            return ok;
        auto made = s.notices.send(*notice, 0, folder);
        return made ? Result<void>() : tl::unexpected(made.error());
    });
    QVERIFY2(sent, sent ? "" : qPrintable(sent.error().userText));
    refresh();
    m_tab->openNotice(details().notice.id);
    m_fixture->settle();
    auto *list = find<QListView>(u"recipients"_s);
    QTRY_COMPARE(list->model()->rowCount(), 2);
    press(u"tellByHand"_s);
    QTRY_VERIFY(find<QComboBox>(u"handWho"_s)->currentText().contains(u"Dogwood"_s));
    QCOMPARE(find<QComboBox>(u"handWho"_s)->count(), 1); // Alder has a message
    QCOMPARE(unnamedFocusable(*m_tab), QString());
    QTest::keyClicks(find<QPlainTextEdit>(u"proof"_s), u"Ms Yu at the desk, +49 30 1234"_s);
    shoot(*m_tab, u"notices-by-hand"_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(details().byHand.size(), 1);
    QCOMPARE(details().byHand.first().means, u"telephone"_s);
    refresh();
    QTRY_VERIFY(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"by telephone"_s) ||
                list->model()->index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"by telephone"_s));
    shoot(*m_tab, u"notices-told-by-hand"_s);
}

/** P8.5, Art. 33(1): past its deadline a notice says why; what the record has for that is a press away. */
void TestNoticesTab::reasonsForTheDelayAreOffered()
{
    addCustomer(u"Birch"_s, true);
    declare();
    refresh();
    begin();
    const auto mark = [this] { return find<QAbstractButton>(u"mark-delay_reasons"_s)->accessibleName(); };
    QVERIFY2(mark().contains(u"if it applies"_s), qPrintable(mark()));
    QVERIFY(find<QPushButton>(u"insertReasons"_s)->isHidden());
    const auto put = m_fixture->ask<void>([this](Services &s) -> Result<void> {
        const qint64 now = s.session.nowMs();
        QList<std::pair<ExceptionCapacity, Attestation>> said;
        for (const auto &[as, role] : {std::pair(ExceptionCapacity::Legal, Role::Legal),
                                       std::pair(ExceptionCapacity::Executive, Role::Executive)}) {
            Person p;
            p.name = nameOf(role);
            p.roles = role;
            const auto id = s.people.add(p);
            if (!id)
                return tl::unexpected(id.error());
            said.append({as, {*id, now, u"by telephone"_s, u"Agreed."_s}});
        }
        const ObligationId duty = s.declarations.obligations(m_incident)->first().id;
        return s.exceptions.askDecided(
            m_incident,
            {ExceptionKind::Exception, u"risk_to_others"_s, u"The hole was open."_s, now + kHourMs, {}, {duty}}, said);
    });
    QVERIFY2(put, put ? "" : qPrintable(put.error().userText));
    refresh();
    QTRY_VERIFY(!find<QPushButton>(u"insertReasons"_s)->isHidden()); // it put telling off
    QVERIFY2(mark().contains(u"if it applies"_s), qPrintable(mark()));
    m_fixture->clock.advance(kCommitmentMs + kHourMs);
    refresh();
    QTRY_VERIFY2(mark().contains(u"missing"_s), qPrintable(mark()));
    shoot(*m_tab, u"notices-late"_s);
    press(u"insertReasons"_s);
    const QString text = find<QPlainTextEdit>(u"noticeBody"_s)->toPlainText();
    QVERIFY2(text.contains(u"Reasons for the delay:"_s) && text.contains(u"The hole was open."_s), qPrintable(text));
    QVERIFY2(mark().contains(u"given"_s), qPrintable(mark()));
    QVERIFY(find<QPushButton>(u"insertReasons"_s)->isHidden());
    QCOMPARE(find<QPushButton>(u"noticePrimary"_s)->text(), u"Save version"_s); // read it first
}

/** P11.4: the words that legal approved, at the cursor; until then the button says what is missing. */
void TestNoticesTab::approvedSummaryGoesIn()
{
    addCustomer(u"Alder"_s, true);
    begin();
    auto *insert = find<QToolButton>(u"insertSummary"_s);
    QVERIFY(insert && insert->isVisible());
    QTRY_VERIFY2(insert->toolTip().contains(u"is approved"_s), qPrintable(insert->toolTip()));
    QVERIFY(!insert->isEnabled());
    const auto approved = m_fixture->ask<void>([this](Services &s) -> Result<void> {
        if (auto ok = s.postmortems.save(m_incident, 0, u"A secret reason."_s); !ok)
            return ok;
        if (auto ok = s.summaries.save(m_incident, 0, {{u"Listings are closed."_s, {PostmortemSection::Impact}}}); !ok)
            return ok;
        for (const auto &e : enumTable<LeakKind>())
            if (auto ok = s.summaries.lookedThrough(m_incident, 1, e.value); !ok)
                return ok;
        if (auto ok = s.summaries.submit(m_incident, 1); !ok)
            return ok;
        Person legal;
        legal.name = u"Edda Voss"_s;
        legal.roles = Role::Legal;
        const auto id = s.people.add(legal);
        if (!id)
            return tl::unexpected(id.error());
        return s.summaries.approve(m_incident, 2, {*id, IncidentFixture::kNow, u"by telephone"_s, u"Agreed."_s});
    });
    QVERIFY2(approved, approved ? "" : qPrintable(approved.error().userText));
    refresh();
    QTRY_VERIFY2(insert->isEnabled(), qPrintable(insert->toolTip()));
    find<QPlainTextEdit>(u"noticeBody"_s)->moveCursor(QTextCursor::End);
    QTest::mouseClick(insert, Qt::LeftButton);
    const QString text = find<QPlainTextEdit>(u"noticeBody"_s)->toPlainText();
    QVERIFY2(text.endsWith(u"Listings are closed.\n"_s) && !text.contains(u"secret"_s), qPrintable(text));
    QTRY_COMPARE(find<QPushButton>(u"noticePrimary"_s)->text(), u"Save version"_s);
    shoot(*m_tab, u"notices-summary"_s);
}

void TestNoticesTab::everyFocusableHasAName()
{
    addCustomer(u"Alder"_s, true);
    QCOMPARE(unnamedFocusable(*m_tab), QString());
    begin();
    QCOMPARE(unnamedFocusable(*m_tab), QString());
    QVERIFY2(m_tab->minimumSizeHint().width() <= 1104, qPrintable(QString::number(m_tab->minimumSizeHint().width())));
}

QTEST_MAIN(TestNoticesTab)
#include "tst_noticestab.moc"
