#include "models/exchange/bundlecheck.h"
#include "models/exchange/noticerenderer.h"
#include "models/storage/database.h"
#include "tests/support/fakesecrets.h"
#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/banner.h"
#include "ui/common/formrow.h"
#include "ui/record/auditdetail.h"
#include "ui/record/bundlekeyrow.h"
#include "ui/record/bundlepanel.h"
#include "ui/record/recordpage.h"
#include "ui/record/recordtab.h"
#include "ui/record/verifypanel.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>
#include <QTableWidget>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** Reading, verifying, exporting and backing up the record, on a database that really has one. */
class TestRecordPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void listShowsWhatHappenedNewestFirst();
    void newEntriesAppearOnTop();
    void filtersNarrow();
    void oneEntryShowsItsFields();
    void verifiedRecordIsSaidToBeWhole();
    void verificationSaysWhatWasRedacted();
    void foreignAnchorIsAFinding();
    void moreThanIsListed();
    void exportIsSafeForSpreadsheets();
    void backupNeverOverwrites();
    void bundleIsReleasedSignedAndMade();
    void bundleSaysWhatIsMissing();
    void bundleWithoutAKeychain();
    void bundleWithoutItsTimeStamp();
    void headIsThereToCopy();
    void tabShowsOneIncident();
    void fieldChanges_data();
    void fieldChanges();
    void anchors_data();
    void anchors();
    void everyFocusableHasAName();

private:
    template<class W> W *find(const QString &name) { return m_page->findChild<W *>(name); }
    QTableView *list() { return find<QTableView>(u"recordEntries"_s); }
    QString cell(int row, int column) { return list()->model()->index(row, column).data().toString(); }

    void openPage(test::FakeSecrets *secrets);
    void fillBundle(const QString &incidents);

    test::FakeSecrets m_secrets;
    std::unique_ptr<IncidentFixture> m_fixture;
    std::unique_ptr<RecordPage> m_page;
    IncidentId m_incident;
    QTemporaryDir m_home;
};

void TestRecordPage::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.path().toUtf8()); // what is noted outside the database is not the person's own
    applyTheme(*qApp, Theme::Mode::Light);
}

void TestRecordPage::init()
{
    m_secrets.kept.clear();
    m_secrets.problem.clear();
    m_fixture = std::make_unique<IncidentFixture>([] { return std::make_unique<NoticeRenderer>(); });
    QVERIFY(m_fixture->open());
    m_incident = m_fixture->record(u"=Objects of others in listings"_s);
    QVERIFY(m_fixture->record(u"Second incident"_s).isValid());
    openPage(&m_secrets);
}

void TestRecordPage::openPage(test::FakeSecrets *secrets)
{
    UiContext ui = m_fixture->ui();
    ui.secrets = secrets;
    m_page = std::make_unique<RecordPage>(ui);
    m_page->resize(1104, 700);
    m_page->show();
    m_page->activate();
    m_fixture->settle();
    QTRY_VERIFY(list()->model()->rowCount() > 3);
}

void TestRecordPage::fillBundle(const QString &incidents)
{
    find<QPushButton>(u"recordBundle"_s)->click();
    for (const auto &[name, text] :
         {std::pair(u"bundleIncidents"_s, incidents), std::pair(u"bundleRecipient"_s, u"Audit Ltd"_s),
          std::pair(u"bundlePurpose"_s, u"Yearly audit"_s)})
        find<QLineEdit>(name)->setText(text);
}

void TestRecordPage::cleanup()
{
    m_page.reset();
    m_fixture.reset();
}

void TestRecordPage::listShowsWhatHappenedNewestFirst()
{
    const int rows = list()->model()->rowCount();
    QVERIFY(cell(0, 0).toLongLong() > cell(rows - 1, 0).toLongLong());
    bool found = false;
    for (int row = 0; row < rows; ++row)
        found = found || cell(row, 3).contains(u"Second incident"_s);
    QVERIFY(found);
    shoot(*m_page, u"record"_s);
}

void TestRecordPage::newEntriesAppearOnTop()
{
    const qint64 top = cell(0, 0).toLongLong();
    list()->setCurrentIndex(list()->model()->index(1, 0));
    const QString chosen = cell(1, 0);
    QVERIFY(m_fixture->record(u"Third incident"_s).isValid());
    m_fixture->workspace.pollChanges();
    QTRY_VERIFY(cell(0, 0).toLongLong() > top);
    QCOMPARE(list()->currentIndex().siblingAtColumn(0).data().toString(), chosen); // what was chosen stays chosen
}

void TestRecordPage::filtersNarrow()
{
    const int all = list()->model()->rowCount();
    auto *text = find<QLineEdit>(u"recordText"_s);
    text->setFocus();
    QTest::keyClicks(text, u"second"_s);
    QTRY_VERIFY(list()->model()->rowCount() > 0 && list()->model()->rowCount() < all);
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        QVERIFY2(!cell(row, 3).contains(u"Objects of others"_s), qPrintable(cell(row, 3)));
    text->setText(u"nothing has this word"_s);
    QTRY_VERIFY(find<QWidget>(u"recordEmpty"_s)->isVisible());
    text->clear();
    QTRY_COMPARE(list()->model()->rowCount(), all);
    // By what it is about, and by who did it: together they leave nothing out and nothing else in.
    auto *kind = find<QComboBox>(u"recordKind"_s), *person = find<QComboBox>(u"recordPerson"_s);
    kind->setCurrentIndex(kind->findData(u"incident"_s));
    QTRY_VERIFY(list()->model()->rowCount() > 0 && list()->model()->rowCount() < all);
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        QVERIFY2(cell(row, 4).contains(QRegularExpression(u"^(incident|stage|manager) "_s)), qPrintable(cell(row, 4)));
    QTRY_VERIFY(person->count() > 1);
    person->setCurrentIndex(1);
    QTRY_VERIFY(list()->model()->rowCount() > 0);
    person->addItem(u"Nobody"_s, 999);
    person->setCurrentIndex(person->count() - 1);
    QTRY_VERIFY(find<QWidget>(u"recordEmpty"_s)->isVisible());
    kind->setCurrentIndex(0);
    person->setCurrentIndex(0);
    QTRY_COMPARE(list()->model()->rowCount(), all);
    auto *reference = find<QLineEdit>(u"recordIncident"_s);
    reference->setFocus();
    QTest::keyClicks(reference, u"INC-0002"_s);
    QTRY_VERIFY(list()->model()->rowCount() > 0 && list()->model()->rowCount() < all);
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        QVERIFY2(!cell(row, 3).contains(u"Objects of others"_s), qPrintable(cell(row, 3)));
}

void TestRecordPage::oneEntryShowsItsFields()
{
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Down);
    auto *fields = find<QTableWidget>(u"auditFields"_s);
    QTRY_VERIFY(fields->isVisible() && fields->rowCount() > 0);
    QTest::mouseClick(find<QPushButton>(u"auditCopyHash"_s), Qt::LeftButton);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(anchorFromText(copied).has_value(), qPrintable(copied));
}

void TestRecordPage::verifiedRecordIsSaidToBeWhole()
{
    QTest::mouseClick(find<QPushButton>(u"recordVerify"_s), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>(u"verifyStart"_s), Qt::LeftButton);
    auto *result = find<Banner>(u"verifyResult"_s);
    QTRY_VERIFY_WITH_TIMEOUT(result->isVisible(), 20000);
    QVERIFY2(result->kind() == Banner::Kind::Success, qPrintable(result->text()));
    QVERIFY2(find<QPushButton>(u"verifyStart"_s)->hasFocus(), "the keys are where they were when it began");
    shoot(*m_page, u"record-verified"_s);
    QTest::mouseClick(find<QPushButton>(u"verifyCopy"_s), Qt::LeftButton);
    QVERIFY(anchorFromText(QGuiApplication::clipboard()->text()).has_value());
}

/** P12.2: the record is whole, and what is gone is told with its reason and both names. */
void TestRecordPage::verificationSaysWhatWasRedacted()
{
    const auto done = m_fixture->ask<RedactionOutcome>([this](Services &s) -> Result<RedactionOutcome> {
        Person legal;
        legal.name = u"Ada Ruiz"_s;
        legal.login = u"ada"_s;
        legal.roles = Role::Legal;
        auto ada = s.people.add(legal);
        auto entry = s.timeline.add(m_incident, {EntryKind::Note, s.session.nowMs(), u"Card 4111"_s, {}, false});
        if (!ada || !entry)
            return tl::unexpected(ada ? entry.error() : ada.error());
        auto asked = s.redactions.request(m_incident, {RedactionGround::Erasure, u"Claim upheld."_s,
                                                       RedactionCapacity::Manager, u"timeline_entry"_s, entry->value});
        if (!asked)
            return tl::unexpected(asked.error());
        return s.redactions.decide(s.redactions.ofIncident(m_incident)->first(), {RedactionDecision::Confirmed, {}},
                                   {*ada, s.session.nowMs(), u"by telephone"_s, u"Take it away."_s});
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().userText));
    QTest::mouseClick(find<QPushButton>(u"recordVerify"_s), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>(u"verifyStart"_s), Qt::LeftButton);
    auto *gone = find<QLabel>(u"verifyRedactions"_s);
    QTRY_VERIFY_WITH_TIMEOUT(gone->isVisible(), 20000);
    QCOMPARE(find<Banner>(u"verifyResult"_s)->kind(), Banner::Kind::Success);
    for (const QString &part : {u"Redacted, chain intact"_s, u"Claim upheld."_s, u"Ada Ruiz (legal)"_s})
        QVERIFY2(gone->text().contains(part), qPrintable(gone->text()));
    shoot(*m_page, u"record-verified-redaction"_s);
    QVERIFY(findingMeaning(u"redaction"_s) != u"redaction"_s);
}

void TestRecordPage::foreignAnchorIsAFinding()
{
    QTest::mouseClick(find<QPushButton>(u"recordVerify"_s), Qt::LeftButton);
    auto *anchor = find<QLineEdit>(u"verifyAnchor"_s);
    anchor->setText(u"not an anchor"_s);
    QTest::mouseClick(find<QPushButton>(u"verifyStart"_s), Qt::LeftButton);
    m_fixture->settle();
    QVERIFY(!find<Banner>(u"verifyResult"_s)->isVisible());
    anchor->setText(u"2:"_s + QString(64, u'a'));
    QTest::mouseClick(find<QPushButton>(u"verifyStart"_s), Qt::LeftButton);
    auto *result = find<Banner>(u"verifyResult"_s);
    QTRY_VERIFY_WITH_TIMEOUT(result->isVisible(), 20000);
    QVERIFY(result->kind() == Banner::Kind::Error);
    QCOMPARE(find<QTableWidget>(u"verifyFindings"_s)->rowCount(), 1);
    shoot(*m_page, u"record-findings"_s);
}

/** A list that ends is not taken for all that is wrong. */
void TestRecordPage::moreThanIsListed()
{
    const auto forged = m_fixture->ask<void>([](Services &s) { // entries of rows that were never there
        return s.session.database().run(
            u"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 101) INSERT INTO audit_content "
            "(seq, incident_id, table_name, row_id, person_id, role, op, after_json, salt) SELECT (SELECT max(seq) "
            "FROM "
            "audit) + x, 1, 'stage_move', 5000 + x, 1, 'r', 'insert', '{\"incident_id\":1}', 's' FROM n"_s);
    });
    QVERIFY2(forged, forged ? "" : qPrintable(forged.error().userText + forged.error().detail));
    QTest::mouseClick(find<QPushButton>(u"recordVerify"_s), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>(u"verifyStart"_s), Qt::LeftButton);
    auto *result = find<Banner>(u"verifyResult"_s);
    QTRY_VERIFY_WITH_TIMEOUT(result->isVisible(), 20000);
    QVERIFY2(result->text().contains(u"more than 100 findings"_s), qPrintable(result->text()));
    const auto *table = find<QTableWidget>(u"verifyFindings"_s);
    QCOMPARE(table->rowCount(), 101);
    QCOMPARE(table->item(100, 1)->text(), findingMeaning(u"more"_s));
    QVERIFY(findingMeaning(u"more"_s) != u"more"_s);
    QVERIFY(table->item(100, 2)->text().contains(u"the first 100 are named"_s));
    shoot(*m_page, u"record-more-findings"_s);
}

void TestRecordPage::exportIsSafeForSpreadsheets()
{
    const QString path = m_fixture->folder.filePath(u"record.csv"_s);
    m_page->exportTo(path);
    auto *banner = find<Banner>(u"recordBanner"_s);
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 20000);
    QVERIFY2(banner->kind() == Banner::Kind::Success, qPrintable(banner->text()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)), "it is for the person who saved it");
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY(text.count(u"\r\n"_s) > list()->model()->rowCount());
    QVERIFY(!text.contains(u",=Objects"_s));
    m_page->exportTo(m_fixture->folder.filePath(u"no/such/folder/record.csv"_s));
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible() && banner->kind() == Banner::Kind::Error, 20000);
}

void TestRecordPage::backupNeverOverwrites()
{
    const QString path = m_fixture->folder.filePath(u"copy.tocsin"_s);
    auto *banner = find<Banner>(u"recordBanner"_s);
    m_page->backUpTo(path);
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 20000);
    QVERIFY2(banner->kind() == Banner::Kind::Success, qPrintable(banner->text()));
    QVERIFY(QFile::exists(path));
    const qint64 size = QFile(path).size();
    m_page->backUpTo(path);
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible() && banner->kind() == Banner::Kind::Error, 20000);
    QCOMPARE(QFile(path).size(), size);
}

/** P11.5: legal releases it, a key is made once, the file holds what it says and the panel says where it is. */
void TestRecordPage::bundleIsReleasedSignedAndMade()
{
    fillBundle(u"INC-0001, 2"_s);
    auto *exporting = find<QPushButton>(u"bundleExport"_s), *release = find<QPushButton>(u"bundleRelease"_s);
    QTRY_VERIFY(release->isEnabled());
    QVERIFY(!exporting->isEnabled());
    shoot(*m_page, u"record-bundle"_s);
    release->click();
    QTRY_VERIFY(!release->isVisible());
    QTRY_VERIFY(find<QPushButton>(u"bundleMakeKey"_s)->isEnabled());
    find<QPushButton>(u"bundleMakeKey"_s)->click();
    QTRY_VERIFY(exporting->isEnabled());
    QVERIFY(m_secrets.kept.value(u"bundle-signing-key"_s).startsWith(u"-----BEGIN PRIVATE KEY-----"_s));
    QCOMPARE(find<QLabel>(u"bundleKeyPrint"_s)->text().size(), 64);
    auto *panel = m_page->findChild<BundlePanel *>();
    const QString path = m_fixture->folder.filePath(u"audit.zip"_s);
    panel->exportTo(path);
    auto *banner = find<Banner>(u"bundleResult"_s);
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 20000);
    QVERIFY2(banner->kind() == Banner::Kind::Success && banner->text().contains(path), qPrintable(banner->text()));
    shoot(*m_page, u"record-bundle-done"_s);
    const auto report = checkBundle(path, {}, {});
    QVERIFY(report && report->whole());
    QVERIFY(find<QLineEdit>(u"bundleIncidents"_s)->text() == u"INC-0001, 2"_s);
    QTRY_VERIFY(!exporting->isEnabled()); // a release is for one bundle
    // The next window finds the key where it was kept.
    m_page.reset();
    openPage(&m_secrets);
    find<QPushButton>(u"recordBundle"_s)->click();
    QTRY_COMPARE(find<QLabel>(u"bundleKeyPrint"_s)->text(), report->keySha256);
}

void TestRecordPage::bundleSaysWhatIsMissing()
{
    auto *hint = find<QLabel>(u"bundleHint"_s);
    find<QPushButton>(u"recordBundle"_s)->click();
    QTRY_COMPARE(hint->text(), u"Say which incidents, for whom and what for."_s);
    fillBundle(u"INC-9999"_s);
    auto *row = qobject_cast<FormRow *>(find<QLineEdit>(u"bundleIncidents"_s)->parentWidget());
    QVERIFY(row);
    QTRY_VERIFY(!row->error().isEmpty());
    fillBundle(u"nonsense"_s);
    QTRY_VERIFY(row->error().contains(u"nonsense"_s));
    fillBundle(u"INC-0001"_s);
    QTRY_COMPARE(hint->text(), u"Legal has not released it yet."_s);
    find<QPushButton>(u"bundleRelease"_s)->click();
    QTRY_COMPARE(hint->text(), u"There is no key to sign it with yet."_s);
    QVERIFY(!find<QPushButton>(u"bundleExport"_s)->isEnabled());
    // An act of legal, in the record of the incident.
    const auto released =
        m_fixture->ask<QList<BundleRelease>>([id = m_incident](Services &s) { return s.bundles.releases(id); });
    QVERIFY(released && released->size() == 1 && released->first().recipient == u"Audit Ltd"_s);
}

void TestRecordPage::bundleWithoutAKeychain()
{
    m_secrets.problem = u"The keychain is locked."_s;
    fillBundle(u"INC-0001"_s);
    auto *state = find<QLabel>(u"bundleKeyState"_s);
    QTRY_VERIFY(state->text().contains(u"The keychain is locked."_s));
    QVERIFY(!find<QPushButton>(u"bundleMakeKey"_s)->isEnabled());
    auto *row = m_page->findChild<BundleKeyRow *>();
    const auto key = m_fixture->ask<QByteArray>([](Services &s) { return s.bundles.makeKey(); });
    QFile file(m_fixture->folder.filePath(u"own.pem"_s));
    QVERIFY(key && file.open(QIODevice::WriteOnly) && file.write(*key) == key->size());
    file.close();
    row->useFile(m_fixture->folder.filePath(u"none.pem"_s));
    QTRY_VERIFY(state->text().contains(u"cannot be read"_s));
    row->useFile(file.fileName());
    QTRY_COMPARE(row->key(), *key);
    QVERIFY(m_secrets.kept.isEmpty());
}

/** No stamp, no bundle; unless the person says that it goes without one. */
void TestRecordPage::bundleWithoutItsTimeStamp()
{
    fillBundle(u"INC-0001"_s);
    auto *url = find<QLineEdit>(u"stampUrl"_s);
    QVERIFY2(find<QLabel>(u"stampState"_s)->text().contains(u"gets no time stamp"_s), "it says so while none is set");
    url->setFocus();
    QTest::keyClicks(url, u"https://127.0.0.1:1/"_s);
    QVERIFY(!find<QLabel>(u"stampState"_s)->text().contains(u"gets no time stamp"_s));
    QTRY_VERIFY(find<QPushButton>(u"bundleRelease"_s)->isEnabled());
    find<QPushButton>(u"bundleRelease"_s)->click();
    QTRY_VERIFY(find<QPushButton>(u"bundleMakeKey"_s)->isEnabled());
    find<QPushButton>(u"bundleMakeKey"_s)->click();
    QTRY_VERIFY(find<QPushButton>(u"bundleExport"_s)->isEnabled());
    const QString path = m_fixture->folder.filePath(u"stamped.zip"_s);
    m_page->findChild<BundlePanel *>()->exportTo(path);
    auto *banner = find<Banner>(u"bundleResult"_s);
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 20000);
    QVERIFY2(banner->kind() == Banner::Kind::Error && banner->text().contains(u"127.0.0.1"_s),
             qPrintable(banner->text()));
    QVERIFY(!QFile::exists(path));
    shoot(*m_page, u"record-bundle-unstamped"_s);
    QPushButton *without = nullptr;
    for (QPushButton *button : banner->findChildren<QPushButton *>())
        if (button->text() == u"Export without a time stamp"_s)
            without = button;
    QVERIFY(without);
    without->click();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible() && banner->kind() == Banner::Kind::Success, 20000);
    const auto report = checkBundle(path, {}, {});
    QVERIFY(report && report->whole() && report->stampedMs == 0);
    // What was set is there the next time.
    m_page.reset();
    openPage(&m_secrets);
    find<QPushButton>(u"recordBundle"_s)->click();
    url = find<QLineEdit>(u"stampUrl"_s);
    QCOMPARE(url->text(), u"https://127.0.0.1:1/"_s);
    url->selectAll();
    QTest::keyClick(url, Qt::Key_Delete);
}

void TestRecordPage::headIsThereToCopy()
{
    QTest::mouseClick(find<QPushButton>(u"recordVerify"_s), Qt::LeftButton);
    auto *head = find<QLabel>(u"verifyHead"_s);
    QTRY_VERIFY(anchorFromText(head->text()).has_value());
    QCOMPARE(anchorFromText(head->text())->seq, cell(0, 0).toLongLong());
    QTest::mouseClick(find<QPushButton>(u"verifyCopy"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), head->text());
}

void TestRecordPage::tabShowsOneIncident()
{
    RecordTab tab(m_fixture->ui());
    tab.resize(1104, 600);
    tab.show();
    const auto read = m_fixture->ask<IncidentDetails>([this](Services &s) { return s.incidents.details(m_incident); });
    QVERIFY(read);
    tab.showIncident(*read);
    tab.activate();
    auto *entries = tab.findChild<QTableView *>(u"recordEntries"_s);
    QTRY_VERIFY(entries->model()->rowCount() > 0);
    for (int row = 0; row < entries->model()->rowCount(); ++row)
        QVERIFY(!entries->model()->index(row, 3).data().toString().contains(u"Second"_s));
    m_fixture->settle();
    shoot(tab, u"record-tab"_s);
}

void TestRecordPage::fieldChanges_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("inserted") << QString() << uR"({"name":"Alder"})"_s << QStringList{u"*name::Alder"_s};
    QTest::newRow("changed first") << uR"({"a":1,"stage":"detect"})"_s << uR"({"a":1,"stage":"assess"})"_s
                                   << QStringList{u"*stage:detect:assess"_s, u"a:1:1"_s};
    QTest::newRow("instant") << QString() << uR"({"at_ms":1763800000000})"_s
                             << QStringList{u"*at::2025-11-22 08:26:40 UTC"_s};
    QTest::newRow("null") << uR"({"x":"1"})"_s << uR"({"x":null})"_s << QStringList{u"*x:1:"_s};
    QTest::newRow("big number") << QString() << uR"({"n":9007199254740000})"_s
                                << QStringList{u"*n::9007199254740000"_s};
    QTest::newRow("no JSON") << u"withheld"_s << QString() << QStringList();
}

void TestRecordPage::fieldChanges()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QStringList, expected);
    QStringList got;
    for (const FieldChange &f : tocsin::fieldChanges(before, after))
        got << (f.changed ? u"*"_s : QString()) + f.name + u':' + f.before + u':' + f.after;
    QCOMPARE(got, expected);
}

void TestRecordPage::anchors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seq");
    const QString hash(64, u'b');
    QTest::newRow("as copied") << u"12:"_s + hash << qint64{12};
    QTest::newRow("space") << u" 12 "_s + hash + u'\n' << qint64{12};
    QTest::newRow("upper case") << u"7:"_s + hash.toUpper() << qint64{7};
    QTest::newRow("short") << u"12:abc"_s << qint64{-1};
    QTest::newRow("no number") << hash << qint64{-1};
    QTest::newRow("too large") << u"99999999999999999999:"_s + hash << qint64{-1};
}

void TestRecordPage::anchors()
{
    QFETCH(QString, text);
    QFETCH(qint64, seq);
    const auto anchor = anchorFromText(text);
    QCOMPARE(anchor ? anchor->seq : -1, seq);
    if (anchor)
        QCOMPARE(anchorText(*anchor), u"%1:%2"_s.arg(seq).arg(anchor->hash));
}

void TestRecordPage::everyFocusableHasAName()
{
    m_page->beginVerify();
    QCOMPARE(unnamedFocusable(*m_page), QString());
    QVERIFY2(m_page->minimumSizeHint().width() <= 1104, qPrintable(QString::number(m_page->minimumSizeHint().width())));
}

QTEST_MAIN(TestRecordPage)
#include "tst_recordpage.moc"
