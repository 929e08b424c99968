#include "models/services/workspace.h"
#include "tests/ui/incidentfixture.h"
#include "tests/ui/pageshot.h"
#include "ui/common/label.h"
#include "ui/incident/incidentpage.h"
#include "ui/incident/redactpanel.h"
#include "ui/record/recordtab.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** P12.2 as a person works with it, in the incident's record: hold, ask, take back, confirm. */
class TestHoldCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void jumpOpensIt();
    void holdForbids();
    void askedAndTakenBack();
    void entryOfTheRecordIsPointedAt();
    void rowOfTheScopeIsPointedAt();
    void confirmedByWhomItIsWrittenDown();

private:
    template<class T> [[nodiscard]] T *find(const QString &name) const
    {
        for (T *w : page->findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }
    [[nodiscard]] QString words() const
    {
        QStringList list;
        const auto *card = find<QWidget>(u"holdCard"_s);
        for (const auto *label : card->findChildren<QLabel *>())
            if (label->isVisible())
                list << label->text();
        return list.join(u'\n');
    }
    void press(const QString &name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    void give(const QString &reason)
    {
        QTRY_VERIFY(find<QPlainTextEdit>(u"reason"_s) || find<QPlainTextEdit>(u"redactionReason"_s));
        auto *field = find<QPlainTextEdit>(u"reason"_s);
        (field ? field : find<QPlainTextEdit>(u"redactionReason"_s))->setPlainText(reason);
        QTRY_VERIFY(find<QPushButton>(u"panelPrimary"_s)->isEnabled());
        press(u"panelPrimary"_s);
    }

    std::unique_ptr<IncidentFixture> base;
    std::unique_ptr<IncidentPage> page;
    IncidentId id;
    EntryId entry;
    PersonId ada;
};

void TestHoldCard::init()
{
    applyTheme(*qApp, Theme::Mode::Light);
    base = std::make_unique<IncidentFixture>();
    QVERIFY(base->open());
    id = base->record(u"Pasted by mistake"_s);
    Person p;
    p.name = u"Ada Ruiz"_s;
    p.login = u"ada"_s;
    p.roles = Role::Legal;
    const auto added = base->ask<PersonId>([p](Services &s) { return s.people.add(p); });
    QVERIFY(added);
    ada = *added;
    const auto noted = base->ask<EntryId>([this](Services &s) {
        return s.timeline.add(id, {EntryKind::Note, IncidentFixture::kNow, u"Card 4111 of Jane Roe"_s, {}, false});
    });
    QVERIFY(noted);
    entry = *noted;
    page = std::make_unique<IncidentPage>(base->ui());
    page->setTabMaker(u"record"_s, [](const UiContext &ui) { return new RecordTab(ui); });
    page->resize(1104, 900);
    page->show();
    page->open(id, u"record"_s);
    QTRY_VERIFY(find<QPushButton>(u"recordHolds"_s));
    press(u"recordHolds"_s);
    QTRY_VERIFY(find<QPushButton>(u"changeHold"_s) && find<QPushButton>(u"changeHold"_s)->isEnabled());
    base->settle();
}

void TestHoldCard::cleanup()
{
    page.reset();
    base.reset();
}

/** Approvals jumps to it, whether the record was open at its entries or the incident not at all. */
void TestHoldCard::jumpOpensIt()
{
    press(u"recordEntries"_s);
    page->open(id, u"record"_s);
    QVERIFY(find<QPushButton>(u"recordEntries"_s)->isChecked());
    page->open(id, u"record/holds"_s);
    QVERIFY(find<QPushButton>(u"recordHolds"_s)->isChecked() && find<QWidget>(u"holdCard"_s)->isVisible());
    IncidentPage other(base->ui());
    other.setTabMaker(u"record"_s, [](const UiContext &ui) { return new RecordTab(ui); });
    other.resize(1104, 900);
    other.show();
    other.open(id, u"record/holds"_s);
    QTRY_VERIFY(other.findChild<QPushButton *>(u"recordHolds"_s));
    QTRY_VERIFY(other.findChild<QPushButton *>(u"recordHolds"_s)->isChecked());
    QCOMPARE(other.tab(), u"record"_s);
    base->settle();
}

void TestHoldCard::holdForbids()
{
    QVERIFY(words().contains(u"No legal hold stands"_s));
    QVERIFY(words().contains(u"Retention:"_s));
    QVERIFY(find<QPushButton>(u"redactIncident"_s)->isEnabled());
    press(u"changeHold"_s);
    give(u"Claim 7/26"_s);
    QTRY_VERIFY(words().contains(u"Claim 7/26"_s));
    QTRY_VERIFY(!find<QPushButton>(u"redactIncident"_s)->isEnabled());
    press(u"changeHold"_s);
    give(u"Settled"_s);
    QTRY_VERIFY(words().contains(u"The legal hold was lifted"_s));
    QTRY_VERIFY(find<QPushButton>(u"redactIncident"_s)->isEnabled());
    QCOMPARE(unnamedFocusable(*find<QWidget>(u"holdCard"_s)), QString());
}

void TestHoldCard::askedAndTakenBack()
{
    press(u"redactIncident"_s);
    QTRY_VERIFY(find<Label>(u"redactionPlaces"_s) && find<Label>(u"redactionPlaces"_s)->text().contains(u"4111"_s));
    give(u"Theirs, not ours."_s);
    QTRY_VERIFY(find<QWidget>(u"redaction-1"_s));
    QVERIFY(words().contains(u"It waits for"_s));
    press(u"endRedaction-1"_s);
    give(u"Too early."_s);
    QTRY_VERIFY(words().contains(u"Too early."_s));
    QTRY_VERIFY(!find<QPushButton>(u"confirmRedaction-1"_s));
}

/** What an act said is redacted from its entry: a reason, say, which stands nowhere else in the window. */
void TestHoldCard::entryOfTheRecordIsPointedAt()
{
    const auto moved = base->ask<void>([this](Services &s) {
        return s.incidents.move(id, s.incidents.byId(id)->version, Stage::Assess, u"Saw card 4111 myself"_s);
    });
    QVERIFY(moved);
    press(u"recordEntries"_s);
    auto *view = find<QTableView>(u"recordEntries"_s);
    QVERIFY(view);
    const auto show = [&](QStringView sentence) {
        bool isThere = false;
        for (int row = 0; row < view->model()->rowCount(); ++row)
            if (view->model()->index(row, 3).data().toString().contains(sentence)) {
                view->setCurrentIndex(view->model()->index(row, 0));
                isThere = true;
            }
        return isThere;
    };
    QTRY_VERIFY(show(u"Saw card")); // the oldest of them: the act itself
    QTRY_VERIFY(
        find<QTableWidget>(u"auditFields"_s) &&
        !find<QTableWidget>(u"auditFields"_s)->findItems(u"Saw card 4111 myself"_s, Qt::MatchExactly).isEmpty());
    QTRY_VERIFY(find<QPushButton>(u"auditRedact"_s) && find<QPushButton>(u"auditRedact"_s)->isEnabled());
    press(u"auditRedact"_s);
    QTRY_VERIFY(find<Label>(u"redactionPlaces"_s) &&
                find<Label>(u"redactionPlaces"_s)->text().contains(u"Saw card 4111 myself"_s));
    give(u"Theirs, not ours."_s);
    const auto asked = base->ask<QList<Redaction>>([this](Services &s) { return s.redactions.ofIncident(id); });
    QCOMPARE(asked->size(), 1);
    QCOMPARE(asked->first().table, u"stage_move"_s);
}

/** Rows that a file brought have no entries of their own: they are pointed at where they stand. */
void TestHoldCard::rowOfTheScopeIsPointedAt()
{
    const auto put = base->ask<void>([this](Services &s) -> Result<void> {
        ScopeRow row;
        row.customer = *s.customers.add({{}, 0, u"Birch"_s, u"health"_s, u"DE"_s, {}});
        row.subscription = *s.customers.addSubscription({{}, 0, row.customer, u"birch-1"_s, u"subscription"_s});
        row.accessed = u"Ward list of Jane Roe"_s;
        row.certainty = u"likely"_s;
        return s.customers.setScope(id, row, u"log"_s);
    });
    QVERIFY(put);
    page->open(id, u"customers"_s);
    QTRY_VERIFY(find<QTableView>(u"scopeTable"_s) && find<QTableView>(u"scopeTable"_s)->model()->rowCount() == 1);
    QVERIFY(!find<QPushButton>(u"redactScope"_s)->isEnabled());
    find<QTableView>(u"scopeTable"_s)->selectRow(0);
    press(u"redactScope"_s);
    QTRY_VERIFY(find<Label>(u"redactionPlaces"_s) &&
                find<Label>(u"redactionPlaces"_s)->text().contains(u"Ward list of Jane Roe"_s));
}

/** One person works with the file: the other one's words are written down (P13.5), and the content is gone. */
void TestHoldCard::confirmedByWhomItIsWrittenDown()
{
    const auto asked = base->ask<RedactionId>([this](Services &s) {
        return s.redactions.request(id, {RedactionGround::CustomerData, u"Theirs."_s, RedactionCapacity::Manager,
                                         u"timeline_entry"_s, entry.value});
    });
    QVERIFY2(asked, asked ? "" : qPrintable(asked.error().userText));
    QTRY_VERIFY(find<QPushButton>(u"confirmRedaction-1"_s) && find<QPushButton>(u"confirmRedaction-1"_s)->isEnabled());
    press(u"confirmRedaction-1"_s);
    QTRY_VERIFY(find<QComboBox>(u"by"_s) && find<QComboBox>(u"by"_s)->findData(ada.value) >= 0);
    auto *by = find<QComboBox>(u"by"_s);
    by->setCurrentIndex(by->findData(ada.value));
    find<QLineEdit>(u"words"_s)->setText(u"Take it away."_s);
    QTRY_VERIFY(find<Label>(u"redactionPlaces"_s)->text().contains(u"4111"_s));
    QTRY_VERIFY(find<QPushButton>(u"panelPrimary"_s)->isEnabled());
    press(u"panelPrimary"_s);
    QTRY_VERIFY(words().contains(u"Redacted by Ada Ruiz (legal)"_s));
    const auto now = base->ask<TimelineEntry>([this](Services &s) { return s.timeline.entry(entry); });
    QCOMPARE(now->text, QString());
    QVERIFY(now->redacted.startsWith(u"Redacted: customer data pasted by mistake, by Ada Ruiz and Mira"_s));
}

QTEST_MAIN(TestHoldCard)
#include "tst_holdcard.moc"
