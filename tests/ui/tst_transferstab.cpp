#include "models/exchange/noticerenderer.h"
#include "models/services/custody.h"
#include "models/services/itemhasher.h"
#include "models/services/workspace.h"
#include "tests/ui/incidentfixture.h"
#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/theme/theme.h"
#include "ui/transfers/approvalcount.h"
#include "ui/transfers/approvalspage.h"
#include "ui/transfers/custodycard.h"
#include "ui/transfers/itemlist.h"
#include "ui/transfers/movepanel.h"
#include "ui/transfers/requestpanel.h"
#include "ui/transfers/transferstab.h"
#include "ui/transfers/transferview.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QCryptographicHash>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QTest>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** P10 as a person works with it: from the request to destruction, and what waits for whom. */
class TestTransfersTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void emptySaysHowToBegin();
    void fromRequestToDestruction();
    void refusalStandsAtTheField();
    void breachIsRecorded();
    void theListOfThen();
    void approvalsByKey();
    void countFollows();
    void draftsComeBack();
    void hashing();
    void hashingIsStopped();
    void everyFocusableHasAName();
    void documentIsWordForWord();

private:
    template<class T> [[nodiscard]] T *find(QWidget *in, const QString &name) const
    {
        for (T *w : in->findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }
    void press(QWidget *in, const QString &name) const
    {
        auto *b = find<QAbstractButton>(in, name);
        QVERIFY2(b, qPrintable(name));
        QVERIFY2(b->isEnabled(), qPrintable(name + u": "_s + b->toolTip()));
        b->click();
    }
    void type(QWidget *in, const QString &name, const QString &text) const
    {
        if (auto *line = find<QLineEdit>(in, name))
            line->setText(text);
        else if (auto *edit = find<QPlainTextEdit>(in, name))
            edit->setPlainText(text);
        else
            QFAIL(qPrintable(name));
    }
    [[nodiscard]] QString state() const { return find<Chip>(tab.get(), u"transferState"_s)->text(); }
    [[nodiscard]] TransferDetails details() const { return tab->view()->details(); }
    void show();
    void fillRequest(QWidget *panel);
    [[nodiscard]] Result<TransferId> asked(bool answered);
    [[nodiscard]] QString written(const QString &name, const QByteArray &bytes) const;

    std::unique_ptr<IncidentFixture> f;
    std::unique_ptr<TransfersTab> tab;
    IncidentId id;
    PersonId rita, ada;
};

void TestTransfersTab::init()
{
    applyTheme(*qApp, Theme::Mode::Light);
    f = std::make_unique<IncidentFixture>([] { return std::make_unique<NoticeRenderer>(); });
    QVERIFY(f->open());
    id = f->record(u"Crash dumps"_s);
    const auto person = [this](const QString &name, Roles roles) {
        Person p;
        p.name = name;
        p.roles = roles;
        return *f->ask<PersonId>([p](Services &s) { return s.people.add(p); });
    };
    rita = person(u"Rita Ross"_s, Role::Responder);
    ada = person(u"Ada Ruiz"_s, Role::Legal);
    tab = std::make_unique<TransfersTab>(f->ui());
    tab->resize(1180, 1400);
    tab->show();
    show();
}

void TestTransfersTab::cleanup()
{
    tab.reset();
    f.reset();
}

void TestTransfersTab::show()
{
    const auto d = f->ask<IncidentDetails>([this](Services &s) { return s.incidents.details(id); });
    QVERIFY(d);
    tab->showIncident(*d);
    f->settle();
}

void TestTransfersTab::fillRequest(QWidget *panel)
{
    for (const char *field : {"title", "amount", "whose", "source", "destination"})
        type(panel, u"transfer-"_s + QLatin1StringView(field), u"Dumps [1] *to* the_lab | x - 1"_s);
    type(panel, u"transfer-what"_s, u"Process memory"_s);
}

Result<TransferId> TestTransfersTab::asked(bool answered)
{
    return f->ask<TransferId>([&](Services &s) -> Result<TransferId> {
        TransferInput in;
        in.title = u"Dumps to the lab"_s;
        in.what = in.amount = in.whose = in.source = in.destination = in.purpose = u"x"_s;
        in.handlers = in.protection = in.destruction = u"y"_s;
        in.dataKind = u"memory"_s;
        in.environment = u"commercial"_s;
        in.keepUntilMs = f->clock.nowMs() + 9 * kDayMs;
        in.requester = rita;
        const auto made = s.transfers.ask(id, in);
        if (!made)
            return tl::unexpected(made.error());
        const auto t = s.transfers.byId(made->id);
        ChecklistInput lines;
        for (const TransferQuestion &q : t->checklist.items)
            lines.lines.append({q.code, ChecklistAnswer::Yes, {}});
        if (answered)
            if (const auto ok = s.transfers.answer(*t, lines, {ada, f->clock.nowMs(), u"by telephone"_s, u"Agreed."_s});
                !ok)
                return tl::unexpected(ok.error());
        return made->id;
    });
}

QString TestTransfersTab::written(const QString &name, const QByteArray &bytes) const
{
    QFile file(f->folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void TestTransfersTab::emptySaysHowToBegin()
{
    QVERIFY(find<QWidget>(tab.get(), u"transfersEmpty"_s));
    QCOMPARE(tab->badge(), QString());
    press(tab.get(), u"transfersEmptyAsk"_s);
    QTRY_VERIFY(qobject_cast<TransferRequestPanel *>(tab->panel()));
    QTest::keyClick(tab->panel(), Qt::Key_Escape);
    QVERIFY(!tab->panel());
}

void TestTransfersTab::fromRequestToDestruction()
{
    press(tab.get(), u"transfersEmptyAsk"_s);
    f->settle();
    fillRequest(tab->panel());
    type(tab->panel(), u"transfer-purpose"_s, u"Find who read the key"_s);
    for (const char *field : {"handlers", "protection", "destruction"})
        type(tab->panel(), u"transfer-"_s + QLatin1StringView(field), u"In the lab"_s);
    auto *requester = find<QComboBox>(tab->panel(), u"transferRequester"_s);
    QTRY_VERIFY(requester->findData(rita.value) > 0);
    requester->setCurrentIndex(requester->findData(rita.value));
    press(tab->panel(), u"panelPrimary"_s);
    QTRY_VERIFY2(!tab->panel(), "it was refused");
    QTRY_COMPARE(details().transfer.number, 1);
    QTRY_COMPARE(state(), nameOf(TransferState::Asked));
    QCOMPARE(details().transfer.requesterName, u"Rita Ross"_s);
    QVERIFY(!find<QPushButton>(tab.get(), u"custodyRecord"_s)->isEnabled()); // nothing leaves yet
    QVERIFY(!find<QPushButton>(tab.get(), u"decision-approved"_s)->isEnabled());

    press(tab.get(), u"checklistGo"_s); // not everything is answered: said, nothing done
    QCOMPARE(details().answers.size(), 0);
    for (const TransferQuestion &q : details().transfer.checklist.items)
        find<QRadioButton>(tab.get(), u"yes-"_s + q.code)->click();
    auto *legal = find<QWidget>(tab.get(), u"attest-legal"_s);
    QVERIFY(legal);
    auto *by = legal->findChild<QComboBox *>(u"by"_s);
    QTRY_VERIFY(by->findText(u"Ada Ruiz"_s, Qt::MatchContains) >= 0);
    by->setCurrentIndex(by->findText(u"Ada Ruiz"_s, Qt::MatchContains));
    legal->findChild<QComboBox *>(u"how"_s)->setCurrentIndex(1);
    legal->findChild<QLineEdit *>(u"words"_s)->setText(u"It may go ahead."_s);
    press(tab.get(), u"checklistGo"_s);
    QTRY_COMPARE(state(), nameOf(TransferState::Answered));
    QCOMPARE(details().answers.last().legalName, u"Ada Ruiz"_s);

    press(tab.get(), u"decision-approved"_s); // a click alone approves nothing
    f->settle();
    QCOMPARE(details().decisions.size(), 0);
    type(tab.get(), u"decisionWords"_s, u"I approve these dumps, to the lab."_s);
    press(tab.get(), u"decision-approved"_s);
    QTRY_COMPARE(details().transfer.state, TransferState::Approved);

    f->clock.advance(5 * kMinuteMs);
    press(tab.get(), u"custodyRecord"_s);
    auto *move = qobject_cast<TransferMovePanel *>(tab->panel());
    QVERIFY(move);
    const QByteArray bytes(300'000, 'd');
    move->items()->addFiles({written(u"dump 1.bin"_s, bytes), written(u"b\nc"_s, "x")});
    QTRY_COMPARE(move->items()->missing(), QString());
    type(move, u"moveHow"_s, u"Encrypted disk"_s);
    press(move, u"panelPrimary"_s);
    QTRY_COMPARE(details().transfer.openMoves, 1);
    QCOMPARE(details().moves.first().content.items.first().sha256,
             QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
    QCOMPARE(tab->badge(), u"1"_s);

    f->clock.advance(kHourMs);
    tab->view()->custody()->chooseFile = [this](const QString &suggested) { return f->folder.filePath(suggested); };
    const auto save = [this](const QString &kind) {
        f->said.clear();
        tab->view()->custody()->findChild<QAction *>(u"custody-"_s + kind)->trigger();
        return QTest::qWaitFor([this] { return f->said.contains(u"Chain of custody saved"_s); }, 20000);
    };
    for (const QString &kind : {u"pdf"_s, u"json"_s, u"sums"_s})
        QVERIFY2(save(kind), qPrintable(kind));
    const QStringList lists = QDir(f->folder.path()).entryList({u"*.sha256"_s});
    QCOMPARE(lists.size(), 1);
    QProcess check;
    check.setWorkingDirectory(f->folder.path());
    check.start(u"sha256sum"_s, {u"--strict"_s, u"-c"_s, lists.first()});
    QVERIFY(check.waitForFinished());
    QVERIFY2(check.exitCode() == 0, check.readAll().constData());
    if (qEnvironmentVariableIsSet("TOCSIN_SHOTS"))
        for (const QString &name : QDir(f->folder.path()).entryList({u"Chain*"_s}))
            QFile::copy(f->folder.filePath(name), qEnvironmentVariable("TOCSIN_SHOTS") + u'/' + name);

    press(tab.get(), u"custodyEnd"_s);
    QVERIFY(!tab->findChild<QWidget *>(u"transferList"_s)->isVisible()); // its room is the panel's
    type(tab->panel(), u"endHow"_s, u"Shredded"_s);
    press(tab->panel(), u"panelPrimary"_s);
    QTRY_COMPARE(details().transfer.openMoves, 0);
    QVERIFY(details().moves.first().isGone());
    QTRY_COMPARE(tab->badge(), QString());
}

void TestTransfersTab::refusalStandsAtTheField()
{
    press(tab.get(), u"transfersEmptyAsk"_s);
    QTRY_VERIFY(tab->panel());
    press(tab->panel(), u"panelPrimary"_s);
    QVERIFY(tab->panel());
    fillRequest(tab->panel());
    press(tab->panel(), u"panelPrimary"_s);
    auto *purpose = find<QPlainTextEdit>(tab->panel(), u"transfer-purpose"_s);
    QTRY_VERIFY(purpose->hasFocus() || !purpose->accessibleDescription().isEmpty());
    QVERIFY(f->ask<QList<Transfer>>([this](Services &s) { return s.transfers.ofIncident(id); })->isEmpty());
}

void TestTransfersTab::breachIsRecorded()
{
    QVERIFY(asked(false));
    show();
    QTRY_VERIFY(find<QPushButton>(tab.get(), u"transfersBreach"_s));
    press(tab.get(), u"transfersBreach"_s);
    auto *panel = qobject_cast<TransferRequestPanel *>(tab->panel());
    QVERIFY(panel);
    fillRequest(panel);
    type(panel, u"transferFound"_s, u"Seen on a laptop."_s);
    type(panel, u"transfer-carrier"_s, u"An engineer"_s);
    type(panel, u"transfer-how"_s, u"Copied"_s);
    panel->items()->addFiles({written(u"log.txt"_s, "log")});
    QTRY_COMPARE(panel->items()->missing(), QString());
    press(panel, u"panelPrimary"_s);
    QTRY_COMPARE(details().transfer.state, TransferState::Breach);
    QTRY_COMPARE(tab->badge(), u"2"_s);
    QVERIFY(!find<QPushButton>(tab.get(), u"decision-approved"_s)); // nothing makes it good
}

/** The request keeps the version it was asked under, and the window says that there is a newer one. */
void TestTransfersTab::theListOfThen()
{
    QVERIFY(asked(false));
    show();
    QTRY_COMPARE(state(), nameOf(TransferState::Asked));
    const auto banner = [this]() -> Banner * {
        for (Banner *each : tab->findChildren<Banner *>())
            if (each->isVisible() && each->text().contains(u"newer list"_s))
                return each;
        return nullptr;
    };
    QVERIFY(!banner());
    const QList<TransferQuestion> then = details().transfer.checklist.items;
    f->clock.advance(60 * kDayMs); // January: version 4 is valid
    show();
    QTRY_VERIFY(banner());
    QVERIFY2(banner()->text().contains(u"Customer data, version 4"_s), qPrintable(banner()->text()));
    QCOMPARE(details().transfer.checklist.version, u"3"_s);
    QCOMPARE(details().transfer.checklist.items, then);
    for (const TransferQuestion &q : then)
        QVERIFY2(find<QRadioButton>(tab.get(), u"yes-"_s + q.code), qPrintable(q.code)); // those are asked, no others
    QCOMPARE(tab->findChildren<QRadioButton *>(QRegularExpression(u"^yes-"_s)).size(), then.size());
}

void TestTransfersTab::approvalsByKey()
{
    const auto first = asked(true), second = asked(true);
    QVERIFY(first && second);
    ApprovalsPage page(f->ui());
    page.resize(1280, 1000);
    page.show();
    page.activate();
    auto *list = page.findChild<QListWidget *>(u"approvalList"_s);
    QTRY_COMPARE(list->count(), 3); // a heading and two
    QTRY_COMPARE(page.view()->details().transfer.id, *first);
    QTest::keyClick(list, Qt::Key_J);
    QTRY_COMPARE(page.view()->details().transfer.id, *second);
    QTest::keyClick(list, Qt::Key_J); // no further
    QTest::keyClick(list, Qt::Key_K);
    QTRY_COMPARE(page.view()->details().transfer.id, *first);
    QTest::keyClick(list, Qt::Key_A); // to the words
    auto *words = find<QPlainTextEdit>(&page, u"decisionWords"_s);
    QVERIFY(words);
    words->setPlainText(u"I approve it."_s);
    QTest::keyClick(list, Qt::Key_A);
    QTRY_COMPARE(f->ask<Transfer>([&](Services &s) { return s.transfers.byId(*first); })->state,
                 TransferState::Approved);
    QTRY_COMPARE(page.view()->details().transfer.id, *second);
    QTest::keyClick(list, Qt::Key_Q);
    auto *question = find<QPlainTextEdit>(&page, u"threadEdit"_s);
    QVERIFY(question);
    question->setPlainText(u"Why?"_s);
    find<QPushButton>(&page, u"threadAsk"_s)->click();
    QTRY_COMPARE(page.view()->details().remarks.size(), 1);
    QCOMPARE(page.view()->details().transfer.state, TransferState::Answered); // no refusal
    find<QPlainTextEdit>(&page, u"decisionWords"_s)->setPlainText(u"Too much."_s);
    QTest::keyClick(list, Qt::Key_R);
    QTRY_COMPARE(f->ask<Transfer>([&](Services &s) { return s.transfers.byId(*second); })->state,
                 TransferState::Refused);
    QTRY_VERIFY(list->findItems(u"Decided, or written down, by you"_s, Qt::MatchExactly).size() == 1);
}

void TestTransfersTab::countFollows()
{
    ApprovalCount count(f->workspace);
    QVERIFY(asked(true));
    QTRY_COMPARE(count.count(), 1);
}

void TestTransfersTab::draftsComeBack()
{
    const auto t = asked(true);
    show();
    QTRY_COMPARE(details().transfer.id, *t);
    type(tab.get(), u"decisionWords"_s, u"Half a sentence"_s);
    f->settle();
    tab.reset();
    tab = std::make_unique<TransfersTab>(f->ui());
    tab->resize(1180, 1400);
    tab->show();
    show();
    QTRY_VERIFY(find<QPlainTextEdit>(tab.get(), u"decisionWords"_s));
    QTRY_COMPARE(find<QPlainTextEdit>(tab.get(), u"decisionWords"_s)->toPlainText(), u"Half a sentence"_s);
}

void TestTransfersTab::hashing()
{
    const auto yes = [](qint64) { return true; };
    const QByteArray bytes(3 * 1024 * 1024 + 5, 'h');
    const HashedFile good = ItemHasher::hash(written(u"good.bin"_s, bytes), yes);
    QCOMPARE(good.problem, QString());
    QCOMPARE(good.item.size, bytes.size());
    QCOMPARE(good.item.sha256,
             QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
    QVERIFY(ItemHasher::hash(written(u"empty"_s, {}), yes).problem.isEmpty());
    QVERIFY(!ItemHasher::hash(f->folder.path(), yes).problem.isEmpty());
    QVERIFY(!ItemHasher::hash(f->folder.filePath(u"gone"_s), yes).problem.isEmpty());
    QVERIFY(!ItemHasher::hash(u"/dev/null"_s, yes).problem.isEmpty());
    QVERIFY(!ItemHasher::hash(good.path, [](qint64) { return false; }).problem.isEmpty());
    const HashedFile grown = ItemHasher::hash(good.path, [&](qint64) {
        QFile file(good.path);
        return file.open(QIODevice::Append) && file.write("x") == 1;
    });
    QVERIFY2(grown.problem.contains(u"changed"_s), qPrintable(grown.problem));
}

void TestTransfersTab::hashingIsStopped()
{
    ItemList list;
    list.show();
    QStringList paths;
    for (int i = 0; i < 40; ++i)
        paths << written(u"f%1"_s.arg(i), QByteArray(4 * 1024 * 1024, 's'));
    list.addFiles(paths);
    QVERIFY(!list.missing().isEmpty());
    find<QPushButton>(&list, u"itemsStop"_s)->click();
    QTRY_VERIFY(!find<QPushButton>(&list, u"itemsStop"_s));
    QVERIFY(list.items().size() < 40);
    list.addFiles({f->folder.path()});
    QTRY_VERIFY(list.missing().contains(u"folder"_s));
}

void TestTransfersTab::everyFocusableHasAName()
{
    QVERIFY(asked(true));
    show();
    QTRY_VERIFY(find<QPlainTextEdit>(tab.get(), u"decisionWords"_s));
    press(tab.get(), u"transfersAsk"_s);
    f->settle();
    for (QWidget *w : tab->findChildren<QWidget *>()) {
        if (!w->isVisible() || !(w->focusPolicy() & Qt::TabFocus) || w->focusProxy())
            continue;
        if (w->objectName().startsWith(u"qt_"_s))
            continue;
        QAccessibleInterface *iface = QAccessible::queryAccessibleInterface(w);
        QVERIFY2(iface && !iface->text(QAccessible::Name).isEmpty(),
                 qPrintable(QString::fromLatin1(w->metaObject()->className()) + u' ' + w->objectName()));
    }
}

/** What people wrote stands in the document as they wrote it: none of it is a mark of the document. */
void TestTransfersTab::documentIsWordForWord()
{
    const QStringList hostile{u"a | b **c** [l](http://x) <img src=x> `d` # e ~f~ g_h_ \\\\ &amp; i*j*"_s,
                              u"- no list"_s, u"1. no list"_s, u"# no head"_s, u"x - 1"_s};
    for (const QString &text : hostile) {
        TransferDetails d;
        d.transfer.content.title = d.transfer.content.what = d.transfer.content.purpose = text;
        d.decisions.append({1, {}, u"Mira"_s, {TransferDecision::Approved, text, {}, 2}});
        d.answers.append(TransferAnswer{});
        d.answers.last().content.remark = text;
        TransferMove move;
        move.content = {1, text, text, {{text, 1, QString(64, u'a')}}};
        d.moves.append(move);
        QTextDocument document;
        document.setMarkdown(custodyMarkdown(d, {}, 1), QTextDocument::MarkdownDialectGitHub);
        const QString plain = document.toPlainText();
        QCOMPARE(plain.count(text), 9);
    }
}

QTEST_MAIN(TestTransfersTab)
#include "tst_transferstab.moc"
