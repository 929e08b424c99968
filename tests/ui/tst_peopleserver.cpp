#include "models/services/workspace.h"
#include "tests/storage/populated.h"
#include "tests/ui/pageshot.h"
#include "ui/people/peoplepage.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** The page of the people on a real server: what it says, whose own roles stay, and which log-ins are missing. */
class TestPeopleServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void itSaysWhoHoldsTheRoles();
    void nobodyChangesTheirOwnRoles();
    void aLogInThatIsMissingIsNamed();
    void anotherWindowIsFollowed();

private:
    template<class W> W *find(const QString &name) { return m_page->findChild<W *>(name); }
    QListView *list() { return find<QListView>(u"peopleList"_s); }
    void choose(const QString &name);

    std::unique_ptr<Team> m_team;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<PeoplePage> m_page;
};

void TestPeopleServer::initTestCase()
{
    qputenv("TOCSIN_TEST_ENGINE", "postgresql");
    applyTheme(*qApp, Theme::Mode::Light);
    m_team = std::make_unique<Team>();
    QVERIFY2(m_team->problems.isEmpty(), qPrintable(m_team->problems.join(u'\n')));
    m_workspace =
        std::make_unique<Workspace>(m_team->clock, *m_team->rules, [] { return std::unique_ptr<Renderer>(); });
    m_workspace->open({m_team->server->address(u"mira"_s), false, false, {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isOpen(), 20000);
    UiContext ui;
    ui.workspace = m_workspace.get();
    m_page = std::make_unique<PeoplePage>(ui);
    m_page->resize(1104, 700);
    m_page->show();
    m_page->activate();
    QTRY_COMPARE(list()->model()->rowCount(), 3);
}

void TestPeopleServer::cleanupTestCase()
{
    m_page.reset();
    m_workspace.reset();
    m_team.reset();
}

void TestPeopleServer::choose(const QString &name)
{
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        if (list()->model()->index(row, 0).data().toString() == name)
            list()->setCurrentIndex(list()->model()->index(row, 0));
    QCOMPARE(list()->currentIndex().data().toString(), name);
}

void TestPeopleServer::itSaysWhoHoldsTheRoles()
{
    QVERIFY(find<QLabel>(u"peopleMeaning"_s)->text().contains(u"The server holds everybody to their roles"_s));
    choose(u"Ada Ruiz"_s);
    QVERIFY(find<QLabel>(u"personFacts"_s)->text().contains(u"Logs in as ada"_s));
    QVERIFY(!find<QWidget>(u"personBanner"_s)->isVisible());
}

void TestPeopleServer::nobodyChangesTheirOwnRoles()
{
    choose(u"Mira Kahn"_s);
    find<QPushButton>(u"personChange"_s)->click();
    QTRY_VERIFY(find<QCheckBox>(u"role-legal"_s));
    QVERIFY(!find<QCheckBox>(u"role-legal"_s)->isEnabled());
    QVERIFY(!find<QLineEdit>(u"login"_s)->isEnabled());
    find<QLineEdit>(u"email"_s)->setText(u"mira@team.example"_s);
    shoot(*m_page, u"people-own"_s);
    find<QPushButton>(u"formSave"_s)->click();
    QTRY_VERIFY(find<QLabel>(u"personFacts"_s)->text().contains(u"mira@team.example"_s));
}

void TestPeopleServer::aLogInThatIsMissingIsNamed()
{
    find<QPushButton>(u"personNew"_s)->click();
    QTRY_VERIFY(find<QLineEdit>(u"login"_s) && find<QLineEdit>(u"login"_s)->isVisible());
    find<QLineEdit>(u"name"_s)->setText(u"Tom Reuter"_s);
    find<QLineEdit>(u"login"_s)->setText(u"tom.not.there"_s);
    find<QCheckBox>(u"role-responder"_s)->setChecked(true);
    find<QPushButton>(u"formSave"_s)->click();
    QTRY_COMPARE(list()->currentIndex().data().toString(), u"Tom Reuter"_s);
    QTRY_VERIFY(find<QWidget>(u"personBanner"_s)->isVisible());
    QString said;
    for (const QLabel *label : find<QWidget>(u"personBanner"_s)->findChildren<QLabel *>())
        said += label->text();
    QVERIFY2(said.contains(u"set-roles tom.not.there --roles responder --create-login"_s), qPrintable(said));
    shoot(*m_page, u"people-server"_s);
}

void TestPeopleServer::anotherWindowIsFollowed()
{
    const PersonId rosa = m_team->person(u"Rosa Lenz"_s, Role::Auditor);
    QVERIFY(rosa.isValid());
    QTRY_COMPARE(list()->model()->rowCount(), 5);
    QCOMPARE(list()->currentIndex().data().toString(), u"Tom Reuter"_s);
}

QTEST_MAIN(TestPeopleServer)
#include "tst_peopleserver.moc"
