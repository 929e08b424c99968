#include "models/exchange/filereaders.h"
#include "models/exchange/noticerenderer.h"
#include "models/mail/mailworker.h"
#include "models/services/outboxdesk.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/scriptserver.h"
#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/banner.h"
#include "ui/common/choicegroup.h"
#include "ui/mail/mailpage.h"
#include "ui/notices/noticestab.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

const QString kPassword = u"only for tests"_s;

}

/** P9.8 in the window, against a real mail server: an account that is tried and kept, and a notice that leaves by it.
 */
class TestSendingMail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void accountIsTriedAndSaved();
    void accountFaultsAreToldAtTheirField_data();
    void accountFaultsAreToldAtTheirField();
    void passwordGoesIntoTheKeychain();
    void withoutAKeychainItIsAsked();
    void typedAccountComesBack();
    void sendsDecidesAndDelivers();
    void matrixSendsOnceMoreWhatFailed();
    void matrixIsFilteredAndExported();
    void returnedMailTakesMetBack();
    void stopsAndGoesOn();
    void callsBackTheRest();
    void everyFocusableHasAName();

private:
    void sendAll();
    void answerFileDialog(const QString &path);
    template<class W> W *find(const QString &name) { return m_page->findChild<W *>(name); }
    [[nodiscard]] UiContext ui();
    void press(const QString &name);
    void openMailPage();
    void fillAccount(const QString &port);
    void saveAccount();
    void openNotice(const QStringList &addresses);
    void refresh();
    void chooseRow(const QString &address);
    [[nodiscard]] NoticeDetails details();
    [[nodiscard]] MessageState stateOf(const QString &address);

    FakeSecrets m_secrets;
    FileReaders m_readers;
    std::unique_ptr<IncidentFixture> m_fixture;
    std::unique_ptr<OutboxDesk> m_desk;
    std::unique_ptr<QWidget> m_page;
    IncidentId m_incident;
    NoticeId m_notice;
};

void TestSendingMail::initTestCase()
{
    applyTheme(*qApp, Theme::Mode::Light);
    QCOMPARE(ScriptServer::faults().problem(), QString());
}

void TestSendingMail::init()
{
    m_secrets.kept.clear();
    m_secrets.problem.clear();
    m_fixture = std::make_unique<IncidentFixture>([] { return std::unique_ptr<Renderer>(new NoticeRenderer); });
    QVERIFY(m_fixture->open());
    m_desk = std::make_unique<OutboxDesk>(m_fixture->workspace, &m_secrets, makeMailWorker);
}

void TestSendingMail::cleanup()
{
    m_page.reset();
    m_desk.reset();
    m_fixture.reset();
}

UiContext TestSendingMail::ui()
{
    UiContext context = m_fixture->ui();
    context.outbox = m_desk.get();
    context.files = &m_readers;
    return context;
}

void TestSendingMail::press(const QString &name)
{
    auto *button = find<QAbstractButton>(name);
    QVERIFY2(button, qPrintable(name));
    QTRY_VERIFY2(button->isVisible() && button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
    m_fixture->settle();
}

void TestSendingMail::openMailPage()
{
    auto page = std::make_unique<MailPage>(ui());
    page->resize(1104, 640);
    page->show();
    page->activate();
    m_page = std::move(page);
    m_fixture->settle();
}

void TestSendingMail::fillAccount(const QString &port)
{
    const ScriptServer &server = ScriptServer::faults();
    find<QLineEdit>(u"mail-host"_s)->setText(u"localhost"_s);
    find<QSpinBox>(u"mail-port"_s)->setValue(port == u"nothing" ? 1 : server.port(port));
    find<QLineEdit>(u"mail-login"_s)->setText(u"tocsin"_s);
    find<QPlainTextEdit>(u"mail-authority"_s)->setPlainText(server.authority());
    find<QSpinBox>(u"mail-timeoutS"_s)->setValue(2);
    find<QLineEdit>(u"mail-senderName"_s)->setText(u"Exemplar Cloud"_s);
    find<QLineEdit>(u"mail-senderAddress"_s)->setText(u"notices@provider.example"_s);
}

void TestSendingMail::saveAccount()
{
    openMailPage();
    fillAccount(u"good"_s);
    press(u"mailSave"_s);
    QTRY_COMPARE(m_fixture->ask<MailAccount>([](Services &s) { return s.outbox.account(); })->version, 1);
}

void TestSendingMail::accountIsTriedAndSaved()
{
    openMailPage();
    shoot(*m_page, u"mail-empty"_s);
    QVERIFY(!find<QPushButton>(u"mailSave"_s)->isEnabled());
    fillAccount(u"good"_s);
    find<QLineEdit>(u"mail-password"_s)->setText(kPassword);
    press(u"mailTest"_s);
    auto *banner = find<Banner>(u"mailBanner"_s);
    QTRY_VERIFY(banner->isVisible());
    QVERIFY2(banner->kind() == Banner::Kind::Success, qPrintable(banner->text()));
    auto *scroll = m_page->findChild<QScrollArea *>(); // the test is at the end of the form, and its answer in sight
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    QVERIFY(!banner->visibleRegion().isEmpty());
    shoot(*m_page, u"mail-works"_s);
    press(u"mailSave"_s);
    const auto account = m_fixture->ask<MailAccount>([](Services &s) { return s.outbox.account(); });
    QVERIFY(account);
    QCOMPARE(account->host, u"localhost"_s);
    QCOMPARE(account->authority, ScriptServer::faults().authority().trimmed() + u'\n');
    QVERIFY(!find<QPushButton>(u"mailSave"_s)->isEnabled());
    find<QLineEdit>(u"mail-senderAddress"_s)->setText(u"nobody"_s);
    press(u"mailSave"_s);
    QVERIFY(find<QLineEdit>(u"mail-senderAddress"_s)->hasFocus());
    press(u"mailDiscard"_s);
    QCOMPARE(find<QLineEdit>(u"mail-senderAddress"_s)->text(), u"notices@provider.example"_s);
}

void TestSendingMail::accountFaultsAreToldAtTheirField_data()
{
    QTest::addColumn<QString>("port");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("words");
    QTest::newRow("nobody listens") << u"nothing"_s << kPassword << u"cannot be reached"_s;
    QTest::newRow("no TLS") << u"no_tls"_s << kPassword << u"no encryption"_s;
    QTest::newRow("another name") << u"wrong_name"_s << kPassword << u"not trusted"_s;
    QTest::newRow("bad password") << u"good"_s << u"wrong"_s << u"user name or the password"_s;
    QTest::newRow("silent") << u"silent"_s << kPassword << u"did not answer"_s;
}

void TestSendingMail::accountFaultsAreToldAtTheirField()
{
    QFETCH(QString, port);
    QFETCH(QString, password);
    QFETCH(QString, words);
    openMailPage();
    fillAccount(port);
    find<QLineEdit>(u"mail-password"_s)->setText(password);
    press(u"mailTest"_s);
    auto *banner = find<Banner>(u"mailBanner"_s);
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 15'000);
    QCOMPARE(banner->kind(), Banner::Kind::Error);
    QVERIFY2(banner->text().contains(words), qPrintable(banner->text()));
    shoot(*m_page, u"mail-fault"_s);
}

void TestSendingMail::passwordGoesIntoTheKeychain()
{
    saveAccount();
    find<QLineEdit>(u"mail-password"_s)->setText(kPassword);
    press(u"mailKeep"_s);
    QTRY_COMPARE(m_secrets.kept.size(), 1);
    QCOMPARE(m_secrets.kept.values().first(), kPassword);
    QTRY_VERIFY(find<QLineEdit>(u"mail-password"_s)->text().isEmpty());
    press(u"mailTest"_s); // with what the keychain has
    QTRY_COMPARE(find<Banner>(u"mailBanner"_s)->kind(), Banner::Kind::Success);
}

void TestSendingMail::withoutAKeychainItIsAsked()
{
    m_secrets.problem = u"This desktop has no keychain that answers."_s;
    saveAccount();
    find<QLineEdit>(u"mail-password"_s)->setText(kPassword);
    press(u"mailKeep"_s);
    QTRY_COMPARE(find<Banner>(u"mailBanner"_s)->kind(), Banner::Kind::Warning);
}

void TestSendingMail::typedAccountComesBack()
{
    openMailPage();
    find<QLineEdit>(u"mail-host"_s)->setFocus();
    QTest::keyClicks(find<QLineEdit>(u"mail-host"_s), u"mail.example.org"_s);
    m_page.reset();
    m_fixture->settle();
    openMailPage();
    QTRY_COMPARE(find<QLineEdit>(u"mail-host"_s)->text(), u"mail.example.org"_s);
}

void TestSendingMail::openNotice(const QStringList &addresses)
{
    saveAccount();
    m_incident = m_fixture->record(u"Objects of others in listings"_s);
    const auto made = m_fixture->ask<NoticeId>([&](Services &s) -> Result<NoticeId> {
        const IncidentId id = m_incident;
        if (auto ok = s.incidents.move(id, 0, Stage::Assess, u"Reported"_s); !ok)
            return tl::unexpected(ok.error());
        int n = 0;
        for (const QString &address : addresses) {
            const QString name = u"Customer %1"_s.arg(++n);
            const CustomerId c = *s.customers.add({{}, 0, name, {}, u"DE"_s, {}});
            const SubscriptionId sub = *s.customers.addSubscription({{}, 0, c, u"sub-%1"_s.arg(n), u"subscription"_s});
            if (auto ok = s.customers.addContact({0, 0, c, sub, u"Desk %1"_s.arg(n), address, {}, u"security"_s, true});
                !ok)
                return tl::unexpected(ok.error());
            ScopeRow row;
            row.customer = c;
            row.subscription = sub;
            row.accessed = u"names"_s;
            row.certainty = u"confirmed"_s;
            if (auto ok = s.customers.setScope(id, row, u"Log"_s); !ok)
                return tl::unexpected(ok.error());
        }
        auto entry = s.timeline.add(id, {EntryKind::Evidence, s.session.nowMs(), u"Listing"_s, {}, true});
        DeclarationInput input;
        input.statementSigned = true;
        input.consultedWho = u"Ada Ruiz"_s;
        input.consultedMs = s.session.nowMs();
        input.citations = {*entry};
        if (auto ok = s.declarations.declare(id, s.incidents.byId(id)->version, input); !ok)
            return tl::unexpected(ok.error());
        Person ada;
        ada.name = u"Ada Ruiz"_s;
        ada.roles = Role::Legal;
        const PersonId legal = *s.people.add(ada);
        NoticeDraft text;
        text.subject = u"Security incident affecting {{subscriptions}}"_s;
        text.body = u"Dear {{contact}}, in {{subscriptions}} {{accessed}} were read."_s;
        for (const ContentItem &item : s.session.rules().requiredContent(Audience::Customers))
            text.content.insert(item.code, ContentMark::Given);
        auto notice = s.notices.start(id, Audience::Customers, NoticePhase::First, text);
        if (!notice)
            return notice;
        if (auto ok = s.notices.submit(*notice, 0); !ok)
            return tl::unexpected(ok.error());
        if (auto ok = s.notices.approve(*notice, 0, {legal, s.session.nowMs(), u"by telephone"_s, u"Go."_s}); !ok)
            return tl::unexpected(ok.error());
        return notice;
    });
    QVERIFY2(made, made ? "" : qPrintable(made.error().userText));
    m_notice = *made;
    auto tab = std::make_unique<NoticesTab>(ui());
    tab->resize(1264, 660);
    tab->show();
    m_page = std::move(tab);
    refresh();
    static_cast<NoticesTab *>(m_page.get())->openNotice(m_notice);
    m_fixture->settle();
    press(u"noticePrimary"_s);
    QTRY_COMPARE(find<ChoiceGroup>(u"sendWay"_s)->value().toString(), u"mail"_s);
}

void TestSendingMail::refresh()
{
    const auto read = m_fixture->ask<IncidentDetails>([this](Services &s) { return s.incidents.details(m_incident); });
    QVERIFY(read);
    static_cast<NoticesTab *>(m_page.get())->showIncident(*read);
    m_fixture->settle();
}

NoticeDetails TestSendingMail::details()
{
    return m_fixture->ask<NoticeDetails>([this](Services &s) { return s.notices.details(m_notice); })
        .value_or(NoticeDetails{});
}

MessageState TestSendingMail::stateOf(const QString &address)
{
    const NoticeDetails now = details();
    for (const MessageRow &m : now.messages)
        if (m.address == address)
            return messageState(m.facts, m_fixture->clock.nowMs());
    return MessageState::Cancelled;
}

void TestSendingMail::chooseRow(const QString &address)
{
    refresh();
    auto *table = find<QTableView>(u"messages"_s);
    for (int row = 0; row < table->model()->rowCount(); ++row)
        for (int column = 0; column < table->model()->columnCount(); ++column)
            if (table->model()->index(row, column).data().toString() == address)
                table->selectRow(row);
    QVERIFY2(!table->selectionModel()->selectedRows().isEmpty(), qPrintable(address));
}

void TestSendingMail::sendsDecidesAndDelivers()
{
    openNotice({u"ok@a.example"_s, u"refused@b.example"_s, u"lose_dot@c.example"_s});
    shoot(*m_page, u"sending-panel"_s);
    press(u"panelPrimary"_s);
    QTRY_VERIFY(find<QLineEdit>(u"outboxPassword"_s)->isVisible()); // no keychain has it
    shoot(*m_page, u"sending-password"_s);
    QTest::keyClicks(find<QLineEdit>(u"outboxPassword"_s), kPassword);
    find<QCheckBox>(u"outboxKeep"_s)->setChecked(true);
    press(u"outboxPasswordSend"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"lose_dot@c.example"_s), MessageState::Unsure, 20'000);
    QTRY_COMPARE(stateOf(u"ok@a.example"_s), MessageState::Reached);
    QTRY_COMPARE(stateOf(u"refused@b.example"_s), MessageState::Failed);
    QTRY_COMPARE(m_secrets.kept.size(), 1);
    refresh();
    QTRY_VERIFY(find<QLabel>(u"outboxStatus"_s)->text().contains(u"1 failed"_s));
    QVERIFY(find<QLabel>(u"outboxStatus"_s)->text().contains(u"1 unsure"_s));
    shoot(*m_page, u"sending-decide"_s);

    chooseRow(u"refused@b.example"_s);
    press(u"messageDecide"_s);
    find<ChoiceGroup>(u"messageWhat"_s)->chooseNumber(2);
    find<QLineEdit>(u"messageAddress"_s)->setText(u"right@b.example"_s);
    find<QPlainTextEdit>(u"reason"_s)->setPlainText(u"Given by telephone."_s);
    shoot(*m_page, u"sending-correct"_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"right@b.example"_s), MessageState::Reached, 20'000);

    chooseRow(u"lose_dot@c.example"_s);
    press(u"messageDecide"_s);
    find<ChoiceGroup>(u"messageWhat"_s)->chooseNumber(1);
    find<QPlainTextEdit>(u"reason"_s)->setPlainText(u"It is in their mailbox."_s);
    shoot(*m_page, u"sending-unsure"_s);
    QCOMPARE(find<QTableView>(u"messages"_s)->horizontalScrollBar()->maximum(),
             0); // no column is cut off beside a panel
    press(u"panelPrimary"_s);
    QTRY_COMPARE(stateOf(u"lose_dot@c.example"_s), MessageState::Reached);
    QTRY_COMPARE(details().notice.state, NoticeState::Delivered);
    const auto duties =
        m_fixture->ask<QList<Obligation>>([this](Services &s) { return s.declarations.obligations(m_incident); });
    for (const Obligation &o : *duties)
        QVERIFY(!isOpen(o.facts, m_fixture->clock.nowMs()));
    QVERIFY(m_fixture->shownError.isEmpty());
}

/** The notice that is open, with the password. */
void TestSendingMail::sendAll()
{
    press(u"panelPrimary"_s);
    QTRY_VERIFY(find<QLineEdit>(u"outboxPassword"_s)->isVisible());
    QTest::keyClicks(find<QLineEdit>(u"outboxPassword"_s), kPassword);
    press(u"outboxPasswordSend"_s);
}

void TestSendingMail::answerFileDialog(const QString &path)
{
    QTRY_VERIFY(m_page->findChild<QFileDialog *>());
    auto *dialog = m_page->findChild<QFileDialog *>();
    Q_EMIT dialog->filesSelected({path});
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    m_fixture->settle();
}

void TestSendingMail::matrixIsFilteredAndExported()
{
    openNotice({u"ok@a.example"_s, u"refused@b.example"_s});
    sendAll();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"refused@b.example"_s), MessageState::Failed, 20'000);
    QTRY_COMPARE(m_desk->state(), OutboxDesk::State::Idle);
    press(u"noticeBack"_s);
    find<QTabBar>(u"noticeParts"_s)->setCurrentIndex(1);
    auto *table = find<QTableView>(u"matrixTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    auto *only = find<QComboBox>(u"matrixOnly"_s);
    only->setCurrentIndex(only->findText(nameOf(MatrixState::Failed)));
    QCOMPARE(table->model()->rowCount(), 1);
    press(u"matrixExport"_s);
    const QString path = m_fixture->folder.filePath(u"matrix.csv"_s);
    answerFileDialog(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray csv = file.readAll();
    QVERIFY(csv.startsWith("customer,subscription,state,"));
    QCOMPARE(csv.count("\r\n"), 3); // all of them, whatever is shown
    QVERIFY2(csv.contains(",failed,") && csv.contains("ok@a.example"), csv.constData());
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

/** P9.2, P9.9: what a mailbox file says came back, found by its Message-ID and seen before it is recorded. */
void TestSendingMail::returnedMailTakesMetBack()
{
    openNotice({u"ok@a.example"_s});
    sendAll();
    QTRY_COMPARE_WITH_TIMEOUT(details().notice.state, NoticeState::Delivered, 20'000);
    QTRY_COMPARE(m_desk->state(), OutboxDesk::State::Idle);
    const QString path = m_fixture->folder.filePath(u"returns.mbox"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("From MAILER-DAEMON Fri Jan  2 03:12:00 2026\r\nMessage-ID: <r2@mx.example>\r\n\r\nFinal-Recipient: "
               "rfc822;ok@a.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\nMessage-Id: <" +
               details().messages.first().messageRef.toUtf8() + ">\r\n");
    file.close();
    refresh();
    find<QTabBar>(u"noticeTabs"_s)->setCurrentIndex(5);
    press(u"answersMailbox"_s);
    QVERIFY(!find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    press(u"mailboxFile"_s);
    answerFileDialog(path);
    QTRY_VERIFY(find<QPlainTextEdit>(u"mailboxLines"_s)->toPlainText().contains(u"did not arrive"_s));
    shoot(*m_page, u"returned-mail"_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(details().notice.state, NoticeState::Failed);
    QCOMPARE(stateOf(u"ok@a.example"_s), MessageState::Returned);
    const auto duties =
        m_fixture->ask<QList<Obligation>>([this](Services &s) { return s.declarations.obligations(m_incident); });
    QCOMPARE(duties->first().facts.metMs, 0);
}

void TestSendingMail::matrixSendsOnceMoreWhatFailed()
{
    openNotice({u"ok@a.example"_s, u"refused@b.example"_s});
    sendAll();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"refused@b.example"_s), MessageState::Failed, 20'000);
    QTRY_COMPARE(m_desk->state(), OutboxDesk::State::Idle);
    press(u"noticeBack"_s);
    find<QTabBar>(u"noticeParts"_s)->setCurrentIndex(1);
    press(u"matrixRetry"_s);
    QPlainTextEdit *reason = nullptr;
    for (auto *field : m_page->findChildren<QPlainTextEdit *>(u"reason"_s))
        reason = field->isVisible() ? field : reason;
    QVERIFY(reason);
    reason->setPlainText(u"Their filter lets us through now."_s);
    shoot(*m_page, u"matrix-retry"_s);
    press(u"panelPrimary"_s);
    const auto attempts = [this] {
        for (const MessageRow &m : details().messages)
            if (m.address == u"refused@b.example")
                return m.attempts;
        return 0;
    };
    QTRY_COMPARE_WITH_TIMEOUT(attempts(), 2, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"refused@b.example"_s), MessageState::Failed, 20'000); // it is refused again
    QCOMPARE(stateOf(u"ok@a.example"_s), MessageState::Reached);
    QVERIFY(m_fixture->shownError.isEmpty());
}

void TestSendingMail::stopsAndGoesOn()
{
    openNotice({u"ok@a.example"_s, u"ok@b.example"_s});
    press(u"panelPrimary"_s);
    QTRY_VERIFY(find<QLineEdit>(u"outboxPassword"_s)->isVisible());
    press(u"outboxStop"_s); // before a password was given
    refresh();
    QTRY_VERIFY(find<QLabel>(u"outboxStatus"_s)->text().contains(u"stopped by Mira Kahn"_s));
    shoot(*m_page, u"sending-stopped"_s);
    m_secrets.kept.insert(mailSecretKey(*m_fixture->ask<MailAccount>([](Services &s) { return s.outbox.account(); })),
                          kPassword);
    m_desk->stop();
    press(u"outboxGoOn"_s);
    QTRY_COMPARE_WITH_TIMEOUT(details().notice.state, NoticeState::Delivered, 20'000);
}

void TestSendingMail::callsBackTheRest()
{
    openNotice({u"ok@a.example"_s, u"ok@b.example"_s});
    press(u"panelPrimary"_s);
    QTRY_VERIFY(find<QLineEdit>(u"outboxPassword"_s)->isVisible());
    press(u"outboxCallBack"_s);
    find<QPlainTextEdit>(u"reason"_s)->setPlainText(u"The text was wrong."_s);
    shoot(*m_page, u"sending-callback"_s);
    press(u"panelPrimary"_s);
    QTRY_COMPARE(stateOf(u"ok@a.example"_s), MessageState::Cancelled);
    QTRY_COMPARE(details().notice.state, NoticeState::Failed);
}

void TestSendingMail::everyFocusableHasAName()
{
    openNotice({u"ok@a.example"_s});
    press(u"panelPrimary"_s);
    QTRY_VERIFY(find<QLineEdit>(u"outboxPassword"_s)->isVisible());
    const auto check = [](QWidget *page) {
        for (QWidget *w : page->findChildren<QWidget *>())
            if (w->isVisible() && (w->focusPolicy() & Qt::TabFocus) && w->accessibleName().isEmpty() &&
                !w->objectName().startsWith(u"qt_"_s))
                QVERIFY2(qobject_cast<QAbstractButton *>(w) && !qobject_cast<QAbstractButton *>(w)->text().isEmpty(),
                         qPrintable(QString::fromLatin1(w->metaObject()->className()) + u' ' + w->objectName()));
    };
    check(m_page.get());
    openMailPage();
    check(m_page.get());
}

QTEST_MAIN(TestSendingMail)
#include "tst_sendingmail.moc"
