#include "models/exchange/filereaders.h"
#include "models/services/workspace.h"
#include "tests/ui/incidentfixture.h"
#include "ui/common/choicegroup.h"
#include "ui/common/clocklabel.h"
#include "ui/common/texttable.h"
#include "ui/customers/customerspage.h"
#include "ui/customers/importpanel.h"
#include "ui/incident/scopeimportpanel.h"
#include "ui/incident/scopesearchpanel.h"
#include "ui/notices/addresseepanel.h"
#include "ui/notices/answerpanel.h"
#include "ui/notices/formpage.h"
#include "ui/notices/legalpanel.h"
#include "ui/notices/matrixview.h"
#include "ui/notices/meantpanel.h"
#include "ui/notices/newnoticepanel.h"
#include "ui/notices/noticecomposer.h"
#include "ui/notices/noticestab.h"
#include "ui/notices/versionspage.h"
#include "ui/templates/templatespage.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** Import, reachability, scope from files, who gets a notice, its versions, its form, what came back, templates. */
class TestAudiencePages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void importIsSeenBeforeItIsDone();
    void termsAreSeenBeforeTheyAreTakenOver();
    void reachabilityIsFiltered();
    void scopeFromAFile();
    void scopeBySearch();
    void composerPages();
    void notKnownYetHasAClockAndANextPhase();
    void wrongPartyOffersALinkedIncident();
    void formAsksForWhatItNeeds();
    void templatesWaitForLegal();
    void everyControlIsNamed();

private:
    [[nodiscard]] UiContext ui()
    {
        UiContext context = fixture->ui();
        context.files = &readers;
        return context;
    }
    [[nodiscard]] QString file(const QString &name, const QByteArray &bytes)
    {
        const QString path = folder.filePath(name);
        QFile f(path);
        (void)f.open(QIODevice::WriteOnly);
        f.write(bytes);
        return path;
    }
    template<class W> [[nodiscard]] W *find(QWidget &page, const char *name)
    {
        return page.findChild<W *>(QString::fromLatin1(name));
    }
    void importCustomers();
    void markAsMeant(NoticeComposer &composer, NoticeId notice);
    [[nodiscard]] IncidentDetails details(IncidentId id)
    {
        return *fixture->ask<IncidentDetails>([id](Services &s) { return s.incidents.details(id); });
    }

    QTemporaryDir folder;
    FileReaders readers;
    std::unique_ptr<IncidentFixture> fixture;
};

namespace {
const QByteArray kCustomers = "customer,country,subscription,reference,email,role\n"
                              "Birch Clinic,DE,birch-1,s-101,bo@birch.example,security\n"
                              "Fir,,fir-1,s-102,,\n"
                              "Elm,,elm-1,s-103,not an address,security\n";
}

void TestAudiencePages::init()
{
    fixture = std::make_unique<IncidentFixture>();
    QVERIFY(fixture->open());
}

void TestAudiencePages::cleanup()
{
    fixture.reset();
}

void TestAudiencePages::importCustomers()
{
    const auto done = fixture->ask<ImportPlan>([this](Services &s) {
        return s.customerImports.apply(readers.customers({{u"c.csv"_s, kCustomers}}));
    });
    QVERIFY(done.has_value());
}

void TestAudiencePages::importIsSeenBeforeItIsDone()
{
    ImportPanel panel(ui());
    panel.show();
    panel.read({file(u"c.csv"_s, kCustomers)});
    auto *apply = find<QPushButton>(panel, "importApply");
    QTRY_VERIFY(apply->isEnabled());
    auto *table = panel.findChild<TextTable *>();
    QVERIFY(table->shown() >= 6);
    find<QPushButton>(panel, "importRefused")->click();
    QCOMPARE(table->shown(), 1); // the one that has no address
    QVERIFY(fixture->ask<QList<Customer>>([](Services &s) { return s.customers.all(); })->isEmpty());
    QSignalSpy done(&panel, &ImportPanel::done);
    apply->click();
    QTRY_COMPARE(done.count(), 1);
    QCOMPARE(fixture->ask<QList<Customer>>([](Services &s) { return s.customers.all(); })->size(), 3);
    panel.read({file(u"c.csv"_s, kCustomers)});
    fixture->settle();
    QVERIFY(!apply->isEnabled()); // the same again changes nothing
}

void TestAudiencePages::termsAreSeenBeforeTheyAreTakenOver() // P7.7
{
    importCustomers();
    const auto kept = [this] {
        qsizetype n = 0;
        const auto all = fixture->ask<QList<Customer>>([](Services &s) { return s.customers.all(); });
        for (const Customer &c : *all) {
            const auto terms =
                fixture->ask<QList<CustomerTerm>>([id = c.id](Services &s) { return s.duties.terms(id); });
            n += terms->size();
        }
        return n;
    };
    const QByteArray terms = "customer,from,period,unit,addressee,channel,language,source,exceptable\n"
                             "Birch Clinic,detection,24,hours,Security desk,portal,German,Annex 2,no\n"
                             "Birch Clinic,detection,soon,hours,Security desk,portal,German,Annex 3,no\n";
    ImportPanel panel(ui());
    panel.show();
    panel.read({file(u"c.csv"_s, kCustomers)});
    auto *table = panel.findChild<TextTable *>();
    QTRY_VERIFY(table->shown() >= 6);
    find<QComboBox>(panel, "importKind")->setCurrentIndex(1);
    QCOMPARE(table->shown(), 0); // what was read of the other kind is put away
    QVERIFY(!find<QWidget>(panel, "importCustomer")->isVisible());
    panel.read({file(u"t.csv"_s, terms)});
    auto *apply = find<QPushButton>(panel, "importApply");
    QTRY_VERIFY(apply->isEnabled());
    QCOMPARE(table->shown(), 2);
    QCOMPARE(kept(), 0);
    QSignalSpy done(&panel, &ImportPanel::done);
    apply->click();
    QTRY_COMPARE(done.count(), 1);
    QCOMPARE(kept(), 1); // the other row says "soon"
}

void TestAudiencePages::reachabilityIsFiltered()
{
    importCustomers();
    CustomersPage page(ui());
    page.resize(1200, 700);
    page.show();
    page.activate();
    auto *parts = find<QTabBar>(page, "customerParts");
    QTRY_VERIFY(parts->isVisible());
    parts->setCurrentIndex(1);
    auto *table = find<QTableView>(page, "reachTable");
    QTRY_COMPARE(table->model()->rowCount(), 3);
    auto *only = find<QComboBox>(page, "reachOnly");
    only->setCurrentIndex(1);
    QCOMPARE(table->model()->rowCount(), 2);
}

void TestAudiencePages::scopeFromAFile()
{
    importCustomers();
    const IncidentId id = fixture->record(u"Flows"_s);
    ScopeImportPanel panel(ui(), details(id));
    panel.show();
    panel.read(file(u"flows.csv"_s, "subscription,action,object\ns-101,GET,a\nnobody,GET,b\n"));
    auto *unmatched = find<QPlainTextEdit>(panel, "scopeUnmatched");
    QTRY_VERIFY(unmatched->isVisible());
    QVERIFY(unmatched->toPlainText().contains(u"nobody"_s));
    QPushButton *primary = nullptr;
    for (QPushButton *b : panel.findChildren<QPushButton *>())
        if (b->text() == ScopeImportPanel::tr("Put in scope"))
            primary = b;
    QVERIFY(primary && !primary->isEnabled()); // P10.1 is not answered
    auto *production = find<ChoiceGroup>(panel, "scopeProduction");
    production->setValue(u"no"_s);
    find<QPlainTextEdit>(panel, "reason")->setPlainText(u"Flow log"_s);
    QTRY_VERIFY(primary->isEnabled());
    QSignalSpy done(&panel, &ActPanel::done);
    primary->click();
    QTRY_COMPARE(done.count(), 1);
    QCOMPARE(fixture->ask<QList<ScopeRow>>([id](Services &s) { return s.customers.scope(id); })->size(), 1);
}

void TestAudiencePages::scopeBySearch()
{
    importCustomers();
    const IncidentId id = fixture->record(u"Search"_s);
    ScopeSearchPanel panel(ui(), details(id));
    panel.show();
    auto *list = find<QListView>(panel, "scopeMatches");
    QTRY_COMPARE(list->model()->rowCount(), 3);
    QCOMPARE(find<QLabel>(panel, "scopeCount")->text(), u"3 matches"_s);
    find<QLineEdit>(panel, "scopeWords")->setText(u"birch"_s);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QCOMPARE(find<QLabel>(panel, "scopeCount")->text(), u"1 match"_s);
    find<QPushButton>(panel, "scopeTickAll")->click();
    auto *model = qobject_cast<QStandardItemModel *>(list->model());
    QCOMPARE(model->item(0)->checkState(), Qt::Checked);
}

void TestAudiencePages::composerPages()
{
    importCustomers();
    const IncidentId id = fixture->record(u"Notice"_s);
    const auto notice = fixture->ask<NoticeId>([id](Services &s) -> Result<NoticeId> {
        auto rows = s.scopes.search(id, u"birch"_s);
        if (!rows)
            return tl::unexpected(rows.error());
        for (ScopeRow &row : *rows) {
            row.inScope = true;
            row.certainty = u"likely"_s;
        }
        if (auto done = s.scopes.add(id, *rows, u"birch"_s, u"Log"_s); !done)
            return tl::unexpected(done.error());
        auto key = s.notices.start(id, Audience::Customers, NoticePhase::First, {u"One"_s, u"Dear {{contact}}"_s, {}});
        if (key)
            if (auto ok = s.notices.saveText(*key, 0, {u"Two"_s, u"Dear {{contact}}, as at Fir"_s, {}}); !ok)
                return tl::unexpected(ok.error());
        return key;
    });
    QVERIFY(notice.has_value());
    NoticeComposer composer(ui());
    composer.resize(1280, 720);
    composer.show();
    composer.open(*notice, details(id));
    auto *recipients = find<QTableView>(composer, "audienceTable");
    QTRY_COMPARE(recipients->model()->rowCount(), 1);
    auto *tabs = find<QTabBar>(composer, "noticeTabs");
    QVERIFY(!tabs->isTabVisible(6)); // a form is the authority's
    auto *diff = composer.findChild<QTextEdit *>(u"versionDiff"_s);
    QTRY_VERIFY(diff->toPlainText().contains(u"+ Two"_s));
    QVERIFY(diff->toPlainText().contains(u"− One"_s));
    QTRY_VERIFY(composer.findChild<QWidget *>(u"checkOthers"_s)->toolTip().contains(u"Line 1: Fir"_s));
    markAsMeant(composer, *notice);
}

/** P9.3: "as at Fir" is a firm of that name; the author says that it is a tree, and why. */
void TestAudiencePages::markAsMeant(NoticeComposer &composer, NoticeId notice)
{
    auto *meant = find<QPushButton>(composer, "nameMeant");
    QVERIFY(meant->isVisible());
    meant->click();
    auto *panel = composer.findChild<MeantPanel *>();
    QVERIFY(panel);
    QCOMPARE(find<QComboBox>(*panel, "meantPlace")->currentText(), u"Line 1: Fir"_s);
    find<QPlainTextEdit>(*panel, "reason")->setPlainText(u"The tree."_s);
    QSignalSpy done(panel, &ActPanel::done);
    for (QPushButton *b : panel->findChildren<QPushButton *>())
        if (b->text() == MeantPanel::tr("It is meant as it stands"))
            b->click();
    QTRY_COMPARE(done.count(), 1);
    QTRY_VERIFY(composer.findChild<QWidget *>(u"checkOthers"_s)->toolTip().contains(u"The tree."_s));
    // Legal sees it.
    const auto details = fixture->ask<NoticeDetails>([notice](Services &s) -> Result<NoticeDetails> {
        if (auto ok = s.notices.submit(notice, 0); !ok)
            return tl::unexpected(ok.error());
        return s.notices.details(notice);
    });
    QVERIFY(details.has_value());
    LegalPanel legal(ui(), LegalPanel::Decision::Approve, this->details(details->notice.incident), *details);
    legal.show();
    QTRY_VERIFY(find<QLabel>(legal, "meantNames")->text().contains(u"The tree."_s));
}

void TestAudiencePages::notKnownYetHasAClockAndANextPhase() // P9.5
{
    const IncidentId id = fixture->record(u"Notice"_s);
    const auto notice = fixture->ask<NoticeId>([id](Services &s) -> Result<NoticeId> {
        Person legal;
        legal.name = u"Ada Verne"_s;
        legal.login = u"ada"_s;
        legal.roles = Role::Legal;
        const auto ada = s.people.add(legal);
        NoticeDraft text{u"One"_s, u"Text"_s, {}};
        for (const ContentItem &item : s.session.rules().requiredContent(Audience::Internal))
            text.content.insert(item.code, ContentMark::NotKnownYet);
        const auto key = s.notices.start(id, Audience::Internal, NoticePhase::First, text);
        if (!ada || !key)
            return tl::unexpected(ada ? key.error() : ada.error());
        if (auto ok = s.notices.submit(*key, 0); !ok)
            return tl::unexpected(ok.error());
        if (auto ok = s.notices.approve(*key, 0, {*ada, s.session.nowMs(), u"telephone"_s, u"Yes."_s}); !ok)
            return tl::unexpected(ok.error());
        return key;
    });
    QVERIFY2(notice, qPrintable(notice ? QString() : notice.error().userText));
    NoticesTab tab(ui());
    tab.resize(1280, 720);
    tab.show();
    tab.showIncident(details(id));
    tab.openNotice(*notice);
    find<QTabBar>(tab, "noticeTabs")->setCurrentIndex(5);
    auto *clock = find<ClockLabel>(tab, "answersClock");
    QTRY_VERIFY(clock->isVisible());
    QTRY_COMPARE(clock->reading().band, ClockBand::Over24h);
    auto *next = find<QPushButton>(tab, "answersPhase");
    QVERIFY(next->isEnabled());
    next->click();
    NewNoticePanel *panel = nullptr;
    QTRY_VERIFY((panel = tab.findChild<NewNoticePanel *>()) && panel->isVisible());
    QCOMPARE(find<ChoiceGroup>(*panel, "noticePhase")->value().toString(), u"further"_s);
    QCOMPARE(find<ChoiceGroup>(*panel, "noticeAudience")->value().toString(), u"internal"_s);
    QSignalSpy done(panel, &ActPanel::done);
    for (QPushButton *b : panel->findChildren<QPushButton *>())
        if (b->text() == NewNoticePanel::tr("Begin the draft"))
            b->click();
    QTRY_COMPARE(done.count(), 1);
    const auto all = fixture->ask<QList<Notice>>([id](Services &s) { return s.notices.list(id); });
    QCOMPARE(all->size(), 2);
    QCOMPARE(all->last().follows, *notice);
    QCOMPARE(all->last().phase, NoticePhase::Further);
}

void TestAudiencePages::wrongPartyOffersALinkedIncident() // P9.9
{
    const IncidentId id = fixture->record(u"Notice"_s);
    const auto notice = fixture->ask<NoticeDetails>([id](Services &s) -> Result<NoticeDetails> {
        const auto key = s.notices.start(id, Audience::Authority, NoticePhase::First, {u"One"_s, u"Text"_s, {}});
        return key ? s.notices.details(*key) : tl::unexpected(key.error());
    });
    QVERIFY(notice.has_value());
    AnswerPanel panel(ui(), details(id), *notice, {});
    panel.show();
    auto *linked = find<QCheckBox>(panel, "answerLinked");
    QVERIFY(!linked->isVisible()); // of a reply nothing of that kind is asked
    for (auto *card : find<ChoiceGroup>(panel, "answerKind")->findChildren<QAbstractButton *>())
        if (card->accessibleName().startsWith(nameOf(MatterKind::WrongParty)))
            card->click();
    QTRY_VERIFY(linked->isVisible());
    linked->setChecked(true);
    find<QPlainTextEdit>(panel, "words")->setPlainText(u"It went to the other Birch."_s);
    QSignalSpy done(&panel, &ActPanel::done);
    for (QPushButton *b : panel.findChildren<QPushButton *>())
        if (b->text() == AnswerPanel::tr("Record it"))
            b->click();
    QTRY_COMPARE(done.count(), 1);
    const auto links = fixture->ask<QList<IncidentLink>>([id](Services &s) { return s.links.links(id); });
    QVERIFY2(links, qPrintable(links ? QString() : links.error().userText));
    QCOMPARE(links->size(), 1);
}

void TestAudiencePages::formAsksForWhatItNeeds()
{
    FormPage page(ui());
    page.resize(700, 600);
    page.show();
    page.setAnswers({}, {});
    auto *reason = page.findChild<QWidget *>(u"form-withdraw_reason"_s);
    QVERIFY(!reason->isVisible());
    const int before = page.missing();
    QSignalSpy edited(&page, &FormPage::edited);
    auto *kind = find<QComboBox>(page, "form-notif_subkind");
    kind->setCurrentIndex(kind->findData(u"withdraw"_s));
    QVERIFY(reason->isVisible());
    QCOMPARE(page.answers().value(u"notif_subkind"_s), u"withdraw"_s);
    QCOMPARE(page.missing(), before); // one answered, one asked for
    find<QCheckBox>(page, "form-nature_cia-integrity")->setChecked(true);
    QCOMPARE(page.answers().value(u"nature_cia"_s), u"integrity"_s);
    QVERIFY(edited.count() >= 2);
}

void TestAudiencePages::templatesWaitForLegal()
{
    TemplatesPage page(ui());
    page.resize(1280, 720);
    page.show();
    page.activate();
    auto *table = find<QTableView>(page, "templateTable");
    QTRY_COMPARE(table->model()->rowCount(), 48);
    auto *subject = find<QLineEdit>(page, "templateSubject");
    QTRY_VERIFY(!subject->text().isEmpty());
    auto *save = find<QPushButton>(page, "templateSave");
    subject->setText(u"Incident {{reference}}"_s);
    QVERIFY(save->isVisible() && !save->isEnabled()); // a reason is asked for
    find<QLineEdit>(page, "templateReason")->setText(u"Shorter."_s);
    QVERIFY(save->isEnabled());
    save->click();
    QTRY_VERIFY(find<QPushButton>(page, "templateApprove")->isVisible());
    const auto all = fixture->ask<QList<NoticeTemplate>>([](Services &s) { return s.templates.all(); });
    QCOMPARE(std::count_if(all->begin(), all->end(), [](const NoticeTemplate &t) { return t.id > 0; }), 1);
    // What legal is to approve stands against what is used now.
    auto *compare = find<QPushButton>(page, "templateVersions");
    QTRY_VERIFY(compare->isEnabled());
    compare->click();
    auto *diff = find<QTextEdit>(page, "versionDiff");
    QTRY_VERIFY(diff->toPlainText().contains(u"+ Incident {{reference}}"_s));
    QVERIFY(diff->isVisible() && diff->toPlainText().contains(u"− Security incident"_s));
    compare->click();
    QVERIFY(!diff->isVisible());
}

void TestAudiencePages::everyControlIsNamed()
{
    const IncidentId id = fixture->record(u"Names"_s);
    TemplatesPage templates(ui());
    ImportPanel import(ui());
    ScopeImportPanel scope(ui(), details(id));
    ScopeSearchPanel search(ui(), details(id));
    MatrixView matrix(ui());
    for (QWidget *page :
         {static_cast<QWidget *>(&templates), static_cast<QWidget *>(&import), static_cast<QWidget *>(&scope),
          static_cast<QWidget *>(&search), static_cast<QWidget *>(&matrix)})
        for (QWidget *w : page->findChildren<QWidget *>()) {
            if (!(w->focusPolicy() & Qt::TabFocus) || w->objectName().startsWith(u"qt_"_s) ||
                w->window() != page->window()) // the list of a choice is a window of its own
                continue;
            // The buttons of a banner and of an editor are found by their names.
            const auto *button = qobject_cast<QAbstractButton *>(w);
            QVERIFY2(!w->objectName().isEmpty() || button, w->metaObject()->className());
            QVERIFY2(!w->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(w->objectName() + u' ' + QString::fromLatin1(w->metaObject()->className())));
        }
}

QTEST_MAIN(TestAudiencePages)
#include "tst_audiencepages.moc"
