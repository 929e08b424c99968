#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/banner.h"
#include "ui/common/formrow.h"
#include "ui/customers/customerspage.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
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
    QPushButton *first = nullptr;
    for (auto *button : find<QWidget>(u"customersEmpty"_s)->findChildren<QPushButton *>())
        first = button;
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
    QVERIFY2(m_page->minimumSizeHint().width() <= 1104, qPrintable(QString::number(m_page->minimumSizeHint().width())));
}

QTEST_MAIN(TestCustomersPage)
#include "tst_customerspage.moc"
