#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/formrow.h"
#include "ui/people/peoplepage.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** The people as an administrator keeps them, and as others see them. */
class TestPeoplePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Mode::Light); }
    void init();
    void cleanup();
    void addingByKeyboard();
    void changingRoles();
    void deactivating();
    void wrongNameIsSaidAtItsField();
    void whoIsNoAdministratorReads();
    void readingOnly();
    void everyFocusableHasAName();

private:
    template<class W> W *find(const QString &name) { return m_page->findChild<W *>(name); }
    QListView *list() { return find<QListView>(u"peopleList"_s); }
    void press(const QString &name);
    void choose(const QString &name);
    Person known(const QString &name);

    std::unique_ptr<IncidentFixture> m_fixture;
    std::unique_ptr<PeoplePage> m_page;
};

void TestPeoplePage::init()
{
    m_fixture = std::make_unique<IncidentFixture>();
    QVERIFY(m_fixture->open());
    m_page = std::make_unique<PeoplePage>(m_fixture->ui());
    m_page->resize(1104, 700);
    m_page->show();
    m_page->activate();
    m_fixture->settle();
}

void TestPeoplePage::cleanup()
{
    m_page.reset();
    m_fixture.reset();
}

void TestPeoplePage::press(const QString &name)
{
    auto *button = find<QAbstractButton>(name);
    QVERIFY2(button, qPrintable(name));
    QTRY_VERIFY2(button->isVisible() && button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
    button->click();
    m_fixture->settle();
}

void TestPeoplePage::choose(const QString &name)
{
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        if (list()->model()->index(row, 0).data().toString() == name)
            list()->setCurrentIndex(list()->model()->index(row, 0));
    QCOMPARE(list()->currentIndex().data().toString(), name);
}

Person TestPeoplePage::known(const QString &name)
{
    const auto people = m_fixture->ask<QList<Person>>([](Services &s) { return s.people.all(); });
    for (const Person &p : people.value_or(QList<Person>()))
        if (p.name == name)
            return p;
    return {};
}

void TestPeoplePage::addingByKeyboard()
{
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    QVERIFY(find<QLabel>(u"peopleMeaning"_s)->text().contains(u"whoever may write it"_s));
    find<QPushButton>(u"personNew"_s)->setFocus();
    QTest::keyClick(find<QPushButton>(u"personNew"_s), Qt::Key_Space);
    QTRY_VERIFY(find<QLineEdit>(u"name"_s) && find<QLineEdit>(u"name"_s)->hasFocus());
    QTest::keyClicks(find<QLineEdit>(u"name"_s), u"Ada Ruiz"_s);
    find<QCheckBox>(u"role-legal"_s)->setFocus();
    QTest::keyClick(find<QCheckBox>(u"role-legal"_s), Qt::Key_Space);
    shoot(*m_page, u"people-new"_s);
    QTest::keyClick(find<QLineEdit>(u"name"_s), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    QTRY_COMPARE(list()->currentIndex().data().toString(), u"Ada Ruiz"_s);
    QVERIFY(!find<QWidget>(u"formSave"_s) || !find<QWidget>(u"formSave"_s)->isVisible());
    const Person ada = known(u"Ada Ruiz"_s);
    QCOMPARE(ada.roles.toInt(), Roles(Role::Legal).toInt());
    QVERIFY(find<QLabel>(u"personFacts"_s)->text().contains(u"No log-in"_s));
    shoot(*m_page, u"people"_s);
}

void TestPeoplePage::changingRoles()
{
    press(u"personChange"_s);
    find<QLineEdit>(u"email"_s)->setText(u"me@team.example"_s);
    find<QCheckBox>(u"role-auditor"_s)->setChecked(false);
    press(u"formSave"_s);
    QTRY_VERIFY(!find<QLabel>(u"personRoles"_s)->text().contains(u"Auditor"_s));
    QVERIFY(find<QLabel>(u"personFacts"_s)->text().contains(u"me@team.example"_s));
    // The last administrator cannot take it from themselves.
    press(u"personChange"_s);
    find<QCheckBox>(u"role-administrator"_s)->setChecked(false);
    press(u"formSave"_s);
    FormRow *roles = nullptr;
    for (auto *row : m_page->findChildren<FormRow *>())
        if (row->fieldName() == u"roles" && row->isVisible())
            roles = row;
    QVERIFY(roles);
    QTRY_VERIFY2(roles->error().contains(u"administrator"_s), qPrintable(roles->error()));
    shoot(*m_page, u"people-refused"_s);
}

void TestPeoplePage::deactivating()
{
    Person rosa;
    rosa.name = u"Rosa Lenz"_s;
    rosa.login = u"rosa"_s;
    rosa.roles = Role::Responder;
    QVERIFY(m_fixture->ask<PersonId>([rosa](Services &s) { return s.people.add(rosa); }));
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    choose(u"Rosa Lenz"_s);
    press(u"personChange"_s);
    find<QCheckBox>(u"active"_s)->setChecked(false);
    press(u"formSave"_s);
    QTRY_VERIFY(find<QWidget>(u"personBanner"_s)->isVisible());
    QVERIFY(!known(u"Rosa Lenz"_s).active);
    shoot(*m_page, u"people-inactive"_s);
}

void TestPeoplePage::wrongNameIsSaidAtItsField()
{
    press(u"personNew"_s);
    press(u"formSave"_s);
    FormRow *name = nullptr;
    for (auto *row : m_page->findChildren<FormRow *>())
        if (row->fieldName() == u"name")
            name = row;
    QVERIFY(name);
    QTRY_VERIFY(!name->error().isEmpty());
    // A log-in that somebody has is said at its field too, not as if the person had changed meanwhile.
    const QString mine = m_fixture->workspace.status().person.login;
    find<QLineEdit>(u"name"_s)->setText(u"Another"_s);
    find<QLineEdit>(u"login"_s)->setText(mine);
    press(u"formSave"_s);
    FormRow *login = nullptr;
    for (auto *row : m_page->findChildren<FormRow *>())
        if (row->fieldName() == u"login")
            login = row;
    QTRY_VERIFY2(login->error().contains(u"belongs to"_s), qPrintable(login->error()));
}

void TestPeoplePage::whoIsNoAdministratorReads()
{
    Person karl;
    karl.name = u"Karl Oster"_s;
    karl.login = u"karl"_s;
    karl.roles = Role::Administrator;
    QVERIFY(m_fixture->ask<PersonId>([karl](Services &s) { return s.people.add(karl); }));
    const Person me = m_fixture->workspace.status().person;
    QVERIFY(m_fixture->ask<void>([me](Services &s) {
        Person p = me;
        p.version = 1;
        p.roles.setFlag(Role::Administrator, false);
        return s.people.change(p);
    }));
    const QString path = m_fixture->workspace.status().path;
    m_fixture->workspace.open({path, false, false, me.login, {}});
    QTRY_VERIFY(m_fixture->workspace.isOpen());
    m_page->activate();
    m_fixture->settle();
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    QVERIFY(!find<QPushButton>(u"personNew"_s)->isEnabled());
    QVERIFY(!find<QPushButton>(u"personChange"_s)->isEnabled());
    QVERIFY(find<QLabel>(u"peopleMeaning"_s)->text().contains(u"Administrator"_s));
    shoot(*m_page, u"people-denied"_s);
}

void TestPeoplePage::readingOnly()
{
    const DatabaseStatus status = m_fixture->workspace.status();
    m_fixture->workspace.open({status.path, false, true, status.person.login, {}});
    QTRY_VERIFY(m_fixture->workspace.isOpen() && m_fixture->workspace.status().readOnly);
    m_page->activate();
    m_fixture->settle();
    QTRY_VERIFY(!find<QPushButton>(u"personNew"_s)->isEnabled());
    QVERIFY(find<QLabel>(u"peopleMeaning"_s)->text().contains(u"only be read"_s));
}

void TestPeoplePage::everyFocusableHasAName()
{
    press(u"personChange"_s);
    QCOMPARE(unnamedFocusable(*m_page), QString());
    QVERIFY2(m_page->minimumSizeHint().width() <= 1104, qPrintable(QString::number(m_page->minimumSizeHint().width())));
}

QTEST_MAIN(TestPeoplePage)
#include "tst_peoplepage.moc"
