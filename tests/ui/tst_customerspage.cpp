#include "tests/domain/contractterm.h"
#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/banner.h"
#include "ui/common/conflictpanel.h"
#include "ui/common/formrow.h"
#include "ui/customers/customerspage.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** The directory of customers as a person fills and mends it. */
class TestCustomersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Mode::Light); }
    void init();
    void cleanup();
    void firstCustomerByKeyboard();
    void whoCannotBeToldIsNamedUntilMended();
    void wrongAddressIsSaidAtItsField();
    void correctingNeedsAReason();
    void exportsByMenu();
    void termsOfContracts();
    void termChangedBySomebodyElse();
    void searchNarrows();
    void everyFocusableHasAName();

private:
    template<class W> W *find(const QString &name) { return m_page->findChild<W *>(name); }
    QListView *list() { return find<QListView>(u"customerList"_s); }
    QTreeWidget *tree() { return find<QTreeWidget>(u"customerTree"_s); }
    CustomerId add(const QString &name, bool reachable);
    void press(const QString &name);
    void read();

    std::unique_ptr<IncidentFixture> m_fixture;
    std::unique_ptr<CustomersPage> m_page;
};

void TestCustomersPage::init()
{
    m_fixture = std::make_unique<IncidentFixture>();
    QVERIFY(m_fixture->open());
    m_page = std::make_unique<CustomersPage>(m_fixture->ui());
    m_page->resize(1104, 700);
    m_page->show();
    read();
}

void TestCustomersPage::cleanup()
{
    m_page.reset();
    m_fixture.reset();
}

void TestCustomersPage::read()
{
    m_page->activate();
    m_fixture->settle();
}

void TestCustomersPage::press(const QString &name)
{
    auto *button = find<QAbstractButton>(name);
    QVERIFY2(button, qPrintable(name));
    QTRY_VERIFY2(button->isVisible() && button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
    m_fixture->settle();
}

CustomerId TestCustomersPage::add(const QString &name, bool reachable)
{
    const auto id = m_fixture->ask<CustomerId>([=](Services &s) -> Result<CustomerId> {
        auto customer = s.customers.add({{}, 0, name, u"health"_s, u"DE"_s, {}});
        if (!customer)
            return customer;
        auto subscription = s.customers.addSubscription({{}, 0, *customer, name.toLower() + u"-main"_s, u"tenant"_s});
        Contact c;
        c.customer = *customer;
        c.subscription = *subscription;
        c.name = u"Desk of "_s + name;
        c.email = u"desk@%1.example"_s.arg(name.toLower());
        c.kind = u"administrator"_s;
        if (reachable)
            if (auto added = s.customers.addContact(c); !added)
                return tl::unexpected(added.error());
        return customer;
    });
    return id.value_or(CustomerId{});
}

void TestCustomersPage::firstCustomerByKeyboard()
{
    QTRY_VERIFY(find<QWidget>(u"customersEmpty"_s)->isVisible());
    shoot(*m_page, u"customers-empty"_s);
    auto *first = find<QWidget>(u"customersEmpty"_s)->findChild<QPushButton *>(); // the other imports
    QVERIFY(first);
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Space);
    QTRY_VERIFY(find<QLineEdit>(u"name"_s));
    QTRY_VERIFY(find<QLineEdit>(u"name"_s)->hasFocus());
    QTest::keyClick(find<QLineEdit>(u"name"_s), Qt::Key_Return, Qt::ControlModifier); // no name yet
    m_fixture->settle();
    QTRY_VERIFY(!qobject_cast<FormRow *>(find<QLineEdit>(u"name"_s)->parentWidget())->error().isEmpty());
    QTest::keyClicks(find<QLineEdit>(u"name"_s), u"Alder Freight"_s);
    QTest::keyClick(find<QLineEdit>(u"name"_s), Qt::Key_Tab);
    QTest::keyClicks(find<QLineEdit>(u"sector"_s), u"transport"_s);
    QTest::keyClicks(find<QLineEdit>(u"country"_s), u"de"_s);
    QTest::keyClick(find<QLineEdit>(u"country"_s), Qt::Key_Return, Qt::ControlModifier);
    m_fixture->settle();
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    QTRY_COMPARE(find<QLabel>(u"customerName"_s)->text(), u"Alder Freight"_s);
    const auto all = m_fixture->ask<QList<Customer>>([](Services &s) { return s.customers.all(); });
    QCOMPARE(all->first().country, u"DE"_s);
    shoot(*m_page, u"customers-first"_s);
}

void TestCustomersPage::whoCannotBeToldIsNamedUntilMended()
{
    add(u"Alder"_s, true);
    add(u"Dogwood"_s, false);
    read();
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Down);
    QTRY_COMPARE(find<QLabel>(u"customerName"_s)->text(), u"Dogwood"_s);
    auto *banner = find<Banner>(u"customerUnreachable"_s);
    QTRY_VERIFY(banner->isVisible());
    QVERIFY(banner->text().contains(u"dogwood-main"_s));
    shoot(*m_page, u"customers-unreachable"_s);
    press(u"contactAdd"_s);
    QTest::keyClicks(find<QLineEdit>(u"name"_s), u"Security desk"_s);
    QTest::keyClicks(find<QLineEdit>(u"email"_s), u"security@dogwood.example"_s);
    shoot(*m_page, u"customers-contact"_s);
    press(u"formSave"_s);
    QTRY_VERIFY(!banner->isVisible());
    QTRY_COMPARE(tree()->topLevelItem(0)->childCount(), 1);
    shoot(*m_page, u"customers-mended"_s);
}

void TestCustomersPage::wrongAddressIsSaidAtItsField()
{
    add(u"Alder"_s, false);
    read();
    press(u"contactAdd"_s);
    QTest::keyClicks(find<QLineEdit>(u"name"_s), u"Desk"_s);
    auto *email = find<QLineEdit>(u"email"_s);
    QTest::keyClicks(email, u"a@b.example\tbcc: evil@b.example"_s);
    press(u"formSave"_s);
    auto *row = qobject_cast<FormRow *>(email->parentWidget());
    QTRY_VERIFY(!row->error().isEmpty());
    QVERIFY(email->hasFocus());
    shoot(*m_page, u"customers-wrong"_s);
}

void TestCustomersPage::correctingNeedsAReason()
{
    const CustomerId id = add(u"Alder"_s, true);
    read();
    QTRY_COMPARE(tree()->topLevelItemCount(), 1);
    tree()->setCurrentItem(tree()->topLevelItem(0)->child(0));
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Return);
    QTRY_VERIFY(find<QLineEdit>(u"email"_s));
    find<QLineEdit>(u"email"_s)->setText(u"new@alder.example"_s);
    press(u"formSave"_s);
    auto *reason = find<QLineEdit>(u"reason"_s);
    QTRY_VERIFY(!qobject_cast<FormRow *>(reason->parentWidget())->error().isEmpty());
    QTest::keyClicks(reason, u"The old desk was closed"_s);
    press(u"formSave"_s);
    const auto contacts = [&] {
        return m_fixture->ask<QList<Contact>>([id](Services &s) { return s.customers.contacts(id); })
            .value_or(QList<Contact>());
    };
    QTRY_COMPARE(contacts().first().email, u"new@alder.example"_s);
    QCOMPARE(contacts().first().version, 2);
    QCOMPARE(contacts().size(), 1);
    press(u"customerHistoryShow"_s);
    auto *history = find<QTreeWidget>(u"customerHistory"_s);
    QTRY_COMPARE(history->topLevelItemCount(), 4); // three were entered, one corrected
    QCOMPARE(history->topLevelItem(0)->text(2),
             u"Contact Desk of Alder: e-mail desk@alder.example → new@alder.example"_s);
    QCOMPARE(history->topLevelItem(0)->text(3), u"The old desk was closed"_s);
    const QWidget *shown = history->viewport();
    QTRY_COMPARE(shown->visibleRegion().boundingRect().size(), shown->size()); // it was scrolled to
    shoot(*m_page, u"customers-history"_s);
}

/** P7.7: customers, or what their contracts ask for, into a file that its owner alone reads. */
void TestCustomersPage::exportsByMenu()
{
    const CustomerId id = add(u"Alder"_s, true);
    const CustomerTerm term = test::contractTerm(id, StartsAt::Declaration, u"Annex 2"_s);
    QVERIFY(m_fixture->ask<qint64>([term](Services &s) { return s.duties.addTerm(term); }));
    read();
    const QList<QAction *> ways = find<QPushButton>(u"customerExport"_s)->menu()->actions();
    QCOMPARE(ways.size(), 2);
    const std::array needles{"desk@alder.example", "Annex 2"};
    for (qsizetype i = 0; i < ways.size(); ++i) {
        const QString path = m_fixture->folder.filePath(u"%1.csv"_s.arg(i));
        ways.at(i)->trigger();
        QTRY_VERIFY(m_page->findChild<QFileDialog *>());
        auto *dialog = m_page->findChild<QFileDialog *>();
        Q_EMIT dialog->fileSelected(path);
        delete dialog;
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains(needles.at(static_cast<size_t>(i))));
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }
}

/** P7.7: what a contract asks for is recorded, corrected, and taken out of force with the customer. */
void TestCustomersPage::termsOfContracts()
{
    const CustomerId id = add(u"Alder"_s, true);
    read();
    auto *terms = find<QTreeWidget>(u"customerTerms"_s);
    QVERIFY(!terms->isVisible()); // a sentence says what belongs there
    QVERIFY(!find<QPushButton>(u"termEdit"_s)->isEnabled());
    const auto stored = [&] {
        return m_fixture->ask<QList<CustomerTerm>>([id](Services &s) { return s.duties.terms(id); })
            .value_or(QList<CustomerTerm>());
    };
    press(u"termAdd"_s);
    QTRY_VERIFY(find<QLineEdit>(u"period"_s)->hasFocus());
    find<QLineEdit>(u"period"_s)->setText(u"x"_s);
    press(u"formSave"_s);
    QTRY_VERIFY(!qobject_cast<FormRow *>(find<QLineEdit>(u"period"_s)->parentWidget())->error().isEmpty());
    find<QLineEdit>(u"period"_s)->setText(u"2"_s);
    const auto choose = [this](const QString &name, const QString &code) {
        auto *box = find<QComboBox>(name);
        box->setCurrentIndex(box->findData(code));
    };
    choose(u"unit"_s, u"business_days"_s);
    choose(u"trigger"_s, u"awareness"_s);
    press(u"formSave"_s);
    QTRY_VERIFY(find<QLineEdit>(u"addressee"_s)->hasFocus()); // the first field that is missing
    find<QLineEdit>(u"addressee"_s)->setText(u"Security desk"_s);
    find<QLineEdit>(u"channel"_s)->setText(u"portal"_s);
    find<QLineEdit>(u"source"_s)->setText(u"Contract 4711, clause 9"_s);
    find<QAbstractButton>(u"exceptable"_s)->click();
    shoot(*m_page, u"customers-term"_s);
    press(u"formSave"_s);
    QTRY_COMPARE(stored().size(), 1);
    CustomerTerm term = stored().first();
    QCOMPARE(term.period, (Period{2, PeriodUnit::BusinessDays}));
    QCOMPARE(term.trigger, StartsAt::Awareness);
    QVERIFY(term.exceptable && term.active);
    QTRY_COMPARE(terms->topLevelItemCount(), 1);
    QTRY_VERIFY(terms->isVisible());
    QCOMPARE(terms->topLevelItem(0)->text(0), u"2 business days"_s);
    QVERIFY(terms->topLevelItem(0)->text(2).contains(u"Security desk"_s));
    shoot(*m_page, u"customers-terms"_s);
    // Corrected by keyboard; a duty without a number has none to type.
    terms->setFocus();
    QTest::keyClick(terms, Qt::Key_Return);
    QTRY_VERIFY(find<QLineEdit>(u"period"_s));
    QCOMPARE(find<QLineEdit>(u"period"_s)->text(), u"2"_s);
    choose(u"unit"_s, u"without_undue_delay"_s);
    QVERIFY(!find<QLineEdit>(u"period"_s)->isEnabled());
    find<QAbstractButton>(u"active"_s)->click();
    press(u"formSave"_s);
    QTRY_COMPARE(stored().first().version, 2);
    QVERIFY(!stored().first().active && !stored().first().period.hasNumber());
    QTRY_VERIFY(terms->topLevelItem(0)->text(4).contains(u"no longer in force"_s));
}

/** P12.3: who saves second is shown both sides. */
void TestCustomersPage::termChangedBySomebodyElse()
{
    const CustomerId id = add(u"Alder"_s, true);
    const CustomerTerm term = test::contractTerm(id, StartsAt::Declaration, u"Contract 1"_s);
    QVERIFY(m_fixture->ask<qint64>([term](Services &s) { return s.duties.addTerm(term); }));
    read();
    QTRY_COMPARE(find<QTreeWidget>(u"customerTerms"_s)->topLevelItemCount(), 1);
    press(u"termEdit"_s);
    find<QLineEdit>(u"channel"_s)->setText(u"portal"_s);
    find<QLineEdit>(u"source"_s)->setText(u"Contract 1, clause 2"_s);
    const auto changed = m_fixture->ask<void>([id](Services &s) {
        CustomerTerm theirs = s.duties.terms(id)->first();
        theirs.channel = u"telephone"_s;
        theirs.language = u"German"_s;
        return s.duties.changeTerm(theirs);
    });
    QVERIFY(changed);
    press(u"formSave"_s);
    QTRY_VERIFY(!find<QPushButton>(u"formSave"_s)->isEnabled()); // it asks which channel stays
    QTRY_COMPARE(find<QLineEdit>(u"language"_s)->text(), u"German"_s);
    auto *panel = m_page->findChild<ConflictPanel *>();
    QVERIFY(panel && panel->isOpen());
    Q_EMIT panel->decided({{u"channel"_s, ConflictPanel::Choice::Theirs}});
    press(u"formSave"_s);
    const auto now = [&] {
        return m_fixture->ask<QList<CustomerTerm>>([id](Services &s) { return s.duties.terms(id); })->first();
    };
    QTRY_COMPARE(now().version, 3);
    QCOMPARE(now().channel, u"telephone"_s);
    QCOMPARE(now().source, u"Contract 1, clause 2"_s);
}

void TestCustomersPage::searchNarrows()
{
    for (const QString &name : {u"Alder"_s, u"Birch"_s, u"Cedar"_s})
        add(name, true);
    read();
    auto *search = find<QLineEdit>(u"customerSearch"_s);
    search->setFocus();
    QTest::keyClicks(search, u"ced"_s);
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    QTRY_COMPARE(find<QLabel>(u"customerName"_s)->text(), u"Cedar"_s);
    QCOMPARE(find<QLabel>(u"customerCount"_s)->text(), u"1 of 3 customers"_s);
}

void TestCustomersPage::everyFocusableHasAName()
{
    add(u"Alder"_s, true);
    read();
    press(u"contactAdd"_s);
    QCOMPARE(unnamedFocusable(*m_page), QString());
    press(u"termAdd"_s);
    QCOMPARE(unnamedFocusable(*m_page), QString());
    QVERIFY2(m_page->minimumSizeHint().width() <= 1104, qPrintable(QString::number(m_page->minimumSizeHint().width())));
}

QTEST_MAIN(TestCustomersPage)
#include "tst_customerspage.moc"
