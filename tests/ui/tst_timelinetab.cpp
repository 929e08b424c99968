#include "ui/timeline/timelinetab.h"

#include "tests/items/timelinefixture.h"
#include "tests/ui/approvedtransfer.h"
#include "ui/common/banner.h"
#include "ui/common/clockticker.h"
#include "ui/common/label.h"
#include "ui/theme/theme.h"
#include "ui/timeline/densitystrip.h"
#include "ui/timeline/entryedit.h"
#include "ui/timeline/entrypanel.h"
#include "ui/timeline/filequestion.h"
#include "ui/timeline/quickentrybar.h"
#include "ui/timeline/timelinelist.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCryptographicHash>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QToolButton>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** The timeline as a person works in it: keys and mouse on real widgets, services and a database. */
class TestTimelineTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void addByKeyboard();
    void timeIsReadAndSaid();
    void refusedEntryKeepsItsText();
    void draftComesBack();
    void filterByWordsKindAndKey();
    void rangeByKeysAndMouse();
    void strikeWithReason();
    void markByKeyAndStar();
    void fileIsAskedAbout();
    void filesThatCannotBeKept();
    void fileIsSavedAndCopied();
    void droppedAndPasted();
    void readOnlySaysWhy();
    void entriesOfOthersDoNotMoveTheList();
    void hiddenEntryIsSaid();
    void utcAndLocal();
    void everyFocusableHasAName();
    void stripIsTold();
    void pictures();

private:
    template<class T> T *child(const char *name) const { return tab->findChild<T *>(QString::fromLatin1(name)); }
    [[nodiscard]] EntryEdit *text() const { return child<EntryEdit>("entryText"); }
    [[nodiscard]] QString note() const { return child<Label>("entryNote")->text(); }
    void showTab();
    void refresh();
    void type(const QString &line, bool submit = true);
    [[nodiscard]] QString textAt(int row) const { return tab->model()->index(row).data().toString(); }
    [[nodiscard]] int rows() const { return tab->model()->rowCount(); }
    void story();
    void picture(const QString &name, QSize size, Theme::Mode mode);

    std::unique_ptr<TimelineFixture> f;
    std::unique_ptr<ClockTicker> ticker;
    std::unique_ptr<TimelineTab> tab;
    QStringList said;
};

void TestTimelineTab::init()
{
    applyTheme(*qApp, Theme::Mode::Light);
    f = std::make_unique<TimelineFixture>();
    QVERIFY(f->open());
    ticker = std::make_unique<ClockTicker>(f->clock);
    showTab();
}

void TestTimelineTab::cleanup()
{
    tab.reset();
    ticker.reset();
    f.reset();
    said.clear();
}

void TestTimelineTab::showTab()
{
    UiContext ui;
    ui.workspace = f->workspace.get();
    ui.ticker = ticker.get();
    ui.say = [this](const QString &text) { said << text; };
    ui.showError = [](const Error &) {};
    tab = std::make_unique<TimelineTab>(ui);
    tab->resize(1160, 640);
    tab->show();
    QVERIFY(QTest::qWaitForWindowActive(tab.get()));
    refresh();
    QTRY_VERIFY(tab->model()->isComplete());
    f->settle();
}

void TestTimelineTab::refresh()
{
    const auto details = f->ask<IncidentDetails>([this](Services &s) { return s.incidents.details(f->incident); });
    QVERIFY(details);
    tab->showIncident(*details);
}

void TestTimelineTab::type(const QString &line, bool submit)
{
    text()->setFocus();
    QTest::keyClicks(text(), line);
    if (submit)
        QTest::keyClick(text(), Qt::Key_Return);
}

void TestTimelineTab::addByKeyboard()
{
    const int before = rows();
    tab->list()->setFocus();
    QTest::keyClick(tab->list(), Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(text()->hasFocus());
    type(u"evidence: ! copied the log #storage"_s);
    QTRY_COMPARE(rows(), before + 1);
    const TimelineRow *row = tab->model()->rowAt(rows() - 1);
    QVERIFY(row);
    QCOMPARE(row->entry.text, u"copied the log"_s);
    QCOMPARE(row->entry.kind, EntryKind::Evidence);
    QCOMPARE(row->entry.tags, u"storage"_s);
    QVERIFY(row->entry.keyEvent);
    QCOMPARE(row->entry.atMs, f->clock.nowMs());
    QCOMPARE(text()->toPlainText(), QString());
    QTRY_COMPARE(tab->list()->currentIndex().row(), rows() - 1);
    QVERIFY(text()->hasFocus());
    QVERIFY(said.last().startsWith(u"Added to the timeline"_s));
    type(u"second"_s, false);
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(rows(), before + 2);
    QCOMPARE(tab->model()->rowAt(rows() - 1)->entry.kind, EntryKind::Note);
}

void TestTimelineTab::timeIsReadAndSaid()
{
    auto *preview = child<Label>("entryTimePreview");
    type(u"-15m seen"_s, false);
    const TimeText time;
    QCOMPARE(preview->text(), time.shortTime(f->clock.nowMs() - 15 * kMinuteMs));
    text()->clear();
    type(u"23:50 later today"_s, false);
    QVERIFY2(note().contains(u"still to come; taken as"_s), qPrintable(note()));
    text()->clear();
    type(u"2099-01-01 10:00 no"_s);
    QVERIFY2(note().contains(u"lies in the future"_s), qPrintable(note()));
    QCOMPARE(text()->toPlainText(), u"2099-01-01 10:00 no"_s);
    // Time goes on while one types.
    text()->clear();
    type(u"-1m x"_s, false);
    const QString before = preview->text();
    f->clock.advance(kHourMs);
    ticker->tickNow();
    QVERIFY(preview->text() != before);
}

void TestTimelineTab::refusedEntryKeepsItsText()
{
    const QString longText(100001, u'x');
    text()->setPlainText(longText);
    QTest::keyClick(text(), Qt::Key_Return);
    QTRY_VERIFY2(note().contains(u"100,000 characters"_s), qPrintable(note()));
    QCOMPARE(text()->toPlainText(), longText);
    text()->clear();
    QTest::keyClick(text(), Qt::Key_Return);
    QVERIFY(note().contains(u"Write what happened"_s));
}

void TestTimelineTab::draftComesBack()
{
    type(u"decision: half typed"_s, false);
    QTRY_VERIFY(f->ask<Draft>([this](Services &s) { return s.drafts.load(u"entry/%1"_s.arg(f->incident.value)); }));
    tab.reset();
    showTab();
    QTRY_COMPARE(text()->toPlainText(), u"decision: half typed"_s);
    QCOMPARE(child<QComboBox>("entryKind")->currentText(), nameOf(EntryKind::Decision));
    QTest::keyClick(text(), Qt::Key_Return);
    QTRY_VERIFY(!f->ask<Draft>([this](Services &s) { return s.drafts.load(u"entry/%1"_s.arg(f->incident.value)); }));
}

void TestTimelineTab::filterByWordsKindAndKey()
{
    QVERIFY(f->addMany(300));
    f->settle();
    QTRY_VERIFY(rows() >= 300);
    const int all = rows();
    tab->list()->setFocus();
    QTest::keyClicks(tab->list(), u"/"_s);
    auto *field = child<QLineEdit>("filterText");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"42"_s);
    QTRY_COMPARE(rows(), 1);
    QCOMPARE(textAt(0), u"entry 42"_s);
    QTest::keyClicks(field, u" nothing"_s);
    QTRY_COMPARE(rows(), 0);
    QTRY_VERIFY(!tab->list()->isVisible());
    QTest::mouseClick(child<QPushButton>("filterClear"), Qt::LeftButton);
    QTRY_COMPARE(rows(), all);
    QTest::mouseClick(child<QPushButton>("filterKeyEvents"), Qt::LeftButton);
    QTRY_COMPARE(rows(), 3);
    QTest::mouseClick(child<QPushButton>("filterClear"), Qt::LeftButton);
    auto *menu = child<QMenu>("kindMenu");
    for (QAction *action : menu->actions())
        if (action->text() == nameOf(EntryKind::Evidence))
            action->trigger();
    QTRY_COMPARE(rows(), 30);
    QCOMPARE(child<QPushButton>("filterKinds")->text(), u"Evidence"_s);
}

void TestTimelineTab::rangeByKeysAndMouse()
{
    QVERIFY(f->addMany(600, kMinuteMs));
    f->settle();
    auto *strip = child<DensityStrip>("densityStrip");
    QTRY_VERIFY(strip->spokenText().contains(u"entries from"_s));
    QTRY_VERIFY(rows() >= 600);
    const int all = rows();
    QTRY_VERIFY(strip->xOf(TimelineFixture::kStart - 300 * kMinuteMs) > 100);
    const int from = strip->xOf(TimelineFixture::kStart - 300 * kMinuteMs);
    const int to = strip->xOf(TimelineFixture::kStart - 200 * kMinuteMs);
    QTest::mousePress(strip, Qt::LeftButton, {}, {from, 30});
    QTest::mouseMove(strip, {from + 20, 30});
    QTest::mouseMove(strip, {to, 30});
    QTest::mouseRelease(strip, Qt::LeftButton, {}, {to, 30});
    QTRY_VERIFY2(std::abs(rows() - 100) <= 4, qPrintable(QString::number(rows())));
    QVERIFY(strip->spokenText().contains(u"chosen"_s));
    strip->setFocus();
    QTest::keyClick(strip, Qt::Key_Escape);
    QTRY_COMPARE(rows(), all);
    QTest::keyClick(strip, Qt::Key_Left);
    QTRY_VERIFY(rows() < all / 5 && rows() > 0);
    QTest::keyClick(strip, Qt::Key_Escape);
    QTRY_COMPARE(rows(), all);
    QSignalSpy view(strip, &DensityStrip::viewChanged);
    QTest::keyClick(strip, Qt::Key_Plus);
    QCOMPARE(view.size(), 1);
    QVERIFY(!view.first().first().value<DensityStrip::Range>().isEmpty());
    QTest::keyClick(strip, Qt::Key_0);
    f->settle();
    QTest::mouseClick(strip, Qt::LeftButton, {}, {strip->xOf(TimelineFixture::kStart - 500 * kMinuteMs), 30});
    QTRY_VERIFY(tab->list()->firstVisibleRow() > 80 && tab->list()->firstVisibleRow() < 130);
}

void TestTimelineTab::strikeWithReason()
{
    type(u"about 40 subscriptions"_s);
    QTRY_VERIFY(rows() > 0 && textAt(rows() - 1) == u"about 40 subscriptions"_s);
    QTRY_COMPARE(tab->list()->currentIndex().row(), rows() - 1);
    tab->list()->setFocus();
    QTest::keyClick(tab->list(), Qt::Key_S);
    auto *reason = child<QLineEdit>("strikeReason");
    QTRY_VERIFY(reason->isVisible() && reason->hasFocus());
    QVERIFY(!child<QPushButton>("strikeNow")->isEnabled());
    QTest::keyClicks(reason, u"one region alone"_s);
    QTest::keyClick(reason, Qt::Key_Return);
    QTRY_VERIFY(tab->model()->index(rows() - 1).data(TimelineModel::StruckRole).toBool());
    QCOMPARE(tab->model()->rowAt(rows() - 1)->entry.strikeReason, u"one region alone"_s);
    QTRY_VERIFY(!reason->isVisible());
    QVERIFY(!child<QPushButton>("strikeStart")->isVisible());
}

void TestTimelineTab::markByKeyAndStar()
{
    type(u"marked later"_s);
    QTRY_VERIFY(rows() > 0 && textAt(rows() - 1) == u"marked later"_s);
    QTRY_COMPARE(tab->list()->currentIndex().row(), rows() - 1);
    const QModelIndex last = tab->model()->index(rows() - 1);
    tab->list()->setFocus();
    QTest::keyClicks(tab->list(), u"*"_s);
    QTRY_VERIFY(last.data(TimelineModel::KeyEventRole).toBool());
    const QRect rect = tab->list()->visualRect(last);
    QTest::mouseClick(tab->list()->viewport(), Qt::LeftButton, {}, rect.topLeft() + QPoint(22, 18));
    QTRY_VERIFY(!last.data(TimelineModel::KeyEventRole).toBool());
    QVERIFY(!child<EntryPanel>("entryPanel")->isVisible());
    QTest::mouseClick(tab->list()->viewport(), Qt::LeftButton, {}, rect.topLeft() + QPoint(300, 18));
    QVERIFY(child<EntryPanel>("entryPanel")->isVisible());
    QTest::keyClick(tab->list(), Qt::Key_Escape);
    QVERIFY(!child<EntryPanel>("entryPanel")->isVisible());
}

void TestTimelineTab::fileIsAskedAbout()
{
    const QString path = f->written(u"listing.csv"_s, "a,b\n1,2\n");
    auto *bar = tab->findChild<QuickEntryBar *>();
    bar->addFiles({path, path, path});
    QCOMPARE(bar->files().size(), 3);
    QTRY_COMPARE(bar->files().first()->file().size, 8);
    const int before = rows();
    type(u"archive listing"_s);
    QVERIFY2(note().contains(u"Say whether listing.csv comes from production"_s), qPrintable(note()));
    QTest::mouseClick(bar->files().at(0)->findChild<QRadioButton *>(u"productionNo"_s), Qt::LeftButton, {}, {8, 8});
    QTest::mouseClick(bar->files().at(1)->findChild<QRadioButton *>(u"productionNotSure"_s), Qt::LeftButton, {},
                      {8, 8});
    QTest::mouseClick(bar->files().at(2)->findChild<QRadioButton *>(u"productionYes"_s), Qt::LeftButton, {}, {8, 8});
    QTest::keyClick(text(), Qt::Key_Return);
    QVERIFY2(note().contains(u"No transfer is approved here"_s), qPrintable(note()));
    QCOMPARE(rows(), before);
    const Result<Transfer> transfer = approvedTransferIn(*f);
    QTRY_COMPARE(rows(), before + 3); // what was asked, answered and decided stands in the timeline too
    bar->files().at(2)->setTransfers({*transfer});
    QTest::keyClick(text(), Qt::Key_Return);
    QVERIFY2(note().contains(u"Choose the transfer"_s), qPrintable(note()));
    bar->files().at(2)->findChild<QComboBox *>(u"productionApproval"_s)->setCurrentIndex(0);
    QTest::keyClick(text(), Qt::Key_Return);
    QTRY_COMPARE(rows(), before + 4);
    QCOMPARE(movesOf(*f, transfer->id), 1);                         // P10.1: attaching it is a transfer
    QTRY_COMPARE(tab->model()->rowAt(rows() - 1)->files.size(), 2); // the one nobody is sure about stayed out
    QCOMPARE(tab->model()->rowAt(rows() - 1)->files.first().name, u"listing.csv"_s);
    QCOMPARE(tab->model()->rowAt(rows() - 1)->entry.kind, EntryKind::Evidence);
    QCOMPARE(bar->files().size(), 0);
}

void TestTimelineTab::filesThatCannotBeKept()
{
    QFile empty(f->dir.filePath(u"empty.log"_s));
    QVERIFY(empty.open(QIODevice::WriteOnly));
    empty.close();
    QFile huge(f->dir.filePath(u"huge.bin"_s));
    QVERIFY(huge.open(QIODevice::WriteOnly));
    QVERIFY(huge.resize(kMaxAttachmentBytes + 1));
    huge.close();
    const QString hostile = f->written(u"in\u202Evoice\n.exe"_s, "x");
    auto *bar = tab->findChild<QuickEntryBar *>();
    bar->addFiles({empty.fileName(), huge.fileName(), f->dir.path(), f->dir.filePath(u"gone"_s), hostile});
    for (int i = 0; i < 4; ++i)
        QTRY_VERIFY2(bar->files().at(i)->hasProblem(), qPrintable(QString::number(i)));
    f->settle();
    QVERIFY(!bar->files().at(4)->hasProblem());
    bar->files().at(4)->setAnswer(FromProduction::No);
    type(u"with a strange file"_s);
    QTRY_VERIFY(rows() > 0 && textAt(rows() - 1) == u"with a strange file"_s);
    QTRY_COMPARE(tab->model()->rowAt(rows() - 1)->files.size(), 1);
    const QString kept = tab->model()->rowAt(rows() - 1)->files.first().name;
    QVERIFY2(!kept.contains(u'\n') && !kept.contains(QChar(0x202E)) && !kept.contains(u'/'), qPrintable(kept));
}

void TestTimelineTab::fileIsSavedAndCopied()
{
    QFile file(f->dir.filePath(u"evidence.bin"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray content(3 * 1024 * 1024 + 17, 'e');
    file.write(content);
    file.close();
    auto *bar = tab->findChild<QuickEntryBar *>();
    bar->addFiles({file.fileName()});
    bar->files().first()->setAnswer(FromProduction::No);
    f->settle();
    type(u"kept"_s);
    QTRY_VERIFY(rows() > 0 && textAt(rows() - 1) == u"kept"_s);
    QTRY_COMPARE(tab->list()->currentIndex().row(), rows() - 1);
    QTRY_COMPARE(tab->model()->rowAt(rows() - 1)->files.size(), 1);
    tab->list()->setFocus();
    QTest::keyClick(tab->list(), Qt::Key_Return);
    QTest::mouseClick(child<QToolButton>("copyDigest"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()));
    QTest::mouseClick(child<QToolButton>("saveFile"), Qt::LeftButton);
    auto *dialog = child<QFileDialog>("saveDialog");
    QVERIFY(dialog);
    const QString to = f->dir.filePath(u"out.bin"_s);
    Q_EMIT dialog->fileSelected(to);
    dialog->close();
    QTRY_VERIFY(QFile::exists(to));
    QFile saved(to);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll(), content);
    QVERIFY2(!(saved.permissions() & (QFile::ReadGroup | QFile::ReadOther)), "it is for the person who saved it");
}

void TestTimelineTab::droppedAndPasted()
{
    QFile file(f->dir.filePath(u"drop.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("dropped");
    file.close();
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(file.fileName())});
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QApplication::sendEvent(tab.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({20, 20}, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QApplication::sendEvent(tab.get(), &drop);
    auto *bar = tab->findChild<QuickEntryBar *>();
    QCOMPARE(bar->files().size(), 1);
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::red);
    QGuiApplication::clipboard()->setImage(image);
    text()->setFocus();
    QTest::keyClick(text(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(bar->files().size(), 2);
    QVERIFY(bar->files().last()->file().name.endsWith(u".png"_s));
    QGuiApplication::clipboard()->setText(u"plain words"_s);
    text()->setFocus();
    QTest::keyClick(text(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(text()->toPlainText(), u"plain words"_s);
    QCOMPARE(bar->files().size(), 2);
}

void TestTimelineTab::readOnlySaysWhy()
{
    type(u"before"_s);
    QTRY_VERIFY(rows() > 0 && textAt(rows() - 1) == u"before"_s);
    tab.reset();
    QVERIFY(f->open(true));
    showTab();
    QVERIFY(text()->isReadOnly());
    QVERIFY(text()->placeholderText().contains(u"read-only"_s));
    QVERIFY(!child<QPushButton>("entryAdd")->isEnabled());
    QVERIFY(!child<QPushButton>("entryAttach")->isEnabled());
    tab->list()->setFocus();
    tab->list()->setCurrentIndex(tab->model()->index(rows() - 1));
    QTest::keyClick(tab->list(), Qt::Key_S);
    QVERIFY(!child<QLineEdit>("strikeReason")->isVisible());
    QVERIFY(!child<QPushButton>("strikeStart")->isEnabled());
}

void TestTimelineTab::entriesOfOthersDoNotMoveTheList()
{
    QVERIFY(f->addMany(1000));
    f->settle();
    QTRY_VERIFY(rows() >= 1000 && tab->model()->isComplete());
    tab->list()->jumpTo(400);
    QTRY_VERIFY(tab->model()->rowAt(400) != nullptr && tab->model()->rowAt(405) != nullptr);
    tab->list()->setCurrentIndex(tab->model()->index(403));
    const QString top = textAt(tab->list()->firstVisibleRow());
    const QString current = tab->list()->currentIndex().data().toString();
    QSignalSpy arrived(tab->model(), &TimelineModel::entriesArrived);
    QVERIFY(f->add(TimelineFixture::kStart - 900 * kSecondMs, u"above"_s).isValid());
    QVERIFY(f->add(TimelineFixture::kStart - 10 * kSecondMs, u"below"_s).isValid());
    QTRY_VERIFY(arrived.size() >= 2);
    QTRY_COMPARE(textAt(tab->list()->firstVisibleRow()), top);
    QCOMPARE(tab->list()->currentIndex().data().toString(), current);
    tab->list()->jumpToEnd();
    QVERIFY(tab->list()->isAtEnd());
    QVERIFY(f->add(TimelineFixture::kStart, u"newest"_s).isValid());
    QTRY_COMPARE(textAt(rows() - 1), u"newest"_s);
    QTRY_VERIFY(tab->list()->isAtEnd());
}

void TestTimelineTab::hiddenEntryIsSaid()
{
    QVERIFY(f->addMany(50));
    f->settle();
    QTest::mouseClick(child<QPushButton>("filterKeyEvents"), Qt::LeftButton);
    QTRY_COMPARE(rows(), 1);
    type(u"not a key event"_s);
    auto *banner = tab->findChild<Banner *>();
    QTRY_VERIFY(banner->isVisible());
    auto *button = banner->findChild<QPushButton *>();
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(tab->list()->currentIndex().data().toString(), u"not a key event"_s);
}

void TestTimelineTab::utcAndLocal()
{
    type(u"x"_s);
    QTRY_VERIFY(rows() > 0);
    auto *zone = child<QPushButton>("timeZone");
    QCOMPARE(zone->text(), u"Local time"_s);
    zone->menu()->actions().at(1)->trigger();
    QCOMPARE(zone->text(), u"UTC"_s);
    type(u"04:39 in UTC"_s);
    QTRY_COMPARE(textAt(rows() - 2), u"in UTC"_s);
    QCOMPARE(tab->model()->rowAt(rows() - 2)->entry.atMs, TimelineFixture::kStart / kMinuteMs * kMinuteMs - kMinuteMs);
}

void TestTimelineTab::everyFocusableHasAName()
{
    type(u"x"_s);
    QTRY_VERIFY(rows() > 0);
    tab->list()->setFocus();
    QTest::keyClick(tab->list(), Qt::Key_Return);
    auto *bar = tab->findChild<QuickEntryBar *>();
    bar->addFiles({f->path()});
    for (QWidget *w : tab->findChildren<QWidget *>()) {
        if (w->focusPolicy() == Qt::NoFocus || w->objectName().startsWith(u"qt_"_s) || w->focusProxy() != nullptr)
            continue;
        if (qobject_cast<QScrollBar *>(w) != nullptr || qobject_cast<QMenu *>(w) != nullptr)
            continue;
        QAccessibleInterface *iface = QAccessible::queryAccessibleInterface(w);
        const QString named = u"%1 %2"_s.arg(QString::fromLatin1(w->metaObject()->className()), w->objectName());
        QVERIFY2(iface && !iface->text(QAccessible::Name).isEmpty(), qPrintable(named));
        QVERIFY2(!w->objectName().isEmpty() || w->accessibleName() == iface->text(QAccessible::Name) || !w->isVisible(),
                 qPrintable(named));
    }
}

void TestTimelineTab::stripIsTold()
{
    QVERIFY(f->addMany(100, kMinuteMs));
    f->settle();
    refresh();
    auto *strip = child<DensityStrip>("densityStrip");
    QTRY_VERIFY2(strip->spokenText().contains(u"entries from Fri 21 Nov"_s) ||
                     strip->spokenText().contains(u"entries from Thu"_s),
                 qPrintable(strip->spokenText()));
    QVERIFY(strip->accessibleDescription().contains(u"Arrow keys"_s));
}

void TestTimelineTab::story()
{
    constexpr qint64 t = TimelineFixture::kStart;
    const auto at = [](int minutes) { return t - minutes * kMinuteMs; };
    f->add(at(910), u"Monitoring shows request bodies in the shared log of the telemetry pipeline."_s,
           EntryKind::Evidence, true, u"telemetry log"_s);
    for (int i = 0; i < 60; ++i)
        f->add(at(900 - i * 7), u"Looked at shard %1 of the archive tier; nothing there."_s.arg(i));
    f->add(at(395), u"Archive bucket listing: 1,204 objects hold request bodies between 3 and 19 November."_s,
           EntryKind::Evidence, true);
    f->add(at(388), u"Writer disabled in all regions; archive bucket closed to readers (emergency mitigation)."_s,
           EntryKind::Containment, true);
    f->add(at(360), u"Legal asked whether sampled bodies count as customer data."_s, EntryKind::Consultation);
    const EntryId wrong = f->add(at(304), u"About 40 subscriptions are affected."_s);
    f->ask<bool>([wrong](Services &s) {
        return s.timeline.strike(wrong, u"count was of one region alone"_s).map([] { return true; });
    });
    f->add(
        at(227),
        u"Data-flow logs matched: 212 subscriptions, 1.9 million request bodies, of these 38,400 with names or mail "
        "addresses. The match ran over all regions, twice, by two people, with the same result. A third run over the "
        "replicas is under way and will be written down here as soon as it has ended, with its digest."_s,
        EntryKind::Evidence, true, u"scope"_s);
    f->add(at(120), u"Asked the platform team for the list of service accounts that may read the archive."_s,
           EntryKind::Communication);
    f->add(at(20), u"Decided to keep the archive closed until the scope is confirmed."_s, EntryKind::Decision);
    auto *bar = tab->findChild<QuickEntryBar *>();
    QFile file(f->dir.filePath(u"archive-listing.csv"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write("object,size\n");
    file.close();
    bar->addFiles({file.fileName()});
    bar->files().first()->setAnswer(FromProduction::No);
    f->settle();
    type(u"-4m Archive readers since 3 Nov: two service accounts, list attached"_s);
    QTRY_VERIFY(bar->files().isEmpty());
    f->settle();
    refresh();
    QTest::qWait(400);
}

void TestTimelineTab::picture(const QString &name, QSize size, Theme::Mode mode)
{
    applyTheme(*qApp, mode);
    tab->resize(size);
    f->settle();
    QTest::qWait(60);
    const QString folder = qEnvironmentVariable("TOCSIN_SHOTS");
    QVERIFY(tab->grab().save(folder + u"/timeline-"_s + name + u".png"_s));
}

void TestTimelineTab::pictures()
{
    if (!qEnvironmentVariableIsSet("TOCSIN_SHOTS"))
        QSKIP("Set TOCSIN_SHOTS to a folder to have the pictures drawn");
    picture(u"empty"_s, {1104, 560}, Theme::Mode::Light);
    story();
    text()->setPlainText(u"23:50 Archive readers since 3 Nov: two service accounts"_s);
    text()->setFocus();
    picture(u"light"_s, {1180, 650}, Theme::Mode::Light);
    picture(u"dark"_s, {1180, 650}, Theme::Mode::Dark);
    tab->list()->setFocus();
    tab->list()->setCurrentIndex(tab->model()->index(rows() - 5));
    QTest::keyClick(tab->list(), Qt::Key_S);
    tab->findChild<QuickEntryBar *>()->addFiles({f->path(), f->dir.path()});
    tab->findChild<QuickEntryBar *>()->files().first()->setAnswer(FromProduction::Yes);
    picture(u"panel"_s, {1104, 480}, Theme::Mode::Light);
    picture(u"panel-dark"_s, {1104, 720}, Theme::Mode::Dark);
    QTest::keyClick(child<EntryPanel>("entryPanel"), Qt::Key_Escape);
    auto *strip = child<DensityStrip>("densityStrip");
    strip->setFocus();
    QTest::keyClick(strip, Qt::Key_Left);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(strip, Qt::Key_Left);
    QTRY_VERIFY(tab->model()->isComplete());
    picture(u"range"_s, {1104, 560}, Theme::Mode::Light);
    applyTheme(*qApp, Theme::Mode::Light);
}

QTEST_MAIN(TestTimelineTab)
#include "tst_timelinetab.moc"
